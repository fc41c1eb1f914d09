//! Style sheet, scripts and mark: inside the program, under an address that changes with their content, cached for ever.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Path;
use crate::error::{Error, Result};

/// Name, kind, text. The scripts travel as one file, but for the moderators' own: a page costs three requests, whatever it can do.
static FILES: &[(&str, &str, &str)] = &[
    ("holdfast.css", "text/css; charset=utf-8", include_str!("../../static/holdfast.css")),
    (
        "holdfast.js",
        "text/javascript; charset=utf-8",
        concat!(
            include_str!("../../static/leave.js"),
            include_str!("../../static/drafts.js"),
            include_str!("../../static/help.js"),
            include_str!("../../static/care.js"),
            include_str!("../../static/passkeys.js")
        ),
    ),
    ("desk.js", "text/javascript; charset=utf-8", include_str!("../../static/desk.js")),
    ("mark.svg", "image/svg+xml", include_str!("../../static/mark.svg")),
    ("plain.svg", "image/svg+xml", include_str!("../../static/plain.svg")),
];

static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for (name, _, text) in FILES {
        digest.update(name.as_bytes());
        digest.update(text.as_bytes());
    }
    bs58::encode(&digest.finalize()[..9]).into_string()
});

/// The address of a static file in this edition.
pub fn address(name: &str) -> String {
    format!("/static/{}/{name}", *EDITION)
}

/// `GET /static/{edition}/{name}`
pub async fn serve(Path((edition, name)): Path<(String, String)>) -> Result<Response> {
    let (_, kind, text) = FILES.iter().find(|(known, ..)| *known == name).ok_or(Error::NotFound)?;
    let keep = if edition == *EDITION { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, HeaderValue::from_static(keep))];
    Ok((headers, *text).into_response())
}

/// `GET /offline.js`, the service worker. Its address stays, so that browsers find the next one; it stands at the root, so that it
/// can answer for every page while there is no network.
pub async fn offline() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../../static/offline.js"))
}
