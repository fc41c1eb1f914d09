//! Why words wait or stand behind a cover, in one kind sentence for their writer; and what they are told of the wait.

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::State;
use crate::boards;
use crate::cases::{self, Priority, Subject};
use crate::clock::Moment;
use crate::duty;
use crate::error::Result;
use crate::ids::{BoardId, EntryId};

/// Each rule that holds, the strongest first, and the sentence that says why.
const HOLDS: [(&str, &str); 7] = [
    ("encouragement", "held-encouragement"),
    ("careful", "held-careful"),
    ("guest", "held-guest"),
    ("applicant", "held-applicant"),
    ("newcomer", "held-newcomer"),
    ("early", "held-early"),
    ("link", "held-link"),
];

/// The sentence for what waits, or is covered until somebody looked; none where neither is so.
pub(super) async fn because(conn: &mut PgConnection, entry: EntryId, state: State) -> Result<Option<&'static str>> {
    if !matches!(state, State::Held | State::Covered) {
        return Ok(None);
    }
    let reasons = match cases::open_of(conn, &Subject::Entry(entry)).await? {
        Some(case) => cases::reasons(conn, case).await?,
        // A cover without a case is one that a volunteer looked at.
        None if state == State::Covered => return Ok(Some("covered-stays")),
        None => Vec::new(),
    };
    let rests_on = |rule: &str| reasons.iter().any(|reason| reason.rule == rule);
    if state == State::Covered {
        return Ok(rests_on("method").then_some("covered-method"));
    }
    Ok(Some(HOLDS.iter().find(|(rule, _)| rests_on(rule)).map_or("held-volunteer", |(_, sentence)| *sentence)))
}

/// What is held for one of these a board may show by its own rule, when nobody came to look.
const SHOWN_UNREAD: [&str; 3] = ["held-guest", "held-newcomer", "held-link"];

/// What whoever waits is told.
pub(super) struct Waits {
    /// How long what was held on the board waited lately.
    pub usual: Option<TimeDelta>,
    /// Whether somebody is on duty, where they say when they are.
    pub staffed: Option<bool>,
    /// After how many hours the board shows it by its own rule; none: not before somebody looked.
    pub shown_after: Option<i32>,
}

impl Waits {
    /// For what is held on a board for that reason, as [`because`] says it; nothing for what does not wait.
    pub(super) async fn find(
        conn: &mut PgConnection,
        state: State,
        board: BoardId,
        because: Option<&str>,
        now: Moment,
    ) -> Result<Option<Self>> {
        if state != State::Held {
            return Ok(None);
        }
        let may_be_shown = because.is_some_and(|because| SHOWN_UNREAD.contains(&because));
        let shown_after = boards::shows_unread_after(conn, board).await?;
        Ok(Some(Self {
            usual: cases::usual_wait(conn, Some(board), (Priority::Held, Priority::Held), now).await?,
            staffed: duty::is_staffed(conn, board, now).await?,
            shown_after: shown_after.filter(|_| may_be_shown),
        }))
    }
}
