//! `POST /me/care`: whether somebody is offered help while they write. A member's choice stands with the account, a guest's in a
//! cookie of its own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::rights::NO_CARE_COOKIE;
use super::{Visitor, store};
use crate::error::Result;
use crate::state::App;
use crate::web::{self, Form};

#[derive(Deserialize)]
pub(super) struct Choice {
    on: String,
}

pub(super) async fn choose(State(app): State<App>, visitor: Visitor, jar: CookieJar, Form(choice): Form<Choice>) -> Result<Response> {
    let on = choice.on == "yes";
    match visitor.account() {
        Some(account) => {
            store::set_care_while_writing(&mut *app.db.acquire().await?, account, on).await?;
            Ok(Redirect::to("/me?saved=yes").into_response())
        }
        None if on => Ok((jar.remove(web::cookie(&app, NO_CARE_COOKIE, String::new())), StatusCode::NO_CONTENT).into_response()),
        None => Ok((web::kept_choice(&app, NO_CARE_COOKIE, "yes".to_owned()), StatusCode::NO_CONTENT).into_response()),
    }
}
