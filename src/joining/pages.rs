//! `/join`, by whichever way the operator chose, and the page of those who can't.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use sqlx::PgConnection;

use super::{ANSWER_CHARS, applications, invites};
use crate::accounts::{self, Name, Passphrase, Visitor, aliases, elsewhere};
use crate::care::Panel;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::lines;
use crate::settings::Join;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Form, Kept, Nav, Page, Path, Query, show};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/join", get(join_page).post(join))
        .route("/join/by/{token}", get(invited_page).post(invited))
        .route("/join/passkey/begin", post(begin_passkey))
}

#[derive(Template)]
#[template(path = "joining/join.html")]
struct JoinPage {
    page: Page,
    /// Where the form goes: with an invitation, to its link.
    action: String,
    fields: Fields,
    problem: Option<&'static str>,
}

impl JoinPage {
    /// What is asked first, where the operator asks something.
    fn question(&self) -> Option<&str> {
        question(&self.page.app)
    }

    /// From which age on people can join, where they are asked.
    fn age(&self) -> Option<u8> {
        self.page.app.settings.minimum_age
    }

    /// Where somebody goes on to who signs in from elsewhere instead: an invitation is not lost by it.
    fn back(&self) -> &str {
        if self.action == "/join" { &self.fields.back } else { &self.action }
    }

    fn said(&self, answer: &str) -> bool {
        self.fields.old_enough.as_deref() == Some(answer)
    }
}

/// The form, as sent.
#[derive(Deserialize, Default)]
struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    passphrase: String,
    shared: Option<String>,
    /// `yes` or `no` to the operator's minimum age.
    old_enough: Option<String>,
    /// Of somebody who came from elsewhere: who they are there stands for a passphrase.
    #[serde(default)]
    ticket: String,
    /// Of somebody who made a passkey: the ticket it was made for, and the browser's answer.
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    answer: String,
    /// Picked by somebody who said no.
    #[serde(default)]
    country: String,
    /// The answer to the operator's question.
    #[serde(default)]
    text: String,
    #[serde(default)]
    back: String,
}

impl Fields {
    fn takes_passphrase(&self) -> bool {
        self.ticket.is_empty() && self.passkey.is_empty()
    }
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

/// Whoever can't join reads why, and whom they can talk to.
#[derive(Template)]
#[template(path = "joining/not_now.html")]
struct NotNowPage {
    page: Page,
    title: &'static str,
    lead: &'static str,
    panel: Panel,
}

fn not_now(app: &App, headers: &HeaderMap, page: Page, title: &'static str, lead: &'static str) -> Result<Response> {
    let panel = Panel::for_reader(app, lines::picked(headers), page.words.code);
    show(&NotNowPage { page, title, lead, panel })
}

/// Whoever is too young for an account reads who helps young people. Nothing is stored of it.
#[derive(Template)]
#[template(path = "joining/young.html")]
struct YoungPage {
    page: Page,
    action: String,
    panel: Panel,
}

/// They said that they are too young, where the operator asks.
fn is_too_young(app: &App, fields: &Fields) -> bool {
    app.settings.minimum_age.is_some() && fields.old_enough.as_deref() == Some("no")
}

fn too_young(app: &App, headers: &HeaderMap, visitor: &Visitor, fields: &Fields, action: String) -> Result<Response> {
    let page = visitor.page(Nav::Me);
    let (cookie, picked) = lines::pick(app, headers, &fields.country);
    let panel = Panel::for_young(app, picked, page.words.code);
    Ok((cookie, show(&YoungPage { page, action, panel })?).into_response())
}

fn question(app: &App) -> Option<&str> {
    app.settings.join_question.as_deref().filter(|_| app.settings.join == Join::Question)
}

async fn join_page(State(app): State<App>, visitor: Visitor, headers: HeaderMap, Query(Back { back }): Query<Back>) -> Result<Response> {
    if visitor.member.is_some() {
        return Ok(accounts::onward(&back).into_response());
    }
    let page = visitor.page(Nav::Me);
    match app.settings.join {
        Join::Open | Join::Question => {
            let fields = Fields { back, ..Fields::default() };
            show(&JoinPage { page, action: "/join".to_owned(), fields, problem: None })
        }
        Join::Invite => not_now(&app, &headers, page, "join-invite-title", "join-invite"),
        Join::Closed => not_now(&app, &headers, page, "join-closed-title", "join-closed"),
    }
}

/// `POST /join` makes the account, signs in, and shows the recovery codes once.
async fn join(State(app): State<App>, visitor: Visitor, headers: HeaderMap, kept: Kept<Fields>) -> Result<Response> {
    let page = visitor.page(Nav::Me);
    match app.settings.join {
        Join::Open | Join::Question => enter(&app, visitor, &headers, kept, None).await,
        Join::Invite => Ok((StatusCode::FORBIDDEN, not_now(&app, &headers, page, "join-invite-title", "join-invite")?).into_response()),
        Join::Closed => Ok((StatusCode::FORBIDDEN, not_now(&app, &headers, page, "join-closed-title", "join-closed")?).into_response()),
    }
}

/// `GET /join/by/{token}`: looking at an invitation does not use it up, joining does.
async fn invited_page(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    if app.settings.join != Join::Invite || visitor.member.is_some() {
        return Ok(Redirect::to("/join").into_response());
    }
    if !invites::is_good(&mut *app.db.acquire().await?, &token, app.clock.now()).await? {
        return Err(Error::Refused("invite-used"));
    }
    let action = format!("/join/by/{token}");
    show(&JoinPage { page: visitor.page(Nav::Me), action, fields: Fields::default(), problem: None })
}

async fn invited(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    kept: Kept<Fields>,
) -> Result<Response> {
    if app.settings.join != Join::Invite {
        return Ok(Redirect::to("/join").into_response());
    }
    // Asked before the rest is looked at: whoever has no invitation learns of no name whether it is taken.
    if !invites::is_good(&mut *app.db.acquire().await?, &token, app.clock.now()).await? {
        return Err(Error::Refused("invite-used"));
    }
    enter(&app, visitor, &headers, kept, Some(token)).await
}

/// Somebody came from elsewhere for the first time, and picks a name; the rest is as for everybody who joins: where it takes an invitation,
/// they left from that.
pub(super) async fn picks_a_name(
    app: &App,
    conn: &mut PgConnection,
    headers: &HeaderMap,
    visitor: &Visitor,
    ticket: String,
    back: String,
) -> Result<Response> {
    let page = visitor.page(Nav::Me);
    let invited = match back.strip_prefix("/join/by/") {
        Some(token) if app.settings.join == Join::Invite => invites::is_good(conn, token, app.clock.now()).await?,
        _ => false,
    };
    match app.settings.join {
        Join::Open | Join::Question => {
            let fields = Fields { ticket, back, ..Fields::default() };
            show(&JoinPage { page, action: "/join".to_owned(), fields, problem: None })
        }
        Join::Invite if invited => show(&JoinPage { page, action: back, fields: Fields { ticket, ..Fields::default() }, problem: None }),
        Join::Invite => not_now(app, headers, page, "join-invite-title", "join-invite"),
        Join::Closed => not_now(app, headers, page, "join-closed-title", "join-closed"),
    }
}

/// `POST /join/passkey/begin`: what the script is to ask the browser, for the form that is being filled in.
async fn begin_passkey(State(app): State<App>, visitor: Visitor, Form(fields): Form<Fields>) -> Result<Response> {
    if app.settings.join == Join::Closed {
        return Err(Error::NotFound);
    }
    let name = Name::parse(&fields.name).map_err(Error::Refused)?;
    accounts::begin_joining_with_passkey(&app, &visitor, &name).await
}

/// What a form that is right brings.
struct Entering {
    name: Name,
    /// None where a ticket or a passkey stands for it.
    passphrase: Option<Passphrase>,
    answer: Option<Source>,
}

impl Entering {
    fn parse(app: &App, fields: &Fields) -> Result<Self, &'static str> {
        if app.settings.minimum_age.is_some() && fields.old_enough.as_deref() != Some("yes") {
            return Err("join-age-choose");
        }
        let name = Name::parse(&fields.name)?;
        if aliases::looks_like_ours(&fields.name) {
            return Err("name-alias");
        }
        let passphrase = if fields.takes_passphrase() { Some(Passphrase::parse(&fields.passphrase, &fields.name)?) } else { None };
        let answer = match (question(app), Source::parse(&fields.text, ANSWER_CHARS)) {
            (None, _) => None,
            (Some(_), Ok(answer)) => Some(answer),
            (Some(_), Err(SourceError::Blank)) => return Err("joining-blank"),
            (Some(_), Err(SourceError::TooLong { .. })) => return Err("joining-long"),
        };
        Ok(Self { name, passphrase, answer })
    }
}

async fn enter(
    app: &App,
    visitor: Visitor,
    headers: &HeaderMap,
    Kept { fields, stale }: Kept<Fields>,
    invite: Option<String>,
) -> Result<Response> {
    let action = invite.as_ref().map_or_else(|| "/join".to_owned(), |token| format!("/join/by/{token}"));
    if is_too_young(app, &fields) {
        return too_young(app, headers, &visitor, &fields, action);
    }
    let parsed = if stale { Err("form-once-more") } else { Entering::parse(app, &fields) };
    let problem = match parsed {
        Ok(entering) => {
            let now = app.clock.now();
            // It is told whether a name is taken, and hashing takes its time: no address is to have all of either.
            let mut conn = app.db.acquire().await?;
            match accounts::tries::admit_address(app, &mut conn, visitor.asker(), now).await {
                Err(Error::TooMany(_)) => return again(&visitor, action, fields, "sign-in-slow"),
                admitted => admitted?,
            }
            let secret = if let Some(passphrase) = entering.passphrase {
                drop(conn);
                Some(passphrase.hash().await?)
            } else {
                if fields.passkey.is_empty() {
                    elsewhere::find(&mut conn, &fields.ticket, now).await?;
                }
                drop(conn);
                None
            };
            let mut tx = app.db.begin().await?;
            let (keys, shared) = (app.keys.as_ref(), fields.shared.is_some());
            let joined = match &secret {
                Some(secret) => accounts::join(&mut tx, keys, &entering.name, secret, shared, now).await?,
                None if fields.passkey.is_empty() => {
                    accounts::join_from_elsewhere(&mut tx, keys, &entering.name, &fields.ticket, now).await?
                }
                None => {
                    let made = (&*fields.passkey, &*fields.answer);
                    accounts::join_with_passkey(&mut tx, app, &entering.name, made, shared, now).await?
                }
            };
            match joined {
                Some(joined) => {
                    came_by(app, &mut tx, joined.account, invite.as_deref(), entering.answer.as_ref(), now).await?;
                    tx.commit().await?;
                    return accounts::welcome(app, visitor, &joined.session, joined.codes, &fields.back).await;
                }
                None => "name-taken",
            }
        }
        Err(problem) => problem,
    };
    again(&visitor, action, fields, problem)
}

fn again(visitor: &Visitor, action: String, fields: Fields, problem: &'static str) -> Result<Response> {
    let status = if problem == "sign-in-slow" { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = JoinPage { page: visitor.page(Nav::Me), action, fields, problem: Some(problem) };
    Ok((status, show(&page)?).into_response())
}

/// Uses their invitation up, or brings their answer to the desk.
async fn came_by(
    app: &App,
    conn: &mut PgConnection,
    account: AccountId,
    invite: Option<&str>,
    answer: Option<&Source>,
    now: Moment,
) -> Result<()> {
    if let Some(token) = invite
        && !invites::take(conn, token, account, now).await?
    {
        return Err(Error::Refused("invite-used"));
    }
    match (question(app), answer) {
        (Some(question), Some(answer)) => applications::ask(conn, account, question, answer.as_str(), now).await,
        _ => Ok(()),
    }
}
