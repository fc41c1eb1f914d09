//! Checks the form of the two data files. It cannot tell whether somebody will pick up.

mod emergency;
mod numbers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

pub(super) use numbers::is_retired_somewhere;
use numbers::{check_numbers, check_phone};
pub use numbers::{is_phone, is_retired, is_shared};

const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ \
EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK \
HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC \
NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB \
SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK";
const AUDIENCES: &str = "anyone young-people lgbtq veterans domestic-abuse sexual-violence older-people \
eating-disorders postpartum deaf indigenous men directory";
const CONFIDENCES: &str = "high medium low";
const FIELDS: &str = "id country name for phone sms whatsapp chat_url url hours languages note sources \
confidence";
/// Every mistake in the two files, each a sentence that names the place; empty when all is well.
pub fn check(lines_json: &str, emergency_json: &str) -> Vec<String> {
    let mut errors = Errors::default();
    let countries = check_lines(lines_json, &mut errors);
    emergency::check(emergency_json, &countries, &mut errors);
    errors.0
}

#[derive(Default)]
struct Errors(Vec<String>);

impl Errors {
    fn add(&mut self, place: &str, what: impl AsRef<str>) {
        self.0.push(format!("{place}: {}", what.as_ref()));
    }

    fn unless(&mut self, fine: bool, place: &str, what: impl AsRef<str>) {
        if !fine {
            self.add(place, what);
        }
    }
}

#[expect(clippy::expect_used, reason = "a constant; the tests build it")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

static SLUG: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A[a-z]{2}(-[a-z0-9]+)+\z"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\Ahttps://[a-z0-9.-]+\.[a-z]{2,}(:[0-9]+)?(/\S*)?\z"));
static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z"));

/// Whether a text is a plain `https` address.
pub fn is_address(text: &str) -> bool {
    ADDRESS.is_match(text)
}

/// Whether a text looks like a language's code, such as `en` or `pt-BR`.
pub fn is_language(text: &str) -> bool {
    LANGUAGE.is_match(text)
}

fn among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|each| each == word)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.trim().is_empty())
}

/// A list of texts, not empty, each passing the test.
fn is_list(value: &Value, each: impl Fn(&str) -> bool) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(|item| item.as_str().is_some_and(&each)))
}

/// What is known about the lines before this one.
#[derive(Default)]
struct Known {
    ids: BTreeSet<String>,
    phones: BTreeMap<(String, String), String>,
    countries: BTreeSet<String>,
}

fn check_lines(json: &str, errors: &mut Errors) -> BTreeSet<String> {
    let mut known = Known::default();
    let list = match serde_json::from_str(json) {
        Ok(Value::Array(list)) => list,
        Ok(_) => {
            errors.add("lines.json", "the top level must be a list");
            Vec::new()
        }
        Err(why) => {
            errors.add("lines.json", format!("this is not JSON: {why}"));
            Vec::new()
        }
    };
    for (index, line) in list.iter().enumerate() {
        let id = line.get("id").and_then(Value::as_str).unwrap_or("?");
        let place = format!("lines.json[{index}] {id}");
        match line.as_object() {
            Some(line) => check_line(&place, line, &mut known, errors),
            None => errors.add(&place, "not an object"),
        }
    }
    known.countries
}

fn check_line(place: &str, line: &Map<String, Value>, known: &mut Known, errors: &mut Errors) {
    let missing: Vec<_> = FIELDS.split_ascii_whitespace().filter(|field| !line.contains_key(*field)).collect();
    for field in &missing {
        errors.add(place, format!("missing field {field}"));
    }
    for field in line.keys().filter(|field| !among(FIELDS, field)) {
        errors.add(place, format!("unknown field {field}"));
    }
    if missing.is_empty() {
        check_identity(place, line, known, errors);
        check_contact(place, line, errors);
        check_facts(place, line, errors);
        check_numbers(place, line, known, errors);
    }
}

fn check_identity(place: &str, line: &Map<String, Value>, known: &mut Known, errors: &mut Errors) {
    let id = line["id"].as_str().unwrap_or_default();
    let country = line["country"].as_str().unwrap_or_default();
    errors.unless(SLUG.is_match(id), place, "id must be a lower-case slug starting with the country code");
    errors.unless(known.ids.insert(id.to_owned()), place, "id used twice");
    if country == "ZZ" || among(COUNTRIES, country) {
        let start = format!("{}-", country.to_lowercase());
        errors.unless(id.starts_with(&start), place, "id does not start with the country code");
    } else {
        errors.add(place, format!("unknown country code {}", line["country"]));
    }
    if country != "ZZ" {
        known.countries.insert(country.to_owned());
    }
    let audience = line["for"].as_str().unwrap_or_default();
    errors.unless(text(&line["name"]).is_some(), place, "name is empty");
    errors.unless(among(AUDIENCES, audience), place, format!("unknown value of for: {}", line["for"]));
    errors.unless((country == "ZZ") == (audience == "directory"), place, "ZZ goes with for=directory, and only with it");
}

fn check_contact(place: &str, line: &Map<String, Value>, errors: &mut Errors) {
    for field in ["phone", "whatsapp"] {
        if !line[field].is_null() {
            check_phone(place, &line[field], field, errors);
        }
    }
    match &line["sms"] {
        Value::Null => {}
        Value::Object(sms) if sms.len() == 2 && sms.contains_key("number") && sms.contains_key("body") => {
            check_phone(place, &sms["number"], "sms.number", errors);
            let body = &sms["body"];
            let fine = body.is_null() || text(body).is_some_and(|body| body.chars().count() <= 20);
            errors.unless(fine, place, "sms.body must be null or a short word");
        }
        _ => errors.add(place, "sms must be null or {number, body}"),
    }
    for field in ["chat_url", "url"] {
        let fine = line[field].is_null() || line[field].as_str().is_some_and(is_address);
        errors.unless(fine, place, format!("{field} is not a plain https address: {}", line[field]));
    }
    let ways = ["phone", "sms", "whatsapp", "chat_url", "url"];
    let reachable = ways.iter().any(|way| line[*way].is_object() || text(&line[*way]).is_some());
    errors.unless(reachable, place, "no way to make contact");
}

fn check_facts(place: &str, line: &Map<String, Value>, errors: &mut Errors) {
    for field in ["hours", "note"] {
        let fine = line[field].is_null() || text(&line[field]).is_some();
        errors.unless(fine, place, format!("{field} must be null or text"));
    }
    let languages = is_list(&line["languages"], is_language);
    errors.unless(languages, place, "languages must be a list of language codes, not empty");
    let sources = is_list(&line["sources"], |source| !source.trim().is_empty());
    errors.unless(sources, place, "sources must be a list of texts, not empty");
    let confidence = line["confidence"].as_str().unwrap_or_default();
    errors.unless(among(CONFIDENCES, confidence), place, format!("unknown confidence {}", line["confidence"]));
    if let (true, "high", Some([source])) = (sources, confidence, line["sources"].as_array().map(Vec::as_slice)) {
        let official = source.as_str().is_some_and(|source| source.contains("provider page") || source.contains("government"));
        errors.unless(official, place, "high needs two sources, or one official page");
    }
}

#[cfg(test)]
mod tests;
