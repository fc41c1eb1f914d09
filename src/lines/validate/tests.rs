use super::*;

const LINES: &str = include_str!("../../../data/lines.json");
const EMERGENCY: &str = include_str!("../../../data/emergency-numbers.json");

/// What `check` says when the first British line is changed so.
fn with(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut lines: Value = serde_json::from_str(LINES).unwrap();
    let list = lines.as_array_mut().unwrap();
    change(list.iter_mut().find(|line| line["id"] == "gb-samaritans").unwrap());
    check(&lines.to_string(), EMERGENCY)
}

/// What `check` says when the British emergency entry is changed so.
fn with_emergency(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut entries: Value = serde_json::from_str(EMERGENCY).unwrap();
    change(&mut entries["GB"]);
    check(LINES, &entries.to_string())
}

#[test]
fn the_shipped_files_are_well_formed() {
    assert_eq!(check(LINES, EMERGENCY), Vec::<String>::new());
}

#[test]
fn every_mistake_in_a_line_is_found() {
    let cases: [(&str, Value, &str); 19] = [
        ("id", "Gb_x".into(), "slug"),
        ("id", "gb-shout".into(), "used twice"),
        ("id", "us-samaritans".into(), "does not start"),
        ("country", "QQ".into(), "unknown country"),
        ("country", "ZZ".into(), "for=directory"),
        ("name", " ".into(), "name is empty"),
        ("for", "everyone".into(), "value of for"),
        ("phone", "116-123".into(), "not digits"),
        ("phone", "1".into(), "has 1 digits"),
        ("phone", "0845 790 9090".into(), "retired number"),
        ("phone", "111".into(), "same phone"),
        ("sms", serde_json::json!({"number": "85258"}), "sms must be"),
        ("sms", serde_json::json!({"number": "85258", "body": "much too long for a short word"}), "sms.body"),
        ("url", "http://samaritans.org/".into(), "not a plain https"),
        ("hours", "".into(), "hours must be"),
        ("languages", serde_json::json!([]), "languages must be"),
        ("sources", serde_json::json!(["a list"]), "high needs two"),
        ("confidence", "sure".into(), "unknown confidence"),
        ("colour", "green".into(), "unknown field"),
    ];
    for (field, value, expected) in cases {
        let errors = with(|line| line[field] = value.clone());
        assert!(errors.iter().any(|error| error.contains(expected)), "{field} = {value}: {errors:?}");
    }
    let errors = with(|line| {
        for way in ["phone", "sms", "whatsapp", "chat_url", "url"] {
            line[way] = Value::Null;
        }
    });
    assert!(errors[0].contains("no way to make contact"), "{errors:?}");
    let errors = with(|line| drop(line.as_object_mut().unwrap().remove("note")));
    assert!(errors[0].contains("missing field note"), "{errors:?}");
}

#[test]
fn every_mistake_in_an_emergency_entry_is_found() {
    let cases: [(&str, Value, &str); 5] = [
        ("numbers", serde_json::json!([]), "no numbers"),
        ("numbers", serde_json::json!([{"number": "999"}]), "without a list"),
        ("primary", "911".into(), "primary is not among"),
        ("confidence", Value::Null, "unknown confidence"),
        ("sources", serde_json::json!([]), "no sources"),
    ];
    for (field, value, expected) in cases {
        let errors = with_emergency(|entry| entry[field] = value.clone());
        assert!(errors.iter().any(|error| error.contains(expected)), "{field} = {value}: {errors:?}");
    }
    let errors = check(LINES, &EMERGENCY.replacen("\"GB\"", "\"QQ\"", 1));
    assert!(errors.iter().any(|error| error.contains("QQ: unknown country")), "{errors:?}");
    assert!(errors.iter().any(|error| error.contains("no entry for GB")), "{errors:?}");
}

#[test]
fn what_is_no_json_is_said_and_does_not_panic() {
    assert_eq!(check("{", "[").len(), 2);
    assert!(!check("[1, {}, {\"id\": 3}]", "{\"GB\": 1}").is_empty());
}

#[test]
fn numbers_out_of_use_are_known_in_any_writing() {
    assert!(is_retired_somewhere("it took over from 1-800-273-8255 in July 2022"));
    assert!(is_retired_somewhere("the old number 141 is no longer used"));
    assert!(!is_retired_somewhere("Also free on 0800 0113."));
    assert!(!is_retired_somewhere("call 0800 141 141"));
}
