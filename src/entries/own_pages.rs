//! The writer's own page of an entry, and the list of their entries.

use askama::Template;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use sqlx::PgConnection;

use super::form::{Draft, Form};
use super::held::Waits;
use super::mine::{self, Mine, Owned, Owner};
use super::write_pages::hash;
use super::{State, held, own_change};
use crate::accounts::{Member, Visitor};
use crate::audit::{self, Note};
use crate::care::{self, Panel};
use crate::drafts;
use crate::error::{Error, Result};
use crate::ids::{AccountId, EntryId};
use crate::lines;
use crate::state::App;
use crate::text::{POST_CHARS, REPLY_CHARS};
use crate::threads::{NOTES, Wish};
use crate::web::{Nav, Page, Path, Query, show};

/// Entries on one page of one's own list.
const LIST: i64 = 50;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/e/{entry}/own", get(own).post(own_change::change))
        .route("/e/{entry}/own/{key}", get(own_by_link).post(own_change::change_by_link))
        .route("/me/entries", get(entries))
        .route("/me/names", get(super::names::names))
}

#[derive(Template)]
#[template(path = "entries/own.html")]
pub(super) struct OwnPage {
    page: Page,
    owned: Owned,
    form: Form,
    /// A guest's private link, to show and to post to.
    key: Option<String>,
    /// The form holds what was just sent; what the tab holds is not newer.
    is_sent: bool,
    /// The entry was changed after the words in the form were begun: what stands now is shown beside them.
    differs: bool,
    /// Why nothing was done.
    problem: Option<&'static str>,
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
        path(self.owned.id, self.key.as_deref())
    }

    pub(super) fn with_problem(self, problem: &'static str) -> Self {
        Self { problem: Some(problem), ..self }
    }

    /// With what was just sent in its form; `differs`: the entry was changed meanwhile.
    pub(super) fn with_sent(self, differs: bool) -> Self {
        Self { is_sent: true, differs, ..self }
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
    _member: Member,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Query(after): Query<After>,
) -> Result<Response> {
    Asked { app: &app, visitor: &visitor, headers: &headers, entry, key: None }.show(&after).await
}

async fn own_by_link(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((entry, key)): Path<(EntryId, String)>,
    Query(after): Query<After>,
) -> Result<Response> {
    Asked { app: &app, visitor: &visitor, headers: &headers, entry, key: Some(key) }.show(&after).await
}

/// Somebody at their own entry: who asks, and for which one.
pub(super) struct Asked<'a> {
    pub app: &'a App,
    pub visitor: &'a Visitor,
    pub headers: &'a HeaderMap,
    pub entry: EntryId,
    /// A guest's private link.
    pub key: Option<String>,
}

impl Asked<'_> {
    /// The entry, in a transaction in which it stays as it is.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`] where it is known neither by link nor by account.
    pub(super) async fn find(&self, conn: &mut PgConnection) -> Result<Owned> {
        let by = match (&self.key, self.account()) {
            (Some(key), _) => Owner::Link(hash(key)),
            (None, Some(account)) => Owner::Account(account),
            (None, None) => return Err(Error::SignInNeeded),
        };
        Owned::find(conn, self.entry, by).await
    }

    /// Who acts. Who holds a guest's private link may be signed in: that ties no account to a guest's words.
    pub(super) fn account(&self) -> Option<AccountId> {
        if self.key.is_none() { self.visitor.account() } else { None }
    }

    pub(super) fn path(&self) -> String {
        path(self.entry, self.key.as_deref())
    }

    async fn show(self, after: &After) -> Result<Response> {
        let mut conn = self.app.db.acquire().await?;
        let owned = self.find(&mut conn).await?;
        let stands = self.stands(&mut conn, owned).await?;
        let OwnPage { page, owned, .. } = &stands;
        let done = after.done.as_deref().and_then(|done| DONE.iter().find(|(name, _)| *name == done));
        // Read again for this one showing; nothing of it was kept.
        let panel = if after.posted.is_some() || done.is_some_and(|(name, _)| READ_AGAIN.contains(name)) {
            let reading = care::read(if owned.is_post { &owned.title } else { "" }, &owned.source);
            Panel::after(&reading, self.app, lines::picked(self.headers), page.words.code)
        } else {
            None
        };
        let said = said_after(owned.state, panel.as_ref(), owned.is_post);
        let posted = after.posted.as_ref().map(|_| said);
        let is_serious = panel.as_ref().is_some_and(Panel::is_serious);
        let done = done.map(|(_, sentence)| if is_serious { said } else { sentence });
        show(&OwnPage { posted, panel, done, ..stands })
    }

    /// The page with the entry as it stands, and other words for it where some were kept.
    pub(super) async fn stands(&self, conn: &mut PgConnection, owned: Owned) -> Result<OwnPage> {
        let notes = audit::notes(conn, self.entry).await?;
        let because = held::because(conn, self.entry, owned.state).await?;
        let waits = Waits::find(conn, owned.state, owned.board.id, because, self.app.clock.now()).await?;
        let draft = draft_of(&owned);
        let mut form = match &self.key {
            None => Form::kept(conn, self.visitor, draft, None, drafts::Place::Own(self.entry)).await?,
            Some(_) => Form::empty(self.visitor, draft, None),
        };
        let differs = form.draft.version != owned.version;
        if differs {
            form.draft.version = owned.version;
            form.problem = Some(self.visitor.page(Nav::Me).t("conflict-edited").to_owned());
        }
        Ok(OwnPage { differs, because, notes, waits, ..self.page(owned, form) })
    }

    /// The page with this form on it.
    pub(super) fn page(&self, owned: Owned, mut form: Form) -> OwnPage {
        form.limit = if owned.is_post { POST_CHARS } else { REPLY_CHARS };
        OwnPage {
            page: self.visitor.page(Nav::Me),
            owned,
            form,
            key: self.key.clone(),
            is_sent: false,
            differs: false,
            problem: None,
            posted: None,
            panel: None,
            because: None,
            done: None,
            notes: Vec::new(),
            waits: None,
        }
    }
}

fn path(entry: EntryId, key: Option<&str>) -> String {
    format!("/e/{entry}/own{}", key.map(|key| format!("/{key}")).unwrap_or_default())
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
