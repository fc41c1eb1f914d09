//! `holdfast audit verify`, `rerender`, `doctor`.

use clap::Subcommand;
use uuid::Uuid;

use super::Failure;
use super::place::Place;
use crate::db::embedded;
use crate::ids::EntryId;
use crate::settings::Settings;
use crate::{audit, entries, retention};

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Find out whether any decision was changed, taken out or put in
    #[command(after_help = "Example: holdfast audit verify")]
    Verify,
}

pub async fn audit(place: &Place, command: &AuditCommand) -> Result<(), Failure> {
    let AuditCommand::Verify = command;
    let walk = audit::verify(&mut *place.db.acquire().await?).await?;
    match walk.broken {
        None => {
            println!("{} decisions, each sealed by the next.", walk.sound);
            Ok(())
        }
        Some(seq) => Err(Failure::Said(format!("The log of decisions was changed: the first decision that does not fit is number {seq}."))),
    }
}

pub async fn rerender(place: &Place) -> Result<(), Failure> {
    let (mut count, mut next) = (0, Some(EntryId(Uuid::nil())));
    while let Some(after) = next {
        let mut tx = place.db.begin().await?;
        let (done, last) = entries::rerender(&mut tx, after, 500).await?;
        tx.commit().await?;
        (count, next) = (count + done, last);
    }
    println!("Rendered {count} entries anew.");
    Ok(())
}

/// What an operator wants to know first.
pub async fn doctor(settings: Settings) -> Result<(), Failure> {
    println!("Holdfast {}", env!("CARGO_PKG_VERSION"));
    if settings.database_url.is_some() {
        println!("Database: a server of your own");
    } else {
        let found = embedded::find(settings.postgres_programs.as_deref())?;
        println!("Database: embedded Postgres {}.{} in {}", found.major, found.minor, settings.data_dir.display());
    }
    super::place::with_database(settings, async |place| {
        let facts = sqlx::query!(
            "select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
                current_setting('data_checksums') as checksums, current_setting('synchronous_commit') as commits,
                (select count(*) from entries) as entries, (select count(*) from cases where state <> 'closed') as cases, (select count(*) from outbox) as outbox",
        )
        .fetch_one(&place.db)
        .await?;
        let text = |value: Option<String>| value.unwrap_or_default();
        println!("Postgres {}, {}, checksums {}, synchronous commit {}", text(facts.version), text(facts.size), text(facts.checksums), text(facts.commits));
        for job in retention::late(&mut *place.db.acquire().await?, place.clock.now()).await? {
            println!("Warning: the job \"{job}\" was not done in the last three hours; what is over stays until it is. Is the board running (holdfast serve)?");
        }
        println!("{} entries, {} open cases, {} events to deliver", facts.entries.unwrap_or(0), facts.cases.unwrap_or(0), facts.outbox.unwrap_or(0));
        Ok(())
    })
    .await
}
