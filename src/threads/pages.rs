//! The board list, a board, what is new, and who waits for a reply.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use chrono::DateTime;
use serde::Deserialize;

use super::{Listed, PAGE, label, store};
use crate::accounts::{Caller, Visitor};
use crate::boards::{self, Board};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::ThreadId;
use crate::state::App;
use crate::web::{Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(home)).route("/b/{board}", get(board)).route("/new", get(newest)).route("/waiting", get(waiting))
}

/// What the writer wants back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish(&'static str);

impl Wish {
    /// Every wish, the plainest first.
    pub const ALL: [Self; 4] = [Self("listen"), Self("experience"), Self("advice"), Self("celebrate")];

    /// The plainest wish.
    pub const LISTEN: Self = Self::ALL[0];

    /// The wish of that name; just listening where there is no such wish.
    pub fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|wish| wish.0 == text).unwrap_or(Self::LISTEN)
    }

    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The sentence for a chip or a choice.
    pub fn sentence(self) -> &'static str {
        match self.0 {
            "experience" => "wish-experience",
            "advice" => "wish-advice",
            "celebrate" => "wish-celebrate",
            _ => "wish-listen",
        }
    }

    /// The sentence that stands where an answer is written; `{ $name }` is the writer.
    pub fn asked(self) -> &'static str {
        match self.0 {
            "experience" => "wish-asked-experience",
            "advice" => "wish-asked-advice",
            "celebrate" => "wish-asked-celebrate",
            _ => "wish-asked-listen",
        }
    }
}

/// A content note in the reader's language.
pub fn note_label<'a>(page: &'a Page, note: &'a str) -> &'a str {
    label(page.words, note)
}

/// A list with the place where its next page begins.
struct List {
    threads: Vec<Listed>,
    more: Option<String>,
    shows_board: bool,
}

impl List {
    fn new(mut threads: Vec<Listed>, shows_board: bool, cursor: impl Fn(&Listed) -> String) -> Self {
        let full = threads.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        threads.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let more = if full { threads.last().map(cursor) } else { None };
        Self { threads, more, shows_board }
    }

    /// Without what this reader keeps away from.
    fn seen_by(mut self, visitor: &Visitor) -> Self {
        self.threads.retain(|thread| visitor.member.as_ref().is_none_or(|member| thread.is_for(member)));
        self
    }
}

#[derive(Template)]
#[template(path = "threads/home.html")]
struct HomePage {
    page: Page,
    boards: Vec<Board>,
    list: List,
}

async fn home(Caller { visitor, mut conn }: Caller) -> Result<Response> {
    let is_in = visitor.is_in();
    let boards = boards::all(&mut conn, is_in).await?;
    let threads = store::new_everywhere(&mut conn, is_in, None).await?;
    let mut list = List { threads, more: None, shows_board: true }.seen_by(&visitor);
    list.threads.truncate(5);
    show(&HomePage { page: visitor.page(Nav::Boards), boards, list })
}

#[derive(Deserialize)]
struct At {
    #[serde(default)]
    order: String,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "threads/board.html")]
struct BoardPage {
    page: Page,
    board: Board,
    boards: Vec<Board>,
    pinned: Vec<Listed>,
    list: List,
    is_waiting: bool,
    waiting: i64,
}

async fn board(Caller { visitor, mut conn }: Caller, Path(slug): Path<String>, Query(at): Query<At>) -> Result<Response> {
    let is_in = visitor.is_in();
    let board = boards::find(&mut conn, &slug, is_in).await?.ok_or(Error::NotFound)?;
    let is_waiting = at.order == "waiting";
    let first = at.after.is_none() && !is_waiting;
    let list = if is_waiting {
        let after = at.after.as_deref().map(read_id).transpose()?;
        List::new(store::waiting(&mut conn, board.id, after).await?, false, |last| last.id.to_string())
    } else {
        let before = at.after.as_deref().map(read_recent).transpose()?;
        List::new(store::recent(&mut conn, board.id, before).await?, false, Listed::after_recent)
    };
    let list = list.seen_by(&visitor);
    let mut pinned = if first { store::pinned(&mut conn, board.id).await? } else { Vec::new() };
    pinned.retain(|thread| visitor.member.as_ref().is_none_or(|member| thread.is_for(member)));
    let waiting = store::count_waiting(&mut conn, board.id).await?;
    let boards = boards::all(&mut conn, is_in).await?;
    show(&BoardPage { page: visitor.page(Nav::Boards), board, boards, pinned, list, is_waiting, waiting })
}

#[derive(Template)]
#[template(path = "threads/everywhere.html")]
struct EverywherePage {
    page: Page,
    list: List,
    is_waiting: bool,
}

async fn newest(Caller { visitor, mut conn }: Caller, Query(at): Query<At>) -> Result<Response> {
    let before = at.after.as_deref().map(read_id).transpose()?;
    let list = List::new(store::new_everywhere(&mut conn, visitor.is_in(), before).await?, true, |last| last.id.to_string());
    show(&EverywherePage { page: visitor.page(Nav::New), list: list.seen_by(&visitor), is_waiting: false })
}

async fn waiting(Caller { visitor, mut conn }: Caller, Query(at): Query<At>) -> Result<Response> {
    let after = at.after.as_deref().map(read_id).transpose()?;
    let list = List::new(store::waiting_everywhere(&mut conn, visitor.is_in(), after).await?, true, |last| last.id.to_string());
    show(&EverywherePage { page: visitor.page(Nav::Waiting), list: list.seen_by(&visitor), is_waiting: true })
}

fn read_id(text: &str) -> Result<ThreadId> {
    text.parse().map_err(|_| Error::Malformed("error-address"))
}

fn read_recent(text: &str) -> Result<(Moment, ThreadId)> {
    let (micros, id) = text.split_once('-').ok_or(Error::Malformed("error-address"))?;
    let at = micros.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or(Error::Malformed("error-address"))?;
    Ok((at, read_id(id)?))
}
