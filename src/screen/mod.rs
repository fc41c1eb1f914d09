//! The screen: a pure, local, explainable reading of one text.
//!
//! It picks a care panel and a place in the queue, nothing else. It never blocks, and what it found
//! is shown with the rule that found it. The rules are in `data/phrases/`, in the notation of
//! `notation.rs`; this module only weighs what they find. The same text always reads the same, in
//! time linear in its length.

mod context;
mod notation;
mod phrases;
mod words;

use serde::{Deserialize, Serialize};

use context::Meant;
use phrases::{Book, Together};
use words::{Words, is_mark};

/// How bad it sounds, for the writer, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Nothing heavy was found.
    None,
    /// Hurting badly, without thoughts of suicide of their own.
    Distress,
    /// Thoughts of suicide, or of hurting themselves now.
    Ideation,
    /// A plan, a time, a means at hand, a goodbye, or an attempt under way.
    Imminent,
}

/// What is so about the text as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The writer worries about somebody else.
    ThirdParty,
}

/// What the text touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Self-injury or the urge, now.
    SelfHarm,
    /// The writer tells of abuse.
    AbuseDisclosure,
    /// The writer tells of an eating disorder.
    EatingDisorder,
    /// Asks for, offers or gives ways to do it; a moderator looks before others read it.
    MethodDetail,
    /// Pushes somebody to end their life.
    Incitement,
}

/// Where a rule found something.
///
/// `start` and `end` count characters (Unicode scalar values) of the text as given, not bytes;
/// `end` is one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The rule's name in the phrase file.
    pub rule: &'static str,
}

/// What the screen makes of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The strongest grade any rule gave.
    pub grade: Grade,
    /// Sorted, each once.
    pub flags: Vec<Flag>,
    /// Sorted, each once.
    pub tags: Vec<Tag>,
    /// What the grade, flags and tags rest on, in the order of the text.
    pub spans: Vec<Span>,
}

/// Reads a text. `lang` is the language the page or the writer named, if any.
///
/// English is the only language so far, and is used whatever `lang` says.
pub fn read(text: &str, lang: Option<&str>) -> Reading {
    let _ = lang;
    let book: &'static Book = &phrases::ENGLISH;
    let words = Words::of(text);
    weigh(book, &words, &hits(book, &words))
}

/// A place where a rule's words stand, and how they are meant.
struct Hit {
    rule: usize,
    first: usize,
    last: usize,
    meant: Meant,
}

fn hits(book: &Book, words: &Words) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut hidden: Vec<(usize, usize)> = Vec::new();
    for index in book.any.matches(&words.joined) {
        let rule = &book.rules[index];
        for found in rule.regex.find_iter(&words.joined) {
            let mut first = words.index_at(found.start());
            while is_mark(words.text(first)) && words.list[first].until < found.end() {
                first += 1; // a `^` begins at the mark before
            }
            let last = words.index_at(found.end() - 2);
            if rule.said.hides {
                hidden.push((first, last));
            }
            let meant = if rule.said.as_is { Meant::Plainly } else { context::meant(words, first, last, &book.around) };
            hits.push(Hit { rule: index, first, last, meant });
        }
    }
    hidden.sort_unstable();
    hits.retain(|hit| book.rules[hit.rule].said.hides || !is_hidden(&hidden, hit));
    hits
}

/// Whether an idiom shares a word with this hit. `hidden` is sorted.
fn is_hidden(hidden: &[(usize, usize)], hit: &Hit) -> bool {
    let until = hidden.partition_point(|&(first, _)| first <= hit.last);
    // An idiom is a handful of words, so only the nearest few can reach this far.
    hidden[until.saturating_sub(8)..until].iter().any(|&(_, last)| last >= hit.first)
}

#[derive(Default)]
struct Weights {
    grade: Option<Grade>,
    flags: Vec<Flag>,
    tags: Vec<Tag>,
    spans: Vec<Span>,
}

impl Weights {
    fn raise(&mut self, grade: Grade) {
        self.grade = self.grade.max(Some(grade));
    }

    /// One hit: what it says when it is meant like this.
    fn add(&mut self, book: &'static Book, words: &Words, hit: &Hit) {
        let rule = &book.rules[hit.rule];
        let said = &rule.said;
        match hit.meant {
            Meant::Plainly => {
                self.grade = self.grade.max(said.grade);
                self.flags.extend(said.flag);
                self.tags.extend(said.tag);
            }
            Meant::Denied | Meant::Past | Meant::Quoted if said.grade.is_some() => {
                self.raise(Grade::Distress);
            }
            Meant::Other if said.grade >= Some(Grade::Ideation) => {
                self.raise(Grade::Distress);
                self.flags.push(Flag::ThirdParty);
                self.tags.extend(said.tag);
            }
            _ => return,
        }
        if said.grade.is_some() || said.flag.is_some() || said.tag.is_some() {
            self.spans.push(span(words, hit, rule.name));
        }
    }

    fn reading(mut self) -> Reading {
        self.flags.sort_unstable();
        self.flags.dedup();
        self.tags.sort_unstable();
        self.tags.dedup();
        self.spans.sort_unstable();
        self.spans.dedup();
        Reading { grade: self.grade.unwrap_or(Grade::None), flags: self.flags, tags: self.tags, spans: self.spans }
    }
}

fn weigh(book: &'static Book, words: &Words, hits: &[Hit]) -> Reading {
    let mut weights = Weights::default();
    for hit in hits {
        weights.add(book, words, hit);
    }
    for together in &book.together {
        if let Some((one, other)) = pair(book, words, hits, together) {
            weights.raise(together.grade);
            for hit in [one, other] {
                weights.spans.push(span(words, hit, &together.name));
            }
        }
    }
    weights.reading()
}

/// The first two hits that are the two parts. What is denied is the part `denial`.
fn pair<'a>(book: &Book, words: &Words, hits: &'a [Hit], together: &Together) -> Option<(&'a Hit, &'a Hit)> {
    let is = |hit: &Hit, part: &String| match hit.meant {
        Meant::Plainly => book.rules[hit.rule].said.part.contains(part),
        Meant::Denied => part == "denial",
        _ => false,
    };
    let sentence = |hit: &Hit| words.list[hit.first].sentence;
    let all = |part| hits.iter().filter(move |hit| is(hit, part));
    let [one, other] = &together.parts;
    if !together.same_sentence {
        return Some((all(one).next()?, all(other).next()?));
    }
    let sentences: std::collections::HashMap<usize, &Hit> = all(other).map(|hit| (sentence(hit), hit)).collect();
    all(one).find_map(|hit| Some((hit, *sentences.get(&sentence(hit))?)))
}

fn span(words: &Words, hit: &Hit, rule: &'static str) -> Span {
    Span { start: words.list[hit.first].start, end: words.list[hit.last].end, rule }
}

#[cfg(test)]
mod tests;
