//! Empties the outbox, and does what recurs.

use std::time::Duration;

use chrono::TimeDelta;
use sqlx::{Connection, PgConnection};
use tokio::sync::watch;

use crate::error::Result;
use crate::outbox::{self, Event};
use crate::state::App;
use crate::{audit, notices, retention};

/// How long an event waits that could not be delivered.
const PUT_OFF: TimeDelta = TimeDelta::minutes(1);
/// Events taken in one transaction.
const BATCH: i64 = 100;
/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_millis(500);
/// Rests between two rounds of what recurs: a minute. A line that another process hid is gone from here by then.
const ROUND: u32 = 120;

/// Runs until told to stop; what is under way is finished.
pub async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut rests = 0;
    while !*stopping.borrow() {
        let busy = app.is_ready()
            && deliver(&app).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "events could not be delivered; they are tried again");
                false
            });
        if busy {
            continue;
        }
        if app.is_ready()
            && rests % ROUND == 0
            && let Err(error) = recur(&app).await
        {
            tracing::warn!(%error, "recurring work was left for the next round");
        }
        rests = rests.wrapping_add(1);
        let _ = tokio::time::timeout(REST, stopping.changed()).await;
    }
}

/// Delivers what is due; true where there may be more.
pub async fn deliver(app: &App) -> Result<bool> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let events = outbox::take(&mut tx, now, BATCH).await?;
    if !try_to(&mut tx, &events, app).await? {
        // One of them can't be delivered. It keeps no other back: each goes alone, and that one again in a minute.
        for event in &events {
            if !try_to(&mut tx, std::slice::from_ref(event), app).await? {
                outbox::put(&mut tx, event, now + PUT_OFF).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(events.len() == usize::try_from(BATCH).unwrap_or(usize::MAX))
}

/// Hands events to the features they concern, all or none; false where that failed.
async fn try_to(conn: &mut PgConnection, events: &[Event], app: &App) -> Result<bool> {
    let mut step = conn.begin().await?;
    match notices::deliver(&mut step, events, app.clock.now()).await {
        Ok(()) => step.commit().await.map(|()| true).map_err(Into::into),
        Err(error) => {
            step.rollback().await?;
            tracing::warn!(%error, events = events.len(), "events could not be delivered");
            Ok(false)
        }
    }
}

/// What recurs.
pub async fn recur(app: &App) -> Result<()> {
    retention::run(app).await?;
    refresh(app).await
}

/// Reads into memory what pages show without asking the database.
pub async fn refresh(app: &App) -> Result<()> {
    app.hide_lines(audit::hidden_lines(&mut *app.db.acquire().await?).await?);
    Ok(())
}
