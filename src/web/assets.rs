//! Style sheet, scripts and mark: inside the program, under an address that changes with their content, cached for ever.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Path;
use crate::error::{Error, Result};

macro_rules! files {
    ($($name:literal as $kind:literal),* $(,)?) => {
        &[$(($name, $kind, include_bytes!(concat!("../../static/", $name)))),*]
    };
}

static FILES: &[(&str, &str, &[u8])] = files![
    "holdfast.css" as "text/css; charset=utf-8",
    "leave.js" as "text/javascript; charset=utf-8",
    "drafts.js" as "text/javascript; charset=utf-8",
    "mark.svg" as "image/svg+xml",
];

static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for (name, _, bytes) in FILES {
        digest.update(name.as_bytes());
        digest.update(bytes);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
});

/// The address of a static file in this edition.
pub fn address(name: &str) -> String {
    format!("/static/{}/{name}", *EDITION)
}

/// `GET /static/{edition}/{name}`
pub async fn serve(Path((edition, name)): Path<(String, String)>) -> Result<Response> {
    let (_, kind, bytes) = FILES.iter().find(|(known, ..)| *known == name).ok_or(Error::NotFound)?;
    let keep = if edition == *EDITION { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, HeaderValue::from_static(keep))];
    Ok((headers, *bytes).into_response())
}
