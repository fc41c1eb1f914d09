//! The form in which a post or a reply is written, and an entry changed: what it brings, and what it shows.

use serde::Deserialize;
use sqlx::PgConnection;

use super::tips::Tips;
use crate::accounts::{Visitor, aliases};
use crate::care::Panel;
use crate::clock::Moment;
use crate::drafts;
use crate::error::Result;
use crate::ids::Nonce;
use crate::text::{REPLY_CHARS, SafeHtml};
use crate::threads::Wish;

/// What the form brings, as typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Draft {
    pub title: String,
    pub text: String,
    pub wish: String,
    pub notes: Vec<String>,
    pub note_own: String,
    pub r#as: String,
    pub alias: String,
    pub guest_name: String,
    pub nonce: Option<Nonce>,
    pub sign_in_name: String,
    pub sign_in_passphrase: String,
    pub sign_in_shared: String,
    pub sign_in_code: String,
    pub r#do: String,
    pub version: i64,
    /// Picked in the care panel.
    pub country: String,
    /// The draft in the account that this tab goes by, as its sequence; 0: none.
    pub saved: i64,
    /// The tab, where its script keeps a draft in the account.
    pub tab: String,
}

impl Draft {
    /// The form is only to come back: with another country's lines, or with a phrase to start from.
    pub(super) fn only_asks(&self) -> bool {
        self.r#do == "country" || self.r#do.starts_with("start-")
    }

    /// Whether it was written as a member.
    pub(super) fn is_members(&self) -> bool {
        self.r#as != "guest" && !self.r#as.is_empty()
    }
}

/// The form as the page shows it.
pub(super) struct Form {
    pub draft: Draft,
    pub nonce: Nonce,
    /// The name this person has in this thread already.
    pub alias: Option<String>,
    /// The name for this thread they are offered.
    pub suggestion: String,
    pub is_guest: bool,
    pub problem: Option<String>,
    pub preview: Option<SafeHtml>,
    pub panel: Option<Panel>,
    /// Whether help is offered while they write; none where the operator switched that off.
    pub while_writing: Option<bool>,
    /// Where it is kept while it is being written, in the account of who is signed in.
    pub place: Option<drafts::Place>,
    /// Since when, where the form shows what was kept there.
    pub kept_since: Option<Moment>,
    /// Tips, where the reply may go to somebody at risk.
    pub tips: Option<Tips>,
    /// They wrote as a member, and are not signed in any more.
    pub signed_out: bool,
    pub limit: usize,
}

impl Form {
    pub(super) fn empty(visitor: &Visitor, draft: Draft, alias: Option<String>) -> Self {
        let suggestion = alias
            .clone()
            .filter(|_| draft.alias.is_empty())
            .unwrap_or_else(|| if draft.alias.is_empty() { aliases::suggest() } else { draft.alias.clone() });
        Self {
            nonce: draft.nonce.unwrap_or_else(Nonce::random),
            is_guest: visitor.member.is_none(),
            draft,
            alias,
            suggestion,
            problem: None,
            preview: None,
            panel: None,
            while_writing: visitor.care_while_writing(),
            place: None,
            kept_since: None,
            tips: None,
            signed_out: false,
            limit: REPLY_CHARS,
        }
    }

    /// As [`Form::empty`], with what this person kept there in their account; what the form brings itself goes first.
    pub(super) async fn kept(
        conn: &mut PgConnection,
        visitor: &Visitor,
        mut draft: Draft,
        alias: Option<String>,
        place: drafts::Place,
    ) -> Result<Self> {
        let kept = match visitor.account() {
            Some(account) => drafts::find(conn, account, &place).await?,
            None => None,
        };
        let kept_since = kept.as_ref().map(|kept| kept.saved_at);
        if let Some(kept) = kept {
            let drafts::Words { title, text, wish, notes, note_own, r#as, version } = kept.words.0;
            draft = Draft { title, text, wish, notes, note_own, r#as, version, saved: kept.sequence, ..draft };
        }
        let form = Self::empty(visitor, draft, alias);
        Ok(Self { kept_since, ..form.kept_at(visitor, place) })
    }

    /// Says where it is kept while it is being written.
    pub(super) fn kept_at(mut self, visitor: &Visitor, place: drafts::Place) -> Self {
        self.place = visitor.account().map(|_| place);
        self
    }

    /// Came back with what was just sent; what the tab holds is not newer.
    pub(super) fn is_filled(&self) -> bool {
        !self.draft.text.is_empty() && self.kept_since.is_none()
    }

    pub(super) fn is_noted(&self, note: &str) -> bool {
        self.draft.notes.iter().any(|ticked| ticked == note)
    }

    pub(super) fn is_wish(&self, wish: &Wish) -> bool {
        Wish::read(&self.draft.wish) == *wish
    }

    /// Whether the name for this thread only is chosen: once used in a thread, it stays the choice.
    pub(super) fn is_alias(&self) -> bool {
        if self.draft.r#as.is_empty() { self.alias.is_some() } else { self.draft.r#as == "alias" }
    }
}
