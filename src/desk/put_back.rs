//! What one decision took down together as spam, put back together: with words to its writers, and one moment to take that back.

use askama::Template;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::TimeDelta;
use serde::Deserialize;
use sqlx::PgConnection;

use super::limits::AtDesk;
use super::plans::Plan;
use super::settle;
use super::store::{self, Together};
use super::verdict::{MESSAGE_CHARS, Verdict, has_blank};
use crate::accounts::{Moderator, Visitor};
use crate::audit::{Action, Deed};
use crate::cases::{self, Along};
use crate::clock::Moment;
use crate::entries::{self, State};
use crate::error::{Error, Result};
use crate::ids::{CaseId, EntryId};
use crate::state::App;
use crate::text::{self, Source};
use crate::web::{Form, Nav, Page, Path, show};

/// Characters of each entry that the list shows.
const EXCERPT: usize = 140;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/{case}/put-back", get(page).post(put_back))
}

/// An entry that was taken down with others.
struct Listed {
    entry: Together,
    excerpt: String,
}

impl Listed {
    /// Why it is not among those that can be chosen.
    fn left_out(&self) -> Option<&'static str> {
        match (self.entry.is_asked, self.entry.is_in_hand) {
            (true, _) => Some("put-back-asked"),
            (_, true) => Some("many-in-hand"),
            _ => None,
        }
    }
}

#[derive(Template)]
#[template(path = "desk/put_back.html")]
struct PutBackPage {
    page: Page,
    case: CaseId,
    listed: Vec<Listed>,
    message: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct PutBackForm {
    #[serde(default)]
    message: String,
    #[serde(default)]
    entries: Vec<EntryId>,
}

async fn list(conn: &mut PgConnection, moderator: &Moderator, case: CaseId, now: Moment) -> Result<Vec<Listed>> {
    let boards = moderator.0.moderated_boards();
    let together = store::together(conn, case, boards.as_deref(), moderator.0.id, now).await?.ok_or(Error::NotFound)?;
    let excerpt = |source: &str| Source::parse(source, usize::MAX).map(|source| text::excerpt(&source, EXCERPT)).unwrap_or_default();
    Ok(together.into_iter().map(|entry| Listed { excerpt: excerpt(&entry.source), entry }).collect())
}

/// `GET /desk/{case}/put-back`: what is still taken down of what one decision took down together.
async fn page(Shared(app): Shared<App>, visitor: Visitor, AtDesk(moderator): AtDesk, Path(case): Path<CaseId>) -> Result<Response> {
    let listed = list(&mut *app.db.acquire().await?, &moderator, case, app.clock.now()).await?;
    show(&PutBackPage { page: visitor.page(Nav::Desk), case, listed, message: String::new(), problem: None })
}

/// `POST /desk/{case}/put-back`: one decision about those that were chosen, as about one that is put back by itself.
async fn put_back(
    Shared(app): Shared<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Form(form): Form<PutBackForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let listed = list(&mut tx, &moderator, case, now).await?;
    let may = |entry: &EntryId| listed.iter().any(|one| one.entry.id == *entry && one.left_out().is_none());
    let problem = match form.entries.split_first() {
        None => (StatusCode::UNPROCESSABLE_ENTITY, "put-back-none"),
        Some(_) if form.message.trim().is_empty() || form.message.chars().count() > MESSAGE_CHARS => {
            (StatusCode::UNPROCESSABLE_ENTITY, "put-back-needs-words")
        }
        Some(_) if has_blank(&form.message) => (StatusCode::UNPROCESSABLE_ENTITY, "desk-blank-left"),
        Some(_) if !form.entries.iter().all(may) => (StatusCode::CONFLICT, "many-changed"),
        Some((first, rest)) => {
            let entry = entries::for_desk(&mut tx, *first).await?.ok_or(Error::NotFound)?;
            let case = settle::case_for(&mut tx, &entry, now).await?;
            let case = super::find(&mut tx, &moderator, case).await?;
            let due = now + TimeDelta::seconds(i64::from(app.settings.undo_seconds));
            let verdict = Verdict::put_back(rest.to_vec(), form.message.trim().to_owned());
            match settle::plan(&mut tx, &moderator, &case, case.version, &verdict, (now, due)).await {
                Ok(_) => {
                    tx.commit().await?;
                    return Ok(Redirect::to("/desk?done=yes").into_response());
                }
                Err(Error::Conflict(problem)) => (StatusCode::CONFLICT, problem),
                Err(other) => return Err(other),
            }
        }
    };
    let page = PutBackPage { page: visitor.page(Nav::Desk), case, listed, message: form.message, problem: Some(problem.1) };
    Ok((problem.0, show(&page)?).into_response())
}

/// Puts back what was chosen with the first of them: gives back a deed for each. What is not taken down any more, what its writer
/// asked about meanwhile, or what somebody else has in hand by now is left as it is.
pub(super) async fn along<'a>(conn: &mut PgConnection, plan: &'a Plan, now: Moment) -> Result<Vec<Deed<'a>>> {
    let mut deeds = Vec::new();
    for (entry, board) in store::still_removed(conn, &plan.detail.many).await? {
        let case = match cases::take_along(conn, entry, plan.by, plan.made_at, now).await? {
            Along::Without => plan.case_id,
            Along::Closed(case) => case,
            Along::Left => continue,
        };
        let to = settle::before_removal(conn, entry).await?;
        entries::move_to(conn, entry, to, Some(plan.by), now).await?;
        deeds.push(Deed {
            case: Some(case),
            entry: Some(entry),
            line: None,
            board: Some(board),
            by: Some(plan.by),
            action: Action::Restore,
            reason: None,
            message: &plan.message,
            from: Some(State::Removed.as_str()),
            to: Some(to.as_str()),
        });
    }
    Ok(deeds)
}
