//! The directory: what is shipped, and what of it to show today.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::data::{Notes, Told};
use super::validate::is_retired_somewhere;
use super::{
    Ask, Audience, Checked, Confidence, Country, CountryCode, Dial, Doubt, Emergency, EmergencyHelp, Help, Hours, Layer, Line, LineHelp,
    Note, SHIPPED, ServiceHelp, Sms, Standing, Whatsapp, dates, links,
};

/// What is shipped beside the lines: it does not change while the program runs.
#[derive(Debug)]
struct Shipped {
    lines: Vec<Line>,
    emergencies: BTreeMap<CountryCode, Emergency>,
    notes: Notes,
    countries: BTreeMap<CountryCode, Told>,
    languages: BTreeMap<String, Told>,
}

static SHIPPED_FILES: LazyLock<Shipped> = LazyLock::new(Shipped::parse);

impl Shipped {
    #[expect(clippy::expect_used, reason = "shipped data; a test parses it")]
    fn parse() -> Self {
        Self {
            lines: serde_json::from_str(include_str!("../../data/lines.json")).expect("lines.json"),
            emergencies: serde_json::from_str(include_str!("../../data/emergency-numbers.json")).expect("emergency-numbers.json"),
            notes: serde_json::from_str(include_str!("../../data/notes.json")).expect("notes.json"),
            countries: serde_json::from_str(include_str!("../../data/countries.json")).expect("countries.json"),
            languages: serde_json::from_str(include_str!("../../data/languages.json")).expect("languages.json"),
        }
    }
}

/// All crisis lines and emergency numbers, in memory: the shipped ones under the layer of what operators did.
#[derive(Debug, Clone)]
pub struct Directory {
    shipped: &'static Shipped,
    layer: Layer,
}

impl Directory {
    /// The directory as shipped with the program.
    pub fn shipped() -> Self {
        Self::under(Layer::default())
    }

    /// The shipped directory under what operators did.
    pub fn under(layer: Layer) -> Self {
        Self { shipped: &SHIPPED_FILES, layer }
    }

    /// What operators did.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Every line, corrected where it was; those an operator added come last.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let own = &self.layer.entries;
        let shipped = self.shipped.lines.iter().map(|line| own.get(&line.id).unwrap_or(line));
        shipped.chain(own.values().filter(|line| self.shipped.lines.iter().all(|shipped| shipped.id != line.id)))
    }

    /// Every country to choose from, by name in this language (English where a name is missing).
    pub fn countries(&self, lang: &str) -> Vec<Country> {
        let mut countries: Vec<Country> = self.shipped.emergencies.keys().map(|&code| self.country(code, lang)).collect();
        countries.sort_by_cached_key(|country| (sorting(&country.name), country.code));
        countries
    }

    /// The country of this code, if it is one we know.
    pub fn find(&self, code: CountryCode, lang: &str) -> Option<Country> {
        self.shipped.emergencies.contains_key(&code).then(|| self.country(code, lang))
    }

    /// A line by its id, also one that is not shown.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines().find(|line| line.id == id)
    }

    /// What to show for a country; none for one we don't know.
    pub fn help(&self, code: CountryCode, ask: &Ask<'_>) -> Option<Help> {
        let country = self.find(code, ask.lang)?;
        let (doubtful, sure): (Vec<_>, Vec<_>) = self.lines_of(code, ask).partition(|line| line.doubt.is_some());
        let withheld = if ask.all { 0 } else { doubtful.len() };
        let stale = doubtful.iter().any(|line| line.doubt == Some(Doubt::Stale));
        let shown = if ask.all { doubtful } else { Vec::new() };
        Some(Help {
            country,
            emergency: self.emergency(code, ask.lang)?,
            lines: sure.into_iter().chain(shown).collect(),
            directories: self.directories(ask),
            withheld,
            stale,
            all: ask.all,
        })
    }

    /// The lines to show for a country today, in order; with `ask.all` also those we are not sure of, last.
    pub fn lines_for(&self, code: CountryCode, ask: &Ask<'_>) -> Vec<LineHelp> {
        self.help(code, ask).map(|help| help.lines).unwrap_or_default()
    }

    /// The international directories. They send people to a country's own lines and don't grow stale.
    pub fn directories(&self, ask: &Ask<'_>) -> Vec<LineHelp> {
        self.lines_of(CountryCode::ANYWHERE, ask).filter(|line| line.doubt.is_none()).collect()
    }

    /// A country's emergency numbers.
    pub fn emergency(&self, code: CountryCode, lang: &str) -> Option<EmergencyHelp> {
        let emergency = self.shipped.emergencies.get(&code)?;
        let primary = emergency.primary.as_deref();
        let by_service = emergency
            .numbers
            .iter()
            .filter(|number| primary.is_none() || (primary != Some(&number.number) && number.services.len() < 3))
            .map(|number| {
                let mut services = number.services.clone();
                services.sort_unstable();
                ServiceHelp { services, dial: Dial::new(&number.number) }
            })
            .collect();
        Some(EmergencyHelp {
            one: primary.map(Dial::new),
            by_service,
            note: note(emergency.note.as_deref(), self.shipped.notes.emergency.get(&code), lang),
            please_check: emergency.confidence == Confidence::Low,
        })
    }

    /// Where a line stands today: whether it is shown, and if not, why.
    pub fn standing(&self, line: &Line, today: NaiveDate) -> Standing {
        if self.layer.hides(&line.id) {
            return Standing::Hidden;
        }
        let checked = self.checked(line, today);
        match self.doubt(line, today) {
            Some(Doubt::Unsure) => Standing::Unsure,
            Some(Doubt::Stale) => Standing::Stale,
            None if !checked.by_operator || dates::is_due(checked.on, today) => Standing::Due,
            None => Standing::Shown,
        }
    }

    /// When a line was last looked at: the operator's check, unless its date has not come yet; else the day the set was put together.
    pub fn checked(&self, line: &Line, today: NaiveDate) -> Checked {
        let operators = self.layer.checks.get(&line.id).copied().filter(|day| *day <= today);
        Checked { by_operator: operators.is_some(), on: operators.unwrap_or(SHIPPED), newest_copy: dates::newest(&line.sources) }
    }

    fn doubt(&self, line: &Line, today: NaiveDate) -> Option<Doubt> {
        match line.confidence {
            Confidence::Low => Some(Doubt::Unsure),
            // They send people to a country's own lines.
            _ if line.audience == Audience::Directory => None,
            _ => dates::is_stale(self.checked(line, today).on, today).then_some(Doubt::Stale),
        }
    }

    /// A country's lines that nobody hid, in the order of the file.
    fn lines_of(&self, code: CountryCode, ask: &Ask<'_>) -> impl Iterator<Item = LineHelp> {
        self.lines().filter(move |line| line.country == code && !self.layer.hides(&line.id)).map(|line| self.ready(line, ask))
    }

    fn ready(&self, line: &Line, ask: &Ask<'_>) -> LineHelp {
        // What an operator wrote is in a language we don't know.
        let own = self.layer.entries.contains_key(&line.id);
        let note = if own {
            line.note.clone().map(|text| Note { lang: String::new(), text })
        } else {
            note(line.note.as_deref(), self.shipped.notes.lines.get(&line.id), ask.lang)
        };
        LineHelp {
            id: line.id.clone(),
            name: line.name.clone(),
            audience: line.audience,
            hours: match line.hours.as_deref() {
                Some("24/7") => Hours::Always,
                Some(told) => Hours::Told(self.hours(told, own, ask.lang)),
                None => Hours::Unknown,
            },
            languages: line.languages.iter().map(|code| self.language(code, ask.lang)).collect(),
            phone: line.phone.as_deref().map(Dial::new),
            sms: line.sms.as_ref().map(|sms| Sms::new(&sms.number, sms.body.as_deref())),
            whatsapp: line.whatsapp.as_deref().map(Whatsapp::new),
            chat: links::https(line.chat_url.as_deref()),
            website: links::https(line.url.as_deref()),
            note,
            checked: self.checked(line, ask.today),
            doubt: self.doubt(line, ask.today),
        }
    }

    fn hours(&self, told: &str, own: bool, lang: &str) -> Note {
        let known = self.shipped.notes.hours.get(told).and_then(|known| in_language(known, lang));
        let (lang, text) = known.unwrap_or((if own { "" } else { "en" }, told));
        Note { lang: lang.to_owned(), text: text.to_owned() }
    }

    fn country(&self, code: CountryCode, lang: &str) -> Country {
        let name = self.shipped.countries.get(&code).and_then(|told| in_language(told, lang));
        Country { code, name: name.map_or_else(|| code.to_string(), |(_, name)| name.to_owned()) }
    }

    fn language(&self, code: &str, lang: &str) -> String {
        let name = self.shipped.languages.get(code).and_then(|told| in_language(told, lang));
        name.map_or(code, |(_, name)| name).to_owned()
    }

    #[cfg(test)]
    pub(super) fn rewritten_notes(&self) -> &Notes {
        &self.shipped.notes
    }
}

/// A note in this language if there is one, else in English. One that names a number no longer in use is not shown.
fn note(shipped: Option<&str>, rewritten: Option<&Option<Told>>, lang: &str) -> Option<Note> {
    let (lang, text) = match rewritten {
        Some(told) => in_language(told.as_ref()?, lang)?,
        None => ("en", shipped?),
    };
    let text = text.to_owned();
    (!is_retired_somewhere(&text)).then(|| Note { lang: lang.to_owned(), text })
}

/// `es-MX` is `es`; a language we don't have is English.
fn in_language<'a>(told: &'a Told, lang: &str) -> Option<(&'a str, &'a str)> {
    let base = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    told.get_key_value(&base).or_else(|| told.get_key_value("en")).map(|(lang, text)| (lang.as_str(), text.as_str()))
}

/// Names in the order people look for them: accents and case do not count.
fn sorting(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ')
        .map(|letter| match letter {
            'à'..='å' | 'ā' => 'a',
            'ç' | 'č' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ý' => 'y',
            other => other,
        })
        .collect()
}
