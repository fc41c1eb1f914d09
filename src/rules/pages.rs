//! `/desk/rules`: the operators' pages. A rule is tried before it is taken.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use sqlx::PgConnection;

use super::form::{RuleForm, Wanted};
use super::store::{self, Listed};
use super::trial::{self, Trial};
use super::{Kind, Outcome};
use crate::accounts::{Operator, Visitor};
use crate::boards::{self, Board};
use crate::error::{Error, Result};
use crate::ids::RuleId;
use crate::state::App;
use crate::web::{Form, Kept, Nav, Page, Path, Query, show};

/// Every route of this feature; to all but operators there is nothing here.
pub fn routes() -> Router<App> {
    Router::new().route("/desk/rules", get(page).post(act)).route("/desk/rules/{rule}/end", post(end))
}

#[derive(Template)]
#[template(path = "rules/rules.html")]
struct RulesPage {
    page: Page,
    rules: Vec<Listed>,
    boards: Vec<Board>,
    form: RuleForm,
    /// What it would have found, and the mark of what was tried.
    trial: Option<(Trial, String)>,
    saved: bool,
    problem: Option<&'static str>,
}

impl RulesPage {
    fn is_board(&self, board: &Board) -> bool {
        self.form.board == board.id.to_string()
    }
}

#[derive(Deserialize)]
struct Which {
    saved: Option<String>,
    /// The rule to begin with.
    from: Option<RuleId>,
}

async fn read(conn: &mut PgConnection, visitor: &Visitor, form: RuleForm) -> Result<RulesPage> {
    let (rules, boards) = (store::list(conn).await?, boards::all(conn, true).await?);
    Ok(RulesPage { page: visitor.page(Nav::Desk), rules, boards, form, trial: None, saved: false, problem: None })
}

async fn page(State(app): State<App>, visitor: Visitor, _: Operator, Query(Which { saved, from }): Query<Which>) -> Result<Response> {
    let mut page = read(&mut *app.db.acquire().await?, &visitor, RuleForm::default()).await?;
    if let Some(rule) = page.rules.iter().find(|rule| Some(rule.id) == from) {
        let board = page.boards.iter().find(|board| Some(&board.name) == rule.board_name.as_ref());
        page.form = RuleForm {
            name: rule.name.clone(),
            board: board.map(|board| board.id.to_string()).unwrap_or_default(),
            kind: rule.kind().as_str().to_owned(),
            what: rule.looks_for.clone(),
            number: rule.number.map(|number| number.to_string()).unwrap_or_default(),
            outcome: rule.outcome().as_str().to_owned(),
            replaces: rule.id.to_string(),
            ..RuleForm::default()
        };
    }
    show(&RulesPage { saved: saved.is_some(), ..page })
}

/// `POST /desk/rules` tries a rule on what was written lately, and takes it once it was tried as it is.
async fn act(State(app): State<App>, visitor: Visitor, operator: Operator, Kept { fields, stale }: Kept<RuleForm>) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let wanted = if stale { Err("form-once-more") } else { fields.read() };
    let problem = match wanted {
        Ok(wanted) if fields.r#do == "save" && fields.tried == wanted.mark() => {
            match take(&mut tx, &operator, &fields, &wanted, now).await? {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(Redirect::to("/desk/rules?saved=yes").into_response());
                }
                Err(problem) => problem,
            }
        }
        Ok(wanted) => {
            let trial = trial::of(&mut tx, &wanted, now).await?;
            let page = read(&mut tx, &visitor, fields).await?;
            return show(&RulesPage { trial: Some((trial, wanted.mark())), ..page });
        }
        Err(problem) => problem,
    };
    let page = RulesPage { problem: Some(problem), ..read(&mut tx, &visitor, fields).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}

async fn take(
    conn: &mut PgConnection,
    operator: &Operator,
    form: &RuleForm,
    wanted: &Wanted,
    now: crate::clock::Moment,
) -> Result<Result<(), &'static str>> {
    if let Ok(old) = form.replaces.parse()
        && !store::end(conn, old, operator.0.id, now).await?
    {
        return Err(Error::Conflict("rules-changed"));
    }
    let taken = store::insert(conn, RuleId::fresh(now), wanted, operator.0.id, now).await?;
    Ok(if taken { Ok(()) } else { Err("rules-many") })
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /desk/rules/{rule}/end`: it finds nothing more; what it found stays.
async fn end(State(app): State<App>, operator: Operator, Path(rule): Path<RuleId>, _form: Form<Nothing>) -> Result<Redirect> {
    store::end(&mut *app.db.acquire().await?, rule, operator.0.id, app.clock.now()).await?;
    Ok(Redirect::to("/desk/rules?saved=yes"))
}
