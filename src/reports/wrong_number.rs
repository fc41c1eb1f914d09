//! `/help/{country}/wrong/{line}`: a number that is dead, costs money or belongs to somebody else. No account needed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::accounts::Visitor;
use crate::cases::{self, NOTE_CHARS, Subject, Told};
use crate::error::{Error, Result};
use crate::lines::Directory;
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Form, Nav, Page, Path, show};

#[derive(Template)]
#[template(path = "reports/wrong_number.html")]
struct WrongPage {
    page: Page,
    place: String,
    line: String,
    name: String,
    what: String,
    too_long: bool,
    thanks: bool,
}

#[derive(Deserialize)]
pub(super) struct WrongForm {
    what: String,
}

fn name(line: &str) -> Result<String> {
    Directory::shipped().line(line).map(|line| line.name.clone()).ok_or(Error::NotFound)
}

pub(super) async fn ask(visitor: Visitor, Path((place, line)): Path<(String, String)>) -> Result<Response> {
    let name = name(&line)?;
    show(&WrongPage { page: visitor.page(Nav::Elsewhere), place, line, name, what: String::new(), too_long: false, thanks: false })
}

pub(super) async fn tell(
    State(app): State<App>,
    visitor: Visitor,
    Path((place, line)): Path<(String, String)>,
    Form(form): Form<WrongForm>,
) -> Result<Response> {
    let name = name(&line)?;
    let page = visitor.page(Nav::Elsewhere);
    let note = match Source::parse(&form.what, NOTE_CHARS) {
        Ok(source) => source.as_str().to_owned(),
        Err(SourceError::Blank) => String::new(),
        Err(SourceError::TooLong { .. }) => {
            return show(&WrongPage { page, place, line, name, what: form.what, too_long: true, thanks: false });
        }
    };
    let mut tx = app.db.begin().await?;
    cases::report(&mut tx, &Subject::Line(line.clone()), None, Told::WrongNumber, &note, visitor.account(), app.clock.now()).await?;
    tx.commit().await?;
    show(&WrongPage { page, place, line, name, what: String::new(), too_long: false, thanks: true })
}
