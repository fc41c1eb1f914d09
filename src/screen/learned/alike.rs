//! Words that say much the same, in seven languages: `data/screen/alike.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::notation::Term;
use super::super::vocabulary::{Naming, Vocabulary};

/// Which kind of word; 0 where it is of none.
pub(super) type Kind = u16;

/// The kinds of words, by language.
pub(super) struct Alike {
    languages: FxHashMap<String, OfLanguage>,
    means: Vec<String>,
}

pub(super) struct OfLanguage {
    vocabulary: Vocabulary,
    /// The kind each of the vocabulary's sets stands for.
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct File {
    kind: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    means: String,
    #[serde(flatten)]
    words: FxHashMap<String, String>,
}

/// As shipped, for a fingerprint too.
pub(super) const FILE: &str = include_str!("../../../data/screen/alike.toml");

#[expect(clippy::panic, reason = "shipped data; a test parses it")]
pub(super) static ALIKE: LazyLock<Alike> =
    LazyLock::new(|| Alike::parse(FILE).unwrap_or_else(|why| panic!("the shipped kinds of words: {why}")));

impl OfLanguage {
    /// The kind of a word in the first of these languages that knows one. `sets` is room to work in.
    pub fn kind(all: &[&Self], word: &str, sets: &mut Vec<u32>) -> Kind {
        sets.clear();
        let found = all.iter().find_map(|of| {
            of.vocabulary.look_up(word, sets);
            sets.first().and_then(|&set| of.kinds.get(set as usize))
        });
        found.copied().unwrap_or(0)
    }
}

impl Alike {
    fn parse(file: &str) -> Result<Self, String> {
        let file: File = toml::from_str(file).map_err(|why| why.to_string())?;
        let mut means = Vec::new();
        let mut languages: FxHashMap<String, (Naming, Vec<Kind>)> = FxHashMap::default();
        for written in file.kind {
            means.push(written.means);
            let kind = Kind::try_from(means.len()).map_err(|_| "too many kinds of words")?;
            for (language, words) in written.words {
                let (naming, kinds) = languages.entry(language).or_default();
                let term =
                    |word: &str| word.strip_suffix('*').map_or_else(|| Term::Is(word.to_owned()), |start| Term::Starts(start.to_owned()));
                naming.set(&words.split_whitespace().map(term).collect::<Vec<_>>());
                kinds.push(kind);
            }
        }
        let finish =
            |(language, (naming, kinds)): (String, (Naming, Vec<Kind>))| (language, OfLanguage { vocabulary: naming.finish(), kinds });
        Ok(Self { languages: languages.into_iter().map(finish).collect(), means })
    }

    /// What is known of these languages, for [`OfLanguage::kind`].
    pub fn of(&self, languages: &[&str]) -> Vec<&OfLanguage> {
        languages.iter().filter_map(|&language| self.languages.get(language)).collect()
    }

    /// What a kind holds, in plain words.
    pub fn means(&self, kind: Kind) -> &str {
        usize::from(kind).checked_sub(1).and_then(|index| self.means.get(index)).map_or("any", String::as_str)
    }
}
