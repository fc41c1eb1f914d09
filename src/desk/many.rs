//! Spam in bulk: one decision takes down what one writer wrote, or what links to one place. For spam alone. What sounds heavy, is
//! urgent, or is in somebody's hands is left out, to be read by itself.

use std::collections::BTreeSet;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::TimeDelta;
use serde::Deserialize;
use sqlx::PgConnection;

use super::limits::AtDesk;
use super::plans;
use super::settle;
use super::store::{self, Alike};
use super::verdict::Verdict;
use crate::accounts::{Moderator, Visitor};
use crate::audit::{Action, Deed, Rule};
use crate::care;
use crate::cases::{self, Along, Case};
use crate::clock::Moment;
use crate::entries::{self, DeskEntry};
use crate::error::{Error, Result};
use crate::ids::{CaseId, EntryId};
use crate::screen::Grade;
use crate::state::App;
use crate::text::{self, Source};
use crate::web::{Form, Nav, Page, Path, show};

/// How far back it looks.
const LATELY: TimeDelta = TimeDelta::days(30);
/// Characters of each entry that the list shows.
const EXCERPT: usize = 140;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/{case}/spam", get(page).post(take_down))
}

/// An entry that could go with the one the case is about.
struct Listed {
    entry: Alike,
    /// Why it is not among those that can be chosen.
    left_out: Option<&'static str>,
    excerpt: String,
}

#[derive(Template)]
#[template(path = "desk/many.html")]
struct ManyPage {
    page: Page,
    case: Case,
    version: i32,
    listed: Vec<Listed>,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct ManyForm {
    version: i32,
    #[serde(default)]
    entries: Vec<EntryId>,
}

async fn find(conn: &mut PgConnection, moderator: &Moderator, case: CaseId) -> Result<(Case, DeskEntry)> {
    let case = super::find(conn, moderator, case).await?;
    let entry = entries::for_desk(conn, case.entry.ok_or(Error::NotFound)?).await?.ok_or(Error::NotFound)?;
    Ok((case, entry))
}

async fn list(conn: &mut PgConnection, moderator: &Moderator, entry: &DeskEntry, now: Moment) -> Result<Vec<Listed>> {
    let boards = moderator.0.moderated_boards();
    let places: Vec<String> = places(entry.html.as_str()).into_iter().collect();
    let alike = store::alike(conn, entry.id, &places, boards.as_deref(), moderator.0.id, (now - LATELY, now)).await?;
    Ok(alike.into_iter().map(listed).collect())
}

fn listed(entry: Alike) -> Listed {
    let left_out = if entry.is_in_hand {
        Some("many-in-hand")
    } else if entry.is_urgent || care::read(&entry.title, &entry.source).grade > Grade::None {
        Some("many-heavy")
    } else {
        None
    };
    let excerpt = Source::parse(&entry.source, usize::MAX).map(|source| text::excerpt(&source, EXCERPT)).unwrap_or_default();
    Listed { entry, left_out, excerpt }
}

/// The sites that a text links to.
fn places(html: &str) -> BTreeSet<String> {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let hosts = links.filter_map(|link| link.split_once("://")?.1.split(['/', '?', '#', ':']).next());
    hosts.filter(|host| host.contains('.')).map(str::to_lowercase).collect()
}

/// `GET /desk/{case}/spam`: what would go with it.
async fn page(State(app): State<App>, visitor: Visitor, AtDesk(moderator): AtDesk, Path(case): Path<CaseId>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let now = app.clock.now();
    let (case, entry) = find(&mut conn, &moderator, case).await?;
    cases::renew(&mut conn, case.id, moderator.0.id, now).await?;
    let listed = list(&mut conn, &moderator, &entry, now).await?;
    show(&ManyPage { page: visitor.page(Nav::Desk), version: case.version, case, listed, problem: None })
}

/// `POST /desk/{case}/spam`: one decision about the case's entry and those that were chosen, with one moment to take it back.
async fn take_down(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Form(form): Form<ManyForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let (case, entry) = find(&mut tx, &moderator, case).await?;
    let listed = list(&mut tx, &moderator, &entry, now).await?;
    let may = |entry: &EntryId| listed.iter().any(|one| one.entry.id == *entry && one.left_out.is_none());
    let problem = if form.entries.is_empty() {
        (StatusCode::UNPROCESSABLE_ENTITY, "many-none")
    } else if !form.entries.iter().all(may) {
        (StatusCode::CONFLICT, "many-changed")
    } else {
        let due = now + TimeDelta::seconds(i64::from(app.settings.undo_seconds));
        match settle::plan(&mut tx, &moderator, &case, form.version, &Verdict::spam(form.entries), (now, due)).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(Redirect::to("/desk?done=yes").into_response());
            }
            Err(Error::Conflict(problem)) => (StatusCode::CONFLICT, problem),
            Err(other) => return Err(other),
        }
    };
    let page = ManyPage { page: visitor.page(Nav::Desk), version: case.version, case, listed, problem: Some(problem.1) };
    Ok((problem.0, show(&page)?).into_response())
}

/// Locks everything that goes with an entry, and it, and then their cases, each in one order: two who take the same things down do not
/// wait for each other in a circle.
pub(super) async fn lock(conn: &mut PgConnection, entry: EntryId, plan: &plans::Plan) -> Result<()> {
    let all: Vec<EntryId> = plan.detail.many.iter().copied().chain([entry]).collect();
    store::lock(conn, &all).await?;
    if plan.action() == Some(Action::Move) {
        // The cases of the whole thread go with it.
        return cases::lock_of_thread(conn, entry, plan.case_id).await;
    }
    cases::lock_of(conn, &all, plan.case_id).await
}

/// Takes down what was chosen with the case's own entry: gives back a deed for each. What changed meanwhile, or what somebody else
/// has in hand by now, is left as it is.
pub(super) async fn take_along<'a>(conn: &mut PgConnection, plan: &'a plans::Plan, now: Moment) -> Result<Vec<Deed<'a>>> {
    let mut deeds = Vec::new();
    for (entry, board) in store::still_alike(conn, &plan.detail.many, plan.made_at).await? {
        let case = match cases::take_along(conn, entry, plan.by, plan.made_at, now).await? {
            Along::Without => plan.case_id,
            Along::Closed(case) => case,
            Along::Left => continue,
        };
        let from = entries::move_to(conn, entry, entries::State::Removed, Some(plan.by), now).await?;
        deeds.push(Deed {
            case: Some(case),
            entry: Some(entry),
            line: None,
            board: Some(board),
            by: Some(plan.by),
            action: Action::Remove,
            reason: Some(Rule::Spam),
            message: &plan.message,
            from: Some(from.as_str()),
            to: Some(entries::State::Removed.as_str()),
        });
    }
    Ok(deeds)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn a_place_is_a_site_however_the_link_goes_on() {
        let html = r#"<a href="https://Lamps.example/a?b">x</a> <a href="http://lamps.example:80">y</a> <a href="mailto:a@b.c">z</a> <a href="https://other.example#top">o</a>"#;
        assert_eq!(places(html).into_iter().collect::<Vec<_>>(), ["lamps.example", "other.example"]);
        assert!(places("nothing to see at https://lamps.example").is_empty());
    }
}
