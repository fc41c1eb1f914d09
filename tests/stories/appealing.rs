//! The writer's answer: one appeal, decided by somebody else, and restoring really restores; or writing it again.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, id_of};

impl Person<'_> {
    /// Asks for another look at the newest decision about their words, with those words.
    async fn appeals(&self, words: &str) -> Answer {
        let path = self.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
        let page = self.reads(&path).await;
        if page.count("main form") == 0 {
            return page;
        }
        let sent = self.fills(&path, &path, &[("text", words)]).await;
        if sent.status.is_redirection() { self.follows(&sent.location()).await } else { sent }
    }
}

/// Ana's post, taken down by mo for cruelty, and told.
async fn removed<'w>(world: &'w World, ana: &Person<'w>, mo: &Person<'w>) -> String {
    let thread = ana.posts("nights", "My sister said", "some sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "remove", &[("reason", "cruel"), ("message", "it was sharp")]).await.is(303);
    world.told().await;
    thread
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_appeal_is_decided_by_somebody_else_and_restoring_restores(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = removed(&world, &ana, &mo).await;
    world.pass(TimeDelta::days(2));
    ana.appeals("It was a quotation.").await.shows("It waits to be read again").shows("It was a quotation.");
    ana.appeals("And again.").await.shows("It was a quotation.").hides("And again.");
    assert_eq!(world.number("select count(*) from appeals").await, 1);

    assert_eq!(mo.next_case().await, "/desk", "not by who decided it");
    let case = mo.reads("/desk").await.shows("The writer asks for another look").attribute(".cases a", "href").unwrap();
    mo.reads(&case).await.shows("another moderator takes this look").hides("value=\"restore\"");
    assert_eq!(ada.next_case().await, case);
    ada.reads(&case).await.shows("It was a quotation.").shows("decided by mo").shows("it was sharp").hides("value=\"let_stand\"");
    ada.decides(&case, "restore", &[]).await.is(303);
    world.told().await;
    world.guest().reads(&thread).await.shows("some sharp words");
    world.guest().reads("/new").await.shows("My sister said");
    ana.reads("/notices").await.shows("We got it wrong");
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 1);
    assert_eq!(world.number("select reply_count::bigint from threads").await, 0);

    // What was written then is kept no longer than any text that was taken down.
    world.pass(TimeDelta::days(i64::from(world.app.settings.removed_text_days) + 1));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from appeals where words <> ''").await, 0);
    world.pass(TimeDelta::days(40));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from appeals").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_upheld_says_why_and_is_final(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = removed(&world, &ana, &mo).await;
    ana.appeals("").await.shows("It waits to be read again");
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("They gave no words with it");
    ada.decides(&case, "uphold", &[]).await.is(422).shows("why it stays");
    ada.decides(&case, "uphold", &[("message", "It names a person.")]).await.is(303);
    world.told().await;
    world.guest().reads(&thread).await.is(404);
    ana.reads("/notices").await.shows("You are still welcome here").shows("It names a person.").hides(">ada<");
    ana.appeals("Once more").await.shows("It was looked at again, and kept").hides("Once more");
    assert_eq!(ada.next_case().await, "/desk");
    world.guest().reads("/about/decisions").await.shows("kept as it was decided").hides("ada");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_is_alone_at_the_desk_may_look_again_and_six_months_are_the_end(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, eve) = (world.member("ana").await, world.moderator("mo").await, world.member("eve").await);
    removed(&world, &ana, &mo).await;
    let path = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    eve.reads(&path).await.is(404);
    world.guest().reads(&path).await.is(401);
    ana.fills(&path, &path, &[("text", &"x".repeat(4001))]).await.is(422).shows("too long").shows("xxx");
    let form = ana.reads(&path).await.form(&path);
    ana.posts_fields(&path, &form).await.is(303);
    let case = mo.next_case().await;
    mo.decides(&case, "uphold", &[("message", "I read it again.")]).await.is(303);

    let other = ana.posts("nights", "Another", "more sharp words").await;
    let case = mo.opens_case(&other).await;
    mo.decides(&case, "cover", &[]).await.is(303);
    world.told().await;
    let path = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    world.pass(TimeDelta::days(180));
    ana.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", crate::world::PASSPHRASE)]).await;
    let form = ana.reads(&path).await.form(&path);
    world.pass(TimeDelta::days(5));
    ana.reads(&path).await.shows("can't be looked at again");
    ana.posts_fields(&path, &form).await;
    assert_eq!(world.number("select count(*) from appeals").await, 1);
}

/// Ana asks about every decision there is about her words.
async fn asks_about_all(world: &World, ana: &Person<'_>) {
    let decisions: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from decisions where action <> 'let_stand' order by seq").fetch_all(&world.db).await.unwrap();
    for decision in decisions {
        let path = format!("/appeal/{}", holdfast::ids::DecisionId(decision));
        ana.fills(&path, &path, &[("text", "Please look again.")]).await.is(303);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn of_two_questions_each_is_answered_by_what_became_of_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "My sister said", "some sharp words").await;
    for (action, reason) in [("lock", ""), ("remove", "cruel")] {
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, action, &[("reason", reason)]).await.is(303);
        world.told().await;
    }
    asks_about_all(&world, &ana).await;
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("They asked about more than one decision");
    ada.decides(&case, "restore", &[]).await.is(303);
    world.told().await;
    let outcome = "select count(*) from appeals join decisions on decisions.id = decision where";
    let is = async |what: &str| {
        let sql = sqlx::AssertSqlSafe(format!("{outcome} {what}"));
        sqlx::query_scalar::<_, i64>(sql).fetch_one(&world.db).await.unwrap() == 1
    };
    assert!(is("action = 'remove' and outcome = 'granted'").await);
    assert!(is("action = 'lock' and outcome is null").await, "nobody looked at that yet");
    // The case stays with what is open, and what was answered is not asked again.
    assert_eq!(ada.next_case().await, case);
    ada.reads(&case).await.shows_once("Please look again.").hides("value=\"grant\"");
    ada.decides(&case, "unlock", &[]).await.is(303);
    world.told().await;
    assert!(is("action = 'lock' and outcome = 'granted'").await);
    assert_eq!(ada.next_case().await, "/desk");
    ana.replies(&thread, "open again").await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_nothing_can_undo_is_granted_in_words(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "My sister said", "some sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "restrain", &[("restrain", "warn"), ("reason", "cruel")]).await.is(303);
    mo.decides(&case, "notes", &[("notes", "grief")]).await.is(303);
    world.told().await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "limit", &[("limit", "known-1")]).await.is(303);
    world.told().await;
    world.pass(TimeDelta::days(2));
    asks_about_all(&world, &ana).await;
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("Say that they were right");
    ada.decides(&case, "grant", &[]).await.is(422).shows("what no longer counts");
    ada.decides(&case, "grant", &[("message", "It was a quotation, we see that now.")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 3);
    ana.reads("/notices").await.shows("you were right").shows("It was a quotation, we see that now.").hides(">ada<");
    ada.reads("/desk/log").await.shows("the writer was right");
    assert_eq!(ada.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn of_two_who_decided_each_looks_at_what_the_other_did(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "My sister said", "some sharp words").await;
    for (who, action, reason) in [(&mo, "lock", ""), (&ada, "remove", "cruel")] {
        let case = who.opens_case(&thread).await;
        who.decides(&case, action, &[("reason", reason)]).await.is(303);
        world.told().await;
    }
    asks_about_all(&world, &ana).await;
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("They asked about more than one decision").hides("value=\"unlock\"");
    let kept = mo.reads(&case).await.form(&case);
    mo.decides(&case, "uphold", &[("message", "It names a person.")]).await.is(303);
    world.told().await;
    assert_eq!(
        world
            .number("select count(*) from appeals join decisions on decisions.id = decision where action = 'remove' and outcome = 'upheld'")
            .await,
        1
    );
    assert_eq!(world.number("select count(*) from appeals where outcome is null").await, 1, "nobody upholds what they decided themselves");
    assert_eq!(mo.next_case().await, "/desk", "what is left is not theirs to look at");
    mo.reads(&case).await.shows("another moderator takes this look").hides("value=\"uphold\"");
    let again = crate::world::filled(kept, &[("action", "uphold"), ("message", "And mine, too.")]);
    mo.posts_fields(&case, &again).await.is(409).shows("And mine, too.");
    assert_eq!(ada.next_case().await, case);
    ada.decides(&case, "uphold", &[("message", "It had gone on for long.")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'upheld'").await, 2);
    assert_eq!(ada.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_colleague_who_cannot_work_yet_is_nobody_to_wait_for(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, _ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    removed(&world, &ana, &mo).await;
    ana.appeals("It was a quotation.").await.is(200);
    assert_eq!(mo.next_case().await, "/desk", "there is somebody else");
    let mut case = String::new();
    for (sql, back) in [
        ("update accounts set second_step_at = null where name = 'ada'", "update accounts set second_step_at = now() where name = 'ada'"),
        (
            "update desk_care set limits_accepted_at = null from accounts where accounts.id = account and name = 'ada'",
            "update desk_care set limits_accepted_at = now() from accounts where accounts.id = account and name = 'ada'",
        ),
        (
            "update roles set board = (select id from boards where slug = 'quiet') from accounts where accounts.id = account and name = 'ada'",
            "update roles set board = null from accounts where accounts.id = account and name = 'ada'",
        ),
    ] {
        sqlx::query(sql).execute(&world.db).await.unwrap();
        case = mo.next_case().await;
        assert_ne!(case, "/desk", "{sql}");
        mo.decides(&case, "release", &[]).await.is(303);
        sqlx::query(back).execute(&world.db).await.unwrap();
        assert_eq!(mo.next_case().await, "/desk", "{back}");
    }
    sqlx::query("update accounts set second_step_at = null where name = 'ada'").execute(&world.db).await.unwrap();
    mo.decides(&case, "uphold", &[("message", "I read it again.")]).await.is(303);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn keeping_and_granting_have_a_place_of_their_own_also_where_the_words_are_gone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "My sister said", "some sharp words").await;
    let case = mo.opens_case(&thread).await;
    for how in ["warn", "pause-30"] {
        mo.decides(&case, "restrain", &[("restrain", how), ("reason", "cruel")]).await.is(303);
    }
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    asks_about_all(&world, &ana).await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    let case = ada.next_case().await;
    let page = ada.reads(&case).await;
    assert_eq!(page.count("button[value=write]"), 0, "nobody is left to write to");
    for (action, key) in [("uphold", "k"), ("grant", "g")] {
        assert_eq!(page.count(&format!("details.panel textarea#message-{action}[name=message]")), 1, "{action}");
        assert_eq!(page.count(&format!("details.panel button[value={action}]")), 1, "{action}");
        assert_eq!(page.count(&format!("details.panel > summary[data-key={key}]")), 1, "{action}");
        let again = ada.decides(&case, action, &[("message", "without {part}")]).await;
        again.is(422);
        assert_eq!(again.words(&format!("textarea#message-{action}")), "without {part}");
        assert_eq!(again.count("details.panel[open]"), 1, "{action}");
    }
    ada.decides(&case, "uphold", &[("message", "It hurt somebody.")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'upheld'").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_appeals_by_the_private_link(db: PgPool) {
    let world = World::new(db).await;
    let (guest, mo, ada) = (world.guest(), world.moderator("mo").await, world.moderator("ada").await);
    let path = "/b/nights/write";
    let sent =
        guest.fills(path, path, &[("title", "Hello"), ("text", "my words"), ("guest_name", "passing by"), ("do", "send")]).await.location();
    let case = mo.opens_case(&sent).await;
    mo.decides(&case, "remove", &[("reason", "private")]).await.is(303);
    world.told().await;
    let appeal = guest.follows(&sent).await.attribute("a[href^='/appeal/']", "href").unwrap();
    guest.fills(&appeal, &appeal, &[("text", "That is the sea, not my street.")]).await.is(303);
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("That is the sea");
    ada.decides(&case, "restore", &[]).await.is(303);
    world.told().await;
    guest.follows(&appeal).await.shows("and changed");
    guest.follows(&sent).await.shows("We got it wrong");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_was_taken_down_can_be_written_again_and_is_read_first(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = removed(&world, &ana, &mo).await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.reads(&own).await.shows("You can write it again here").shows("some sharp words");
    ana.fills(&own, &own, &[("text", "some gentle words"), ("do", "save")]).await.is(303);
    world.guest().reads(&thread).await.is(404);
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("wrote it again after it was taken down").shows("some gentle words");
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    world.guest().reads(&thread).await.shows("some gentle words").hides("sharp");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_erased_entry_takes_the_words_of_its_appeal_with_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = removed(&world, &ana, &mo).await;
    ana.appeals("It was a quotation.").await.is(200);
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    assert_eq!(world.number("select count(*) from appeals where words = ''").await, 1);
    let case = ada.next_case().await;
    ada.reads(&case).await.shows("their writer erased them").hides("quotation");
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    assert_eq!(ada.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_wrote_it_is_nobody_else_who_could_look(db: PgPool) {
    let world = World::new(db).await;
    let (mo, ada) = (world.moderator("mo").await, world.moderator("ada").await);
    let thread = ada.posts("nights", "Tired", "of it all").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "cover", &[]).await.is(303);
    world.told().await;
    ada.appeals("It is only a song.").await.shows("It waits to be read again");
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("It is only a song.");
    mo.decides(&case, "publish", &[]).await.is(303);
}
