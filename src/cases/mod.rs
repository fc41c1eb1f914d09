//! What needs a moderator: one open case per subject, with every reason and report folded in. Subjects are known by id only.

mod case;
mod store;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::audit::{Rule, spelled};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId, CaseId, EntryId};
use crate::outbox::{self, Event};

pub use case::{Case, Reason, Remark, Report, Waiting};

/// How long a dealt case stays with the moderator who holds it, counted from when they last used it.
pub const LEASE: TimeDelta = TimeDelta::minutes(10);
/// How long a case stays with its holder after their browser left its page: long enough for the page to be loaded again.
pub const LOOSE: TimeDelta = TimeDelta::seconds(30);
/// How long an urgent case waits for those on duty, before the operators are told.
const ALONE: TimeDelta = TimeDelta::minutes(15);
/// How far back waits are looked at to say how long it takes.
const RECENT: TimeDelta = TimeDelta::days(90);
/// For how long a report that was answered is not looked at again for the same person, while nothing changes.
const AGAIN: TimeDelta = TimeDelta::days(30);
/// Characters in the note of a report, at most.
pub const NOTE_CHARS: usize = 2000;
/// Cases the list beside the desk shows, at most.
pub const LISTED: i64 = 50;
/// Waiting cases are counted up to here.
pub const COUNTED: i64 = 500;

/// What a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A post or a reply.
    Entry(EntryId),
    /// A crisis line, by its id in the lines' data.
    Line(String),
    /// An account that asks to join.
    Account(AccountId),
}

impl Subject {
    fn entry(&self) -> Option<EntryId> {
        if let Self::Entry(entry) = self { Some(*entry) } else { None }
    }

    fn line(&self) -> Option<&str> {
        if let Self::Line(line) = self { Some(line) } else { None }
    }

    fn account(&self) -> Option<AccountId> {
        if let Self::Account(account) = self { Some(*account) } else { None }
    }
}

/// What is dealt first; the smallest number wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i16)]
pub enum Priority {
    /// Somebody may be in danger now.
    Danger,
    /// Somebody is worried about somebody.
    Worried,
    /// Somebody may be pushed to hurt themselves.
    Encouragement,
    /// Goes into how.
    Method,
    /// Somebody reported it.
    Report,
    /// Waits to be looked at before it is shown.
    Held,
    /// The writer asks for another look.
    Appeal,
    /// Somebody asks to join.
    Application,
}

impl Priority {
    const ALL: [Self; 8] =
        [Self::Danger, Self::Worried, Self::Encouragement, Self::Method, Self::Report, Self::Held, Self::Appeal, Self::Application];

    /// As the database has it.
    pub fn number(self) -> i16 {
        self as i16
    }

    /// The priority of that number; what is unknown comes last.
    pub fn read(number: i16) -> Self {
        Self::ALL.into_iter().find(|one| one.number() == number).unwrap_or(Self::Application)
    }

    /// Within which time somebody should have looked, where there is a clock.
    pub fn within(self) -> Option<TimeDelta> {
        match self {
            Self::Danger => Some(TimeDelta::minutes(10)),
            Self::Worried => Some(TimeDelta::minutes(60)),
            _ => None,
        }
    }
}

/// Where in the text something was found, in characters (not bytes): from `start` up to before `end`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// It stands in the title, not in the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_title: bool,
    /// The screen's rule that found it, by name; none where no rule of the screen did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Why the software puts something on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The rule's name.
    pub rule: String,
    /// What it found, if it read the text.
    pub spans: Vec<Span>,
}

impl Because {
    /// A rule that did not read the text.
    pub fn rule(rule: &str) -> Self {
        Self { rule: rule.to_owned(), spans: Vec::new() }
    }
}

spelled! {
    /// How worried somebody is about somebody.
    Worry {
        /// They sound very low.
        Low = "low",
        /// They talk about suicide or hurting themselves.
        Talks = "talks",
        /// They may be in danger right now.
        Danger = "danger",
    }
}

impl Worry {
    /// The sentence for the level, as the form asks it and the desk repeats it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Low => "worried-low",
            Self::Talks => "worried-talks",
            Self::Danger => "worried-danger",
        }
    }
}

/// What a person tells us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Something is against the board's rules.
    Report(Rule),
    /// I'm worried about this person. No accusation.
    Worry(Worry),
    /// A crisis line's number or hours are wrong.
    WrongNumber,
}

impl Told {
    fn kind(self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Worry(_) => "worry",
            Self::WrongNumber => "wrong_number",
        }
    }

    fn reason(self) -> &'static str {
        match self {
            Self::Report(rule) => rule.as_str(),
            Self::Worry(worry) => worry.as_str(),
            Self::WrongNumber => "wrong",
        }
    }

    fn priority(self) -> Priority {
        match self {
            Self::Worry(Worry::Danger) => Priority::Danger,
            Self::Worry(_) => Priority::Worried,
            Self::Report(Rule::Encourages) => Priority::Encouragement,
            Self::Report(Rule::Methods) => Priority::Method,
            Self::Report(_) | Self::WrongNumber => Priority::Report,
        }
    }
}

/// Puts a subject on the desk, or adds to the case it has there: the most urgent reason wins, and all are kept.
pub async fn open(
    conn: &mut PgConnection,
    subject: &Subject,
    board: Option<BoardId>,
    priority: Priority,
    reasons: &[Because],
    now: Moment,
) -> Result<CaseId> {
    let case = store::find_or_open(conn, subject, board, priority, now).await?;
    urge(conn, case, priority, now).await?;
    store::add_reasons(conn, case, reasons, now).await?;
    Ok(case)
}

/// Adds what a person told us. The same person telling it again changes nothing, unless they are more worried now.
pub async fn report(
    conn: &mut PgConnection,
    subject: &Subject,
    board: Option<BoardId>,
    told: Told,
    note: &str,
    reporter: Option<AccountId>,
    now: Moment,
) -> Result<CaseId> {
    let case = store::find_or_open(conn, subject, board, told.priority(), now).await?;
    if store::add_report(conn, case, told.kind(), told.reason(), note, reporter, now).await? {
        urge(conn, case, told.priority(), now).await?;
    }
    Ok(case)
}

/// Whether a case in which somebody reported an entry was closed lately, and the entry is as it was then.
pub async fn was_answered(conn: &mut PgConnection, entry: EntryId, reporter: AccountId, now: Moment) -> Result<bool> {
    Ok(store::was_answered(conn, entry, reporter, now - AGAIN).await?)
}

/// Something was added. Where the case is urgent now and was not before, those on duty are told, and the operators after [`ALONE`].
async fn urge(conn: &mut PgConnection, case: CaseId, priority: Priority, now: Moment) -> Result<()> {
    let is_new = store::urge(conn, case, priority, now).await?;
    if is_new && priority <= Priority::Worried {
        outbox::put(conn, &Event::Alert { case, late: false }, now).await?;
        outbox::put(conn, &Event::Alert { case, late: true }, now + ALONE).await?;
    }
    Ok(())
}

/// Where an urgent case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has it in hand who knows how urgent it is. It is from that board, or the whole site's.
    Waits(Option<BoardId>),
    /// Somebody has it in hand and used it since it became so urgent, or decided it a moment ago: until then.
    InHand(Moment),
    /// It was decided, or is not urgent.
    Over,
}

/// Where that case stands, if it is urgent.
pub async fn standing(conn: &mut PgConnection, case: CaseId, now: Moment) -> Result<Standing> {
    Ok(match store::urgent_and_open(conn, case, Priority::Worried, now).await? {
        None => Standing::Over,
        Some((_, Some(until))) => Standing::InHand(until),
        Some((board, None)) => Standing::Waits(board),
    })
}

/// How many cases nobody has in hand in which somebody may be in danger, and in which somebody is worried; of all, or of those that
/// this moderator could take.
pub async fn urgent(conn: &mut PgConnection, moderator: Option<AccountId>, now: Moment) -> Result<(i64, i64)> {
    Ok(store::urgent(conn, moderator, now).await?)
}

/// Deals the oldest of the most urgent cases that nobody holds, and frees what this moderator held before. What they
/// said "not for me" to comes round again only when nothing else waits.
///
/// Entries with one of the content notes in `avoid` are left for others. For whoever had heavy cases in a row (`light`), something light
/// comes first where any waits; but somebody who may be in danger never waits for that.
pub async fn next(
    conn: &mut PgConnection,
    boards: Option<&[BoardId]>,
    avoid: &[String],
    light: bool,
    moderator: AccountId,
    now: Moment,
) -> Result<Option<CaseId>> {
    let wanted = |passed_too, most, least| Wanted { passed_too, most, least };
    let light_first = [wanted(false, Priority::Danger, Priority::Danger), wanted(false, Priority::Report, Priority::Application)];
    let any = [false, true].map(|passed_too| wanted(passed_too, Priority::Danger, Priority::Application));
    store::lock_with_own(conn, None, moderator).await?;
    for wanted in light_first.iter().filter(|_| light).chain(&any) {
        if let Some(case) = store::deal(conn, boards, avoid, moderator, now, *wanted).await? {
            store::free_others(conn, Some(case), moderator).await?;
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// Which cases may be dealt.
#[derive(Clone, Copy)]
struct Wanted {
    /// Also those that this moderator passed on before.
    passed_too: bool,
    /// The most urgent of them.
    most: Priority,
    /// The least urgent of them.
    least: Priority,
}

/// Keeps a case that one holds for ten minutes more; anything else is left as it is.
pub async fn renew(conn: &mut PgConnection, case: CaseId, moderator: AccountId, now: Moment) -> Result<()> {
    Ok(store::renew(conn, case, moderator, now, now + LEASE).await?)
}

/// "Not for me": frees a case for others.
///
/// # Errors
/// [`Error::Conflict`] where somebody else holds it or it was changed; [`find`] says who.
pub async fn release(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<()> {
    told_if_stale(store::release(conn, case, version, moderator, now).await?)?;
    Ok(store::pass(conn, case, moderator, now).await?)
}

/// Takes a case that nobody else holds, and frees what this moderator held before; false where somebody holds it.
pub async fn claim(conn: &mut PgConnection, case: CaseId, moderator: AccountId, now: Moment) -> Result<bool> {
    store::lock_with_own(conn, Some(case), moderator).await?;
    let claimed = store::claim(conn, case, moderator, now, now + LEASE).await?;
    if claimed {
        store::free_others(conn, Some(case), moderator).await?;
    }
    Ok(claimed)
}

/// Locks a case, and what this moderator holds, until the transaction ends; for whoever does something to it and goes on to another.
pub async fn lock_with_own(conn: &mut PgConnection, case: CaseId, moderator: AccountId) -> Result<()> {
    Ok(store::lock_with_own(conn, Some(case), moderator).await?)
}

/// Locks the open cases of entries that are decided together, and the case in which they are.
pub async fn lock_of(conn: &mut PgConnection, entries: &[EntryId], case: CaseId) -> Result<()> {
    Ok(store::lock_of(conn, entries, case).await?)
}

/// Locks the open cases of a whole thread, by one of its entries, and the case in which it is decided.
pub async fn lock_of_thread(conn: &mut PgConnection, entry: EntryId, case: CaseId) -> Result<()> {
    Ok(store::lock_of_thread(conn, entry, case).await?)
}

/// Frees everything this moderator holds: they leave the desk.
pub async fn free_all(conn: &mut PgConnection, moderator: AccountId) -> Result<()> {
    Ok(store::free_others(conn, None, moderator).await?)
}

/// Their browser left a page of the case that was served while it was theirs until `lease`: unless they come back within [`LOOSE`], it
/// is free. Where they have used it since (the page they went to is served before the one they leave says so), it stays theirs.
pub async fn loosen(conn: &mut PgConnection, case: CaseId, moderator: AccountId, lease: Moment, now: Moment) -> Result<()> {
    Ok(store::loosen(conn, case, moderator, lease, now + LOOSE).await?)
}

/// "I'd like a second pair of eyes": frees a case for others, who see that somebody asks.
///
/// # Errors
/// [`Error::Conflict`] where somebody else holds it or it was changed; [`find`] says who.
pub async fn ask_second(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<()> {
    told_if_stale(store::ask_second(conn, case, version, moderator, now).await?)?;
    Ok(store::pass(conn, case, moderator, now).await?)
}

/// Keeps a case off the desk until its decision is carried out, or (`settles`: none) only says that something was added to it.
///
/// # Errors
/// [`Error::Conflict`] where somebody else holds it or it was changed; [`find`] says who.
pub async fn plan(
    conn: &mut PgConnection,
    case: CaseId,
    version: i32,
    moderator: AccountId,
    now: Moment,
    settles: Option<Moment>,
) -> Result<()> {
    told_if_stale(store::plan(conn, case, version, moderator, now, settles).await?)
}

/// The decision was taken back by that moderator, whose case it is again, or could not be carried out (nobody's).
pub async fn unplan(conn: &mut PgConnection, case: CaseId, by: Option<AccountId>, now: Moment) -> Result<()> {
    if let Some(by) = by {
        store::lock_with_own(conn, Some(case), by).await?;
    }
    store::unplan(conn, case, by.map(|by| (by, now + LEASE))).await?;
    if let Some(by) = by {
        store::free_others(conn, Some(case), by).await?;
    }
    Ok(())
}

/// Closes a case whose decision was planned when it got that version; what was added since keeps it on the desk.
pub async fn settle(conn: &mut PgConnection, case: CaseId, moderator: AccountId, version: i32, now: Moment) -> Result<()> {
    Ok(store::settle(conn, case, moderator, version, now).await?)
}

/// What becomes of the case of an entry that is decided together with another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// It had none.
    Without,
    /// It is closed now.
    Closed(CaseId),
    /// It is urgent, somebody else has it in hand, or somebody told us something about it since then: the entry is to be read by itself.
    Left,
}

/// Closes the case of an entry that is decided together with another one, as was planned then.
pub async fn take_along(conn: &mut PgConnection, entry: EntryId, moderator: AccountId, planned: Moment, now: Moment) -> Result<Along> {
    let Some(case) = store::lock_open_of(conn, entry, planned).await? else { return Ok(Along::Without) };
    let is_in_hand = case.leased_until.is_some_and(|until| until > now) && case.leased_by != Some(moderator);
    if is_in_hand || case.was_told || case.settles_at.is_some() || Priority::read(case.priority) <= Priority::Worried {
        return Ok(Along::Left);
    }
    store::settle(conn, case.id, moderator, case.version, now).await?;
    Ok(Along::Closed(case.id))
}

/// What the board's own rule does to a case that nobody has in hand, as it was seen: it is closed, or (`closes`: not) stays for a
/// moderator to look at. False where somebody was faster.
pub async fn settle_unread(conn: &mut PgConnection, case: CaseId, version: i32, closes: bool, now: Moment) -> Result<bool> {
    Ok(store::settle_unread(conn, case, version, closes, now).await?)
}

/// Closes a case at once, for what is done elsewhere than at the desk.
///
/// # Errors
/// [`Error::Conflict`] where somebody else holds it or it was changed; [`find`] says who.
pub async fn close(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<()> {
    plan(conn, case, version, moderator, now, Some(now)).await?;
    settle(conn, case, moderator, version + 1, now).await
}

/// Adds what a moderator tells the others.
pub async fn remark(conn: &mut PgConnection, case: CaseId, by: AccountId, kind: &str, note: &str, now: Moment) -> Result<()> {
    Ok(store::remark(conn, case, by, kind, note, now).await?)
}

/// What it is about was changed: who has its case open meanwhile is told, and what was decided of it as it was does not close it.
pub async fn was_changed(conn: &mut PgConnection, subject: &Subject) -> Result<()> {
    match store::open_of(conn, subject).await? {
        Some(case) => Ok(store::was_added_to(conn, case).await?),
        None => Ok(()),
    }
}

/// Adds a note for the others. Who has the case open meanwhile is told that something was added.
pub async fn note(conn: &mut PgConnection, case: CaseId, by: AccountId, note: &str, now: Moment) -> Result<()> {
    store::was_added_to(conn, case).await?;
    remark(conn, case, by, "note", note, now).await
}

/// What moderators told each other about this case, and noted in other cases of the same writer.
pub async fn remarks(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Remark>> {
    Ok(store::remarks(conn, case).await?)
}

fn told_if_stale(changed: bool) -> Result<()> {
    if changed { Ok(()) } else { Err(Error::Conflict("desk-changed")) }
}

/// The open case of a subject, if it has one.
pub async fn open_of(conn: &mut PgConnection, subject: &Subject) -> Result<Option<CaseId>> {
    Ok(store::open_of(conn, subject).await?)
}

/// That case.
pub async fn find(conn: &mut PgConnection, case: CaseId) -> Result<Option<Case>> {
    Ok(store::find(conn, case, None).await?)
}

/// That case as a moderator finds it: one about their own words, or their own asking to join, is not there for them.
pub async fn find_for(conn: &mut PgConnection, case: CaseId, moderator: AccountId) -> Result<Option<Case>> {
    Ok(store::find(conn, case, Some(moderator)).await?)
}

/// Whose words a case is about, where an account wrote them.
pub async fn writer(conn: &mut PgConnection, case: CaseId) -> Result<Option<AccountId>> {
    Ok(store::writer(conn, case).await?)
}

/// Why the software put it on the desk.
pub async fn reasons(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Reason>> {
    Ok(store::reasons(conn, case).await?)
}

/// What people told us about it.
pub async fn reports(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Report>> {
    Ok(store::reports(conn, case).await?)
}

/// What waits for a moderator of these boards, most urgent first: the first [`LISTED`], and how many in all (counted up to [`COUNTED`]).
/// What is about their own words is not among it.
pub async fn waiting(conn: &mut PgConnection, boards: Option<&[BoardId]>, moderator: AccountId) -> Result<(Vec<Waiting>, i64)> {
    Ok((store::waiting(conn, boards, moderator, LISTED).await?, store::count(conn, boards, moderator, COUNTED).await?))
}

/// How long cases of these priorities, from the more to the less urgent, waited lately at the median; nothing where none were decided.
pub async fn usual_wait(
    conn: &mut PgConnection,
    board: Option<BoardId>,
    priorities: (Priority, Priority),
    now: Moment,
) -> Result<Option<TimeDelta>> {
    let seconds = store::median_wait(conn, board, now - RECENT, priorities).await?;
    #[expect(clippy::cast_possible_truncation, reason = "a wait in whole seconds")]
    let wait = seconds.map(|seconds| TimeDelta::seconds(seconds as i64));
    Ok(wait)
}

/// Forgets cases that were closed long enough ago.
pub async fn sweep(conn: &mut PgConnection, closed_before: Moment) -> Result<()> {
    Ok(store::forget(conn, closed_before).await?)
}

#[cfg(test)]
mod tests;
