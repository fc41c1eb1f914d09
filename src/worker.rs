//! Empties the outbox, and does what recurs.

use std::time::Duration;

use chrono::TimeDelta;
use sqlx::{Connection, PgConnection};
use tokio::sync::watch;

use crate::clock::Moment;
use crate::db;
use crate::duty::Why;
use crate::error::Result;
use crate::outbox::{self, Event, Lane, Taken};
use crate::state::App;
use crate::{desk, duty, leaving, letters, lines, notices, retention};

/// How long an event waits that could not be delivered.
const PUT_OFF: TimeDelta = TimeDelta::minutes(1);
/// How long an event is somebody's who tells another server of it: longer than any server may take.
const LENT: TimeDelta = TimeDelta::minutes(2);
/// Minutes until the next try, after each that failed; then always the last of them.
const WAITS: [i64; 6] = [1, 5, 15, 60, 240, 720];
/// Events taken in one transaction.
const BATCH: i64 = 100;
/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_millis(500);
/// How long until the database is listened to again, and work that panicked is begun again.
const DEAF: Duration = Duration::from_secs(2);
/// Rests between two rounds of what recurs: a minute.
const ROUND: u32 = 120;

/// Keeps work going until told to stop: work that panicked is begun again.
pub async fn kept_up<A, W>(with: A, stopping: watch::Receiver<bool>, work: impl Fn(A, watch::Receiver<bool>) -> W)
where
    A: Clone,
    W: Future<Output = ()> + Send + 'static,
{
    while tokio::spawn(work(with.clone(), stopping.clone())).await.is_err() {
        tracing::error!("work in the background panicked; it is begun again");
        tokio::time::sleep(DEAF).await;
    }
}

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

/// Does what takes longer than a transaction should, such as what goes by somebody else's server, until told to stop.
pub async fn carry(app: App, lane: Lane, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        let busy = app.is_ready()
            && send(&app, lane).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "what is to be sent can't be read; it is tried again");
                false
            });
        if !busy {
            let _ = tokio::time::timeout(REST, stopping.changed()).await;
        }
    }
}

/// Takes over what other processes changed about crisis lines the moment they did, until told to stop. What is missed while the
/// database is away is read when it is back, and by the recurring work.
pub async fn listen(app: App, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        let heard = async {
            if app.is_ready()
                && let Err(error) = hear(&app).await
            {
                tracing::warn!(%error, "changed lines are not heard of for now; they are read again within a minute");
            }
            tokio::time::sleep(DEAF).await;
        };
        tokio::select! { () = heard => {}, _ = stopping.changed() => {} }
    }
}

async fn hear(app: &App) -> Result<()> {
    let mut listener = db::listener(&app.db, lines::CHANNEL).await?;
    loop {
        lines::refresh(app).await?;
        lines::keep(app).await;
        // Nothing heard is a connection that was lost and made again: there may be something new as well.
        listener.try_recv().await?;
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
                outbox::put_back(&mut tx, event, now + PUT_OFF).await?;
            }
        }
    }
    tx.commit().await?;
    if events.iter().any(|taken| matches!(taken.event, Event::Settle { .. })) {
        lines::changed(app).await;
    }
    Ok(events.len() == usize::try_from(BATCH).unwrap_or(usize::MAX))
}

/// Hands events to the features they concern, all or none; false where that failed.
async fn try_to(conn: &mut PgConnection, events: &[Taken], app: &App) -> Result<bool> {
    let mut step = conn.begin().await?;
    match hand_out(&mut step, events, app).await {
        Ok(()) => step.commit().await.map(|()| true).map_err(Into::into),
        Err(error) => {
            step.rollback().await?;
            tracing::warn!(%error, events = events.len(), "events could not be delivered");
            Ok(false)
        }
    }
}

async fn hand_out(conn: &mut PgConnection, taken: &[Taken], app: &App) -> Result<()> {
    let now = app.clock.now();
    let events: Vec<&Event> = taken.iter().map(|taken| &taken.event).collect();
    for event in &events {
        match event {
            Event::Settle { plan } => desk::settle(conn, *plan, now).await?,
            Event::Recover { lookup } => letters::recover(conn, app, lookup, now).await?,
            Event::Alert { case, late } => duty::alert(conn, app, *case, *late, now).await?,
            _ => {}
        }
    }
    notices::deliver(conn, &events, now).await
}

/// Tells another server of the next event of a lane that is due; false where there is none. No connection waits meanwhile.
pub async fn send(app: &App, lane: Lane) -> Result<bool> {
    let now = app.clock.now();
    let lent = outbox::lend(&mut *app.db.acquire().await?, lane, now, now + LENT).await?;
    let Some(lent) = lent else { return Ok(false) };
    let told = tell(app, &lent).await;
    let mut conn = app.db.acquire().await?;
    match told {
        Ok(None) => outbox::delivered(&mut conn, &lent).await?,
        Ok(Some(later)) => outbox::put_off(&mut conn, &lent, later).await?,
        Err(error) => {
            tracing::warn!(%error, tries = lent.tries, "something could not be sent; it is tried again");
            outbox::put_off(&mut conn, &lent, now + wait(lent.tries)).await?;
        }
    }
    Ok(true)
}

/// Gives back when it is to be looked at again, where it is too early to tell.
async fn tell(app: &App, lent: &outbox::Lent) -> Result<Option<Moment>> {
    match &lent.event {
        Event::Link { link } => letters::send_link(app, *link).await?,
        Event::Recovered { account } => letters::send_recovered(app, *account, lent.id).await?,
        Event::News { account } if notices::is_news(&mut *app.db.acquire().await?, *account).await? => {
            letters::send_news(app, *account, lent.id).await?;
        }
        Event::AlertMail { case, account, late, asked } => {
            return duty::write(app, *case, *account, Why::of(*late, *asked), lent.id).await;
        }
        Event::AlertHook { case, late, asked } => return duty::call(app, *case, Why::of(*late, *asked), lent.id).await,
        Event::Export { account } => leaving::make(app, *account).await?,
        _ => {}
    }
    Ok(None)
}

/// How long until the next try.
fn wait(tries: i32) -> TimeDelta {
    let at = usize::try_from(tries - 1).unwrap_or(0).min(WAITS.len() - 1);
    TimeDelta::minutes(WAITS[at])
}

/// What recurs.
pub async fn recur(app: &App) -> Result<()> {
    app.day_key.forget(app.clock.now().date_naive());
    // What can't be thrown away keeps nobody waiting unseen.
    let thrown_away = retention::run(app).await;
    desk::show_unread(app).await?;
    notices::tell_of_waiting(&mut *app.db.acquire().await?, app.clock.now()).await?;
    lines::refresh(app).await?;
    thrown_away
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::watch;

    #[tokio::test]
    async fn work_that_panicked_is_begun_again() {
        let (_stop, stopping) = watch::channel(false);
        let begun = Arc::new(AtomicU32::new(0));
        super::kept_up(begun.clone(), stopping, |begun, _| async move {
            assert!(begun.fetch_add(1, Ordering::Relaxed) > 0, "the first time it panics");
        })
        .await;
        assert_eq!(begun.load(Ordering::Relaxed), 2);
    }
}
