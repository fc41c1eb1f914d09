//! What a moderator may keep somebody from for a time: writing, or writing unread. Reading, changing and erasing one's own words,
//! and asking for another look are never taken away.

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId, BoardId, DecisionId, EntryId};

/// How long it is remembered by which hash a guest wrote.
const MARKS_KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a restraint of a guest is kept; the day's key that made its hash is gone long before.
const GUESTS_KEPT: TimeDelta = TimeDelta::days(7);

/// What somebody is kept from, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Restraint {
    /// What they write is read first.
    HoldAll,
    /// They can't write until it ends.
    Pause,
    /// They can't write.
    Ban,
}

impl Restraint {
    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HoldAll => "hold_all",
            Self::Pause => "pause",
            Self::Ban => "ban",
        }
    }

    /// Whether they can't write at all.
    pub fn stops_writing(self) -> bool {
        self != Self::HoldAll
    }
}

/// The strongest that holds now for this account, or else for this guest's hash, on this board.
pub async fn of(
    conn: &mut PgConnection,
    account: Option<AccountId>,
    guest: Option<&str>,
    board: BoardId,
    now: Moment,
) -> Result<Option<Restraint>> {
    let kinds = sqlx::query_scalar!(
        r#"select restraints_on($1, $2, $3, $4) as "kinds!""#,
        account as Option<AccountId>,
        guest.filter(|_| account.is_none()),
        board as BoardId,
        now,
    );
    Ok(strongest(&kinds.fetch_one(conn).await?))
}

/// # Errors
/// [`Error::Refused`] where a moderator decided that they can't write for now.
pub fn admit(restraint: Option<Restraint>) -> Result<()> {
    if restraint.is_some_and(Restraint::stops_writing) { Err(Error::Refused("refused-paused")) } else { Ok(()) }
}

/// The strongest of those the database named.
pub fn strongest(kinds: &[String]) -> Option<Restraint> {
    [Restraint::Ban, Restraint::Pause, Restraint::HoldAll].into_iter().find(|kind| kinds.iter().any(|has| has == kind.as_str()))
}

/// Whom a restraint is for.
#[derive(Debug, Clone, Copy)]
pub enum Whom {
    /// An account.
    Account(AccountId),
    /// The guest who wrote that entry, if their hash is still known.
    Guest(EntryId),
}

/// Keeps somebody from something on a board (`None`: on all); false where nobody knows any more who it was.
pub async fn put(
    conn: &mut PgConnection,
    whom: Whom,
    board: Option<BoardId>,
    kind: Restraint,
    decision: DecisionId,
    until: Option<Moment>,
    now: Moment,
) -> Result<bool> {
    let (account, entry) = match whom {
        Whom::Account(account) => (Some(account), None),
        Whom::Guest(entry) => (None, Some(entry)),
    };
    let put = sqlx::query!(
        "insert into restraints (id, account, guest, board, kind, decision, since, until, alias_thread)
         select $1, $9::uuid, mark, $3, $4, $5, $7, case when mark is null then $6 else least($6, $8::timestamptz) end,
            (select thread from decisions join entries on entries.id = decisions.entry where decisions.id = $5 and $9 is not null
                and (voice = 'alias' or voice = 'nameless' and exists (select from aliases where aliases.thread = entries.thread and aliases.account = $9)))
         from (select mark from guest_marks where entry = $2 union all select null where $9::uuid is not null) as marks",
        ids::fresh(now),
        entry as Option<EntryId>,
        board as Option<BoardId>,
        kind.as_str(),
        decision as DecisionId,
        until,
        now,
        now + GUESTS_KEPT,
        account as Option<AccountId>,
    );
    Ok(put.execute(conn).await?.rows_affected() == 1)
}

/// What keeps an entry's writer from writing, as far as its place says who they are: what was put for words under the same name.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Something does.
    pub holds: bool,
    /// Something that those can end who moderate that board, or the whole site: what holds everywhere is not one board's to end.
    pub can_end: bool,
}

/// What is known at an entry of that writer, on that board, to those who moderate it or `everywhere`.
pub async fn known(
    conn: &mut PgConnection,
    (entry, writer): (EntryId, AccountId),
    board: BoardId,
    everywhere: bool,
    now: Moment,
) -> Result<Known> {
    let known = sqlx::query_as!(
        Known,
        r#"select count(*) filter (where board is null or board = $3) > 0 as "holds!", count(*) filter (where board = $3 or board is null and $4) > 0 as "can_end!"
         from restraints_known_at($1, $2, $5)"#,
        entry as EntryId,
        writer as AccountId,
        board as BoardId,
        everywhere,
        now,
    );
    Ok(known.fetch_one(conn).await?)
}

/// Ends what is known at an entry of that writer to keep them from writing: on a board alone, or (`None`) anywhere.
pub async fn lift(conn: &mut PgConnection, (entry, writer): (EntryId, AccountId), board: Option<BoardId>, now: Moment) -> Result<()> {
    sqlx::query!(
        "update restraints set lifted_at = $4 where id in (select id from restraints_known_at($1, $2, $4)) and ($3::uuid is null or board = $3)",
        entry as EntryId,
        writer as AccountId,
        board as Option<BoardId>,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends what a decision keeps somebody from, also where its entry is nobody's any more.
pub async fn lift_of(conn: &mut PgConnection, decision: DecisionId, now: Moment) -> Result<()> {
    sqlx::query!("update restraints set lifted_at = $2 where decision = $1 and lifted_at is null", decision as DecisionId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether that decision keeps this account from something.
pub async fn is_kept_by(conn: &mut PgConnection, account: AccountId, decision: DecisionId) -> Result<bool> {
    let kept = sqlx::query_scalar!(
        r#"select exists (select from restraints where decision = $2 and account = $1 and lifted_at is null) as "kept!""#,
        account as AccountId,
        decision as DecisionId,
    );
    Ok(kept.fetch_one(conn).await?)
}

/// What somebody is kept from, as they see it.
pub struct Kept {
    kind: String,
    /// Which decision did it.
    pub decision: DecisionId,
    /// On which board, where it is not all of them.
    pub board: Option<String>,
    /// Until when, where it ends by itself.
    pub until: Option<Moment>,
}

impl Kept {
    /// The sentence for it.
    pub fn sentence(&self) -> &'static str {
        match self.kind.as_str() {
            "hold_all" => "me-kept-hold-all",
            "pause" => "me-kept-pause",
            _ => "me-kept-ban",
        }
    }
}

/// Everything that an account is kept from now.
pub(super) async fn mine(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<Vec<Kept>> {
    let kept = sqlx::query_as!(
        Kept,
        r#"select kind, decision, boards.name as "board?", until from restraints left join boards on boards.id = board
         where account = $1 and lifted_at is null and (until is null or until > $2) order by since"#,
        account as AccountId,
        now,
    );
    Ok(kept.fetch_all(conn).await?)
}

/// Remembers for a day by which hash a guest wrote.
pub async fn mark(conn: &mut PgConnection, entry: EntryId, guest: &str, now: Moment) -> Result<()> {
    sqlx::query!("insert into guest_marks (entry, mark, at) values ($1, $2, $3) on conflict do nothing", entry as EntryId, guest, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets what kept an account from something and ended before then.
pub async fn forget_ended(conn: &mut PgConnection, before: Moment) -> Result<()> {
    sqlx::query!("delete from restraints where account is not null and least(lifted_at, until) < $1", before).execute(conn).await?;
    Ok(())
}

/// Forgets what was kept long enough.
pub(super) async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("delete from guest_marks where at < $1", now - MARKS_KEPT).execute(&mut *conn).await?;
    sqlx::query!("delete from restraints where guest is not null and since < $1", now - GUESTS_KEPT).execute(conn).await?;
    Ok(())
}
