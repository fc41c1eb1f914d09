//! Words are never lost: an expired session, a stale form, a flood, a database that is away.

use holdfast::settings::Settings;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{PASSPHRASE, World, filled, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_session_that_ended_while_writing_is_taken_up_in_the_same_form(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form = filled(
        ana.reads("/b/nights/write").await.form("/b/nights/write"),
        &[("title", "Long night"), ("text", "typed for an hour"), ("notes", "grief"), ("do", "send")],
    );
    sqlx::query("delete from sessions").execute(&world.db).await.unwrap();
    let page = ana.posts_fields("/b/nights/write", &form).await;
    page.is(401).shows("You are not signed in any more").shows("typed for an hour");
    assert_eq!(page.count("input[name=notes][value=grief][checked]"), 1);
    let wrong = [("sign_in_name", "ana"), ("sign_in_passphrase", "not the one"), ("do", "send")];
    let page = ana.posts_fields("/b/nights/write", &filled(page.form("/b/nights/write"), &wrong)).await;
    page.is(401).shows("do not belong together").shows("typed for an hour").hides("not the one");
    let right = [("sign_in_name", "ana"), ("sign_in_passphrase", PASSPHRASE), ("do", "send")];
    let sent = ana.posts_fields("/b/nights/write", &filled(page.form("/b/nights/write"), &right)).await;
    ana.reads(&sent.location()).await.is(200).shows("Your post is up").shows("typed for an hour");
    assert_eq!(world.number("select count(*) from entries join accounts on accounts.id = author where name_key = 'ana'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_session_that_ended_while_changing_words_is_taken_up_in_the_same_form(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Long night", "first words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    let changed = [("title", "Longer night"), ("text", "changed for an hour"), ("notes", "grief"), ("do", "save")];
    let form = filled(ana.reads(&own).await.form(&own), &changed);
    sqlx::query("delete from sessions").execute(&world.db).await.unwrap();
    let page = ana.posts_fields(&own, &form).await;
    page.is(401).shows("You are not signed in any more").shows("changed for an hour").hides("first words");
    assert_eq!(page.count("input[name=notes][value=grief][checked]"), 1);
    let signs_in = |page: &Answer, name, passphrase| {
        filled(page.form(&own), &[("sign_in_name", name), ("sign_in_passphrase", passphrase), ("do", "save")])
    };
    ana.posts_fields(&own, &signs_in(&page, "ana", "not the one"))
        .await
        .is(401)
        .shows("do not belong together")
        .shows("changed for an hour");
    // Somebody else who signs in there changes nothing, and is shown nothing of the entry.
    ben.loses_cookies();
    let bens = ben.posts_fields(&own, &form).await;
    ben.posts_fields(&own, &signs_in(bens.is(401), "ben", PASSPHRASE)).await.is(404).hides("first words");
    ana.posts_fields(&own, &signs_in(&page, "ana", PASSPHRASE)).await.is(303);
    ana.reads(&thread).await.shows("Longer night").shows("changed for an hour");
    // A press that brings no words is asked to sign in.
    sqlx::query("delete from sessions").execute(&world.db).await.unwrap();
    ana.posts_fields(&own, &[("do", "withdraw")]).await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn cookies_lost_or_a_page_left_open_for_days_keep_the_words(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Here", "words").await;
    let path = format!("/e/{}/reply", id_of(&thread));
    let form = filled(ana.reads(&path).await.form("/reply"), &[("text", "typed before"), ("do", "send")]);
    world.pass(chrono::TimeDelta::days(3));
    let page = ana.posts_fields(&path, &form).await;
    page.is(422).shows("press the button once more").shows("typed before");
    ana.posts_fields(&path, &filled(page.form("/reply"), &[("do", "send")])).await.is(303);
    let form = filled(ana.reads(&path).await.form("/reply"), &[("text", "typed and alone"), ("do", "send")]);
    ana.loses_cookies();
    ana.posts_fields(&path, &form).await.is(401).shows("typed and alone");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_flood_from_one_address_is_slowed_down_and_the_words_come_back(db: PgPool) {
    let settings = Settings { requests_per_second: 1, requests_burst: 12, ..Settings::defaults() };
    let world = World::with(db, settings).await;
    let guest = world.guest();
    let form = filled(
        guest.reads("/b/nights/write").await.form("/b/nights/write"),
        &[("title", "T"), ("text", "slowed words"), ("guest_name", "passing"), ("do", "send")],
    );
    let mut last = guest.reads("/").await;
    for _ in 0..20 {
        last = guest.reads("/").await;
    }
    last.is(429).shows("Please wait a little");
    assert!(!last.header("retry-after").is_empty());
    let page = guest.posts_fields("/b/nights/write", &form).await;
    page.is(429).shows("slowed words").shows("Send it again");
    assert!(page.form("/b/nights/write").iter().any(|(name, _)| name == "nonce"), "the same form can be sent again");
    // Help is never limited.
    guest.reads("/help/gb").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_database_that_is_away_gives_the_words_back_and_help_stays(db: PgPool) {
    let world = World::new(db.clone()).await;
    let ana = world.member("ana").await;
    let form = filled(
        ana.reads("/b/nights/write").await.form("/b/nights/write"),
        &[("title", "T"), ("text", "words in the storm"), ("do", "send")],
    );
    world.db.close().await;
    let page = ana.posts_fields("/b/nights/write", &form).await;
    page.is(503).shows("words in the storm").shows("Get help now").shows("Send it again");
    assert_eq!(page.header("retry-after"), "5");
    ana.reads("/b/nights").await.is(503).shows("can't reach its database");
    for path in ["/help", "/help/gb", "/help/jp", "/about/guidelines", "/healthz"] {
        ana.reads(path).await.is(200);
    }
    ana.reads("/readyz").await.is(503);
}
