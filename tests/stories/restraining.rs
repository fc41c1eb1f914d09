//! What a moderator may change in somebody's words, and what they may keep somebody from: always told, always with an end or a way back.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, SECRET, World, filled, id_of};

impl Person<'_> {
    /// Presses a button about the writer on a case.
    async fn restrains(&self, case: &str, how: &str, reason: &str) -> Answer {
        self.decides(case, "restrain", &[("restrain", how), ("reason", reason)]).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_passage_is_taken_out_and_put_back(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let words = "Keep this.\n\nA street and a number.\n\nKeep that.";
    let thread = ana.posts("nights", "Hello", words).await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "edit_out", &[("passage", "")]).await.is(422).shows("paste the passage");
    mo.decides(&case, "edit_out", &[("passage", "not in it")]).await.is(409).shows("not in the text").shows("not in it");
    mo.decides(&case, "edit_out", &[("passage", "A street and a number."), ("reason", "private")]).await.is(303);
    world.told().await;
    for path in [thread.as_str(), "/new"] {
        world.guest().reads(path).await.hides("A street").shows("Keep this.");
    }
    world.guest().reads(&thread).await.shows("A volunteer edited this").shows("[…]");
    ana.reads("/notices").await.shows("We took out a small part").shows("it could show who or where");
    let case = mo.opens_case(&thread).await;
    mo.reads(&case).await.shows("As it was before").shows("A street and a number.");
    mo.decides(&case, "restore", &[]).await.is(303);
    world.told().await;
    world.guest().reads(&thread).await.shows("A street and a number.").hides("A volunteer edited this");

    // What is kept for moderators is kept for a set time.
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "edit_out", &[("passage", "A street and a number.")]).await.is(303);
    world.told().await;
    world.pass(TimeDelta::days(271));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from entry_versions where source like '%street%'").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn notes_are_set_and_a_thread_moves(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a hard thing").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "notes", &[("notes", "grief")]).await.is(303);
    world.told().await;
    world.guest().reads(&thread).await.shows("The writer put a note on this");
    world.guest().reads("/new").await.shows("Hello").hides("a hard thing");
    ana.reads("/notices").await.shows("We changed the content notes");
    let case = mo.opens_case(&thread).await;
    let board = mo.reads(&case).await.attribute("select[name=board] option:last-child", "value").unwrap();
    mo.decides(&case, "move", &[("board", "")]).await.is(422).shows("choose another board");
    mo.decides(&case, "move", &[("board", &board)]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from threads join boards on boards.id = board where slug = 'nights'").await, 0);
    ana.reads("/notices").await.shows("stands on another board now");
    ana.reads(&thread).await.shows("a hard thing");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_message_is_sent_whole_and_leaves_the_case_open(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let case = mo.opens_case(&ana.posts("nights", "Hello", "a question").await).await;
    mo.decides(&case, "write", &[("message", "You can write it again without {part}.")])
        .await
        .is(422)
        .shows("still a blank")
        .shows("{part}");
    mo.decides(&case, "", &[("words", "reach")]).await.is(200).shows("Hi ana. Someone here read your words");
    mo.decides(&case, "write", &[("message", "How are you now?")]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("A volunteer wrote to you").shows("How are you now?").hides(">mo<");
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 1);
    mo.decides(&case, "let_stand", &[]).await.is(303);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_pause_ends_by_itself_and_takes_nothing_but_writing(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "pause-3", "").await.is(422).shows("choose a rule");
    mo.restrains(&case, "pause-3", "cruel").await.is(303);
    world.told().await;
    ana.reads("/notices")
        .await
        .shows("You can't write here for a while")
        .shows("It ends by itself on 24 November 2026")
        .shows("Ask for another look");
    ana.replies_raw(&thread, "my next words").await.is(403).shows("my next words").shows("under Notices");
    ana.follows("/help").await.is(200);
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("text", "softer words"), ("do", "save")]).await.is(303);
    assert_eq!(world.number("select count(*) from entries where state = 'held'").await, 1, "read first");
    world.pass(TimeDelta::days(3));
    ana.posts("nights", "Back again", "good evening").await;
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(holdfast::audit::verify(&mut conn).await.unwrap().broken, None);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_banned_member_appeals_and_writes_again(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "ban", "cruel").await.is(303);
    mo.decides(&case, "remove", &[("reason", "cruel")]).await.is(303);
    world.told().await;
    world.pass(TimeDelta::days(60));
    ana.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", crate::world::PASSPHRASE)]).await.is(303);
    let notices = ana.reads("/notices").await;
    notices.shows("You can't write here any more").hides("It ends by itself");
    let banned = notices.attribute("li:last-child a[href^='/appeal/']", "href").unwrap();
    ana.fills(&banned, &banned, &[("text", "I am sorry.")]).await.is(303);
    let asked = ada.fills("/sign-in", "/sign-in", &[("name", "ada"), ("passphrase", crate::world::PASSPHRASE)]).await;
    let step = "/sign-in/second-step";
    ada.posts_fields(step, &filled(asked.form(step), &[("code", &world.code(SECRET))])).await.is(303);
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("I am sorry.").shows("Can't write any more: Cruel");
    ada.decides(&case, "lift", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("You can write here again");
    ana.posts("nights", "Back again", "good evening").await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_erased_the_words_can_still_answer_what_keeps_them_from_writing(db: PgPool) {
    let world = World::new(db).await;
    let (ana, eve, mo, ada) =
        (world.member("ana").await, world.member("eve").await, world.moderator("mo").await, world.moderator("ada").await);
    ana.reads("/me").await.hides("/appeal/");
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "ban", "cruel").await.is(303);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    ana.reads("/notices").await.shows("Nothing yet");
    let me = ana.reads("/me").await;
    me.shows("You can't write here any more");
    let appeal = me.attribute("a[href^='/appeal/']", "href").unwrap();
    eve.reads(&appeal).await.is(404);
    ana.fills(&appeal, &appeal, &[("text", "I am sorry, and I took it back.")]).await.is(303);
    assert_eq!(mo.next_case().await, "/desk", "not by who decided it");
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("I am sorry, and I took it back.").shows("The words are gone").hides("sharp words");
    ada.decides(&case, "lift", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("You can write here again");
    ana.reads("/me").await.hides("/appeal/");
    ana.posts("nights", "Back again", "good evening").await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 1);

    // Where it is kept, they are told why.
    let second = ana.posts("nights", "Hello", "sharper words").await;
    let case = mo.opens_case(&second).await;
    mo.restrains(&case, "pause-30", "cruel").await.is(303);
    world.told().await;
    let own = format!("/e/{}/own", id_of(&second));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    let appeal = ana.reads("/me").await.shows("It ends by itself on").attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&appeal, &appeal, &[]).await.is(303);
    let case = ada.next_case().await;
    ada.decides(&case, "uphold", &[("message", "It hurt somebody.")]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("It hurt somebody.");
    ana.reads(&appeal).await.shows("It was looked at again, and kept");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nobody_gets_out_of_a_bans_way_by_erasing(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let place = world.member("cem").await.posts("nights", "Evening", "a question").await;
    let own = |entry: &str| format!("/e/{}/own", id_of(entry));
    // Decided before, and erased in the seconds it waits; with the name taken off; erased while the case waits to be read.
    let banned = async |person: &Person<'_>, does: &str, is_planned: bool| {
        let entry = person.replies(&place, "go away, all of you").await;
        world.guest().reports(&entry, "cruel", "").await;
        let case = mo.next_case().await;
        if is_planned {
            mo.restrains(&case, "ban", "cruel").await.is(303);
        }
        person.fills(&own(&entry), &own(&entry), &[("do", does)]).await.is(303);
        mo.reads(&case).await.hides(&format!(">{}<", person.name));
        if !is_planned {
            mo.restrains(&case, "ban", "cruel").await.is(303);
        }
        world.told().await;
        person.replies_raw(&place, "here I am").await.is(403).shows("here I am");
        person.reads("/notices").await.shows("You can't write here any more").hides("go away");
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
        case
    };
    banned(&ana, "erase", true).await;
    banned(&ben, "nameless", false).await;
    let dan = world.member("dan").await;
    let case = banned(&dan, "erase", false).await;
    assert_eq!(world.number("select count(*) from entries where state = 'erased' and source = '' and author is null").await, 2);
    mo.reads("/desk/log").await.hides("dan").hides("ana");
    // They can ask for another look, and it can be ended.
    let appeal = dan.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    dan.fills(&appeal, &appeal, &[("text", "I am sorry.")]).await.is(303);
    let asked = mo.next_case().await;
    assert_ne!(asked, case);
    mo.decides(&asked, "lift", &[]).await.is(303);
    world.told().await;
    dan.replies(&place, "hello again").await;
    // What the case kept goes with it.
    world.pass(TimeDelta::days(200));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from cases where writer is not null").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_is_stopped_for_the_day_and_a_colleague_is_not_paused(db: PgPool) {
    let world = World::new(db).await;
    let (guest, mo, ada) = (world.guest(), world.moderator("mo").await, world.moderator("ada").await);
    let thread = guest.posts("nights", "Lamps", "buy them").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "ban", "spam").await.is(303);
    world.told().await;
    guest.replies_raw(&thread, "buy more").await.is(403);
    world.guest().reads("/help").await.is(200);
    world.pass(TimeDelta::days(1));
    guest.replies(&thread, "good morning").await;
    world.pass(TimeDelta::days(8));
    holdfast::accounts::sweep(&mut world.db.acquire().await.unwrap(), world.app.clock.now()).await.unwrap();
    assert_eq!(world.number("select (select count(*) from guest_marks) + (select count(*) from restraints)").await, 0);

    let case = mo.opens_case(&ada.posts("nights", "Tired", "of it all").await).await;
    mo.reads(&case).await.hides("value=\"pause-1\"");
    mo.restrains(&case, "pause-1", "cruel").await.is(409);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_holds_for_a_guest_holds_after_a_start_and_not_the_next_day(db: PgPool) {
    const KEEN: &str = "203.0.113.77:4000";
    const STOPPED: &str = "203.0.113.78:4000";
    let folder = tempfile::tempdir().unwrap();
    let before = World::new(db.clone()).await;
    before.app.day_key.keep_in(folder.path().to_owned());
    let (keen, stopped, mo) = (before.guest().at(KEEN), before.guest().at(STOPPED), before.moderator("mo").await);
    for title in ["One", "Two", "Three"] {
        keen.posts("nights", title, "words").await;
    }
    let write = "/b/nights/write";
    let fields = [("title", "Four"), ("text", "words not lost"), ("guest_name", "passing by"), ("do", "send")];
    keen.fills(write, write, &fields).await.is(429).shows("words not lost");
    let thread = stopped.posts("nights", "Lamps", "buy them").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "ban", "spam").await.is(303);
    before.told().await;

    let after = World::with_boards_of(db.clone(), before.app.settings.clone()).await;
    after.app.day_key.keep_in(folder.path().to_owned());
    after.guest().at(KEEN).fills(write, write, &fields).await.is(429);
    after.guest().at(STOPPED).replies_raw(&thread, "buy more").await.is(403);
    after.guest().at("203.0.113.79:4000").fills(write, write, &fields).await.is(303);
    // Neither an address nor the key is in the database; the next day there is another key, and nothing left to hold by.
    let key = std::fs::read(folder.path().join("day-key-2026-11-21")).unwrap();
    let key = key.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'").fetch_all(&db).await.unwrap();
    for table in tables {
        let sql = format!("select count(*) from {table} rows where rows::text like any ($1)");
        let found = [format!("%{key}%"), "%203.0.113.7%".to_owned()];
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(&found[..]).fetch_one(&db).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    after.pass(TimeDelta::days(1));
    after.guest().at(KEEN).fills(write, write, &fields).await.is(303);
    after.guest().at(STOPPED).replies(&thread, "good morning").await;
    assert!(!folder.path().join("day-key-2026-11-21").exists(), "yesterday's key is thrown away");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn read_first_holds_what_they_write_and_a_note_goes_with_a_hand_over(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "Hello", "words").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "note", &[("note", "")]).await.is(422).shows("type the note");
    mo.decides(&case, "note", &[("note", "third time this week")]).await.is(303);
    mo.restrains(&case, "hold-30", "spam").await.is(303);
    mo.decides(&case, "second", &[("note", "I am not sure")]).await.is(303);
    world.told().await;
    mo.reads("/desk").await.shows("second opinion");
    assert_eq!(ada.next_case().await, case);
    ada.reads(&case).await.shows("third time this week").shows("Asks for a second opinion").shows("I am not sure").shows("read first");
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    let reply = ana.replies_raw(&thread, "more words").await;
    ana.follows(&reply.location()).await.shows("wait for a volunteer");
    let next = ada.next_case().await;
    ada.reads(&next).await.shows("read first for a time").shows("third time this week");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_ended_long_ago_is_forgotten_and_what_holds_is_not(db: PgPool) {
    let world = World::new(db).await;
    world.member("ana").await;
    let now = world.app.clock.now();
    for (kind, until) in [("pause", Some(now - TimeDelta::days(181))), ("hold_all", Some(now - TimeDelta::days(179))), ("ban", None)] {
        sqlx::query("insert into restraints (id, account, kind, decision, since, until) select gen_random_uuid(), id, $1, gen_random_uuid(), $2, $3 from accounts where name = 'ana'")
            .bind(kind)
            .bind(now - TimeDelta::days(300))
            .bind(until)
            .execute(&world.db)
            .await
            .unwrap();
    }
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from restraints where kind = 'pause'").await, 0);
    assert_eq!(world.number("select count(*) from restraints").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_pause_that_is_over_says_no_more_whose_words_it_was_for(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.restrains(&case, "pause-1", "cruel").await.is(303);
    world.told().await;
    let own = format!("/e/{}/own", id_of(&thread));
    world.pass(TimeDelta::days(2));
    assert_eq!(world.number("select count(*) from restraints").await, 1, "kept a while, for whoever looks at it again");
    ana.fills(&own, &own, &[("do", "nameless")]).await.is(303);
    assert_eq!(world.number("select count(*) from restraints").await, 0);
}
