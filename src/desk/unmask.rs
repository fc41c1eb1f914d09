//! Looking up who an alias is: with a reason in the log, told to the other moderators at once, and to the member later. Until then the
//! desk shows it nowhere.

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
use super::store;
use crate::accounts::{self, Moderator, Visitor};
use crate::audit::{self, Action, Deed};
use crate::cases::{self, Case};
use crate::entries::{self, DeskEntry};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId};
use crate::outbox::{self, Event};
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, Path, show};

/// After which time the member is told. Not at once: there may be a danger in it.
const TOLD_AFTER: TimeDelta = TimeDelta::days(7);
/// Characters in the reason, at most.
const WHY_CHARS: usize = 1000;
/// Aliases that a moderator can look up in an hour.
const AN_HOUR: u32 = 8;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/{case}/unmask", get(page).post(unmask))
}

#[derive(Template)]
#[template(path = "desk/unmask.html")]
struct UnmaskPage {
    page: Page,
    case: Case,
    alias: String,
    why: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct UnmaskForm {
    #[serde(default)]
    what: String,
}

/// The case, its entry, and who is behind the alias.
async fn find(conn: &mut PgConnection, moderator: &Moderator, case: CaseId) -> Result<(Case, DeskEntry, AccountId)> {
    let case = super::find(conn, moderator, case).await?;
    let entry = match case.entry {
        Some(entry) => entries::for_desk(conn, entry).await?,
        None => None,
    };
    let entry = entry.filter(|entry| entry.voice == "alias").ok_or(Error::Conflict("unmask-no-alias"))?;
    let account = entry.author.ok_or(Error::Conflict("unmask-no-alias"))?;
    Ok((case, entry, account))
}

async fn page(State(app): State<App>, visitor: Visitor, AtDesk(moderator): AtDesk, Path(case): Path<CaseId>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let (case, entry, _) = find(&mut conn, &moderator, case).await?;
    cases::renew(&mut conn, case.id, moderator.0.id, app.clock.now()).await?;
    let alias = entry.name.unwrap_or_default();
    show(&UnmaskPage { page: visitor.page(Nav::Desk), case, alias, why: String::new(), problem: None })
}

/// `POST /desk/{case}/unmask`: from then on the name stands on the page of this case. It can't be taken back.
async fn unmask(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Kept { fields, stale }: Kept<UnmaskForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let (case, entry, account) = find(&mut tx, &moderator, case).await?;
    cases::renew(&mut tx, case.id, moderator.0.id, now).await?;
    let why = match Source::parse(&fields.what, WHY_CHARS) {
        _ if stale => Err("form-once-more"),
        Ok(why) => Ok(why),
        Err(SourceError::Blank) => Err("unmask-why-needed"),
        Err(SourceError::TooLong { .. }) => Err("unmask-why-long"),
    };
    let why = match why {
        Ok(why) => why,
        Err(problem) => {
            let alias = entry.name.unwrap_or_default();
            let page = UnmaskPage { page: visitor.page(Nav::Desk), case, alias, why: fields.what, problem: Some(problem) };
            tx.commit().await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response());
        }
    };
    // Sent twice, it is looked up once.
    cases::lock_with_own(&mut tx, case.id, moderator.0.id).await?;
    if store::unmasked(&mut tx, case.id).await?.is_some() {
        return Ok(Redirect::to(&format!("/desk/{}", case.id)).into_response());
    }
    accounts::allow(&mut tx, &moderator.0.id.to_string(), "unmask", AN_HOUR, now).await?;
    let deed = Deed {
        case: Some(case.id),
        entry: Some(entry.id),
        line: None,
        board: Some(entry.board),
        by: Some(moderator.0.id),
        action: Action::Unmask,
        reason: None,
        message: why.as_str(),
        from: None,
        to: None,
    };
    let decision = audit::append(&mut tx, &deed, now).await?;
    outbox::put(&mut tx, &Event::Unmasked { decision, account: None }, now).await?;
    outbox::put(&mut tx, &Event::Unmasked { decision, account: Some(account) }, now + TOLD_AFTER).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/{}", case.id)).into_response())
}
