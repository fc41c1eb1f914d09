//! Who moderates one board ends what can be put there, and nothing of the whole site's.

use holdfast::accounts::{Role, RoleKind};
use sqlx::PgPool;

use crate::world::{Person, World};

/// A moderator of that board and no other.
async fn of_board<'w>(world: &'w World, name: &str, slug: &'static str) -> Person<'w> {
    let person = world.member(name).await;
    let board = sqlx::query_scalar("select id from boards where slug = $1").bind(slug).fetch_one(&world.db).await.unwrap();
    world.gives(&person, Role { kind: RoleKind::Moderator, board: Some(board) }).await;
    person
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_moderates_one_board_ends_nothing_of_the_whole_sites(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, bo) = (world.member("ana").await, world.moderator("mo").await, of_board(&world, "bo", "nights").await);
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
    let bo = of_board(&world, "bo", "nights").await;
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
