//! Words of an entry with those marked that the screen or a rule matched, each with why. Offsets are characters, not bytes.

use crate::cases::Span;
use crate::screen;

/// A stretch of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub marked: bool,
    /// What each rule finds that marked it.
    pub why: Vec<Why>,
}

/// What a rule of the screen finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// In the words of its phrase file.
    Rule(&'static str),
    /// No rule did: the learned part read it so.
    Learned,
}

impl Why {
    fn of(span: &Span) -> Option<Self> {
        match span.rule.as_deref()? {
            screen::LEARNED => Some(Self::Learned),
            rule => screen::means(rule).map(Self::Rule),
        }
    }

    /// What the rule finds, in English.
    pub(super) fn means(self) -> Option<&'static str> {
        if let Self::Rule(means) = self { Some(means) } else { None }
    }
}

impl Piece {
    /// Why, for the mark itself; `learned` is the sentence for the learned part.
    pub(super) fn title(&self, learned: &str) -> String {
        self.why.iter().map(|why| why.means().unwrap_or(learned)).collect::<Vec<_>>().join(" ")
    }
}

/// The whole text in pieces. Spans may overlap, touch, or reach beyond the text's end.
pub(super) fn pieces(text: &str, spans: &[&Span]) -> Vec<Piece> {
    let mut spans: Vec<&Span> = spans.iter().copied().filter(|span| span.start < span.end).collect();
    spans.sort_by_key(|span| span.start);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut next, mut marked_until) = (0, 0);
    for (place, letter) in text.chars().enumerate() {
        let begun = next;
        while let Some(span) = spans.get(next).filter(|span| span.start <= place) {
            marked_until = marked_until.max(span.end);
            next += 1;
        }
        let marked = place < marked_until;
        match pieces.last_mut() {
            Some(piece) if piece.marked == marked => piece.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), marked, why: Vec::new() }),
        }
        if let Some(piece) = pieces.last_mut() {
            for why in spans[begun..next].iter().filter_map(|span| Why::of(span)) {
                if !piece.why.contains(&why) {
                    piece.why.push(why);
                }
            }
        }
    }
    pieces
}

/// Only what is marked, each once and none too long: what stands beside the reason.
pub(super) fn quotes(pieces: &[Piece]) -> Vec<Piece> {
    const LONGEST: usize = 120;
    const MOST: usize = 6;
    let mut quotes: Vec<Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.marked) {
        let short: String = piece.text.chars().take(LONGEST).collect();
        let text = if short.len() < piece.text.len() { format!("{short}…") } else { short };
        if quotes.iter().all(|quote| quote.text != text) {
            quotes.push(Piece { text, ..piece.clone() });
        }
    }
    quotes.truncate(MOST);
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, rule: Option<&str>) -> Span {
        Span { start, end, in_title: false, rule: rule.map(str::to_owned) }
    }

    fn cut(text: &str, spans: &[Span]) -> Vec<Piece> {
        pieces(text, &spans.iter().collect::<Vec<_>>())
    }

    fn quoted(text: &str, spans: &[Span]) -> Vec<String> {
        quotes(&cut(text, spans)).into_iter().map(|quote| quote.text).collect()
    }

    #[test]
    fn spans_count_characters_and_the_text_stays_whole() {
        let text = "Für dich 💚 by the time you read this";
        let spans = [span(11, 37, None), span(0, 3, None)];
        assert_eq!(cut(text, &spans).iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        assert_eq!(quoted(text, &spans), ["Für", "by the time you read this"]);
    }

    #[test]
    fn odd_spans_do_no_harm() {
        assert_eq!(cut("", &[span(0, 9, None)]), []);
        let odd = [span(1, 3, None), span(2, 4, None), span(5, 99, None), span(4, 4, None), span(70, 71, None)];
        assert_eq!(quoted("abcdef", &odd), ["bcd", "f"]);
        assert_eq!(cut("abc", &[]), [Piece { text: "abc".into(), marked: false, why: vec![] }]);
    }

    #[test]
    fn a_mark_says_what_each_of_its_rules_finds() {
        let spans = [span(0, 13, Some("en wants-to-die")), span(2, 13, Some("en wants-to-die")), span(7, 13, Some(screen::LEARNED))];
        let pieces = cut("I want to die.", &spans);
        let means = screen::means("en wants-to-die").unwrap();
        assert_eq!(pieces[0].why, [Why::Rule(means), Why::Learned]);
        assert_eq!(pieces[0].title("Learned."), format!("{means} Learned."));
        // A rule that is no more explains nothing.
        assert_eq!(cut("I want to die.", &[span(0, 13, Some("en gone"))])[0].why, []);
    }
}
