//! SQL of blocks and mutes.

use sqlx::{PgConnection, Result};
use uuid::Uuid;

use crate::clock::Moment;
use crate::ids::{self, AccountId, EntryId, ThreadId};

/// Somebody as they stand at an entry: under their name, or behind the alias they have in its thread.
pub(super) struct Face {
    pub account: AccountId,
    pub name: String,
    /// None: under their name.
    thread: Option<ThreadId>,
}

/// Who wrote an entry; nobody where there is no account behind it.
pub(super) async fn author(conn: &mut PgConnection, entry: EntryId) -> Result<Option<Face>> {
    sqlx::query_as!(
        Face,
        r#"select accounts.id as account, coalesce(entries.name, accounts.name) as "name!", case voice when 'alias' then thread end as "thread: ThreadId"
         from entries join accounts on accounts.id = author where entries.id = $1 and voice in ('member', 'alias')"#,
        entry as EntryId,
    )
    .fetch_optional(conn)
    .await
}

/// As whom somebody can block in a thread where they have an alias.
pub(super) struct Faces {
    pub name: String,
    pub alias: String,
    /// What they wrote there last stands under the alias.
    pub is_alias: bool,
}

pub(super) async fn faces(conn: &mut PgConnection, account: AccountId, thread: ThreadId) -> Result<Option<Faces>> {
    sqlx::query_as!(
        Faces,
        r#"select accounts.name, aliases.name as alias,
            coalesce((select voice = 'alias' from entries where thread = $2 and author = $1 order by id desc limit 1), true) as "is_alias!"
         from aliases join accounts on accounts.id = account where account = $1 and thread = $2"#,
        account as AccountId,
        thread as ThreadId,
    )
    .fetch_optional(conn)
    .await
}

/// Keeps one away from the other, each by one name: who has an alias in a thread is not to be known by what else of theirs vanishes.
/// `as_alias`: by the one they have in that thread. Notices of what they answered each other go, so far as they are kept apart.
pub(super) async fn block(
    conn: &mut PgConnection,
    by: AccountId,
    whom: &Face,
    kind: &str,
    as_alias: Option<ThreadId>,
    now: Moment,
) -> Result<()> {
    // By each of one's own names somebody can be blocked; muted they are for whoever reads.
    sqlx::query!(
        "delete from blocks where by = $1 and whom = $2 and thread is not distinct from $3
            and (by_thread is not distinct from $4 or 'mute' in (kind, $5))",
        by as AccountId,
        whom.account as AccountId,
        whom.thread as Option<ThreadId>,
        as_alias as Option<ThreadId>,
        kind,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into blocks (id, by, whom, kind, name, thread, by_thread, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        ids::fresh(now),
        by as AccountId,
        whom.account as AccountId,
        kind,
        whom.name,
        whom.thread as Option<ThreadId>,
        as_alias as Option<ThreadId>,
        now,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from notices using entries where entries.id = notices.entry and notices.kind = 'reply'
            and ((notices.account = $1 and author = $2) or (notices.account = $2 and author = $1))
            and are_apart(notices.account, author, voice, thread)",
        by as AccountId,
        whom.account as AccountId,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn mute_thread(conn: &mut PgConnection, account: AccountId, thread: ThreadId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into thread_mutes (account, thread, created_at) values ($1, $2, $3) on conflict do nothing",
        account as AccountId,
        thread as ThreadId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody kept away from, under the name they had where it was chosen.
pub(super) struct Kept {
    pub id: Uuid,
    pub kind: String,
    pub name: String,
    /// By which alias of one's own they are blocked; none: by one's name.
    pub alias: Option<String>,
    pub created_at: Moment,
}

pub(super) async fn people(conn: &mut PgConnection, account: AccountId) -> Result<Vec<Kept>> {
    let people = sqlx::query_as!(
        Kept,
        r#"select id, kind, blocks.name, aliases.name as "alias?", blocks.created_at
         from blocks left join aliases on kind = 'block' and aliases.thread = by_thread and aliases.account = by where by = $1 order by id"#,
        account as AccountId,
    );
    people.fetch_all(conn).await
}

/// Ends one; gives back whom it was about.
pub(super) async fn unblock(conn: &mut PgConnection, account: AccountId, id: Uuid) -> Result<Option<AccountId>> {
    sqlx::query_scalar!("delete from blocks where by = $1 and id = $2 returning whom as \"whom: AccountId\"", account as AccountId, id)
        .fetch_optional(conn)
        .await
}

pub(super) struct Thread {
    pub id: ThreadId,
    pub title: String,
}

pub(super) async fn threads(conn: &mut PgConnection, account: AccountId) -> Result<Vec<Thread>> {
    sqlx::query_as!(
        Thread,
        "select id, case when state in ('published', 'covered') then title else '' end as \"title!\"
         from thread_mutes join threads on threads.id = thread where account = $1 order by thread_mutes.created_at",
        account as AccountId,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn unmute_thread(conn: &mut PgConnection, account: AccountId, thread: ThreadId) -> Result<()> {
    sqlx::query!("delete from thread_mutes where account = $1 and thread = $2", account as AccountId, thread as ThreadId)
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn choose(conn: &mut PgConnection, account: AccountId, choices: &[(&str, &str)]) -> Result<()> {
    sqlx::query!("delete from note_choices where account = $1", account as AccountId).execute(&mut *conn).await?;
    let (notes, choices): (Vec<String>, Vec<String>) =
        choices.iter().map(|(note, choice)| ((*note).to_owned(), (*choice).to_owned())).unzip();
    sqlx::query!(
        "insert into note_choices (account, note, choice) select $1, note, choice from unnest($2::text[], $3::text[]) as chosen (note, choice)",
        account as AccountId,
        &notes,
        &choices,
    )
    .execute(conn)
    .await?;
    Ok(())
}
