//! A conversation with the desk: the writer writes, any moderator answers under the name they sign with, both sides see all of it.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::world::{World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_writer_writes_to_the_desk_and_any_moderator_answers(db: PgPool) {
    let world = World::new(db).await;
    let (ana, eve, mo, ada) =
        (world.member("ana").await, world.member("eve").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("quiet", "Hello", "my first words").await;
    let desk = format!("/e/{}/desk", id_of(&thread));
    assert_eq!(ana.reads(&format!("/e/{}/own", id_of(&thread))).await.count(&format!("a[href='{desk}']")), 1);
    eve.reads(&desk).await.is(404);
    world.guest().reads(&desk).await.is(401);
    ana.fills(&desk, &desk, &[("text", " ")]).await.is(422).shows("type your message first");
    ana.fills(&desk, &desk, &[("text", &"x".repeat(4001))]).await.is(422).shows("too long").shows("xxx");
    ana.fills(&desk, &desk, &[("text", "Did I do something wrong?")]).await.is(303);
    ana.reads(&format!("{desk}?sent=yes"))
        .await
        .shows("A moderator reads it when they are here")
        .shows("You just now Did I do something wrong?");

    for (moderator, sign, words) in [(&mo, "Heron", "Nothing at all."), (&ada, "", "It is only our rule for the first time.")] {
        moderator.fills("/desk/care", "/desk/care", &[("sign", sign)]).await.is(303);
        let case = moderator.next_case().await;
        moderator.reads(&case).await.shows("Its writer wrote to the moderators").shows_once("Did I do something wrong?");
        moderator.decides(&case, "write", &[("message", words)]).await.is(303);
        moderator.decides(&case, "release", &[]).await.is(303);
        world.pass(TimeDelta::minutes(1));
        world.told().await;
    }
    let page = ana.reads(&desk).await;
    page.shows("Did I do something wrong?")
        .shows("Nothing at all. From Heron")
        .shows("for the first time. From the team")
        .hides(">ada<")
        .hides(">mo<");
    ana.reads("/notices").await.shows("From Heron").shows("From the team").hides(">ada<");
    let case = mo.opens_case(&thread).await;
    mo.reads(&case).await.shows("said to each other (3 messages)").shows("the desk ada");
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;

    // A decided case is opened again by what the writer says; too much of it is put off, with the words kept.
    ana.fills(&desk, &desk, &[("text", "Thank you")]).await.is(303);
    let again = mo.next_case().await;
    assert_ne!(again, case);
    mo.reads(&again).await.shows("Thank you").shows("Nothing at all.");
    for _ in 0..5 {
        ana.fills(&desk, &desk, &[("text", "And another thing")]).await;
    }
    ana.fills(&desk, &desk, &[("text", "my last words to you")]).await.is(429).shows("my last words to you");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_says_how_bad_it_is_is_read_first_and_offered_help(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let other = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&other, "spam", "").await;
    let thread = ana.posts("nights", "More", "another question").await;
    let desk = format!("/e/{}/desk", id_of(&thread));
    let sent = ana.fills(&desk, &desk, &[("text", "Goodbye everyone, I will kill myself tonight")]).await.location();
    let page = ana.reads(&sent).await;
    assert!(page.count(".care") > 0, "{}", page.text());
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("Someone may be in danger").shows("I will kill myself tonight");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_talks_by_the_private_link_and_erasing_takes_it_along(db: PgPool) {
    let world = World::new(db).await;
    let (guest, mo) = (world.guest(), world.moderator("mo").await);
    let path = "/b/quiet/write";
    let fields = [("title", "Hello"), ("text", "my words"), ("guest_name", "passing by"), ("do", "send")];
    let own = crate::world::path_of(&guest.fills(path, path, &fields).await.location());
    let desk = own.replace("/own/", "/desk/");
    world.guest().reads(&own.replace("/own/", "/desk/x")).await.is(404);
    guest.fills(&desk, &desk, &[("text", "How long will it take?")]).await.is(303);
    let case = mo.next_case().await;
    mo.decides(&case, "write", &[("message", "An hour or so.")]).await.is(303);
    world.told().await;
    guest.reads(&desk).await.shows("How long will it take?").shows("An hour or so.");
    guest.reads(&own).await.shows("An hour or so.");
    guest.fills(&own, &own, &[("do", "erase")]).await;
    assert_eq!(world.number("select count(*) from desk_messages").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_signature_is_nobody_elses_name_and_what_was_said_is_forgotten(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    mo.fills("/desk/care", "/desk/care", &[("sign", "Ana")]).await.is(422).shows("Somebody here has that name");
    mo.fills("/desk/care", "/desk/care", &[("sign", &"x".repeat(41))]).await.is(422).shows("too long");
    let thread = ana.posts("nights", "Hello", "a question").await;
    let desk = format!("/e/{}/desk", id_of(&thread));
    ana.fills(&desk, &desk, &[("text", "plankton lantern")]).await.is(303);
    world.pass(TimeDelta::days(181));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from desk_messages").await, 0);
}
