//! The web's plumbing: reading requests, and the shell that every page stands in.

pub mod assets;
pub mod guard;
pub mod leave;
pub mod page;
pub mod token;

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::AppendHeaders;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use percent_encoding::percent_decode;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::state::App;

pub use page::{Nav, Page, Who, show};

/// Bytes of a form at most. The longest post is 60,000 characters of four bytes, each sent as `%xx`: 720 kB. Five times that is read, too, so
/// that what is too long comes back in its form, with a sentence that says by how much.
pub const FORM_BYTES: usize = 4 * 1024 * 1024;

/// How long it may take until the page is shown that follows on a stored form.
const ENDS_WITHIN_SECONDS: u32 = 60;

/// The name of the session's cookie.
pub fn session_cookie(app: &App) -> &'static str {
    if app.settings.is_https() { "__Host-holdfast" } else { "holdfast" }
}

/// A cookie of ours, the careful way: not for scripts, not for other sites, over https where there is https.
pub fn cookie(app: &App, name: impl Into<Cow<'static, str>>, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).secure(app.settings.is_https()).same_site(SameSite::Lax).build()
}

/// What the browser sent as the cookie of that name, without reading the others.
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok()).flat_map(|cookies| cookies.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// Tells the page's script once which draft has become an entry, or `all`: it lets go of what was sent from there
/// (`static/drafts.js`). An address never says so: it can be gone back to, and anybody can write one.
pub fn draft_ends(app: &App, place: &str) -> AppendHeaders<Option<(HeaderName, HeaderValue)>> {
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let cookie = format!("stored={place}; Path=/; Max-Age={ENDS_WITHIN_SECONDS}; SameSite=Lax{secure}");
    AppendHeaders(HeaderValue::from_str(&cookie).ok().map(|cookie| (header::SET_COOKIE, cookie)))
}

/// The cookie in which a choice is kept, tied to no account.
pub fn kept_choice(app: &App, name: &'static str, value: String) -> CookieJar {
    let mut cookie = cookie(app, name, value);
    cookie.make_permanent();
    CookieJar::new().add(cookie)
}

/// A piece of the address; anything that does not fit is a page that is not there.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Error;

    #[expect(clippy::disallowed_types, reason = "the one place that uses it")]
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if has_nul(parts.uri.path()) {
            return Err(Error::NotFound);
        }
        let path = axum::extract::Path::<T>::from_request_parts(parts, app).await;
        path.map(|path| Self(path.0)).map_err(|_| Error::NotFound)
    }
}

/// The one character that Postgres keeps in no text.
fn has_nul(address: &str) -> bool {
    address.contains("%00")
}

/// What stands behind the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Query<T> {
    type Rejection = Error;

    #[expect(clippy::disallowed_types, reason = "the one place that uses it")]
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if parts.uri.query().is_some_and(has_nul) {
            return Err(Error::Malformed("error-address"));
        }
        let query = axum::extract::Query::<T>::from_request_parts(parts, app).await;
        query.map(|query| Self(query.0)).map_err(|_| Error::Malformed("error-address"))
    }
}

/// A form with people's words in it. A page that has lain too long does not lose them: `stale` says that the form is to
/// be shown again with what was written.
pub struct Kept<T> {
    /// The fields.
    pub fields: T,
    /// The form's token is not this browser's, or too old.
    pub stale: bool,
}

/// A form that only acts: a stale one is refused with a sentence that says to go back and try again.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Kept<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Error::Malformed("error-form-kind"));
        }
        let session = cookie_value(&parts.headers, session_cookie(app)).unwrap_or_default().to_owned();
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app).await.map_err(|rejection| {
            if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                Error::TooLarge
            } else {
                Error::Malformed("error-form-cut")
            }
        })?;
        if percent_decode(&bytes).decode_utf8().is_err() {
            return Err(Error::Malformed("error-form-text"));
        }
        let pairs = axum_extra::extract::Form::<T>::from_request(
            Request::builder()
                .method("POST")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(axum::body::Body::from(bytes.clone()))
                .map_err(Error::internal)?,
            app,
        );
        let fields = pairs.await.map_err(|_| Error::Malformed("error-form-fields"))?.0;
        Ok(Self { fields, stale: !is_fresh(app, &bytes, &session) })
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kept = Kept::<T>::from_request(request, app).await?;
        if kept.stale { Err(Error::Conflict("error-form-old")) } else { Ok(Self(kept.fields)) }
    }
}

fn is_fresh(app: &App, body: &[u8], session: &str) -> bool {
    let token = body.split(|b| *b == b'&').find_map(|pair| pair.strip_prefix(b"token="));
    let token = token.map(|token| percent_decode(token).decode_utf8_lossy());
    match (app.form_key(), token) {
        (Some(key), Some(token)) => token::is_good(key, session, app.clock.now(), &token, token::FORM_SECONDS),
        _ => false,
    }
}

/// A path of ours to go back to, never another site's: starts with one slash, holds no backslash or control character.
pub fn own_path(path: &str) -> Option<Cow<'_, str>> {
    let fits = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    fits.then_some(Cow::Borrowed(path))
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn going_back_never_leaves_the_site() {
        assert!(own_path("/t/abc?x=1#e").is_some());
        for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "javascript:alert(1)"] {
            assert!(own_path(path).is_none(), "{path}");
        }
    }
}
