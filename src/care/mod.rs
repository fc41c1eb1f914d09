//! What a writer is offered beside their text. Choices, not orders; never a barrier, and never stored.

mod pages;
mod reading;

pub use pages::{AT_ONCE, PER_SECOND, routes};
pub use reading::{Mark, Reading, read};

use crate::lines::{self, Country, CountryCode, Help};
use crate::screen::{Flag, Grade};
use crate::state::App;

/// Lines shown in a panel at most; the help page has them all.
const LINES: usize = 2;
/// Lines for young people, where somebody is told that they are too young for an account.
const YOUNG_LINES: usize = 4;

/// A care panel: how heavy it sounds, and who could be called.
pub struct Panel {
    grade: Grade,
    /// They may be worried about somebody else.
    pub for_friend: bool,
    /// It stands in the form, beside the words; else it follows what was posted.
    pub beside: bool,
    /// The person's country, if they picked one.
    pub help: Option<Help>,
    /// Every country, to pick one.
    pub countries: Vec<Country>,
}

impl Panel {
    /// The panel in the form where a text is being written; `None` where nothing heavy was read.
    pub fn beside(reading: &Reading, app: &App, picked: Option<CountryCode>, lang: &str) -> Option<Self> {
        (reading.grade > Grade::None).then(|| Self {
            grade: reading.grade,
            for_friend: reading.flags.contains(&Flag::ThirdParty),
            beside: true,
            help: picked.and_then(|code| lines::at_hand(app, code, lang, LINES)),
            countries: lines::directory(app).countries(lang),
        })
    }

    /// The same after it was posted, for its writer alone.
    pub fn after(reading: &Reading, app: &App, picked: Option<CountryCode>, lang: &str) -> Option<Self> {
        Self::beside(reading, app, picked, lang).map(|panel| Self { beside: false, ..panel })
    }

    /// For somebody who worries about somebody else: whom they can talk to themselves.
    pub fn for_reporter(app: &App, picked: Option<CountryCode>, lang: &str) -> Self {
        Self {
            grade: Grade::None,
            for_friend: true,
            beside: false,
            help: picked.and_then(|code| lines::at_hand(app, code, lang, LINES)),
            countries: lines::directory(app).countries(lang),
        }
    }

    /// For somebody who was told something that may hurt: whom they can talk to.
    pub fn for_reader(app: &App, picked: Option<CountryCode>, lang: &str) -> Self {
        Self { for_friend: false, ..Self::for_reporter(app, picked, lang) }
    }

    /// For somebody who is too young for an account: people who help young people.
    pub fn for_young(app: &App, picked: Option<CountryCode>, lang: &str) -> Self {
        Self { help: picked.and_then(|code| lines::for_young(app, code, lang, YOUNG_LINES)), ..Self::for_reader(app, picked, lang) }
    }

    /// 1 hard, 2 thoughts of suicide or of hurting oneself, 3 danger; for the script that puts one in place of another.
    pub fn level(&self) -> u8 {
        match self.grade {
            Grade::Imminent => 3,
            Grade::Ideation => 2,
            _ => 1,
        }
    }

    /// Thoughts of suicide or of hurting oneself, or more.
    pub fn is_serious(&self) -> bool {
        self.grade >= Grade::Ideation
    }

    /// Something may happen soon.
    pub fn is_danger(&self) -> bool {
        self.grade == Grade::Imminent
    }

    /// It follows words of such thoughts that were posted: what to do if they grow is said with it.
    pub fn is_after_thoughts(&self) -> bool {
        self.grade == Grade::Ideation && !self.beside
    }

    /// The sentence at its head.
    pub fn title(&self) -> &'static str {
        match self.grade {
            Grade::Imminent => "care-danger-title",
            Grade::Ideation => "care-thoughts-title",
            _ => "care-heavy-title",
        }
    }

    /// What follows it.
    pub fn text(&self) -> &'static str {
        match self.grade {
            Grade::Imminent => "care-danger",
            Grade::Ideation if self.beside => "care-thoughts",
            Grade::Ideation => "care-thoughts-after",
            _ => "care-heavy",
        }
    }

    /// Whether that is the country picked.
    pub fn is_here(&self, country: &Country) -> bool {
        self.help.as_ref().is_some_and(|help| help.country == *country)
    }
}
