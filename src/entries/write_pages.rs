//! Writing a post or a reply: the form, its preview, and what to do when something is in the way. The words are in every answer.

use askama::Template;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use sha2::Sha256;
use sqlx::PgConnection;

use super::form::{Draft, Form};
use super::hurdles::{Hurdle, explain, put_off, title_problem};
use super::signing_in::{sign_in_first, with_session};
use super::tips::{self, Tips};
use super::{Allowance, Target, Voice, Writing, Written, admit_voice, notes};
use crate::accounts::{self, Caller, Name, Visitor, aliases};
use crate::boards::{self, Board};
use crate::care::{self, Panel};
use crate::clock::Moment;
use crate::drafts;
use crate::error::{Error, Result};
use crate::ids::{EntryId, Nonce};
use crate::lines;
use crate::state::App;
use crate::text::{self, POST_CHARS, REPLY_CHARS, Source, TITLE_CHARS};
use crate::threads::Wish;
use crate::web::{self, Kept, Nav, Page, Path, show};
use crate::words::Words;

/// Names the entry this browser posted just now, until its thread was shown.
pub(super) const POSTED_COOKIE: &str = "posted";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/b/{board}/write", get(write).post(send_post)).route("/e/{entry}/reply", get(answer).post(send_reply))
}

/// Where something is written.
enum Place {
    Board(Board),
    Under(Box<Target>),
}

impl Place {
    fn board(&self) -> &Board {
        match self {
            Self::Board(board) => board,
            Self::Under(target) => &target.board,
        }
    }

    /// Where what is written here is kept meanwhile.
    fn draft(&self) -> drafts::Place {
        match self {
            Self::Board(board) => drafts::Place::Board(board.slug.clone()),
            Self::Under(target) => drafts::Place::Under(target.entry),
        }
    }

    fn limit(&self) -> usize {
        if matches!(self, Self::Board(_)) { POST_CHARS } else { REPLY_CHARS }
    }
}

#[derive(Template)]
#[template(path = "entries/write.html")]
struct WritePage {
    page: Page,
    board: Board,
    form: Form,
}

#[derive(Template)]
#[template(path = "entries/reply.html")]
struct ReplyPage {
    page: Page,
    target: Box<Target>,
    form: Form,
}

/// `GET /b/{board}/write`
async fn write(Caller { visitor, mut conn }: Caller, Path(slug): Path<String>) -> Result<Response> {
    let board = find_board(&mut conn, &visitor, &slug).await?;
    match &visitor.member {
        _ if board.takes_guests() => {}
        Some(member) => member.is_in()?,
        None => return Ok(Redirect::to(&format!("/sign-in?back=/b/{slug}/write")).into_response()),
    }
    let place = Place::Board(board);
    let form = Form::kept(&mut conn, &visitor, Draft::default(), None, place.draft()).await?;
    form_page(&visitor, place, form)
}

/// `GET /e/{entry}/reply`
async fn answer(Shared(app): Shared<App>, Caller { visitor, mut conn }: Caller, Path(entry): Path<EntryId>) -> Result<Response> {
    let target = Target::find(&mut conn, entry, (visitor.account(), &visitor.counted_as()), None, app.clock.now()).await?;
    target.admit(visitor.member.as_ref())?;
    match &visitor.member {
        _ if target.board.takes_guests() => {}
        Some(member) => member.is_in()?,
        None => return Ok(Redirect::to(&format!("/sign-in?back=/e/{entry}/reply")).into_response()),
    }
    let alias = match visitor.account() {
        Some(account) => aliases::find(&mut conn, target.thread, account).await?,
        None => None,
    };
    let tips = tips_for(&visitor, &target);
    let place = Place::Under(Box::new(target));
    let form = Form { tips, ..Form::kept(&mut conn, &visitor, Draft::default(), alias, place.draft()).await? };
    form_page(&visitor, place, form)
}

/// Tips for a reply, where they matter and somebody else than the post's writer answers.
fn tips_for(visitor: &Visitor, target: &Target) -> Option<Tips> {
    let is_writer = target.post_author.is_some() && target.post_author == visitor.account();
    (target.is_careful && !is_writer).then_some(Tips { about: target.entry, read_first: target.read_first })
}

async fn find_board(conn: &mut PgConnection, visitor: &Visitor, slug: &str) -> Result<Board> {
    boards::find(conn, slug, visitor.is_in()).await?.ok_or(Error::NotFound)
}

fn form_page(visitor: &Visitor, place: Place, mut form: Form) -> Result<Response> {
    let page = visitor.page(Nav::Boards);
    form.limit = place.limit();
    match place {
        Place::Board(board) => show(&WritePage { page, board, form }),
        Place::Under(target) => show(&ReplyPage { page, target, form }),
    }
}

/// `POST /b/{board}/write`
async fn send_post(
    Shared(app): Shared<App>,
    Caller { visitor, mut conn }: Caller,
    headers: HeaderMap,
    Path(slug): Path<String>,
    kept: Kept<Draft>,
) -> Result<Response> {
    let board = find_board(&mut conn, &visitor, &slug).await?;
    send(&app, &mut conn, visitor, &headers, Place::Board(board), kept).await
}

/// `POST /e/{entry}/reply`
async fn send_reply(
    Shared(app): Shared<App>,
    Caller { visitor, mut conn }: Caller,
    headers: HeaderMap,
    Path(entry): Path<EntryId>,
    kept: Kept<Draft>,
) -> Result<Response> {
    let target = Target::find(&mut conn, entry, (visitor.account(), &visitor.counted_as()), kept.fields.nonce, app.clock.now()).await?;
    send(&app, &mut conn, visitor, &headers, Place::Under(Box::new(target)), kept).await
}

async fn send(
    app: &App,
    conn: &mut PgConnection,
    visitor: Visitor,
    headers: &HeaderMap,
    mut place: Place,
    Kept { fields: mut draft, stale }: Kept<Draft>,
) -> Result<Response> {
    let (visitor, session) = if stale { (visitor, None) } else { sign_in_first(app, conn, visitor, &draft).await? };
    if let (Some(_), Place::Under(target)) = (&session, &mut place) {
        // Who signed in with the form is not the guest that the thread was looked up for.
        **target = Target::find(conn, target.entry, (visitor.account(), &visitor.counted_as()), draft.nonce, app.clock.now()).await?;
    }
    let hurdle = match try_send(app, conn, &visitor, &place, &draft, stale).await {
        Ok(response) => return Ok(with_session(app, session.as_ref(), response)),
        Err(Hurdle::Fail(error)) => return Err(error),
        Err(hurdle) => hurdle,
    };
    draft.sign_in_passphrase.clear();
    draft.sign_in_code.clear();
    let words = visitor.page(Nav::Boards).words;
    if let Some(text) = tips::started(&draft.text, &draft.r#do, words) {
        draft.text = text;
    }
    let country = if draft.r#do == "country" { draft.country.as_str() } else { "" };
    let (cookie, picked) = lines::pick(app, headers, country);
    let differs = matches!(&hurdle, Hurdle::Say(StatusCode::CONFLICT, _));
    if differs {
        draft.nonce = None;
    }
    let mut form = Form::empty(&visitor, draft, None).kept_at(&visitor, place.draft());
    form.panel = Panel::beside(&care::read(&form.draft.title, &form.draft.text), app, picked, words.code);
    if let Place::Under(target) = &place {
        form.tips = tips_for(&visitor, target);
    }
    let previews = matches!(hurdle, Hurdle::Preview);
    let status = match hurdle {
        Hurdle::Say(status, sentence) => {
            form.problem = Some(sentence);
            status
        }
        Hurdle::SignedOut(problem) => {
            form.problem = problem;
            form.signed_out = true;
            StatusCode::UNAUTHORIZED
        }
        Hurdle::Preview | Hurdle::Stay | Hurdle::Fail(_) => StatusCode::OK,
    };
    form.preview = Source::parse(&form.draft.text, place.limit()).ok().filter(|_| previews).map(|source| text::render(&source));
    let response = (status, cookie, form_page(&visitor, place, form)?).into_response();
    Ok(with_session(app, session.as_ref(), response))
}

async fn try_send(
    app: &App,
    conn: &mut PgConnection,
    visitor: &Visitor,
    place: &Place,
    draft: &Draft,
    stale: bool,
) -> Result<Response, Hurdle> {
    let words = visitor.page(Nav::Boards).words;
    let say = |sentence: &str| Hurdle::Say(StatusCode::UNPROCESSABLE_ENTITY, words.t(sentence).to_owned());
    if draft.only_asks() {
        return Err(if visitor.member.is_none() && draft.is_members() { Hurdle::SignedOut(None) } else { Hurdle::Stay });
    }
    let nonce = draft.nonce.unwrap_or_else(Nonce::random);
    let key = guest_key(app, nonce);
    let guest_name = match &visitor.member {
        None => Some(guest_name(app, conn, visitor, place.board(), draft, stale).await?),
        Some(_) => None,
    };
    let voice = match (&visitor.member, &guest_name) {
        (Some(member), _) if draft.r#as == "alias" => Voice::Alias(member, &draft.alias),
        (Some(member), _) => Voice::Member(member),
        (None, name) => Voice::Guest(name.as_deref().unwrap_or(""), hash(&key)),
    };
    admit_voice(place.board(), voice).map_err(|error| put_off(words, error))?;
    let source =
        Source::parse(&draft.text, place.limit()).map_err(|error| Hurdle::Say(StatusCode::UNPROCESSABLE_ENTITY, explain(words, error)))?;
    let notes = notes(&draft.notes, &draft.note_own).map_err(|_| say("note-long"))?;
    let title = match place {
        Place::Board(_) => text::line(&draft.title, TITLE_CHARS).map_err(|error| say(title_problem(&error)))?,
        Place::Under(_) => String::new(),
    };
    if draft.r#do == "preview" {
        return Err(Hurdle::Preview);
    }
    if stale {
        return Err(say("form-once-more"));
    }
    let hourly = match place {
        Place::Board(_) => app.settings.posts_per_hour,
        Place::Under(_) => app.settings.replies_per_hour,
    };
    // A guest, and who waits to be taken in, has half of a member's allowance.
    let hourly = if visitor.is_in() { hourly } else { hourly.div_ceil(2) };
    let allowance = Some(Allowance { who: visitor.counted_as(), hourly });
    let writing = Writing { source, notes, voice, nonce, allowance, draft: (draft.saved, &draft.tab) };
    let written = store(conn, words, place, &title, draft, writing, app.clock.now()).await?;
    answer_to(app, visitor.member.is_some(), place, &key, written, words)
}

async fn guest_name(
    app: &App,
    conn: &mut PgConnection,
    visitor: &Visitor,
    board: &Board,
    draft: &Draft,
    stale: bool,
) -> Result<String, Hurdle> {
    let words = visitor.page(Nav::Boards).words;
    // Somebody who wrote as a member, or tries to sign in now, is not made a guest behind their back.
    if !draft.sign_in_name.is_empty() {
        let problem = if stale { "form-once-more" } else { "sign-in-wrong" };
        return Err(Hurdle::SignedOut(Some(words.t(problem).to_owned())));
    }
    if !board.takes_guests() || draft.is_members() {
        return Err(Hurdle::SignedOut(None));
    }
    let refuse = |sentence: &str| Hurdle::Say(StatusCode::UNPROCESSABLE_ENTITY, words.t(sentence).to_owned());
    let name = Name::parse(&draft.guest_name).map_err(refuse)?;
    if aliases::looks_like_ours(name.as_str()) {
        return Err(refuse("name-alias"));
    }
    if draft.r#do == "preview" || stale {
        return Ok(name.as_str().to_owned());
    }
    // A member's name is theirs, also where guests write. Whoever goes from name to name so is slowed down as at signing in.
    accounts::tries::admit_address(app, conn, visitor.asker(), app.clock.now()).await.map_err(|error| put_off(words, error))?;
    if accounts::is_taken(conn, app.keys.as_ref(), &name).await? { Err(refuse("name-taken")) } else { Ok(name.as_str().to_owned()) }
}

async fn store(
    conn: &mut PgConnection,
    words: &Words,
    place: &Place,
    title: &str,
    draft: &Draft,
    writing: Writing<'_>,
    now: Moment,
) -> Result<Written, Hurdle> {
    let written = match place {
        Place::Board(board) => super::post(conn, board, title, Wish::read(&draft.wish), writing, now).await,
        Place::Under(target) => super::reply(conn, target, writing, now).await,
    };
    written.map_err(|error| put_off(words, error))
}

/// The address says nothing of who wrote: it may be shared. A cookie tells this browser, once, that it did.
fn answer_to(app: &App, is_member: bool, place: &Place, key: &str, written: Written, words: &Words) -> Result<Response, Hurdle> {
    match written {
        Written::Differs(entry) => {
            Err(Hurdle::Say(StatusCode::CONFLICT, words.say("write-differs", "address", format!("/e/{entry}")).into_owned()))
        }
        Written::Stored { entry, thread, .. } => {
            let said = if is_member { just_posted(app, entry) } else { CookieJar::new() };
            let to = match place {
                _ if !is_member => format!("/e/{entry}/own/{key}?posted=yes"),
                Place::Board(_) => format!("/t/{thread}"),
                // The page that shows a reply is the one `/e/` leads to; the form's thread page may be another.
                Place::Under(_) => format!("/e/{entry}"),
            };
            Ok((said, web::draft_ends(app, &place.draft().to_string()), Redirect::to(&to)).into_response())
        }
    }
}

/// The cookie that lets the next page say a quiet word to the writer.
fn just_posted(app: &App, entry: EntryId) -> CookieJar {
    CookieJar::new().add(web::cookie(app, POSTED_COOKIE, entry.to_string()))
}

/// The last part of a guest's private link: made from the form, so that sending it twice gives the same link.
fn guest_key(app: &App, nonce: Nonce) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let key = app.form_key().copied().unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(b"guest link");
    mac.update(nonce.0.as_bytes());
    bs58::encode(mac.finalize().into_bytes()).into_string()
}

/// The hash a private link is known by.
pub fn hash(key: &str) -> [u8; 32] {
    use sha2::Digest;
    Sha256::digest(key.as_bytes()).into()
}
