//! A board in memory, with people at browsers of their own.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::FromRequestParts;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, TimeDelta};
use sqlx::PgPool;
use tower::ServiceExt;

use crate::accounts::{self, Member, Name, Passphrase, Role, RoleKind};
use crate::boards::{self, Board};
use crate::clock::Clock;
use crate::entries::{self, Voice, Writing, Written};
use crate::ids::{EntryId, Nonce};
use crate::outbox;
use crate::settings::Settings;
use crate::state::App;
use crate::text::Source;
use crate::threads::Wish;
use crate::web::token;
use crate::{desk, notices, reports};

/// A board with people on it.
pub(super) struct Place {
    pub app: App,
    router: Router,
    board: Board,
}

/// Somebody at a browser of their own.
pub(super) struct Person<'a> {
    place: &'a Place,
    cookie: String,
}

pub(super) struct Seen {
    pub status: StatusCode,
    pub location: String,
    pub text: String,
}

impl Seen {
    #[track_caller]
    pub(super) fn shows(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text:?} is not in {} {}", self.status, self.text);
        self
    }

    #[track_caller]
    pub(super) fn hides(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text:?} is in {}", self.text);
        self
    }

    #[track_caller]
    pub(super) fn shows_once(&self, text: &str) -> &Self {
        assert_eq!(self.text.matches(text).count(), 1, "{text:?} in {}", self.text);
        self
    }

    #[track_caller]
    pub(super) fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

impl Place {
    pub(super) async fn new(db: PgPool) -> Self {
        let app = App::new(db, Clock::set_to(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)), Settings::defaults());
        app.open().await.unwrap();
        let mut conn = app.db.acquire().await.unwrap();
        boards::create(&mut conn, "nights", "Nights", "", app.clock.now()).await.unwrap();
        let board = boards::all(&mut conn, true).await.unwrap().remove(0);
        let routes = desk::routes().merge(reports::routes()).merge(notices::routes());
        Self { router: routes.with_state(app.clone()), app, board }
    }

    pub(super) async fn joins(&self, name: &str) -> Person<'_> {
        let (name, passphrase) = (Name::parse(name).unwrap(), Passphrase::parse("kelp holds on to rock").unwrap());
        let mut conn = self.app.db.acquire().await.unwrap();
        let joined = accounts::join(&mut conn, &name, passphrase, false, self.app.clock.now()).await.unwrap().unwrap();
        Person { place: self, cookie: joined.session.token }
    }

    pub(super) async fn moderator(&self, name: &str) -> Person<'_> {
        let person = self.joins(name).await;
        let mut conn = self.app.db.acquire().await.unwrap();
        let id = person.member().await.id;
        accounts::grant(&mut conn, id, Role { kind: RoleKind::Moderator, board: None }, None, self.app.clock.now()).await.unwrap();
        person
    }

    pub(super) fn guest(&self) -> Person<'_> {
        Person { place: self, cookie: String::new() }
    }

    /// Delivers what waits in the outbox.
    pub(super) async fn tells(&self) {
        let mut tx = self.app.db.begin().await.unwrap();
        for event in outbox::take(&mut tx, self.app.clock.now(), 100).await.unwrap() {
            notices::deliver(&mut tx, &event, self.app.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

impl Person<'_> {
    pub(super) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::COOKIE, format!("holdfast={}", self.cookie))
    }

    pub(super) async fn member(&self) -> Member {
        let (mut parts, ()) = self.request("GET", "/").body(()).unwrap().into_parts();
        Member::from_request_parts(&mut parts, &self.place.app).await.unwrap()
    }

    pub(super) async fn posts(&self, title: &str, text: &str) -> EntryId {
        let member = self.member().await;
        let writing = Writing { source: Source::parse(text, 1000).unwrap(), notes: Vec::new(), voice: Voice::Member(&member), nonce: Nonce::random() };
        let mut tx = self.place.app.db.begin().await.unwrap();
        let written = entries::post(&mut tx, &self.place.board, title, Wish::ALL[0], writing, self.place.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let Written::Stored { entry, .. } = written else { panic!("not stored") };
        entry
    }

    pub(super) async fn answers(&self, entry: EntryId, text: &str) -> EntryId {
        let member = self.member().await;
        let writing = Writing { source: Source::parse(text, 1000).unwrap(), notes: Vec::new(), voice: Voice::Member(&member), nonce: Nonce::random() };
        let mut tx = self.place.app.db.begin().await.unwrap();
        let target = entries::Target::find(&mut tx, entry, Some(member.id)).await.unwrap();
        let written = entries::reply(&mut tx, &target, writing, self.place.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let Written::Stored { entry, .. } = written else { panic!("not stored") };
        entry
    }

    pub(super) async fn sees(&self, request: Request<Body>) -> Seen {
        let response = self.place.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map_or("", |place| place.to_str().unwrap()).to_owned();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Seen { status, location, text: String::from_utf8(body.to_vec()).unwrap() }
    }

    pub(super) async fn opens(&self, path: &str) -> Seen {
        self.sees(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn sends(&self, path: &str, fields: &str) -> Seen {
        let token = token::issue(self.place.app.form_key().unwrap(), &self.cookie, self.place.app.clock.now());
        let request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.sees(request.body(format!("token={token}&{fields}").into()).unwrap()).await
    }

    /// Asks for the next case: its address.
    pub(super) async fn next(&self) -> String {
        self.sends("/desk/next", "").await.location
    }

    /// Opens a case and presses a button on it.
    pub(super) async fn decides(&self, case: &str, fields: &str) -> Seen {
        let page = self.opens(case).await;
        let version = page.text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.sends(case, &format!("version={version}&{fields}")).await
    }
}
