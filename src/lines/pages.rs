//! The help page: from memory, for everybody, also while nothing else works.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use chrono::NaiveDate;
use serde::Deserialize;

use super::{Ask, Country, CountryCode, Doubt, Help, Hours, LineHelp, Month, SHIPPED, Way, api, directory};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{self, Page, Path, Query, show};

/// The cookie that keeps the country a person picked; tied to no account.
const COUNTRY_COOKIE: &str = "country";

/// Lines on a sheet, which is one page of paper.
const ON_A_SHEET: usize = 12;

/// The routes, which need neither session nor database.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/help", get(help))
        .route("/help/{country}", get(country))
        .route("/help/{country}/sheet", get(sheet))
        .route("/api/v1/lines", api::route())
}

#[derive(Template)]
#[template(path = "lines/help.html")]
struct HelpPage {
    page: Page,
    countries: Vec<Country>,
    chosen: Option<Help>,
    directories: Vec<LineHelp>,
    shipped: Month,
}

impl HelpPage {
    fn is_chosen(&self, country: &Country) -> bool {
        self.chosen.as_ref().is_some_and(|help| help.country == *country)
    }

    /// Whether the browser may keep it for when there is no network: a chosen country's, without the doubtful lines.
    fn is_to_keep(&self) -> bool {
        self.chosen.as_ref().is_some_and(|help| !help.all)
    }

    /// The country's code in addresses; `zz` where none is chosen.
    fn place(&self) -> String {
        self.chosen.as_ref().map_or_else(|| "zz".to_owned(), |help| help.country.code.small())
    }
}

#[derive(Deserialize)]
struct Pick {
    country: Option<String>,
}

#[derive(Deserialize)]
struct Which {
    all: Option<String>,
}

/// The country a person picked before, if any.
pub fn picked(headers: &HeaderMap) -> Option<CountryCode> {
    web::cookie_value(headers, COUNTRY_COOKIE)?.parse().ok()
}

/// The country picked in a form just now, with the cookie that keeps it; where it is none, the one picked before.
pub fn pick(app: &App, headers: &HeaderMap, form: &str) -> (CookieJar, Option<CountryCode>) {
    let now = form.parse::<CountryCode>().ok().filter(|code| directory(app).find(*code, "en").is_some());
    match now {
        Some(code) => (web::kept_choice(app, COUNTRY_COOKIE, code.small()), Some(code)),
        None => (CookieJar::new(), picked(headers)),
    }
}

/// What was picked is kept in a cookie of its own; without a pick nothing is guessed.
async fn help(State(app): State<App>, headers: HeaderMap, Query(pick): Query<Pick>) -> Result<Response> {
    let code = match pick.country.as_deref() {
        None | Some("") => return help_page(&app, &headers, picked(&headers), false),
        Some(code) => code.parse::<CountryCode>().map_err(|_| Error::NotFound)?,
    };
    let country = directory(&app).find(code, "en").ok_or(Error::NotFound)?;
    let code = country.code.small();
    let onward = Redirect::to(&format!("/help/{code}"));
    Ok((web::kept_choice(&app, COUNTRY_COOKIE, code), onward).into_response())
}

async fn country(State(app): State<App>, headers: HeaderMap, Path(code): Path<String>, Query(which): Query<Which>) -> Result<Response> {
    if code == "zz" {
        return help_page(&app, &headers, None, false);
    }
    let code = code.parse::<CountryCode>().map_err(|_| Error::NotFound)?;
    help_page(&app, &headers, Some(code), which.all.is_some())
}

fn help_page(app: &App, headers: &HeaderMap, code: Option<CountryCode>, all: bool) -> Result<Response> {
    let page = Page::bare(app, headers, "/help");
    let directory = directory(app);
    let ask = Ask { lang: page.words.code, today: today(app), all };
    let chosen = match code {
        Some(code) => Some(directory.help(code, &ask).ok_or(Error::NotFound)?),
        None => None,
    };
    let (countries, directories) = (directory.countries(ask.lang), directory.directories(&ask));
    let mut response = show(&HelpPage { page, countries, chosen, directories, shipped: SHIPPED.into() })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    Ok(response)
}

#[derive(Template)]
#[template(path = "lines/sheet.html")]
struct SheetPage {
    page: Page,
    help: Help,
    /// By when to print it again.
    until: NaiveDate,
}

impl SheetPage {
    /// As many lines as a page of paper takes, in the order of the help page.
    fn first(&self) -> &[LineHelp] {
        self.help.lines.get(..ON_A_SHEET).unwrap_or(&self.help.lines)
    }

    fn more(&self) -> usize {
        self.help.lines.len().saturating_sub(ON_A_SHEET)
    }

    /// Where the board is, as people type it.
    fn site(&self) -> String {
        let url = self.page.app.settings.own_url();
        url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned()
    }
}

/// `GET /help/{country}/sheet`: one page to print.
async fn sheet(State(app): State<App>, headers: HeaderMap, Path(code): Path<CountryCode>) -> Result<Response> {
    let page = Page::bare(&app, &headers, &format!("/help/{}/sheet", code.small()));
    let ask = Ask { lang: page.words.code, today: today(&app), all: false };
    let help = directory(&app).help(code, &ask).ok_or(Error::NotFound)?;
    show(&SheetPage { page, help, until: super::dates::look_again(ask.today) })
}

pub(super) fn today(app: &App) -> NaiveDate {
    app.clock.now().date_naive()
}
