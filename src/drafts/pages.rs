//! Saving a draft while somebody writes, and one's own list of them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

use super::store::{self, Listed};
use super::{Place, Words};
use crate::accounts::{Member, Visitor};
use crate::error::{Error, Result};
use crate::ids::Nonce;
use crate::state::App;
use crate::web::{Form, Nav, Page, Path, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/drafts/{place}", get(find).post(save)).route("/drafts/{place}/throw", post(throw)).route("/me/drafts", get(mine))
}

fn place(text: &str) -> Result<Place> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /drafts/{place}`: for the page's script; nothing is an empty answer.
async fn find(State(app): State<App>, member: Member, Path(at): Path<String>) -> Result<Response> {
    let draft = store::find(&mut *app.db.acquire().await?, member.id, &place(&at)?).await?;
    Ok(draft.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |draft| Json(draft).into_response()))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Saving {
    /// The sequence this tab goes by; 0: it knows of none.
    known: i64,
    tab: String,
    nonce: Option<Nonce>,
    title: String,
    text: String,
    wish: String,
    notes: Vec<String>,
    note_own: String,
    r#as: String,
    version: i64,
}

/// `POST /drafts/{place}`: answers with the new sequence; 409 with the draft as it stands where another tab or device saved after
/// the one this tab knows; 204 where nothing is kept, as the form was sent meanwhile or there are too many drafts.
async fn save(State(app): State<App>, member: Member, Path(at): Path<String>, Form(form): Form<Saving>) -> Result<Response> {
    let at = place(&at)?;
    let Saving { known, tab, nonce, title, text, wish, notes, note_own, r#as, version } = form;
    let words = Words { title, text, wish, notes, note_own, r#as, version };
    if words.is_too_long() || tab.len() > 64 {
        return Err(Error::TooLarge);
    }
    let mut conn = app.db.acquire().await?;
    if words.is_blank() {
        store::forget(&mut conn, member.id, &at, Some((known, &tab))).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if let Some(sequence) = store::save(&mut conn, member.id, &at, &words, (known, &tab), nonce, app.clock.now()).await? {
        return Ok(Json(serde_json::json!({ "sequence": sequence })).into_response());
    }
    let stands = store::find(&mut conn, member.id, &at).await?;
    Ok(stands.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |draft| (StatusCode::CONFLICT, Json(draft)).into_response()))
}

#[derive(Deserialize)]
struct Throwing {
    /// Where it was asked for: the list, else the page it is written on.
    #[serde(default)]
    list: String,
}

/// `POST /drafts/{place}/throw`
async fn throw(State(app): State<App>, member: Member, Path(at): Path<String>, Form(form): Form<Throwing>) -> Result<Redirect> {
    let at = place(&at)?;
    store::forget(&mut *app.db.acquire().await?, member.id, &at, None).await?;
    Ok(Redirect::to(if form.list.is_empty() { at.path() } else { "/me/drafts".to_owned() }.as_str()))
}

#[derive(Template)]
#[template(path = "drafts/mine.html")]
struct MinePage {
    page: Page,
    drafts: Vec<(Place, Listed)>,
}

/// `GET /me/drafts`
async fn mine(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    let drafts = store::list(&mut *app.db.acquire().await?, member.id).await?;
    let drafts = drafts.into_iter().filter_map(|draft| Some((draft.place.parse().ok()?, draft))).collect();
    show(&MinePage { page: visitor.page(Nav::Me), drafts })
}
