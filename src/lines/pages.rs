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

use super::{Ask, Checks, Country, CountryCode, Directory, Doubt, Help, Hidden, Hours, LineHelp, Month, SHIPPED, Way};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::{self, Page, Path, Query, show};

/// The cookie that keeps the country a person picked; tied to no account.
const COUNTRY_COOKIE: &str = "country";

/// The two routes, which need neither session nor database.
pub fn routes() -> Router<App> {
    Router::new().route("/help", get(help)).route("/help/{country}", get(country))
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
    CookieJar::from_headers(headers).get(COUNTRY_COOKIE)?.value().parse().ok()
}

/// The country picked in a form just now, with the cookie that keeps it; where it is none, the one picked before.
pub fn pick(app: &App, headers: &HeaderMap, form: &str) -> (CookieJar, Option<CountryCode>) {
    let now = form.parse::<CountryCode>().ok().filter(|code| Directory::shipped().find(*code, "en").is_some());
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
    let directory = Directory::shipped();
    let country = directory.find(code, "en").ok_or(Error::NotFound)?;
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
    let (directory, checks, hidden) = (Directory::shipped(), Checks::new(), app.hidden_lines());
    let ask = Ask { lang: page.words.code, today: today(app), all, checks: &checks, hidden: &hidden };
    let chosen = match code {
        Some(code) => Some(directory.help(code, &ask).ok_or(Error::NotFound)?),
        None => None,
    };
    let (countries, directories) = (directory.countries(ask.lang), directory.directories(&ask));
    let mut response = show(&HelpPage { page, countries, chosen, directories, shipped: SHIPPED.into() })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    Ok(response)
}

fn today(app: &App) -> NaiveDate {
    app.clock.now().date_naive()
}

/// A country's help for a panel beside somebody's words: the number for emergencies, and the first lines that are for anyone.
pub fn at_hand(app: &App, code: CountryCode, lang: &str, most: usize) -> Option<Help> {
    let (checks, hidden): (Checks, Hidden) = (Checks::new(), app.hidden_lines());
    let ask = Ask { lang, today: today(app), all: false, checks: &checks, hidden: &hidden };
    let mut help = Directory::shipped().help(code, &ask)?;
    help.lines.retain(|line| line.audience == super::Audience::Anyone && (line.phone.is_some() || line.sms.is_some()));
    // One to call and one to write to, where there are both, before a second one to call.
    if let Some(text) = help.lines.iter().skip(1).position(|line| line.phone.is_none()) {
        let text = help.lines.remove(text + 1);
        help.lines.insert(1, text);
    }
    help.lines.truncate(most);
    Some(help)
}
