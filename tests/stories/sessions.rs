//! Where somebody is signed in, what ends it, and how guessing is slowed down without locking anybody out.

use chrono::TimeDelta;
use futures::future::join_all;
use holdfast::accounts::{self, Role, RoleKind};
use holdfast::settings::Settings;
use sqlx::PgPool;

use crate::world::{PASSPHRASE, Person, World};

fn guess<'a>(name: &'a str, passphrase: &'a str) -> [(&'a str, &'a str); 2] {
    [("name", name), ("passphrase", passphrase)]
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn sessions_are_listed_and_ended_by_their_owner_alone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("Ana").await, world.member("Ben").await);
    let (phone, library) = (world.guest(), world.guest());
    for browser in [&phone, &library] {
        browser.fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(303);
    }
    let list = ana.reads("/me/sessions").await;
    list.is(200).shows_once("This browser").shows("last used on 21 November 2026");
    assert_eq!(list.count(".rows li"), 3);
    assert!(!list.html.contains("127.0.0.1"), "no address");
    let other = list.attribute("input[name=session]", "value").unwrap();
    // Somebody else who knows its name can't end it.
    let mut form = ben.reads("/me").await.form("/sign-out");
    form.push(("session".into(), other.clone()));
    ben.posts_fields("/me/sessions", &form).await.is(303);
    assert_eq!(ana.reads("/me/sessions").await.count(".rows li"), 3);
    ana.fills("/me/sessions", "/me/sessions", &[("session", &other)]).await.is(303);
    assert_eq!(ana.reads("/me/sessions").await.count(".rows li"), 2);
    world.guest().signs_in_as("Ana").await;
    assert_eq!(ana.reads("/me/sessions").await.count(".rows li"), 3);
    let form: Vec<_> = ana.reads("/me/sessions").await.form("/me/sessions").into_iter().filter(|(name, _)| name == "token").collect();
    ana.posts_fields("/me/sessions", &form).await.is(303);
    ana.reads("/me").await.is(200);
    for browser in [&phone, &library] {
        browser.reads("/me").await.is(401);
    }
    ben.reads("/me").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_sign_in_and_every_change_of_rights_is_a_new_session(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mallory) = (world.member("Ana").await, world.member("Mallory").await);
    let planted = mallory.has_cookie("holdfast").unwrap();
    // Mallory's own session, planted in Ana's browser, is not Ana's once she signs in with it.
    let victim = world.guest();
    victim.takes_cookie("holdfast", &planted);
    let token = victim.reads("/me").await.form("/sign-out");
    victim.posts_fields("/sign-in", &crate::world::filled(token, &guess("Ana", PASSPHRASE))).await.is(303);
    assert_ne!(victim.has_cookie("holdfast").unwrap(), planted);
    mallory.reads("/me").await.is(401);
    victim.reads("/me").await.is(200).shows("Ana");
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    let role = Role { kind: RoleKind::Supporter, board: None };
    accounts::grant(&mut conn, account, role, None, world.app.clock.now()).await.unwrap();
    ana.reads("/me").await.is(401);
    ana.signs_in().await;
    accounts::grant(&mut conn, account, role, None, world.app.clock.now()).await.unwrap();
    ana.reads("/me").await.is(200);
    assert!(accounts::revoke(&mut conn, account, role, world.app.clock.now()).await.unwrap());
    ana.reads("/me").await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_new_passphrase_ends_every_other_session(db: PgPool) {
    let world = World::new(db).await;
    let (ana, phone) = (world.member("Ana").await, world.guest());
    phone.signs_in_as("Ana").await;
    let before = ana.has_cookie("holdfast").unwrap();
    let wrong = [("old", "not this one at all"), ("passphrase", "two lamps in the window")];
    ana.fills("/me", "/me/passphrase", &wrong).await.is(422).shows("not the right one");
    let common = [("old", PASSPHRASE), ("passphrase", "password1")];
    ana.fills("/me", "/me/passphrase", &common).await.is(422).shows("one of the first that anybody would try");
    phone.reads("/me").await.is(200);
    ana.fills("/me", "/me/passphrase", &[("old", PASSPHRASE), ("passphrase", "two lamps in the window")]).await.is(303);
    phone.reads("/me").await.is(401);
    ana.reads("/me").await.is(200);
    assert_ne!(ana.has_cookie("holdfast").unwrap(), before);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_shared_device_signs_out_after_half_a_day_however_much_it_is_used(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    ana.fills("/me", "/sign-out", &[]).await.is(303);
    ana.fills("/sign-in", "/sign-in", &[("name", "Ana"), ("passphrase", PASSPHRASE), ("shared", "yes")]).await.is(303);
    for _ in 0..71 {
        world.pass(TimeDelta::minutes(10));
        ana.reads("/me/sessions").await.is(200);
    }
    world.pass(TimeDelta::minutes(11));
    ana.reads("/me").await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn getting_back_in_by_a_code_or_a_link_is_a_new_session_too(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mallory) = (world.guest(), world.member("Mallory").await);
    let codes = ana.fills("/join", "/join", &guess("Ana", PASSPHRASE)).await.text();
    let code = codes.split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap();
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    let planted = mallory.has_cookie("holdfast").unwrap();
    let by_code = vec![("name", "Ana"), ("code", code), ("passphrase", "two lamps in the window")];
    for fields in [by_code, vec![("passphrase", "three lamps in the window")]] {
        // Made when it is used: a link that is older than the passphrase is worth nothing.
        let link = format!("/sign-in/link/{}", accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap());
        let way = if fields.len() == 3 { "/sign-in/recover" } else { &link };
        let victim = world.guest();
        victim.takes_cookie("holdfast", &planted);
        let before = ana.has_cookie("holdfast").unwrap();
        victim.fills(way, way, &fields).await;
        let fresh = victim.has_cookie("holdfast").unwrap();
        assert!(fresh != planted && fresh != before, "{way}");
        victim.reads("/me").await.is(200).shows("Ana");
        mallory.reads("/me").await.hides("Ana");
        ana.reads("/me").await.is(401);
    }
}

/// How many of so many tries at once were looked at; the others were told to wait.
async fn looked_at(person: &Person<'_>, name: &str, times: usize) -> usize {
    let form = person.reads("/sign-in").await.form("/sign-in");
    let fields = crate::world::filled(form, &guess(name, "not the right one"));
    let tries = join_all((0..times).map(|_| person.posts_fields("/sign-in", &fields))).await;
    let looked = tries.iter().filter(|answer| answer.status == 422).count();
    assert_eq!(looked + tries.iter().filter(|answer| answer.status == 429).count(), times);
    looked
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn guessing_is_slow_also_many_at_once_and_locks_nobody_out(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let stranger = world.guest();
    assert_eq!(looked_at(&stranger, "Ana", 40).await, 3 + 15);
    // From another address there is nothing left of what all share, and the few tries of one's own.
    let other = world.guest().at("192.0.2.7:50000");
    assert_eq!(looked_at(&other, "Ana", 10).await, 3);
    stranger.fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(429).shows("Nothing is locked").hides(PASSPHRASE);
    // The owner comes in, from home and where she is signed in already.
    let home = world.guest().at("198.51.100.4:50000");
    home.fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(303);
    ana.fills("/me", "/me/passphrase", &[("old", PASSPHRASE), ("passphrase", "two lamps in the window")]).await.is(303);
    world.pass(TimeDelta::hours(1));
    assert!(looked_at(&stranger, "Ana", 40).await <= 3 + 15, "and it stays slow");
    // A code is as hard to guess.
    let code = [("name", "Ana"), ("code", "aaaa-aaaa-aaaa"), ("passphrase", "three lamps in the window")];
    stranger.fills("/sign-in/recover", "/sign-in/recover", &code).await.is(429).shows("Nothing is locked");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_name_nobody_has_is_answered_like_one_that_somebody_has(db: PgPool) {
    let world = World::new(db).await;
    world.member("Ana").await;
    let mut said = Vec::new();
    for name in ["Ana", "Nobody"] {
        let stranger = world.guest();
        assert_eq!(looked_at(&stranger, name, 30).await, 3 + 15);
        let other = world.guest().at("192.0.2.7:50000");
        let wrong = other.fills("/sign-in", "/sign-in", &guess(name, "not the right one")).await;
        let recover = [("name", name), ("code", "aaaa-aaaa-aaaa"), ("passphrase", "three lamps in the window")];
        let code = other.fills("/sign-in/recover", "/sign-in/recover", &recover).await;
        said.push((wrong.status, wrong.text(), code.status, code.text()));
    }
    assert_eq!(said[0], said[1]);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn one_address_does_not_go_from_name_to_name(db: PgPool) {
    let world = World::with(db, Settings { tries_per_hour: 80, ..World::settings() }).await;
    let (ana, stranger) = (world.member("Ana").await, world.guest());
    let form = stranger.reads("/sign-in").await.form("/sign-in");
    let names: Vec<String> = (0..30).map(|n| format!("Somebody {n}")).collect();
    let sent = |name| {
        let (stranger, fields) = (&stranger, crate::world::filled(form.clone(), &guess(name, "not the right one")));
        async move { stranger.posts_fields("/sign-in", &fields).await.status.as_u16() }
    };
    let answers = join_all(names.iter().map(|name| sent(name))).await;
    let looked = answers.iter().filter(|status| **status == 422).count();
    assert_eq!(looked, 19, "one of twenty was ana's joining");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 30 - looked);
    // Neither by codes nor by joining, which takes as much time to answer.
    let code = [("name", "Somebody 50"), ("code", "aaaa-aaaa-aaaa"), ("passphrase", "three lamps in the window")];
    stranger.fills("/sign-in/recover", "/sign-in/recover", &code).await.is(429).shows("Nothing is locked");
    let joins = stranger.fills("/join", "/join", &[("name", "Mallory"), ("passphrase", "three lamps in the window")]).await;
    joins.is(429).shows("Nothing is locked").hides("three lamps in the window");
    assert_eq!(joins.attribute("input[name=name]", "value").as_deref(), Some("Mallory"));
    // Elsewhere nobody notices; nor does at the same address whose device signed in before.
    world.guest().at("192.0.2.7:50000").signs_in_as("Ana").await;
    ana.fills("/me", "/sign-out", &[]).await.is(303);
    ana.signs_in().await;
    // It is slow, not shut.
    world.pass(TimeDelta::minutes(10));
    stranger.fills("/join", "/join", &[("name", "Mallory"), ("passphrase", "three lamps in the window")]).await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_neighbour_at_the_same_address_locks_nobody_out(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("Ana").await, world.member("Ben").await);
    let known = ana.has_cookie("known").unwrap();
    ana.fills("/me", "/sign-out", &[]).await.is(303);
    ben.fills("/me", "/sign-out", &[]).await.is(303);
    assert_eq!(looked_at(&ben, "Ana", 40).await, 3 + 15, "his device is known for him alone");
    world.guest().fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(429);
    ana.signs_in().await;
    // What tells the device apart names nobody, is another each time, and is not made up: a page's own token is none.
    assert_ne!(ana.has_cookie("known").unwrap(), known);
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    let mallory = world.guest();
    mallory.takes_cookie("holdfast", &account.to_string());
    let token = mallory.reads("/sign-in").await.form("/sign-in").into_iter().find(|(name, _)| name == "token").unwrap().1;
    mallory.takes_cookie("known", &token);
    mallory.fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(429);
    // Half a year later it is a device like any other, and one that others use is never told apart.
    let shared = world.guest().at("192.0.2.7:50000");
    let fields = [("name", "Ana"), ("passphrase", PASSPHRASE), ("shared", "yes")];
    shared.fills("/sign-in", "/sign-in", &fields).await.is(303);
    assert_eq!(shared.has_cookie("known"), None);
    world.pass(TimeDelta::days(181));
    ana.loses_cookies();
    ana.takes_cookie("known", &known);
    assert_eq!(looked_at(&ben, "Ana", 40).await, 3 + 15);
    ana.fills("/sign-in", "/sign-in", &guess("Ana", PASSPHRASE)).await.is(429);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_shared_device_forgets_everything_at_the_end_also_when_the_session_ended_by_itself(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let chooses = async || {
        ana.reads("/discreet/on").await.is(303);
        ana.takes_cookie("country", "gb");
    };
    let chosen = || [ana.has_cookie("discreet"), ana.has_cookie("country"), ana.has_cookie("holdfast")];
    // On one's own device choices stay.
    chooses().await;
    let out = ana.fills("/me", "/sign-out", &[]).await;
    assert_eq!((out.header("clear-site-data"), &*out.location()), ("\"cache\", \"storage\"", "/sign-in?left=yes"));
    assert_eq!(chosen().map(|cookie| cookie.is_some()), [true, true, false]);
    // Where others use it, nothing does.
    let signs_in =
        async || ana.fills("/sign-in", "/sign-in", &[("name", "Ana"), ("passphrase", PASSPHRASE), ("shared", "yes")]).await.is(303).status;
    signs_in().await;
    let out = ana.fills("/me", "/sign-out", &[]).await;
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\", \"cookies\"");
    ana.reads(&out.location()).await.shows("forgotten everything of this board");
    assert_eq!(chosen(), [None, None, None]);
    assert_eq!(ana.has_cookie("known"), None);
    // The session ends by itself while they write: the words are handed back, and then the next page takes all along.
    signs_in().await;
    chooses().await;
    let write = "/b/nights/write";
    let form = crate::world::filled(ana.reads(write).await.form(write), &[("title", "T"), ("text", "words of ana"), ("do", "send")]);
    world.pass(TimeDelta::minutes(16));
    let back = ana.posts_fields(write, &form).await;
    back.is(401).shows("words of ana");
    assert_eq!(back.header("clear-site-data"), "");
    let next = ana.reads("/new").await;
    assert_eq!(next.is(200).header("clear-site-data"), "\"cache\", \"storage\", \"cookies\"");
    assert_eq!(chosen(), [None, None, None]);
    assert_eq!(ana.reads("/new").await.header("clear-site-data"), "", "once");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_has_which_name_is_not_asked_faster_by_writing_or_with_a_made_up_ticket(db: PgPool) {
    let world = World::with(db, Settings { tries_per_hour: 20, ..World::settings() }).await;
    world.member("Ana").await;
    let stranger = world.guest().at("192.0.2.7:50000");
    let write = "/b/nights/write";
    let writes = async |name: &str, r#do: &str| {
        stranger.fills(write, write, &[("title", "T"), ("text", "words of mine"), ("guest_name", name), ("do", r#do)]).await
    };
    // A preview says nothing of a name. Nor does a form that was not ours, or is old.
    for name in ["Ana", "Nobody"] {
        writes(name, "preview").await.is(200).hides("Somebody here has that name");
        let fields = [("token", "x"), ("title", "T"), ("text", "words of mine"), ("guest_name", name), ("do", "send")];
        stranger.posts_fields(write, &fields).await.is(422).hides("Somebody here has that name");
        let joins = [("name", name), ("ticket", "made up")];
        stranger.fills("/join", "/join", &joins).await.is(403).hides("Somebody here has that name");
    }
    // Sent, it is one of the tries that an address has, and no word is lost.
    let mut told = 0;
    while writes("Ana", "send").await.status == 422 {
        told += 1;
        assert!(told < 30, "never slowed down");
    }
    assert_eq!(told, 3, "two of five were the tickets");
    writes("Ana", "send").await.is(429).shows("words of mine");
    stranger.fills("/join", "/join", &[("name", "Ana"), ("ticket", "made up")]).await.is(429).shows("Nothing is locked");
    assert_eq!(world.guest().at("198.51.100.4:50000").posts("nights", "T", "words").await.len(), 24);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn signing_in_while_writing_takes_a_form_of_this_browser(db: PgPool) {
    let world = World::new(db).await;
    let mallory = world.member("Mallory").await;
    let form = crate::world::filled(
        mallory.reads("/b/nights/write").await.form("/b/nights/write"),
        &[("title", "T"), ("text", "t"), ("as", "member"), ("sign_in_name", "Mallory"), ("sign_in_passphrase", PASSPHRASE), ("do", "send")],
    );
    // Somebody else's browser is not signed in as mallory with mallory's form; what is in it comes back.
    let wren = world.guest();
    let back = wren.posts_fields("/b/nights/write", &form).await;
    back.is(401).shows("press the button once more");
    wren.reads("/me").await.is(401);
    assert_eq!(world.number("select count(*) from entries").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn joining_ends_whoever_was_signed_in_there_before(db: PgPool) {
    let world = World::new(db).await;
    let mallory = world.member("Mallory").await;
    let planted = mallory.has_cookie("holdfast").unwrap();
    let wren = world.guest();
    let form = wren.reads("/join").await.form("/join");
    wren.takes_cookie("holdfast", &planted);
    let token = wren.reads("/me").await.form("/sign-out").into_iter().find(|(name, _)| name == "token").unwrap().1;
    let fields = crate::world::filled(form, &[("token", &token), ("name", "Wren"), ("passphrase", PASSPHRASE)]);
    wren.posts_fields("/join", &fields).await.is(200).shows("You are in");
    mallory.reads("/me").await.is(401);
}
