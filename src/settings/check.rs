//! What a setting takes: whatever else it is set to is an error at the start, which names it and says what it takes.

use super::{Join, Settings, SettingsError, is_secure};
use crate::hook::Hook;
use crate::mail::Post;
use crate::seal;

/// Characters in the question that people answer who want to join, at most.
const QUESTION_CHARS: usize = 300;
/// Of what is counted; more than any machine answers.
const MANY: u32 = 1_000_000;
/// Days that something is kept, at most: a hundred years.
const DAYS: u32 = 36_500;
/// Connections to the database, at most: more than a server takes.
const CONNECTIONS: u32 = 10_000;
/// Seconds in which a decision can be taken back, at most: a day.
const UNDO_SECONDS: u32 = 86_400;

impl Settings {
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let wrong = |text: String| Err(SettingsError::Value(text));
        if !leads_somewhere(&self.leave_to) {
            return wrong("HOLDFAST_LEAVE_TO: this must be an address with https:// or http:// and the name of a site".to_owned());
        }
        if let Some(url) = &self.public_url {
            if !leads_somewhere(url) {
                return wrong("HOLDFAST_PUBLIC_URL: this must be an address with https:// or http:// and the name of a site".to_owned());
            }
            if url::Url::parse(url).is_ok_and(|url| url.path() != "/" || url.query().is_some() || url.fragment().is_some()) {
                return wrong(
                    "HOLDFAST_PUBLIC_URL: this must end with the name of the site; the board can't stand in a folder of it".to_owned(),
                );
            }
        }
        match &self.oidc_issuer {
            Some(issuer) if !is_secure(issuer) => {
                return wrong("HOLDFAST_OIDC_ISSUER: this must be an https:// address (http:// only on this machine)".to_owned());
            }
            Some(_) if self.oidc_client_id.is_none() => return wrong("HOLDFAST_OIDC_CLIENT_ID: HOLDFAST_OIDC_ISSUER needs it".to_owned()),
            Some(_) if self.oidc_name.is_none() => return wrong("HOLDFAST_OIDC_NAME: HOLDFAST_OIDC_ISSUER needs it".to_owned()),
            _ => {}
        }
        if self.minimum_age.is_some_and(|age| !(1..=99).contains(&age)) {
            return wrong("HOLDFAST_MINIMUM_AGE: this must be from 1 to 99, or left out".to_owned());
        }
        match &self.join_question {
            None if self.join == Join::Question => {
                return wrong("HOLDFAST_JOIN_QUESTION: HOLDFAST_JOIN is \"question\", so say which".to_owned());
            }
            Some(question) if question.chars().count() > QUESTION_CHARS => {
                return wrong(format!("HOLDFAST_JOIN_QUESTION: this takes up to {QUESTION_CHARS} characters"));
            }
            _ => {}
        }
        for (name, value, least, most) in [
            ("HOLDFAST_REQUESTS_PER_SECOND", self.requests_per_second, 1, MANY),
            ("HOLDFAST_REQUESTS_BURST", self.requests_burst, 1, MANY),
            ("HOLDFAST_REQUESTS_AT_ONCE", self.requests_at_once, 1, MANY),
            ("HOLDFAST_TRIES_PER_HOUR", self.tries_per_hour, 1, MANY),
            ("HOLDFAST_POSTS_PER_HOUR", self.posts_per_hour, 1, MANY),
            ("HOLDFAST_REPLIES_PER_HOUR", self.replies_per_hour, 1, MANY),
            ("HOLDFAST_DATABASE_CONNECTIONS", self.connections(), 1, CONNECTIONS),
            ("HOLDFAST_SECOND_STEP_AFTER_DAYS", self.second_step_after_days, 0, DAYS),
            ("HOLDFAST_REMOVED_TEXT_DAYS", self.removed_text_days, 1, DAYS),
            ("HOLDFAST_CASE_DAYS", self.case_days, 1, DAYS),
            ("HOLDFAST_NOTICE_DAYS", self.notice_days, 1, DAYS),
            ("HOLDFAST_DRAFT_DAYS", self.draft_days, 1, DAYS),
            ("HOLDFAST_OUTBOX_DAYS", self.outbox_days, 1, DAYS),
            ("HOLDFAST_UNDO_SECONDS", self.undo_seconds, 0, UNDO_SECONDS),
        ] {
            if value < least {
                return wrong(format!("{name}: this must be {least} or more"));
            }
            if value > most {
                return wrong(format!("{name}: {value} is too much; this takes up to {most}"));
            }
        }
        if self.key.as_ref().is_some_and(|key| key.reveal().len() < seal::SHORTEST) {
            return wrong(format!("HOLDFAST_KEY: this must be {} characters or more, made by a program", seal::SHORTEST));
        }
        Post::open(self).map_err(SettingsError::Value)?;
        Hook::open(self).map_err(SettingsError::Value)?;
        Ok(())
    }
}

/// Whether that is an address of the web, with a site in it.
fn leads_somewhere(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host())
}
