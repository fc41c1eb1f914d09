//! Old boards and blogs come in: read as a stream, checked whole before the first word is stored, reported row by row.
//!
//! Nothing here mails, notifies or asks a network. Imported people are names without accounts; their addresses, networks
//! and browsers are never read into a row.

mod error;
mod plan;
mod progress;
mod report;
mod run;
mod store;
pub mod wordpress;

use crate::clock::Moment;
use crate::entries::State;
use crate::text::Source;

pub use error::{Broken, ImportError};
pub use report::{Summary, Tally};
pub use run::{Args, run};

/// Characters in an imported name, at most.
pub const NAME_CHARS: usize = 40;

/// Something that gives one conversation after the other and keeps none.
pub trait Export {
    /// Its name in the database and in reports.
    const SOURCE: &'static str;

    /// The next conversation; `None` when the file was read to its end, and is whole.
    fn next(&mut self) -> Result<Option<Item>, Broken>;

    /// Reads to the end without making anything of it, and tells from time to time how many bytes were read.
    fn check(&mut self, read: impl FnMut(u64)) -> Result<(), Broken>;

    /// Bytes read so far.
    fn bytes(&self) -> u64;
}

/// One post with all its replies, and what of them does not come along.
#[derive(Debug, Default)]
pub struct Item {
    /// The post; `None` where it cannot go in, and then its replies cannot either.
    pub post: Option<Post>,
    /// Its replies, in the file's order. Ids are different from each other.
    pub replies: Vec<Reply>,
    /// What stays behind or changes.
    pub losses: Vec<Loss>,
}

/// Words with their writer, ready to be stored.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The writer's name of old.
    pub name: String,
    /// When it was written.
    pub at: Moment,
    /// The words.
    pub source: Source,
    /// Published or held.
    pub state: State,
}

/// A post of old.
#[derive(Debug)]
pub struct Post {
    /// Its row in the source.
    pub source_id: String,
    /// Its title, within the board's limit.
    pub title: String,
    /// Its words.
    pub draft: Draft,
}

/// A reply of old.
#[derive(Debug)]
pub struct Reply {
    /// The line in the file where it begins.
    pub line: u64,
    /// Its row in the source.
    pub source_id: String,
    /// The row it answers; `None` where it answers the post.
    pub parent: Option<String>,
    /// Its words; `None` where it stays behind, though others may have answered it.
    pub draft: Option<Draft>,
}

/// What a row of the report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A post, or something else that stands where posts do.
    Post,
    /// A reply.
    Reply,
}

/// Whether a row stays behind or comes along changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is not imported.
    Skipped,
    /// It is imported, not quite as it was.
    Changed,
}

/// A row of the loss report. It never carries people's words.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Loss {
    /// The line in the file where the row begins.
    pub line: u64,
    /// What it is.
    pub kind: Kind,
    /// Its row in the source.
    pub source_id: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// One word by which reports are counted.
    pub what: &'static str,
    /// The same in a sentence.
    pub why: String,
}
