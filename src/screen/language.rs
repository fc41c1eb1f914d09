//! Which of the phrase files a text is read with.

use super::phrases::Book;
use super::words::Words;

/// So many everyday words of a language, for each one of the likeliest, and the text is read in it as well.
const ALSO: (usize, usize) = (1, 2);

/// The phrase files of the languages a text is in, as far as its everyday words tell; all of them where they tell nothing.
///
/// `named` is the language its writer or the page named; it is always among them, never alone where the words say otherwise.
pub(super) fn books<'a>(all: &'a [Book], words: &Words, named: Option<&str>) -> Vec<&'a Book> {
    let named = named.map(|named| named.get(..2).unwrap_or(named).to_ascii_lowercase());
    let known: Vec<usize> = all.iter().map(|book| known(book, words)).collect();
    let most = known.iter().copied().max().unwrap_or(0);
    let wanted = |book: &Book, count: usize| count * ALSO.1 >= most * ALSO.0 || Some(book.language) == named.as_deref();
    all.iter().zip(known).filter(|&(book, count)| wanted(book, count)).map(|(book, _)| book).collect()
}

/// How many of the words are everyday words of a language.
fn known(book: &Book, words: &Words) -> usize {
    (0..words.list.len()).filter(|&index| book.common.contains(words.text(index))).count()
}
