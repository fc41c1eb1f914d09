//! One-use links by which a member brings somebody along. Who brought whom is seen by operators only.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{self, AccountId};

/// How long a link can be used.
const LASTS: TimeDelta = TimeDelta::days(7);
/// Links one member may make in an hour.
pub(super) const AN_HOUR: u32 = 20;

/// A link somebody made, as they see it: never who came by it.
pub(super) struct Invite {
    pub id: Uuid,
    pub made_at: Moment,
    pub expires_at: Moment,
    pub is_used: bool,
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A new link, as the last part of `/join/by/…`.
pub(super) async fn make(conn: &mut PgConnection, by: AccountId, now: Moment) -> Result<String> {
    let token = bs58::encode(ids::chance::<24>()).into_string();
    sqlx::query!(
        "insert into invites (id, by, token_hash, made_at, expires_at) values ($1, $2, $3, $4, $5)",
        ids::fresh(now),
        by as AccountId,
        &hash(&token)[..],
        now,
        now + LASTS,
    )
    .execute(conn)
    .await?;
    Ok(token)
}

/// Whether that link can be used now. Who made it must still be here.
pub(super) async fn is_good(conn: &mut PgConnection, token: &str, now: Moment) -> Result<bool> {
    let good = sqlx::query_scalar!(
        "select exists (select from invites join accounts on accounts.id = by
            where token_hash = $1 and used_at is null and expires_at > $2 and left_at is null and memorial_at is null) as \"good!\"",
        &hash(token)[..],
        now,
    );
    Ok(good.fetch_one(conn).await?)
}

/// Uses a link up for somebody who just joined by it; false where somebody else was faster, or it is too old.
pub(super) async fn take(conn: &mut PgConnection, token: &str, account: AccountId, now: Moment) -> Result<bool> {
    let used = sqlx::query!(
        "update invites set used_at = $3, used_by = $2 where token_hash = $1 and used_at is null and expires_at > $3
            and exists (select from accounts where accounts.id = by and left_at is null and memorial_at is null)",
        &hash(token)[..],
        account as AccountId,
        now,
    );
    Ok(used.execute(conn).await?.rows_affected() == 1)
}

/// The links a member made that can be used still, or were, newest first.
pub(super) async fn list(conn: &mut PgConnection, by: AccountId, now: Moment) -> Result<Vec<Invite>> {
    let invites = sqlx::query_as!(
        Invite,
        "select id, made_at, expires_at, used_at is not null as \"is_used!\" from invites
         where by = $1 and (used_at is not null or expires_at > $2) order by id desc limit 100",
        by as AccountId,
        now,
    );
    Ok(invites.fetch_all(conn).await?)
}

/// Ends a link of one's own that nobody used.
pub(super) async fn end(conn: &mut PgConnection, by: AccountId, invite: Uuid) -> Result<()> {
    sqlx::query!("delete from invites where id = $1 and by = $2 and used_at is null", invite, by as AccountId).execute(conn).await?;
    Ok(())
}

/// Links that led nowhere, and those of whom nobody is here any more.
pub(super) async fn sweep(conn: &mut PgConnection, before: Moment) -> Result<()> {
    sqlx::query!(
        "delete from invites where (used_at is null and expires_at < $1) or (used_at is not null and used_by is null and by is null)",
        before
    )
    .execute(conn)
    .await?;
    Ok(())
}
