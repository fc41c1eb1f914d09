//! The learned part of the screen: a linear model over what a text and the rules' finds are made of.
//!
//! Rules know what somebody thought of; this part has seen some thousand labelled texts and weighs what the rules leave open. It
//! adds up one weight for each feature and asks three questions: at least distress, at least ideation, imminent? It may raise a
//! grade, and may take a single rule's `ideation` back to `distress`; what a rule calls imminent stays. How it was taught,
//! and on what, stands in `tests/screen/README.md`.

mod alike;
mod features;
mod learn;
mod model;

use std::sync::LazyLock;

use super::Grade;
use super::words::Words;
use features::{Code, Text, Window};
pub(super) use features::{Sign, Signs};
pub use learn::{Lesson, learn};
pub use model::Model;

/// What a span says where this part raised the grade.
pub const NAME: &str = "learned";

/// The shipped weights; nothing where they do not fit this program, which a test would tell.
pub(super) static SHIPPED: LazyLock<Option<Model>> = LazyLock::new(|| Model::parse(include_bytes!("../../../data/screen/learned.bin")));

/// From which answer on a grade is raised to distress, ideation, imminent. Chosen on texts the rules and this part had not seen.
const RAISE: [f32; 3] = [2.5, 0.85, -0.5];

/// Below this answer to the first question the others are not believed.
const DOUBTED: f32 = -1.0;

/// Below this answer a rule's ideation is distress.
const LOWER: f32 = -1.3;

/// How much more is asked for with each doubling of the number of windows, as more is said that could be taken wrongly; and at most.
const LONGER: f32 = 0.5;
const LONGEST: f32 = 2.0;

/// How much more is asked of a small window than of a whole one.
const SMALLER: f32 = 1.2;

/// A text of fewer words, such as most titles, is left to the rules.
const FEWEST: usize = 6;

/// What the learned part makes of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opinion {
    /// The strongest answer to each question, and the sentence that gave most to it, by its first and last word.
    answers: [Answer; 3],
    windows: usize,
}

#[derive(Debug, Clone, Copy)]
struct Answer {
    score: f32,
    window: Window,
    place: (usize, usize),
}

impl Opinion {
    /// The answer from which on a question is answered with yes.
    fn wanted(&self, head: usize) -> f32 {
        RAISE[head] + (LONGER * log2(self.windows)).min(LONGEST)
    }

    /// The grade, where the rules alone say `rules`, and the words to show where it was raised.
    pub fn grade(&self, rules: Grade) -> (Grade, Option<(usize, usize)>) {
        // Who is not even in distress has no thoughts of suicide: such an answer is chance.
        let raises = |head: usize| self.answers[head].score > self.wanted(head) && (head == 0 || self.answers[0].score > DOUBTED);
        let mut grade = rules;
        if rules == Grade::Ideation && self.answers[1].score < LOWER {
            grade = Grade::Distress;
        }
        for (head, to, from) in
            [(0, Grade::Distress, Grade::None), (1, Grade::Ideation, Grade::None), (2, Grade::Imminent, Grade::Ideation)]
        {
            if grade >= from && grade < to && raises(head) {
                grade = to;
            }
        }
        let by = match grade {
            Grade::None => None,
            Grade::Distress => Some(0),
            Grade::Ideation => Some(1),
            Grade::Imminent => Some(2),
        };
        (grade, by.filter(|_| grade > rules).map(|head| self.answers[head].place))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a text has few windows")]
fn log2(windows: usize) -> f32 {
    (windows.max(1) as f32).log2()
}

/// Asks the model about a text; nothing where there are hardly any words.
pub(super) fn opinion(model: &Model, words: &Words, signs: &Signs) -> Option<Opinion> {
    let text = Text::of(words, &signs.languages);
    let (windows, small) = (text.windows(), text.small_windows());
    let said = (0..words.list.len()).filter(|&index| !words.is_mark(index)).take(FEWEST).count();
    let first = *windows.first().filter(|_| said >= FEWEST)?;
    let sums: Vec<[f32; 3]> = (0..text.sentences()).map(|sentence| sum(model, &text, sentence)).collect();
    let mut answers = [Answer { score: f32::MIN, window: first, place: (0, 0) }; 3];
    let (base, only) = (base(model, signs), windows.len() == 1);
    let all = windows.iter().map(|window| (window, 0.0)).chain(small.iter().map(|window| (window, SMALLER)));
    for (window, less) in all {
        let scores = score(model, base, &sums, signs, window, only).map(|score| score - less);
        for (answer, score) in answers.iter_mut().zip(scores) {
            if score > answer.score {
                (answer.score, answer.window) = (score, *window);
            }
        }
    }
    for (head, answer) in answers.iter_mut().enumerate() {
        let window = answer.window;
        let strongest = (window.from..window.until).max_by(|&one, &other| sums[one][head].total_cmp(&sums[other][head]));
        answer.place = text.place(strongest.unwrap_or(window.from));
    }
    Some(Opinion { answers, windows: windows.len() })
}

/// What the words of a sentence add to each answer.
fn sum(model: &Model, text: &Text, sentence: usize) -> [f32; 3] {
    let mut sum = [0.0; 3];
    text.features(sentence, |code, weight, _| add(&mut sum, model.of_words(code), weight));
    sum
}

fn add(sum: &mut [f32; 3], more: [f32; 3], times: f32) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more * times;
    }
}

/// What counts in every window: the bias, and what the rules make of the whole text.
fn base(model: &Model, signs: &Signs) -> [f32; 3] {
    let mut base = [0, 1, 2].map(|head| model.bias(head));
    signs.whole().into_iter().for_each(|code| add(&mut base, model.of_rules(code), OF_RULES));
    base
}

/// The answers of a window: what counts everywhere, its sentences, and what the rules found in it.
fn score(model: &Model, base: [f32; 3], sums: &[[f32; 3]], signs: &Signs, window: &Window, only: bool) -> [f32; 3] {
    let mut scores = base;
    for sum in &sums[window.from..window.until] {
        add(&mut scores, *sum, window.scale);
    }
    for code in signs.features(window, only) {
        add(&mut scores, model.of_rules(code), OF_RULES);
    }
    scores
}

/// How much a rule's find counts beside the words.
const OF_RULES: f32 = 0.5;

/// Why the learned part thinks of a text what it thinks, for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The question: this grade, or above?
    pub asked: Grade,
    /// The answer; above `wanted` it is yes.
    pub answer: f32,
    /// How much is asked for.
    pub wanted: f32,
    /// What counted most, for or against, and how much; the strongest first.
    pub features: Vec<(String, f32)>,
}

/// How many features are told.
const TOLD: usize = 8;

/// What counted most in the window that says most, for each question.
pub(super) fn explain(model: &Model, words: &Words, signs: &Signs) -> Vec<Why> {
    let Some(opinion) = opinion(model, words, signs) else {
        return Vec::new();
    };
    let text = Text::of(words, &signs.languages);
    let why = |head: usize| {
        let answer = opinion.answers[head];
        let window = &answer.window;
        let mut features: Vec<(Code, String, f32)> = Vec::new();
        for sentence in window.from..window.until {
            text.features(sentence, |code, weight, seen| {
                let counts = model.of_words(code)[head] * weight * window.scale;
                features.push((code, text.in_words(seen), counts));
            });
        }
        let mut features = merged(features);
        let codes = signs.features(window, opinion.windows == 1).into_iter().chain(signs.whole());
        let rules: f32 = codes.map(|code| model.of_rules(code)[head] * OF_RULES).sum();
        features.push(("what the rules found".to_owned(), rules));
        features.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
        features.truncate(TOLD);
        Why { asked: model::HEADS[head], answer: answer.score, wanted: opinion.wanted(head), features }
    };
    (0..model::HEADS.len()).map(why).collect()
}

/// The same feature seen twice is told once, with all it counted.
fn merged(mut features: Vec<(Code, String, f32)>) -> Vec<(String, f32)> {
    features.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let same = features.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
    same.map(|same| (same[0].1.clone(), same.iter().map(|feature| feature.2).sum())).collect()
}

#[cfg(test)]
mod tests;
