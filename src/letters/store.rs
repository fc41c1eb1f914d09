//! SQL of addresses for mail and of the links sent to them.

use sqlx::{PgConnection, Result};

use crate::clock::Moment;
use crate::ids::{AccountId, AddressId, LinkId};

/// In place of one that waits to be confirmed.
pub(super) async fn add(
    conn: &mut PgConnection,
    id: AddressId,
    account: AccountId,
    sealed: &[u8],
    lookup: &[u8],
    language: &str,
    now: Moment,
) -> Result<()> {
    sqlx::query!("delete from mail_addresses where account = $1 and confirmed_at is null", account as AccountId)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into mail_addresses (id, account, sealed, lookup, language, created_at) values ($1, $2, $3, $4, $5, $6)",
        id as AddressId,
        account as AccountId,
        sealed,
        lookup,
        language,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn add_link(
    conn: &mut PgConnection,
    id: LinkId,
    address: AddressId,
    purpose: &str,
    hash: &[u8],
    now: Moment,
    expires: Moment,
) -> Result<()> {
    sqlx::query!(
        "insert into mail_links (id, address, purpose, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        id as LinkId,
        address as AddressId,
        purpose,
        hash,
        now,
        expires,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of somebody's addresses: the one that is confirmed, or the one that waits for it.
pub(super) struct Mine {
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub tells: Vec<String>,
}

pub(super) async fn mine(conn: &mut PgConnection, account: AccountId) -> Result<Vec<Mine>> {
    sqlx::query_as!(
        Mine,
        "select sealed, created_at, confirmed_at, tells from mail_addresses where account = $1 order by confirmed_at nulls last",
        account as AccountId
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn remove(conn: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("delete from mail_addresses where account = $1", account as AccountId).execute(conn).await?;
    Ok(())
}

pub(super) async fn set_tells(conn: &mut PgConnection, account: AccountId, tells: &[String]) -> Result<()> {
    sqlx::query!("update mail_addresses set tells = $2 where account = $1 and confirmed_at is not null", account as AccountId, tells)
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn stop(conn: &mut PgConnection, address: AddressId) -> Result<()> {
    sqlx::query!("update mail_addresses set tells = '{}' where id = $1", address as AddressId).execute(conn).await?;
    Ok(())
}

/// A link that can still be used.
pub(super) struct Open {
    pub purpose: String,
    pub name: String,
}

pub(super) async fn open(conn: &mut PgConnection, hash: &[u8], now: Moment) -> Result<Option<Open>> {
    sqlx::query_as!(
        Open,
        "select purpose, accounts.name from mail_links join mail_addresses on mail_addresses.id = address join accounts on accounts.id = account
         where token_hash = $1 and used_at is null and expires_at > $2 and left_at is null and memorial_at is null",
        hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Uses a link up: the address it was sent to, and whose that is; nothing where it can't be used any more.
pub(super) async fn take(conn: &mut PgConnection, hash: &[u8], purpose: &str, now: Moment) -> Result<Option<(AddressId, AccountId)>> {
    let row = sqlx::query!(
        r#"update mail_links set used_at = $3 from mail_addresses join accounts on accounts.id = account
         where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 and left_at is null and memorial_at is null and mail_addresses.id = address
         returning mail_addresses.id as "id: AddressId", account as "account: AccountId""#,
        hash,
        purpose,
        now,
    );
    Ok(row.fetch_optional(conn).await?.map(|row| (row.id, row.account)))
}

/// The address takes the place of the one before, with what its owner chose to be told of.
pub(super) async fn confirm(conn: &mut PgConnection, address: AddressId, account: AccountId, now: Moment) -> Result<()> {
    let tells = sqlx::query_scalar!(
        "delete from mail_addresses where account = $1 and id <> $2 and confirmed_at is not null returning tells",
        account as AccountId,
        address as AddressId,
    );
    let tells = tells.fetch_optional(&mut *conn).await?.unwrap_or_default();
    sqlx::query!("update mail_addresses set confirmed_at = $2, tells = $3 where id = $1", address as AddressId, now, &tells)
        .execute(conn)
        .await?;
    Ok(())
}

/// The confirmed addresses with that keyed hash, and whose they are.
pub(super) async fn find(conn: &mut PgConnection, lookup: &str, most: i64) -> Result<Vec<(AddressId, AccountId)>> {
    let rows = sqlx::query!(
        r#"select mail_addresses.id as "id: AddressId", account as "account: AccountId" from mail_addresses join accounts on accounts.id = account
         where lookup = decode($1, 'hex') and confirmed_at is not null and left_at is null and memorial_at is null order by confirmed_at limit $2"#,
        lookup,
        most,
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.account)).collect())
}

pub(super) async fn who_is_told(conn: &mut PgConnection, accounts: &[AccountId], of: &str) -> Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"select account as "account: AccountId" from mail_addresses where account = any($1) and confirmed_at is not null and $2 = any(tells)
            and exists (select from accounts where accounts.id = account and memorial_at is null)"#,
        accounts as &[AccountId],
        of,
    )
    .fetch_all(conn)
    .await
}

/// Where and in which language somebody is written to.
pub(super) struct To {
    pub id: AddressId,
    pub account: AccountId,
    pub sealed: Vec<u8>,
    pub language: String,
    /// What it is for, where it is a link.
    pub purpose: String,
}

/// To where a link goes that can still be used.
pub(super) async fn of_link(conn: &mut PgConnection, link: LinkId, now: Moment) -> Result<Option<To>> {
    sqlx::query_as!(
        To,
        r#"select mail_addresses.id as "id: AddressId", account as "account: AccountId", sealed, language, purpose
         from mail_links join mail_addresses on mail_addresses.id = address join accounts on accounts.id = account
         where mail_links.id = $1 and used_at is null and expires_at > $2 and left_at is null and memorial_at is null"#,
        link as LinkId,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// To where somebody is written to: whatever they chose to be told of (`always`), or if they chose anything.
pub(super) async fn of_account(conn: &mut PgConnection, account: AccountId, always: bool) -> Result<Option<To>> {
    sqlx::query_as!(
        To,
        r#"select id as "id: AddressId", account as "account: AccountId", sealed, language, '' as "purpose!"
         from mail_addresses where account = $1 and confirmed_at is not null and ($2 or tells <> '{}')
            and exists (select from accounts where accounts.id = account and memorial_at is null)"#,
        account as AccountId,
        always,
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn told(conn: &mut PgConnection, address: AddressId, now: Moment) -> Result<()> {
    sqlx::query!("update mail_addresses set told_at = $2 where id = $1", address as AddressId, now).execute(conn).await?;
    Ok(())
}

pub(super) async fn sweep(conn: &mut PgConnection, now: Moment, pending_before: Moment) -> Result<()> {
    sqlx::query!("delete from mail_links where expires_at < $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from mail_addresses where confirmed_at is null and created_at < $1", pending_before).execute(conn).await?;
    Ok(())
}
