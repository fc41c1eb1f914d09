//! A board with people who act on it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast::accounts::{self, Role, RoleKind};
use holdfast::boards::{self, Policy};
use holdfast::clock::Clock;
use holdfast::outbox::Lane;
use holdfast::settings::Settings;
use holdfast::state::App;
use holdfast::{router, worker};
use sqlx::PgPool;
use totp_rs::{Builder, Secret};
use tower::ServiceExt;

use crate::answer::Answer;
use crate::mailbox::Mailbox;

pub const PASSPHRASE: &str = "a lamp in the window";
/// What the app of a moderator or operator makes its codes from.
pub const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// One board with the rooms `nights` (guests welcome) and `quiet` (guests held, newcomers held).
pub struct World {
    pub app: App,
    pub db: PgPool,
    router: Router,
}

impl World {
    pub async fn new(db: PgPool) -> Self {
        Self::with(db, Self::settings()).await
    }

    /// Those of every board here: all its people come from one address.
    pub fn settings() -> Settings {
        Settings { requests_per_second: 10_000, requests_burst: 100_000, tries_per_hour: 10_000, ..Settings::defaults() }
    }

    /// One whose mail arrives in that mailbox.
    pub async fn with_mail(db: PgPool, mailbox: &Mailbox) -> Self {
        Self::with(db, mailbox.settings(Self::settings())).await
    }

    pub async fn with(db: PgPool, settings: Settings) -> Self {
        let noon: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
        let app = App::new(db.clone(), Clock::set_to(noon), settings);
        app.open().await.unwrap();
        let mut conn = db.acquire().await.unwrap();
        for (slug, guests, newcomers) in [("nights", "welcome", "open"), ("quiet", "held", "held"), ("members", "none", "open")] {
            let board = boards::create(&mut conn, slug, &slug.to_uppercase(), "A room.", app.clock.now()).await.unwrap();
            let readers = if slug == "members" { "members" } else { "everyone" };
            let policy = Policy {
                guests: Some(guests.into()),
                newcomers: Some(newcomers.into()),
                readers: Some(readers.into()),
                ..Policy::default()
            };
            boards::set_policy(&mut conn, board, &policy).await.unwrap();
        }
        let router = router::router(app.clone());
        Self { app, db, router }
    }

    /// The same rooms, served with other settings.
    pub async fn with_boards_of(db: PgPool, settings: Settings) -> Self {
        let noon: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
        let app = App::new(db.clone(), Clock::set_to(noon), settings);
        app.open().await.unwrap();
        Self { router: router::router(app.clone()), app, db }
    }

    /// Somebody with a browser of their own and no account.
    pub fn guest(&self) -> Person<'_> {
        Person { world: self, name: String::new(), cookies: Mutex::default(), language: "en", address: "127.0.0.1:50000" }
    }

    /// Somebody who joined through the page.
    pub async fn member(&self, name: &str) -> Person<'_> {
        let person = Person { name: name.to_owned(), ..self.guest() };
        person.fills("/join", "/join", &[("name", name), ("passphrase", PASSPHRASE)]).await.is(200).shows("You are in");
        person
    }

    /// A member with a role on the whole site.
    pub async fn with_role(&self, name: &str, kind: RoleKind) -> Person<'_> {
        let person = self.member(name).await;
        self.gives(&person, Role { kind, board: None }).await;
        person
    }

    /// Gives somebody a role; they sign in again.
    pub async fn gives(&self, person: &Person<'_>, role: Role) {
        let mut conn = self.db.acquire().await.unwrap();
        let account = accounts::find(&mut conn, &person.name).await.unwrap().unwrap();
        accounts::grant(&mut conn, account, role, None, self.app.clock.now()).await.unwrap();
        person.signs_in().await;
        if role.kind > RoleKind::Supporter {
            // Staff has an app that shows codes; this one's session was begun with it.
            for sql in [
                "insert into credentials (id, account, kind, secret, created_at) values (gen_random_uuid(), $1, 'totp', $2, $3)",
                "update accounts set second_step_at = $3 where id = $1 and $2 <> ''",
                // They have read what is theirs and what is not.
                "insert into desk_care (account, limits_accepted_at) select $1, $3 where $2 <> '' on conflict (account) do update set limits_accepted_at = $3",
            ] {
                sqlx::query(sql).bind(account).bind(SECRET).bind(self.app.clock.now()).execute(&self.db).await.unwrap();
            }
        }
    }

    /// The code that an app with that secret shows now.
    pub fn code(&self, secret: &str) -> String {
        let now = self.app.clock.now().timestamp().try_into().unwrap();
        Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build_noncompliant().generate(now).to_string()
    }

    pub async fn moderator(&self, name: &str) -> Person<'_> {
        self.with_role(name, RoleKind::Moderator).await
    }

    /// A moderator of that board and no other.
    pub async fn moderator_of(&self, name: &str, slug: &'static str) -> Person<'_> {
        let person = self.member(name).await;
        let board = sqlx::query_scalar("select id from boards where slug = $1").bind(slug).fetch_one(&self.db).await.unwrap();
        self.gives(&person, Role { kind: RoleKind::Moderator, board: Some(board) }).await;
        person
    }

    /// The moment is over in which decisions can be taken back, and the worker delivers what is due.
    pub async fn told(&self) {
        self.pass(TimeDelta::seconds(i64::from(self.app.settings.undo_seconds)));
        self.delivers().await;
    }

    /// Lets the worker deliver what is due, and what that brings, and send what goes by other servers.
    pub async fn delivers(&self) {
        for _ in 0..2 {
            while worker::deliver(&self.app).await.unwrap() {}
        }
        for lane in [Lane::Mail, Lane::Hook, Lane::File] {
            while worker::send(&self.app, lane).await.unwrap() {}
        }
    }

    pub fn pass(&self, by: TimeDelta) {
        self.app.clock.pass(by);
    }

    /// One number from the database.
    pub async fn number(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.db).await.unwrap()
    }
}

/// Somebody at a browser.
pub struct Person<'w> {
    pub world: &'w World,
    pub name: String,
    cookies: Mutex<BTreeMap<String, String>>,
    pub language: &'static str,
    address: &'static str,
}

impl Person<'_> {
    /// The same person at another internet address.
    pub fn at(self, address: &'static str) -> Self {
        Self { address, ..self }
    }

    /// A request as this browser sends it.
    pub async fn asks(&self, method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let path = path.split('#').next().unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "board.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "));
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        self.sends_request(request.body(body.into()).unwrap()).await
    }

    /// Any request at all; cookies that come back are kept.
    pub async fn sends_request(&self, mut request: Request<Body>) -> Answer {
        let address: SocketAddr = self.address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keeps(cookie.to_str().unwrap());
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, html: String::from_utf8_lossy(&bytes).into_owned(), bytes: bytes.to_vec() }
    }

    fn keeps(&self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if rest.contains("Max-Age=0") {
            cookies.remove(name)
        } else {
            cookies.insert(name.to_owned(), value.to_owned())
        };
    }

    /// Forgets every cookie, as a browser does when its session is over.
    pub fn loses_cookies(&self) {
        self.cookies.lock().unwrap().clear();
    }

    /// Forgets one cookie, as a browser does when its time is over.
    pub fn loses_cookie(&self, name: &str) {
        self.cookies.lock().unwrap().remove(name);
    }

    /// Signs in by the page.
    pub async fn signs_in(&self) {
        self.signs_in_as(&self.name).await;
    }

    pub async fn signs_in_as(&self, name: &str) {
        let fields = [("name", name), ("passphrase", PASSPHRASE)];
        self.fills("/sign-in", "/sign-in", &fields).await.is(303);
    }

    pub fn takes_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub fn has_cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub async fn reads(&self, path: &str) -> Answer {
        self.asks(Method::GET, path, "", "").await
    }

    /// Reads and goes where it leads, up to five times.
    pub async fn follows(&self, path: &str) -> Answer {
        let mut answer = self.reads(path).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                break;
            }
            answer = self.reads(&answer.location()).await;
        }
        answer
    }

    /// Sends fields as they are.
    pub async fn posts_fields(&self, path: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.asks(Method::POST, path, "application/x-www-form-urlencoded", body).await
    }

    /// Opens a page, fills its form in and sends it.
    pub async fn fills(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.follows(page).await;
        self.posts_fields(action, &filled(answer.form(action), fields)).await
    }

    /// Writes a post in a room and gives back the thread's address.
    pub async fn posts(&self, board: &str, title: &str, text: &str) -> String {
        let path = format!("/b/{board}/write");
        let name = if self.name.is_empty() { "passing by" } else { "" };
        let answer = self.fills(&path, &path, &[("title", title), ("text", text), ("guest_name", name), ("do", "send")]).await;
        let to = answer.location();
        // A guest is led to their private link, which names the entry.
        to.strip_prefix("/e/").map_or_else(|| path_of(&to), |rest| format!("/t/{}", rest.split('/').next().unwrap()))
    }

    /// Answers an entry (`/t/…` or `/e/…`) and gives back the answer's address `/e/…`.
    pub async fn replies(&self, to: &str, text: &str) -> String {
        let location = self.replies_raw(to, text).await.location();
        let rest = location.strip_prefix("/e/").unwrap().split(['/', '?', '#']).next().unwrap();
        format!("/e/{rest}")
    }

    pub async fn replies_raw(&self, to: &str, text: &str) -> Answer {
        let path = format!("/e/{}/reply", id_of(to));
        let name = if self.name.is_empty() { "passing by" } else { "" };
        self.fills(&path, &path, &[("text", text), ("guest_name", name), ("do", "send")]).await
    }
}

/// A form's fields with some of them filled in.
pub fn filled(mut form: Vec<(String, String)>, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    form.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
    form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

/// The path without what comes after `?` or `#`.
pub fn path_of(address: &str) -> String {
    address.split(['?', '#']).next().unwrap().to_owned()
}

/// The id in `/t/…` or `/e/…`.
pub fn id_of(address: &str) -> String {
    path_of(address).split('/').nth(2).unwrap().to_owned()
}
