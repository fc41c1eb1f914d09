//! SQL of plans: decisions that wait a moment, so that they can be taken back.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::verdict::{Detail, Verdict};
use crate::audit::{Action, Rule};
use crate::clock::Moment;
use crate::ids::{AccountId, CaseId, PlanId};

/// A decision that waits.
pub(super) struct Plan {
    pub id: PlanId,
    pub case_id: CaseId,
    pub by: AccountId,
    /// Whether it ends the case; a message alone does not.
    pub closes: bool,
    action: String,
    reason: Option<String>,
    pub message: String,
    pub detail: Json<Detail>,
    /// The case's version once this was planned.
    pub version: i32,
    pub made_at: Moment,
    pub due_at: Moment,
}

impl Plan {
    pub(super) fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    pub(super) fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }

    /// Seconds in which it can still be taken back.
    pub(super) fn seconds_left(&self, now: &Moment) -> i64 {
        (self.due_at - *now).num_seconds().max(0)
    }
}

/// Where and when something is planned.
pub(super) struct New {
    pub id: PlanId,
    pub case: CaseId,
    pub by: AccountId,
    pub version: i32,
    pub made_at: Moment,
    pub due_at: Moment,
}

pub(super) async fn insert(conn: &mut PgConnection, new: &New, closes: bool, verdict: &Verdict) -> Result<()> {
    sqlx::query!(
        "insert into plans (id, case_id, by, closes, action, reason, message, detail, version, made_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id as PlanId,
        new.case as CaseId,
        new.by as AccountId,
        closes,
        verdict.action.as_str(),
        verdict.reason.map(Rule::as_str),
        verdict.message,
        Json(&verdict.detail) as _,
        new.version,
        new.made_at,
        new.due_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a plan off the shelf, to carry it out or (`by`: whoever made it) to take it back. Only one of the two finds it.
pub(super) async fn take(conn: &mut PgConnection, plan: PlanId, by: Option<AccountId>) -> Result<Option<Plan>> {
    sqlx::query_as!(
        Plan,
        r#"delete from plans where id = $1 and ($2::uuid is null or by = $2)
         returning id, case_id, by, closes, action, reason, message, detail as "detail: Json<Detail>", version, made_at, due_at"#,
        plan as PlanId,
        by as Option<AccountId>,
    )
    .fetch_optional(conn)
    .await
}

/// The last thing this moderator decided that waits.
pub(super) async fn latest(conn: &mut PgConnection, by: AccountId) -> Result<Option<Plan>> {
    sqlx::query_as!(
        Plan,
        r#"select id, case_id, by, closes, action, reason, message, detail as "detail: Json<Detail>", version, made_at, due_at
         from plans where by = $1 order by made_at desc, id desc limit 1"#,
        by as AccountId,
    )
    .fetch_optional(conn)
    .await
}

/// Who decided a case whose decision waits, and what.
pub(super) async fn of_case(conn: &mut PgConnection, case: CaseId) -> Result<Option<(AccountId, String, Option<Action>)>> {
    let found = sqlx::query!(
        r#"select by, accounts.name, action from plans join accounts on accounts.id = by where case_id = $1 and closes"#,
        case as CaseId
    );
    Ok(found.fetch_optional(conn).await?.map(|row| (row.by, row.name, Action::read(&row.action))))
}
