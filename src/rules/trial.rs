//! What a rule would have found lately, before it is taken.

use chrono::TimeDelta;
use rustc_hash::FxHashMap;
use sqlx::PgConnection;

use super::form::Wanted;
use super::matcher::{self, Facts};
use super::{FLOOD, MatchRule, SAME, is_long, store};
use crate::care;
use crate::clock::Moment;
use crate::error::{Result, aside};
use crate::ids::{AccountId, EntryId, RuleId};
use crate::screen::Grade;
use crate::text::SafeHtml;

/// How far back a trial looks.
const LATELY: TimeDelta = TimeDelta::days(30);
/// Entries that a trial looks at, at most: the latest.
pub(super) const LOOKED: i64 = 2000;
/// Entries that a trial shows.
const SHOWN: usize = 10;

/// An entry that a rule is tried on.
pub(super) struct Tried {
    pub id: EntryId,
    pub title: String,
    pub source: String,
    pub html: SafeHtml,
    pub author: Option<AccountId>,
    pub created_at: Moment,
    pub joined_at: Option<Moment>,
}

/// What a rule would have found.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// Entries looked at.
    pub looked: usize,
    /// Those it finds.
    pub hits: usize,
    /// Those of them that the screen reads as distress or more: there it only tells the moderators.
    pub heavy: usize,
    /// The latest it finds.
    pub shown: Vec<EntryId>,
}

impl Trial {
    /// It mostly finds people who are hurting.
    pub(super) fn is_mostly_heavy(&self) -> bool {
        self.heavy * 2 > self.hits
    }
}

/// Tries a rule on the latest entries of the last 30 days.
pub(super) async fn of(conn: &mut PgConnection, wanted: &Wanted, now: Moment) -> Result<Trial> {
    let entries = store::latest(conn, wanted.board, now - LATELY, LOOKED).await?;
    let rule = MatchRule {
        // Not in force, and compiled for this once.
        id: RuleId::fresh(now),
        kind: wanted.kind.as_str().to_owned(),
        looks_for: wanted.looks_for.clone(),
        number: wanted.number,
        outcome: wanted.outcome.as_str().to_owned(),
    };
    aside(move || run(&rule, &entries)).await
}

fn run(rule: &MatchRule, entries: &[Tried]) -> Trial {
    let mut trial = Trial { looked: entries.len(), ..Trial::default() };
    let mut by_writer: FxHashMap<AccountId, Vec<Moment>> = FxHashMap::default();
    let mut by_text: FxHashMap<&str, Vec<Moment>> = FxHashMap::default();
    for entry in entries {
        let wrote = entry.author.map(|author| by_writer.entry(author).or_default());
        let said = is_long(&entry.source).then(|| by_text.entry(&entry.source).or_default());
        let since = |times: &[Moment], span: TimeDelta| times.iter().rev().take_while(|at| entry.created_at - **at <= span).count();
        let count = |times: Option<&Vec<Moment>>, span| i64::try_from(times.map_or(0, |times| since(times, span))).unwrap_or(i64::MAX);
        let facts = Facts {
            title: &entry.title,
            source: &entry.source,
            html: entry.html.as_str(),
            age: entry.joined_at.map(|joined| entry.created_at - joined),
            lately: count(wrote.as_deref(), FLOOD),
            before: count(said.as_deref(), SAME),
        };
        if matcher::find(rule, &facts).is_some() {
            trial.hits += 1;
            trial.heavy += usize::from(care::read(&entry.title, &entry.source).grade > Grade::None);
            trial.shown.push(entry.id);
        }
        for times in [wrote, said].into_iter().flatten() {
            times.push(entry.created_at);
        }
    }
    trial.shown.drain(..trial.shown.len().saturating_sub(SHOWN));
    trial.shown.reverse();
    trial
}
