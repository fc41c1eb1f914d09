//! To who somebody is elsewhere and back: in, where they came that way before; else to picking a name.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::pages::picks_a_name;
use crate::accounts::{self, Visitor, elsewhere};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{self, Query};

/// What a browser keeps until it is back.
const COOKIE: &str = "elsewhere";
/// How often one may go there in an hour.
const AN_HOUR: u32 = 120;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/sign-in/with", get(leave)).route("/sign-in/with/back", get(come_back))
}

#[derive(Deserialize)]
struct Leave {
    #[serde(default)]
    back: String,
    shared: Option<String>,
    /// They are signed in, and are to show once more that it is them.
    again: Option<String>,
}

/// `GET /sign-in/with` leads there. A link and no form: a form of ours may lead nowhere else.
async fn leave(State(app): State<App>, visitor: Visitor, Query(query): Query<Leave>) -> Result<Response> {
    elsewhere::name(&app).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    accounts::allow(&mut *app.db.acquire().await?, &visitor.counted_as(), "elsewhere", AN_HOUR, now).await?;
    let leaving = elsewhere::begin(&app, &query.back, query.shared.is_some(), query.again.is_some(), now).await?;
    Ok((CookieJar::new().add(web::cookie(&app, COOKIE, leaving.cookie)), Redirect::to(&leaving.to)).into_response())
}

#[derive(Deserialize)]
struct ComeBack {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// `GET /sign-in/with/back`: without a code they changed their mind there.
async fn come_back(State(app): State<App>, visitor: Visitor, headers: HeaderMap, Query(query): Query<ComeBack>) -> Result<Response> {
    elsewhere::name(&app).ok_or(Error::NotFound)?;
    let Some(code) = query.code else { return Ok(Redirect::to("/sign-in").into_response()) };
    let jar = CookieJar::from_headers(&headers);
    let cookie = jar.get(COOKIE).map_or("", |cookie| cookie.value());
    let now = app.clock.now();
    let answer = elsewhere::Answer { state: &query.state, code: &code, issuer: query.iss.as_deref() };
    let back = elsewhere::finish(&app, cookie, &answer, now).await?;
    let mut forget = web::cookie(&app, COOKIE, String::new());
    forget.make_removal();
    let mut conn = app.db.acquire().await?;
    let response = if let Some(account) = elsewhere::account(&mut conn, &back.known).await? {
        let signing = accounts::second_step::admit(&mut conn, account, back.shared, now).await?;
        drop(conn);
        accounts::go_on(&app, &visitor, signing, back.shared, &back.back).await?
    } else {
        let ticket = elsewhere::arrive(&mut conn, &back, now).await?;
        picks_a_name(&app, &mut conn, &headers, &visitor, ticket, back.back).await?
    };
    Ok((CookieJar::new().add(forget), response).into_response())
}
