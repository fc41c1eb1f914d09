//! An address for mail, which nobody needs to have: confirmed, sealed, and good for two things only. One gets back in by it, and
//! is told that there is something new, where one chose so. Nothing here ever says whether an address is known.

mod pages;
mod post;
mod store;

use chrono::TimeDelta;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::accounts;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, AddressId, LinkId};
use crate::mail::Address;
use crate::outbox::{self, Event};
use crate::seal::Keys;
use crate::state::App;

pub use pages::routes;
pub use post::{send_alert, send_asked, send_link, send_news, send_recovered};

/// How long a link that was sent can be used.
const LINK_LASTS: TimeDelta = TimeDelta::hours(1);
/// How long an address is kept that nobody confirmed.
const PENDING_LASTS: TimeDelta = TimeDelta::hours(24);
/// Links somebody may ask for in an hour, to get back in or to confirm an address.
const ASKED: u32 = 6;
/// Accounts of one address that get a link.
const ACCOUNTS_MOST: i64 = 5;

/// What somebody can choose to be told of by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Somebody answered them.
    Replies,
    /// A volunteer decided something about their words.
    Decisions,
    /// A passphrase was set with one of their recovery codes.
    Recovered,
}

impl Tells {
    /// Every one, in the order people choose from.
    pub const ALL: [Self; 3] = [Self::Replies, Self::Decisions, Self::Recovered];

    /// As the database and forms have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Replies => "replies",
            Self::Decisions => "decisions",
            Self::Recovered => "recovered",
        }
    }

    /// The sentence to choose it by.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Replies => "mail-tell-replies",
            Self::Decisions => "mail-tell-decisions",
            Self::Recovered => "mail-tell-recovered",
        }
    }
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Confirm,
    Recover,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Recover => "recover",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Confirm, Self::Recover].into_iter().find(|purpose| purpose.as_str() == text)
    }
}

/// Notes an address for an account and sends a link to it. The one it has until now stays, until the new one is confirmed.
async fn add(conn: &mut PgConnection, keys: &Keys, account: AccountId, address: &Address, language: &str, now: Moment) -> Result<()> {
    let id = AddressId::fresh(now);
    let sealed = keys.seal(account.0.as_bytes(), address.as_str());
    store::add(conn, id, account, &sealed, &lookup(keys, address), language, now).await?;
    send(conn, keys, id, Purpose::Confirm, now).await
}

/// By what an address is found: nothing that anybody without the key could make.
fn lookup(keys: &Keys, address: &Address) -> [u8; 32] {
    keys.hash("lookup", address.key().as_bytes())
}

/// Makes a link and puts it on its way.
async fn send(conn: &mut PgConnection, keys: &Keys, address: AddressId, purpose: Purpose, now: Moment) -> Result<()> {
    let link = LinkId::fresh(now);
    store::add_link(conn, link, address, purpose.as_str(), &hash(&token(keys, link)), now, now + LINK_LASTS).await?;
    Ok(outbox::put(conn, &Event::Link { link }, now).await?)
}

/// What a link's address ends with. Made again from the key for each try at sending it; only its hash is stored.
fn token(keys: &Keys, link: LinkId) -> String {
    bs58::encode(&keys.hash("link", link.0.as_bytes())[..24]).into_string()
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// What ends mail about news with one click, without signing in.
fn stop_token(keys: &Keys, address: AddressId) -> String {
    let tag = keys.hash("stop", address.0.as_bytes());
    bs58::encode([address.0.as_bytes(), &tag[..16]].concat()).into_string()
}

/// The address that such a token was made for.
fn stopped(keys: &Keys, token: &str) -> Option<AddressId> {
    let bytes = bs58::decode(token).into_vec().ok()?;
    let address = AddressId(uuid::Uuid::from_slice(bytes.get(..16)?).ok()?);
    subtle::ConstantTimeEq::ct_eq(token.as_bytes(), stop_token(keys, address).as_bytes()).unwrap_u8().eq(&1).then_some(address)
}

/// Asks for a link to get back in. What is done here is the same for every address; who it belongs to is looked up later.
async fn ask(conn: &mut PgConnection, keys: &Keys, address: &Address, asker: &str, now: Moment) -> Result<()> {
    accounts::allow(conn, asker, "mail", ASKED, now).await?;
    let lookup = lookup(keys, address).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    Ok(outbox::put(conn, &Event::Recover { lookup }, now).await?)
}

/// Sends a link to each account of that address. The worker calls it; nobody waits for what it finds.
pub async fn recover(conn: &mut PgConnection, app: &App, lookup: &str, now: Moment) -> Result<()> {
    let Some((_, keys)) = app.mail() else { return Ok(()) };
    for (address, account) in store::find(conn, lookup, ACCOUNTS_MOST).await? {
        match accounts::allow(conn, &account.to_string(), "mail link", ASKED, now).await {
            // Somebody asks again and again for somebody else's: their mailbox is left in peace.
            Err(Error::TooMany(_)) => {}
            allowed => {
                allowed?;
                send(conn, keys, address, Purpose::Recover, now).await?;
            }
        }
    }
    Ok(())
}

/// Those of these accounts who chose so are told that there is something new.
pub async fn news(conn: &mut PgConnection, accounts: &[AccountId], of: Tells, now: Moment) -> Result<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    for account in store::who_is_told(conn, accounts, of.as_str()).await? {
        outbox::put(conn, &Event::News { account }, now).await?;
    }
    Ok(())
}

/// Whether mail reaches somebody.
pub async fn is_reached(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    Ok(store::of_account(conn, account, true).await?.is_some())
}

/// What is kept about somebody's addresses, for their export: the addresses themselves, where this board has the key to them.
pub async fn exported(conn: &mut PgConnection, app: &App, account: AccountId) -> Result<Vec<Value>> {
    let rows = store::mine(conn, account).await?;
    let shown = |row: &store::Mine| app.keys.as_ref().and_then(|keys| keys.open(account.0.as_bytes(), &row.sealed));
    Ok(rows
        .iter()
        .map(|row| json!({ "address": shown(row), "since": row.created_at, "confirmed_at": row.confirmed_at, "tells": row.tells }))
        .collect())
}

/// Forgets links whose time is over, and addresses that nobody confirmed.
pub async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    Ok(store::sweep(conn, now, now - PENDING_LASTS).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Secret;

    #[test]
    fn a_token_stops_mail_to_its_own_address_only() {
        let keys = Keys::new(&Secret::new("one"));
        let (mine, other) = (AddressId::fresh(chrono::DateTime::UNIX_EPOCH), AddressId::fresh(chrono::DateTime::UNIX_EPOCH));
        let token = stop_token(&keys, mine);
        assert_eq!(stopped(&keys, &token), Some(mine));
        assert_eq!(stopped(&Keys::new(&Secret::new("two")), &token), None);
        let mut bytes = bs58::decode(&token).into_vec().unwrap();
        bytes[..16].copy_from_slice(other.0.as_bytes());
        for forged in [bs58::encode(&bytes).into_string(), bs58::encode(&bytes[..16]).into_string(), String::new(), "0".into()] {
            assert_eq!(stopped(&keys, &forged), None, "{forged}");
        }
    }
}
