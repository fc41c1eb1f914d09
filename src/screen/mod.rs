//! The screen: a pure, local, explainable reading of one text.
//!
//! It picks a care panel and a place in the queue, nothing else. It never blocks, and what it found
//! is shown with the rule that found it. The rules are in `data/phrases/`, in the notation of
//! `notation.rs`; this module only weighs what they find, and hears the learned part (`learned/`). The same text always reads the same, in
//! time linear in its length.

mod automaton;
mod context;
mod language;
mod layout;
mod learned;
mod notation;
mod own;
mod phrases;
mod vocabulary;
mod words;

use serde::{Deserialize, Serialize};

use context::{Around, Meant};
use learned::{Opinion, Sign, Signs};
use phrases::{BOOKS, Book, Together, Use};
use words::Words;

pub use learned::{Lesson, Model, NAME as LEARNED, Why, learn};
pub use own::take_in;

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
    /// The phrase file, by the two letters of its language; empty for the learned part.
    #[serde(skip)]
    pub language: &'static str,
    /// What it says here of the writer.
    #[serde(skip)]
    pub grade: Option<Grade>,
    /// What it touches here.
    #[serde(skip)]
    pub tag: Option<Tag>,
}

impl Span {
    /// The rule among those of all phrase files, as [`means`] knows it: `en wants-to-die`.
    pub fn rule_name(&self) -> String {
        if self.language.is_empty() { self.rule.to_owned() } else { format!("{} {}", self.language, self.rule) }
    }
}

/// What a rule finds, in plain words (English, as the phrase files are), by the name that [`Span::rule_name`] gives it; nothing for
/// the learned part and for a rule that is no more.
pub fn means(rule: &str) -> Option<&'static str> {
    let (language, name) = rule.split_once(' ')?;
    let book = BOOKS.iter().chain(own::own()).find(|book| book.language == language)?;
    let alone = book.rules.iter().find(|rule| rule.name == name).map(|rule| rule.said.means.as_str());
    alone.or_else(|| book.together.iter().find(|together| together.name == name).map(|together| together.said.means.as_str()))
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

/// Reads a text. `lang` is the language the page or the writer named, if any; the words themselves tell the rest.
pub fn read(text: &str, lang: Option<&str>) -> Reading {
    read_with(text, lang, learned::SHIPPED.as_ref())
}

/// As [`read`], by the rules alone.
pub fn read_by_rules(text: &str, lang: Option<&str>) -> Reading {
    read_with(text, lang, None)
}

/// As [`read`], with these learned weights, or none.
pub fn read_with(text: &str, lang: Option<&str>, model: Option<&Model>) -> Reading {
    let words = Words::of(text);
    let (mut weights, signs) = weigh(&words, lang);
    if let Some(opinion) = model.and_then(|model| learned::opinion(model, &words, &signs)) {
        weights.heed(&opinion, &words);
    }
    if let Some(own) = own::own() {
        weights.weigh(own, &words);
    }
    weights.reading()
}

/// What the rules find, weighed, and as the learned part looks at it.
fn weigh(words: &Words, lang: Option<&str>) -> (Weights, Signs) {
    let mut weights = Weights::default();
    let mut signs = Signs::default();
    for book in language::books(&BOOKS, words, lang) {
        signs.languages.push(book.language);
        let together = weights.together.len();
        for hit in weights.weigh(book, words) {
            let rule = &book.rules[hit.rule];
            signs.list.push(Sign { first: hit.first, last: hit.last, rule: rule.name, grade: rule.said.grade, meant: hit.meant });
        }
        signs.whole.extend(weights.together[together..].iter().map(|&name| name.to_owned()));
    }
    signs.list.sort_by_key(|sign| sign.first);
    signs.grade = weights.grade;
    signs.whole.extend(weights.flags.iter().map(|flag| format!("{flag:?}")));
    signs.whole.extend(weights.tags.iter().map(|tag| format!("{tag:?}")));
    (weights, signs)
}

/// What the rules find in a text, as the learned part looks at it.
fn signs_of(words: &Words, lang: Option<&str>) -> Signs {
    weigh(words, lang).1
}

/// Why the learned part reads a text as it does, a question after the other.
pub fn explain_learned(text: &str, lang: Option<&str>) -> Vec<Why> {
    let words = Words::of(text);
    let signs = signs_of(&words, lang);
    learned::SHIPPED.as_ref().map_or_else(Vec::new, |model| learned::explain(model, &words, &signs))
}

/// One thing the screen found, told so that a person can follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where, and by which rule.
    pub span: Span,
    /// What the rule finds, in plain words.
    pub means: &'static str,
    /// What it says by itself; nothing where it counts only together with others.
    pub grade: Option<Grade>,
    /// How the words around it have it meant.
    pub meant: &'static str,
}

/// Everything the rules find in a text, also what then counts for less or for nothing, in the order of the text.
pub fn explain(text: &str, lang: Option<&str>) -> Vec<Found> {
    let words = Words::of(text);
    let mut all = Vec::new();
    for book in language::books(&BOOKS, &words, lang).into_iter().chain(own::own()) {
        for hit in hits(book, &words) {
            let rule = &book.rules[hit.rule];
            let meant = hit.meant.in_words();
            all.push(Found {
                span: span(&words, &hit, (book.language, rule.name), rule.said.grade, rule.said.tag),
                means: &rule.said.means,
                grade: rule.said.grade,
                meant,
            });
        }
    }
    all.sort_unstable_by_key(|found| found.span);
    all
}

/// A place where a rule's words stand, and how they are meant.
#[derive(Debug)]
struct Hit {
    rule: usize,
    first: usize,
    last: usize,
    meant: Meant,
}

fn hits(book: &Book, words: &Words) -> Vec<Hit> {
    let found = book.automaton.find(words);
    let small = found.iter().filter_map(|&found| match book.patterns[found.pattern as usize] {
        Use::Around(kind) => Some((kind, found)),
        Use::Rule(_) => None,
    });
    let around = Around::new(words, small);
    let mut hits = Vec::new();
    for found in &found {
        let Use::Rule(rule) = book.patterns[found.pattern as usize] else {
            continue;
        };
        // `^` and `$` stand at marks, which are not part of what was said.
        let first = (found.first..found.last).find(|&index| !words.is_mark(index)).unwrap_or(found.last);
        let last = (first..=found.last).rev().find(|&index| !words.is_mark(index)).unwrap_or(first);
        let said = &book.rules[rule].said;
        let meant = match around.meant(first, last, found.says_not) {
            _ if said.as_is => Meant::Plainly,
            Meant::You | Meant::Other if said.to_you => Meant::Plainly,
            meant => meant,
        };
        hits.push(Hit { rule, first, last, meant });
    }
    let mut hidden: Vec<(usize, usize)> =
        hits.iter().filter(|hit| book.rules[hit.rule].said.hides).map(|hit| (hit.first, hit.last)).collect();
    hidden.sort_unstable();
    hits.retain(|hit| book.rules[hit.rule].said.hides || !is_hidden(&hidden, hit));
    hits.sort_unstable_by_key(|hit| (hit.first, hit.rule, hit.meant, hit.last));
    hits.dedup_by_key(|hit| (hit.first, hit.rule));
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
    /// The names of what counts together.
    together: Vec<&'static str>,
}

impl Weights {
    /// What one phrase file finds: each hit alone, then what they mean together.
    fn weigh(&mut self, book: &'static Book, words: &Words) -> Vec<Hit> {
        let hits = hits(book, words);
        for hit in &hits {
            self.add(book, words, hit);
        }
        for together in &book.together {
            let Some(parts) = all_parts(book, words, &hits, together) else {
                continue;
            };
            self.grade = self.grade.max(together.said.grade);
            self.tags.extend(together.said.tag);
            let of = (book.language, together.name);
            self.spans.extend(parts.iter().map(|hit| span(words, hit, of, together.said.grade, together.said.tag)));
            self.together.push(together.name);
        }
        hits
    }

    /// What the learned part thinks of the text beside what the rules found.
    fn heed(&mut self, opinion: &Opinion, words: &Words) {
        let (grade, raised_by) = opinion.grade(self.grade.unwrap_or(Grade::None));
        self.grade = Some(grade);
        if let Some((first, last)) = raised_by {
            let said = |index: &usize| !words.is_mark(*index);
            let first = (first..=last).find(said).unwrap_or(first);
            let last = (first..=last).rev().find(said).unwrap_or(last);
            let (start, end) = (words.list[first].start, words.list[last].end);
            self.spans.push(Span { start, end, rule: learned::NAME, language: "", grade: Some(grade), tag: None });
        }
    }

    /// One hit: what it says when it is meant like this.
    fn add(&mut self, book: &'static Book, words: &Words, hit: &Hit) {
        let rule = &book.rules[hit.rule];
        let said = &rule.said;
        let (grade, tag) = match hit.meant {
            Meant::Plainly => {
                self.flags.extend(said.flag);
                (said.grade, said.tag)
            }
            // What is denied, over or quoted was heavy enough to be said.
            Meant::Denied | Meant::Past | Meant::Quoted if said.grade >= Some(Grade::Ideation) => (Some(Grade::Distress), None),
            Meant::Other if said.grade >= Some(Grade::Ideation) => {
                self.flags.push(Flag::ThirdParty);
                (None, said.tag)
            }
            _ => return,
        };
        self.grade = self.grade.max(grade);
        self.tags.extend(tag);
        if said.grade.is_some() || said.flag.is_some() || said.tag.is_some() {
            self.spans.push(span(words, hit, (book.language, rule.name), grade, tag));
        }
    }

    fn reading(mut self) -> Reading {
        self.flags.sort_unstable();
        self.flags.dedup();
        self.tags.sort_unstable();
        self.tags.dedup();
        self.spans.sort_unstable();
        // The same place by rules of one name in two languages is one find.
        self.spans.dedup_by_key(|span| (span.start, span.end, span.rule));
        Reading { grade: self.grade.unwrap_or(Grade::None), flags: self.flags, tags: self.tags, spans: self.spans }
    }
}

/// How many starts within one sentence are tried, so that a sentence of nothing but signs costs no more than its length.
const STARTS: usize = 8;

/// The hits that are the parts, one each; each from a rule and words of its own.
fn all_parts<'a>(book: &Book, words: &Words, hits: &'a [Hit], together: &Together) -> Option<Vec<&'a Hit>> {
    let Some(within) = together.said.within else {
        return parts_among(book, hits, together);
    };
    let wanted = |hit: &&'a Hit| together.said.parts.iter().any(|part| is_part(book, hit, part));
    let sentence = |hit: &Hit| words.list[hit.first].sentence;
    let mut rest = hits;
    while let Some(next) = rest.first() {
        let (here, later) = rest.split_at(rest.partition_point(|hit| sentence(hit) == sentence(next)));
        let until = rest.partition_point(|hit| sentence(hit) <= sentence(next) + within);
        // What starts later in the sentence has less to choose from. It helps only where the first choice stood in another's way.
        let starts = here.iter().enumerate().filter(|(_, hit)| wanted(hit)).take(STARTS);
        if let Some(parts) = starts.map(|(from, _)| from).find_map(|from| parts_among(book, &rest[from..until], together)) {
            return Some(parts);
        }
        rest = later;
    }
    None
}

fn parts_among<'a>(book: &Book, hits: &'a [Hit], together: &Together) -> Option<Vec<&'a Hit>> {
    let mut taken: Vec<&Hit> = Vec::with_capacity(together.said.parts.len());
    for part in &together.said.parts {
        let apart = |hit: &Hit| taken.iter().all(|other| other.rule != hit.rule && (other.last < hit.first || hit.last < other.first));
        let hit = hits.iter().find(|hit| is_part(book, hit, part) && apart(hit))?;
        taken.push(hit);
    }
    Some(taken)
}

/// What is denied can only be the part `denied`, what is over only `past`.
fn is_part(book: &Book, hit: &Hit, part: &str) -> bool {
    let said = &book.rules[hit.rule].said;
    match hit.meant {
        Meant::Plainly => said.part.iter().any(|own| own == part),
        Meant::Denied => part == "denied" && said.grade >= Some(Grade::Ideation),
        Meant::Past => part == "past" && said.grade >= Some(Grade::Ideation),
        _ => false,
    }
}

fn span(words: &Words, hit: &Hit, (language, rule): (&'static str, &'static str), grade: Option<Grade>, tag: Option<Tag>) -> Span {
    Span { start: words.list[hit.first].start, end: words.list[hit.last].end, rule, language, grade, tag }
}

#[cfg(test)]
mod tests;
