//! Ids and chance: UUIDv7 inside, short opaque text in addresses; random bytes for secrets.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rand::{TryRng, rngs::SysRng};
use uuid::{ClockSequence, Timestamp, Uuid};

use crate::clock::Moment;

/// Where ids of one moment stand among each other: a number that only grows, by steps nobody can foresee, whatever
/// moments ids are made for in between. (The uuid crate's own context never goes back in time: after an id for today,
/// an id for an old letter would have today's date.)
static ORDER: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(u64::from_be_bytes(chance()) >> 23));

struct InOrder;

impl ClockSequence for InOrder {
    type Output = u64;

    fn generate_sequence(&self, _seconds: u64, _nanos: u32) -> u64 {
        let [step] = chance();
        ORDER.fetch_add(1 + u64::from(step), Ordering::Relaxed) & ((1 << self.usable_bits()) - 1)
    }

    fn usable_bits(&self) -> usize {
        42
    }
}

/// A new UUIDv7 for something that happened at `at`. Ids made one after the other for the same moment keep their order.
#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
pub fn fresh(at: Moment) -> Uuid {
    let millis = at.timestamp_millis().max(0).unsigned_abs();
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(Timestamp::from_unix(InOrder, millis / 1000, nanos))
}

/// Before every id that [`fresh`] makes for that moment or a later one.
fn earliest(at: Moment) -> Uuid {
    let millis = at.timestamp_millis().max(0).unsigned_abs();
    Uuid::from_u128(u128::from(millis) << 80)
}

/// `N` bytes from the operating system's source of chance.
///
/// # Panics
/// Where the operating system has no chance to give, nothing secret can be made, and going on would be worse.
#[expect(clippy::expect_used, reason = "without chance from the system no secret is safe; see the docstring")]
pub fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id for something that happens at `at`.
            pub fn fresh(at: Moment) -> Self {
                Self(fresh(at))
            }

            /// Before every id of something that happens at `at` or later.
            pub fn earliest(at: Moment) -> Self {
                Self(earliest(at))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write(self.0, f)
            }
        }

        impl askama::filters::HtmlSafe for $name {}

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    AccountId;
    /// A room.
    BoardId;
    /// A post with its replies; the same id as its post's.
    ThreadId;
    /// A post or a reply.
    EntryId;
    /// A subject at the desk.
    CaseId;
    /// What a moderator did.
    DecisionId;
    /// A decision that waits a moment before it is carried out.
    PlanId;
    /// A rule of the site's own about what is looked at.
    RuleId;
    /// One line under *Notices*.
    NoticeId;
    /// Where somebody can be reached by mail.
    AddressId;
    /// A link that was sent by mail.
    LinkId;
    /// What a form carries so that sending it twice is sending it once.
    Nonce;
}

impl EntryId {
    /// The id right after it, be it anybody's or not.
    #[must_use]
    pub fn next(self) -> Self {
        Self(Uuid::from_u128(self.0.as_u128().saturating_add(1)))
    }
}

impl From<ThreadId> for EntryId {
    fn from(thread: ThreadId) -> Self {
        Self(thread.0)
    }
}

/// The text is not an id of ours.
#[derive(Debug, thiserror::Error)]
#[error("this is not an id: ids are 22 letters and digits")]
pub struct NotAnId;

const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Every pair of digits, in order.
static PAIRS: [[u8; 2]; 58 * 58] = {
    let (mut pairs, mut at) = ([[0; 2]; 58 * 58], 0);
    while at < pairs.len() {
        pairs[at] = [DIGITS[at / 58], DIGITS[at % 58]];
        at += 1;
    }
    pairs
};

/// Writes what `bs58` would. A page prints hundreds of ids, and for numbers of one known size, two digits a step, it goes far faster.
fn write(id: Uuid, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    const GROUP: u64 = 58_u64.pow(10);
    let (mut rest, mut text, mut at) = (id.as_u128(), [b'1'; 30], 30);
    while rest > 0 {
        let mut group = u64::try_from(rest % u128::from(GROUP)).unwrap_or(0);
        rest /= u128::from(GROUP);
        for pair in text[at - 10..at].as_chunks_mut().0.iter_mut().rev() {
            *pair = PAIRS[usize::try_from(group % (58 * 58)).unwrap_or(0)];
            group /= 58 * 58;
        }
        at -= 10;
    }
    // As in every base58: one `1` for each byte of zeros at the beginning.
    let first = text.iter().position(|digit| *digit != b'1').unwrap_or(30);
    let zeros = usize::try_from(id.as_u128().leading_zeros() / 8).unwrap_or(0);
    f.write_str(std::str::from_utf8(&text[first - zeros..]).map_err(|_| std::fmt::Error)?)
}

fn read(text: &str) -> Result<Uuid, NotAnId> {
    let mut bytes = [0; 16];
    match bs58::decode(text).onto(&mut bytes) {
        Ok(16) => Ok(Uuid::from_bytes(bytes)),
        _ => Err(NotAnId),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_address() {
        let id = EntryId::fresh(chrono::DateTime::UNIX_EPOCH);
        assert_eq!(id.to_string().parse::<EntryId>().ok(), Some(id));
        for id in [0, 1, 57, 58, 255, 256, u128::MAX, u128::MAX / 3, 1 << 120, (1 << 120) - 1, 58_u128.pow(10), 58_u128.pow(20) - 1]
            .map(Uuid::from_u128)
        {
            assert_eq!(EntryId(id).to_string(), bs58::encode(id.as_bytes()).into_string());
            assert_eq!(EntryId(id).to_string().parse::<EntryId>().ok(), Some(EntryId(id)));
        }
        for wrong in ["", "0OIl", "abc", &"z".repeat(23), "../../etc"] {
            assert!(wrong.parse::<EntryId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ids_of_one_moment_keep_their_order() {
        let ids: Vec<_> = (0..1000).map(|_| fresh(chrono::DateTime::UNIX_EPOCH)).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn an_id_for_long_ago_is_of_long_ago() {
        let [then, now] = [1_200_000_000, 1_800_000_000].map(|s| chrono::DateTime::from_timestamp(s, 0).unwrap());
        let late = fresh(now);
        let ids: Vec<_> = (0..100).map(|_| fresh(then)).collect();
        assert!(ids.is_sorted() && ids[99] < late && late < fresh(now));
        assert_eq!(ids[0].get_timestamp().map(|at| at.to_unix().0), Some(1_200_000_000));
    }
}
