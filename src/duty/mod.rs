//! Who is on duty, and telling them when somebody may be in danger or somebody is worried: those on duty at once, the operators
//! a while later if nobody took the case. What is told is how much waits and where; never whose words, and none of them.

mod alert;
mod hours;
mod pages;
mod store;

use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, BoardId};

pub use alert::{Why, alert, ask_operators, call, reached, write};
pub use hours::{Duty, Span};
pub use pages::routes;

/// Those on duty now for a board, or (no board) for any.
pub async fn on_duty(conn: &mut PgConnection, board: Option<BoardId>, now: Moment) -> Result<Vec<AccountId>> {
    let all = store::all(conn, board).await?;
    Ok(all.into_iter().filter(|(_, duty)| duty.is_on(now)).map(|(account, _)| account).collect())
}

/// In general terms, for who waits: whether somebody is on duty for a board; nothing where nobody there says when they are.
pub async fn is_staffed(conn: &mut PgConnection, board: BoardId, now: Moment) -> Result<Option<bool>> {
    let all = store::all(conn, Some(board)).await?;
    Ok((!all.is_empty()).then(|| all.iter().any(|(_, duty)| duty.is_on(now))))
}
