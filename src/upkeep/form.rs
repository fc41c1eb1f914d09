//! The form for a line: what an operator typed, and the line it makes.

use chrono::NaiveDate;
use serde::Deserialize;

use super::WHY_CHARS;
use crate::lines::validate::{is_address, is_language, is_phone, is_retired, is_shared};
use crate::lines::{Audience, Confidence, CountryCode, Directory, Line, SmsTo, is_stale};

/// A line's fields as they were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LineForm {
    pub country: String,
    pub name: String,
    pub audience: String,
    pub phone: String,
    pub sms_number: String,
    pub sms_body: String,
    pub whatsapp: String,
    pub chat: String,
    pub website: String,
    pub hours: String,
    pub languages: String,
    pub note: String,
    pub sources: String,
    pub confidence: String,
    pub checked_on: String,
    pub why: String,
    pub seen: i64,
}

/// The ids of the sentences that say what to mend.
pub(super) type Faults = Vec<&'static str>;

impl LineForm {
    /// The fields as they are, to be corrected.
    pub(super) fn of(line: &Line, seen: i64) -> Self {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        Self {
            country: line.country.small(),
            name: line.name.clone(),
            audience: line.audience.key().to_owned(),
            phone: text(&line.phone),
            sms_number: line.sms.as_ref().map(|sms| sms.number.clone()).unwrap_or_default(),
            sms_body: line.sms.as_ref().and_then(|sms| sms.body.clone()).unwrap_or_default(),
            whatsapp: text(&line.whatsapp),
            chat: text(&line.chat_url),
            website: text(&line.url),
            hours: text(&line.hours),
            languages: line.languages.join(", "),
            note: text(&line.note),
            sources: line.sources.join("\n"),
            confidence: line.confidence.key().to_owned(),
            seen,
            ..Self::default()
        }
    }

    /// A line of this country, to be added.
    pub(super) fn empty(country: &str) -> Self {
        Self { country: country.to_owned(), audience: "anyone".into(), confidence: "high".into(), ..Self::default() }
    }

    /// The line this makes and the day it was checked; `before` is the line it corrects.
    ///
    /// # Errors
    /// Everything that has to be mended.
    pub(super) fn read(&self, before: Option<&Line>, directory: &Directory, today: NaiveDate) -> Result<(Line, NaiveDate), Faults> {
        let mut faults = Faults::new();
        let country = before.map(|line| line.country).or_else(|| self.country.parse().ok());
        let country = country.filter(|code| before.is_some() || directory.find(*code, "en").is_some());
        let day = day_of_check(&self.checked_on, today);
        let audience = Audience::ALL.into_iter().chain([Audience::Directory]).find(|one| one.key() == self.audience);
        let confidence = Confidence::ALL.into_iter().find(|one| one.key() == self.confidence);
        let name = self.name.trim();
        faults.extend(self.why_fault(before));
        faults.extend(country.is_none().then_some("line-wants-country"));
        faults.extend((name.is_empty() || name.chars().count() > 100).then_some("line-wants-name"));
        faults.extend(self.ways_faults());
        faults.extend(self.facts_faults());
        faults.extend(day.is_none().then_some("line-wants-day"));
        let (Some(country), Some(day), Some(audience), Some(confidence)) = (country, day, audience, confidence) else {
            faults.extend((audience.is_none() || confidence.is_none()).then_some("line-wants-choice"));
            return Err(faults);
        };
        // A country's line is for people; only a directory is for finding lines, and it stays one.
        let is_directory = country == CountryCode::ANYWHERE;
        faults.extend((is_directory != (audience == Audience::Directory)).then_some("line-wants-choice"));
        let line = Line {
            id: before.map_or_else(|| new_id(country, name, directory), |line| line.id.clone()),
            country,
            name: name.to_owned(),
            audience,
            phone: filled(&self.phone),
            sms: filled(&self.sms_number).map(|number| SmsTo { number, body: filled(&self.sms_body) }),
            whatsapp: filled(&self.whatsapp),
            chat_url: filled(&self.chat),
            url: filled(&self.website),
            hours: filled(&self.hours),
            languages: self.languages().map(str::to_owned).collect(),
            note: filled(&self.note),
            sources: self.sources(day),
            confidence,
        };
        faults.extend(number_fault(&line, directory));
        if faults.is_empty() { Ok((line, day)) } else { Err(faults) }
    }

    fn why_fault(&self, before: Option<&Line>) -> Option<&'static str> {
        let fine = before.is_none() || is_why(&self.why);
        (!fine).then_some("line-wants-why")
    }

    fn ways_faults(&self) -> Faults {
        let blank_or = |text: &str, fine: fn(&str) -> bool| text.trim().is_empty() || fine(text.trim()) && text.len() <= 500;
        let body = self.sms_body.trim();
        let fine_body = body.is_empty() || body.chars().count() <= 20 && !self.sms_number.trim().is_empty();
        let ways = [&self.phone, &self.sms_number, &self.whatsapp, &self.chat, &self.website];
        [
            (blank_or(&self.phone, is_phone), "line-wants-phone"),
            (blank_or(&self.sms_number, is_phone), "line-wants-sms"),
            (fine_body, "line-wants-word"),
            (blank_or(&self.whatsapp, is_phone), "line-wants-whatsapp"),
            (blank_or(&self.chat, is_address), "line-wants-chat"),
            (blank_or(&self.website, is_address), "line-wants-website"),
            (ways.iter().any(|way| !way.trim().is_empty()), "line-wants-way"),
        ]
        .into_iter()
        .filter_map(|(fine, fault)| (!fine).then_some(fault))
        .collect()
    }

    fn facts_faults(&self) -> Faults {
        let fits = |text: &str, most: usize| text.trim().chars().count() <= most;
        [
            (fits(&self.hours, 100), "line-wants-hours"),
            (self.languages().next().is_some() && self.languages().all(is_language) && fits(&self.languages, 200), "line-wants-languages"),
            (fits(&self.note, 300), "line-wants-note"),
            (fits(&self.sources, 4000), "line-wants-sources"),
        ]
        .into_iter()
        .filter_map(|(fine, fault)| (!fine).then_some(fault))
        .collect()
    }

    fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.split(',').map(str::trim).filter(|code| !code.is_empty())
    }

    /// Where the facts were seen; the service's own page, to which this form is compared, comes with its day.
    fn sources(&self, day: NaiveDate) -> Vec<String> {
        let seen = format!("provider page, checked on {day}");
        let typed = self.sources.lines().map(str::trim).filter(|source| !source.is_empty() && *source != seen);
        typed.map(str::to_owned).chain([seen.clone()]).collect()
    }
}

/// Whether a text says why something was changed.
pub(super) fn is_why(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= WHY_CHARS
}

/// The day of a check: not one to come, and not one so old that the line would not be shown.
pub(super) fn day_of_check(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    text.trim().parse::<NaiveDate>().ok().filter(|day| *day <= today && !is_stale(*day, today))
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A number that is out of use, or that another line of the country has.
fn number_fault(line: &Line, directory: &Directory) -> Option<&'static str> {
    let country = line.country.as_str();
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
    let numbers = [line.phone.as_deref(), line.whatsapp.as_deref(), line.sms.as_ref().map(|sms| sms.number.as_str())];
    if numbers.into_iter().flatten().any(|number| is_retired(country, number)) {
        return Some("line-number-retired");
    }
    let phone = line.phone.as_deref()?;
    let others = directory.lines().filter(|other| other.country == line.country && other.id != line.id);
    let taken = others.filter_map(|other| other.phone.as_deref()).any(|other| digits(other) == digits(phone));
    (taken && !is_shared(country, phone)).then_some("line-number-taken")
}

/// An id nobody had before: the country, and the name in plain letters.
fn new_id(country: CountryCode, name: &str, directory: &Directory) -> String {
    let letters = name.to_lowercase().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect::<String>();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).take(6).collect();
    let stem = if words.is_empty() { format!("{}-line", country.small()) } else { format!("{}-{}", country.small(), words.join("-")) };
    let free = |id: &String| directory.line(id).is_none();
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(free).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::validate;

    type Spoil = fn(&mut LineForm);

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    fn good() -> LineForm {
        LineForm {
            name: "Ånd & Lys".into(),
            phone: "800 55 01".into(),
            sms_number: "12345".into(),
            sms_body: "HI".into(),
            website: "https://lys.example.org/".into(),
            hours: "24/7".into(),
            languages: "da, en".into(),
            checked_on: "2026-11-20".into(),
            ..LineForm::empty("dk")
        }
    }

    #[test]
    fn what_the_form_lets_through_the_validator_finds_in_good_form() {
        let directory = Directory::shipped();
        let (line, day) = good().read(None, &directory, today()).unwrap();
        assert_eq!((line.id.as_str(), day), ("dk-nd-lys", "2026-11-20".parse().unwrap()));
        let all: Vec<&Line> = directory.lines().chain([&line]).collect();
        let emergency = include_str!("../../data/emergency-numbers.json");
        assert_eq!(validate::check(&serde_json::to_string(&all).unwrap(), emergency), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_named() {
        let directory = Directory::shipped();
        let cases: [(&str, Spoil); 18] = [
            ("line-wants-country", |form| form.country = "xx".into()),
            ("line-wants-name", |form| form.name = "  ".into()),
            ("line-wants-phone", |form| form.phone = "call us".into()),
            ("line-wants-sms", |form| form.sms_number = "1".into()),
            ("line-wants-word", |form| form.sms_number.clear()),
            ("line-wants-whatsapp", |form| form.whatsapp = "0-1-2".into()),
            ("line-wants-chat", |form| form.chat = "javascript:alert(1)".into()),
            ("line-wants-website", |form| form.website = "http://lys.example.org/".into()),
            ("line-wants-way", |form| (form.phone, form.sms_number, form.sms_body, form.website) = Default::default()),
            ("line-wants-hours", |form| form.hours = "x".repeat(101)),
            ("line-wants-languages", |form| form.languages = "Danish".into()),
            ("line-wants-languages", |form| form.languages = " , ".into()),
            ("line-wants-note", |form| form.note = "x".repeat(301)),
            ("line-wants-choice", |form| form.audience = "everyone".into()),
            ("line-wants-choice", |form| form.audience = "directory".into()),
            ("line-wants-day", |form| form.checked_on = "2026-11-22".into()),
            ("line-wants-day", |form| form.checked_on = "2026-04-01".into()),
            ("line-number-retired", |form| (form.country, form.phone) = ("br".into(), "141".into())),
        ];
        for (fault, spoil) in cases {
            let mut form = good();
            spoil(&mut form);
            let found = form.read(None, &directory, today()).unwrap_err();
            assert!(found.contains(&fault), "{fault}: {found:?}");
        }
        let taken = LineForm { country: "gb".into(), phone: "116 123".into(), ..good() };
        assert_eq!(taken.read(None, &directory, today()).unwrap_err(), ["line-number-taken"]);
        let samaritans = directory.line("gb-samaritans").unwrap();
        let form = LineForm { checked_on: "2026-11-20".into(), ..LineForm::of(samaritans, 0) };
        assert_eq!(form.read(Some(samaritans), &directory, today()).unwrap_err(), ["line-wants-why"]);
        let form = LineForm { why: "a new number".into(), ..form };
        assert!(form.read(Some(samaritans), &directory, today()).is_ok());
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let directory = Directory::shipped();
        assert_eq!(new_id("GB".parse().unwrap(), "Samaritans", &directory), "gb-samaritans-2");
        assert_eq!(new_id("JP".parse().unwrap(), "いのちの電話", &directory), "jp-line");
    }
}
