//! Spam in bulk: one decision and one undo for what belongs together, each entry told and logged by itself; and nothing else.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

const LAMPS: &str = "Buy [lamps](https://lamps.example/now) today";

impl Person<'_> {
    /// Takes down as spam what that page offers, as it is ticked.
    async fn takes_all_down(&self, case: &str) -> Answer {
        let path = format!("{case}/spam");
        let page = self.reads(&path).await;
        self.posts_fields(&path, &page.form(&path)).await
    }
}

/// How many entries are taken down.
async fn removed(world: &World) -> i64 {
    world.number("select count(*) from entries where state = 'removed'").await
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn one_decision_takes_all_of_it_down_and_one_undo_takes_that_back(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let first = ana.posts("nights", "Lamps", LAMPS).await;
    let thread = ben.posts("nights", "Hello", "a question").await;
    ana.replies(&thread, "lamps for you, too").await;
    let same_link = ben.replies(&thread, "Look, [lamps](http://lamps.example/other)").await;
    ben.reports(&first, "spam", "").await;
    let other_case = mo.opens_case(&same_link).await;
    let case = mo.opens_case(&first).await;
    let link = mo.reads(&case).await.attribute(&format!("a[href='{case}/spam']"), "href").unwrap();
    mo.reads(&link)
        .await
        .shows("One decision takes down what you leave ticked")
        .shows("Each writer is told for each entry")
        .shows("lamps for you, too same writer")
        .shows("Look, lamps same link")
        .hides("a question");
    mo.takes_all_down(&case).await.is(303);
    assert_eq!(removed(&world).await, 0, "nobody feels it yet");
    mo.undoes().await.is(200).shows("Taken back");
    world.told().await;
    assert_eq!((removed(&world).await, world.number("select count(*) from decisions").await), (0, 0));

    mo.takes_all_down(&case).await.is(303);
    world.told().await;
    assert_eq!(removed(&world).await, 3);
    assert_eq!(world.number("select count(*) from decisions where action = 'remove' and reason = 'spam'").await, 3, "each is logged");
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 0);
    mo.reads(&other_case).await.shows("mo has decided this case");
    world.guest().reads(&thread).await.shows("a question").hides("lamps");
    for (person, times) in [(&ana, 2), (&ben, 1)] {
        let page = person.reads("/notices").await;
        assert_eq!(page.count("a[href^='/appeal/']"), times, "each is told, and can be answered");
        page.shows("advertisement");
    }
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(holdfast::audit::verify(&mut conn).await.unwrap(), holdfast::audit::Walk { sound: 3, broken: None });
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_was_taken_down_together_is_put_back_together_with_words_to_each_writer(db: PgPool) {
    const WORDS: &str = "This was our mistake: lamps are what you knit.";
    let world = World::new(db).await;
    let (ana, ben, mo, bo) =
        (world.member("ana").await, world.member("ben").await, world.moderator("mo").await, world.moderator("bo").await);
    let first = ana.posts("nights", "Lamps", LAMPS).await;
    let second = ana.posts("nights", "More lamps", LAMPS).await;
    let third = ben.replies(&ben.posts("nights", "Hello", "a question").await, "Look, [lamps](http://lamps.example/other)").await;
    let fourth = ana.posts("nights", "Last lamps", LAMPS).await;
    let case = mo.opens_case(&first).await;
    mo.takes_all_down(&case).await.is(303);
    world.told().await;
    assert_eq!(removed(&world).await, 4);
    // One is erased, and of one its writer asks for another look: these are decided by themselves, or not at all.
    let own = format!("/e/{}/own", id_of(&fourth));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    let asked = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&asked, &asked, &[("words", "I knit them.")]).await.is(303);

    let path = format!("{case}/put-back");
    let page = bo.reads(&bo.reads("/desk/log").await.attribute("a[href$='/put-back']", "href").unwrap()).await;
    page.is(200).shows("One decision took these down as spam").shows("asked for another look").hides("Last lamps");
    assert_eq!(page.count("input[name=entries]"), 2);
    let form = page.form(&path);
    bo.posts_fields(&path, &form).await.is(422).shows("Please say why");
    let blank = filled(form.clone(), &[("message", "We were wrong about {part}.")]);
    bo.posts_fields(&path, &blank).await.is(422).shows("There is still a blank").shows("We were wrong about {part}.");
    let none: Vec<_> = form.iter().filter(|(name, _)| name != "entries").cloned().collect();
    bo.posts_fields(&path, &filled(none, &[("message", WORDS)])).await.is(422).shows("leave something ticked").shows(WORDS);
    let form = filled(form, &[("message", WORDS)]);
    for wrong in [&fourth, &ben.posts("nights", "Other", "words").await] {
        bo.posts_fields(&path, &filled(form.clone(), &[("entries", &id_of(wrong))])).await.is(409);
    }
    ana.reads(&path).await.is(404);
    bo.posts_fields(&path, &form).await.is(303);
    assert_eq!(removed(&world).await, 3, "nobody feels it yet");
    bo.undoes().await.is(200).shows("Taken back");
    world.told().await;
    assert_eq!(removed(&world).await, 3);

    let form = filled(bo.reads(&path).await.form(&path), &[("message", WORDS)]);
    bo.posts_fields(&path, &form).await.is(303);
    world.told().await;
    assert_eq!(removed(&world).await, 1, "the one its writer asked about");
    assert_eq!(world.number("select count(*) from decisions where action = 'restore' and message like 'This was our%'").await, 2);
    let shown = [world.guest().reads(&first).await.status, world.guest().reads(&second).await.status];
    assert_eq!(shown.iter().filter(|status| status.as_u16() == 200).count(), 1);
    world.guest().follows(&third).await.shows("Look, lamps");
    for person in [&ana, &ben] {
        person.reads("/notices").await.shows(WORDS);
    }
    bo.reads(&path).await.shows("asked for another look");
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(holdfast::audit::verify(&mut conn).await.unwrap().broken, None);
    // One entry that was taken down by itself has no such page.
    let alone = ben.posts("nights", "Alone", "words").await;
    let case = mo.opens_case(&alone).await;
    mo.decides(&case, "remove", &[("reason", "spam")]).await.is(303);
    world.told().await;
    mo.reads(&format!("{case}/put-back")).await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_sounds_heavy_is_urgent_or_in_other_hands_is_left_to_be_read(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, world.moderator("bo").await);
    let first = ana.posts("nights", "Lamps", LAMPS).await;
    let heavy = ana.posts("nights", "Grey", "I can't go on, I want to die. https://lamps.example/x").await;
    let worried = ana.posts("nights", "Rest", "See you").await;
    world.guest().worries(&worried, "low", "").await.is(303);
    world.pass(TimeDelta::minutes(20));
    let theirs = ana.posts("nights", "More", LAMPS).await;
    let plain = ana.posts("nights", "Most", LAMPS).await;
    let staff = bo.posts("nights", "Not a lamp", LAMPS).await;
    let case = mo.opens_case(&first).await;
    let path = format!("{case}/spam");
    let theirs_case = bo.opens_case(&theirs).await;
    bo.decides(&theirs_case, "take", &[]).await.is(303);
    let page = mo.reads(&path).await;
    page.shows("it sounds heavy or somebody is worried")
        .shows("its case is in somebody else's hands")
        .hides("Not a lamp")
        .hides("I can't go on");
    assert_eq!(page.count("input[name=entries]"), 1, "only what is plain");
    // A form that names what was left out, or what is not there at all, is not taken.
    for entry in [&heavy, &worried, &theirs, &staff] {
        mo.posts_fields(&path, &filled(page.form(&path), &[("entries", &id_of(entry))])).await.is(409);
    }
    let none: Vec<_> = page.form(&path).into_iter().filter(|(name, _)| name != "entries").collect();
    mo.posts_fields(&path, &none).await.is(422).shows("leave something ticked");
    mo.takes_all_down(&case).await.is(303);

    // What its writer changes before it takes effect is left as it is.
    let own = format!("/e/{}/own", id_of(&plain));
    world.pass(TimeDelta::seconds(1));
    ana.fills(&own, &own, &[("text", "No lamps. I am sorry."), ("do", "save")]).await.is(303);
    world.told().await;
    assert_eq!(removed(&world).await, 1);
    ana.reads(&plain).await.shows("No lamps");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_its_writer_asked_about_meanwhile_is_not_taken_down_along(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let first = ana.posts("nights", "Lamps", LAMPS).await;
    let second = ana.posts("nights", "More lamps", LAMPS).await;
    let covered = mo.opens_case(&second).await;
    mo.decides(&covered, "cover", &[]).await.is(303);
    world.told().await;
    let case = mo.opens_case(&first).await;
    mo.takes_all_down(&case).await.is(303);
    let asked = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&asked, &asked, &[("text", "I knit them.")]).await.is(303);
    world.told().await;
    assert_eq!(removed(&world).await, 1);
    world.guest().reads(&second).await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn it_tells_nobody_who_an_alias_is_and_finds_a_guest_for_a_day(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let path = "/b/nights/write";
    let fields = [("title", "Lamps"), ("text", "cheap lamps"), ("as", "alias"), ("do", "send")];
    let sent = ana.fills(path, path, &fields).await.location();
    ana.posts("nights", "Under my name", "more lamps").await;
    assert_eq!(world.number("select count(*) from entries where voice = 'alias'").await, 1);
    let case = mo.opens_case(&sent).await;
    mo.reads(&format!("{case}/spam")).await.shows("Nothing else belongs to it").hides("Under my name");

    let guest = world.guest().at("203.0.113.5:50000");
    let one = guest.posts("nights", "Shop", "cheap").await;
    guest.posts("nights", "Shop again", "cheaper").await;
    let case = mo.opens_case(&one).await;
    mo.reads(&format!("{case}/spam")).await.shows("Shop again");
    ana.reads(&format!("{case}/spam")).await.is(404);
}
