//! The rules, alone. What the learned part adds is tried in its own folder.

use std::collections::BTreeSet;

use super::read_by_rules as read;
use super::*;

fn grade(text: &str) -> Grade {
    read(text, None).grade
}

/// Whether the rule of this name says anything about a text.
fn finds(book: &'static Book, name: &str, text: &str) -> bool {
    let words = Words::of(text);
    let mut weights = Weights::default();
    weights.weigh(book, &words);
    let alone = hits(book, &words).iter().any(|hit| book.rules[hit.rule].name == name && hit.meant == Meant::Plainly);
    alone || book.together.iter().any(|together| together.name == name) && weights.spans.iter().any(|span| span.rule == name)
}

#[test]
fn every_rule_finds_its_own_examples_and_leaves_the_others() {
    let mut wrong = Vec::new();
    for book in BOOKS.iter() {
        let rules = book.rules.iter().map(|rule| (rule.name, &rule.said.means, &rule.said.matches, &rule.said.leaves));
        let together = book.together.iter().map(|pair| (pair.name, &pair.said.means, &pair.said.matches, &pair.said.leaves));
        for (name, means, matches, leaves) in rules.chain(together) {
            let language = book.language;
            assert!(!means.is_empty(), "{language}: {name} says nothing");
            assert!(!matches.is_empty() && !leaves.is_empty(), "{language}: {name} has no examples");
            wrong.extend(matches.iter().filter(|text| !finds(book, name, text)).map(|text| format!("{language}: {name} misses: {text}")));
            wrong.extend(leaves.iter().filter(|text| finds(book, name, text)).map(|text| format!("{language}: {name} takes: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The list of rules is kept apart from the rules, so that one taken out by accident is missed.
#[test]
fn no_rule_is_lost() {
    let named = |book: &'static Book| {
        let names = book.rules.iter().map(|rule| rule.name).chain(book.together.iter().map(|together| together.name));
        names.map(|name| format!("{} {name}", book.language))
    };
    let named: BTreeSet<String> = BOOKS.iter().flat_map(named).collect();
    let listed: BTreeSet<String> = include_str!("rules.txt").lines().map(str::to_owned).collect();
    let lost: Vec<_> = listed.difference(&named).collect();
    let new: Vec<_> = named.difference(&listed).collect();
    assert!(lost.is_empty() && new.is_empty(), "lost: {lost:?}, not yet in rules.txt: {new:?}");
}

#[test]
fn every_part_a_rule_is_together_with_is_given_by_some_rule() {
    for book in BOOKS.iter() {
        for part in book.together.iter().flat_map(|together| &together.said.parts) {
            let known = ["denied", "past"].contains(&part.as_str()) || book.rules.iter().any(|rule| rule.said.part.contains(part));
            assert!(known, "{}: {part}", book.language);
        }
    }
}

#[test]
fn a_denial_is_distress_and_not_nothing() {
    assert_eq!(grade("I'm not going to kill myself"), Grade::Distress);
    assert_eq!(grade("I can't stop thinking about killing myself"), Grade::Ideation);
    assert_eq!(grade("I can't do this anymore I want to die"), Grade::Ideation);
    assert_eq!(grade("I told the nurse I'm not suicidal. That was a lie."), Grade::Ideation);
}

#[test]
fn another_way_to_write_a_word_counts_as_the_word() {
    for text in ["I cannae go on livin, I want tae die", "I think aboot killin masel", "I feel suicidle tonite"] {
        assert!(grade(text) >= Grade::Ideation, "{text}");
    }
}

#[test]
fn what_is_over_is_not_now() {
    assert!(grade("Ten years ago I wanted to die. Today I'm glad to be here.") <= Grade::Distress);
    assert_eq!(grade("Ten years ago I wanted to die and tonight I want to die again"), Grade::Ideation);
}

#[test]
fn somebody_else_is_a_worry_about_them_and_weighs_on_the_writer_only_where_it_says_so() {
    for (text, grade) in [
        ("My brother says he wants to die. How do I raise it?", Grade::None),
        ("my friend told me she's been thinking about suicide", Grade::None),
        ("My son tried to kill himself. I can't sleep.", Grade::Distress),
    ] {
        let reading = read(text, None);
        assert_eq!((reading.grade, reading.flags.as_slice()), (grade, [Flag::ThirdParty].as_slice()), "{text}");
    }
    // A bereaved person is not shown how to help someone at risk.
    assert!(read("My brother died by suicide in March.", None).flags.is_empty());
}

#[test]
fn helpers_idioms_and_stories_are_nothing() {
    for text in [
        "Are you thinking of suicide?",
        "Please don't kill yourself. I read every line you wrote.",
        "traffic is killing me",
        "I'm dead 💀 who gave grandma stickers",
        "kill -9 leaves a zombie process",
        "The line \"I want to die\" in that song is sung so cheerfully",
        "",
    ] {
        let reading = read(text, None);
        assert_eq!((reading.grade, reading.spans.len()), (Grade::None, 0), "{text}");
    }
}

#[test]
fn a_story_in_the_sentence_does_not_silence_the_writer() {
    assert_eq!(grade("Not even the game helps and I want to die"), Grade::Ideation);
    assert_eq!(grade("\"I want to die\" goes round and round"), Grade::Distress);
    assert_eq!(grade("My friends don't know but I keep thinking about suicide"), Grade::Ideation);
    let said = "\"I want to die\", that is what I said, and I meant it";
    assert_eq!(grade(said), Grade::Ideation);
}

#[test]
fn disguise_is_read_through() {
    for text in [
        "kms",
        "i want to unalive myself",
        "su1c1dal again",
        "I want to d\u{200b}ie",
        "i w a n t t o d i e",
        "k!ll mys3lf",
        "Ｉ want to die",
    ] {
        assert!(grade(text) >= Grade::Ideation, "{text}");
    }
}

#[test]
fn intent_with_a_time_is_imminent() {
    assert_eq!(grade("I'm going to kill myself tonight"), Grade::Imminent);
    assert_eq!(grade("I feel suicidal tonight"), Grade::Ideation);
}

#[test]
fn incitement_is_found_only_where_it_is_meant() {
    for text in ["kys", "just kill yourself already", "do it, nobody would miss you"] {
        assert_eq!(read(text, None).tags, [Tag::Incitement], "{text}");
    }
    for text in ["please don't kill yourself", "are you going to kill yourself?", "They told me to kys and I cried"] {
        assert!(read(text, None).tags.is_empty(), "{text}");
    }
}

#[test]
fn spans_are_characters_of_the_text_as_given() {
    let text = "Ünd… é: I want to die.";
    let spans = read(text, None).spans;
    let span = spans.iter().find(|span| span.rule == "wants-to-die").unwrap();
    let found: String = text.chars().skip(span.start).take(span.end - span.start).collect();
    assert_eq!((found.as_str(), span.rule), ("want to die", "wants-to-die"));
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    let time = |text: &str| {
        let start = std::time::Instant::now();
        read(text, None);
        start.elapsed()
    };
    time("warm");
    for unit in [
        "I am so tired and I don't know what to do. ",
        "i want to die ",
        "not ",
        "x",
        "k m s ",
        "\" , ",
        "tonight ",
        "it's not your fault ",
        "i gave my books away ",
    ] {
        let long = unit.repeat(60_000 / unit.len());
        let (short, long) = (time(&long[..long.len() / 8]), time(&long));
        assert!(long < short * 40 + std::time::Duration::from_millis(400), "{unit:?}: {short:?} {long:?}");
    }
}
