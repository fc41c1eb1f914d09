//! Getting back in: recovery codes, one-time links of those who run the place, a passphrase set anew.
//!
//! A recovery code stands for one thing somebody lost, never for both: for the passphrase, or for the second step. A passphrase that
//! was set with a code is remembered as such until the person shows a second step of another kind; as long as it is, no other code
//! of the sheet is their second step, and it opens no way to the desk.

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::second_step::{self, SignIn};
use super::tries::{self, Asker};
use super::{Hashed, Passphrase, digest, key_of, sessions, store};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{self, AccountId};
use crate::outbox::{self, Event};
use crate::state::App;

/// Recovery codes a person gets.
const CODES: usize = 8;
/// How long a one-time sign-in link can be used.
const LINK_LASTS: TimeDelta = TimeDelta::hours(24);

/// Sets a new passphrase with a recovery code, ends every session and goes on as a right passphrase does; `None` where name and code
/// do not belong together. The passphrase is hashed in any case, so that the time tells nothing.
///
/// # Errors
/// [`crate::error::Error::TooMany`] where this asker tried too often.
pub async fn recover(
    app: &App,
    name: &str,
    asker: &Asker,
    code: &str,
    passphrase: Passphrase,
    shared: bool,
    now: Moment,
) -> Result<Option<SignIn>> {
    let key = key_of(name);
    let mut conn = app.db.acquire().await?;
    let known = store::find(&mut conn, &key).await?;
    tries::admit(app, &mut conn, &key, asker, known, now).await?;
    drop(conn);
    let secret = passphrase.hash().await?;
    let mut tx = app.db.begin().await?;
    let Some(account) = store::use_code(&mut tx, &key, &digest(&plain_code(code)), now).await? else { return Ok(None) };
    change_passphrase(&mut tx, account, &secret, true, now).await?;
    outbox::put(&mut tx, &Event::Recovered { account }, now).await?;
    let signing = second_step::admit(&mut tx, account, shared, now).await?;
    tx.commit().await?;
    Ok(Some(signing))
}

/// Sets a new passphrase for somebody who has shown that the account is theirs, ends every session and goes on as a right
/// passphrase does.
pub async fn reset(conn: &mut PgConnection, account: AccountId, secret: &Hashed, shared: bool, now: Moment) -> Result<SignIn> {
    change_passphrase(conn, account, secret, false, now).await?;
    second_step::admit(conn, account, shared, now).await
}

/// A one-time sign-in link for an account, as the last part of `/sign-in/link/…`; earlier links end.
pub async fn sign_in_link(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<String> {
    let token = bs58::encode(ids::chance::<24>()).into_string();
    store::replace_secrets(conn, account, "sign_in_link", &[digest(&token)], Some(now + LINK_LASTS), now).await?;
    Ok(token)
}

/// Uses a sign-in link up: sets the passphrase, ends other sessions, and goes on as a right passphrase does. New recovery
/// codes come with it, but not for somebody whose second step is still to come. `None` where the link is used or too old.
pub async fn use_link(conn: &mut PgConnection, token: &str, secret: &Hashed, now: Moment) -> Result<Option<(SignIn, Vec<String>)>> {
    let Some(account) = store::use_link(conn, &digest(token), now).await? else { return Ok(None) };
    let signing = reset(conn, account, secret, false, now).await?;
    let codes = if matches!(signing, SignIn::In(_)) { renew_codes(conn, account, now).await? } else { Vec::new() };
    Ok(Some((signing, codes)))
}

/// Sets a passphrase and ends every session; `recovered`: by a recovery code alone.
pub(super) async fn change_passphrase(
    conn: &mut PgConnection,
    account: AccountId,
    secret: &Hashed,
    recovered: bool,
    now: Moment,
) -> Result<()> {
    store::set_passphrase(conn, account, &secret.0, recovered, now).await?;
    sessions::end_all(conn, account).await
}

/// New recovery codes; the old ones end.
pub(super) async fn renew_codes(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..CODES).map(|_| code()).collect();
    let hashes: Vec<String> = codes.iter().map(|code| digest(&code.replace('-', ""))).collect();
    store::replace_secrets(conn, account, "recovery_code", &hashes, None, now).await?;
    Ok(codes)
}

/// A code as it is compared, however it was typed.
pub(super) fn plain_code(typed: &str) -> String {
    typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(64).collect()
}

/// Twelve letters and digits that are hard to mistake for each other: 60 bits of chance.
fn code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567891";
    let text: Vec<u8> = ids::chance::<12>().iter().map(|byte| LETTERS[usize::from(byte % 32)]).collect();
    let text = String::from_utf8_lossy(&text);
    format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_codes_are_readable_and_differ() {
        let (one, two) = (code(), code());
        assert_ne!(one, two);
        assert_eq!(one.len(), 14);
    }
}
