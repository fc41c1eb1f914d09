//! Every sentence people see, from `locales/*/*.ftl` (Project Fluent), in the reader's language.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, TimeDelta};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::clock::Moment;

macro_rules! locale {
    ($code:literal, $name:literal) => {
        locale!(
            $code,
            $name,
            ["shell", "errors", "accounts", "boards", "entries", "care", "help", "lines", "moderation", "leaving", "away", "drafts", "privacy", "mail", "duty"]
        )
    };
    ($code:literal, $name:literal, [$($file:literal),* $(,)?]) => {
        Source { code: $code, name: $name, texts: &[$(include_str!(concat!("../locales/", $code, "/", $file, ".ftl"))),*] }
    };
}

struct Source {
    code: &'static str,
    name: &'static str,
    texts: &'static [&'static str],
}

static SOURCES: [Source; 3] = [locale!("en", "English"), locale!("de", "Deutsch"), locale!("es", "Español")];

/// The sentences of one language.
pub struct Words {
    /// The language's code, such as `en`.
    pub code: &'static str,
    /// The language's own name for itself.
    pub name: &'static str,
    /// Sentences without blanks to fill, ready to print.
    plain: FxHashMap<&'static str, String>,
    /// Sentences with blanks and nothing to choose, such as a plural: a page of replies fills hundreds of them.
    blank: FxHashMap<&'static str, Vec<Piece>>,
    bundle: FluentBundle<&'static FluentResource>,
}

/// A piece of a sentence.
enum Piece {
    Text(String),
    /// The name of what stands there.
    Blank(String),
}

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| SOURCES.iter().map(Words::load).collect());

/// Every language the software speaks, English first.
pub fn all() -> &'static [Words] {
    &ALL
}

/// English, which is always complete.
pub fn english() -> &'static Words {
    &ALL[0]
}

/// The language of that code, if we speak it.
pub fn find(code: &str) -> Option<&'static Words> {
    ALL.iter().find(|words| words.code == code)
}

/// The first language of an `Accept-Language` header that we speak, else English.
pub fn accepted(header: &str) -> &'static Words {
    let mut wanted: Vec<(f32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let mut pieces = part.trim().split(';');
            let code = pieces.next()?.split('-').next()?;
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            Some((weight, code))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.iter().find_map(|(_, code)| find(&code.to_ascii_lowercase())).unwrap_or_else(english)
}

impl Words {
    #[expect(clippy::expect_used, clippy::panic, reason = "shipped sentences; a test loads every one of them")]
    fn load(source: &'static Source) -> Self {
        let language: LanguageIdentifier = source.code.parse().expect("a language code");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        let (mut plain, mut blank) = (FxHashMap::default(), FxHashMap::default());
        for text in source.texts {
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(_, errors)| panic!("locales/{}: {errors:?}", source.code));
            let resource: &'static FluentResource = Box::leak(Box::new(resource));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("locales/{}: {errors:?}", source.code));
            for id in ids(text) {
                let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { continue };
                let mut errors = Vec::new();
                let value = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                if errors.is_empty() {
                    plain.insert(id, value);
                } else if let Some(pieces) = pieces(pattern) {
                    blank.insert(id, pieces);
                }
            }
        }
        Self { code: source.code, name: source.name, plain, blank, bundle }
    }

    /// A sentence without blanks.
    pub fn t<'a>(&'a self, id: &'a str) -> &'a str {
        self.plain.get(id).map_or_else(|| missing(id), String::as_str)
    }

    /// A sentence with one blank.
    pub fn say<'a>(&'a self, id: &'a str, name: &'a str, value: impl Into<FluentValue<'a>>) -> Cow<'a, str> {
        self.fill(id, &[(name, value.into())])
    }

    /// A sentence with several blanks, each for a text.
    pub fn with(&self, id: &str, blanks: &[(&str, &str)]) -> String {
        let text = |name: &str| Some(Cow::Borrowed(blanks.iter().find(|blank| blank.0 == name)?.1));
        self.blank.get(id).and_then(|pieces| join(pieces, text)).unwrap_or_else(|| {
            let blanks: Vec<_> = blanks.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
            self.fill(id, &blanks).into_owned()
        })
    }

    fn fill<'a>(&'a self, id: &'a str, blanks: &[(&'a str, FluentValue<'a>)]) -> Cow<'a, str> {
        let text = |name: &str| match &blanks.iter().find(|blank| blank.0 == name)?.1 {
            FluentValue::String(text) => Some(Cow::Borrowed(text.as_ref())),
            FluentValue::Number(number) => Some(number.as_string()),
            _ => None,
        };
        if let Some(filled) = self.blank.get(id).and_then(|pieces| join(pieces, text)) {
            return Cow::Owned(filled);
        }
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return Cow::Borrowed(missing(id));
        };
        let (args, mut errors) = (blanks.iter().cloned().collect(), Vec::new());
        Cow::Owned(self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }

    /// How long ago `at` was, as a person would say it.
    pub fn ago(&self, at: Moment, now: Moment) -> Cow<'_, str> {
        let minutes = (now - at).num_minutes();
        match minutes {
            ..1 => Cow::Borrowed(self.t("time-now")),
            1..60 => self.say("time-minutes", "n", minutes),
            60..1440 => self.say("time-hours", "n", minutes / 60),
            1440..2880 => Cow::Borrowed(self.t("time-yesterday")),
            2880..43200 => self.say("time-days", "n", minutes / 1440),
            _ => Cow::Owned(self.day(&at)),
        }
    }

    /// How long something takes, about: minutes, else hours, else days.
    pub fn lasts(&self, time: TimeDelta) -> Cow<'_, str> {
        match time.num_minutes() {
            minutes @ ..90 => self.say("lasts-minutes", "n", minutes.max(1)),
            minutes @ 90..2160 => self.say("lasts-hours", "n", (minutes + 30) / 60),
            minutes => self.say("lasts-days", "n", (minutes + 720) / 1440),
        }
    }

    /// The day of a moment, such as `3 October 2026`.
    pub fn day(&self, at: &Moment) -> String {
        self.date(at.date_naive())
    }

    /// A day, such as `3 October 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        let month = MONTHS.get(date.month0() as usize).map_or("", |month| self.t(month));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.with("time-date", &[("day", &day), ("month", month), ("year", &year)])
    }
}

/// The sentences that name the months, from January.
const MONTHS: [&str; 12] = [
    "time-month-1",
    "time-month-2",
    "time-month-3",
    "time-month-4",
    "time-month-5",
    "time-month-6",
    "time-month-7",
    "time-month-8",
    "time-month-9",
    "time-month-10",
    "time-month-11",
    "time-month-12",
];

/// The pieces of a sentence in which nothing is chosen.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Blank(id.name.to_owned()))
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

/// The sentence, where every blank has its text.
fn join<'a>(pieces: &[Piece], text: impl Fn(&str) -> Option<Cow<'a, str>>) -> Option<String> {
    let mut filled = String::with_capacity(64);
    for piece in pieces {
        match piece {
            Piece::Text(words) => filled.push_str(words),
            Piece::Blank(name) => filled.push_str(&text(name)?),
        }
    }
    Some(filled)
}

/// A sentence nobody wrote is a fault of ours that a test finds; a reader still gets the rest of the page.
fn missing(id: &str) -> &str {
    tracing::error!(id, "no such sentence");
    id
}

/// The ids of the messages in a Fluent text.
pub fn ids(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter_map(|line| {
        let (id, _) = line.split_once('=')?;
        let id = id.trim_end();
        let starts = id.starts_with(|c: char| c.is_ascii_lowercase());
        (starts && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_sentence_with_the_same_blanks() {
        let blanks = |text: &str| {
            let mut found: Vec<String> =
                text.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect();
            found.sort();
            found.dedup();
            found
        };
        let messages = |source: &Source| {
            let mut found = std::collections::HashMap::new();
            for text in source.texts {
                let mut current = "";
                for line in text.lines().filter(|line| !line.starts_with('#')) {
                    if let Some(id) = ids(Box::leak(line.to_owned().into_boxed_str())).next() {
                        current = id;
                        assert!(found.insert(id, String::new()).is_none(), "{}: {id} stands twice", source.code);
                    }
                    found.entry(current).or_default().push_str(line);
                }
            }
            found.into_iter().map(|(id, text)| (id, blanks(&text))).collect::<std::collections::BTreeMap<_, _>>()
        };
        let english = messages(&SOURCES[0]);
        for other in &SOURCES[1..] {
            let theirs = messages(other);
            for (id, blanks) in &english {
                assert_eq!(theirs.get(id), Some(blanks), "{}: {id}", other.code);
            }
            for id in theirs.keys() {
                assert!(english.contains_key(id), "{}: {id} is not in English", other.code);
            }
        }
    }

    #[test]
    fn no_sentence_is_left_in_english() {
        for other in &all()[1..] {
            let same = |id: &&&str| other.plain[**id] == english().plain[**id] && other.t(id).split_whitespace().count() > 2;
            let left: Vec<_> = other.plain.keys().filter(same).collect();
            assert!(left.is_empty(), "{}: {left:?}", other.code);
        }
    }

    #[test]
    fn filling_blanks_ourselves_says_what_fluent_says() {
        let mut filled = 0;
        for words in all() {
            for (id, pieces) in &words.blank {
                let names: Vec<&str> =
                    pieces.iter().filter_map(|piece| if let Piece::Blank(name) = piece { Some(name.as_str()) } else { None }).collect();
                for value in [FluentValue::from("a <b> & c"), FluentValue::from(12_345)] {
                    let blanks: Vec<_> = names.iter().map(|name| (*name, value.clone())).collect();
                    let args = blanks.iter().cloned().collect();
                    let pattern = words.bundle.get_message(id).and_then(|message| message.value()).unwrap();
                    let fluent = words.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned();
                    assert_eq!(words.fill(id, &blanks), fluent, "{}: {id}", words.code);
                    filled += 1;
                }
            }
        }
        assert!(filled > 20, "{filled}");
        assert_eq!(english().say("list-replies", "n", 1), "1 reply", "a sentence that chooses is Fluent's");
        let german = find("de").unwrap();
        assert_eq!([german.say("time-days", "n", 1), german.say("time-days", "n", 3)], ["vor 1 Tag", "vor 3 Tagen"]);
    }

    #[test]
    fn the_reader_gets_the_first_language_we_speak() {
        assert_eq!(accepted("es-MX,es;q=0.9,en;q=0.8").code, "es");
        assert_eq!(accepted("eo, en;q=0.5, es;q=0.7").code, "es");
        assert_eq!(accepted("de-AT,de;q=0.9,en;q=0.8").code, "de");
        assert_eq!(accepted("fr-CH, fr;q=0.9, DE;q=0.7, en;q=0.5").code, "de");
        assert_eq!(accepted("").code, "en");
    }
}
