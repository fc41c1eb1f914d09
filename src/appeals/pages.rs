//! "Ask for another look": for a member under *Notices*, for a guest behind their private link.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{Asked, WORDS_CHARS, may_ask};
use crate::accounts::{Visitor, restraints};
use crate::audit::{self, Decision, Note};
use crate::entries::{Owned, Owner, link_hash};
use crate::error::{Error, Result};
use crate::ids::{BoardId, DecisionId, EntryId};
use crate::state::App;
use crate::text::{Source, SourceError};
use crate::web::{self, Kept, Nav, Page, Path, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/appeal/{decision}", get(page).post(ask)).route("/appeal/{decision}/{key}", get(page_by_link).post(ask_by_link))
}

#[derive(Template)]
#[template(path = "appeals/appeal.html")]
struct AppealPage {
    page: Page,
    action: String,
    note: Note,
    /// Where one can write it anew.
    rewrite: Option<String>,
    asked: Option<Asked>,
    in_time: bool,
    words: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
struct AppealForm {
    #[serde(default)]
    text: String,
}

async fn page(State(app): State<App>, visitor: Visitor, Path(decision): Path<DecisionId>) -> Result<Response> {
    show_page(&app, &visitor, decision, None).await
}

async fn page_by_link(State(app): State<App>, visitor: Visitor, Path((decision, key)): Path<(DecisionId, String)>) -> Result<Response> {
    show_page(&app, &visitor, decision, Some(key)).await
}

async fn ask(State(app): State<App>, visitor: Visitor, Path(decision): Path<DecisionId>, form: Kept<AppealForm>) -> Result<Response> {
    send(&app, &visitor, decision, None, form).await
}

async fn ask_by_link(
    State(app): State<App>,
    visitor: Visitor,
    Path((decision, key)): Path<(DecisionId, String)>,
    form: Kept<AppealForm>,
) -> Result<Response> {
    send(&app, &visitor, decision, Some(key), form).await
}

fn address(decision: DecisionId, key: Option<&str>) -> String {
    format!("/appeal/{decision}{}", key.map(|key| format!("/{key}")).unwrap_or_default())
}

/// A decision that is this visitor's to answer.
struct Found {
    decision: Decision,
    entry: EntryId,
    board: BoardId,
    /// Where they can write it anew.
    rewrite: Option<String>,
}

/// The decision, if it is about words of this visitor, or keeps them from writing: that stays theirs to answer when the words are gone.
async fn find(conn: &mut PgConnection, visitor: &Visitor, decision: DecisionId, key: Option<&str>) -> Result<Found> {
    let decision = audit::find(conn, decision).await?.ok_or(Error::NotFound)?;
    let by = match (key, visitor.account()) {
        (Some(key), _) => Owner::Link(link_hash(key)),
        (None, Some(account)) => Owner::Account(account),
        (None, None) => return Err(Error::SignInNeeded),
    };
    let entry = decision.entry.ok_or(Error::NotFound)?;
    match (Owned::find(conn, entry, by).await, visitor.account(), decision.board) {
        (Ok(owned), ..) => {
            let own = format!("/e/{entry}/own{}", key.map(|key| format!("/{key}")).unwrap_or_default());
            Ok(Found { decision, entry, board: owned.board.id, rewrite: owned.may_rewrite().then_some(own) })
        }
        (Err(Error::NotFound), Some(account), Some(board)) if restraints::is_kept_by(conn, account, decision.id).await? => {
            Ok(Found { decision, entry, board, rewrite: None })
        }
        (Err(error), ..) => Err(error),
    }
}

async fn read(conn: &mut PgConnection, visitor: &Visitor, found: &Found, key: Option<&str>) -> Result<AppealPage> {
    let decision = &found.decision;
    let page = visitor.page(Nav::Notices);
    Ok(AppealPage {
        action: address(decision.id, key),
        note: Note::of(decision).ok_or(Error::NotFound)?,
        rewrite: found.rewrite.clone(),
        asked: super::asked(conn, decision.id).await?,
        in_time: may_ask(decision, page.now),
        page,
        words: String::new(),
        problem: None,
    })
}

async fn show_page(app: &App, visitor: &Visitor, decision: DecisionId, key: Option<String>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let found = find(&mut conn, visitor, decision, key.as_deref()).await?;
    show(&read(&mut conn, visitor, &found, key.as_deref()).await?)
}

async fn send(
    app: &App,
    visitor: &Visitor,
    decision: DecisionId,
    key: Option<String>,
    Kept { fields, stale }: Kept<AppealForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let found = find(&mut tx, visitor, decision, key.as_deref()).await?;
    let words = match Source::parse(&fields.text, WORDS_CHARS) {
        _ if stale => Err("form-once-more"),
        Ok(words) => Ok(words.as_str().to_owned()),
        Err(SourceError::Blank) => Ok(String::new()),
        Err(SourceError::TooLong { .. }) => Err("appeal-long"),
    };
    match words {
        Ok(words) => {
            let place = (found.entry, found.board);
            // With a guest's private link it is the guest who asks, whoever is signed in here.
            let account = visitor.account().filter(|_| key.is_none());
            super::ask(&mut tx, &found.decision, place, account, &words, app.clock.now()).await?;
            tx.commit().await?;
            let to = Redirect::to(&address(decision, key.as_deref()));
            Ok((web::draft_ends(app, &format!("appeal-{decision}")), to).into_response())
        }
        Err(problem) => {
            let page = read(&mut tx, visitor, &found, key.as_deref()).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&AppealPage { words: fields.text, problem: Some(problem), ..page })?)
                .into_response())
        }
    }
}
