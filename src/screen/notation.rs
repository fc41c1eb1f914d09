//! The notation the phrase files are written in, and what it says.
//!
//! | written | finds |
//! |---|---|
//! | `want to die` | these words, in this order, nothing between |
//! | `suicid*` | any word that starts so; `*mord` any word that ends so |
//! | `(die\|be dead)` | one of these |
//! | `[really\|just]` | one of these, or nothing |
//! | `..` | up to two words, without a comma or full stop |
//! | `...` | up to five words, without a comma or full stop |
//! | `....` | up to ten words of the same sentence, commas among them |
//! | `<kill myself>` | anything from the list of that name, earlier in the same file |
//! | `^` | the start of a text, sentence, clause or quotation |
//! | `$` | the end of one |
//!
//! Case, accents and the apostrophe of “I'm” do not matter; a hyphen and the apostrophe of “j'ai” are spaces.

use std::collections::BTreeMap;

use super::words::plain_words;

/// What a pattern says, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// One word out of these.
    Word(Vec<Term>),
    /// Up to so many words; commas and quotation marks count as one where they are allowed.
    Gap { words: usize, over_commas: bool },
    /// A mark, or an end of the text.
    Mark,
    /// All of these, one after the other.
    All(Vec<Node>),
    /// One of these.
    Any(Vec<Node>),
    /// This, or nothing.
    Maybe(Box<Node>),
}

/// One written word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    Is(String),
    Starts(String),
    Ends(String),
}

impl Term {
    /// How many letters it gives, in bytes.
    pub fn letters(&self) -> usize {
        match self {
            Self::Is(word) | Self::Starts(word) | Self::Ends(word) => word.len(),
        }
    }
}

/// Lists by name.
pub(super) type Lists = BTreeMap<String, Node>;

/// Takes one pattern apart.
///
/// # Errors
/// A sentence that says what is wrong, for the person who wrote the phrase file.
pub(super) fn parse(pattern: &str, lists: &Lists) -> Result<Node, String> {
    let mut reader = Reader { rest: pattern, lists };
    let node = reader.choices()?;
    if reader.rest.is_empty() { Ok(node) } else { Err(format!("“{pattern}”: “{}” closes nothing", reader.rest)) }
}

/// One of several patterns.
///
/// # Errors
/// As [`parse`].
pub(super) fn parse_any(patterns: &[String], lists: &Lists) -> Result<Node, String> {
    let nodes: Result<Vec<_>, _> = patterns.iter().map(|pattern| parse(pattern, lists)).collect();
    Ok(any(nodes?))
}

struct Reader<'a> {
    rest: &'a str,
    lists: &'a Lists,
}

impl Reader<'_> {
    /// `a|b c|d`, up to a closing bracket or the end.
    fn choices(&mut self) -> Result<Node, String> {
        let mut choices = Vec::new();
        let mut all = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some(')' | ']') => {
                    choices.push(sequence(all)?);
                    return Ok(any(choices));
                }
                Some('|') => {
                    self.skip(1);
                    choices.push(sequence(std::mem::take(&mut all))?);
                }
                Some('(') => all.push(self.bracket(')')?),
                Some('[') => all.push(Node::Maybe(Box::new(self.bracket(']')?))),
                Some('<') => all.push(self.list()?),
                Some('^' | '$') => {
                    self.skip(1);
                    all.push(Node::Mark);
                }
                Some('.') => all.push(self.gap()?),
                Some(_) => self.word(&mut all)?,
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn bracket(&mut self, closing: char) -> Result<Node, String> {
        self.skip(1);
        let inner = self.choices()?;
        if !self.rest.starts_with(closing) {
            return Err(format!("a bracket is missing its “{closing}”"));
        }
        self.skip(1);
        Ok(inner)
    }

    fn list(&mut self) -> Result<Node, String> {
        let end = self.rest.find('>').ok_or("a list's name is missing its “>”")?;
        let name = &self.rest[1..end];
        let list = self.lists.get(name).ok_or_else(|| format!("there is no list “{name}” above this"))?;
        self.skip(end + 1);
        Ok(list.clone())
    }

    fn gap(&mut self) -> Result<Node, String> {
        let dots = self.rest.len() - self.rest.trim_start_matches('.').len();
        self.skip(dots);
        match dots {
            2 => Ok(Node::Gap { words: 2, over_commas: false }),
            3 => Ok(Node::Gap { words: 5, over_commas: false }),
            4 => Ok(Node::Gap { words: 10, over_commas: true }),
            _ => Err("a gap is written with two, three or four dots".to_owned()),
        }
    }

    fn word(&mut self, all: &mut Vec<Node>) -> Result<(), String> {
        let end = self.rest.find(|sign: char| sign.is_whitespace() || "()[]|<>^$.".contains(sign)).unwrap_or(self.rest.len());
        let written = &self.rest[..end];
        if end == 0 {
            return Err(format!("“{}” is not part of the notation", self.rest));
        }
        self.skip(end);
        let plain = plain_words(written.trim_matches('*'));
        let Some(last) = plain.len().checked_sub(1) else {
            return Err(format!("“{written}” holds no word"));
        };
        for (index, word) in plain.into_iter().enumerate() {
            all.push(Node::Word(vec![match () {
                () if index == last && written.ends_with('*') => Term::Starts(word),
                () if index == 0 && written.starts_with('*') => Term::Ends(word),
                () => Term::Is(word),
            }]));
        }
        Ok(())
    }
}

fn sequence(mut all: Vec<Node>) -> Result<Node, String> {
    match all.len() {
        0 => Err("a choice is empty".to_owned()),
        1 => Ok(all.remove(0)),
        _ => Ok(Node::All(all)),
    }
}

/// One of these; single words are gathered into one, so that a long list costs no more than a short one.
fn any(choices: Vec<Node>) -> Node {
    let mut terms = Vec::new();
    let mut others = Vec::new();
    for choice in choices {
        match choice {
            Node::Word(more) => terms.extend(more),
            Node::Any(inner) => {
                for node in inner {
                    if let Node::Word(more) = node { terms.extend(more) } else { others.push(node) }
                }
            }
            other => others.push(other),
        }
    }
    if !terms.is_empty() {
        terms.sort_unstable();
        terms.dedup();
        others.push(Node::Word(terms));
    }
    if others.len() == 1 { others.remove(0) } else { Node::Any(others) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(word: &str) -> Node {
        Node::Word(vec![Term::Is(word.into())])
    }

    #[test]
    fn a_pattern_is_taken_apart() {
        let lists = Lists::from([("it".to_owned(), is("it"))]);
        let parsed = |pattern| parse(pattern, &lists).unwrap();
        assert_eq!(parsed("I'm d'ici"), Node::All(vec![is("im"), is("d"), is("ici")]));
        assert_eq!(parsed("suicid*"), Node::Word(vec![Term::Starts("suicid".into())]));
        assert_eq!(parsed("*mord"), Node::Word(vec![Term::Ends("mord".into())]));
        assert_eq!(parsed("(b|a)"), Node::Word(vec![Term::Is("a".into()), Term::Is("b".into())]));
        assert_eq!(parsed("end [all] <it>"), Node::All(vec![is("end"), Node::Maybe(Box::new(is("all"))), is("it")]));
        assert_eq!(parsed("^ ... go"), Node::All(vec![Node::Mark, Node::Gap { words: 5, over_commas: false }, is("go")]));
    }

    #[test]
    fn mistakes_are_told() {
        for wrong in ["(a|b", "a)", "<nothing here>", "a + b", "[a)", "a ..... b", "()", "(a|)", "*"] {
            assert!(parse(wrong, &Lists::new()).is_err(), "{wrong}");
        }
    }
}
