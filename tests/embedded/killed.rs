//! `kill -9` of Holdfast, of Postgres, of both.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use holdfast::db::embedded::{Embedded, running};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::ConnectOptions;

use crate::{ask, durable, fast, ground, run};

/// Tells the helper test below which data folder to own.
const OWNED: &str = "HOLDFAST_TEST_OWNED_DIR";

fn postmaster(data_dir: &Path) -> Pid {
    let text = fs::read_to_string(data_dir.join("postgres/postmaster.pid")).unwrap();
    Pid::from_raw(text.lines().next().unwrap().parse().unwrap())
}

/// Waits for a thing that takes a moment.
async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    for _ in 0..300 {
        if done().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited 15 seconds for {what}");
}

/// Not a test: a process that owns a Postgres until it is killed.
#[tokio::test]
#[ignore = "run as a process of its own by other tests"]
async fn owner() {
    let Some(data_dir) = std::env::var_os(OWNED) else {
        return;
    };
    let _postgres = Embedded::start(&durable(data_dir)).await.unwrap();
    std::future::pending::<()>().await;
}

fn another_owner(data_dir: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::owner", "--ignored"]).env(OWNED, data_dir);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[tokio::test]
async fn after_a_kill_of_ours_the_living_postgres_is_taken_over() {
    let ground = ground();
    let mut owner = another_owner(ground.path());
    until("the other process", async || running(ground.path()).await.is_ok_and(|found| found.is_some())).await;
    let beside = running(ground.path()).await.unwrap().unwrap();
    run(&beside, "create table words (word text); insert into words values ('kept')").await;
    let before = postmaster(ground.path());
    owner.kill().unwrap();
    owner.wait().unwrap();

    let ours = Embedded::start(&durable(ground.path())).await.unwrap();
    assert_eq!(postmaster(ground.path()), before, "the same server goes on");
    assert_eq!(ask(&ours.options(), "select word from words").await, "kept");
    ours.stop().await.unwrap();
    assert!(!ground.path().join("postgres/postmaster.pid").exists());
}

#[tokio::test]
async fn when_both_are_killed_the_next_start_recovers_what_was_committed() {
    let ground = ground();
    let mut owner = another_owner(ground.path());
    until("the other process", async || running(ground.path()).await.is_ok_and(|found| found.is_some())).await;
    let beside = running(ground.path()).await.unwrap().unwrap();
    run(&beside, "create table words (word text); insert into words select 'kept' from generate_series(1, 1000)").await;
    owner.kill().unwrap();
    kill(postmaster(ground.path()), Signal::SIGKILL).unwrap();
    owner.wait().unwrap();

    let ours = Embedded::start(&durable(ground.path())).await.unwrap();
    assert_eq!(ask(&ours.options(), "select count(*)::text from words").await, "1000");
    ours.stop().await.unwrap();
}

#[tokio::test]
async fn a_killed_postgres_is_started_again_at_the_same_socket() {
    let ground = ground();
    let postgres = Embedded::start(&durable(ground.path())).await.unwrap();
    let options = postgres.options();
    run(&options, "create table words (word text); insert into words values ('kept')").await;
    let before = postmaster(ground.path());
    kill(before, Signal::SIGKILL).unwrap();
    until("the new server", async || postmaster_is_new(ground.path(), before) && options.connect().await.is_ok()).await;
    assert_eq!(ask(&options, "select word from words").await, "kept");
    postgres.stop().await.unwrap();
    assert!(!ground.path().join("postgres/postmaster.pid").exists());
}

fn postmaster_is_new(data_dir: &Path, before: Pid) -> bool {
    let there = fs::read_to_string(data_dir.join("postgres/postmaster.pid")).unwrap_or_default();
    there.ends_with("ready   \n") && !there.starts_with(&before.to_string())
}

#[tokio::test]
async fn a_pid_file_that_names_a_stranger_is_cleared_away() {
    let ground = ground();
    Embedded::start(&fast(ground.path())).await.unwrap().stop().await.unwrap();
    let pid_file = ground.path().join("postgres/postmaster.pid");
    for left in [format!("{}\n/elsewhere\n1\n5432\n/tmp\n\n 1 1\nready   \n", std::process::id()), String::new()] {
        fs::write(&pid_file, left).unwrap();
        let socket_lock = ground.path().join("run/.s.PGSQL.5432.lock");
        fs::write(socket_lock, format!("{}\n", std::process::id())).unwrap();
        Embedded::start(&fast(ground.path())).await.unwrap().stop().await.unwrap();
    }
}
