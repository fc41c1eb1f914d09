//! What an import tells: counts that fit in memory, and a row for each loss, written as it happens.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::{Loss, Outcome};

/// How many of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Imported now, or to be imported; held ones among them.
    pub new: u64,
    /// Imported before, and left as they are.
    pub known: u64,
    /// Those of the new ones that wait for a moderator.
    pub held: u64,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Whether anything was stored.
    pub applied: bool,
    /// Posts.
    pub posts: Tally,
    /// Replies.
    pub replies: Tally,
    /// Rows that stay behind, by reason.
    pub skipped: BTreeMap<&'static str, u64>,
    /// Changes to rows that come along, by reason.
    pub changed: BTreeMap<&'static str, u64>,
}

impl Summary {
    /// How many rows stay behind for this reason.
    pub fn skipped(&self, what: &str) -> u64 {
        self.skipped.get(what).copied().unwrap_or_default()
    }

    /// How many changes there are for this reason.
    pub fn changed(&self, what: &str) -> u64 {
        self.changed.get(what).copied().unwrap_or_default()
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (did, hint) =
            if self.applied { ("Imported", "") } else { ("Would import", "\nNothing was stored. Run it again with --apply to import.") };
        let both = |posts, replies| format!("{} and {}", counted(posts, "post", "posts"), counted(replies, "reply", "replies"));
        writeln!(f, "{did} {}.", both(self.posts.new, self.replies.new))?;
        writeln!(f, "  held for a moderator: {}", both(self.posts.held, self.replies.held))?;
        write!(f, "  there already: {}", both(self.posts.known, self.replies.known))?;
        for (title, counts) in [("Left out, by reason:", &self.skipped), ("Brought along with a change:", &self.changed)] {
            if !counts.is_empty() {
                write!(f, "\n{title}")?;
            }
            for (what, count) in counts {
                write!(f, "\n  {what}: {count}")?;
            }
        }
        f.write_str(hint)
    }
}

/// The report while it is written.
pub(super) struct Report {
    out: Option<BufWriter<File>>,
    rows: u64,
    pub summary: Summary,
}

impl Report {
    /// Begins a report in `file`, or one that only counts.
    pub fn begin(file: Option<&Path>, source: &str, board: &str, applied: bool) -> io::Result<Self> {
        let mut out = file.map(File::create).transpose()?.map(BufWriter::new);
        if let Some(out) = &mut out {
            write!(out, "{{\"source\":{},\"board\":{},\"losses\":[", json!(source), json!(board))?;
        }
        Ok(Self { out, rows: 0, summary: Summary { applied, ..Summary::default() } })
    }

    /// Counts and writes one row.
    pub fn row(&mut self, loss: &Loss) -> io::Result<()> {
        let counts = match loss.outcome {
            Outcome::Skipped => &mut self.summary.skipped,
            Outcome::Changed => &mut self.summary.changed,
        };
        *counts.entry(loss.what).or_default() += 1;
        if let Some(out) = &mut self.out {
            out.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, loss)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the report, with what went wrong if something did.
    pub fn end(mut self, error: Option<&str>) -> io::Result<Summary> {
        if let Some(out) = &mut self.out {
            writeln!(out, "\n],\"summary\":{},\"error\":{}}}", json!(self.summary), json!(error))?;
            out.flush()?;
        }
        Ok(self.summary)
    }
}
