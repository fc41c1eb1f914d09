//! Which of the word choices in the patterns a word of a text belongs to.

use rustc_hash::FxHashMap;

use super::notation::Term;

/// Which sets of words a word is in.
#[derive(Debug)]
pub(super) struct Vocabulary {
    sets: usize,
    is: FxHashMap<Box<str>, Box<[u32]>>,
    starts: FxHashMap<Box<str>, Box<[u32]>>,
    ends: FxHashMap<Box<str>, Box<[u32]>>,
    /// Lengths in bytes of what stands in `starts`, as bits, by its first byte; and of what stands in `ends`, by its last.
    start_lengths: FxHashMap<u8, u64>,
    end_lengths: FxHashMap<u8, u64>,
    /// Other ways to write a word (“masel”), and the word (“myself”).
    spellings: FxHashMap<String, String>,
}

/// A vocabulary while sets are named.
#[derive(Debug, Default)]
pub(super) struct Naming {
    sets: FxHashMap<Vec<Term>, u32>,
    is: FxHashMap<String, Vec<u32>>,
    starts: FxHashMap<String, Vec<u32>>,
    ends: FxHashMap<String, Vec<u32>>,
    spellings: FxHashMap<String, String>,
}

impl Naming {
    /// From now on `variant` is in the sets of `word`, besides its own.
    pub fn spelled(&mut self, variant: String, word: String) {
        self.spellings.insert(variant, word);
    }

    /// The number of the set of words that these terms name.
    pub fn set(&mut self, terms: &[Term]) -> u32 {
        if let Some(&set) = self.sets.get(terms) {
            return set;
        }
        let set = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.insert(terms.to_vec(), set);
        for term in terms {
            match term {
                Term::Is(word) => self.is.entry(word.clone()).or_default().push(set),
                Term::Starts(word) => self.starts.entry(word.clone()).or_default().push(set),
                Term::Ends(word) => self.ends.entry(word.clone()).or_default().push(set),
            }
        }
        set
    }

    /// What was named, without what only naming needs.
    pub fn finish(self) -> Vocabulary {
        let (mut start_lengths, mut end_lengths) = (FxHashMap::default(), FxHashMap::default());
        for word in self.starts.keys() {
            note_length(&mut start_lengths, word.as_bytes().first(), word.len());
        }
        for word in self.ends.keys() {
            note_length(&mut end_lengths, word.as_bytes().last(), word.len());
        }
        Vocabulary {
            sets: self.sets.len(),
            is: compact(self.is),
            starts: compact(self.starts),
            ends: compact(self.ends),
            start_lengths,
            end_lengths,
            spellings: self.spellings,
        }
    }
}

fn compact(sets: FxHashMap<String, Vec<u32>>) -> FxHashMap<Box<str>, Box<[u32]>> {
    sets.into_iter().map(|(word, sets)| (word.into(), sets.into())).collect()
}

impl Vocabulary {
    /// How many sets there are.
    pub fn sets(&self) -> usize {
        self.sets
    }

    /// Adds the sets this word is in, sorted.
    pub fn look_up(&self, word: &str, sets: &mut Vec<u32>) {
        let from = sets.len();
        self.look_up_as_is(word, sets);
        if sets.len() == from {
            // “sooo”, “diiie”: the same word, drawn out.
            if let Some(short) = shortened(word) {
                self.look_up_as_is(&short, sets);
            }
        }
        if let Some(word) = self.spellings.get(word) {
            self.look_up_as_is(word, sets);
        }
        sets[from..].sort_unstable();
    }

    fn look_up_as_is(&self, word: &str, sets: &mut Vec<u32>) {
        sets.extend(self.is.get(word).into_iter().flatten());
        let lengths = |lengths: &FxHashMap<u8, u64>, byte: Option<&u8>| byte.and_then(|byte| lengths.get(byte)).copied().unwrap_or(0);
        let (starts, ends) = (lengths(&self.start_lengths, word.as_bytes().first()), lengths(&self.end_lengths, word.as_bytes().last()));
        if starts | ends == 0 {
            return;
        }
        for length in 1..=word.len().min(63) {
            if starts & (1 << length) != 0 && word.is_char_boundary(length) {
                sets.extend(self.starts.get(&word[..length]).into_iter().flatten());
            }
            if ends & (1 << length) != 0 && word.is_char_boundary(word.len() - length) {
                sets.extend(self.ends.get(&word[word.len() - length..]).into_iter().flatten());
            }
        }
    }
}

fn note_length(lengths: &mut FxHashMap<u8, u64>, byte: Option<&u8>, length: usize) {
    if let Some(&byte) = byte {
        *lengths.entry(byte).or_default() |= 1 << length.min(63);
    }
}

/// A word with letters said three times or more said once; nothing where there are none.
fn shortened(word: &str) -> Option<String> {
    // Nearly every word is told apart here, without a copy.
    if word.is_ascii() && !word.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    if !letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
        return None;
    }
    let mut short = String::with_capacity(word.len());
    for run in letters.chunk_by(|one, other| one == other) {
        let times = if run.len() >= 3 { 1 } else { run.len() };
        short.extend(std::iter::repeat_n(run[0], times));
    }
    Some(short)
}
