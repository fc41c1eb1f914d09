//! On duty: when somebody may be in danger, those who said they are on are told at once, and the operators when nobody came.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use holdfast::accounts::RoleKind;
use holdfast::settings::{Secret, Settings};
use holdfast::worker;
use serde_json::{Value, json};
use sha2::Sha256;
use sqlx::PgPool;

use crate::mailbox::Mailbox;
use crate::world::{Person, World, id_of};

const SIGNED_WITH: &str = "a secret that a program made, for calls";

/// A program of the operator's.
#[derive(Clone)]
pub struct Program {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    heard: Vec<(String, HeaderMap, String)>,
    answers: StatusCode,
}

impl Program {
    async fn runs() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let program = Self { address: listener.local_addr().unwrap(), inside: Arc::default() };
        let inside = program.inside.clone();
        let hears = move |uri: Uri, headers: HeaderMap, body: String| {
            let mut inside = inside.lock().unwrap();
            inside.heard.push((uri.path().to_owned(), headers, body));
            let answer = (inside.answers, [("location", "/elsewhere")]).into_response();
            std::future::ready(answer)
        };
        tokio::spawn(axum::serve(listener, Router::new().fallback(hears)).into_future());
        program
    }

    fn settings(&self, host: &str, settings: Settings) -> Settings {
        let url = format!("http://{host}:{}/alerts", self.address.port());
        Settings { alert_webhook: Some(Secret::new(url)), alert_secret: Some(Secret::new(SIGNED_WITH)), ..settings }
    }

    fn answers(&self, status: u16) {
        self.inside.lock().unwrap().answers = StatusCode::from_u16(status).unwrap();
    }

    /// What it heard since this was asked last, each checked as `docs/alerts.md` says.
    pub fn heard(&self, world: &World) -> Vec<Value> {
        let heard = std::mem::take(&mut self.inside.lock().unwrap().heard);
        let checked = heard.into_iter().map(|(path, headers, body)| {
            assert_eq!(path, "/alerts");
            let text = |name: &str| headers[name].to_str().unwrap().to_owned();
            let at = text("holdfast-timestamp");
            let mut mac = Hmac::<Sha256>::new_from_slice(SIGNED_WITH.as_bytes()).unwrap();
            mac.update(format!("{at}.{body}").as_bytes());
            let hex = mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
            assert_eq!(text("holdfast-signature"), format!("sha256={hex}"));
            assert!((world.app.clock.now().timestamp() - at.parse::<i64>().unwrap()).abs() < 300);
            serde_json::from_str(&body).unwrap()
        });
        checked.collect()
    }
}

impl Person<'_> {
    pub async fn is_on(&self, hours: &str) {
        self.fills("/desk/duty", "/desk/duty/now", &[("hours", hours)]).await.is(303);
    }

    pub async fn with_address(self, mailbox: &Mailbox) -> Self {
        self.takes_mail(mailbox, &format!("{}@example.org", self.name)).await;
        self
    }
}

/// A board whose mail and calls arrive.
pub async fn world(db: PgPool) -> (World, Mailbox, Program) {
    let (mailbox, program) = (Mailbox::open().await, Program::runs().await);
    let settings = World::settings();
    let world = World::with(db, program.settings("127.0.0.1", mailbox.settings(settings))).await;
    (world, mailbox, program)
}

/// To whom mail came since it was asked last, in order.
pub fn told(mailbox: &Mailbox) -> Vec<String> {
    let mut to: Vec<String> = mailbox.letters().iter().map(|letter| letter.to.split('@').next().unwrap().to_owned()).collect();
    to.sort();
    to
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn those_on_duty_are_told_at_once_and_the_operators_when_nobody_came(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await.with_address(&mailbox).await);
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let _ada = world.moderator("ada").await.with_address(&mailbox).await;
    let _op = world.with_role("op", RoleKind::Operator).await.with_address(&mailbox).await;
    mo.is_on("4").await;
    mo.reads("/desk/duty").await.shows("You are on duty now. One person is.").shows("on until 16:00").shows("You are told by mail");
    let thread = ana.posts("nights", "Quiet evening", "the kettle is grey").await;
    ben.worries(&thread, "danger", "since monday").await.is(303);
    world.told().await;

    let letter = mailbox.letter();
    assert_eq!((letter.to.as_str(), letter.header("Subject")), ("mo@example.org", "Something needs a look"));
    assert!(letter.text().contains("Waiting now: 1") && letter.link() == "/desk", "{}", letter.text());
    let heard = program.heard(&world);
    let link = "http://127.0.0.1:8470/desk";
    assert_eq!(heard, [json!({ "event": "urgent", "late": false, "danger": 1, "worried": 0, "on_duty": 1, "link": link })]);
    for words in ["ana", "ben", "kettle", "grey", "monday", "quiet", "danger", &id_of(&thread)] {
        assert!(!letter.text().to_lowercase().contains(words), "{words}: {}", letter.text());
        assert!(words == "danger" || !heard[0].to_string().to_lowercase().contains(words), "{words}: {heard:?}");
    }

    // Saying it again is no news, and until a quarter of an hour has passed nobody else is told.
    world.guest().worries(&thread, "danger", "").await.is(303);
    world.pass(TimeDelta::minutes(14));
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty());
    world.pass(TimeDelta::minutes(1));
    world.delivers().await;
    assert_eq!(told(&mailbox), ["op"]);
    assert_eq!(program.heard(&world)[0]["late"], true);
    world.pass(TimeDelta::hours(2));
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty());
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_case_somebody_has_in_hand_alarms_nobody(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let ana = world.member("ana").await;
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let _op = world.with_role("op", RoleKind::Operator).await.with_address(&mailbox).await;
    mo.is_on("4").await;
    let post = async |title: &str| {
        let thread = ana.posts("nights", title, "all is grey").await;
        world.guest().worries(&thread, "danger", "").await.is(303);
        thread
    };
    // Taken before the first was sent: nothing at all.
    post("One").await;
    let case = mo.next_case().await;
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty());
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.pass(TimeDelta::minutes(15));
    world.told().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "decided");
    // Taken when the mail was written and not yet sent: it stays here.
    post("One more").await;
    worker::deliver(&world.app).await.unwrap();
    let case = mo.next_case().await;
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "taken meanwhile");
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.pass(TimeDelta::minutes(15));
    world.told().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "decided");
    // Taken later: the operators are left in peace.
    post("Two").await;
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["mo".to_owned()], 1));
    world.pass(TimeDelta::minutes(10));
    let case = mo.next_case().await;
    world.pass(TimeDelta::minutes(5));
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "in hand");
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    // Taken and handed back, "not for me": nobody has it, and that is said.
    post("Three").await;
    world.delivers().await;
    told(&mailbox);
    program.heard(&world);
    let case = mo.next_case().await;
    mo.decides(&case, "release", &[]).await.is(303);
    world.pass(TimeDelta::minutes(15));
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["op".to_owned()], 1));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_urgent_case_that_was_taken_and_let_lie_still_reaches_the_operators(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let ana = world.member("ana").await;
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let _op = world.with_role("op", RoleKind::Operator).await.with_address(&mailbox).await;
    mo.is_on("4").await;
    let thread = ana.posts("nights", "One", "all is grey").await;
    world.guest().worries(&thread, "danger", "").await.is(303);
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["mo".to_owned()], 1));
    // In hand at the fifteenth minute and at the twentieth, and then no more.
    world.pass(TimeDelta::minutes(12));
    let case = mo.next_case().await;
    for minutes in [3, 5] {
        world.pass(TimeDelta::minutes(minutes));
        world.delivers().await;
        assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "in hand");
    }
    world.pass(TimeDelta::minutes(5));
    // Taken again between the alert and its letter: that waits, too.
    worker::deliver(&world.app).await.unwrap();
    assert_eq!(mo.next_case().await, case);
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "taken meanwhile");
    world.pass(TimeDelta::minutes(15));
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world)[0]["late"].clone()), (vec!["op".to_owned()], json!(true)));
    assert_eq!(world.number("select count(*) from outbox").await, 0, "told once");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_moderator_who_asks_for_an_operator_gets_one_told(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let op = world.with_role("op", RoleKind::Operator).await;
    let thread = ana.posts("nights", "Now", "all is grey, and the lamp broke").await;
    world.guest().worries(&thread, "danger", "").await.is(303);
    let steps = format!("{}/crisis", mo.next_case().await);
    world.delivers().await;
    program.heard(&world);
    mo.reads(&steps).await.shows("0 of them by mail");
    let op = op.with_address(&mailbox).await;
    mo.reads(&steps).await.shows("1 of them by mail");
    // It was danger before, and it is in hand: told all the same, and once.
    for _ in 0..2 {
        mo.fills(&steps, &steps, &[("step", "told"), ("note", "the lamp")]).await.is(303);
    }
    world.delivers().await;
    let (letter, heard) = (mailbox.letter(), program.heard(&world));
    assert_eq!((letter.to.as_str(), letter.link()), ("op@example.org", steps.clone()));
    assert_eq!((heard.len(), &heard[0]["event"], &heard[0]["danger"]), (1, &json!("asked"), &json!(0)));
    assert_eq!(heard[0]["link"], format!("http://127.0.0.1:8470{steps}"));
    for words in ["ana", "lamp", "grey", "Now"] {
        assert!(!letter.text().contains(words) && !heard[0].to_string().contains(words), "{words}");
    }
    op.reads(&steps).await.is(200).shows("Done mo");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_urgent_is_told_when_it_becomes_so_and_nothing_else_is(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    mo.is_on("8").await;
    let thread = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&thread, "spam", "").await;
    ben.posts("quiet", "First", "waits to be read").await;
    world.told().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "a report and a held post are no alarm");
    ben.worries(&thread, "low", "").await.is(303);
    world.told().await;
    assert_eq!((told(&mailbox).len(), program.heard(&world)[0]["worried"].clone()), (1, json!(1)));
    world.guest().worries(&thread, "talks", "").await.is(303);
    world.told().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "as urgent as before");
    ben.worries(&thread, "danger", "").await.is(303);
    world.told().await;
    assert_eq!((told(&mailbox).len(), program.heard(&world)[0]["danger"].clone()), (1, json!(1)), "more urgent than before");
    // What the screen reads is told as well, whoever reported it or not.
    ben.posts("nights", "Now", "goodbye everyone, I will kill myself tonight").await;
    world.told().await;
    assert_eq!((told(&mailbox).len(), program.heard(&world)[0]["danger"].clone()), (1, json!(2)));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_nobody_is_on_duty_the_operators_are_told_at_once(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let ana = world.member("ana").await;
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let op = world.with_role("op", RoleKind::Operator).await.with_address(&mailbox).await;
    let mut at = 0;
    let mut worry = async || {
        at += 1;
        let thread = ana.posts("nights", &format!("Evening {at}"), "all is grey").await;
        world.guest().worries(&thread, "low", "").await.is(303);
        world.delivers().await;
        let to = told(&mailbox);
        let on_duty = program.heard(&world)[0]["on_duty"].as_i64().unwrap();
        // The next one is alone again.
        let case = op.next_case().await;
        op.decides(&case, "let_stand", &[]).await.is(303);
        world.pass(TimeDelta::hours(1));
        world.told().await;
        (to, on_duty)
    };
    let operators = (vec!["op".to_owned()], 0);
    assert_eq!(worry().await, operators);
    mo.is_on("1").await;
    assert_eq!(worry().await, (vec!["mo".to_owned()], 1));
    assert_eq!(worry().await, operators, "an hour later");
    mo.is_on("8").await;
    mo.fills("/desk/care", "/desk/break", &[("minutes", "60")]).await.is(303);
    assert_eq!(worry().await, operators, "on a break");
    assert_eq!(worry().await, (vec!["mo".to_owned()], 1), "back from it");
    mo.fills("/desk/duty", "/desk/duty/now", &[("hours", "0")]).await.is(303);
    assert_eq!(worry().await, operators, "off");
    // By the week: it is Saturday, after six in the evening in UTC and so two hours later in Helsinki.
    let hour = world.app.clock.now().format("%H").to_string();
    assert_eq!(hour, "18", "six hours were passed");
    let week = |from: &str, to: &str| -> Vec<(&'static str, String)> {
        let day = |text: &str| (0..7).map(|at| if at == 5 { text.to_owned() } else { String::new() }).collect::<Vec<_>>();
        let fields = |name: &'static str, texts: Vec<String>| texts.into_iter().map(move |text| (name, text)).collect::<Vec<_>>();
        [vec![("zone", "Europe/Helsinki".to_owned())], fields("from", day(from)), fields("to", day(to))].concat()
    };
    let save = async |fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        mo.fills("/desk/duty", "/desk/duty", &fields).await
    };
    save(week("18:00", "20:00")).await.is(303);
    assert_eq!(worry().await, operators, "six to eight there is over");
    save(week("21:00", "03:00")).await.is(303);
    mo.reads("/desk/duty").await.shows("You are on duty now");
    assert_eq!(worry().await, (vec!["mo".to_owned()], 1));
    let again = save(week("21:00", "")).await;
    again.is(422).shows("both hours, or neither");
    assert_eq!(again.form("/desk/duty").iter().filter(|(name, value)| name == "from" && value == "21:00").count(), 1, "as it was typed");
    let mut strange = week("21:00", "22:00");
    strange[0].1 = "Middle/Earth".to_owned();
    save(strange).await.is(422).shows("no time zone of that name");
    // Who is no moderator any more is on duty no more.
    mo.is_on("8").await;
    let sql = "update roles set ended_at = now() from accounts where accounts.id = account and name = 'mo'";
    sqlx::query(sql).execute(&world.db).await.unwrap();
    assert_eq!(worry().await, operators);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_operators_program_is_called_again_until_it_answers_and_never_elsewhere(db: PgPool) {
    let (world, _mailbox, program) = world(db).await;
    let thread = world.member("ana").await.posts("nights", "Evening", "all is grey").await;
    let mut deliveries = Vec::new();
    for (status, minutes) in [(500, 0), (302, 1), (404, 5), (204, 15)] {
        program.answers(status);
        if minutes == 0 {
            world.guest().worries(&thread, "low", "").await.is(303);
        }
        world.pass(TimeDelta::minutes(minutes));
        world.delivers().await;
        let inside = program.inside.lock().unwrap();
        let first = inside.heard.iter().map(|(_, headers, _)| headers["holdfast-delivery"].to_str().unwrap().to_owned()).next();
        deliveries.push(first.unwrap());
        drop(inside);
        // Each is checked, and none of them went to /elsewhere. After a quarter of an hour comes the later one, too.
        assert!((1..=2).contains(&program.heard(&world).len()), "{status}");
    }
    assert_eq!(deliveries[0], deliveries[1], "the same call");
    world.pass(TimeDelta::days(1));
    world.delivers().await;
    assert_eq!(world.number("select count(*) from outbox").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_name_that_stands_for_a_private_address_is_called_only_where_the_operator_named_it(db: PgPool) {
    let program = Program::runs().await;
    let settings = || Settings { requests_per_second: 10_000, requests_burst: 100_000, ..Settings::defaults() };
    let world = World::with(db.clone(), program.settings("localhost", settings())).await;
    let thread = world.member("ana").await.posts("nights", "Evening", "all is grey").await;
    world.guest().worries(&thread, "low", "").await.is(303);
    world.delivers().await;
    assert!(program.heard(&world).is_empty());
    assert_eq!(world.number("select count(*) from outbox where lane = 'hook' and tries = 1").await, 1, "and it is not lost");
    let named = ["127.0.0.1", "::1"].map(|address| address.parse().unwrap()).to_vec();
    let settings = Settings { alert_addresses: named, ..program.settings("localhost", settings()) };
    let world = World::with_boards_of(db, settings).await;
    world.pass(TimeDelta::minutes(2));
    world.delivers().await;
    assert_eq!(program.heard(&world).len(), 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_waits_is_told_in_general_terms_whether_somebody_is_there(db: PgPool) {
    let (world, _mailbox, _program) = world(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let held = ana.posts("quiet", "First", "waits to be read").await;
    let own = format!("/e/{}/own", id_of(&held));
    ana.reads(&own).await.hides("on duty");
    mo.is_on("1").await;
    ana.reads(&own).await.shows("Somebody is on duty now").hides(">mo<").hides("One person");
    world.pass(TimeDelta::hours(1));
    ana.reads(&own).await.shows("Nobody is on duty right now");
    let open = ana.posts("nights", "Second", "is up").await;
    ana.reads(&format!("/e/{}/own", id_of(&open))).await.hides("on duty");
}
