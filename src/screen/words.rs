//! A text as the rules see it: plain words, each with its place in the text as written.

/// One word, or one mark that ends a sentence (`.`), a clause (`,`) or a quotation (`"`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it stands in [`Words::joined`], in bytes.
    pub at: usize,
    /// Where it ends there, without the space.
    pub until: usize,
    /// Where it stands in the text as written, in characters.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
    /// The number of its sentence.
    pub sentence: usize,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// The words of a text, small, without apostrophes or disguise, a space after each.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub joined: String,
    pub list: Vec<Word>,
}

/// Longer words carry no rule; cutting them keeps every pattern's reach, and so the time, bounded.
const LONGEST: usize = 40;

/// What stands further apart, in words, is not one quotation: a mark was forgotten.
const LONGEST_QUOTE: usize = 60;

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        for piece in join_spelled_out(pieces(text)) {
            words.push(&piece);
        }
        words.mark_sentences_and_quotes();
        words
    }

    /// The word at this place in the list.
    pub fn text(&self, index: usize) -> &str {
        let word = self.list[index];
        &self.joined[word.at..word.until]
    }

    /// The first word that ends after this byte of `joined`.
    pub fn index_at(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.until <= byte)
    }

    fn push(&mut self, piece: &Piece) {
        let text = undisguised(&piece.text);
        let again = self.list.last().is_some_and(|last| self.joined[last.at..last.until] == text);
        if again && matches!(text.as_str(), "." | ",") {
            return;
        }
        let at = self.joined.len();
        self.joined.extend(text.chars().take(LONGEST));
        let until = self.joined.len();
        self.joined.push(' ');
        let (start, end) = (piece.start, piece.end);
        self.list.push(Word { at, until, start, end, sentence: 0, quoted: false });
    }

    fn mark_sentences_and_quotes(&mut self) {
        let mut sentence = 0;
        let mut open = None;
        for index in 0..self.list.len() {
            self.list[index].sentence = sentence;
            sentence += usize::from(self.text(index) == ".");
            if self.text(index) != "\"" {
                continue;
            }
            // A mark that touches the word after it opens; one that touches what is before it closes.
            let touches = |one: usize, other: usize| self.list.get(other).is_some_and(|other| self.list[one].end == other.start);
            if index > 0 && touches(index - 1, index) {
                let opened: usize = open.take().unwrap_or(index);
                if index - opened <= LONGEST_QUOTE {
                    self.list[opened..index].iter_mut().for_each(|word| word.quoted = true);
                }
            } else if touches(index, index + 1) {
                open = Some(index);
            }
        }
    }
}

/// Whether this is a mark and not a word.
pub(super) fn is_mark(text: &str) -> bool {
    matches!(text, "." | "," | "\"")
}

struct Piece {
    text: String,
    start: usize,
    end: usize,
}

fn pieces(text: &str) -> Vec<Piece> {
    let seen: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .filter(|&(_, letter)| !is_invisible(letter))
        .flat_map(|(place, letter)| plain(letter).to_lowercase().map(move |small| (place, small)))
        .collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for (index, &(place, letter)) in seen.iter().enumerate() {
        let next = seen.get(index + 1).map(|&(_, next)| next);
        let inside = open && next.is_some_and(char::is_alphanumeric);
        if letter.is_alphanumeric() || (inside && "@$!*".contains(letter)) {
            match pieces.last_mut().filter(|_| open) {
                Some(piece) => {
                    piece.text.push(letter);
                    piece.end = place + 1;
                }
                None => pieces.push(Piece { text: letter.into(), start: place, end: place + 1 }),
            }
            open = true;
        } else if letter != '\'' || !inside {
            open = false;
            let after_newline = index > 0 && seen[index - 1].1 == '\n';
            if let Some(mark) = mark(letter, after_newline) {
                pieces.push(Piece { text: mark.into(), start: place, end: place + 1 });
            }
        }
    }
    pieces
}

/// The mark a character stands for. One new line is a pause, an empty line ends a sentence.
fn mark(letter: char, after_newline: bool) -> Option<&'static str> {
    match letter {
        '.' | '!' | '?' | '…' => Some("."),
        '\n' if after_newline => Some("."),
        ',' | ';' | ':' | '(' | ')' | '–' | '—' | '\n' => Some(","),
        '"' => Some("\""),
        _ => None,
    }
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\r')
}

/// The everyday form of a character: wide letters, curly marks and letters of other scripts that look Latin.
fn plain(letter: char) -> char {
    const TWINS: (&str, &str) = ("аеорсухікмт’‘ʼ`“”«»„", "aeopcyxikmt''''\"\"\"\"\"");
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => TWINS.0.chars().position(|twin| twin == letter).and_then(|place| TWINS.1.chars().nth(place)).unwrap_or(letter),
    }
}

/// Letters with digits or signs among them, read as a person would read them: `su1c1de`, `k!ll`, `su*cide`.
fn undisguised(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 2 || letters == word.chars().count() {
        return word.to_owned();
    }
    word.chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' | '!' | '*' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// `k m s` and `k.m.s` become `kms`: three or more lone letters, one character between each.
fn join_spelled_out(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut run: Vec<Piece> = Vec::new();
    for piece in pieces {
        let dot = piece.text == "." && run.last().is_some_and(|last| last.end == piece.start);
        let lone = dot || (piece.end - piece.start == 1 && piece.text.chars().all(char::is_alphanumeric));
        let near = run.last().is_none_or(|last| piece.start - last.end <= usize::from(last.text != "."));
        if !(lone && near) {
            close(&mut run, &mut joined);
        }
        if lone && !(dot && run.is_empty()) {
            run.push(piece);
        } else {
            joined.push(piece);
        }
    }
    close(&mut run, &mut joined);
    joined
}

fn close(run: &mut Vec<Piece>, joined: &mut Vec<Piece>) {
    let dot = if run.last().is_some_and(|last| last.text == ".") { run.pop() } else { None };
    let text: String = run.iter().filter(|piece| piece.text != ".").map(|piece| piece.text.as_str()).collect();
    if text.chars().count() >= 3 {
        let (start, end) = (run[0].start, run[run.len() - 1].end);
        run.clear();
        joined.push(Piece { text, start, end });
    } else {
        joined.append(run);
    }
    joined.extend(dot);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        Words::of(text).joined.trim_end().to_owned()
    }

    #[test]
    fn words_lose_case_apostrophes_and_disguise() {
        assert_eq!(joined("I’m NOT okay... self-harm"), "im not okay . self harm");
        assert_eq!(joined("su1c1de k!ll mys3lf un4living"), "suicide kill myself unaliving");
        assert_eq!(joined("su\u{200b}ici\u{ad}de  ｋｍｓ"), "suicide kms");
        assert_eq!(joined("k m s now"), "kms now");
        assert_eq!(joined("k.m.s. I said"), "kms . i said");
        assert_eq!(joined("plan B. I do. 116 123"), "plan b . i do . 116 123");
    }

    #[test]
    fn places_are_characters_of_the_text_as_written() {
        let words = Words::of("é “su\u{200b}1cide”");
        let word = words.list[2];
        assert_eq!((word.start, word.end), (3, 11));
        assert!(word.quoted && !words.list[0].quoted);
    }

    #[test]
    fn a_forgotten_quotation_mark_quotes_nothing() {
        let quoted = |text: &str| -> Vec<String> {
            let words = Words::of(text);
            let inside = (0..words.list.len()).filter(|&index| words.list[index].quoted);
            inside.map(|index| words.text(index).to_owned()).filter(|word| !is_mark(word)).collect()
        };
        assert_eq!(quoted("he said \"no. I want out. She said \"yes\""), ["yes"]);
        assert_eq!(quoted("a 6\" cut, and then I want out, 7\" more"), [""; 0]);
        assert_eq!(quoted("\"I am fine.\" I am not. \"Good!\""), ["i", "am", "fine", "good"]);
    }
}
