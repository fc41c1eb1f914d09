//! What operators see and decide about one account: who brought it along, and whether it is a memorial.

mod pages;
mod store;

use sqlx::PgConnection;

use crate::accounts::{Operator, memorial};
use crate::audit::{self, Action, Deed};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::AccountId;

pub use pages::routes;

/// Characters in the reason an operator gives, at most.
const REASON_CHARS: usize = 1000;

/// What an operator decides about a memorial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// It is one from now on; `quiet`: nobody answers what they wrote under their name.
    Memorial { quiet: bool },
    /// It is none any more.
    Lifted,
}

/// Carries it out, with the reason in the log. Nobody decides about their own account.
async fn decide(conn: &mut PgConnection, operator: &Operator, account: AccountId, wanted: Wanted, reason: &str, now: Moment) -> Result<()> {
    if operator.0.id == account {
        return Err(Error::Refused("memorial-own"));
    }
    let action = if wanted == Wanted::Lifted { Action::MemorialEnd } else { Action::Memorial };
    let deed = Deed {
        case: None,
        entry: None,
        line: None,
        board: None,
        by: Some(operator.0.id),
        action,
        reason: None,
        message: reason,
        from: None,
        to: None,
    };
    let decision = audit::append(conn, &deed, now).await?;
    match wanted {
        Wanted::Memorial { quiet } => memorial::begin(conn, account, quiet, decision, now).await,
        Wanted::Lifted => memorial::lift(conn, account, decision, now).await,
    }
}
