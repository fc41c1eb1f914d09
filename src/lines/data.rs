//! The shipped files as types.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country's two letters (ISO 3166, and the few more the data uses), in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

/// Not two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACountryCode;

impl CountryCode {
    /// `ZZ`: directories that cover many countries.
    pub const ANYWHERE: Self = Self(*b"ZZ");

    /// `GB`
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// `gb`, as addresses have it.
    pub fn small(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    /// Either case. `uk`, which people type, is `GB`.
    fn from_str(written: &str) -> Result<Self, NotACountryCode> {
        match *written.trim().to_ascii_uppercase().as_bytes() {
            [b'U', b'K'] => Ok(Self(*b"GB")),
            [one, two] if one.is_ascii_uppercase() && two.is_ascii_uppercase() => Ok(Self([one, two])),
            _ => Err(NotACountryCode),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = NotACountryCode;
    fn try_from(written: String) -> Result<Self, NotACountryCode> {
        written.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for NotACountryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a country is two letters, such as GB")
    }
}

impl std::error::Error for NotACountryCode {}

/// How far the sources of an entry can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two separate sources agree, or an official page says so.
    High,
    /// One decent source.
    Medium,
    /// Weak, old or conflicting sources.
    Low,
}

impl Confidence {
    /// Every one, the surest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// As the data has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Whom a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Audience {
    Anyone,
    YoungPeople,
    Lgbtq,
    Veterans,
    DomesticAbuse,
    SexualViolence,
    OlderPeople,
    EatingDisorders,
    Postpartum,
    Deaf,
    Indigenous,
    Men,
    Directory,
}

impl Audience {
    /// Every one that a country's line can be for.
    pub const ALL: [Self; 12] = [
        Self::Anyone,
        Self::YoungPeople,
        Self::Lgbtq,
        Self::Veterans,
        Self::DomesticAbuse,
        Self::SexualViolence,
        Self::OlderPeople,
        Self::EatingDisorders,
        Self::Postpartum,
        Self::Deaf,
        Self::Indigenous,
        Self::Men,
    ];

    /// The word the sentence `help-for` chooses by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::YoungPeople => "young-people",
            Self::Lgbtq => "lgbtq",
            Self::Veterans => "veterans",
            Self::DomesticAbuse => "domestic-abuse",
            Self::SexualViolence => "sexual-violence",
            Self::OlderPeople => "older-people",
            Self::EatingDisorders => "eating-disorders",
            Self::Postpartum => "postpartum",
            Self::Deaf => "deaf",
            Self::Indigenous => "indigenous",
            Self::Men => "men",
            Self::Directory => "directory",
        }
    }
}

/// A service an emergency number reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[expect(missing_docs, reason = "each says itself")]
pub enum Service {
    #[serde(rename = "police")]
    Police,
    #[serde(rename = "ambulance")]
    Ambulance,
    #[serde(rename = "fire")]
    Fire,
    #[serde(rename = "text for deaf people")]
    TextForDeafPeople,
}

impl Service {
    /// The word the sentence `help-service` chooses by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Ambulance => "ambulance",
            Self::Fire => "fire",
            Self::TextForDeafPeople => "deaf",
        }
    }
}

/// A word to send to a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsTo {
    /// The number.
    pub number: String,
    /// The word, where one is asked for.
    pub body: Option<String>,
}

/// One crisis service, as shipped or as an operator wrote it. The fields are told in `data/README.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "told in data/README.md")]
pub struct Line {
    pub id: String,
    pub country: CountryCode,
    pub name: String,
    #[serde(rename = "for")]
    pub audience: Audience,
    pub phone: Option<String>,
    pub sms: Option<SmsTo>,
    pub whatsapp: Option<String>,
    pub chat_url: Option<String>,
    pub url: Option<String>,
    pub hours: Option<String>,
    pub languages: Vec<String>,
    pub note: Option<String>,
    pub sources: Vec<String>,
    pub confidence: Confidence,
}

/// One emergency number and what answers it.
#[derive(Debug, Clone, Deserialize)]
pub struct EmergencyNumber {
    /// The number.
    pub number: String,
    /// What it reaches; empty when the sources don't say.
    #[serde(rename = "for")]
    pub services: Vec<Service>,
}

/// A country's emergency numbers, as shipped. What the file calls `also` is not even read.
#[derive(Debug, Clone, Deserialize)]
pub struct Emergency {
    /// The one number that reaches police, ambulance and fire, where there is one.
    pub primary: Option<String>,
    /// Each number and what it is for.
    pub numbers: Vec<EmergencyNumber>,
    /// A short extra fact.
    pub note: Option<String>,
    /// How sure the sources are.
    pub confidence: Confidence,
}

/// A text by language code.
pub(super) type Told = BTreeMap<String, String>;

/// Notes rewritten for the person who looks for help; `null` where the shipped one is for operators only.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Notes {
    pub lines: BTreeMap<String, Option<Told>>,
    pub emergency: BTreeMap<CountryCode, Option<Told>>,
    /// Hours by how they are shipped, in English.
    pub hours: BTreeMap<String, Told>,
}
