//! Words that were not sent yet. A member's are kept in their account, one draft a place, until they are sent, thrown away or too
//! old; a guest's stay in the tab (`static/drafts.js`).

mod pages;
mod store;

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::clock::Moment;
use crate::ids::EntryId;
use crate::text::POST_CHARS;

pub use pages::routes;
pub use store::{find, forget, forget_edits};

/// Drafts of one member at most.
const MOST: i64 = 200;
/// Characters kept of one draft at most: more than may be sent, as words are never cut while somebody is still at them.
const CHARS: usize = 2 * POST_CHARS;

/// Where something is being written. As text it is what the form says in `data-draft`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A post, in the board with that name.
    Board(String),
    /// A reply to an entry.
    Under(EntryId),
    /// Other words for an entry of one's own.
    Own(EntryId),
}

impl Place {
    /// The page on which it can be written on.
    pub fn path(&self) -> String {
        match self {
            Self::Board(slug) => format!("/b/{slug}/write"),
            Self::Under(entry) => format!("/e/{entry}/reply"),
            Self::Own(entry) => format!("/e/{entry}/own"),
        }
    }

    /// The sentence that says what it is.
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Board(_) => "drafts-post",
            Self::Under(_) => "drafts-reply",
            Self::Own(_) => "drafts-own",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Board(slug) => write!(f, "write-{slug}"),
            Self::Under(entry) => write!(f, "reply-{entry}"),
            Self::Own(entry) => write!(f, "own-{entry}"),
        }
    }
}

/// Not a place where something can be written.
#[derive(Debug)]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (kind, rest) = text.split_once('-').ok_or(NotAPlace)?;
        match kind {
            "write" if !rest.is_empty() && rest.len() <= 60 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
                Ok(Self::Board(rest.to_owned()))
            }
            "reply" => rest.parse().map(Self::Under).map_err(|_| NotAPlace),
            "own" => rest.parse().map(Self::Own).map_err(|_| NotAPlace),
            _ => Err(NotAPlace),
        }
    }
}

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// A post's title.
    pub title: String,
    /// The text.
    pub text: String,
    /// The wish.
    pub wish: String,
    /// Content notes that are ticked.
    pub notes: Vec<String>,
    /// The content note in own words.
    pub note_own: String,
    /// Under which name it is to stand.
    pub r#as: String,
    /// The version of the entry they are other words for.
    pub version: i64,
}

impl Words {
    /// Nothing that somebody could miss.
    fn is_blank(&self) -> bool {
        self.title.trim().is_empty() && self.text.trim().is_empty()
    }

    fn is_too_long(&self) -> bool {
        self.text.chars().count() > CHARS || [&self.title, &self.wish, &self.note_own, &self.r#as].iter().any(|field| field.len() > 2000)
    }
}

/// A draft as it was saved last.
#[derive(Debug, Serialize)]
pub struct Draft {
    /// What stands in it.
    pub words: Json<Words>,
    /// Grows with every time it is saved.
    pub sequence: i64,
    /// The tab that saved it.
    pub tab: String,
    /// When.
    pub saved_at: Moment,
}

/// Throws away what was not touched for so many days.
pub async fn sweep(conn: &mut PgConnection, days: u32, now: Moment) -> sqlx::Result<()> {
    store::forget_before(conn, now - TimeDelta::days(days.into())).await
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_reads_as_it_is_written_and_nothing_else_is_one() {
        let entry = crate::ids::EntryId::fresh(chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default());
        for place in [Place::Board("bad-nights".to_owned()), Place::Under(entry), Place::Own(entry)] {
            assert_eq!(place.to_string().parse::<Place>().ok(), Some(place));
        }
        for text in ["", "write-", "write-../x", "reply-", "reply-x", "own-", "own-x", "all", "me-1"] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }
}
