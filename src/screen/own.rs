//! Phrases of the operator's own: one file, read once at start, that stands beside the shipped ones. What they find counts as it is; the
//! learned part, which never saw them, has no say in it.

use std::sync::OnceLock;

use super::phrases::Book;
use super::words::Words;
use super::{Meant, Weights, hits};

/// What stands for the language in the names of the operator's rules.
const LANGUAGE: &str = "own";

static OWN: OnceLock<&'static Book> = OnceLock::new();

/// Takes in the operator's phrase file, before the first text is read.
///
/// # Errors
/// A sentence that names the rule and what is wrong with it; the rules' own examples are tried, too.
pub fn take_in(file: &str) -> Result<(), String> {
    let book: &'static Book = Box::leak(Box::new(Book::own(LANGUAGE, file)?));
    check(book)?;
    OWN.set(book).map_err(|_| "phrases were taken in already".to_owned())
}

/// The operator's phrases, if there are any.
pub(super) fn own() -> Option<&'static Book> {
    OWN.get().copied()
}

/// # Errors
/// The first rule that misses one of its own examples, or finds what it should leave.
pub(super) fn check(book: &'static Book) -> Result<(), String> {
    let rules = book.rules.iter().map(|rule| (rule.name, &rule.said.means, &rule.said.matches, &rule.said.leaves));
    let together = book.together.iter().map(|pair| (pair.name, &pair.said.means, &pair.said.matches, &pair.said.leaves));
    for (name, means, matches, leaves) in rules.chain(together) {
        if means.is_empty() || matches.is_empty() || leaves.is_empty() {
            return Err(format!("rule {name}: means, matches and leaves must say something"));
        }
        if let Some(text) = matches.iter().find(|text| !finds(book, name, text)) {
            return Err(format!("rule {name}: it does not find its own example “{text}”"));
        }
        if let Some(text) = leaves.iter().find(|text| finds(book, name, text)) {
            return Err(format!("rule {name}: it finds what it should leave, “{text}”"));
        }
    }
    Ok(())
}

/// Whether the rule of this name says anything about a text.
fn finds(book: &'static Book, name: &str, text: &str) -> bool {
    let words = Words::of(text);
    let mut weights = Weights::default();
    weights.weigh(book, &words);
    let alone = hits(book, &words).iter().any(|hit| book.rules[hit.rule].name == name && hit.meant == Meant::Plainly);
    alone || book.together.iter().any(|together| together.name == name) && weights.spans.iter().any(|span| span.rule == name)
}

#[cfg(test)]
mod tests {
    use super::super::{Flag, Grade};
    use super::*;

    const RULE: &str = "language = \"en\"\n[[rule]]\nname = \"fog\"\nmeans = \"The fog is here: what people on this board say of it.\"\ngrade = \"ideation\"\n";

    fn book(rest: &str) -> Result<&'static Book, String> {
        let book: &'static Book = Box::leak(Box::new(Book::own(LANGUAGE, &format!("{RULE}{rest}"))?));
        check(book).map(|()| book)
    }

    #[test]
    fn own_phrases_know_the_small_words_of_their_language() {
        let book =
            book("patterns = [\"the fog is back\"]\nmatches = [\"the fog is back\"]\nleaves = [\"my brother says the fog is back\"]\n")
                .unwrap();
        let read = |text: &str| {
            let mut weights = Weights::default();
            weights.weigh(book, &Words::of(text));
            weights.reading()
        };
        assert_eq!(read("Again: the fog is back.").grade, Grade::Ideation);
        // Somebody else's, as in the shipped rules.
        let other = read("My brother says the fog is back.");
        assert_eq!((other.grade, other.flags), (Grade::None, vec![Flag::ThirdParty]));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_rule() {
        for (rest, wrong) in [
            ("patterns = [\"the fog (is\"]\nmatches = [\"x\"]\nleaves = [\"y\"]\n", "rule fog"),
            (
                "patterns = [\"the fog\"]\nmatches = [\"the mist\"]\nleaves = [\"y\"]\n",
                "rule fog: it does not find its own example “the mist”",
            ),
            ("patterns = [\"the fog\"]\nmatches = [\"the fog\"]\nleaves = [\"the fog\"]\n", "rule fog: it finds what it should leave"),
            ("patterns = [\"the fog\"]\nmatches = []\nleaves = [\"x\"]\n", "rule fog"),
            ("pattern = [\"the fog\"]\n", "pattern"),
        ] {
            let why = book(rest).err().unwrap();
            assert!(why.contains(wrong), "{why}");
        }
        assert!(Book::own(LANGUAGE, "language = \"xx\"\n").err().unwrap().contains("en, es"));
    }
}
