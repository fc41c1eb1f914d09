//! The operators' pages of one account. A name stands in no address: it is looked up by a form.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::store::{self, Person};
use super::{REASON_CHARS, Wanted};
use crate::accounts::{self, Operator, Visitor};
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, Path, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/desk/people", get(look).post(find)).route("/desk/people/{account}", get(person).post(decide))
}

#[derive(Template)]
#[template(path = "people/find.html")]
struct FindPage {
    page: Page,
    name: String,
    problem: Option<&'static str>,
}

async fn look(visitor: Visitor, _operator: Operator) -> Result<Response> {
    show(&FindPage { page: visitor.page(Nav::Desk), name: String::new(), problem: None })
}

#[derive(Deserialize)]
struct Find {
    #[serde(default)]
    name: String,
}

async fn find(State(app): State<App>, visitor: Visitor, _operator: Operator, Kept { fields, stale }: Kept<Find>) -> Result<Response> {
    let found = if stale { None } else { accounts::find(&mut *app.db.acquire().await?, &fields.name).await? };
    if let Some(account) = found {
        return Ok(Redirect::to(&format!("/desk/people/{account}")).into_response());
    }
    let problem = Some(if stale { "form-once-more" } else { "people-nobody" });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&FindPage { page: visitor.page(Nav::Desk), name: fields.name, problem })?).into_response())
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    page: Page,
    person: Person,
    form: DecideForm,
    problem: Option<&'static str>,
}

/// `GET /desk/people/{account}`
async fn person(State(app): State<App>, visitor: Visitor, _operator: Operator, Path(account): Path<AccountId>) -> Result<Response> {
    let person = store::find(&mut *app.db.acquire().await?, account).await?.ok_or(Error::NotFound)?;
    show(&PersonPage { page: visitor.page(Nav::Desk), person, form: DecideForm::default(), problem: None })
}

#[derive(Deserialize, Default)]
struct DecideForm {
    #[serde(default)]
    r#do: String,
    /// Whether what they wrote can be answered: `open` or `quiet`.
    #[serde(default)]
    answers: String,
    /// Why, for the log.
    #[serde(default)]
    note: String,
}

/// `POST /desk/people/{account}` makes it a memorial, or takes that back.
async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    operator: Operator,
    Path(account): Path<AccountId>,
    Kept { fields, stale }: Kept<DecideForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let person = store::find(&mut tx, account).await?.ok_or(Error::NotFound)?;
    let wanted = match (fields.r#do.as_str(), fields.answers.as_str()) {
        ("memorial", "open") => Ok(Wanted::Memorial { quiet: false }),
        ("memorial", "quiet") => Ok(Wanted::Memorial { quiet: true }),
        ("lift", _) => Ok(Wanted::Lifted),
        _ => Err("memorial-choose"),
    };
    let reason = Source::parse(&fields.note, REASON_CHARS);
    let problem = match (wanted, reason) {
        _ if stale => "form-once-more",
        (Err(problem), _) => problem,
        (_, Err(SourceError::Blank)) => "memorial-why",
        (_, Err(SourceError::TooLong { .. })) => "memorial-long",
        (Ok(wanted), Ok(reason)) => {
            super::decide(&mut tx, &operator, account, wanted, reason.as_str(), app.clock.now()).await?;
            tx.commit().await?;
            return Ok(Redirect::to(&format!("/desk/people/{account}")).into_response());
        }
    };
    let page = PersonPage { page: visitor.page(Nav::Desk), person, form: fields, problem: Some(problem) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}
