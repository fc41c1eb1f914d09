//! What waits to be read while nobody is on duty: on boards that say so it is shown after a time. That is nobody's decision, and the
//! log says so. What was held for pushing somebody, for the care a thread needs, or by a person is never shown by a rule.

use sqlx::PgConnection;

use crate::audit::{self, Action, Deed};
use crate::boards;
use crate::cases;
use crate::clock::Moment;
use crate::duty;
use crate::entries::{self, State};
use crate::error::Result;
use crate::ids::{BoardId, CaseId, EntryId};
use crate::outbox::{self, Event};
use crate::state::App;

/// The reasons for which a board holds what nobody has complained of, and which a rule of the board may end.
const HELD: [&str; 3] = ["guest", "newcomer", "link"];
/// What may stand beside them: it put a case on the desk, and held nothing.
const BESIDE: [&str; 3] = ["danger", "thoughts", "method"];
/// Entries shown in one round on one board; the next round goes on.
const AT_ONCE: usize = 100;

/// Shows what waited long enough, board by board, where nobody is on duty.
pub async fn show_unread(app: &App) -> Result<()> {
    let now = app.clock.now();
    let boards = boards::that_show_unread(&mut *app.db.acquire().await?).await?;
    for (board, hours) in boards {
        for _ in 0..AT_ONCE {
            let mut tx = app.db.begin().await?;
            if !duty::on_duty(&mut tx, Some(board), now).await?.is_empty() || !show_next(&mut tx, board, hours, now).await? {
                break;
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

/// A case about an entry that may be shown.
struct Waited {
    case: CaseId,
    entry: EntryId,
    version: i32,
    /// It goes into how: readers see a note first.
    covers: bool,
    /// Somebody should look at it all the same.
    stays: bool,
}

/// Shows the one that waits longest; false where there is none, or somebody was faster.
async fn show_next(conn: &mut PgConnection, board: BoardId, hours: i32, now: Moment) -> Result<bool> {
    let Some(waited) = find(conn, board, hours, now).await? else { return Ok(false) };
    let (to, action) = if waited.covers { (State::Covered, Action::Cover) } else { (State::Published, Action::Publish) };
    // Entry before case before log, as everywhere.
    let from = entries::move_to(conn, waited.entry, to, None, now).await?;
    if from != State::Held || !cases::settle_unread(conn, waited.case, waited.version, !waited.stays, now).await? {
        return Ok(false);
    }
    let deed = Deed {
        case: Some(waited.case),
        entry: Some(waited.entry),
        line: None,
        board: Some(board),
        by: None,
        action,
        reason: None,
        message: "",
        from: Some(from.as_str()),
        to: Some(to.as_str()),
    };
    let decision = audit::append(conn, &deed, now).await?;
    outbox::put(conn, &Event::Decided { decision }, now).await?;
    Ok(true)
}

/// Held for reasons of the board's alone, nobody reported it or asked for another look (be it its writer or a moderator), its writer may
/// write there, and it would not be read first if it came now. It waits since it was written or last changed.
async fn find(conn: &mut PgConnection, board: BoardId, hours: i32, now: Moment) -> sqlx::Result<Option<Waited>> {
    let (closed_since, made_before) = entries::care_since(now);
    sqlx::query_as!(
        Waited,
        r#"select cases.id as "case: CaseId", entry as "entry!: EntryId", version,
            exists (select from case_reasons where case_id = cases.id and rule = 'method') as "covers!",
            exists (select from case_reasons where case_id = cases.id and rule = any($3)) as "stays!"
         from cases join entries on entries.id = cases.entry
         where cases.board = $1 and cases.state in ('open', 'leased') and settles_at is null and (leased_until is null or leased_until <= $4)
            and entries.state = 'held' and opened_at <= $5
            and not exists (select from case_reasons where case_id = cases.id and (at > $5 or rule <> all($2 || $3)))
            and exists (select from case_reasons where case_id = cases.id and rule = any($2))
            and not exists (select from reports where case_id = cases.id)
            and not exists (select from case_notes where case_id = cases.id and kind = 'second')
            and not exists (select from appeals where appeals.case_id = cases.id and outcome is null)
            and not exists (select from restraints where lifted_at is null and (until is null or until > $4) and (restraints.board is null or restraints.board = $1)
                and (restraints.account = author or guest = (select mark from guest_marks where guest_marks.entry = entries.id)))
            and not (parent is not null and needs_care(entries.thread, $6) and not is_known_there(entries.thread, author, $7))
         order by opened_at, cases.id limit 1"#,
        board as BoardId,
        &HELD.map(str::to_owned)[..],
        &BESIDE.map(str::to_owned)[..],
        now,
        now - chrono::TimeDelta::hours(hours.into()),
        closed_since,
        made_before,
    )
    .fetch_optional(conn)
    .await
}
