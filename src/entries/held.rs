//! Why words wait or stand behind a cover, in one kind sentence for their writer.

use sqlx::PgConnection;

use super::State;
use crate::cases::{self, Subject};
use crate::error::Result;
use crate::ids::EntryId;

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
