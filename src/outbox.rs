//! What leaves the system leaves through here: written in the same transaction as its cause, ids only, never words.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

use crate::clock::Moment;
use crate::ids::{AccountId, CaseId, DecisionId, EntryId, LinkId, PlanId};

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
        /// When it was made: whoever told us something later is answered by another. None: when it was carried out.
        #[serde(default)]
        read_at: Option<Moment>,
    },
    /// Somebody asked to get back in by mail. Known or not, it is the same event.
    Recover {
        /// The keyed hash of the address they typed, in hex.
        lookup: String,
    },
    /// A passphrase was set with a recovery code.
    Recovered {
        /// Whose.
        account: AccountId,
    },
    /// A link is to be sent to the address it is for.
    Link {
        /// Which.
        link: LinkId,
    },
    /// Somebody has a notice, and chose to be told by mail.
    News {
        /// Who.
        account: AccountId,
    },
    /// Somebody asked for a file of everything about them, and it is too much to be made at once.
    Export {
        /// Who.
        account: AccountId,
    },
    /// Somebody may be in danger, or somebody is worried: those on duty are told; later the operators, if nobody took the case.
    Alert {
        /// The case.
        case: CaseId,
        /// Whether this is the later one.
        late: bool,
    },
    /// One of them is told by mail.
    AlertMail {
        /// The case.
        case: CaseId,
        /// Who.
        account: AccountId,
        /// Whether nobody took it for a while.
        #[serde(default)]
        late: bool,
        /// Whether a moderator who has it in hand asks for them.
        #[serde(default)]
        asked: bool,
    },
    /// The operator's own program is told.
    AlertHook {
        /// The case.
        case: CaseId,
        /// Whether nobody took it for a while.
        late: bool,
        /// Whether a moderator who has it in hand asks for an operator.
        #[serde(default)]
        asked: bool,
    },
}

/// The way an event goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Within the board: many at a time, each in the transaction that takes it.
    Board,
    /// By the mail server: one at a time, and no transaction waits for it.
    Mail,
    /// By calling the operator's own program, likewise.
    Hook,
    /// Into a file that takes a while to be made, likewise.
    File,
}

impl Lane {
    fn as_str(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Mail => "mail",
            Self::Hook => "hook",
            Self::File => "file",
        }
    }
}

impl Event {
    fn lane(&self) -> Lane {
        match self {
            Self::Replied { .. }
            | Self::Settle { .. }
            | Self::Decided { .. }
            | Self::Unmasked { .. }
            | Self::Answered { .. }
            | Self::Recover { .. }
            | Self::Alert { .. } => Lane::Board,
            Self::Recovered { .. } | Self::Link { .. } | Self::News { .. } | Self::AlertMail { .. } => Lane::Mail,
            Self::AlertHook { .. } => Lane::Hook,
            Self::Export { .. } => Lane::File,
        }
    }
}

/// Puts an event on its way, at the earliest at `due`.
pub async fn put(conn: &mut PgConnection, event: &Event, due: Moment) -> sqlx::Result<()> {
    let lane = event.lane().as_str();
    sqlx::query!("insert into outbox (event, due_at, lane) values ($1, $2, $3)", Json(event) as _, due, lane).execute(conn).await?;
    Ok(())
}

/// An event that was taken, to be delivered in the taker's transaction.
pub struct Taken {
    /// What happened.
    pub event: Event,
    row: Value,
    first_due_at: Moment,
}

/// How long an event waits that this version of the program can't read: another may be running beside it, or come after it.
const UNREAD: TimeDelta = TimeDelta::hours(1);

/// Takes up to `most` events of the board's own lane that are due, in the taker's transaction: they come back if it fails. What can't be
/// read keeps nothing else back.
pub async fn take(conn: &mut PgConnection, now: Moment, most: i64) -> sqlx::Result<Vec<Taken>> {
    let rows = sqlx::query!(
        "delete from outbox where id = any(array(select id from outbox where lane = 'board' and due_at <= $1 order by due_at, id for update skip locked limit $2))
         returning event, coalesce(first_due_at, due_at) as \"first_due_at!\"",
        now,
        most,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in rows {
        match Event::deserialize(&row.event) {
            Ok(event) => taken.push(Taken { event, row: row.event, first_due_at: row.first_due_at }),
            Err(error) => {
                tracing::error!(%error, "an event in the outbox can't be read; it is left there");
                keep(conn, &row.event, now + UNREAD, row.first_due_at).await?;
            }
        }
    }
    Ok(taken)
}

/// Puts back what could not be delivered, until `due`.
pub async fn put_back(conn: &mut PgConnection, taken: &Taken, due: Moment) -> sqlx::Result<()> {
    keep(conn, &taken.row, due, taken.first_due_at).await
}

async fn keep(conn: &mut PgConnection, row: &Value, due: Moment, first_due_at: Moment) -> sqlx::Result<()> {
    sqlx::query!("insert into outbox (event, due_at, first_due_at) values ($1, $2, $3)", row, due, first_due_at).execute(conn).await?;
    Ok(())
}

/// An event that somebody else's server is told of meanwhile. It stays here until that is done: it is told once at least.
pub struct Lent {
    /// Its place in the outbox.
    pub id: i64,
    /// What happened.
    pub event: Event,
    /// Which try this is, from 1.
    pub tries: i32,
}

/// Lends the next event of a lane that is due; nobody else gets it before `until`.
pub async fn lend(conn: &mut PgConnection, lane: Lane, now: Moment, until: Moment) -> sqlx::Result<Option<Lent>> {
    let row = sqlx::query!(
        "update outbox set due_at = $3, first_due_at = coalesce(first_due_at, due_at), tries = tries + 1
         where id = (select id from outbox where lane = $1 and due_at <= $2 order by due_at, id for update skip locked limit 1)
         returning id, event as \"event: Json<Event>\", tries",
        lane.as_str(),
        now,
        until,
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Lent { id: row.id, event: row.event.0, tries: row.tries }))
}

/// It was told.
pub async fn delivered(conn: &mut PgConnection, lent: &Lent) -> sqlx::Result<()> {
    sqlx::query!("delete from outbox where id = $1", lent.id).execute(conn).await?;
    Ok(())
}

/// It could not be told, and is tried again at `due`.
pub async fn put_off(conn: &mut PgConnection, lent: &Lent, due: Moment) -> sqlx::Result<()> {
    sqlx::query!("update outbox set due_at = $2 where id = $1", lent.id, due).execute(conn).await?;
    Ok(())
}

/// Throws away what could not be delivered since that moment.
pub async fn forget(conn: &mut PgConnection, due_before: Moment) -> sqlx::Result<()> {
    sqlx::query!("delete from outbox where coalesce(first_due_at, due_at) < $1", due_before).execute(conn).await?;
    Ok(())
}
