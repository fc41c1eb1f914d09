//! The desk looks after those who sit at it, after those in danger, and tells everybody how long things take.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use sqlx::PgPool;

use crate::world::{Person, World, filled, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_moderator_is_dealt_what_they_can_take_and_can_rest(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let path = "/b/nights/write";
    let noted = ana.fills(path, path, &[("title", "Grey"), ("text", "a hard day"), ("notes", "grief"), ("do", "send")]).await.location();
    let plain = ana.posts("nights", "Hello", "a question").await;
    for entry in [noted.as_str(), &plain] {
        world.guest().reports(entry, "spam", "").await;
        world.pass(TimeDelta::minutes(1));
    }
    mo.fills("/desk/care", "/desk/care", &[("most", "many")]).await.is(422).shows("whole number").shows("Looking after yourself");
    mo.fills("/desk/care", "/desk/care", &[("avoid", "grief"), ("most", "2")]).await.is(303);
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("Hello");
    assert_eq!(mo.decides(&case, "let_stand", &[]).await.location(), "/desk?done=yes", "what they avoid is left for others");

    // A break frees what they hold, and nothing is dealt until it ends.
    world.told().await;
    world.guest().reports(&plain, "spam", "again").await;
    let case = mo.next_case().await;
    mo.fills("/desk/care", "/desk/break", &[("minutes", "10")]).await.is(303);
    assert_eq!(mo.next_case().await, "/desk");
    mo.reads("/desk").await.shows("You are on a break for 10 minutes more");
    ada.reads("/desk").await.hides("break for");
    world.pass(TimeDelta::minutes(10));
    assert_eq!(mo.next_case().await, case);

    // And enough is enough for a day.
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    world.guest().reports(&plain, "spam", "once more").await;
    assert_eq!(mo.next_case().await, "/desk");
    mo.reads("/desk").await.shows("what you wanted to do today");
    assert_ne!(ada.next_case().await, "/desk");
    world.pass(TimeDelta::days(1));
    assert_ne!(mo.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_day_is_counted_in_cases_and_not_in_what_was_done_about_them(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    mo.fills("/desk/care", "/desk/care", &[("most", "2")]).await.is(303);
    for title in ["One", "Two"] {
        let entry = ana.posts("nights", title, "a question").await;
        world.guest().reports(&entry, "spam", "").await;
    }
    let first = mo.next_case().await;
    for words in ["Are you all right?", "And today?"] {
        mo.decides(&first, "write", &[("message", words)]).await.is(303);
        world.told().await;
    }
    let second = mo.decides(&first, "let_stand", &[]).await.location();
    assert_ne!(second, "/desk?done=yes", "one case so far");
    let second = second.trim_end_matches("?done=yes");
    mo.decides(second, "let_stand", &[]).await.is(303);
    mo.reads("/desk").await.shows("what you wanted to do today");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_many_hard_cases_a_break_is_offered_and_not_imposed(db: PgPool) {
    let world = World::new(db).await;
    let mo = world.moderator("mo").await;
    for n in 0..5 {
        let thread = world.member(&format!("ana {n}")).await.posts("nights", &format!("Grey {n}"), "all is grey").await;
        world.guest().worries(&thread, "low", "").await.is(303);
        world.pass(TimeDelta::minutes(21));
    }
    for _ in 0..4 {
        let case = mo.next_case().await;
        mo.reads("/desk").await.hides("several hard cases");
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
    }
    mo.reads("/desk").await.shows("several hard cases within the hour");
    assert_ne!(mo.next_case().await, "/desk");
    world.pass(TimeDelta::hours(1));
    mo.reads("/desk").await.hides("several hard cases");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_steps_for_somebody_in_danger_are_recorded_and_emergency_is_an_operators(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, op) = (world.member("ana").await, world.moderator("mo").await, world.with_role("op", RoleKind::Operator).await);
    let thread = ana.posts("nights", "Quiet evening", "all is grey").await;
    world.guest().reports(&thread, "other", "").await;
    let case = mo.next_case().await;
    let crisis = mo.reads(&case).await.attribute("a[data-key='!']", "href").unwrap();
    mo.reads(&crisis).await.shows("Breathe").shows("Only an operator takes this step");
    mo.fills(&crisis, &crisis, &[("step", "told"), ("note", "op is awake")]).await.is(303);
    mo.reads(&crisis).await.shows("Done mo just now").shows("op is awake");
    mo.reads("/desk").await.shows("due in 10 minutes").shows("Someone may be in danger");
    world.pass(TimeDelta::minutes(2));
    mo.fills(&crisis, &crisis, &[("step", "told"), ("note", "changed")]).await.is(303);
    mo.reads(&crisis).await.shows("op is awake").hides("changed").shows("2 minutes ago");
    mo.fills(&crisis, &crisis, &[("step", "emergency"), ("note", "my own idea")])
        .await
        .is(422)
        .shows("Only an operator")
        .shows("my own idea");
    op.fills(&crisis, &crisis, &[("step", "no_emergency")]).await.is(422).shows("give the reason");
    op.fills(&crisis, &crisis, &[("step", "no_emergency"), ("note", "they answered and are with a friend")]).await.is(303);
    mo.reads(&crisis).await.shows("they answered and are with a friend").shows("op");
    ana.reads(&crisis).await.is(404);
    assert_eq!(world.number("select count(*) from crisis_steps").await, 2);
    // From where it is read, without a case, it is one press to the steps.
    let other = ana.posts("nights", "Another evening", "still grey").await;
    let page = mo.reads(&other).await;
    let open = page.attribute("button[form=moderate][value=crisis]", "formaction").unwrap();
    let steps = mo.posts_fields(&open, &filled(page.form("/"), &[("to", "crisis")])).await.location();
    mo.reads(&steps).await.is(200).shows("Breathe");
    ana.reads(&other).await.hides("value=\"crisis\"");
    world.told().await;
    ana.reads("/notices").await.shows("Nothing yet");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_steps_are_in_reach_from_everywhere_and_open_again_what_was_decided(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = ana.posts("nights", "Quiet evening", "all is grey").await;
    world.guest().reports(&thread, "other", "").await;
    let steps = async |person: &Person<'_>, page: &str| person.reads(page).await.attribute("a[data-key='!']", "href");
    let case = mo.next_case().await;
    // Of a case that somebody else has in hand; and from the desk itself, where it is first asked whose words they are.
    let crisis = steps(&ada, &case).await.unwrap();
    assert_eq!(steps(&ada, "/desk").await.as_deref(), Some("/desk/crisis"));
    assert_eq!(ada.reads("/desk/crisis").await.attribute("main .rows a", "href").unwrap(), crisis);
    ana.reads("/desk/crisis").await.is(404);
    // Of one just decided: a step puts it on the desk again, in the hands of whoever took it.
    mo.decides(&case, "let_stand", &[]).await.is(303);
    assert_eq!(steps(&mo, &case).await.as_deref(), Some(crisis.as_str()));
    mo.reads("/desk/crisis").await.shows("What you decided just now");
    mo.fills(&crisis, &crisis, &[("step", "replied")]).await.is(303);
    world.told().await;
    assert_eq!(mo.next_case().await, case, "it was not closed");
    mo.reads(&case).await.shows("Someone may be in danger").shows("began the steps");
    // Of one that was closed: there is a case again, and the step stands there.
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from cases where state = 'closed'").await, 1);
    let again = mo.fills(&crisis, &crisis, &[("step", "asked")]).await.location();
    assert_ne!(again, crisis);
    mo.reads(&again).await.shows("Done mo just now");
    assert_eq!(ada.next_case().await, "/desk", "whoever took the step has it in hand");
    world.pass(TimeDelta::minutes(11));
    assert_eq!(format!("{}/crisis", ada.next_case().await), again);
    // From a thread: in hand at once.
    world.pass(TimeDelta::minutes(11));
    let page = mo.reads(&thread).await;
    let open = page.attribute("button[form=moderate][value=crisis]", "formaction").unwrap();
    assert_eq!(mo.posts_fields(&open, &filled(page.form("/"), &[("to", "crisis")])).await.location(), again);
    assert_eq!(ada.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_waits_is_told_how_long_it_usually_takes(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let first = ana.posts("quiet", "Hello", "my first words").await;
    let own = |thread: &str| format!("/e/{}/own", id_of(thread));
    ana.reads(&own(&first)).await.hides("Lately, that took");
    world.pass(TimeDelta::hours(3));
    let case = mo.next_case().await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    // A worry that was looked at within minutes says nothing of how long what is held waits.
    for _ in 0..2 {
        world.guest().worries(&first, "danger", "").await.is(303);
        let case = mo.next_case().await;
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
    }
    let path = "/b/quiet/write";
    let sent = ben.fills(path, path, &[("title", "Hello too"), ("text", "my first words"), ("do", "send")]).await.location();
    ben.reads(&sent).await.shows("Lately, that took about 3 hours").shows("once somebody has read it, and not before");
    ben.reads(&own(&sent)).await.shows("Lately, that took about 3 hours");
    world.guest().reads("/about/decisions").await.shows("What waited to be read, and appeals 3 hours").hides("mo ");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_theirs_and_what_is_not_is_read_before_anything_is_dealt(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    sqlx::query("update desk_care set limits_accepted_at = null").execute(&world.db).await.unwrap();
    let thread = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&thread, "spam", "").await;
    let page = mo.reads("/desk").await;
    page.shows("Before you begin").shows("You are not here to judge how ill someone is").hides("Next case").hides("Hello");
    let token: Vec<_> = page.form("/desk/limits");
    mo.posts_fields("/desk/next", &token).await.is(303);
    assert_eq!(world.number("select count(*) from cases where state = 'leased'").await, 0);
    let case: uuid::Uuid = sqlx::query_scalar("select id from cases").fetch_one(&world.db).await.unwrap();
    let case = format!("/desk/{}", holdfast::ids::CaseId(case));
    for path in [case.as_str(), &format!("{case}/spam"), &format!("{case}/crisis")] {
        assert_eq!(mo.reads(path).await.location(), "/desk", "{path}");
    }
    mo.posts_fields(&case, &token).await.is(303);
    assert_eq!(world.number("select count(*) from plans").await, 0);
    mo.posts_fields("/desk/limits", &token).await.is(303);
    mo.reads("/desk").await.shows("Ready when you are");
    assert_eq!(mo.next_case().await, case);
    ana.posts_fields("/desk/limits", &ana.reads("/me").await.form("/sign-out")).await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_heavy_cases_a_light_one_comes_but_nobody_in_danger_waits(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, world.moderator("bo").await);
    let mut threads = Vec::new();
    for n in 0..6 {
        threads.push(ana.posts("nights", &format!("Post {n}"), "all is grey").await);
        world.pass(TimeDelta::minutes(5));
    }
    let addresses = ["203.0.113.1:50000", "203.0.113.2:50000", "203.0.113.3:50000", "203.0.113.4:50000"];
    for (thread, address) in threads.iter().zip(addresses) {
        world.guest().at(address).worries(thread, "low", "").await.is(303);
    }
    world.guest().reports(&threads[4], "spam", "").await;
    for _ in 0..2 {
        let case = mo.next_case().await;
        mo.reads(&case).await.shows("Someone may need a person soon");
        mo.fills(&case, &case, &[("action", "let_stand")]).await.is(303);
    }
    // The decisions still wait to be carried out, and count.
    let light = mo.next_case().await;
    let shows = |thread: &str| format!(".case a[href='/e/{}']", id_of(thread));
    assert_eq!(mo.reads(&light).await.count(&shows(&threads[4])), 1);
    let heavy = bo.next_case().await;
    bo.reads(&heavy).await.shows("Someone may need a person soon");
    mo.decides(&light, "release", &[]).await.is(303);
    world.guest().at("203.0.113.2:50000").worries(&threads[5], "danger", "").await.is(303);
    let case = mo.next_case().await;
    assert_eq!(mo.reads(&case).await.shows("Someone may be in danger").count(&shows(&threads[5])), 1);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    // Nothing light is left but what they passed on: then what is heavy is theirs again.
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("Someone may need a person soon");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_somebody_keeps_away_from_is_so_for_every_answer_in_its_thread(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo, ada) =
        (world.member("ana").await, world.member("ben").await, world.moderator("mo").await, world.moderator("ada").await);
    let write = "/b/nights/write";
    let fields = [("title", "Of my mother"), ("text", "she is gone"), ("notes", "grief"), ("do", "send")];
    let thread = crate::world::path_of(&ana.fills(write, write, &fields).await.location());
    let reply = ben.replies(&thread, "sharp words").await;
    world.guest().reports(&reply, "cruel", "").await;
    mo.fills("/desk/care", "/desk/care", &[("avoid", "grief")]).await.is(303);
    assert_eq!(mo.next_case().await, "/desk");
    assert_ne!(ada.next_case().await, "/desk");
}
