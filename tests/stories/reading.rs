//! Who sees what: held means held everywhere, invisible means absent, kindnesses are counted for the writer alone.

use holdfast::accounts::RoleKind;
use sqlx::PgPool;

use crate::world::{World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_tab_can_have_a_plain_name(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "A telling title", "words").await;
    let title = async |path: &str| {
        let html = ana.reads(path).await.html;
        html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned()
    };
    assert_eq!(title(&thread).await, "A telling title – Holdfast");
    assert_eq!(ana.reads("/discreet/on").await.location(), "/about/leaving");
    for path in [&*thread, "/", "/help", "/me", "/about/leaving", "/nothing-here"] {
        assert_eq!(title(path).await, "Notes", "{path}");
        assert!(ana.reads(path).await.attribute("link[rel=icon]", "href").unwrap().ends_with("/plain.svg"), "{path}");
    }
    ana.reads("/discreet/off").await.is(303);
    assert_eq!(title(&thread).await, "A telling title – Holdfast");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn held_means_held_everywhere(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let guest = world.guest();
    // A newcomer's first post waits, and so does what a guest writes in this room.
    let thread = ana.posts("quiet", "Held title", "held words").await;
    ana.reads(&thread).await.is(200).shows("held words").shows("waits for a volunteer");
    for path in ["/", "/b/quiet", "/b/quiet?order=waiting", "/new", "/waiting"] {
        for reader in [&ben, &guest] {
            reader.reads(path).await.is(200).hides("Held title").hides("held words");
        }
    }
    for path in [
        thread.clone(),
        format!("/e/{}", id_of(&thread)),
        format!("/e/{}/reply", id_of(&thread)),
        format!("/e/{}/report", id_of(&thread)),
        format!("/e/{}/own", id_of(&thread)),
    ] {
        ben.reads(&path).await.is(404);
        guest.reads(&path).await.hides("held words").hides("Held title");
    }
    world.told().await;
    // A held reply does not count and tells nobody.
    let open = ben.posts("nights", "Open", "open words").await;
    sqlx::query("update boards set guests = 'held' where slug = 'nights'").execute(&world.db).await.unwrap();
    let sent = guest.replies_raw(&open, "held reply").await;
    guest.reads(&sent.location()).await.shows("wait for a volunteer").shows("held reply");
    ben.reads(&open).await.hides("held reply").shows("No replies yet");
    world.told().await;
    ben.reads("/notices").await.hides("/e/");
    assert_eq!(world.number("select reply_count::bigint from threads where title = 'Open'").await, 0);
    ben.reads("/waiting").await.shows("Open");
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 2, "both wait at the desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_room_for_members_is_not_there_for_others(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("members", "Among us", "only here").await;
    let guest = world.guest();
    for path in ["/b/members", "/b/members/write", &thread, &format!("/e/{}", id_of(&thread))] {
        guest.reads(path).await.is(404);
    }
    for path in ["/", "/new", "/waiting"] {
        guest.reads(path).await.hides("Among us").hides("MEMBERS");
    }
    world.member("ben").await.reads(&thread).await.shows("only here");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn how_many_kindnesses_came_is_for_the_writer_alone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cleo) = (world.member("ana").await, world.member("ben").await, world.member("cleo").await);
    let thread = ana.posts("nights", "Kind", "words").await;
    let path = format!("/e/{}/kindness", id_of(&thread));
    for person in [&ben, &cleo] {
        let form = person.reads(&thread).await.form(&path);
        person.posts_fields(&path, &crate::world::filled(form, &[("kind", "love")])).await.is(303);
    }
    assert!(ana.reads(&thread).await.text().contains("Send love · 2"));
    ben.reads(&thread).await.hides("· 2");
    assert_eq!(ben.reads(&thread).await.count("button[value=love][aria-pressed=true]"), 1);
    // Once more takes it back; one's own entry takes none.
    let form = ben.reads(&thread).await.form(&path);
    ben.posts_fields(&path, &crate::world::filled(form, &[("kind", "love")])).await.is(303);
    let form = ana.reads(&thread).await.form(&format!("/e/{}/reply", id_of(&thread)));
    ana.posts_fields(&path, &crate::world::filled(form, &[("kind", "love")])).await.is(303);
    assert!(ana.reads(&thread).await.text().contains("Send love · 1"));
    world.guest().posts_fields(&path, &[("kind", "love")]).await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn roles_show_under_ones_own_name_and_strangers_do_not_learn_of_the_desk(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let heron = world.with_role("Quinn Heron", RoleKind::Supporter).await;
    let thread = ana.posts("nights", "Hello", "words").await;
    heron.replies(&thread, "with you").await;
    ana.replies(&thread, "thank you").await;
    assert_eq!(ana.reads(&thread).await.text().matches("peer supporter").count(), 1);
    ana.reads("/desk").await.is(404);
    heron.reads("/desk").await.is(404);
    world.guest().reads("/desk").await.is(401);
    world.moderator("mo").await.reads("/desk").await.is(200);
    // With the role goes what it showed, however it ended.
    assert_eq!(
        world
            .number("with ended as (update roles set ended_at = now() where role = 'supporter' returning 1) select count(*) from ended")
            .await,
        1
    );
    ana.reads(&thread).await.hides("peer supporter");
    assert_eq!(world.number("select count(*) from accounts where helps_as is not null").await, 1, "the moderator");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn pages_of_words_are_kept_by_nobody(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Mine", "words").await;
    let page = ana.reads(&thread).await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-robots-tag"), "noindex, noarchive");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert!(!page.html.contains("<style") && !page.html.contains(" style=") && !page.html.contains("<script>"));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_page_is_there_in_the_readers_language(db: PgPool) {
    let world = World::new(db).await;
    for (code, header, home, help) in [
        ("es", "es-MX,es;q=0.9", "No tienes que llevarlo a solas", "Habla con alguien ahora"),
        ("de", "de-AT,de;q=0.9,en;q=0.5", "Du musst es nicht allein tragen", "Sprich jetzt mit jemandem"),
    ] {
        let ana = world.guest();
        ana.reads(&format!("/language/{code}?back=/help")).await.is(303);
        let mut other = world.guest();
        other.language = header;
        for reader in [&ana, &other] {
            let page = reader.reads("/").await;
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(code));
            page.shows(home);
            reader.reads("/help").await.shows(help);
        }
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_left_a_moment_ago_is_led_away_from_every_page_but_help(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "A title", "words").await;
    assert_eq!(ana.reads(&thread).await.attribute("header a[data-leave]", "href").as_deref(), Some("/leave"));
    let to = world.app.settings.leave_to.clone();
    let left = ana.reads("/leave").await;
    assert_eq!(left.is(303).location(), to);
    assert!(left.header("set-cookie").contains("Max-Age=300"), "for five minutes");
    // Whatever page "back" asks for again, and none was kept.
    for path in ["/", "/new", "/b/nights", &thread, "/me", "/notices", "/about/leaving", "/nothing/here"] {
        let back = ana.reads(path).await;
        if path != "/nothing/here" {
            assert_eq!(back.is(303).location(), to, "{path}");
        }
        back.hides("words").hides("A title");
        assert_eq!(back.header("cache-control"), "no-store", "{path}");
    }
    ana.reads("/help").await.is(200);
    ana.loses_cookie("left");
    ana.reads(&thread).await.is(200).shows("words");
}
