//! `POST /care`: the panel for a text that is being written, for the page's script. It asks no database and no session, so that
//! it can't know who writes; the text is read in memory and forgotten, and nothing is logged.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;

use super::Panel;
use crate::error::{Error, Result};
use crate::lines;
use crate::state::App;
use crate::text::POST_CHARS;
use crate::web::{Kept, Page, show};

/// Drafts that one address may have read in a second, in the long run: a script asks every few seconds, and a household or a
/// school is one address.
pub const PER_SECOND: u32 = 4;
/// Drafts that one address may have read at once.
pub const AT_ONCE: u32 = 40;

/// The one route, which stands outside the limits and sessions of the board.
pub fn routes() -> Router<App> {
    Router::new().route("/care", post(beside))
}

#[derive(Template)]
#[template(path = "care/panel.html")]
struct PanelPart {
    page: Page,
    panel: Panel,
}

#[derive(Deserialize)]
struct Writing {
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    country: String,
}

/// Nothing heavy is an empty answer. It changes nothing but the country's cookie, so a stale form is as good as a fresh one.
async fn beside(State(app): State<App>, headers: HeaderMap, Kept { fields: draft, .. }: Kept<Writing>) -> Result<Response> {
    if !app.settings.care_while_writing {
        return Err(Error::NotFound);
    }
    if draft.text.chars().count() > POST_CHARS {
        return Err(Error::TooLarge);
    }
    let page = Page::bare(&app, &headers, "/care");
    let (cookie, picked) = lines::pick(&app, &headers, &draft.country);
    let panel = Panel::beside(&super::read(&draft.title, &draft.text), &app, picked, page.words.code);
    let answer = panel.map_or_else(|| Ok(StatusCode::NO_CONTENT.into_response()), |panel| show(&PanelPart { page, panel }))?;
    Ok((cookie, answer).into_response())
}
