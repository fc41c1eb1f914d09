//! What cannot be started says why, and leaves what it found alone.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use holdfast::db::embedded::{Embedded, Error, Settings, find};

use crate::{fast, ground};

#[tokio::test]
async fn a_cluster_of_another_version_is_named_and_left_alone() {
    let ground = ground();
    let cluster = ground.path().join("postgres");
    fs::create_dir(&cluster).unwrap();
    fs::write(cluster.join("PG_VERSION"), "99\n").unwrap();
    own_by_server(&cluster);
    let refused = Embedded::start(&fast(ground.path())).await.unwrap_err();
    assert!(matches!(refused, Error::OtherVersion { made_by: 99, .. }), "{refused}");
    assert!(refused.to_string().contains("apt-get install postgresql-99"), "{refused}");
    assert!(cluster.join("PG_VERSION").exists());
}

#[tokio::test]
async fn a_folder_that_is_no_cluster_is_left_alone() {
    let ground = ground();
    let cluster = ground.path().join("postgres");
    fs::create_dir(&cluster).unwrap();
    fs::write(cluster.join("letter.txt"), "not yours").unwrap();
    own_by_server(&cluster);
    let refused = Embedded::start(&fast(ground.path())).await.unwrap_err();
    assert!(matches!(refused, Error::NotACluster { .. }), "{refused}");
    assert!(cluster.join("letter.txt").exists());
}

/// As root, Postgres' part belongs to the user we step down to, as a start would leave it.
fn own_by_server(cluster: &Path) {
    let server = nix::unistd::User::from_name("postgres").unwrap().filter(|_| nix::unistd::geteuid().is_root());
    if let Some(user) = server {
        std::os::unix::fs::chown(cluster, Some(user.uid.as_raw()), Some(user.gid.as_raw())).unwrap();
    }
}

#[tokio::test]
async fn programs_that_do_not_run_are_refused_with_the_setting_named() {
    let ground = ground();
    let programs = ground.path().join("bin");
    fs::create_dir(&programs).unwrap();
    for (name, body) in [("postgres", "#!/bin/sh\nexit 1\n"), ("initdb", "#!/bin/sh\nexit 1\n")] {
        fs::write(programs.join(name), body).unwrap();
        fs::set_permissions(programs.join(name), Permissions::from_mode(0o755)).unwrap();
    }
    let settings = Settings { programs: Some(programs.clone()), ..fast(ground.path().join("data")) };
    let refused = Embedded::start(&settings).await.unwrap_err();
    assert!(matches!(&refused, Error::BadPrograms { folder } if *folder == programs), "{refused}");
    // The folder above `bin` will do as a setting.
    let found = find(None).unwrap();
    let above = found.folder.parent().unwrap().to_owned();
    assert_eq!(find(Some(&above)).unwrap().major, found.major);
}

#[tokio::test]
async fn an_initdb_that_fails_says_why_and_leaves_nothing() {
    let ground = ground();
    let programs = ground.path().join("bin");
    fs::create_dir(&programs).unwrap();
    for (name, body) in
        [("postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 17.0'\n"), ("initdb", "#!/bin/sh\necho 'no room on the disk' >&2; exit 1\n")]
    {
        fs::write(programs.join(name), body).unwrap();
        fs::set_permissions(programs.join(name), Permissions::from_mode(0o755)).unwrap();
    }
    let data_dir = ground.path().join("data");
    let refused = Embedded::start(&Settings { programs: Some(programs), ..fast(&data_dir) }).await.unwrap_err();
    assert!(refused.to_string().contains("no room on the disk"), "{refused}");
    let left: Vec<_> = fs::read_dir(&data_dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["holdfast.lock"]);
}

#[tokio::test]
async fn a_server_that_does_not_start_shows_the_end_of_its_log() {
    let ground = ground();
    Embedded::start(&fast(ground.path())).await.unwrap().stop().await.unwrap();
    fs::write(ground.path().join("postgres/postgresql.conf"), "no_such_setting = 1\n").unwrap();
    let refused = Embedded::start(&fast(ground.path())).await.unwrap_err();
    assert!(matches!(refused, Error::Ended { .. }), "{refused}");
    assert!(refused.to_string().contains("no_such_setting"), "{refused}");
}

#[tokio::test]
async fn a_parent_folder_closed_to_the_server_is_named() {
    if !nix::unistd::geteuid().is_root() {
        return; // only root steps down to another user
    }
    let closed = ground();
    fs::set_permissions(closed.path(), Permissions::from_mode(0o700)).unwrap();
    let refused = Embedded::start(&fast(closed.path().join("data"))).await.unwrap_err();
    let Error::CannotEnter { folder, .. } = &refused else { panic!("{refused}") };
    assert_eq!(*folder, closed.path().canonicalize().unwrap());
}
