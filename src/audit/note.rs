//! A decision as its writer is told of it: what happened, why, and that they are still welcome.

use sqlx::PgConnection;

use super::{Action, Decision, Rule, is_boards_own, of_entry};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{DecisionId, EntryId};

/// What a writer is told. Printed by `audit/note.html`, which takes it as `note`.
#[derive(Debug, Clone)]
pub struct Note {
    /// The decision it tells of.
    pub decision: DecisionId,
    action: Action,
    rule: Option<Rule>,
    /// Nobody decided it: it is the board's own rule.
    by_the_board: bool,
    /// The moderator's own words, or none.
    pub message: String,
    /// The name its moderator signs with; none: the team.
    pub by: Option<String>,
    /// The part of the writer's words that it is about, where a moderator named one.
    pub passage: Option<String>,
    /// Until when it holds, where it ends by itself.
    pub until: Option<Moment>,
    /// When.
    pub at: Moment,
}

/// How the state of a writer who is kept from writing is written down, with the moment it ends.
pub const UNTIL: &str = "until ";

impl Note {
    /// What there is to tell; nothing where a report came to nothing: nobody learns that they were reported.
    pub fn of(decision: &Decision) -> Option<Self> {
        let note = Self::new(
            decision.id,
            decision.action()?,
            decision.reason.as_deref(),
            decision.message.clone(),
            decision.to_state.as_deref(),
            decision.at,
        )?;
        Some(note.signed(decision.signed.clone()).pointing(decision.passage.clone()))
    }

    /// The same, with the name its moderator signs with.
    #[must_use]
    pub fn signed(self, by: Option<String>) -> Self {
        Self { by, ..self }
    }

    /// The same, with the part it is about.
    #[must_use]
    pub fn pointing(self, passage: Option<String>) -> Self {
        Self { passage, ..self }
    }

    /// As [`Note::of`], from its parts.
    pub fn new(
        decision: DecisionId,
        action: Action,
        reason: Option<&str>,
        message: String,
        to_state: Option<&str>,
        at: Moment,
    ) -> Option<Self> {
        let until = to_state.and_then(|to| to.strip_prefix(UNTIL)?.parse().ok());
        let (rule, by_the_board) = (reason.and_then(Rule::read), is_boards_own(reason));
        Self::says(action, &message).then_some(Self { decision, action, rule, by_the_board, message, by: None, passage: None, until, at })
    }

    /// Whether its writer can ask for another look at it.
    pub fn may_be_answered(&self) -> bool {
        !matches!(
            self.action,
            Action::LetStand
                | Action::Publish
                | Action::Restore
                | Action::Unlock
                | Action::Unlimit
                | Action::Write
                | Action::Uphold
                | Action::Grant
                | Action::Lift
                | Action::Accept
                | Action::Decline
                | Action::Memorial
                | Action::MemorialEnd
        )
    }

    /// Whether there is anything to tell.
    pub fn says(action: Action, message: &str) -> bool {
        match action {
            Action::LetStand => !message.is_empty(),
            // Of an alias that was looked up its member is told later, in a notice of its own.
            Action::Pin | Action::Unpin | Action::Unmask | Action::Memorial | Action::MemorialEnd => false,
            _ => true,
        }
    }

    /// The sentence for what happened.
    pub fn happened(&self) -> &'static str {
        match self.action {
            Action::Publish if self.by_the_board => "note-publish-unread",
            Action::Publish => "note-publish",
            Action::Cover => "note-cover",
            Action::Hold => "note-hold",
            Action::Remove if self.is_hard() => "note-remove-hard",
            Action::Remove => "note-remove",
            Action::Restore => "note-restore",
            Action::Lock => "note-lock",
            Action::Unlock => "note-unlock",
            Action::LimitSupporters => "note-limit-supporters",
            Action::LimitKnown => "note-limit-known",
            Action::Unlimit => "note-unlimit",
            Action::EditOut => "note-edit-out",
            Action::Notes => "note-notes",
            Action::Move => "note-move",
            Action::Uphold => "note-uphold",
            Action::Grant => "note-grant",
            Action::Warn => "note-warn",
            Action::Pause => "note-pause",
            Action::HoldAll => "note-hold-all",
            Action::Ban => "note-ban",
            Action::Lift => "note-lift",
            Action::Accept => "note-accept",
            Action::Decline => "note-decline",
            Action::LetStand | Action::Write | Action::Pin | Action::Unpin | Action::Unmask | Action::Memorial | Action::MemorialEnd => {
                "note-message"
            }
        }
    }

    /// The sentence for the rule, in kind words.
    pub fn why(&self) -> Option<&'static str> {
        self.rule.map(|rule| match rule {
            Rule::Encourages => "note-why-encourages",
            Rule::Cruel => "note-why-cruel",
            Rule::Methods => "note-why-methods",
            Rule::Private => "note-why-private",
            Rule::Spam => "note-why-spam",
            Rule::OffTopic => "note-why-off-topic",
            Rule::Other => "note-why-other",
        })
    }

    /// A sentence that comforts, where one is true.
    pub fn comfort(&self) -> Option<&'static str> {
        match self.action {
            Action::Remove | Action::Warn | Action::Pause | Action::Ban | Action::HoldAll if self.is_hard() => Some("note-pain"),
            Action::Remove if matches!(self.rule, Some(Rule::Methods | Rule::Private)) => Some("note-again"),
            Action::Remove if self.rule == Some(Rule::Spam) => None,
            Action::Remove
            | Action::Cover
            | Action::Hold
            | Action::Lock
            | Action::LimitSupporters
            | Action::LimitKnown
            | Action::EditOut => Some("note-calm"),
            Action::Decline => Some("note-still-open"),
            _ => None,
        }
    }

    /// Whether it tells somebody that they are not taken in for now: they can answer once more.
    pub fn is_decline(&self) -> bool {
        self.action == Action::Decline
    }

    /// Whether the words were taken out of sight, so that they are handed back.
    pub fn hands_back(&self) -> bool {
        matches!(self.action, Action::Remove | Action::Hold)
    }

    /// It pushed somebody, or was cruel: said plainly, and without blame.
    fn is_hard(&self) -> bool {
        matches!(self.rule, Some(Rule::Encourages | Rule::Cruel))
    }
}

/// Everything the writer of an entry is told about it, oldest first; for a guest's own page.
pub async fn notes(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Note>> {
    Ok(of_entry(conn, entry).await?.iter().filter_map(Note::of).collect())
}
