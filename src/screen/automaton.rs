//! Finds every pattern of a phrase file in one pass over the words of a text.
//!
//! Patterns become a Glushkov automaton: a position for each word a pattern can ask for, and the positions that may follow it
//! (`layout.rs` makes it). All patterns run side by side; one starts only where its first word stands, and only in a sentence that holds
//! all the words it cannot do without. So an ordinary sentence wakes next to nothing, and the worst sentence is bounded by the number of
//! positions.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::vocabulary::Vocabulary;
use super::words::Words;

/// Which of the automaton's patterns.
pub(super) type PatternId = u32;

/// Where a pattern's words stand, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub pattern: PatternId,
    pub first: usize,
    pub last: usize,
    /// One of the pattern's own words says “not”.
    pub says_not: bool,
}

/// All patterns of one phrase file, as small as they can be: seven of these live as long as the program.
#[derive(Debug)]
pub(super) struct Automaton {
    pub(super) positions: Box<[Position]>,
    pub(super) patterns: Box<[Pattern]>,
    /// What the positions and patterns list.
    pub(super) lists: Lists,
    pub(super) vocabulary: Vocabulary,
    /// The set of the words that say “not”.
    pub(super) not: u32,
}

#[derive(Debug)]
pub(super) struct Position {
    pub pattern: PatternId,
    pub sees: Sees,
    pub ends: bool,
    /// The positions that may follow.
    pub next: List,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sees {
    Set(u32),
    AnyWord,
    /// Any word, comma or quotation mark, but no full stop.
    WithinSentence,
    Mark,
}

#[derive(Debug)]
pub(super) struct Pattern {
    /// Sets of which a sentence must hold a word each.
    pub needs: List,
    /// The positions it may start with.
    pub starts: List,
}

/// Many short lists of numbers, one after the other in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<u32>);

/// Where one of them stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    from: u32,
    length: u16,
}

impl Lists {
    /// # Errors
    /// Where there are more numbers than can be counted here.
    pub fn keep(&mut self, list: &[u32]) -> Result<List, String> {
        let from = u32::try_from(self.0.len()).map_err(|_| "too many patterns")?;
        let length = u16::try_from(list.len()).map_err(|_| "a pattern with too many choices")?;
        self.0.extend_from_slice(list);
        Ok(List { from, length })
    }

    pub fn finish(&mut self) {
        self.0.shrink_to_fit();
    }

    fn of(&self, list: List) -> &[u32] {
        &self.0[list.from as usize..][..usize::from(list.length)]
    }
}

impl Automaton {
    /// Everything that is found, by pattern; of what overlaps within one pattern, the first and longest.
    pub fn find(&self, words: &Words) -> Vec<Found> {
        let mut run = Run::new(self, words);
        for here in 0..words.list.len() {
            run.step(here);
        }
        let mut found = run.found;
        found.sort_unstable_by_key(|found| (found.pattern, found.first, usize::MAX - found.last));
        let mut kept: Vec<Found> = Vec::with_capacity(found.len());
        for one in found {
            if kept.last().is_none_or(|last| last.pattern != one.pattern || last.last < one.first) {
                kept.push(one);
            }
        }
        kept
    }
}

/// A position that waits for the next word, and where its pattern started.
#[derive(Clone, Copy)]
struct Waiting {
    position: u32,
    first: usize,
    says_not: bool,
}

struct Run<'a> {
    automaton: &'a Automaton,
    words: &'a Words,
    /// The sets each word is in: `sets[of[i]]`.
    sets: Vec<u32>,
    of: Vec<Range<usize>>,
    /// The patterns all of whose needs the text holds at all.
    possible: Vec<u32>,
    /// The sets the sentence at hand has a word of.
    present: Bits,
    /// Where the sentence at hand ends.
    until: usize,
    /// The positions patterns may start with in the sentence at hand, by set; and which sets have any.
    starts: Vec<Vec<u32>>,
    starting: Vec<u32>,
    starts_at_mark: Vec<u32>,
    waiting: Vec<Waiting>,
    next: Vec<Waiting>,
    /// For each position the step in which it was last put on the list.
    put: Vec<u32>,
    found: Vec<Found>,
}

/// A set of small numbers.
struct Bits(Vec<u64>);

impl Bits {
    fn none(size: usize) -> Self {
        Self(vec![0; size / 64 + 1])
    }

    fn add(&mut self, number: u32) {
        self.0[number as usize / 64] |= 1 << (number % 64);
    }

    fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64] & (1 << (number % 64)) != 0
    }
}

impl<'a> Run<'a> {
    fn new(automaton: &'a Automaton, words: &'a Words) -> Self {
        let mut sets = Vec::with_capacity(words.list.len() * 8);
        let mut known: FxHashMap<&str, Range<usize>> = FxHashMap::default();
        let mut of = Vec::with_capacity(words.list.len());
        let size = automaton.vocabulary.sets();
        let mut present = Bits::none(size);
        for index in 0..words.list.len() {
            let range = known.entry(words.text(index)).or_insert_with_key(|word| {
                let from = sets.len();
                if !words.is_mark(index) {
                    automaton.vocabulary.look_up(word, &mut sets);
                }
                sets[from..].iter().for_each(|&set| present.add(set));
                from..sets.len()
            });
            of.push(range.clone());
        }
        let has_all = |pattern: &Pattern| automaton.lists.of(pattern.needs).iter().all(|&set| present.has(set));
        let possible = (0..).zip(&automaton.patterns).filter(|(_, pattern)| has_all(pattern)).map(|(id, _)| id).collect();
        Self {
            automaton,
            words,
            sets,
            of,
            possible,
            present,
            until: 0,
            starts: vec![Vec::new(); size],
            starting: Vec::new(),
            starts_at_mark: Vec::new(),
            waiting: Vec::new(),
            next: Vec::new(),
            put: vec![0; automaton.positions.len()],
            found: Vec::new(),
        }
    }

    fn sets_of(&self, here: usize) -> &[u32] {
        &self.sets[self.of[here].clone()]
    }

    /// Notes what may start in the sentence from `here` on: the patterns of whose needs it has a word each.
    fn enter_sentence(&mut self, here: usize) {
        self.present.0.fill(0);
        let sentence = self.words.list[here].sentence;
        self.until = here;
        while self.words.list.get(self.until).is_some_and(|word| word.sentence == sentence) {
            for index in self.of[self.until].clone() {
                self.present.add(self.sets[index]);
            }
            self.until += 1;
        }
        for set in self.starting.drain(..) {
            self.starts[set as usize].clear();
        }
        self.starts_at_mark.clear();
        for &id in &self.possible {
            let pattern = &self.automaton.patterns[id as usize];
            if !self.automaton.lists.of(pattern.needs).iter().all(|&set| self.present.has(set)) {
                continue;
            }
            for &position in self.automaton.lists.of(pattern.starts) {
                match self.automaton.positions[position as usize].sees {
                    Sees::Set(set) if self.present.has(set) => {
                        self.starting.push(set);
                        self.starts[set as usize].push(position);
                    }
                    Sees::Mark => self.starts_at_mark.push(position),
                    _ => {}
                }
            }
        }
    }

    fn step(&mut self, here: usize) {
        let automaton = self.automaton;
        let mark = self.words.is_mark(here);
        let stop = mark && self.words.text(here) == ".";
        if here >= self.until {
            self.enter_sentence(here);
        }
        let not = self.sets_of(here).binary_search(&automaton.not).is_ok();
        let waiting = std::mem::take(&mut self.waiting);
        for &Waiting { position, first, says_not } in &waiting {
            let sees = automaton.positions[position as usize].sees;
            let fits = match sees {
                Sees::Set(set) => self.sets_of(here).binary_search(&set).is_ok(),
                Sees::AnyWord => !mark,
                Sees::WithinSentence => !stop,
                Sees::Mark => mark,
            };
            if fits {
                let says_not = says_not || (not && matches!(sees, Sees::Set(_)));
                self.go_on(Waiting { position, first, says_not }, here);
            }
        }
        if mark {
            // What starts at a full stop is about the sentence that follows it.
            if stop && here + 1 < self.words.list.len() {
                self.enter_sentence(here + 1);
            }
            for index in 0..self.starts_at_mark.len() {
                self.go_on(Waiting { position: self.starts_at_mark[index], first: here, says_not: false }, here);
            }
        }
        for index in self.of[here].clone() {
            let set = self.sets[index];
            for nth in 0..self.starts[set as usize].len() {
                let position = self.starts[set as usize][nth];
                self.go_on(Waiting { position, first: here, says_not: not }, here);
            }
        }
        self.waiting = std::mem::replace(&mut self.next, waiting);
        self.next.clear();
    }

    /// A position saw its word: its pattern may end here, and what follows it waits for the next word.
    fn go_on(&mut self, Waiting { position, first, says_not }: Waiting, here: usize) {
        let seen = &self.automaton.positions[position as usize];
        if seen.ends {
            self.found.push(Found { pattern: seen.pattern, first, last: here, says_not });
        }
        for &next in self.automaton.lists.of(seen.next) {
            // No text has so many words that its step would not fit.
            let step = u32::try_from(here + 1).unwrap_or(u32::MAX);
            if self.put[next as usize] != step {
                self.put[next as usize] = step;
                self.next.push(Waiting { position: next, first, says_not });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::Layout;
    use super::super::notation::{Lists, parse};
    use super::*;

    /// The words found, as they stand in the plain text.
    fn found(pattern: &str, text: &str) -> Vec<String> {
        let mut layout = Layout::new(&[]);
        layout.add(&parse(pattern, &Lists::new()).unwrap()).unwrap();
        let automaton = layout.finish().unwrap();
        let words = Words::of(text);
        let found = automaton.find(&words);
        found.iter().map(|found| (found.first..=found.last).map(|index| words.text(index)).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn each_sign_does_what_the_table_says() {
        assert_eq!(found("I'm [so|very] (tired|sick) of", "I'm tired of it, im so sick of it"), ["im tired of", "im so sick of"]);
        assert_eq!(found("tired of", "untired of"), [""; 0]);
        assert_eq!(found("suicid*", "Suicidal, suizid"), ["suicidal"]);
        assert_eq!(found("*mord", "Selbstmord, morden"), ["selbstmord"]);
        assert_eq!(found("gave .. away", "I gave my books away"), ["gave my books away"]);
        assert_eq!(found("gave .. away", "I gave all of my books away"), [""; 0]);
        assert_eq!(found("gave ... away", "I gave up, away"), [""; 0]);
        assert_eq!(found("gave .... away", "I gave books, cups, away. gave. away"), ["gave books , cups , away"]);
        assert_eq!(found("^ go", "go. we go, go"), [". go", ", go"]);
        assert_eq!(found("bye $", "bye now. bye! and bye"), ["bye .", "bye ."]);
        assert_eq!(found("want to [really] die", "I want to want to die"), ["want to die"]);
        assert_eq!(found("so tired", "sooooo tiiired"), ["so tired"].map(|_| "sooooo tiiired"));
    }

    #[test]
    fn of_what_overlaps_the_first_and_longest_counts() {
        assert_eq!(found("die [now] [please]", "die now please die"), ["die now please", "die"]);
        assert_eq!(found("go ... stop", "go go stop stop"), ["go go stop stop"]);
    }

    #[test]
    fn a_pattern_without_a_word_of_its_own_is_refused() {
        for wrong in ["[a]", "... a", "[a] [b]"] {
            assert!(Layout::new(&[]).add(&parse(wrong, &Lists::new()).unwrap()).is_err(), "{wrong}");
        }
    }
}
