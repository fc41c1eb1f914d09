//! The moderators' pages: the desk, a case, the log.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use sqlx::PgConnection;

use super::case::{self, View};
use super::list::{self, List};
use super::store::{self, Logged};
use super::{PAGE, Verdict, case_for, decide, may_see};
use crate::accounts::{Moderator, Visitor};
use crate::audit::Action;
use crate::cases;
use crate::clock::Moment;
use crate::entries;
use crate::error::{Error, Result};
use crate::ids::{CaseId, EntryId};
use crate::lines;
use crate::state::App;
use crate::web::{Form, Kept, Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(desk))
        .route("/desk/next", post(next))
        .route("/desk/log", get(log))
        .route("/desk/entry/{entry}", post(open))
        .route("/desk/{case}", get(case_page).post(act))
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct DeskPage {
    page: Page,
    list: List,
    done: bool,
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
struct Nothing {}

async fn desk(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Done { done }): Query<Done>) -> Result<Response> {
    let boards = moderator.0.moderated_boards();
    let list = list::list(&mut *app.db.acquire().await?, boards.as_deref(), None, app.clock.now()).await?;
    show(&DeskPage { page: visitor.page(Nav::Desk), list, done: done.is_some() })
}

/// `POST /desk/next` deals a case; no two moderators get the same.
async fn next(State(app): State<App>, moderator: Moderator, _form: Form<Nothing>) -> Result<Redirect> {
    let mut tx = app.db.begin().await?;
    let dealt = cases::next(&mut tx, moderator.0.moderated_boards().as_deref(), moderator.0.id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(dealt.map_or_else(|| Redirect::to("/desk"), |case| Redirect::to(&format!("/desk/{case}"))))
}

/// `POST /desk/entry/{entry}`: a moderator acts on what they read, without a report.
async fn open(State(app): State<App>, moderator: Moderator, Path(entry): Path<EntryId>, _form: Form<Nothing>) -> Result<Redirect> {
    let mut tx = app.db.begin().await?;
    let entry = entries::for_desk(&mut tx, entry).await?.filter(|entry| may_see(&moderator, Some(entry.board))).ok_or(Error::NotFound)?;
    let case = case_for(&mut tx, &entry, app.clock.now()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/{case}")))
}

#[derive(Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    page: Page,
    list: List,
    view: View,
    form: ActForm,
    problem: Option<&'static str>,
}

#[derive(Deserialize, Default)]
struct ActForm {
    version: i32,
    action: String,
    reason: Option<String>,
    #[serde(default)]
    message: String,
}

/// The sentence on a button about a crisis line.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
fn line_button(action: &Action) -> &'static str {
    match action {
        Action::Hold => "desk-line-hide",
        Action::Restore => "desk-line-show",
        _ => "desk-line-done",
    }
}

impl ActForm {
    fn chose(&self, reason: &str) -> bool {
        self.reason.as_deref() == Some(reason)
    }
}

/// `GET /desk/{case}`: reading a case one holds keeps it for ten minutes more.
async fn case_page(State(app): State<App>, visitor: Visitor, moderator: Moderator, Path(case): Path<CaseId>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    cases::renew(&mut conn, case, moderator.0.id, app.clock.now()).await?;
    let page = read(&mut conn, &visitor, &moderator, case, app.clock.now()).await?;
    show(&page)
}

async fn read(conn: &mut PgConnection, visitor: &Visitor, moderator: &Moderator, case: CaseId, now: Moment) -> Result<CasePage> {
    let view = case::view(conn, case, moderator, now).await?;
    let list = list::list(conn, moderator.0.moderated_boards().as_deref(), Some(case), now).await?;
    Ok(CasePage { page: visitor.page(Nav::Desk), list, view, form: ActForm::default(), problem: None })
}

/// `POST /desk/{case}` decides it, or hands it back. Who comes second is told by whom it was changed, and keeps what they typed.
async fn act(
    State(app): State<App>,
    visitor: Visitor,
    moderator: Moderator,
    Path(case): Path<CaseId>,
    Kept { fields, stale }: Kept<ActForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let outcome = if stale { Ok(Err("form-once-more")) } else { try_to(&app, &moderator, case, &fields, now).await };
    let (status, problem) = match outcome {
        Ok(Ok(onward)) => return Ok(Redirect::to(onward).into_response()),
        Ok(Err(problem)) => (StatusCode::UNPROCESSABLE_ENTITY, problem),
        Err(Error::Conflict(problem)) => (StatusCode::CONFLICT, problem),
        Err(other) => return Err(other),
    };
    let mut conn = app.db.acquire().await?;
    let page = CasePage { form: fields, problem: Some(problem), ..read(&mut conn, &visitor, &moderator, case, now).await? };
    let own = page.view.closed.as_ref().is_some_and(|closed| closed.action() == Action::read(&page.form.action));
    if status == StatusCode::CONFLICT && own && page.view.case.leased_by == Some(moderator.0.id) {
        // The button was pressed twice: the first time counted.
        return Ok(Redirect::to("/desk?done=yes").into_response());
    }
    Ok((status, show(&page)?).into_response())
}

/// One transaction: all of it, or nothing. The inner error is what the form says when it is shown again.
async fn try_to(app: &App, moderator: &Moderator, case: CaseId, form: &ActForm, now: Moment) -> Result<Result<&'static str, &'static str>> {
    let mut tx = app.db.begin().await?;
    let found = cases::find(&mut tx, case, None).await?.filter(|case| may_see(moderator, case.board)).ok_or(Error::NotFound)?;
    if form.action == "release" {
        cases::release(&mut tx, case, form.version, moderator.0.id, now).await?;
        tx.commit().await?;
        return Ok(Ok("/desk"));
    }
    let verdict = match Verdict::parse(&form.action, form.reason.as_deref(), &form.message) {
        Ok(verdict) => verdict,
        Err(problem) => return Ok(Err(problem)),
    };
    if found.is_closed || found.version != form.version {
        return Err(Error::Conflict("desk-changed"));
    }
    decide(&mut tx, moderator, &found, form.version, &verdict, now).await?;
    tx.commit().await?;
    if found.line.is_some() {
        lines::changed(app).await;
    }
    Ok(Ok("/desk?done=yes"))
}

#[derive(Template)]
#[template(path = "desk/log.html")]
struct LogPage {
    page: Page,
    decisions: Vec<Logged>,
    more: Option<i64>,
}

#[derive(Deserialize)]
struct Before {
    before: Option<i64>,
}

/// `GET /desk/log`: what was decided, newest first, with who did it.
async fn log(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Before { before }): Query<Before>) -> Result<Response> {
    let boards = moderator.0.moderated_boards();
    let mut decisions = store::log(&mut *app.db.acquire().await?, boards.as_deref(), before.unwrap_or(i64::MAX)).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let full = decisions.len() > most;
    decisions.truncate(most);
    let more = decisions.last().filter(|_| full).map(|last| last.seq);
    show(&LogPage { page: visitor.page(Nav::Desk), decisions, more })
}
