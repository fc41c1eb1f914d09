//! The rules, alone. What the learned part adds is tried in its own folder.

use std::collections::BTreeSet;

use super::phrases::Rule;
use super::read_by_rules as read;
use super::*;

fn grade(text: &str) -> Grade {
    read(text, None).grade
}

#[test]
fn every_rule_finds_its_own_examples_and_leaves_the_others() {
    let wrong: Vec<_> = BOOKS.iter().filter_map(|book| own::check(book).err().map(|why| (book.language, why))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a file of the screen should hold, one line each; filled anew where `REFILL` is set, for a change that is meant.
fn holds(file: &str, now: &BTreeSet<String>) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("REFILL").is_some() {
        std::fs::write(&path, now.iter().fold(String::new(), |all, line| all + line + "\n")).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap();
    let held: BTreeSet<String> = held.lines().map(str::to_owned).collect();
    let lost: Vec<_> = held.difference(now).collect();
    let new: Vec<_> = now.difference(&held).collect();
    assert!(lost.is_empty() && new.is_empty(), "{file}: lost: {lost:#?}, not yet there: {new:#?}");
}

fn named<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or("-").to_owned()
}

/// The list of rules, with what each says, is kept apart from them, so that one taken out or made weaker by accident is missed.
#[test]
fn no_rule_is_lost_and_none_says_less() {
    let mut now = BTreeSet::new();
    for book in BOOKS.iter() {
        for Rule { name, said } in &book.rules {
            let more = [(said.hides, "hides"), (said.as_is, "as_is"), (said.to_you, "to_you")];
            let more: Vec<&str> = more.iter().filter(|(on, _)| *on).map(|(_, what)| *what).collect();
            let says = [named(said.grade), named(said.tag), named(said.flag)].join(" ");
            now.insert(format!("{} {name} {says} {} {}", book.language, said.part.join(","), more.join(",")).trim_end().to_owned());
        }
        for Together { name, said } in &book.together {
            let within = said.within.map_or_else(|| "anywhere".to_owned(), |within| within.to_string());
            now.insert(format!(
                "{} {name} {} {} together {} {within}",
                book.language,
                named(said.grade),
                named(said.tag),
                said.parts.join("+")
            ));
        }
    }
    holds("src/screen/rules.txt", &now);
}

/// What the rules make of every text that a rule must find something in: the texts stay here where a rule goes, and miss it.
#[test]
fn examples_are_read_as_they_were() {
    let mut texts = BTreeSet::new();
    for book in BOOKS.iter() {
        let matches = book.rules.iter().map(|rule| &rule.said.matches).chain(book.together.iter().map(|pair| &pair.said.matches));
        texts.extend(matches.flatten().map(|text| (book.language.to_owned(), text.clone())));
    }
    // Also those whose rule is no more, unless the file is filled anew.
    let held = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES)).unwrap_or_default();
    if std::env::var_os("REFILL").is_none() {
        texts.extend(
            held.lines()
                .filter_map(|line| line.split_once('\t')?.1.split_once('\t'))
                .map(|(lang, text)| (lang.to_owned(), text.to_owned())),
        );
    }
    let now = texts.iter().map(|(lang, text)| {
        let reading = read(text, Some(lang));
        let rules: BTreeSet<String> = reading.spans.iter().map(Span::rule_name).collect();
        let says: Vec<String> = [named(reading.grade)]
            .into_iter()
            .chain(reading.flags.iter().map(named))
            .chain(reading.tags.iter().map(named))
            .chain(rules)
            .collect();
        format!("{}\t{lang}\t{text}", says.join(", "))
    });
    holds(EXAMPLES, &now.collect());
}

const EXAMPLES: &str = "tests/screen/examples.tsv";

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
