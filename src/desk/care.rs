//! Care of moderators: what they are not dealt, a break, an end of the day, a word after many hard cases. Nobody else sees any of it.

use chrono::{NaiveTime, TimeDelta};
use sqlx::{PgConnection, Result};

use crate::clock::Moment;
use crate::ids::AccountId;

/// Hard cases within [`LATELY`] after which a break is offered.
const MANY: i64 = 4;
const LATELY: TimeDelta = TimeDelta::hours(1);

/// How somebody looks after themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Care {
    /// Content notes of entries they are not dealt.
    pub avoid: Vec<String>,
    pub break_until: Option<Moment>,
    pub most_a_day: Option<i32>,
}

/// Why nothing is dealt to somebody, or that a break would do them good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// They are on a break, for so many minutes more.
    Break(i64),
    /// They decided as much today as they wanted to.
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
    let care = sqlx::query_as!(Care, "select avoid, break_until, most_a_day from desk_care where account = $1", account as AccountId);
    Ok(care.fetch_optional(conn).await?.unwrap_or_default())
}

pub(super) async fn save(conn: &mut PgConnection, account: AccountId, avoid: &[String], most_a_day: Option<i32>) -> Result<()> {
    sqlx::query!(
        "insert into desk_care (account, avoid, most_a_day) values ($1, $2, $3)
         on conflict (account) do update set avoid = excluded.avoid, most_a_day = excluded.most_a_day",
        account as AccountId,
        avoid,
        most_a_day,
    )
    .execute(conn)
    .await?;
    Ok(())
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
        r#"select (select count(*) from decisions where by = $1 and at >= $2) + (select count(*) from plans where by = $1) as "today!",
            (select count(*) from decisions join cases on cases.id = case_id where by = $1 and at >= $3 and cases.priority <= 3) as "hard!""#,
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
