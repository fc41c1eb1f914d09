//! The list beside the desk: what waits, most urgent first.

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::store::{self, Head};
use crate::accounts::Moderator;
use crate::cases::{self, Priority, Waiting};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::CaseId;

/// What waits, and how much of it there is.
pub(super) struct List {
    pub lines: Vec<Listed>,
    pub count: i64,
    /// How many crisis lines are said to be wrong, of those listed.
    pub wrong: usize,
    pub current: Option<CaseId>,
}

impl List {
    /// Whether that case is the one on the page.
    pub(super) fn is_current(&self, line: &Listed) -> bool {
        self.current == Some(line.id)
    }
}

/// One case of the list.
pub(super) struct Listed {
    pub id: CaseId,
    pub priority: &'static str,
    pub urgent: bool,
    pub opened_at: Moment,
    /// Minutes until somebody should have looked; none are left where it is late.
    pub due: Option<i64>,
    /// The entry, or what is left of it to name.
    pub head: Option<Head>,
    /// The crisis line's id.
    pub line: Option<String>,
    /// Somebody asks to join.
    pub is_application: bool,
    pub reported: i64,
    /// Who has it in hand.
    pub holder: Option<String>,
    /// Somebody asks for a second pair of eyes.
    pub second: bool,
}

/// The sentence for how urgent something is.
pub fn urgency(priority: Priority) -> &'static str {
    match priority {
        Priority::Danger => "priority-danger",
        Priority::Worried => "priority-worried",
        Priority::Encouragement => "priority-encouragement",
        Priority::Method => "priority-method",
        Priority::Report => "priority-report",
        Priority::Held => "priority-held",
        Priority::Appeal => "priority-appeal",
        Priority::Application => "priority-application",
    }
}

/// Minutes until then, rounded up.
pub(super) fn minutes_to(until: Moment, now: Moment) -> i64 {
    (until - now + TimeDelta::seconds(59)).num_minutes()
}

pub(super) async fn list(conn: &mut PgConnection, moderator: &Moderator, current: Option<CaseId>, now: Moment) -> Result<List> {
    let (waiting, count) = cases::waiting(conn, moderator.0.moderated_boards().as_deref(), moderator.0.id).await?;
    let entries: Vec<_> = waiting.iter().filter_map(|case| case.entry).collect();
    let mut heads = store::heads(conn, &entries).await?;
    let lines = waiting.into_iter().map(|case| {
        let place = heads.iter().position(|head| Some(head.id) == case.entry);
        line(case, place.map(|place| heads.swap_remove(place)), now)
    });
    let lines: Vec<Listed> = lines.collect();
    let wrong = lines.iter().filter(|line| line.line.is_some()).count();
    Ok(List { lines, count, wrong, current })
}

fn line(case: Waiting, head: Option<Head>, now: Moment) -> Listed {
    Listed {
        id: case.id,
        priority: urgency(case.priority()),
        urgent: case.priority() <= Priority::Worried,
        opened_at: case.opened_at,
        due: case.due_at.map(|due| minutes_to(due, now)),
        head,
        holder: case.holder.filter(|_| case.leased_until.is_some_and(|until| until > now)),
        line: case.line,
        is_application: case.is_application,
        reported: case.reported,
        second: case.is_second,
    }
}
