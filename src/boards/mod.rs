//! Rooms: their subject, who may read, who may write.

mod store;

use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::BoardId;
use crate::text;

pub use store::{all, find, shows_unread_after, that_show_unread};

/// A room with a subject and a posting policy.
#[derive(Debug, Clone)]
pub struct Board {
    /// Its id.
    pub id: BoardId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name on pages.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// `everyone`, or `members` where one must be signed in to read.
    pub readers: String,
    /// `none`, `held` or `welcome`: whether guests write here.
    pub guests: String,
    /// `held` or `open`: what becomes of a member's first entry.
    pub newcomers: String,
    /// `held` or `open`: what becomes of an entry that links to another site.
    pub links: String,
}

impl Board {
    /// Whether people without an account may write here.
    pub fn takes_guests(&self) -> bool {
        self.guests != "none"
    }
}

/// Makes a board.
///
/// # Errors
/// [`Error::Refused`] with what is wrong about slug or name, or that the slug is taken.
pub async fn create(conn: &mut PgConnection, slug: &str, name: &str, about: &str, now: Moment) -> Result<BoardId> {
    let fits = !slug.is_empty()
        && slug.len() <= 60
        && slug.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !fits {
        return Err(Error::Refused("board-slug"));
    }
    let name = text::line(name, 80).map_err(|_| Error::Refused("board-name"))?;
    let id = BoardId::fresh(now);
    if store::create(conn, id, slug, &name, about, now).await? { Ok(id) } else { Err(Error::Refused("board-taken")) }
}

/// What an operator can change about a board's policy; `None` leaves a rule as it is.
#[derive(Debug, Default, Clone)]
pub struct Policy {
    /// See [`Board::readers`].
    pub readers: Option<String>,
    /// See [`Board::guests`].
    pub guests: Option<String>,
    /// See [`Board::newcomers`].
    pub newcomers: Option<String>,
    /// See [`Board::links`].
    pub links: Option<String>,
    /// For so many hours after joining, what somebody answers to others is read first; 0: not at all.
    pub reply_after_hours: Option<i32>,
    /// Until somebody new has opened so many threads, what they answer to others is read first; 0: not at all.
    pub reply_after_threads: Option<i32>,
    /// What becomes of what waits to be read while nobody is on duty.
    pub unread: Option<Unread>,
}

/// What becomes of what waits to be read while nobody is on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It waits on.
    Stays,
    /// It is shown after so many hours.
    ShownAfter(i32),
}

impl std::str::FromStr for Unread {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            _ if text == "stays" => Ok(Self::Stays),
            Ok(hours @ 1..=720) => Ok(Self::ShownAfter(hours)),
            _ => Err("this is \"stays\", or a number of hours from 1 to 720"),
        }
    }
}

/// Changes a board's policy.
pub async fn set_policy(conn: &mut PgConnection, board: BoardId, policy: &Policy) -> Result<()> {
    Ok(store::set_policy(conn, board, policy).await?)
}
