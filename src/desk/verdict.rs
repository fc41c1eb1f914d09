//! What a moderator chose, looked at before anything is done with it.

use serde::{Deserialize, Serialize};

use crate::audit::{Action, Rule};
use crate::ids::{BoardId, EntryId};
use crate::text::{POST_CHARS, Source, SourceError};

/// Characters in a moderator's message, at most.
pub const MESSAGE_CHARS: usize = 4000;

/// What a moderator chose.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub(super) action: Action,
    pub(super) reason: Option<Rule>,
    pub(super) message: String,
    pub(super) detail: Detail,
}

/// What some actions need besides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The passage to take out, or the one that the rule is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    /// The content notes it gets, of the fixed kinds; the writer's own stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
    /// Where the thread goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<BoardId>,
    /// For how many days its writer is kept from writing, or replies are limited; none: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// On every board.
    #[serde(default)]
    pub everywhere: bool,
    /// How often the words had been changed when it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<i64>,
    /// What goes with it: spam of the same writer, or with the same link; or what was taken down as that, to be put back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub many: Vec<EntryId>,
}

/// One of several ways to do a thing: the form's word, the action, for how many days, the sentence.
type Choice = (&'static str, Action, Option<u16>, &'static str);

/// What its writer can be kept from: the form's word, the action, for how many days, the sentence.
pub(super) const RESTRAINTS: [Choice; 7] = [
    ("pause-1", Action::Pause, Some(1), "restrain-pause-1"),
    ("pause-3", Action::Pause, Some(3), "restrain-pause-3"),
    ("pause-7", Action::Pause, Some(7), "restrain-pause-7"),
    ("pause-30", Action::Pause, Some(30), "restrain-pause-30"),
    ("hold-30", Action::HoldAll, Some(30), "restrain-hold-30"),
    ("warn", Action::Warn, None, "restrain-warn"),
    ("ban", Action::Ban, None, "restrain-ban"),
];

/// Whose replies can be limited to, and for how long: the form's word, the action, for how many days, the sentence.
pub(super) const LIMITS: [Choice; 6] = [
    ("supporters-1", Action::LimitSupporters, Some(1), "limit-supporters-1"),
    ("supporters-7", Action::LimitSupporters, Some(7), "limit-supporters-7"),
    ("supporters", Action::LimitSupporters, None, "limit-supporters"),
    ("known-1", Action::LimitKnown, Some(1), "limit-known-1"),
    ("known-7", Action::LimitKnown, Some(7), "limit-known-7"),
    ("known", Action::LimitKnown, None, "limit-known"),
];

/// The fields of the form, as sent.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ActForm {
    pub version: i32,
    /// Until when the case was the reader's as the page was served, in microseconds since 1970; the browser says so when it leaves.
    #[serde(default)]
    pub lease: i64,
    #[serde(default)]
    pub action: String,
    pub reason: Option<String>,
    #[serde(default)]
    pub message: String,
    /// What other moderators are told.
    #[serde(default)]
    pub note: String,
    /// The passage to take out.
    #[serde(default)]
    pub passage: String,
    /// The passage that the rule is about, or none.
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub notes: Vec<String>,
    #[serde(default)]
    pub board: String,
    /// What the writer is kept from, as in [`RESTRAINTS`].
    #[serde(default)]
    pub restrain: String,
    /// Whose replies are limited to, as in [`LIMITS`].
    #[serde(default)]
    pub limit: String,
    /// Ready words to begin with.
    #[serde(default)]
    pub words: String,
}

/// The panels of the form that hold their own words to the writer.
const PANELS: [&str; 11] = ["uphold", "grant", "decline", "remove", "cover", "hold", "edit_out", "restrain", "limit", "notes", "move"];

impl ActForm {
    /// The words to the writer, where they were typed in that panel. What was said with one button stands with the words alone.
    pub(super) fn words_for(&self, panel: &str) -> &str {
        let own = PANELS.iter().find(|own| **own == self.action).map_or("write", |own| *own);
        if own == panel { &self.message } else { "" }
    }

    /// Everything that was typed, to be handed back where nothing can be done with it any more.
    pub(super) fn typed(&self) -> impl Iterator<Item = &str> {
        [&self.message, &self.note, &self.passage, &self.about].into_iter().map(String::as_str).filter(|typed| !typed.is_empty())
    }

    pub(super) fn chose(&self, reason: &str) -> bool {
        self.reason.as_deref() == Some(reason)
    }
}

impl Verdict {
    /// Spam, together with other entries that are spam, too.
    pub(super) fn spam(many: Vec<EntryId>) -> Self {
        let detail = Detail { many, ..Detail::default() };
        Self { action: Action::Remove, reason: Some(Rule::Spam), message: String::new(), detail }
    }

    /// Put back, together with other entries that were taken down with it.
    pub(super) fn put_back(many: Vec<EntryId>, message: String) -> Self {
        let detail = Detail { many, ..Detail::default() };
        Self { action: Action::Restore, reason: None, message, detail }
    }

    /// # Errors
    /// The id of the sentence that says what is missing.
    pub(super) fn parse(form: &ActForm) -> Result<Self, &'static str> {
        let choice = match form.action.as_str() {
            "restrain" => RESTRAINTS.iter().find(|(name, ..)| *name == form.restrain),
            "limit" => LIMITS.iter().find(|(name, ..)| *name == form.limit),
            _ => None,
        };
        let action = choice.map(|(_, action, ..)| *action).or_else(|| Action::read(&form.action)).ok_or("desk-choose")?;
        if (action.is_about_writer() || action.is_limit()) && choice.is_none() {
            return Err("desk-choose");
        }
        let reason = form.reason.as_deref().and_then(Rule::read);
        let message = read_words(&form.message, MESSAGE_CHARS, "desk-message-long")?;
        if has_blank(&message) {
            return Err("desk-blank-left");
        }
        let mut detail = Detail { days: choice.and_then(|(_, _, days, _)| *days), ..Detail::default() };
        if action.needs_rule() {
            let about = read_words(&form.about, POST_CHARS, "desk-passage-gone")?;
            detail.passage = Some(about).filter(|about| !about.is_empty());
        }
        match action {
            _ if action.needs_rule() && reason.is_none() => return Err("decision-needs-reason"),
            _ if (action.needs_rule() || may_name_rule(action)) && reason == Some(Rule::Other) && message.is_empty() => {
                return Err("desk-other-needs-words");
            }
            Action::Write if message.is_empty() => return Err("desk-write-needs-words"),
            Action::Decline if message.is_empty() => return Err("desk-decline-needs-words"),
            Action::Grant if message.is_empty() => return Err("desk-grant-needs-words"),
            Action::Uphold if message.is_empty() => return Err("desk-uphold-needs-words"),
            Action::EditOut => {
                let passage = read_words(&form.passage, POST_CHARS, "desk-passage-gone")?;
                detail.passage = Some(passage).filter(|passage| !passage.is_empty());
                detail.passage.as_ref().ok_or("desk-passage-which")?;
            }
            Action::Notes => detail.notes = Some(form.notes.clone()),
            Action::Move => detail.board = Some(form.board.parse().map_err(|_| "desk-board-which")?),
            _ => {}
        }
        // A rule was broken only where something changed.
        let reason = reason.filter(|_| action.needs_rule() || may_name_rule(action));
        Ok(Self { action, reason, message, detail })
    }
}

/// Whether a rule can be its reason, and none has to be.
fn may_name_rule(action: Action) -> bool {
    matches!(action, Action::Cover | Action::Hold | Action::EditOut)
}

fn read_words(written: &str, limit: usize, too_long: &'static str) -> Result<String, &'static str> {
    match Source::parse(written, limit) {
        Ok(words) => Ok(words.as_str().to_owned()),
        Err(SourceError::Blank) => Ok(String::new()),
        Err(SourceError::TooLong { .. }) => Err(too_long),
    }
}

/// Whether ready words still have a blank to fill, such as `{part}`.
pub(super) fn has_blank(message: &str) -> bool {
    message.split('{').skip(1).any(|rest| rest.find('}').is_some_and(|end| (1..60).contains(&end) && !rest[..end].contains('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(action: &str, reason: Option<&str>, message: &str) -> ActForm {
        ActForm { action: action.into(), reason: reason.map(str::to_owned), message: message.into(), ..ActForm::default() }
    }

    #[test]
    fn a_removal_needs_a_reason_and_other_needs_words() {
        let parse = |action: &str, reason, message: &str| Verdict::parse(&form(action, reason, message));
        assert_eq!(parse("remove", None, "x").err(), Some("decision-needs-reason"));
        assert_eq!(parse("remove", Some("made up"), "x").err(), Some("decision-needs-reason"));
        assert_eq!(parse("remove", Some("other"), " ").err(), Some("desk-other-needs-words"));
        assert_eq!(parse("cover", Some("other"), "").err(), Some("desk-other-needs-words"));
        assert_eq!(parse("cover", Some("methods"), "").unwrap().reason, Some(Rule::Methods));
        assert!(parse("cover", None, "").is_ok() && parse("remove", Some("cruel"), "").is_ok());
        assert_eq!(parse("let_stand", Some("cruel"), "").unwrap().reason, None);
        assert_eq!(parse("dance", None, "").err(), Some("desk-choose"));
        assert_eq!(parse("hold", None, &"x".repeat(MESSAGE_CHARS + 1)).err(), Some("desk-message-long"));
        assert_eq!(parse("edit_out", None, "").err(), Some("desk-passage-which"));
        assert_eq!(parse("decline", None, " ").err(), Some("desk-decline-needs-words"));
        assert_eq!(parse("write", None, " ").err(), Some("desk-write-needs-words"));
    }

    #[test]
    fn a_blank_that_nobody_filled_is_not_sent() {
        for (message, blank) in [("without {part}, please", true), ("{ }", true), ("a {\n} b", false), ("{}", false), (":-} {", false)] {
            let parsed = Verdict::parse(&form("let_stand", None, message));
            assert_eq!(parsed.err(), blank.then_some("desk-blank-left"), "{message}");
        }
    }
}
