//! What a person should know: a decision about their words, an answer to them.

mod pages;
mod store;

use sqlx::PgConnection;

use crate::audit::{self, Note};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{DecisionId, EntryId, NoticeId};
use crate::outbox::Event;

pub use crate::audit::notes as for_entry;
pub use pages::routes;

/// Notices on one page.
const PAGE: i64 = 50;

/// Tells the people an event is for. The worker calls it in the transaction that takes the event; twice is as once.
pub async fn deliver(conn: &mut PgConnection, event: &Event, now: Moment) -> Result<()> {
    match event {
        Event::Replied { entry } => replied(conn, *entry, now).await,
        Event::Decided { decision } => decided(conn, *decision, now).await,
    }
}

/// A reply was published: told to who wrote what it answers and to who wrote the post, once each, and not to its own writer.
async fn replied(conn: &mut PgConnection, entry: EntryId, now: Moment) -> Result<()> {
    for account in store::answered(conn, entry).await? {
        store::add_reply(conn, NoticeId::fresh(now), account, entry, now).await?;
    }
    Ok(())
}

/// A decision is told to the writer of the entry, where it says something and they have an account.
async fn decided(conn: &mut PgConnection, decision: DecisionId, now: Moment) -> Result<()> {
    let Some(decision) = audit::find(conn, decision).await? else { return Ok(()) };
    if let (Some(entry), true) = (decision.entry, Note::of(&decision).is_some()) {
        store::add_decision(conn, NoticeId::fresh(now), entry, decision.id, now).await?;
    }
    Ok(())
}
