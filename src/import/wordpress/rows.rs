//! From the rows of an export to posts and replies.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::dates::{self, Dated};
use super::words::{self, Unfit};
use super::{RawComment, RawPost, skips};
use crate::clock::Moment;
use crate::entries::State;
use crate::import::{Draft, Item, Kind, Loss, Outcome, Post, Reply};
use crate::text::{POST_CHARS, REPLY_CHARS};

/// Turns rows into posts and replies, and remembers the date of the last one for those that have none.
pub struct Converter {
    zone: Tz,
    now: Moment,
    last: Option<Moment>,
}

/// A row, while what becomes of it is worked out.
struct Row<'a> {
    line: u64,
    kind: Kind,
    source_id: &'a str,
    losses: &'a mut Vec<Loss>,
}

impl Row<'_> {
    fn tell(&mut self, outcome: Outcome, what: &'static str, why: String) {
        self.losses.push(Loss { line: self.line, kind: self.kind, source_id: self.source_id.to_owned(), outcome, what, why });
    }

    fn changed(&mut self, what: &'static str, why: String) {
        self.tell(Outcome::Changed, what, why);
    }

    fn skipped(&mut self, what: &'static str, why: String) {
        self.tell(Outcome::Skipped, what, why);
    }

    fn entities(&mut self, unknown: usize) {
        if unknown > 0 {
            self.changed("entity", format!("{unknown} entities that XML does not know are taken as they stand"));
        }
    }
}

impl Converter {
    /// Wall-clock dates are read in `zone`; nothing is younger than `now`.
    pub fn new(zone: Tz, now: Moment) -> Self {
        Self { zone, now, last: None }
    }

    /// A post with its comments; `authors` are display names by login.
    pub fn item(&mut self, mut raw: RawPost, site: &str, authors: &HashMap<String, String>) -> Item {
        let comments = std::mem::take(&mut raw.comments);
        let source_id = post_id(&raw, site);
        let mut losses = Vec::new();
        let mut row = Row { line: raw.line, kind: Kind::Post, source_id: &source_id, losses: &mut losses };
        let post = self.post(&raw, &comments, authors, &mut row);
        let Ok(draft_and_title) = post.map_err(|(what, why)| row.skipped(what, why)) else {
            leave_behind(&comments, site, &source_id, &mut losses);
            return Item { losses, ..Item::default() };
        };
        let (title, draft) = draft_and_title;
        let replies = self.replies(&comments, site, &source_id, draft.at, &mut losses);
        Item { post: Some(Post { source_id, title, draft }), replies, losses }
    }

    fn post(
        &mut self,
        raw: &RawPost,
        comments: &[RawComment],
        authors: &HashMap<String, String>,
        row: &mut Row,
    ) -> Result<(String, Draft), skips::Skip> {
        let state = skips::post(raw)?;
        let mut changes = Vec::new();
        let mut tell = |what, why| changes.push((what, why));
        let markdown = words::markdown(&raw.content, true, &mut tell).map_err(unfit)?;
        let (title, markdown) = words::title(&raw.title, &markdown, &mut tell);
        let text = match words::source(&markdown, POST_CHARS) {
            // A post that was all picture keeps its title, and its answers.
            Err(Unfit::Empty) if !title.is_empty() => words::source(&words::escaped(&title), POST_CHARS),
            Err(Unfit::Empty) if !comments.is_empty() => words::source("(a post without words)", POST_CHARS),
            text => text,
        };
        let source = text.map_err(unfit)?;
        let title = if title.is_empty() { "…".to_owned() } else { title };
        let login = raw.login.trim();
        let name = words::name(authors.get(login).filter(|name| !name.trim().is_empty()).map_or(login, String::as_str), &mut tell);
        for (what, why) in changes {
            row.changed(what, why);
        }
        row.entities(raw.unknown_entities);
        tell_left_out(raw, row);
        let at = self.post_date(raw, comments, row);
        Ok((title, Draft { name, at, source, state }))
    }

    fn post_date(&mut self, raw: &RawPost, comments: &[RawComment], row: &mut Row) -> Moment {
        let found = match dates::moment(&raw.date_gmt, &raw.date, self.zone) {
            Dated::Missing => dates::of_feed(&raw.feed_date).map_or(Dated::Missing, Dated::Known),
            dated => dated,
        };
        let from_comments = || comments.iter().find_map(|comment| known(dates::moment(&comment.date_gmt, &comment.date, self.zone)));
        let neighbour = self.last.or_else(from_comments).unwrap_or(self.now);
        let at = self.settle(found, neighbour, row);
        self.last = Some(at);
        at
    }

    /// The moment of a row: as found, else its neighbour's; never in the future.
    fn settle(&self, found: Dated, neighbour: Moment, row: &mut Row) -> Moment {
        let at = match found {
            Dated::Known(at) => at,
            Dated::ByWallClock(at) => {
                row.changed("date-zone", format!("without a UTC date: its local date is read as the time in {}", self.zone));
                at
            }
            Dated::Missing => {
                row.changed("date-missing", "without a date: it has the date of the row before it".to_owned());
                neighbour
            }
        };
        if at > self.now {
            row.changed("date-future", "dated in the future: it has the date of this import".to_owned());
        }
        at.min(self.now)
    }

    fn replies(&self, comments: &[RawComment], site: &str, post: &str, mut last: Moment, losses: &mut Vec<Loss>) -> Vec<Reply> {
        let mut taken = HashSet::new();
        let mut replies = Vec::with_capacity(comments.len());
        for raw in comments {
            let source_id = comment_id(raw, site, post);
            let mut row = Row { line: raw.line, kind: Kind::Reply, source_id: &source_id, losses };
            if !taken.insert(source_id.clone()) {
                row.skipped("same-number", "another comment of this post has the same number".to_owned());
                continue;
            }
            let draft = self.reply(raw, &mut last, &mut row).map_err(|(what, why)| row.skipped(what, why)).ok();
            let parent = raw.parent.trim();
            let parent = (!matches!(parent, "" | "0")).then(|| format!("{site} comment {parent}"));
            replies.push(Reply { line: raw.line, source_id, parent, draft });
        }
        replies
    }

    fn reply(&self, raw: &RawComment, last: &mut Moment, row: &mut Row) -> Result<Draft, skips::Skip> {
        let state = skips::comment(raw)?;
        let mut changes = Vec::new();
        let mut tell = |what, why| changes.push((what, why));
        let markdown = words::markdown(&raw.content, false, &mut tell).map_err(unfit)?;
        let source = words::source(&markdown, POST_CHARS).map_err(unfit)?;
        let name = words::name(&raw.author, &mut tell);
        if source.as_str().chars().count() > REPLY_CHARS {
            tell("long-reply", format!("longer than the {REPLY_CHARS} characters of a new reply: it stays whole"));
        }
        for (what, why) in changes {
            row.changed(what, why);
        }
        row.entities(raw.unknown_entities);
        if state == State::Held && !matches!(raw.approved.trim(), "0" | "hold") {
            row.changed("status", "it does not say whether it was approved: held".to_owned());
        }
        *last = self.settle(dates::moment(&raw.date_gmt, &raw.date, self.zone), *last, row);
        Ok(Draft { name, at: *last, source, state })
    }
}

fn tell_left_out(raw: &RawPost, row: &mut Row) {
    if raw.categories > 0 {
        row.changed("categories", format!("{} categories and tags are left out", raw.categories));
    }
    if !raw.excerpt.trim().is_empty() {
        row.changed("excerpt", "its hand-written summary is left out".to_owned());
    }
    if raw.status.trim().is_empty() {
        row.changed("status", "it does not say whether it was public: held".to_owned());
    }
}

fn leave_behind(comments: &[RawComment], site: &str, post: &str, losses: &mut Vec<Loss>) {
    for raw in comments {
        let source_id = comment_id(raw, site, post);
        Row { line: raw.line, kind: Kind::Reply, source_id: &source_id, losses }
            .skipped("under-skipped", "what it was written under is not imported".to_owned());
    }
}

fn known(dated: Dated) -> Option<Moment> {
    match dated {
        Dated::Known(at) | Dated::ByWallClock(at) => Some(at),
        Dated::Missing => None,
    }
}

fn unfit(why: Unfit) -> skips::Skip {
    match why {
        Unfit::Empty => ("empty", "without words".to_owned()),
        Unfit::TooLong(why) => ("too-long", why),
    }
}

fn post_id(raw: &RawPost, site: &str) -> String {
    let id = raw.id.trim();
    if id.is_empty() {
        format!("{site} post #{}", mark([&raw.guid, &raw.date_gmt, &raw.date, &raw.title, &raw.content]))
    } else {
        format!("{site} post {id}")
    }
}

fn comment_id(raw: &RawComment, site: &str, post: &str) -> String {
    let id = raw.id.trim();
    if id.is_empty() {
        format!("{site} comment #{}", mark([post, &raw.date_gmt, &raw.date, &raw.author, &raw.content]))
    } else {
        format!("{site} comment {id}")
    }
}

/// A number for a row that has none: the same row has the same.
fn mark(parts: [&str; 5]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().take(12).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
