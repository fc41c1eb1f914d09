//! SQL of conversations.

use sqlx::{PgConnection, Result};
use uuid::Uuid;

use super::Turn;
use crate::clock::Moment;
use crate::ids::EntryId;

/// Turns shown at most, the latest.
const SHOWN: i64 = 100;

pub(super) async fn insert(conn: &mut PgConnection, id: Uuid, entry: EntryId, words: &str, now: Moment) -> Result<()> {
    sqlx::query!("insert into desk_messages (id, entry, words, at) values ($1, $2, $3, $4)", id, entry as EntryId, words, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Both sides, oldest first.
pub(super) async fn turns(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Turn>> {
    let turns = sqlx::query_as!(
        Turn,
        r#"select by_writer as "by_writer!", words as "words!", by, at as "at!" from (
            select true as by_writer, words, null as by, at, id from desk_messages where entry = $1
            union all select false, message, accounts.name, at, decisions.id from decisions left join accounts on accounts.id = by where entry = $1 and message <> '' and action <> 'unmask'
            order by at desc, id desc limit $2) as latest order by at, id"#,
        entry as EntryId,
        SHOWN,
    );
    turns.fetch_all(conn).await
}

pub(super) async fn forget(conn: &mut PgConnection, before: Moment) -> Result<()> {
    sqlx::query!("delete from desk_messages where at < $1", before).execute(conn).await?;
    Ok(())
}
