//! SQL of the desk: what stands beside a case.

use sqlx::{PgConnection, Result};

use crate::audit::Action;
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId, CaseId, EntryId, ThreadId};
use crate::text::SafeHtml;

/// Entries that are taken down together, at most.
const ALIKE: i64 = 100;
/// Entries that are listed of those that were taken down together.
const TOGETHER: i64 = ALIKE + 1;

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

/// What a moderator should know of an entry's writer: no name, and nothing about how they are. What they wrote under other names is not
/// counted.
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
            (select count(*) from (select from entries other where other.author = entries.author and other.voice = 'member' limit 1000) as some_entries) as "entries!",
            (select count(*) from (select id from entries other where other.author = entries.author and other.voice = 'member' order by id desc limit 1000) as theirs
             cross join lateral (select from decisions where entry = theirs.id and action in ('cover', 'hold', 'remove') offset 0) as about) as "decisions!"
         from entries left join accounts on accounts.id = author where entries.id = $1"#,
        entry as EntryId,
    )
    .fetch_optional(conn)
    .await
}

/// Whether somebody moderates a board now, or (none) the whole site.
pub(super) async fn moderates(conn: &mut PgConnection, account: AccountId, board: Option<BoardId>) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from roles where account = $1 and role in ('moderator', 'operator') and ended_at is null
            and (roles.board is null or roles.board = $2)) as "moderates!""#,
        account as AccountId,
        board as Option<BoardId>,
    )
    .fetch_one(conn)
    .await
}

/// The language somebody reads the board in, if they chose one.
pub(super) async fn locale(conn: &mut PgConnection, account: AccountId) -> Result<Option<String>> {
    let locale = sqlx::query_scalar!("select locale from accounts where id = $1", account as AccountId);
    Ok(locale.fetch_optional(conn).await?.flatten())
}

/// What stands beside an entry in its thread.
pub(super) struct Neighbour {
    pub id: EntryId,
    pub name: Option<String>,
    pub html: SafeHtml,
    pub source: String,
    pub is_before: bool,
}

/// The two entries before and the two after it that can be read, in order.
pub(super) async fn around(conn: &mut PgConnection, thread: ThreadId, entry: EntryId) -> Result<Vec<Neighbour>> {
    sqlx::query_as!(
        Neighbour,
        r#"select near.id as "id!: EntryId", coalesce(near.name, accounts.name) as name, html as "html!: SafeHtml", source as "source!", is_before as "is_before!"
         from ((select id, name, author, html, source, true as is_before from entries
                where thread = $1 and id < $2 and state in ('published', 'covered') order by id desc limit 2)
            union all (select id, name, author, html, source, false from entries
                where thread = $1 and id > $2 and state in ('published', 'covered') order by id limit 2)) as near
            left join accounts on accounts.id = near.author
         order by near.id"#,
        thread as ThreadId,
        entry as EntryId,
    )
    .fetch_all(conn)
    .await
}

/// Who the alias of a case is, once a moderator looked it up there.
pub(super) async fn unmasked(conn: &mut PgConnection, case: CaseId) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        "select name from accounts where id = (select author from entries join decisions on decisions.entry = entries.id
            where case_id = $1 and action = 'unmask' and voice = 'alias' limit 1)",
        case as CaseId,
    );
    name.fetch_optional(conn).await
}

/// What could be spam together with another entry.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this entry")]
pub(super) struct Alike {
    pub id: EntryId,
    pub title: String,
    pub is_post: bool,
    pub source: String,
    pub created_at: Moment,
    pub same_writer: bool,
    pub same_place: bool,
    /// Its own case is in somebody's hands, or decided.
    pub is_in_hand: bool,
    /// Its own case is urgent.
    pub is_urgent: bool,
}

/// What the writer of an entry wrote lately under the same name, and what links to the same sites, of the latest on these boards; but
/// not what those who work at the desk wrote under their names. Who writes under an alias is looked for in its thread only, and a guest by the day's mark.
pub(super) async fn alike(
    conn: &mut PgConnection,
    entry: EntryId,
    places: &[String],
    boards: Option<&[BoardId]>,
    moderator: AccountId,
    (since, now): (Moment, Moment),
) -> Result<Vec<Alike>> {
    let ends: Vec<String> = places.iter().flat_map(|place| ["/", "\"", "?", "#", ":"].map(|end| format!("//{place}{end}"))).collect();
    sqlx::query_as!(
        Alike,
        r#"with this as (select id, thread, author, voice, (select mark from guest_marks where entry = entries.id) as mark from entries where id = $1),
         lately as (select id, html from entries where id > $6 order by id desc limit 20000),
         of_writer as (
            select other.id from this join entries other on other.author = this.author and other.voice = this.voice and (this.voice = 'member' or other.thread = this.thread)
            union select entry from this join guest_marks on guest_marks.mark = this.mark),
         of_place as (select id from lately where $2::text[] <> '{}' and exists (select from unnest($2::text[]) as place where position(place in lower(html)) > 0))
         select entries.id, case when parent is null then title else '' end as "title!", parent is null as "is_post!", source, entries.created_at,
            entries.id in (select id from of_writer) as "same_writer!", entries.id in (select id from of_place) as "same_place!",
            coalesce(cases.settles_at is not null or (cases.leased_until > $7 and cases.leased_by <> $4), false) as "is_in_hand!", coalesce(priority <= 1, false) as "is_urgent!"
         from entries join threads on threads.id = thread left join cases on cases.entry = entries.id and cases.state <> 'closed'
         where entries.id in (select id from of_writer union select id from of_place) and entries.id <> $1 and entries.id > $6
            and entries.state in ('held', 'published', 'covered') and ($3::uuid[] is null or threads.board = any($3))
            and author is distinct from $4
            and not (voice = 'member' and exists (select from roles where roles.account = author and role in ('moderator', 'operator') and ended_at is null))
            and not exists (select from appeals where appeals.entry = entries.id and outcome is null)
         order by entries.id desc limit $5"#,
        entry as EntryId,
        &ends,
        boards as Option<&[BoardId]>,
        moderator as AccountId,
        ALIKE,
        EntryId::earliest(since) as EntryId,
        now,
    )
    .fetch_all(conn)
    .await
}

/// Locks these entries until the transaction ends, in the order of their ids.
pub(super) async fn lock(conn: &mut PgConnection, entries: &[EntryId]) -> Result<()> {
    sqlx::query!("select id from entries where id = any($1) order by id for no key update", entries as &[EntryId]).fetch_all(conn).await?;
    Ok(())
}

/// Those that nobody changed since, and whose writers ask nothing, with their boards; their rows are locked until the transaction ends.
pub(super) async fn still_alike(conn: &mut PgConnection, chosen: &[EntryId], since: Moment) -> Result<Vec<(EntryId, BoardId)>> {
    let still = sqlx::query!(
        "select entries.id, board from entries join threads on threads.id = thread
         where entries.id = any($1) and entries.state in ('held', 'published', 'covered') and (edited_at is null or edited_at <= $2)
            and not exists (select from appeals where appeals.entry = entries.id and outcome is null)
         order by entries.id for no key update of entries",
        chosen as &[EntryId],
        since,
    );
    Ok(still.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.board)).collect())
}

/// An entry that one decision took down together with others, and that is still taken down.
pub(super) struct Together {
    pub id: EntryId,
    pub title: String,
    pub is_post: bool,
    pub source: String,
    pub created_at: Moment,
    /// Its own case is in somebody's hands, or decided.
    pub is_in_hand: bool,
    /// Its writer asked for another look.
    pub is_asked: bool,
}

/// What was taken down as spam by the decision that ended this case, on these boards and by others than this moderator, the first
/// [`TOGETHER`]; none where it was one entry by itself.
pub(super) async fn together(
    conn: &mut PgConnection,
    case: CaseId,
    boards: Option<&[BoardId]>,
    moderator: AccountId,
    now: Moment,
) -> Result<Option<Vec<Together>>> {
    let is_one = sqlx::query_scalar!(
        r#"select count(distinct entry) < 2 as "is!" from decisions
         where (at, coalesce(by, $2)) in (select at, coalesce(by, $2) from decisions where case_id = $1 and action = 'remove' and reason = 'spam')
            and action = 'remove' and reason = 'spam' and ($3::uuid[] is null or board = any($3))"#,
        case as CaseId,
        moderator as AccountId,
        boards as Option<&[BoardId]>,
    );
    if is_one.fetch_one(&mut *conn).await? {
        return Ok(None);
    }
    let together = sqlx::query_as!(
        Together,
        r#"select entries.id, case when parent is null then title else '' end as "title!", parent is null as "is_post!", source, entries.created_at,
            coalesce(cases.settles_at is not null or (cases.leased_until > $5 and cases.leased_by <> $2), false) as "is_in_hand!",
            exists (select from appeals where appeals.entry = entries.id and outcome is null) as "is_asked!"
         from decisions join entries on entries.id = decisions.entry join threads on threads.id = thread
            left join cases on cases.entry = entries.id and cases.state <> 'closed'
         where (at, coalesce(by, $2)) in (select at, coalesce(by, $2) from decisions where case_id = $1 and action = 'remove' and reason = 'spam')
            and action = 'remove' and reason = 'spam' and entries.state = 'removed' and author is distinct from $2
            and ($3::uuid[] is null or threads.board = any($3))
            and not exists (select from decisions later where later.entry = entries.id and later.action = 'remove' and later.seq > decisions.seq)
         order by entries.id desc limit $4"#,
        case as CaseId,
        moderator as AccountId,
        boards as Option<&[BoardId]>,
        TOGETHER,
        now,
    );
    together.fetch_all(conn).await.map(Some)
}

/// Those that are still taken down, and whose writers ask nothing, with their boards; their rows are locked until the transaction ends.
pub(super) async fn still_removed(conn: &mut PgConnection, chosen: &[EntryId]) -> Result<Vec<(EntryId, BoardId)>> {
    let still = sqlx::query!(
        "select entries.id, board from entries join threads on threads.id = thread
         where entries.id = any($1) and entries.state = 'removed' and not exists (select from appeals where appeals.entry = entries.id and outcome is null)
         order by entries.id for no key update of entries",
        chosen as &[EntryId],
    );
    Ok(still.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.board)).collect())
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
