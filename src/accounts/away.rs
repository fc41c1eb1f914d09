//! What somebody keeps away from: people (both ways where one blocks the other), threads, content notes. A person is kept away from
//! as they stood there: under their name everywhere, or behind an alias in its thread. Were it by account, whoever compares what
//! vanishes with what a stranger sees would learn which aliases are whose.

use std::collections::BTreeMap;

use serde::Deserialize;
use sqlx::PgConnection;

use crate::error::Result;
use crate::ids::{AccountId, ThreadId};

/// The sum of what one reader keeps away from, as their session brings it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Away {
    /// What these wrote under their names.
    people: Vec<uuid::Uuid>,
    /// What these wrote behind their alias in that thread: each as thread and account.
    aliases: Vec<(uuid::Uuid, uuid::Uuid)>,
    threads: Vec<uuid::Uuid>,
    notes: BTreeMap<String, String>,
}

impl Away {
    /// Whether they keep away from what that author wrote with such a voice in that thread.
    pub fn from(&self, author: Option<AccountId>, voice: &str, thread: ThreadId) -> bool {
        author.is_some_and(|author| match voice {
            "member" => self.people.contains(&author.0),
            "alias" => self.aliases.contains(&(thread.0, author.0)),
            _ => false,
        })
    }

    /// Whether they keep away from that thread in lists.
    pub fn from_thread(&self, thread: ThreadId) -> bool {
        self.threads.contains(&thread.0)
    }

    /// Whether they chose not to see entries with one of these content notes at all.
    pub fn hides(&self, notes: &[String]) -> bool {
        notes.iter().any(|note| self.choice(note) == "hide")
    }

    /// Whether they chose to see entries with these content notes at once.
    pub fn shows(&self, notes: &[String]) -> bool {
        notes.iter().all(|note| self.choice(note) == "show")
    }

    /// `show`, `hide`, or nothing: folded.
    pub fn choice(&self, note: &str) -> &str {
        self.notes.get(note).map_or("", String::as_str)
    }
}

/// Sums up anew what these accounts keep away from, after one of its rows changed.
pub async fn settle(conn: &mut PgConnection, accounts: &[AccountId]) -> Result<()> {
    // Locked in a statement of its own: the next one then reads what the last one who had the lock wrote.
    sqlx::query!("select id from accounts where id = any($1) order by id for no key update", accounts as &[AccountId])
        .fetch_all(&mut *conn)
        .await?;
    sqlx::query!(
        "update accounts set away = (
            select case when people is not null or aliases is not null or threads is not null or notes is not null
                then jsonb_build_object('people', coalesce(people, '[]'), 'aliases', coalesce(aliases, '[]'), 'threads', coalesce(threads, '[]'),
                    'notes', coalesce(notes, '{}')) end
            from (select
                (select jsonb_agg(distinct case when by = accounts.id then whom else by end) from blocks
                    where (by = accounts.id and thread is null) or (whom = accounts.id and kind = 'block' and by_thread is null)) as people,
                (select jsonb_agg(distinct case when by = accounts.id then jsonb_build_array(thread, whom) else jsonb_build_array(by_thread, by) end) from blocks
                    where (by = accounts.id and thread is not null) or (whom = accounts.id and kind = 'block' and by_thread is not null)) as aliases,
                (select jsonb_agg(thread) from thread_mutes where account = accounts.id) as threads,
                (select jsonb_object_agg(note, choice) from note_choices where account = accounts.id) as notes) as parts)
         where id = any($1)",
        accounts as &[AccountId],
    )
    .execute(conn)
    .await?;
    Ok(())
}
