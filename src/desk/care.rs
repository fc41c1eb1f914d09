//! Care of moderators: what they are not dealt, a break, an end of the day, a word after many hard cases. Nobody else sees any of it.

use chrono::{NaiveTime, TimeDelta};
use sqlx::{PgConnection, Result};

use crate::clock::Moment;
use crate::ids::AccountId;

/// Hard cases within [`LATELY`] after which a break is offered.
const MANY: i64 = 4;
const LATELY: TimeDelta = TimeDelta::hours(1);
/// Heavy cases in a row after which a light one is dealt, if any waits.
const IN_A_ROW: i64 = 2;

/// How somebody looks after themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Care {
    /// Content notes of entries they are not dealt.
    pub avoid: Vec<String>,
    pub break_until: Option<Moment>,
    pub most_a_day: Option<i32>,
    /// The name under which their words reach a writer; none: the team.
    pub signs_as: Option<String>,
}

/// Why nothing is dealt to somebody, or that a break would do them good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// They are on a break, for so many minutes more.
    Break(i64),
    /// They decided as many cases today as they wanted to.
    Enough,
    /// They had many hard cases in a row.
    Hard,
}

impl Rest {
    /// Whether nothing is dealt.
    pub(super) fn is_off(self) -> bool {
        self != Self::Hard
    }

    /// Minutes that a break still takes.
    pub(super) fn minutes(self) -> Option<i64> {
        if let Self::Break(minutes) = self { Some(minutes) } else { None }
    }
}

pub(super) async fn of(conn: &mut PgConnection, account: AccountId) -> Result<Care> {
    let care =
        sqlx::query_as!(Care, "select avoid, break_until, most_a_day, signs_as from desk_care where account = $1", account as AccountId);
    Ok(care.fetch_optional(conn).await?.unwrap_or_default())
}

/// Keeps what they chose: all but the break.
pub(super) async fn save(conn: &mut PgConnection, account: AccountId, care: &Care) -> Result<()> {
    sqlx::query!(
        "insert into desk_care (account, avoid, most_a_day, signs_as) values ($1, $2, $3, $4)
         on conflict (account) do update set avoid = excluded.avoid, most_a_day = excluded.most_a_day, signs_as = excluded.signs_as",
        account as AccountId,
        &care.avoid,
        care.most_a_day,
        care.signs_as,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// They have read what is theirs and what is not.
pub(super) async fn accept(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into desk_care (account, limits_accepted_at) values ($1, $2) on conflict (account) do update set limits_accepted_at = $2",
        account as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether what this moderator decided last was heavy, twice in a row within the hour: then something light does good.
pub(super) async fn needs_light(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<bool> {
    let heavy = sqlx::query_scalar!(
        r#"select count(*) = $3 and bool_and(priority <= 3) as "heavy!" from (
            select priority from (
                select case_id, at from decisions where by = $1 and at >= $2 and action <> 'write'
                union all select case_id, made_at from plans where by = $1 and action <> 'write') as lately
            join cases on cases.id = case_id order by at desc limit $3) as last"#,
        account as AccountId,
        now - LATELY,
        IN_A_ROW,
    );
    heavy.fetch_one(conn).await
}

/// Begins a break, or ends it (`until`: none).
pub(super) async fn pause(conn: &mut PgConnection, account: AccountId, until: Option<Moment>) -> Result<()> {
    sqlx::query!(
        "insert into desk_care (account, break_until) values ($1, $2) on conflict (account) do update set break_until = excluded.break_until",
        account as AccountId,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether somebody rests, or should be asked to.
pub(super) async fn rest(conn: &mut PgConnection, account: AccountId, care: &Care, now: Moment) -> Result<Option<Rest>> {
    if let Some(until) = care.break_until.filter(|until| *until > now) {
        return Ok(Some(Rest::Break(super::list::minutes_to(until, now))));
    }
    let done = sqlx::query!(
        r#"select (select count(*) from (select case_id from decisions where by = $1 and at >= $2 and case_id is not null
                union select case_id from plans where by = $1) as today) as "today!",
            (select count(distinct case_id) from decisions join cases on cases.id = case_id where by = $1 and at >= $3 and cases.priority <= 3) as "hard!""#,
        account as AccountId,
        now.date_naive().and_time(NaiveTime::MIN).and_utc(),
        now - LATELY,
    );
    let done = done.fetch_one(conn).await?;
    Ok(match care.most_a_day {
        Some(most) if done.today >= i64::from(most) => Some(Rest::Enough),
        _ => (done.hard >= MANY).then_some(Rest::Hard),
    })
}
