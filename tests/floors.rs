//! The house keeps its floors, its words and its README: a module uses only what stands below it, every sentence that is used
//! exists and every one that exists is used, and the README's table of settings is the one the program has.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Highest first, as `src/lib.rs` draws it. Those in one row are neighbours and may use each other.
const FLOORS: &[&[&str]] = &[
    &["cli"],
    &["router"],
    &["worker"],
    &["import"],
    &["about"],
    &["retention"],
    &["upkeep", "safety", "people", "leaving"],
    &["desk"],
    &["appeals", "reports", "away", "talks", "joining"],
    &["notices"],
    &["entries"],
    &["drafts"],
    &["threads"],
    &["rules"],
    &["boards"],
    &["duty"],
    &["cases"],
    &["audit"],
    &["letters"],
    &["accounts"],
    &["care"],
    &["lines"],
    &["screen"],
    &["web"],
    &["state", "day_key", "db", "outbox", "mail", "hook", "seal", "settings", "error", "words", "text", "ids", "clock"],
];

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.contains(&ending.to_str().unwrap())) {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module a file belongs to.
fn module(file: &Path) -> String {
    let first = file.strip_prefix(source()).unwrap().components().next().unwrap();
    first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|row| row.contains(&module))
}

/// The modules named after `crate::` in a text, also inside `use crate::{a, b::c}`.
fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut piece = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(first_word(&piece));
                        piece.clear();
                        continue;
                    }
                    _ => {}
                }
                piece.push(c);
            }
            found.insert(first_word(&piece));
        } else {
            found.insert(first_word(rest));
        }
    }
    found
}

fn first_word(text: &str) -> String {
    text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for file in files(&source(), &["rs", "html"]) {
        let here = module(&file);
        if here == "lib" || here == "main" {
            continue;
        }
        let own = floor(&here).unwrap_or_else(|| panic!("{here} has no floor: give it one in tests/floors.rs and src/lib.rs"));
        for other in used(&fs::read_to_string(&file).unwrap()) {
            // Constants and macros of the crate itself stand nowhere.
            let Some(theirs) = floor(&other) else { continue };
            if theirs < own {
                wrong.push(format!("{} uses {other}, which stands above it", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_in_lib_is_the_one_that_is_kept() {
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let named: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let kept: BTreeSet<&str> = FLOORS.iter().flat_map(|row| row.iter().copied()).collect();
    assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), kept);
}

#[test]
fn every_sentence_that_is_used_exists_and_every_one_that_exists_is_used() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let mut known = BTreeSet::new();
    let mut sentences = String::new();
    for file in files(&locales, &["ftl"]) {
        let text = fs::read_to_string(file).unwrap();
        known.extend(holdfast::words::ids(Box::leak(text.clone().into_boxed_str())).map(str::to_owned));
        sentences.push_str(&text);
    }
    let mut used = BTreeSet::new();
    let mut missing = Vec::new();
    for file in files(&source(), &["rs", "html"]) {
        let text = fs::read_to_string(&file).unwrap();
        for literal in literals(&text) {
            if known.contains(literal) {
                used.insert(literal.to_owned());
            } else if asked(&text, literal) {
                missing.push(format!("{}: {literal}", file.display()));
            }
        }
    }
    // Some sentences are parts of others, and months are named by number.
    let part = |id: &String| sentences.contains(&format!("{{ {id} }}")) || id.starts_with("time-month-");
    let unused: Vec<&String> = known.iter().filter(|id| !used.contains(*id) && !part(id)).collect();
    assert!(missing.is_empty(), "not in locales/en: {missing:#?}");
    assert!(unused.is_empty(), "used nowhere: {unused:#?}");
}

/// Everything that stands between quotation marks on one line.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1).step_by(2).chain(line.split('"').skip(2).step_by(2)))
}

/// Whether a text is asked for as a sentence.
fn asked(text: &str, literal: &str) -> bool {
    let is_id = literal.contains('-') && literal.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
    is_id
        && [".t(\"", ".say(\"", ".with(\"", "Refused(\"", "Malformed(\"", "Conflict(\""]
            .iter()
            .any(|call| text.contains(&format!("{call}{literal}\"")))
}

#[test]
fn the_readme_lists_every_setting_as_it_is() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for (_, env, default, text) in holdfast::settings::described() {
        let row = format!("| `{env}` | {} | {text} |", if default.is_empty() { "none".to_owned() } else { format!("`{default}`") });
        assert!(readme.contains(&row), "README.md lacks this row:\n{row}");
    }
}

#[test]
fn no_template_prints_without_escaping() {
    for file in files(&source(), &["html"]) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("|safe") && !text.contains("| safe"), "{}", file.display());
        assert!(!text.contains(" style=\"") && !text.contains(" onclick"), "{}", file.display());
        // The pages of an export are files of their own: no server gives them a style sheet.
        let is_exported = file.ends_with("leaving/exported.html");
        assert!(is_exported || !text.contains("<style"), "{}", file.display());
    }
}
