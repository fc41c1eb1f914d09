//! `/desk/duty`: when one is on, week by week and now.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use chrono_tz::Tz;
use serde::Deserialize;

use super::hours::{Duty, Span};
use super::store;
use crate::accounts::{Moderator, Visitor};
use crate::clock::Moment;
use crate::error::Result;
use crate::letters;
use crate::state::App;
use crate::web::{Kept, Nav, Page, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/desk/duty", get(page).post(save)).route("/desk/duty/now", post(now))
}

/// The sentences that name the days.
const DAYS: [&str; 7] = ["duty-monday", "duty-tuesday", "duty-wednesday", "duty-thursday", "duty-friday", "duty-saturday", "duty-sunday"];
/// For how many hours one can say "I am on now".
const HOURS: [i64; 4] = [1, 2, 4, 8];

#[derive(Template)]
#[template(path = "duty/duty.html")]
struct DutyPage {
    page: Page,
    form: WeekForm,
    /// On now, by the week or because they said so.
    is_on: bool,
    on_until: Option<Moment>,
    /// How many are on now, anywhere.
    count: usize,
    /// Whether alerts reach them by mail; none where the board sends no mail.
    by_mail: Option<bool>,
    saved: bool,
    problem: Option<&'static str>,
}

/// A line of the week.
struct Day {
    /// The sentence that names it.
    name: &'static str,
    from: String,
    to: String,
}

impl DutyPage {
    fn days(&self) -> Vec<Day> {
        let typed = |texts: &[String], at: usize| texts.get(at).cloned().unwrap_or_default();
        DAYS.iter().enumerate().map(|(at, name)| Day { name, from: typed(&self.form.from, at), to: typed(&self.form.to, at) }).collect()
    }

    /// The hour and minute their own "now" ends, on the clock of their zone.
    fn until(&self) -> Option<String> {
        let zone: Tz = self.form.zone.parse().unwrap_or(chrono_tz::UTC);
        self.on_until.map(|until| until.with_timezone(&zone).format("%H:%M").to_string())
    }
}

/// The week as typed, a line a day from Monday on.
#[derive(Debug, Default, Deserialize)]
struct WeekForm {
    #[serde(default)]
    zone: String,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
}

impl WeekForm {
    fn of(duty: Option<&Duty>) -> Self {
        let Some(duty) = duty else { return Self { zone: "UTC".to_owned(), ..Self::default() } };
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let day = |weekday: usize| duty.week.iter().find(|span| usize::from(span.weekday) == weekday);
        Self {
            zone: duty.zone.name().to_owned(),
            from: (0..7).map(|at| day(at).map_or_else(String::new, |span| time(span.starts))).collect(),
            to: (0..7).map(|at| day(at).map_or_else(String::new, |span| time(span.ends))).collect(),
        }
    }

    fn parse(&self) -> Result<(Tz, Vec<Span>), &'static str> {
        let zone = self.zone.trim().parse().map_err(|_| "duty-zone-unknown")?;
        let mut week = Vec::new();
        for (weekday, (from, to)) in (0..7).zip(self.from.iter().zip(&self.to)) {
            week.extend(Span::parse(weekday, from, to)?);
        }
        Ok((zone, week))
    }
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

async fn page(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Saved { saved }): Query<Saved>) -> Result<Response> {
    show(&duty_page(&app, &visitor, &moderator, saved.is_some()).await?)
}

async fn duty_page(app: &App, visitor: &Visitor, moderator: &Moderator, saved: bool) -> Result<DutyPage> {
    let (mut conn, now) = (app.db.acquire().await?, app.clock.now());
    let duty = store::of(&mut conn, moderator.0.id).await?;
    let by_mail = match app.mail() {
        Some(_) => Some(letters::is_reached(&mut conn, moderator.0.id).await?),
        None => None,
    };
    Ok(DutyPage {
        page: visitor.page(Nav::Desk),
        form: WeekForm::of(duty.as_ref()),
        is_on: duty.as_ref().is_some_and(|duty| duty.is_on(now)),
        on_until: duty.and_then(|duty| duty.on_until).filter(|until| *until > now),
        count: super::on_duty(&mut conn, None, now).await?.len(),
        by_mail,
        saved,
        problem: None,
    })
}

/// `POST /desk/duty` keeps the week; one that can't be read comes back as it was typed.
async fn save(State(app): State<App>, visitor: Visitor, moderator: Moderator, Kept { fields, stale }: Kept<WeekForm>) -> Result<Response> {
    match fields.parse() {
        Ok((zone, week)) if !stale => {
            let mut tx = app.db.begin().await?;
            store::set_week(&mut tx, moderator.0.id, zone.name(), &week).await?;
            tx.commit().await?;
            Ok(Redirect::to("/desk/duty?saved=yes").into_response())
        }
        other => {
            let problem = Some(other.err().unwrap_or("form-once-more"));
            let page = DutyPage { form: fields, problem, ..duty_page(&app, &visitor, &moderator, false).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
        }
    }
}

#[derive(Deserialize)]
struct NowForm {
    hours: i64,
}

/// `POST /desk/duty/now`: on for some hours; zero hours end it.
async fn now(State(app): State<App>, moderator: Moderator, crate::web::Form(form): crate::web::Form<NowForm>) -> Result<Redirect> {
    let until = HOURS.contains(&form.hours).then(|| app.clock.now() + TimeDelta::hours(form.hours));
    store::set_now(&mut *app.db.acquire().await?, moderator.0.id, until).await?;
    Ok(Redirect::to("/desk/duty?saved=yes"))
}
