//! Those who run the place look after the crisis lines: what they change is seen everywhere, at once, and stays.

use holdfast::accounts::RoleKind;
use holdfast::clock::Clock;
use holdfast::settings::Settings;
use holdfast::state::App;
use holdfast::{lines, worker};
use sqlx::PgPool;

use crate::world::{Person, World, filled};

const SAMARITANS: &str = "/desk/lines/gb-samaritans";

/// Far more than it takes: a story that waits for nothing should end.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

impl Person<'_> {
    /// Sends one of the forms on a line's page.
    async fn does(&self, line: &str, act: &str, fields: &[(&str, &str)]) -> crate::answer::Answer {
        let page = self.reads(line).await;
        let seen = page.form(line).into_iter().find(|(name, _)| name == "seen").unwrap().1;
        let token = page.form(line).into_iter().find(|(name, _)| name == "token").unwrap().1;
        let mut all = vec![("token", token.as_str()), ("seen", seen.as_str()), ("act", act)];
        all.extend(fields);
        self.posts_fields(line, &all).await
    }
}

/// Another process over the same database.
async fn another(db: &PgPool, like: &World) -> App {
    another_in(db, like, Settings::defaults()).await
}

async fn another_in(db: &PgPool, like: &World, settings: Settings) -> App {
    let app = App::new(db.clone(), Clock::set_to(like.app.clock.now()), settings);
    app.open().await.unwrap();
    lines::refresh(&app).await.unwrap();
    app
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_hidden_line_is_gone_for_everybody_and_a_shown_one_is_back(db: PgPool) {
    let world = World::new(db.clone()).await;
    let (oda, guest) = (world.with_role("oda", RoleKind::Operator).await, world.guest());
    guest.reads("/help/gb?all=1").await.shows("Samaritans");
    let nothing = oda.does(SAMARITANS, "hide", &[("why", "  ")]).await;
    nothing.is(422).shows("Why: please say it in a few words");
    oda.does(SAMARITANS, "hide", &[("why", "It costs money now.")]).await.is(303);
    guest.reads("/help/gb?all=1").await.hides("wrong/gb-samaritans\"");
    // Also after a restart, and in a panel.
    let restarted = another(&db, &world).await;
    assert!(lines::directory(&restarted).layer().hides("gb-samaritans"));
    let page = oda.reads(SAMARITANS).await;
    page.shows("Hidden").shows("It costs money now.").shows("oda");
    oda.does(SAMARITANS, "show", &[("why", "A mistake of ours.")]).await.is(303);
    guest.reads("/help/gb").await.shows("Samaritans").shows("116 123");
    assert_eq!(world.number("select count(*) from line_changes where why <> '' and by is not null and at is not null").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_corrected_line_says_the_new_number_and_its_history_says_the_old(db: PgPool) {
    let world = World::new(db.clone()).await;
    let (oda, guest) = (world.with_role("oda", RoleKind::Operator).await, world.guest());
    let path = "/desk/lines/gb-samaritans/correct";
    let form = oda.reads(path).await;
    assert_eq!(form.form("").iter().find(|(name, _)| name == "phone").unwrap().1, "116 123");
    let wrong =
        oda.posts_fields(path, &filled(form.form(""), &[("phone", "ask us"), ("why", "moved"), ("checked_on", "2027-01-01")])).await;
    wrong.is(422).shows("Phone: only digits").shows("Day of the check");
    assert!(wrong.form("").contains(&("phone".into(), "ask us".into())), "what was typed is still there");
    let typed = [("phone", "116 000"), ("note", "The number was 116 123."), ("why", "It moved."), ("checked_on", "2026-11-20")];
    oda.posts_fields(path, &filled(form.form(""), &typed)).await.is(303);
    let page = guest.reads("/help/gb").await;
    page.shows("Call 116 000").hides("tel:116123").shows("The number was 116 123.").shows("Last checked on 20 November 2026");
    // The same service keeps its place and its id; the history tells what was before.
    oda.reads(SAMARITANS).await.shows("Corrected").shows("It moved.").shows("Phone: 116 123 → 116 000");
    // The shipped file stays the base: another process starts from it and reads the same.
    let line = lines::directory(&another(&db, &world).await).line("gb-samaritans").unwrap().clone();
    assert_eq!((line.phone.as_deref(), line.name.as_str()), (Some("116 000"), "Samaritans"));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_line_is_added_where_there_was_none(db: PgPool) {
    let world = World::new(db).await;
    let (oda, guest) = (world.with_role("oda", RoleKind::Operator).await, world.guest());
    guest.reads("/help/tr").await.shows("We don't have a number we trust");
    let form = oda.reads("/desk/lines/new?country=tr").await.form("");
    let typed = [
        ("name", "A lamp"),
        ("phone", "444 0 123"),
        ("languages", "tr"),
        ("website", "https://lamp.example.org/"),
        ("checked_on", "2026-11-21"),
    ];
    oda.posts_fields("/desk/lines/new", &filled(form.clone(), &typed)).await.is(303);
    guest.reads("/help/tr").await.shows("A lamp").shows("Call 444 0 123").hides("We don't have a number we trust");
    guest.reads("/help/gb").await.hides("A lamp");
    // The same form twice is one line: the second is told.
    oda.posts_fields("/desk/lines/new", &filled(form, &typed)).await.is(422).shows("has this phone number already");
    // It can be told of as wrong, like every other.
    guest.fills("/help/tr/wrong/tr-a-lamp", "/help/tr/wrong/tr-a-lamp", &[]).await.is(200).shows("Thank you");
    oda.reads("/desk/lines").await.shows("A lamp").shows("told by 1 person");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_line_that_was_checked_stays_when_the_others_are_too_old(db: PgPool) {
    let world = World::new(db).await;
    world.pass(chrono::TimeDelta::days(200));
    let (oda, guest) = (world.with_role("oda", RoleKind::Operator).await, world.guest());
    oda.reads("/desk/lines").await.shows("nobody checked them for six months");
    guest.reads("/help/gb").await.hides("116 123").shows("nobody has checked");
    oda.does(SAMARITANS, "check", &[("checked_on", "2026-11-20")]).await.is(422).shows("Day of the check");
    oda.does(SAMARITANS, "check", &[("checked_on", "2027-06-08")]).await.is(303);
    guest.reads("/help/gb").await.shows("116 123").shows("Last checked on 8 June 2027").hides("85258");
    // From the list of a country with one button, no script needed.
    let list = oda.reads("/desk/lines?country=gb").await;
    let form = filled(list.form("/desk/lines/gb-shout"), &[("act", "check")]);
    assert_eq!(oda.posts_fields("/desk/lines/gb-shout", &form).await.is(303).location(), "/desk/lines?country=gb&done=yes");
    guest.reads("/help/gb").await.shows("85258").shows("Last checked on 9 June 2027");
    // Three months on it is shown and waits to be checked; six months on it is not shown.
    world.pass(chrono::TimeDelta::days(100));
    guest.reads("/help/gb").await.shows("85258");
    world.pass(chrono::TimeDelta::days(100));
    guest.reads("/help/gb").await.hides("85258");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_said_to_be_wrong_comes_first_and_is_settled_by_what_is_done(db: PgPool) {
    let world = World::new(db).await;
    let (oda, guest) = (world.with_role("oda", RoleKind::Operator).await, world.guest());
    oda.does("/desk/lines/gb-calm", "hide", &[("why", "Being looked into.")]).await.is(303);
    let path = "/help/gb/wrong/gb-samaritans";
    guest.fills(path, path, &[("what", "it rang and rang")]).await.is(200);
    oda.reads("/desk").await.shows("one is said to be wrong");
    let page = oda.reads("/desk/lines").await.text();
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("\"{words}\" in {page}"));
    assert!(place("Samaritans") < place("CALM") && place("CALM") < place("By country"), "{page}");
    oda.reads(SAMARITANS).await.shows("it rang and rang").shows("also closes this case");
    oda.does(SAMARITANS, "check", &[("checked_on", "2026-11-21")]).await.is(303);
    oda.reads("/desk/lines").await.shows("Nobody says that a number is wrong");
    assert_eq!(world.number("select count(*) from cases where line is not null and state <> 'closed'").await, 0);
    assert_eq!(world.number("select count(*) from decisions where line = 'gb-samaritans' and action = 'let_stand'").await, 1);
    assert_eq!(world.number("select count(*) from line_changes where line = 'gb-samaritans' and case_id is not null").await, 1);
    // What a moderator hides at the desk is the same fact, in the same place.
    guest.fills(path, path, &[]).await.is(200);
    let mo = world.moderator("mo").await;
    let case = mo.fills("/desk", "/desk/next", &[]).await.location();
    mo.fills(&case, &case, &[("action", "hold")]).await.is(303);
    world.told().await;
    guest.reads("/help/gb?all=1").await.hides("wrong/gb-samaritans\"");
    oda.reads(SAMARITANS).await.shows("Hidden").shows("mo");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_second_of_two_operators_is_told_and_loses_nothing(db: PgPool) {
    let world = World::new(db).await;
    let (oda, per) = (world.with_role("oda", RoleKind::Operator).await, world.with_role("per", RoleKind::Operator).await);
    let path = "/desk/lines/gb-samaritans/correct";
    let form = oda.reads(path).await.form("");
    per.does(SAMARITANS, "hide", &[("why", "It is dead.")]).await.is(303);
    let typed = [("hours", "in the evening"), ("why", "Fewer hours."), ("checked_on", "2026-11-21")];
    let answer = oda.posts_fields(path, &filled(form, &typed)).await;
    answer.is(409).shows("Somebody changed this line in the meantime");
    assert!(answer.form("").contains(&("hours".into(), "in the evening".into())));
    // Once seen, it can be sent again.
    oda.posts_fields(path, &answer.form("")).await.is(303);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn to_all_but_operators_there_is_nothing_there(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    world.guest().reads("/desk/lines").await.is(401);
    for path in ["/desk/lines", "/desk/lines?country=gb", "/desk/lines/new", SAMARITANS, "/desk/lines/gb-samaritans/correct"] {
        for person in [&ana, &mo] {
            person.reads(path).await.is(404);
        }
    }
    ana.posts_fields(SAMARITANS, &[("act", "hide"), ("why", "x")]).await.is(404);
    assert_eq!(world.number("select count(*) from line_changes").await, 0);
    // And nobody rewrites what was done.
    let oda = world.with_role("oda", RoleKind::Operator).await;
    oda.does(SAMARITANS, "hide", &[("why", "x")]).await.is(303);
    for change in ["update line_changes set why = 'y'", "delete from line_changes", "truncate line_changes"] {
        assert!(sqlx::query(change).execute(&world.db).await.is_err(), "{change}");
    }
    oda.reads("/desk/lines/gb-nothing").await.is(404);
    oda.reads("/desk/lines?country=xx").await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_change_reaches_every_running_process_and_one_that_starts_without_a_database(db: PgPool) {
    let world = World::new(db.clone()).await;
    let oda = world.with_role("oda", RoleKind::Operator).await;
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data_dir: folder.path().join("data"), ..Settings::defaults() };
    let other = another_in(&db, &world, settings.clone()).await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let listening = tokio::spawn(worker::listen(other.clone(), stopping));
    // It listens once its connection waits for news.
    let waits = "select count(*) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'";
    let heard = async {
        while world.number(waits).await == 0 {}
        // The second is told for certain: what was there when the listening began is read anyway.
        for (act, why, hidden) in [("hide", "It is dead.", true), ("show", "It is not.", false), ("hide", "It is.", true)] {
            oda.does(SAMARITANS, act, &[("why", why)]).await.is(303);
            while lines::directory(&other).layer().hides("gb-samaritans") != hidden {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    };
    tokio::time::timeout(PATIENCE, heard).await.expect("the other process hears of it");
    // A process that starts while the database is away knows what was known last.
    let kept = async {
        loop {
            let late = App::new(db.clone(), Clock::set_to(world.app.clock.now()), settings.clone());
            lines::bring_back(&late).await;
            if lines::directory(&late).layer().hides("gb-samaritans") {
                return late;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    let late = tokio::time::timeout(PATIENCE, kept).await.expect("what is known is kept");
    // And believes the database as soon as it answers.
    lines::refresh(&late).await.unwrap();
    assert_eq!(lines::directory(&late).layer().edition, 3);
    stop.send(true).unwrap();
    listening.await.unwrap();
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn with_the_database_away_the_last_known_lines_are_shown(db: PgPool) {
    let world = World::new(db).await;
    let oda = world.with_role("oda", RoleKind::Operator).await;
    oda.does(SAMARITANS, "hide", &[("why", "It is dead.")]).await.is(303);
    world.db.close().await;
    assert!(lines::refresh(&world.app).await.is_err());
    world.guest().reads("/help/gb?all=1").await.is(200).hides("wrong/gb-samaritans\"").shows("85258").shows("999");
}

/// As a program on another site asks.
async fn program(world: &World, method: &str, address: &str, headers: &[(&str, &str)]) -> crate::answer::Answer {
    let mut request = axum::http::Request::builder().method(method).uri(address).header("host", "board.test");
    for (name, value) in headers.iter().chain(&[("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")]) {
        request = request.header(*name, *value);
    }
    world.guest().sends_request(request.body(axum::body::Body::empty()).unwrap()).await
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn programs_and_other_sites_read_a_countrys_lines(db: PgPool) {
    let world = World::new(db).await;
    let britain = program(&world, "GET", "/api/v1/lines?country=GB", &[("cookie", "country=es; lang=es")]).await;
    britain.is(200);
    let json: serde_json::Value = serde_json::from_str(&britain.html).unwrap();
    assert_eq!((json["country"]["code"].as_str(), json["country"]["name"].as_str()), (Some("GB"), Some("United Kingdom")));
    assert_eq!(json["emergency"]["primary"], "999");
    assert_eq!((json["lines"][0]["phone"].as_str(), json["lines"][0]["checked"]["by_operator"].as_bool()), (Some("116 123"), Some(false)));
    assert!(json["lines"].as_array().unwrap().iter().all(|line| line["id"].as_str().unwrap().starts_with("gb-")));
    assert!(json["lines"].as_array().unwrap().iter().all(|line| line["checked"]["on"].is_string()), "never without its date");
    // Any cache may keep it, any site may read it, none with cookies.
    assert!(britain.header("cache-control").contains("public") && britain.header("cache-control").contains("max-age"));
    assert_eq!(britain.header("access-control-allow-origin"), "*");
    assert_eq!(britain.header("access-control-allow-credentials"), "");
    assert_eq!(britain.header("set-cookie"), "");
    let tag = britain.header("etag").to_owned();
    let same = program(&world, "GET", "/api/v1/lines?country=gb", &[("if-none-match", &tag)]).await;
    assert_eq!((same.status.as_u16(), same.html.as_str(), same.header("etag")), (304, "", tag.as_str()));
    // What an operator changes is another answer.
    let oda = world.with_role("oda", RoleKind::Operator).await;
    oda.does(SAMARITANS, "hide", &[("why", "It is dead.")]).await.is(303);
    let now = program(&world, "GET", "/api/v1/lines?country=gb", &[("if-none-match", &tag)]).await;
    now.is(200).hides("gb-samaritans\"");
    // Names in the language asked for.
    program(&world, "GET", "/api/v1/lines?country=DE&lang=es", &[]).await.is(200).shows("\"name\":\"Alemania\"");
    program(&world, "GET", "/api/v1/lines?country=DE&lang=de-AT", &[]).await.is(200).shows("\"name\":\"Deutschland\"");
    let asked = [("access-control-request-method", "GET"), ("access-control-request-headers", "if-none-match")];
    assert_eq!(program(&world, "OPTIONS", "/api/v1/lines?country=gb", &asked).await.header("access-control-allow-origin"), "*");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_program_is_told_what_is_wrong_and_no_other_page_is_open_to_other_sites(db: PgPool) {
    let world = World::new(db).await;
    for (method, address, status, words) in [
        ("GET", "/api/v1/lines", 400, "?country=GB"),
        ("GET", "/api/v1/lines?country=Britain", 400, "two letters"),
        ("GET", "/api/v1/lines?country=QQ", 400, "We know no country"),
        ("GET", "/api/v1/nothing", 404, "There is nothing here"),
        ("DELETE", "/api/v1/lines?country=GB", 405, "does not take"),
    ] {
        let answer = program(&world, method, address, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (status, "application/problem+json"), "{method} {address}");
        let problem: serde_json::Value = serde_json::from_str(&answer.html).unwrap();
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().unwrap().contains(words), "{problem}");
    }
    for path in ["/", "/help", "/help/gb", "/b/nights", "/sign-in", "/healthz"] {
        assert_eq!(program(&world, "GET", path, &[]).await.header("access-control-allow-origin"), "", "{path}");
    }
    // The lines stay with the database away.
    world.db.close().await;
    program(&world, "GET", "/api/v1/lines?country=GB", &[]).await.is(200).shows("116 123");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_sheet_has_the_numbers_and_its_day_and_none_that_is_doubtful(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    let sheet = guest.reads("/help/gb/sheet").await;
    sheet.is(200).shows("999").shows("Samaritans").shows("116 123").shows("Made on 21 November 2026").shows("after 21 February 2027");
    guest.reads("/help/it/sheet").await.hides("Gay Help Line");
    guest.reads("/help/jp/sheet").await.shows("110 police").shows("119 ambulance, fire");
    guest.reads("/help/tr/sheet").await.shows("We don't have a number we trust");
    guest.reads("/help/zz/sheet").await.is(404);
    world.db.close().await;
    guest.reads("/help/gb/sheet").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_country_is_a_cookie_of_its_own_and_belongs_to_no_account(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let picked = ana.reads("/help?country=jp").await;
    let cookie = picked.header("set-cookie").to_owned();
    assert!(cookie.starts_with("country=jp") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    // On another device the same account has picked nothing.
    let elsewhere = world.guest();
    elsewhere.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", crate::world::PASSPHRASE)]).await.is(303);
    assert_eq!(elsewhere.reads("/help").await.count("main a[href^='tel:']"), 0);
    assert_eq!(elsewhere.has_cookie("country"), None);
    // Signing out leaves it where it is; and no table knows it.
    ana.fills("/me", "/sign-out", &[]).await;
    ana.reads("/help").await.shows("119");
    let columns = "select count(*) from information_schema.columns where table_schema = 'public' and column_name like '%country%'";
    assert_eq!(world.number(columns).await, 0);
}
