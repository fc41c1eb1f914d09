//! A member's own invitations: made, counted, ended. Who came by them stands nowhere here.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::invites::{self, Invite};
use crate::accounts::{self, Member, Visitor};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{Form, Nav, Page, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/invites", get(list).post(change))
}

#[derive(Template)]
#[template(path = "joining/invites.html")]
struct InvitesPage {
    page: Page,
    invites: Vec<Invite>,
    /// The link made just now; it is shown this once.
    link: Option<String>,
}

async fn page(app: &App, visitor: &Visitor, member: &Member, link: Option<String>) -> Result<Response> {
    let invites = invites::list(&mut *app.db.acquire().await?, member.id, app.clock.now()).await?;
    show(&InvitesPage { page: visitor.page(Nav::Me), invites, link })
}

/// `GET /me/invites`: there is nothing for those who can't invite.
async fn list(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    if !member.may_invite(&app) {
        return Err(Error::NotFound);
    }
    page(&app, &visitor, &member, None).await
}

#[derive(Deserialize)]
struct Change {
    /// The one to end; none: a new one is made.
    end: Option<Uuid>,
}

/// `POST /me/invites` makes a link and shows it once, or ends one.
async fn change(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<Change>) -> Result<Response> {
    if !member.may_invite(&app) {
        return Err(Error::NotFound);
    }
    let mut conn = app.db.acquire().await?;
    if let Some(invite) = form.end {
        invites::end(&mut conn, member.id, invite).await?;
        return Ok(Redirect::to("/me/invites").into_response());
    }
    let now = app.clock.now();
    accounts::allow(&mut conn, &member.id.to_string(), "invite", invites::AN_HOUR, now).await?;
    let token = invites::make(&mut conn, member.id, now).await?;
    drop(conn);
    page(&app, &visitor, &member, Some(format!("{}/join/by/{token}", app.settings.own_url()))).await
}
