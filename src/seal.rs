//! What is kept but must not be read from the database alone: sealed, or hashed, with the operator's key, which is not in it.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::ids;
use crate::settings::Secret;

/// Bytes of chance before what is sealed: another key stream each time.
const NONCE: usize = 12;

/// The keys made from the operator's one, one for each purpose. Never printed.
#[derive(Clone)]
pub struct Keys(Hmac<Sha256>);

impl Keys {
    /// The keys behind a secret of at least [`SHORTEST`] characters.
    ///
    /// # Panics
    /// Never: a key of any length will do.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    pub fn new(secret: &Secret) -> Self {
        Self(Hmac::new_from_slice(secret.reveal().as_bytes()).expect("a key of any length"))
    }

    /// A keyed hash for one purpose: always the same, and worth nothing to whoever has not the key.
    pub fn hash(&self, purpose: &str, what: &[u8]) -> [u8; 32] {
        let mut hash = self.0.clone();
        // The length keeps a purpose and what comes after it apart.
        hash.update(&(purpose.len() as u64).to_be_bytes());
        hash.update(purpose.as_bytes());
        hash.update(what);
        hash.finalize().into_bytes().into()
    }

    /// Seals a text (AES-256-GCM) for whatever it is about: nobody can move it to something else.
    ///
    /// # Panics
    /// Never: there is no text too long to seal that fits into a form.
    #[expect(clippy::expect_used, reason = "no text that people send is too long to seal")]
    pub fn seal(&self, about: &[u8], text: &str) -> Vec<u8> {
        let nonce = ids::chance::<NONCE>();
        let sealed = self.cipher().encrypt(&nonce.into(), Payload { msg: text.as_bytes(), aad: about }).expect("memory to seal a text in");
        [&nonce[..], &sealed].concat()
    }

    /// What was sealed about that with this key; nothing where it was not.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Option<String> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let text = self.cipher().decrypt(&(*nonce).into(), Payload { msg: sealed, aad: about }).ok()?;
        String::from_utf8(text).ok()
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.hash("seal", b"").into())
    }
}

/// Characters of the operator's key, at least: it is made by a program, not thought up.
pub const SHORTEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(secret: &str) -> Keys {
        Keys::new(&Secret::new(secret))
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_for_what_it_is_about() {
        let sealed = keys("one").seal(b"ana", "ana@example.org");
        assert_eq!(keys("one").open(b"ana", &sealed).as_deref(), Some("ana@example.org"));
        assert_eq!(keys("one").open(b"ben", &sealed), None, "moved to somebody else");
        assert_eq!(keys("two").open(b"ana", &sealed), None, "another key");
        for at in 0..sealed.len() {
            let mut broken = sealed.clone();
            broken[at] ^= 1;
            assert_eq!(keys("one").open(b"ana", &broken), None, "byte {at} was changed");
        }
        assert_eq!(keys("one").open(b"ana", b"short"), None);
        assert_ne!(sealed, keys("one").seal(b"ana", "ana@example.org"), "the same text twice is not seen to be the same");
    }

    #[test]
    fn a_hash_is_for_one_purpose_and_key() {
        assert_eq!(keys("one").hash("lookup", b"x"), keys("one").hash("lookup", b"x"));
        assert_ne!(keys("one").hash("lookup", b"x"), keys("two").hash("lookup", b"x"));
        assert_ne!(keys("one").hash("lookup", b"x"), keys("one").hash("link", b"x"));
        assert_ne!(keys("one").hash("ab", b"c"), keys("one").hash("a", b"bc"));
    }
}
