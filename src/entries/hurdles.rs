//! What can be in the way of storing what somebody wrote, and how they are told.

use axum::http::StatusCode;

use crate::error::Error;
use crate::text::SourceError;
use crate::words::Words;

/// What is in the way of storing it.
pub(super) enum Hurdle {
    /// Shown beside the form, with the status.
    Say(StatusCode, String),
    /// Wrote as a member, is not signed in.
    SignedOut(Option<String>),
    /// Only a preview was asked for.
    Preview,
    /// Only the form was asked for.
    Stay,
    Fail(Error),
}

impl From<Error> for Hurdle {
    fn from(error: Error) -> Self {
        Self::Fail(error)
    }
}

impl From<sqlx::Error> for Hurdle {
    fn from(error: sqlx::Error) -> Self {
        Self::Fail(error.into())
    }
}

/// What can't be done now is said beside the form, with the words in it.
pub(super) fn put_off(words: &Words, error: Error) -> Hurdle {
    match error {
        Error::TooMany(seconds) => {
            let sentence = words.say("write-too-many", "minutes", i64::from(seconds.div_ceil(60))).into_owned();
            Hurdle::Say(StatusCode::TOO_MANY_REQUESTS, sentence)
        }
        Error::Refused(why) => Hurdle::Say(StatusCode::FORBIDDEN, words.t(why).to_owned()),
        error => error.into(),
    }
}

/// The sentence that says what is to be changed about a title.
pub(super) fn title_problem(error: &SourceError) -> &'static str {
    if *error == SourceError::Blank { "title-blank" } else { "title-long" }
}

/// What is to be changed about a text, in words.
pub(super) fn explain(words: &Words, error: SourceError) -> String {
    match error {
        SourceError::Blank => words.t("text-blank").to_owned(),
        SourceError::TooLong { limit, over } => words.with("text-long", &[("limit", &limit.to_string()), ("over", &over.to_string())]),
    }
}
