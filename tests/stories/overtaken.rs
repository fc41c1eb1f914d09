//! A decision is about the words that were read. What its writer changes, erases or is told of in between is never decided unread.

use sqlx::PgPool;

use crate::world::{Person, World, filled, id_of, path_of};

/// Changes an entry's words, as its writer.
async fn edits(ana: &Person<'_>, entry: &str, text: &str) {
    let own = format!("/e/{}/own", id_of(entry));
    ana.fills(&own, &own, &[("text", text), ("do", "save")]).await.is(303);
}

/// What the database says of the words.
async fn stands(world: &World, source: &str) -> String {
    sqlx::query_scalar("select state from entries where source = $1").bind(source).fetch_one(&world.db).await.unwrap()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn words_that_were_changed_after_the_page_was_read_are_read_first(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A quarrel", "gentle words").await;
    ben.reports(&thread, "cruel", "").await;
    let case = mo.next_case().await;
    let form = mo.reads(&case).await.shows("gentle words").form(&case);
    edits(&ana, &thread, "quite other words").await;
    let late = mo.posts_fields(&case, &filled(form, &[("action", "let_stand"), ("message", "It reads gently.")])).await;
    late.is(409).shows("quite other words").shows("It reads gently.");
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 0);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn words_that_were_changed_before_it_took_effect_are_not_decided_unread(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let held = ana.posts("quiet", "First", "gentle words").await;
    let case = mo.opens_case(&held).await;
    mo.decides(&case, "publish", &[("message", "Welcome, and thank you.")]).await.is(303);
    edits(&ana, &held, "quite other words").await;
    world.told().await;
    assert_eq!(stands(&world, "quite other words").await, "held");
    world.guest().reads("/new").await.hides("quite other words");
    assert_eq!(mo.next_case().await, case);
    mo.reads(&case).await.shows("its writer or somebody else had changed something").shows("quite other words");
    mo.reads(&case).await.shows("Words to the writer that were not sent").shows("Welcome, and thank you.");
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    world.guest().reads(&held).await.shows("quite other words");

    // The same for whatever else judges the words, however little the software minds the change.
    let judged = [("let_stand", ""), ("cover", ""), ("hold", ""), ("remove", "cruel"), ("notes", "")];
    for (n, (action, reason)) in judged.into_iter().enumerate() {
        let entry = ana.replies(&held, &format!("words {n}")).await;
        let case = mo.opens_case(&entry).await;
        mo.decides(&case, action, &[("reason", reason), ("notes", "grief")]).await.is(303);
        edits(&ana, &entry, &format!("words {n}, and more")).await;
        world.told().await;
        assert_eq!(mo.next_case().await, case, "{action}: it is on the desk again");
        mo.reads(&case).await.shows("had changed something").shows(&format!("words {n}, and more"));
        assert_eq!(stands(&world, &format!("words {n}, and more")).await, "published", "{action}");
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
    }
    assert_eq!(world.number("select count(*) from decisions where action not in ('publish', 'let_stand')").await, 0);
    assert_eq!(world.number("select count(*) from entries where notes <> '{}'").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_does_not_judge_the_words_takes_effect_and_the_words_stay_to_be_read(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A quarrel", "sharp words").await;
    for (action, fields) in [("lock", vec![]), ("restrain", vec![("restrain", "pause-1"), ("reason", "cruel")])] {
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, action, &fields).await.is(303);
        edits(&ana, &thread, &format!("words after {action}")).await;
        world.told().await;
        // Nobody edits their way out of a pause; and what nobody read waits.
        assert_eq!(mo.next_case().await, case, "{action}");
        mo.reads(&case).await.shows(&format!("words after {action}")).hides("had changed something");
    }
    assert_eq!(world.number("select count(*) from threads where locked_at is not null").await, 1);
    assert_eq!(world.number("select count(*) from restraints").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whatever_was_typed_by_who_came_second_is_handed_back(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "A quarrel", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    let form = mo.reads(&case).await.form(&case);
    ada.decides(&case, "let_stand", &[]).await.is(303);
    let fields = [("action", "edit_out"), ("message", "my letter"), ("note", "my note"), ("passage", "sharp"), ("reason", "cruel")];
    let second = mo.posts_fields(&case, &filled(form, &fields)).await;
    second.is(409);
    for (at, typed) in [(1, "my letter"), (2, "my note"), (3, "sharp")] {
        assert_eq!(second.words(&format!("textarea#typed-{at}")), typed);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_erased_their_words_is_not_told_that_they_were_taken_down(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let guest = world.guest();
    let place = ben.posts("nights", "A place", "to answer").await;
    let sent = path_of(&guest.replies_raw(&place, "sharp words").await.location());
    let case = mo.opens_case(&sent).await;
    mo.decides(&case, "remove", &[("reason", "cruel"), ("message", "We took it down.")]).await.is(303);
    guest.fills(&sent, &sent, &[("do", "erase")]).await.is(303);
    let entry = ana.replies(&place, "sharper words").await;
    let other = mo.opens_case(&entry).await;
    mo.decides(&other, "remove", &[("reason", "cruel"), ("message", "We took it down.")]).await.is(303);
    edits(&ana, &entry, "softer words").await;
    let own = format!("/e/{}/own", id_of(&entry));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions where action = 'let_stand' and to_state = 'erased'").await, 2, "erasing wins");
    let said = "select count(*) from decisions where message <> '' or reason is not null";
    assert_eq!(world.number(said).await, 0, "nobody let it stand for that rule or with those words");
    ana.reads("/notices").await.shows("Nothing yet");
    mo.reads("/desk/log").await.hides("We took it down");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_message_about_words_that_are_gone_is_not_sent_and_the_log_says_nothing_of_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "write", &[("message", "About what you wrote.")]).await.is(303);
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 0, "nobody decided anything");
    ana.reads("/notices").await.shows("Nothing yet");
    assert_eq!(mo.next_case().await, case);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_reports_while_a_decision_waits_is_not_answered_by_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cem, mo) =
        (world.member("ana").await, world.member("ben").await, world.member("cem").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A quarrel", "sharp words").await;
    ben.reports(&thread, "cruel", "").await;
    let case = mo.next_case().await;
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.pass(chrono::TimeDelta::seconds(5));
    cem.reports(&thread, "private", "it names my street").await;
    world.told().await;
    ben.reads("/notices").await.shows("it stays as it is");
    cem.reads("/notices").await.shows("Nothing yet");
    assert_eq!(mo.next_case().await, case);
    mo.reads(&case).await.shows("it names my street");
    world.pass(chrono::TimeDelta::seconds(60));
    mo.decides(&case, "remove", &[("reason", "private")]).await.is(303);
    world.told().await;
    cem.reads("/notices").await.shows("something was changed").hides("it stays as it is");
}
