//! What can go wrong, by what it means for the person asking. Sentences are for them; causes are logged, never shown.

use std::error::Error as Cause;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The result of everything that may refuse.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done. Each carries the id of the sentence that says so in the reader's language.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such thing, or not one this person may see; the two look alike on purpose.
    #[error("there is nothing here")]
    NotFound,
    /// Only for people who are signed in.
    #[error("sign in first")]
    SignInNeeded,
    /// Understood, and not allowed or not possible; the sentence says why and what to do.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// What was sent cannot be read; the sentence says what is wrong.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// Somebody else changed it first.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Larger than is taken.
    #[error("too large")]
    TooLarge,
    /// It did not arrive in time.
    #[error("it arrived too slowly")]
    Late,
    /// Too often; may be tried again after so many seconds.
    #[error("too many; again in {0} s")]
    TooMany(u32),
    /// More requests at once than are taken; the help page still answers.
    #[error("full")]
    Full,
    /// The database does not answer; the help page still does.
    #[error("unavailable: {0}")]
    Unavailable(Box<dyn Cause + Send + Sync>),
    /// Our fault.
    #[error("internal: {0}")]
    Internal(Box<dyn Cause + Send + Sync>),
}

impl Error {
    /// Our fault, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn Cause + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// What the person is told.
    pub fn problem(&self) -> Problem {
        let (status, sentence) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "error-not-found"),
            Self::SignInNeeded => (StatusCode::UNAUTHORIZED, "error-sign-in-needed"),
            Self::Refused(why) => (StatusCode::FORBIDDEN, *why),
            Self::Malformed(why) => (StatusCode::BAD_REQUEST, *why),
            Self::Conflict(why) => (StatusCode::CONFLICT, *why),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "error-too-large"),
            Self::Late => (StatusCode::REQUEST_TIMEOUT, "error-late"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "error-too-many"),
            Self::Full => (StatusCode::SERVICE_UNAVAILABLE, "error-full"),
            Self::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "error-unavailable"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "error-internal"),
        };
        Problem { status, sentence }
    }
}

/// What went wrong, as it travels to the layer that turns it into a page in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Problem {
    /// The answer's status.
    pub status: StatusCode,
    /// The id of the sentence in `locales`.
    pub sentence: &'static str,
}

impl IntoResponse for Problem {
    /// `application/problem+json`, with the problem beside it for the layer that makes pages.
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "detail": crate::words::english().t(self.sentence),
        });
        let mut response = (self.status, body.to_string()).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match &self {
            Self::Unavailable(cause) => tracing::warn!(%cause, "unavailable"),
            Self::Internal(cause) => tracing::error!(%cause, "internal"),
            _ => {}
        }
        let mut response = self.problem().into_response();
        let headers = response.headers_mut();
        let again = match self {
            Self::TooMany(seconds) => Some(seconds),
            Self::Full | Self::Unavailable(_) => Some(5),
            _ => None,
        };
        if let Some(seconds) = again {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What is said of a panic from now on: where it happened, and nothing of its message, which may quote what somebody wrote.
pub fn panics_tell_the_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "a place unknown".to_owned(), ToString::to_string);
        if tracing::dispatcher::has_been_set() {
            tracing::error!(%place, "panicked");
        } else {
            eprintln!("holdfast: panicked at {place}");
        }
    }));
}

/// Does what takes a while away from the threads that answer pages. A task that panicked says no more than that it did.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal("a task panicked"))
}

/// Postgres is not there, is going away, or is read-only for now: wait and try again.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => true,
        sqlx::Error::Database(db) => db.code().is_some_and(|code| {
            // Classes 08 connection, 53 resources, 57P shutdown or start; 25006 read-only, 57014 and 55P03 waited too long, 40001 and 40P01 ran into each other.
            code.starts_with("08")
                || code.starts_with("53")
                || code.starts_with("57P")
                || code == "25006"
                || ["57014", "55P03", "40001", "40P01"].contains(&&*code)
        }),
        _ => false,
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) { Self::Unavailable(error.into()) } else { Self::Internal(error.into()) }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}
