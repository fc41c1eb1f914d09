//! Whether a rule finds something. Patterns are those of the regex crate: no look-around, no back-references, time linear in the text.

use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::TimeDelta;
use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;

use super::{Kind, MatchRule};
use crate::cases::Span;
use crate::ids::RuleId;

/// Bytes of memory that a compiled rule may take.
const SIZE: usize = 512 * 1024;
/// Places that a rule marks in one text, at most: each is one walk along it.
const MARKS: usize = 3;
/// Compiled rules kept in memory, at most.
const KEPT: usize = 500;

/// What rules look at.
pub(super) struct Facts<'a> {
    pub title: &'a str,
    pub source: &'a str,
    pub html: &'a str,
    /// How long ago the account was made; none for guests.
    pub age: Option<TimeDelta>,
    /// Entries of the same writer in the hour before.
    pub lately: i64,
    /// Times that the same text was written in the week before.
    pub before: i64,
}

/// A rule is never changed, so what was compiled once is right for good.
static COMPILED: LazyLock<Mutex<FxHashMap<RuleId, Option<Regex>>>> = LazyLock::new(Mutex::default);

/// Where it finds something; an empty list where that is not a place in the words.
pub(super) fn find(rule: &MatchRule, facts: &Facts) -> Option<Vec<Span>> {
    let number = i64::from(rule.number.unwrap_or(i32::MAX));
    let found = match rule.kind() {
        Kind::Words | Kind::Pattern => {
            let regex = compiled(rule)?;
            let spans = spans(&regex, facts.source);
            return (!spans.is_empty() || regex.is_match(facts.title)).then_some(spans);
        }
        Kind::Link => lines(&rule.looks_for).any(|site| links_to(facts.html, site)),
        Kind::NewAccount => facts.age.is_some_and(|age| age < TimeDelta::hours(number)),
        Kind::Flood => facts.lately >= number,
        Kind::Duplicate => facts.before >= number,
    };
    found.then(Vec::new)
}

fn compiled(rule: &MatchRule) -> Option<Regex> {
    let mut kept = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() > KEPT {
        kept.clear();
    }
    kept.entry(rule.id).or_insert_with(|| compile(rule.kind(), &rule.looks_for)).clone()
}

/// The rule's words or pattern, ready to look; nothing where it can't be read or is too large.
pub(super) fn compile(kind: Kind, looks_for: &str) -> Option<Regex> {
    let pattern = if kind == Kind::Pattern { looks_for.trim().to_owned() } else { of_words(looks_for) };
    RegexBuilder::new(&pattern).case_insensitive(true).size_limit(SIZE).dfa_size_limit(SIZE).nest_limit(50).build().ok()
}

/// Each line as it stands, as whole words; spaces may be any and many.
fn of_words(looks_for: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let phrases = lines(looks_for).map(|line| {
        let words: Vec<String> = line.split_whitespace().map(regex::escape).collect();
        let (from, to) = (if is_word(line.chars().next()) { r"\b" } else { "" }, if is_word(line.chars().last()) { r"\b" } else { "" });
        format!("{from}{}{to}", words.join(r"\s+"))
    });
    format!("(?:{})", phrases.collect::<Vec<_>>().join("|"))
}

/// What stands on each line, without the empty ones.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Places in characters, not bytes.
fn spans(regex: &Regex, text: &str) -> Vec<Span> {
    let (mut spans, mut bytes, mut chars) = (Vec::new(), 0, 0);
    for found in regex.find_iter(text).filter(|found| !found.is_empty()).take(MARKS) {
        let start = chars + text[bytes..found.start()].chars().count();
        (bytes, chars) = (found.end(), start + found.as_str().chars().count());
        spans.push(Span { start, end: chars, in_title: false, rule: None });
    }
    spans
}

/// Whether a text links to that site, or to a part of it such as `shop.` before its name.
fn links_to(html: &str, site: &str) -> bool {
    let site =
        site.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/').to_lowercase();
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter_map(|link| link.split_once("://")?.1.split(['/', '?', '#', ':']).next()).any(|host| {
        let host = host.to_lowercase();
        host.strip_suffix(&site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(kind: Kind, looks_for: &str, number: Option<i32>) -> MatchRule {
        let id = RuleId(uuid::Uuid::from_bytes(crate::ids::chance()));
        MatchRule { id, kind: kind.as_str().into(), looks_for: looks_for.into(), number, outcome: "flag".into() }
    }

    fn facts<'a>(source: &'a str, html: &'a str) -> Facts<'a> {
        Facts { title: "", source, html, age: None, lately: 0, before: 0 }
    }

    #[test]
    fn words_are_whole_words_in_any_case_and_spans_are_characters() {
        let rule = rule(Kind::Words, "cheap lamps\n\nmiracle*\n", None);
        assert_eq!(find(&rule, &facts("Für dich: CHEAP  Lamps", "")), Some(vec![Span { start: 10, end: 22, in_title: false, rule: None }]));
        assert!(find(&rule, &facts("a miracle* cure", "")).is_some());
        for other in ["cheaplamps", "cheap lampshade", "a miracle cure", ""] {
            assert!(find(&rule, &facts(other, "")).is_none(), "{other}");
        }
        let titled = Facts { title: "Cheap lamps", ..facts("hello", "") };
        assert_eq!(find(&rule, &titled), Some(vec![]));
    }

    #[test]
    fn a_pattern_is_read_in_linear_time_or_not_at_all() {
        for bad in [r"(a)\1", "(?=a)", "(", "[a", "a{1000}{1000}{1000}"] {
            assert!(compile(Kind::Pattern, bad).is_none(), "{bad}");
        }
        // What takes other engines years.
        let slow = rule(Kind::Pattern, r"(a+)+$|(\w+\s?)*z!$", None);
        assert_eq!(find(&slow, &facts(&format!("{}!", "a".repeat(60_000)), "")), None);
    }

    #[test]
    fn a_link_is_to_the_site_or_a_part_of_it() {
        let rule = rule(Kind::Link, "https://www.lamps.example/\nother.example", None);
        for (link, found) in [
            ("https://lamps.example", true),
            ("http://shop.lamps.example/x", true),
            ("https://OTHER.example?x", true),
            ("https://notlamps.example", false),
            ("https://good.example/lamps.example", false),
        ] {
            assert_eq!(find(&rule, &facts("", &format!("<a href=\"{link}\">x</a>"))).is_some(), found, "{link}");
        }
    }

    #[test]
    fn numbers_count_hours_and_times() {
        let at = |age, lately, before| Facts { age, lately, before, ..facts("", "") };
        let (new, flood, same) = (rule(Kind::NewAccount, "", Some(24)), rule(Kind::Flood, "", Some(5)), rule(Kind::Duplicate, "", Some(1)));
        assert!(find(&new, &at(Some(TimeDelta::hours(23)), 0, 0)).is_some() && find(&new, &at(Some(TimeDelta::hours(24)), 0, 0)).is_none());
        assert!(find(&new, &at(None, 9, 9)).is_none(), "a guest has no account that is new");
        assert!(find(&flood, &at(None, 5, 0)).is_some() && find(&flood, &at(None, 4, 9)).is_none());
        assert!(find(&same, &at(None, 0, 1)).is_some() && find(&same, &at(None, 9, 0)).is_none());
    }
}
