//! `/help/{country}/wrong/{line}`: a number that is dead, costs money or belongs to somebody else. No account needed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::accounts::{self, Visitor};
use crate::cases::{self, NOTE_CHARS, Subject, Told};
use crate::error::{Error, Result};
use crate::lines;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, Path, show};

/// Wrong numbers one person may tell of in an hour; a quarter of them at once.
const WRONG_NUMBERS_AN_HOUR: u32 = 20;

#[derive(Template)]
#[template(path = "reports/wrong_number.html")]
struct WrongPage {
    page: Page,
    place: String,
    line: String,
    name: String,
    what: String,
    problem: Option<&'static str>,
    thanks: bool,
}

#[derive(Deserialize)]
pub(super) struct WrongForm {
    what: String,
}

fn name(app: &App, line: &str) -> Result<String> {
    lines::directory(app).line(line).map(|line| line.name.clone()).ok_or(Error::NotFound)
}

pub(super) async fn ask(State(app): State<App>, visitor: Visitor, Path((place, line)): Path<(String, String)>) -> Result<Response> {
    let name = name(&app, &line)?;
    show(&WrongPage { page: visitor.page(Nav::Elsewhere), place, line, name, what: String::new(), problem: None, thanks: false })
}

pub(super) async fn tell(
    State(app): State<App>,
    visitor: Visitor,
    Path((place, line)): Path<(String, String)>,
    Kept { fields, stale }: Kept<WrongForm>,
) -> Result<Response> {
    let name = name(&app, &line)?;
    let page = visitor.page(Nav::Elsewhere);
    let note = match Source::parse(&fields.what, NOTE_CHARS) {
        Ok(source) => Ok(source.as_str().to_owned()),
        Err(SourceError::Blank) => Ok(String::new()),
        Err(SourceError::TooLong { .. }) => Err("report-long"),
    };
    let mut tx = app.db.begin().await?;
    let told = match note {
        Ok(_) if stale => Err("form-once-more"),
        Ok(note) => match accounts::allow(&mut tx, &visitor.counted_as(), "wrong number", WRONG_NUMBERS_AN_HOUR, app.clock.now()).await {
            Err(Error::TooMany(_)) => Err("report-many"),
            other => other.map(|()| Ok(note))?,
        },
        Err(problem) => Err(problem),
    };
    let note = match told {
        Ok(note) => note,
        Err(problem) => {
            let page = WrongPage { page, place, line, name, what: fields.what, problem: Some(problem), thanks: false };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response());
        }
    };
    cases::report(&mut tx, &Subject::Line(line.clone()), None, Told::WrongNumber, &note, visitor.account(), app.clock.now()).await?;
    tx.commit().await?;
    show(&WrongPage { page, place, line, name, what: String::new(), problem: None, thanks: true })
}
