//! The phrase files: rules a clinician can read, made ready to run.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::notation::{self, Lists};
use super::{Flag, Grade, Tag};

/// One phrase file, ready to run.
pub(super) struct Book {
    pub rules: Vec<Rule>,
    pub together: Vec<Together>,
    pub around: Around,
    /// Finds in one pass which rules are worth running.
    pub any: RegexSet,
}

/// One rule of a phrase file.
pub(super) struct Rule {
    pub said: SaidRule,
    pub regex: Regex,
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
pub(super) struct Together {
    pub name: String,
    pub means: String,
    pub parts: [String; 2],
    /// In one sentence; otherwise anywhere in the text.
    #[serde(default)]
    pub same_sentence: bool,
    pub grade: Grade,
    pub matches: Vec<String>,
    pub leaves: Vec<String>,
}

/// The small words around a phrase that change what it says.
pub(super) struct Around {
    pub not: HashSet<String>,
    pub i: HashSet<String>,
    pub you: HashSet<String>,
    pub others: HashSet<String>,
    pub stops: HashSet<String>,
    /// “not” that denies nothing (“can't stop”, “not sure”).
    pub not_denying: Regex,
    /// Denies what follows even if that begins with “I” (“I don't think”).
    pub denying_clause: Regex,
    pub past: Regex,
    pub present: Regex,
    pub story: Regex,
    pub own_words: Regex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Vec<List>,
    around: SaidAround,
    rule: Vec<SaidRule>,
    together: Vec<Together>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidAround {
    not: Vec<String>,
    i: Vec<String>,
    you: Vec<String>,
    others: Vec<String>,
    stops: Vec<String>,
    not_denying: Vec<String>,
    denying_clause: Vec<String>,
    past: Vec<String>,
    present: Vec<String>,
    story: Vec<String>,
    own_words: Vec<String>,
}

/// The English phrases.
pub(super) static ENGLISH: LazyLock<Book> = LazyLock::new(|| shipped(include_str!("../../data/phrases/en.toml")));

#[expect(clippy::panic, reason = "shipped data; a test parses it")]
fn shipped(file: &str) -> Book {
    Book::parse(file).unwrap_or_else(|why| panic!("the shipped phrases: {why}"))
}

impl Book {
    /// # Errors
    /// A sentence that names the rule and what is wrong with it.
    pub fn parse(file: &str) -> Result<Self, String> {
        let file: File = toml::from_str(file).map_err(|why| why.to_string())?;
        let mut lists = Lists::new();
        for list in &file.lists {
            let compiled = either(&list.any, &lists).map_err(|why| format!("list {}: {why}", list.name))?;
            lists.insert(list.name.to_lowercase(), compiled);
        }
        let mut rules = Vec::with_capacity(file.rule.len());
        let mut names = HashSet::new();
        for said in file.rule {
            let regex = either(&said.patterns, &lists).and_then(|all| build(&all)).map_err(|why| format!("rule {}: {why}", said.name))?;
            if !names.insert(said.name.clone()) || said.matches.is_empty() || said.leaves.is_empty() {
                return Err(format!("rule {}: used twice, or without matches or leaves", said.name));
            }
            let name = Box::leak(said.name.clone().into_boxed_str());
            rules.push(Rule { said, regex, name });
        }
        let any = RegexSet::new(rules.iter().map(|rule| rule.regex.as_str())).map_err(|why| why.to_string())?;
        let around = Around::new(file.around, &lists)?;
        Ok(Self { rules, together: file.together, around, any })
    }
}

impl Around {
    fn new(said: SaidAround, lists: &Lists) -> Result<Self, String> {
        let words = |all: Vec<String>| all.into_iter().map(|word| word.replace('\'', "")).collect();
        let regex = |all: &[String]| either(all, lists).and_then(|all| build(&all));
        Ok(Self {
            not: words(said.not),
            i: words(said.i),
            you: words(said.you),
            others: words(said.others),
            stops: words(said.stops),
            not_denying: regex(&said.not_denying)?,
            denying_clause: regex(&said.denying_clause)?,
            past: regex(&said.past)?,
            present: regex(&said.present)?,
            story: regex(&said.story)?,
            own_words: regex(&said.own_words)?,
        })
    }
}

fn either(patterns: &[String], lists: &Lists) -> Result<String, String> {
    let all: Result<Vec<_>, _> = patterns.iter().map(|pattern| notation::compile(pattern, lists)).collect();
    Ok(all?.join("|"))
}

fn build(regex: &str) -> Result<Regex, String> {
    Regex::new(regex).map_err(|why| why.to_string())
}
