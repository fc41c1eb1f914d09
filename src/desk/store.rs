//! SQL of the desk: what stands beside a case, and the log.

use sqlx::{PgConnection, Result};

use super::PAGE;
use crate::audit::{Action, Rule};
use crate::clock::Moment;
use crate::ids::{BoardId, CaseId, EntryId};

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

/// A line of the log.
pub(super) struct Logged {
    pub seq: i64,
    pub case_id: Option<CaseId>,
    pub entry: Option<EntryId>,
    pub line: Option<String>,
    pub board_name: Option<String>,
    /// Who decided; nobody once they left.
    pub by: Option<String>,
    action: String,
    reason: Option<String>,
    pub message: String,
    pub at: Moment,
}

impl Logged {
    pub(super) fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    pub(super) fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }
}

/// The decisions before that place in the chain, newest first, and one more if there are further ones.
pub(super) async fn log(conn: &mut PgConnection, boards: Option<&[BoardId]>, before: i64) -> Result<Vec<Logged>> {
    sqlx::query_as!(
        Logged,
        r#"select seq, case_id, entry, line, boards.name as "board_name?", accounts.name as "by?", action, reason, message, at
         from decisions left join boards on boards.id = board left join accounts on accounts.id = by
         where seq < $2 and ($1::uuid[] is null or board = any($1)) order by seq desc limit $3"#,
        boards as Option<&[BoardId]>,
        before,
        PAGE + 1,
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
