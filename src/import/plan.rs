//! What is to be stored of one conversation: who answers whom, how deep, under which id.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta};

use super::report::Summary;
use super::{Draft, Item, Kind, Loss, Outcome, Post};
use crate::clock::Moment;
use crate::entries::State;
use crate::ids::{EntryId, ThreadId};

/// An entry that was imported before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub entry: EntryId,
    pub thread: ThreadId,
    pub depth: i32,
}

/// Entries that were imported before, by their row in the source.
pub(super) type Known = HashMap<String, Before>;

/// An entry to be stored.
#[derive(Debug)]
pub(super) struct New {
    pub id: EntryId,
    pub source_id: String,
    pub parent: Option<EntryId>,
    pub depth: i32,
    pub draft: Draft,
}

/// What is to be stored, and what is told.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub thread: Option<ThreadId>,
    /// The post with its title, unless it is there already.
    pub post: Option<(String, New)>,
    /// The new replies, each behind the one it answers.
    pub replies: Vec<New>,
    pub losses: Vec<Loss>,
    known_posts: u64,
    known_replies: u64,
}

impl Plan {
    /// Adds what this plan does to the whole.
    pub fn count(&self, summary: &mut Summary) {
        let is_held = |new: &New| u64::from(new.draft.state == State::Held);
        summary.posts.new += u64::from(self.post.is_some());
        summary.posts.known += self.known_posts;
        summary.posts.held += self.post.iter().map(|(_, post)| is_held(post)).sum::<u64>();
        summary.replies.new += self.replies.len() as u64;
        summary.replies.known += self.known_replies;
        summary.replies.held += self.replies.iter().map(is_held).sum::<u64>();
    }
}

/// The rows whose entries the plan needs to know.
pub(super) fn ids(item: &Item) -> Vec<String> {
    let Some(post) = &item.post else { return Vec::new() };
    let replies = item.replies.iter().flat_map(|reply| [Some(&reply.source_id), reply.parent.as_ref()]).flatten();
    let ids: HashSet<&String> = std::iter::once(&post.source_id).chain(replies).collect();
    ids.into_iter().cloned().collect()
}

/// Whom a reply answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Up {
    Post,
    Reply(usize),
    Before(EntryId, i32),
}

/// Works out one conversation.
pub(super) fn plan(item: Item, known: &Known) -> Plan {
    let mut plan = Plan { losses: item.losses, ..Plan::default() };
    let Some(post) = item.post else { return plan };
    let thread = plan_post(&mut plan, post, known);
    let mut family = Family { thread, known, replies: item.replies, up: Vec::new(), losses: &mut plan.losses };
    family.find_parents();
    family.break_circles();
    let order = family.top_down();
    let (replies, known_replies) = family.settle(&order);
    (plan.replies, plan.known_replies) = (replies, known_replies);
    // What is there already does not come along now, changed or not.
    plan.losses.retain(|loss| loss.outcome == Outcome::Skipped || !known.contains_key(&loss.source_id));
    plan
}

fn plan_post(plan: &mut Plan, post: Post, known: &Known) -> ThreadId {
    if let Some(before) = known.get(&post.source_id) {
        plan.known_posts = 1;
        plan.thread = Some(before.thread);
        return before.thread;
    }
    let id = EntryId::fresh(post.draft.at);
    plan.thread = Some(ThreadId(id.0));
    plan.post = Some((post.title, New { id, source_id: post.source_id, parent: None, depth: 0, draft: post.draft }));
    ThreadId(id.0)
}

struct Family<'a> {
    thread: ThreadId,
    known: &'a Known,
    replies: Vec<super::Reply>,
    up: Vec<Up>,
    losses: &'a mut Vec<Loss>,
}

impl Family<'_> {
    fn tell(&mut self, index: usize, what: &'static str, why: &str) {
        let reply = &self.replies[index];
        if reply.draft.is_none() || self.known.contains_key(&reply.source_id) {
            return;
        }
        self.losses.push(Loss {
            line: reply.line,
            kind: Kind::Reply,
            source_id: reply.source_id.clone(),
            outcome: Outcome::Changed,
            what,
            why: why.to_owned(),
        });
    }

    fn find_parents(&mut self) {
        let places: HashMap<&str, usize> =
            self.replies.iter().enumerate().map(|(index, reply)| (reply.source_id.as_str(), index)).collect();
        let found: Vec<Option<Up>> = self
            .replies
            .iter()
            .map(|reply| {
                let Some(parent) = &reply.parent else { return Some(Up::Post) };
                let here = places.get(parent.as_str()).map(|&index| Up::Reply(index));
                let before = self.known.get(parent).filter(|before| before.thread == self.thread);
                here.or_else(|| before.map(|before| Up::Before(before.entry, before.depth)))
            })
            .collect();
        for (index, up) in found.iter().enumerate() {
            if up.is_none() {
                self.tell(index, "parent-missing", "what it answers is not under this post: it answers the post now");
            }
        }
        self.up = found.into_iter().map(|up| up.unwrap_or(Up::Post)).collect();
    }

    /// Follows each reply upwards. Where that comes back to itself, the oldest of the circle answers the post.
    fn break_circles(&mut self) {
        let mut walk = vec![usize::MAX; self.replies.len()];
        for start in 0..self.replies.len() {
            let mut path = Vec::new();
            let mut at = start;
            while walk[at] == usize::MAX {
                walk[at] = start;
                path.push(at);
                match self.up[at] {
                    Up::Reply(next) => at = next,
                    _ => break,
                }
            }
            let is_circle = matches!(self.up[path.last().copied().unwrap_or(at)], Up::Reply(_)) && walk[at] == start;
            if let Some(from) = path.iter().position(|&step| step == at).filter(|_| is_circle) {
                let oldest = path[from..].iter().copied().min_by_key(|&step| (self.at(step), step)).unwrap_or(at);
                self.up[oldest] = Up::Post;
                self.tell(oldest, "circle", "replies answered each other in a circle: it answers the post now");
            }
        }
    }

    fn at(&self, index: usize) -> Option<Moment> {
        self.replies[index].draft.as_ref().map(|draft| draft.at)
    }

    /// Every reply behind the one it answers.
    fn top_down(&self) -> Vec<usize> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.replies.len()];
        let mut order = Vec::with_capacity(self.replies.len());
        for (index, up) in self.up.iter().enumerate() {
            match up {
                Up::Reply(parent) => children[*parent].push(index),
                _ => order.push(index),
            }
        }
        let mut next = 0;
        while next < order.len() {
            order.extend(std::mem::take(&mut children[order[next]]));
            next += 1;
        }
        order
    }

    /// Gives each new reply its place and its id. Ids follow the dates; a reply that says it is older than what it
    /// answers keeps its date, and stands behind it all the same. One that answers what stays behind answers what that answered.
    fn settle(mut self, order: &[usize]) -> (Vec<New>, u64) {
        let mut places: Vec<Place> = vec![Place::of(self.thread.into(), 0); self.replies.len()];
        let mut fresh: Vec<(Moment, usize, Place)> = Vec::new();
        let mut known_replies = 0;
        for &index in order {
            let above = match self.up[index] {
                Up::Post => Place::of(self.thread.into(), 0),
                Up::Before(entry, depth) => Place::of(entry, depth),
                Up::Reply(parent) => {
                    self.tell_if_skipped(index, parent);
                    places[parent]
                }
            };
            places[index] = if let Some(before) = self.known.get(&self.replies[index].source_id) {
                known_replies += 1;
                Place::of(before.entry, before.depth)
            } else if let Some(at) = self.at(index) {
                let at = at.max(above.at);
                fresh.push((at, index, above));
                Place { stands: Stands::New(index), depth: above.depth + 1, at }
            } else {
                above
            };
        }
        (self.give_ids(fresh), known_replies)
    }

    fn tell_if_skipped(&mut self, index: usize, parent: usize) {
        let parent = &self.replies[parent];
        if parent.draft.is_none() && !self.known.contains_key(&parent.source_id) {
            self.tell(index, "parent-skipped", "what it answers is not imported: it answers what that answered");
        }
    }

    fn give_ids(mut self, mut fresh: Vec<(Moment, usize, Place)>) -> Vec<New> {
        // Stable, so that what was said in the same second keeps its order, and what was answered comes first.
        fresh.sort_by_key(|&(at, ..)| at);
        let mut ids: HashMap<usize, EntryId> = HashMap::with_capacity(fresh.len());
        let mut new = Vec::with_capacity(fresh.len());
        let mut last = DateTime::UNIX_EPOCH;
        for (at, index, above) in fresh {
            // A millisecond each: their order then hangs on nothing else that makes ids in this process.
            last = at.max(last + TimeDelta::milliseconds(1));
            let parent = match above.stands {
                Stands::Before(entry) => Some(entry),
                Stands::New(index) => ids.get(&index).copied(),
            };
            let reply = &mut self.replies[index];
            if let Some(draft) = reply.draft.take() {
                let id = EntryId::fresh(last);
                ids.insert(index, id);
                new.push(New { id, source_id: std::mem::take(&mut reply.source_id), parent, depth: above.depth + 1, draft });
            }
        }
        new
    }
}

/// What an answer to a row hangs on, and the earliest moment its id may have.
#[derive(Debug, Clone, Copy)]
struct Place {
    stands: Stands,
    depth: i32,
    at: Moment,
}

#[derive(Debug, Clone, Copy)]
enum Stands {
    Before(EntryId),
    New(usize),
}

impl Place {
    fn of(entry: EntryId, depth: i32) -> Self {
        Self { stands: Stands::Before(entry), depth, at: moment_of(entry) }
    }
}

/// The moment an id was made for, and a little more: ids made now for this moment come behind it.
fn moment_of(id: EntryId) -> Moment {
    let (seconds, nanos) = id.0.get_timestamp().map(|at| at.to_unix()).unwrap_or_default();
    let at = DateTime::from_timestamp(i64::try_from(seconds).unwrap_or_default(), nanos).unwrap_or_default();
    at + TimeDelta::milliseconds(1)
}
