//! `/desk/keys`: single keys on or off, and which.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::keys::{self, DEFAULTS, Keys};
use crate::accounts::{Moderator, Visitor};
use crate::error::Result;
use crate::state::App;
use crate::web::{Form, Nav, Page, Query, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/keys", get(page).post(save))
}

#[derive(Template)]
#[template(path = "desk/keys.html")]
struct KeysPage {
    page: Page,
    are_on: bool,
    /// Each action with its sentence and what stands in its field.
    fields: Vec<(&'static str, &'static str, String)>,
    saved: bool,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

async fn page(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Saved { saved }): Query<Saved>) -> Result<Response> {
    let keys = keys::of(&mut *app.db.acquire().await?, moderator.0.id).await?;
    let fields = DEFAULTS.iter().map(|(action, _, sentence)| (*action, *sentence, keys.set(action).to_string())).collect();
    show(&KeysPage { page: visitor.page(Nav::Desk), are_on: keys.are_on, fields, saved: saved.is_some(), problem: None })
}

async fn save(State(app): State<App>, visitor: Visitor, moderator: Moderator, Form(form): Form<Vec<(String, String)>>) -> Result<Response> {
    let are_on = form.iter().any(|(name, _)| name == "on");
    match Keys::parse(are_on, &form) {
        Ok(keys) => {
            keys::save(&mut *app.db.acquire().await?, moderator.0.id, &keys).await?;
            Ok(Redirect::to("/desk/keys?saved=yes").into_response())
        }
        Err(problem) => {
            let typed = |action: &str| form.iter().find(|(name, _)| name == action).map_or_else(String::new, |(_, key)| key.clone());
            let fields = DEFAULTS.iter().map(|(action, _, sentence)| (*action, *sentence, typed(action))).collect();
            let page = KeysPage { page: visitor.page(Nav::Desk), are_on, fields, saved: false, problem: Some(problem) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
        }
    }
}
