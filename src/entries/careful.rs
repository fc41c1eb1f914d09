//! Threads in which replies are written with tips beside them, and those of people nobody knows yet are read first.
//!
//! How that is known without keeping a grade of anybody: from the note the writer chose, from the thread's cases (somebody may
//! be in danger, or somebody is worried) while they are open and for a week after, and above both from a moderator's word. Cases
//! and words are forgotten after their time; an entry and an account know nothing of it.

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::cases::{KEPT, Priority};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, ThreadId};

/// How long care stays after the last such case was closed: a heavy week does not end with a volunteer's look.
const STAYS: TimeDelta = TimeDelta::days(7);
/// How long an account counts as brand-new.
const NEW_FOR: TimeDelta = TimeDelta::hours(24);
/// The content notes that ask for care.
const NOTES: [&str; 2] = ["suicide", "self-harm"];

/// Whether replies in this thread need care.
pub(super) async fn is_needed(conn: &mut PgConnection, thread: ThreadId, now: Moment) -> Result<bool> {
    let needed = sqlx::query_scalar!(
        r#"select coalesce(
            (select wanted from reply_tips where reply_tips.thread = threads.id),
            notes && $2 or exists (select from cases where cases.thread = threads.id and priority <= $3 and (cases.state <> 'closed' or closed_at > $4))
         ) as "needed!" from threads where id = $1"#,
        thread as ThreadId,
        &NOTES.map(str::to_owned),
        Priority::Worried.number(),
        now - STAYS,
    );
    Ok(needed.fetch_optional(conn).await?.unwrap_or(false))
}

/// Whether a reply by this writer (nobody: a guest) is read first: where care is needed, those of guests and brand-new accounts
/// are; the post's own writer and supporters are known.
pub(super) async fn holds(conn: &mut PgConnection, thread: ThreadId, writer: Option<AccountId>, now: Moment) -> Result<bool> {
    let is_known = sqlx::query_scalar!(
        r#"select exists (select from accounts where id = $2 and (created_at <= $3
            or exists (select from entries where entries.id = $1 and author = $2)
            or exists (select from roles join threads on threads.id = $1 where account = $2 and ended_at is null and coalesce(roles.board, threads.board) = threads.board)
         )) as "known!""#,
        thread as ThreadId,
        writer as Option<AccountId>,
        now - NEW_FOR,
    );
    Ok(!is_known.fetch_one(&mut *conn).await? && is_needed(conn, thread, now).await?)
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

/// What a moderator said goes with the words it was about.
pub(super) async fn forget(conn: &mut PgConnection, thread: ThreadId) -> Result<()> {
    sqlx::query!("delete from reply_tips where thread = $1", thread as ThreadId).execute(conn).await?;
    Ok(())
}

/// What a moderator said is kept as long as a closed case.
pub async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("delete from reply_tips where at < $1", now - KEPT).execute(conn).await?;
    Ok(())
}
