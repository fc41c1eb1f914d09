//! `/desk/care`: what one is not dealt, a break, an end of the day.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use serde::Deserialize;
use sqlx::PgConnection;

use super::care::{self, Care};
use crate::accounts::{self, Moderator, Visitor};
use crate::cases;
use crate::error::Result;
use crate::ids::AccountId;
use crate::state::App;
use crate::text;
use crate::threads::NOTES;
use crate::web::{Form, Nav, Page, Query, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/care", get(page).post(save)).route("/desk/break", post(pause))
}

/// Characters in the name somebody signs with, at most.
const SIGN_CHARS: usize = 40;
/// The longest break that is asked for by button, in minutes.
const BREAKS: [i64; 4] = [10, 60, 480, 1440];

#[derive(Template)]
#[template(path = "desk/care.html")]
struct CarePage {
    page: Page,
    care: Care,
    on_break: Option<i64>,
    most: String,
    sign: String,
    saved: bool,
    problem: Option<&'static str>,
}

impl CarePage {
    fn avoids(&self, note: &str) -> bool {
        self.care.avoid.iter().any(|avoided| avoided == note)
    }
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

#[derive(Deserialize)]
struct CareForm {
    #[serde(default)]
    avoid: Vec<String>,
    #[serde(default)]
    most: String,
    #[serde(default)]
    sign: String,
}

#[derive(Deserialize)]
struct BreakForm {
    minutes: i64,
}

async fn page(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Saved { saved }): Query<Saved>) -> Result<Response> {
    let care = care::of(&mut *app.db.acquire().await?, moderator.0.id).await?;
    let now = app.clock.now();
    let on_break = care.break_until.filter(|until| *until > now).map(|until| super::list::minutes_to(until, now));
    let most = care.most_a_day.map_or_else(String::new, |most| most.to_string());
    let sign = care.signs_as.clone().unwrap_or_default();
    show(&CarePage { page: visitor.page(Nav::Desk), care, on_break, most, sign, saved: saved.is_some(), problem: None })
}

async fn save(State(app): State<App>, visitor: Visitor, moderator: Moderator, Form(form): Form<CareForm>) -> Result<Response> {
    let avoid: Vec<String> =
        NOTES.iter().filter(|note| form.avoid.iter().any(|avoid| avoid == *note)).map(|note| (*note).to_owned()).collect();
    let most = match form.most.trim() {
        "" => Ok(None),
        typed => typed.parse().ok().filter(|most| (1..=500).contains(most)).map(Some).ok_or("care-most-number"),
    };
    let mut conn = app.db.acquire().await?;
    let sign = read_sign(&mut conn, &form.sign, moderator.0.id).await?;
    match most.and_then(|most| Ok((most, sign?))) {
        Ok((most_a_day, signs_as)) => {
            care::save(&mut conn, moderator.0.id, &Care { avoid, most_a_day, signs_as, ..Care::default() }).await?;
            Ok(Redirect::to("/desk/care?saved=yes").into_response())
        }
        Err(problem) => {
            let care = Care { avoid, ..care::of(&mut conn, moderator.0.id).await? };
            let (page, most, sign) = (visitor.page(Nav::Desk), form.most, form.sign);
            let page = CarePage { page, care, on_break: None, most, sign, saved: false, problem: Some(problem) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
        }
    }
}

/// The name they sign with: one line, and nobody else's.
async fn read_sign(conn: &mut PgConnection, typed: &str, moderator: AccountId) -> Result<Result<Option<String>, &'static str>> {
    if typed.trim().is_empty() {
        return Ok(Ok(None));
    }
    let Ok(sign) = text::line(typed, SIGN_CHARS) else { return Ok(Err("care-sign-long")) };
    let other = accounts::find(conn, &sign).await?.filter(|account| *account != moderator);
    Ok(if other.is_some() { Err("care-sign-taken") } else { Ok(Some(sign)) })
}

/// `POST /desk/break`: what they hold is free for others; zero minutes end a break.
async fn pause(State(app): State<App>, moderator: Moderator, Form(BreakForm { minutes }): Form<BreakForm>) -> Result<Redirect> {
    let mut tx = app.db.begin().await?;
    let until = BREAKS.contains(&minutes).then(|| app.clock.now() + TimeDelta::minutes(minutes));
    care::pause(&mut tx, moderator.0.id, until).await?;
    if until.is_some() {
        cases::free_all(&mut tx, moderator.0.id).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/desk"))
}
