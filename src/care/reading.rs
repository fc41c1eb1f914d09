//! A title and the text under it, read as one: what is begun in the title and ended in the text is not missed.

use crate::screen::{self, Flag, Grade, Span, Tag};

/// What the screen makes of a title and a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How bad it sounds.
    pub grade: Grade,
    /// Sorted, each once.
    pub flags: Vec<Flag>,
    /// Sorted, each once.
    pub tags: Vec<Tag>,
    /// What these rest on.
    pub marks: Vec<Mark>,
}

/// Where a rule found something, in characters of the title or of the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// In the text, not in the title.
    pub in_text: bool,
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// The rule, as [`screen::means`] knows it.
    pub rule: String,
    /// What it says of the writer here.
    pub grade: Option<Grade>,
    /// What it touches here.
    pub tag: Option<Tag>,
}

/// How a title meets the text, and what reads both so.
type Joint = (&'static str, fn(&str, Option<&str>) -> screen::Reading);

/// A title that has no end of its own is meant to have one, mostly. Some run on (“Everyone better off / without me”): there the rules
/// alone look, since the learned part goes by sentences, and would take two of them for one.
const JOINTS: [Joint; 2] = [(". ", screen::read), (" ", screen::read_by_rules)];

/// Reads a title, which may be none, and the text under it.
pub fn read(title: &str, text: &str) -> Reading {
    let joints: &[Joint] = match title.trim_end() {
        "" => &[("", screen::read)],
        ended if ended.ends_with(['.', '!', '?', '…']) => &[(" ", screen::read)],
        _ => &JOINTS,
    };
    let mut reading = Reading { grade: Grade::None, flags: Vec::new(), tags: Vec::new(), marks: Vec::new() };
    for (joint, read_by) in joints {
        let read = read_by(&format!("{title}{joint}{text}"), None);
        reading.grade = reading.grade.max(read.grade);
        reading.flags.extend(read.flags);
        reading.tags.extend(read.tags);
        let (title_ends, text_begins) = (title.chars().count(), title.chars().count() + joint.chars().count());
        reading.marks.extend(read.spans.iter().flat_map(|span| Mark::both(span, title_ends, text_begins)).flatten());
    }
    reading.flags.sort_unstable();
    reading.flags.dedup();
    reading.tags.sort_unstable();
    reading.tags.dedup();
    reading.marks.sort_unstable();
    reading.marks.dedup();
    reading
}

impl Mark {
    /// What of a span lies in the title, and what in the text.
    fn both(span: &Span, title_ends: usize, text_begins: usize) -> [Option<Self>; 2] {
        let mark = |in_text, start, end| {
            (start < end).then(|| Self { in_text, start, end, rule: span.rule_name(), grade: span.grade, tag: span.tag })
        };
        let (start, end) = (span.start.max(text_begins) - text_begins, span.end.saturating_sub(text_begins));
        [mark(false, span.start, span.end.min(title_ends)), mark(true, start, end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(title: &str, text: &str) -> Vec<String> {
        let reading = read(title, text);
        let cut = |mark: &Mark| if mark.in_text { text } else { title }.chars().skip(mark.start).take(mark.end - mark.start).collect();
        reading.marks.iter().map(cut).collect()
    }

    #[test]
    fn what_is_begun_in_the_title_and_ended_in_the_text_is_found() {
        for (title, text, grade) in [
            ("I gave the dog to my sister", "I paid what I owed.", Grade::Imminent),
            ("I gave the dog to my sister.", "I paid what I owed.", Grade::Imminent),
            ("Everyone better off", "without me. Tonight.", Grade::Ideation),
        ] {
            assert!(read(title, text).grade >= grade, "{title}");
        }
        let apart = (read("Everyone better off", "").grade, read("", "without me. Tonight.").grade);
        assert_eq!(apart, (Grade::None, Grade::None));
        // Either alone still counts.
        assert_eq!(read("I want to die", "We baked bread.").grade, Grade::Ideation);
        assert_eq!(read("I don't want to", "kill time. I want to die.").grade, Grade::Ideation);
        assert_eq!(read("Bread", "It rose, and the cat watched.").grade, Grade::None);
        let dog =
            "A small thing, but I went home lighter than I have been in months. I wanted to tell someone who would get why it matters.";
        assert_eq!(read("She remembered the name of my dog", dog).grade, Grade::None);
    }

    #[test]
    fn marks_are_characters_of_the_title_or_of_the_text() {
        let found = marked("Für alle: everyone better off", "without me. Ünd I want to die.");
        for wanted in ["better off", "without me", "want to die"] {
            assert!(found.iter().any(|mark| mark.ends_with(wanted)), "{wanted}: {found:?}");
        }
        assert!(!found.iter().any(|mark| mark.contains("off without")), "{found:?}");
        assert_eq!(marked("", "I want to die"), marked("Bread", "I want to die"));
    }
}
