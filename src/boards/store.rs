//! SQL of boards.

use sqlx::PgConnection;

use super::{Board, Policy, Unread};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::BoardId;

/// The board of that slug, if this visitor may read it.
pub async fn find(conn: &mut PgConnection, slug: &str, is_in: bool) -> Result<Option<Board>> {
    let board = sqlx::query_as!(
        Board,
        "select id, slug, name, about, readers, guests, newcomers, links from boards
         where slug = $1 and closed_at is null and (readers = 'everyone' or $2)",
        slug,
        is_in,
    );
    Ok(board.fetch_optional(conn).await?)
}

/// Every board this visitor may read, in the operator's order.
pub async fn all(conn: &mut PgConnection, is_in: bool) -> Result<Vec<Board>> {
    let boards = sqlx::query_as!(
        Board,
        "select id, slug, name, about, readers, guests, newcomers, links from boards
         where closed_at is null and (readers = 'everyone' or $1) order by position, name limit 200",
        is_in,
    );
    Ok(boards.fetch_all(conn).await?)
}

pub(super) async fn create(conn: &mut PgConnection, id: BoardId, slug: &str, name: &str, about: &str, now: Moment) -> sqlx::Result<bool> {
    let made = sqlx::query!(
        "insert into boards (id, slug, name, about, position, created_at)
         values ($1, $2, $3, $4, (select coalesce(max(position), 0) + 1 from boards), $5) on conflict (slug) do nothing",
        id as BoardId,
        slug,
        name,
        about,
        now,
    );
    Ok(made.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn set_policy(conn: &mut PgConnection, board: BoardId, policy: &Policy) -> sqlx::Result<()> {
    sqlx::query!(
        "update boards set readers = coalesce($2, readers), guests = coalesce($3, guests), newcomers = coalesce($4, newcomers), links = coalesce($5, links),
            reply_after_hours = coalesce($6, reply_after_hours), publish_after_hours = case when $7 then $8 else publish_after_hours end,
            reply_after_threads = coalesce($9, reply_after_threads) where id = $1",
        board as BoardId, policy.readers.as_deref(), policy.guests.as_deref(), policy.newcomers.as_deref(), policy.links.as_deref(),
        policy.reply_after_hours,
        policy.unread.is_some(),
        match policy.unread {
            Some(Unread::ShownAfter(hours)) => Some(hours),
            _ => None,
        },
        policy.reply_after_threads,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// After how many hours a board shows by its own rule what nobody looked at; none where it waits on.
pub async fn shows_unread_after(conn: &mut PgConnection, board: BoardId) -> Result<Option<i32>> {
    let hours = sqlx::query_scalar!("select publish_after_hours from boards where id = $1", board as BoardId);
    Ok(hours.fetch_optional(conn).await?.flatten())
}

/// The boards on which what nobody reads is shown after a time, with how many hours that is.
pub async fn that_show_unread(conn: &mut PgConnection) -> Result<Vec<(BoardId, i32)>> {
    let boards = sqlx::query!(
        r#"select id as "id: BoardId", publish_after_hours as "hours!" from boards where publish_after_hours is not null and closed_at is null"#
    );
    Ok(boards.fetch_all(conn).await?.into_iter().map(|board| (board.id, board.hours)).collect())
}
