//! A decision's way: planned, and taken back or carried out when its moment is over.

use chrono::TimeDelta;
use sqlx::{Connection, PgConnection};

use super::plans::{self, New, Plan};
use super::verdict::Verdict;
use super::{legal, legal_for_application, legal_for_line, many, put_back, store};
use crate::accounts::Moderator;
use crate::accounts::restraints::{self, Restraint, Whom};
use crate::appeals;
use crate::audit::{self, Action, Deed, Note, UNTIL};
use crate::cases::{self, Because, Case, Priority, Subject};
use crate::clock::Moment;
use crate::entries::{self, DeskEntry, State};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId, EntryId, PlanId};
use crate::joining;
use crate::lines::{self, Act, Change};
use crate::outbox::{self, Event};
use crate::threads::{self, Limit};

/// Plans a decision about a case as it was shown: it is carried out at `due`, and nobody else is dealt the case until then.
///
/// # Errors
/// [`Error::Conflict`] where somebody else was first, or what it is about is no longer as it was shown; [`Error::Refused`] where it
/// is the moderator's own.
pub(super) async fn plan(
    conn: &mut PgConnection,
    moderator: &Moderator,
    case: &Case,
    version: i32,
    verdict: &Verdict,
    (now, due): (Moment, Moment),
) -> Result<PlanId> {
    let entry = match case.entry {
        Some(entry) => Some(entries::for_desk(conn, entry).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let decider = Decider::of(moderator);
    let asked = appeals::open_in(conn, case.id).await?;
    if !asked.is_empty() && asked.iter().all(|asked| asked.bars(decider.id, decider.everywhere)) {
        return Err(Error::Conflict("desk-own-decision"));
    }
    if !actions(conn, case, entry.as_ref(), decider, now).await?.contains(&verdict.action) {
        return Err(Error::Conflict("desk-moved"));
    }
    if let Some(entry) = &entry {
        check(moderator, entry, verdict)?;
    }
    // A message, and what is about the writer, leave the question what becomes of the words.
    let stays = verdict.action == Action::Write || verdict.action.is_about_writer() || (verdict.action == Action::Lift && asked.is_empty());
    let closes = !stays;
    cases::plan(conn, case.id, version, moderator.0.id, now, closes.then_some(due)).await?;
    let new = New { id: PlanId::fresh(now), case: case.id, by: moderator.0.id, version: version + 1, made_at: now, due_at: due };
    let mut verdict = verdict.clone();
    verdict.detail.everywhere = decider.everywhere;
    verdict.detail.edits = entry.as_ref().map(|entry| entry.edits);
    plans::insert(conn, &new, closes, &verdict).await?;
    outbox::put(conn, &Event::Settle { plan: new.id }, due).await?;
    Ok(new.id)
}

/// Who decides, as far as it says what they may: what holds on the whole site is put and ended by those who moderate all of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decider {
    pub id: AccountId,
    pub everywhere: bool,
}

impl Decider {
    pub(super) fn of(moderator: &Moderator) -> Self {
        Self { id: moderator.0.id, everywhere: moderator.0.moderated_boards().is_none() }
    }
}

/// What that moderator may do now.
pub(super) async fn actions(
    conn: &mut PgConnection,
    case: &Case,
    entry: Option<&DeskEntry>,
    decider: Decider,
    now: Moment,
) -> Result<Vec<Action>> {
    Ok(match (entry, &case.line) {
        (Some(entry), _) => {
            let mut actions = legal(entry);
            let mut asked = appeals::open_in(conn, case.id).await?;
            asked.retain(|asked| !asked.bars(decider.id, decider.everywhere));
            let restrains = asked.iter().any(|asked| asked.restrains);
            // Whose words are gone can still ask about what was decided about them.
            let is_about_writer = asked.iter().any(|asked| asked.action().is_some_and(Action::is_about_writer));
            let is_kept = match entry.writer {
                Some(writer) => restraints::known(conn, (entry.id, writer), entry.board, decider.everywhere, now).await?.can_end,
                None => false,
            };
            if is_kept || restrains {
                actions.push(Action::Lift);
            }
            if entry.is_limited(now) {
                actions.push(Action::Unlimit);
            }
            if !asked.is_empty() && (is_about_writer || entry.stands() != State::Erased) {
                // The writer asked: whatever is decided is an answer.
                actions.retain(|action| *action != Action::LetStand);
                actions.push(Action::Uphold);
                let was_removed = entry.stands() == State::Removed;
                if asked.iter().any(|asked| appeals::needs_words(asked, &actions, was_removed)) {
                    actions.push(Action::Grant);
                }
            }
            actions
        }
        (None, Some(line)) => legal_for_line(lines::is_hidden(conn, line).await?),
        (None, None) => match case.account {
            Some(account) => legal_for_application(joining::of(conn, account).await?.is_some_and(|asked| asked.is_open())),
            None => vec![Action::LetStand],
        },
    })
}

/// What the table of actions can't know.
fn check(moderator: &Moderator, entry: &DeskEntry, verdict: &Verdict) -> Result<()> {
    if entry.writer == Some(moderator.0.id) {
        return Err(Error::Refused("desk-own"));
    }
    let passage = verdict.detail.passage.as_deref();
    if passage.is_some_and(|passage| !entry.source.contains(passage)) {
        return Err(Error::Conflict("desk-passage-gone"));
    }
    let board = verdict.detail.board;
    if board.is_some_and(|board| board == entry.board || !moderator.0.moderates(board)) {
        return Err(Error::Refused("desk-board-which"));
    }
    Ok(())
}

/// Takes back what this moderator planned: the case is in their hands again. Gives back what they had decided.
///
/// # Errors
/// [`Error::Conflict`] where it was carried out already, or is somebody else's.
pub(super) async fn undo(conn: &mut PgConnection, plan: PlanId, by: AccountId, now: Moment) -> Result<Plan> {
    let plan = plans::take(conn, plan, Some(by)).await?.ok_or(Error::Conflict("desk-undo-late"))?;
    if plan.closes {
        cases::unplan(conn, plan.case_id, Some(by), now).await?;
    }
    Ok(plan)
}

/// Carries a plan out: what it is about changes, the decision is written down, the case is closed and the writer will be told; all
/// or nothing. Where it can't be any more (its writer was faster, or who decided it moderates there no more), the case is back on the
/// desk and says so. A plan that was taken back is nothing to do.
pub async fn settle(conn: &mut PgConnection, plan: PlanId, now: Moment) -> Result<()> {
    let Some(plan) = plans::take(conn, plan, None).await? else { return Ok(()) };
    let Some(case) = cases::find(conn, plan.case_id).await? else { return Ok(()) };
    if !store::moderates(conn, plan.by, case.board).await? {
        return back_on_the_desk(conn, &plan, &case, "role_ended", now).await;
    }
    let mut step = conn.begin().await?;
    match carry_out(&mut step, &plan, &case, now).await {
        Ok(()) => Ok(step.commit().await?),
        Err(Error::Conflict(_) | Error::Refused(_) | Error::NotFound) => {
            step.rollback().await?;
            back_on_the_desk(conn, &plan, &case, "overtaken", now).await
        }
        Err(other) => Err(other),
    }
}

async fn back_on_the_desk(conn: &mut PgConnection, plan: &Plan, case: &Case, because: &str, now: Moment) -> Result<()> {
    if plan.closes {
        cases::unplan(conn, case.id, None, now).await?;
    }
    if let Some(subject) = case.subject() {
        let case = cases::open(conn, &subject, case.board, case.priority(), &[Because::rule(because)], now).await?;
        if !plan.message.is_empty() {
            cases::remark(conn, case, plan.by, "unsent", &plan.message, now).await?;
        }
    }
    Ok(())
}

async fn carry_out(conn: &mut PgConnection, plan: &Plan, case: &Case, now: Moment) -> Result<()> {
    let action = plan.action().ok_or(Error::Conflict("desk-moved"))?;
    // All its entries before its cases before the log: the same order as when an entry is written, so that nobody waits in a circle.
    if let Some(entry) = case.entry {
        many::lock(conn, entry, plan).await?;
    }
    let done = match case.entry {
        Some(entry) => change(conn, plan, case, entry, action, now).await?,
        None if actions(conn, case, None, decider(plan), now).await?.contains(&action) => {
            move_line(conn, plan, case, action, now).await?;
            Done { action, actions: vec![action], writer: None, from: None, to: None, until: None }
        }
        None => return Err(Error::Conflict("desk-moved")),
    };
    let along = match action {
        Action::Restore => put_back::along(conn, plan, now).await?,
        _ => many::take_along(conn, plan, now).await?,
    };
    let mut closes = plan.closes;
    if plan.closes {
        let deed = (done.action, done.actions.as_slice(), done.from == Some(State::Removed));
        let by = (plan.by, plan.detail.everywhere, plan.made_at);
        closes = appeals::answer(conn, case.id, deed, by, now).await?;
        if closes {
            cases::settle(conn, case.id, plan.by, plan.version, now).await?;
        } else {
            // Its writer asked about more than this answers.
            cases::unplan(conn, case.id, None, now).await?;
        }
    }
    let until = done.until.map(|until| format!("{UNTIL}{}", until.to_rfc3339()));
    // Words and rule belong to what was decided: where its writer erased it meanwhile, nobody let it stand with them.
    let (rule, message) = if done.action == action { (plan.rule(), plan.message.as_str()) } else { (None, "") };
    let deed = Deed {
        case: Some(case.id),
        entry: case.entry,
        line: case.line.as_deref(),
        board: case.board,
        by: Some(plan.by),
        action: done.action,
        reason: rule,
        message,
        from: done.from.map(State::as_str),
        to: until.as_deref().or(done.to.map(State::as_str)),
    };
    let decision = audit::append(conn, &deed, now).await?;
    if let (Some(passage), true) = (plan.detail.passage.as_deref(), done.action.needs_rule()) {
        audit::point_at(conn, decision, passage).await?;
    }
    if let (Some(account), true) = (case.account, matches!(done.action, Action::Accept | Action::Decline)) {
        joining::decide(conn, account, done.action, decision, now).await?;
    }
    if let (Some(kind), Some(entry)) = (restraint(done.action), case.entry) {
        let board = case.board.filter(|_| !plan.detail.everywhere);
        let whom = match done.writer {
            Some(writer) => Whom::Account(writer),
            None => Whom::Guest(entry),
        };
        if !restraints::put(conn, whom, board, kind, decision, done.until, now).await? {
            return Err(Error::Conflict("desk-moved"));
        }
    }
    if let (Action::Hold, Some(entry)) = (done.action, case.entry) {
        // It waits for another look, and whatever waits has a case.
        cases::open(conn, &Subject::Entry(entry), case.board, Priority::Held, &[Because::rule("moderator")], now).await?;
    }
    if closes && case.entry.is_some() {
        outbox::put(conn, &Event::Answered { decision, read_at: Some(plan.made_at) }, now).await?;
    }
    for deed in &along {
        let decision = audit::append(conn, deed, now).await?;
        outbox::put(conn, &Event::Decided { decision }, now).await?;
        if deed.case != Some(case.id) {
            outbox::put(conn, &Event::Answered { decision, read_at: Some(plan.made_at) }, now).await?;
        }
    }
    if (case.entry.is_some() || case.account.is_some()) && Note::says(done.action, message) {
        outbox::put(conn, &Event::Decided { decision }, now).await?;
    }
    Ok(())
}

/// Hides a crisis line or shows it again, as the action says.
async fn move_line(conn: &mut PgConnection, plan: &Plan, case: &Case, action: Action, now: Moment) -> Result<()> {
    let act = match action {
        Action::Hold => Act::Hide,
        Action::Restore => Act::Show,
        _ => return Ok(()),
    };
    let Some(line) = &case.line else { return Ok(()) };
    let change = Change { line, act, why: &plan.message, case: Some(case.id), seen: None };
    lines::change(conn, &change, plan.by, now).await
}

/// What was done in the end.
struct Done {
    action: Action,
    /// What could have been done.
    actions: Vec<Action>,
    /// The account that wrote it.
    writer: Option<AccountId>,
    from: Option<State>,
    to: Option<State>,
    /// Until when the writer is kept from writing, or replies are limited.
    until: Option<Moment>,
}

fn decider(plan: &Plan) -> Decider {
    Decider { id: plan.by, everywhere: plan.detail.everywhere }
}

fn restraint(action: Action) -> Option<Restraint> {
    match action {
        Action::Pause => Some(Restraint::Pause),
        Action::HoldAll => Some(Restraint::HoldAll),
        Action::Ban => Some(Restraint::Ban),
        _ => None,
    }
}

async fn change(conn: &mut PgConnection, plan: &Plan, case: &Case, entry: EntryId, action: Action, now: Moment) -> Result<Done> {
    let found = entries::for_desk(conn, entry).await?.ok_or(Error::NotFound)?;
    let from = found.stands();
    let actions = actions(conn, case, Some(&found), decider(plan), now).await?;
    let is_legal = actions.contains(&action);
    if from == State::Erased && !is_legal && plan.closes {
        // Its writer erased it meanwhile: nothing is left to decide about, and that is what the log says.
        return Ok(Done { action: Action::LetStand, actions, writer: found.writer, from: Some(from), to: Some(from), until: None });
    }
    // What its writer changed since it was read is read first.
    let is_read = from == State::Erased || plan.detail.edits.is_none_or(|edits| edits == found.edits);
    // Colleagues are talked to, not paused; behind another name that shows nowhere before.
    let is_about_colleague = action.is_about_writer() && found.by_moderator;
    if !is_legal || is_about_colleague || (action.judges_words() && !is_read) {
        return Err(Error::Conflict("desk-moved"));
    }
    let to = match action {
        Action::Publish => State::Published,
        Action::Cover => State::Covered,
        Action::Hold => State::Held,
        Action::Remove => State::Removed,
        Action::Restore if from == State::Removed => before_removal(conn, entry).await?,
        _ => from,
    };
    let until = plan.detail.days.map(|days| now + TimeDelta::days(i64::from(days)));
    match action {
        Action::Restore if from != State::Removed => entries::untrim(conn, entry, now).await?,
        Action::EditOut => entries::trim(conn, entry, plan.detail.passage.as_deref().unwrap_or_default(), now).await?,
        Action::Notes => entries::set_notes(conn, entry, plan.detail.notes.as_deref().unwrap_or_default()).await?,
        Action::Lock | Action::Unlock => {
            let is_new = threads::lock(conn, found.thread, action == Action::Lock, now).await?;
            is_new.then_some(()).ok_or(Error::Conflict("desk-moved"))?;
        }
        Action::LimitSupporters => threads::limit(conn, found.thread, Some(Limit::Supporters), until).await?,
        Action::LimitKnown => threads::limit(conn, found.thread, Some(Limit::Known), until).await?,
        Action::Unlimit => threads::limit(conn, found.thread, None, None).await?,
        Action::Move => threads::move_to(conn, found.thread, plan.detail.board.ok_or(Error::NotFound)?).await?,
        Action::Lift => {
            if let Some(writer) = found.writer {
                restraints::lift(conn, (entry, writer), case.board.filter(|_| !plan.detail.everywhere), now).await?;
            }
            let asked = appeals::open_in(conn, case.id).await?;
            for asked in asked.iter().filter(|asked| !asked.bars(plan.by, plan.detail.everywhere)) {
                restraints::lift_of(conn, asked.decision, now).await?;
            }
        }
        _ => {}
    }
    if to != from && entries::move_to(conn, entry, to, Some(plan.by), now).await? != from {
        return Err(Error::Conflict("desk-moved"));
    }
    Ok(Done { action, actions, writer: found.writer, from: Some(from), to: Some(to), until })
}

/// Where a removed entry goes back to: under its cover, into its writer's hands, else to where everyone may read it.
pub(super) async fn before_removal(conn: &mut PgConnection, entry: EntryId) -> Result<State> {
    let decisions = audit::of_entry(conn, entry).await?;
    let removal = decisions.iter().rev().find(|decision| decision.action() == Some(Action::Remove));
    let from = removal.and_then(|removal| removal.from_state.clone()).map(State::from);
    Ok(from.filter(|from| matches!(from, State::Covered | State::Withdrawn)).unwrap_or(State::Published))
}

/// The open case of an entry; opens one where a moderator acts on their own account.
pub(super) async fn case_for(conn: &mut PgConnection, entry: &DeskEntry, now: Moment) -> Result<CaseId> {
    let subject = Subject::Entry(entry.id);
    match cases::open_of(conn, &subject).await? {
        Some(case) => Ok(case),
        None => cases::open(conn, &subject, Some(entry.board), Priority::Report, &[Because::rule("moderator")], now).await,
    }
}
