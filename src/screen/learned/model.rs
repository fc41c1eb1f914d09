//! The weights that were learned, as they are shipped.

use super::alike;
use super::features::{Code, EDITION, code_of};
use crate::screen::Grade;

/// For each of three questions one set of weights: at least distress? at least ideation? imminent?
pub(super) const HEADS: [Grade; 3] = [Grade::Distress, Grade::Ideation, Grade::Imminent];

/// How many places each question has for the weights of words: so many bits of a feature's number are used.
pub(super) const BITS: [u32; 3] = [18, 19, 18];

/// The same for what the rules found.
pub(super) const RULE_BITS: u32 = 12;

const MAGIC: &[u8; 8] = b"holdfast";

/// Magic, edition, kinds of words, then for each question its bias and two scales.
const HEADER: usize = 8 + 4 + 8 + 3 * 12;

/// What was learned: weights between -127 and 127, and how much one of them is worth.
#[derive(Debug, Clone)]
pub struct Model {
    heads: [Head; 3],
}

#[derive(Debug, Clone)]
struct Head {
    bias: f32,
    words: Table,
    rules: Table,
}

#[derive(Debug, Clone)]
struct Table {
    scale: f32,
    weights: Vec<i8>,
}

impl Table {
    fn weight(&self, code: Code) -> f32 {
        // The tables' lengths are powers of two.
        f32::from(self.weights[code as usize & (self.weights.len() - 1)]) * self.scale
    }
}

impl Model {
    /// Reads a model; nothing where it was taught with other features or other kinds of words, or is cut off.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (header, mut rest) = bytes.split_at_checked(HEADER)?;
        if header[..20] != start() {
            return None;
        }
        let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(f32::from_le_bytes);
        let mut take = |scale: f32, bits: u32| {
            let (weights, after) = rest.split_at_checked(1 << bits)?;
            rest = after;
            Some(Table { scale, weights: weights.iter().map(|&byte| byte.cast_signed()).collect() })
        };
        let mut head = |nth: usize| {
            let at = 20 + nth * 12;
            let (bias, words, rules) = (number(at)?, number(at + 4)?, number(at + 8)?);
            Some(Head { bias, words: take(words, BITS[nth])?, rules: take(rules, RULE_BITS)? })
        };
        let heads = [head(0)?, head(1)?, head(2)?];
        rest.is_empty().then_some(Self { heads })
    }

    pub(super) fn bias(&self, head: usize) -> f32 {
        self.heads[head].bias
    }

    /// What one feature of the words adds to each answer.
    pub(super) fn of_words(&self, code: Code) -> [f32; 3] {
        [0, 1, 2].map(|head| self.heads[head].words.weight(code))
    }

    pub(super) fn of_rules(&self, code: Code) -> [f32; 3] {
        [0, 1, 2].map(|head| self.heads[head].rules.weight(code))
    }
}

/// What a model must begin with: its edition, and for which kinds of words it was taught.
fn start() -> Vec<u8> {
    [MAGIC.as_slice(), &EDITION.to_le_bytes(), &code_of(alike::FILE).to_le_bytes()].concat()
}

/// Weights as they were learned, for one question.
pub(super) struct Learned {
    pub bias: f32,
    pub words: Vec<f32>,
    pub rules: Vec<f32>,
}

/// The bytes of a model.
pub(super) fn write(heads: &[Learned; 3]) -> Vec<u8> {
    let mut bytes = start();
    for head in heads {
        for number in [head.bias, worth(&head.words), worth(&head.rules)] {
            bytes.extend(number.to_le_bytes());
        }
    }
    for head in heads {
        for weights in [&head.words, &head.rules] {
            let worth = worth(weights);
            bytes.extend(weights.iter().map(|weight| rounded(weight / worth).cast_unsigned()));
        }
    }
    bytes
}

#[expect(clippy::cast_possible_truncation, reason = "clamped first")]
fn rounded(weight: f32) -> i8 {
    weight.round().clamp(-127.0, 127.0) as i8
}

/// How much one step of a weight is worth. The few largest weights are cut off, so that the many others keep their differences.
fn worth(weights: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(0.0);
    (largest / 127.0).max(f32::MIN_POSITIVE)
}
