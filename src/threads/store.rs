//! SQL of lists. Each is a walk along one index from where the last page ended, whatever the size of the board.

use sqlx::{PgConnection, Result};

use super::{Listed, PAGE};
use crate::clock::Moment;
use crate::ids::{BoardId, ThreadId};

macro_rules! listed {
    ($rest:literal, $($arg:expr),* $(,)?) => {
        sqlx::query_as!(
            Listed,
            r#"select threads.id, boards.slug as board_slug, boards.name as board_name, title, wish, threads.notes, excerpt, threads.state = 'covered' as "covered!",
                coalesce(entries.name, accounts.name) as name, threads.created_at, last_entry_at, reply_count, answer_count, locked_at, pinned_at
             from threads join boards on boards.id = threads.board join entries on entries.id = threads.id left join accounts on accounts.id = author
             where threads.state in ('published', 'covered') and "# + $rest,
            $($arg),*
        )
    };
}

/// A board's threads, last written in first; pinned ones stand apart.
pub(super) async fn recent(conn: &mut PgConnection, board: BoardId, before: Option<(Moment, ThreadId)>) -> Result<Vec<Listed>> {
    let (at, id) = before.unzip();
    listed!(
        "threads.board = $1 and pinned_at is null and ($2::timestamptz is null or (last_entry_at, threads.id) < ($2, $3))
         order by last_entry_at desc, threads.id desc limit $4",
        board as BoardId, at, id as Option<ThreadId>, PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn pinned(conn: &mut PgConnection, board: BoardId) -> Result<Vec<Listed>> {
    listed!("threads.board = $1 and pinned_at is not null order by pinned_at desc limit 10", board as BoardId).fetch_all(conn).await
}

/// Nobody answered yet, longest waiting first; on one board or everywhere this visitor may read.
pub(super) async fn waiting(conn: &mut PgConnection, board: BoardId, after: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "answer_count = 0 and locked_at is null and threads.board = $1 and ($2::uuid is null or threads.id > $2) order by threads.id limit $3",
        board as BoardId, after as Option<ThreadId>, PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn waiting_everywhere(conn: &mut PgConnection, signed_in: bool, after: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "answer_count = 0 and locked_at is null and (readers = 'everyone' or $1) and closed_at is null and ($2::uuid is null or threads.id > $2) order by threads.id limit $3",
        signed_in, after as Option<ThreadId>, PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn new_everywhere(conn: &mut PgConnection, signed_in: bool, before: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "(readers = 'everyone' or $1) and closed_at is null and ($2::uuid is null or threads.id < $2) order by threads.id desc limit $3",
        signed_in, before as Option<ThreadId>, PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

/// How many wait on a board, counted up to a hundred.
pub(super) async fn count_waiting(conn: &mut PgConnection, board: BoardId) -> Result<i64> {
    sqlx::query_scalar!(
        "select count(*) as \"n!\" from (select from threads where board = $1 and state in ('published', 'covered') and answer_count = 0 and locked_at is null limit 100) as waiting",
        board as BoardId,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn lock(conn: &mut PgConnection, thread: ThreadId, at: Option<Moment>) -> Result<()> {
    sqlx::query!("update threads set locked_at = $2, version = version + 1 where id = $1", thread as ThreadId, at).execute(conn).await?;
    Ok(())
}

pub(super) async fn pin(conn: &mut PgConnection, thread: ThreadId, at: Option<Moment>) -> Result<()> {
    sqlx::query!("update threads set pinned_at = $2, version = version + 1 where id = $1", thread as ThreadId, at).execute(conn).await?;
    Ok(())
}
