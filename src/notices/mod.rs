//! What a person should know: a decision about their words, an answer to them.

mod pages;
mod store;

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::audit::{self, Note};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, DecisionId, EntryId, NoticeId};
use crate::letters::{self, Tells};
use crate::outbox::Event;

pub use pages::routes;

/// Notices on one page.
const PAGE: i64 = 50;
/// How long a post waits for its first answer until those who support there are told.
const WAITED: TimeDelta = TimeDelta::hours(2);
/// They are told of one at a time, and not again sooner than this.
const TOLD_EVERY: TimeDelta = TimeDelta::hours(12);

/// Tells the people some events are for. The worker calls it in the transaction that takes the events; twice is as once.
pub async fn deliver(conn: &mut PgConnection, events: &[&Event], now: Moment) -> Result<()> {
    let replies: Vec<EntryId> =
        events.iter().filter_map(|event| if let Event::Replied { entry } = event { Some(*entry) } else { None }).collect();
    if !replies.is_empty() {
        let told = store::add_replies(conn, &replies, now).await?;
        letters::news(conn, &told, Tells::Replies, now).await?;
    }
    for event in events {
        match event {
            Event::Decided { decision } => decided(conn, *decision, now).await?,
            Event::Unmasked { decision, account: None } => store::add_unmasking(conn, *decision, now).await?,
            Event::Unmasked { decision, account: Some(account) } => store::add_unmasked(conn, *decision, *account, now).await?,
            Event::Answered { decision, read_at } => store::add_answers(conn, *decision, *read_at, now).await?,
            _ => {}
        }
    }
    Ok(())
}

/// A decision is told to the writer of the entry, where it says something and they have an account, or to who asked to join.
async fn decided(conn: &mut PgConnection, decision: DecisionId, now: Moment) -> Result<()> {
    let Some(decision) = audit::find(conn, decision).await? else { return Ok(()) };
    match decision.entry {
        _ if Note::of(&decision).is_none() => {}
        Some(entry) => {
            let told = store::add_decision(conn, NoticeId::fresh(now), entry, decision.id, now).await?;
            letters::news(conn, told.as_slice(), Tells::Decisions, now).await?;
        }
        None => store::add_decision_on_joining(conn, NoticeId::fresh(now), decision.id, now).await?,
    }
    Ok(())
}

/// Tells supporters, moderators and operators of who waits longest for a first answer on a board of theirs: each of one post at a time,
/// never twice of the same, and nobody of their own or of somebody they are apart from. Posts younger than two hours find readers by
/// themselves.
pub async fn tell_of_waiting(conn: &mut PgConnection, now: Moment) -> Result<()> {
    for (account, post) in store::who_could_answer(conn, EntryId::earliest(now - WAITED), now - TOLD_EVERY).await? {
        store::add_waiting(conn, account, post, now).await?;
    }
    Ok(())
}

/// Tells somebody that the file of everything about them is ready.
pub async fn export_is_ready(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    Ok(store::add_export(conn, account, now).await?)
}

/// Whether somebody has a notice that can still be read and has not been told of since they last looked.
pub async fn is_news(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    Ok(store::is_news(conn, account).await?)
}
