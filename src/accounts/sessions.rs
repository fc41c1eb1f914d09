//! Where somebody is signed in: seen and ended by them, one by one or all but this one.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::TimeDelta;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Member, Visitor};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId};
use crate::state::App;
use crate::web::{Form, Nav, Page, show};

/// What the cookie begins with where others use the device: that it was so outlives the session. No other one holds a hyphen.
const SHARED: &str = "shared-";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/sessions", get(list).post(end))
}

/// A freshly signed-in browser: the cookie's value and whether it is shared with others.
#[derive(Debug)]
pub struct SignedIn {
    /// The cookie's value; only its hash is stored.
    pub token: String,
    /// The device is used by others: the cookie ends with the browser.
    pub shared: bool,
    /// Who.
    pub(super) account: AccountId,
}

/// A new session: its token was never seen before, by whatever way somebody signed in. Every way leads through here.
///
/// # Errors
/// [`Error::Refused`] where the account is a memorial, or its owner left.
pub(super) async fn start(conn: &mut PgConnection, account: AccountId, shared: bool, now: Moment) -> Result<SignedIn> {
    let token = format!("{}{}", if shared { SHARED } else { "" }, bs58::encode(ids::chance::<32>()).into_string());
    let begun = sqlx::query!(
        "insert into sessions (token_hash, account, created_at, seen_at, expires_at, shared)
         select $1, id, $3, $3, $4, $5 from accounts where id = $2 and left_at is null and memorial_at is null",
        &hash(&token)[..],
        account as AccountId,
        now,
        now + idle(shared),
        shared,
    );
    if begun.execute(conn).await?.rows_affected() == 0 {
        return Err(Error::Refused("memorial-closed"));
    }
    Ok(SignedIn { token, shared, account })
}

/// Whether that is the cookie of a session on a device that others use, also after it ended.
pub(super) fn is_shared(token: &str) -> bool {
    token.starts_with(SHARED)
}

/// How long a session lives without being used.
pub(super) fn idle(shared: bool) -> TimeDelta {
    if shared { TimeDelta::minutes(15) } else { TimeDelta::days(30) }
}

/// How long a session lives at most, however much it is used.
pub(super) fn at_most(shared: bool) -> TimeDelta {
    if shared { TimeDelta::hours(12) } else { TimeDelta::days(180) }
}

/// What is stored of a session's cookie.
pub(super) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Ends the session of that cookie, if it has one.
pub(super) async fn end_one(conn: &mut PgConnection, token: &str) -> Result<()> {
    sqlx::query!("delete from sessions where token_hash = $1", &hash(token)[..]).execute(conn).await?;
    Ok(())
}

/// Ends every session of an account.
pub(super) async fn end_all(conn: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("delete from sessions where account = $1", account as AccountId).execute(conn).await?;
    Ok(())
}

/// Ends every session of a member and starts another one where they are: for what changes how they sign in.
pub(super) async fn replace(conn: &mut PgConnection, member: &Member, now: Moment) -> Result<SignedIn> {
    end_all(conn, member.id).await?;
    let session = start(conn, member.id, member.on_shared, now).await?;
    // They signed in when they did: having changed something is no proof of who they are.
    sqlx::query!("update sessions set created_at = $2 where token_hash = $1", &hash(&session.token)[..], member.signed_in_at)
        .execute(conn)
        .await?;
    Ok(session)
}

/// A browser somebody is signed in with. Which browser and from where is not kept.
struct Session {
    id: Uuid,
    created_at: Moment,
    seen_at: Moment,
    shared: bool,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "accounts/sessions.html")]
struct SessionsPage {
    page: Page,
    sessions: Vec<Session>,
}

impl SessionsPage {
    /// The day it was last used: more is not kept.
    fn seen(&self, session: &Session) -> String {
        self.page.words.day(&session.seen_at)
    }
}

async fn list(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    let sessions = sqlx::query_as!(
        Session,
        r#"select id, created_at, seen_at, shared, token_hash = $2 as "is_here!" from sessions
         where account = $1 and expires_at > $3 order by token_hash = $2 desc, seen_at desc, id"#,
        member.id as AccountId,
        &hash(&visitor.cookie)[..],
        app.clock.now(),
    );
    let sessions = sessions.fetch_all(&app.db).await?;
    show(&SessionsPage { page: visitor.page(Nav::Me), sessions })
}

#[derive(Deserialize)]
struct EndForm {
    /// Which; all but this one where it is none.
    session: Option<Uuid>,
}

/// `POST /me/sessions` ends one of one's own sessions, or every one but this.
async fn end(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<EndForm>) -> Result<Response> {
    sqlx::query!(
        "delete from sessions where account = $1 and token_hash <> $2 and ($3::uuid is null or id = $3)",
        member.id as AccountId,
        &hash(&visitor.cookie)[..],
        form.session,
    )
    .execute(&app.db)
    .await?;
    Ok(Redirect::to("/me/sessions").into_response())
}
