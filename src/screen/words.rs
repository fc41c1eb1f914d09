//! A text as the rules see it: plain words, each with its place in the text as written.

use std::borrow::Cow;

/// One word, or one mark that ends a sentence (`.`), a clause (`,`) or a quotation (`"`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it stands in the plain text, in bytes.
    at: usize,
    /// Where it ends there.
    until: usize,
    /// Where it stands in the text as written, in characters.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
    /// The number of its sentence.
    pub sentence: usize,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// The words of a text: small letters without accents, apostrophes or disguise.
///
/// A full stop stands before the first word and after the last, so that both ends look like any other.
#[derive(Debug, Default)]
pub(super) struct Words {
    plain: String,
    pub list: Vec<Word>,
}

/// Longer words carry no rule.
const LONGEST: usize = 40;

/// What stands further apart, in words, is not one quotation: a mark was forgotten.
const LONGEST_QUOTE: usize = 60;

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.push(&Piece { text: ".".into(), start: 0, end: 0 });
        for piece in join_spelled_out(pieces(text)) {
            words.push(&piece);
        }
        let end = words.list.last().map_or(0, |last| last.end);
        words.push(&Piece { text: ".".into(), start: end, end });
        words.mark_sentences_and_quotes();
        words
    }

    /// The word at this place in the list.
    pub fn text(&self, index: usize) -> &str {
        let word = self.list[index];
        &self.plain[word.at..word.until]
    }

    /// Whether a mark, not a word, stands at this place.
    pub fn is_mark(&self, index: usize) -> bool {
        is_mark(self.text(index))
    }

    fn push(&mut self, piece: &Piece) {
        let text = undisguised(&piece.text);
        let again = self.list.last().is_some_and(|last| self.plain[last.at..last.until] == *text);
        if again && matches!(&*text, "." | ",") {
            return;
        }
        let at = self.plain.len();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => self.plain.push_str(&text[..end]),
            None => self.plain.push_str(&text),
        }
        let until = self.plain.len();
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
            let touches = |one: usize, other: usize| {
                self.list.get(other).is_some_and(|other| other.start < other.end && self.list[one].end == other.start)
            };
            // One that touches nothing, as French ones with spaces inside, closes what is open and else opens.
            let closes = index > 1 && touches(index - 1, index);
            let before_a_word = touches(index, index + 1) && !is_mark(self.text(index + 1));
            let opens = !closes && (open.is_none() || before_a_word);
            if opens {
                open = Some(index);
                continue;
            }
            let opened = open.take().unwrap_or(index);
            if index - opened <= LONGEST_QUOTE {
                self.list[opened..index].iter_mut().for_each(|word| word.quoted = true);
            }
        }
    }
}

fn is_mark(text: &str) -> bool {
    matches!(text, "." | "," | "\"")
}

/// The plain words of a phrase, for the patterns: what a text's words are compared with.
pub(super) fn plain_words(phrase: &str) -> Vec<String> {
    pieces(phrase).into_iter().map(|piece| undisguised(&piece.text).into_owned()).filter(|text| !is_mark(text)).collect()
}

struct Piece {
    text: String,
    start: usize,
    end: usize,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut seen: Vec<(usize, char)> = Vec::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        plain(letter, |letter| seen.push((place, letter)));
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 4);
    let mut open = false;
    for (index, &(place, letter)) in seen.iter().enumerate() {
        let next = seen.get(index + 1).map(|&(_, next)| next);
        let inside = open && next.is_some_and(char::is_alphanumeric);
        let begins = letter == '$' && !open && next.is_some_and(char::is_alphabetic);
        if letter.is_alphanumeric() || begins || (inside && "@$!*".contains(letter)) {
            match pieces.last_mut().filter(|_| open) {
                Some(piece) => {
                    piece.text.push(letter);
                    piece.end = place + 1;
                }
                None => pieces.push(Piece { text: letter.into(), start: place, end: place + 1 }),
            }
            open = true;
        } else if !(letter == '\'' && inside && stays_joined(&seen[index + 1..])) {
            open = false;
            let after_newline = index > 0 && seen[index - 1].1 == '\n';
            if let Some(mark) = mark(letter, after_newline) {
                pieces.push(Piece { text: mark.into(), start: place, end: place + 1 });
            }
        }
    }
    pieces
}

/// Whether what follows an apostrophe belongs to the word before it: “I'm”, “don't”, “hab's”. In “j'ai” and “d'en” two words meet.
fn stays_joined(after: &[(usize, char)]) -> bool {
    let rest: String = after.iter().map(|&(_, letter)| letter).take_while(|letter| letter.is_alphanumeric()).take(3).collect();
    matches!(rest.as_str(), "m" | "s" | "t" | "d" | "n" | "re" | "ve" | "ll")
}

/// The mark a character stands for. One new line is a pause, an empty line ends a sentence.
fn mark(letter: char, after_newline: bool) -> Option<&'static str> {
    match letter {
        '.' | '!' | '?' => Some("."),
        '\n' if after_newline => Some("."),
        ',' | ';' | ':' | '(' | ')' | '–' | '—' | '\n' => Some(","),
        '"' => Some("\""),
        _ => None,
    }
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\r')
}

/// The everyday forms of a character: small, without accents, curly marks straight, letters of other scripts that look Latin.
fn plain(letter: char, mut say: impl FnMut(char)) {
    const TWINS: (&str, &str) = ("аеорсухікмт’‘ʼ´`“”«»„ıøłđ", "aeopcyxikmt'''''\"\"\"\"\"iold");
    if letter.is_ascii() {
        if letter == '`' {
            say('\'');
        } else if letter != '\r' {
            say(letter.to_ascii_lowercase());
        }
        return;
    }
    if is_invisible(letter) {
        return;
    }
    for small in letter.to_lowercase() {
        if let Some(place) = TWINS.0.chars().position(|twin| twin == small) {
            TWINS.1.chars().nth(place).into_iter().for_each(&mut say);
            continue;
        }
        match small {
            'ß' => "ss".chars().for_each(&mut say),
            'œ' => "oe".chars().for_each(&mut say),
            'æ' => "ae".chars().for_each(&mut say),
            '–' | '—' => say(small),
            _ => unicode_normalization::char::decompose_compatible(small, |part| {
                if !unicode_normalization::char::is_combining_mark(part) {
                    part.to_lowercase().for_each(&mut say);
                }
            }),
        }
    }
}

/// Letters with digits or signs among them, read as a person would read them: `su1c1de`, `k!ll`, `su*cide`. `21st` stays.
fn undisguised(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let all = word.chars().count();
    let counted = word.starts_with(|first: char| first.is_ascii_digit())
        && word.trim_start_matches(|digit: char| digit.is_ascii_digit()).len() == letters;
    let disguised = letters >= 2 || (letters == 1 && all >= 3 && word.starts_with(char::is_alphabetic));
    if !disguised || letters == all || (counted && letters < 4) {
        return Cow::Borrowed(word);
    }
    let plain = word.chars().map(|letter| match letter {
        '0' => 'o',
        '1' | '!' | '*' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    });
    Cow::Owned(plain.collect())
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

    fn plain_text(text: &str) -> String {
        let words = Words::of(text);
        (1..words.list.len()).map(|index| words.text(index)).collect::<Vec<_>>().join(" ").trim_end_matches(['.', ' ']).to_owned()
    }

    #[test]
    fn words_lose_case_accents_apostrophes_and_disguise() {
        assert_eq!(plain_text("I’m NOT okay... self-harm"), "im not okay . self harm");
        assert_eq!(plain_text("su1c1de k!ll mys3lf un4living"), "suicide kill myself unaliving");
        assert_eq!(plain_text("su\u{200b}ici\u{ad}de  ｋｍｓ 𝓭𝓲𝓮"), "suicide kms die");
        assert_eq!(plain_text("k m s now"), "kms now");
        assert_eq!(plain_text("k.m.s. I said"), "kms . i said");
        assert_eq!(plain_text("plan B. I do. 116 123, the 21st, 10mg"), "plan b . i do . 116 123 , the 21st , 10mg");
        assert_eq!(plain_text("J'ai l'impression d’en avoir assez"), "j ai l impression d en avoir assez");
        assert_eq!(plain_text("Ya no puedo más, corazón. Groß wäre schön"), "ya no puedo mas , corazon . gross ware schon");
    }

    #[test]
    fn places_are_characters_of_the_text_as_written() {
        let words = Words::of("é “su\u{200b}1cide”");
        let word = words.list[3];
        assert_eq!((word.start, word.end), (3, 11));
        assert!(word.quoted && !words.list[1].quoted);
    }

    #[test]
    fn a_forgotten_quotation_mark_quotes_nothing() {
        let quoted = |text: &str| -> Vec<String> {
            let words = Words::of(text);
            let inside = (0..words.list.len()).filter(|&index| words.list[index].quoted);
            inside.map(|index| words.text(index).to_owned()).filter(|word| !is_mark(word)).collect()
        };
        assert_eq!(quoted("he said \"no. I want out. She said \"yes\""), ["yes"]);
        assert_eq!(quoted("on dit « je veux » et puis « rien », voilà"), ["je", "veux", "rien"]);
        assert_eq!(quoted("a 6\" cut, and then I want out, 7\" more"), [""; 0]);
        assert_eq!(quoted("\"I am fine.\" I am not. \"Good!\""), ["i", "am", "fine", "good"]);
    }
}
