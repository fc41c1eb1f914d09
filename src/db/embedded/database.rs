//! Sessions with the embedded Postgres: waiting for its answer, making our database.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{ConnectOptions, Connection};

use super::Error;
use super::cluster::end_of_log;
use super::folder::Folder;
use super::postmaster::Postmaster;

/// The name of our role and of our database.
pub(super) const NAME: &str = "holdfast";
/// The role that `initdb` makes. We use it to make ours and for nothing else.
pub(super) const SUPERUSER: &str = "postgres";

/// Recovery after a crash reads the journal; on a slow disk that takes its time.
const WAIT_MINUTES: u64 = 10;
/// Postgres' code for "starting up", "shutting down" and "in recovery".
const CANNOT_CONNECT_NOW: &str = "57P03";

/// How to reach a database through the socket in this folder.
pub(super) fn options(socket_folder: &Path, role: &str, database: &str) -> PgConnectOptions {
    let options = PgConnectOptions::new_without_pgpass().socket(socket_folder).port(super::PORT);
    options.username(role).database(database).ssl_mode(PgSslMode::Disable)
}

/// Waits until Postgres answers, as long as it lives.
pub(super) async fn wait(postmaster: &mut Postmaster, folder: &Folder) -> Result<(), Error> {
    let limit = Duration::from_secs(WAIT_MINUTES * 60);
    let answer = tokio::time::timeout(limit, first_answer(postmaster, folder)).await;
    answer.unwrap_or_else(|_| Err(Error::Silent { minutes: WAIT_MINUTES, log: folder.log() }))
}

async fn first_answer(postmaster: &mut Postmaster, folder: &Folder) -> Result<(), Error> {
    let options = options(postmaster.socket_folder(), SUPERUSER, SUPERUSER);
    let mut pause = Duration::from_millis(10);
    loop {
        match options.connect().await {
            Ok(session) => return Ok(session.close().await?),
            Err(error) if is_for_good(&error) => return Err(error.into()),
            Err(_) if !postmaster.lives() => {
                return Err(Error::Ended { log: folder.log(), said: end_of_log(folder) });
            }
            Err(_) => tokio::time::sleep(pause).await,
        }
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}

/// Whether waiting cannot help: Postgres answered, and with a refusal other than "not yet".
fn is_for_good(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().is_none_or(|code| code != CANNOT_CONNECT_NOW))
}

/// Makes our role and our database if they are missing; a start killed in between goes on here. The role owns the
/// database and is no superuser, so that no statement of ours can reach the system's files or programs.
pub(super) async fn prepare(socket_folder: &Path) -> Result<(), Error> {
    let mut session = options(socket_folder, SUPERUSER, SUPERUSER).connect().await?;
    if !exists(&mut session, "select 1 from pg_roles where rolname = $1").await? {
        sqlx::query("create role holdfast login createdb").execute(&mut session).await?;
    }
    if !exists(&mut session, "select 1 from pg_database where datname = $1").await? {
        sqlx::query("create database holdfast owner holdfast").execute(&mut session).await?;
    }
    Ok(session.close().await?)
}

async fn exists(session: &mut PgConnection, query: &'static str) -> Result<bool, Error> {
    let row = sqlx::query(query).bind(NAME).fetch_optional(session).await?;
    Ok(row.is_some())
}

/// Whether our database answers there.
pub(super) async fn answers(options: &PgConnectOptions) -> bool {
    let Ok(session) = options.connect().await else {
        return false;
    };
    session.close().await.is_ok()
}
