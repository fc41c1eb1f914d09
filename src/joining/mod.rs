//! Joining: who may, the question an operator may ask first, and the links by which members bring somebody along.

mod application_pages;
mod applications;
mod elsewhere_pages;
mod invite_pages;
mod invites;
mod pages;

use axum::Router;
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::Result;
use crate::state::App;

pub use applications::{ANSWER_CHARS, Application, decide, forget, of};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    pages::routes().merge(application_pages::routes()).merge(invite_pages::routes()).merge(elsewhere_pages::routes())
}

/// Forgets what was decided long enough ago, and links that led nowhere.
pub async fn sweep(conn: &mut PgConnection, before: Moment) -> Result<()> {
    applications::sweep(conn, before).await?;
    invites::sweep(conn, before).await
}
