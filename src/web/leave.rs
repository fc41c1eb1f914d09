//! Leaving the site: away at once, and for a while every page of people's words leads away too, so that none is behind *back*.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::{Error, Result};
use crate::state::App;
use crate::web::cookie_value;

/// The cookie of a browser that left a moment ago. A script of ours sets the same one, so as not to wait for an answer.
const COOKIE: &str = "left";
/// For how long it stays away, in seconds.
const AWAY_SECONDS: u32 = 300;

/// `GET /leave` goes to the plain page that the operator chose. It asks neither session nor database, and answers whatever happens.
pub async fn leave(State(app): State<App>) -> Result<Response> {
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}=yes; Path=/; Max-Age={AWAY_SECONDS}; SameSite=Lax{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(Error::internal)?;
    Ok(([(header::SET_COOKIE, cookie)], outside(&app)?).into_response())
}

/// Who left a moment ago is shown nothing: *back* asks for the page again, for no browser keeps one of ours.
pub async fn stay_away(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET && cookie_value(request.headers(), COOKIE).is_some() {
        outside(&app).into_response()
    } else {
        next.run(request).await
    }
}

fn outside(app: &App) -> Result<Response> {
    let to = HeaderValue::from_str(&app.settings.leave_to).map_err(Error::internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}
