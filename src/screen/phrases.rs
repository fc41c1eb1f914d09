//! The phrase files: rules a clinician can read, made ready to run.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::automaton::{Automaton, PatternId};
use super::context::Kind;
use super::notation::{self, Lists, Node, Term};
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
    /// One of a rule's patterns; `carries_not`: it says its own “not”.
    Rule { rule: usize, carries_not: bool },
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
#[cfg_attr(not(test), expect(dead_code, reason = "what only people and the tests read"))]
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
    pub patterns: Vec<String>,
    /// Texts it must find something in.
    pub matches: Vec<String>,
    /// Texts it must leave alone.
    pub leaves: Vec<String>,
}

/// Parts that mean more together than alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "what only people and the tests read"))]
pub(super) struct SaidTogether {
    pub name: String,
    pub means: String,
    /// Two or more; a part named twice must come from two rules.
    pub parts: Vec<String>,
    /// In one sentence; otherwise anywhere in the text.
    #[serde(default)]
    pub same_sentence: bool,
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

/// The shipped phrase files, English first.
pub(super) static BOOKS: LazyLock<Vec<Book>> = LazyLock::new(|| {
    [
        ("en", include_str!("../../data/phrases/en.toml")),
        ("de", include_str!("../../data/phrases/de.toml")),
        ("it", include_str!("../../data/phrases/it.toml")),
        ("nl", include_str!("../../data/phrases/nl.toml")),
    ]
    .map(|(language, file)| shipped(language, file))
    .into()
});

#[expect(clippy::panic, reason = "shipped data; a test parses it")]
fn shipped(language: &'static str, file: &str) -> Book {
    Book::parse(language, file).unwrap_or_else(|why| panic!("the shipped phrases ({language}): {why}"))
}

impl Book {
    /// # Errors
    /// A sentence that names the rule and what is wrong with it.
    pub fn parse(language: &'static str, file: &str) -> Result<Self, String> {
        let file: File = toml::from_str(file).map_err(|why| why.to_string())?;
        let mut lists = Lists::new();
        for list in &file.lists {
            let node = notation::parse_any(&list.any, &lists).map_err(|why| format!("list {}: {why}", list.name))?;
            lists.insert(list.name.clone(), node);
        }
        let common = file.common.split_whitespace().flat_map(super::words::plain_words).collect();
        let mut book = Self { language, rules: Vec::new(), together: Vec::new(), automaton: Automaton::default(), patterns: Vec::new(), common };
        let mut nots = HashSet::new();
        for (kind, patterns) in &file.around {
            for pattern in patterns {
                let node = notation::parse(pattern, &lists).map_err(|why| format!("around, {kind:?}: {why}"))?;
                if *kind == Kind::Not {
                    single_words(&node, &mut nots);
                }
                book.add(&node, Use::Around(*kind)).map_err(|why| format!("around, {kind:?}, “{pattern}”: {why}"))?;
            }
        }
        let mut names = HashSet::new();
        for said in file.rule {
            let rule = book.rules.len();
            if !names.insert(said.name.clone()) || said.matches.is_empty() || said.leaves.is_empty() {
                return Err(format!("rule {}: used twice, or without matches or leaves", said.name));
            }
            for pattern in &said.patterns {
                let whole = notation::parse(pattern, &lists).map_err(|why| format!("rule {}: {why}", said.name))?;
                // Choices at the top are patterns of their own: each knows what it needs and whether it says “not”.
                let nodes = if let Node::Any(nodes) = whole { nodes } else { vec![whole] };
                for node in nodes {
                    let carries_not = says_any(&node, &nots);
                    let use_ = Use::Rule { rule, carries_not };
                    book.add(&node, use_).map_err(|why| format!("rule {}, “{pattern}”: {why}", said.name))?;
                }
            }
            book.rules.push(Rule { name: said.name.clone().leak(), said });
        }
        for said in file.together {
            if !names.insert(said.name.clone()) || said.parts.len() < 2 {
                return Err(format!("together {}: used twice, or of fewer than two parts", said.name));
            }
            book.together.push(Together { name: said.name.clone().leak(), said });
        }
        Ok(book)
    }

    fn add(&mut self, node: &Node, use_: Use) -> Result<PatternId, String> {
        let id = self.automaton.add(node)?;
        self.patterns.push(use_);
        Ok(id)
    }
}

/// The words of a pattern that is one word or a choice of single words.
fn single_words(node: &Node, words: &mut HashSet<Term>) {
    match node {
        Node::Word(terms) => words.extend(terms.iter().cloned()),
        Node::Any(nodes) => nodes.iter().for_each(|node| single_words(node, words)),
        _ => {}
    }
}

/// Whether a pattern cannot be found without one of these words.
fn says_any(node: &Node, words: &HashSet<Term>) -> bool {
    match node {
        Node::Word(terms) => terms.iter().all(|term| words.contains(term)),
        Node::All(nodes) => nodes.iter().any(|node| says_any(node, words)),
        Node::Any(nodes) => nodes.iter().all(|node| says_any(node, words)),
        Node::Gap { .. } | Node::Mark | Node::Maybe(_) => false,
    }
}
