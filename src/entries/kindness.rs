//! Kindnesses: a reaction from a fixed set. How many there are is for the entry's writer alone.

use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, EntryId};

/// A kind of kindness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// As the database has it.
    pub name: &'static str,
    /// The sentence on its button.
    pub sentence: &'static str,
}

/// Every kind, the most sent first. There is none against anybody.
pub const KINDS: [Kind; 5] = [
    Kind { name: "love", sentence: "kind-love" },
    Kind { name: "hear", sentence: "kind-hear" },
    Kind { name: "me_too", sentence: "kind-me-too" },
    Kind { name: "hope", sentence: "kind-hope" },
    Kind { name: "thanks", sentence: "kind-thanks" },
];

/// Sends a kindness, or takes it back where it was sent before.
///
/// # Errors
/// [`Error::NotFound`] where this person can't read the entry, [`Error::Refused`] where it is their own.
pub async fn toggle(conn: &mut PgConnection, entry: EntryId, from: AccountId, kind: &str, now: Moment) -> Result<()> {
    let kind = KINDS.iter().find(|known| known.name == kind).ok_or(Error::Malformed("error-form-fields"))?;
    let seen = super::visible(conn, entry, Some(from)).await?.ok_or(Error::NotFound)?;
    let changed = sqlx::query!(
        "with gone as (delete from kindnesses where entry = $1 and account = $2 and kind = $3 returning 1)
         insert into kindnesses (entry, account, thread, kind, created_at)
         select $1, $2, $4, $3, $5 from entries where id = $1 and author is distinct from $2 and not exists (select from gone)
         on conflict do nothing",
        entry as EntryId,
        from as AccountId,
        kind.name,
        seen.thread as crate::ids::ThreadId,
        now,
    );
    changed.execute(conn).await?;
    Ok(())
}
