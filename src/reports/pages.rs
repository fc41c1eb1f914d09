//! The two forms under an entry, and their thanks.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{REASONS, REPORTS_AN_HOUR, WORRIES_ABOUT_ONE, WORRIES_AN_HOUR};
use crate::accounts::{self, Visitor};
use crate::audit::Rule;
use crate::care::Panel;
use crate::cases::{self, NOTE_CHARS, Priority, Subject, Told, Worry};
use crate::clock::Moment;
use crate::entries::{self, Seen};
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::lines::{self, Dial};
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, Path, Query, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/e/{entry}/report", get(report_page).post(report)).route("/e/{entry}/worried", get(worried_page).post(worried))
}

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    page: Page,
    seen: Seen,
    chosen: Option<Rule>,
    note: String,
    problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "reports/worried.html")]
struct WorriedPage {
    page: Page,
    seen: Seen,
    /// The number for emergencies where the reader is, if they said where.
    emergency: Option<Dial>,
    chosen: Option<Worry>,
    note: String,
    problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "reports/thanks.html")]
struct ThanksPage {
    page: Page,
    entry: EntryId,
    /// Whom somebody who worries can talk to themselves; none after a report.
    panel: Option<Panel>,
    /// They told it before, and a volunteer looked.
    again: bool,
}

#[derive(Deserialize)]
struct Sent {
    sent: Option<String>,
}

#[derive(Deserialize)]
struct TellForm {
    reason: Option<String>,
    #[serde(default)]
    note: String,
}

async fn see(conn: &mut PgConnection, visitor: &Visitor, entry: EntryId) -> Result<Seen> {
    entries::visible(conn, entry, visitor.account()).await?.ok_or(Error::NotFound)
}

async fn report_page(
    State(app): State<App>,
    visitor: Visitor,
    Path(entry): Path<EntryId>,
    Query(Sent { sent }): Query<Sent>,
) -> Result<Response> {
    if let Some(sent) = sent {
        return show(&ThanksPage { page: visitor.page(Nav::Elsewhere), entry, panel: None, again: sent == "again" });
    }
    let seen = see(&mut *app.db.acquire().await?, &visitor, entry).await?;
    show(&ReportPage { page: visitor.page(Nav::Elsewhere), seen, chosen: None, note: String::new(), problem: None })
}

/// `POST /e/{entry}/report` folds a report into the entry's case. Whom it is about learns nothing.
async fn report(
    State(app): State<App>,
    visitor: Visitor,
    Path(entry): Path<EntryId>,
    Kept { fields, stale }: Kept<TellForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let seen = see(&mut tx, &visitor, entry).await?;
    let chosen = fields.reason.as_deref().and_then(Rule::read).filter(|rule| REASONS.contains(rule));
    let told = chosen.ok_or("report-choose").map(Told::Report);
    match tell(&app, &mut tx, &visitor, &seen, told, &fields.note, stale).await? {
        Ok(sent) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("/e/{entry}/report?sent={sent}")).into_response())
        }
        Err((status, problem)) => {
            let page = ReportPage { page: visitor.page(Nav::Elsewhere), seen, chosen, note: fields.note, problem: Some(problem) };
            Ok((status, show(&page)?).into_response())
        }
    }
}

async fn worried_page(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Query(Sent { sent }): Query<Sent>,
) -> Result<Response> {
    let page = visitor.page(Nav::Elsewhere);
    if sent.is_some() {
        let panel = Panel::for_reporter(&app, lines::picked(&headers), page.words.code);
        return show(&ThanksPage { page, entry, panel: Some(panel), again: false });
    }
    let seen = see(&mut *app.db.acquire().await?, &visitor, entry).await?;
    let emergency = emergency(&app, &headers, &page);
    show(&WorriedPage { page, seen, emergency, chosen: None, note: String::new(), problem: None })
}

/// Whoever knows where the person is calls from where they are themselves: their own country's number.
fn emergency(app: &App, headers: &HeaderMap, page: &Page) -> Option<Dial> {
    lines::at_hand(app, lines::picked(headers)?, page.words.code, 0)?.emergency.first().cloned()
}

/// `POST /e/{entry}/worried` puts the entry on top of the desk. Nothing is sent to the person, and it is no accusation.
async fn worried(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Kept { fields, stale }: Kept<TellForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let seen = see(&mut tx, &visitor, entry).await?;
    let chosen = fields.reason.as_deref().and_then(Worry::read);
    let told = chosen.ok_or("worried-choose").map(Told::Worry);
    match tell(&app, &mut tx, &visitor, &seen, told, &fields.note, stale).await? {
        Ok(_) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("/e/{entry}/worried?sent=yes")).into_response())
        }
        Err((status, problem)) => {
            let page = visitor.page(Nav::Elsewhere);
            let emergency = emergency(&app, &headers, &page);
            let page = WorriedPage { page, seen, emergency, chosen, note: fields.note, problem: Some(problem) };
            Ok((status, show(&page)?).into_response())
        }
    }
}

/// Looks at what was told and files it: gives back what the thanks are for. Who reports the same unchanged words again that a volunteer
/// looked at for them, and has nothing to add, is thanked and nothing else happens. The inner error is what the form says when it is shown again.
async fn tell(
    app: &App,
    conn: &mut PgConnection,
    visitor: &Visitor,
    seen: &Seen,
    told: Result<Told, &'static str>,
    note: &str,
    stale: bool,
) -> Result<Result<&'static str, (StatusCode, &'static str)>> {
    let again = |problem| Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problem)));
    let told = match told {
        Ok(told) if !stale => told,
        other => return again(other.err().unwrap_or("form-once-more")),
    };
    let note = match Source::parse(note, NOTE_CHARS) {
        Ok(note) => note.as_str().to_owned(),
        Err(SourceError::Blank) => String::new(),
        Err(SourceError::TooLong { .. }) => return again("report-long"),
    };
    let now = app.clock.now();
    let (action, rate) = if matches!(told, Told::Worry(_)) { ("worry", WORRIES_AN_HOUR) } else { ("report", REPORTS_AN_HOUR) };
    // A guest has a quarter of a member's allowance.
    let rate = if visitor.member.is_some() { rate } else { rate / 4 };
    let many = match accounts::allow(conn, &visitor.counted_as(), action, rate, now).await {
        Err(Error::TooMany(_)) => Some("report-many"),
        other => other.map(|()| None)?,
    };
    let many = match told {
        Told::Worry(worry) if many.is_none() => (!is_new_about_one(conn, visitor, seen, worry, now).await?).then_some("worried-enough"),
        _ => many,
    };
    if let Some(problem) = many.filter(|_| told != Told::Worry(Worry::Danger)) {
        return Ok(Err((StatusCode::TOO_MANY_REQUESTS, problem)));
    }
    let answered = match (told, visitor.account()) {
        (Told::Report(_), Some(account)) if note.is_empty() => cases::was_answered(conn, seen.id, account, now).await?,
        _ => false,
    };
    // That somebody may be in danger now always gets through; what is as urgent already is not said a hundred times.
    let known = many.is_some() && is_urgent(conn, seen.id).await?;
    if !answered && !known {
        cases::report(conn, &Subject::Entry(seen.id), Some(seen.board), told, &note, visitor.account(), now).await?;
    }
    Ok(Ok(if answered { "again" } else { "yes" }))
}

/// Whether an entry waits at the very top of the desk.
async fn is_urgent(conn: &mut PgConnection, entry: EntryId) -> Result<bool> {
    let Some(case) = cases::open_of(conn, &Subject::Entry(entry)).await? else { return Ok(false) };
    Ok(cases::find(conn, case).await?.is_some_and(|case| case.priority() == Priority::Danger))
}

/// Whether somebody has not yet said again and again that they are worried about this one person, over all they wrote by that name.
async fn is_new_about_one(conn: &mut PgConnection, visitor: &Visitor, seen: &Seen, worry: Worry, now: Moment) -> Result<bool> {
    // Counted under a hash: not even for an hour does a row say of whom somebody thought so.
    let who = visitor.counted_as();
    let told = Sha256::new().chain_update(&who).chain_update(&seen.face).chain_update([u8::from(worry == Worry::Danger)]).finalize();
    match accounts::allow(conn, &who, &bs58::encode(&told[..16]).into_string(), WORRIES_ABOUT_ONE, now).await {
        Err(Error::TooMany(_)) => Ok(false),
        other => other.map(|()| true),
    }
}
