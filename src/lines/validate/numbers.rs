//! The numbers themselves: their form, those out of use, those given twice.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Errors, Known, pattern, text};

/// Numbers closed or replaced: never to be offered.
const RETIRED: [(&str, &[&str]); 8] = [
    ("US", &["18002738255", "8002738255", "18009312237", "8009312237"]),
    ("CA", &["18334564566", "45645"]),
    ("GB", &["08457909090"]),
    ("BR", &["141"]),
    ("KR", &["1393"]),
    ("IN", &["18005990019"]),
    ("SG", &["18002214444"]),
    ("NL", &["09000113"]),
];
/// One number, several services behind it.
const SHARED: [(&str, &str); 1] = [("US", "988")];

static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A[+*#]?[0-9]+( [0-9]+)*\z"));

/// Whether a text names a number that is out of use in any country.
pub(in crate::lines) fn is_retired_somewhere(text: &str) -> bool {
    text.split(|letter: char| !(letter.is_ascii_digit() || " -().+".contains(letter)))
        .map(crate::lines::links::digits)
        .any(|number| RETIRED.iter().any(|(_, numbers)| numbers.contains(&number.as_str())))
}

/// Whether a text is a number as the data writes it: digits and single spaces, with an optional leading `+`, `*` or `#`.
pub fn is_phone(text: &str) -> bool {
    PHONE.is_match(text) && (2..=15).contains(&crate::lines::links::digits(text).len())
}

/// Whether a number was closed or replaced in that country.
pub fn is_retired(country: &str, number: &str) -> bool {
    let digits = crate::lines::links::digits(number);
    RETIRED.iter().any(|(place, numbers)| *place == country && numbers.contains(&digits.as_str()))
}

/// Whether two lines of that country may have this number in common.
pub fn is_shared(country: &str, number: &str) -> bool {
    SHARED.contains(&(country, crate::lines::links::digits(number).as_str()))
}

pub(super) fn check_phone(place: &str, value: &Value, what: &str, errors: &mut Errors) {
    let Some(number) = value.as_str().filter(|number| PHONE.is_match(number)) else {
        errors.add(place, format!("{what} is not digits and single spaces, with an optional leading + * or #: {value}"));
        return;
    };
    let count = crate::lines::links::digits(number).len();
    errors.unless((2..=15).contains(&count), place, format!("{what} has {count} digits"));
}

pub(super) fn check_numbers(place: &str, line: &Map<String, Value>, known: &mut Known, errors: &mut Errors) {
    let country = line["country"].as_str().unwrap_or_default();
    for number in [line["phone"].as_str(), line["whatsapp"].as_str(), line["sms"]["number"].as_str()].into_iter().flatten() {
        errors.unless(!is_retired(country, number), place, format!("retired number {number}"));
    }
    let Some(phone) = text(&line["phone"]) else {
        return;
    };
    let key = (country.to_owned(), crate::lines::links::digits(phone));
    let shared = is_shared(country, phone);
    match known.phones.get(&key) {
        Some(other) if !shared => errors.add(place, format!("same phone as {other}")),
        Some(_) => {}
        None => {
            known.phones.insert(key, line["id"].as_str().unwrap_or_default().to_owned());
        }
    }
}
