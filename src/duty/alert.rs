//! Telling people that a case is urgent.

use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgConnection;

use super::{on_duty, store};
use crate::cases::{self, Standing};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId};
use crate::letters;
use crate::outbox::{self, Event};
use crate::state::App;

/// How long until it is looked again whether a case that somebody has in hand was decided, or let lie.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(5);

/// Why somebody is told of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is new.
    New,
    /// Nobody took it for a while, or who took it let it lie.
    Late,
    /// A moderator who has it in hand asks for an operator.
    Asked,
}

impl Why {
    /// As an event has it.
    pub fn of(late: bool, asked: bool) -> Self {
        match (asked, late) {
            (true, _) => Self::Asked,
            (false, true) => Self::Late,
            (false, false) => Self::New,
        }
    }
}

/// An urgent case is new, or (`late`) nobody took it for a while: those who should know are told, each by an event of their own.
/// A case somebody has in hand is nothing to tell for now: the later alert is put off until it was decided or lies there again. The
/// worker calls it.
pub async fn alert(conn: &mut PgConnection, app: &App, case: CaseId, late: bool, now: Moment) -> Result<()> {
    let board = match cases::standing(conn, case, now).await? {
        Standing::Waits(board) => board,
        Standing::InHand if late => return Ok(outbox::put(conn, &Event::Alert { case, late }, now + LOOK_AGAIN).await?),
        Standing::InHand | Standing::Over => return Ok(()),
    };
    let mut whom = if late { Vec::new() } else { on_duty(conn, board, now).await? };
    if whom.is_empty() {
        // Late, or nobody is on duty: then there is nothing to wait for.
        whom = store::operators(conn).await?;
    }
    tell(conn, app, case, &whom, (late, false), now).await
}

/// A moderator has somebody in hand who may be in danger, and asks for an operator: every other one is told at once.
pub async fn ask_operators(conn: &mut PgConnection, app: &App, case: CaseId, by: AccountId, now: Moment) -> Result<()> {
    let mut whom = store::operators(conn).await?;
    whom.retain(|operator| *operator != by);
    tell(conn, app, case, &whom, (false, true), now).await
}

/// How many other operators a moderator reaches that way by mail, and whether a program of the operator's is called as well.
pub async fn reached(conn: &mut PgConnection, app: &App, by: AccountId) -> Result<(i64, bool)> {
    let by_mail = if app.mail().is_some() { store::operators_with_mail(conn, by).await? } else { 0 };
    Ok((by_mail, app.hook.is_some()))
}

async fn tell(
    conn: &mut PgConnection,
    app: &App,
    case: CaseId,
    whom: &[AccountId],
    (late, asked): (bool, bool),
    now: Moment,
) -> Result<()> {
    for account in whom {
        outbox::put(conn, &Event::AlertMail { case, account: *account, late, asked }, now).await?;
    }
    if app.hook.is_some() {
        outbox::put(conn, &Event::AlertHook { case, late, asked }, now).await?;
    }
    Ok(())
}

/// What becomes of an alert that is on its way.
enum Way {
    Goes,
    /// It is looked at again then.
    Waits(Moment),
    /// There is nothing to tell any more.
    Ends,
}

/// Who is asked for is told whoever has the case in hand, until it was decided. What nobody took for a while is not let go because
/// somebody takes it at the last moment.
async fn way(conn: &mut PgConnection, case: CaseId, why: Why, now: Moment) -> Result<Way> {
    Ok(match (cases::standing(conn, case, now).await?, why) {
        (Standing::Over, _) | (Standing::InHand, Why::New) => Way::Ends,
        (Standing::InHand, Why::Late) => Way::Waits(now + LOOK_AGAIN),
        (Standing::Waits(_), _) | (Standing::InHand, Why::Asked) => Way::Goes,
    })
}

/// Writes to somebody that something urgent waits, or that a moderator asks for them, if it is still so. `id` names the occasion. Gives
/// back when to look again, where it is too early to say.
pub async fn write(app: &App, case: CaseId, account: AccountId, why: Why, id: i64) -> Result<Option<Moment>> {
    let now = app.clock.now();
    let mut conn = app.db.acquire().await?;
    match way(&mut conn, case, why, now).await? {
        Way::Ends => return Ok(None),
        Way::Waits(until) => return Ok(Some(until)),
        Way::Goes => {}
    }
    if why == Why::Asked {
        drop(conn);
        letters::send_asked(app, account, case, id).await?;
    } else {
        let (danger, worried) = cases::urgent(&mut conn, now).await?;
        drop(conn);
        letters::send_alert(app, account, danger + worried, id).await?;
    }
    Ok(None)
}

/// Calls the operator's own program, if there still is what to call it for; else as [`write()`].
pub async fn call(app: &App, case: CaseId, why: Why, id: i64) -> Result<Option<Moment>> {
    let (Some(hook), now) = (&app.hook, app.clock.now()) else { return Ok(None) };
    let mut conn = app.db.acquire().await?;
    match way(&mut conn, case, why, now).await? {
        Way::Ends => return Ok(None),
        Way::Waits(until) => return Ok(Some(until)),
        Way::Goes => {}
    }
    let (danger, worried) = cases::urgent(&mut conn, now).await?;
    let board = cases::find(&mut conn, case, None).await?.and_then(|case| case.board);
    let on_duty = on_duty(&mut conn, board, now).await?.len();
    drop(conn);
    let own = app.settings.own_url();
    let (event, link) = match why {
        Why::Asked => ("asked", format!("{own}/desk/{case}/crisis")),
        Why::New | Why::Late => ("urgent", format!("{own}/desk")),
    };
    let body = json!({
        "event": event,
        "late": why == Why::Late,
        "danger": danger,
        "worried": worried,
        "on_duty": on_duty,
        "link": link,
    });
    hook.call(&body.to_string(), id, now).await.map_err(|failed| Error::Unavailable(failed.into()))?;
    Ok(None)
}
