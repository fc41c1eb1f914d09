//! A command's way to the database: the server by URL, the Postgres of a running `serve`, or one started for the command.

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Failure;
use crate::clock::Clock;
use crate::db::{self, embedded};
use crate::settings::Settings;

/// What a command works with.
pub struct Place {
    /// Connections.
    pub db: PgPool,
    /// The time.
    pub clock: Clock,
    /// What is set.
    pub settings: Settings,
}

/// Where the database is, and the embedded Postgres if it was started here.
pub struct Found {
    /// How to connect.
    pub options: PgConnectOptions,
    /// To be stopped at the end.
    pub embedded: Option<embedded::Embedded>,
}

/// The server by URL, else the embedded Postgres, started if it does not run.
pub async fn find(settings: &Settings, start_only: bool) -> Result<Found, Failure> {
    if let Some(url) = &settings.database_url {
        let options = url.reveal().parse().map_err(|error| {
            Failure::Said(format!(
                "HOLDFAST_DATABASE_URL (or --database-url) can't be used: {error}. It looks like postgres://name:passphrase@host/database"
            ))
        })?;
        return Ok(Found { options, embedded: None });
    }
    if !start_only && let Some(options) = embedded::running(&settings.data_dir).await? {
        return Ok(Found { options, embedded: None });
    }
    let wanted = embedded::Settings { data_dir: settings.data_dir.clone(), programs: settings.postgres_programs.clone(), fast: false };
    let embedded = embedded::Embedded::start(&wanted).await?;
    Ok(Found { options: embedded.options(), embedded: Some(embedded) })
}

/// Brings the schema up to date over a connection of its own, which may take its time.
pub async fn migrate(options: &PgConnectOptions) -> Result<(), Failure> {
    let options = options.clone().options([("statement_timeout", "0"), ("lock_timeout", "60000")]);
    let one = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
    crate::MIGRATOR.run(&one).await?;
    one.close().await;
    Ok(())
}

/// Runs a command with an up-to-date database, and stops what it started.
pub async fn with_database<F>(settings: Settings, command: F) -> Result<(), Failure>
where
    F: AsyncFnOnce(Place) -> Result<(), Failure>,
{
    let found = find(&settings, false).await?;
    let done = match migrate(&found.options).await {
        Ok(()) => {
            let db = db::pool(found.options.clone(), 4);
            let done = command(Place { db: db.clone(), clock: Clock::System, settings }).await;
            db.close().await;
            done
        }
        Err(failure) => Err(failure),
    };
    if let Some(embedded) = found.embedded {
        embedded.stop().await?;
    }
    done
}
