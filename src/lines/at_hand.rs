//! The few lines that stand beside somebody's words, or on a page that says something went wrong.

use axum::http::HeaderMap;

use super::pages::{picked, today};
use super::{Ask, Audience, CountryCode, Dial, Help, LineHelp, Sms, directory};
use crate::state::App;
use crate::web::page::HelpWay;
use crate::words::Words;

/// The numbers of the country a person picked, for a page that says something went wrong: the emergency number, and the first lines.
pub fn ways(app: &App, headers: &HeaderMap, words: &Words) -> Vec<HelpWay> {
    let Some(help) = picked(headers).and_then(|code| at_hand(app, code, words.code, 2)) else { return Vec::new() };
    let way =
        |href: &str, says: String, name: &str, checked: String| HelpWay { href: href.to_owned(), says, name: name.to_owned(), checked };
    let call = |dial: &Dial| words.with("help-call", &[("phone", &dial.text)]);
    let text = |sms: &Sms| match &sms.body {
        Some(body) => words.with("help-text-word", &[("word", body), ("number", &sms.number)]),
        None => words.with("help-text", &[("number", &sms.number)]),
    };
    let doubt = if help.emergency.please_check { words.t("help-please-check") } else { "" };
    let first = help.emergency.first().map(|dial| way(&dial.href, call(dial), &help.country.name, doubt.to_owned()));
    let lines = help.lines.iter().filter_map(|line| {
        let name = if line.audience == Audience::Anyone {
            line.name.clone()
        } else {
            format!("{} ({})", line.name, words.with("help-for", &[("who", line.audience.key())]))
        };
        let checked = line.checked.said(words);
        match (&line.phone, &line.sms, &line.chat) {
            (Some(dial), ..) => Some(way(&dial.href, call(dial), &name, checked)),
            (None, Some(sms), _) => Some(way(&sms.href, text(sms), &name, checked)),
            (None, None, Some(chat)) => Some(way(chat, words.t("help-chat").to_owned(), &name, checked)),
            _ => None,
        }
    });
    first.into_iter().chain(lines).collect()
}

/// A country's help for a panel beside somebody's words: the number for emergencies, and the first lines that anyone can call or
/// text. Where there are none, those where anyone can write otherwise, and those for young people.
pub fn at_hand(app: &App, code: CountryCode, lang: &str, most: usize) -> Option<Help> {
    let help = shown(app, code, lang)?;
    let young = |line: &&LineHelp| line.audience == Audience::YoungPeople && line.is_reachable();
    let for_anyone = |line: &&LineHelp| line.audience == Audience::Anyone && line.is_reachable();
    let mut lines: Vec<LineHelp> = help.lines.iter().filter(|line| line.serves_anyone()).cloned().collect();
    if lines.is_empty() {
        lines = help.lines.iter().filter(for_anyone).chain(help.lines.iter().filter(young)).cloned().collect();
    }
    Some(Help { lines: first(lines, most), ..help })
}

/// As [`at_hand`], with the lines that are for young people; where a country has none, those that are for anyone.
pub fn for_young(app: &App, code: CountryCode, lang: &str, most: usize) -> Option<Help> {
    let help = shown(app, code, lang)?;
    let young = |line: &&LineHelp| line.audience == Audience::YoungPeople && (line.phone.is_some() || line.sms.is_some());
    let lines: Vec<LineHelp> = help.lines.iter().filter(young).cloned().collect();
    if lines.is_empty() { at_hand(app, code, lang, most) } else { Some(Help { lines: first(lines, most), ..help }) }
}

fn shown(app: &App, code: CountryCode, lang: &str) -> Option<Help> {
    directory(app).help(code, &Ask { lang, today: today(app), all: false })
}

/// One to call and one to write to, where there are both, before a second one to call.
fn first(mut lines: Vec<LineHelp>, most: usize) -> Vec<LineHelp> {
    if let Some(text) = lines.iter().skip(1).position(|line| line.phone.is_none()) {
        let text = lines.remove(text + 1);
        lines.insert(1, text);
    }
    lines.truncate(most);
    lines
}
