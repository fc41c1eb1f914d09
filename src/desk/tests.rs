//! The desk over HTTP: people report, moderators decide, writers are told.

use axum::Router;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, TimeDelta};
use http_body_util::BodyExt;
use sqlx::PgPool;
use tower::ServiceExt;

use crate::accounts::{self, Member, Name, Passphrase, Role, RoleKind};
use crate::audit;
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
struct Place {
    app: App,
    router: Router,
    board: Board,
}

/// Somebody at a browser of their own.
struct Person<'a> {
    place: &'a Place,
    cookie: String,
}

struct Seen {
    status: StatusCode,
    location: String,
    text: String,
}

impl Seen {
    #[track_caller]
    fn shows(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text:?} is not in {} {}", self.status, self.text);
        self
    }

    #[track_caller]
    fn hides(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text:?} is in {}", self.text);
        self
    }

    #[track_caller]
    fn shows_once(&self, text: &str) -> &Self {
        assert_eq!(self.text.matches(text).count(), 1, "{text:?} in {}", self.text);
        self
    }

    #[track_caller]
    fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

impl Place {
    async fn new(db: PgPool) -> Self {
        let app = App::new(db, Clock::set_to(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)), Settings::defaults());
        app.open().await.unwrap();
        let mut conn = app.db.acquire().await.unwrap();
        boards::create(&mut conn, "nights", "Nights", "", app.clock.now()).await.unwrap();
        let board = boards::all(&mut conn, true).await.unwrap().remove(0);
        let routes = desk::routes().merge(reports::routes()).merge(notices::routes());
        Self { router: routes.with_state(app.clone()), app, board }
    }

    async fn joins(&self, name: &str) -> Person<'_> {
        let (name, passphrase) = (Name::parse(name).unwrap(), Passphrase::parse("kelp holds on to rock").unwrap());
        let mut conn = self.app.db.acquire().await.unwrap();
        let joined = accounts::join(&mut conn, &name, passphrase, false, self.app.clock.now()).await.unwrap().unwrap();
        Person { place: self, cookie: joined.session.token }
    }

    async fn moderator(&self, name: &str) -> Person<'_> {
        let person = self.joins(name).await;
        let mut conn = self.app.db.acquire().await.unwrap();
        let id = person.member().await.id;
        accounts::grant(&mut conn, id, Role { kind: RoleKind::Moderator, board: None }, None, self.app.clock.now()).await.unwrap();
        person
    }

    fn guest(&self) -> Person<'_> {
        Person { place: self, cookie: String::new() }
    }

    /// Delivers what waits in the outbox.
    async fn tells(&self) {
        let mut tx = self.app.db.begin().await.unwrap();
        for event in outbox::take(&mut tx, self.app.clock.now(), 100).await.unwrap() {
            notices::deliver(&mut tx, &event, self.app.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

impl Person<'_> {
    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::COOKIE, format!("holdfast={}", self.cookie))
    }

    async fn member(&self) -> Member {
        let (mut parts, ()) = self.request("GET", "/").body(()).unwrap().into_parts();
        Member::from_request_parts(&mut parts, &self.place.app).await.unwrap()
    }

    async fn posts(&self, title: &str, text: &str) -> EntryId {
        let member = self.member().await;
        let writing = Writing { source: Source::parse(text, 1000).unwrap(), notes: Vec::new(), voice: Voice::Member(&member), nonce: Nonce::random() };
        let mut tx = self.place.app.db.begin().await.unwrap();
        let written = entries::post(&mut tx, &self.place.board, title, Wish::ALL[0], writing, self.place.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let Written::Stored { entry, .. } = written else { panic!("not stored") };
        entry
    }

    async fn answers(&self, entry: EntryId, text: &str) -> EntryId {
        let member = self.member().await;
        let writing = Writing { source: Source::parse(text, 1000).unwrap(), notes: Vec::new(), voice: Voice::Member(&member), nonce: Nonce::random() };
        let mut tx = self.place.app.db.begin().await.unwrap();
        let target = entries::Target::find(&mut tx, entry, Some(member.id)).await.unwrap();
        let written = entries::reply(&mut tx, &target, writing, self.place.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let Written::Stored { entry, .. } = written else { panic!("not stored") };
        entry
    }

    async fn sees(&self, request: Request<Body>) -> Seen {
        let response = self.place.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map_or("", |place| place.to_str().unwrap()).to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Seen { status, location, text: String::from_utf8(body.to_vec()).unwrap() }
    }

    async fn opens(&self, path: &str) -> Seen {
        self.sees(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    async fn sends(&self, path: &str, fields: &str) -> Seen {
        let token = token::issue(self.place.app.form_key().unwrap(), &self.cookie, self.place.app.clock.now());
        let request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.sees(request.body(format!("token={token}&{fields}").into()).unwrap()).await
    }

    /// Asks for the next case: its address.
    async fn next(&self) -> String {
        self.sends("/desk/next", "").await.location
    }

    /// Opens a case and presses a button on it.
    async fn decides(&self, case: &str, fields: &str) -> Seen {
        let page = self.opens(case).await;
        let version = page.text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.sends(case, &format!("version={version}&{fields}")).await
    }
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn reports_fold_and_a_dismissed_one_leaves_a_record_and_tells_nobody(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let entry = ana.posts("Night shift", "awake again").await;
    for person in [&ben, &ben, &place.guest()] {
        let sent = person.sends(&format!("/e/{entry}/report"), "reason=cruel&note=it+hurt").await;
        assert_eq!(sent.location, format!("/e/{entry}/report?sent=yes"));
        person.opens(&sent.location).await.shows("Thank you for telling us");
    }
    let case = mod_.next().await;
    mod_.opens(&case).await.shows("Reported by 2 people").shows("Cruel or harassing (2)").shows("it hurt").hides("ben");
    assert_eq!(mod_.decides(&case, "action=let_stand&message=").await.location, "/desk?done=yes");
    assert_eq!(mod_.next().await, "/desk", "nothing is left");
    mod_.opens("/desk/log").await.shows("Left as it is").shows("mo");
    place.tells().await;
    ana.opens("/notices").await.shows("Nothing yet");
    ana.opens("/desk").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_removal_hands_text_and_reason_back_and_can_be_undone(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, mod_) = (place.joins("ana").await, place.moderator("mo").await);
    let entry = ana.posts("Hello", "buy my <b>lamps</b>").await;
    let case = mod_.sends(&format!("/desk/entry/{entry}"), "").await.location;
    assert_eq!(mod_.sends(&format!("/desk/entry/{entry}"), "").await.location, case, "one case");
    mod_.opens(&case).await.shows("A moderator opened it").shows("Everyone can read it").shows("It can be put back").hides("<b>lamps");
    mod_.decides(&case, "action=remove&message=kind+words").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("choose a rule").shows("kind words");
    mod_.decides(&case, "action=remove&reason=spam&message=kind+words").await.is(StatusCode::SEE_OTHER);
    place.guest().opens(&format!("/e/{entry}/report")).await.is(StatusCode::NOT_FOUND);
    place.tells().await;
    ana.opens("/notices").await.shows("We had to take down").shows("advertisement").shows("kind words").shows("buy my &#60;b&#62;lamps").shows("/help").hides(">mo<");

    place.app.clock.pass(TimeDelta::minutes(1));
    let again = mod_.sends(&format!("/desk/entry/{entry}"), "").await.location;
    mod_.decides(&again, "action=publish&message=").await.is(StatusCode::CONFLICT);
    mod_.decides(&again, "action=restore&message=").await.is(StatusCode::SEE_OTHER);
    place.guest().opens(&format!("/e/{entry}/report")).await.is(StatusCode::OK);
    place.tells().await;
    ana.opens("/notices").await.shows("your words").shows("We got it wrong");
    let mut conn = place.app.db.acquire().await.unwrap();
    assert_eq!(audit::verify(&mut conn).await.unwrap(), audit::Walk { sound: 2, broken: None });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn the_second_of_two_moderators_is_told_and_loses_nothing(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, one, two) = (place.joins("ana").await, place.moderator("ada").await, place.moderator("bo").await);
    let entry = ana.posts("Hello", "a question").await;
    place.guest().sends(&format!("/e/{entry}/report"), "reason=spam&note=").await;
    let desk = one.opens("/desk").await;
    let case = desk.text.split("<a href=\"").map(|part| part.split('"').next().unwrap()).find(|path| path.starts_with("/desk/") && *path != "/desk/log").unwrap().to_owned();
    let seen = two.opens(&case).await;
    let version = seen.text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let first = format!("version={version}&action=cover&message=");
    one.sends(&case, &first).await.is(StatusCode::SEE_OTHER);
    let told = two.sends(&case, &format!("version={version}&action=remove&reason=cruel&message=my+careful+words")).await;
    told.is(StatusCode::CONFLICT).shows("ada has decided this case").shows("my careful words");
    assert_eq!(one.sends(&case, &first).await.location, "/desk?done=yes", "a button pressed twice counts once");
    let mut conn = place.app.db.acquire().await.unwrap();
    assert_eq!(audit::of_entry(&mut conn, entry).await.unwrap().len(), 1);

    // And who holds a case is not overtaken.
    place.guest().sends(&format!("/e/{entry}/report"), "reason=spam&note=").await;
    let case = one.next().await;
    two.opens(&case).await.shows("ada has this case in hand").hides("name=\"action\"");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_worry_goes_first_and_is_no_accusation(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let (spam, low) = (ana.posts("Lamps", "buy them").await, ana.posts("Tired", "so tired").await);
    place.guest().sends(&format!("/e/{spam}/report"), "reason=spam&note=").await;
    ben.sends(&format!("/e/{low}/worried"), "note=").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("choose how worried");
    let sent = ben.sends(&format!("/e/{low}/worried"), "reason=danger&note=since+Monday").await;
    ben.opens(&sent.location).await.shows("It&#39;s not all on you").shows("/help");
    place.tells().await;
    ana.opens("/notices").await.shows("Nothing yet");
    mod_.opens("/desk").await.shows("due in 10 minutes").shows("2 cases are waiting");
    let case = mod_.next().await;
    mod_.opens(&case).await.shows("Someone may be in danger").shows("1 person is worried").shows("since Monday").hides("ben").hides("Reported by");
    mod_.decides(&case, "action=release&message=").await.is(StatusCode::SEE_OTHER);
    assert_ne!(mod_.next().await, case, "not for me");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn held_is_nowhere_until_a_moderator_shows_it_and_then_people_are_told(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let post = ana.posts("Hello", "a question").await;
    let reply = ben.answers(post, "here").await;
    place.tells().await;
    ana.opens("/notices").await.shows("Someone answered your post").shows(&format!("/e/{reply}"));
    ben.opens("/notices").await.shows("Nothing yet");
    let case = mod_.sends(&format!("/desk/entry/{reply}"), "").await.location;
    mod_.decides(&case, "action=hold&message=").await.is(StatusCode::SEE_OTHER);
    ana.opens("/notices").await.hides(&format!("/e/{reply}"));
    ana.opens(&format!("/e/{reply}/report")).await.is(StatusCode::NOT_FOUND);
    place.tells().await;
    ben.opens("/notices").await.shows("waiting for a volunteer").shows("You are not in trouble").shows("here");
    let case = mod_.sends(&format!("/desk/entry/{reply}"), "").await.location;
    mod_.opens(&case).await.shows("Held: only its writer");
    mod_.decides(&case, "action=publish&message=").await.is(StatusCode::SEE_OTHER);
    place.tells().await;
    ana.opens("/notices").await.shows_once(&format!("/e/{reply}"));
    ben.opens("/notices").await.shows("everyone can read it now");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_moderator_of_one_board_does_not_see_anothers_cases(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, two) = (place.joins("ana").await, place.joins("bo").await);
    let mut conn = place.app.db.acquire().await.unwrap();
    let other = boards::create(&mut conn, "grief", "Grief", "", place.app.clock.now()).await.unwrap();
    let id = two.member().await.id;
    accounts::grant(&mut conn, id, Role { kind: RoleKind::Moderator, board: Some(other) }, None, place.app.clock.now()).await.unwrap();
    let entry = ana.posts("Hello", "a question").await;
    let all = place.moderator("mo").await;
    let case = all.sends(&format!("/desk/entry/{entry}"), "").await.location;
    two.opens("/desk").await.shows("Nothing is waiting").hides("Hello");
    assert_eq!(two.next().await, "/desk");
    two.opens(&case).await.is(StatusCode::NOT_FOUND);
    two.sends(&case, "version=1&action=cover&message=").await.is(StatusCode::NOT_FOUND);
    two.sends(&format!("/desk/entry/{entry}"), "").await.is(StatusCode::NOT_FOUND);
    all.decides(&case, "action=cover&message=").await.is(StatusCode::SEE_OTHER);
    two.opens("/desk/log").await.shows("Nothing was decided yet");
}
