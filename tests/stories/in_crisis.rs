//! Nobody is blocked for saying how bad it is, help is always there, and nothing of the reading is kept.

use sqlx::PgPool;

use crate::world::{World, id_of, path_of};

const HEAVY: &str = "I want to kill myself tonight. By the time you read this I will be gone. Goodbye.";

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_heaviest_words_are_published_at_once_with_help_beside_them(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    ana.reads("/help?country=gb").await.is(303);
    let preview = ana.fills("/b/nights/write", "/b/nights/write", &[("title", "Tonight"), ("text", HEAVY), ("do", "preview")]).await;
    preview.shows("please get help now").shows("Call 999").shows("Call 116 123").shows("Text SHOUT to 85258");
    let sent = ana.posts("nights", "Tonight", HEAVY).await;
    world.guest().reads(&sent).await.is(200).shows("kill myself tonight").hides("get help now.").hides("116 123");
    assert_eq!(world.number("select count(*) from entries where state = 'published'").await, 1);
    assert_eq!(world.number("select count(*) from cases where priority = 0 and due_at = opened_at + interval '10 minutes'").await, 1);
    // A guest's words too, in a room where they are not held.
    let guest = world.guest();
    guest.posts("nights", "Also", HEAVY).await;
    assert_eq!(world.number("select count(*) from entries where state = 'published'").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_posting_only_the_writer_is_offered_help(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let answer = ana
        .fills("/b/nights/write", "/b/nights/write", &[("title", "So tired"), ("text", "I want to die. I can't go on."), ("do", "send")])
        .await;
    // The address may be shared: it says nothing of who wrote there.
    assert!(!answer.location().contains('?'), "{}", answer.location());
    world.member("ben").await.reads(&answer.location()).await.hides("carry this on your own").hides("glad you told us");
    let page = ana.reads(&answer.location()).await;
    page.shows("You haven't done anything wrong").shows("You don't have to carry this on your own");
    // Without a country picked no number is shown, and none is guessed.
    assert_eq!(page.count("main a[href^='tel:']"), 0);
    page.shows("Choose your country");
    // Said once; who looks over a shoulder later finds a thread like any other.
    ana.reads(&answer.location()).await.hides("glad you told us").hides("carry this on your own");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_grade_is_stored_on_accounts_or_entries(db: PgPool) {
    let world = World::new(db).await;
    world.member("ana").await.posts("nights", "Tonight", HEAVY).await;
    let columns: Vec<String> =
        sqlx::query_scalar("select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'")
            .fetch_all(&world.db)
            .await
            .unwrap();
    // An id of the row in which a member's own, optional address is sealed.
    for column in columns.iter().filter(|column| *column != "mail_links.address") {
        for word in [
            "grade",
            "risk",
            "level",
            "score",
            "imminent",
            "ideation",
            "distress",
            "danger",
            "severity",
            "flags",
            "karma",
            "address",
            "ip_",
            "user_agent",
            "email",
        ] {
            assert!(!column.split('.').nth(1).unwrap().contains(word), "{column}");
        }
    }
    let dump: String =
        sqlx::query_scalar("select string_agg(accounts::text, ' ') || string_agg(entries::text, ' ') from accounts, entries")
            .fetch_one(&world.db)
            .await
            .unwrap();
    assert!(!dump.contains("imminent") && !dump.contains("ideation"), "{dump}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn pushing_somebody_is_held_and_ways_are_covered(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Low", "so low").await;
    let sent = ben.replies_raw(&thread, "Just kill yourself, nobody would miss you.").await;
    ben.follows(&sent.location()).await.shows("wait for a volunteer");
    ana.reads(&thread).await.hides("nobody would miss you");
    assert_eq!(world.number("select count(*) from cases where priority = 2").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn help_needs_no_account_cookie_or_script_and_never_shows_another_countrys_number(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    let page = guest.reads("/help").await;
    page.is(200).shows("Choose your country").shows("Find A Helpline");
    assert_eq!(page.count("main a[href^='tel:']"), 0, "nothing is guessed");
    let britain = guest.reads("/help/GB").await;
    britain.shows("116 123").shows("Text SHOUT to 85258").hides("tel:988");
    assert_eq!(britain.attribute("main a[href^='tel:']", "href").as_deref(), Some("tel:999"), "the emergency number comes first");
    guest.reads("/help/jp").await.shows("110").shows("119").hides("116 123");
    guest.reads("/help/xx").await.is(404);
    // The pick is a cookie of its own, and is not in the database.
    guest.reads("/help?country=es").await.is(303);
    assert_eq!(guest.has_cookie("country").as_deref(), Some("es"));
    guest.reads("/help").await.shows("024");
    // Every page has the way to it.
    for path in ["/", "/b/nights", "/join", "/sign-in", "/waiting", "/about/privacy", "/nothing-here", "/help"] {
        assert!(guest.reads(path).await.count("header a.help[href='/help']") == 1, "{path}");
        assert!(guest.reads(path).await.count("header a[data-leave]") == 1, "{path}");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn lines_that_nobody_checked_for_six_months_are_not_shown(db: PgPool) {
    let world = World::new(db).await;
    world.pass(chrono::TimeDelta::days(200));
    let page = world.guest().reads("/help/gb").await;
    page.shows("999").shows("Find A Helpline").hides("116 123").shows("nobody has checked");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_wrong_number_makes_a_case(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    let path = "/help/gb/wrong/gb-samaritans";
    guest.fills(path, path, &[("what", "it rang and rang")]).await.is(200).shows("Thank you");
    assert_eq!(world.number("select count(*) from cases where line = 'gb-samaritans'").await, 1);
    assert_eq!(world.number("select count(*) from reports where kind = 'wrong_number' and note = 'it rang and rang'").await, 1);
    guest.reads("/help/gb/wrong/gb-nothing").await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_words_stand_in_an_address(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let answer = ana
        .fills("/b/nights/write", "/b/nights/write", &[("title", "Unmistakable title"), ("text", "Unmistakable words"), ("do", "send")])
        .await;
    let address = answer.location();
    assert!(!address.to_lowercase().contains("unmistakable"), "{address}");
    assert!(id_of(&path_of(&address)).len() <= 22);
}
