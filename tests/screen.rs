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

fn read_by(file: &str, by: impl Fn(&str, Option<&str>) -> screen::Reading) -> Vec<Read> {
    let cases = file.lines().map(|line| serde_json::from_str::<Case>(line).unwrap());
    cases.map(|case| Read { grade: by(&case.text, Some(&case.lang)).grade, case }).collect()
}

fn read(file: &str) -> Vec<Read> {
    read_by(file, screen::read)
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
    at_least("macro F1", macro_f1(&all), 0.82);
}

/// The mean over the grades of how well each is told from the others (F1).
#[expect(clippy::cast_precision_loss, reason = "counts of texts in a file")]
fn macro_f1(all: &[Read]) -> f64 {
    let f1 = |grade: Grade| {
        let count = |wanted: &dyn Fn(&Read) -> bool| all.iter().filter(|read| wanted(read)).count() as f64;
        let both = count(&|read| read.case.level == grade && read.grade == grade);
        2.0 * both / (count(&|read| read.case.level == grade) + count(&|read| read.grade == grade))
    };
    [Grade::None, Grade::Distress, Grade::Ideation, Grade::Imminent].map(f1).iter().sum::<f64>() / 4.0
}

/// The rules must be of use without the learned part; these are the aims they were written to.
#[test]
fn the_rules_stand_on_their_own() {
    let all = read_by(include_str!("screen/labelled.jsonl"), screen::read_by_rules);
    assert!(share(&all, in_danger, Grade::Ideation) >= 0.92);
    assert!(share(&all, said_in_words, Grade::Ideation) >= 0.97);
    assert!(share(&all, |case| case.level == Grade::None, Grade::Ideation) <= 0.02);
}

/// On texts that neither the rules nor the learned part have seen, the learned part finds more and raises no more false alarms.
#[test]
fn what_was_learned_helps() {
    let file = include_str!("screen/unseen.jsonl");
    let (rules, both) = (read_by(file, screen::read_by_rules), read(file));
    let more = |wanted: fn(&Case) -> bool| share(&both, wanted, Grade::Ideation) - share(&rules, wanted, Grade::Ideation);
    assert!(more(in_danger) >= 0.10, "{:.3}", more(in_danger));
    assert!(more(|case| case.level == Grade::Imminent) >= 0.15);
    assert!(more(|case| case.level == Grade::None) <= 0.0);
    assert!(more(|case| case.level == Grade::Distress) <= 0.01);
    assert!(macro_f1(&both) >= macro_f1(&rules) + 0.08, "{:.3}", macro_f1(&both));
}

/// What was reached on harder texts, and on many more; a change that loses more than a little of it is looked at twice.
#[test]
fn harder_texts_are_read_no_worse_than_they_were() {
    for (name, file, said, alarm) in
        [("harder", include_str!("screen/harder.jsonl"), 0.93, 0.02), ("wider", include_str!("screen/wider.jsonl"), 0.91, 0.025)]
    {
        let all = read_by(file, screen::read_by_rules);
        let found = share(&all, said_in_words, Grade::Ideation);
        assert!(found >= said, "{name}: found, of what is said in words: {found:.3}");
        let alarms = share(&all, |case| case.level == Grade::None, Grade::Ideation);
        assert!(alarms <= alarm, "{name}: false alarms: {alarms:.3}");
    }
}
