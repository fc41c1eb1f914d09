//! What a writer may do with their own entry, at any time: change it, take it back, put it up again, take their name off,
//! erase it. A guest holds the private link instead of an account.

use sqlx::PgConnection;

use super::{State, careful, many, policy, store};
use crate::accounts::restraints;
use crate::boards::Board;
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, EntryId, ThreadId};
use crate::rules;
use crate::text::{self, RENDERER, SafeHtml, Source};
use crate::threads::Wish;

/// By what right somebody acts on an entry.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// It is this account's.
    Account(AccountId),
    /// Who holds the private link whose key hashes to this.
    Link([u8; 32]),
}

/// An entry in the hands of its writer.
#[derive(Debug, Clone)]
pub struct Owned {
    /// Its id.
    pub id: EntryId,
    /// Its thread.
    pub thread: ThreadId,
    /// The account it is of, if any.
    pub author: Option<AccountId>,
    /// That account waits to be taken in.
    pub by_applicant: bool,
    /// Whether it opens the thread.
    pub is_post: bool,
    /// The thread's title, where this person may see it; the writer's own for a post.
    pub title: String,
    /// What they want back.
    pub wish: Wish,
    /// As written.
    pub source: String,
    /// As shown.
    pub html: SafeHtml,
    /// Content notes.
    pub notes: Vec<String>,
    /// Under which name, as `entries.voice` has it.
    pub voice: String,
    /// The name shown, where it is not the account's.
    pub name: Option<String>,
    /// Where it stands.
    pub state: State,
    /// How often it was changed: a form says which one it began with.
    pub version: i64,
    /// When it was written.
    pub created_at: Moment,
    /// Since when only supporters, moderators and the post's writer may answer.
    pub reserved_at: Option<Moment>,
    /// Replies under its thread, for what erasing leaves behind.
    pub reply_count: i32,
    /// The board's policy, which an edit meets again.
    pub board: Board,
}

impl Owned {
    /// Whether a moderator took it down, so that it can be written again.
    pub fn may_rewrite(&self) -> bool {
        self.state == State::Removed
    }

    /// The entry, if it is this owner's; its row stays locked until the transaction ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is somebody else's, or not there.
    pub async fn find(conn: &mut PgConnection, entry: EntryId, owner: Owner) -> Result<Self> {
        let (account, key) = match owner {
            Owner::Account(account) => (Some(account), None),
            Owner::Link(key) => (None, Some(key)),
        };
        // Locked in a statement of its own: the next one then reads what the last one who had the lock wrote.
        store::lock_state(conn, entry).await?;
        let row = sqlx::query!(
            "select entries.id, thread, entries.author, exists (select from accounts where accounts.id = entries.author and waiting_since is not null) as \"by_applicant!\", parent is null as \"is_post!\",
                case when parent is null or threads.state in ('published', 'covered') then title else '' end as \"title!\", wish, source, html, entries.notes, voice, entries.name, entries.state, entries.created_at, reply_count, reserved_at,
                (select count(*) from entry_versions where entry = entries.id) as \"version!\",
                boards.id as board, boards.slug, boards.name as board_name, boards.about, boards.readers, boards.guests, boards.newcomers, boards.links
             from entries join threads on threads.id = thread join boards on boards.id = board
             where entries.id = $1 and (author = $2 or guest_key = $3)",
            entry as EntryId, account as Option<AccountId>, key.as_ref().map(|key| &key[..]),
        )
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
        Ok(Self {
            id: row.id,
            thread: row.thread,
            author: row.author,
            by_applicant: row.by_applicant,
            is_post: row.is_post,
            title: row.title,
            wish: Wish::read(&row.wish),
            source: row.source,
            html: row.html,
            notes: row.notes,
            voice: row.voice,
            name: row.name,
            state: row.state.into(),
            version: row.version,
            created_at: row.created_at,
            reserved_at: row.reserved_at,
            reply_count: row.reply_count,
            board: Board {
                id: row.board,
                slug: row.slug,
                name: row.board_name,
                about: row.about,
                readers: row.readers,
                guests: row.guests,
                newcomers: row.newcomers,
                links: row.links,
            },
        })
    }
}

/// What an edit changes.
pub struct Edit {
    /// The new title, for a post.
    pub title: String,
    /// The new words.
    pub source: Source,
    /// The new notes.
    pub notes: Vec<String>,
    /// What they want back now.
    pub wish: Wish,
    /// The version the writer had before them.
    pub version: i64,
}

/// Changes an entry's words; what it said before is kept for its writer and the desk. It goes the same way as a new one.
///
/// # Errors
/// [`Error::Conflict`] where it was changed in another tab meanwhile; [`Error::Refused`] where its words are gone.
pub async fn edit(conn: &mut PgConnection, owned: &Owned, edit: &Edit, now: Moment) -> Result<State> {
    if !owned.state.may_edit() {
        return Err(Error::Refused("refused-erased"));
    }
    if edit.version != owned.version {
        return Err(Error::Conflict("conflict-edited"));
    }
    sqlx::query!(
        "insert into entry_versions (entry, version, title, source, written_at)
         select id, $2, case when parent is null then $3 end, source, coalesce(edited_at, created_at) from entries where id = $1",
        owned.id as EntryId,
        i32::try_from(owned.version + 1).unwrap_or(i32::MAX),
        owned.title,
    )
    .execute(&mut *conn)
    .await?;
    let html = text::render(&edit.source);
    let mut outcome = judge_again(conn, owned, &edit.title, edit.source.as_str(), &html, now).await?;
    if owned.state == State::Removed {
        outcome.priority = Some(outcome.priority.unwrap_or(Priority::Held));
        outcome.reasons.push(Because::rule("rewritten"));
    }
    let to = settled(owned.state, outcome.state);
    sqlx::query!(
        "update entries set source = $2, html = $3, renderer = $4, notes = $5, edited_at = $6, trimmed_at = null where id = $1",
        owned.id as EntryId,
        edit.source.as_str(),
        html.as_str(),
        RENDERER,
        &edit.notes,
        now,
    )
    .execute(&mut *conn)
    .await?;
    if owned.is_post {
        let excerpt = if edit.notes.is_empty() { text::excerpt(&edit.source, 220) } else { String::new() };
        sqlx::query!(
            "update threads set title = $2, notes = $3, excerpt = $4, wish = $5, version = version + 1 where id = $1",
            owned.thread as ThreadId,
            edit.title,
            &edit.notes,
            excerpt,
            edit.wish.as_str(),
        )
        .execute(&mut *conn)
        .await?;
    }
    settle(conn, owned, &outcome, to, now).await
}

/// Reads the words anew, as a new entry's are read.
async fn judge_again(
    conn: &mut PgConnection,
    owned: &Owned,
    title: &str,
    source: &str,
    html: &SafeHtml,
    now: Moment,
) -> Result<policy::Outcome> {
    let is_guest = owned.voice == "guest";
    let is_known = is_guest || owned.board.newcomers != "held" || owned.state.is_readable() || was_published(conn, owned.id).await?;
    let is_careful = !owned.is_post && careful::holds(conn, owned.thread, owned.author, now).await?;
    let is_early = !owned.is_post && careful::is_early(conn, owned.thread, owned.author, now).await?;
    // Who can't write now can change what they wrote, and it is read first.
    let is_restrained = owned.author.is_some() && restraints::of(conn, owned.author, None, owned.board.id, now).await?.is_some();
    let writer = policy::Writer::new(is_guest, owned.by_applicant, is_known);
    let standing = policy::Standing { board: &owned.board, writer, is_reply: !owned.is_post, is_careful, is_early, is_restrained };
    let (account, title, html) = (owned.author, if owned.is_post { title } else { "" }, html.as_str());
    let written = rules::Written { board: owned.board.id, account, guest: None, entry: Some(owned.id), title, source, html };
    let matched = rules::matching(conn, &written, now).await?;
    Ok(policy::decide(&standing, &written, &matched))
}

/// Where an entry goes from where it stood: what waits goes on waiting, a cover stays until a moderator looked, and what was
/// taken back stays so until it is put up again. What was taken down and written again waits to be read.
fn settled(stood: State, outcome: State) -> State {
    match (stood, outcome) {
        (State::Removed, _) => State::Held,
        (State::Held | State::Withdrawn, _) => stood,
        (State::Covered, State::Published) => State::Covered,
        (_, to) => to,
    }
}

async fn was_published(conn: &mut PgConnection, entry: EntryId) -> Result<bool> {
    let known = sqlx::query_scalar!(
        "select exists (select from entries other where other.author = entries.author and other.state in ('published', 'covered')) as \"known!\" from entries where id = $1",
        entry as EntryId,
    );
    Ok(known.fetch_one(conn).await?)
}

async fn settle(conn: &mut PgConnection, owned: &Owned, outcome: &policy::Outcome, to: State, now: Moment) -> Result<State> {
    if to == owned.state {
        touch(conn, owned.thread).await?;
    } else {
        store::set_state(conn, owned.id, owned.state, to, None, now).await?;
        super::recount(conn, owned.id).await?;
    }
    let subject = Subject::Entry(owned.id);
    match outcome.priority {
        // What its writer took back is looked at when it is put up again.
        Some(priority) if to != State::Withdrawn => {
            cases::open(conn, &subject, Some(owned.board.id), priority, &outcome.reasons, now).await?;
        }
        // Whatever waits has a case, so that nothing waits unseen.
        None if to == State::Held && cases::open_of(conn, &subject).await?.is_none() => {
            cases::open(conn, &subject, Some(owned.board.id), Priority::Held, &[Because::rule("held")], now).await?;
        }
        // Whoever decides about the words as they were is told.
        _ => cases::was_changed(conn, &subject).await?,
    }
    Ok(to)
}

async fn touch(conn: &mut PgConnection, thread: ThreadId) -> Result<()> {
    sqlx::query!("update threads set version = version + 1 where id = $1", thread as ThreadId).execute(conn).await?;
    Ok(())
}

/// Takes an entry back for now: nobody else sees it, and its writer can put it up again.
pub async fn withdraw(conn: &mut PgConnection, owned: &Owned, by: Option<AccountId>, now: Moment) -> Result<()> {
    if !owned.state.may_withdraw() {
        return Err(Error::Refused("refused-withdraw"));
    }
    store::set_state(conn, owned.id, owned.state, State::Withdrawn, by, now).await?;
    super::recount(conn, owned.id).await?;
    Ok(())
}

/// Limits who may answer a post to supporters, moderators and its writer, or lets everybody answer again.
///
/// # Errors
/// [`Error::NotFound`] for a reply, which has no answers of its own to limit; [`Error::Refused`] for what is gone.
pub async fn reserve(conn: &mut PgConnection, owned: &Owned, reserved: bool, now: Moment) -> Result<()> {
    open_post(owned)?;
    let at = reserved.then_some(now);
    sqlx::query!("update threads set reserved_at = $2, version = version + 1 where id = $1", owned.thread as ThreadId, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Asks people just to listen.
///
/// # Errors
/// As [`reserve`].
pub async fn ask_to_listen(conn: &mut PgConnection, owned: &Owned) -> Result<()> {
    open_post(owned)?;
    let wish = Wish::LISTEN.as_str();
    sqlx::query!("update threads set wish = $2, version = version + 1 where id = $1", owned.thread as ThreadId, wish).execute(conn).await?;
    Ok(())
}

fn open_post(owned: &Owned) -> Result<()> {
    match (owned.is_post, owned.state.may_edit()) {
        (true, true) => Ok(()),
        (true, false) => Err(Error::Refused("refused-erased")),
        (false, _) => Err(Error::NotFound),
    }
}

/// Puts up again what its writer took back; it goes the same way as a new entry.
pub async fn put_back(conn: &mut PgConnection, owned: &Owned, now: Moment) -> Result<State> {
    if owned.state != State::Withdrawn {
        return Err(Error::Refused("refused-put-back"));
    }
    let outcome = judge_again(conn, owned, &owned.title, &owned.source, &owned.html, now).await?;
    // What waited for a look, or was under a cover, before it was taken back is so again.
    let before = sqlx::query_scalar!(
        "select from_state from entry_moves where entry = $1 and to_state = 'withdrawn' order by at desc, id desc limit 1",
        owned.id as EntryId,
    );
    let before = before.fetch_optional(&mut *conn).await?.map_or(State::Published, State::from);
    let to = settled(before, outcome.state);
    settle(conn, owned, &outcome, to, now).await
}

/// Takes the writer's name off. It can't be undone: the entry is nobody's from then on.
pub async fn take_name_off(conn: &mut PgConnection, owned: &Owned, now: Moment) -> Result<()> {
    many::take_name_off(conn, &[owned.id], now).await
}

/// Erases the words, the earlier versions and the name, at once and for good. What others answered stays.
pub async fn erase(conn: &mut PgConnection, owned: &Owned, now: Moment) -> Result<()> {
    if !owned.state.may_erase() {
        return Err(Error::Refused("refused-erased"));
    }
    many::erase(conn, &[owned.id], now).await
}

/// An entry in the writer's own list.
pub(super) struct Mine {
    pub id: EntryId,
    pub title: String,
    pub is_post: bool,
    pub excerpt: String,
    pub state: String,
    pub created_at: Moment,
}

/// What an account wrote, newest first.
pub(super) async fn list(conn: &mut PgConnection, account: AccountId, before: Option<EntryId>, most: i64) -> Result<Vec<Mine>> {
    let mine = sqlx::query_as!(
        Mine,
        "select entries.id, case when parent is null or threads.state in ('published', 'covered') then title else '' end as \"title!\",
            parent is null as \"is_post!\", left(source, 160) as \"excerpt!\", entries.state, entries.created_at
         from entries join threads on threads.id = thread
         where author = $1 and ($2::uuid is null or entries.id < $2) order by entries.id desc limit $3",
        account as AccountId,
        before as Option<EntryId>,
        most,
    );
    Ok(mine.fetch_all(conn).await?)
}
