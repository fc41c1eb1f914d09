//! Everything the page of one case shows.

use sqlx::PgConnection;

use super::list::minutes_to;
use super::marks::{self, Piece};
use super::store::{self, Closed, Writer};
use super::{legal, legal_for_line, may_see};
use crate::accounts::Moderator;
use crate::audit::{Action, Rule};
use crate::cases::{self, Case, Reason, Report, Span, Worry};
use crate::clock::Moment;
use crate::entries::{self, DeskEntry};
use crate::error::{Error, Result};
use crate::ids::CaseId;
use crate::lines;

/// A case as its page shows it.
pub(super) struct View {
    pub case: Case,
    pub entry: Option<DeskEntry>,
    pub writer: Option<Writer>,
    /// Why the software put it here, in words.
    pub why: Vec<&'static str>,
    /// The words it rests on.
    pub quotes: Vec<String>,
    /// The text, with those words marked.
    pub pieces: Vec<Piece>,
    pub told: Vec<Group>,
    pub actions: &'static [Action],
    /// Who else has it in hand.
    pub holder: Option<String>,
    /// Minutes it is still in the reader's own hands.
    pub mine: Option<i64>,
    /// Who closed it.
    pub closed: Option<Closed>,
}

impl View {
    /// Whether it can be taken down.
    pub(super) fn may_remove(&self) -> bool {
        self.actions.contains(&Action::Remove)
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
/// [`Error::NotFound`] where it is on a board they do not moderate.
pub(super) async fn view(conn: &mut PgConnection, case: CaseId, moderator: &Moderator, now: Moment) -> Result<View> {
    let case = cases::find(conn, case, None).await?.filter(|case| may_see(moderator, case.board)).ok_or(Error::NotFound)?;
    let (mut entry, mut writer) = (None, None);
    if let Some(id) = case.entry {
        entry = entries::for_desk(conn, id).await?;
        // Nobody decides about their own words.
        if entry.as_ref().is_some_and(|entry| entry.author == Some(moderator.0.id)) {
            return Err(Error::Refused("desk-own"));
        }
        writer = store::writer(conn, id).await?;
    }
    let reasons = cases::reasons(conn, case.id).await?;
    let told = fold(&cases::reports(conn, case.id).await?);
    let closed = if case.is_closed { store::closed(conn, case.id).await? } else { None };
    let spans = spans(&reasons, writer.as_ref().and_then(|writer| writer.edited_at));
    let source = entry.as_ref().map_or("", |entry| entry.source.as_str());
    let actions = match (&entry, &case.line) {
        (Some(entry), _) => legal(entry.stands()),
        (None, Some(line)) => legal_for_line(lines::is_hidden(conn, line).await?),
        (None, None) => &[Action::LetStand],
    };
    let holder = case.held_by_other(moderator.0.id, now).map(str::to_owned);
    let mine = case.leased_until.filter(|until| case.leased_by == Some(moderator.0.id) && *until > now).map(|until| minutes_to(until, now));
    Ok(View {
        why: why(&reasons),
        quotes: marks::quotes(source, &spans),
        pieces: if spans.is_empty() { Vec::new() } else { marks::pieces(source, &spans) },
        told,
        actions: if case.is_closed || holder.is_some() { &[] } else { actions },
        holder,
        mine,
        closed,
        case,
        entry,
        writer,
    })
}

/// What was found in the text as it is now; what was found before an edit points elsewhere.
fn spans(reasons: &[Reason], edited_at: Option<Moment>) -> Vec<Span> {
    let current = reasons.iter().filter(|reason| edited_at.is_none_or(|edited| reason.at >= edited));
    current.flat_map(|reason| reason.spans.iter().copied()).collect()
}

fn why(reasons: &[Reason]) -> Vec<&'static str> {
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
