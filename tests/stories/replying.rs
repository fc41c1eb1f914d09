//! Replying: once, in its place, by members and guests.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::worker;
use sqlx::PgPool;

use crate::world::{World, filled, id_of, path_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_reply_sent_twice_is_stored_once(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "First week without him", "It is quiet.").await;
    let path = format!("/e/{}/reply", id_of(&thread));
    let form = filled(ben.reads(&path).await.form("/reply"), &[("text", "Sending you love"), ("do", "send")]);
    let first = ben.posts_fields(&path, &form).await;
    let spent = "select (extract(epoch from free_at) * 1000)::bigint from allowances where action = 'reply'";
    let after_first = world.number(spent).await;
    let again = ben.posts_fields(&path, &form).await;
    assert_eq!(first.location(), again.location());
    assert_eq!(world.number(spent).await, after_first, "the second one counts for nothing");
    ana.reads(&thread).await.shows_once("Sending you love").shows("1 reply");
    ben.follows(&first.location()).await.shows("Your reply is up");
    assert_eq!(world.number("select reply_count::bigint from threads").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn those_who_are_answered_get_a_notice_and_the_post_waits_no_more(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cleo) = (world.member("ana").await, world.member("ben").await, world.member("cleo").await);
    let thread = ana.posts("nights", "Awake", "again").await;
    ana.replies(&thread, "still me").await;
    cleo.reads("/waiting").await.shows("Awake");
    let answer = ben.replies(&thread, "Tenth light here").await;
    cleo.reads("/waiting").await.hides("Awake").shows("Nobody is waiting");
    cleo.replies(&answer, "Eleventh").await;
    world.told().await;
    ana.reads("/").await.shows("Awake");
    assert!(ana.reads("/").await.html.contains("something new"));
    assert_eq!(ana.reads("/notices").await.count("main a[href^='/e/']"), 2);
    assert_eq!(ben.reads("/notices").await.count("main a[href^='/e/']"), 1);
    assert_eq!(cleo.reads("/notices").await.count("main a[href^='/e/']"), 0);
    ana.reads("/notices").await.hides("Tenth light here");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn supporters_are_told_of_who_waits_for_a_first_answer(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let (sue, mo) = (world.with_role("sue", RoleKind::Supporter).await, world.moderator("mo").await);
    let goes_on = async |hours| {
        world.pass(TimeDelta::hours(hours));
        worker::recur(&world.app).await.unwrap();
    };
    let first = ana.posts("nights", "Awake", "again").await;
    goes_on(1).await;
    ana.posts("nights", "Still awake", "and again").await;
    sue.posts("nights", "From sue", "my own").await;
    assert_eq!(world.number("select count(*) from notices").await, 0, "it is young");
    goes_on(2).await;
    for person in [&sue, &mo] {
        assert!(person.reads("/").await.html.contains("something new"));
        person.reads("/notices").await.shows("waited for a first answer").shows("Awake").hides("again");
    }
    assert_eq!(world.number("select count(*) from notices").await, 2, "those who support, each of one; nobody else");
    // Of the next one later, of the same one never again, and not of one's own; answered, it is no news.
    goes_on(6).await;
    assert_eq!(world.number("select count(*) from notices").await, 2, "not so soon");
    goes_on(7).await;
    sue.reads("/notices").await.shows("Still awake").hides("From sue");
    ben.replies(&first, "Sending you love").await;
    let text = sue.reads("/notices").await.text();
    assert_eq!(text.matches("waited for a first answer").count(), 1, "{text}");
    goes_on(13).await;
    assert_eq!(world.number("select count(*) from notices where kind = 'waiting'").await, 4, "mo has not looked yet");
    mo.reads("/notices").await.shows("Still awake");
    goes_on(13).await;
    mo.reads("/notices").await.shows("From sue");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_the_outbox_holds_and_nobody_can_read_keeps_no_notice_back(db: PgPool) {
    let world = World::new(db.clone()).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Awake", "again").await;
    sqlx::query(r#"insert into outbox (event, due_at) values ('{"event": "of another version"}', $1)"#)
        .bind(world.app.clock.now())
        .execute(&db)
        .await
        .unwrap();
    ben.replies(&thread, "Tenth light here").await;
    world.told().await;
    assert_eq!(ana.reads("/notices").await.count("main a[href^='/e/']"), 1);
    assert_eq!(
        world.number("select count(*) from outbox where event ->> 'event' = 'of another version'").await,
        1,
        "it is left for who can"
    );
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn replies_stand_under_what_they_answer(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Tree", "root").await;
    let one = ana.replies(&thread, "reply-one").await;
    ana.replies(&thread, "reply-two").await;
    let deep = ana.replies(&one, "reply-one-a").await;
    let deeper = ana.replies(&deep, "reply-one-a-i").await;
    ana.replies(&deeper, "reply-deepest").await;
    let page = ana.reads(&thread).await;
    let text = page.text();
    let order: Vec<usize> =
        ["reply-one", "reply-one-a", "reply-one-a-i", "reply-deepest", "reply-two"].iter().map(|words| text.find(words).unwrap()).collect();
    assert!(order.is_sorted(), "{text}");
    assert_eq!((page.count(".level-1"), page.count(".level-2"), page.count(".level-3")), (2, 1, 2));
    page.shows("in reply to ana");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn long_threads_come_in_pages_of_fifty_and_every_reply_has_an_address(db: PgPool) {
    let settings = holdfast::settings::Settings {
        replies_per_hour: 100_000,
        requests_burst: 100_000,
        requests_per_second: 1000,
        ..holdfast::settings::Settings::defaults()
    };
    let world = World::with(db, settings).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Long", "root").await;
    let mut addresses = Vec::new();
    for n in 1..=120 {
        addresses.push(ana.replies(&thread, &format!("reply number {n}.")).await);
    }
    let first = ana.reads(&thread).await;
    first.shows("reply number 1.").shows("reply number 50.").hides("reply number 51.").shows("120 replies");
    let next = first.attribute("a[href*='?after=']", "href").unwrap();
    ana.reads(&next).await.shows("reply number 51.").shows("reply number 100.").hides("reply number 50.").shows("To the beginning");
    for n in [1, 50, 51, 75, 101, 120] {
        ana.follows(&addresses[n - 1]).await.shows(&format!("reply number {n}."));
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_writes_and_erases_by_a_private_link(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Anyone there", "at four").await;
    let guest = world.guest();
    let sent = guest.replies_raw(&thread, "I am.").await;
    let link = sent.location();
    guest.reads(&link).await.is(200).shows("Your private link").shows("Your reply is up");
    assert_eq!(guest.has_cookie("holdfast"), None, "no account, no cookie");
    ana.reads(&thread).await.shows("I am.").shows("guest").shows("passing by");
    let link = path_of(&link);
    guest.fills(&link, &link, &[("text", "I am, with tea."), ("do", "save")]).await.is(303);
    ana.reads(&thread).await.shows("I am, with tea.").shows("changed since");
    // The link opens this entry and no other, and a made-up one opens none.
    let entry = link.split('/').nth(2).unwrap();
    guest.reads(&format!("/e/{entry}/own/1111")).await.is(404);
    guest.reads(&format!("/e/{}/own/{}", id_of(&thread), link.split('/').nth(4).unwrap())).await.is(404);
    // Nor does another guest's open it, to read or to send to.
    let other = world.guest();
    let others = path_of(&other.replies_raw(&thread, "Me too.").await.location());
    let crossed = format!("/e/{entry}/own/{}", others.split('/').nth(4).unwrap());
    other.reads(&crossed).await.is(404).hides("with tea");
    for erase in ["erase", "save"] {
        let form = filled(other.reads(&others).await.form(&others), &[("text", "not theirs"), ("do", erase)]);
        other.posts_fields(&crossed, &form).await.is(404);
    }
    ana.reads(&thread).await.shows("I am, with tea.").hides("not theirs");
    other.fills(&others, &others, &[("do", "erase")]).await.is(303);
    guest.fills(&link, &link, &[("do", "erase")]).await.is(303);
    ana.reads(&thread).await.hides("with tea").hides("passing by");
    guest.reads(&link).await.is(404);
    // A member's name is not a guest's to take.
    let path = format!("/e/{}/reply", id_of(&thread));
    guest.fills(&path, &path, &[("text", "hi"), ("guest_name", "Ana"), ("do", "send")]).await.is(422).shows("Somebody here has that name");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_closed_thread_takes_no_replies_and_keeps_the_words(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mod_) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Closing", "soon").await;
    let path = format!("/e/{}/reply", id_of(&thread));
    let form = filled(ana.reads(&path).await.form("/reply"), &[("text", "one more word"), ("do", "send")]);
    let order = format!("{thread}/order");
    mod_.fills(&thread, &order, &[("do", "lock")]).await.is(303);
    ana.posts_fields(&path, &form).await.is(403).shows("closed for replies").shows("one more word");
    assert_eq!(ana.reads(&thread).await.count("form[action$='/reply']"), 0);
}
