//! The operators' upkeep of the crisis lines: what is said to be wrong, what to check again, and the forms to add, correct, hide and check.

mod form;
mod history;
mod pages;
mod queue;
mod store;

use sqlx::PgConnection;

use crate::accounts::Operator;
use crate::audit::{self, Action, Deed};
use crate::cases::{self, Subject};
use crate::clock::Moment;
use crate::error::Result;
use crate::lines::{self, Act, Change};

pub use pages::routes;

/// Characters in the reason for a change, at most.
const WHY_CHARS: usize = 2000;

/// Changes a line. A case about it that nobody else has in hand is closed with it, and the log says so.
///
/// # Errors
/// [`crate::error::Error::Conflict`] where somebody changed the line, or its case, since it was seen.
async fn change(conn: &mut PgConnection, operator: &Operator, wanted: &Change<'_>, now: Moment) -> Result<()> {
    let subject = Subject::Line(wanted.line.to_owned());
    let case = match cases::open_of(conn, &subject).await? {
        Some(case) => cases::find(conn, case).await?.filter(|case| case.held_by_other(operator.0.id, now).is_none()),
        None => None,
    };
    lines::change(conn, &Change { case: case.as_ref().map(|case| case.id), ..*wanted }, operator.0.id, now).await?;
    if let Some(case) = case {
        cases::close(conn, case.id, case.version, operator.0.id, now).await?;
        let deed = Deed {
            case: Some(case.id),
            entry: None,
            line: Some(wanted.line),
            board: None,
            by: Some(operator.0.id),
            action: decided(&wanted.act),
            reason: None,
            message: wanted.why,
            from: None,
            to: None,
        };
        audit::append(conn, &deed, now).await?;
    }
    Ok(())
}

/// What a change means for the case of a line that was said to be wrong.
fn decided(act: &Act<'_>) -> Action {
    match act {
        Act::Hide => Action::Hold,
        Act::Show => Action::Restore,
        Act::Add(..) | Act::Correct(..) | Act::Check(_) => Action::LetStand,
    }
}
