//! The safety file: what regulators ask a board for. Rules, counts of reports, response times, reviews. No names, and no words of anybody.

mod pages;
mod store;

use chrono::TimeDelta;
use serde::Serialize;
use sqlx::PgConnection;

use crate::audit::{self, Action, Count, Rule};
use crate::cases::{Priority, Worry};
use crate::clock::Moment;
use crate::error::Result;

pub use pages::routes;
pub use store::{Appeals, Reported, Waited};

/// Everything in the file.
#[derive(Debug, Serialize)]
pub struct Safety {
    /// From when on things are counted.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// The board's rules, by name.
    pub rules: Vec<&'static str>,
    /// The site's own rules in force, by kind and outcome; not what they look for.
    pub own_rules: Vec<store::OwnRule>,
    /// Reports and worries, by kind and reason.
    pub reports: Vec<Reported>,
    /// How long cases waited for their decision, by urgency.
    pub cases: Vec<Waited>,
    /// What was decided, by action and rule.
    pub decisions: Vec<Decided>,
    /// What writers asked to be looked at again.
    pub appeals: Appeals,
    /// Steps taken for somebody who may be in danger.
    pub crisis_steps: Vec<store::Step>,
    /// Whether the log is as it was written.
    pub log: Log,
}

/// How often something was decided.
#[derive(Debug, Serialize)]
pub struct Decided {
    /// What.
    pub action: String,
    /// For which rule.
    pub rule: Option<String>,
    /// How often.
    pub times: i64,
}

impl Decided {
    fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    fn rule(&self) -> Option<Rule> {
        self.rule.as_deref().and_then(Rule::read)
    }
}

/// What a walk along the log found.
#[derive(Debug, Serialize)]
pub struct Log {
    /// Rows that are as they were written.
    pub sound: i64,
    /// The first that is not.
    pub broken: Option<i64>,
}

/// The file over the days before `now`.
pub async fn file(conn: &mut PgConnection, days: u32, now: Moment) -> Result<Safety> {
    let from = now - TimeDelta::days(days.into());
    let walk = audit::verify(conn).await?;
    let counts = audit::counts(conn, from).await?.into_iter();
    Ok(Safety {
        from,
        until: now,
        rules: Rule::ALL.iter().map(|rule| rule.as_str()).collect(),
        own_rules: store::own_rules(conn).await?,
        reports: store::reports(conn, from).await?,
        cases: store::cases(conn, from).await?,
        decisions: counts.map(|Count { action, reason, times }| Decided { action, rule: reason, times }).collect(),
        appeals: store::appeals(conn, from).await?,
        crisis_steps: store::crisis_steps(conn, from).await?,
        log: Log { sound: walk.sound, broken: walk.broken },
    })
}

impl Reported {
    /// The sentence for its reason.
    fn sentence(&self) -> &'static str {
        match self.kind.as_str() {
            "worry" => Worry::read(&self.reason).map_or("safety-wrong-number", Worry::sentence),
            "report" => Rule::read(&self.reason).map_or("rule-other", Rule::sentence),
            _ => "safety-wrong-number",
        }
    }
}

impl Waited {
    fn priority(&self) -> Priority {
        Priority::read(self.priority)
    }

    fn usual(&self) -> Option<TimeDelta> {
        self.median_seconds.map(TimeDelta::seconds)
    }

    fn slow(&self) -> Option<TimeDelta> {
        self.ninety_percent_seconds.map(TimeDelta::seconds)
    }
}
