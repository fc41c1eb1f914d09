//! Threads in lists: recent, new, waiting for a reply.

mod pages;
mod store;

use sqlx::PgConnection;

use crate::accounts::Member;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId, ThreadId};
use crate::words::Words;

pub use pages::{Wish, note_label, routes};

/// Threads on one page of a list.
pub const PAGE: i64 = 20;
/// Threads at the top of a board, at most.
pub const PINNED: i64 = 10;
/// The content notes that have a name of their own; anything else is the writer's own words.
pub const NOTES: [&str; 5] = ["suicide", "self-harm", "abuse", "eating", "grief"];

/// A thread as a list shows it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its id.
    pub id: ThreadId,
    /// The board's name in addresses.
    pub board_slug: String,
    /// The board's name.
    pub board_name: String,
    /// Title of the post.
    pub title: String,
    /// What the writer wants back.
    pub wish: String,
    /// Content notes; with one, a list shows no excerpt.
    pub notes: Vec<String>,
    /// First words of the post.
    pub excerpt: String,
    /// Whether a moderator put a cover over the post.
    pub covered: bool,
    /// Who wrote it, as they wish to be called; `None` where the name was taken off.
    pub name: Option<String>,
    /// The account behind it, for readers who keep away from it.
    pub author: Option<AccountId>,
    /// As what they wrote: `member`, `alias` and so on.
    pub voice: String,
    /// When.
    pub created_at: Moment,
    /// When something was last written in it.
    pub last_entry_at: Moment,
    /// Replies that can be read.
    pub reply_count: i32,
    /// Replies by somebody else than the writer.
    pub answer_count: i32,
    /// Since when nobody can reply.
    pub locked_at: Option<Moment>,
    /// Since when it stands at the top.
    pub pinned_at: Option<Moment>,
}

impl Listed {
    /// Whether this reader does not keep away from it.
    fn is_for(&self, reader: &Member) -> bool {
        let away = &reader.away;
        self.author == Some(reader.id)
            || !(away.from(self.author, &self.voice, self.id) || away.from_thread(self.id) || away.hides(&self.notes))
    }

    /// Where a list goes on after this one, by time of the last entry.
    fn after_recent(&self) -> String {
        format!("{}-{}", self.last_entry_at.timestamp_micros(), self.id)
    }
}

/// Closes a thread for further replies, or opens it again; false where it is so already.
pub async fn lock(conn: &mut PgConnection, thread: ThreadId, locked: bool, now: Moment) -> Result<bool> {
    Ok(store::lock(conn, thread, locked.then_some(now)).await?)
}

/// Whose replies a moderator limited a thread to. The post's own writer always may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Supporters and moderators.
    Supporters,
    /// Nobody new: neither guests nor accounts of the last day.
    Known,
}

impl Limit {
    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supporters => "supporters",
            Self::Known => "known",
        }
    }

    /// The limit that is spelled like this.
    pub fn read(text: &str) -> Option<Self> {
        [Self::Supporters, Self::Known].into_iter().find(|limit| limit.as_str() == text)
    }

    /// The sentence under the thread.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Supporters => "thread-limited-supporters",
            Self::Known => "thread-limited-known",
        }
    }
}

/// Limits who may reply in a thread, until then or until it is taken off; or lets everybody reply again.
pub async fn limit(conn: &mut PgConnection, thread: ThreadId, limit: Option<Limit>, until: Option<Moment>) -> Result<()> {
    Ok(store::limit(conn, thread, limit.map(Limit::as_str), until).await?)
}

/// Moves a thread to another board, with the cases about it.
pub async fn move_to(conn: &mut PgConnection, thread: ThreadId, board: BoardId) -> Result<()> {
    Ok(store::move_to(conn, thread, board).await?)
}

/// Puts a thread at the top of its board, or back in its place; false where it is so already.
///
/// # Errors
/// [`Error::Refused`] where [`PINNED`] stand there.
pub async fn pin(conn: &mut PgConnection, thread: ThreadId, pinned: bool, now: Moment) -> Result<bool> {
    if pinned && store::others_pinned(conn, thread).await? >= PINNED {
        return Err(Error::Refused("refused-pins"));
    }
    Ok(store::pin(conn, thread, pinned.then_some(now)).await?)
}

/// The label of a content note in the reader's language.
fn label<'a>(words: &'a Words, note: &'a str) -> &'a str {
    match note {
        "suicide" => words.t("note-suicide"),
        "self-harm" => words.t("note-self-harm"),
        "abuse" => words.t("note-abuse"),
        "eating" => words.t("note-eating"),
        "grief" => words.t("note-grief"),
        own => own,
    }
}
