//! The moderators' pages: the desk and a case.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, TimeDelta};
use serde::Deserialize;
use sqlx::PgConnection;

use super::care::{self, Rest};
use super::case::{self, View};
use super::keys::{self, Keys};
use super::limits::{self, AtDesk};
use super::list::{self, List};
use super::plans::{self, Plan};
use super::verdict::{ActForm, Verdict};
use super::words::{DECLINE, WORDS};
use super::{may_see, settle};
use crate::accounts::{Moderator, Visitor};
use crate::audit::Action;
use crate::cases;
use crate::clock::Moment;
use crate::entries;
use crate::error::{Error, Result};
use crate::ids::{CaseId, EntryId, PlanId};
use crate::state::App;
use crate::text::Source;
use crate::web::{Form, Kept, Nav, Page, Path, Query, show};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(desk))
        .route("/desk/next", post(next))
        .route("/desk/leave", post(leave))
        .route("/desk/undo", post(undo))
        .route("/desk/entry/{entry}", post(open))
        .route("/desk/{case}", get(case_page).post(act))
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct DeskPage {
    page: Page,
    list: List,
    keys: Keys,
    pending: Option<Plan>,
    rest: Option<Rest>,
    done: bool,
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
struct Nothing {}

async fn desk(State(app): State<App>, visitor: Visitor, moderator: Moderator, Query(Done { done }): Query<Done>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    if !moderator.has_accepted_limits(&mut conn).await? {
        return limits::page(&visitor);
    }
    let list = list::list(&mut conn, &moderator, None, app.clock.now()).await?;
    let keys = keys::of(&mut conn, moderator.0.id).await?;
    let pending = plans::latest(&mut conn, moderator.0.id).await?;
    let rest = rest(&mut conn, &moderator, app.clock.now()).await?;
    show(&DeskPage { page: visitor.page(Nav::Desk), list, keys, pending, rest, done: done.is_some() })
}

/// `POST /desk/next` deals a case; no two moderators get the same.
async fn next(State(app): State<App>, AtDesk(moderator): AtDesk, _form: Form<Nothing>) -> Result<Redirect> {
    let mut tx = app.db.begin().await?;
    let dealt = deal(&mut tx, &moderator, app.clock.now()).await?;
    tx.commit().await?;
    Ok(dealt.map_or_else(|| Redirect::to("/desk"), |case| Redirect::to(&format!("/desk/{case}"))))
}

/// The next case, unless they rest.
async fn deal(conn: &mut PgConnection, moderator: &Moderator, now: Moment) -> Result<Option<CaseId>> {
    let care = care::of(conn, moderator.0.id).await?;
    if care::rest(conn, moderator.0.id, &care, now).await?.is_some_and(Rest::is_off) {
        return Ok(None);
    }
    let (boards, me) = (moderator.0.moderated_boards(), moderator.0.id);
    let light = care::needs_light(conn, me, now).await?;
    cases::next(conn, boards.as_deref(), &care.avoid, light, me, now).await
}

async fn rest(conn: &mut PgConnection, moderator: &Moderator, now: Moment) -> Result<Option<Rest>> {
    let care = care::of(conn, moderator.0.id).await?;
    Ok(care::rest(conn, moderator.0.id, &care, now).await?)
}

/// `POST /desk/leave`: whatever this moderator holds is free at once.
async fn leave(State(app): State<App>, moderator: Moderator, _form: Form<Nothing>) -> Result<Redirect> {
    cases::free_all(&mut *app.db.acquire().await?, moderator.0.id).await?;
    Ok(Redirect::to("/desk"))
}

#[derive(Deserialize)]
struct OpenForm {
    /// `crisis`: straight to the steps for somebody in danger, with the case in hand.
    #[serde(default)]
    to: String,
}

/// `POST /desk/entry/{entry}`: a moderator acts on what they read, without a report.
async fn open(
    State(app): State<App>,
    AtDesk(moderator): AtDesk,
    Path(entry): Path<EntryId>,
    Form(form): Form<OpenForm>,
) -> Result<Redirect> {
    let mut tx = app.db.begin().await?;
    let entry = entries::for_desk(&mut tx, entry).await?.filter(|entry| may_see(&moderator, Some(entry.board))).ok_or(Error::NotFound)?;
    // Said alike whether somebody reported it or not.
    if entry.writer == Some(moderator.0.id) {
        return Err(Error::Refused("desk-own"));
    }
    let case = settle::case_for(&mut tx, &entry, app.clock.now()).await?;
    let to_crisis = form.to == "crisis";
    if to_crisis {
        cases::claim(&mut tx, case, moderator.0.id, app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&if to_crisis { format!("/desk/{case}/crisis") } else { format!("/desk/{case}") }))
}

#[derive(Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    page: Page,
    list: List,
    keys: Keys,
    pending: Option<Plan>,
    rest: Option<Rest>,
    done: bool,
    view: View,
    form: ActForm,
    problem: Option<&'static str>,
}

impl CasePage {
    /// Ready words in the language of whom they are for, with what is known filled in.
    fn ready(&self, sentence: &str) -> String {
        let applicant = self.view.application.as_ref().map(|asked| asked.name.as_str());
        let name = self.view.entry.as_ref().and_then(|entry| entry.name.as_deref()).or(applicant).unwrap_or("…");
        self.view.words.with(sentence, &[("name", name)])
    }
}

/// The sentence on a button, which is another where a crisis line is meant.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
fn button(view: &View, action: &Action) -> &'static str {
    match action {
        _ if view.case.line.is_none() => action.button(),
        Action::Hold => "desk-line-hide",
        Action::Restore => "desk-line-show",
        _ => "desk-line-done",
    }
}

/// `GET /desk/{case}`: reading a case one holds keeps it for ten minutes more.
async fn case_page(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    super::find(&mut conn, &moderator, case).await?;
    cases::renew(&mut conn, case, moderator.0.id, app.clock.now()).await?;
    let page = read(&mut conn, &visitor, &moderator, case, app.clock.now()).await?;
    show(&CasePage { done: done.is_some(), ..page })
}

async fn read(conn: &mut PgConnection, visitor: &Visitor, moderator: &Moderator, case: CaseId, now: Moment) -> Result<CasePage> {
    let page = visitor.page(Nav::Desk);
    let view = case::view(conn, case, moderator, page.words, now).await?;
    let list = list::list(conn, moderator, Some(case), now).await?;
    let keys = keys::of(conn, moderator.0.id).await?;
    let pending = plans::latest(conn, moderator.0.id).await?;
    let rest = rest(conn, moderator, now).await?;
    Ok(CasePage { page, list, keys, pending, rest, done: false, view, form: ActForm::default(), problem: None })
}

/// `POST /desk/{case}` decides it, or hands it on. Who comes second is told by whom it was changed, and keeps what they typed.
async fn act(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Kept { fields, stale }: Kept<ActForm>,
) -> Result<Response> {
    let now = app.clock.now();
    if fields.action == "away" {
        if let Some(lease) = DateTime::from_timestamp_micros(fields.lease) {
            cases::loosen(&mut *app.db.acquire().await?, case, moderator.0.id, lease, now).await?;
        }
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let outcome = if stale { Ok(Err("form-once-more")) } else { try_to(&app, &moderator, case, &fields, now).await };
    let (status, problem) = match outcome {
        Ok(Ok(onward)) => return Ok(Redirect::to(&onward).into_response()),
        Ok(Err(problem)) => (StatusCode::UNPROCESSABLE_ENTITY, problem),
        Err(Error::Conflict(problem)) => (StatusCode::CONFLICT, problem),
        Err(other) => return Err(other),
    };
    let mut conn = app.db.acquire().await?;
    let page = CasePage { form: fields, problem: Some(problem), ..read(&mut conn, &visitor, &moderator, case, now).await? };
    let action = Action::read(&page.form.action);
    if status == StatusCode::CONFLICT && page.view.decided.as_ref().is_some_and(|decided| decided.mine && decided.action == action) {
        // The button was pressed twice: the first time counted.
        return Ok(Redirect::to("/desk?done=yes").into_response());
    }
    if let Some((.., sentence)) = WORDS.iter().chain([&DECLINE]).find(|(name, _)| *name == page.form.words) {
        let message = page.ready(sentence);
        let action = if page.form.words == DECLINE.0 { DECLINE.0 } else { "" }.to_owned();
        return show(&CasePage { form: ActForm { action, message, ..page.form }, problem: None, ..page });
    }
    Ok((status, show(&page)?).into_response())
}

/// One transaction: all of it, or nothing. Gives back where to go; the inner error is what the form says when it is shown again.
async fn try_to(app: &App, moderator: &Moderator, case: CaseId, form: &ActForm, now: Moment) -> Result<Result<String, &'static str>> {
    let mut tx = app.db.begin().await?;
    let found = super::find(&mut tx, moderator, case).await?;
    let me = moderator.0.id;
    cases::lock_with_own(&mut tx, case, me).await?;
    let note = match Source::parse(&form.note, cases::NOTE_CHARS) {
        Ok(note) => Some(note),
        Err(crate::text::SourceError::Blank) => None,
        Err(_) => return Ok(Err("report-long")),
    };
    let here = || format!("/desk/{case}");
    let (remark, onward) = match form.action.as_str() {
        "release" => {
            cases::release(&mut tx, case, form.version, me, now).await?;
            ("handover", None)
        }
        "second" => {
            cases::ask_second(&mut tx, case, form.version, me, now).await?;
            ("second", None)
        }
        "take" if cases::claim(&mut tx, case, me, now).await? => ("note", Some(here())),
        "take" => return Err(Error::Conflict("desk-changed")),
        "note" => {
            let Some(note) = note else { return Ok(Err("desk-note-empty")) };
            cases::note(&mut tx, case, me, note.as_str(), now).await?;
            tx.commit().await?;
            return Ok(Ok(here()));
        }
        _ => {
            let verdict = match Verdict::parse(form) {
                Ok(verdict) => verdict,
                Err(problem) => return Ok(Err(problem)),
            };
            let due = now + TimeDelta::seconds(i64::from(app.settings.undo_seconds));
            settle::plan(&mut tx, moderator, &found, form.version, &verdict, (now, due)).await?;
            ("note", if Action::read(&form.action) == Some(Action::Write) { Some(format!("{}?done=yes", here())) } else { None })
        }
    };
    if let Some(note) = note.as_ref().map(Source::as_str).or((remark == "second").then_some("")) {
        cases::remark(&mut tx, case, me, remark, note, now).await?;
    }
    let decided = Action::read(&form.action).is_some();
    let onward = match onward {
        Some(onward) => onward,
        None => match deal(&mut tx, moderator, now).await? {
            Some(next) if next != case => format!("/desk/{next}{}", if decided { "?done=yes" } else { "" }),
            _ if decided => "/desk?done=yes".to_owned(),
            _ => {
                cases::free_all(&mut tx, me).await?;
                "/desk".to_owned()
            }
        },
    };
    tx.commit().await?;
    Ok(Ok(onward))
}

#[derive(Deserialize)]
struct UndoForm {
    plan: PlanId,
}

/// `POST /desk/undo` takes a decision back that was not carried out yet: its case is open again, with what was typed.
async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Form(UndoForm { plan }): Form<UndoForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let plan = settle::undo(&mut tx, plan, moderator.0.id, now).await?;
    let page = read(&mut tx, &visitor, &moderator, plan.case_id, now).await?;
    tx.commit().await?;
    let named = plan.detail.passage.clone().unwrap_or_default();
    let (passage, about) = if plan.action() == Some(Action::EditOut) { (named, String::new()) } else { (String::new(), named) };
    let form = ActForm {
        action: plan.action().map_or_else(String::new, |action| action.as_str().to_owned()),
        reason: plan.rule().map(|rule| rule.as_str().to_owned()),
        passage,
        about,
        message: plan.message,
        ..ActForm::default()
    };
    show(&CasePage { form, problem: Some("desk-undone"), ..page })
}
