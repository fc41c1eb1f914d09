//! Threads in which replies are written with tips beside them, and those of people nobody knows yet are read first.
//!
//! How that is known without keeping a grade of anybody: from the note the writer chose, from the thread's cases (somebody may
//! be in danger, or somebody is worried) while they are open and for a week after, and above both from a moderator's word. Cases
//! and words are forgotten after their time; an entry and an account know nothing of it.

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, EntryId, ThreadId};

/// How long care stays after the last such case was closed: a heavy week does not end with a volunteer's look.
const STAYS: TimeDelta = TimeDelta::days(7);
/// How long an account counts as brand-new.
const NEW_FOR: TimeDelta = TimeDelta::hours(24);

/// When a case must have been closed, to count still; and when an account must have been made, to be known. The rules themselves
/// are the functions `needs_care` and `is_known_there`, so that the page of a thread can ask them with its head.
pub fn since(now: Moment) -> (Moment, Moment) {
    (now - STAYS, now - NEW_FOR)
}

/// Whether a reply by this writer (nobody: a guest) is read first: where care is needed, those of guests and brand-new accounts
/// are; the post's own writer and supporters are known.
pub(super) async fn holds(conn: &mut PgConnection, thread: ThreadId, writer: Option<AccountId>, now: Moment) -> Result<bool> {
    let (closed_since, made_before) = since(now);
    let holds = sqlx::query_scalar!(
        "select needs_care($1, $3) and not is_known_there($1, $2, $4)",
        thread as ThreadId,
        writer as Option<AccountId>,
        closed_since,
        made_before,
    );
    Ok(holds.fetch_one(conn).await?.unwrap_or(false))
}

/// Whether the board reads first what this writer answers to others, since they joined a short while ago or have read little yet.
pub(super) async fn is_early(conn: &mut PgConnection, thread: ThreadId, writer: Option<AccountId>, now: Moment) -> Result<bool> {
    let early = sqlx::query_scalar!("select is_early_there($1, $2, $3)", thread as ThreadId, writer as Option<AccountId>, now);
    Ok(early.fetch_one(conn).await?.unwrap_or(false))
}

/// A moderator says whether a thread needs care; the last word counts.
pub(super) async fn say(conn: &mut PgConnection, thread: ThreadId, wanted: bool, by: AccountId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into reply_tips (thread, wanted, by, at) values ($1, $2, $3, $4)
         on conflict (thread) do update set wanted = excluded.wanted, by = excluded.by, at = excluded.at",
        thread as ThreadId,
        wanted,
        by as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a moderator said goes with the words it was about: those of these entries that are posts.
pub(super) async fn forget(conn: &mut PgConnection, entries: &[EntryId]) -> Result<()> {
    sqlx::query!("delete from reply_tips where thread = any($1)", entries as &[EntryId]).execute(conn).await?;
    Ok(())
}

/// What a moderator said is kept as long as a closed case.
pub(super) async fn sweep(conn: &mut PgConnection, said_before: Moment) -> Result<()> {
    sqlx::query!("delete from reply_tips where at < $1", said_before).execute(conn).await?;
    Ok(())
}
