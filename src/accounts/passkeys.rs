//! Passkeys: keys that a device keeps and uses only after it knew its owner. One of them is both steps of a sign-in.

use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{Member, second_step};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId};
use crate::state::App;

/// How long a browser may take to answer.
const LASTS: TimeDelta = TimeDelta::minutes(5);
/// Passkeys one account may have.
const MOST: usize = 10;

/// Whether the board's address is one that browsers keep passkeys for: a name, over https (or on this machine).
pub fn are_possible(app: &App) -> bool {
    let url = app.settings.own_url();
    (app.settings.is_https() || url.starts_with("http://localhost")) && relying(app).is_ok()
}

fn relying(app: &App) -> Result<Webauthn> {
    let url = Url::parse(&app.settings.own_url()).map_err(Error::internal)?;
    let name = url.domain().ok_or(Error::Refused("passkey-not-here"))?.to_owned();
    let builder = WebauthnBuilder::new(&name, &url).map_err(|_| Error::Refused("passkey-not-here"))?;
    builder.rp_name(&app.settings.site_name).build().map_err(|_| Error::Refused("passkey-not-here"))
}

/// One of somebody's passkeys.
pub(super) struct Kept {
    pub id: Uuid,
    pub since: Moment,
}

/// An account's passkeys, oldest first.
pub(super) async fn list(conn: &mut PgConnection, account: AccountId) -> Result<Vec<Kept>> {
    let kept = sqlx::query_as!(
        Kept,
        "select id, created_at as since from credentials where account = $1 and kind = 'passkey' order by id",
        account as AccountId,
    );
    Ok(kept.fetch_all(conn).await?)
}

/// What a browser is to be asked to make a passkey for this member.
pub(super) async fn begin_adding(conn: &mut PgConnection, app: &App, member: &Member, now: Moment) -> Result<Value> {
    let known = keys(conn, member.id).await?;
    if known.len() >= MOST {
        return Err(Error::Refused("passkey-many"));
    }
    let known = known.into_iter().map(|(_, key)| key.cred_id().clone()).collect();
    let (options, state) = making(app, member.id, &member.name, known)?;
    keep(conn, Some(member.id), &state, options, now).await
}

fn making(app: &App, account: AccountId, name: &str, known: Vec<CredentialID>) -> Result<(Value, PasskeyRegistration)> {
    let begun = relying(app)?.start_passkey_registration(account.0, name, name, Some(known));
    let (options, state) = begun.map_err(Error::internal)?;
    let mut options = json!(options.public_key);
    // So that the device finds it without being told a name.
    options["authenticatorSelection"]["residentKey"] = json!("required");
    Ok((options, state))
}

/// What a browser is to be asked to make a passkey for somebody who joins with it. The account is one when its answer comes.
pub(super) async fn begin_joining(conn: &mut PgConnection, app: &App, name: &str, now: Moment) -> Result<Value> {
    let account = AccountId::fresh(now);
    let (options, state) = making(app, account, name, Vec::new())?;
    keep(conn, None, &(account.0, state), options, now).await
}

/// The passkey that a browser made for somebody who joins with it, and which account theirs is to be.
pub(super) async fn made(conn: &mut PgConnection, app: &App, ticket: &str, answer: &str, now: Moment) -> Result<(AccountId, Passkey)> {
    let (account, state): (Uuid, PasskeyRegistration) = take(conn, ticket, None, now).await?;
    Ok((AccountId(account), finished(app, &state, answer)?))
}

fn finished(app: &App, state: &PasskeyRegistration, answer: &str) -> Result<Passkey> {
    let answer: RegisterPublicKeyCredential = read(answer)?;
    relying(app)?.finish_passkey_registration(&answer, state).map_err(|_| Error::Refused("passkey-wrong"))
}

/// Keeps the passkey that a browser made.
pub(super) async fn add(conn: &mut PgConnection, app: &App, member: &Member, ticket: &str, answer: &str, now: Moment) -> Result<()> {
    let state: PasskeyRegistration = take(conn, ticket, Some(member.id), now).await?;
    insert(conn, member.id, &finished(app, &state, answer)?, now).await?;
    second_step::settle(conn, member.id, now).await
}

/// Writes a passkey down for an account. Who joins with one has no second step by it: a recovery code is the way back in, as with a
/// passphrase that was forgotten.
pub(super) async fn insert(conn: &mut PgConnection, account: AccountId, key: &Passkey, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into credentials (id, account, kind, secret, created_at) values ($1, $2, 'passkey', $3, $4)",
        ids::fresh(now),
        account as AccountId,
        serde_json::to_string(key).map_err(Error::internal)?,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Throws one of an account's passkeys away.
///
/// # Errors
/// [`Error::Refused`] where there is no other way in.
pub(super) async fn end(conn: &mut PgConnection, account: AccountId, id: Uuid, now: Moment) -> Result<()> {
    sqlx::query!("delete from credentials where account = $1 and kind = 'passkey' and id = $2", account as AccountId, id)
        .execute(&mut *conn)
        .await?;
    let is_way_left = sqlx::query_scalar!(
        "select exists (select from credentials where account = $1 and kind in ('passphrase', 'passkey'))
            or exists (select from identities where account = $1) as \"is!\"",
        account as AccountId,
    );
    if !is_way_left.fetch_one(&mut *conn).await? {
        return Err(Error::Refused("passkey-last"));
    }
    second_step::settle(conn, account, now).await
}

/// What a browser is to be asked to sign in. It is the same for everybody: no name is given, so none is given away.
pub(super) async fn begin_signing_in(conn: &mut PgConnection, app: &App, now: Moment) -> Result<Value> {
    let (options, state) = relying(app)?.start_discoverable_authentication().map_err(Error::internal)?;
    keep(conn, None, &state, json!(options.public_key), now).await
}

/// Who signed in with that answer.
pub(super) async fn sign_in(conn: &mut PgConnection, app: &App, ticket: &str, answer: &str, now: Moment) -> Result<AccountId> {
    let state: DiscoverableAuthentication = take(conn, ticket, None, now).await?;
    let answer: PublicKeyCredential = read(answer)?;
    let wrong = |_| Error::Refused("passkey-wrong");
    let relying = relying(app)?;
    let (account, id) = relying.identify_discoverable_authentication(&answer).map_err(wrong)?;
    let account = AccountId(account);
    let known = keys(conn, account).await?.into_iter().find(|(_, key)| AsRef::<[u8]>::as_ref(key.cred_id()) == id);
    let (row, mut key) = known.ok_or(Error::Refused("passkey-wrong"))?;
    let result = relying.finish_discoverable_authentication_v2(&answer, state, &key).map_err(wrong)?;
    if key.update_credential(&result) == Some(true) {
        let key = serde_json::to_string(&key).map_err(Error::internal)?;
        sqlx::query!("update credentials set secret = $2 where id = $1", row, key).execute(conn).await?;
    }
    Ok(account)
}

async fn keys(conn: &mut PgConnection, account: AccountId) -> Result<Vec<(Uuid, Passkey)>> {
    let rows = sqlx::query!(
        "select credentials.id, secret from credentials join accounts on accounts.id = account where account = $1 and kind = 'passkey' and left_at is null",
        account as AccountId,
    );
    rows.fetch_all(conn).await?.into_iter().map(|row| Ok((row.id, serde_json::from_str(&row.secret).map_err(Error::internal)?))).collect()
}

/// Keeps what was asked until the answer comes; the browser gets the question and a ticket for it.
async fn keep(conn: &mut PgConnection, account: Option<AccountId>, state: &impl Serialize, options: Value, now: Moment) -> Result<Value> {
    let ticket = bs58::encode(ids::chance::<24>()).into_string();
    sqlx::query!(
        "insert into ceremonies (ticket_hash, account, state, expires_at) values ($1, $2, $3, $4)",
        hash(&ticket),
        account as Option<AccountId>,
        serde_json::to_value(state).map_err(Error::internal)?,
        now + LASTS,
    )
    .execute(conn)
    .await?;
    Ok(json!({ "ticket": ticket, "options": options }))
}

/// What was asked under that ticket, once.
async fn take<T: DeserializeOwned>(conn: &mut PgConnection, ticket: &str, account: Option<AccountId>, now: Moment) -> Result<T> {
    let state = sqlx::query_scalar!(
        "delete from ceremonies where ticket_hash = $1 and account is not distinct from $2 and expires_at > $3 returning state",
        hash(ticket),
        account as Option<AccountId>,
        now,
    );
    let state = state.fetch_optional(conn).await?.ok_or(Error::Refused("second-step-late"))?;
    // One for something else is as good as none.
    serde_json::from_value(state).map_err(|_| Error::Refused("second-step-late"))
}

fn hash(ticket: &str) -> Vec<u8> {
    Sha256::digest(ticket.as_bytes()).to_vec()
}

fn read<T: DeserializeOwned>(answer: &str) -> Result<T> {
    serde_json::from_str(answer).map_err(|_| Error::Malformed("error-form-fields"))
}

/// Questions nobody answered.
pub(super) async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("delete from ceremonies where expires_at < $1", now).execute(&mut *conn).await?;
    Ok(())
}
