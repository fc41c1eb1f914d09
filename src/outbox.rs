//! What leaves the system leaves through here: written in the same transaction as its cause, ids only, never words.

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, types::Json};

use crate::clock::Moment;
use crate::ids::{AccountId, DecisionId, EntryId, PlanId};

/// Something happened that others are to be told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A reply can now be read; those it answers get a notice.
    Replied {
        /// The reply.
        entry: EntryId,
    },
    /// The moment is over in which a moderator could take a decision back: it is carried out.
    Settle {
        /// What was planned.
        plan: PlanId,
    },
    /// A moderator decided; the writer gets a notice.
    Decided {
        /// The decision.
        decision: DecisionId,
    },
    /// A moderator looked up who an alias is; the other moderators get a notice, and later that account.
    Unmasked {
        /// What stands in the log.
        decision: DecisionId,
        /// Whose alias it is, where it is they who are told.
        account: Option<AccountId>,
    },
    /// A case with reports was decided; who reported gets an answer.
    Answered {
        /// The decision.
        decision: DecisionId,
    },
}

/// Puts an event on its way, at the earliest at `due`.
pub async fn put(conn: &mut PgConnection, event: &Event, due: Moment) -> sqlx::Result<()> {
    sqlx::query!("insert into outbox (event, due_at) values ($1, $2)", Json(event) as _, due).execute(conn).await?;
    Ok(())
}

/// Takes up to `most` events that are due, in the taker's transaction: they come back if it fails.
pub async fn take(conn: &mut PgConnection, now: Moment, most: i64) -> sqlx::Result<Vec<Event>> {
    let rows = sqlx::query_scalar!(
        "delete from outbox where id in (select id from outbox where due_at <= $1 order by due_at, id for update skip locked limit $2)
         returning event as \"event: Json<Event>\"",
        now,
        most,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|event| event.0).collect())
}
