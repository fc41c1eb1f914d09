//! What becomes of an entry: an ordered list of small named rules. The strongest outcome wins, every reason is kept.
//! Distress, ideation and imminent danger never hold or cover anything: they only put a case on the desk.

use super::states::State;
use crate::boards::Board;
use crate::cases::{Because, Priority, Span};
use crate::screen::{Grade, Reading, Tag};

/// What the rules look at.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, which a rule reads by its name")]
pub(super) struct Look<'a> {
    pub board: &'a Board,
    pub reading: &'a Reading,
    pub html: &'a str,
    pub is_reply: bool,
    pub is_guest: bool,
    /// The writer has an entry that was published before.
    pub is_known: bool,
    /// A moderator decided that what they write is read first.
    pub is_restrained: bool,
}

/// What was decided.
pub(super) struct Outcome {
    pub state: State,
    pub priority: Option<Priority>,
    pub reasons: Vec<Because>,
}

struct Rule {
    name: &'static str,
    state: State,
    priority: Priority,
    applies: fn(&Look) -> bool,
}

static RULES: [Rule; 8] = [
    Rule {
        name: "encouragement",
        state: State::Held,
        priority: Priority::Encouragement,
        applies: |look| look.is_reply && look.reading.tags.contains(&Tag::Incitement),
    },
    Rule { name: "guest", state: State::Held, priority: Priority::Held, applies: |look| look.is_guest && look.board.guests == "held" },
    Rule { name: "hold_all", state: State::Held, priority: Priority::Held, applies: |look| look.is_restrained },
    Rule {
        name: "newcomer",
        state: State::Held,
        priority: Priority::Held,
        applies: |look| !look.is_guest && !look.is_known && look.board.newcomers == "held",
    },
    Rule {
        name: "link",
        state: State::Held,
        priority: Priority::Held,
        applies: |look| look.board.links == "held" && look.html.contains("<a href"),
    },
    Rule {
        name: "method",
        state: State::Covered,
        priority: Priority::Method,
        applies: |look| look.reading.tags.contains(&Tag::MethodDetail),
    },
    Rule { name: "danger", state: State::Published, priority: Priority::Danger, applies: |look| look.reading.grade == Grade::Imminent },
    Rule { name: "thoughts", state: State::Published, priority: Priority::Worried, applies: |look| look.reading.grade == Grade::Ideation },
];

/// How much of an outcome there is; the largest wins.
fn weight(state: State) -> u8 {
    match state {
        State::Held => 2,
        State::Covered => 1,
        _ => 0,
    }
}

pub(super) fn decide(look: &Look) -> Outcome {
    let hits: Vec<&Rule> = RULES.iter().filter(|rule| (rule.applies)(look)).collect();
    let state = hits.iter().map(|rule| rule.state).max_by_key(|state| weight(*state)).unwrap_or(State::Published);
    let priority = hits.iter().map(|rule| rule.priority).min();
    let spans = spans(look.reading);
    let reads = |rule: &Rule| matches!(rule.name, "encouragement" | "method" | "danger" | "thoughts");
    let reasons = hits
        .iter()
        .map(|rule| Because { rule: rule.name.to_owned(), spans: if reads(rule) { spans.clone() } else { Vec::new() } })
        .collect();
    Outcome { state, priority, reasons }
}

fn spans(reading: &Reading) -> Vec<Span> {
    reading.spans.iter().map(|span| Span { start: span.start, end: span.end }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BoardId;

    fn board(guests: &str, newcomers: &str) -> Board {
        Board {
            id: BoardId(uuid::Uuid::nil()),
            slug: String::new(),
            name: String::new(),
            about: String::new(),
            readers: "everyone".into(),
            guests: guests.into(),
            newcomers: newcomers.into(),
            links: "open".into(),
        }
    }

    fn reading(grade: Grade, tags: &[Tag]) -> Reading {
        Reading { grade, flags: vec![], tags: tags.to_vec(), spans: vec![] }
    }

    fn decided(board: &Board, reading: &Reading, is_reply: bool, is_guest: bool) -> Outcome {
        decide(&Look { board, reading, html: "", is_reply, is_guest, is_known: true, is_restrained: false })
    }

    #[test]
    fn nobody_is_held_or_covered_for_saying_how_bad_it_is() {
        for grade in [Grade::None, Grade::Distress, Grade::Ideation, Grade::Imminent] {
            for is_reply in [true, false] {
                let outcome = decided(&board("welcome", "open"), &reading(grade, &[]), is_reply, true);
                assert_eq!(outcome.state, State::Published, "{grade:?}");
                assert_eq!(outcome.priority.is_some(), grade >= Grade::Ideation);
            }
        }
    }

    #[test]
    fn encouragement_holds_a_reply_and_method_detail_covers() {
        let open = board("welcome", "open");
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::Incitement]), true, false).state, State::Held);
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::Incitement]), false, false).state, State::Published);
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::MethodDetail]), false, false).state, State::Covered);
    }

    #[test]
    fn the_strongest_outcome_wins_and_every_reason_is_kept() {
        let outcome = decided(&board("held", "open"), &reading(Grade::Imminent, &[Tag::MethodDetail]), false, true);
        assert_eq!((outcome.state, outcome.priority), (State::Held, Some(Priority::Danger)));
        assert_eq!(outcome.reasons.iter().map(|because| because.rule.as_str()).collect::<Vec<_>>(), ["guest", "method", "danger"]);
    }
}
