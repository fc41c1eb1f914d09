//! A case as others read it: with its reasons, its reports, and its line in the list of what waits.

use sqlx::types::Json;

use super::{Priority, Span, Subject};
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId, CaseId, EntryId};

/// One subject at the desk.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The entry it is about; else it is about a line or an account.
    pub entry: Option<EntryId>,
    /// The crisis line it is about.
    pub line: Option<String>,
    /// The account it is about, which asks to join.
    pub account: Option<AccountId>,
    /// Where it is from; lines and accounts are the whole site's.
    pub board: Option<BoardId>,
    /// Decided already.
    pub is_closed: bool,
    pub(super) priority: i16,
    /// Counts every change.
    pub version: i32,
    /// Who holds it, or held it last.
    pub leased_by: Option<AccountId>,
    /// The name of who holds it.
    pub holder: Option<String>,
    /// Until when they hold it.
    pub leased_until: Option<Moment>,
    /// Since when it waits.
    pub opened_at: Moment,
    /// By when somebody should have looked.
    pub due_at: Option<Moment>,
    /// Decided, and carried out then; until then it can be taken back.
    pub settles_at: Option<Moment>,
    /// Somebody asks for a second pair of eyes.
    pub is_second: bool,
}

impl Case {
    /// What it is about.
    pub fn subject(&self) -> Option<Subject> {
        let entry = self.entry.map(Subject::Entry);
        entry.or_else(|| self.line.clone().map(Subject::Line)).or_else(|| self.account.map(Subject::Account))
    }

    /// How urgent.
    pub fn priority(&self) -> Priority {
        Priority::read(self.priority)
    }

    /// Who else than `moderator` holds it now.
    pub fn held_by_other(&self, moderator: AccountId, now: Moment) -> Option<&str> {
        let held = !self.is_closed
            && self.settles_at.is_none()
            && self.leased_until.is_some_and(|until| until > now)
            && self.leased_by != Some(moderator);
        self.holder.as_deref().filter(|_| held)
    }
}

/// Why the software put something on the desk.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The rule's name.
    pub rule: String,
    /// What it found in the text as it was then.
    pub spans: Json<Vec<Span>>,
    /// When.
    pub at: Moment,
}

/// What a person told us.
#[derive(Debug, Clone)]
pub struct Report {
    /// A report, a worry or a wrong number.
    pub kind: String,
    /// Which rule, or how worried.
    pub reason: String,
    /// Their own words, or none.
    pub note: String,
    /// When.
    pub at: Moment,
}

/// What one moderator tells the others about a case.
#[derive(Debug, Clone)]
pub struct Remark {
    /// `note`, `handover`, `second` or `unsent`.
    pub kind: String,
    /// The words.
    pub note: String,
    /// Who, unless they left.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

impl Remark {
    /// The sentence that says what kind of remark it is.
    pub fn sentence(&self) -> &'static str {
        match self.kind.as_str() {
            "handover" => "remark-handover",
            "second" => "remark-second",
            "unsent" => "remark-unsent",
            _ => "remark-note",
        }
    }
}

/// A line of the list of what waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The case.
    pub id: CaseId,
    /// The entry it is about.
    pub entry: Option<EntryId>,
    /// The line it is about.
    pub line: Option<String>,
    /// Somebody asks to join.
    pub is_application: bool,
    pub(super) priority: i16,
    /// Who has it in hand.
    pub holder: Option<String>,
    /// Until when.
    pub leased_until: Option<Moment>,
    /// Since when it waits.
    pub opened_at: Moment,
    /// By when somebody should have looked.
    pub due_at: Option<Moment>,
    /// How many people reported it.
    pub reported: i64,
    /// The software's first reason.
    pub rule: Option<String>,
    /// Somebody asks for a second pair of eyes.
    pub is_second: bool,
}

impl Waiting {
    /// How urgent.
    pub fn priority(&self) -> Priority {
        Priority::read(self.priority)
    }
}
