//! How often a passphrase or code can be tried. Everybody who asks has a few tries at an account of their own, which nobody else can use
//! up: a device that signed in to it before as itself, everybody else by their address. Beyond those, all who ask share what one
//! account takes. So guessing stays slow, and neither a stranger nor a neighbour behind the same address locks the owner out. And
//! one address has only so many tries at all names together, so that it can't go from name to name.
//!
//! From very many addresses more passphrases are tried than from one: there is no total for an account, as a stranger could use that up
//! and lock out an owner whose browser keeps nothing. The rules for a passphrase are made for that; the six digits of a code are not, so
//! there is one for codes: only who knows the passphrase uses it up.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::Cookie;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{allow, digest};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::state::App;
use crate::web::{self, token};

/// Tries at one account in an hour that everybody has for themselves.
const OWN: u32 = 12;
/// Further tries in an hour that one account takes, from all askers together.
const SHARED: u32 = 60;
/// Codes for a second step that one account takes in an hour, from all devices together that are not known; a known one has as many.
const CODES: u32 = 30;
/// For how long it is known.
const KNOWN_SECONDS: i64 = 180 * 24 * 3600;

/// Who tries.
#[derive(Clone)]
pub struct Asker {
    /// Their address, as a hash that is worth nothing tomorrow.
    pub(super) address: String,
    device: String,
}

impl Asker {
    pub(super) fn new(app: &App, address: String, headers: &HeaderMap) -> Self {
        Self { address, device: web::cookie_value(headers, cookie_name(app)).unwrap_or_default().to_owned() }
    }

    /// Whether their device signed in to that account before.
    fn is_known(&self, app: &App, account: AccountId, now: Moment) -> bool {
        key(app).is_some_and(|key| token::is_good(&key, &account.to_string(), now, &self.device, KNOWN_SECONDS))
    }
}

/// The cookie of a device that just signed in to that account.
pub(super) fn known(app: &App, account: AccountId) -> Option<Cookie<'static>> {
    let mut cookie = web::cookie(app, cookie_name(app), token::issue(&key(app)?, &account.to_string(), app.clock.now()));
    cookie.make_permanent();
    Some(cookie)
}

/// The cookie by which a device is known that signed in before: chance and a seal, which names nobody.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_https() { "__Host-known" } else { "known" }
}

/// A key of its own: a form's token must not pass for a device.
fn key(app: &App) -> Option<[u8; 32]> {
    app.form_key().map(|key| Sha256::digest([b"device", &key[..]].concat()).into())
}

/// Counts a try at what somebody knows, before it is looked at: many at once count like many in a row.
///
/// # Errors
/// [`Error::TooMany`] where this asker has to wait.
pub(super) async fn admit(
    app: &App,
    conn: &mut PgConnection,
    what: &str,
    asker: &Asker,
    account: Option<AccountId>,
    now: Moment,
) -> Result<()> {
    if account.is_some_and(|account| asker.is_known(app, account, now)) {
        return admit_own(conn, what, &asker.device, now).await;
    }
    admit_address(app, conn, asker, now).await?;
    admit_own(conn, what, &asker.address, now).await
}

/// Counts a try at an account's second step.
///
/// # Errors
/// [`Error::TooMany`] where this asker has to wait.
pub(super) async fn admit_code(app: &App, conn: &mut PgConnection, account: AccountId, asker: &Asker, now: Moment) -> Result<()> {
    if asker.is_known(app, account, now) {
        return admit_own_code(conn, account, &asker.device, now).await;
    }
    admit_address(app, conn, asker, now).await?;
    admit_own_code(conn, account, "", now).await
}

/// Counts a try at a second step by somebody who is counted as themselves.
pub(super) async fn admit_own_code(conn: &mut PgConnection, account: AccountId, own: &str, now: Moment) -> Result<()> {
    allow(conn, &digest(&format!("second step {account} {own}")), "try", CODES, now).await
}

/// Counts a try from an address, whatever the name: also for joining, which takes as long to answer.
///
/// # Errors
/// [`Error::TooMany`] where too much came from there.
pub async fn admit_address(app: &App, conn: &mut PgConnection, asker: &Asker, now: Moment) -> Result<()> {
    allow(conn, &asker.address, "try", app.settings.tries_per_hour, now).await
}

/// Counts a try at something by somebody who is counted as themselves.
pub(super) async fn admit_own(conn: &mut PgConnection, what: &str, own: &str, now: Moment) -> Result<()> {
    // As a hash: people type other things than names where a name belongs.
    let name = digest(what);
    match allow(conn, &format!("{name} {own}"), "try", OWN, now).await {
        Err(Error::TooMany(_)) => allow(conn, &name, "try", SHARED, now).await,
        other => other,
    }
}
