//! How it stands with somebody who asked to join, for themselves.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::TimeDelta;
use serde::Deserialize;

use super::applications::{self, ANSWER_CHARS, Application};
use crate::accounts::{self, Member, Visitor};
use crate::cases::{self, Priority};
use crate::error::{Error, Result};
use crate::settings::Join;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, show};

/// Answers one account may send in an hour.
const AN_HOUR: u32 = 4;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/joining", get(stands).post(again))
}

#[derive(Template)]
#[template(path = "joining/stands.html")]
struct StandsPage {
    page: Page,
    application: Option<Application>,
    /// How long it usually takes.
    wait: Option<TimeDelta>,
    /// What is asked now, of somebody who can answer once more.
    question: Option<String>,
    answer: String,
    problem: Option<&'static str>,
}

async fn page(app: &App, visitor: &Visitor, member: &Member, answer: String, problem: Option<&'static str>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let application = applications::of(&mut conn, member.id).await?;
    let may_answer = member.is_waiting && application.as_ref().is_none_or(Application::is_declined);
    let wait = cases::usual_wait(&mut conn, None, (Priority::Application, Priority::Application), app.clock.now()).await?;
    let question = app.settings.join_question.clone().filter(|_| may_answer && app.settings.join == Join::Question);
    show(&StandsPage { page: visitor.page(Nav::Me), application, wait, question, answer, problem })
}

/// `GET /me/joining`
async fn stands(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    page(&app, &visitor, &member, String::new(), None).await
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    text: String,
}

/// `POST /me/joining`: somebody who was not taken in answers once more.
async fn again(State(app): State<App>, visitor: Visitor, member: Member, Kept { fields, stale }: Kept<Answer>) -> Result<Response> {
    let question = app.settings.join_question.as_deref().filter(|_| app.settings.join == Join::Question && member.is_waiting);
    let question = question.ok_or(Error::Conflict("joining-asked"))?;
    let problem = match Source::parse(&fields.text, ANSWER_CHARS) {
        _ if stale => "form-once-more",
        Ok(answer) => {
            let now = app.clock.now();
            let mut tx = app.db.begin().await?;
            accounts::allow(&mut tx, &member.id.to_string(), "application", AN_HOUR, now).await?;
            applications::ask(&mut tx, member.id, question, answer.as_str(), now).await?;
            tx.commit().await?;
            return Ok(Redirect::to("/me/joining").into_response());
        }
        Err(SourceError::Blank) => "joining-blank",
        Err(SourceError::TooLong { .. }) => "joining-long",
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&app, &visitor, &member, fields.text, Some(problem)).await?).into_response())
}
