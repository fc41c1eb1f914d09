//! SQL of the chain of decisions.

use futures::Stream;
use sqlx::{PgConnection, Result};

use super::{Action, Decision, Rule};
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId, CaseId, DecisionId, EntryId};

/// The advisory lock that lets one decision at a time be the last.
const TURN: i64 = 0x686f_6c64_6661_7374;

pub(super) async fn wait_for_turn(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", TURN).execute(conn).await?;
    Ok(())
}

pub(super) struct Last {
    pub seq: i64,
    pub hash: Vec<u8>,
}

pub(super) async fn last(conn: &mut PgConnection) -> Result<Option<Last>> {
    sqlx::query_as!(Last, "select seq, hash from decisions order by seq desc limit 1").fetch_optional(conn).await
}

pub(super) async fn insert(conn: &mut PgConnection, decision: &Decision) -> Result<()> {
    let d = decision;
    sqlx::query!(
        "insert into decisions (seq, id, case_id, entry, line, board, by, action, reason, message, from_state, to_state, at, previous, hash, by_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        d.seq, d.id as DecisionId, d.case_id as Option<CaseId>, d.entry as Option<EntryId>, d.line, d.board as Option<BoardId>,
        d.by as Option<AccountId>, d.action, d.reason, d.message, d.from_state, d.to_state, d.at, d.previous, d.hash, d.by_hash,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where the chain ends now.
pub(super) async fn set_head(conn: &mut PgConnection, seq: i64, hash: &[u8]) -> Result<()> {
    sqlx::query!(
        "insert into decisions_head (seq, hash) values ($1, $2) on conflict (is_the_one) do update set seq = excluded.seq, hash = excluded.hash",
        seq,
        hash,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where the chain should end.
pub(super) async fn head(conn: &mut PgConnection) -> Result<Last> {
    let head = sqlx::query_as!(Last, "select seq, hash from decisions_head").fetch_optional(conn).await?;
    Ok(head.unwrap_or(Last { seq: 0, hash: Vec::new() }))
}

pub(super) async fn point_at(conn: &mut PgConnection, decision: DecisionId, passage: &str) -> Result<()> {
    sqlx::query!(
        "insert into decision_passages (decision, entry, starts, length)
         select decisions.id, entries.id, position($2 in source), char_length($2) from decisions join entries on entries.id = entry
         where decisions.id = $1 and $2 <> '' and position($2 in source) > 0",
        decision as DecisionId,
        passage,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn forget_passages(conn: &mut PgConnection, decided_before: Moment) -> Result<()> {
    sqlx::query!("delete from decision_passages using decisions where decisions.id = decision and at < $1", decided_before)
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) fn all(conn: &mut PgConnection) -> impl Stream<Item = Result<Decision>> + Unpin + use<'_> {
    sqlx::query_as!(
        Decision,
        "select seq, id, case_id, entry, line, board, by, action, reason, message, from_state, to_state, at, previous, hash, by_hash,
            null as signed, null as passage
         from decisions order by seq",
    )
    .fetch(conn)
}

pub(super) async fn find(conn: &mut PgConnection, decision: DecisionId) -> Result<Option<Decision>> {
    let found = sqlx::query_as!(
        Decision,
        "select seq, id, case_id, entry, line, board, by, action, reason, message, from_state, to_state, at, previous, hash, by_hash,
            (select signs_as from desk_care where desk_care.account = decisions.by) as signed, passage_of(id) as passage
         from decisions where id = $1",
        decision as DecisionId,
    );
    found.fetch_optional(conn).await
}

pub(super) async fn of_entry(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Decision>> {
    let decisions = sqlx::query_as!(
        Decision,
        "select seq, id, case_id, entry, line, board, by, action, reason, message, from_state, to_state, at, previous, hash, by_hash,
            (select signs_as from desk_care where desk_care.account = decisions.by) as signed, passage_of(id) as passage
         from decisions where entry = $1 order by seq",
        entry as EntryId,
    );
    decisions.fetch_all(conn).await
}

/// How often something was decided. That somebody died is told to the public in other words, if at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What was done; see [`super::Action`].
    pub action: String,
    /// Which rule, if one was named; see [`super::Rule`].
    pub reason: Option<String>,
    /// How often.
    pub times: i64,
}

impl Count {
    /// What was done.
    pub fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    /// Whether it was the board's own rule, and nobody's decision.
    pub fn is_boards_own(&self) -> bool {
        super::is_boards_own(self.reason.as_deref())
    }

    /// Which rule was named.
    pub fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }
}

pub(super) async fn counts(conn: &mut PgConnection, since: Moment) -> Result<Vec<Count>> {
    let counts = sqlx::query_as!(
        Count,
        r#"select action, reason, count(*) as "times!" from decisions where at >= $1 and action not in ('memorial', 'memorial_end') group by action, reason order by 3 desc, 1, 2"#,
        since,
    );
    counts.fetch_all(conn).await
}
