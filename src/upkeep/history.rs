//! What was done about a line, told so that everybody who looks after it can follow.

use serde_json::Value;

use crate::lines::{Line, Logged};

/// One thing that was done, with what it changed.
pub(super) struct Told {
    pub logged: Logged,
    /// The sentence that names what was done.
    pub did: &'static str,
    /// Each field that changed: the sentence that names it, what it was, what it is.
    pub changes: Vec<(&'static str, String, String)>,
}

/// The field's name in the data, and the sentence that names it on the page. Sources only grow, and are told beside the line.
const FIELDS: [(&str, &str); 11] = [
    ("name", "line-name"),
    ("for", "line-for"),
    ("phone", "line-phone"),
    ("sms", "line-sms"),
    ("whatsapp", "line-whatsapp"),
    ("chat_url", "line-chat"),
    ("url", "line-website"),
    ("hours", "line-hours"),
    ("languages", "line-languages"),
    ("note", "line-note"),
    ("confidence", "line-confidence"),
];

/// The history, newest first, as it came; `shipped` is the line before anybody changed it.
pub(super) fn told(history: Vec<Logged>, shipped: Option<&Line>) -> Vec<Told> {
    let mut before = shipped.and_then(|line| serde_json::to_value(line).ok());
    let mut told: Vec<Told> = Vec::new();
    for logged in history.into_iter().rev() {
        let changes = match (&before, &logged.entry) {
            (Some(before), Some(entry)) => changes(before, entry),
            _ => Vec::new(),
        };
        if logged.entry.is_some() {
            before.clone_from(&logged.entry);
        }
        told.push(Told { did: did(&logged.kind), logged, changes });
    }
    told.reverse();
    told
}

fn changes(before: &Value, after: &Value) -> Vec<(&'static str, String, String)> {
    let changed = FIELDS.into_iter().filter(|(field, _)| before[field] != after[field]);
    changed.map(|(field, sentence)| (sentence, plain(&before[field]), plain(&after[field]))).collect()
}

/// A value as people read it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().filter(|value| !value.is_null()).map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn did(kind: &str) -> &'static str {
    match kind {
        "add" => "line-did-add",
        "correct" => "line-did-correct",
        "check" => "line-did-check",
        "hide" => "line-did-hide",
        _ => "line-did-show",
    }
}
