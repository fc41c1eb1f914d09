//! The pages under `/about`, and the choice of a language.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use chrono::TimeDelta;
use serde::Deserialize;

use crate::accounts::Visitor;
use crate::audit::{self, Count};
use crate::cases::{self, Priority};
use crate::error::{Error, Result};
use crate::retention::{self, Rule};
use crate::state::App;
use crate::web::page::{DISCREET_COOKIE, LANGUAGE_COOKIE};
use crate::web::{self, Nav, Page, Path, Query, show};
use crate::words;

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/about/decisions", get(decisions))
        .route("/about/{what}", get(about))
        .route("/language/{code}", get(language))
        .route("/discreet/{choice}", get(discreet))
}

#[derive(Template)]
#[template(path = "about/text.html")]
struct AboutPage {
    page: Page,
    title: &'static str,
    points: &'static [&'static str],
}

/// Made from the table that the jobs go by, and from the settings in force.
#[derive(Template)]
#[template(path = "about/privacy.html")]
struct PrivacyPage {
    page: Page,
    points: &'static [&'static str],
    rules: Vec<Rule>,
}

#[derive(Template)]
#[template(path = "about/leaving.html")]
struct LeavingPage {
    page: Page,
    points: &'static [&'static str],
}

const GUIDELINES: &[&str] = &[
    "about-guideline-listen",
    "about-guideline-advice",
    "about-guideline-diagnose",
    "about-guideline-methods",
    "about-guideline-kind",
    "about-guideline-private",
    "about-guideline-limits",
];
const PRIVACY: &[&str] = &[
    "about-privacy-words",
    "about-privacy-address",
    "about-privacy-session",
    "about-privacy-drafts",
    "about-privacy-offline",
    "about-privacy-screen",
    "about-privacy-third",
];
const LEAVING: &[&str] = &[
    "about-leaving-how",
    "about-leaving-back",
    "about-leaving-not",
    "about-leaving-private",
    "about-leaving-history",
    "about-leaving-network",
    "about-leaving-shared",
];

/// Needs no database: these are read by people who are not sure yet.
async fn about(State(app): State<App>, headers: HeaderMap, Path(what): Path<String>) -> Result<Response> {
    let page = Page::bare(&app, &headers, &format!("/about/{what}"));
    let (title, points) = match what.as_str() {
        "guidelines" => ("about-guidelines-title", GUIDELINES),
        "privacy" => {
            let rules = retention::rules(&app.settings);
            return show(&PrivacyPage { page, points: PRIVACY, rules });
        }
        "leaving" => return show(&LeavingPage { page, points: LEAVING }),
        _ => return Err(Error::NotFound),
    };
    show(&AboutPage { page, title, points })
}

#[derive(Template)]
#[template(path = "about/decisions.html")]
struct DecisionsPage {
    page: Page,
    counts: Vec<Count>,
    /// How long cases waited at the median, by what they were about.
    waits: Vec<(&'static str, TimeDelta)>,
}

/// What the public page tells of waits, each from the more to the less urgent.
const WAITS: [(&str, Priority, Priority); 3] = [
    ("about-wait-danger", Priority::Danger, Priority::Worried),
    ("about-wait-report", Priority::Encouragement, Priority::Report),
    ("about-wait-held", Priority::Held, Priority::Appeal),
];

async fn decisions(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let now = app.clock.now();
    let mut conn = app.db.acquire().await?;
    let counts = audit::counts(&mut conn, now - TimeDelta::days(90)).await?;
    let mut waits = Vec::new();
    for (sentence, most, least) in WAITS {
        waits.extend(cases::usual_wait(&mut conn, None, (most, least), now).await?.map(|wait| (sentence, wait)));
    }
    show(&DecisionsPage { page: visitor.page(Nav::Elsewhere), counts, waits })
}

/// `GET /discreet/{choice}` keeps in a cookie, or forgets, that tabs and history are to say nothing of what this is.
async fn discreet(State(app): State<App>, Path(choice): Path<String>) -> Result<Response> {
    let back = Redirect::to("/about/leaving");
    match choice.as_str() {
        "on" => Ok((web::kept_choice(&app, DISCREET_COOKIE, "on".to_owned()), back).into_response()),
        "off" => {
            let mut cookie = web::cookie(&app, DISCREET_COOKIE, String::new());
            cookie.make_removal();
            Ok((CookieJar::new().add(cookie), back).into_response())
        }
        _ => Err(Error::NotFound),
    }
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

/// `GET /language/{code}` keeps the choice in a cookie and goes back to where it was made.
async fn language(State(app): State<App>, Path(code): Path<String>, Query(Back { back }): Query<Back>) -> Result<Response> {
    let words = words::find(&code).ok_or(Error::NotFound)?;
    let back = web::own_path(&back).unwrap_or("/".into());
    Ok((web::kept_choice(&app, LANGUAGE_COOKIE, words.code.to_owned()), Redirect::to(&back)).into_response())
}
