//! The second step at sign-in: a code from an app, or a recovery code where the app is lost.

use chrono::{DateTime, TimeDelta};
use sqlx::PgConnection;
use totp_rs::{Builder, Secret, Totp};

use super::recovery::plain_code;
use super::sessions::{self, SignedIn};
use super::tries::{self, Asker};
use super::{Member, digest, is_theirs, store};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId};
use crate::seal::Keys;
use crate::state::App;

/// How long the second step may take after the first.
const TICKET_LASTS: TimeDelta = TimeDelta::minutes(10);
/// How long an app may take to be set up.
const SETTING_UP_LASTS: TimeDelta = TimeDelta::hours(1);
/// Seconds for which a code is good.
const STEP: u64 = 30;

/// What a right passphrase leads to.
#[derive(Debug)]
pub enum SignIn {
    /// In.
    In(SignedIn),
    /// To the second step, with this ticket.
    Asked(String),
}

/// Lets somebody in whose first step was right, or asks for the second one. What that first step changed is for the caller to undo where
/// this fails.
///
/// # Errors
/// [`Error::Refused`] where the account is a memorial.
pub async fn admit(conn: &mut PgConnection, account: AccountId, shared: bool, now: Moment) -> Result<SignIn> {
    let asked = sqlx::query_scalar!(
        "select second_step_at is not null and memorial_at is null as \"asked!\" from accounts where id = $1",
        account as AccountId
    );
    if !asked.fetch_one(&mut *conn).await? {
        return sessions::start(conn, account, shared, now).await.map(SignIn::In);
    }
    let ticket = bs58::encode(ids::chance::<24>()).into_string();
    store::replace_secrets(conn, account, "ticket", &[digest(&ticket)], Some(now + TICKET_LASTS), now).await?;
    Ok(SignIn::Asked(ticket))
}

/// Whose first step a ticket stands for.
///
/// # Errors
/// [`Error::Refused`] where it is too old or was used.
pub(super) async fn ticket(conn: &mut PgConnection, ticket: &str, now: Moment) -> Result<AccountId> {
    let account = sqlx::query_scalar!(
        "select account from credentials where kind = 'ticket' and secret = $1 and expires_at > $2",
        digest(ticket),
        now
    );
    account.fetch_optional(conn).await?.ok_or(Error::Refused("second-step-late"))
}

/// Whether a recovery code will do as the second step after that ticket: not where one stands for the passphrase already.
pub(super) async fn takes_codes(conn: &mut PgConnection, ticket: &str, now: Moment) -> Result<bool> {
    let account = self::ticket(conn, ticket, now).await?;
    Ok(!store::is_recovered(conn, account).await?)
}

/// The second step with a code: in, or `None` where the code is not right.
///
/// # Errors
/// [`Error::Refused`] where the ticket is too old, [`Error::TooMany`] where too many codes were tried.
pub async fn by_code(
    app: &App,
    conn: &mut PgConnection,
    ticket: &str,
    asker: &Asker,
    code: &str,
    shared: bool,
    now: Moment,
) -> Result<Option<SignedIn>> {
    let account = self::ticket(conn, ticket, now).await?;
    tries::admit_code(app, conn, account, asker, now).await?;
    if !is_right(conn, app.keys.as_ref(), account, code, now).await? {
        return Ok(None);
    }
    store::vouch(conn, account).await?;
    enter(conn, account, shared, now).await.map(Some)
}

/// Asks a member once more, before a way in is opened or closed: for the passphrase, and for a code where signing in takes a second
/// step. Gives back the sentence that says what was not right.
///
/// # Errors
/// [`Error::TooMany`] where it was tried too often.
pub(super) async fn doubt(app: &App, member: &Member, passphrase: &str, code: &str, now: Moment) -> Result<Option<&'static str>> {
    if !is_theirs(&app.db, member, passphrase, now).await? {
        return Ok(Some("leaving-wrong"));
    }
    let mut conn = app.db.acquire().await?;
    // Who has no passphrase took both steps when they signed in just now.
    if !member.has_second_step || !store::has_passphrase(&mut conn, member.id).await? {
        return Ok(None);
    }
    tries::admit_own_code(&mut conn, member.id, &member.id.to_string(), now).await?;
    Ok(if is_right(&mut conn, app.keys.as_ref(), member.id, code, now).await? { None } else { Some("second-step-wrong") })
}

/// In, after both steps; the ticket is used up.
pub(super) async fn enter(conn: &mut PgConnection, account: AccountId, shared: bool, now: Moment) -> Result<SignedIn> {
    store::forget_secrets(conn, account, "ticket").await?;
    sessions::start(conn, account, shared, now).await
}

/// Whether that is a code of the account's app, or one of its recovery codes where none stands for the passphrase; either works once.
/// A secret that was kept before there was a key is sealed then.
async fn is_right(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, code: &str, now: Moment) -> Result<bool> {
    let code = plain_code(code);
    if code.len() != 6 {
        return Ok(store::use_code_of(conn, account, &digest(&code), now).await?);
    }
    let secret = sqlx::query_scalar!(
        "select secret from credentials where account = $1 and kind = 'totp' and expires_at is null",
        account as AccountId
    );
    let Some(secret) = secret.fetch_optional(&mut *conn).await?.and_then(|kept| read(keys, account, kept)) else { return Ok(false) };
    let Some(step) = matched(&secret, &code, now) else { return Ok(false) };
    let taken = sqlx::query!(
        "update credentials set used_at = $2, secret = $3
         where account = $1 and kind = 'totp' and expires_at is null and (used_at is null or used_at < $2)",
        account as AccountId,
        step,
        kept(keys, account, &secret),
    );
    Ok(taken.execute(conn).await?.rows_affected() == 1)
}

/// As [`doubt`], before a further second step is set up, which takes none of those there are. For the desk a passphrase that was set
/// with a recovery code is not enough: the sheet alone would open it.
pub(super) async fn doubt_adding(app: &App, member: &Member, passphrase: &str, now: Moment) -> Result<Option<&'static str>> {
    if !is_theirs(&app.db, member, passphrase, now).await? {
        return Ok(Some("leaving-wrong"));
    }
    let recovered = member.needs_second_step && store::is_recovered(&mut *app.db.acquire().await?, member.id).await?;
    Ok(recovered.then_some("second-step-recovered"))
}

/// What a sealed secret begins with: no other one holds a dot.
const SEALED: &str = "sealed.";

/// What is kept of the secret of an app: sealed for its account, where the operator has a key.
fn kept(keys: Option<&Keys>, account: AccountId, secret: &str) -> String {
    let sealed = keys.map(|keys| keys.seal(account.0.as_bytes(), secret));
    sealed.map_or_else(|| secret.to_owned(), |sealed| format!("{SEALED}{}", bs58::encode(sealed).into_string()))
}

/// The secret of which that was kept; none where it was sealed with another key.
fn read(keys: Option<&Keys>, account: AccountId, kept: String) -> Option<String> {
    match kept.strip_prefix(SEALED) {
        Some(sealed) => keys?.open(account.0.as_bytes(), &bs58::decode(sealed).into_vec().ok()?),
        None => Some(kept),
    }
}

fn app(secret: &str) -> Option<Totp> {
    Some(Builder::new().with_step_duration(STEP).with_secret(Secret::try_from_base32(secret).ok()?).build_noncompliant())
}

/// The start of the half minute whose code this is.
fn matched(secret: &str, code: &str, now: Moment) -> Option<Moment> {
    let step = app(secret)?.check(code, u64::try_from(now.timestamp()).ok()?)?;
    DateTime::from_timestamp(i64::try_from(step * STEP).ok()?, 0)
}

/// Begins to set an app up: its secret, as people type it. Nothing asks for it before [`confirm`].
pub(super) async fn begin(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, now: Moment) -> Result<String> {
    let secret = Secret::from(ids::chance::<20>()).to_base32();
    sqlx::query!("delete from credentials where account = $1 and kind = 'totp' and expires_at is not null", account as AccountId)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into credentials (id, account, kind, secret, created_at, expires_at) values ($1, $2, 'totp', $3, $4, $5)",
        ids::fresh(now),
        account as AccountId,
        kept(keys, account, &secret),
        now,
        now + SETTING_UP_LASTS,
    )
    .execute(conn)
    .await?;
    Ok(secret)
}

/// The secret of the app that is being set up.
pub(super) async fn begun(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, now: Moment) -> Result<Option<String>> {
    let secret = sqlx::query_scalar!(
        "select secret from credentials where account = $1 and kind = 'totp' and expires_at > $2",
        account as AccountId,
        now
    );
    Ok(secret.fetch_optional(conn).await?.and_then(|kept| read(keys, account, kept)))
}

/// The app shows the right code: from now on signing in asks for it. False where the code is not right.
pub(super) async fn confirm(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, code: &str, now: Moment) -> Result<bool> {
    let Some(secret) = begun(conn, keys, account, now).await? else { return Ok(false) };
    let Some(step) = matched(&secret, &plain_code(code), now) else { return Ok(false) };
    sqlx::query!("delete from credentials where account = $1 and kind = 'totp' and expires_at is null", account as AccountId)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("update credentials set expires_at = null, used_at = $2 where account = $1 and kind = 'totp'", account as AccountId, step)
        .execute(&mut *conn)
        .await?;
    settle(conn, account, now).await?;
    Ok(true)
}

/// Since when signing in takes a second step, and whether an app is one way to take it.
pub(super) async fn stands(conn: &mut PgConnection, account: AccountId) -> Result<(Option<Moment>, bool)> {
    let row = sqlx::query!(
        "select second_step_at, exists (select from credentials where account = $1 and kind = 'totp' and expires_at is null) as \"has_app!\"
         from accounts where id = $1",
        account as AccountId,
    );
    let row = row.fetch_one(conn).await?;
    Ok((row.second_step_at, row.has_app))
}

/// Takes the app away.
pub(super) async fn end_app(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    store::forget_secrets(conn, account, "totp").await?;
    settle(conn, account, now).await
}

/// Takes every second step away: for somebody who lost all of theirs and is known to the operator.
pub async fn end(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    store::forget_secrets(conn, account, "passkey").await?;
    end_app(conn, account, now).await?;
    sessions::end_all(conn, account).await
}

/// Sets the account's sum of what it can take a second step with.
pub(super) async fn settle(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    sqlx::query!(
        "update accounts set second_step_at = case when exists (select from credentials where account = $1 and kind in ('totp', 'passkey') and expires_at is null)
            then coalesce(second_step_at, $2) end where id = $1",
        account as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_every_app_shows() {
        // The test vector of RFC 6238 for SHA-1, as six digits.
        let secret = Secret::from(*b"12345678901234567890").to_base32();
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(matched(&secret, "287082", at(59)), Some(at(30)));
        assert_eq!(matched(&secret, "287082", at(89)), Some(at(30)), "a clock may be half a minute late");
        assert_eq!(matched(&secret, "287082", at(120)), None);
        assert_eq!(matched(&secret, "287083", at(59)), None);
    }
}
