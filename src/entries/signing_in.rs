//! Signing in within the form, for those whose session ended while they wrote.

use axum::response::{IntoResponse, Response};
use sqlx::PgConnection;

use super::form::Draft;
use crate::accounts::{self, Passphrase, SignIn, SignedIn, Visitor};
use crate::error::Result;
use crate::state::App;

/// Who sends the form, signed in by what stands in it where they were not.
pub(super) async fn sign_in_first(
    app: &App,
    conn: &mut PgConnection,
    visitor: Visitor,
    draft: &Draft,
) -> Result<(Visitor, Option<SignedIn>)> {
    if visitor.member.is_some() || draft.sign_in_name.is_empty() {
        return Ok((visitor, None));
    }
    let Ok(passphrase) = Passphrase::typed(&draft.sign_in_passphrase) else { return Ok((visitor, None)) };
    let shared = !draft.sign_in_shared.is_empty();
    let signing = accounts::sign_in(app, &draft.sign_in_name, visitor.asker(), passphrase, shared, app.clock.now()).await?;
    let session = match signing {
        Some(SignIn::Asked(ticket)) => {
            accounts::second_step::by_code(app, conn, &ticket, visitor.asker(), &draft.sign_in_code, shared, app.clock.now()).await?
        }
        Some(SignIn::In(session)) => Some(session),
        None => None,
    };
    match session {
        Some(session) => Ok((visitor.became(app, conn, &session.token).await?, Some(session))),
        None => Ok((visitor, None)),
    }
}

/// The answer, with the cookie of the session that began with the form.
pub(super) fn with_session(app: &App, session: Option<&SignedIn>, response: Response) -> Response {
    match session {
        Some(session) => (accounts::signed_in(app, session), response).into_response(),
        None => response,
    }
}
