//! Writing a post: preview, notes, wishes, aliases, limits.

use holdfast::ids::EntryId;
use holdfast::settings::Settings;
use sqlx::PgPool;
use uuid::Uuid;

use crate::world::{World, filled, id_of, path_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_post_is_seen_by_everyone_and_confirmed_quietly_to_its_writer(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let answer = ana
        .fills(
            "/b/nights/write",
            "/b/nights/write",
            &[("title", "First week without him"), ("text", "The *green* coat is gone."), ("wish", "experience"), ("do", "send")],
        )
        .await;
    ana.reads(&answer.location()).await.is(200).shows("Your post is up").shows("First week without him").shows("green");
    let thread = path_of(&answer.location());
    let stranger = world.guest();
    stranger
        .reads(&thread)
        .await
        .is(200)
        .shows("First week without him")
        .shows("ana asks what helped you")
        .hides("Your post is up")
        .hides("care-posted");
    stranger.reads("/b/nights").await.shows("The green coat is gone.").shows("Waiting for a first reply");
    stranger.reads(&answer.location()).await.hides("Your post is up");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn preview_shows_without_storing(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let page = ana
        .fills(
            "/b/nights/write",
            "/b/nights/write",
            &[("title", "A title"), ("text", "> said\n\nand **meant**"), ("do", "preview"), ("notes", "grief")],
        )
        .await;
    page.is(200).shows("How it will look").shows("meant");
    assert_eq!(page.count(".preview blockquote"), 1);
    assert_eq!(page.count("input[name=notes][value=grief][checked]"), 1);
    assert_eq!(world.number("select count(*) from entries").await, 0);
    // What the preview shows can be sent from it as it is.
    let sent = ana.posts_fields("/b/nights/write", &filled(page.form("/b/nights/write"), &[("do", "send")])).await;
    ana.reads(&sent.location()).await.shows("A title").shows("meant");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_noted_post_opens_behind_its_note(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let sent = ana
        .fills(
            "/b/nights/write",
            "/b/nights/write",
            &[("title", "A hard one"), ("text", "words behind a note"), ("notes", "suicide"), ("note_own", "hospital"), ("do", "send")],
        )
        .await;
    let stranger = world.guest();
    for list in ["/", "/b/nights", "/new", "/waiting"] {
        stranger.reads(list).await.shows("Opens behind its note").shows("thoughts of suicide").hides("words behind a note");
    }
    let thread = stranger.reads(&path_of(&sent.location())).await;
    thread.shows("thoughts of suicide").shows("hospital");
    assert_eq!(thread.count("details.cover:not([open]) .prose"), 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn one_emoji_and_sixty_thousand_characters_are_both_welcome(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let long = "wörter ".repeat(60_000 / 7) + "💚💚💚";
    assert!((59_990..=60_000).contains(&long.chars().count()));
    let thread = ana.posts("nights", "Everything", &long).await;
    assert_eq!(
        world.number("select char_length(source)::bigint from entries").await,
        i64::try_from(long.trim_end().chars().count()).unwrap()
    );
    let emoji = ana.posts("nights", "💚", "💚").await;
    ana.replies(&thread, "💚").await;
    ana.reads(&emoji).await.shows("💚");
    // Sixty thousand characters of four bytes, each sent as twelve.
    ana.posts("nights", "Whales", &"🐋".repeat(60_000)).await;
    let over =
        ana.fills("/b/nights/write", "/b/nights/write", &[("title", "Too long"), ("text", &"a".repeat(60_005)), ("do", "send")]).await;
    over.is(422).shows("5 characters too long");
    assert!(over.form("/b/nights/write").iter().any(|(name, text)| name == "text" && text.len() == 60_005), "nothing is cut");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_alias_is_stable_in_its_thread_and_linked_to_nothing(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let signature = ana.fills("/me", "/me/signature", &[("signature", "Thursdays, four o'clock")]).await;
    signature.is(303);
    let form = ana.reads("/b/nights/write").await.form("/b/nights/write");
    let alias = form.iter().find(|(name, _)| name == "alias").unwrap().1.clone();
    let sent = ana
        .posts_fields(
            "/b/nights/write",
            &filled(form, &[("title", "As somebody else"), ("text", "hello"), ("as", "alias"), ("do", "send")]),
        )
        .await;
    let thread = path_of(&sent.location());
    let ben = world.member("ben").await;
    ben.reads(&thread).await.shows(&alias).hides(">ana<").hides("Thursdays");
    // The alias is the choice from then on, and stays the same.
    let reply = ana.reads(&thread).await;
    assert_eq!(reply.count("input[name=as][value=alias][checked]"), 1);
    ana.replies(&thread, "again me").await;
    ben.reads(&thread).await.hides(">ana<");
    assert_eq!(world.number("select count(distinct name) from entries where voice = 'alias'").await, 1);
    // Nobody chooses an alias freely.
    let form = ben.reads(&format!("/e/{}/reply", id_of(&thread))).await.form("/reply");
    ben.posts_fields(
        &format!("/e/{}/reply", id_of(&thread)),
        &filled(form, &[("text", "hm"), ("as", "alias"), ("alias", "The Moderator"), ("do", "send")]),
    )
    .await
    .is(303);
    ben.reads(&thread).await.hides("The Moderator");
    // Answering oneself under the other name looks like anybody's answer, also in the list of those who wait.
    let form = ana.reads(&format!("/e/{}/reply", id_of(&thread))).await.form("/reply");
    ana.posts_fields(&format!("/e/{}/reply", id_of(&thread)), &filled(form, &[("text", "as myself"), ("as", "member"), ("do", "send")]))
        .await
        .is(303);
    assert_eq!(world.number("select answer_count::bigint from threads where title = 'As somebody else'").await, 2);
    let other = ana.posts("nights", "Under my name", "me").await;
    ben.reads(&other).await.shows("ana").shows("Thursdays").hides(&alias);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_same_form_twice_is_one_post_and_other_words_are_not_lost(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form =
        filled(ana.reads("/b/nights/write").await.form("/b/nights/write"), &[("title", "Once"), ("text", "only once"), ("do", "send")]);
    let (first, again) = tokio::join!(ana.posts_fields("/b/nights/write", &form), ana.posts_fields("/b/nights/write", &form));
    assert_eq!(path_of(&first.location()), path_of(&again.location()));
    assert_eq!(world.number("select count(*) from entries").await, 1);
    let changed = ana.posts_fields("/b/nights/write", &filled(form, &[("text", "changed after going back")])).await;
    changed.is(409).shows("You sent this form before");
    ana.posts_fields("/b/nights/write", &filled(changed.form("/b/nights/write"), &[("do", "send")])).await.is(303);
    assert_eq!(world.number("select count(*) from entries").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_chose_another_name_meanwhile_is_not_told_that_it_is_up(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let write = "/b/nights/write";
    let form = filled(ana.reads(write).await.form(write), &[("title", "Once"), ("text", "only once"), ("do", "send")]);
    let thread = ana.posts_fields(write, &form).await.location();
    for other in [("as", "alias"), ("title", "Twice"), ("wish", "advice"), ("notes", "grief")] {
        let answer = ana.posts_fields(write, &filled(form.clone(), &[other])).await;
        assert_eq!(answer.status, 409, "{other:?}");
        answer.shows("You sent this form before");
    }
    ana.posts_fields(write, &form).await.is(303);
    let reply = format!("/e/{}/reply", id_of(&thread));
    let form = filled(ana.reads(&reply).await.form(&reply), &[("text", "and more"), ("do", "send")]);
    ana.posts_fields(&reply, &form).await.is(303);
    ana.posts_fields(&reply, &filled(form.clone(), &[("as", "alias")])).await.is(409).shows("You sent this form before");
    ana.posts_fields(&reply, &form).await.is(303);
    let guest = world.guest();
    let form = filled(guest.reads(&reply).await.form(&reply), &[("text", "of a guest"), ("guest_name", "Robin"), ("do", "send")]);
    guest.posts_fields(&reply, &form).await.is(303);
    guest.posts_fields(&reply, &filled(form.clone(), &[("guest_name", "Wren")])).await.is(409).shows("You sent this form before");
    guest.posts_fields(&reply, &form).await.is(303);
    assert_eq!(world.number("select count(*) from entries").await, 3);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_limit_holds_over_several_processes(db: PgPool) {
    let world = World::new(db.clone()).await;
    let other = World::with_boards_of(db, Settings { requests_per_second: 10_000, requests_burst: 100_000, ..Settings::defaults() }).await;
    let (here, there) = (world.member("ana").await, other.guest());
    there.signs_in_as("ana").await;
    here.posts("nights", "One", "words").await;
    there.posts("nights", "Two", "words").await;
    here.posts("nights", "Three", "words").await;
    let put_off = there.fills("/b/nights/write", "/b/nights/write", &[("title", "Four"), ("text", "kept"), ("do", "send")]).await;
    put_off.is(429).shows("kept");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_reply_is_previewed_and_a_room_without_guests_takes_none(db: PgPool) {
    let world = World::new(db).await;
    let (ana, guest) = (world.member("ana").await, world.guest());
    let thread = ana.posts("nights", "Hello", "words").await;
    let reply = format!("/e/{}/reply", id_of(&thread));
    let preview = ana.fills(&reply, &reply, &[("text", "and **meant**"), ("do", "preview")]).await;
    preview.is(200).shows("How it will look").shows("meant");
    assert_eq!(preview.count(".preview strong"), 1);
    assert_eq!(world.number("select count(*) from entries").await, 1);
    let ready = filled(guest.reads(&reply).await.form(&reply), &[("text", "kept words"), ("guest_name", "Robin"), ("do", "send")]);
    sqlx::query("update boards set guests = 'none'").execute(&world.db).await.unwrap();
    guest.posts_fields(&reply, &ready).await.is(401).shows("kept words");
    guest.follows("/b/nights/write").await.shows("Sign in").hides("Post it");
    assert_eq!(world.number("select count(*) from entries").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn too_many_posts_are_put_off_with_the_words_kept(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    for n in 0..3 {
        ana.posts("nights", &format!("Post {n}"), "words").await;
    }
    let put_off = ana.fills("/b/nights/write", "/b/nights/write", &[("title", "One more"), ("text", "kept words"), ("do", "send")]).await;
    put_off.is(429).shows("Your words are here").shows("kept words");
    world.pass(chrono::TimeDelta::minutes(7));
    ana.posts_fields("/b/nights/write", &filled(put_off.form("/b/nights/write"), &[("do", "send")])).await.is(303);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_an_older_renderer_made_is_made_anew_and_its_thread_is_another(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Old", "**bold** words").await;
    sqlx::query("update entries set html = '<p onclick=\"x\">stale</p>', renderer = 0").execute(&world.db).await.unwrap();
    let before = world.number("select version::bigint from threads").await;
    let mut conn = world.db.acquire().await.unwrap();
    let (done, last) = holdfast::entries::rerender(&mut conn, EntryId(Uuid::nil()), 500).await.unwrap();
    assert_eq!(done, 1);
    assert_eq!(holdfast::entries::rerender(&mut conn, last.unwrap(), 500).await.unwrap(), (0, None), "it goes on behind what it did");
    assert_eq!(holdfast::entries::rerender(&mut conn, EntryId(Uuid::nil()), 500).await.unwrap().0, 0);
    assert_eq!(ana.reads(&thread).await.shows("bold words").hides("stale").count("article [onclick]"), 0);
    assert!(world.number("select version::bigint from threads").await > before, "a kept page of it is out of date");
}
