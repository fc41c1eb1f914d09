//! Showing once more that it is them, before what can't be undone and before a way in is opened or closed: with the passphrase. Who has
//! none signs in from elsewhere or with a passkey, and does so once more: for some minutes that stands for it.

use chrono::TimeDelta;
use sqlx::{PgConnection, PgPool};

use super::{Member, Passphrase, key_of, store, tries};
use crate::clock::Moment;
use crate::error::{Error, Result};

/// How long having signed in stands for a passphrase, for who has none.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// What a page asks a member for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Their passphrase.
    Passphrase,
    /// Nothing more: they signed in just now.
    Nothing,
    /// To sign in once more.
    SignIn,
}

impl Asks {
    /// What this member is asked for.
    pub async fn of(conn: &mut PgConnection, member: &Member, now: Moment) -> Result<Self> {
        Ok(match store::has_passphrase(conn, member.id).await? {
            true => Self::Passphrase,
            false if is_fresh(member, now) => Self::Nothing,
            false => Self::SignIn,
        })
    }
}

fn is_fresh(member: &Member, now: Moment) -> bool {
    now - member.signed_in_at < FRESH
}

/// Whether it is them: that is their passphrase, or they have none and signed in just now.
///
/// # Errors
/// [`Error::TooMany`] where it was tried too often; [`Error::Refused`] where they have none and are to sign in once more.
pub async fn is_theirs(db: &PgPool, member: &Member, typed: &str, now: Moment) -> Result<bool> {
    let mut conn = db.acquire().await?;
    let Some(secret) = store::passphrase_of(&mut conn, member.id).await? else {
        return if is_fresh(member, now) { Ok(true) } else { Err(Error::Refused("proof-again")) };
    };
    let Ok(passphrase) = Passphrase::typed(typed) else { return Ok(false) };
    tries::admit_own(&mut conn, &key_of(&member.name), &member.id.to_string(), now).await?;
    drop(conn);
    passphrase.fits(Some(secret)).await
}
