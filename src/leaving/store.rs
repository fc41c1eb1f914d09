//! SQL of the export: everything that is about one person.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::later::Later;
use crate::audit::{Action, Rule};
use crate::clock::Moment;
use crate::ids::{AccountId, EntryId, ThreadId};
use crate::text::SafeHtml;

/// One entry, with what became of it. Nothing of anybody else is in it.
#[derive(Serialize)]
pub(super) struct Entry {
    pub id: EntryId,
    pub thread: ThreadId,
    pub answers: Option<EntryId>,
    pub board: String,
    /// A post's; the title of a thread somebody else opened is theirs.
    pub title: Option<String>,
    pub wish: Option<String>,
    pub shown_as: Option<String>,
    pub voice: String,
    pub notes: Vec<String>,
    pub state: String,
    pub written_at: Moment,
    pub edited_at: Option<Moment>,
    pub text: String,
    #[serde(skip)]
    pub html: SafeHtml,
    pub earlier_versions: Json<Value>,
    pub kindnesses_received: Json<Value>,
    pub decisions: Json<Value>,
}

/// Something that was decided about an entry.
#[derive(Deserialize)]
pub(super) struct Told {
    action: String,
    rule: Option<String>,
    pub message: String,
    pub at: Moment,
}

impl Told {
    pub(super) fn action(&self) -> Option<&'static str> {
        Action::read(&self.action).map(Action::sentence)
    }

    pub(super) fn rule(&self) -> Option<&'static str> {
        self.rule.as_deref().and_then(Rule::read).map(Rule::sentence)
    }
}

/// Earlier words of an entry.
#[derive(Deserialize)]
pub(super) struct Version {
    pub title: Option<String>,
    pub text: String,
    pub written_at: Moment,
}

impl Entry {
    pub(super) fn told(&self) -> Vec<Told> {
        Vec::deserialize(&self.decisions.0).unwrap_or_default()
    }

    pub(super) fn versions(&self) -> Vec<Version> {
        Vec::deserialize(&self.earlier_versions.0).unwrap_or_default()
    }
}

/// What this transaction reads is as it stands now, and it changes nothing.
pub(super) async fn hold_still(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("set transaction isolation level repeatable read, read only").execute(conn).await?;
    Ok(())
}

/// How many entries somebody has and how many bytes their words take, of up to so many entries. No text is read for it.
pub(super) async fn how_much(conn: &mut PgConnection, account: AccountId, most: i64) -> Result<(i64, i64)> {
    let much = sqlx::query!(
        r#"select count(*) as "entries!", coalesce(sum(octet_length(source) + octet_length(html)
                + coalesce((select sum(octet_length(v.source)) from entry_versions v where v.entry = theirs.id), 0)), 0)::bigint as "bytes!"
         from (select id, source, html from entries where author = $1 limit $2) as theirs"#,
        account as AccountId,
        most
    );
    let much = much.fetch_one(conn).await?;
    Ok((much.entries, much.bytes))
}

/// Up to `most` entries after that one.
pub(super) async fn entries(conn: &mut PgConnection, account: AccountId, after: Option<EntryId>, most: usize) -> Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select entries.id, thread, parent as answers, boards.name as board, case when parent is null then title end as title,
            case when parent is null then wish end as wish, coalesce(entries.name, case voice when 'member' then accounts.name end) as shown_as,
            voice, entries.notes, entries.state, entries.created_at as written_at, edited_at, source as text, html,
            (select coalesce(jsonb_agg(jsonb_build_object('title', v.title, 'text', v.source, 'written_at', v.written_at) order by version), '[]')
                from entry_versions v where v.entry = entries.id) as "earlier_versions!: Json<Value>",
            (select coalesce(jsonb_object_agg(kind, n), '{}') from (select kind, count(*) as n from kindnesses where kindnesses.entry = entries.id group by kind) as k)
                as "kindnesses_received!: Json<Value>",
            (select coalesce(jsonb_agg(jsonb_build_object('action', d.action, 'rule', d.reason, 'message', d.message, 'at', d.at) order by seq), '[]')
                from decisions d where d.entry = entries.id and d.action <> 'unmask') as "decisions!: Json<Value>"
         from entries join threads on threads.id = thread join boards on boards.id = board join accounts on accounts.id = author
         where author = $1 and ($2::uuid is null or entries.id > $2) order by entries.id limit $3"#,
        account as AccountId,
        after as Option<EntryId>,
        i64::try_from(most).unwrap_or(i64::MAX),
    )
    .fetch_all(conn)
    .await
}

/// Everything else, a file each: its name and its rows.
pub(super) async fn rest(conn: &mut PgConnection, account: AccountId) -> Result<Vec<(String, Vec<Value>)>> {
    let rows = sqlx::query!(
        r#"select 'account' as "file!", jsonb_build_object('name', name, 'joined_at', created_at, 'signature', signature, 'language', locale,
            'help_while_writing', care_while_writing, 'threads_opened', threads_opened) as "row!: Json<Value>"
            from accounts where id = $1
         union all select 'roles', jsonb_build_object('role', role, 'board', boards.name, 'since', granted_at, 'until', ended_at)
            from roles left join boards on boards.id = board where account = $1
         union all select 'sessions', jsonb_build_object('since', created_at, 'last_used_at', seen_at, 'shared_device', shared) from sessions where account = $1
         union all select 'sign_in', jsonb_build_object('kind', kind, 'made_at', created_at, 'used_at', used_at) from credentials where account = $1
         union all select 'known_elsewhere', jsonb_build_object('issuer', issuer, 'subject', subject, 'since', created_at) from identities where account = $1
         union all select 'names_in_threads', jsonb_build_object('thread', thread, 'name', name, 'since', created_at) from aliases where account = $1
         union all select 'asked_to_join', jsonb_build_object('question', question, 'answer', answer, 'at', asked_at, 'outcome', outcome,
                'message', (select message from decisions where decisions.id = applications.decision)) from applications where account = $1
         union all select 'invitations_made', jsonb_build_object('at', made_at, 'used_at', used_at) from invites where by = $1
         union all select 'kindnesses_sent', jsonb_build_object('entry', entry, 'kind', kind, 'at', created_at) from kindnesses where account = $1
         union all select 'people_kept_away_from', jsonb_build_object('kind', kind, 'name', name, 'since', created_at) from blocks where by = $1
         union all select 'threads_muted', jsonb_build_object('thread', thread, 'since', created_at) from thread_mutes where account = $1
         union all select 'content_notes', jsonb_build_object('note', note, 'choice', choice) from note_choices where account = $1
         union all select 'drafts', jsonb_build_object('place', place, 'words', words, 'saved_at', saved_at) from drafts where account = $1
         union all select 'notices', jsonb_build_object('kind', kind, 'entry', entry, 'at', created_at, 'read_at', read_at) from notices where account = $1
         union all select 'reports_made', jsonb_build_object('kind', kind, 'reason', reason, 'note', note, 'at', at) from reports where reporter = $1
         union all select 'work_at_the_desk', jsonb_build_object('action', action, 'rule', reason, 'message', message, 'at', at) from decisions where by = $1
         union all select 'written_to_the_moderators', jsonb_build_object('entry', entry, 'words', words, 'at', desk_messages.at)
            from desk_messages join entries on entries.id = entry where author = $1
         union all select 'appeals', jsonb_build_object('entry', entry, 'words', words, 'at', at, 'outcome', outcome, 'decided_at', decided_at)
            from appeals where account = $1
         union all select 'pauses_and_bans', jsonb_build_object('kind', kind, 'board', boards.name, 'since', since, 'until', until, 'lifted_at', lifted_at,
                'rule', reason, 'message', message)
            from restraints left join boards on boards.id = restraints.board left join decisions on decisions.id = decision where account = $1
         union all select 'threads_marked_for_care', jsonb_build_object('thread', thread, 'wanted', wanted, 'at', at) from reply_tips where by = $1
         union all select 'help_lines_looked_after', jsonb_build_object('line', line, 'kind', kind, 'why', why, 'at', at) from line_changes where by = $1"#,
        account as AccountId,
    );
    let mut files: Vec<(String, Vec<Value>)> = Vec::new();
    for row in rows.fetch_all(conn).await? {
        match files.iter_mut().find(|(file, _)| *file == row.file) {
            Some((_, rows)) => rows.push(row.row.0),
            None => files.push((row.file, vec![row.row.0])),
        }
    }
    Ok(files)
}

/// The name somebody has, and the language they read in.
pub(super) async fn owner(conn: &mut PgConnection, account: AccountId) -> Result<(String, Option<String>)> {
    let owner = sqlx::query!("select name, locale from accounts where id = $1", account as AccountId).fetch_one(conn).await?;
    Ok((owner.name, owner.locale))
}

/// Notes that a file is asked for, unless it is being made already.
pub(super) async fn ask(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<bool> {
    sqlx::query!("delete from exports where account = $1 and made_at is not null", account as AccountId).execute(&mut *conn).await?;
    let asked = sqlx::query!(
        "with read as (delete from notices where account = $1 and kind = 'export_ready')
         insert into exports (account, asked_at) values ($1, $2) on conflict do nothing",
        account as AccountId,
        now,
    );
    Ok(asked.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn later(conn: &mut PgConnection, account: AccountId) -> Result<Option<Later>> {
    sqlx::query_as!(Later, "select asked_at, made_at, bytes from exports where account = $1", account as AccountId)
        .fetch_optional(conn)
        .await
}

/// Whether that file is still wanted; it can't be thrown away until the transaction ends.
pub(super) async fn is_still_asked(conn: &mut PgConnection, account: AccountId, asked_at: Moment) -> Result<bool> {
    let asked = sqlx::query!(
        "select account from exports where account = $1 and asked_at = $2 and made_at is null for update",
        account as AccountId,
        asked_at
    );
    Ok(asked.fetch_optional(conn).await?.is_some())
}

pub(super) async fn keep_part(conn: &mut PgConnection, account: AccountId, number: i32, bytes: &[u8]) -> Result<()> {
    let kept = sqlx::query!("insert into export_parts (account, number, bytes) values ($1, $2, $3)", account as AccountId, number, bytes);
    kept.execute(conn).await?;
    Ok(())
}

pub(super) async fn is_made(conn: &mut PgConnection, account: AccountId, bytes: i64, now: Moment) -> Result<()> {
    sqlx::query!("update exports set made_at = $3, bytes = $2 where account = $1", account as AccountId, bytes, now).execute(conn).await?;
    Ok(())
}

pub(super) async fn part(conn: &mut PgConnection, account: AccountId, number: i32) -> Result<Option<Vec<u8>>> {
    let part = sqlx::query_scalar!("select bytes from export_parts where account = $1 and number = $2", account as AccountId, number);
    part.fetch_optional(conn).await
}

pub(super) async fn forget_exports(conn: &mut PgConnection, asked_before: Moment) -> Result<()> {
    let gone = sqlx::query!(
        "with gone as (delete from exports where coalesce(made_at, asked_at) < $1 returning account)
         delete from notices using gone where notices.account = gone.account and kind = 'export_ready'",
        asked_before,
    );
    gone.execute(conn).await?;
    Ok(())
}
