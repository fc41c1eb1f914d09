//! SQL of cases, reasons and reports.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::{Because, Case, LEASE, Priority, Reason, Remark, Report, Span, Subject, Waiting, Wanted};
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
        "insert into cases (id, entry, line, account, board, priority, version, opened_at, due_at, thread)
         values ($1, $2, $3, $8, $4, $5, 0, $6, $7, (select thread from entries where entries.id = $2))
         on conflict (coalesce(entry::text, line, account::text)) where state <> 'closed' do update set version = cases.version
         returning id",
        CaseId::fresh(now) as CaseId,
        subject.entry() as Option<EntryId>,
        subject.line(),
        board as Option<BoardId>,
        priority.number(),
        now,
        priority.within().map(|within| now + within),
        subject.account() as Option<AccountId>,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn open_of(conn: &mut PgConnection, subject: &Subject) -> Result<Option<CaseId>> {
    sqlx::query_scalar!(
        "select id from cases where coalesce(entry::text, line, account::text) = coalesce($1::uuid::text, $2, $3::uuid::text) and state <> 'closed'",
        subject.entry() as Option<EntryId>,
        subject.line(),
        subject.account() as Option<AccountId>,
    )
    .fetch_optional(conn)
    .await
}

/// Something was added: the more urgent priority and the earlier clock win. True where that priority is new to the case, which is
/// locked since it was found.
pub(super) async fn urge(conn: &mut PgConnection, case: CaseId, priority: Priority, now: Moment) -> Result<bool> {
    sqlx::query_scalar!(
        r#"with before as (select version, priority from cases where id = $1)
         update cases set version = cases.version + 1, priority = least(cases.priority, $2), due_at = least(due_at, $3),
             urged_at = case when before.priority > $2 then $4 else urged_at end from before where id = $1
         returning before.version = 0 or before.priority > $2 as "is_new!""#,
        case as CaseId,
        priority.number(),
        priority.within().map(|within| now + within),
        now,
    )
    .fetch_one(conn)
    .await
}

/// The board of a case that is so urgent and not closed; and until when it is in the hands of somebody who used it since it was, or
/// was decided.
pub(super) async fn urgent_and_open(
    conn: &mut PgConnection,
    case: CaseId,
    least: Priority,
    now: Moment,
) -> Result<Option<(Option<BoardId>, Option<Moment>)>> {
    let found = sqlx::query!(
        "select board, coalesce(settles_at, case when leased_until > $3 and leased_until - make_interval(secs => $4) >= coalesce(urged_at, opened_at)
            then leased_until end) as until from cases where id = $1 and priority <= $2 and state <> 'closed'",
        case as CaseId,
        least.number(),
        now,
        LEASE.as_seconds_f64(),
    );
    Ok(found.fetch_optional(conn).await?.map(|row| (row.board, row.until)))
}

pub(super) async fn urgent(conn: &mut PgConnection, moderator: Option<AccountId>, now: Moment) -> Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where priority = $2) as "danger!", count(*) filter (where priority = $3) as "worried!" from cases
         where state <> 'closed' and settles_at is null and priority <= $3
            and (leased_until is null or leased_until <= $1 or leased_until - make_interval(secs => $5) < coalesce(urged_at, opened_at))
            and ($4::uuid is null or coalesce(writer, account, (select author from entries where entries.id = entry)) is distinct from $4
                and exists (select from roles where roles.account = $4 and role in ('moderator', 'operator') and ended_at is null
                    and (roles.board is null or roles.board = cases.board)))"#,
        now,
        Priority::Danger.number(),
        Priority::Worried.number(),
        moderator as Option<AccountId>,
        LEASE.as_seconds_f64(),
    );
    let row = row.fetch_one(conn).await?;
    Ok((row.danger, row.worried))
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

pub(super) async fn was_answered(conn: &mut PgConnection, entry: EntryId, reporter: AccountId, since: Moment) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from cases join entries on entries.id = cases.entry
            where cases.entry = $1 and cases.state = 'closed' and closed_at >= $3 and (edited_at is null or edited_at <= closed_at)
                and exists (select from reports where case_id = cases.id and reporter = $2 and kind = 'report'))
            and not exists (select from cases where cases.entry = $1 and cases.state <> 'closed') as "was!""#,
        entry as EntryId,
        reporter as AccountId,
        since,
    )
    .fetch_one(conn)
    .await
}

/// What an entry's row says is asked for one case at a time, so that Postgres walks the index of what is next and stops at the first
/// that fits, whatever waits behind it.
pub(super) async fn deal(
    conn: &mut PgConnection,
    boards: Option<&[BoardId]>,
    avoid: &[String],
    moderator: AccountId,
    now: Moment,
    wanted: Wanted,
) -> Result<Option<CaseId>> {
    sqlx::query_scalar!(
        "update cases set state = 'leased', leased_by = $2, leased_until = $4,
             version = version + case when leased_by is not distinct from $2 then 0 else 1 end
         where id = (
             select id from cases
             where state <> 'closed' and settles_at is null and (leased_until is null or leased_until <= $3 or leased_by = $2)
                 and ($1::uuid[] is null or board = any($1)) and coalesce(cases.writer, cases.account) is distinct from $2
                 and (select author = $2 or entries.notes && $6 or threads.notes && $6 from entries join threads on threads.id = entries.thread
                     where entries.id = cases.entry) is not true
                 and (not exists (select 1 from appeals where appeals.case_id = cases.id and outcome is null)
                     or exists (select 1 from appeals where appeals.case_id = cases.id and outcome is null and may_look_again(decision, cases.id, $2, $1 is null)))
                 and priority between $7 and $8
                 and ($5 or not exists (select 1 from case_passes where case_id = cases.id and account = $2))
             order by priority, opened_at, id limit 1 for update skip locked)
         returning id",
        boards as Option<&[BoardId]>,
        moderator as AccountId,
        now,
        now + LEASE,
        wanted.passed_too,
        avoid,
        wanted.most.number(),
        wanted.least.number(),
    )
    .fetch_optional(conn)
    .await
}

/// Locks a case and what this moderator holds until the transaction ends, in the order of their ids: two who take over each other's
/// cases at the same moment do not wait for each other in a circle.
pub(super) async fn lock_with_own(conn: &mut PgConnection, case: Option<CaseId>, moderator: AccountId) -> Result<()> {
    sqlx::query!(
        "select id from cases where id = $1 or (leased_by = $2 and state = 'leased') order by id for no key update",
        case as Option<CaseId>,
        moderator as AccountId,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Locks the open cases of these entries and one case more, in the order of their ids.
pub(super) async fn lock_of(conn: &mut PgConnection, entries: &[EntryId], case: CaseId) -> Result<()> {
    sqlx::query!(
        "select id from cases where id = $2 or (entry = any($1) and state <> 'closed') order by id for no key update",
        entries as &[EntryId],
        case as CaseId,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Locks the open cases of an entry's thread and one case more, in the order of their ids.
pub(super) async fn lock_of_thread(conn: &mut PgConnection, entry: EntryId, case: CaseId) -> Result<()> {
    sqlx::query!(
        "select id from cases where id = $2 or (state <> 'closed'
            and entry in (select other.id from entries this join entries other on other.thread = this.thread where this.id = $1))
         order by id for no key update",
        entry as EntryId,
        case as CaseId,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// A person works on one case at a time.
pub(super) async fn free_others(conn: &mut PgConnection, case: Option<CaseId>, moderator: AccountId) -> Result<()> {
    sqlx::query!(
        "update cases set state = case when exists (select from case_notes where case_id = cases.id and kind = 'second') then 'second_opinion' else 'open' end, leased_by = null, leased_until = null
         where id in (select id from cases where leased_by = $2 and state = 'leased' and settles_at is null and id is distinct from $1
             order by id for no key update)",
        case as Option<CaseId>,
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
        "update cases set state = case when exists (select from case_notes where case_id = cases.id and kind = 'second') then 'second_opinion' else 'open' end,
             leased_by = null, leased_until = null, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and settles_at is null and (leased_until is null or leased_until <= $4 or leased_by = $3)",
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

/// A decision was made that waits: nobody is dealt the case meanwhile.
pub(super) async fn plan(
    conn: &mut PgConnection,
    case: CaseId,
    version: i32,
    moderator: AccountId,
    now: Moment,
    settles: Option<Moment>,
) -> Result<bool> {
    let planned = sqlx::query!(
        "update cases set state = case when $5::timestamptz is null then state else 'open' end, settles_at = $5, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and settles_at is null
             and (leased_until is null or leased_until <= $4 or leased_by = $3)",
        case as CaseId,
        version,
        moderator as AccountId,
        now,
        settles,
    );
    Ok(planned.execute(conn).await?.rows_affected() == 1)
}

/// What was decided is not carried out: the case is in the hands of whoever takes it back, or in nobody's.
pub(super) async fn unplan(conn: &mut PgConnection, case: CaseId, holder: Option<(AccountId, Moment)>) -> Result<()> {
    sqlx::query!(
        "update cases set state = case when $2::uuid is null then 'open' else 'leased' end, leased_by = $2, leased_until = $3, settles_at = null,
             version = version + 1 where id = $1 and state <> 'closed'",
        case as CaseId,
        holder.map(|(who, _)| who) as Option<AccountId>,
        holder.map(|(_, until)| until),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Closes a case that was decided at that version; what was added since keeps it open.
pub(super) async fn settle(conn: &mut PgConnection, case: CaseId, moderator: AccountId, version: i32, now: Moment) -> Result<()> {
    sqlx::query!(
        "update cases set state = case when version = $3 then 'closed' else 'open' end, closed_at = case when version = $3 then $4::timestamptz end,
             leased_by = case when version = $3 then $2::uuid end, leased_until = null, settles_at = null, version = version + 1
         where id = $1 and state <> 'closed'",
        case as CaseId,
        moderator as AccountId,
        version,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The open case of an entry, as far as it says whether it can be closed; locked until the transaction ends.
pub(super) struct Openly {
    pub id: CaseId,
    pub priority: i16,
    pub version: i32,
    pub leased_by: Option<AccountId>,
    pub leased_until: Option<Moment>,
    pub settles_at: Option<Moment>,
    /// Somebody told us something since then.
    pub was_told: bool,
}

pub(super) async fn lock_open_of(conn: &mut PgConnection, entry: EntryId, since: Moment) -> Result<Option<Openly>> {
    sqlx::query_as!(
        Openly,
        r#"select id, priority, version, leased_by, leased_until, settles_at,
            exists (select from reports where case_id = cases.id and at > $2) as "was_told!"
         from cases where entry = $1 and state <> 'closed' for update"#,
        entry as EntryId,
        since,
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn settle_unread(conn: &mut PgConnection, case: CaseId, version: i32, closes: bool, now: Moment) -> Result<bool> {
    let settled = sqlx::query!(
        "update cases set state = case when $3 then 'closed' else 'open' end, closed_at = case when $3 then $4::timestamptz end,
             leased_by = null, leased_until = null, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and settles_at is null and (leased_until is null or leased_until <= $4)",
        case as CaseId,
        version,
        closes,
        now,
    );
    Ok(settled.execute(conn).await?.rows_affected() == 1)
}

/// Takes a case that nobody holds.
pub(super) async fn claim(conn: &mut PgConnection, case: CaseId, moderator: AccountId, now: Moment, until: Moment) -> Result<bool> {
    let claimed = sqlx::query!(
        "update cases set state = 'leased', leased_by = $2, leased_until = $4, version = version + case when leased_by is not distinct from $2 then 0 else 1 end
         where id = $1 and state <> 'closed' and settles_at is null and (leased_until is null or leased_until <= $3 or leased_by = $2)",
        case as CaseId,
        moderator as AccountId,
        now,
        until,
    );
    Ok(claimed.execute(conn).await?.rows_affected() == 1)
}

/// A case its holder turned away from is free soon, unless it was renewed since it was theirs until `lease`.
pub(super) async fn loosen(conn: &mut PgConnection, case: CaseId, moderator: AccountId, lease: Moment, until: Moment) -> Result<()> {
    sqlx::query!(
        "update cases set leased_until = least(leased_until, $4) where id = $1 and leased_by = $2 and state = 'leased' and leased_until = $3",
        case as CaseId,
        moderator as AccountId,
        lease,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn ask_second(conn: &mut PgConnection, case: CaseId, version: i32, moderator: AccountId, now: Moment) -> Result<bool> {
    let asked = sqlx::query!(
        "update cases set state = 'second_opinion', leased_by = null, leased_until = null, version = version + 1
         where id = $1 and version = $2 and state <> 'closed' and settles_at is null and (leased_until is null or leased_until <= $4 or leased_by = $3)",
        case as CaseId,
        version,
        moderator as AccountId,
        now,
    );
    Ok(asked.execute(conn).await?.rows_affected() == 1)
}

/// What somebody decides about the case as it was before is not carried out unseen.
pub(super) async fn was_added_to(conn: &mut PgConnection, case: CaseId) -> Result<()> {
    sqlx::query!("update cases set version = version + 1 where id = $1 and state <> 'closed'", case as CaseId).execute(conn).await?;
    Ok(())
}

pub(super) async fn remark(conn: &mut PgConnection, case: CaseId, by: AccountId, kind: &str, note: &str, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into case_notes (id, case_id, by, kind, note, at) values ($1, $2, $3, $4, $5, $6)",
        ids::fresh(now),
        case as CaseId,
        by as AccountId,
        kind,
        note,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How long the last thousand cases that were closed since then waited, at the median: those of one board or all, of these priorities.
pub(super) async fn median_wait(
    conn: &mut PgConnection,
    board: Option<BoardId>,
    since: Moment,
    (most, least): (Priority, Priority),
) -> Result<Option<f64>> {
    sqlx::query_scalar!(
        "select percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)::float8) from (
            select closed_at, opened_at, board, priority from cases where state = 'closed' and closed_at >= $2 order by closed_at desc limit 1000) as lately
         where ($1::uuid is null or board = $1) and priority between $3 and $4",
        board as Option<BoardId>,
        since,
        most.number(),
        least.number(),
    )
    .fetch_one(conn)
    .await
}

/// What moderators said about this case, and about other cases of the same writer under the same name, oldest first. What was written
/// under an alias is joined to nothing outside of its thread: a note must not say who it is.
pub(super) async fn remarks(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Remark>> {
    sqlx::query_as!(
        Remark,
        r#"select kind, note, (select name from accounts where accounts.id = by) as by, at from case_notes where case_id = $1
            or (kind = 'note' and case_id in (select other.id from cases this join entries on entries.id = this.entry
                join entries theirs on theirs.author = entries.author and theirs.voice = entries.voice and (entries.voice = 'member' or theirs.thread = entries.thread) join cases other on other.entry = theirs.id where this.id = $1))
         order by at, id limit 50"#,
        case as CaseId,
    )
    .fetch_all(conn)
    .await
}

/// Whose words a case is about, or who asks to join in it.
pub(super) async fn writer(conn: &mut PgConnection, case: CaseId) -> Result<Option<AccountId>> {
    let writer = sqlx::query_scalar!(
        "select coalesce(writer, account, (select author from entries where entries.id = entry)) from cases where id = $1",
        case as CaseId
    );
    Ok(writer.fetch_optional(conn).await?.flatten().map(AccountId))
}

/// That case; where a moderator asks, only if it is about nothing of their own.
pub(super) async fn find(conn: &mut PgConnection, case: CaseId, moderator: Option<AccountId>) -> Result<Option<Case>> {
    sqlx::query_as!(
        Case,
        r#"select cases.id, entry, line, account, board, state = 'closed' as "is_closed!", priority, version, leased_by,
             (select name from accounts where accounts.id = leased_by) as holder, leased_until, opened_at, due_at,
             settles_at, exists (select from case_notes where case_id = cases.id and kind = 'second') as "is_second!"
         from cases where id = $1
            and ($2::uuid is null or coalesce(writer, account, (select author from entries where entries.id = entry)) is distinct from $2)"#,
        case as CaseId,
        moderator as Option<AccountId>,
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

pub(super) async fn waiting(conn: &mut PgConnection, boards: Option<&[BoardId]>, moderator: AccountId, most: i64) -> Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select id, entry, line, account is not null as "is_application!", priority, (select name from accounts where accounts.id = leased_by) as holder, leased_until, opened_at, due_at,
             (select count(distinct coalesce(reporter, id)) from reports where case_id = cases.id) as "reported!",
             (select rule from case_reasons where case_id = cases.id order by at, id limit 1) as rule,
             exists (select from case_notes where case_id = cases.id and kind = 'second') as "is_second!"
         from cases where state <> 'closed' and settles_at is null and ($1::uuid[] is null or board = any($1))
            and coalesce(writer, account, (select author from entries where entries.id = entry)) is distinct from $3
         order by priority, opened_at, id limit $2"#,
        boards as Option<&[BoardId]>, most, moderator as AccountId,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn count(conn: &mut PgConnection, boards: Option<&[BoardId]>, moderator: AccountId, most: i64) -> Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from (
             select 1 from cases where state <> 'closed' and settles_at is null and ($1::uuid[] is null or board = any($1))
                and coalesce(writer, account, (select author from entries where entries.id = entry)) is distinct from $3 limit $2) as open_cases"#,
        boards as Option<&[BoardId]>,
        most,
        moderator as AccountId,
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn forget(conn: &mut PgConnection, closed_before: Moment) -> Result<()> {
    sqlx::query!("delete from cases where state = 'closed' and closed_at < $1", closed_before).execute(conn).await?;
    Ok(())
}
