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
/// How long until then at the least.
const SOON: TimeDelta = TimeDelta::seconds(5);

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
/// A case somebody has in hand who knows of it is nothing to tell for now: the alert is put off until it was decided or lies there again.
/// Nobody is told about their own words. The worker calls it.
pub async fn alert(conn: &mut PgConnection, app: &App, case: CaseId, late: bool, now: Moment) -> Result<()> {
    let board = match cases::standing(conn, case, now).await? {
        Standing::Waits(board) => board,
        Standing::InHand(until) => return Ok(outbox::put(conn, &Event::Alert { case, late }, look_again(until, now)).await?),
        Standing::Over => return Ok(()),
    };
    let writer = cases::writer(conn, case).await?;
    let mut whom = if late { Vec::new() } else { on_duty(conn, board, now).await? };
    whom.retain(|one| Some(*one) != writer);
    if whom.is_empty() {
        // Late, or nobody is on duty: then there is nothing to wait for.
        whom = store::operators(conn).await?;
        whom.retain(|one| Some(*one) != writer);
    }
    tell(conn, app, case, &whom, (late, false), now).await
}

/// When to look again at a case that is in somebody's hands, or decided, until then.
fn look_again(until: Moment, now: Moment) -> Moment {
    until.clamp(now + SOON, now + LOOK_AGAIN)
}

/// A moderator has somebody in hand who may be in danger, and asks for an operator: every other one is told at once.
pub async fn ask_operators(conn: &mut PgConnection, app: &App, case: CaseId, by: AccountId, now: Moment) -> Result<()> {
    let writer = cases::writer(conn, case).await?;
    let mut whom = store::operators(conn).await?;
    whom.retain(|operator| *operator != by && Some(*operator) != writer);
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

/// Who is asked for is told whoever has the case in hand, until it was decided. Nothing else is let go because somebody takes it at the
/// last moment.
async fn way(conn: &mut PgConnection, case: CaseId, why: Why, now: Moment) -> Result<Way> {
    Ok(match (cases::standing(conn, case, now).await?, why) {
        (Standing::Over, _) => Way::Ends,
        (Standing::InHand(until), Why::New | Why::Late) => Way::Waits(look_again(until, now)),
        (Standing::Waits(_), _) | (Standing::InHand(_), Why::Asked) => Way::Goes,
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
        let (danger, worried) = cases::urgent(&mut conn, Some(account), now).await?;
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
    let (danger, worried) = cases::urgent(&mut conn, None, now).await?;
    let board = cases::find(&mut conn, case).await?.and_then(|case| case.board);
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
