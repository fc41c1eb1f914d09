//! What operators did about lines: the layer over the shipped file. Each change is a row with who, when and why; every running
//! process keeps the sum in memory, so that the help page asks nobody and answers with the last known layer while the database is away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::store::{self, Row};
use super::{Directory, Line};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId};
use crate::state::App;

pub use store::Logged;

/// Where Postgres tells every process that a line was changed.
pub const CHANNEL: &str = "lines_changed";

/// What operators did, summed up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Layer {
    /// The last change that is in it; 0 before the first.
    pub edition: i64,
    /// The last change of each line, by id.
    pub last: BTreeMap<String, i64>,
    /// Lines as an operator wrote them, by id.
    pub entries: BTreeMap<String, Line>,
    /// The day each was last checked against the service's own page, by id.
    pub checks: BTreeMap<String, NaiveDate>,
    /// Lines taken out of sight.
    pub hidden: BTreeSet<String>,
    /// Lines whose stored entry this program can't read; they are out of sight, too.
    pub unreadable: BTreeSet<String>,
}

/// What can be done about a line.
#[derive(Debug, Clone, Copy)]
pub enum Act<'a> {
    /// A line of our own, checked on that day.
    Add(&'a Line, NaiveDate),
    /// The line as it is from now on, checked on that day.
    Correct(&'a Line, NaiveDate),
    /// Looked at against the service's own page, and right.
    Check(NaiveDate),
    /// Out of sight until somebody has looked into it.
    Hide,
    /// In sight again.
    Show,
}

impl Act<'_> {
    /// As the database has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Add(..) => "add",
            Self::Correct(..) => "correct",
            Self::Check(_) => "check",
            Self::Hide => "hide",
            Self::Show => "show",
        }
    }

    pub(super) fn entry(&self) -> Option<&Line> {
        if let Self::Add(line, _) | Self::Correct(line, _) = self { Some(line) } else { None }
    }

    pub(super) fn checked_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Add(_, day) | Self::Correct(_, day) | Self::Check(day) => Some(*day),
            Self::Hide | Self::Show => None,
        }
    }
}

/// Something done about a line, about to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The line's id.
    pub line: &'a str,
    /// What.
    pub act: Act<'a>,
    /// Why; may be empty where the case says it, and for a check.
    pub why: &'a str,
    /// The case it was decided in.
    pub case: Option<CaseId>,
    /// The line's last change the person saw, where they saw it: if there was another since, they are told.
    pub seen: Option<i64>,
}

impl Layer {
    /// The sum of changes, oldest first.
    pub(super) fn of(rows: Vec<Row>) -> Self {
        let mut layer = Self::default();
        for row in rows {
            layer.add(row);
        }
        layer
    }

    fn add(&mut self, row: Row) {
        self.edition = row.seq;
        self.last.insert(row.line.clone(), row.seq);
        if let Some(entry) = row.entry {
            if let Ok(line) = serde_json::from_value::<Line>(entry)
                && line.id == row.line
            {
                self.unreadable.remove(&row.line);
                self.entries.insert(row.line.clone(), line);
            } else {
                tracing::error!(line = row.line, seq = row.seq, "the stored entry of this line can't be read; it is not shown");
                self.unreadable.insert(row.line.clone());
            }
        }
        if let Some(day) = row.checked_on {
            self.checks.insert(row.line.clone(), day);
        }
        match row.kind.as_str() {
            "hide" => drop(self.hidden.insert(row.line)),
            "show" => drop(self.hidden.remove(&row.line)),
            _ => {}
        }
    }

    /// The number of a line's last change; 0 before the first.
    pub fn last_of(&self, line: &str) -> i64 {
        self.last.get(line).copied().unwrap_or(0)
    }

    /// Whether a line is out of sight.
    pub fn hides(&self, line: &str) -> bool {
        self.hidden.contains(line) || self.unreadable.contains(line)
    }
}

/// The lines as this process knows them; never waits.
pub fn directory(app: &App) -> Arc<Directory> {
    app.recall::<Arc<Directory>>().unwrap_or_else(|| Arc::new(Directory::shipped()))
}

/// The lines as the database has them now.
pub async fn read(conn: &mut PgConnection) -> Result<Directory> {
    Ok(Directory::under(Layer::of(store::all(conn).await?)))
}

/// Reads what other processes changed.
pub async fn refresh(app: &App) -> Result<()> {
    let mut conn = app.db.acquire().await?;
    let known = app.recall::<Arc<Directory>>().map(|directory| directory.layer().edition);
    if known != Some(store::last(&mut conn).await?) {
        app.remember(Arc::new(read(&mut conn).await?));
    }
    Ok(())
}

/// Reads what was just changed. A change is stored whether or not this works: the process hears of it again.
pub async fn changed(app: &App) {
    if let Err(error) = refresh(app).await {
        tracing::warn!(%error, "changed lines could not be read; they are read again within a minute");
    }
}

/// Writes a change down and tells every process, once the transaction is done. Others who change a line at that moment wait for it.
///
/// # Errors
/// [`Error::Conflict`] where somebody else changed the line since it was seen.
pub async fn change(conn: &mut PgConnection, change: &Change<'_>, by: AccountId, now: Moment) -> Result<()> {
    store::wait_for_turn(conn).await?;
    if change.seen.is_some() && change.seen != Some(store::last_of(conn, change.line).await?) {
        return Err(Error::Conflict("lines-changed"));
    }
    store::insert(conn, change, by, now).await?;
    Ok(store::tell(conn, CHANNEL).await?)
}

/// Whether a line was hidden and not shown again, as the database has it now.
pub async fn is_hidden(conn: &mut PgConnection, line: &str) -> Result<bool> {
    Ok(store::is_hidden(conn, line).await?)
}

/// Everything that was done about a line, newest first.
pub async fn history(conn: &mut PgConnection, line: &str) -> Result<Vec<Logged>> {
    Ok(store::history(conn, line).await?)
}
