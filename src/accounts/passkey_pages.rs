//! Signing in with a passkey, and keeping them. The browser's own part needs script; the rest of signing in does not.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::second_step::SignIn;
use super::second_step_pages::{go_on, show_mine, with_new_codes};
use super::{Member, Name, Visitor, passkeys, second_step, sessions, signed_in, store};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::Form;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in/passkey/begin", post(begin))
        .route("/sign-in/passkey", post(sign_in))
        .route("/me/passkeys/begin", post(begin_adding))
        .route("/me/passkeys", post(add))
        .route("/me/passkeys/end", post(end))
}

#[derive(Deserialize)]
struct Nothing {}

fn question(question: &Value) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], question.to_string()).into_response()
}

/// `POST /sign-in/passkey/begin`: what the script is to ask the browser.
async fn begin(State(app): State<App>, visitor: Visitor, _form: Form<Nothing>) -> Result<Response> {
    let (mut conn, now) = (app.db.acquire().await?, app.clock.now());
    super::allow(&mut conn, &visitor.counted_as(), "passkey", 240, now).await?;
    Ok(question(&passkeys::begin_signing_in(&mut conn, &app, now).await?))
}

/// What the script is to ask the browser for somebody who joins by that name. It is not looked up here whether it is taken.
pub async fn begin_joining(app: &App, visitor: &Visitor, name: &Name) -> Result<Response> {
    let (mut conn, now) = (app.db.acquire().await?, app.clock.now());
    super::allow(&mut conn, &visitor.counted_as(), "passkey", 240, now).await?;
    Ok(question(&passkeys::begin_joining(&mut conn, app, name.as_str(), now).await?))
}

#[derive(Deserialize)]
struct Signed {
    ticket: String,
    answer: String,
    shared: Option<String>,
    #[serde(default)]
    back: String,
}

async fn sign_in(State(app): State<App>, visitor: Visitor, Form(form): Form<Signed>) -> Result<Response> {
    let now = app.clock.now();
    let shared = form.shared.is_some();
    let mut tx = app.db.begin().await?;
    let account = passkeys::sign_in(&mut tx, &app, &form.ticket, &form.answer, now).await?;
    store::vouch(&mut tx, account).await?;
    let session = second_step::enter(&mut tx, account, shared, now).await?;
    tx.commit().await?;
    go_on(&app, &visitor, SignIn::In(session), shared, &form.back).await
}

#[derive(Deserialize)]
struct Proof {
    #[serde(default)]
    passphrase: String,
}

async fn begin_adding(State(app): State<App>, member: Member, Form(form): Form<Proof>) -> Result<Response> {
    let now = app.clock.now();
    if let Some(problem) = second_step::doubt_adding(&app, &member, &form.passphrase, now).await? {
        return Err(Error::Refused(problem));
    }
    Ok(question(&passkeys::begin_adding(&mut *app.db.acquire().await?, &app, &member, now).await?))
}

/// `POST /me/passkeys` keeps a new one: every other session ends, and new recovery codes are shown.
async fn add(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<Signed>) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    passkeys::add(&mut tx, &app, &member, &form.ticket, &form.answer, now).await?;
    with_new_codes(&app, tx, visitor, &member, now).await
}

#[derive(Deserialize)]
struct EndForm {
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    code: String,
    passkey: Uuid,
}

/// `POST /me/passkeys/end` throws one away: as with the app, the passphrase alone does not.
async fn end(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<EndForm>) -> Result<Response> {
    let now = app.clock.now();
    if let Some(problem) = second_step::doubt(&app, &member, &form.passphrase, &form.code, now).await? {
        return show_mine(&app, &visitor, member, None, Some(problem)).await;
    }
    let mut tx = app.db.begin().await?;
    passkeys::end(&mut tx, member.id, form.passkey, now).await?;
    let session = sessions::replace(&mut tx, &member, now).await?;
    tx.commit().await?;
    Ok((signed_in(&app, &session), Redirect::to("/me/second-step")).into_response())
}
