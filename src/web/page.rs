//! The shell of every page: the two things always in sight, the reader's language, who is reading.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use chrono::{NaiveDate, SecondsFormat, TimeDelta};
use fluent_bundle::FluentValue;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{assets, cookie_value};
use crate::clock::Moment;
use crate::error::{Error, Problem, Result};
use crate::state::App;
use crate::words::{self, Words};

/// The cookie that keeps a chosen language.
pub const LANGUAGE_COOKIE: &str = "lang";

/// The cookie that keeps the choice to show neither name nor mark in tabs and history.
pub const DISCREET_COOKIE: &str = "discreet";

/// Which part of the main navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the words of the navigation")]
pub enum Nav {
    Boards,
    New,
    Waiting,
    Notices,
    Desk,
    Me,
    Elsewhere,
}

/// Who is reading, as far as the shell shows it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this reader")]
pub struct Who {
    /// Tells this person's drafts from another's who signs in at the same browser; worth nothing elsewhere.
    pub mark: String,
    /// Their name.
    pub name: String,
    /// There are notices they have not read.
    pub unread: bool,
    /// Whether they work at the desk.
    pub moderates: bool,
    /// Whether they run the site.
    pub operates: bool,
    /// Whether they wait to be taken in.
    pub waits: bool,
}

/// What every page's template holds as `page`.
#[derive(Clone)]
pub struct Page {
    /// Settings, for the name of the site and the way out.
    pub app: App,
    /// The reader's language.
    pub words: &'static Words,
    /// When the page was made.
    pub now: Moment,
    /// Where in the navigation it stands.
    pub nav: Nav,
    /// The page's own address, to come back to.
    pub path: String,
    /// The signed-in reader, if any.
    pub who: Option<Who>,
    /// The token for the page's forms; empty where the page has none.
    pub token: String,
    /// The reader's tabs and history are to say nothing of what this is.
    pub discreet: bool,
}

impl Page {
    /// A page for nobody in particular, which needs no database.
    pub fn bare(app: &App, headers: &HeaderMap, path: &str) -> Self {
        Self {
            app: app.clone(),
            words: language(headers),
            now: app.clock.now(),
            nav: Nav::Elsewhere,
            path: path.to_owned(),
            who: None,
            token: String::new(),
            discreet: cookie_value(headers, DISCREET_COOKIE).is_some(),
        }
    }

    /// The same page, in that part of the navigation.
    #[must_use]
    pub fn at(mut self, nav: Nav) -> Self {
        self.nav = nav;
        self
    }

    /// A sentence; see [`Words::t`].
    pub fn t<'a>(&'a self, id: &'a str) -> &'a str {
        self.words.t(id)
    }

    /// A sentence with a blank to fill.
    pub fn say<'a>(&'a self, id: &'a str, name: &'a str, value: impl Into<FluentValue<'a>>) -> Cow<'a, str> {
        self.words.say(id, name, value)
    }

    /// A sentence with several blanks to fill, each with a text.
    pub fn with(&self, id: &str, blanks: &[(&str, &str)]) -> String {
        self.words.with(id, blanks)
    }

    /// How long ago.
    pub fn ago(&self, at: &Moment) -> Cow<'_, str> {
        self.words.ago(*at, self.now)
    }

    /// How long something takes, about.
    pub fn lasts(&self, time: &TimeDelta) -> Cow<'_, str> {
        self.words.lasts(*time)
    }

    /// A day, such as `3 October 2026`.
    pub fn date(&self, day: &NaiveDate) -> String {
        self.words.date(*day)
    }

    /// Whether the reader runs the site.
    pub fn operates(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.operates)
    }

    /// Whether the reader asked to join and waits to be taken in.
    pub fn waits(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.waits)
    }

    /// A moment for machines, as `<time datetime>` takes it.
    pub fn stamp(&self, at: &Moment) -> String {
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Every language, for the footer.
    pub fn languages(&self) -> &'static [Words] {
        words::all()
    }

    /// Whether the page belongs to that part of the navigation.
    pub fn is_current(&self, nav: Nav) -> bool {
        self.nav == nav
    }
}

/// The reader's language: chosen, else accepted, else English.
pub fn language(headers: &HeaderMap) -> &'static Words {
    let chosen = cookie_value(headers, LANGUAGE_COOKIE).and_then(words::find);
    chosen.unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        words::accepted(accepted.unwrap_or(""))
    })
}

/// The page as an answer.
pub fn show(template: &impl Template) -> Result<Response> {
    Ok(Html(template.render()?).into_response())
}

/// The fields of forms in which people write more than a name.
const WORDS: [&str; 8] = ["text", "note", "message", "what", "passage", "about", "why", "sources"];

/// A number to call or to text, ready to print.
#[derive(Debug, Clone)]
pub struct HelpWay {
    /// `tel:` or `sms:`.
    pub href: String,
    /// What the button says.
    pub says: String,
    /// Whose it is.
    pub name: String,
    /// When it was last checked, or what is doubtful about it.
    pub checked: String,
}

/// The numbers for this person, from memory.
pub type Ways = fn(&App, &HeaderMap, &Words) -> Vec<HelpWay>;

#[derive(Template)]
#[template(path = "web/problem.html")]
struct ProblemPage {
    page: Page,
    problem: Problem,
    ways: Vec<HelpWay>,
    /// Where the words were on their way to.
    action: String,
    kept: Vec<(String, String)>,
}

/// What was written, to be shown; the rest of the form goes along unseen.
fn is_words(name: &str) -> bool {
    WORDS.contains(&name)
}

/// Turns a [`Problem`] on its way out into a page in the reader's language, with help on it and no database behind it. Where
/// somebody's words were on their way in, they are on that page, ready to be sent again: whatever failed, nothing is lost.
/// Programs get the problem as it is, as JSON.
pub async fn problems_as_pages(State((app, ways, room)): State<(App, Ways, Room)>, request: Request, next: Next) -> Response {
    let page = Page::bare(&app, request.headers(), request.uri().path());
    let cookies: HeaderMap = request.headers().get(header::COOKIE).cloned().map(|cookies| (header::COOKIE, cookies)).into_iter().collect();
    let asked = Asked { is_program: page.path.starts_with("/api/"), page, cookies, ways };
    let (request, kept) = match remember(request, room).await {
        Ok(remembered) => remembered,
        Err(error) => return asked.told(error.problem(), &[]),
    };
    let response = next.run(request).await;
    let said = response.extensions().get::<Problem>().copied();
    let problem = match said.or_else(|| unsaid(response.status())) {
        Some(problem) if said.is_none() || !asked.is_program => problem,
        _ => return response,
    };
    let mut answer = asked.told(problem, &kept.body);
    if let Some(again) = response.headers().get(header::RETRY_AFTER) {
        answer.headers_mut().insert(header::RETRY_AFTER, again.clone());
    }
    answer
}

/// What there is to know of a request that went wrong.
struct Asked {
    page: Page,
    cookies: HeaderMap,
    ways: Ways,
    is_program: bool,
}

impl Asked {
    fn told(self, problem: Problem, body: &[u8]) -> Response {
        if self.is_program {
            return problem.into_response();
        }
        let ways = (self.ways)(&self.page.app, &self.cookies, self.page.words);
        let action = self.page.path.clone();
        let html = ProblemPage { page: self.page, problem, ways, action, kept: kept(body) }.render();
        match html {
            Ok(html) => (problem.status, Html(html)).into_response(),
            Err(error) => Error::from(error).into_response(),
        }
    }
}

/// The fields of a form with words in it, without secrets; of any other, nothing.
fn kept(body: &[u8]) -> Vec<(String, String)> {
    let secret = |name: &str| name.contains("passphrase") || name.ends_with("code");
    let kept: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().filter(|(name, _)| !secret(name)).collect();
    if kept.iter().any(|(name, words)| is_words(name) && !words.is_empty()) { kept } else { Vec::new() }
}

/// What the router itself answers, without saying why.
fn unsaid(status: StatusCode) -> Option<Problem> {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Some(Problem { status, sentence: "error-method" }),
        StatusCode::NOT_FOUND => Some(Error::NotFound.problem()),
        _ => None,
    }
}

/// How long a form may take to arrive, over the slowest line.
const ARRIVES: Duration = Duration::from_mins(1);

/// Room for the copies of all forms on their way, in KiB: those who send very many, or very slowly, fill no more memory than this.
pub type Room = Arc<Semaphore>;

/// Enough for the forms of a busy board several times over.
pub fn room() -> Room {
    Arc::new(Semaphore::new(256 * 1024))
}

/// A copy of a form's body, kept until it is known that the form arrived well.
#[derive(Default)]
struct Kept {
    body: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

/// Keeps a copy of a form where there is room; else it goes on its way unread, and comes back in no answer.
async fn remember(request: Request, room: Room) -> Result<(Request, Kept)> {
    let is_form =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if request.method() != Method::POST || !is_form {
        return Ok((request, Kept::default()));
    }
    let most = request.body().size_hint().upper().and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(usize::MAX);
    let kib = u32::try_from(most.min(super::FORM_BYTES) / 1024 + 1).unwrap_or(u32::MAX);
    let Ok(room) = room.try_acquire_many_owned(kib) else { return Ok((request, Kept::default())) };
    let (parts, body) = request.into_parts();
    let body = tokio::time::timeout(ARRIVES, axum::body::to_bytes(body, super::FORM_BYTES))
        .await
        .map_err(|_| Error::Late)?
        .map_err(|_| Error::TooLarge)?;
    Ok((Request::from_parts(parts, Body::from(body.clone())), Kept { body, _room: Some(room) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_room_a_form_goes_on_its_way_all_the_same() {
        let form = |words: &str| {
            let form = Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            form.body(Body::from(words.to_owned())).unwrap()
        };
        let room = Arc::new(Semaphore::new(2));
        let (_, first) = remember(form("text=one"), room.clone()).await.unwrap();
        let (_, second) = remember(form("text=two"), room.clone()).await.unwrap();
        let (request, third) = remember(form("text=three"), room.clone()).await.unwrap();
        assert_eq!((&*first.body, &*second.body, &*third.body), (&b"text=one"[..], &b"text=two"[..], &b""[..]));
        assert_eq!(axum::body::to_bytes(request.into_body(), 100).await.unwrap(), "text=three", "nothing of it was read");
        drop(first);
        assert_eq!(remember(form("text=four"), room).await.unwrap().1.body, "text=four");
    }
}
