//! What the screen must find and must leave alone, on the labelled cases of `tests/screen/`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use holdfast::screen::{self, Grade};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    lang: String,
    level: Grade,
    wording: Option<String>,
}

struct Read {
    case: Case,
    grade: Grade,
}

fn read(file: &str) -> Vec<Read> {
    let cases = file.lines().map(|line| serde_json::from_str::<Case>(line).unwrap());
    cases.map(|case| Read { grade: screen::read(&case.text, Some(&case.lang)).grade, case }).collect()
}

/// Of the texts wanted, the share read as this grade or above.
#[expect(clippy::cast_precision_loss, reason = "counts of texts in a file")]
fn share(all: &[Read], wanted: impl Fn(&Case) -> bool, grade: Grade) -> f64 {
    let wanted: Vec<&Read> = all.iter().filter(|read| wanted(&read.case)).collect();
    wanted.iter().filter(|read| read.grade >= grade).count() as f64 / wanted.len() as f64
}

fn in_danger(case: &Case) -> bool {
    case.level >= Grade::Ideation
}

fn said_in_words(case: &Case) -> bool {
    in_danger(case) && case.wording.as_deref() == Some("explicit")
}

/// The aims the project set itself.
#[test]
fn danger_is_found_and_ordinary_talk_left_alone() {
    let all = read(include_str!("screen/labelled.jsonl"));
    let at_least = |what: &str, share: f64, aim: f64| assert!(share >= aim, "{what}: {share:.3}, at least {aim} wanted");
    at_least("found", share(&all, in_danger, Grade::Ideation), 0.92);
    at_least("found, of what is said in words", share(&all, said_in_words, Grade::Ideation), 0.97);
    at_least("found, of imminent", share(&all, |case| case.level == Grade::Imminent, Grade::Ideation), 0.96);
    for lang in ["en", "es", "pt", "fr", "de", "it", "nl"] {
        at_least(lang, share(&all, |case| case.lang == lang && in_danger(case), Grade::Ideation), 0.85);
    }
    let at_most = |what: &str, share: f64, aim: f64| assert!(share <= aim, "{what}: {share:.3}, at most {aim} wanted");
    at_most("false alarms", share(&all, |case| case.level == Grade::None, Grade::Ideation), 0.02);
    at_most("distress taken for ideation", share(&all, |case| case.level == Grade::Distress, Grade::Ideation), 0.04);
}

/// What was reached on harder texts, and on many more; a change that loses more than a little of it is looked at twice.
#[test]
fn harder_texts_are_read_no_worse_than_they_were() {
    for (name, file, said, alarm) in
        [("harder", include_str!("screen/harder.jsonl"), 0.93, 0.02), ("wider", include_str!("screen/wider.jsonl"), 0.91, 0.025)]
    {
        let all = read(file);
        let found = share(&all, said_in_words, Grade::Ideation);
        assert!(found >= said, "{name}: found, of what is said in words: {found:.3}");
        let alarms = share(&all, |case| case.level == Grade::None, Grade::Ideation);
        assert!(alarms <= alarm, "{name}: false alarms: {alarms:.3}");
    }
}
