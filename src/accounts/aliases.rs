//! A name for one thread only: two words, stable in the thread, no other account's there.

use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{self, AccountId, ThreadId};

const MANNERS: [&str; 40] = [
    "Amber", "Brave", "Bright", "Calm", "Clear", "Copper", "Distant", "Early", "Evening", "Faithful", "Gentle", "Golden", "Grey", "Hidden",
    "Hopeful", "Humble", "Kind", "Late", "Little", "Lone", "Misty", "Mossy", "Northern", "Open", "Patient", "Plain", "Quick", "Quiet",
    "River", "Salty", "Silver", "Slow", "Small", "Soft", "Southern", "Steady", "Tidal", "Warm", "Wild", "Winter",
];
const CREATURES: [&str; 40] = [
    "Avocet",
    "Badger",
    "Bittern",
    "Cormorant",
    "Crane",
    "Curlew",
    "Dipper",
    "Dolphin",
    "Dunlin",
    "Eider",
    "Falcon",
    "Finch",
    "Gannet",
    "Goldcrest",
    "Grebe",
    "Guillemot",
    "Hare",
    "Heron",
    "Kestrel",
    "Kittiwake",
    "Lapwing",
    "Lark",
    "Linnet",
    "Magpie",
    "Marten",
    "Osprey",
    "Otter",
    "Petrel",
    "Plover",
    "Puffin",
    "Robin",
    "Sandpiper",
    "Seal",
    "Shearwater",
    "Skua",
    "Snipe",
    "Starling",
    "Swift",
    "Tern",
    "Wagtail",
];

/// A made-up name to offer.
pub fn suggest() -> String {
    let [manner, creature] = ids::chance::<2>();
    format!("{} {}", MANNERS[usize::from(manner) % MANNERS.len()], CREATURES[usize::from(creature) % CREATURES.len()])
}

/// Whether we made that name up: nobody chooses an alias freely, so that nobody can pass for somebody else with it.
fn is_ours(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(manner, creature)| MANNERS.contains(&manner) && CREATURES.contains(&creature))
}

/// Whether a name looks like one of those we make up: it would pass for somebody behind an alias, so nobody chooses it.
pub fn looks_like_ours(name: &str) -> bool {
    let key = super::fold(name);
    let key = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let rests = MANNERS.iter().filter_map(|manner| key.strip_prefix(&super::fold(manner)));
    rests.into_iter().any(|rest| CREATURES.iter().any(|creature| rest == super::fold(creature)))
}

/// The name the account already has in the thread.
pub async fn find(conn: &mut PgConnection, thread: ThreadId, account: AccountId) -> Result<Option<String>> {
    let name = sqlx::query_scalar!("select name from aliases where thread = $1 and account = $2", thread as ThreadId, account as AccountId);
    Ok(name.fetch_optional(conn).await?)
}

/// The account's name in the thread, taken now where it has none: the `wanted` one if it is ours and free, else another.
pub async fn take(conn: &mut PgConnection, thread: ThreadId, account: AccountId, wanted: &str, now: Moment) -> Result<String> {
    let mut name = if is_ours(wanted) { wanted.to_owned() } else { suggest() };
    for n in 0.. {
        if let Some(mine) = find(conn, thread, account).await? {
            return Ok(mine);
        }
        let taken = sqlx::query!(
            "insert into aliases (thread, account, name, created_at) values ($1, $2, $3, $4) on conflict do nothing",
            thread as ThreadId,
            account as AccountId,
            name,
            now,
        );
        if taken.execute(&mut *conn).await?.rows_affected() == 1 {
            break;
        }
        // In a thread with very many aliases the two words run out; a number never does.
        name = if n < 8 { suggest() } else { format!("{} {n}", suggest()) };
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_chooses_a_name_that_looks_like_one_of_ours() {
        for ours in ["Slow Kestrel", "slowkestrel", " SLOW  kestrel 7", "Slоw Kestrel"] {
            assert!(looks_like_ours(ours), "{ours}");
        }
        for other in ["Wren", "Kestrel", "Slow", "Slow Kestrels", "Very Slow Kestrel"] {
            assert!(!looks_like_ours(other), "{other}");
        }
    }

    #[test]
    fn only_names_we_made_up_are_taken() {
        assert!(is_ours(&suggest()));
        for wrong in ["", "Wren", "Slow Moderator", "Slow  Kestrel", "slow kestrel"] {
            assert!(!is_ours(wrong), "{wrong}");
        }
    }
}
