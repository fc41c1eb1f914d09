//! What is a moderator's and what is not: read and agreed to before the desk is used for the first time.

use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

use super::care;
use crate::accounts::{Moderator, Visitor};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{Form, Nav, Page, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/limits", post(accept))
}

/// A moderator who has read what is theirs and what is not. Who has not is led to it.
pub(super) struct AtDesk(pub Moderator);

impl FromRequestParts<App> for AtDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Response> {
        let moderator = <Moderator as FromRequestParts<App>>::from_request_parts(parts, app).await.map_err(Error::into_response)?;
        match has_accepted(app, &moderator).await {
            Ok(true) => Ok(Self(moderator)),
            Ok(false) => Err(Redirect::to("/desk").into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

async fn has_accepted(app: &App, moderator: &Moderator) -> Result<bool> {
    moderator.has_accepted_limits(&mut *app.db.acquire().await?).await
}

#[derive(Template)]
#[template(path = "desk/limits.html")]
struct LimitsPage {
    page: Page,
}

/// The page that is read first.
pub(super) fn page(visitor: &Visitor) -> Result<Response> {
    show(&LimitsPage { page: visitor.page(Nav::Desk) })
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /desk/limits`: they have read it.
async fn accept(State(app): State<App>, moderator: Moderator, _form: Form<Nothing>) -> Result<Redirect> {
    care::accept(&mut *app.db.acquire().await?, moderator.0.id, app.clock.now()).await?;
    Ok(Redirect::to("/desk"))
}
