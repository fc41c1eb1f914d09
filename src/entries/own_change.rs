//! What a writer does on their own page of an entry: give it other words, take it back, put it up again, take the name off, erase it.

use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sqlx::PgConnection;

use super::form::{Draft, Form};
use super::hurdles::{explain, title_problem};
use super::mine::{self, Edit, Owned};
use super::own_pages::Asked;
use super::signing_in::{sign_in_first, with_session};
use super::{State, notes};
use crate::accounts::Visitor;
use crate::care::{self, Panel};
use crate::clock::Moment;
use crate::drafts;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::lines;
use crate::state::App;
use crate::text::{self, POST_CHARS, REPLY_CHARS, Source, TITLE_CHARS};
use crate::threads::Wish;
use crate::web::{self, Kept, Nav, Page, Path, show};
use crate::words::Words;

/// `POST /e/{entry}/own`
pub(super) async fn change(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    Kept { fields: draft, stale }: Kept<Draft>,
) -> Result<Response> {
    if let Some(act) = Act::read(&draft.r#do) {
        return act.done(Asked { app: &app, visitor: &visitor, headers: &headers, entry, key: None }, stale).await;
    }
    let (visitor, session) =
        if stale { (visitor, None) } else { sign_in_first(&app, &mut *app.db.acquire().await?, visitor, &draft).await? };
    let asked = Asked { app: &app, visitor: &visitor, headers: &headers, entry, key: None };
    let answer = match visitor.member {
        None => signed_out(&asked, draft, stale),
        Some(_) => edit(&asked, draft, stale).await,
    };
    Ok(with_session(&app, session.as_ref(), answer?))
}

/// `POST /e/{entry}/own/{key}`
pub(super) async fn change_by_link(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((entry, key)): Path<(EntryId, String)>,
    Kept { fields: draft, stale }: Kept<Draft>,
) -> Result<Response> {
    let asked = Asked { app: &app, visitor: &visitor, headers: &headers, entry, key: Some(key) };
    match Act::read(&draft.r#do) {
        Some(act) => act.done(asked, stale).await,
        None => edit(&asked, draft, stale).await,
    }
}

/// What is done to an entry as it stands, whatever words its form holds.
#[derive(Clone, Copy)]
enum Act {
    Withdraw,
    PutBack,
    Reserve,
    Open,
    Listen,
    Nameless,
    Erase,
}

impl Act {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "withdraw" => Self::Withdraw,
            "put_back" => Self::PutBack,
            "reserve" => Self::Reserve,
            "open" => Self::Open,
            "listen" => Self::Listen,
            "nameless" => Self::Nameless,
            "erase" => Self::Erase,
            _ => return None,
        })
    }

    /// A page that has lain too long is shown anew, with a word, and nothing is done.
    async fn done(self, asked: Asked<'_>, stale: bool) -> Result<Response> {
        let mut tx = asked.app.db.begin().await?;
        let owned = asked.find(&mut tx).await?;
        if stale {
            let page = asked.stands(&mut tx, owned).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page.with_problem("form-once-more"))?).into_response());
        }
        let to = self.carry_out(&mut tx, &asked, &owned, asked.app.clock.now()).await?;
        tx.commit().await?;
        Ok(Redirect::to(&to).into_response())
    }

    /// Does it, and gives the address of the page that says so.
    async fn carry_out(self, conn: &mut PgConnection, asked: &Asked<'_>, owned: &Owned, now: Moment) -> Result<String> {
        let done = match self {
            Self::Withdraw => mine::withdraw(conn, owned, asked.account(), now).await.map(|()| "withdrawn")?,
            Self::PutBack => said(mine::put_back(conn, owned, now).await?, "back"),
            Self::Reserve => mine::reserve(conn, owned, true, now).await.map(|()| "reserved")?,
            Self::Open => mine::reserve(conn, owned, false, now).await.map(|()| "opened")?,
            Self::Listen => mine::ask_to_listen(conn, owned).await.map(|()| "listen")?,
            Self::Nameless => {
                mine::take_name_off(conn, owned, now).await?;
                return Ok(format!("/e/{}", owned.id));
            }
            Self::Erase => {
                mine::erase(conn, owned, now).await?;
                return Ok(after_erasing(owned));
            }
        };
        Ok(format!("{}?done={done}", asked.path()))
    }
}

/// What is said of an entry that was read anew, where it stands now.
fn said(state: State, done: &'static str) -> &'static str {
    if state == State::Held { "held" } else { done }
}

/// The thread where something of it is left, else its board.
fn after_erasing(owned: &Owned) -> String {
    if owned.is_post && owned.reply_count == 0 { format!("/b/{}", owned.board.slug) } else { format!("/t/{}", owned.thread) }
}

/// Why the form comes back with the words in it.
enum Hurdle {
    /// Only a preview, or another country's lines, were asked for.
    Asked,
    /// Something is to be changed, or sent once more.
    Say(String),
    /// The entry was changed meanwhile.
    Differs(&'static str),
}

async fn edit(asked: &Asked<'_>, draft: Draft, stale: bool) -> Result<Response> {
    let mut tx = asked.app.db.begin().await?;
    let owned = asked.find(&mut tx).await?;
    let words = asked.visitor.page(Nav::Me).words;
    let hurdle = match read_edit(words, &owned, &draft) {
        _ if stale => Hurdle::Say(words.t("form-once-more").to_owned()),
        _ if ["preview", "country"].contains(&draft.r#do.as_str()) => Hurdle::Asked,
        Err(problem) => Hurdle::Say(problem),
        Ok(edit) => match mine::edit(&mut tx, &owned, &edit, asked.app.clock.now()).await {
            Err(Error::Conflict(why)) => Hurdle::Differs(why),
            Err(error) => return Err(error),
            Ok(stands) => {
                let place = drafts::Place::Own(owned.id);
                if let Some(account) = asked.account() {
                    // What was saved from elsewhere since then is not what was sent, and stays.
                    drafts::forget(&mut tx, account, &place, Some((draft.saved, &draft.tab))).await?;
                }
                tx.commit().await?;
                let to = Redirect::to(&format!("{}?done={}", asked.path(), said(stands, "saved")));
                return Ok((web::draft_ends(asked.app, &place.to_string()), to).into_response());
            }
        },
    };
    again(asked, owned, draft, hurdle)
}

fn read_edit(words: &Words, owned: &Owned, draft: &Draft) -> Result<Edit, String> {
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

/// The form again, with what was sent in it.
fn again(asked: &Asked<'_>, owned: Owned, mut draft: Draft, hurdle: Hurdle) -> Result<Response> {
    let differs = matches!(hurdle, Hurdle::Differs(_));
    if differs {
        // The other tab's words stand, and are shown beside these; saving once more keeps both as versions.
        draft.version = owned.version;
    }
    let words = asked.visitor.page(Nav::Me).words;
    let mut form = Form::empty(asked.visitor, draft, None);
    if asked.key.is_none() {
        form = form.kept_at(asked.visitor, drafts::Place::Own(owned.id));
    }
    let country = if form.draft.r#do == "country" { form.draft.country.as_str() } else { "" };
    let (cookie, picked) = lines::pick(asked.app, asked.headers, country);
    form.panel = Panel::beside(&care::read(&form.draft.title, &form.draft.text), asked.app, picked, words.code);
    if form.draft.r#do == "preview" {
        form.preview = Source::parse(&form.draft.text, POST_CHARS).ok().map(|source| text::render(&source));
    }
    let status = match hurdle {
        Hurdle::Asked => StatusCode::OK,
        Hurdle::Say(problem) => {
            form.problem = Some(problem);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Hurdle::Differs(why) => {
            form.problem = Some(words.t(why).to_owned());
            StatusCode::CONFLICT
        }
    };
    Ok((status, cookie, show(&asked.page(owned, form).with_sent(differs))?).into_response())
}

/// The words of somebody whose session ended while they changed them: all there is to show to whoever this is.
#[derive(Template)]
#[template(path = "entries/own_signed_out.html")]
struct SignedOutPage {
    page: Page,
    form: Form,
    entry: EntryId,
}

fn signed_out(asked: &Asked<'_>, draft: Draft, stale: bool) -> Result<Response> {
    let page = asked.visitor.page(Nav::Me);
    let mut form = Form::empty(asked.visitor, draft, None);
    let problem = if stale { "form-once-more" } else { "sign-in-wrong" };
    form.problem = (!form.draft.sign_in_name.is_empty()).then(|| page.t(problem).to_owned());
    form.signed_out = true;
    Ok((StatusCode::UNAUTHORIZED, show(&SignedOutPage { page, form, entry: asked.entry })?).into_response())
}
