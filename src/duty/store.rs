//! SQL of duty.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::hours::{Duty, Span};
use crate::clock::Moment;
use crate::ids::{AccountId, BoardId};

/// A week as the database gives it: weekday, start, end.
type Week = Json<Vec<(u8, u16, u16)>>;

fn duty(zone: &str, on_until: Option<Moment>, break_until: Option<Moment>, week: Week) -> Duty {
    let week = week.0.into_iter().map(|(weekday, starts, ends)| Span { weekday, starts, ends }).collect();
    Duty { zone: zone.parse().unwrap_or(chrono_tz::UTC), on_until, break_until, week }
}

/// Everybody who moderates that board (no board: any) and said when they are on.
pub(super) async fn all(conn: &mut PgConnection, board: Option<BoardId>) -> Result<Vec<(AccountId, Duty)>> {
    let rows = sqlx::query!(
        r#"select duty.account as "account: AccountId", zone, on_until, break_until as "break_until?",
            (select coalesce(jsonb_agg(jsonb_build_array(weekday, starts, ends)), '[]') from duty_hours where duty_hours.account = duty.account) as "week!: Week"
         from duty left join desk_care on desk_care.account = duty.account
         where exists (select from roles where roles.account = duty.account and role in ('moderator', 'operator') and ended_at is null
            and ($1::uuid is null or roles.board is null or roles.board = $1))
            and (on_until is not null or exists (select from duty_hours where duty_hours.account = duty.account))"#,
        board as Option<BoardId>,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.account, duty(&row.zone, row.on_until, row.break_until, row.week))).collect())
}

pub(super) async fn of(conn: &mut PgConnection, account: AccountId) -> Result<Option<Duty>> {
    let row = sqlx::query!(
        r#"select zone, on_until, break_until as "break_until?",
            (select coalesce(jsonb_agg(jsonb_build_array(weekday, starts, ends) order by weekday), '[]') from duty_hours where duty_hours.account = duty.account) as "week!: Week"
         from duty left join desk_care on desk_care.account = duty.account where duty.account = $1"#,
        account as AccountId,
    );
    Ok(row.fetch_optional(conn).await?.map(|row| duty(&row.zone, row.on_until, row.break_until, row.week)))
}

/// In place of the week that was said before.
pub(super) async fn set_week(conn: &mut PgConnection, account: AccountId, zone: &str, week: &[Span]) -> Result<()> {
    sqlx::query!(
        "insert into duty (account, zone) values ($1, $2) on conflict (account) do update set zone = excluded.zone",
        account as AccountId,
        zone
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from duty_hours where account = $1", account as AccountId).execute(&mut *conn).await?;
    for span in week {
        sqlx::query!(
            "insert into duty_hours (account, weekday, starts, ends) values ($1, $2, $3, $4)",
            account as AccountId,
            i16::from(span.weekday),
            i16::try_from(span.starts).unwrap_or(0),
            i16::try_from(span.ends).unwrap_or(0),
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Says that somebody is on, until then; or (none) that they are not, apart from their week.
pub(super) async fn set_now(conn: &mut PgConnection, account: AccountId, until: Option<Moment>) -> Result<()> {
    sqlx::query!(
        "insert into duty (account, zone, on_until) values ($1, 'UTC', $2) on conflict (account) do update set on_until = excluded.on_until",
        account as AccountId,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn operators(conn: &mut PgConnection) -> Result<Vec<AccountId>> {
    sqlx::query_scalar!("select account from roles where role = 'operator' and ended_at is null").fetch_all(conn).await
}

/// How many operators but this one get mail.
pub(super) async fn operators_with_mail(conn: &mut PgConnection, but: AccountId) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select count(distinct roles.account) as "n!" from roles join mail_addresses on mail_addresses.account = roles.account
         where role = 'operator' and ended_at is null and confirmed_at is not null and roles.account <> $1"#,
        but as AccountId,
    )
    .fetch_one(conn)
    .await
}
