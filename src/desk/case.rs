//! Everything the page of one case shows.

use sqlx::PgConnection;

use super::list::minutes_to;
use super::marks::{self, Piece};
use super::store::{self, Neighbour, Writer};
use super::{care, plans, settle};
use crate::accounts::{Moderator, restraints};
use crate::appeals::{self, Open};
use crate::audit::{Action, Rule};
use crate::boards::{self, Board};
use crate::cases::{self, Case, Priority, Reason, Remark, Report, Span, Worry};
use crate::clock::Moment;
use crate::entries::{self, DeskEntry};
use crate::error::Result;
use crate::ids::CaseId;
use crate::joining::{self, Application};
use crate::rules;
use crate::screen::Grade;
use crate::talks::{self, Turn};
use crate::words::{self, Words};

/// A case as its page shows it.
pub(super) struct View {
    pub case: Case,
    pub entry: Option<DeskEntry>,
    pub writer: Option<Writer>,
    /// Who an alias is, where that was looked up in this case.
    pub unmasked: Option<String>,
    /// What somebody answered who asks to join.
    pub application: Option<Application>,
    /// The language of whom it is about, or else the reader's own.
    pub words: &'static Words,
    /// Its words are heavy, or about what the reader keeps away from: nothing of them is shown before it is asked for.
    pub is_heavy: bool,
    /// What was written just before and after it.
    pub around: Vec<Neighbour>,
    /// The words before a passage was taken out.
    pub original: Option<String>,
    /// Why the software put it here, in words.
    pub why: Vec<&'static str>,
    /// The site's own rules that found something.
    pub matched: Vec<String>,
    /// The words it rests on, of the title and of the text.
    pub quotes: Vec<Piece>,
    /// The title, with those words marked.
    pub title: Vec<Piece>,
    /// The text, with those words marked.
    pub pieces: Vec<Piece>,
    pub told: Vec<Group>,
    /// What its writer asks another look at.
    pub asked: Vec<Open>,
    /// The reader decided it the first time: somebody else does now.
    pub barred: bool,
    /// Its writer is kept from writing, or is read first.
    pub restrained: bool,
    /// What its writer and the desk said to each other about it.
    pub talk: Vec<Turn>,
    /// What moderators told each other.
    pub remarks: Vec<Remark>,
    actions: Vec<Action>,
    /// Who else has it in hand.
    pub holder: Option<String>,
    /// Until when it is in the reader's own hands.
    pub mine: Option<Moment>,
    /// Who decided it; perhaps it is not carried out yet.
    pub decided: Option<Decided>,
    /// Where a thread can be moved to.
    pub boards: Vec<Board>,
}

/// Who decided a case, and what.
pub(super) struct Decided {
    pub by: Option<String>,
    pub action: Option<Action>,
    /// The reader did.
    pub mine: bool,
}

impl View {
    /// Whether that may be done.
    pub(super) fn may(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }

    /// Minutes it is still in the reader's own hands.
    pub(super) fn minutes_left(&self, now: &Moment) -> Option<i64> {
        self.mine.map(|until| minutes_to(until, *now))
    }

    /// Whether anything may be done.
    pub(super) fn is_open(&self) -> bool {
        !self.actions.is_empty()
    }

    /// What is done with one button.
    pub(super) fn quick(&self) -> impl Iterator<Item = Action> {
        const QUICK: [Action; 10] = [
            Action::Accept,
            Action::LetStand,
            Action::Publish,
            Action::Restore,
            Action::Cover,
            Action::Hold,
            Action::Lock,
            Action::Unlock,
            Action::Unlimit,
            Action::Lift,
        ];
        // What changes somebody's words has a reason, chosen in a panel of its own.
        let has_panel = |action| self.entry.is_some() && matches!(action, Action::Cover | Action::Hold);
        QUICK.into_iter().filter(move |action| self.may(*action) && !has_panel(*action))
    }

    /// The language of whom it is about, where it is not the reader's own.
    pub(super) fn other_language(&self, own: &Words) -> Option<String> {
        Some(self.words.name.to_owned()).filter(|name| name != own.name)
    }

    /// Whether what it answers is heavy.
    pub(super) fn is_parent_heavy(&self) -> bool {
        let parent = self.entry.as_ref().and_then(|entry| entry.parent_source.as_deref());
        parent.is_some_and(|parent| sounds_heavy("", parent))
    }

    /// Whether anything around it is heavy.
    pub(super) fn is_around_heavy(&self) -> bool {
        self.around.iter().any(|near| sounds_heavy("", &near.source))
    }

    /// Whether the entry has that content note.
    pub(super) fn has_note(&self, note: &str) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.notes.iter().any(|has| has == note))
    }
}

/// Reports of one kind, folded.
pub(super) struct Group {
    pub kind: &'static str,
    pub people: usize,
    /// Each reason with how often it was given.
    pub reasons: Vec<(&'static str, usize)>,
    pub notes: Vec<String>,
}

/// The case for this moderator.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound) where it is on a board they do not moderate, or about their own words.
pub(super) async fn view(conn: &mut PgConnection, case: CaseId, moderator: &Moderator, own: &'static Words, now: Moment) -> Result<View> {
    let case = super::find(conn, moderator, case).await?;
    let (mut entry, mut writer) = (None, None);
    if let Some(id) = case.entry {
        entry = entries::for_desk(conn, id).await?;
        writer = store::writer(conn, id).await?;
    }
    let application = match case.account {
        Some(account) => joining::of(conn, account).await?,
        None => None,
    };
    let reasons = cases::reasons(conn, case.id).await?;
    let told = fold(&cases::reports(conn, case.id).await?);
    let decided = decided(conn, &case, moderator).await?;
    let spans = spans(&reasons, writer.as_ref().and_then(|writer| writer.edited_at));
    let holder = case.held_by_other(moderator.0.id, now).map(str::to_owned);
    let mine = case.leased_until.filter(|until| case.leased_by == Some(moderator.0.id) && *until > now);
    let asked = appeals::open_in(conn, case.id).await?;
    let reader = settle::Decider::of(moderator);
    let barred = !asked.is_empty() && asked.iter().all(|asked| asked.bars(reader.id, reader.everywhere));
    let actions = if decided.is_some() || holder.is_some() || barred {
        Vec::new()
    } else {
        settle::actions(conn, &case, entry.as_ref(), reader, now).await?
    };
    let restrained = match &entry {
        Some(DeskEntry { id, writer: Some(writer), board, .. }) => {
            restraints::known(conn, (*id, *writer), *board, reader.everywhere, now).await?.holds
        }
        _ => false,
    };
    let boards = if actions.contains(&Action::Move) { other_boards(conn, moderator, entry.as_ref()).await? } else { Vec::new() };
    let (around, original) = match &entry {
        Some(entry) => (
            store::around(conn, entry.thread, entry.id).await?,
            if entry.is_trimmed { entries::original(conn, entry.id).await? } else { None },
        ),
        None => Default::default(),
    };
    let (in_title, in_text): (Vec<_>, Vec<_>) = spans.iter().partition(|span| span.in_title);
    let title = marks::pieces(entry.as_ref().map_or("", |entry| entry.title.as_str()), &in_title);
    let pieces = marks::pieces(entry.as_ref().map_or("", |entry| entry.source.as_str()), &in_text);
    let avoid = care::of(conn, moderator.0.id).await?.avoid;
    let is_heavy = |entry: &DeskEntry| {
        case.priority() <= Priority::Method
            || entry.notes.iter().any(|note| avoid.contains(note))
            || sounds_heavy(if entry.is_post { &entry.title } else { "" }, &entry.source)
    };
    let alias = entry.as_ref().filter(|entry| entry.voice == "alias");
    let whom = case.account.or(entry.as_ref().filter(|_| alias.is_none()).and_then(|entry| entry.author));
    let locale = match whom {
        Some(whom) => store::locale(conn, whom).await?,
        None => None,
    };
    Ok(View {
        words: locale.and_then(|code| words::find(&code)).unwrap_or(own),
        is_heavy: entry.as_ref().is_some_and(is_heavy),
        why: why(&reasons, alias.is_some()),
        unmasked: if alias.is_some() { store::unmasked(conn, case.id).await? } else { None },
        matched: rules::names(conn, reasons.iter().map(|reason| reason.rule.as_str())).await?,
        quotes: marks::quotes(&[title.as_slice(), pieces.as_slice()].concat()),
        title,
        pieces,
        told,
        asked,
        barred,
        restrained,
        talk: match case.entry {
            Some(entry) => talks::of(conn, entry).await?,
            None => Vec::new(),
        },
        remarks: cases::remarks(conn, case.id).await?,
        around,
        original,
        actions,
        holder,
        mine,
        decided,
        boards,
        case,
        entry,
        writer,
        application,
    })
}

/// Whether the screen reads anything heavy in it.
fn sounds_heavy(title: &str, words: &str) -> bool {
    crate::care::read(title, words).grade > Grade::None
}

/// Who decided it, be it carried out or not.
async fn decided(conn: &mut PgConnection, case: &Case, moderator: &Moderator) -> Result<Option<Decided>> {
    if case.settles_at.is_some() {
        let plan = plans::of_case(conn, case.id).await?;
        return Ok(plan.map(|(by, name, action)| Decided { mine: by == moderator.0.id, by: Some(name), action }));
    }
    if !case.is_closed {
        return Ok(None);
    }
    let closed = store::closed(conn, case.id).await?;
    let mine = case.leased_by == Some(moderator.0.id);
    Ok(Some(closed.map_or(Decided { by: None, action: None, mine }, |closed| Decided { action: closed.action(), by: closed.by, mine })))
}

async fn other_boards(conn: &mut PgConnection, moderator: &Moderator, entry: Option<&DeskEntry>) -> Result<Vec<Board>> {
    let here = entry.map(|entry| entry.board);
    let boards = boards::all(conn, true).await?;
    Ok(boards.into_iter().filter(|board| Some(board.id) != here && moderator.0.moderates(board.id)).collect())
}

/// What was found in the text as it is now; what was found before an edit points elsewhere.
fn spans(reasons: &[Reason], edited_at: Option<Moment>) -> Vec<Span> {
    let current = reasons.iter().filter(|reason| edited_at.is_none_or(|edited| reason.at >= edited));
    current.flat_map(|reason| reason.spans.iter().cloned()).collect()
}

/// What a moderator decided about somebody is not said of another name of theirs.
fn why(reasons: &[Reason], is_alias: bool) -> Vec<&'static str> {
    let mut why = Vec::new();
    for reason in reasons {
        let sentence = match reason.rule.as_str() {
            "encouragement" => "why-encouragement",
            "careful" => "why-careful",
            "guest" => "why-guest",
            "quote" => "why-quote",
            "newcomer" => "why-newcomer",
            "link" => "why-link",
            "method" => "why-method",
            "danger" => "why-danger",
            "thoughts" => "why-thoughts",
            "moderator" => "why-moderator",
            "appeal" => "why-appeal",
            "message" => "why-message",
            "crisis" => "why-crisis",
            "hold_all" if !is_alias => "why-hold-all",
            "early" => "why-early",
            "applicant" => "why-applicant",
            "application" => "why-application",
            "overtaken" => "why-overtaken",
            "role_ended" => "why-role-ended",
            "rewritten" => "why-rewritten",
            rule if rule.starts_with("match:") => "why-match",
            _ => "why-other",
        };
        if !why.contains(&sentence) {
            why.push(sentence);
        }
    }
    why
}

/// Worries first and apart, then reports, then wrong numbers.
fn fold(reports: &[Report]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (kind, sentence) in [("worry", "told-worry"), ("report", "told-report"), ("wrong_number", "told-wrong-number")] {
        let mut group = Group { kind: sentence, people: 0, reasons: Vec::new(), notes: Vec::new() };
        for report in reports.iter().filter(|report| report.kind == kind) {
            group.people += 1;
            if let Some(reason) = reason(report) {
                match group.reasons.iter_mut().find(|(known, _)| *known == reason) {
                    Some((_, times)) => *times += 1,
                    None => group.reasons.push((reason, 1)),
                }
            }
            if !report.note.is_empty() {
                group.notes.push(report.note.clone());
            }
        }
        if group.people > 0 {
            groups.push(group);
        }
    }
    groups
}

fn reason(report: &Report) -> Option<&'static str> {
    match report.kind.as_str() {
        "report" => Rule::read(&report.reason).map(Rule::sentence),
        "worry" => Worry::read(&report.reason).map(Worry::sentence),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn report(kind: &str, reason: &str, note: &str) -> Report {
        Report { kind: kind.into(), reason: reason.into(), note: note.into(), at: DateTime::UNIX_EPOCH }
    }

    #[test]
    fn reports_fold_by_reason_and_worry_stands_apart() {
        let groups = fold(&[
            report("report", "cruel", ""),
            report("worry", "talks", "since Monday"),
            report("report", "cruel", "again"),
            report("report", "spam", ""),
        ]);
        assert_eq!(groups.iter().map(|group| (group.kind, group.people)).collect::<Vec<_>>(), [("told-worry", 1), ("told-report", 3)]);
        assert_eq!(groups[1].reasons, [("rule-cruel", 2), ("rule-spam", 1)]);
        assert_eq!(
            (groups[0].notes.as_slice(), groups[1].notes.as_slice()),
            (["since Monday".to_owned()].as_slice(), ["again".to_owned()].as_slice())
        );
    }
}
