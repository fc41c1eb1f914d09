//! Every route and layer, on one screen.

use std::any::Any;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::error::Error;
use crate::state::App;
use crate::web::{FORM_BYTES, assets, guard, leave, page};
use crate::{
    about, accounts, appeals, away, care, desk, drafts, duty, entries, joining, leaving, letters, lines, notices, people, reports, rules,
    safety, talks, threads, upkeep,
};

/// How long a request may take before it is answered that the board is not well.
const PATIENCE: Duration = Duration::from_secs(5);

/// The whole board.
pub fn router(app: App) -> Router {
    let limit = guard::limit(&app.settings);
    let board = Router::new()
        .merge(threads::routes())
        .merge(entries::routes())
        .merge(drafts::routes())
        .merge(reports::routes())
        .merge(appeals::routes())
        .merge(talks::routes())
        .merge(notices::routes())
        .merge(desk::routes())
        .merge(duty::routes())
        .merge(upkeep::routes())
        .merge(rules::routes())
        .merge(safety::routes())
        .merge(people::routes())
        .merge(accounts::routes())
        .merge(joining::routes())
        .merge(letters::routes())
        .merge(leaving::routes())
        .merge(away::routes())
        .merge(about::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn_with_state(app.clone(), guard::origin))
        .layer(from_fn_with_state(app.clone(), guard::asker))
        .layer(from_fn_with_state(app.clone(), accounts::forget_after_shared))
        .layer(from_fn_with_state(app.clone(), leave::stay_away))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(guard::room(&app.settings), guard::in_room))
        .layer(limit);
    // Reads what is being written, and asks neither session nor database.
    let beside = care::routes()
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn_with_state(app.clone(), guard::origin))
        .layer(guard::limit_to(&app.settings, care::PER_SECOND, care::AT_ONCE));
    // What answers whatever happens: no limit, no session, no database, and room for everybody.
    let always = Router::new()
        .merge(lines::routes())
        .route("/static/{edition}/{name}", get(assets::serve))
        .route("/offline.js", get(assets::offline))
        .route("/leave", get(leave::leave))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz));
    board
        .merge(beside)
        .merge(always)
        .fallback(|| async { Error::NotFound })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state((app.clone(), lines::ways as page::Ways, page::room()), page::problems_as_pages))
        .layer(from_fn_with_state(app.clone(), guard::headers))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(app)
}

/// The board, ready to be served with the addresses of those who ask.
pub fn service(app: App) -> IntoMakeServiceWithConnectInfo<Router, SocketAddr> {
    router(app).into_make_service_with_connect_info()
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::Unavailable("the request took too long".into()).into_response(),
    }
}

/// A handler that panicked is answered like every failure. Where it happened is logged by [`crate::error::panics_tell_the_place`]; the
/// message is not, for it may hold what somebody wrote.
pub fn panicked(_cause: Box<dyn Any + Send>) -> Response {
    Error::internal("a handler panicked").into_response()
}

/// The process is there.
async fn healthz() -> &'static str {
    "ok"
}

/// The database is there too, with the right schema.
async fn readyz(State(app): State<App>) -> Response {
    let asked = tokio::time::timeout(Duration::from_secs(2), sqlx::query_scalar!("select 1 as \"one!\"").fetch_one(&app.db));
    if app.is_ready() && matches!(asked.await, Ok(Ok(_))) {
        "ok".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database is not there").into_response()
    }
}
