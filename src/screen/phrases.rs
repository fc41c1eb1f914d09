//! The phrase files: rules a clinician can read, made ready to run.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::automaton::Automaton;
use super::context::Kind;
use super::layout::Layout;
use super::notation::{self, Lists, Node};
use super::{Flag, Grade, Tag};

/// One phrase file, ready to run.
pub(super) struct Book {
    /// The language's two letters.
    pub language: &'static str,
    pub rules: Vec<Rule>,
    pub together: Vec<Together>,
    pub automaton: Automaton,
    /// What each of the automaton's patterns is for.
    pub patterns: Vec<Use>,
    /// Everyday words by which the language is known.
    pub common: HashSet<String>,
}

/// What a pattern is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Use {
    /// One of the patterns of this rule.
    Rule(usize),
    /// Small words around a phrase.
    Around(Kind),
}

/// One rule of a phrase file.
pub(super) struct Rule {
    pub said: SaidRule,
    /// `said.name`, for as long as the program runs.
    pub name: &'static str,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SaidRule {
    pub name: String,
    /// What it finds, in plain words.
    pub means: String,
    pub grade: Option<Grade>,
    pub tag: Option<Tag>,
    pub flag: Option<Flag>,
    /// What it counts as in a `[[together]]`.
    #[serde(default)]
    pub part: Vec<String>,
    /// Whatever else is found inside its words does not count (idioms).
    #[serde(default)]
    pub hides: bool,
    /// The patterns say everything: no look around for “not”, “years ago”, “he” or a quotation.
    #[serde(default)]
    pub as_is: bool,
    /// It is said to the reader, or asked of anybody, and counts though it is not about the writer.
    #[serde(default)]
    pub to_you: bool,
    pub patterns: Vec<String>,
    /// Texts it must find something in.
    pub matches: Vec<String>,
    /// Texts it must leave alone.
    pub leaves: Vec<String>,
}

/// Parts that mean more together than alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SaidTogether {
    pub name: String,
    pub means: String,
    /// Two or more; a part named twice must come from two rules.
    pub parts: Vec<String>,
    /// So many sentences lie between the first and the last of them at most; otherwise they may stand anywhere.
    pub within: Option<usize>,
    pub grade: Option<Grade>,
    pub tag: Option<Tag>,
    pub matches: Vec<String>,
    pub leaves: Vec<String>,
}

/// Parts that mean more together than alone.
pub(super) struct Together {
    pub said: SaidTogether,
    /// `said.name`, for as long as the program runs.
    pub name: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    common: String,
    /// A word, and other ways to write it: dialect, typing in haste, disguise.
    #[serde(default)]
    spellings: BTreeMap<String, String>,
    #[serde(default)]
    lists: Vec<List>,
    around: BTreeMap<Kind, Vec<String>>,
    rule: Vec<SaidRule>,
    #[serde(default)]
    together: Vec<SaidTogether>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    any: Vec<String>,
}

/// An operator's phrase file: as the shipped ones, but the small words come from that of its language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    /// Two letters: which of the shipped files it goes with.
    language: String,
    #[serde(default)]
    spellings: BTreeMap<String, String>,
    #[serde(default)]
    lists: Vec<List>,
    #[serde(default)]
    rule: Vec<SaidRule>,
    #[serde(default)]
    together: Vec<SaidTogether>,
}

/// The shipped phrase files by language, English first.
const FILES: [(&str, &str); 7] = [
    ("en", include_str!("../../data/phrases/en.toml")),
    ("es", include_str!("../../data/phrases/es.toml")),
    ("pt", include_str!("../../data/phrases/pt.toml")),
    ("fr", include_str!("../../data/phrases/fr.toml")),
    ("de", include_str!("../../data/phrases/de.toml")),
    ("it", include_str!("../../data/phrases/it.toml")),
    ("nl", include_str!("../../data/phrases/nl.toml")),
];

/// The same, ready to run.
pub(super) static BOOKS: LazyLock<Vec<Book>> = LazyLock::new(|| FILES.map(|(language, file)| shipped(language, file)).into());

#[expect(clippy::panic, reason = "shipped data; a test parses it")]
fn shipped(language: &'static str, file: &str) -> Book {
    Book::parse(language, file).unwrap_or_else(|why| panic!("the shipped phrases ({language}): {why}"))
}

impl Book {
    /// # Errors
    /// A sentence that names the rule and what is wrong with it.
    pub fn parse(language: &'static str, file: &str) -> Result<Self, String> {
        Self::of(language, toml::from_str(file).map_err(|why| why.to_string())?)
    }

    /// An operator's file, with the lists, spellings and small words of its language.
    ///
    /// # Errors
    /// As [`Book::parse`].
    pub fn own(name: &'static str, file: &str) -> Result<Self, String> {
        let own: Own = toml::from_str(file).map_err(|why| why.to_string())?;
        let Some((_, shipped)) = FILES.iter().find(|(language, _)| *language == own.language) else {
            return Err(format!("language: one of {}", FILES.map(|(language, _)| language).join(", ")));
        };
        let mut file: File = toml::from_str(shipped).map_err(|why| why.to_string())?;
        file.lists.extend(own.lists);
        file.spellings.extend(own.spellings);
        (file.rule, file.together) = (own.rule, own.together);
        Self::of(name, file)
    }

    fn of(language: &'static str, file: File) -> Result<Self, String> {
        let mut lists = Lists::new();
        for list in &file.lists {
            let node = notation::parse_any(&list.any, &lists).map_err(|why| format!("list {}: {why}", list.name))?;
            lists.insert(list.name.clone(), node);
        }
        let common = file.common.split_whitespace().flat_map(super::words::plain_words).collect();
        let not = file.around.get(&Kind::Not).ok_or("around, not: which words say “not”?")?;
        let Node::Word(not) = notation::parse_any(not, &lists)? else {
            return Err("around, not: single words only".to_owned());
        };
        let mut layout = Layout::new(&not);
        for (word, variants) in &file.spellings {
            let [word] = super::words::plain_words(word).try_into().map_err(|_| format!("spellings: “{word}” is not one word"))?;
            for variant in super::words::plain_words(variants) {
                layout.spelled(variant, word.clone());
            }
        }
        let (mut rules, mut together, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |node: &Node, use_| layout.add(node).map(|_| patterns.push(use_));
        for (kind, patterns) in &file.around {
            for pattern in patterns {
                let node = notation::parse(pattern, &lists).map_err(|why| format!("around, {kind:?}: {why}"))?;
                add(&node, Use::Around(*kind)).map_err(|why| format!("around, {kind:?}, “{pattern}”: {why}"))?;
            }
        }
        let mut names = HashSet::new();
        for said in file.rule {
            let rule = rules.len();
            if !names.insert(said.name.clone()) || said.matches.is_empty() || said.leaves.is_empty() {
                return Err(format!("rule {}: used twice, or without matches or leaves", said.name));
            }
            for pattern in &said.patterns {
                let whole = notation::parse(pattern, &lists).map_err(|why| format!("rule {}: {why}", said.name))?;
                // Choices at the top are patterns of their own: each knows what it needs.
                let nodes = if let Node::Any(nodes) = whole { nodes } else { vec![whole] };
                for node in nodes {
                    add(&node, Use::Rule(rule)).map_err(|why| format!("rule {}, “{pattern}”: {why}", said.name))?;
                }
            }
            rules.push(Rule { name: said.name.clone().leak(), said });
        }
        for said in file.together {
            if !names.insert(said.name.clone()) || said.parts.len() < 2 {
                return Err(format!("together {}: used twice, or of fewer than two parts", said.name));
            }
            together.push(Together { name: said.name.clone().leak(), said });
        }
        Ok(Self { language, rules, together, automaton: layout.finish()?, patterns, common })
    }
}
