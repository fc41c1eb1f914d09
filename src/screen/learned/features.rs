//! What the learned part of the screen looks at: short runs of words, of letters, and of kinds of words; and what the rules found.
//!
//! Everything is told by a number made from what was seen, so that no list of words has to be kept.

use super::alike::{ALIKE, Kind, OfLanguage};
use crate::screen::Grade;
use crate::screen::context::Meant;
use crate::screen::words::Words;

/// To be raised whenever the same text gives other features; a model taught before is then not used.
pub(super) const EDITION: u32 = 1;

/// Longer sentences are taken in pieces of so many words and marks.
const LONGEST_SENTENCE: usize = 40;

/// A window is as many whole sentences as have this many words together, or one sentence. A text that is no longer is one window; in
/// a longer one a few words may stand alone among others, so that there are small windows too.
const WINDOW: usize = 50;
const SMALL_WINDOW: usize = 20;

/// Where sentences are very short, windows begin no closer than this part of their size.
const STEPS: usize = 8;

/// Windows with fewer words are weighed as if they had this many.
const FEWEST: usize = 3;

/// How much longer windows are toned down: the weights of their parts are divided by the number of words to this power.
const TONED_DOWN: f32 = 0.4;

/// The number a feature goes by.
pub(super) type Code = u32;

/// Where a feature stands, so that it can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// So many words, from this place in the text's tokens.
    Words(usize, usize),
    /// So many letters of the word there, a blank on both sides counted as one.
    Letters(usize, usize, usize),
    /// The kinds of so many words.
    Kinds(usize, usize),
    /// The kinds of these words, whatever stands between them.
    Gist([Kind; 3]),
}

/// One word or mark.
#[derive(Debug, Clone, Copy)]
struct Token {
    /// Its place among the words; nothing for the stop at either end of a sentence.
    word: Option<usize>,
    code: u64,
    kind: Kind,
}

/// A full stop and a comma have kinds of their own, above all others.
const STOP: Kind = Kind::MAX;
const COMMA: Kind = Kind::MAX - 1;

/// A sentence, or a piece of a very long one.
#[derive(Debug, Clone, Copy)]
struct Sentence {
    /// From the stop before it to the stop after it, in tokens.
    from: usize,
    until: usize,
    /// Its first and last place among the words.
    first: usize,
    last: usize,
    words: usize,
}

/// A text, ready to be looked at.
pub(super) struct Text<'a> {
    words: &'a Words,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

/// Sentences that are weighed together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// The first of its sentences.
    pub from: usize,
    /// One past the last.
    pub until: usize,
    /// How much the weight of each of its parts counts.
    pub scale: f32,
    /// Its first and last place among the words.
    pub first: usize,
    pub last: usize,
}

impl<'a> Text<'a> {
    pub fn of(words: &'a Words, languages: &[&str]) -> Self {
        let mut text = Self { words, tokens: Vec::with_capacity(words.list.len() * 2), sentences: Vec::new() };
        let alike = ALIKE.of(languages);
        let mut from = 0;
        while from < words.list.len() {
            let sentence = words.list[from].sentence;
            let mut until = from;
            let mut said = 0;
            while until < words.list.len() && words.list[until].sentence == sentence && said < LONGEST_SENTENCE {
                said += usize::from(!words.is_mark(until));
                until += 1;
            }
            if said > 0 {
                text.push_sentence(from, until, said, &alike);
            }
            from = until;
        }
        text
    }

    fn push_sentence(&mut self, first: usize, until: usize, said: usize, alike: &[&OfLanguage]) {
        let mut sets = Vec::new();
        let stop = Token { word: None, code: code_of("."), kind: STOP };
        let from = self.tokens.len();
        self.tokens.push(stop);
        for index in first..until {
            let word = self.words.text(index);
            let kind = match word {
                "." | "\"" => continue,
                "," => COMMA,
                word => OfLanguage::kind(alike, word, &mut sets),
            };
            self.tokens.push(Token { word: Some(index), code: code_of(word), kind });
        }
        self.tokens.push(stop);
        self.sentences.push(Sentence { from, until: self.tokens.len(), first, last: until - 1, words: said });
    }

    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// The first and last place of a sentence among the words.
    pub fn place(&self, sentence: usize) -> (usize, usize) {
        (self.sentences[sentence].first, self.sentences[sentence].last)
    }

    /// The windows of the text: all of it where it is short, else from each sentence as many as fit.
    pub fn windows(&self) -> Vec<Window> {
        self.windows_of(WINDOW)
    }

    /// Smaller windows, for what stands alone among other things; none where the text is one window.
    pub fn small_windows(&self) -> Vec<Window> {
        let words: usize = self.sentences.iter().map(|sentence| sentence.words).sum();
        if words > WINDOW { self.windows_of(SMALL_WINDOW) } else { Vec::new() }
    }

    fn windows_of(&self, size: usize) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        let (mut until, mut words) = (0, 0);
        // Words since the last window began, and where it ended.
        let (mut since, mut ended) = (size, 0);
        for from in 0..self.sentences.len() {
            while until < self.sentences.len() && (until <= from || words + self.sentences[until].words <= size) {
                words += self.sentences[until].words;
                until += 1;
            }
            if until > ended && (since >= size / STEPS || until == self.sentences.len()) {
                let (first, last) = (self.sentences[from].first, self.sentences[until - 1].last);
                windows.push(Window { from, until, scale: scale(words), first, last });
                (since, ended) = (0, until);
            }
            words -= self.sentences[from].words;
            since += self.sentences[from].words;
        }
        windows
    }

    /// Every feature of a sentence, with its weight before the window tones it down.
    pub fn features(&self, sentence: usize, mut see: impl FnMut(Code, f32, Seen)) {
        let Sentence { from, until, .. } = self.sentences[sentence];
        let tokens = &self.tokens[from..until];
        for (at, token) in tokens.iter().enumerate() {
            let here = from + at;
            let mut words = mix(1, token.code);
            let mut kinds = mix(2, u64::from(token.kind));
            if let Some(word) = token.word.filter(|_| token.kind != COMMA) {
                see(short(words), 1.0, Seen::Words(here, 1));
                self.letters(word, here, &mut see);
                if token.kind > 0 {
                    see(short(kinds), OF_KINDS, Seen::Kinds(here, 1));
                }
            }
            for (more, next) in tokens[at + 1..].iter().take(2).enumerate() {
                words = mix(words, next.code);
                kinds = mix(kinds, u64::from(next.kind));
                see(short(words), 1.0, Seen::Words(here, more + 2));
                see(short(kinds), OF_KINDS, Seen::Kinds(here, more + 2));
            }
        }
        let mut last = [0; 3];
        for token in tokens.iter().filter(|token| token.kind > 0) {
            last = [last[1], last[2], token.kind];
            if last[1] > 0 {
                let two = mix(mix(3, u64::from(last[1])), u64::from(last[2]));
                see(short(two), OF_KINDS, Seen::Gist([0, last[1], last[2]]));
                if last[0] > 0 {
                    see(short(mix(mix(4, two), u64::from(last[0]))), OF_KINDS, Seen::Gist(last));
                }
            }
        }
    }

    /// Three and four letters in a row, the blanks around a word among them.
    fn letters(&self, word: usize, here: usize, see: &mut impl FnMut(Code, f32, Seen)) {
        let text = self.words.text(word);
        // The last three letters seen.
        let mut before = [0_u64; 3];
        for (nth, letter) in std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).enumerate() {
            let letter = u64::from(u32::from(letter));
            if nth >= 2 {
                let three = mix(mix(mix(5, before[1]), before[2]), letter);
                see(short(three), OF_LETTERS, Seen::Letters(here, nth - 2, 3));
                if nth >= 3 {
                    see(short(mix(three, before[0])), OF_LETTERS, Seen::Letters(here, nth - 3, 4));
                }
            }
            before = [before[1], before[2], letter];
        }
    }

    /// A feature as a person can read it.
    pub fn in_words(&self, seen: Seen) -> String {
        let written = |token: &Token| token.word.map_or(".", |word| self.words.text(word)).to_owned();
        let kind = |kind: Kind| match kind {
            STOP => ".".to_owned(),
            COMMA => ",".to_owned(),
            kind => ALIKE.means(kind).to_owned(),
        };
        match seen {
            Seen::Words(from, count) => {
                format!("“{}”", self.tokens[from..from + count].iter().map(written).collect::<Vec<_>>().join(" "))
            }
            Seen::Letters(at, from, count) => {
                let word = written(&self.tokens[at]);
                let letters: String = format!("_{word}_").chars().skip(from).take(count).collect();
                format!("“{letters}” in “{word}”")
            }
            Seen::Kinds(from, count) => {
                let kinds: Vec<_> = self.tokens[from..from + count].iter().map(|token| kind(token.kind)).collect();
                let words: Vec<_> = self.tokens[from..from + count].iter().map(written).collect();
                format!("kinds of words: {} (“{}”)", kinds.join(" · "), words.join(" "))
            }
            Seen::Gist(kinds) => {
                let kinds: Vec<_> = kinds.into_iter().filter(|&kind| kind > 0).map(kind).collect();
                format!("kinds of words, others between: {}", kinds.join(" · "))
            }
        }
    }
}

/// Runs of kinds and of letters are many and overlap; they count less than runs of words.
const OF_KINDS: f32 = 0.4;
const OF_LETTERS: f32 = 0.3;

#[expect(clippy::cast_precision_loss, reason = "a window has few words")]
fn scale(words: usize) -> f32 {
    (words.max(FEWEST) as f32).powf(-TONED_DOWN)
}

/// What a rule found, as far as the learned part looks at it.
#[derive(Debug, Clone, Copy)]
pub(in crate::screen) struct Sign {
    pub first: usize,
    pub last: usize,
    pub rule: &'static str,
    pub grade: Option<Grade>,
    pub meant: Meant,
}

/// What the rules make of a text.
#[derive(Debug, Default)]
pub(in crate::screen) struct Signs {
    pub languages: Vec<&'static str>,
    /// By their first words.
    pub list: Vec<Sign>,
    /// Names of what counts of the text as a whole: several signs together, flags, tags.
    pub whole: Vec<String>,
    pub grade: Option<Grade>,
}

impl Signs {
    /// The features of what the rules found within a window; `only` tells that it is the whole text.
    pub(super) fn features(&self, window: &Window, only: bool) -> Vec<Code> {
        let from = self.list.partition_point(|sign| sign.first < window.first);
        let within = || self.list[from..].iter().take_while(|sign| sign.first <= window.last).filter(|sign| sign.last <= window.last);
        let mut codes: Vec<Code> = Vec::new();
        for sign in within() {
            let meant = sign.meant as u64;
            codes.push(short(mix(mix(6, code_of(sign.rule)), meant)));
            codes.push(short(mix(mix(7, number(sign.grade)), meant)));
        }
        let plain = within().filter(|sign| sign.meant == Meant::Plainly).filter_map(|sign| sign.grade).max();
        codes.push(short(mix(8, number(if only { self.grade } else { plain }))));
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The features of what the rules make of the text as a whole.
    pub(super) fn whole(&self) -> Vec<Code> {
        self.whole.iter().map(|name| short(mix(9, code_of(name)))).collect()
    }
}

fn number(grade: Option<Grade>) -> u64 {
    grade.map_or(0, |grade| grade as u64)
}

/// A number made from a word (FNV-1a).
pub(super) fn code_of(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |code, byte| (code ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A number made from two.
fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The upper half of the number, which is the better mixed one.
fn short(code: u64) -> Code {
    ((code ^ (code >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as Code
}
