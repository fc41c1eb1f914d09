//! What moderators did, and why: append-only, each row sealed over the one before, so that nothing is changed unseen.

mod kinds;
mod note;
mod store;

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId, CaseId, DecisionId, EntryId};

pub(crate) use kinds::spelled;
pub use kinds::{Action, Rule};
pub use note::{Note, UNTIL, notes};
pub use store::Count;

/// What stands where a rule would, for what nobody did but the board by its own rule. (Nobody stands there, too, once they left.)
const BOARD: &str = "board";

/// Whether that reason is the board's own rule rather than one that somebody named.
pub fn is_boards_own(reason: Option<&str>) -> bool {
    reason == Some(BOARD)
}

/// Something that is done, about to be written down.
#[derive(Debug, Clone)]
pub struct Deed<'a> {
    /// The case it closes, if it came from one.
    pub case: Option<CaseId>,
    /// The entry it is about, if it is about one.
    pub entry: Option<EntryId>,
    /// The crisis line it is about, if it is about one.
    pub line: Option<&'a str>,
    /// The board it happened on.
    pub board: Option<BoardId>,
    /// Who did it; nobody where it was the board's own rule.
    pub by: Option<AccountId>,
    /// What.
    pub action: Action,
    /// Which rule; a removal has one.
    pub reason: Option<Rule>,
    /// The moderator's own words to the writer, or nothing.
    pub message: &'a str,
    /// The entry's state before, if it moved.
    pub from: Option<&'a str>,
    /// The entry's state after, if it moved.
    pub to: Option<&'a str>,
}

/// A decision as it was written down.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its place in the chain.
    pub seq: i64,
    /// Its id.
    pub id: DecisionId,
    /// The case it closed.
    pub case_id: Option<CaseId>,
    /// The entry it is about.
    pub entry: Option<EntryId>,
    /// The crisis line it is about.
    pub line: Option<String>,
    /// The board it happened on.
    pub board: Option<BoardId>,
    /// Who did it; nobody once they left.
    pub by: Option<AccountId>,
    /// What.
    pub action: String,
    /// Which rule.
    pub reason: Option<String>,
    /// The moderator's own words to the writer.
    pub message: String,
    /// The entry's state before.
    pub from_state: Option<String>,
    /// The entry's state after.
    pub to_state: Option<String>,
    /// When.
    pub at: Moment,
    /// The name its moderator signs with now; none: the team.
    pub signed: Option<String>,
    /// The part of the entry it is about, as long as that stands as it did then.
    pub passage: Option<String>,
    by_hash: Option<Vec<u8>>,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

impl Decision {
    /// What was done.
    pub fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    /// Whether nobody's name stands there, or that of who decided.
    fn is_by_whom_it_was(&self) -> bool {
        match (&self.by_hash, self.by) {
            (Some(hash), Some(by)) => *hash == hash_of(self.id, by),
            _ => true,
        }
    }

    /// Which rule it names.
    pub fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }

    /// SHA-256 over the seal before and everything in this row; of who did it, over a hash: a name may be taken off later, and none put
    /// in its place.
    fn seal(&self) -> Vec<u8> {
        let mut row = serde_json::json!([
            self.seq,
            self.id,
            self.case_id,
            self.entry,
            self.line,
            self.board,
            self.action,
            self.reason,
            self.message,
            self.from_state,
            self.to_state,
            self.at.timestamp_micros(),
        ]);
        if let (Some(by_hash), Some(row)) = (&self.by_hash, row.as_array_mut()) {
            row.push(serde_json::json!(by_hash));
        }
        Sha256::new().chain_update(&self.previous).chain_update(row.to_string()).finalize().to_vec()
    }
}

/// Writes a decision down at the end of the chain. Others who decide at the same moment wait for this transaction.
pub async fn append(conn: &mut PgConnection, deed: &Deed<'_>, now: Moment) -> Result<DecisionId> {
    if deed.action.needs_rule() && deed.reason.is_none() {
        return Err(Error::Refused("decision-needs-reason"));
    }
    store::wait_for_turn(conn).await?;
    let last = store::last(conn).await?;
    let (seq, previous) = last.map_or((0, Vec::new()), |last| (last.seq, last.hash));
    let id = DecisionId::fresh(now);
    let mut decision = Decision {
        seq: seq + 1,
        id,
        case_id: deed.case,
        entry: deed.entry,
        line: deed.line.map(str::to_owned),
        board: deed.board,
        by: deed.by,
        action: deed.action.as_str().to_owned(),
        reason: deed.reason.map(Rule::as_str).or(deed.by.is_none().then_some(BOARD)).map(str::to_owned),
        message: deed.message.to_owned(),
        from_state: deed.from.map(str::to_owned),
        to_state: deed.to.map(str::to_owned),
        at: now,
        signed: None,
        by_hash: deed.by.map(|by| hash_of(id, by)),
        passage: None,
        previous,
        hash: Vec::new(),
    };
    decision.hash = decision.seal();
    store::insert(conn, &decision).await?;
    store::set_head(conn, decision.seq, &decision.hash).await?;
    Ok(decision.id)
}

/// Who decided, as the seal has it: the account's id can't be read from it, and is not the same in two decisions.
fn hash_of(decision: DecisionId, by: AccountId) -> Vec<u8> {
    Sha256::new().chain_update("holdfast decided by").chain_update(decision.0).chain_update(by.0).finalize().to_vec()
}

/// Points at the part of its entry that a decision is about. Words that are not there (any more) are not pointed at.
pub async fn point_at(conn: &mut PgConnection, decision: DecisionId, passage: &str) -> Result<()> {
    Ok(store::point_at(conn, decision, passage).await?)
}

/// Forgets where decisions of before that moment pointed; the decisions stay.
pub async fn sweep(conn: &mut PgConnection, decided_before: Moment) -> Result<()> {
    Ok(store::forget_passages(conn, decided_before).await?)
}

/// What a walk along the chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walk {
    /// Rows that are as they were written.
    pub sound: i64,
    /// The first row that is missing or was changed, by its place in the chain.
    pub broken: Option<i64>,
}

/// Walks the chain from its start, in flat memory, up to the first row that does not fit, and looks whether it ends where it should; what
/// is decided meanwhile is no harm.
pub async fn verify(conn: &mut PgConnection) -> Result<Walk> {
    let before = store::head(conn).await?;
    let (mut sound, mut seal) = (0, Vec::new());
    let mut rows = store::all(conn);
    while let Some(row) = rows.try_next().await? {
        let is_next = row.seq == sound + 1 && row.previous == seal && row.hash == row.seal();
        if !is_next || !row.is_by_whom_it_was() || (row.seq == before.seq && row.hash != before.hash) {
            return Ok(Walk { sound, broken: Some(sound + 1) });
        }
        (sound, seal) = (row.seq, row.hash);
    }
    drop(rows);
    // Else rows were taken off its end, or put there by other hands.
    let after = store::head(conn).await?;
    let is_whole = before.seq <= sound && sound <= after.seq && (sound < after.seq || seal == after.hash);
    Ok(Walk { sound, broken: (!is_whole).then(|| after.seq.min(sound) + 1) })
}

/// That decision.
pub async fn find(conn: &mut PgConnection, decision: DecisionId) -> Result<Option<Decision>> {
    Ok(store::find(conn, decision).await?)
}

/// Everything decided about an entry, oldest first.
pub async fn of_entry(conn: &mut PgConnection, entry: EntryId) -> Result<Vec<Decision>> {
    Ok(store::of_entry(conn, entry).await?)
}

/// How often what was decided for which reason since then, most frequent first: for the public page, without names.
pub async fn counts(conn: &mut PgConnection, since: Moment) -> Result<Vec<Count>> {
    Ok(store::counts(conn, since).await?)
}

#[cfg(test)]
mod tests;
