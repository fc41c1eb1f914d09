//! SQL of imports. A conversation is stored whole or not at all.

use sqlx::{PgConnection, PgPool, Result};
use uuid::Uuid;

use super::ImportError;
use super::plan::{Before, Known, New, Plan};
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::entries::{self, State};
use crate::ids::{self, BoardId, ThreadId};
use crate::text::{self, RENDERER};

/// Entries stored by one statement.
const BATCH: usize = 500;
/// Characters of the post that a list shows.
const EXCERPT: usize = 220;

pub(super) async fn board(db: &PgPool, slug: &str) -> Result<Option<BoardId>> {
    sqlx::query_scalar!("select id from boards where slug = $1 and closed_at is null", slug).fetch_optional(db).await
}

pub(super) async fn begin(db: &PgPool, source: &str, board: BoardId, now: Moment) -> Result<Uuid> {
    let id = ids::fresh(now);
    sqlx::query!("insert into imports (id, source, board, started_at) values ($1, $2, $3, $4)", id, source, board as BoardId, now)
        .execute(db)
        .await?;
    Ok(id)
}

pub(super) async fn finish(db: &PgPool, import: Uuid, now: Moment) -> Result<()> {
    sqlx::query!("update imports set finished_at = $2 where id = $1", import, now).execute(db).await?;
    Ok(())
}

/// Two runs at once take turns, so that neither brings what the other brought.
pub(super) async fn one_at_a_time(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('holdfast import'))").execute(conn).await?;
    Ok(())
}

/// Adds those of the rows that were imported before.
pub(super) async fn known(conn: &mut PgConnection, source: &str, ids: &[String], known: &mut Known) -> Result<()> {
    let rows = sqlx::query!(
        "select source_id, entries.id, thread, depth from imported_entries join entries on entries.id = entry where imported_entries.source = $1 and source_id = any($2)",
        source, ids,
    )
    .fetch_all(conn)
    .await?;
    known.extend(rows.into_iter().map(|row| (row.source_id, Before { entry: row.id, thread: row.thread, depth: row.depth })));
    Ok(())
}

/// Stores what is new of a conversation and counts its thread anew.
pub(super) async fn apply(
    conn: &mut PgConnection,
    source: &str,
    import: Uuid,
    board: BoardId,
    plan: &Plan,
    now: Moment,
) -> Result<(), ImportError> {
    let Some(thread) = plan.thread.filter(|_| plan.post.is_some() || !plan.replies.is_empty()) else { return Ok(()) };
    if let Some((title, post)) = &plan.post {
        insert_thread(conn, board, title, post).await?;
        insert_entries(conn, source, import, thread, std::slice::from_ref(post)).await?;
    }
    for some in plan.replies.chunks(BATCH) {
        insert_entries(conn, source, import, thread, some).await?;
    }
    entries::recount(conn, thread.into()).await?;
    let new = plan.post.iter().map(|(_, post)| post).chain(&plan.replies);
    for held in new.filter(|new| new.draft.state == State::Held) {
        let why = Because::rule("import");
        cases::open(conn, &Subject::Entry(held.id), Some(board), Priority::Held, &[why], now).await?;
    }
    Ok(())
}

async fn insert_thread(conn: &mut PgConnection, board: BoardId, title: &str, post: &New) -> Result<()> {
    let draft = &post.draft;
    sqlx::query!(
        "insert into threads (id, board, title, excerpt, state, created_at, last_entry_at, imported) values ($1, $2, $3, $4, $5, $6, $6, true)",
        post.id.0,
        board as BoardId,
        title,
        text::excerpt(&draft.source, EXCERPT),
        draft.state.as_str(),
        draft.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn insert_entries(conn: &mut PgConnection, source: &str, import: Uuid, thread: ThreadId, new: &[New]) -> Result<()> {
    fn each<T>(new: &[New], take: impl Fn(&New) -> T) -> Vec<T> {
        new.iter().map(take).collect()
    }
    let ids = each(new, |new| new.id.0);
    sqlx::query!(
        "insert into entries (id, thread, parent, depth, name, voice, source, html, renderer, state, created_at)
         select id, $1, parent, depth, name, 'imported', source, html, $2, state, created_at
         from unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])
            as new (id, parent, depth, name, source, html, state, created_at)",
        thread as ThreadId,
        RENDERER,
        &ids,
        &each(new, |new| new.parent.map(|parent| parent.0)) as &[Option<Uuid>],
        &each(new, |new| new.depth),
        &each(new, |new| new.draft.name.clone()),
        &each(new, |new| new.draft.source.as_str().to_owned()),
        &each(new, |new| text::render(&new.draft.source).to_string()),
        &each(new, |new| new.draft.state.as_str().to_owned()),
        &each(new, |new| new.draft.at),
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into imported_entries (source, source_id, entry, import) select $1, source_id, entry, $2 from unnest($3::text[], $4::uuid[]) as new (source_id, entry)",
        source, import, &each(new, |new| new.source_id.clone()), &ids,
    )
    .execute(conn)
    .await?;
    Ok(())
}
