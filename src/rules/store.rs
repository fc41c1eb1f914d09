//! SQL of match rules.

use sqlx::{PgConnection, Result};

use super::form::Wanted;
use super::trial::Tried;
use super::{FLOOD, Kind, MOST, MatchRule, Outcome, SAME, Written};
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId, EntryId, RuleId};

/// Entries looked through for the same text, at most.
const LOOKED: i64 = 2000;

pub(super) async fn in_force(conn: &mut PgConnection, board: BoardId) -> Result<Vec<MatchRule>> {
    sqlx::query_as!(
        MatchRule,
        "select id, kind, looks_for, number, outcome from match_rules where ended_at is null and (board is null or board = $1) order by made_at limit $2",
        board as BoardId,
        MOST,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn joined_at(conn: &mut PgConnection, account: AccountId) -> Result<Moment> {
    sqlx::query_scalar!("select created_at from accounts where id = $1", account as AccountId).fetch_one(conn).await
}

/// Entries of the same writer within an hour; a guest is known by the day's hash.
pub(super) async fn lately(conn: &mut PgConnection, written: &Written<'_>, now: Moment) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select (select count(*) from entries where author = $1 and id >= $4 and id is distinct from $5)
            + (select count(*) from guest_marks where $1::uuid is null and mark = $2 and at >= $3) as "n!""#,
        written.account as Option<AccountId>,
        written.guest,
        now - FLOOD,
        EntryId::earliest(now - FLOOD) as EntryId,
        written.entry as Option<EntryId>,
    )
    .fetch_one(conn)
    .await
}

/// Times that the same text stands among the latest entries of the week.
pub(super) async fn before(conn: &mut PgConnection, written: &Written<'_>, now: Moment) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from (select id, source from entries where id >= $2 order by id desc limit $4) as latest where source = $1 and id is distinct from $3"#,
        written.source,
        EntryId::earliest(now - SAME) as EntryId,
        written.entry as Option<EntryId>,
        LOOKED,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn names(conn: &mut PgConnection, rules: &[RuleId]) -> Result<Vec<String>> {
    sqlx::query_scalar!("select name from match_rules where id = any($1) order by name", rules as &[RuleId]).fetch_all(conn).await
}

/// A rule as the operators see it.
pub(super) struct Listed {
    pub id: RuleId,
    pub name: String,
    pub board_name: Option<String>,
    kind: String,
    pub looks_for: String,
    pub number: Option<i32>,
    outcome: String,
    pub made_by: Option<String>,
    pub made_at: Moment,
    /// How many cases it put on the desk or added itself to, of those that are kept.
    pub fired: i64,
    /// How many of them were decided.
    pub decided: i64,
    /// How many of those with something that was changed.
    pub agreed: i64,
}

impl Listed {
    pub(super) fn kind(&self) -> Kind {
        Kind::read(&self.kind).unwrap_or(Kind::Words)
    }

    pub(super) fn outcome(&self) -> Outcome {
        Outcome::read(&self.outcome).unwrap_or(Outcome::Flag)
    }
}

/// The rules in force, each with how often it found something and how often moderators agreed.
pub(super) async fn list(conn: &mut PgConnection) -> Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        r#"select rules.id, rules.name, boards.name as "board_name?", kind, looks_for, number, outcome, accounts.name as "made_by?", made_at,
            coalesce(fired, 0) as "fired!", coalesce(decided, 0) as "decided!", coalesce(agreed, 0) as "agreed!"
         from match_rules rules left join boards on boards.id = board left join accounts on accounts.id = made_by
            left join lateral (
                select count(*) as fired, count(*) filter (where state = 'closed') as decided,
                    count(*) filter (where state = 'closed' and exists (select from decisions where decisions.case_id = cases.id
                        and action not in ('let_stand', 'publish', 'restore', 'write', 'unlock', 'unlimit', 'lift', 'unmask', 'uphold', 'grant'))) as agreed
                from cases where id in (select case_id from case_reasons where rule = 'match:' || rules.id::text)) as counted on true
         where ended_at is null order by made_at limit $1"#,
        MOST,
    )
    .fetch_all(conn)
    .await
}

/// Takes a new rule, unless there are too many.
pub(super) async fn insert(conn: &mut PgConnection, rule: RuleId, wanted: &Wanted, by: AccountId, now: Moment) -> Result<bool> {
    let made = sqlx::query!(
        "insert into match_rules (id, name, board, kind, looks_for, number, outcome, made_by, made_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9 where (select count(*) from match_rules where ended_at is null) < $10",
        rule as RuleId,
        wanted.name,
        wanted.board as Option<BoardId>,
        wanted.kind.as_str(),
        wanted.looks_for,
        wanted.number,
        wanted.outcome.as_str(),
        by as AccountId,
        now,
        MOST,
    );
    Ok(made.execute(conn).await?.rows_affected() == 1)
}

/// Ends a rule; what it found stays with its cases.
pub(super) async fn end(conn: &mut PgConnection, rule: RuleId, by: AccountId, now: Moment) -> Result<bool> {
    let ended = sqlx::query!(
        "update match_rules set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null",
        rule as RuleId,
        by as AccountId,
        now,
    );
    Ok(ended.execute(conn).await?.rows_affected() == 1)
}

/// The latest entries since then, oldest first, for a trial.
pub(super) async fn latest(conn: &mut PgConnection, board: Option<BoardId>, since: Moment, most: i64) -> Result<Vec<Tried>> {
    sqlx::query_as!(
        Tried,
        r#"select latest.id as "id!: EntryId", latest.title as "title!", latest.source as "source!", latest.html as "html!",
            latest.author as "author: AccountId", latest.created_at as "created_at!", accounts.created_at as "joined_at?"
         from (select entries.id, case when parent is null then title else '' end as title, source, html, author, entries.created_at
               from entries join threads on threads.id = thread
               where entries.id >= $2 and source <> '' and ($1::uuid is null or board = $1) order by entries.id desc limit $3) as latest
            left join accounts on accounts.id = latest.author
         order by latest.id"#,
        board as Option<BoardId>,
        EntryId::earliest(since) as EntryId,
        most,
    )
    .fetch_all(conn)
    .await
}
