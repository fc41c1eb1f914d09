//! Lays the patterns of a phrase file out as an automaton: a position for each word a pattern can ask for, and what may follow it.

use super::automaton::{Automaton, Lists, Pattern, PatternId, Position, Sees};
use super::notation::{Node, Term};
use super::vocabulary::Naming;

/// An automaton while patterns are added to it.
#[derive(Debug)]
pub(super) struct Layout {
    positions: Vec<Laying>,
    /// Of each pattern what it needs, and where it starts.
    patterns: Vec<(Vec<u32>, Vec<u32>)>,
    words: Naming,
    not: u32,
}

/// A position whose followers are not all known yet.
#[derive(Debug)]
struct Laying {
    pattern: PatternId,
    sees: Sees,
    ends: bool,
    next: Vec<u32>,
}

/// What a part of a pattern needs from its neighbours while it is laid out.
struct Laid {
    /// It may be nothing at all.
    empty: bool,
    first: Vec<u32>,
    last: Vec<u32>,
}

impl Layout {
    /// A layout without patterns, for a language whose words for “not” are these.
    pub fn new(not: &[Term]) -> Self {
        let mut words = Naming::default();
        let not = words.set(not);
        Self { positions: Vec::new(), patterns: Vec::new(), words, not }
    }

    /// `variant` is another way to write `word`.
    pub fn spelled(&mut self, variant: String, word: String) {
        self.words.spelled(variant, word);
    }

    /// Adds a pattern.
    ///
    /// # Errors
    /// Where it could be found in no words at all, or starts with a gap.
    pub fn add(&mut self, node: &Node) -> Result<PatternId, String> {
        let pattern = PatternId::try_from(self.patterns.len()).map_err(|_| "too many patterns")?;
        let laid = self.lay(node, pattern);
        if laid.empty {
            return Err("a pattern must hold at least one word it cannot do without".to_owned());
        }
        for &position in &laid.last {
            self.positions[position as usize].ends = true;
        }
        let is_gap = |&position: &u32| matches!(self.positions[position as usize].sees, Sees::AnyWord | Sees::WithinSentence);
        if laid.first.iter().any(is_gap) {
            return Err("a pattern may not start with a gap".to_owned());
        }
        let mut needs = self.needs(node);
        // What was first asked for lately is rare, and soonest missing.
        needs.sort_unstable_by(|one, other| other.cmp(one));
        self.patterns.push((needs, laid.first));
        Ok(pattern)
    }

    /// What was laid out, ready to run.
    ///
    /// # Errors
    /// Where it is more than can be counted.
    pub fn finish(self) -> Result<Automaton, String> {
        let mut lists = Lists::default();
        let positions: Result<Box<[Position]>, String> = self
            .positions
            .into_iter()
            .map(|Laying { pattern, sees, ends, next }| Ok(Position { pattern, sees, ends, next: lists.keep(&next)? }))
            .collect();
        let patterns: Result<Box<[Pattern]>, String> =
            self.patterns.iter().map(|(needs, starts)| Ok(Pattern { needs: lists.keep(needs)?, starts: lists.keep(starts)? })).collect();
        lists.finish();
        Ok(Automaton { positions: positions?, patterns: patterns?, lists, vocabulary: self.words.finish(), not: self.not })
    }

    fn lay(&mut self, node: &Node, pattern: PatternId) -> Laid {
        match node {
            Node::Word(terms) => {
                let set = self.words.set(terms);
                self.place(pattern, Sees::Set(set))
            }
            Node::Mark => self.place(pattern, Sees::Mark),
            Node::Gap { words, over_commas } => {
                let sees = if *over_commas { Sees::WithinSentence } else { Sees::AnyWord };
                let mut laid = Laid { empty: true, first: Vec::new(), last: Vec::new() };
                for _ in 0..*words {
                    let one = Laid { empty: true, ..self.place(pattern, sees) };
                    // A gap's words follow each other one by one: what may follow the gap may follow each of them.
                    if laid.first.is_empty() {
                        laid.first.clone_from(&one.first);
                    } else {
                        let before = one.first[0] - 1;
                        self.positions[before as usize].next.push(one.first[0]);
                    }
                    laid.last.extend(one.last);
                }
                laid
            }
            Node::All(nodes) => {
                let mut all = Laid { empty: true, first: Vec::new(), last: Vec::new() };
                for node in nodes {
                    let one = self.lay(node, pattern);
                    for &last in &all.last {
                        self.positions[last as usize].next.extend(&one.first);
                    }
                    if all.empty {
                        all.first.extend(&one.first);
                    }
                    if one.empty {
                        all.last.extend(one.last);
                    } else {
                        all.last = one.last;
                    }
                    all.empty &= one.empty;
                }
                all
            }
            Node::Any(nodes) => {
                let mut any = Laid { empty: false, first: Vec::new(), last: Vec::new() };
                for node in nodes {
                    let one = self.lay(node, pattern);
                    any.empty |= one.empty;
                    any.first.extend(one.first);
                    any.last.extend(one.last);
                }
                any
            }
            Node::Maybe(node) => Laid { empty: true, ..self.lay(node, pattern) },
        }
    }

    fn place(&mut self, pattern: PatternId, sees: Sees) -> Laid {
        let position = u32::try_from(self.positions.len()).unwrap_or(u32::MAX);
        self.positions.push(Laying { pattern, sees, ends: false, next: Vec::new() });
        Laid { empty: false, first: vec![position], last: vec![position] }
    }

    /// The sets of words a pattern cannot do without.
    fn needs(&mut self, node: &Node) -> Vec<u32> {
        needed(node).iter().map(|terms| self.words.set(terms)).collect()
    }
}

/// The choices of words a pattern cannot do without, one word out of each.
fn needed(node: &Node) -> Vec<Vec<Term>> {
    match node {
        Node::Word(terms) => vec![terms.clone()],
        // Behind a mark another sentence may have begun.
        Node::All(nodes) => {
            let until = nodes.iter().skip(1).position(|node| *node == Node::Mark).map_or(nodes.len(), |index| index + 1);
            nodes[..until].iter().flat_map(needed).collect()
        }
        Node::Any(nodes) => {
            // Of each choice its most telling word; where one choice needs none, nothing is needed.
            let telling = |node| needed(node).into_iter().max_by_key(|terms| terms.iter().map(Term::letters).min());
            let all: Option<Vec<Vec<Term>>> = nodes.iter().map(telling).collect();
            all.map(|all| {
                let mut terms = all.concat();
                terms.sort_unstable();
                terms.dedup();
                vec![terms]
            })
            .unwrap_or_default()
        }
        Node::Gap { .. } | Node::Mark | Node::Maybe(_) => Vec::new(),
    }
}
