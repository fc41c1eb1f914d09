use super::*;
use crate::screen::{explain_learned, read, read_by_rules, signs_of};

const BYTES: &[u8] = include_bytes!("../../../data/screen/learned.bin");

fn shipped() -> &'static Model {
    SHIPPED.as_ref().unwrap()
}

/// Where the features, their edition or the kinds of words changed, the weights must be taught again (tests/screen/README.md).
#[test]
fn the_shipped_weights_fit_and_are_small() {
    assert!(Model::parse(BYTES).is_some(), "teach the learned part again");
    assert!(BYTES.len() < 2 * 1024 * 1024);
    let mut other = BYTES.to_vec();
    other[8] ^= 1;
    assert!(Model::parse(&other).is_none() && Model::parse(&BYTES[1..]).is_none() && Model::parse(&BYTES[..BYTES.len() - 1]).is_none());
}

/// The numbers by which features are known must not change by accident: old weights would answer at random.
#[test]
fn features_keep_their_numbers() {
    let words = Words::of("I gave the dog to my sister, goodnight.");
    let text = Text::of(&words, &["en"]);
    let mut sum = 0_u64;
    let mut count = 0;
    text.features(0, |code, _, _| {
        sum = sum.rotate_left(1) ^ u64::from(code);
        count += 1;
    });
    assert_eq!((count, sum), FEATURES, "raise the edition, teach again, and put the new numbers here");
}

const FEATURES: (usize, u64) = (119, 5_313_488_525_006_266_465);

#[test]
fn short_texts_are_one_window_and_long_ones_many() {
    let windows = |text: &str| Text::of(&Words::of(text), &["en"]).windows().len();
    assert_eq!(windows("One. Two words. And three of them."), 1);
    assert_eq!(windows(""), 0);
    let long = windows(&"Ten words stand in this sentence and in the next. ".repeat(100));
    assert!((80..=100).contains(&long), "{long}");
    assert!(windows(&"no full stop anywhere ".repeat(100)) > 4);
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    for unit in
        ["I am so tired and I don't know. ", "x ", "not, ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ". a "]
    {
        let text = unit.repeat(2000);
        let words = Words::of(&text);
        let text_of = Text::of(&words, &["en"]);
        let mut features = 0;
        (0..text_of.sentences()).for_each(|sentence| text_of.features(sentence, |_, _, _| features += 1));
        assert!(features <= 12 * text.len(), "{unit:?}: {features}");
        let windows = text_of.windows();
        // Windows overlap, but no word stands in more than a few.
        let covered: usize = windows.iter().chain(&text_of.small_windows()).map(|window| window.last + 1 - window.first).sum();
        assert!(covered <= 24 * words.list.len(), "{unit:?}: {covered}");
    }
}

#[test]
fn a_strong_sentence_is_found_in_a_long_text() {
    let strong = "I am calm now that I have picked the day. The cat is rehomed and the keys are in an envelope.";
    assert!(read_by_rules(strong, Some("en")).grade < Grade::Ideation);
    assert!(read(strong, Some("en")).grade >= Grade::Ideation);
    let around = "We had soup at lunch and the bus was late again. The library closes at five on Thursdays. ".repeat(30);
    let reading = read(&format!("{around}{strong} {around}"), Some("en"));
    assert!(reading.grade >= Grade::Ideation, "{:?}", reading.grade);
    assert!(read(&around, Some("en")).grade == Grade::None);
}

#[test]
fn what_is_not_even_distress_is_nothing_worse() {
    assert_eq!(read("Look, [lamps](http://lamps.example/other)", Some("en")).grade, Grade::None);
}

#[test]
fn a_raised_grade_shows_the_words_it_rests_on() {
    let text = "The weather is fine. I have washed the sheets, rehomed the cat and left the keys in an envelope.";
    let reading = read(text, Some("en"));
    assert!(read_by_rules(text, Some("en")).grade < reading.grade, "{reading:?}");
    let span = reading.spans.iter().find(|span| span.rule == NAME).unwrap();
    assert!(span.start < span.end && span.end <= text.chars().count());
}

#[test]
fn it_tells_what_counted_most() {
    let all = explain_learned("I gave the dog to my sister and paid what I owed.", Some("en"));
    assert_eq!(all.len(), 3);
    for why in &all {
        assert!(!why.features.is_empty() && why.features.len() <= TOLD);
        assert!(why.features.windows(2).all(|two| two[0].1.abs() >= two[1].1.abs()));
    }
    assert!(explain_learned("", None).is_empty());
}

#[test]
fn every_answer_is_the_sum_of_what_is_told() {
    let words = Words::of("I gave the dog to my sister and paid what I owed.");
    let signs = signs_of(&words, Some("en"));
    let text = Text::of(&words, &signs.languages);
    let window = text.windows()[0];
    let codes = signs.features(&window, true).into_iter().chain(signs.whole());
    let mut sum = shipped().bias(1) + codes.map(|code| shipped().of_rules(code)[1] * OF_RULES).sum::<f32>();
    text.features(0, |code, weight, _| sum += shipped().of_words(code)[1] * weight * window.scale);
    let answer = opinion(shipped(), &words, &signs).unwrap().answers[1].score;
    assert!((sum - answer).abs() < 1e-3, "{sum} {answer}");
}

#[test]
fn what_a_rule_calls_imminent_stays() {
    let window = Text::of(&Words::of("a word"), &[]).windows()[0];
    let answer = Answer { score: -20.0, window, place: (0, 0) };
    let opinion = Opinion { answers: [answer; 3], windows: 1 };
    assert_eq!(opinion.grade(Grade::Imminent).0, Grade::Imminent);
    assert_eq!(opinion.grade(Grade::Ideation).0, Grade::Distress);
}
