//! Words of an entry with those marked that the screen matched. Offsets are characters, not bytes.

use crate::cases::Span;

/// A stretch of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub marked: bool,
}

/// The whole text in pieces. Spans may overlap, touch, or reach beyond the text's end.
pub(super) fn pieces(text: &str, spans: &[Span]) -> Vec<Piece> {
    let mut spans: Vec<Span> = spans.iter().copied().filter(|span| span.start < span.end).collect();
    spans.sort_by_key(|span| span.start);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut next, mut marked_until) = (0, 0);
    for (place, letter) in text.chars().enumerate() {
        while let Some(span) = spans.get(next).filter(|span| span.start <= place) {
            marked_until = marked_until.max(span.end);
            next += 1;
        }
        let marked = place < marked_until;
        match pieces.last_mut() {
            Some(piece) if piece.marked == marked => piece.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), marked }),
        }
    }
    pieces
}

/// Only what is marked, each once and none too long: what stands beside the reason.
pub(super) fn quotes(text: &str, spans: &[Span]) -> Vec<String> {
    const LONGEST: usize = 120;
    const MOST: usize = 6;
    let mut quotes: Vec<String> = Vec::new();
    for piece in pieces(text, spans).into_iter().filter(|piece| piece.marked) {
        let short: String = piece.text.chars().take(LONGEST).collect();
        let quote = if short.len() < piece.text.len() { format!("{short}…") } else { short };
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes.truncate(MOST);
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    #[test]
    fn spans_count_characters_and_the_text_stays_whole() {
        let text = "Für dich 💚 by the time you read this";
        let found = pieces(text, &[span(11, 37), span(0, 3)]);
        assert_eq!(found.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        assert_eq!(quotes(text, &[span(11, 37), span(0, 3)]), ["Für", "by the time you read this"]);
    }

    #[test]
    fn odd_spans_do_no_harm() {
        assert_eq!(pieces("", &[span(0, 9)]), []);
        assert_eq!(quotes("abcdef", &[span(1, 3), span(2, 4), span(5, 99), span(4, 4), span(70, 71)]), ["bcd", "f"]);
        assert_eq!(pieces("abc", &[]), [Piece { text: "abc".into(), marked: false }]);
    }
}
