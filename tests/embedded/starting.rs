//! Starts and stops as they should go.

use std::fs;
use std::os::unix::fs::MetadataExt;

use holdfast::db::embedded::{Embedded, Error, running};

use crate::{ask, durable, fast, ground, run, session};

#[tokio::test]
async fn a_first_start_makes_everything_and_a_second_finds_it() {
    let ground = ground();
    let data_dir = ground.path().join("a new/data folder");
    let first = Embedded::start(&durable(&data_dir)).await.unwrap();
    run(&first.options(), "create table words (word text); insert into words values ('still here')").await;
    run(&first.options(), "create extension pg_trgm").await;
    first.stop().await.unwrap();

    let second = Embedded::start(&durable(&data_dir)).await.unwrap();
    assert_eq!(ask(&second.options(), "select word from words").await, "still here");
    for (setting, value) in [
        ("select current_setting('fsync')", "on"),
        ("select current_setting('synchronous_commit')", "on"),
        ("select current_setting('full_page_writes')", "on"),
        ("select current_setting('data_checksums')", "on"),
        ("select current_setting('listen_addresses')", ""),
        ("select current_setting('server_encoding')", "UTF8"),
        ("select current_setting('is_superuser')", "off"),
        ("select lower('ÄÉ')", "äé"),
        ("select current_user || '@' || current_database()", "holdfast@holdfast"),
    ] {
        assert_eq!(ask(&second.options(), setting).await, value, "{setting}");
    }
    let socket = data_dir.join("run").metadata().unwrap();
    assert_eq!(socket.mode() & 0o777, 0o700, "only the server's user enters the socket's folder");
    second.stop().await.unwrap();
    assert!(!data_dir.join("postgres/postmaster.pid").exists(), "a stop waits for the end");
    let log = fs::read_to_string(data_dir.join("postgres.log")).unwrap();
    assert!(log.contains("ready to accept connections"), "{log}");
}

#[tokio::test]
async fn the_log_holds_no_words_of_people() {
    let ground = ground();
    let postgres = Embedded::start(&fast(ground.path())).await.unwrap();
    run(&postgres.options(), "create table names (name text primary key); insert into names values ('ana-secret')").await;
    for wrong in ["insert into names values ('ana-secret')", "select 'ana-secret'::uuid", "selec 'ana-secret'"] {
        let failed = sqlx::raw_sql(wrong).execute(&mut session(&postgres.options()).await).await;
        assert!(failed.is_err());
    }
    postgres.stop().await.unwrap();
    let log = fs::read_to_string(ground.path().join("postgres.log")).unwrap();
    assert!(!log.contains("ana-secret"), "{log}");
}

#[tokio::test]
async fn a_second_owner_is_told_who_the_first_is() {
    let ground = ground();
    let first = Embedded::start(&fast(ground.path())).await.unwrap();
    let refused = Embedded::start(&fast(ground.path())).await.unwrap_err();
    let pid = std::process::id().to_string();
    assert!(matches!(&refused, Error::InUse { pid: told, .. } if *told == pid), "{refused}");

    let beside = running(ground.path()).await.unwrap().expect("a serve is running");
    assert_eq!(ask(&beside, "select 'beside'").await, "beside");
    first.stop().await.unwrap();
    assert!(running(ground.path()).await.unwrap().is_none());
    assert!(running(&ground.path().join("nowhere")).await.unwrap().is_none());
}

#[tokio::test]
async fn dropped_without_a_stop_it_ends_and_can_be_started_again_at_once() {
    let ground = ground();
    for _ in 0..3 {
        let postgres = Embedded::start(&fast(ground.path())).await.unwrap();
        drop(postgres);
    }
    Embedded::start(&fast(ground.path())).await.unwrap().stop().await.unwrap();
}

#[tokio::test]
async fn a_half_made_cluster_is_swept_away() {
    let ground = ground();
    let half = ground.path().join("postgres.new-0123456789abcdef");
    fs::create_dir_all(half.join("base")).unwrap();
    fs::write(half.join("PG_VERSION"), "15\n").unwrap();
    Embedded::start(&fast(ground.path())).await.unwrap().stop().await.unwrap();
    assert!(!half.exists());
    assert!(ground.path().join("postgres/PG_VERSION").exists());
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_gets_one_elsewhere() {
    let ground = ground();
    let deep = ground.path().join("a-long-name-".repeat(4)).join("and-a-second-one-".repeat(4));
    let first = Embedded::start(&fast(&deep)).await.unwrap();
    let socket = first.options().get_socket().unwrap().clone();
    assert!(!socket.starts_with(&deep));
    assert_eq!(socket.metadata().unwrap().mode() & 0o777, 0o700);
    let beside = running(&deep).await.unwrap().unwrap();
    assert_eq!(ask(&beside, "select 'beside'").await, "beside");
    first.stop().await.unwrap();
    assert!(!socket.exists(), "nothing is left in the shared folder");
}
