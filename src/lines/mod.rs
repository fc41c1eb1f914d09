//! Crisis lines by country, from memory: no database, no network, no guess.
//!
//! The shipped file is the base; what operators did about it is a layer over it, kept in the database and read into memory
//! (see [`layer`]). The rules come from the README of the data. A line of low confidence, or one nobody checked for
//! six months, is not shown unless asked for, and is then marked. The emergency number and the
//! international directories are always shown. Never another country's number.

mod api;
mod at_hand;
mod data;
mod dates;
mod directory;
mod kept;
pub mod layer;
mod links;
mod pages;
mod store;
pub mod validate;

use chrono::NaiveDate;

use crate::words::Words;

pub use at_hand::{at_hand, for_young, ways};
pub use data::{Audience, Confidence, CountryCode, Emergency, EmergencyNumber, Line, NotACountryCode, Service, SmsTo};
pub use dates::{Month, SHIPPED, is_stale};
pub use directory::Directory;
pub use kept::{bring_back, keep};
pub use layer::{Act, CHANNEL, Change, Layer, Logged, change, changed, directory, history, is_hidden, read, refresh};
pub use links::{Dial, Sms, Whatsapp};
pub use pages::{pick, picked, routes};

/// What a visitor asks for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The page's language, such as `es`.
    pub lang: &'a str,
    /// From the clock.
    pub today: NaiveDate,
    /// Also the lines we are not sure of (`?all=1`).
    pub all: bool,
}

/// A country to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// Its name in the page's language.
    pub name: String,
}

/// Everything the page of one country shows.
#[derive(Debug, Clone)]
pub struct Help {
    /// The country chosen.
    pub country: Country,
    /// Comes first on the page.
    pub emergency: EmergencyHelp,
    /// The country's lines, in the order to show them.
    pub lines: Vec<LineHelp>,
    /// The international directories.
    pub directories: Vec<LineHelp>,
    /// How many lines `?all=1` would add.
    pub withheld: usize,
    /// Some of those are withheld because nobody checked them for six months.
    pub stale: bool,
    /// The lines we are not sure of are among `lines`.
    pub all: bool,
}

impl Help {
    /// Whether any of the lines shown still waits for the operator's check.
    pub fn has_unchecked(&self) -> bool {
        self.lines.iter().any(|line| !line.checked.by_operator)
    }

    /// Whether any of the lines shown is one that anyone can call or text.
    pub fn serves_anyone(&self) -> bool {
        self.lines.iter().any(LineHelp::serves_anyone)
    }
}

/// A country's emergency numbers, ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyHelp {
    /// The one number for police, ambulance and fire, where there is one.
    pub one: Option<Dial>,
    /// Numbers by service: all there are without `one`, else those that reach less than all three.
    pub by_service: Vec<ServiceHelp>,
    /// A short extra fact.
    pub note: Option<Note>,
    /// The sources are weak: say so.
    pub please_check: bool,
}

impl EmergencyHelp {
    /// The number to name in a sentence: the one, or else the ambulance's, or else the first.
    pub fn first(&self) -> Option<&Dial> {
        let ambulance = self.by_service.iter().find(|number| number.services.contains(&Service::Ambulance));
        self.one.as_ref().or_else(|| ambulance.or(self.by_service.first()).map(|number| &number.dial))
    }
}

/// An emergency number and what it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHelp {
    /// Police before ambulance before fire; empty when the sources don't say.
    pub services: Vec<Service>,
    /// The number.
    pub dial: Dial,
}

/// One line, ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineHelp {
    /// Its id, for “This number is wrong”.
    pub id: String,
    /// The service's own name.
    pub name: String,
    /// Whom it is for.
    pub audience: Audience,
    /// When somebody answers.
    pub hours: Hours,
    /// The names of its languages, in the page's language.
    pub languages: Vec<String>,
    /// To call.
    pub phone: Option<Dial>,
    /// To text.
    pub sms: Option<Sms>,
    /// To write on `WhatsApp`.
    pub whatsapp: Option<Whatsapp>,
    /// To chat; `https` only.
    pub chat: Option<String>,
    /// Its website; `https` only.
    pub website: Option<String>,
    /// A short extra fact.
    pub note: Option<Note>,
    /// When it was last looked at.
    pub checked: Checked,
    /// Why it is not shown by default, if so.
    pub doubt: Option<Doubt>,
}

impl LineHelp {
    /// Whether anyone can call or text it.
    pub fn serves_anyone(&self) -> bool {
        self.audience == Audience::Anyone && (self.phone.is_some() || self.sms.is_some())
    }

    /// Whether somebody answers there, in whatever way.
    pub fn is_reachable(&self) -> bool {
        self.phone.is_some() || self.sms.is_some() || self.chat.is_some() || self.whatsapp.is_some()
    }

    /// The first way to reach it is the button that stands out: call, else text, else chat.
    pub fn leads_with(&self) -> Way {
        match self {
            Self { phone: Some(_), .. } => Way::Call,
            Self { sms: Some(_), .. } => Way::Text,
            Self { chat: Some(_), .. } => Way::Chat,
            _ => Way::Website,
        }
    }
}

/// A way to reach a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says itself")]
pub enum Way {
    Call,
    Text,
    Chat,
    Website,
}

/// When somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// Day and night.
    Always,
    /// In words, local time.
    Told(Note),
    /// The sources don't say.
    Unknown,
}

/// A note, or hours, and the language it is in, which may not be the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A language code, for the `lang` attribute.
    pub lang: String,
    /// The note.
    pub text: String,
}

/// When a line was last looked at, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// By the operator, against the service's own page; else we only put stored copies together.
    pub by_operator: bool,
    /// On this day, or for the shipped set in this day's month.
    pub on: NaiveDate,
    /// The newest of the stored copies the entry rests on.
    pub newest_copy: Option<Month>,
}

impl Checked {
    /// The month to print.
    pub fn month(self) -> Month {
        self.on.into()
    }

    /// The sentence that stands with every line: the day of the operator's check, or that there was none here yet and how old the data is.
    pub fn said(self, words: &Words) -> String {
        if self.by_operator {
            return words.with("help-checked", &[("day", &words.date(self.on))]);
        }
        let (sentence, month) = self.newest_copy.map_or(("help-listed", self.month()), |copy| ("help-unchecked", copy));
        words.with(sentence, &[("month", month.key()), ("year", &month.year())])
    }
}

/// Where a line stands, as those who look after the lines see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Somebody took it out of sight.
    Hidden,
    /// Nobody checked it for six months: not shown by default.
    Stale,
    /// Its sources are weak: not shown by default.
    Unsure,
    /// Shown, and nobody checked it here yet, or not for three months.
    Due,
    /// Shown.
    Shown,
}

/// Why a line is not shown by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its sources are weak.
    Unsure,
    /// Nobody checked it for six months.
    Stale,
}

#[cfg(test)]
mod tests;
