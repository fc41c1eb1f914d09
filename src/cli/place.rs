//! A command's way to the database: the server by URL, the Postgres of a running `serve`, or one started for the command.

use std::path::Path;

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

/// Where the data of a root is, whose own folders nobody else may enter: `bin/serve` keeps it there.
const ROOTS_DATA: &str = "/var/lib/holdfast";

/// The settings, with the data folder that `bin/serve` would choose where none is named: so that a command finds the board that runs.
pub fn at_home(settings: Settings) -> Settings {
    let roots = Path::new(ROOTS_DATA);
    let is_roots = settings.data_dir == Settings::defaults().data_dir
        && !has_cluster(&settings.data_dir)
        && nix::unistd::geteuid().is_root()
        && has_cluster(roots);
    if is_roots { Settings { data_dir: roots.into(), ..settings } } else { settings }
}

/// Whether there is a database in that data folder.
pub fn has_cluster(data_dir: &Path) -> bool {
    data_dir.join("postgres").exists()
}

/// Notes where the board answers, for commands that print a link to it.
pub fn note_address(settings: &Settings) {
    if let Err(error) = std::fs::write(settings.data_dir.join(ADDRESS), settings.own_url()) {
        tracing::warn!(%error, "commands that print a link will not know where the board is; HOLDFAST_PUBLIC_URL tells them");
    }
}

/// The file in the data folder in which [`note_address`] says it.
const ADDRESS: &str = "address";

impl Place {
    /// The board's own address, for a link: what is set, else where it was last served.
    pub fn address(&self) -> String {
        let noted = || std::fs::read_to_string(self.settings.data_dir.join(ADDRESS)).ok();
        self.settings.public_url.is_none().then(noted).flatten().unwrap_or_else(|| self.settings.own_url())
    }
}

/// Runs a command with the database that is there; one that was typed in the wrong folder makes none.
pub async fn with_database<F>(settings: Settings, command: F) -> Result<(), Failure>
where
    F: AsyncFnOnce(Place) -> Result<(), Failure>,
{
    if settings.database_url.is_none() && !has_cluster(&settings.data_dir) {
        return Err(Failure::Said(format!(
            "There is no board in {}. Type this where bin/serve was started, or name its data folder with --data-dir. A new board is made by \
             bin/serve, `holdfast migrate` and `holdfast seed`.",
            settings.data_dir.display()
        )));
    }
    with_new_database(settings, command).await
}

/// Runs a command with an up-to-date database, made if there is none, and stops what it started.
pub async fn with_new_database<F>(settings: Settings, command: F) -> Result<(), Failure>
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
