//! Tips beside the reply box where somebody may be at risk, with phrases to start from: a tap puts one into the text, by the page's
//! script or by sending the form, which comes back with it.

use crate::ids::EntryId;
use crate::words::Words;

/// What the tips beside a reply need to know.
pub(super) struct Tips {
    /// Whom one may be worried about: the writer of this entry.
    pub about: EntryId,
    /// What this person writes here is read first.
    pub read_first: bool,
}

/// The tips, in the order to read them.
pub(super) const SENTENCES: [&str; 8] =
    ["tips-notice", "tips-ask", "tips-listen", "tips-offer", "tips-no-arguing", "tips-no-agreeing", "tips-no-address", "tips-step-away"];

/// The phrases to start from: the value of each one's button, and its sentence.
pub(super) const PHRASES: [(&str, &str); 5] = [
    ("start-glad", "tips-start-glad"),
    ("start-here", "tips-start-here"),
    ("start-safe", "tips-start-safe"),
    ("start-near", "tips-start-near"),
    ("start-listen", "tips-start-listen"),
];

/// The text with the phrase after it that this button stands for; `None` where the button is none of these.
pub(super) fn started(text: &str, button: &str, words: &Words) -> Option<String> {
    let (_, sentence) = PHRASES.iter().find(|(value, _)| *value == button)?;
    let before = text.trim_end();
    let gap = if before.is_empty() { "" } else { " " };
    Some(format!("{before}{gap}{}", words.t(sentence)))
}
