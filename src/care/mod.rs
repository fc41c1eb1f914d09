//! What a writer is offered beside their text. Choices, not orders; never a barrier, and never stored.

use axum::http::HeaderMap;

use crate::lines::{self, Help};
use crate::screen::{Grade, Reading};
use crate::state::App;

/// Lines shown in a panel at most; the help page has them all.
const LINES: usize = 2;

/// A care panel: how heavy it sounds, and who could be called.
pub struct Panel {
    grade: Grade,
    /// The person's country, if they picked one.
    pub help: Option<Help>,
}

impl Panel {
    /// The panel for a text, in the reader's language; `None` where nothing heavy was read.
    pub fn of(reading: &Reading, app: &App, headers: &HeaderMap, lang: &str) -> Option<Self> {
        (reading.grade > Grade::None).then(|| Self { grade: reading.grade, help: lines::at_hand(app, headers, lang, LINES) })
    }

    /// Thoughts of suicide or of hurting oneself, or more.
    pub fn is_serious(&self) -> bool {
        self.grade >= Grade::Ideation
    }

    /// Something may happen soon.
    pub fn is_danger(&self) -> bool {
        self.grade == Grade::Imminent
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
            Grade::Ideation => "care-thoughts",
            _ => "care-heavy",
        }
    }
}
