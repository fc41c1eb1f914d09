//! One's own page for leaving: the export, erasing many, ending the account.

use std::io::Cursor;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use chrono::NaiveDate;
use serde::Deserialize;

use super::export::{self, Owner};
use super::later::{self, AT_ONCE, BYTES_AT_ONCE, Later};
use super::{Keep, store};
use crate::accounts::{self, Asks, Member, Visitor};
use crate::boards::{self, Board};
use crate::clock::Moment;
use crate::entries::many::{self, Which};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{self, Form, Nav, Page, show};

/// Exports a person may make in an hour.
const EXPORTS: u32 = 12;

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/me/leaving", get(leaving).post(leave))
        .route("/me/export", post(take_along))
        .route("/me/export/file", post(fetch))
        .route("/me/entries/erase", post(erase))
}

#[derive(Template)]
#[template(path = "leaving/leaving.html")]
struct LeavingPage {
    page: Page,
    boards: Vec<Board>,
    asks: Asks,
    /// A file that was asked for and could not be made at once.
    later: Option<Later>,
    problem: Option<&'static str>,
}

impl LeavingPage {
    /// A file that is being made is not asked for again.
    fn may_ask(&self) -> bool {
        self.later.is_none_or(|later| later.made_at.is_some())
    }
}

async fn leaving(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    page(&app, &visitor, &member, None).await
}

async fn page(app: &App, visitor: &Visitor, member: &Member, problem: Option<&'static str>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let boards = boards::all(&mut conn, true).await?;
    let asks = Asks::of(&mut conn, member, app.clock.now()).await?;
    let later = store::later(&mut conn, member.id).await?;
    let shown = show(&LeavingPage { page: visitor.page(Nav::Me), boards, asks, later, problem })?;
    Ok(if problem.is_some() { (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response() } else { shown })
}

#[derive(Deserialize)]
struct Proof {
    #[serde(default)]
    passphrase: String,
}

/// `POST /me/export` answers with the file itself: there is no link that somebody else could find. What takes longer is made later.
async fn take_along(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<Proof>) -> Result<Response> {
    let now = app.clock.now();
    if let Some(wrong) = wrong(&app, &visitor, &member, &form, now).await? {
        return Ok(wrong);
    }
    let mut tx = app.db.begin().await?;
    let (entries, bytes) = store::how_much(&mut tx, member.id, AT_ONCE + 1).await?;
    if entries > AT_ONCE || bytes > BYTES_AT_ONCE {
        later::ask(&mut tx, member.id, now).await?;
        tx.commit().await?;
        return Ok(Redirect::to("/me/leaving#file").into_response());
    }
    drop(tx);
    let owner = Owner { account: member.id, name: member.name.clone(), words: visitor.page(Nav::Me).words, now };
    let zip = export::write(&app, &owner, Cursor::new(Vec::new())).await?.into_inner();
    Ok((file_headers(), zip).into_response())
}

/// `POST /me/export/file` answers with the file that was made meanwhile.
async fn fetch(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<Proof>) -> Result<Response> {
    if let Some(wrong) = wrong(&app, &visitor, &member, &form, app.clock.now()).await? {
        return Ok(wrong);
    }
    let made = store::later(&mut *app.db.acquire().await?, member.id).await?.filter(|later| later.made_at.is_some());
    let Some(made) = made else { return page(&app, &visitor, &member, Some("leaving-file-gone")).await };
    let length = [(header::CONTENT_LENGTH, made.bytes.to_string())];
    Ok((file_headers(), length, later::body(&app, member.id)).into_response())
}

/// The answer to who does not show that it is them; who asks too often is told so.
async fn wrong(app: &App, visitor: &Visitor, member: &Member, form: &Proof, now: Moment) -> Result<Option<Response>> {
    if !accounts::is_theirs(&app.db, member, &form.passphrase, now).await? {
        return page(app, visitor, member, Some("leaving-wrong")).await.map(Some);
    }
    accounts::allow(&mut *app.db.acquire().await?, &member.id.to_string(), "export", EXPORTS, now).await?;
    Ok(None)
}

fn file_headers() -> [(HeaderName, HeaderValue); 2] {
    [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"my-words.zip\"")),
    ]
}

#[derive(Deserialize)]
struct EraseForm {
    #[serde(default)]
    board: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    r#do: String,
    #[serde(default)]
    passphrase: String,
}

#[derive(Template)]
#[template(path = "leaving/erase.html")]
struct ErasePage {
    page: Page,
    form: EraseForm,
    count: usize,
    done: bool,
    asks: Asks,
    problem: Option<&'static str>,
}

/// `POST /me/entries/erase` first says how many it would be, and erases when told so, with the passphrase: as for leaving, a browser
/// that was found signed in is not enough.
async fn erase(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<EraseForm>) -> Result<Response> {
    let wants = form.r#do == "erase";
    let is_theirs = wants && accounts::is_theirs(&app.db, &member, &form.passphrase, app.clock.now()).await?;
    let mut tx = app.db.begin().await?;
    let Ok((from, to)) = day(&form.from).and_then(|from| Ok((from, day(&form.to)?))) else {
        return page(&app, &visitor, &member, Some("leaving-day")).await;
    };
    let board = match form.board.as_str() {
        "" => None,
        slug => Some(boards::find(&mut tx, slug, true).await?.ok_or(Error::NotFound)?.id),
    };
    let posts = match form.what.as_str() {
        "posts" => Some(true),
        "replies" => Some(false),
        _ => None,
    };
    let entries = many::of(&mut tx, member.id, &Which { board, posts, from, to }).await?;
    let asks = Asks::of(&mut tx, &member, app.clock.now()).await?;
    if is_theirs {
        many::erase(&mut tx, &entries, app.clock.now()).await?;
        tx.commit().await?;
    }
    let problem = (wants && !is_theirs).then_some("leaving-wrong");
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = visitor.page(Nav::Me);
    let shown = show(&ErasePage { page, form, count: entries.len(), done: is_theirs, asks, problem })?;
    Ok((status, shown).into_response())
}

fn day(text: &str) -> Result<Option<NaiveDate>, chrono::ParseError> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

#[derive(Deserialize)]
struct LeaveForm {
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    keep: String,
}

#[derive(Template)]
#[template(path = "leaving/gone.html")]
struct GonePage {
    page: Page,
    keep: Keep,
}

/// `POST /me/leaving` ends the account, at once, and makes the browser forget.
async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    member: Member,
    headers: HeaderMap,
    Form(form): Form<LeaveForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let Some(keep) = Keep::read(&form.keep) else { return page(&app, &visitor, &member, Some("leaving-choose")).await };
    if !accounts::is_theirs(&app.db, &member, &form.passphrase, now).await? {
        return page(&app, &visitor, &member, Some("leaving-wrong")).await;
    }
    let mut tx = app.db.begin().await?;
    super::leave(&mut tx, app.keys.as_ref(), member.id, keep, now).await?;
    tx.commit().await?;
    let page = Page { who: None, token: String::new(), ..visitor.page(Nav::Elsewhere) };
    Ok((
        accounts::signed_out(&app, &CookieJar::from_headers(&headers), true),
        web::draft_ends(&app, "all"),
        show(&GonePage { page, keep })?,
    )
        .into_response())
}
