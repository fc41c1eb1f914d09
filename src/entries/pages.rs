//! The thread page: a post and its replies, oldest first, with what each reader may do.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::form::{Draft, Form as WriteForm};
use super::held::Waits;
use super::kindness::{self, KINDS, Kind};
use super::own_pages::said_after;
use super::read::{self, Head, Row};
use super::target::{is_kept_out, may_answer_reserved};
use super::tips::Tips;
use super::write_pages::POSTED_COOKIE;
use super::{PAGE, State, careful, held, veil};
use crate::accounts::{Caller, Member, Moderator, RoleKind, Visitor};
use crate::audit::{self, Action, Deed};
use crate::care::{self, Panel};
use crate::drafts;
use crate::error::{Error, Result};
use crate::ids::{EntryId, ThreadId};
use crate::lines;
use crate::outbox::{self, Event};
use crate::state::App;
use crate::text::SafeHtml;
use crate::threads::{self, Wish};
use crate::web::{self, Form, Nav, Page, Path, Query, show};

/// Replies are set in this many steps at most; deeper ones continue flat and say whom they answer.
const DEEPEST: i32 = 3;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{thread}", get(thread))
        .route("/t/{thread}/order", post(order))
        .route("/t/{thread}/tips", post(say_tips))
        .route("/e/{entry}", get(entry))
        .route("/e/{entry}/kindness", post(send_kindness))
}

/// The kindness buttons of an entry. The form around them says of which, so that on most entries of a page they are the same.
#[derive(Template)]
#[template(path = "entries/kind_buttons.html")]
struct KindButtons<'a> {
    page: &'a Page,
    first: &'a [Kind],
    more: &'a [Kind],
    /// The reader's own, sent before.
    sent: &'a [&'a str],
}

impl KindButtons<'_> {
    fn is_sent(&self, kind: &Kind) -> bool {
        self.sent.contains(&kind.name)
    }
}

/// An entry as the page shows it.
struct Shown {
    row: Row,
    /// The entry's id, as addresses have it: written once, for the many places where it stands.
    id: String,
    /// 1 to [`DEEPEST`]; the post is 0.
    level: i32,
    /// Counted over the page, for the hidden heading.
    number: usize,
    /// The number of the reply it answers, for the hidden heading, where it is on the page.
    to: Option<usize>,
    /// Whom it answers, where the page does not show it by its place.
    answers: Option<(EntryId, Option<String>)>,
    /// The kindness buttons, for those who may send one.
    buttons: Option<Arc<SafeHtml>>,
    /// The kindnesses that the reader's own entry got.
    received: Vec<(Kind, i64)>,
}

impl Shown {
    fn is_shell(&self) -> bool {
        self.row.veiled || (!self.row.state.is_readable() && !self.row.is_mine)
    }

    /// What stands in its place, where it is not shown.
    fn shell(&self) -> &'static str {
        if self.row.veiled { "shell-away" } else { self.row.state.shell() }
    }

    fn initial(&self) -> String {
        self.row.name.as_deref().and_then(|name| name.chars().next()).map_or_else(|| "·".to_owned(), |c| c.to_string())
    }

    fn is_folded(&self) -> bool {
        self.row.state == State::Covered || !(self.row.notes.is_empty() || self.row.opened)
    }
}

#[derive(Template)]
#[template(path = "entries/thread.html")]
struct ThreadPage {
    page: Page,
    head: Head,
    post: Shown,
    replies: Vec<Shown>,
    more: Option<EntryId>,
    is_first: bool,
    moderates: bool,
    /// What the reader just wrote here.
    posted: Option<Posted>,
    /// The form under the replies, for those who may write.
    form: Option<WriteForm>,
}

/// The quiet word to a writer after writing; nobody else sees it.
struct Posted {
    sentence: &'static str,
    /// Why it waits or stands behind a cover.
    because: Option<&'static str>,
    /// What is told of the wait, where it waits.
    waits: Option<Waits>,
    entry: EntryId,
    is_post: bool,
    panel: Option<Panel>,
}

#[derive(Deserialize)]
struct At {
    after: Option<EntryId>,
}

async fn thread(
    Shared(app): Shared<App>,
    Caller { visitor, mut conn }: Caller,
    headers: HeaderMap,
    Path(thread): Path<ThreadId>,
    Query(at): Query<At>,
) -> Result<Response> {
    let viewer = visitor.account();
    let boards = visitor.member.as_ref().map(Member::moderated_boards);
    let (everywhere, rooms) = boards.map_or((false, Vec::new()), |boards| (boards.is_none(), boards.unwrap_or_default()));
    let head =
        read::head(&mut conn, thread, viewer, &rooms, everywhere, at.after.is_none(), app.clock.now()).await?.ok_or(Error::NotFound)?;
    let rows = read::page(&mut conn, thread, viewer, head.board, at.after).await?;
    let just_posted = posted_cookie(&headers).and_then(|entry| rows.iter().find(|row| row.id == entry && row.is_mine));
    let (because, waits) = match just_posted {
        Some(row) => {
            let because = held::because(&mut conn, row.id, row.state).await?;
            (because, Waits::find(&mut conn, row.state, head.board, because, app.clock.now()).await?)
        }
        None => (None, None),
    };
    drop(conn);
    let page = visitor.page(Nav::Boards);
    let posted = just_posted.map(|row| Posted { because, waits, ..posted(&app, &headers, &page, &head, row) });
    let mut rows = rows.into_iter();
    let mut post = rows.next().ok_or(Error::NotFound)?;
    let (mut rows, more) = cut(rows.collect());
    let moderates = everywhere || rooms.contains(&head.board);
    if let Some(member) = visitor.member.as_ref().filter(|_| !moderates) {
        if member.away.from(post.author, &post.voice, thread) {
            return Err(Error::NotFound);
        }
        post.opened = member.away.shows(&post.notes);
        rows = veil::over(rows, thread, member);
    }
    let mut kinds = Kinds::new(&page, &head);
    let replies = arrange(rows, thread, &mut kinds)?;
    let post = Shown {
        id: post.id.to_string(),
        level: 0,
        number: 0,
        to: None,
        answers: None,
        buttons: kinds.buttons(&post)?,
        received: received(&post),
        row: post,
    };
    let tips = (head.is_careful && !post.row.is_mine).then_some(Tips { about: post.row.id, read_first: head.read_first });
    let form = reply_form(&visitor, &head, &post, tips);
    let said = posted.as_ref().map(|_| CookieJar::from_headers(&headers).remove(web::cookie(&app, POSTED_COOKIE, String::new())));
    let shown = show(&ThreadPage { page, head, post, replies, more, is_first: at.after.is_none(), moderates, posted, form })?;
    Ok((said, shown).into_response())
}

/// The first [`PAGE`] rows, and where the next page begins.
fn cut(mut rows: Vec<Row>) -> (Vec<Row>, Option<EntryId>) {
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let full = rows.len() > most;
    rows.truncate(most);
    let more = if full { rows.last().map(|row| row.id) } else { None };
    (rows, more)
}

/// The entry this browser posted just now.
fn posted_cookie(headers: &HeaderMap) -> Option<EntryId> {
    web::cookie_value(headers, POSTED_COOKIE)?.parse().ok()
}

fn posted(app: &App, headers: &HeaderMap, page: &Page, head: &Head, row: &Row) -> Posted {
    let is_post = row.parent.is_none();
    // Read again for this one showing; nothing of it was kept.
    let reading = care::read(if is_post { &head.title } else { "" }, &plain(row.html.as_str()));
    let panel = Panel::after(&reading, app, lines::picked(headers), page.words.code);
    let sentence = said_after(row.state, panel.as_ref(), is_post);
    Posted { sentence, because: None, waits: None, entry: row.id, is_post, panel }
}

/// The words of rendered HTML, well enough for the screen.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
}

fn reply_form(visitor: &Visitor, head: &Head, post: &Shown, tips: Option<Tips>) -> Option<WriteForm> {
    let may = head.locked_at.is_none() && post.row.state.is_readable() && (visitor.is_in() || head.guests != "none");
    let reserved = head.reserved_at.is_some() && !may_answer_reserved(visitor.member.as_ref(), head.board, post.row.author);
    let kept_out = is_kept_out(head.limit(), head.is_new, visitor.member.as_ref(), head.board, post.row.author);
    let place = drafts::Place::Under(EntryId(head.thread.0));
    (may && !reserved && !kept_out)
        .then(|| WriteForm { tips, ..WriteForm::empty(visitor, Draft::default(), head.alias.clone()).kept_at(visitor, place) })
}

/// What a thread page needs to show kindness buttons.
struct Kinds<'a> {
    page: &'a Page,
    /// The reader's, by entry.
    sent: HashMap<EntryId, Vec<&'a str>>,
    /// Those of a post or a reply to which the reader sent these: alike wherever they sent the same, so made once.
    made: HashMap<(bool, Vec<&'a str>), Arc<SafeHtml>>,
}

impl<'a> Kinds<'a> {
    fn new(page: &'a Page, head: &'a Head) -> Self {
        let mut sent: HashMap<_, Vec<&str>> = HashMap::default();
        for mark in &head.sent {
            if let Some((entry, kind)) = mark.split_once(':')
                && let Ok(entry) = entry.parse()
            {
                sent.entry(EntryId(entry)).or_default().push(kind);
            }
        }
        Self { page, sent, made: HashMap::default() }
    }

    fn buttons(&mut self, row: &Row) -> Result<Option<Arc<SafeHtml>>> {
        let may_send = self.page.who.is_some() && !self.page.waits() && !row.is_mine && row.state.is_readable();
        if !may_send {
            return Ok(None);
        }
        let which = (row.parent.is_none(), self.sent.remove(&row.id).unwrap_or_default());
        if let Some(made) = self.made.get(&which) {
            return Ok(Some(made.clone()));
        }
        let made = Arc::new(made(self.page, which.0, &which.1)?);
        Ok(Some(self.made.entry(which).or_insert(made).clone()))
    }
}

/// A post shows every kind, a reply two and the others behind *more*.
fn made(page: &Page, is_post: bool, sent: &[&str]) -> Result<SafeHtml> {
    let (first, more) = KINDS.split_at(if is_post { KINDS.len() } else { 2 });
    Ok(SafeHtml::made(&KindButtons { page, first, more, sent })?)
}

/// The kindnesses of the reader's own entry, by kind.
fn received(row: &Row) -> Vec<(Kind, i64)> {
    let count = |kind: &Kind| row.received.iter().find_map(|text| text.strip_prefix(kind.name)?.strip_prefix(':')?.parse().ok());
    KINDS.into_iter().filter_map(|kind| Some((kind, count(&kind)?))).collect()
}

/// Replies under what they answer, each branch in order of time. What a page does not hold is named, not shown.
fn arrange(rows: Vec<Row>, thread: ThreadId, kinds: &mut Kinds) -> Result<Vec<Shown>> {
    let here: HashMap<EntryId, (Option<String>, usize)> =
        rows.iter().enumerate().map(|(at, row)| (row.id, (row.name.clone(), at))).collect();
    let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::default();
    for (at, row) in rows.iter().enumerate() {
        children.entry(row.parent.and_then(|parent| here.get(&parent)).map(|known| known.1)).or_default().push(at);
    }
    let mut order = Vec::with_capacity(rows.len());
    let mut stack: Vec<(usize, i32)> = children.get(&None).into_iter().flatten().rev().map(|at| (*at, 1)).collect();
    while let Some((at, level)) = stack.pop() {
        order.push((at, level));
        stack.extend(children.get(&Some(at)).into_iter().flatten().rev().map(|child| (*child, level + 1)));
    }
    let numbers: HashMap<usize, usize> = order.iter().enumerate().map(|(number, (at, _))| (*at, number + 1)).collect();
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    order
        .into_iter()
        .enumerate()
        .filter_map(|(number, (at, level))| Some((number, level, rows[at].take()?)))
        .map(|(number, level, row)| {
            let parent = row.parent.filter(|parent| EntryId::from(thread) != *parent);
            let shown_by_place = level > 1 && level <= DEEPEST;
            let answers = parent.filter(|_| !shown_by_place).map(|parent| (parent, here.get(&parent).and_then(|known| known.0.clone())));
            let to = parent.and_then(|parent| numbers.get(&here.get(&parent)?.1).copied());
            Ok(Shown {
                id: row.id.to_string(),
                to,
                level: level.min(DEEPEST),
                number: number + 1,
                answers,
                buttons: kinds.buttons(&row)?,
                received: received(&row),
                row,
            })
        })
        .collect()
}

/// `GET /e/{entry}`: an entry's own address leads to its place in the thread.
async fn entry(Shared(app): Shared<App>, visitor: Visitor, Path(entry): Path<EntryId>) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    let (thread, after) = read::place(&mut conn, entry, visitor.account()).await?.ok_or(Error::NotFound)?;
    let after = after.map(|after| format!("?after={after}")).unwrap_or_default();
    // The post stands at the top of its page, whichever that is.
    Ok(Redirect::to(&format!("/t/{thread}{after}#e-{entry}")).into_response())
}

#[derive(Deserialize)]
struct KindnessForm {
    kind: String,
}

async fn send_kindness(
    Shared(app): Shared<App>,
    member: Member,
    Path(entry): Path<EntryId>,
    Form(form): Form<KindnessForm>,
) -> Result<Response> {
    member.is_in()?;
    let mut conn = app.db.acquire().await?;
    crate::accounts::allow(&mut conn, &member.id.to_string(), "kindness", 600, app.clock.now()).await?;
    kindness::toggle(&mut conn, entry, member.id, &form.kind, app.clock.now()).await?;
    Ok(Redirect::to(&format!("/e/{entry}")).into_response())
}

#[derive(Deserialize)]
struct OrderForm {
    r#do: String,
}

/// `POST /t/{thread}/order`: a moderator closes a thread for replies or opens it, puts it at the top or back; but not their own.
async fn order(
    Shared(app): Shared<App>,
    moderator: Moderator,
    Path(thread): Path<ThreadId>,
    Form(form): Form<OrderForm>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    if !moderator.has_accepted_limits(&mut tx).await? {
        return Ok(Redirect::to("/desk").into_response());
    }
    let Moderator(member) = moderator;
    let entry = super::for_desk(&mut tx, thread.into()).await?.filter(|entry| member.moderates(entry.board)).ok_or(Error::NotFound)?;
    if entry.writer == Some(member.id) {
        return Err(Error::Refused("desk-own"));
    }
    let now = app.clock.now();
    let action = Action::read(&form.r#do).ok_or(Error::Malformed("error-form-fields"))?;
    let is_done = match action {
        Action::Lock | Action::Unlock => threads::lock(&mut tx, entry.thread, action == Action::Lock, now).await?,
        Action::Pin | Action::Unpin => threads::pin(&mut tx, entry.thread, action == Action::Pin, now).await?,
        _ => return Err(Error::Malformed("error-form-fields")),
    };
    if !is_done {
        // The button was pressed twice, or somebody else was first: there is nothing to decide.
        return Ok(Redirect::to(&format!("/t/{thread}")).into_response());
    }
    let deed = Deed {
        case: None,
        entry: Some(entry.id),
        line: None,
        board: Some(entry.board),
        by: Some(member.id),
        action,
        reason: None,
        message: "",
        from: None,
        to: None,
    };
    let decision = audit::append(&mut tx, &deed, now).await?;
    outbox::put(&mut tx, &Event::Decided { decision }, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/t/{thread}")).into_response())
}

#[derive(Deserialize)]
struct TipsForm {
    wanted: String,
}

/// `POST /t/{thread}/tips`: a moderator says whether replies here need care; their word goes before what the cases say.
async fn say_tips(
    Shared(app): Shared<App>,
    Moderator(member): Moderator,
    Path(thread): Path<ThreadId>,
    Form(form): Form<TipsForm>,
) -> Result<Response> {
    let mut conn = app.db.acquire().await?;
    super::for_desk(&mut conn, thread.into()).await?.filter(|entry| member.moderates(entry.board)).ok_or(Error::NotFound)?;
    careful::say(&mut conn, thread, form.wanted == "yes", member.id, app.clock.now()).await?;
    Ok(Redirect::to(&format!("/t/{thread}")).into_response())
}
