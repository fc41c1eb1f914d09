//! SQL of what people say is wrong with lines.

use sqlx::{PgConnection, Result};

use crate::clock::Moment;
use crate::ids::CaseId;

/// An open case about a line.
pub(super) struct Wrong {
    pub case: CaseId,
    pub line: String,
    pub opened_at: Moment,
    /// How many people told it.
    pub told: i64,
    /// Who has the case in hand.
    pub holder: Option<String>,
}

/// What is said to be wrong, longest waiting first.
pub(super) async fn wrong(conn: &mut PgConnection, now: Moment) -> Result<Vec<Wrong>> {
    sqlx::query_as!(
        Wrong,
        r#"select id as case, line as "line!", opened_at,
             (select count(distinct coalesce(reporter, id)) from reports where case_id = cases.id) as "told!",
             (select name from accounts where accounts.id = leased_by and leased_until > $1) as holder
         from cases where line is not null and state <> 'closed' order by opened_at, id limit 500"#,
        now,
    )
    .fetch_all(conn)
    .await
}
