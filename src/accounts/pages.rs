//! Signing in and out, getting back in, and one's own page.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, IntoResponseParts, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{
    Asks, Member, Passphrase, SIGNATURE_CHARS, SignIn, SignedIn, Visitor, digest, passkey_pages, passkeys, recovery, restraints,
    second_step, second_step_pages, sessions, store, tries,
};
use crate::error::{Error, Result};
use crate::state::App;
use crate::text;
use crate::web::{self, Form, Kept, Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in_page).post(sign_in))
        .route("/sign-in/recover", get(recover_page).post(recover))
        .route("/sign-in/link/{token}", get(link_page).post(link))
        .route("/sign-out", post(sign_out))
        .route("/me/care", post(super::while_writing::choose))
        .route("/me", get(me))
        .route("/me/signature", post(signature))
        .route("/me/passphrase", post(passphrase))
        .route("/me/codes", post(codes))
        .merge(sessions::routes())
        .merge(second_step_pages::routes())
        .merge(passkey_pages::routes())
}

/// The session's cookie, for the answer of anything that signs in.
pub fn signed_in(app: &App, session: &SignedIn) -> CookieJar {
    let mut cookie = web::cookie(app, web::session_cookie(app), session.token.clone());
    if session.shared {
        return CookieJar::new().add(cookie);
    }
    cookie.make_permanent();
    let jar = CookieJar::new().add(cookie);
    match tries::known(app, session.account) {
        Some(known) => jar.add(known),
        None => jar,
    }
}

/// Where somebody goes on to who came with a path of ours to go back to.
pub fn onward(back: &str) -> Redirect {
    Redirect::to(&web::own_path(back).unwrap_or("/".into()))
}

#[derive(Template)]
#[template(path = "accounts/codes.html")]
pub(super) struct CodesPage {
    pub page: Page,
    pub codes: Vec<String>,
    pub back: String,
    pub fresh: bool,
}

/// Signed in, with recovery codes to write down.
pub async fn welcome(app: &App, visitor: Visitor, session: &SignedIn, codes: Vec<String>, back: &str) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    // Whoever was signed in here before, or planted their cookie here, is not any more.
    sessions::end_one(&mut conn, &visitor.cookie).await?;
    let visitor = visitor.became(app, &mut conn, &session.token).await?;
    drop(conn);
    let back = web::own_path(back).map_or_else(|| "/".to_owned(), std::borrow::Cow::into_owned);
    let page = CodesPage { page: visitor.page(Nav::Me), codes, back, fresh: true };
    Ok((signed_in(app, session), show(&page)?).into_response())
}

#[derive(Deserialize)]
struct SignInForm {
    name: String,
    passphrase: String,
    shared: Option<String>,
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: Page,
    name: String,
    back: String,
    problem: Option<&'static str>,
    /// What is said to somebody who signed out just now.
    left: Option<&'static str>,
    passkeys: bool,
}

#[derive(Deserialize)]
struct SignInQuery {
    #[serde(default)]
    back: String,
    left: Option<String>,
}

async fn sign_in_page(State(app): State<App>, visitor: Visitor, Query(SignInQuery { back, left }): Query<SignInQuery>) -> Result<Response> {
    if visitor.member.is_some() {
        return Ok(onward(&back).into_response());
    }
    show(&SignInPage {
        page: visitor.page(Nav::Me),
        name: String::new(),
        back,
        problem: None,
        left: left.map(|left| if left == "shared" { "sign-in-left-shared" } else { "sign-in-left" }),
        passkeys: passkeys::are_possible(&app),
    })
}

async fn sign_in(State(app): State<App>, visitor: Visitor, Kept { fields, stale }: Kept<SignInForm>) -> Result<Response> {
    let again = |status, problem| {
        let page = SignInPage {
            page: visitor.page(Nav::Me),
            name: fields.name.clone(),
            back: fields.back.clone(),
            problem: Some(problem),
            left: None,
            passkeys: passkeys::are_possible(&app),
        };
        Ok((status, show(&page)?).into_response())
    };
    if stale {
        return again(StatusCode::UNPROCESSABLE_ENTITY, "form-once-more");
    }
    let Ok(passphrase) = Passphrase::typed(&fields.passphrase) else { return again(StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong") };
    match super::sign_in(&app, &fields.name, visitor.asker(), passphrase, fields.shared.is_some(), app.clock.now()).await {
        Ok(Some(signing)) => second_step_pages::go_on(&app, &visitor, signing, fields.shared.is_some(), &fields.back).await,
        Ok(None) => again(StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong"),
        Err(Error::TooMany(_)) => again(StatusCode::TOO_MANY_REQUESTS, "sign-in-slow"),
        Err(error) => Err(error),
    }
}

/// `POST /sign-out` ends the session here and on the server, and clears what the browser kept; where others use it, every choice too.
async fn sign_out(State(app): State<App>, visitor: Visitor, headers: HeaderMap, _form: Form<Nothing>) -> Result<Response> {
    sessions::end_one(&mut *app.db.acquire().await?, &visitor.cookie).await?;
    let shared = sessions::is_shared(&visitor.cookie);
    let to = if shared { "/sign-in?left=shared" } else { "/sign-in?left=yes" };
    Ok((signed_out(&app, &CookieJar::from_headers(&headers), shared), web::draft_ends(&app, "all"), Redirect::to(to)).into_response())
}

/// What makes a browser forget the session and what it kept of ours, for the answer of anything that ends it; `all`: also every
/// cookie it came with, such as a country or a language that somebody chose.
pub fn signed_out(app: &App, came_with: &CookieJar, all: bool) -> impl IntoResponseParts + use<> {
    let clear = if all { "\"cache\", \"storage\", \"cookies\"" } else { "\"cache\", \"storage\"" };
    let session = web::session_cookie(app);
    let names = came_with.iter().map(|cookie| cookie.name().to_owned()).filter(|name| all && name != session);
    let jar = names.chain([session.to_owned()]).fold(CookieJar::new(), |jar, name| {
        let mut cookie = web::cookie(app, name, String::new());
        cookie.make_removal();
        jar.add(cookie)
    });
    (AppendHeaders([(HeaderName::from_static("clear-site-data"), HeaderValue::from_static(clear))]), jar)
}

/// A form that only has its token.
#[derive(Deserialize)]
struct Nothing {}

#[derive(Template)]
#[template(path = "accounts/recover.html")]
struct RecoverPage {
    page: Page,
    name: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct RecoverForm {
    name: String,
    code: String,
    passphrase: String,
    shared: Option<String>,
}

async fn recover_page(visitor: Visitor) -> Result<Response> {
    show(&RecoverPage { page: visitor.page(Nav::Me), name: String::new(), problem: None })
}

async fn recover(State(app): State<App>, visitor: Visitor, Kept { fields, stale }: Kept<RecoverForm>) -> Result<Response> {
    let again = |problem| {
        let page = RecoverPage { page: visitor.page(Nav::Me), name: fields.name.clone(), problem: Some(problem) };
        let status = if problem == "sign-in-slow" { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, show(&page)?).into_response())
    };
    if stale {
        return again("form-once-more");
    }
    let passphrase = match Passphrase::parse(&fields.passphrase, &fields.name) {
        Ok(passphrase) => passphrase,
        Err(problem) => return again(problem),
    };
    let shared = fields.shared.is_some();
    let signing = match super::recover(&app, &fields.name, visitor.asker(), &fields.code, passphrase, shared, app.clock.now()).await {
        Err(Error::TooMany(_)) => return again("sign-in-slow"),
        signing => signing?,
    };
    match signing {
        Some(signing) => second_step_pages::go_on(&app, &visitor, signing, shared, "/me").await,
        None => again("recover-wrong"),
    }
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    name: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct PassphraseForm {
    passphrase: String,
}

async fn link_page(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    let name = store::name_behind_link(&mut *app.db.acquire().await?, &digest(&token), app.clock.now()).await?;
    show(&LinkPage { page: visitor.page(Nav::Me), name: name.ok_or(Error::Refused("link-used"))?, problem: None })
}

/// `POST /sign-in/link/{token}`: looking at the link does not use it up, setting the passphrase does.
async fn link(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Kept { fields, stale }: Kept<PassphraseForm>,
) -> Result<Response> {
    let name = store::name_behind_link(&mut *app.db.acquire().await?, &digest(&token), app.clock.now()).await?;
    let name = name.ok_or(Error::Refused("link-used"))?;
    let passphrase = match Passphrase::parse(&fields.passphrase, &name) {
        Ok(passphrase) if !stale => passphrase,
        other => {
            let problem = Some(other.err().unwrap_or("form-once-more"));
            let page = LinkPage { page: visitor.page(Nav::Me), name, problem };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response());
        }
    };
    let secret = passphrase.hash().await?;
    let mut tx = app.db.begin().await?;
    let (signing, codes) = super::use_link(&mut tx, &token, &secret, app.clock.now()).await?.ok_or(Error::Refused("link-used"))?;
    tx.commit().await?;
    match signing {
        // Who works at the desk sets a second step up first, and gets the codes with it.
        SignIn::In(session) if waits_for_second_step(&app, &visitor, &session).await? => {
            Ok((signed_in(&app, &session), Redirect::to("/me/second-step")).into_response())
        }
        SignIn::In(session) => welcome(&app, visitor, &session, codes, "/").await,
        asked @ SignIn::Asked(_) => second_step_pages::go_on(&app, &visitor, asked, false, "/").await,
    }
}

async fn waits_for_second_step(app: &App, visitor: &Visitor, session: &SignedIn) -> Result<bool> {
    let visitor = visitor.clone().became(app, &mut *app.db.acquire().await?, &session.token).await?;
    Ok(visitor.member.is_some_and(|member| member.needs_second_step))
}

#[derive(Template)]
#[template(path = "accounts/me.html")]
struct MePage {
    page: Page,
    member: Member,
    signature: String,
    /// Whether help is offered while writing; none where the operator switched that off.
    care: Option<bool>,
    /// What moderators keep them from, with the way to ask for another look.
    kept: Vec<restraints::Kept>,
    saved: bool,
    asks: Asks,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

async fn me(State(app): State<App>, visitor: Visitor, member: Member, Query(Saved { saved }): Query<Saved>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let signature = store::signature(&mut conn, member.id).await?;
    let kept = restraints::mine(&mut conn, member.id, app.clock.now()).await?;
    let asks = Asks::of(&mut conn, &member, app.clock.now()).await?;
    show(&MePage {
        page: visitor.page(Nav::Me),
        kept,
        asks,
        member,
        signature,
        care: visitor.care_while_writing(),
        saved: saved.is_some(),
        problem: None,
    })
}

async fn me_again(app: &App, visitor: &Visitor, member: Member, signature: Option<String>, problem: &'static str) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let asks = Asks::of(&mut conn, &member, app.clock.now()).await?;
    let signature = match signature {
        Some(typed) => typed,
        None => store::signature(&mut conn, member.id).await?,
    };
    let (page, care) = (visitor.page(Nav::Me), visitor.care_while_writing());
    let page = MePage { page, member, signature, care, kept: Vec::new(), asks, saved: false, problem: Some(problem) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}

#[derive(Deserialize)]
struct SignatureForm {
    signature: String,
}

async fn signature(
    State(app): State<App>,
    visitor: Visitor,
    member: Member,
    Kept { fields, stale }: Kept<SignatureForm>,
) -> Result<Response> {
    let written = if fields.signature.trim().is_empty() { Ok(String::new()) } else { text::line(&fields.signature, SIGNATURE_CHARS) };
    match written {
        Ok(signature) if !stale => {
            store::set_signature(&mut *app.db.acquire().await?, member.id, &signature).await?;
            Ok(Redirect::to("/me?saved=yes").into_response())
        }
        Ok(_) => me_again(&app, &visitor, member, Some(fields.signature), "form-once-more").await,
        Err(_) => me_again(&app, &visitor, member, Some(fields.signature), "signature-long").await,
    }
}

#[derive(Deserialize)]
struct ChangeForm {
    #[serde(default)]
    old: String,
    passphrase: String,
}

/// `POST /me/passphrase` changes it, or sets the first one, and ends every other session.
async fn passphrase(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<ChangeForm>) -> Result<Response> {
    let now = app.clock.now();
    let fits = super::is_theirs(&app.db, &member, &form.old, now).await?;
    let new = match Passphrase::parse(&form.passphrase, &member.name) {
        Ok(new) if fits => new,
        other => {
            return me_again(&app, &visitor, member, None, other.err().filter(|_| fits).unwrap_or("passphrase-old-wrong")).await;
        }
    };
    let secret = new.hash().await?;
    let mut tx = app.db.begin().await?;
    // Knowing it does not say how it was got: with a code alone it stays so.
    let recovered = store::is_recovered(&mut tx, member.id).await?;
    recovery::change_passphrase(&mut tx, member.id, &secret, recovered, now).await?;
    let session = sessions::start(&mut tx, member.id, member.on_shared, now).await?;
    tx.commit().await?;
    Ok((signed_in(&app, &session), Redirect::to("/me?saved=yes")).into_response())
}

#[derive(Deserialize)]
struct CodesForm {
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    code: String,
}

/// `POST /me/codes` replaces the recovery codes and shows the new ones once. Whoever only found a browser signed in makes none.
async fn codes(State(app): State<App>, visitor: Visitor, member: Member, Form(form): Form<CodesForm>) -> Result<Response> {
    let now = app.clock.now();
    if let Some(problem) = second_step::doubt(&app, &member, &form.passphrase, &form.code, now).await? {
        return me_again(&app, &visitor, member, None, problem).await;
    }
    let mut tx = app.db.begin().await?;
    let codes = recovery::renew_codes(&mut tx, member.id, now).await?;
    tx.commit().await?;
    show(&CodesPage { page: visitor.page(Nav::Me), codes, back: "/me".to_owned(), fresh: false })
}
