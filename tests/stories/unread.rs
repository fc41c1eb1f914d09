//! What waits to be read while nobody is on duty: it stays, or the board shows it after a time. That is a rule and nobody's decision.

use chrono::TimeDelta;
use holdfast::audit;
use holdfast::boards::{self, Policy, Unread};
use holdfast::worker;
use sqlx::PgPool;

use crate::world::{Person, World, id_of};

impl World {
    /// As `holdfast board set --unread` does.
    async fn sets_unread(&self, board: &str, unread: &str) {
        let mut conn = self.db.acquire().await.unwrap();
        let board = boards::find(&mut conn, board, true).await.unwrap().unwrap().id;
        let unread: Unread = unread.parse().unwrap();
        boards::set_policy(&mut conn, board, &Policy { unread: Some(unread), ..Policy::default() }).await.unwrap();
    }

    async fn hours_later(&self, hours: i64) {
        self.pass(TimeDelta::hours(hours));
        worker::recur(&self.app).await.unwrap();
        self.delivers().await;
    }
}

async fn state(world: &World, address: &str) -> String {
    let id: holdfast::ids::EntryId = id_of(address).parse().unwrap();
    sqlx::query_scalar("select state from entries where id = $1").bind(id).fetch_one(&world.db).await.unwrap()
}

/// Something published on `quiet`, to be answered.
async fn published<'w>(world: &'w World, mo: &Person<'w>) -> String {
    let thread = world.member("first").await.posts("quiet", "A title", "words to answer").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    thread
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_nobody_reads_is_shown_where_the_board_says_so_and_nobody_is_on_duty(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let held = ana.posts("quiet", "First", "waits to be read").await;
    world.hours_later(24 * 29).await;
    assert_eq!(state(&world, &held).await, "held", "a board that says nothing holds on");
    world.sets_unread("quiet", "12").await;
    mo.fills("/desk/duty", "/desk/duty/now", &[("hours", "8")]).await.is(303);
    world.hours_later(1).await;
    assert_eq!(state(&world, &held).await, "held", "somebody is on duty, and will read it");
    let fresh = world.guest().posts("quiet", "Second", "came later").await;
    world.hours_later(8).await;
    ana.reads(&held).await.is(200);
    assert_eq!((state(&world, &held).await, state(&world, &fresh).await), ("published".to_owned(), "held".to_owned()));
    world.hours_later(3).await;
    assert_eq!(state(&world, &fresh).await, "held", "eleven hours");
    world.hours_later(1).await;
    assert_eq!(state(&world, &fresh).await, "published");
    world.guest().reads(&held).await.shows("waits to be read");

    // It is told as what it is, and never as somebody's.
    ana.reads("/notices").await.shows("shown by this board's own rule").hides("A volunteer has read");
    assert_eq!(world.number("select count(*) from decisions where action = 'publish' and by is null and reason = 'board'").await, 2);
    world.guest().reads("/about/decisions").await.shows("Shown to everyone This board's own rule 2");
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 0);
    let walk = audit::verify(&mut world.db.acquire().await.unwrap()).await.unwrap();
    assert_eq!((walk.sound, walk.broken), (2, None));

    world.sets_unread("quiet", "stays").await;
    let last = world.guest().posts("quiet", "Third", "waits on").await;
    world.hours_later(24 * 29).await;
    assert_eq!(state(&world, &last).await, "held");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_log_names_the_rule_and_no_person(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    world.sets_unread("quiet", "1").await;
    ana.posts("quiet", "First", "waits to be read").await;
    world.hours_later(2).await;
    let log = mo.reads("/desk/log").await;
    log.shows("Shown to everyone").shows("This board's own rule").hides(">mo</span>").hides("somebody who left");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_was_held_for_pushing_or_for_care_or_by_a_person_is_never_shown_by_a_rule(db: PgPool) {
    let world = World::new(db).await;
    let (mo, _ada) = (world.moderator("mo").await, world.moderator("ada").await);
    for board in ["quiet", "nights"] {
        world.sets_unread(board, "1").await;
    }
    let thread = published(&world, &mo).await;
    let guest = world.guest();
    // Pushing; and in a thread that needs care, whether it did when this was written or does now.
    let pushes = guest.replies(&thread, "Just kill yourself, nobody would miss you").await;
    let before = guest.replies(&thread, "hello from before").await;
    world.guest().worries(&thread, "danger", "").await.is(303);
    let careful = world.member("new").await.replies(&thread, "hello with care").await;
    // Reported, in somebody's hands, asked to be looked at twice, held by a person, of somebody whose words are read first.
    let reported = guest.posts("quiet", "Reported", "reported words").await;
    mo.opens_case(&reported).await;
    sqlx::query("insert into reports (id, case_id, kind, reason, at) select gen_random_uuid(), id, 'report', 'other', now() from cases where entry = (select id from entries where source = 'reported words')")
        .execute(&world.db)
        .await
        .unwrap();
    let twice = guest.posts("quiet", "Twice", "words to be read twice").await;
    let case = mo.opens_case(&twice).await;
    mo.decides(&case, "second", &[("note", "please look, too")]).await.is(303);
    let by_hand = world.member("ben").await.posts("nights", "By hand", "words held by hand").await;
    let case = mo.opens_case(&by_hand).await;
    mo.decides(&case, "hold", &[]).await.is(303);
    let cleo = world.member("cleo").await;
    let first = cleo.posts("nights", "Cleo", "words of cleo").await;
    let case = mo.opens_case(&first).await;
    mo.decides(&case, "restrain", &[("restrain", "hold-30"), ("reason", "spam")]).await.is(303);
    world.told().await;
    let read_first = cleo.posts("quiet", "Cleo again", "more words of cleo").await;
    // One that a rule may show, so that this story can fail.
    let guest = world.guest().at("203.0.113.7:1");
    let plain = guest.posts("quiet", "Plain", "plain words").await;
    let in_hand = guest.posts("quiet", "In hand", "words in hand").await;
    world.pass(TimeDelta::hours(2));
    let ada_case: uuid::Uuid =
        sqlx::query_scalar("select cases.id from cases join entries on entries.id = entry where source = 'words in hand'")
            .fetch_one(&world.db)
            .await
            .unwrap();
    let until = world.app.clock.now() + TimeDelta::minutes(5);
    let ada_id: uuid::Uuid = sqlx::query_scalar("select id from accounts where name = 'ada'").fetch_one(&world.db).await.unwrap();
    sqlx::query("update cases set state = 'leased', leased_by = $1, leased_until = $2 where id = $3")
        .bind(ada_id)
        .bind(until)
        .bind(ada_case)
        .execute(&world.db)
        .await
        .unwrap();
    world.hours_later(0).await;
    for (held, why) in [
        (&pushes, "pushing"),
        (&before, "care is needed now"),
        (&careful, "care was needed"),
        (&reported, "reported"),
        (&twice, "a second look was asked for"),
        (&by_hand, "a person held it"),
        (&read_first, "its writer is read first"),
        (&in_hand, "somebody has it in hand"),
    ] {
        assert_eq!(state(&world, held).await, "held", "{why}");
    }
    assert_eq!(state(&world, &plain).await, "published");
    world.hours_later(24 * 8).await;
    assert_eq!(state(&world, &in_hand).await, "published", "nobody has it in hand any more");
    assert_eq!((state(&world, &pushes).await, state(&world, &careful).await), ("held".to_owned(), "held".to_owned()));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_needs_a_look_keeps_its_case_and_details_of_how_stay_covered(db: PgPool) {
    let world = World::new(db).await;
    world.sets_unread("quiet", "1").await;
    let heavy = world.member("ana").await.posts("quiet", "Now", "goodbye everyone, I will kill myself tonight").await;
    let method = world.member("ben").await.posts("quiet", "How", "Is there a painless way?").await;
    let rules: Vec<String> = sqlx::query_scalar("select rule from case_reasons order by rule").fetch_all(&world.db).await.unwrap();
    assert!(rules.contains(&"method".to_owned()) && rules.contains(&"danger".to_owned()), "{rules:?}");
    world.hours_later(2).await;
    assert_eq!((state(&world, &heavy).await, state(&world, &method).await), ("published".to_owned(), "covered".to_owned()));
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 2, "a person looks all the same");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_a_moderator_wants_a_second_look_at_is_shown_by_no_rule(db: PgPool) {
    let world = World::new(db).await;
    let (mo, ada) = (world.moderator("mo").await, world.moderator("ada").await);
    world.sets_unread("quiet", "12").await;
    let held = world.guest().posts("quiet", "First", "waits to be read").await;
    let case = mo.next_case().await;
    mo.decides(&case, "second", &[("note", "I am not sure")]).await.is(303);
    // Dealt to somebody else and handed on, it is still asked for.
    assert_eq!(ada.next_case().await, case);
    ada.decides(&case, "release", &[]).await.is(303);
    world.hours_later(48).await;
    assert_eq!(state(&world, &held).await, "held");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_waits_is_told_what_the_board_does_when_nobody_comes(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    world.sets_unread("quiet", "12").await;
    let held = ana.posts("quiet", "First", "waits to be read").await;
    let own = format!("/e/{}/own", id_of(&held));
    ana.reads(&own).await.shows("shows it by its own rule after 12 hours");
    world.sets_unread("quiet", "stays").await;
    ana.reads(&own).await.hides("by its own rule").shows("once somebody has read it, and not before");
}
