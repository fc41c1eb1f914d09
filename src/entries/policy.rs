//! What becomes of an entry: an ordered list of small named rules. The strongest outcome wins, every reason is kept.
//! Distress, ideation and imminent danger never hold or cover anything: they only put a case on the desk.

use super::states::State;
use crate::boards::Board;
use crate::care::{self, Mark, Reading};
use crate::cases::{Because, Priority, Span};
use crate::rules::{self, Match, Written};
use crate::screen::{Grade, Tag};

/// How a writer stands where they write.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, which one rule reads by its name")]
pub(super) struct Standing<'a> {
    pub board: &'a Board,
    pub writer: Writer,
    pub is_reply: bool,
    /// It answers somebody who may be at risk, and its writer is new here: see [`super::careful`].
    pub is_careful: bool,
    /// It answers somebody else, and its writer joined a short while ago: the board's setting says how short.
    pub is_early: bool,
    /// A moderator decided that what they write is read first.
    pub is_restrained: bool,
}

/// What the rules look at.
struct Look<'a> {
    standing: &'a Standing<'a>,
    reading: &'a Reading,
    html: &'a str,
}

/// Who writes, as far as a board's policy asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    Guest,
    /// Somebody who asked to join and waits to be taken in: as a guest, under their name.
    Applicant,
    /// A member of whom nothing was published before.
    Newcomer,
    Known,
}

impl Writer {
    pub(super) fn new(is_guest: bool, is_applicant: bool, is_known: bool) -> Self {
        match (is_guest, is_applicant, is_known) {
            (true, ..) => Self::Guest,
            (_, true, _) => Self::Applicant,
            (.., true) => Self::Known,
            (.., false) => Self::Newcomer,
        }
    }
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
    /// Which of the screen's finds it rests on.
    rests_on: fn(&Mark) -> bool,
}

static RULES: [Rule; 11] = [
    Rule {
        name: "encouragement",
        state: State::Held,
        priority: Priority::Encouragement,
        applies: |look| look.standing.is_reply && look.reading.tags.contains(&Tag::Incitement),
        rests_on: |mark| mark.tag == Some(Tag::Incitement),
    },
    Rule::held("careful", |look| look.standing.is_reply && look.standing.is_careful),
    Rule::held("guest", |look| look.standing.writer == Writer::Guest && look.standing.board.guests == "held"),
    Rule::held("applicant", |look| look.standing.writer == Writer::Applicant && look.standing.board.guests == "held"),
    Rule::held("hold_all", |look| look.standing.is_restrained),
    Rule::held("newcomer", |look| look.standing.writer == Writer::Newcomer && look.standing.board.newcomers == "held"),
    Rule::held("early", |look| look.standing.is_reply && look.standing.is_early),
    Rule::held("link", |look| look.standing.board.links == "held" && look.html.contains("<a href")),
    Rule {
        name: "method",
        state: State::Covered,
        priority: Priority::Method,
        applies: |look| look.reading.tags.contains(&Tag::MethodDetail),
        rests_on: |mark| mark.tag == Some(Tag::MethodDetail),
    },
    Rule {
        name: "danger",
        state: State::Published,
        priority: Priority::Danger,
        applies: |look| look.reading.grade == Grade::Imminent,
        rests_on: |mark| mark.grade >= Some(Grade::Ideation),
    },
    Rule {
        name: "thoughts",
        state: State::Published,
        priority: Priority::Worried,
        applies: |look| look.reading.grade == Grade::Ideation,
        rests_on: |mark| mark.grade >= Some(Grade::Ideation),
    },
];

impl Rule {
    /// One that holds for who writes or what board it is, not for the words.
    const fn held(name: &'static str, applies: fn(&Look) -> bool) -> Self {
        Self { name, state: State::Held, priority: Priority::Held, applies, rests_on: |_| false }
    }
}

/// How much of an outcome there is; the largest wins.
fn weight(state: State) -> u8 {
    match state {
        State::Held => 2,
        State::Covered => 1,
        _ => 0,
    }
}

/// What a rule of the site's own asks for. Of whoever is hurting it only tells the moderators.
fn asks_for(found: &Match, reading: &Reading) -> (State, Priority) {
    match found.outcome {
        rules::Outcome::Hold if reading.grade == Grade::None => (State::Held, Priority::Held),
        rules::Outcome::Cover if reading.grade == Grade::None => (State::Covered, Priority::Report),
        _ => (State::Published, Priority::Report),
    }
}

/// The screen reads what was written, and the rules look at it; `matched` is what the site's own found. Nothing of the reading is kept
/// but the reasons.
pub(super) fn decide(standing: &Standing, written: &Written, matched: &[Match]) -> Outcome {
    weigh(&Look { standing, reading: &care::read(written.title, written.source), html: written.html }, matched)
}

fn weigh(look: &Look, matched: &[Match]) -> Outcome {
    let hits: Vec<&Rule> = RULES.iter().filter(|rule| (rule.applies)(look)).collect();
    let asked = hits.iter().map(|rule| (rule.state, rule.priority));
    let asked: Vec<(State, Priority)> = asked.chain(matched.iter().map(|found| asks_for(found, look.reading))).collect();
    let state = asked.iter().map(|(state, _)| *state).max_by_key(|state| weight(*state)).unwrap_or(State::Published);
    let priority = asked.iter().map(|(_, priority)| *priority).min();
    let named = hits.iter().map(|rule| Because { rule: rule.name.to_owned(), spans: spans(look.reading, rule) });
    let reasons = named.chain(matched.iter().map(|found| Because { rule: found.reason(), spans: found.spans.clone() })).collect();
    Outcome { state, priority, reasons }
}

/// What of the screen's finds a rule rests on, each with the screen's rule, so that a moderator sees why.
fn spans(reading: &Reading, rule: &Rule) -> Vec<Span> {
    let own = reading.marks.iter().filter(|mark| (rule.rests_on)(mark));
    own.map(|mark| Span { start: mark.start, end: mark.end, in_title: !mark.in_text, rule: Some(mark.rule.clone()) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{BoardId, RuleId};
    use crate::screen::Flag;

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
        Reading { grade, flags: vec![], tags: tags.to_vec(), marks: vec![] }
    }

    fn standing(board: &Board, writer: Writer, is_reply: bool) -> Standing<'_> {
        Standing { board, writer, is_reply, is_careful: false, is_early: false, is_restrained: false }
    }

    fn decided(board: &Board, reading: &Reading, is_reply: bool, is_guest: bool) -> Outcome {
        let writer = Writer::new(is_guest, false, true);
        weigh(&Look { standing: &standing(board, writer, is_reply), reading, html: "" }, &[])
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

    /// Whatever the screen can say of a text, on a board that holds nothing: a post is never held, a reply for pushing somebody
    /// alone, and nothing but details of how covers.
    #[test]
    fn of_all_that_is_read_only_pushing_holds_and_only_how_covers() {
        let open = board("welcome", "open");
        let tags = [Tag::SelfHarm, Tag::AbuseDisclosure, Tag::EatingDisorder, Tag::MethodDetail, Tag::Incitement];
        for grade in [Grade::None, Grade::Distress, Grade::Ideation, Grade::Imminent] {
            for flags in [vec![], vec![Flag::ThirdParty]] {
                for some in 0_u32..1 << tags.len() {
                    let tags: Vec<Tag> = (0..tags.len()).filter(|at| some & 1 << at != 0).map(|at| tags[at]).collect();
                    let read = Reading { grade, flags: flags.clone(), tags: tags.clone(), marks: vec![] };
                    let kept = if tags.contains(&Tag::MethodDetail) { State::Covered } else { State::Published };
                    for is_guest in [true, false] {
                        assert_eq!(decided(&open, &read, false, is_guest).state, kept, "{read:?}");
                        let reply = if tags.contains(&Tag::Incitement) { State::Held } else { kept };
                        assert_eq!(decided(&open, &read, true, is_guest).state, reply, "{read:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn care_and_the_first_hours_hold_replies_of_people_nobody_knows_yet_and_never_a_post() {
        let open = board("welcome", "open");
        let read = reading(Grade::Imminent, &[]);
        let state = |is_reply| {
            let standing = Standing { is_careful: true, is_early: true, ..standing(&open, Writer::Guest, is_reply) };
            weigh(&Look { standing: &standing, reading: &read, html: "" }, &[]).state
        };
        assert_eq!((state(true), state(false)), (State::Held, State::Published));
    }

    #[test]
    fn encouragement_holds_a_reply_and_method_detail_covers() {
        let open = board("welcome", "open");
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::Incitement]), true, false).state, State::Held);
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::Incitement]), false, false).state, State::Published);
        assert_eq!(decided(&open, &reading(Grade::None, &[Tag::MethodDetail]), false, false).state, State::Covered);
    }

    #[test]
    fn a_rule_of_the_sites_own_holds_and_covers_and_never_who_is_hurting() {
        let open = board("welcome", "open");
        let asked = |grade, outcome| {
            let matched = [Match { rule: RuleId(uuid::Uuid::nil()), outcome, spans: vec![] }];
            let look = Look { standing: &standing(&open, Writer::Known, true), reading: &reading(grade, &[]), html: "" };
            let outcome = weigh(&look, &matched);
            assert!(outcome.reasons.iter().any(|because| because.rule.starts_with("match:")));
            (outcome.state, outcome.priority)
        };
        assert_eq!(asked(Grade::None, rules::Outcome::Hold), (State::Held, Some(Priority::Held)));
        assert_eq!(asked(Grade::None, rules::Outcome::Cover), (State::Covered, Some(Priority::Report)));
        assert_eq!(asked(Grade::None, rules::Outcome::Flag), (State::Published, Some(Priority::Report)));
        for grade in [Grade::Distress, Grade::Ideation, Grade::Imminent] {
            for outcome in rules::Outcome::ALL {
                assert_eq!(asked(grade, *outcome).0, State::Published, "{grade:?} {outcome:?}");
            }
        }
    }

    #[test]
    fn who_waits_to_be_taken_in_may_do_what_a_guest_may() {
        for guests in ["welcome", "held"] {
            let (board, read) = (board(guests, "held"), reading(Grade::Imminent, &[]));
            let look = |writer| weigh(&Look { standing: &standing(&board, writer, false), reading: &read, html: "" }, &[]);
            assert_eq!(look(Writer::new(false, true, true)).state, look(Writer::Guest).state, "{guests}");
        }
    }

    #[test]
    fn the_strongest_outcome_wins_and_every_reason_is_kept() {
        let outcome = decided(&board("held", "open"), &reading(Grade::Imminent, &[Tag::MethodDetail]), false, true);
        assert_eq!((outcome.state, outcome.priority), (State::Held, Some(Priority::Danger)));
        assert_eq!(outcome.reasons.iter().map(|because| because.rule.as_str()).collect::<Vec<_>>(), ["guest", "method", "danger"]);
    }
}
