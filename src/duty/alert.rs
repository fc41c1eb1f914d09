//! Telling people that a case is urgent.

use serde_json::json;
use sqlx::PgConnection;

use super::{on_duty, store};
use crate::cases;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId};
use crate::letters;
use crate::outbox::{self, Event};
use crate::state::App;

/// An urgent case is new, or (`late`) nobody took it for a while: those who should know are told, each by an event of their own.
/// A case somebody has in hand, or that was decided, is nothing to tell. The worker calls it.
pub async fn alert(conn: &mut PgConnection, app: &App, case: CaseId, late: bool, now: Moment) -> Result<()> {
    let Some(untaken) = cases::waits(conn, case, now).await? else { return Ok(()) };
    let mut whom = if late { Vec::new() } else { on_duty(conn, untaken.board, now).await? };
    if whom.is_empty() {
        // Late, or nobody is on duty: then there is nothing to wait for.
        whom = store::operators(conn).await?;
    }
    for account in whom {
        outbox::put(conn, &Event::AlertMail { case, account }, now).await?;
    }
    if app.hook.is_some() {
        outbox::put(conn, &Event::AlertHook { case, late }, now).await?;
    }
    Ok(())
}

/// Writes to somebody that something urgent waits, if it still does. `id` names the occasion.
pub async fn write(app: &App, case: CaseId, account: AccountId, id: i64) -> Result<()> {
    let now = app.clock.now();
    let mut conn = app.db.acquire().await?;
    if cases::waits(&mut conn, case, now).await?.is_none() {
        return Ok(());
    }
    let (danger, worried) = cases::urgent(&mut conn, now).await?;
    drop(conn);
    letters::send_alert(app, account, danger + worried, id).await
}

/// Calls the operator's own program, if the case still waits.
pub async fn call(app: &App, case: CaseId, late: bool, id: i64) -> Result<()> {
    let (Some(hook), now) = (&app.hook, app.clock.now()) else { return Ok(()) };
    let mut conn = app.db.acquire().await?;
    let Some(untaken) = cases::waits(&mut conn, case, now).await? else { return Ok(()) };
    let (danger, worried) = cases::urgent(&mut conn, now).await?;
    let on_duty = on_duty(&mut conn, untaken.board, now).await?.len();
    drop(conn);
    let body = json!({
        "event": "urgent",
        "late": late,
        "danger": danger,
        "worried": worried,
        "on_duty": on_duty,
        "link": format!("{}/desk", app.settings.own_url()),
    });
    hook.call(&body.to_string(), id, now).await.map_err(|failed| Error::Unavailable(failed.into()))
}
