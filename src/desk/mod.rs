//! The moderators' desk: one case at a time, why it is here, what may be done about it, and what was done.

mod care;
mod care_pages;
mod case;
mod crisis;
mod key_pages;
mod keys;
mod legal;
mod limits;
mod list;
mod log;
mod many;
mod marks;
mod pages;
mod plans;
mod put_back;
mod settle;
mod store;
mod unmask;
mod unread;
mod verdict;
mod words;

use axum::Router;
use sqlx::PgConnection;

use crate::accounts::Moderator;
use crate::cases::{self, Case};
use crate::entries::State;
use crate::error::{Error, Result};
use crate::ids::{BoardId, CaseId};
use crate::state::App;

pub use crisis::step;
pub use legal::{by_state, legal, legal_for_application, legal_for_line};
pub use list::urgency;
pub use settle::settle;
pub use unread::show_unread;
pub use verdict::MESSAGE_CHARS;

/// Decisions on one page of the log.
const PAGE: i64 = 50;

/// Every route of this feature.
pub fn routes() -> Router<App> {
    pages::routes()
        .merge(log::routes())
        .merge(key_pages::routes())
        .merge(care_pages::routes())
        .merge(crisis::routes())
        .merge(many::routes())
        .merge(put_back::routes())
        .merge(unmask::routes())
        .merge(limits::routes())
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

/// A case as this moderator finds it: on a board of theirs, and about nothing of their own.
async fn find(conn: &mut PgConnection, moderator: &Moderator, case: CaseId) -> Result<Case> {
    let found = cases::find_for(conn, case, moderator.0.id).await?;
    found.filter(|case| may_see(moderator, case.board)).ok_or(Error::NotFound)
}

/// Whether this moderator may see what is on that board, or the whole site's.
fn may_see(moderator: &Moderator, board: Option<BoardId>) -> bool {
    board.map_or_else(|| moderator.0.moderated_boards().is_none(), |board| moderator.0.moderates(board))
}
