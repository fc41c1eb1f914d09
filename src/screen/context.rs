//! What the words around a phrase make of it: denied, over, somebody else's, quoted.

use super::phrases::Around;
use super::words::{Words, is_mark};

/// How a phrase is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// The writer, now.
    Plainly,
    /// “I'm not going to …”
    Denied,
    /// “Ten years ago …”
    Past,
    /// “My brother …”
    Other,
    /// “Are you …?”: the reader is asked or spoken to.
    You,
    /// Between quotation marks, and nobody says whose words they are.
    Quoted,
    /// A song, a film, a story.
    Told,
}

/// How far back a “not” or a subject reaches, in words.
const REACH: usize = 8;

/// How the words from `first` to `last` (inclusive) are meant.
pub(super) fn meant(words: &Words, first: usize, last: usize, around: &Around) -> Meant {
    let sentence = sentence(words, first);
    let text = between(words, sentence.0, sentence.1);
    let own = (first..=last).any(|index| around.i.contains(words.text(index)));
    let quoted = words.list[first].quoted && !around.own_words.is_match(text);
    if (quoted || !own) && around.story.is_match(text) {
        return Meant::Told;
    }
    if quoted {
        return Meant::Quoted;
    }
    if !own && let Some(subject) = subject(words, first, around) {
        return subject;
    }
    if denied(words, first, around) {
        return Meant::Denied;
    }
    if around.past.is_match(text) && !around.present.is_match(text) {
        return Meant::Past;
    }
    Meant::Plainly
}

/// The first and the last word of the sentence around a word, at most 60 words to either side.
fn sentence(words: &Words, here: usize) -> (usize, usize) {
    const SIDE: usize = 60;
    let number = words.list[here].sentence;
    let same = |index: &usize| words.list[*index].sentence == number;
    let first = (here.saturating_sub(SIDE)..=here).find(same).unwrap_or(here);
    let last = (here..words.list.len().min(here + SIDE)).take_while(same).last().unwrap_or(here);
    (first, last)
}

fn between(words: &Words, first: usize, last: usize) -> &str {
    &words.joined[words.list[first].at..=words.list[last].until]
}

/// From `first` up to, not including, `end`.
fn before(words: &Words, first: usize, end: usize) -> &str {
    &words.joined[words.list[first].at..words.list[end].at]
}

/// Where the clause before a word begins: after a mark or a joining word, or at an “I”; [`REACH`] words back at most.
fn clause(words: &Words, here: usize, around: &Around) -> usize {
    let mut first = here;
    while first > 0 && here - first < REACH {
        let word = words.text(first - 1);
        if is_mark(word) || around.stops.contains(word) {
            break;
        }
        first -= 1;
        if around.i.contains(word) && word != "my" && word != "me" {
            break;
        }
    }
    first
}

/// Who the clause before a phrase is about, when that is not the writer.
fn subject(words: &Words, here: usize, around: &Around) -> Option<Meant> {
    for index in (here.saturating_sub(REACH)..here).rev() {
        let word = words.text(index);
        if is_mark(word) || (around.stops.contains(word) && word != "and") {
            return None;
        }
        if around.i.contains(word) && word != "my" {
            return None;
        }
        if around.you.contains(word) {
            return Some(Meant::You);
        }
        if around.others.contains(word) {
            return Some(Meant::Other);
        }
    }
    None
}

fn denied(words: &Words, first: usize, around: &Around) -> bool {
    let begin = clause(words, first, around);
    if around.i.contains(words.text(begin)) && around.denying_clause.is_match(before(words, clause(words, begin, around), begin)) {
        return true; // “I don't think I …”
    }
    if around.i.contains(words.text(first)) || around.not_denying.is_match(before(words, begin, first)) {
        return false;
    }
    (begin..first).any(|index| around.not.contains(words.text(index)))
}
