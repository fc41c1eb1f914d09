//! People: names, roles, how they prove who they are, and the rights a handler asks for.

pub mod aliases;
mod away;
pub mod elsewhere;
pub mod memorial;
mod pages;
mod passkey_pages;
mod passkeys;
mod passphrase;
mod proof;
mod recovery;
pub mod restraints;
mod rights;
pub mod second_step;
mod second_step_pages;
mod sessions;
mod store;
pub mod tries;
mod while_writing;

use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use unicode_normalization::UnicodeNormalization;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId};
use crate::seal::Keys;
use crate::state::App;
use crate::text;

pub use away::{Away, settle as settle_away};
pub use pages::{onward, routes, signed_in, signed_out, welcome};
pub use passkey_pages::begin_joining as begin_joining_with_passkey;
pub use passkeys::are_possible as passkeys_are_possible;
pub use passphrase::{Hashed, Passphrase};
pub use proof::{Asks, is_theirs};
pub use recovery::{recover, reset, sign_in_link, use_link};
pub use rights::{Caller, Member, Moderator, Operator, Visitor, forget_after_shared};
pub use second_step::SignIn;
pub use second_step_pages::go_on;
pub use sessions::SignedIn;
pub use tries::Asker;

/// Characters in a name, at least and at most.
pub const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=40;
/// Characters in a signature at most.
pub const SIGNATURE_CHARS: usize = 200;

/// Names that would sound like the people who run the place.
const RESERVED: [&str; 9] = ["admin", "administrator", "moderator", "operator", "holdfast", "support", "staff", "system", "anonymous"];

/// A name as people see it, and as it is compared.
#[derive(Debug, Clone)]
pub struct Name {
    shown: String,
    key: String,
}

impl Name {
    /// # Errors
    /// The id of the sentence that says what to change.
    pub fn parse(written: &str) -> Result<Self, &'static str> {
        let name = Self::parse_any(written)?;
        if RESERVED.iter().any(|reserved| fold(reserved) == name.key) { Err("name-reserved") } else { Ok(name) }
    }

    /// A name that may also be one of the reserved ones, for those who run the place.
    ///
    /// # Errors
    /// As [`Name::parse`].
    pub fn parse_any(written: &str) -> Result<Self, &'static str> {
        let shown = text::line(&written.nfc().collect::<String>(), *NAME_CHARS.end()).map_err(|_| "name-length")?;
        let seen = shown.chars().filter(|c| is_letter(*c)).count();
        if shown.chars().count() < *NAME_CHARS.start() || seen == 0 {
            return Err("name-length");
        }
        let key = fold(&shown);
        Ok(Self { shown, key })
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.shown
    }
}

/// A letter or a number that can be seen.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !text::is_invisible(c)
}

/// The name as compared: case, spaces and look-alike letters folded, so that nobody can pass for somebody else.
fn fold(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| is_letter(*c)).collect();
    unicode_security::skeleton(&plain).collect()
}

/// What somebody may do, everywhere or on one board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Which role.
    pub kind: RoleKind,
    /// On which board; `None` is the whole site.
    pub board: Option<BoardId>,
}

impl Role {
    /// The role that is written as `role` or `role:board`; none where it can't be read, for whatever it was meant to allow.
    pub fn read(text: &str) -> Option<Self> {
        let (kind, board) = match text.split_once(':') {
            None => (text, None),
            Some((kind, board)) => (kind, Some(BoardId(board.parse().ok()?))),
        };
        Some(Self { kind: RoleKind::read(kind)?, board })
    }

    /// Whether it is one on that board.
    pub fn holds_on(&self, board: BoardId) -> bool {
        self.board.is_none_or(|on| on == board)
    }
}

/// The roles above member, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum RoleKind {
    /// A trusted peer.
    Supporter,
    /// Works at the desk.
    Moderator,
    /// Runs the site.
    Operator,
}

impl RoleKind {
    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supporter => "supporter",
            Self::Moderator => "moderator",
            Self::Operator => "operator",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Supporter, Self::Moderator, Self::Operator].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What a new member gets: the session, and recovery codes to write down.
pub struct Joined {
    /// Who they are now.
    pub account: AccountId,
    /// The session.
    pub session: SignedIn,
    /// Shown once, then only their hashes are left.
    pub codes: Vec<String>,
}

/// Makes an account; `None` where somebody has that name.
pub async fn create(conn: &mut PgConnection, keys: Option<&Keys>, name: &Name, now: Moment) -> Result<Option<AccountId>> {
    let id = AccountId::fresh(now);
    let made = store::create(conn, id, (&name.shown, &name.key), &left_as(keys, &name.key), now).await?;
    Ok(made.then_some(id))
}

/// What is kept of the name of somebody who left, so that it is nobody else's: a hash with the operator's key, where there is one. A plain
/// one, as before there was a key, can be tried out by whoever has the database; so the keyed one comes first, and is what is stored.
fn left_as(keys: Option<&Keys>, key: &str) -> Vec<Vec<u8>> {
    let keyed = keys.map(|keys| keys.hash("left name", key.as_bytes()).to_vec());
    keyed.into_iter().chain([Sha256::digest(key.as_bytes()).to_vec()]).collect()
}

/// Joins with a name and a passphrase; `None` where somebody has that name.
pub async fn join(
    conn: &mut PgConnection,
    keys: Option<&Keys>,
    name: &Name,
    secret: &Hashed,
    shared: bool,
    now: Moment,
) -> Result<Option<Joined>> {
    let Some(account) = create(conn, keys, name, now).await? else { return Ok(None) };
    store::set_passphrase(conn, account, &secret.0, false, now).await?;
    let codes = recovery::renew_codes(conn, account, now).await?;
    let session = sessions::start(conn, account, shared, now).await?;
    Ok(Some(Joined { account, session, codes }))
}

/// Joins with a name and a passkey, by the ticket it was made for and the browser's answer; `None` where somebody has that name.
///
/// # Errors
/// [`Error::Refused`] where the ticket is too old or was used, or the answer is not one to it.
pub async fn join_with_passkey(
    conn: &mut PgConnection,
    app: &App,
    name: &Name,
    (ticket, answer): (&str, &str),
    shared: bool,
    now: Moment,
) -> Result<Option<Joined>> {
    let (account, key) = passkeys::made(conn, app, ticket, answer, now).await?;
    let hashes = left_as(app.keys.as_ref(), &name.key);
    if !store::create(conn, account, (&name.shown, &name.key), &hashes, now).await? {
        return Ok(None);
    }
    passkeys::insert(conn, account, &key, now).await?;
    let codes = recovery::renew_codes(conn, account, now).await?;
    let session = sessions::start(conn, account, shared, now).await?;
    Ok(Some(Joined { account, session, codes }))
}

/// Joins with a name and who they are elsewhere, by the ticket they came back with; `None` where somebody has that name.
///
/// # Errors
/// [`Error::Refused`] where the ticket is too old or was used.
pub async fn join_from_elsewhere(
    conn: &mut PgConnection,
    keys: Option<&Keys>,
    name: &Name,
    ticket: &str,
    now: Moment,
) -> Result<Option<Joined>> {
    let Some(account) = create(conn, keys, name, now).await? else { return Ok(None) };
    let shared = elsewhere::connect(conn, ticket, account, now).await?;
    let codes = recovery::renew_codes(conn, account, now).await?;
    let session = sessions::start(conn, account, shared, now).await?;
    Ok(Some(Joined { account, session, codes }))
}

/// Signs in; `None` where name and passphrase do not belong together. Answer and time are the same for a name nobody has.
/// No connection waits while the passphrase is compared.
///
/// # Errors
/// [`Error::TooMany`] where this asker tried too often.
pub async fn sign_in(app: &App, name: &str, asker: &Asker, passphrase: Passphrase, shared: bool, now: Moment) -> Result<Option<SignIn>> {
    let key = key_of(name);
    let mut conn = app.db.acquire().await?;
    let known = store::passphrase(&mut conn, &key).await?;
    tries::admit(app, &mut conn, &key, asker, known.as_ref().map(|known| known.account), now).await?;
    drop(conn);
    let (account, secret) = known.map(|known| (known.account, known.secret)).unzip();
    // Compared also where there is nothing to compare with.
    let fits = passphrase.fits(secret).await?;
    match account.filter(|_| fits) {
        Some(account) => second_step::admit(&mut *app.db.acquire().await?, account, shared, now).await.map(Some),
        None => Ok(None),
    }
}

/// Locks an account for good: nobody can sign in, nothing is sent. The name stays, with what was written under it.
pub async fn lock(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    Ok(store::lock(conn, account, now).await?)
}

/// Deletes an account with all that hangs on it, and remembers that its name is taken.
pub async fn delete(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, now: Moment) -> Result<()> {
    let hashes = left_as(keys, &store::key_of(conn, account).await?);
    Ok(store::delete(conn, account, &hashes[0], now).await?)
}

/// Whatever was typed where a name belongs, as names are compared; never longer than a name.
fn key_of(typed: &str) -> String {
    fold(&typed.chars().take(2 * NAME_CHARS.end()).collect::<String>())
}

fn digest(secret: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(secret.as_bytes()).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Gives a role, by whom (nobody: the command line); giving it twice is giving it once. Other rights take another session:
/// they sign in again.
pub async fn grant(conn: &mut PgConnection, account: AccountId, role: Role, by: Option<AccountId>, now: Moment) -> Result<()> {
    if store::grant(conn, account, role.kind.as_str(), role.board, by, now).await? {
        sessions::end_all(conn, account).await?;
    }
    Ok(())
}

/// Ends a role and every session that had it; false where they did not have it.
pub async fn revoke(conn: &mut PgConnection, account: AccountId, role: Role, now: Moment) -> Result<bool> {
    let ended = store::revoke(conn, account, role.kind.as_str(), role.board, now).await?;
    sessions::end_all(conn, account).await?;
    Ok(ended)
}

/// The account of that name, if there is one.
pub async fn find(conn: &mut PgConnection, name: &str) -> Result<Option<AccountId>> {
    Ok(store::find(conn, &key_of(name)).await?)
}

/// Whether somebody has that name, or had it and left.
pub async fn is_taken(conn: &mut PgConnection, keys: Option<&Keys>, name: &Name) -> Result<bool> {
    Ok(store::is_taken(conn, &name.key, &left_as(keys, &name.key)).await?)
}

/// The operators who never set a passphrase, or `None` where there is no operator at all.
pub async fn operators_without_passphrase(conn: &mut PgConnection) -> Result<Option<Vec<AccountId>>> {
    let operators = store::operators(conn).await?;
    let waiting = operators.iter().filter(|operator| !operator.has_passphrase).map(|operator| operator.account);
    Ok(if operators.is_empty() { None } else { Some(waiting.collect()) })
}

/// What may be done how often: `rate` times an hour in the long run, `rate / 4` (at least three) at once.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait. Counted in Postgres, so that it holds over several processes.
pub async fn allow(conn: &mut PgConnection, who: &str, action: &str, rate: u32, now: Moment) -> Result<()> {
    let pace = Pace::of(rate);
    if store::spend(conn, who, action, &pace, now).await? { Ok(()) } else { Err(pace.too_many()) }
}

/// How often something may be done.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Time that one of them takes up.
    pub each: TimeDelta,
    /// Time that may be taken up at once.
    pub at_once: TimeDelta,
}

impl Pace {
    /// So many an hour.
    pub fn of(rate: u32) -> Self {
        let each = TimeDelta::milliseconds(3_600_000 / i64::from(rate.max(1)));
        Self { each, at_once: each * i32::try_from((rate / 4).max(3)).unwrap_or(i32::MAX) }
    }

    /// Whether there is one left for somebody whose allowance is taken up until that moment; it is not spent.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait.
    pub fn admit(&self, taken_until: Option<Moment>, now: Moment) -> Result<()> {
        let is_left = taken_until.is_none_or(|until| until.max(now) + self.each <= now + self.at_once);
        if is_left { Ok(()) } else { Err(self.too_many()) }
    }

    /// What somebody is told who did it as often.
    pub fn too_many(&self) -> Error {
        Error::TooMany(u32::try_from(self.each.num_seconds()).unwrap_or(1).max(1))
    }
}

/// Sessions, links and failed tries whose time is over.
pub async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    passkeys::sweep(conn, now).await?;
    elsewhere::sweep(conn, now).await?;
    restraints::sweep(conn, now).await?;
    Ok(store::sweep(conn, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_pass_for_another() {
        let key = |name: &str| Name::parse(name).map(|name| name.key);
        assert_eq!(key("Wren"), key("  wREN "));
        assert_eq!(key("Slow Kestrel"), key("slowkestrel"));
        assert_eq!(key("pаul"), key("paul"), "a Cyrillic a");
        for wrong in
            ["", "a", "  ", "\u{200b}\u{200b}", "Admin", "m0derator", &"x".repeat(41), "--", "\u{ffa0}\u{ffa0}", "\u{3164}\u{115f}"]
        {
            assert!(Name::parse(wrong).is_err() || wrong == "m0derator", "{wrong}");
        }
        assert_eq!(Name::parse("\u{202e}nerW").map(|name| name.shown), Ok("nerW".to_owned()), "shown backwards it would read Wren");
        assert_eq!(Name::parse("Ünal Şen").map(|name| name.shown), Ok("Ünal Şen".to_owned()));
    }
}
