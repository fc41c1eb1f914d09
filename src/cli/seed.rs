//! `holdfast seed` and `serve --demo`: a few gentle posts for an empty board, from `data/demo.toml`.

use chrono::TimeDelta;
use serde::Deserialize;

use super::Failure;
use super::place::Place;
use crate::accounts::{self, Member, Name, Role, RoleKind};
use crate::boards::{self, Policy};
use crate::clock::Moment;
use crate::entries::{self, Target, Voice, Writing, Written};
use crate::ids::{AccountId, EntryId, Nonce};
use crate::text::{POST_CHARS, Source};
use crate::threads::Wish;

#[derive(Deserialize)]
struct Demo {
    boards: Vec<Room>,
    posts: Vec<Post>,
}

#[derive(Deserialize)]
struct Room {
    slug: String,
    name: String,
    about: String,
}

#[derive(Deserialize)]
struct Post {
    board: String,
    by: String,
    title: String,
    wish: String,
    #[serde(default)]
    notes: Vec<String>,
    text: String,
    minutes_ago: i64,
    #[serde(default)]
    replies: Vec<Reply>,
}

#[derive(Deserialize)]
struct Reply {
    by: String,
    text: String,
    minutes_ago: i64,
    /// The number of the reply it answers, counted from 1; none: the post.
    to: Option<usize>,
}

fn read() -> Result<Demo, Failure> {
    toml::from_str(include_str!("../../data/demo.toml")).map_err(|error| Failure::Said(format!("data/demo.toml: {error}")))
}

/// Fills an empty board; one with a board in it already is left as it is.
pub async fn seed(place: &Place) -> Result<(), Failure> {
    let demo = read()?;
    let now = place.clock.now();
    let mut tx = place.db.begin().await?;
    if !boards::all(&mut tx, true).await?.is_empty() {
        println!("There is a board already; nothing was added.");
        return Ok(());
    }
    for room in &demo.boards {
        let board = boards::create(&mut tx, &room.slug, &room.name, &room.about, now).await?;
        boards::set_policy(&mut tx, board, &Policy { guests: Some("welcome".into()), ..Policy::default() }).await?;
    }
    for post in &demo.posts {
        write(&mut tx, post, now).await?;
    }
    tx.commit().await?;
    println!("Added {} boards and {} posts for a look around.", demo.boards.len(), demo.posts.len());
    Ok(())
}

async fn write(tx: &mut sqlx::PgConnection, post: &Post, now: Moment) -> Result<(), Failure> {
    let at = |minutes: i64| now - TimeDelta::minutes(minutes);
    let board =
        boards::find(tx, &post.board, true).await?.ok_or_else(|| Failure::Said(format!("data/demo.toml: no board {}", post.board)))?;
    let writer = person(tx, &post.by, now).await?;
    let writing = Writing {
        source: source(&post.text)?,
        notes: post.notes.clone(),
        voice: Voice::Member(&writer),
        nonce: Nonce::random(),
        allowance: None,
        draft: (0, ""),
    };
    let head = stored(entries::post(tx, &board, &post.title, Wish::read(&post.wish), writing, at(post.minutes_ago)).await?)?;
    let mut replies: Vec<EntryId> = Vec::new();
    for reply in &post.replies {
        let member = person(tx, &reply.by, now).await?;
        let to = reply.to.and_then(|n| replies.get(n - 1).copied()).unwrap_or(head);
        let target = Target::find(tx, to, (Some(member.id), ""), None, at(reply.minutes_ago)).await?;
        let writing = Writing {
            source: source(&reply.text)?,
            notes: Vec::new(),
            voice: Voice::Member(&member),
            nonce: Nonce::random(),
            allowance: None,
            draft: (0, ""),
        };
        replies.push(stored(entries::reply(tx, &target, writing, at(reply.minutes_ago)).await?)?);
    }
    Ok(())
}

fn source(text: &str) -> Result<Source, Failure> {
    Source::parse(text, POST_CHARS).map_err(|_| Failure::Said("data/demo.toml: an empty or too long text".into()))
}

fn stored(written: Written) -> Result<EntryId, Failure> {
    match written {
        Written::Stored { entry, .. } => Ok(entry),
        Written::Differs(_) => Err(Failure::Said("data/demo.toml: one form brought two texts".into())),
    }
}

/// Somebody of the demo, who has no passphrase and cannot sign in.
async fn person(tx: &mut sqlx::PgConnection, name: &str, now: Moment) -> Result<Member, Failure> {
    let named = Name::parse(name).map_err(|why| Failure::Said(format!("data/demo.toml: {name}: {why}")))?;
    let id: AccountId = if let Some(id) = accounts::find(tx, name).await? {
        id
    } else {
        let id = accounts::create(tx, None, &named, now - TimeDelta::days(30))
            .await?
            .ok_or_else(|| Failure::Said(format!("data/demo.toml: {name} is taken")))?;
        if name == "Quiet Heron" {
            accounts::grant(tx, id, Role { kind: RoleKind::Supporter, board: None }, None, now).await?;
        }
        id
    };
    Ok(Member::acting(id, name, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care;
    use crate::screen::Grade;

    #[test]
    fn whoever_looks_around_meets_nothing_that_sounds_like_danger() {
        for post in read().unwrap().posts {
            let replies = post.replies.iter().map(|reply| ("", reply.text.as_str()));
            for (title, text) in std::iter::once((post.title.as_str(), post.text.as_str())).chain(replies) {
                assert!(care::read(title, text).grade <= Grade::Distress, "{title}: {text}");
            }
        }
    }
}
