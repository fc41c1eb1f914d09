//! When somebody may be in danger: the steps, each with who did it and when. One of them tells the operators. What leads to emergency
//! services is an operator's, with a reason.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use sqlx::PgConnection;

use super::limits::AtDesk;
use super::list::{self, List};
use super::plans::{self, Plan};
use crate::accounts::{Moderator, Visitor};
use crate::cases::{self, Because, Case, Priority, Subject};
use crate::clock::Moment;
use crate::duty;
use crate::error::Result;
use crate::ids::{self, AccountId, CaseId};
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{Kept, Nav, Page, Path, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/crisis", get(which)).route("/desk/{case}/crisis", get(page).post(act))
}

/// The step that tells the operators.
const TOLD: &str = "told";
/// A step of the list: its name, its sentence, and whether only an operator takes it, with a reason.
const STEPS: [(&str, &str, bool); 7] = [
    ("replied", "crisis-replied", false),
    (TOLD, "crisis-told", false),
    ("words", "crisis-words", false),
    ("asked", "crisis-asked", false),
    ("emergency", "crisis-emergency", true),
    ("no_emergency", "crisis-no-emergency", true),
    ("back", "crisis-back", false),
];

/// The sentence for a step.
pub fn step(name: &str) -> &'static str {
    STEPS.iter().find(|(step, ..)| *step == name).map_or("crisis-told", |(_, sentence, _)| *sentence)
}

/// A step as its page shows it.
struct Step {
    name: &'static str,
    sentence: &'static str,
    for_operator: bool,
    done: Option<Taken>,
}

/// Who took a step, and when.
struct Taken {
    step: String,
    by: Option<String>,
    note: String,
    at: Moment,
}

#[derive(Template)]
#[template(path = "desk/crisis.html")]
struct CrisisPage {
    page: Page,
    case: Case,
    steps: Vec<Step>,
    operates: bool,
    /// How many other operators get mail, and whether a program of theirs is called.
    reached: (i64, bool),
    note: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct StepForm {
    step: String,
    #[serde(default)]
    note: String,
}

/// The page of a case; who has it in hand keeps it for ten minutes more.
async fn read(conn: &mut PgConnection, app: &App, visitor: &Visitor, moderator: &Moderator, case: CaseId) -> Result<CrisisPage> {
    let case = super::find(conn, moderator, case).await?;
    cases::renew(conn, case.id, moderator.0.id, app.clock.now()).await?;
    let reached = duty::reached(conn, app, moderator.0.id).await?;
    let mut taken = taken(conn, case.id).await?;
    let steps = STEPS.iter().map(|(name, sentence, for_operator)| Step {
        name,
        sentence,
        for_operator: *for_operator,
        done: taken.iter().position(|taken| taken.step == *name).map(|at| taken.swap_remove(at)),
    });
    let steps = steps.collect();
    let (page, operates) = (visitor.page(Nav::Desk), moderator.0.operates());
    Ok(CrisisPage { page, case, steps, operates, reached, note: String::new(), problem: None })
}

#[derive(Template)]
#[template(path = "desk/which.html")]
struct WhichPage {
    page: Page,
    list: List,
    /// What the reader decided last, and can still take back.
    pending: Option<Plan>,
}

/// `GET /desk/crisis`: from a page that is about nobody, first whose words they are.
async fn which(State(app): State<App>, visitor: Visitor, AtDesk(moderator): AtDesk) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let list = list::list(&mut conn, &moderator, None, app.clock.now()).await?;
    let pending = plans::latest(&mut conn, moderator.0.id).await?;
    show(&WhichPage { page: visitor.page(Nav::Desk), list, pending })
}

async fn page(State(app): State<App>, visitor: Visitor, AtDesk(moderator): AtDesk, Path(case): Path<CaseId>) -> Result<Response> {
    show(&read(&mut *app.db.acquire().await?, &app, &visitor, &moderator, case).await?)
}

/// `POST /desk/{case}/crisis` records a step. The first makes the case the most urgent there is, with a clock, and opens it again where
/// it was decided; whoever takes a step takes the case, unless somebody else has it in hand.
async fn act(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Path(case): Path<CaseId>,
    Kept { fields, stale }: Kept<StepForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let found = super::find(&mut tx, &moderator, case).await?;
    let step = STEPS.iter().find(|(name, ..)| *name == fields.step);
    let note = match Source::parse(&fields.note, cases::NOTE_CHARS) {
        Ok(note) => Ok(note.as_str().to_owned()),
        Err(SourceError::Blank) => Ok(String::new()),
        Err(_) => Err("report-long"),
    };
    let taken = match (step, note) {
        _ if stale => Err("form-once-more"),
        (None, _) => Err("desk-choose"),
        (Some((_, _, true)), _) if !moderator.0.operates() => Err("crisis-operator"),
        (Some((_, _, true)), Ok(note)) if note.is_empty() => Err("crisis-reason"),
        (Some((name, ..)), note) => note.map(|note| (*name, note)),
    };
    let (step, note) = match taken {
        Ok(taken) => taken,
        Err(problem) => {
            let page = read(&mut tx, &app, &visitor, &moderator, case).await?;
            tx.commit().await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&CrisisPage { note: fields.note, problem: Some(problem), ..page })?)
                .into_response());
        }
    };
    let now = app.clock.now();
    let case = urge(&mut tx, &found, now).await?;
    let is_new = take(&mut tx, case, step, moderator.0.id, &note, now).await?;
    cases::claim(&mut tx, case, moderator.0.id, now).await?;
    if is_new && step == TOLD {
        duty::ask_operators(&mut tx, &app, case, moderator.0.id, now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/desk/{case}/crisis")).into_response())
}

/// The case as the most urgent there is: what was decided, or is about to be, is on the desk again. Gives back which it is now.
async fn urge(conn: &mut PgConnection, case: &Case, now: Moment) -> Result<CaseId> {
    let is_urged = case.priority() == Priority::Danger && !case.is_closed && case.settles_at.is_none();
    match case.subject() {
        Some(subject @ (Subject::Entry(_) | Subject::Account(_))) if !is_urged => {
            cases::open(conn, &subject, case.board, Priority::Danger, &[Because::rule("crisis")], now).await
        }
        _ => Ok(case.id),
    }
}

/// Records a step; true where it was not taken before. What was recorded stays as it was.
async fn take(conn: &mut PgConnection, case: CaseId, step: &str, by: AccountId, note: &str, now: Moment) -> Result<bool> {
    let taken = sqlx::query!(
        "insert into crisis_steps (id, case_id, step, by, note, at) values ($1, $2, $3, $4, $5, $6) on conflict (case_id, step) do nothing",
        ids::fresh(now),
        case as CaseId,
        step,
        by as AccountId,
        note,
        now,
    );
    Ok(taken.execute(conn).await?.rows_affected() == 1)
}

async fn taken(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Taken>> {
    let taken = sqlx::query_as!(
        Taken,
        r#"select step, accounts.name as "by?", note, at from crisis_steps left join accounts on accounts.id = by where case_id = $1 order by at"#,
        case as CaseId,
    );
    Ok(taken.fetch_all(conn).await?)
}
