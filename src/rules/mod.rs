//! The site's own rules about what is looked at: words, patterns, links, new accounts, floods, the same text again. They cover, hold or
//! flag. None refuses anything, and of what the screen reads as distress or more they only tell the moderators.

mod form;
mod matcher;
mod pages;
mod store;
mod trial;

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::audit::spelled;
use crate::cases::Span;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, BoardId, EntryId, RuleId};

pub use pages::routes;

/// Characters in what a rule looks for, at most.
pub const LOOKS_FOR_CHARS: usize = 4000;
/// Rules in force at most.
const MOST: i64 = 100;
/// How far back a flood is counted.
const FLOOD: TimeDelta = TimeDelta::hours(1);
/// How far back the same text is looked for.
const SAME: TimeDelta = TimeDelta::days(7);
/// Characters from which on the same text again is more than a few kind words.
const SAME_CHARS: usize = 20;
/// What comes before a rule's id in a case's reason.
const REASON: &str = "match:";

spelled! {
    /// What a rule looks at.
    Kind {
        /// Words and phrases, one a line.
        Words = "words",
        /// A pattern, in the notation of the regex crate, which takes time linear in the text.
        Pattern = "pattern",
        /// Links to these sites, one a line.
        Link = "link",
        /// The account was made less than so many hours ago.
        NewAccount = "new_account",
        /// The writer wrote so many entries within an hour before.
        Flood = "flood",
        /// The same text was written so many times in the week before.
        Duplicate = "duplicate",
    }
}

spelled! {
    /// What becomes of what a rule finds.
    Outcome {
        /// It is published, and a moderator looks.
        Flag = "flag",
        /// It is put behind a cover until a moderator looked.
        Cover = "cover",
        /// It waits until a moderator looked.
        Hold = "hold",
    }
}

impl Kind {
    /// The sentence that names it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Words => "rules-kind-words",
            Self::Pattern => "rules-kind-pattern",
            Self::Link => "rules-kind-link",
            Self::NewAccount => "rules-kind-new-account",
            Self::Flood => "rules-kind-flood",
            Self::Duplicate => "rules-kind-duplicate",
        }
    }

    /// Whether it needs something to look for; else a number.
    pub fn reads_text(self) -> bool {
        matches!(self, Self::Words | Self::Pattern | Self::Link)
    }
}

impl Outcome {
    /// The sentence that names it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Flag => "rules-outcome-flag",
            Self::Cover => "rules-outcome-cover",
            Self::Hold => "rules-outcome-hold",
        }
    }
}

/// A rule as it is carried out.
#[derive(Debug, Clone)]
pub struct MatchRule {
    /// Its id.
    pub id: RuleId,
    kind: String,
    looks_for: String,
    number: Option<i32>,
    outcome: String,
}

impl MatchRule {
    fn kind(&self) -> Kind {
        Kind::read(&self.kind).unwrap_or(Kind::Words)
    }
}

/// Something that was written, as the rules look at it.
pub struct Written<'a> {
    /// Where.
    pub board: BoardId,
    /// The account behind it.
    pub account: Option<AccountId>,
    /// The day's hash of a guest.
    pub guest: Option<&'a str>,
    /// The entry, where it is one that is changed.
    pub entry: Option<EntryId>,
    /// The title of a post.
    pub title: &'a str,
    /// The words.
    pub source: &'a str,
    /// The words, rendered.
    pub html: &'a str,
}

/// A rule that found something.
#[derive(Debug, Clone)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// What it asks for.
    pub outcome: Outcome,
    /// Where in the words.
    pub spans: Vec<Span>,
}

impl Match {
    /// As a case's reason names it.
    pub fn reason(&self) -> String {
        format!("{REASON}{}", self.rule.0)
    }
}

/// The rules that find something in what was written.
pub async fn matching(conn: &mut PgConnection, written: &Written<'_>, now: Moment) -> Result<Vec<Match>> {
    let rules = store::in_force(conn, written.board).await?;
    let mut found = Vec::new();
    if rules.is_empty() {
        return Ok(found);
    }
    let has = |kind| rules.iter().any(|rule| rule.kind() == kind);
    let facts = matcher::Facts {
        title: written.title,
        source: written.source,
        html: written.html,
        age: match written.account {
            Some(account) if has(Kind::NewAccount) => Some(now - store::joined_at(conn, account).await?),
            _ => None,
        },
        lately: if has(Kind::Flood) { store::lately(conn, written, now).await? } else { 0 },
        before: if has(Kind::Duplicate) && is_long(written.source) { store::before(conn, written, now).await? } else { 0 },
    };
    for rule in rules {
        if let (Some(spans), Some(outcome)) = (matcher::find(&rule, &facts), Outcome::read(&rule.outcome)) {
            found.push(Match { rule: rule.id, outcome, spans });
        }
    }
    Ok(found)
}

/// Whether saying it again is more than a few kind words.
fn is_long(source: &str) -> bool {
    source.chars().count() >= SAME_CHARS
}

/// The names of the rules among a case's reasons.
pub async fn names(conn: &mut PgConnection, reasons: impl Iterator<Item = &str>) -> Result<Vec<String>> {
    let ids: Vec<RuleId> = reasons.filter_map(|reason| reason.strip_prefix(REASON)?.parse().ok().map(RuleId)).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { Ok(store::names(conn, &ids).await?) }
}
