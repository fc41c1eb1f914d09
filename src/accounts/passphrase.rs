//! Passphrases: Argon2id, away from the threads that answer pages, a few at a time.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Result, aside};

/// Each hash takes 19 MiB; more at once would only make everybody wait longer.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What is compared with when nobody has the name, so that the time tells nothing.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash(b"nobody's passphrase").ok());

/// What is stored of a passphrase: an Argon2id string.
pub struct Hashed(pub(super) String);

/// A passphrase as typed: 8 to 128 characters, any of them. Never printed.
pub struct Passphrase(String);

impl Passphrase {
    /// A new one for somebody of that name. Length is all that is asked, but for the ones that are tried first.
    ///
    /// # Errors
    /// The id of the sentence that says what to change.
    pub fn parse(typed: &str, name: &str) -> Result<Self, &'static str> {
        let passphrase = Self::typed(typed)?;
        if typed.to_lowercase() == name.to_lowercase() {
            return Err("passphrase-is-name");
        }
        if is_common(typed, name) { Err("passphrase-common") } else { Ok(passphrase) }
    }

    /// One that is compared with an old one: nothing but its length is looked at.
    ///
    /// # Errors
    /// The id of the sentence that says what to change.
    pub fn typed(typed: &str) -> Result<Self, &'static str> {
        match typed.chars().count() {
            0..8 => Err("passphrase-short"),
            8..=128 => Ok(Self(typed.to_owned())),
            _ => Err("passphrase-long"),
        }
    }

    /// The Argon2id string to store (19 MiB, two passes: the floor of OWASP's password storage sheet).
    /// Takes its time: no connection and no transaction should wait for it.
    pub async fn hash(self) -> Result<Hashed> {
        away(move || hash(self.0.as_bytes())).await?.map(Hashed).map_err(|error| Error::internal(error.to_string()))
    }

    /// Whether it is the passphrase behind `secret`. Takes as long where there is none.
    pub(super) async fn fits(self, secret: Option<String>) -> Result<bool> {
        away(move || {
            let known = secret.is_some();
            let Some(secret) = secret.or_else(|| NOBODYS.clone()) else { return false };
            let fits = PasswordHash::new(&secret).is_ok_and(|hash| Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok());
            fits && known
        })
        .await
    }
}

/// Whether it is among the first million that somebody who guesses would try: the commonest ones, the name, keys in a row.
fn is_common(passphrase: &str, name: &str) -> bool {
    zxcvbn::zxcvbn(passphrase, &[name, "holdfast"]).guesses_log10() < 6.0
}

fn hash(passphrase: &[u8]) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(passphrase)?.to_string())
}

async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    aside(work).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused_and_any_few_words_are_welcome() {
        let said = |typed: &str| Passphrase::parse(typed, "Marigold").err();
        for common in
            ["password", "Passw0rd", "12345678", "1234567890123456", "iloveyou", "aaaaaaaaaaaaaaaaaaaa", "qwertyuiop", "marigold1"]
        {
            assert_eq!(said(common), Some("passphrase-common"), "{common}");
        }
        let long = "it rained the whole way to the lighthouse and we sang anyway until the kettle in the small kitchen answered us, my brother said";
        for fine in ["a lamp in the window", "grünes boot im hafen", "tres gatos y un tejado", "xkqvjzwm", long] {
            assert_eq!(said(fine), None, "{fine}");
        }
        assert_eq!(said("short"), Some("passphrase-short"));
        assert_eq!(said(&"x".repeat(129)), Some("passphrase-long"));
        assert_eq!(said("marigold"), Some("passphrase-is-name"));
    }
}
