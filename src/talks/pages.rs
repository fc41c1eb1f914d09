//! `/e/{entry}/desk`: what the moderators wrote, what the writer answered, and a field for more; for a guest behind their private link.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{AN_HOUR, Said, WORDS_CHARS};
use crate::accounts::{self, Visitor};
use crate::care::{self, Panel};
use crate::entries::{Owned, Owner, link_hash};
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::lines;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{self, Kept, Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/e/{entry}/desk", get(page).post(say)).route("/e/{entry}/desk/{key}", get(page_by_link).post(say_by_link))
}

#[derive(Template)]
#[template(path = "talks/talk.html")]
struct TalkPage {
    page: Page,
    owned: Owned,
    action: String,
    key: Option<String>,
    said: Vec<Said>,
    sent: bool,
    /// Who could be called, where what they wrote last sounds heavy.
    panel: Option<Panel>,
    words: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct Sent {
    sent: Option<String>,
}

#[derive(Deserialize)]
struct TalkForm {
    #[serde(default)]
    text: String,
}

async fn page(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Query(Sent { sent }): Query<Sent>,
) -> Result<Response> {
    show_page(&app, &visitor, &headers, entry, None, sent.is_some()).await
}

async fn page_by_link(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((entry, key)): Path<(EntryId, String)>,
    Query(Sent { sent }): Query<Sent>,
) -> Result<Response> {
    show_page(&app, &visitor, &headers, entry, Some(key), sent.is_some()).await
}

async fn say(State(app): State<App>, visitor: Visitor, Path(entry): Path<EntryId>, form: Kept<TalkForm>) -> Result<Response> {
    send(&app, &visitor, entry, None, form).await
}

async fn say_by_link(
    State(app): State<App>,
    visitor: Visitor,
    Path((entry, key)): Path<(EntryId, String)>,
    form: Kept<TalkForm>,
) -> Result<Response> {
    send(&app, &visitor, entry, Some(key), form).await
}

fn address(entry: EntryId, key: Option<&str>) -> String {
    format!("/e/{entry}/desk{}", key.map(|key| format!("/{key}")).unwrap_or_default())
}

/// The entry, if it is this visitor's. Any of theirs: whether it has a case must not show here.
async fn find(conn: &mut PgConnection, visitor: &Visitor, entry: EntryId, key: Option<&str>) -> Result<Owned> {
    let by = match (key, visitor.account()) {
        (Some(key), _) => Owner::Link(link_hash(key)),
        (None, Some(account)) => Owner::Account(account),
        (None, None) => return Err(Error::SignInNeeded),
    };
    Owned::find(conn, entry, by).await
}

async fn read(conn: &mut PgConnection, visitor: &Visitor, owned: Owned, key: Option<String>) -> Result<TalkPage> {
    let said = super::seen_by_writer(conn, owned.id).await?;
    Ok(TalkPage {
        page: visitor.page(Nav::Notices),
        action: address(owned.id, key.as_deref()),
        owned,
        key,
        said,
        sent: false,
        panel: None,
        words: String::new(),
        problem: None,
    })
}

async fn show_page(app: &App, visitor: &Visitor, headers: &HeaderMap, entry: EntryId, key: Option<String>, sent: bool) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let owned = find(&mut conn, visitor, entry, key.as_deref()).await?;
    let page = read(&mut conn, visitor, owned, key).await?;
    let last = page.said.iter().rev().find_map(|said| if let Said::Mine { words, .. } = said { Some(words) } else { None });
    let panel =
        last.filter(|_| sent).and_then(|words| Panel::after(&care::read("", words), app, lines::picked(headers), page.page.words.code));
    show(&TalkPage { sent, panel, ..page })
}

async fn send(
    app: &App,
    visitor: &Visitor,
    entry: EntryId,
    key: Option<String>,
    Kept { fields, stale }: Kept<TalkForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let owned = find(&mut tx, visitor, entry, key.as_deref()).await?;
    let (status, problem) = match Source::parse(&fields.text, WORDS_CHARS) {
        _ if stale => (StatusCode::UNPROCESSABLE_ENTITY, "form-once-more"),
        Err(SourceError::Blank) => (StatusCode::UNPROCESSABLE_ENTITY, "talk-empty"),
        Err(SourceError::TooLong { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, "talk-long"),
        Ok(words) => match accounts::allow(&mut tx, &visitor.counted_as(), "talk", AN_HOUR, now).await {
            Err(Error::TooMany(_)) => (StatusCode::TOO_MANY_REQUESTS, "talk-many"),
            Err(other) => return Err(other),
            Ok(()) => {
                super::say(&mut tx, owned.id, owned.board.id, words.as_str(), now).await?;
                tx.commit().await?;
                let to = Redirect::to(&format!("{}?sent=yes", address(entry, key.as_deref())));
                return Ok((web::draft_ends(app, &format!("desk-{entry}")), to).into_response());
            }
        },
    };
    let page = TalkPage { words: fields.text, problem: Some(problem), ..read(&mut tx, visitor, owned, key).await? };
    Ok((status, show(&page)?).into_response())
}
