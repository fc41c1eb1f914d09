//! SQL of the safety file: counts and times only.

use serde::Serialize;
use sqlx::{PgConnection, Result};

use crate::clock::Moment;

/// Reports of one kind with one reason.
#[derive(Debug, Serialize)]
pub struct Reported {
    /// `report`, `worry` or `wrong_number`.
    pub kind: String,
    /// Which rule, or how worried.
    pub reason: String,
    /// How many.
    pub times: i64,
}

pub(super) async fn reports(conn: &mut PgConnection, from: Moment) -> Result<Vec<Reported>> {
    sqlx::query_as!(
        Reported,
        r#"select kind, reason, count(*) as "times!" from reports where at >= $1 group by kind, reason order by kind, 3 desc, reason"#,
        from
    )
    .fetch_all(conn)
    .await
}

/// How long cases of one urgency waited.
#[derive(Debug, Serialize)]
pub struct Waited {
    /// 0 in danger, 1 worried, 2 encouragement, 3 method, 4 report, 5 held, 6 appeal.
    pub priority: i16,
    /// Cases opened.
    pub opened: i64,
    /// Those of them that were decided.
    pub decided: i64,
    /// Half of those were decided within this.
    pub median_seconds: Option<i64>,
    /// Nine in ten were decided within this.
    pub ninety_percent_seconds: Option<i64>,
    /// Those decided within their clock, where there is one.
    pub in_time: i64,
}

pub(super) async fn cases(conn: &mut PgConnection, from: Moment) -> Result<Vec<Waited>> {
    sqlx::query_as!(
        Waited,
        r#"select priority, count(*) as "opened!", count(closed_at) as "decided!",
            (percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)))::bigint as median_seconds,
            (percentile_cont(0.9) within group (order by extract(epoch from closed_at - opened_at)))::bigint as ninety_percent_seconds,
            count(*) filter (where closed_at <= due_at) as "in_time!"
         from cases where opened_at >= $1 group by priority order by priority"#,
        from,
    )
    .fetch_all(conn)
    .await
}

/// What writers asked to be looked at again.
#[derive(Debug, Serialize)]
pub struct Appeals {
    /// How many.
    pub asked: i64,
    /// Something was given back.
    pub granted: i64,
    /// It stayed as it was decided.
    pub upheld: i64,
    /// Half were answered within this.
    pub median_seconds: Option<i64>,
}

pub(super) async fn appeals(conn: &mut PgConnection, from: Moment) -> Result<Appeals> {
    sqlx::query_as!(
        Appeals,
        r#"select count(*) as "asked!", count(*) filter (where outcome = 'granted') as "granted!", count(*) filter (where outcome = 'upheld') as "upheld!",
            (percentile_cont(0.5) within group (order by extract(epoch from decided_at - at)))::bigint as median_seconds
         from appeals where at >= $1"#,
        from,
    )
    .fetch_one(conn)
    .await
}

/// How often a step was taken.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Its name.
    pub step: String,
    /// How often.
    pub times: i64,
}

pub(super) async fn crisis_steps(conn: &mut PgConnection, from: Moment) -> Result<Vec<Step>> {
    sqlx::query_as!(Step, r#"select step, count(*) as "times!" from crisis_steps where at >= $1 group by step order by 2 desc, 1"#, from)
        .fetch_all(conn)
        .await
}

/// The site's own rules of one kind with one outcome.
#[derive(Debug, Serialize)]
pub struct OwnRule {
    /// What they look at.
    pub kind: String,
    /// What becomes of what they find.
    pub outcome: String,
    /// How many.
    pub times: i64,
}

pub(super) async fn own_rules(conn: &mut PgConnection) -> Result<Vec<OwnRule>> {
    sqlx::query_as!(
        OwnRule,
        r#"select kind, outcome, count(*) as "times!" from match_rules where ended_at is null group by kind, outcome order by kind, outcome"#,
    )
    .fetch_all(conn)
    .await
}
