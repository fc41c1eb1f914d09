//! Rights are arguments: a handler that takes a [`Member`] or a [`Moderator`] cannot run without one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres};

use super::{Asker, Away, Role, RoleKind, sessions, signed_out, store};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId};
use crate::settings::{InvitesBy, Join};
use crate::state::App;
use crate::web::{self, Nav, Page, Who, guard, token};

/// A guest's choice not to be offered help while they write; a member's stands with their account.
pub(super) const NO_CARE_COOKIE: &str = "no-care";

/// Anyone who looks at a page, signed in or not. Looked up once a request.
#[derive(Clone)]
pub struct Visitor {
    /// The signed-in person, if any.
    pub member: Option<Member>,
    /// The value of the session's cookie, also where its session has ended; forms are bound to it.
    pub cookie: String,
    asker: Asker,
    /// Whether they are offered help while they write; none where the operator switched that off.
    while_writing: Option<bool>,
    page: Page,
}

/// A visitor with the connection they were looked up on: the pages asked for most need one, and every further one costs time.
/// A handler that holds it takes no other, or all could wait for each other.
pub struct Caller {
    /// Who.
    pub visitor: Visitor,
    /// Given back when dropped.
    pub conn: PoolConnection<Postgres>,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this person")]
pub struct Member {
    /// Who.
    pub id: AccountId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub joined_at: Moment,
    /// When they signed in here.
    pub(super) signed_in_at: Moment,
    /// Whether this is a device that others use.
    pub(super) on_shared: bool,
    /// Whether signing in takes them a second step.
    pub(super) has_second_step: bool,
    /// Whether they have work at the desk that waits until they set a second step up.
    pub(super) needs_second_step: bool,
    /// What they keep away from.
    pub away: Away,
    /// They asked to join and wait to be taken in: until then they may do what a guest may, under their name.
    pub is_waiting: bool,
    roles: Vec<Role>,
    unread: bool,
    care_while_writing: bool,
}

/// A member who works at the desk, for one board at least.
#[derive(Debug, Clone)]
pub struct Moderator(pub Member);

/// A member who runs the site.
#[derive(Debug, Clone)]
pub struct Operator(pub Member);

impl Member {
    /// Somebody acting without a browser: the command line writing for a person of the demo.
    pub fn acting(id: AccountId, name: &str, joined_at: Moment) -> Self {
        Self {
            id,
            name: name.to_owned(),
            joined_at,
            signed_in_at: joined_at,
            on_shared: false,
            has_second_step: false,
            needs_second_step: false,
            away: Away::default(),
            is_waiting: false,
            roles: Vec::new(),
            unread: false,
            care_while_writing: true,
        }
    }

    /// # Errors
    /// [`Error::Refused`] where they wait to be taken in: for what guests can't do either.
    pub fn is_in(&self) -> Result<()> {
        if self.is_waiting { Err(Error::Refused("refused-waiting")) } else { Ok(()) }
    }

    /// Whether they can make links that invite somebody.
    pub fn may_invite(&self, app: &App) -> bool {
        let settings = &app.settings;
        let trusted = settings.invites_by == InvitesBy::Everyone || !self.roles.is_empty();
        settings.join == Join::Invite && trusted && !self.is_waiting
    }

    /// Whether they moderate that board.
    pub fn moderates(&self, board: BoardId) -> bool {
        self.has(RoleKind::Moderator, board)
    }

    /// Whether they are a trusted peer (or more) on that board.
    pub fn supports(&self, board: BoardId) -> bool {
        self.has(RoleKind::Supporter, board)
    }

    /// Whether they run the site.
    pub fn operates(&self) -> bool {
        self.roles.iter().any(|role| role.kind == RoleKind::Operator && role.board.is_none())
    }

    /// The boards they moderate: `None` is every board.
    pub fn moderated_boards(&self) -> Option<Vec<BoardId>> {
        let roles = self.roles.iter().filter(|role| role.kind >= RoleKind::Moderator);
        roles.map(|role| role.board).collect()
    }

    fn has(&self, kind: RoleKind, board: BoardId) -> bool {
        self.roles.iter().any(|role| role.kind >= kind && role.holds_on(board))
    }

    fn works_at_desk(&self) -> bool {
        self.roles.iter().any(|role| role.kind >= RoleKind::Moderator)
    }
}

impl Moderator {
    /// Whether they have read what is theirs and what is not.
    pub async fn has_accepted_limits(&self, conn: &mut PgConnection) -> Result<bool> {
        Ok(store::has_accepted_limits(conn, self.0.id).await?)
    }
}

impl Visitor {
    /// The shell for what this visitor sees, with a token for its forms.
    pub fn page(&self, nav: Nav) -> Page {
        self.page.clone().at(nav)
    }

    /// The visitor's account, if any.
    pub fn account(&self) -> Option<AccountId> {
        self.member.as_ref().map(|member| member.id)
    }

    /// Whether they read what is for members.
    pub fn is_in(&self) -> bool {
        self.member.as_ref().is_some_and(|member| !member.is_waiting)
    }

    /// Whether they are offered help while they write: a member's setting, a guest's cookie; none where the operator switched it off.
    pub fn care_while_writing(&self) -> Option<bool> {
        self.while_writing
    }

    /// Whom to count for limits: the account, or a guest's address as a hash that is worth nothing tomorrow.
    pub fn counted_as(&self) -> String {
        self.account().map_or_else(|| self.asker.address.clone(), |account| account.to_string())
    }

    /// Whose tries at a passphrase these are.
    pub fn asker(&self) -> &Asker {
        &self.asker
    }

    /// The same visitor, now signed in with that cookie: for forms that sign in and act in one go.
    pub async fn became(self, app: &App, conn: &mut PgConnection, cookie: &str) -> Result<Self> {
        let member = find(conn, app, cookie).await?;
        Ok(Self::new(app, self.page, member, cookie.to_owned(), self.asker, self.while_writing.unwrap_or(true)))
    }

    /// Remembered for the rest of the request.
    fn arrive(parts: &mut Parts, app: &App, member: Option<Member>, cookie: String) -> Self {
        let path = parts.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
        let address = parts.extensions.get::<guard::Asker>().map_or_else(|| "guest".to_owned(), |asker| app.hash_of(asker.0));
        let asker = Asker::new(app, address, &parts.headers);
        let guest_wants = web::cookie_value(&parts.headers, NO_CARE_COOKIE).is_none();
        if member.is_none() && !cookie.is_empty() {
            parts.extensions.get::<Ended>().inspect(|ended| ended.0.store(true, Ordering::Relaxed));
        }
        let visitor = Self::new(app, Page::bare(app, &parts.headers, path), member, cookie, asker, guest_wants);
        parts.extensions.insert(visitor.clone());
        visitor
    }

    fn new(app: &App, mut page: Page, member: Option<Member>, cookie: String, asker: Asker, guest_wants: bool) -> Self {
        page.token = app.form_key().map(|key| token::issue(key, &cookie, page.now)).unwrap_or_default();
        page.who = member.as_ref().map(|member| Who {
            mark: mark(app, member.id),
            name: member.name.clone(),
            unread: member.unread,
            moderates: member.works_at_desk(),
            operates: member.operates(),
            waits: member.is_waiting,
        });
        let wants = member.as_ref().map_or(guest_wants, |member| member.care_while_writing);
        Self { member, cookie, asker, while_writing: app.settings.care_while_writing.then_some(wants), page }
    }
}

/// What stands on a member's own pages for their drafts; no account is known by it.
fn mark(app: &App, account: AccountId) -> String {
    let key = app.form_key().map_or(&[][..], |key| &key[..]);
    bs58::encode(&Sha256::digest([b"drafts", key, account.0.as_bytes()].concat())[..9]).into_string()
}

async fn find(conn: &mut PgConnection, app: &App, cookie: &str) -> Result<Option<Member>> {
    if cookie.is_empty() {
        return Ok(None);
    }
    let (hash, now) = (sessions::hash(cookie), app.clock.now());
    let Some(session) = store::session(conn, &hash, now).await? else { return Ok(None) };
    let every = if session.shared { TimeDelta::minutes(1) } else { TimeDelta::hours(1) };
    if now - session.seen_at > every {
        store::touch_session(conn, &hash, now, sessions::idle(session.shared), sessions::at_most(session.shared)).await?;
    }
    let mut roles: Vec<Role> = session.roles.iter().filter_map(|role| Role::read(role)).collect();
    // Those who read what others may not need more than a passphrase. Until they have it they are members like all.
    let may_wait = now - session.joined_at < TimeDelta::days(app.settings.second_step_after_days.into());
    let needs_second_step = !session.second_step && !may_wait && roles.iter().any(|role| role.kind >= RoleKind::Moderator);
    if needs_second_step {
        roles.retain(|role| role.kind < RoleKind::Moderator);
    }
    Ok(Some(Member {
        id: session.account,
        name: session.name,
        joined_at: session.joined_at,
        signed_in_at: session.begun_at,
        on_shared: session.shared,
        has_second_step: session.second_step,
        needs_second_step,
        away: session.away.map(|away| away.0).unwrap_or_default(),
        is_waiting: session.is_waiting,
        roles,
        unread: session.unread,
        care_while_writing: session.care_while_writing,
    }))
}

/// Whether the session that a request names has ended.
#[derive(Clone, Default)]
struct Ended(Arc<AtomicBool>);

/// Where a session on a device that others use ended by itself, the next page takes with it what the browser kept. A form that was
/// being sent keeps it: its words are handed back, to whoever still sits there.
pub async fn forget_after_shared(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_shared = web::cookie_value(request.headers(), web::session_cookie(&app)).is_some_and(sessions::is_shared);
    if request.method() != Method::GET || !is_shared {
        return next.run(request).await;
    }
    let (ended, jar) = (Ended::default(), CookieJar::from_headers(request.headers()));
    request.extensions_mut().insert(ended.clone());
    let response = next.run(request).await;
    // Signing in by a link that leads back here begins another one.
    let begins = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|cookie| cookie.as_bytes().starts_with(web::session_cookie(&app).as_bytes()));
    if begins || !ended.0.load(Ordering::Relaxed) { response } else { (signed_out(&app, &jar, true), response).into_response() }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let cookie = cookie(parts, app)?;
        let member = if cookie.is_empty() { None } else { find(&mut *app.db.acquire().await?, app, &cookie).await? };
        Ok(Self::arrive(parts, app, member, cookie))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let cookie = cookie(parts, app)?;
        let mut conn = app.db.acquire().await?;
        let member = find(&mut conn, app, &cookie).await?;
        Ok(Self { visitor: Visitor::arrive(parts, app, member, cookie), conn })
    }
}

/// The value of the session's cookie, where there is one, once the board may answer.
fn cookie(parts: &Parts, app: &App) -> Result<String> {
    if !app.is_ready() {
        return Err(Error::Unavailable("the database was not reached yet".into()));
    }
    Ok(web::cookie_value(&parts.headers, web::session_cookie(app)).unwrap_or_default().to_owned())
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = <Visitor as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        visitor.member.ok_or(Error::SignInNeeded)
    }
}

impl FromRequestParts<App> for Moderator {
    type Rejection = Error;

    /// Who may not work at the desk does not learn that there is one.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = <Member as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        match member {
            member if member.works_at_desk() => Ok(Self(member)),
            member if member.needs_second_step => Err(Error::Refused("second-step-needed")),
            _ => Err(Error::NotFound),
        }
    }
}

impl FromRequestParts<App> for Operator {
    type Rejection = Error;

    /// As with [`Moderator`]: to everybody else there is nothing here.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = <Member as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        match member {
            member if member.operates() => Ok(Self(member)),
            member if member.needs_second_step => Err(Error::Refused("second-step-needed")),
            _ => Err(Error::NotFound),
        }
    }
}
