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

use crate::accounts::Moderator;
use crate::entries::State;
use crate::ids::BoardId;
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

/// Whether this moderator may see the case: one of their boards, or the whole site's.
fn may_see(moderator: &Moderator, board: Option<BoardId>) -> bool {
    board.map_or_else(|| moderator.0.moderated_boards().is_none(), |board| moderator.0.moderates(board))
}
