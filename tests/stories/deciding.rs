//! A decision at the desk: it waits a moment and can be taken back, it is carried out once, and whoever was faster wins.

use chrono::TimeDelta;
use holdfast::audit;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

impl Person<'_> {
    /// Takes back what they decided last.
    pub async fn undoes(&self) -> Answer {
        let page = self.reads("/desk").await;
        let plan = page.attribute("button[name=plan]", "value").unwrap();
        self.posts_fields("/desk/undo", &filled(page.form("/desk/undo"), &[("plan", &plan)])).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_decision_waits_a_moment_and_taken_back_it_never_was(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    let case = ada.opens_case(&thread).await;
    ada.decides(&case, "remove", &[("reason", "cruel"), ("message", "my careful words")]).await.is(303);
    ada.reads("/desk").await.shows("Taken down. It takes effect in 15 seconds").shows("Nothing is waiting");
    world.guest().reads(&thread).await.shows("a question");
    bo.reads(&case).await.shows("ada has decided this case. Taken down").hides("value=\"remove\"");
    assert_eq!(bo.next_case().await, "/desk", "nobody else is dealt it meanwhile");
    world.pass(TimeDelta::seconds(14));
    world.delivers().await;
    ada.undoes().await.is(200).shows("Taken back").shows("my careful words").shows("in your hands for 10 minutes more");
    world.told().await;
    world.guest().reads(&thread).await.shows("a question");
    ana.reads("/notices").await.shows("Nothing yet");
    assert_eq!(world.number("select count(*) from decisions").await, 0);

    // The second time it is meant, and then it is too late.
    ada.decides(&case, "cover", &[]).await.is(303);
    let page = ada.reads("/desk").await;
    let undo = filled(page.form("/desk/undo"), &[("plan", &page.attribute("button[name=plan]", "value").unwrap())]);
    let stranger = filled(bo.reads("/desk").await.form("/desk/next"), &[("plan", &undo.last().unwrap().1)]);
    bo.posts_fields("/desk/undo", &stranger).await.is(409);
    world.told().await;
    world.told().await;
    ada.posts_fields("/desk/undo", &undo).await.is(409).shows("carried out already");
    ada.reads("/desk/log").await.shows_once("Put behind a note");
    assert_eq!(world.number("select count(*) from entries where state = 'covered'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_erases_before_it_takes_effect_wins(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    ana.replies(&thread, "and more").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "remove", &[("reason", "cruel")]).await.is(303);
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from entries where state = 'erased' and source = ''").await, 1);
    assert_eq!(world.number("select count(*) from cases where state = 'closed'").await, 1);
    mo.reads("/desk/log").await.shows("Left as it is").hides("a question");
    ana.reads("/notices").await.shows("Nothing yet");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_changed_before_it_takes_effect_comes_back_to_the_desk_and_says_so(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "hold", &[]).await.is(303);
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "withdraw")]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 0);
    assert_eq!(mo.next_case().await, case);
    mo.reads(&case).await.shows("before it took effect").shows("Taken back by its writer");

    // Something told while it waited keeps the case open; the decision itself stands.
    mo.decides(&case, "let_stand", &[]).await.is(303);
    ana.fills(&own, &own, &[("do", "put_back")]).await.is(303);
    world.guest().reports(&thread, "private", "an address").await;
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 1);
    assert_eq!(mo.next_case().await, case);
    mo.reads(&case).await.shows("an address");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_next_case_is_there_without_asking_and_leaving_frees_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    let (one, two) = (ana.posts("nights", "One", "grey").await, ana.posts("nights", "Two", "grey").await);
    world.guest().reports(&one, "spam", "").await;
    world.pass(TimeDelta::minutes(1));
    world.guest().reports(&two, "spam", "").await;
    let first = ada.next_case().await;
    let onward = ada.decides(&first, "let_stand", &[]).await.location();
    let second = onward.strip_suffix("?done=yes").unwrap();
    ada.reads(&onward).await.shows("Two").shows("in your hands for 10 minutes more").shows("Left as it is. It takes effect in");
    assert_eq!(bo.next_case().await, "/desk");

    // Her browser leaves the page: free after half a minute, unless it was only loaded again.
    let away = filled(ada.reads(second).await.form(second), &[("action", "away")]);
    ada.posts_fields(second, &away).await.is(204);
    ada.reads(second).await.shows("in your hands for 10 minutes more");
    world.pass(TimeDelta::seconds(40));
    assert_eq!(bo.next_case().await, "/desk");
    ada.posts_fields(second, &away).await.is(204);
    world.pass(TimeDelta::seconds(40));
    assert_eq!(bo.next_case().await, second);
    let late = filled(away, &[("action", "cover"), ("message", "")]);
    ada.posts_fields(second, &late).await.is(409).shows("bo has this case in hand");

    // And by hand at once.
    bo.fills("/desk", "/desk/leave", &[]).await.is(303);
    assert_eq!(ada.next_case().await, second);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_case_that_is_used_stays_with_its_holder_when_the_page_before_is_left(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    let thread = ana.posts("nights", "One", "grey").await;
    world.guest().reports(&thread, "spam", "").await;
    let case = ada.next_case().await;
    // As browsers do it: the next page is served first, and then the one before it says that it is left.
    for next in [case.clone(), format!("{case}/crisis"), format!("{case}/spam")] {
        let away = filled(ada.reads(&case).await.form(&case), &[("action", "away")]);
        world.pass(TimeDelta::seconds(5));
        ada.reads(&next).await.is(200);
        ada.posts_fields(&case, &away).await.is(204);
        world.pass(TimeDelta::minutes(5));
        assert_eq!(bo.next_case().await, "/desk", "{next}");
    }
    // A form that comes back, a note that is kept.
    for (action, status) in [("remove", 422), ("note", 303)] {
        let form = ada.reads(&case).await.form(&case);
        world.pass(TimeDelta::seconds(5));
        ada.posts_fields(&case, &filled(form.clone(), &[("action", action), ("note", "looked at")])).await.is(status);
        ada.reads(&case).await.is(200);
        ada.posts_fields(&case, &filled(form, &[("action", "away")])).await.is(204);
        world.pass(TimeDelta::minutes(5));
        assert_eq!(bo.next_case().await, "/desk", "{action}");
    }
    // Whoever works at the steps or looks an alias up has it in hand for as long as that takes.
    ada.reads(&case).await.is(200);
    for _ in 0..3 {
        world.pass(TimeDelta::minutes(9));
        ada.reads(&format!("{case}/crisis")).await.is(200);
    }
    assert_eq!(bo.next_case().await, "/desk");
    // And who leaves for good leaves it to others.
    let away = filled(ada.reads(&case).await.form(&case), &[("action", "away")]);
    ada.posts_fields(&case, &away).await.is(204);
    world.pass(TimeDelta::seconds(40));
    assert_eq!(bo.next_case().await, case);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn only_what_the_table_allows_is_offered_and_taken(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    let case = mo.opens_case(&thread).await;
    let page = mo.reads(&case).await;
    for (action, there) in
        [("let_stand", 1), ("cover", 1), ("hold", 1), ("remove", 1), ("lock", 1), ("publish", 0), ("restore", 0), ("unlock", 0)]
    {
        assert_eq!(page.count(&format!("button[name=action][value={action}]")), there, "{action}");
    }
    for action in ["publish", "restore", "unlock", "dance", "pin", "unmask"] {
        let status = mo.decides(&case, action, &[]).await.status.as_u16();
        assert!([409, 422].contains(&status), "{action}: {status}");
    }
    assert_eq!(world.number("select count(*) from plans").await, 0);
    mo.decides(&case, "lock", &[]).await.is(303);
    world.told().await;
    ana.reads(&thread).await.shows("closed");
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "unlock", &[]).await.is(303);
    world.told().await;
    ana.replies(&thread, "open again").await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn keys_stand_on_the_buttons_can_be_changed_and_switched_off(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, world.moderator("bo").await);
    let case = mo.opens_case(&ana.posts("nights", "Hello", "a question").await).await;
    let key = |page: &Answer, action: &str| page.attribute(&format!("button[value={action}]"), "data-key");
    assert_eq!(key(&mo.reads(&case).await, "let_stand").as_deref(), Some("a"));
    mo.fills("/desk/keys", "/desk/keys", &[("on", "yes"), ("let_stand", "r")]).await.is(422).shows("same key");
    mo.fills("/desk/keys", "/desk/keys", &[("on", "yes"), ("let_stand", "9")]).await.is(422).shows("one letter");
    mo.fills("/desk/keys", "/desk/keys", &[("on", "yes"), ("let_stand", ";")]).await.is(303);
    assert_eq!(key(&mo.reads(&case).await, "let_stand").as_deref(), Some(";"));
    assert_eq!(key(&bo.reads(&case).await, "let_stand").as_deref(), Some("a"), "everybody has their own");
    let off: Vec<_> = mo.reads("/desk/keys").await.form("/desk/keys").into_iter().filter(|(name, _)| name != "on").collect();
    mo.posts_fields("/desk/keys", &off).await.is(303);
    assert_eq!(mo.reads(&case).await.count("main [data-key], main .acts kbd"), 0);
    ana.reads("/desk/keys").await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_moderator_who_loses_their_role_decides_nothing_more(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&thread, "spam", "").await;
    let case = mo.next_case().await;
    let form = mo.reads(&case).await.form(&case);
    sqlx::query("update roles set ended_at = now() where account = (select id from accounts where name = 'mo')")
        .execute(&world.db)
        .await
        .unwrap();
    mo.posts_fields(&case, &filled(form, &[("action", "cover")])).await.is(404);
    assert_eq!(world.number("select count(*) from plans").await, 0);
    world.pass(TimeDelta::minutes(11));
    assert_eq!(ada.next_case().await, case);
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(audit::verify(&mut conn).await.unwrap().sound, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_they_had_decided_is_not_carried_out_either(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&thread, "spam", "").await;
    let case = mo.next_case().await;
    mo.decides(&case, "remove", &[("reason", "spam")]).await.is(303);
    sqlx::query("update roles set ended_at = now() where account = (select id from accounts where name = 'mo')")
        .execute(&world.db)
        .await
        .unwrap();
    world.told().await;
    world.guest().reads(&thread).await.shows("a question");
    assert_eq!(world.number("select count(*) from decisions").await, 0);
    assert_eq!(ada.next_case().await, case);
    ada.reads(&case).await.shows("stopped moderating here");
}
