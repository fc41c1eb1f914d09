//! How the weights are learned: logistic regression, one text after the other, the same result every time.
//!
//! Rare features and those that tell one answer from the other weigh more from the start (a half power of both, which did best on
//! texts left out). In a long text that is labelled as a whole, the window that already says most stands for it.

use super::features::{Code, Text, Window};
use super::model::{BITS, HEADS, Learned, RULE_BITS, write};
use super::{OF_RULES, Signs};
use crate::screen::words::Words;
use crate::screen::{Grade, signs_of};

/// One labelled text to learn from.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What was written.
    pub text: String,
    /// The language, if the label names one.
    pub lang: Option<String>,
    /// How it should be read.
    pub grade: Grade,
    /// The rules were written with this text at hand, so that it does not show what their finds are worth on others.
    pub known: bool,
}

/// How many times all texts are gone through.
const TIMES: u8 = 12;
/// How far a text moves the weights at first.
const STEP: f64 = 0.5;
/// How strongly weights are held near zero.
const HOLD: f64 = 3.2e-6;
/// Of the texts the rules know, one in so many is learned with what the rules find.
const WITH_RULES: u64 = 4;
/// How many orders of the texts the weights are the mean of; one order alone leans to the texts that came last.
const ORDERS: u8 = 4;
/// How many windows of a long text that is not of the grade are learned from.
const AGAINST: usize = 2;

/// A window's features.
struct Features {
    words: Vec<(Code, f32)>,
    rules: Vec<Code>,
}

struct Example {
    windows: Vec<Features>,
    grade: Grade,
    with_rules: bool,
}

/// A window that was chosen to learn from.
struct Chosen<'a> {
    features: &'a Features,
    with_rules: bool,
    yes: bool,
}

/// The bytes of a model, learned from these texts. Takes some ten seconds for ten thousand, in a release build.
pub fn learn(lessons: &[Lesson]) -> Vec<u8> {
    let mut chance = Chance(88_172_645_463_325_252);
    let examples: Vec<Example> = lessons.iter().map(|lesson| example(lesson, &mut chance)).collect();
    write(&[0, 1, 2].map(|head| question(&examples, head)))
}

fn example(lesson: &Lesson, chance: &mut Chance) -> Example {
    let words = Words::of(&lesson.text);
    let signs = signs_of(&words, lesson.lang.as_deref());
    let text = Text::of(&words, &signs.languages);
    let windows = text.windows();
    let only = windows.len() == 1;
    Example {
        windows: windows.iter().map(|window| features(&text, &signs, window, only)).collect(),
        grade: lesson.grade,
        with_rules: chance.next().is_multiple_of(WITH_RULES) || !lesson.known,
    }
}

fn features(text: &Text, signs: &Signs, window: &Window, only: bool) -> Features {
    let mut words = Vec::new();
    for sentence in window.from..window.until {
        text.features(sentence, |code, weight, _| words.push((code, weight * window.scale)));
    }
    let rules = signs.features(window, only).into_iter().chain(signs.whole()).collect();
    Features { words, rules }
}

/// Learns the answers to one question: first from short texts, then from the windows of long ones as well.
fn question(examples: &[Example], head: usize) -> Learned {
    let yes = |example: &Example| example.grade >= HEADS[head];
    let short = examples.iter().filter(|example| example.windows.len() == 1);
    let mut chosen: Vec<Chosen> =
        short.map(|example| Chosen { features: &example.windows[0], with_rules: example.with_rules, yes: yes(example) }).collect();
    let first = fit(&chosen, head, 1);
    for example in examples.iter().filter(|example| example.windows.len() > 1) {
        let mut windows: Vec<(&Features, f32)> =
            example.windows.iter().map(|window| (window, first.answer(window, example.with_rules, head))).collect();
        windows.sort_by(|one, other| other.1.total_cmp(&one.1));
        let yes = yes(example);
        let some = windows.iter().take(if yes { 1 } else { AGAINST });
        chosen.extend(some.map(|&(features, _)| Chosen { features, with_rules: example.with_rules, yes }));
    }
    fit(&chosen, head, ORDERS)
}

impl Learned {
    fn answer(&self, features: &Features, with_rules: bool, head: usize) -> f32 {
        let words: f32 = features.words.iter().map(|&(code, times)| self.words[place(code, BITS[head])] * times).sum();
        let rules = features.rules.iter().filter(|_| with_rules);
        self.bias + words + rules.map(|&code| self.rules[place(code, RULE_BITS)] * OF_RULES).sum::<f32>()
    }
}

fn place(code: Code, bits: u32) -> usize {
    code as usize & ((1 << bits) - 1)
}

/// How much each place of the table counts from the start: more where it is rare, and where one answer has it more than the other.
fn telling(chosen: &[Chosen], bits: u32) -> Vec<f32> {
    let mut counts = vec![[0.0_f32; 2]; 1 << bits];
    let mut all = [2.0_f32; 2];
    for one in chosen {
        all[usize::from(one.yes)] += 1.0;
        let mut places: Vec<usize> = one.features.words.iter().map(|&(code, _)| place(code, bits)).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            counts[place][usize::from(one.yes)] += 1.0;
        }
    }
    let texts = all[0] + all[1];
    let weigh = |[no, yes]: [f32; 2]| {
        let rare = (texts / (no + yes + 1.0)).ln() / 4.0;
        let tells = (((yes + 1.0) / all[1]) / ((no + 1.0) / all[0])).ln().abs() + 0.1;
        (rare.max(0.0) * tells).sqrt()
    };
    counts.into_iter().map(weigh).collect()
}

/// Stochastic gradient descent with steps that grow smaller, and weights that shrink by a common factor kept apart.
fn fit(chosen: &[Chosen], head: usize, orders: u8) -> Learned {
    let size = BITS[head];
    let tells = telling(chosen, size);
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut mean = Learned { bias: 0.0, words: vec![0.0; 1 << size], rules: vec![0.0; 1 << RULE_BITS] };
    for _ in 0..orders {
        let (mut words, mut found) = (vec![0.0_f32; 1 << size], vec![0.0_f32; 1 << RULE_BITS]);
        let (mut bias, mut shrunk, mut steps) = (0.0_f32, 1.0_f64, 0.0_f64);
        for time in 0..TIMES {
            chance.shuffle(&mut order);
            for &nth in &order {
                let Chosen { features, with_rules, yes } = &chosen[nth];
                let step = STEP / (1.0 + STEP * HOLD * steps);
                steps += 1.0;
                let heeded = || features.rules.iter().filter(|_| *with_rules).map(|&code| place(code, RULE_BITS));
                let known = || features.words.iter().map(|&(code, times)| (place(code, size), times));
                let sum: f32 = known().map(|(place, times)| words[place] * tells[place] * times).sum::<f32>()
                    + heeded().map(|place| found[place] * OF_RULES).sum::<f32>()
                    + bias * BIAS;
                let answer = f64::from(sum) * shrunk;
                shrunk *= 1.0 - step * HOLD;
                let wanted = if *yes { 1.0 } else { -1.0 };
                let by = narrow(step * wanted / (1.0 + (wanted * answer).exp()) / shrunk);
                known().for_each(|(place, times)| words[place] += by * tells[place] * times);
                heeded().for_each(|place| found[place] += by * OF_RULES);
                bias += by * BIAS;
            }
            // The later rounds count, each as much.
            if time >= TIMES / 2 {
                let share = narrow(shrunk) / f32::from(TIMES - TIMES / 2) / f32::from(orders);
                mean.words.iter_mut().zip(&words).zip(&tells).for_each(|((mean, weight), tells)| *mean += weight * share * tells);
                mean.rules.iter_mut().zip(&found).for_each(|(mean, weight)| *mean += weight * share);
                mean.bias += bias * share * BIAS;
            }
        }
    }
    mean
}

/// How much the bias moves, beside the words.
const BIAS: f32 = 0.5;

#[expect(clippy::cast_possible_truncation, reason = "weights need no more digits")]
fn narrow(number: f64) -> f32 {
    number as f32
}

/// The same numbers every time (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            let other = usize::try_from(self.next() % (last as u64 + 1)).unwrap_or(last);
            order.swap(last, other);
        }
    }
}
