//! The embedded Postgres as an operator meets it: started, killed, broken, moved. Needs installed Postgres programs.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop where it is")]

mod killed;
mod refused;
mod starting;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use holdfast::db::embedded::Settings;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Row};
use tempfile::TempDir;

/// A temporary folder that the user Postgres runs as may enter.
fn ground() -> TempDir {
    let ground = tempfile::tempdir().unwrap();
    fs::set_permissions(ground.path(), Permissions::from_mode(0o755)).unwrap();
    ground
}

fn fast(data_dir: impl Into<PathBuf>) -> Settings {
    Settings { data_dir: data_dir.into(), programs: None, fast: true }
}

fn durable(data_dir: impl Into<PathBuf>) -> Settings {
    Settings { fast: false, ..fast(data_dir) }
}

async fn session(options: &PgConnectOptions) -> PgConnection {
    options.connect().await.expect("Postgres should answer")
}

async fn run(options: &PgConnectOptions, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&mut session(options).await).await.unwrap();
}

async fn ask(options: &PgConnectOptions, sql: &'static str) -> String {
    sqlx::query(sql).fetch_one(&mut session(options).await).await.unwrap().get(0)
}
