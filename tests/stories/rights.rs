//! Who may do what: every route of the program, read from its source, asked by everybody; and everything that is stored, read through.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use holdfast::accounts::{self, RoleKind};
use sqlx::PgPool;

use crate::mailbox::Mailbox;
use crate::world::{PASSPHRASE, Person, World, filled, id_of};

/// Routes that everybody may ask for, signed in or not. What is not here or under a rule of [`cell`] fails the story.
const OPEN: &[&str] = &[
    "/",
    "/new",
    "/waiting",
    "/b/{board}",
    "/b/{board}/write",
    "/t/{thread}",
    "/e/{entry}",
    "/e/{entry}/reply",
    "/e/{entry}/report",
    "/e/{entry}/worried",
    "/join",
    "/join/by/{token}",
    "/join/passkey/begin",
    "/sign-in",
    "/sign-in/recover",
    "/sign-in/recover/mail",
    "/m/{token}",
    "/m/stop/{token}",
    "/sign-in/link/{token}",
    "/sign-in/second-step",
    "/sign-in/passkey",
    "/sign-in/passkey/begin",
    "/sign-out",
    "/help",
    "/help/{country}",
    "/help/{country}/sheet",
    "/help/{country}/wrong/{line}",
    "/api/v1/lines",
    "/care",
    "/about/{what}",
    "/about/decisions",
    "/language/{code}",
    "/discreet/{choice}",
    "/static/{edition}/{name}",
    "/offline.js",
    "/leave",
    "/healthz",
    "/readyz",
];
/// Routes that answer 403 to what this story asks: a link that was never made, a board without a name for passkeys, a passkey for who
/// does not show that it is them.
const REFUSED: &[&str] = &[
    "/sign-in/link/{token}",
    "/m/{token}",
    "/m/stop/{token}",
    "/sign-in/passkey/begin",
    "/sign-in/passkey",
    "/join/passkey/begin",
    "/me/passkeys/begin",
    "/sign-in/second-step",
];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Stranger,
    Member,
    Supporter,
    Moderator,
    Operator,
    /// Who wrote the entry the routes name.
    Writer,
    /// A moderator who has no second step yet.
    Unready,
    /// A moderator of another board.
    Elsewhere,
    /// Who asked to join and waits.
    Applicant,
    /// Who may not write any more.
    Banned,
}

/// What who waits to be taken in, or may not write, is refused with 403.
const WRITES: &[&str] = &["/b/{board}/write", "/e/{entry}/reply", "/e/{entry}/kindness"];

/// What a cell of the matrix answers; `None`: the person may, and is told what is wrong with an empty form.
fn cell(path: &str, method: &Method, role: Role) -> Option<u16> {
    let is_staff = matches!(role, Role::Moderator | Role::Operator);
    let signed_in = role != Role::Stranger;
    let is_work = path.starts_with("/desk") || path == "/t/{thread}/order" || path == "/t/{thread}/tips";
    let is_there = path.contains("{case}") || path.contains("{entry}") || path.starts_with("/t/");
    if is_work && role == Role::Unready {
        Some(403)
    } else if is_work && role == Role::Elsewhere && !path.starts_with("/desk/people") {
        let is_operators = ["/desk/lines", "/desk/rules", "/desk/safety"].iter().any(|pages| path.starts_with(pages));
        if is_there || is_operators { Some(404) } else { None }
    } else if ["/desk/lines", "/desk/rules", "/desk/safety", "/desk/people"].iter().any(|pages| path.starts_with(pages)) {
        match (signed_in, role == Role::Operator) {
            (false, _) => Some(401),
            (true, false) => Some(404),
            (true, true) => None,
        }
    } else if path == "/desk/{case}/put-back" {
        // What the case is about was not taken down together with others.
        Some(if signed_in { 404 } else { 401 })
    } else if is_work {
        match (signed_in, is_staff) {
            (false, _) => Some(401),
            (true, false) => Some(404),
            (true, true) => None,
        }
    } else if path == "/e/{entry}/own" || path == "/e/{entry}/desk" || path == "/appeal/{decision}" {
        match role {
            Role::Stranger => Some(401),
            Role::Writer => None,
            _ => Some(404),
        }
    } else if path == "/e/{entry}/own/{key}"
        || path == "/e/{entry}/desk/{key}"
        || path == "/appeal/{decision}/{key}"
        || (path == "/e/{entry}/away" && role == Role::Writer && method == Method::GET)
    {
        Some(404)
    } else if path.starts_with("/sign-in/with") {
        // There is nobody else to sign in with here.
        Some(404)
    } else if path == "/me/care" {
        // Who is not signed in has that choice too, in a cookie.
        None
    } else if path == "/me/invites" {
        // Everybody can join here, so nobody invites.
        Some(if signed_in { 404 } else { 401 })
    } else if path.starts_with("/me")
        || path.starts_with("/drafts")
        || path == "/notices"
        || path == "/e/{entry}/kindness"
        || path == "/e/{entry}/away"
    {
        if signed_in { None } else { Some(401) }
    } else if OPEN.contains(&path) {
        None
    } else {
        panic!("{path} has no cell in the matrix of rights: say in tests/stories/rights.rs who may ask for it")
    }
}

/// Every route of the source, with whether it is read and whether it is sent to.
fn routes() -> Vec<(String, bool, bool)> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for rest in text.split(".route(").skip(1) {
                    let Some((route, rest)) = rest.trim_start().trim_start_matches('"').split_once('"') else { continue };
                    let mut depth = 1;
                    let end = rest.find(|c: char| {
                        depth += i32::from(c == '(') - i32::from(c == ')');
                        depth == 0
                    });
                    let methods = &rest[..end.unwrap()];
                    // The one route made elsewhere is read only.
                    let reads = methods.contains("get(") || methods.contains("api::route()");
                    found.insert((route.to_owned(), reads, methods.contains("post(")));
                }
            }
        }
    }
    // Signing out comes last: what comes after it would be a stranger's.
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(path, ..)| path == "/sign-out");
    found
}

/// The form token this person's pages carry.
async fn token(person: &Person<'_>, role: Role) -> Vec<(String, String)> {
    let page = if role == Role::Stranger { "/join" } else { "/me" };
    let form = person.reads(page).await.form(if role == Role::Stranger { "/join" } else { "/sign-out" });
    form.into_iter().filter(|(name, _)| name == "token").collect()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_route_answers_everybody_as_the_matrix_says(db: PgPool) {
    let world = World::new(db).await;
    let writer = world.member("writer").await;
    let thread = writer.posts("nights", "A title", "words of the writer").await;
    let mo = world.moderator("mo").await;
    let removed = mo.opens_case(&writer.posts("nights", "Another", "words taken down").await).await;
    mo.decides(&removed, "remove", &[("reason", "cruel")]).await.is(303);
    world.told().await;
    let decision = writer.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    let account: uuid::Uuid = sqlx::query_scalar("select id from accounts where name = 'writer'").fetch_one(&world.db).await.unwrap();
    let account = holdfast::ids::AccountId(account).to_string();
    let mut conn = world.db.acquire().await.unwrap();
    let unready = world.member("cleo").await;
    let cleo = accounts::find(&mut conn, "cleo").await.unwrap().unwrap();
    let role = accounts::Role { kind: RoleKind::Moderator, board: None };
    accounts::grant(&mut conn, cleo, role, None, world.app.clock.now()).await.unwrap();
    unready.signs_in().await;
    let (applicant, banned) = (world.member("una").await, world.member("eve").await);
    sqlx::query("update accounts set waiting_since = now() where name = 'una'").execute(&world.db).await.unwrap();
    let sharp = mo.opens_case(&banned.posts("nights", "Sharp", "sharp words").await).await;
    mo.decides(&sharp, "restrain", &[("restrain", "ban"), ("reason", "cruel")]).await.is(303);
    mo.decides(&sharp, "let_stand", &[]).await.is(303);
    world.told().await;
    let case = mo.opens_case(&thread).await;
    let people = [
        (Role::Stranger, world.guest()),
        (Role::Member, world.member("member").await),
        (Role::Supporter, world.with_role("helper", RoleKind::Supporter).await),
        (Role::Moderator, mo),
        (Role::Operator, world.with_role("ada", RoleKind::Operator).await),
        (Role::Writer, writer),
        (Role::Unready, unready),
        (Role::Elsewhere, world.moderator_of("edda", "quiet").await),
        (Role::Applicant, applicant),
        (Role::Banned, banned),
    ];
    let address = |path: &str| {
        [
            ("{board}", "nights"),
            ("{thread}", &id_of(&thread)),
            ("{entry}", &id_of(&thread)),
            ("{account}", &account),
            ("{case}", case.rsplit('/').next().unwrap()),
            ("{rule}", &id_of(&thread)),
            ("{decision}", decision.rsplit('/').next().unwrap()),
            ("{country}", "gb"),
            ("{line}", "gb-samaritans"),
            ("{what}", "guidelines"),
            ("{code}", "en"),
            ("{choice}", "on"),
            ("{edition}", "any"),
            ("{name}", "mark.svg"),
            ("{token}", "never-made"),
            ("{key}", "never-made"),
            ("{place}", "write-nights"),
        ]
        .iter()
        .fold(path.to_owned(), |path, (blank, value)| path.replace(blank, value))
    };
    let routes = routes();
    assert!(routes.len() > 40, "the routes are found in the source: {routes:?}");
    let mut cells = 0;
    for (role, person) in &people {
        for (path, reads, sends) in &routes {
            for method in [Method::GET, Method::POST] {
                let form = if method == Method::POST { token(person, *role).await } else { Vec::new() };
                let answer = if method == Method::POST {
                    person.posts_fields(&address(path), &form).await
                } else {
                    person.reads(&address(path)).await
                };
                // Who left is led away from everything for a while.
                person.loses_cookie("left");
                let status = answer.status.as_u16();
                let told = format!("{role:?}: {method} {path} is {status}\n{}", answer.text());
                cells += 1;
                assert!(answer.header("x-robots-tag").contains("noindex"), "{told}");
                assert_eq!(answer.header("referrer-policy"), "no-referrer", "{told}");
                if !["/help", "/static", "/offline.js", "/api/"].iter().any(|kept| path.starts_with(kept)) {
                    assert_eq!(answer.header("cache-control"), "no-store", "{told}");
                }
                if !(if method == Method::POST { *sends } else { *reads }) {
                    assert_eq!(status, 405, "{told}");
                } else if let Some(expected) = cell(path, &method, *role) {
                    // An empty form is no form of the desk's, and that can be what is seen first.
                    let is_empty = *role == Role::Elsewhere && method == Method::POST && status == 400;
                    assert!(status == expected || is_empty, "{told}: not {expected}");
                } else {
                    let keeps_out =
                        matches!(role, Role::Applicant | Role::Banned) && method == Method::POST && WRITES.contains(&path.as_str());
                    let may_refuse = keeps_out || REFUSED.contains(&path.as_str());
                    let refused = [401, 404, 405].contains(&status) || (status == 403 && !may_refuse);
                    assert!(!refused && status < 500, "{told}");
                }
            }
        }
    }
    println!("{cells} cells");
    // Whatever was sent with an empty form, nothing came of it.
    assert_eq!(world.number("select count(*) from accounts where left_at is null").await, 9);
    assert_eq!(world.number("select count(*) from entries where state = 'published'").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_form_takes_the_fields_it_shows_and_no_others(db: PgPool) {
    let world = World::new(db).await;
    let fields = [("name", "Mallory"), ("passphrase", PASSPHRASE), ("role", "operator"), ("roles", "operator"), ("second_step_at", "now")];
    let mallory = world.guest();
    mallory.fills("/join", "/join", &fields).await.is(200);
    mallory.fills("/me", "/me/signature", &[("signature", "hello"), ("name", "Ana"), ("role", "moderator"), ("id", "1")]).await.is(303);
    mallory.reads("/me").await.shows("Mallory");
    mallory.reads("/desk").await.is(404);
    let write = "/b/nights/write";
    let fields = [
        ("title", "T"),
        ("text", "words"),
        ("state", "covered"),
        ("voice", "imported"),
        ("author", "1"),
        ("pinned_at", "now"),
        ("do", "send"),
    ];
    mallory.fills(write, write, &fields).await.is(303);
    assert_eq!(world.number("select count(*) from roles").await, 0);
    assert_eq!(world.number("select count(*) from entries where state = 'published' and voice = 'member'").await, 1);
    assert_eq!(world.number("select count(*) from threads where pinned_at is not null").await, 0);
}

/// Every row of every table, as text, with its table before it.
pub async fn everything(world: &World) -> Vec<String> {
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'").fetch_all(&world.db).await.unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let sql = format!("select '{table} ' || row_to_json(t)::text from {table} t");
        rows.extend(sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_all(&world.db).await.unwrap());
    }
    rows
}

/// What a text may look like where it is stored all the same: as it is, for a URL, in hex, in base64 wherever in it the text begins; all in
/// lower case.
fn disguises(text: &str) -> Vec<String> {
    let url: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let hex = text.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let inner = (0..3).map(|before| {
        let coded = STANDARD.encode(["-".repeat(before).as_bytes(), text.as_bytes()].concat());
        // The letters at both ends also hold what stands beside it.
        let whole = text.len() + before;
        coded[(before * 8).div_ceil(6)..whole * 8 / 6].to_owned()
    });
    inner.chain([text.to_owned(), url, hex]).map(|text| text.to_lowercase()).collect()
}

#[test]
fn a_text_is_known_in_every_disguise() {
    let (text, whole) = ("Kelp & tide", "before it Kelp & tide and after");
    let known = |stored: &str| disguises(text).iter().any(|disguise| stored.to_lowercase().contains(disguise));
    let hex = whole.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    for stored in [whole.to_owned(), whole.to_uppercase(), hex, form_urlencoded::byte_serialize(whole.as_bytes()).collect()] {
        assert!(known(&stored), "{stored}");
    }
    for before in 0..3 {
        assert!(known(&STANDARD.encode(format!("{}{whole}", "x".repeat(before)))));
    }
    assert!(!known("before it Kelp and tide"));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_a_month_nothing_is_stored_that_should_not_be(db: PgPool) {
    let mailbox = Mailbox::open().await;
    let world = World::with_mail(db, &mailbox).await;
    let ana = world.member("ana").await.at("203.0.113.77:50000");
    ana.takes_mail(&mailbox, "Harbour.Lights@mail.example").await;
    ana.wants(&[("tells", "replies")]).await;
    let ben = world.member("ben").await.at("203.0.113.78:50000");
    let guest = world.guest().at("203.0.113.79:50000");
    let mo = world.moderator("mo").await;
    let heavy = "I want to die tonight. Plankton-lantern.";
    for week in 0..4 {
        let thread = ana.posts("nights", "Title plankton-lantern", heavy).await;
        let own = format!("/e/{}/own", id_of(&thread));
        ana.fills(&own, &own, &[("title", "Title plankton-lantern"), ("text", "Plankton-lantern, later words"), ("do", "save")])
            .await
            .is(303);
        ben.replies(&thread, "I hear you.").await;
        guest.posts("nights", "From a guest", "Words of a guest").await;
        // Words begun to change them, words about them to the moderators, and a file of everything.
        let form: Vec<_> = ana.reads(&own).await.form(&own).into_iter().filter(|(name, _)| name == "token").collect();
        let draft = filled(form, &[("known", "0"), ("tab", "one"), ("text", "Plankton-lantern, better words")]);
        ana.posts_fields(&format!("/drafts/own-{}", id_of(&thread)), &draft).await.is(200);
        let desk = format!("/e/{}/desk", id_of(&thread));
        ana.fills(&desk, &desk, &[("text", "Is Plankton-lantern too much?")]).await.is(303);
        ana.fills("/me/leaving", "/me/export", &[("passphrase", PASSPHRASE)]).await.is(200);
        let report = format!("/e/{}/worried", id_of(&thread));
        ben.fills(&report, &report, &[("reason", "talks")]).await;
        guest.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", "not the right one")]).await;
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, "let_stand", &[]).await;
        ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
        world.told().await;
        holdfast::worker::recur(&world.app).await.unwrap();
        world.pass(TimeDelta::days(if week == 3 { 9 } else { 7 }));
    }
    holdfast::worker::recur(&world.app).await.unwrap();
    let hidden: Vec<_> = ["203.0.113.7", "127.0.0.1", "Harbour.Lights", "harbour.lights", "Plankton", "plankton", PASSPHRASE]
        .iter()
        .map(|text| (text, disguises(text)))
        .collect();
    for row in everything(&world).await {
        let low = row.to_lowercase();
        for (text, disguises) in &hidden {
            assert!(!disguises.iter().any(|disguise| low.contains(disguise)), "{text}: {row}");
        }
        if ["accounts ", "entries ", "threads ", "sessions ", "aliases "].iter().any(|table| row.starts_with(table)) {
            for grade in ["imminent", "ideation", "distress", "grade", "\"risk"] {
                assert!(!low.contains(grade), "a grade: {row}");
            }
        }
    }
    // The same search finds what is there.
    assert!(everything(&world).await.iter().any(|row| row.contains("Words of a guest")));
}
