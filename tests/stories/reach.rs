//! Who moderates one board ends what can be put there, and nothing of the whole site's.

use sqlx::PgPool;

use crate::world::World;

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_moderates_one_board_ends_nothing_of_the_whole_sites(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, world.moderator_of("bo", "nights").await);
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let holds = "select count(*) from restraints where lifted_at is null";
    for how in ["ban", "pause-3"] {
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, "restrain", &[("restrain", how), ("reason", "cruel")]).await.is(303);
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
        // It is said, and not theirs to end: neither by the button nor by a form of their own making.
        let case = bo.opens_case(&thread).await;
        let page = bo.reads(&case).await;
        page.shows("paused, or read first");
        assert_eq!(page.count("button[value=lift]"), 0, "{how}");
        bo.decides(&case, "lift", &[]).await.is(409);
        bo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
        assert_eq!(world.number(holds).await, 1, "{how}");
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, "lift", &[]).await.is(303);
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
        assert_eq!(world.number(holds).await, 0, "{how}");
    }
    // What is put on their board is theirs, and leaves the other alone.
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "restrain", &[("restrain", "ban"), ("reason", "cruel")]).await.is(303);
    world.told().await;
    mo.reads("/desk").await.is(200);
    mo.decides(&case, "release", &[]).await.is(303);
    bo.decides(&case, "restrain", &[("restrain", "pause-3"), ("reason", "cruel")]).await.is(303);
    world.told().await;
    assert_eq!(world.number(holds).await, 2);
    bo.decides(&case, "lift", &[]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from restraints where lifted_at is null and board is null and kind = 'ban'").await, 1);
    assert_eq!(world.number(holds).await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_appeal_against_what_holds_everywhere_is_decided_by_who_could_decide_that(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let bo = world.moderator_of("bo", "nights").await;
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "restrain", &[("restrain", "ban"), ("reason", "cruel")]).await.is(303);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    let appeal = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&appeal, &appeal, &[("text", "I am sorry.")]).await.is(303);
    assert_eq!(bo.next_case().await, "/desk", "nothing that is theirs");
    let case = ada.next_case().await;
    ada.decides(&case, "release", &[]).await.is(303);
    bo.reads(&case).await.shows("I am sorry.").hides("value=\"lift\"").hides("value=\"uphold\"");
    ada.decides(&case, "lift", &[]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 1);
    assert_eq!(world.number("select count(*) from restraints where lifted_at is null").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_nobody_else_can_look_again_whoever_decided_it_does(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, world.moderator_of("bo", "nights").await);
    let case = mo.opens_case(&ana.posts("nights", "Hello", "sharp words").await).await;
    mo.decides(&case, "restrain", &[("restrain", "ban"), ("reason", "cruel")]).await.is(303);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    let appeal = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&appeal, &appeal, &[("text", "I am sorry.")]).await.is(303);
    assert_eq!(bo.next_case().await, "/desk", "one board ends nothing of the whole site's");
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("I am sorry.");
    mo.decides(&case, "lift", &[]).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from appeals where outcome = 'granted'").await, 1);
}
