//! A conversation with the desk: the writer of an entry writes to the moderators about it. All moderators share it, and each answers
//! under the name they sign with. What the desk says stands in the decisions; what the writer says, here.

mod pages;
mod store;

use sqlx::PgConnection;

use crate::audit;
use crate::care;
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{self, BoardId, EntryId};
use crate::screen::Grade;

pub use pages::routes;

/// Characters in one message, at most.
pub const WORDS_CHARS: usize = 4000;
/// Messages somebody may send in an hour; a quarter of them at once.
const AN_HOUR: u32 = 12;

/// What one side said.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The writer said it; else the desk.
    pub by_writer: bool,
    /// The words.
    pub words: String,
    /// The moderator's own name, for moderators.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// Everything that was said about an entry, oldest first, for the desk.
pub async fn of(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Turn>> {
    Ok(store::turns(conn, entry).await?)
}

/// The writer says something: the entry is on the desk, or joins the case that it has there. Whoever sounds as if they were in danger
/// is read first, as anywhere.
pub async fn say(conn: &mut PgConnection, entry: EntryId, board: BoardId, words: &str, now: Moment) -> Result<()> {
    store::insert(conn, ids::fresh(now), entry, words, now).await?;
    let priority = match care::read("", words).grade {
        Grade::Imminent => Priority::Danger,
        Grade::Ideation => Priority::Worried,
        Grade::Distress | Grade::None => Priority::Held,
    };
    cases::open(conn, &Subject::Entry(entry), Some(board), priority, &[Because::rule("message")], now).await?;
    Ok(())
}

/// Forgets what was written long enough ago.
pub async fn sweep(conn: &mut PgConnection, before: Moment) -> Result<()> {
    Ok(store::forget(conn, before).await?)
}

/// One side's words as the writer sees them.
enum Said {
    /// Their own.
    Mine { words: String, at: Moment },
    /// What a moderator did or wrote.
    Desk(audit::Note),
}

impl Said {
    fn at(&self) -> Moment {
        match self {
            Self::Mine { at, .. } => *at,
            Self::Desk(note) => note.at,
        }
    }
}

/// The conversation as its writer sees it, oldest first.
async fn seen_by_writer(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Said>> {
    let mine = store::turns(conn, entry).await?.into_iter().filter(|turn| turn.by_writer);
    let mut said: Vec<Said> = mine.map(|turn| Said::Mine { words: turn.words, at: turn.at }).collect();
    said.extend(audit::notes(conn, entry).await?.into_iter().map(Said::Desk));
    said.sort_by_key(Said::at);
    Ok(said)
}
