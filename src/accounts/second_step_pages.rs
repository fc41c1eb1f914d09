//! The second step at sign-in, and setting it up.

use std::fmt::Write;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::{Color, QrCode};
use serde::Deserialize;
use sqlx::{Postgres, Transaction};

use super::pages::{CodesPage, onward};
use super::second_step::{self, SignIn};
use super::{Asks, Member, Visitor, passkeys, recovery, sessions, signed_in, store};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{Form, Nav, Page, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/sign-in/second-step", post(take)).route("/me/second-step", get(mine).post(change))
}

#[derive(Template)]
#[template(path = "accounts/second_step.html")]
struct StepPage {
    page: Page,
    ticket: String,
    shared: bool,
    back: String,
    problem: Option<&'static str>,
    passkeys: bool,
    /// A recovery code will do.
    codes: bool,
}

impl StepPage {
    async fn new(app: &App, visitor: &Visitor, ticket: String, shared: bool, back: &str) -> Result<Self> {
        let codes = second_step::takes_codes(&mut *app.db.acquire().await?, &ticket, app.clock.now()).await?;
        let passkeys = passkeys::are_possible(app);
        Ok(Self { page: visitor.page(Nav::Me), ticket, shared, back: back.to_owned(), problem: None, passkeys, codes })
    }
}

/// Where signing in goes on: to where somebody came from, or to the second step.
pub async fn go_on(app: &App, visitor: &Visitor, signing: SignIn, shared: bool, back: &str) -> Result<Response> {
    match signing {
        SignIn::In(session) => {
            // Whoever was signed in here before, or planted their cookie here, is not any more.
            sessions::end_one(&mut *app.db.acquire().await?, &visitor.cookie).await?;
            Ok((signed_in(app, &session), onward(back)).into_response())
        }
        SignIn::Asked(ticket) => show(&StepPage::new(app, visitor, ticket, shared, back).await?),
    }
}

#[derive(Deserialize)]
struct StepForm {
    ticket: String,
    code: String,
    shared: Option<String>,
    #[serde(default)]
    back: String,
}

async fn take(State(app): State<App>, visitor: Visitor, Form(form): Form<StepForm>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let shared = form.shared.is_some();
    let now = app.clock.now();
    let entered = second_step::by_code(&app, &mut conn, &form.ticket, visitor.asker(), &form.code, shared, now).await;
    drop(conn);
    let (status, problem) = match entered {
        Ok(Some(session)) => {
            return go_on(&app, &visitor, SignIn::In(session), shared, &form.back).await;
        }
        Ok(None) => (StatusCode::UNPROCESSABLE_ENTITY, "second-step-wrong"),
        Err(Error::TooMany(_)) => (StatusCode::TOO_MANY_REQUESTS, "sign-in-slow"),
        Err(error) => return Err(error),
    };
    let page = StepPage { problem: Some(problem), ..StepPage::new(&app, &visitor, form.ticket, shared, &form.back).await? };
    Ok((status, show(&page)?).into_response())
}

/// An app that is being set up: its secret to type, and the same as a picture to photograph.
struct Setup {
    secret: String,
    address: String,
    size: usize,
    path: String,
}

impl Setup {
    fn new(page: &Page, name: &str, secret: String) -> Result<Self> {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let site = encode(&page.app.settings.site_name);
        let address = format!("otpauth://totp/{site}:{}?secret={secret}&issuer={site}", encode(name));
        let picture = QrCode::new(&address).map_err(|error| Error::internal(error.to_string()))?;
        let modules = picture.width();
        let dark = picture.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        let path = dark.fold(String::new(), |mut path, (at, _)| {
            let _ = write!(path, "M{} {}h1v1h-1z", at % modules, at / modules);
            path
        });
        Ok(Self { secret, address, size: modules, path })
    }

    /// In groups of four, to be typed.
    fn groups(&self) -> String {
        self.secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Template)]
#[template(path = "accounts/second_step_mine.html")]
struct MinePage {
    page: Page,
    member: Member,
    asks: Asks,
    since: Option<Moment>,
    has_app: bool,
    /// None where the board's address is not one for passkeys.
    passkeys: Option<Vec<passkeys::Kept>>,
    setup: Option<Setup>,
    problem: Option<&'static str>,
}

async fn mine(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    show_mine(&app, &visitor, member, None, None).await
}

pub(super) async fn show_mine(
    app: &App,
    visitor: &Visitor,
    member: Member,
    secret: Option<String>,
    problem: Option<&'static str>,
) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let (since, has_app) = second_step::stands(&mut conn, member.id).await?;
    let asks = Asks::of(&mut conn, &member, app.clock.now()).await?;
    let passkeys = if passkeys::are_possible(app) { Some(passkeys::list(&mut conn, member.id).await?) } else { None };
    drop(conn);
    let page = visitor.page(Nav::Me);
    let setup = secret.map(|secret| Setup::new(&page, &member.name, secret)).transpose()?;
    let shown = show(&MinePage { page, member, asks, since, has_app, passkeys, setup, problem })?;
    Ok(if problem.is_some() { (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response() } else { shown })
}

#[derive(Deserialize)]
struct ChangeForm {
    r#do: String,
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    code: String,
}

/// What stands at the end of adding a second step: every other session ends, and new recovery codes are shown, all in the transaction
/// that added it.
pub(super) async fn with_new_codes(
    app: &App,
    mut tx: Transaction<'_, Postgres>,
    visitor: Visitor,
    member: &Member,
    now: Moment,
) -> Result<Response> {
    let codes = recovery::renew_codes(&mut tx, member.id, now).await?;
    store::vouch(&mut tx, member.id).await?;
    let session = sessions::replace(&mut tx, member, now).await?;
    let visitor = visitor.became(app, &mut tx, &session.token).await?;
    tx.commit().await?;
    let back = if member.needs_second_step { "/desk" } else { "/me/second-step" };
    let page = CodesPage { page: visitor.page(Nav::Me), codes, back: back.to_owned(), fresh: false };
    Ok((signed_in(app, &session), show(&page)?).into_response())
}

/// `POST /me/second-step` sets an app up in two steps, or takes it away. Either takes the passphrase first, taking it away also a code.
async fn change(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<ChangeForm>) -> Result<Response> {
    let now = app.clock.now();
    let doubt = match form.r#do.as_str() {
        "begin" => second_step::doubt_adding(&app, &member, &form.passphrase, now).await?,
        "off" => second_step::doubt(&app, &member, &form.passphrase, &form.code, now).await?,
        _ => None,
    };
    if let Some(problem) = doubt {
        return show_mine(&app, &visitor, member, None, Some(problem)).await;
    }
    let mut tx = app.db.begin().await?;
    match form.r#do.as_str() {
        "begin" => {
            let secret = second_step::begin(&mut tx, app.keys.as_ref(), member.id, now).await?;
            tx.commit().await?;
            show_mine(&app, &visitor, member, Some(secret), None).await
        }
        "confirm" => {
            if !second_step::confirm(&mut tx, app.keys.as_ref(), member.id, &form.code, now).await? {
                let secret =
                    second_step::begun(&mut tx, app.keys.as_ref(), member.id, now).await?.ok_or(Error::Refused("second-step-late"))?;
                drop(tx);
                return show_mine(&app, &visitor, member, Some(secret), Some("second-step-wrong")).await;
            }
            with_new_codes(&app, tx, visitor, &member, now).await
        }
        "off" => {
            second_step::end_app(&mut tx, member.id, now).await?;
            let session = sessions::replace(&mut tx, &member, now).await?;
            tx.commit().await?;
            Ok((signed_in(&app, &session), Redirect::to("/me/second-step")).into_response())
        }
        _ => Err(Error::Malformed("error-form-fields")),
    }
}
