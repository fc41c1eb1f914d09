//! Checks `emergency-numbers.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::numbers::check_phone;
use super::{CONFIDENCES, COUNTRIES, Errors, among};

/// `countries` are those that have lines, and so need an entry.
pub(super) fn check(json: &str, countries: &BTreeSet<String>, errors: &mut Errors) {
    let file = "emergency-numbers.json";
    let entries = match serde_json::from_str(json) {
        Ok(Value::Object(entries)) => entries,
        Ok(_) => return errors.add(file, "the top level must be an object"),
        Err(why) => return errors.add(file, format!("this is not JSON: {why}")),
    };
    for (code, entry) in &entries {
        check_entry(&format!("{file} {code}"), code, entry, errors);
    }
    for code in countries.iter().filter(|code| !entries.contains_key(*code)) {
        errors.add(file, format!("no entry for {code}, which has lines"));
    }
}

fn check_entry(place: &str, code: &str, entry: &Value, errors: &mut Errors) {
    errors.unless(among(COUNTRIES, code) || ["AC", "TA"].contains(&code), place, "unknown country code");
    for field in ["primary", "numbers", "also", "note", "confidence", "sources"] {
        errors.unless(entry.get(field).is_some(), place, format!("missing field {field}"));
    }
    let numbers = entry["numbers"].as_array().map_or(&[][..], Vec::as_slice);
    for number in numbers {
        check_phone(place, &number["number"], "number", errors);
        errors.unless(number["for"].is_array(), place, "number without a list of services");
    }
    errors.unless(!numbers.is_empty(), place, "no numbers");
    let primary = &entry["primary"];
    let listed = primary.is_null() || numbers.iter().any(|number| number["number"] == *primary);
    errors.unless(listed, place, "primary is not among the numbers");
    let confidence = entry["confidence"].as_str().unwrap_or_default();
    errors.unless(among(CONFIDENCES, confidence), place, "unknown confidence");
    let sources = entry["sources"].as_array().is_some_and(|sources| !sources.is_empty());
    errors.unless(sources, place, "no sources");
}
