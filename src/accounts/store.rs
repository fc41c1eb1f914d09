//! SQL of accounts, credentials, sessions, roles and allowances.

use chrono::TimeDelta;
use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::{Away, Pace};

use crate::clock::Moment;
use crate::ids::{self, AccountId, BoardId};

/// For how long it is counted how many threads somebody opened.
const NEW_AT_MOST: TimeDelta = TimeDelta::days(30);

/// False where somebody has the name, or had it and left.
pub(super) async fn create(
    conn: &mut PgConnection,
    id: AccountId,
    (name, key): (&str, &str),
    hashes: &[Vec<u8>],
    now: Moment,
) -> Result<bool> {
    let made = sqlx::query!(
        "insert into accounts (id, name, name_key, created_at)
         select $1, $2, $3, $4 where not exists (select from left_names where name_hash = any($5)) on conflict (name_key) do nothing",
        id as AccountId,
        name,
        key,
        now,
        hashes,
    );
    Ok(made.execute(conn).await?.rows_affected() == 1)
}

pub(super) async fn find(conn: &mut PgConnection, key: &str) -> Result<Option<AccountId>> {
    sqlx::query_scalar!("select id from accounts where name_key = $1 and left_at is null", key).fetch_optional(conn).await
}

/// Whether somebody has that name, or had it and left.
pub(super) async fn is_taken(conn: &mut PgConnection, key: &str, hashes: &[Vec<u8>]) -> Result<bool> {
    sqlx::query_scalar!(
        "select (exists (select from accounts where name_key = $1) or exists (select from left_names where name_hash = any($2))) as \"taken!\"",
        key,
        hashes,
    )
    .fetch_one(conn)
    .await
}

pub(super) struct Known {
    pub account: AccountId,
    pub secret: String,
}

pub(super) async fn passphrase(conn: &mut PgConnection, key: &str) -> Result<Option<Known>> {
    sqlx::query_as!(
        Known,
        "select account, secret from credentials join accounts on accounts.id = account
         where name_key = $1 and left_at is null and kind = 'passphrase'",
        key,
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn passphrase_of(conn: &mut PgConnection, account: AccountId) -> Result<Option<String>> {
    sqlx::query_scalar!("select secret from credentials where account = $1 and kind = 'passphrase'", account as AccountId)
        .fetch_optional(conn)
        .await
}

pub(super) async fn has_passphrase(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    sqlx::query_scalar!(
        "select exists (select from credentials where account = $1 and kind = 'passphrase') as \"has!\"",
        account as AccountId
    )
    .fetch_one(conn)
    .await
}

/// `recovered`: with a recovery code alone.
pub(super) async fn set_passphrase(conn: &mut PgConnection, account: AccountId, secret: &str, recovered: bool, now: Moment) -> Result<()> {
    sqlx::query!("delete from credentials where account = $1 and kind in ('passphrase', 'ticket', 'sign_in_link')", account as AccountId)
        .execute(&mut *conn)
        .await?;
    // Nor is a link to get back in that was mailed before worth anything after.
    sqlx::query!(
        "delete from mail_links using mail_addresses where mail_addresses.id = address and account = $1 and purpose = 'recover'",
        account as AccountId
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into credentials (id, account, kind, secret, recovered, created_at) values ($1, $2, 'passphrase', $3, $4, $5)",
        ids::fresh(now),
        account as AccountId,
        secret,
        recovered,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces every unused secret of that kind.
pub(super) async fn replace_secrets(
    conn: &mut PgConnection,
    account: AccountId,
    kind: &str,
    hashes: &[String],
    expires: Option<Moment>,
    now: Moment,
) -> Result<()> {
    forget_secrets(conn, account, kind).await?;
    let ids: Vec<_> = hashes.iter().map(|_| ids::fresh(now)).collect();
    sqlx::query!(
        "insert into credentials (id, account, kind, secret, created_at, expires_at)
         select id, $2, $3, secret, $4, $5 from unnest($1::uuid[], $6::text[]) as fresh (id, secret)",
        &ids,
        account as AccountId,
        kind,
        now,
        expires,
        hashes,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn use_code(conn: &mut PgConnection, key: &str, hash: &str, now: Moment) -> Result<Option<AccountId>> {
    sqlx::query_scalar!(
        "update credentials set used_at = $3 from accounts
         where accounts.id = account and name_key = $1 and left_at is null and kind = 'recovery_code' and secret = $2 and used_at is null
         returning account",
        key,
        hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Whether the account's passphrase was set with a recovery code, and no second step of another kind was shown since.
pub(super) async fn is_recovered(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    sqlx::query_scalar!("select exists (select from credentials where account = $1 and recovered) as \"is!\"", account as AccountId)
        .fetch_one(conn)
        .await
}

/// They showed a second step of another kind.
pub(super) async fn vouch(conn: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("update credentials set recovered = false where account = $1 and recovered", account as AccountId).execute(conn).await?;
    Ok(())
}

/// Uses up a recovery code of that account; false where it has no such code, or one stands for the passphrase already.
pub(super) async fn use_code_of(conn: &mut PgConnection, account: AccountId, hash: &str, now: Moment) -> Result<bool> {
    let used = sqlx::query!(
        "update credentials set used_at = $3 where account = $1 and kind = 'recovery_code' and secret = $2 and used_at is null
            and not exists (select from credentials known where known.account = $1 and known.recovered)",
        account as AccountId,
        hash,
        now,
    );
    Ok(used.execute(conn).await?.rows_affected() == 1)
}

/// Throws every secret of that kind away.
pub(super) async fn forget_secrets(conn: &mut PgConnection, account: AccountId, kind: &str) -> Result<()> {
    sqlx::query!("delete from credentials where account = $1 and kind = $2", account as AccountId, kind).execute(conn).await?;
    Ok(())
}

pub(super) async fn use_link(conn: &mut PgConnection, hash: &str, now: Moment) -> Result<Option<AccountId>> {
    sqlx::query_scalar!(
        "update credentials set used_at = $2 where kind = 'sign_in_link' and secret = $1 and used_at is null and expires_at > $2 returning account",
        hash, now,
    )
    .fetch_optional(conn)
    .await
}

/// The name behind a link that can still be used.
pub(super) async fn name_behind_link(conn: &mut PgConnection, hash: &str, now: Moment) -> Result<Option<String>> {
    sqlx::query_scalar!(
        "select name from credentials join accounts on accounts.id = account
         where kind = 'sign_in_link' and secret = $1 and used_at is null and expires_at > $2",
        hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this person")]
pub(super) struct Session {
    pub account: AccountId,
    pub name: String,
    pub joined_at: Moment,
    pub begun_at: Moment,
    pub seen_at: Moment,
    pub shared: bool,
    pub second_step: bool,
    pub away: Option<Json<Away>>,
    pub care_while_writing: bool,
    pub is_waiting: bool,
    /// There are notices that they did not read.
    pub unread: bool,
    /// Each as `role` or `role:board`.
    pub roles: Vec<String>,
}

/// Who is behind a cookie, with everything the shell of a page shows of them, in one query.
pub(super) async fn session(conn: &mut PgConnection, hash: &[u8], now: Moment) -> Result<Option<Session>> {
    sqlx::query_as!(
        Session,
        r#"select account, name, accounts.created_at as joined_at, sessions.created_at as begun_at, seen_at, shared, second_step_at is not null as "second_step!", away as "away: Json<Away>",
            care_while_writing, waiting_since is not null as "is_waiting!",
            exists (select from notices where notices.account = sessions.account and read_at is null) as "unread!",
            array(select role || coalesce(':' || board::text, '') from roles where roles.account = sessions.account and ended_at is null) as "roles!"
         from sessions join accounts on accounts.id = account
         where token_hash = $1 and expires_at > $2 and left_at is null and memorial_at is null"#,
        hash, now,
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn has_accepted_limits(conn: &mut PgConnection, moderator: AccountId) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from desk_care where account = $1 and limits_accepted_at is not null) as "has!""#,
        moderator as AccountId
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn touch_session(conn: &mut PgConnection, hash: &[u8], now: Moment, idle: TimeDelta, at_most: TimeDelta) -> Result<()> {
    sqlx::query!(
        "update sessions set seen_at = $2, expires_at = least($2::timestamptz + make_interval(secs => $3), created_at + make_interval(secs => $4)) where token_hash = $1",
        hash,
        now,
        idle.as_seconds_f64(),
        at_most.as_seconds_f64(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// False where they had it.
pub(super) async fn grant(
    conn: &mut PgConnection,
    account: AccountId,
    role: &str,
    board: Option<BoardId>,
    by: Option<AccountId>,
    now: Moment,
) -> Result<bool> {
    let given = sqlx::query!(
        "insert into roles (id, account, board, role, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        ids::fresh(now),
        account as AccountId,
        board as Option<BoardId>,
        role,
        by as Option<AccountId>,
        now,
    );
    Ok(given.execute(conn).await?.rows_affected() > 0)
}

pub(super) async fn revoke(conn: &mut PgConnection, account: AccountId, role: &str, board: Option<BoardId>, now: Moment) -> Result<bool> {
    let ended = sqlx::query!(
        "update roles set ended_at = $4 where account = $1 and role = $2 and board is not distinct from $3 and ended_at is null",
        account as AccountId,
        role,
        board as Option<BoardId>,
        now,
    );
    Ok(ended.execute(conn).await?.rows_affected() > 0)
}

pub(super) struct OperatorRow {
    pub account: AccountId,
    pub has_passphrase: bool,
}

pub(super) async fn operators(conn: &mut PgConnection) -> Result<Vec<OperatorRow>> {
    sqlx::query_as!(
        OperatorRow,
        r#"select account, exists (select 1 from credentials where credentials.account = roles.account and kind = 'passphrase') as "has_passphrase!"
         from roles where role = 'operator' and ended_at is null"#,
    )
    .fetch_all(conn)
    .await
}

/// Spends one from an allowance, if there is one left: true where there was.
pub(super) async fn spend(conn: &mut PgConnection, who: &str, action: &str, pace: &Pace, now: Moment) -> Result<bool> {
    let spent = sqlx::query_scalar!(
        "select spend_allowance($1, $2, $3, $4, $5) as \"spent!\"",
        who,
        action,
        now,
        pace.each.as_seconds_f64(),
        pace.at_once.as_seconds_f64(),
    );
    spent.fetch_one(conn).await
}

pub(super) async fn signature(conn: &mut PgConnection, account: AccountId) -> Result<String> {
    sqlx::query_scalar!("select signature from accounts where id = $1", account as AccountId).fetch_one(conn).await
}

pub(super) async fn set_signature(conn: &mut PgConnection, account: AccountId, signature: &str) -> Result<()> {
    sqlx::query!("update accounts set signature = $2 where id = $1", account as AccountId, signature).execute(conn).await?;
    Ok(())
}

pub(super) async fn set_care_while_writing(conn: &mut PgConnection, account: AccountId, on: bool) -> Result<()> {
    sqlx::query!("update accounts set care_while_writing = $2 where id = $1", account as AccountId, on).execute(conn).await?;
    Ok(())
}

pub(super) async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("delete from sessions where expires_at < $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from credentials where expires_at < $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from allowances where free_at < $1", now).execute(&mut *conn).await?;
    sqlx::query!("update accounts set threads_opened = null where threads_opened is not null and created_at < $1", now - NEW_AT_MOST)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes everything from an account that somebody could sign in with or be reached by.
pub(super) async fn lock(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    sqlx::query!("update accounts set left_at = $2, signature = '', locale = null where id = $1", account as AccountId, now)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from credentials where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from identities where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from sessions where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from mail_addresses where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from notices where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from exports where account = $1", account as AccountId).execute(&mut *conn).await?;
    // What they did not send nobody else is to have. Whom they blocked stays blocked: their words are still here.
    sqlx::query!("delete from drafts where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("update roles set ended_at = $2 where account = $1 and ended_at is null", account as AccountId, now)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from allowances where who = $1", account.to_string()).execute(conn).await?;
    Ok(())
}

/// The name as it is compared.
pub(super) async fn key_of(conn: &mut PgConnection, account: AccountId) -> Result<String> {
    sqlx::query_scalar!("select name_key from accounts where id = $1", account as AccountId).fetch_one(conn).await
}

/// The row goes, and the schema says what goes with it; of the name this hash stays.
pub(super) async fn delete(conn: &mut PgConnection, account: AccountId, hash: &[u8], now: Moment) -> Result<()> {
    sqlx::query!("insert into left_names (name_hash, left_at) values ($1, $2)", hash, now).execute(&mut *conn).await?;
    sqlx::query!("delete from allowances where who = $1", account.to_string()).execute(&mut *conn).await?;
    sqlx::query!("delete from accounts where id = $1", account as AccountId).execute(conn).await?;
    Ok(())
}
