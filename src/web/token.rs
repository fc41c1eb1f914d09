//! The form token: proves that a form came from a page of ours, shown to this browser, not long ago. It differs at each
//! showing, so that compressing a page does not give it away.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Moment;
use crate::ids;

/// How long a shown form can be sent: two days.
pub const FORM_SECONDS: i64 = 2 * 24 * 3600;

/// A token for a form shown now to the browser with that session cookie (empty for guests).
pub fn issue(key: &[u8; 32], session: &str, now: Moment) -> String {
    let mut bytes = Vec::with_capacity(32);
    bytes.extend(now.timestamp().to_be_bytes());
    bytes.extend(ids::chance::<8>());
    let tag = tag(key, session, &bytes);
    bytes.extend(&tag[..16]);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether [`issue`] made this token for this browser, not longer ago than so many seconds.
pub fn is_good(key: &[u8; 32], session: &str, now: Moment, token: &str, lasts: i64) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    let Some((head, given)) = bytes.split_at_checked(16) else { return false };
    let Some(time) = head.first_chunk::<8>() else { return false };
    let age = now.timestamp() - i64::from_be_bytes(*time);
    // A little ahead is another process's clock.
    given.len() == 16 && (-300..lasts).contains(&age) && subtle::ConstantTimeEq::ct_eq(given, &tag(key, session, head)[..16]).into()
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn tag(key: &[u8; 32], session: &str, head: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(head);
    mac.update(session.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn a_token_is_good_for_its_browser_and_its_time_only() {
        let (key, now) = ([7; 32], DateTime::UNIX_EPOCH + TimeDelta::days(20_000));
        let is_good = |key: &[u8; 32], session: &str, now, token: &str| is_good(key, session, now, token, FORM_SECONDS);
        let token = issue(&key, "ana", now);
        assert!(is_good(&key, "ana", now + TimeDelta::hours(47), &token));
        assert!(!is_good(&key, "ben", now, &token));
        assert!(!is_good(&key, "", now, &token));
        assert!(!is_good(&[8; 32], "ana", now, &token));
        assert!(!is_good(&key, "ana", now + TimeDelta::hours(49), &token));
        for broken in ["", "x", &token[1..], &format!("{token}AA")] {
            assert!(!is_good(&key, "ana", now, broken));
        }
        assert_ne!(token, issue(&key, "ana", now));
    }
}
