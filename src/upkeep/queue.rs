//! What there is to do: what is said to be wrong first, then what is hidden, then how each country stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::store::Wrong;
use crate::lines::{Checked, CountryCode, Directory, Line, Standing};

/// A line as the operators' lists show it.
pub(super) struct Item {
    pub line: Line,
    pub standing: Standing,
    pub checked: Checked,
    /// The number of its last change, so that a form sent too late is told.
    pub seen: i64,
}

impl Item {
    pub(super) fn of(directory: &Directory, line: &Line, today: NaiveDate) -> Self {
        Self {
            line: line.clone(),
            standing: directory.standing(line, today),
            checked: directory.checked(line, today),
            seen: directory.layer().last_of(&line.id),
        }
    }

    /// The sentence for where it stands.
    pub(super) fn stands(&self) -> &'static str {
        match self.standing {
            Standing::Hidden => "lines-hidden",
            Standing::Stale => "lines-stale",
            Standing::Unsure => "lines-unsure",
            Standing::Due => "lines-due",
            Standing::Shown => "lines-shown",
        }
    }

    /// Whether people see it without asking for more.
    pub(super) fn is_shown(&self) -> bool {
        matches!(self.standing, Standing::Shown | Standing::Due)
    }
}

/// A line that is said to be wrong, and what is known of it.
pub(super) struct Told {
    pub wrong: Wrong,
    pub name: String,
    pub place: String,
}

/// How many of a country's lines stand how.
pub(super) struct Tally {
    pub code: CountryCode,
    pub name: String,
    pub shown: usize,
    /// Of those shown, how many should be checked.
    pub due: usize,
    /// Not shown: hidden, stale or of weak sources.
    pub out: usize,
}

pub(super) struct Queue {
    pub told: Vec<Told>,
    pub hidden: Vec<Item>,
    pub stale: usize,
    pub due: usize,
    pub tallies: Vec<Tally>,
}

/// The name of a country, or of everywhere.
pub(super) fn place(directory: &Directory, code: CountryCode, lang: &str, anywhere: &str) -> String {
    directory.find(code, lang).map_or_else(|| anywhere.to_owned(), |country| country.name)
}

pub(super) fn queue(directory: &Directory, wrong: Vec<Wrong>, today: NaiveDate, lang: &str, anywhere: &str) -> Queue {
    let name = |code| place(directory, code, lang, anywhere);
    let told = wrong.into_iter().map(|wrong| {
        let line = directory.line(&wrong.line);
        let (name, place) = line.map_or_else(|| (wrong.line.clone(), String::new()), |line| (line.name.clone(), name(line.country)));
        Told { wrong, name, place }
    });
    let mut queue = Queue { told: told.collect(), hidden: Vec::new(), stale: 0, due: 0, tallies: Vec::new() };
    let mut tallies: BTreeMap<CountryCode, Tally> = BTreeMap::new();
    for line in directory.lines() {
        let item = Item::of(directory, line, today);
        let code = line.country;
        let tally = tallies.entry(code).or_insert_with(|| Tally { code, name: name(code), shown: 0, due: 0, out: 0 });
        match item.standing {
            Standing::Shown => tally.shown += 1,
            Standing::Due => {
                tally.shown += 1;
                tally.due += 1;
                queue.due += 1;
            }
            Standing::Stale => {
                tally.out += 1;
                queue.stale += 1;
            }
            Standing::Unsure => tally.out += 1,
            Standing::Hidden => {
                tally.out += 1;
                queue.hidden.push(item);
            }
        }
    }
    queue.tallies = tallies.into_values().collect();
    queue.tallies.sort_by(|one, other| one.name.cmp(&other.name));
    queue
}

/// A country's lines, those that need somebody first.
pub(super) fn of_country(directory: &Directory, code: CountryCode, today: NaiveDate) -> Vec<Item> {
    let mut items: Vec<Item> = directory.lines().filter(|line| line.country == code).map(|line| Item::of(directory, line, today)).collect();
    items.sort_by_key(|item| item.standing);
    items
}
