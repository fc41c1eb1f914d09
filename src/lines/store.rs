//! SQL of what was done about lines.

use chrono::NaiveDate;
use serde_json::Value;
use sqlx::{PgConnection, Result};

use super::Change;
use crate::clock::Moment;
use crate::ids::{AccountId, CaseId};

/// The advisory lock that lets one change at a time be the last.
const TURN: i64 = 0x6c69_6e65_735f_5f5f;

pub(super) async fn wait_for_turn(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", TURN).execute(conn).await?;
    Ok(())
}

/// The number of the last change; 0 before the first.
pub(super) async fn last(conn: &mut PgConnection) -> Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "seq!" from line_changes"#).fetch_one(conn).await
}

/// The number of a line's last change; 0 before the first.
pub(super) async fn last_of(conn: &mut PgConnection, line: &str) -> Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "seq!" from line_changes where line = $1"#, line).fetch_one(conn).await
}

pub(super) async fn is_hidden(conn: &mut PgConnection, line: &str) -> Result<bool> {
    let last =
        sqlx::query_scalar!("select kind from line_changes where line = $1 and kind in ('hide', 'show') order by seq desc limit 1", line);
    Ok(last.fetch_optional(conn).await?.as_deref() == Some("hide"))
}

pub(super) async fn insert(conn: &mut PgConnection, change: &Change<'_>, by: AccountId, now: Moment) -> Result<()> {
    let entry = change.act.entry().and_then(|line| serde_json::to_value(line).ok());
    sqlx::query!(
        "insert into line_changes (seq, line, kind, entry, checked_on, why, case_id, by, at)
         values ((select coalesce(max(seq), 0) + 1 from line_changes), $1, $2, $3, $4, $5, $6, $7, $8)",
        change.line,
        change.act.kind(),
        entry,
        change.act.checked_on(),
        change.why,
        change.case as Option<CaseId>,
        by as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn tell(conn: &mut PgConnection, channel: &str) -> Result<()> {
    sqlx::query!("select pg_notify($1, '')", channel).execute(conn).await?;
    Ok(())
}

/// What a change adds to the sum.
pub(super) struct Row {
    pub seq: i64,
    pub line: String,
    pub kind: String,
    pub entry: Option<Value>,
    pub checked_on: Option<NaiveDate>,
}

pub(super) async fn all(conn: &mut PgConnection) -> Result<Vec<Row>> {
    sqlx::query_as!(Row, "select seq, line, kind, entry, checked_on from line_changes order by seq").fetch_all(conn).await
}

/// A change as those who look after the lines read it.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Its number.
    pub seq: i64,
    /// What was done; see [`super::Act::kind`].
    pub kind: String,
    /// The line as it was from then on.
    pub entry: Option<Value>,
    /// The day of the check.
    pub checked_on: Option<NaiveDate>,
    /// Why.
    pub why: String,
    /// The case it was decided in.
    pub case_id: Option<CaseId>,
    /// Who; nobody once they left.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

pub(super) async fn history(conn: &mut PgConnection, line: &str) -> Result<Vec<Logged>> {
    sqlx::query_as!(
        Logged,
        r#"select seq, kind, entry, checked_on, why, case_id, accounts.name as "by?", at
         from line_changes left join accounts on accounts.id = by where line = $1 order by seq desc"#,
        line,
    )
    .fetch_all(conn)
    .await
}
