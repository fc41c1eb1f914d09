//! SQL of reading: a thread's head, a page of its replies, one entry for reports and for the desk.

use sqlx::{PgConnection, Result};

use super::{PAGE, State, careful};
use crate::accounts::{Role, RoleKind};
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId, EntryId, ThreadId};
use crate::text::SafeHtml;
use crate::threads::Limit;

/// A thread with its post, as one reader sees it.
pub(super) struct Head {
    pub thread: ThreadId,
    pub title: String,
    pub wish: String,
    pub locked_at: Option<Moment>,
    /// Since when only supporters, moderators and the post's writer may answer.
    pub reserved_at: Option<Moment>,
    /// Whose replies a moderator limited it to, while that holds.
    pub limited: Option<String>,
    /// The reader is new, where nobody new may answer.
    pub is_new: bool,
    pub pinned_at: Option<Moment>,
    pub reply_count: i32,
    pub board: BoardId,
    pub board_slug: String,
    pub board_name: String,
    pub guests: String,
    /// The reader's kindnesses in this thread, each as `entry:kind`.
    pub sent: Vec<String>,
    /// The name the reader has in this thread only.
    pub alias: Option<String>,
    /// Whether replies here need care: see [`super::careful`].
    pub is_careful: bool,
    /// Whether the reader's replies are therefore read first.
    pub read_first: bool,
    /// For a newcomer who opened the thread, where its board goes by how many they opened: counted with this one, in passing.
    pub _opened: Option<i32>,
}

impl Head {
    /// Whose replies a moderator limited it to.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.limited.as_deref().and_then(Limit::read)
    }
}

/// The head of a thread that this reader may see: readable ones, their own, those they moderate, and the shell of a post
/// that others answered. `is_opened`: they open it now, rather than turning a page of it, which counts for newcomers.
pub(super) async fn head(
    conn: &mut PgConnection,
    thread: ThreadId,
    viewer: Option<AccountId>,
    moderates: &[BoardId],
    moderates_all: bool,
    is_opened: bool,
    now: Moment,
) -> Result<Option<Head>> {
    let (closed_since, made_before) = careful::since(now);
    sqlx::query_as!(
        Head,
        r#"select threads.id as thread, title, wish, locked_at, reserved_at, pinned_at, reply_count,
            case when limited_until is null or limited_until > $7 then limited end as limited,
            case limited when 'known' then not is_known_there($1, $2, $6) else false end as "is_new!",
            boards.id as board, boards.slug as board_slug, boards.name as board_name, guests,
            array(select kindnesses.entry::text || ':' || kind from kindnesses where kindnesses.account = $2 and kindnesses.thread = $1) as "sent!",
            (select aliases.name from aliases where aliases.thread = $1 and aliases.account = $2) as alias,
            care.is_needed as "is_careful!", (care.is_needed and not is_known_there($1, $2, $6)) as "read_first!",
            case when $8 and reply_after_threads > 0 then count_opened(threads.id, $2) end as _opened
         from threads join boards on boards.id = threads.board
            cross join lateral (select needs_care(threads.id, $5) as is_needed offset 0) care
         where threads.id = $1 and closed_at is null and (readers = 'everyone' or is_member($2))
            and (threads.state in ('published', 'covered') or $4 or threads.board = any($3)
                or (threads.state in ('removed', 'withdrawn', 'erased') and reply_count > 0)
                or exists (select from entries where entries.id = threads.id and author = $2))"#,
        thread as ThreadId, viewer as Option<AccountId>, moderates as &[BoardId], moderates_all, closed_since, made_before, now, is_opened,
    )
    .fetch_optional(conn)
    .await
}

/// An entry of a thread page.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this entry and its reader")]
pub(super) struct Row {
    pub id: EntryId,
    pub parent: Option<EntryId>,
    pub name: Option<String>,
    pub voice: String,
    pub signature: Option<String>,
    /// As what they help, where they write under their own name.
    pub role: Option<RoleKind>,
    pub author: Option<AccountId>,
    /// The reader keeps away from it; see [`super::veil`].
    pub veiled: bool,
    /// The reader sees entries with its content notes at once.
    pub opened: bool,
    pub is_mine: bool,
    pub by_writer: bool,
    pub html: SafeHtml,
    pub notes: Vec<String>,
    pub state: State,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
    /// A volunteer took a passage out.
    pub is_trimmed: bool,
    /// It stands behind a cover, and a volunteer looked at the words as they are now and left it there, or put it there.
    pub looked_at: bool,
    /// Its writer, under their own name, died: whether nobody is to answer it.
    pub memorial: Option<bool>,
    /// For the reader's own entries: how many kindnesses of each kind, as `kind:count`.
    pub received: Vec<String>,
}

/// The post and the next [`PAGE`] replies (and one more, if there are further ones), oldest first. What nobody may read is left
/// out, or comes without its words where others answered it.
pub(super) async fn page(
    conn: &mut PgConnection,
    thread: ThreadId,
    viewer: Option<AccountId>,
    board: BoardId,
    after: Option<EntryId>,
) -> Result<Vec<Row>> {
    // After the entry a page begins after comes what has a greater id; the first page begins with the post itself.
    let from = after.map_or(EntryId::from(thread), EntryId::next);
    let rows = sqlx::query!(
        r#"with shown as (
            (select id, parent, author, name, voice, html, notes, state, created_at, edited_at, trimmed_at from entries where id = $1 and $1 < $3::uuid)
            union all
            (select id, parent, author, name, voice, html, notes, state, created_at, edited_at, trimmed_at from entries where thread = $1 and id >= $3
                and (id = $1 or state in ('published', 'covered') or author = $2
                    or (select true from entries child where child.parent = entries.id and child.state in ('published', 'covered') limit 1))
             order by id limit $4))
         select shown.id as "id!: EntryId", shown.parent as "parent: EntryId", coalesce(shown.name, accounts.name) as name, shown.voice as "voice!",
            case when shown.voice = 'member' then nullif(accounts.signature, '') end as signature,
            case when shown.voice = 'member' then accounts.helps_as end as helps_as,
            shown.author as "author: AccountId",
            case when state in ('published', 'covered') or shown.author = $2 then html else '' end as "html!: SafeHtml",
            shown.notes as "notes!", state as "state!: State", shown.created_at as "created_at!", edited_at, trimmed_at is not null as "is_trimmed!",
            case when state = 'covered' then was_looked_at(shown.id, coalesce(edited_at, shown.created_at)) else false end as "looked_at!",
            case when shown.voice = 'member' and memorial_at is not null then memorial_quiet end as memorial,
            case when shown.author = $2 then kindnesses_of(shown.id) end as received
         from shown left join accounts on accounts.id = shown.author"#,
        thread as ThreadId,
        viewer as Option<AccountId>,
        from as EntryId,
        // With the post on the first page.
        PAGE + 1 + i64::from(after.is_none()),
    );
    let mut rows = rows.fetch_all(conn).await?;
    // They come as the walk along the index finds them, which no plan promises; sorting them there would copy every text once more.
    rows.sort_by_key(|row| row.id);
    let post = rows.first().filter(|row| row.id.0 == thread.0).map(|post| (post.author, post.voice.clone()));
    let rows = rows.into_iter().map(|row| {
        let is_mine = row.author.is_some() && row.author == viewer;
        let is_post = row.id.0 == thread.0;
        Row {
            is_mine,
            by_writer: !is_post && row.author.is_some() && post.as_ref().is_some_and(|post| post.0 == row.author && post.1 == row.voice),
            name: row.name.filter(|_| is_mine || row.state.is_readable()),
            role: row.helps_as.and_then(|roles| shown_role(&roles, board)),
            id: row.id,
            parent: row.parent,
            voice: row.voice,
            signature: row.signature,
            author: row.author,
            veiled: false,
            opened: false,
            html: row.html,
            notes: row.notes,
            state: row.state,
            created_at: row.created_at,
            edited_at: row.edited_at,
            is_trimmed: row.is_trimmed,
            looked_at: row.looked_at,
            memorial: row.memorial,
            received: row.received.unwrap_or_default(),
        }
    });
    Ok(rows.collect())
}

/// What stands beside the name of somebody who has these roles, on that board.
fn shown_role(roles: &[String], board: BoardId) -> Option<RoleKind> {
    roles.iter().filter_map(|role| Role::read(role)).filter(|role| role.holds_on(board)).map(|role| role.kind).min()
}

/// Where an entry that this viewer may see is found: its thread, and after which entry a page begins that shows it (none: the first page).
pub(super) async fn place(
    conn: &mut PgConnection,
    entry: EntryId,
    viewer: Option<AccountId>,
) -> Result<Option<(ThreadId, Option<EntryId>)>> {
    let place = sqlx::query!(
        r#"select entries.thread,
            case when (select count(*) from (select from entries before where before.thread = entries.thread and before.id < entries.id limit 50) as some_before) >= 50
            then (select before.id from entries before where before.thread = entries.thread and before.id < entries.id order by before.id desc offset 9 limit 1) end as "after: EntryId"
         from entries join threads on threads.id = entries.thread join boards on boards.id = board
         where entries.id = $1 and closed_at is null and (readers = 'everyone' or is_member($2)) and (entries.state in ('published', 'covered') or author = $2
            or exists (select from entries child where child.parent = $1 and child.state in ('published', 'covered')))"#,
        entry as EntryId,
        viewer as Option<AccountId>,
    );
    Ok(place.fetch_optional(conn).await?.map(|place| (place.thread, place.after)))
}

/// An entry somebody looks at in order to report it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id.
    pub id: EntryId,
    /// Its thread.
    pub thread: ThreadId,
    /// The thread's board.
    pub board: BoardId,
    /// Who wrote it.
    pub name: Option<String>,
    /// Whom it is said of, for limits on what is said about one person: a member under their name, an alias, or all others in the
    /// thread. Nobody learns by a limit which names are one person's. Shown to nobody.
    pub face: String,
}

/// The entry, if this visitor can read it.
pub async fn visible(conn: &mut PgConnection, entry: EntryId, viewer: Option<AccountId>) -> Result<Option<Seen>> {
    sqlx::query_as!(
        Seen,
        "select entries.id, thread, board, coalesce(entries.name, accounts.name) as name,
            case voice when 'member' then author::text when 'alias' then concat(author, thread) else thread::text end as \"face!\"
         from entries join threads on threads.id = thread join boards on boards.id = board left join accounts on accounts.id = author
         where entries.id = $1 and entries.state in ('published', 'covered') and closed_at is null and (readers = 'everyone' or is_member($2))
            and ($2::uuid is null or author is null or not are_apart($2, author, voice, thread))",
        entry as EntryId, viewer as Option<AccountId>,
    )
    .fetch_optional(conn)
    .await
}

/// An entry as the desk sees it, whatever its state.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, which the table of actions reads by its name")]
pub struct DeskEntry {
    /// Its id.
    pub id: EntryId,
    /// Its thread.
    pub thread: ThreadId,
    /// The thread's board.
    pub board: BoardId,
    /// The board's name.
    pub board_name: String,
    /// The title of the post.
    pub title: String,
    /// Whether it opens the thread.
    pub is_post: bool,
    /// Who wrote it, as shown to everybody: an alias stays an alias.
    pub name: Option<String>,
    /// The account behind it.
    pub author: Option<AccountId>,
    /// The account it is of or, where its writer erased it or took their name off while a case was open, was of: for what is decided about
    /// its writer, and shown nowhere.
    pub writer: Option<AccountId>,
    /// `member`, `alias`, `guest`, `imported` or `nameless`.
    pub voice: String,
    /// As shown.
    pub html: SafeHtml,
    /// As written.
    pub source: String,
    /// Content notes.
    pub notes: Vec<String>,
    /// Where it stands, as [`State`].
    pub state: String,
    /// When it was written.
    pub created_at: Moment,
    /// What it answers.
    pub parent_html: Option<SafeHtml>,
    /// The same, as written.
    pub parent_source: Option<String>,
    /// Who wrote what it answers.
    pub parent_name: Option<String>,
    /// Nobody can reply in its thread.
    pub is_locked: bool,
    /// Whose replies its thread is limited to, and until when.
    pub limited: Option<String>,
    /// None: until a moderator takes it off.
    pub limited_until: Option<Moment>,
    /// A volunteer took a passage out.
    pub is_trimmed: bool,
    /// A guest holds its private link.
    pub has_link: bool,
    /// Its writer works at the desk.
    pub by_moderator: bool,
    /// It is still known by which hash its guest wrote.
    pub has_mark: bool,
    /// How often its words were changed.
    pub edits: i64,
}

impl DeskEntry {
    /// Where it stands.
    pub fn stands(&self) -> State {
        self.state.clone().into()
    }

    /// Whether a moderator limited who may reply in its thread, and that holds.
    pub fn is_limited(&self, now: Moment) -> bool {
        self.limited.is_some() && self.limited_until.is_none_or(|until| until > now)
    }

    /// Whether its writer would read what is written to them: they have an account, or the private link.
    pub fn reaches_writer(&self) -> bool {
        self.author.is_some() || self.has_link
    }
}

/// The entry for the desk.
pub async fn for_desk(conn: &mut PgConnection, entry: EntryId) -> Result<Option<DeskEntry>> {
    sqlx::query_as!(
        DeskEntry,
        r#"select entries.id, entries.thread, board, boards.name as board_name, title, entries.parent is null as "is_post!",
            coalesce(entries.name, accounts.name) as name, entries.author, entries.voice, entries.html, entries.source, entries.notes, entries.state, entries.created_at,
            case_writer.id as "writer?: AccountId", before.html as "parent_html?", before.source as "parent_source?", coalesce(before.name, asked.name) as parent_name,
            locked_at is not null as "is_locked!", limited, limited_until, entries.trimmed_at is not null as "is_trimmed!", entries.guest_key is not null as "has_link!",
            exists (select from roles where roles.account = case_writer.id and role in ('moderator', 'operator') and ended_at is null) as "by_moderator!",
            exists (select from guest_marks where entry = entries.id) as "has_mark!", (select count(*) from entry_versions where entry = entries.id) as "edits!"
         from entries join threads on threads.id = entries.thread join boards on boards.id = board left join accounts on accounts.id = entries.author
            left join entries before on before.id = entries.parent left join accounts asked on asked.id = before.author
            left join accounts case_writer on case_writer.id = coalesce(entries.author,
                (select writer from cases where cases.entry = entries.id and writer is not null order by opened_at desc limit 1))
         where entries.id = $1"#,
        entry as EntryId,
    )
    .fetch_optional(conn)
    .await
}
