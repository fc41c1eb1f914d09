//! Posts and replies: writing them, changing them, moving them between states. Their way is drawn in the design: who may
//! write here, the screen, the policy, one transaction.

mod careful;
mod form;
mod held;
mod hurdles;
mod kindness;
pub mod many;
mod mine;
mod names;
mod own_change;
mod own_pages;
mod pages;
mod policy;
mod read;
mod signing_in;
pub mod states;
mod store;
mod target;
mod tips;
mod trim;
mod veil;
mod write_pages;

use axum::Router;
use sqlx::{Connection, PgConnection};

use crate::accounts::restraints::{self, Restraint};
use crate::accounts::{self, Member, Pace, aliases};
use crate::boards::Board;
use crate::cases::{self, Subject};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId, EntryId, Nonce, ThreadId};
use crate::rules;
use crate::state::App;
use crate::text::{self, SafeHtml, Source};
use crate::threads::Wish;

pub use careful::since as care_since;
pub use mine::{Owned, Owner, edit, erase, put_back, take_name_off, withdraw};
pub use read::{DeskEntry, Seen, for_desk, visible};
pub use states::State;
pub use target::Target;
pub use trim::{CUT, original, set_notes, trim, untrim};
pub use write_pages::hash as link_hash;

/// Entries on one page of a thread.
pub const PAGE: i64 = 50;
/// Characters in a content note of the writer's own.
pub const NOTE_CHARS: usize = 40;
/// Notes on one entry at most.
const NOTES_MOST: usize = 6;

/// Every route of this feature.
pub fn routes() -> Router<App> {
    pages::routes().merge(write_pages::routes()).merge(own_pages::routes())
}

/// Forgets what was kept long enough: what moderators said of threads, and what stood where a passage was taken out.
pub async fn sweep(conn: &mut PgConnection, said_before: Moment, now: Moment) -> Result<()> {
    careful::sweep(conn, said_before).await?;
    trim::sweep(conn, now).await
}

/// Under which name something is written.
#[derive(Debug, Clone, Copy)]
pub enum Voice<'a> {
    /// A member's own name.
    Member(&'a Member),
    /// A member's name for this thread only; the text is the made-up name they were offered.
    Alias(&'a Member, &'a str),
    /// A guest's, as typed, with the hash of their private link.
    Guest(&'a str, [u8; 32]),
}

impl<'a> Voice<'a> {
    /// The account behind it, if any.
    pub fn account(self) -> Option<AccountId> {
        self.member().map(|member| member.id)
    }

    fn member(self) -> Option<&'a Member> {
        match self {
            Self::Member(member) | Self::Alias(member, _) => Some(member),
            Self::Guest(..) => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Alias(..) => "alias",
            Self::Guest(..) => "guest",
        }
    }
}

/// What somebody wrote, looked at and ready to store.
pub struct Writing<'a> {
    /// The words.
    pub source: Source,
    /// Content notes, as [`notes`] made them.
    pub notes: Vec<String>,
    /// Under which name.
    pub voice: Voice<'a>,
    /// The form it came in.
    pub nonce: Nonce,
    /// How many of these its writer may send; no limit for what the software writes itself.
    pub allowance: Option<Allowance>,
    /// Which kept draft it was sent from, if any: as saved so many times, or by that tab. Another one of the same place stays.
    pub draft: (i64, &'a str),
}

impl Writing<'_> {
    /// The day's hash of a guest, where there is a limit to what they write.
    fn guest(&self) -> Option<&str> {
        self.allowance.as_ref().filter(|_| self.voice.member().is_none()).map(|allowance| allowance.who.as_str())
    }
}

/// How many somebody may write.
pub struct Allowance {
    /// Who is counted: see [`accounts::Visitor::counted_as`].
    pub who: String,
    /// How many in an hour.
    pub hourly: u32,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Stored now, or with this form before: the same words.
    Stored {
        /// The entry.
        entry: EntryId,
        /// Its thread.
        thread: ThreadId,
        /// Where it stands.
        state: State,
    },
    /// This form brought other words before, which are stored as that entry; these are not.
    Differs(EntryId),
}

/// # Errors
/// [`Error::SignInNeeded`] or [`Error::Refused`] where this board does not take what guests write, and this is one or may do no more.
pub fn admit_voice(board: &Board, voice: Voice) -> Result<()> {
    match voice.member() {
        _ if board.takes_guests() => Ok(()),
        Some(member) => member.is_in(),
        None => Err(Error::SignInNeeded),
    }
}

/// Content notes from a form: the fixed kinds that were ticked and the writer's own words, each once.
pub fn notes(ticked: &[String], own: &str) -> Result<Vec<String>, text::SourceError> {
    let mut notes: Vec<String> =
        crate::threads::NOTES.iter().filter(|note| ticked.iter().any(|tick| tick == *note)).map(|note| (*note).to_owned()).collect();
    if !own.trim().is_empty() {
        let own = text::line(own, NOTE_CHARS)?;
        if !notes.contains(&own) {
            notes.push(own);
        }
    }
    notes.truncate(NOTES_MOST);
    Ok(notes)
}

/// A new post in a board, in a transaction of its own.
pub async fn post(conn: &mut PgConnection, board: &Board, title: &str, wish: Wish, writing: Writing<'_>, now: Moment) -> Result<Written> {
    if let Some(before) = store::by_nonce(conn, writing.nonce).await? {
        return Ok(before.compare(&writing, Some((title, wish))));
    }
    let restraint = restraints::of(conn, writing.voice.account(), writing.guest(), board.id, now).await?;
    restraints::admit(restraint)?;
    if let Some(Allowance { who, hourly }) = &writing.allowance {
        accounts::allow(conn, who, "post", *hourly, now).await?;
    }
    let mut tx = conn.begin().await?;
    let written = post_anew(&mut tx, board, title, wish, &writing, restraint, now).await?;
    tx.commit().await?;
    Ok(written)
}

async fn post_anew(
    conn: &mut PgConnection,
    board: &Board,
    title: &str,
    wish: Wish,
    writing: &Writing<'_>,
    restraint: Option<Restraint>,
    now: Moment,
) -> Result<Written> {
    let id = EntryId::fresh(now);
    let thread = ThreadId(id.0);
    let html = text::render(&writing.source);
    let outcome = judge(conn, board, writing, title, &html, (None, restraint), now).await?;
    let excerpt = if writing.notes.is_empty() { text::excerpt(&writing.source, 220) } else { String::new() };
    let new =
        store::New { id, thread, parent: None, depth: 0, state: outcome.state, html: &html, writing, name: typed_name(writing.voice) };
    if !store::insert_post(conn, &new, board, title, wish.as_str(), &excerpt, now).await? {
        return stored_meanwhile(conn, writing, Some((title, wish))).await;
    }
    if let Voice::Alias(member, wanted) = writing.voice {
        let name = aliases::take(conn, thread, member.id, wanted, now).await?;
        store::set_name(conn, id, &name).await?;
    }
    mark(conn, id, writing, now).await?;
    queue(conn, board, id, &outcome, now).await?;
    Ok(Written::Stored { entry: id, thread, state: outcome.state })
}

/// A reply to an entry: one statement, or one transaction where a name is taken or a case opened with it.
pub async fn reply(conn: &mut PgConnection, target: &Target, writing: Writing<'_>, now: Moment) -> Result<Written> {
    if let Some(before) = &target.before {
        return Ok(before.compare(&writing, None));
    }
    target.admit(writing.voice.member())?;
    restraints::admit(target.restraint)?;
    if let Some(Allowance { hourly, .. }) = &writing.allowance {
        Pace::of(*hourly).admit(target.free_at, now)?;
    }
    let html = text::render(&writing.source);
    let outcome = judge(conn, &target.board, &writing, "", &html, (Some(target), target.restraint), now).await?;
    if matches!(writing.voice, Voice::Member(..)) && outcome.priority.is_none() {
        // One statement stores it, whole or not at all.
        return reply_anew(conn, target, &writing, &html, &outcome, now).await;
    }
    let mut tx = conn.begin().await?;
    let written = reply_anew(&mut tx, target, &writing, &html, &outcome, now).await?;
    tx.commit().await?;
    Ok(written)
}

async fn reply_anew(
    conn: &mut PgConnection,
    target: &Target,
    writing: &Writing<'_>,
    html: &SafeHtml,
    outcome: &policy::Outcome,
    now: Moment,
) -> Result<Written> {
    let id = EntryId::fresh(now);
    let name = match writing.voice {
        Voice::Alias(member, wanted) => Some(aliases::take(conn, target.thread, member.id, wanted, now).await?),
        voice => typed_name(voice),
    };
    let new = store::New {
        id,
        thread: target.thread,
        parent: Some(target.entry),
        depth: target.depth + 1,
        state: outcome.state,
        html,
        writing,
        name,
    };
    match store::insert_reply(conn, &new, now).await? {
        store::Stored::Now => {}
        store::Stored::Otherwise => return stored_meanwhile(conn, writing, None).await,
        store::Stored::TooMany(pace) => return Err(pace.too_many()),
    }
    mark(conn, id, writing, now).await?;
    queue(conn, &target.board, id, outcome, now).await?;
    Ok(Written::Stored { entry: id, thread: target.thread, state: outcome.state })
}

/// Remembers for a day by which hash a guest wrote, so that a flood can be stopped.
async fn mark(conn: &mut PgConnection, entry: EntryId, writing: &Writing<'_>, now: Moment) -> Result<()> {
    match (&writing.allowance, writing.voice.account()) {
        (Some(allowance), None) => restraints::mark(conn, entry, &allowance.who, now).await,
        _ => Ok(()),
    }
}

fn typed_name(voice: Voice) -> Option<String> {
    if let Voice::Guest(name, _) = voice { Some(name.to_owned()) } else { None }
}

/// The same form arrived twice at once and the other was first, or the thread was closed at that moment.
async fn stored_meanwhile(conn: &mut PgConnection, writing: &Writing<'_>, post: Option<(&str, Wish)>) -> Result<Written> {
    let before = store::by_nonce(conn, writing.nonce).await?;
    before.map(|before| before.compare(writing, post)).ok_or(Error::Refused("refused-gone"))
}

/// The screen reads it and the policy decides; nothing of the reading is kept but a case's reasons.
async fn judge(
    conn: &mut PgConnection,
    board: &Board,
    writing: &Writing<'_>,
    title: &str,
    html: &SafeHtml,
    (answers, restraint): (Option<&Target>, Option<Restraint>),
    now: Moment,
) -> Result<policy::Outcome> {
    let member = writing.voice.member();
    let is_known = match member {
        Some(member) if board.newcomers == "held" && !member.supports(board.id) => store::was_published(conn, member.id).await?,
        _ => true,
    };
    let standing = policy::Standing {
        board,
        writer: policy::Writer::new(member.is_none(), member.is_some_and(|member| member.is_waiting), is_known),
        is_reply: answers.is_some(),
        is_careful: answers.is_some_and(|target| target.read_first),
        is_early: answers.is_some_and(|target| target.is_early),
        is_restrained: restraint.is_some(),
    };
    let written = rules::Written {
        board: board.id,
        account: writing.voice.account(),
        guest: writing.guest(),
        entry: None,
        title,
        source: writing.source.as_str(),
        html: html.as_str(),
    };
    let has_rules = answers.is_none_or(|target| target.has_rules);
    let matched = if has_rules { rules::matching(conn, &written, now).await? } else { Vec::new() };
    Ok(policy::decide(&standing, &written, &matched))
}

async fn queue(conn: &mut PgConnection, board: &Board, entry: EntryId, outcome: &policy::Outcome, now: Moment) -> Result<()> {
    if let Some(priority) = outcome.priority {
        cases::open(conn, &Subject::Entry(entry), Some(board.id), priority, &outcome.reasons, now).await?;
    }
    Ok(())
}

/// Moves an entry to another state for a moderator (or the software, where `by` is nobody): says who and when, and keeps
/// the thread's counters right. Gives back the state it was in.
pub async fn move_to(conn: &mut PgConnection, entry: EntryId, to: State, by: Option<AccountId>, now: Moment) -> Result<State> {
    let from = store::lock_state(conn, entry).await?.ok_or(Error::NotFound)?;
    if from == State::Erased || from == to {
        return Ok(from);
    }
    store::set_state(conn, entry, from, to, by, now).await?;
    recount(conn, entry).await?;
    if !from.may_be_told() && to.may_be_told() && from == State::Held {
        store::tell_of_reply(conn, entry, now).await?;
    }
    Ok(from)
}

/// Entries that moderators took down before that moment and nobody put back, up to `most`.
pub async fn removed_before(conn: &mut PgConnection, before: Moment, most: i64) -> Result<Vec<EntryId>> {
    Ok(store::removed_before(conn, before, most).await?)
}

/// Counts a thread anew after one of its entries changed its state.
pub async fn recount(conn: &mut PgConnection, entry: EntryId) -> Result<()> {
    many::recount(conn, &[entry]).await
}

impl Nonce {
    /// For a form that is shown now.
    pub fn random() -> Self {
        Self(uuid::Uuid::from_bytes(ids::chance()))
    }
}

/// Looks at the next `most` entries after that one, by their ids, and renders those anew that an older renderer made. Gives back how many,
/// and the last it looked at; none where there are no more.
pub async fn rerender(conn: &mut PgConnection, after: EntryId, most: i64) -> Result<(usize, Option<EntryId>)> {
    let (mut count, mut last) = (0, None);
    for (id, renderer, source) in store::rendered_after(conn, after, text::RENDERER, most).await? {
        last = Some(id);
        if let Some(source) = source.filter(|_| renderer < text::RENDERER) {
            let html = Source::parse(&source, usize::MAX).map(|source| text::render(&source)).unwrap_or_default();
            store::set_html(conn, id, &html).await?;
            count += 1;
        }
    }
    Ok((count, last))
}
