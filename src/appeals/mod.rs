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

/// A case in which the writer asked was decided: what put something back grants, all else upholds. What was asked after the
/// decision was made waits for the next.
pub async fn answer(conn: &mut PgConnection, case: CaseId, action: Action, decided: Moment, now: Moment) -> Result<()> {
    let gives_back = matches!(action, Action::Restore | Action::Publish | Action::Unlock | Action::Unlimit | Action::Lift);
    let outcome = if gives_back { "granted" } else { "upheld" };
    Ok(store::answer(conn, case, outcome, decided, now).await?)
}
