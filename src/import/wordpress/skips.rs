//! What stays behind, and why.

use super::{RawComment, RawPost};
use crate::entries::State;

/// A reason to leave a row behind: a word to count by, and a sentence.
pub type Skip = (&'static str, String);

/// What becomes of a post: its state, or why it stays behind. Only what everybody could read is published; what waited
/// for approval or for its day is held; everything else was never public and stays behind.
pub fn post(post: &RawPost) -> Result<State, Skip> {
    let kind = post.kind.trim();
    if !matches!(kind, "post" | "page" | "") {
        return Err(("type", format!("neither a post nor a page but \"{}\"", short(kind))));
    }
    // Spaces are a password too.
    if !post.password.is_empty() && post.status.trim() != "trash" {
        return Err(("password", "protected by a password: never made public".to_owned()));
    }
    match post.status.trim() {
        "publish" => Ok(State::Published),
        "pending" | "future" | "" => Ok(State::Held),
        "private" => Err(("private", "private: never made public".to_owned())),
        "draft" | "auto-draft" => Err(("draft", "a draft that was never published".to_owned())),
        "trash" => Err(("trash", "in the bin".to_owned())),
        other => Err(("status", format!("its status \"{}\" is none that was public", short(other)))),
    }
}

/// What becomes of a comment.
pub fn comment(comment: &RawComment) -> Result<State, Skip> {
    match comment.kind.trim() {
        "" | "comment" => {}
        "pingback" | "trackback" => return Err(("pingback", "another site's note of a link, not somebody's words".to_owned())),
        other => return Err(("comment-type", format!("not a comment but \"{}\"", short(other)))),
    }
    match comment.approved.trim() {
        "1" | "approve" | "approved" => Ok(State::Published),
        "spam" => Err(("spam", "marked as spam".to_owned())),
        "trash" | "post-trashed" => Err(("trash", "in the bin".to_owned())),
        _ => Ok(State::Held),
    }
}

fn short(word: &str) -> String {
    word.chars().filter(|sign| !sign.is_control()).take(40).collect()
}
