//! Who tells the moderators something gets a private answer, without names; telling the same again and again does nothing.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::world::{World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn reporters_get_an_answer_without_names_and_the_writer_learns_nothing(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cy, mo) = (world.member("ana").await, world.member("ben").await, world.member("cy").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "sharp words").await;
    let sent = ben.reports(&thread, "cruel", "it hurt").await.location();
    ben.reads(&sent).await.shows("You find a short answer under Notices");
    cy.worries(&thread, "low", "").await.is(303);
    let case = mo.next_case().await;
    mo.decides(&case, "write", &[("message", "How are you?")]).await.is(303);
    world.told().await;
    ben.reads("/notices").await.shows("Nothing yet");
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    ben.reads("/notices").await.shows("it stays as it is. It was right to tell us").hides(">mo<").hides(">ana<").hides("it hurt");
    cy.reads("/notices").await.shows("You were worried about somebody. A volunteer has looked").hides(">mo<");
    ana.reads("/notices").await.hides("looked").shows("How are you?");

    let other = ana.posts("nights", "More", "sharper words").await;
    ben.reports(&other, "cruel", "").await;
    let case = mo.next_case().await;
    mo.decides(&case, "remove", &[("reason", "cruel")]).await.is(303);
    world.told().await;
    ben.reads("/notices").await.shows("A volunteer looked, and something was changed");
    assert_eq!(world.number("select count(*) from notices where kind = 'report_answered'").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_same_report_again_is_thanked_and_opens_nothing_until_something_is_new(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "plain words").await;
    let decide = async || {
        let case = mo.next_case().await;
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
        world.pass(TimeDelta::minutes(1));
    };
    ben.reports(&thread, "spam", "").await;
    decide().await;
    let sent = ben.reports(&thread, "cruel", "").await.location();
    ben.reads(&sent).await.shows("You told us about this before");
    assert_eq!(mo.next_case().await, "/desk");
    assert_eq!(world.number("select count(*) from cases").await, 1);

    // Something to add, somebody else, other words, and worry are always heard.
    ben.reports(&thread, "spam", "they sell it on every page").await;
    decide().await;
    world.guest().reports(&thread, "spam", "").await;
    decide().await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("text", "other words"), ("do", "save")]).await.is(303);
    ben.reports(&thread, "spam", "").await;
    decide().await;
    ben.worries(&thread, "danger", "").await.is(303);
    decide().await;
    assert_eq!(world.number("select count(*) from cases").await, 5);
}
