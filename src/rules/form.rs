//! The form of a rule, looked at before anything is done with it.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Kind, LOOKS_FOR_CHARS, Outcome, matcher};
use crate::ids::BoardId;
use crate::text::{self, Source};

/// Characters in the name of a rule.
const NAME_CHARS: usize = 80;

/// The fields, as sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RuleForm {
    pub r#do: String,
    pub name: String,
    pub board: String,
    pub kind: String,
    pub what: String,
    pub number: String,
    pub outcome: String,
    /// Which rule was tried; it is taken as it was tried, or tried again.
    pub tried: String,
    /// The rule whose place it takes.
    pub replaces: String,
}

/// A rule that could be taken.
pub(super) struct Wanted {
    pub name: String,
    pub board: Option<BoardId>,
    pub kind: Kind,
    pub looks_for: String,
    pub number: Option<i32>,
    pub outcome: Outcome,
}

impl RuleForm {
    /// # Errors
    /// The id of the sentence that says what to change.
    pub(super) fn read(&self) -> Result<Wanted, &'static str> {
        let name = text::line(&self.name, NAME_CHARS).map_err(|_| "rules-name-which")?;
        let kind = Kind::read(&self.kind).ok_or("rules-kind-which")?;
        let outcome = Outcome::read(&self.outcome).ok_or("rules-outcome-which")?;
        let board = match self.board.as_str() {
            "" => None,
            board => Some(board.parse().map_err(|_| "desk-board-which")?),
        };
        let (looks_for, number) = if kind.reads_text() { (self.looks_for(kind)?, None) } else { (String::new(), Some(self.number()?)) };
        Ok(Wanted { name, board, kind, looks_for, number, outcome })
    }

    fn looks_for(&self, kind: Kind) -> Result<String, &'static str> {
        let what = Source::parse(&self.what, LOOKS_FOR_CHARS).map_err(|_| "rules-what-which")?.as_str().to_owned();
        if kind == Kind::Link {
            return if matcher::lines(&what).all(|site| site.contains('.')) { Ok(what) } else { Err("rules-sites") };
        }
        match matcher::compile(kind, &what) {
            None => Err("rules-pattern-wrong"),
            // What fits nothing at all fits everything.
            Some(regex) if regex.is_match("") => Err("rules-pattern-all"),
            Some(_) => Ok(what),
        }
    }

    fn number(&self) -> Result<i32, &'static str> {
        self.number.trim().parse().ok().filter(|number| (1..=1000).contains(number)).ok_or("rules-number-which")
    }
}

impl Wanted {
    /// What says that it is the rule that was tried.
    pub(super) fn mark(&self) -> String {
        let Self { board, kind, looks_for, number, outcome, .. } = self;
        bs58::encode(Sha256::digest(format!("{board:?} {kind:?} {number:?} {outcome:?} {looks_for}"))).into_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_fits_everything_is_said() {
        let form = |kind: &str, what: &str, number: &str| RuleForm {
            name: "Lamps".into(),
            kind: kind.into(),
            what: what.into(),
            number: number.into(),
            outcome: "hold".into(),
            ..RuleForm::default()
        };
        for (kind, what, number, problem) in [
            ("words", "", "", "rules-what-which"),
            ("pattern", "(", "", "rules-pattern-wrong"),
            ("pattern", "x*", "", "rules-pattern-all"),
            ("link", "lamps", "", "rules-sites"),
            ("flood", "x", "0", "rules-number-which"),
            ("flood", "x", "many", "rules-number-which"),
            ("dance", "x", "1", "rules-kind-which"),
        ] {
            assert_eq!(form(kind, what, number).read().err(), Some(problem), "{kind} {what}");
        }
        let (one, other) = (form("words", "lamps", "").read().unwrap(), form("words", "lamp", "").read().unwrap());
        assert_ne!(one.mark(), other.mark());
        assert_eq!((one.number, form("flood", "x", " 5 ").read().unwrap().looks_for), (None, String::new()));
    }
}
