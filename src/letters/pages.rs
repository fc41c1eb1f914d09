//! One's own address, the links that were sent to it, and getting back in by one.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::{ASKED, Purpose, Tells, hash, store};
use crate::accounts::{self, Asks, Member, Passphrase, Visitor};
use crate::error::{Error, Result};
use crate::mail::Address;
use crate::state::App;
use crate::web::{Form, Kept, Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/me/mail", get(mine).post(add))
        .route("/me/mail/tells", post(tells))
        .route("/me/mail/remove", post(remove))
        .route("/sign-in/recover/mail", post(ask))
        .route("/m/{token}", get(link_page).post(link))
        .route("/m/stop/{token}", get(stop_page).post(stop))
}

/// One of somebody's addresses, as much of it as a page shows.
struct Known {
    hint: String,
    is_confirmed: bool,
    tells: Vec<String>,
}

#[derive(Template)]
#[template(path = "letters/mine.html")]
struct MinePage {
    page: Page,
    asks: Asks,
    addresses: Vec<Known>,
    typed: String,
    saved: bool,
    problem: Option<&'static str>,
}

impl MinePage {
    fn is_confirmed(&self) -> bool {
        self.addresses.iter().any(|known| known.is_confirmed)
    }

    /// What one can be told of, and whether that was chosen.
    fn choices(&self) -> Vec<(Tells, bool)> {
        let chosen =
            |one: Tells| self.addresses.iter().any(|known| known.is_confirmed && known.tells.iter().any(|told| told == one.as_str()));
        Tells::ALL.iter().map(|one| (*one, chosen(*one))).collect()
    }

    fn is_offered(&self) -> bool {
        self.page.app.mail().is_some()
    }
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

async fn mine(State(app): State<App>, visitor: Visitor, member: Member, Query(Saved { saved }): Query<Saved>) -> Result<Response> {
    show(&my_page(&app, &visitor, &member, saved.is_some()).await?)
}

async fn my_page(app: &App, visitor: &Visitor, member: &Member, saved: bool) -> Result<MinePage> {
    let (mut conn, mut addresses) = (app.db.acquire().await?, Vec::new());
    let asks = Asks::of(&mut conn, member, app.clock.now()).await?;
    for row in store::mine(&mut conn, member.id).await? {
        // With another key than it was sealed with, an address is as good as none.
        let address = app.keys.as_ref().and_then(|keys| keys.open(member.id.0.as_bytes(), &row.sealed));
        let hint = address.and_then(|address| Some(Address::parse(&address).ok()?.hint()));
        addresses.extend(hint.map(|hint| Known { hint, is_confirmed: row.confirmed_at.is_some(), tells: row.tells }));
    }
    Ok(MinePage { page: visitor.page(Nav::Me), asks, addresses, typed: String::new(), saved, problem: None })
}

#[derive(Deserialize)]
struct AddForm {
    address: String,
    #[serde(default)]
    passphrase: String,
}

/// `POST /me/mail` sends a link to an address. It takes the passphrase: whoever has the address can come in later.
async fn add(State(app): State<App>, visitor: Visitor, member: Member, Kept { fields, stale }: Kept<AddForm>) -> Result<Response> {
    match try_add(&app, &visitor, &member, &fields, stale).await {
        Ok(()) => Ok(Redirect::to("/me/mail").into_response()),
        Err(Error::Refused(problem)) => {
            let page = MinePage { typed: fields.address, problem: Some(problem), ..my_page(&app, &visitor, &member, false).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn try_add(app: &App, visitor: &Visitor, member: &Member, form: &AddForm, stale: bool) -> Result<()> {
    let now = app.clock.now();
    if stale {
        return Err(Error::Refused("form-once-more"));
    }
    let (_, keys) = app.mail().ok_or(Error::Refused("mail-not-here"))?;
    let address = Address::parse(&form.address).map_err(Error::Refused)?;
    if !accounts::is_theirs(&app.db, member, &form.passphrase, now).await? {
        return Err(Error::Refused("leaving-wrong"));
    }
    let mut tx = app.db.begin().await?;
    match accounts::allow(&mut tx, &member.id.to_string(), "mail", ASKED, now).await {
        Err(Error::TooMany(_)) => return Err(Error::Refused("mail-slow")),
        allowed => allowed?,
    }
    super::add(&mut tx, keys, member.id, &address, visitor.page(Nav::Me).words.code, now).await?;
    Ok(tx.commit().await?)
}

#[derive(Deserialize)]
struct TellsForm {
    #[serde(default)]
    tells: Vec<String>,
}

/// `POST /me/mail/tells`: what they want to be told of, from now on.
async fn tells(State(app): State<App>, member: Member, Form(form): Form<TellsForm>) -> Result<Redirect> {
    let wanted = Tells::ALL.iter().map(|one| one.as_str()).filter(|one| form.tells.iter().any(|ticked| ticked == one));
    let wanted: Vec<String> = wanted.map(str::to_owned).collect();
    store::set_tells(&mut *app.db.acquire().await?, member.id, &wanted).await?;
    Ok(Redirect::to("/me/mail?saved=yes"))
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /me/mail/remove`: the address is gone, and with it every link that was sent to it.
async fn remove(State(app): State<App>, member: Member, _form: Form<Nothing>) -> Result<Redirect> {
    store::remove(&mut *app.db.acquire().await?, member.id).await?;
    Ok(Redirect::to("/me/mail?saved=yes"))
}

#[derive(Template)]
#[template(path = "letters/asked.html")]
struct AskedPage {
    page: Page,
    problem: Option<&'static str>,
    typed: String,
}

#[derive(Deserialize)]
struct AskForm {
    address: String,
}

/// `POST /sign-in/recover/mail`: the answer is the same for every address, and takes as long.
async fn ask(State(app): State<App>, visitor: Visitor, Kept { fields, stale }: Kept<AskForm>) -> Result<Response> {
    let again = |status: StatusCode, problem| {
        let page = AskedPage { page: visitor.page(Nav::Me), problem: Some(problem), typed: fields.address.clone() };
        Ok((status, show(&page)?).into_response())
    };
    if stale {
        return again(StatusCode::UNPROCESSABLE_ENTITY, "form-once-more");
    }
    let Some((_, keys)) = app.mail() else { return again(StatusCode::UNPROCESSABLE_ENTITY, "mail-not-here") };
    let address = match Address::parse(&fields.address) {
        Ok(address) => address,
        Err(problem) => return again(StatusCode::UNPROCESSABLE_ENTITY, problem),
    };
    let mut tx = app.db.begin().await?;
    match super::ask(&mut tx, keys, &address, &visitor.counted_as(), app.clock.now()).await {
        Err(Error::TooMany(_)) => return again(StatusCode::TOO_MANY_REQUESTS, "mail-slow"),
        asked => asked?,
    }
    tx.commit().await?;
    show(&AskedPage { page: visitor.page(Nav::Me), problem: None, typed: String::new() })
}

/// The page behind a link: a button that confirms an address, or a new passphrase.
#[derive(Template)]
#[template(path = "letters/link.html")]
struct LinkPage {
    page: Page,
    /// Whose passphrase it is; nobody's where an address is confirmed.
    name: Option<String>,
    done: bool,
    problem: Option<&'static str>,
}

async fn open(app: &App, visitor: &Visitor, token: &str) -> Result<(Purpose, LinkPage)> {
    let found = store::open(&mut *app.db.acquire().await?, &hash(token), app.clock.now()).await?;
    let found = found.ok_or(Error::Refused("mail-link-used"))?;
    let purpose = Purpose::read(&found.purpose).ok_or(Error::Refused("mail-link-used"))?;
    let name = (purpose == Purpose::Recover).then_some(found.name);
    Ok((purpose, LinkPage { page: visitor.page(Nav::Me), name, done: false, problem: None }))
}

/// `GET /m/{token}`: looking at a link does not use it up. Programs look at links in mail before people do.
async fn link_page(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    show(&open(&app, &visitor, &token).await?.1)
}

#[derive(Deserialize)]
struct LinkForm {
    #[serde(default)]
    passphrase: String,
    shared: Option<String>,
}

async fn link(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Kept { fields, stale }: Kept<LinkForm>,
) -> Result<Response> {
    let (purpose, page) = open(&app, &visitor, &token).await?;
    let again = |page, problem| {
        let page = LinkPage { problem: Some(problem), ..page };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
    };
    if stale {
        return again(page, "form-once-more");
    }
    match purpose {
        Purpose::Confirm => {
            confirm(&app, &token).await?;
            show(&LinkPage { done: true, ..page })
        }
        Purpose::Recover => match Passphrase::parse(&fields.passphrase, page.name.as_deref().unwrap_or("")) {
            Ok(passphrase) => set_passphrase(&app, &visitor, &token, passphrase, fields.shared.is_some()).await,
            Err(problem) => again(page, problem),
        },
    }
}

async fn confirm(app: &App, token: &str) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let found = store::take(&mut tx, &hash(token), Purpose::Confirm.as_str(), now).await?;
    let (address, account) = found.ok_or(Error::Refused("mail-link-used"))?;
    store::confirm(&mut tx, address, account, now).await?;
    Ok(tx.commit().await?)
}

/// Sets the passphrase, ends every session, and goes on as a right passphrase does: a second step is still asked for.
async fn set_passphrase(app: &App, visitor: &Visitor, token: &str, passphrase: Passphrase, shared: bool) -> Result<Response> {
    let now = app.clock.now();
    let secret = passphrase.hash().await?;
    let mut tx = app.db.begin().await?;
    let found = store::take(&mut tx, &hash(token), Purpose::Recover.as_str(), now).await?;
    let (_, account) = found.ok_or(Error::Refused("mail-link-used"))?;
    let signing = accounts::reset(&mut tx, account, &secret, shared, now).await?;
    tx.commit().await?;
    accounts::go_on(app, visitor, signing, shared, "/me").await
}

#[derive(Template)]
#[template(path = "letters/stop.html")]
struct StopPage {
    page: Page,
    done: bool,
}

fn address_of(app: &App, token: &str) -> Result<crate::ids::AddressId> {
    let address = app.keys.as_ref().and_then(|keys| super::stopped(keys, token));
    address.ok_or(Error::Refused("mail-link-used"))
}

/// `GET /m/stop/{token}` only asks: programs look at links in mail before people do.
async fn stop_page(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    address_of(&app, &token)?;
    show(&StopPage { page: visitor.page(Nav::Elsewhere), done: false })
}

/// `POST /m/stop/{token}`, by the page's button or by a mail program (RFC 8058), which has neither cookie nor form: what the form
/// brings is not read, the token in the address is the right.
async fn stop(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    let address = address_of(&app, &token)?;
    store::stop(&mut *app.db.acquire().await?, address).await?;
    show(&StopPage { page: visitor.page(Nav::Elsewhere), done: true })
}
