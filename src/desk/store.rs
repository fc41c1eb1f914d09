//! SQL of the desk: what stands beside a case.

use sqlx::{PgConnection, Result};

use crate::audit::Action;
use crate::clock::Moment;
use crate::ids::{CaseId, EntryId, ThreadId};
use crate::text::SafeHtml;

/// What the list of waiting cases says of an entry.
pub(super) struct Head {
    pub id: EntryId,
    pub title: String,
    pub is_post: bool,
    pub voice: String,
    pub board_name: String,
}

pub(super) async fn heads(conn: &mut PgConnection, entries: &[EntryId]) -> Result<Vec<Head>> {
    sqlx::query_as!(
        Head,
        r#"select entries.id, title, parent is null as "is_post!", voice, boards.name as board_name
         from entries join threads on threads.id = thread join boards on boards.id = board where entries.id = any($1)"#,
        entries as &[EntryId],
    )
    .fetch_all(conn)
    .await
}

/// What a moderator should know of an entry's writer: no name, and nothing about how they are.
pub(super) struct Writer {
    pub edited_at: Option<Moment>,
    /// Since when they have an account; none for guests.
    pub joined_at: Option<Moment>,
    /// What they wrote under it, counted up to a thousand.
    pub entries: i64,
    /// What was decided about the latest thousand of it, apart from letting it stand.
    pub decisions: i64,
}

pub(super) async fn writer(conn: &mut PgConnection, entry: EntryId) -> Result<Option<Writer>> {
    sqlx::query_as!(
        Writer,
        r#"select edited_at, accounts.created_at as "joined_at?",
            (select count(*) from (select from entries other where other.author = entries.author limit 1000) as some_entries) as "entries!",
            (select count(*) from (select id from entries other where other.author = entries.author order by id desc limit 1000) as theirs
             cross join lateral (select from decisions where entry = theirs.id and action in ('cover', 'hold', 'remove') offset 0) as about) as "decisions!"
         from entries left join accounts on accounts.id = author where entries.id = $1"#,
        entry as EntryId,
    )
    .fetch_optional(conn)
    .await
}

/// What stands beside an entry in its thread.
pub(super) struct Neighbour {
    pub id: EntryId,
    pub name: Option<String>,
    pub html: SafeHtml,
    pub is_before: bool,
}

/// The two entries before and the two after it that can be read, in order.
pub(super) async fn around(conn: &mut PgConnection, thread: ThreadId, entry: EntryId) -> Result<Vec<Neighbour>> {
    sqlx::query_as!(
        Neighbour,
        r#"select near.id as "id!: EntryId", coalesce(near.name, accounts.name) as name, html as "html!: SafeHtml", is_before as "is_before!"
         from ((select id, name, author, html, true as is_before from entries
                where thread = $1 and id < $2 and state in ('published', 'covered') order by id desc limit 2)
            union all (select id, name, author, html, false from entries
                where thread = $1 and id > $2 and state in ('published', 'covered') order by id limit 2)) as near
            left join accounts on accounts.id = near.author
         order by near.id"#,
        thread as ThreadId,
        entry as EntryId,
    )
    .fetch_all(conn)
    .await
}

/// Who closed a case, and with what.
pub(super) struct Closed {
    pub by: Option<String>,
    action: String,
}

impl Closed {
    pub(super) fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }
}

pub(super) async fn closed(conn: &mut PgConnection, case: CaseId) -> Result<Option<Closed>> {
    sqlx::query_as!(
        Closed,
        r#"select accounts.name as "by?", action from decisions left join accounts on accounts.id = by where case_id = $1 order by seq desc limit 1"#,
        case as CaseId,
    )
    .fetch_optional(conn)
    .await
}
