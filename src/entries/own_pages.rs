//! The writer's own page of an entry: change it, take it back, put it up again, take the name off, erase it.

use askama::Template;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::form::{Draft, Form};
use super::held::Waits;
use super::hurdles::{explain, title_problem};
use super::mine::{self, Edit, Mine, Owned, Owner};
use super::write_pages::hash;
use super::{State, held, notes};
use crate::accounts::{Member, Visitor};
use crate::audit::{self, Note};
use crate::care::{self, Panel};
use crate::drafts;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::lines;
use crate::state::App;
use crate::text::{self, POST_CHARS, REPLY_CHARS, Source, TITLE_CHARS};
use crate::threads::{NOTES, Wish};
use crate::web::{Kept, Nav, Page, Path, Query, show};

/// Entries on one page of one's own list.
const LIST: i64 = 50;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/e/{entry}/own", get(own).post(change))
        .route("/e/{entry}/own/{key}", get(own_by_link).post(change_by_link))
        .route("/me/entries", get(entries))
        .route("/me/names", get(super::names::names))
}

#[derive(Template)]
#[template(path = "entries/own.html")]
struct OwnPage {
    page: Page,
    owned: Owned,
    form: Form,
    /// A guest's private link, to show and to post to.
    key: Option<String>,
    posted: Option<&'static str>,
    panel: Option<Panel>,
    /// Why it waits or stands behind a cover.
    because: Option<&'static str>,
    done: Option<&'static str>,
    /// What was decided about it, for its writer.
    notes: Vec<Note>,
    /// What is told of the wait, where it waits.
    waits: Option<Waits>,
}

impl OwnPage {
    fn action(&self) -> String {
        let key = self.key.as_ref().map(|key| format!("/{key}")).unwrap_or_default();
        format!("/e/{}/own{key}", self.owned.id)
    }

    fn link(&self) -> String {
        format!("{}{}", self.page.app.settings.own_url(), self.action())
    }
}

#[derive(Deserialize)]
struct After {
    posted: Option<String>,
    done: Option<String>,
}

async fn own(
    Shared(app): Shared<App>,
    visitor: Visitor,
    member: Member,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Query(after): Query<After>,
) -> Result<Response> {
    show_own(&app, &visitor, &headers, entry, Owner::Account(member.id), None, &after).await
}

async fn own_by_link(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((entry, key)): Path<(EntryId, String)>,
    Query(after): Query<After>,
) -> Result<Response> {
    show_own(&app, &visitor, &headers, entry, Owner::Link(hash(&key)), Some(key), &after).await
}

async fn show_own(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    entry: EntryId,
    by: Owner,
    key: Option<String>,
    after: &After,
) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let owned = Owned::find(&mut conn, entry, by).await?;
    let notes = audit::notes(&mut conn, entry).await?;
    let because = held::because(&mut conn, entry, owned.state).await?;
    let page = visitor.page(Nav::Me);
    let form = match key {
        None => Form::kept(&mut conn, visitor, draft_of(&owned), None, drafts::Place::Own(owned.id, owned.version)).await?,
        Some(_) => Form::empty(visitor, draft_of(&owned), None),
    };
    let done = after.done.as_deref().and_then(|done| DONE.iter().find(|(name, _)| *name == done));
    // Read again for this one showing; nothing of it was kept.
    let panel = if after.posted.is_some() || done.is_some_and(|(name, _)| READ_AGAIN.contains(name)) {
        let reading = care::read(if owned.is_post { &owned.title } else { "" }, &owned.source);
        Panel::after(&reading, app, lines::picked(headers), page.words.code)
    } else {
        None
    };
    let said = said_after(owned.state, panel.as_ref(), owned.is_post);
    let posted = after.posted.as_ref().map(|_| said);
    let is_serious = panel.as_ref().is_some_and(Panel::is_serious);
    let done = done.map(|(_, sentence)| if is_serious { said } else { sentence });
    let waits = Waits::find(&mut conn, owned.state, owned.board.id, because, app.clock.now()).await?;
    show(&OwnPage { page, owned, form, key, posted, panel, because, done, notes, waits })
}

/// What was done, and the sentence that says so.
const DONE: [(&str, &str); 7] = [
    ("saved", "own-saved"),
    ("withdrawn", "own-withdrawn"),
    ("back", "own-back"),
    ("held", "own-held"),
    ("reserved", "own-reserved"),
    ("opened", "own-opened"),
    ("listen", "own-listen"),
];

/// After these the words that stand there were read anew, and their writer is offered what anybody is who posts them.
const READ_AGAIN: [&str; 3] = ["saved", "back", "held"];

/// The quiet word to a writer after writing.
pub(super) fn said_after(state: State, panel: Option<&Panel>, is_post: bool) -> &'static str {
    match state {
        State::Held if panel.is_some_and(Panel::is_serious) => "care-posted-held-serious",
        State::Held => "care-posted-held",
        _ if panel.is_some_and(Panel::is_serious) => "care-posted-serious",
        _ if is_post => "care-posted",
        _ => "care-posted-reply",
    }
}

fn draft_of(owned: &Owned) -> Draft {
    let (fixed, own): (Vec<String>, Vec<String>) = owned.notes.iter().cloned().partition(|note| NOTES.contains(&note.as_str()));
    Draft {
        title: owned.title.clone(),
        text: owned.source.clone(),
        wish: owned.wish.as_str().to_owned(),
        notes: fixed,
        note_own: own.into_iter().next().unwrap_or_default(),
        version: owned.version,
        ..Draft::default()
    }
}

async fn change(
    Shared(app): Shared<App>,
    visitor: Visitor,
    member: Member,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    kept: Kept<Draft>,
) -> Result<Response> {
    act(&app, &visitor, &headers, entry, Owner::Account(member.id), None, kept).await
}

async fn change_by_link(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((entry, key)): Path<(EntryId, String)>,
    kept: Kept<Draft>,
) -> Result<Response> {
    act(&app, &visitor, &headers, entry, Owner::Link(hash(&key)), Some(key), kept).await
}

async fn act(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    entry: EntryId,
    by: Owner,
    key: Option<String>,
    Kept { fields: draft, stale }: Kept<Draft>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let owned = Owned::find(&mut tx, entry, by).await?;
    let now = app.clock.now();
    // Who holds a guest's private link may be signed in: that ties no account to a guest's words.
    let account = if let Owner::Account(account) = by { Some(account) } else { None };
    if stale {
        return again(app, visitor, headers, owned, key, draft, StatusCode::UNPROCESSABLE_ENTITY, Some("form-once-more"), None);
    }
    let link = key.as_ref().map(|key| format!("/{key}")).unwrap_or_default();
    let to = match draft.r#do.as_str() {
        "preview" | "country" => return again(app, visitor, headers, owned, key, draft, StatusCode::OK, None, None),
        "withdraw" => mine::withdraw(&mut tx, &owned, account, now).await.map(|()| format!("/e/{entry}/own{link}?done=withdrawn"))?,
        "put_back" => done_as(mine::put_back(&mut tx, &owned, now).await?, entry, &link, "back"),
        "reserve" => mine::reserve(&mut tx, &owned, true, now).await.map(|()| format!("/e/{entry}/own{link}?done=reserved"))?,
        "open" => mine::reserve(&mut tx, &owned, false, now).await.map(|()| format!("/e/{entry}/own{link}?done=opened"))?,
        "listen" => mine::ask_to_listen(&mut tx, &owned).await.map(|()| format!("/e/{entry}/own{link}?done=listen"))?,
        "nameless" => mine::take_name_off(&mut tx, &owned, now).await.map(|()| format!("/e/{entry}"))?,
        "erase" => mine::erase(&mut tx, &owned, now).await.map(|()| after_erasing(&owned))?,
        _ => match read_edit(visitor, &owned, &draft) {
            Err(problem) => return again(app, visitor, headers, owned, key, draft, StatusCode::UNPROCESSABLE_ENTITY, None, Some(problem)),
            Ok(edit) => match mine::edit(&mut tx, &owned, &edit, now).await {
                Ok(state) => done_as(state, entry, &link, "saved"),
                Err(Error::Conflict(why)) => return again(app, visitor, headers, owned, key, draft, StatusCode::CONFLICT, Some(why), None),
                Err(error) => return Err(error),
            },
        },
    };
    tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}

fn done_as(state: State, entry: EntryId, link: &str, done: &str) -> String {
    format!("/e/{entry}/own{link}?done={}", if state == State::Held { "held" } else { done })
}

/// The thread where something of it is left, else its board.
fn after_erasing(owned: &Owned) -> String {
    if owned.is_post && owned.reply_count == 0 { format!("/b/{}", owned.board.slug) } else { format!("/t/{}", owned.thread) }
}

fn read_edit(visitor: &Visitor, owned: &Owned, draft: &Draft) -> Result<Edit, String> {
    let words = visitor.page(Nav::Me).words;
    let limit = if owned.is_post { POST_CHARS } else { REPLY_CHARS };
    let source = Source::parse(&draft.text, limit).map_err(|error| explain(words, error))?;
    let notes = notes(&draft.notes, &draft.note_own).map_err(|_| words.t("note-long").to_owned())?;
    let title = if owned.is_post {
        text::line(&draft.title, TITLE_CHARS).map_err(|error| words.t(title_problem(&error)).to_owned())?
    } else {
        owned.title.clone()
    };
    Ok(Edit { title, source, notes, wish: Wish::read(&draft.wish), version: draft.version })
}

#[expect(clippy::too_many_arguments, reason = "everything the page shows again")]
fn again(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    owned: Owned,
    key: Option<String>,
    mut draft: Draft,
    status: StatusCode,
    sentence: Option<&str>,
    problem: Option<String>,
) -> Result<Response> {
    let page = visitor.page(Nav::Me);
    if status == StatusCode::CONFLICT {
        // The other tab's words stand; these are shown again, and saving once more keeps both as versions.
        draft.version = owned.version;
    }
    let mut form = Form::empty(visitor, draft, None);
    if key.is_none() {
        form = form.kept_at(visitor, drafts::Place::Own(owned.id, owned.version));
    }
    form.problem = problem.or_else(|| sentence.map(|sentence| page.t(sentence).to_owned()));
    let country = if form.draft.r#do == "country" { form.draft.country.as_str() } else { "" };
    let (cookie, picked) = lines::pick(app, headers, country);
    form.panel = Panel::beside(&care::read(&form.draft.title, &form.draft.text), app, picked, page.words.code);
    if form.draft.r#do == "preview" {
        form.preview = Source::parse(&form.draft.text, POST_CHARS).ok().map(|source| text::render(&source));
    }
    let page = OwnPage { page, owned, form, key, posted: None, panel: None, because: None, done: None, notes: Vec::new(), waits: None };
    Ok((status, cookie, show(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "entries/mine.html")]
struct MinePage {
    page: Page,
    entries: Vec<Mine>,
    more: Option<EntryId>,
}

#[derive(Deserialize)]
struct Before {
    before: Option<EntryId>,
}

async fn entries(Shared(app): Shared<App>, visitor: Visitor, member: Member, Query(at): Query<Before>) -> Result<Response> {
    let mut entries = mine::list(&mut *app.db.acquire().await?, member.id, at.before, LIST + 1).await?;
    let most = usize::try_from(LIST).unwrap_or(usize::MAX);
    let full = entries.len() > most;
    entries.truncate(most);
    let more = if full { entries.last().map(|entry| entry.id) } else { None };
    show(&MinePage { page: visitor.page(Nav::Me), entries, more })
}
