//! What the words around a phrase make of it: denied, over, somebody else's, quoted.

use serde::Deserialize;

use super::automaton::Found;
use super::words::Words;

/// How a phrase is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// A song, a film, a story; people in general.
    Told,
}

impl Meant {
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Plainly => "the writer, now",
            Self::Denied => "denied",
            Self::Past => "over",
            Self::Other => "somebody else",
            Self::You => "the reader",
            Self::Quoted => "quoted",
            Self::Told => "told of a story, or of people in general",
        }
    }
}

/// Who a phrase is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    I,
    /// Only “my” or “me” say so.
    Mine,
    You,
    Other,
    People,
    Unsaid,
}

/// The small words that change what a phrase near them says; each kind is a list in a phrase file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// “not”, “never”, “without”.
    Not,
    /// The writer as the one who acts: “I”, “I'm”; in languages that leave it out, verbs in the first person.
    I,
    /// Other words of the writer's person: “me”, “my”.
    Mine,
    /// Who is spoken to.
    You,
    /// Somebody else, one person the writer may worry about.
    Others,
    /// People in general: “anyone”, “patients”.
    People,
    /// Where a clause begins without a mark: “but”, “because”.
    Stops,
    /// Holds a “not” that denies nothing: “can't stop”, “not only”.
    NotDenying,
    /// Denies the clause after it: “I don't think”, “it's not that”.
    DenyingClause,
    /// It was so.
    Past,
    /// It is so again or still, whatever the sentence says of the past.
    Present,
    /// Made up, sung or played.
    Story,
    /// Says that the words in quotation marks are the writer's own.
    OwnWords,
}

/// How far back a “not” or a subject reaches, in words.
const REACH: usize = 8;

/// How many sentences a story, once spoken of, goes on.
const STORY_GOES_ON: usize = 3;

/// Where the small words of each kind stand in a text.
pub(super) struct Around<'a> {
    words: &'a Words,
    /// For each word, the kinds it is part of, as bits.
    kinds: Vec<u16>,
    /// For each sentence, the kinds it holds, as bits.
    in_sentence: Vec<u16>,
    /// Where a clause-denying phrase ends.
    denied_after: Vec<bool>,
}

impl<'a> Around<'a> {
    pub fn new(words: &'a Words, found: impl Iterator<Item = (Kind, Found)>) -> Self {
        let sentences = words.list.last().map_or(0, |last| last.sentence + 1);
        let mut around = Self {
            words,
            kinds: vec![0; words.list.len()],
            in_sentence: vec![0; sentences],
            denied_after: vec![false; words.list.len() + 1],
        };
        for (kind, found) in found {
            let bit = 1 << kind as usize;
            around.kinds[found.first..=found.last].iter_mut().for_each(|kinds| *kinds |= bit);
            around.in_sentence[words.list[found.last].sentence] |= bit;
            if kind == Kind::DenyingClause {
                around.denied_after[found.last + 1] = true;
            }
        }
        around
    }

    fn is(&self, index: usize, kind: Kind) -> bool {
        self.kinds[index] & (1 << kind as usize) != 0
    }

    fn sentence_holds(&self, index: usize, kind: Kind) -> bool {
        self.in_sentence[self.words.list[index].sentence] & (1 << kind as usize) != 0
    }

    /// Whether the text of this sentence or one just before it speaks of something made up.
    fn story_goes_on(&self, index: usize) -> bool {
        let sentence = self.words.list[index].sentence;
        self.in_sentence[sentence.saturating_sub(STORY_GOES_ON)..=sentence].iter().any(|kinds| kinds & (1 << Kind::Story as usize) != 0)
    }

    /// How the words from `first` to `last` are meant. `says_not`: the phrase says its own “not”, which denies nothing.
    pub fn meant(&self, first: usize, last: usize, says_not: bool) -> Meant {
        if self.words.list[last].quoted && !self.sentence_holds(last, Kind::OwnWords) {
            return if self.story_goes_on(last) { Meant::Told } else { Meant::Quoted };
        }
        match self.subject(first, last) {
            Subject::You => return Meant::You,
            Subject::People => return Meant::Told,
            Subject::Other if self.story_goes_on(last) => return Meant::Told,
            Subject::Other => return Meant::Other,
            Subject::Unsaid | Subject::Mine if self.sentence_holds(last, Kind::Story) => return Meant::Told,
            Subject::Unsaid | Subject::Mine | Subject::I => {}
        }
        if !says_not && self.denied(first, last) {
            return Meant::Denied;
        }
        if self.sentence_holds(last, Kind::Past) && !self.sentence_holds(last, Kind::Present) {
            return Meant::Past;
        }
        Meant::Plainly
    }

    /// Who a phrase is about: its own words say so, or the clause before it does.
    fn subject(&self, first: usize, last: usize) -> Subject {
        // In “I hear you are tired of living” it is you; in “I want to be with my mum” it is still me.
        let mut last_word = true;
        for index in (first..=last).rev() {
            match () {
                () if self.is(index, Kind::I) => return Subject::I,
                () if self.is(index, Kind::You) && !last_word => return Subject::You,
                () if self.is(index, Kind::Others) && !last_word => return Subject::Other,
                () if self.is(index, Kind::Mine) => return Subject::Mine,
                () => last_word = false,
            }
        }
        for index in (first.saturating_sub(REACH)..first).rev() {
            if self.words.is_mark(index) {
                return Subject::Unsaid;
            }
            if self.is(index, Kind::I) {
                return Subject::I;
            }
            if self.is(index, Kind::You) {
                return Subject::You;
            }
            if self.is(index, Kind::People) {
                return Subject::People;
            }
            if self.is(index, Kind::Others) {
                return Subject::Other;
            }
            if self.is(index, Kind::Stops) {
                return Subject::Unsaid;
            }
        }
        Subject::Unsaid
    }

    /// Where the clause before a word begins: after a mark or a joining word, or at an “I”; [`REACH`] words back at most.
    fn clause(&self, here: usize) -> usize {
        let mut first = here;
        while first > 0 && here - first < REACH {
            if self.words.is_mark(first - 1) || self.is(first - 1, Kind::Stops) {
                break;
            }
            first -= 1;
            if self.is(first, Kind::I) {
                break;
            }
        }
        first
    }

    fn denied(&self, first: usize, last: usize) -> bool {
        let not = |index: usize| self.is(index, Kind::Not) && !self.is(index, Kind::NotDenying);
        if (first..=last).any(not) {
            return true;
        }
        let begin = if self.is(first, Kind::I) { first } else { self.clause(first) };
        // “I don't think I …”, “I never meant that, I …”
        let before = self.clause(begin);
        if (before..=begin).any(|index| self.denied_after[index])
            || (begin > 0 && self.words.is_mark(begin - 1) && self.denied_after[begin - 1])
        {
            return true;
        }
        (begin..first).any(not)
    }
}
