//! The moderators' desk: one case at a time, why it is here, what may be done about it, and what was done.

mod case;
mod list;
mod marks;
mod pages;
mod store;

use sqlx::PgConnection;

use crate::accounts::Moderator;
use crate::audit::{self, Action, Deed, Note, Rule};
use crate::cases::{self, Because, Case, Priority, Subject};
use crate::clock::Moment;
use crate::entries::{self, DeskEntry, State};
use crate::error::{Error, Result};
use crate::ids::{BoardId, CaseId, DecisionId, EntryId};
use crate::lines::{self, Act, Change};
use crate::outbox::{self, Event};
use crate::text::{Source, SourceError};

pub use pages::routes;

/// Characters in a moderator's message, at most.
pub const MESSAGE_CHARS: usize = 4000;
/// Decisions on one page of the log.
const PAGE: i64 = 50;

/// What may be done about an entry in each state: the one table of it.
pub fn legal(state: State) -> &'static [Action] {
    match state {
        State::Held => &[Action::Publish, Action::Cover, Action::Remove],
        State::Published => &[Action::LetStand, Action::Cover, Action::Hold, Action::Remove],
        State::Covered => &[Action::LetStand, Action::Publish, Action::Hold, Action::Remove],
        State::Removed => &[Action::LetStand, Action::Restore],
        // Its writer took it back and could put it up again.
        State::Withdrawn => &[Action::LetStand, Action::Remove],
        State::Erased => &[Action::LetStand],
    }
}

/// What may be done about a crisis line that somebody says is wrong: hidden the same day, looked into, shown again.
pub fn legal_for_line(is_hidden: bool) -> &'static [Action] {
    if is_hidden { &[Action::LetStand, Action::Restore] } else { &[Action::Hold, Action::LetStand] }
}

/// The sentence for where an entry stands.
fn standing(state: State) -> &'static str {
    match state {
        State::Held => "stands-held",
        State::Published => "stands-published",
        State::Covered => "stands-covered",
        State::Removed => "stands-removed",
        State::Withdrawn => "stands-withdrawn",
        State::Erased => "stands-erased",
    }
}

/// What a moderator chose, looked at.
#[derive(Debug, Clone)]
pub struct Verdict {
    action: Action,
    reason: Option<Rule>,
    message: String,
}

impl Verdict {
    /// # Errors
    /// The id of the sentence that says what is missing.
    pub fn parse(action: &str, reason: Option<&str>, message: &str) -> Result<Self, &'static str> {
        let action = Action::read(action).ok_or("desk-choose")?;
        let reason = reason.and_then(Rule::read);
        let message = match Source::parse(message, MESSAGE_CHARS) {
            Ok(message) => message.as_str().to_owned(),
            Err(SourceError::Blank) => String::new(),
            Err(SourceError::TooLong { .. }) => return Err("desk-message-long"),
        };
        match (action, reason) {
            (Action::Remove, None) => Err("decision-needs-reason"),
            (Action::Remove, Some(Rule::Other)) if message.is_empty() => Err("desk-other-needs-words"),
            // A rule was broken only where something changed.
            (Action::Remove | Action::Cover | Action::Hold, reason) => Ok(Self { action, reason, message }),
            _ => Ok(Self { action, reason: None, message }),
        }
    }
}

/// Whether this moderator may see the case: one of their boards, or the whole site's.
fn may_see(moderator: &Moderator, board: Option<BoardId>) -> bool {
    board.map_or_else(|| moderator.0.moderated_boards().is_none(), |board| moderator.0.moderates(board))
}

/// Decides a case: the entry moves, the decision is written down, the case is closed and the writer will be told; all or nothing.
///
/// # Errors
/// [`Error::Conflict`] where somebody else was first, or the entry is no longer as it was shown.
pub async fn decide(
    conn: &mut PgConnection,
    moderator: &Moderator,
    case: &Case,
    version: i32,
    verdict: &Verdict,
    now: Moment,
) -> Result<DecisionId> {
    // Entry before case before log: the same order as when an entry is written, so that nobody waits in a circle.
    let moved = if let Some(entry) = case.entry {
        Some(move_entry(conn, moderator, entry, verdict.action, now).await?)
    } else {
        if let Some(line) = &case.line {
            move_line(conn, moderator, case.id, line, verdict, now).await?;
        }
        None
    };
    cases::close(conn, case.id, version, moderator.0.id, now).await?;
    let deed = Deed {
        case: Some(case.id),
        entry: case.entry,
        line: case.line.as_deref(),
        board: case.board,
        by: moderator.0.id,
        action: verdict.action,
        reason: verdict.reason,
        message: &verdict.message,
        from: moved.map(|(from, _)| from.as_str()),
        to: moved.map(|(_, to)| to.as_str()),
    };
    let decision = audit::append(conn, &deed, now).await?;
    if let (Action::Hold, Some(entry)) = (verdict.action, case.entry) {
        // It waits for another look, and whatever waits has a case.
        cases::open(conn, &Subject::Entry(entry), case.board, Priority::Held, &[Because::rule("moderator")], now).await?;
    }
    if case.entry.is_some() && Note::new(verdict.action, verdict.reason, verdict.message.clone(), now).is_some() {
        outbox::put(conn, &Event::Decided { decision }, now).await?;
    }
    Ok(decision)
}

/// Hides a crisis line or shows it again, as the action says.
async fn move_line(conn: &mut PgConnection, moderator: &Moderator, case: CaseId, line: &str, verdict: &Verdict, now: Moment) -> Result<()> {
    let is_hidden = lines::is_hidden(conn, line).await?;
    if !legal_for_line(is_hidden).contains(&verdict.action) {
        return Err(Error::Conflict("desk-moved"));
    }
    let act = match verdict.action {
        Action::Hold => Act::Hide,
        Action::Restore => Act::Show,
        _ => return Ok(()),
    };
    let change = Change { line, act, why: &verdict.message, case: Some(case), seen: None };
    lines::change(conn, &change, moderator.0.id, now).await
}

/// Moves an entry as the action says; from where, to where.
async fn move_entry(conn: &mut PgConnection, moderator: &Moderator, entry: EntryId, action: Action, now: Moment) -> Result<(State, State)> {
    let found = entries::for_desk(conn, entry).await?.ok_or(Error::NotFound)?;
    if found.author == Some(moderator.0.id) {
        return Err(Error::Refused("desk-own"));
    }
    let seen = found.stands();
    if !legal(seen).contains(&action) {
        return Err(Error::Conflict("desk-moved"));
    }
    let to = match action {
        Action::Publish => State::Published,
        Action::Cover => State::Covered,
        Action::Hold => State::Held,
        Action::Remove => State::Removed,
        Action::Restore => before_removal(conn, entry).await?,
        _ => return Ok((seen, seen)),
    };
    let from = entries::move_to(conn, entry, to, Some(moderator.0.id), now).await?;
    if from == seen { Ok((from, to)) } else { Err(Error::Conflict("desk-moved")) }
}

/// Where a removed entry goes back to: under its cover, into its writer's hands, else to where everyone may read it.
async fn before_removal(conn: &mut PgConnection, entry: EntryId) -> Result<State> {
    let decisions = audit::of_entry(conn, entry).await?;
    let removal = decisions.iter().rev().find(|decision| decision.action() == Some(Action::Remove));
    let from = removal.and_then(|removal| removal.from_state.clone()).map(State::from);
    Ok(from.filter(|from| matches!(from, State::Covered | State::Withdrawn)).unwrap_or(State::Published))
}

/// The open case of an entry; opens one where a moderator acts on their own account.
async fn case_for(conn: &mut PgConnection, entry: &DeskEntry, now: Moment) -> Result<CaseId> {
    let subject = Subject::Entry(entry.id);
    match cases::open_of(conn, &subject).await? {
        Some(case) => Ok(case),
        None => cases::open(conn, &subject, Some(entry.board), Priority::Report, &[Because::rule("moderator")], now).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removal_needs_a_reason_and_other_needs_words() {
        assert_eq!(Verdict::parse("remove", None, "x").err(), Some("decision-needs-reason"));
        assert_eq!(Verdict::parse("remove", Some("made up"), "x").err(), Some("decision-needs-reason"));
        assert_eq!(Verdict::parse("remove", Some("other"), " ").err(), Some("desk-other-needs-words"));
        assert!(Verdict::parse("remove", Some("cruel"), "").is_ok());
        assert_eq!(Verdict::parse("let_stand", Some("cruel"), "").unwrap().reason, None);
        assert_eq!(Verdict::parse("ban", None, "").err(), Some("desk-choose"));
        assert_eq!(Verdict::parse("hold", None, &"x".repeat(MESSAGE_CHARS + 1)).err(), Some("desk-message-long"));
    }

    #[test]
    fn whatever_the_state_there_is_a_way_to_close_and_none_to_bring_back_what_is_erased() {
        for state in State::ALL {
            assert!(!legal(state).is_empty(), "{state}");
            assert_eq!(legal(state).contains(&Action::Restore), state == State::Removed);
        }
        assert_eq!(legal(State::Erased), [Action::LetStand]);
    }
}
