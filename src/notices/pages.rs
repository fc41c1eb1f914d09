//! One's own notices.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::PAGE;
use super::store::{self, About, Notice};
use crate::accounts::{Member, Visitor};
use crate::error::Result;
use crate::ids::NoticeId;
use crate::state::App;
use crate::web::{Nav, Page, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/notices", get(notices))
}

#[derive(Template)]
#[template(path = "notices/notices.html")]
struct NoticesPage {
    page: Page,
    notices: Vec<Notice>,
    more: Option<NoticeId>,
    first: bool,
}

#[derive(Deserialize)]
struct Before {
    before: Option<NoticeId>,
}

/// `GET /notices`: what is shown counts as read.
async fn notices(State(app): State<App>, visitor: Visitor, member: Member, Query(Before { before }): Query<Before>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let mut notices = store::page(&mut conn, member.id, before).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let full = notices.len() > most;
    notices.truncate(most);
    let more = notices.last().filter(|_| full).map(|last| last.id);
    if visitor.page(Nav::Notices).who.is_some_and(|who| who.unread) {
        store::read(&mut conn, member.id, more, app.clock.now()).await?;
    }
    show(&NoticesPage { page: visitor.page(Nav::Notices), notices, more, first: before.is_none() })
}
