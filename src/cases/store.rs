//! SQL of cases, reasons and reports.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::{Because, Case, Priority, Reason, Report, Span, Subject, Waiting};
use crate::clock::Moment;
use crate::ids::{self, AccountId, BoardId, CaseId, EntryId};

/// The open case of a subject, locked until the transaction ends; made where there is none. Two who come at once get the same.
pub(super) async fn find_or_open(
    conn: &mut PgConnection,
    subject: &Subject,
    board: Option<BoardId>,
    priority: Priority,
    now: Moment,
) -> Result<CaseId> {
    sqlx::query_scalar!(
        "insert into cases (id, entry, line, board, priority, version, opened_at, due_at, thread)
         values ($1, $2, $3, $4, $5, 0, $6, $7, (select thread from entries where entries.id = $2))
         on conflict (coalesce(entry::text, line)) where state <> 'closed' do update set version = cases.version
         returning id",
        CaseId::fresh(now) as CaseId,
        subject.entry() as Option<EntryId>,
        subject.line(),
        board as Option<BoardId>,
        priority.number(),
        now,
        priority.within().map(|within| now + within),
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn open_of(conn: &mut PgConnection, subject: &Subject) -> Result<Option<CaseId>> {
    sqlx::query_scalar!(
        "select id from cases where coalesce(entry::text, line) = coalesce($1::uuid::text, $2) and state <> 'closed'",
        subject.entry() as Option<EntryId>,
        subject.line(),
    )
    .fetch_optional(conn)
    .await
}

/// Something was added: the more urgent priority and the earlier clock win.
pub(super) async fn urge(conn: &mut PgConnection, case: CaseId, priority: Priority, now: Moment) -> Result<()> {
    sqlx::query!(
        "update cases set version = version + 1, priority = least(priority, $2), due_at = least(due_at, $3) where id = $1",
        case as CaseId,
        priority.number(),
        priority.within().map(|within| now + within),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn add_reasons(conn: &mut PgConnection, case: CaseId, reasons: &[Because], now: Moment) -> Result<()> {
    for reason in reasons {
        sqlx::query!(
            "insert into case_reasons (id, case_id, rule, spans, at) values ($1, $2, $3, $4, $5)",
            ids::fresh(now),
            case as CaseId,
            reason.rule,
            Json(&reason.spans) as _,
            now,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// True where it says something new.
pub(super) async fn add_report(
    conn: &mut PgConnection,
    case: CaseId,
    kind: &str,
    reason: &str,
    note: &str,
    reporter: Option<AccountId>,
    now: Moment,
) -> Result<bool> {
    let added = sqlx::query!(
        "insert into reports (id, case_id, kind, reason, note, reporter, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (case_id, kind, reporter) where reporter is not null
         do update set reason = excluded.reason, note = excluded.note, at = excluded.at
         where reports.kind = 'worry' and excluded.reason = 'danger' and reports.reason <> 'danger'",
        ids::fresh(now),
        case as CaseId,
        kind,
        reason,
        note,
        reporter as Option<AccountId>,
        now,
    );
    Ok(added.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn deal(
    conn: &mut PgConnection,
    boards: Option<&[BoardId]>,
    moderator: AccountId,
    now: Moment,
    until: Moment,
    passed_too: bool,
) -> Result<Option<CaseId>> {
    sqlx::query_scalar!(
        "update cases set state = 'leased', leased_by = $2, leased_until = $4,
             version = version + case when leased_by is not distinct from $2 then 0 else 1 end
         where id = (
             select id from cases
             where state <> 'closed' and (leased_until is null or leased_until <= $3 or leased_by = $2)
                 and ($1::uuid[] is null or board = any($1))
                 and not exists (select 1 from entries where entries.id = cases.entry and author = $2)
                 and ($5 or not exists (select 1 from case_passes where case_id = cases.id and account = $2))
             order by priority, opened_at, id limit 1 for update skip locked)
         returning id",
        boards as Option<&[BoardId]>,
        moderator as AccountId,
        now,
        until,
        passed_too,
    )
    .fetch_optional(conn)
    .await
}

/// A person works on one case at a time.
pub(super) async fn free_others(conn: &mut PgConnection, case: CaseId, moderator: AccountId) -> Result<()> {
    sqlx::query!(
        "update cases set state = 'open', leased_by = null, leased_until = null where leased_by = $2 and state = 'leased' and id <> $1",
        case as CaseId,
        moderator as AccountId,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn renew(conn: &mut PgConnection, case: CaseId, moderator: AccountId, now: Moment, until: Moment) -> Result<()> {
    sqlx::query!(
        "update cases set leased_until = $4 where id = $1 and leased_by = $2 and leased_until > $3 and state = 'leased'",
        case as CaseId,
        moderator as AccountId,
        now,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn release(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<bool> {
    let released = sqlx::query!(
        "update cases set state = 'open', leased_by = null, leased_until = null, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and (leased_until is null or leased_until <= $4 or leased_by = $3)",
        case as CaseId,
        version,
        moderator as AccountId,
        now,
    );
    Ok(released.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn pass(conn: &mut PgConnection, case: CaseId, moderator: AccountId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into case_passes (case_id, account, at) values ($1, $2, $3) on conflict do nothing",
        case as CaseId,
        moderator as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn close(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<bool> {
    let closed = sqlx::query!(
        "update cases set state = 'closed', closed_at = $4, leased_by = $3, leased_until = null, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and (leased_until is null or leased_until <= $4 or leased_by = $3)",
        case as CaseId,
        version,
        moderator as AccountId,
        now,
    );
    Ok(closed.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn find(conn: &mut PgConnection, case: CaseId, boards: Option<&[BoardId]>) -> Result<Option<Case>> {
    sqlx::query_as!(
        Case,
        r#"select cases.id, entry, line, board, state = 'closed' as "is_closed!", priority, version, leased_by,
             (select name from accounts where accounts.id = leased_by) as holder, leased_until, opened_at, due_at
         from cases where id = $1 and ($2::uuid[] is null or board = any($2))"#,
        case as CaseId,
        boards as Option<&[BoardId]>,
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn reasons(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Reason>> {
    sqlx::query_as!(
        Reason,
        r#"select rule, spans as "spans: Json<Vec<Span>>", at from case_reasons where case_id = $1 order by at, id"#,
        case as CaseId,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn reports(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Report>> {
    sqlx::query_as!(Report, r#"select kind, reason, note, at from reports where case_id = $1 order by at, id"#, case as CaseId,)
        .fetch_all(conn)
        .await
}

pub(super) async fn waiting(conn: &mut PgConnection, boards: Option<&[BoardId]>, most: i64) -> Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select id, entry, line, priority, (select name from accounts where accounts.id = leased_by) as holder, leased_until, opened_at, due_at,
             (select count(distinct coalesce(reporter, id)) from reports where case_id = cases.id) as "reported!",
             (select rule from case_reasons where case_id = cases.id order by at, id limit 1) as rule
         from cases where state <> 'closed' and ($1::uuid[] is null or board = any($1))
         order by priority, opened_at, id limit $2"#,
        boards as Option<&[BoardId]>, most,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn count(conn: &mut PgConnection, boards: Option<&[BoardId]>, most: i64) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from (
             select 1 from cases where state <> 'closed' and ($1::uuid[] is null or board = any($1)) limit $2) as open_cases"#,
        boards as Option<&[BoardId]>,
        most,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn forget(conn: &mut PgConnection, closed_before: Moment) -> Result<()> {
    sqlx::query!("delete from cases where state = 'closed' and closed_at < $1", closed_before).execute(conn).await?;
    Ok(())
}
