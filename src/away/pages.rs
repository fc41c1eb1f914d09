//! Choosing to keep away, at an entry; and one's own list of it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::store::{self, Face, Faces, Kept, Thread};
use crate::accounts::{self, Member, Visitor};
use crate::entries::{self, Seen};
use crate::error::{Error, Result};
use crate::ids::{EntryId, ThreadId};
use crate::state::App;
use crate::threads::NOTES;
use crate::web::{Form, Nav, Page, Path, show};

/// Every route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/e/{entry}/away", get(choices).post(choose)).route("/me/away", get(mine).post(change))
}

#[derive(Template)]
#[template(path = "away/choices.html")]
struct ChoicesPage {
    page: Page,
    seen: Seen,
    whom: Option<Face>,
    /// Where the reader has two names in the thread: as which of them they block.
    faces: Option<Faces>,
}

/// The entry with who wrote it; one's own is nothing to keep away from.
async fn seen(app: &App, member: &Member, entry: EntryId) -> Result<(Seen, Option<Face>)> {
    let mut conn = app.db.acquire().await?;
    let seen = entries::visible(&mut conn, entry, Some(member.id)).await?.ok_or(Error::NotFound)?;
    let author = store::author(&mut conn, entry).await?;
    if author.as_ref().is_some_and(|author| author.account == member.id) { Err(Error::NotFound) } else { Ok((seen, author)) }
}

async fn choices(State(app): State<App>, visitor: Visitor, member: Member, Path(entry): Path<EntryId>) -> Result<Response> {
    let (seen, author) = seen(&app, &member, entry).await?;
    let faces = store::faces(&mut *app.db.acquire().await?, member.id, seen.thread).await?;
    show(&ChoicesPage { page: visitor.page(Nav::Boards), seen, whom: author, faces })
}

#[derive(Deserialize)]
struct ChoiceForm {
    r#do: String,
    /// `alias` or `member`, where the form asked.
    r#as: Option<String>,
}

async fn choose(State(app): State<App>, member: Member, Path(entry): Path<EntryId>, Form(form): Form<ChoiceForm>) -> Result<Response> {
    let (seen, author) = seen(&app, &member, entry).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    match (form.r#do.as_str(), author) {
        (kind @ ("block" | "mute"), Some(whom)) => {
            let faces = store::faces(&mut tx, member.id, seen.thread).await?;
            let is_alias = faces.is_some_and(|faces| form.r#as.map_or(faces.is_alias, |chosen| chosen == "alias"));
            store::block(&mut tx, member.id, &whom, kind, is_alias.then_some(seen.thread), now).await?;
            accounts::settle_away(&mut tx, &[member.id, whom.account]).await?;
        }
        ("thread", _) => {
            store::mute_thread(&mut tx, member.id, seen.thread, now).await?;
            accounts::settle_away(&mut tx, &[member.id]).await?;
        }
        _ => return Err(Error::Malformed("error-form-fields")),
    }
    tx.commit().await?;
    Ok(Redirect::to("/me/away").into_response())
}

#[derive(Template)]
#[template(path = "away/mine.html")]
struct MinePage {
    page: Page,
    member: Member,
    people: Vec<Kept>,
    threads: Vec<Thread>,
}

async fn mine(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let people = store::people(&mut conn, member.id).await?;
    let threads = store::threads(&mut conn, member.id).await?;
    show(&MinePage { page: visitor.page(Nav::Me), member, people, threads })
}

#[derive(Deserialize)]
struct ChangeForm {
    r#do: String,
    person: Option<Uuid>,
    thread: Option<ThreadId>,
    /// The choices of [`NOTES`], in their order, each `show`, `hide` or `fold`.
    #[serde(default)]
    note: Vec<String>,
}

async fn change(State(app): State<App>, member: Member, Form(form): Form<ChangeForm>) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let mut concerned = vec![member.id];
    match (form.r#do.as_str(), form.person, form.thread) {
        ("person", Some(id), _) => concerned.extend(store::unblock(&mut tx, member.id, id).await?),
        ("thread", _, Some(thread)) => store::unmute_thread(&mut tx, member.id, thread).await?,
        ("notes", ..) => {
            let chosen: Vec<_> = form.note.iter().filter_map(|choice| choice.split_once(':')).filter(fits).collect();
            store::choose(&mut tx, member.id, &chosen).await?;
        }
        _ => return Err(Error::Malformed("error-form-fields")),
    }
    accounts::settle_away(&mut tx, &concerned).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me/away").into_response())
}

fn fits((note, choice): &(&str, &str)) -> bool {
    NOTES.contains(note) && ["show", "hide"].contains(choice)
}
