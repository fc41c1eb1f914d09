//! `/desk/safety`: the file to read, and to take along as JSON. For operators.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::Safety;
use crate::accounts::{Operator, Visitor};
use crate::error::{Error, Result};
use crate::rules::{Kind, Outcome};
use crate::state::App;
use crate::web::{Nav, Page, Query, show};

/// Days that are counted, unless others are asked for.
const DAYS: u32 = 90;
/// Days at most: reports and cases are not kept for longer than that anyway.
const MOST: u32 = 3660;

/// Every route of this feature; to all but operators there is nothing here.
pub fn routes() -> Router<App> {
    Router::new().route("/desk/safety", get(page)).route("/desk/safety/file", get(file))
}

#[derive(Template)]
#[template(path = "safety/safety.html")]
struct SafetyPage {
    page: Page,
    days: u32,
    safety: Safety,
}

#[derive(Deserialize)]
struct Over {
    days: Option<u32>,
}

impl Over {
    fn days(&self) -> u32 {
        self.days.unwrap_or(DAYS).clamp(1, MOST)
    }
}

async fn page(State(app): State<App>, visitor: Visitor, _: Operator, Query(over): Query<Over>) -> Result<Response> {
    let safety = super::file(&mut *app.db.acquire().await?, over.days(), app.clock.now()).await?;
    show(&SafetyPage { page: visitor.page(Nav::Desk), days: over.days(), safety })
}

async fn file(State(app): State<App>, _: Operator, Query(over): Query<Over>) -> Result<Response> {
    let now = app.clock.now();
    let safety = super::file(&mut *app.db.acquire().await?, over.days(), now).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"safety-{}.json\"", now.date_naive())),
    ];
    Ok((headers, serde_json::to_string_pretty(&safety).map_err(Error::internal)?).into_response())
}
