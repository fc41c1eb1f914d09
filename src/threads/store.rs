//! SQL of lists. Each is a walk along one index from where the last page ended, whatever the size of the board.

use sqlx::{PgConnection, Result};

use super::{Listed, PAGE, PINNED};
use crate::clock::Moment;
use crate::ids::{BoardId, ThreadId};

/// The ids come first, from one walk along an index that ends with the page; only those few are looked up. Where there is no
/// cursor, the least or greatest id stands for it, so that the walk begins at the right place in every plan Postgres may keep.
macro_rules! listed {
    ($ids:literal, $order:literal, $($arg:expr),* $(,)?) => {
        sqlx::query_as!(
            Listed,
            r#"select threads.id, boards.slug as board_slug, boards.name as board_name, title, wish, threads.notes, excerpt, threads.state = 'covered' as "covered!",
                coalesce(entries.name, accounts.name) as name, entries.author, entries.voice, threads.created_at, last_entry_at, reply_count, answer_count, locked_at, pinned_at
             from ("# + $ids + ") as listed join threads on threads.id = listed.id join boards on boards.id = threads.board
                join entries on entries.id = threads.id left join accounts on accounts.id = author
             order by " + $order,
            $($arg),*
        )
    };
}

/// A board's threads, last written in first; pinned ones stand apart.
pub(super) async fn recent(conn: &mut PgConnection, board: BoardId, before: Option<(Moment, ThreadId)>) -> Result<Vec<Listed>> {
    let (at, id) = before.unzip();
    listed!(
        "select id from threads where state in ('published', 'covered') and board = $1 and pinned_at is null
            and (last_entry_at, id) < (coalesce($2, 'infinity'::timestamptz), coalesce($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
         order by last_entry_at desc, id desc limit $4",
        "last_entry_at desc, threads.id desc",
        board as BoardId,
        at,
        id as Option<ThreadId>,
        PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn pinned(conn: &mut PgConnection, board: BoardId) -> Result<Vec<Listed>> {
    listed!(
        "select id from threads where state in ('published', 'covered') and board = $1 and pinned_at is not null order by pinned_at desc limit $2",
        "pinned_at desc",
        board as BoardId,
        PINNED,
    )
    .fetch_all(conn)
    .await
}

/// Nobody answered yet, longest waiting first; on one board or everywhere this visitor may read.
pub(super) async fn waiting(conn: &mut PgConnection, board: BoardId, after: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "select id from threads where state in ('published', 'covered') and answer_count = 0 and locked_at is null and not imported and board = $1
            and id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid) order by id limit $3",
        "threads.id",
        board as BoardId,
        after as Option<ThreadId>,
        PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

/// Everywhere is a page of each board, merged: what stands on a board this visitor may not read costs nothing.
pub(super) async fn waiting_everywhere(conn: &mut PgConnection, is_in: bool, after: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "select here.id from boards cross join lateral (
            select id from threads where state in ('published', 'covered') and answer_count = 0 and locked_at is null and not imported and board = boards.id
                and id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid) order by id limit $3) as here
         where (readers = 'everyone' or $1) and closed_at is null order by here.id limit $3",
        "threads.id",
        is_in,
        after as Option<ThreadId>,
        PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn new_everywhere(conn: &mut PgConnection, is_in: bool, before: Option<ThreadId>) -> Result<Vec<Listed>> {
    listed!(
        "select here.id from boards cross join lateral (
            select id from threads where state in ('published', 'covered') and board = boards.id
                and id < coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid) order by id desc limit $3) as here
         where (readers = 'everyone' or $1) and closed_at is null order by here.id desc limit $3",
        "threads.id desc",
        is_in,
        before as Option<ThreadId>,
        PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

/// How many wait on a board, counted up to a hundred.
pub(super) async fn count_waiting(conn: &mut PgConnection, board: BoardId) -> Result<i64> {
    sqlx::query_scalar!(
        "select count(*) as \"n!\" from (select from threads where board = $1 and state in ('published', 'covered') and answer_count = 0 and locked_at is null and not imported limit 100) as waiting",
        board as BoardId,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn lock(conn: &mut PgConnection, thread: ThreadId, at: Option<Moment>) -> Result<bool> {
    let changed = sqlx::query!(
        "update threads set locked_at = $2, version = version + 1 where id = $1 and (locked_at is null) = ($2::timestamptz is not null)",
        thread as ThreadId,
        at,
    );
    Ok(changed.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn limit(conn: &mut PgConnection, thread: ThreadId, limited: Option<&str>, until: Option<Moment>) -> Result<()> {
    sqlx::query!(
        "update threads set limited = $2, limited_until = $3, version = version + 1 where id = $1",
        thread as ThreadId,
        limited,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many others stand at the top of that thread's board.
pub(super) async fn others_pinned(conn: &mut PgConnection, thread: ThreadId) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from threads where state in ('published', 'covered') and pinned_at is not null and id <> $1
            and board = (select board from threads this where this.id = $1)"#,
        thread as ThreadId,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn pin(conn: &mut PgConnection, thread: ThreadId, at: Option<Moment>) -> Result<bool> {
    let changed = sqlx::query!(
        "update threads set pinned_at = $2, version = version + 1 where id = $1 and (pinned_at is null) = ($2::timestamptz is not null)",
        thread as ThreadId,
        at,
    );
    Ok(changed.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn move_to(conn: &mut PgConnection, thread: ThreadId, board: BoardId) -> Result<()> {
    sqlx::query!(
        "update threads set board = $2, pinned_at = null, version = version + 1 where id = $1",
        thread as ThreadId,
        board as BoardId,
    )
    .execute(&mut *conn)
    .await?;
    // What waits about its entries is the other board's moderators' from now on.
    sqlx::query!(
        "update cases set board = $2 where state <> 'closed' and entry in (select id from entries where thread = $1)",
        thread as ThreadId,
        board as BoardId,
    )
    .execute(conn)
    .await?;
    Ok(())
}
