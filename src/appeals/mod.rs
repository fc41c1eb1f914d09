//! The writer's answer to a decision: one, within six months. Somebody else decides it where there is somebody else.

mod pages;
mod store;

use chrono::Months;
use sqlx::PgConnection;

use crate::audit::{Action, Decision, Note};
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId, BoardId, CaseId, DecisionId, EntryId};

pub use pages::routes;
pub use store::{Asked, Open};

/// Months in which a decision can be answered.
pub const MONTHS: u32 = 6;
/// Characters of the writer's own words, at most.
pub const WORDS_CHARS: usize = 4000;

/// Whether that can still be answered.
pub fn is_in_time(decided_at: Moment, now: Moment) -> bool {
    decided_at.checked_add_months(Months::new(MONTHS)).is_none_or(|end| now < end)
}

/// Whether its writer can answer the decision.
pub fn may_ask(decision: &Decision, now: Moment) -> bool {
    is_in_time(decision.at, now) && Note::of(decision).is_some_and(|note| note.may_be_answered())
}

/// Asks for another look: the entry is on the desk again. Asking twice is asking once.
///
/// # Errors
/// [`Error::Refused`] where it is too late, or nothing that can be answered.
pub async fn ask(
    conn: &mut PgConnection,
    decision: &Decision,
    (entry, board): (EntryId, BoardId),
    account: Option<AccountId>,
    words: &str,
    now: Moment,
) -> Result<()> {
    if !may_ask(decision, now) {
        return Err(Error::Refused("appeal-late"));
    }
    if store::asked(conn, decision.id).await?.is_some() {
        return Ok(());
    }
    let case = cases::open(conn, &Subject::Entry(entry), Some(board), Priority::Appeal, &[Because::rule("appeal")], now).await?;
    Ok(store::insert(conn, ids::fresh(now), decision.id, entry, case, account, words, now).await?)
}

/// What the writer asked about that decision, if they did.
pub async fn asked(conn: &mut PgConnection, decision: DecisionId) -> Result<Option<Asked>> {
    Ok(store::asked(conn, decision).await?)
}

/// Forgets what was answered before that moment.
pub async fn sweep(conn: &mut PgConnection, answered_before: Moment, now: Moment) -> Result<()> {
    let too_late = now.checked_sub_months(Months::new(MONTHS)).unwrap_or(now);
    Ok(store::forget(conn, answered_before, too_late).await?)
}

/// What waits for an answer in a case.
pub async fn open_in(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Open>> {
    Ok(store::open_in(conn, case).await?)
}

/// What becomes of a decision its writer asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was taken back.
    Granted,
    /// It stays.
    Upheld,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Upheld => "upheld",
        }
    }
}

/// What an action says of an earlier one; nothing where it is about something else. To put back what was taken down says nothing of a
/// passage that was taken out of it, and the other way round.
fn outcome(about: Action, action: Action, was_removed: bool) -> Option<Outcome> {
    match (about, action) {
        (Action::Remove, Action::Restore) if was_removed => Some(Outcome::Granted),
        (Action::EditOut, Action::Restore) if !was_removed => Some(Outcome::Granted),
        (Action::Remove | Action::Hold | Action::Cover, Action::Publish)
        | (Action::Remove | Action::Hold, Action::Cover)
        | (Action::Lock, Action::Unlock)
        | (Action::LimitSupporters | Action::LimitKnown, Action::Unlimit)
        | (Action::Pause | Action::HoldAll | Action::Ban, Action::Lift) => Some(Outcome::Granted),
        // The same or more was decided again; or all of it stays; or its words are gone.
        (Action::Remove | Action::Hold | Action::Cover, Action::Remove)
        | (Action::Hold | Action::Cover, Action::Hold)
        | (Action::Cover, Action::Cover)
        | (_, Action::Uphold) => Some(Outcome::Upheld),
        (about, Action::LetStand) if !about.is_about_writer() => Some(Outcome::Upheld),
        _ => None,
    }
}

/// Whether none of these actions takes back what is asked about: a warning was read, a limit is over. Then it is granted in words.
pub fn needs_words(asked: &Open, actions: &[Action], was_removed: bool) -> bool {
    let takes_back = |about| actions.iter().any(|action| outcome(about, *action, was_removed) == Some(Outcome::Granted));
    asked.action().is_none_or(|about| !takes_back(about))
}

/// A case in which the writer asked was decided: each of their questions is answered by what became of the decision it is about. True
/// where none is left open. What was asked after the decision was made waits for the next, and what this moderator is not to look at again
/// for another one.
///
/// `by` whom, whether they moderate everywhere, and when. `actions` could have been taken, and whether the entry `was_removed`, before.
pub async fn answer(
    conn: &mut PgConnection,
    case: CaseId,
    (action, actions, was_removed): (Action, &[Action], bool),
    (by, everywhere, decided): (AccountId, bool, Moment),
    now: Moment,
) -> Result<bool> {
    let mut all = true;
    for asked in store::open_in(conn, case).await?.iter().filter(|asked| asked.at <= decided) {
        let outcome = match action {
            _ if asked.bars(by, everywhere) => None,
            Action::Grant => needs_words(asked, actions, was_removed).then_some(Outcome::Granted),
            _ => asked.action().and_then(|about| outcome(about, action, was_removed)),
        };
        match outcome {
            Some(outcome) => store::answer(conn, asked.decision, outcome.as_str(), now).await?,
            None => all = false,
        }
    }
    Ok(all)
}
