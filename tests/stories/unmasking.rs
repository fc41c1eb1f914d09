//! An alias stays an alias. Looking up whose it is takes a reason, is told to the other moderators, and later to the member.

use chrono::TimeDelta;
use holdfast::audit;
use sqlx::PgPool;

use crate::world::{Person, World, id_of};

/// Writes a post under an alias; gives back the thread's address.
async fn masked(ana: &Person<'_>) -> String {
    let path = "/b/nights/write";
    let fields = [("title", "Hidden"), ("text", "words behind a name"), ("as", "alias"), ("do", "send")];
    crate::world::path_of(&ana.fills(path, path, &fields).await.location())
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_reason_is_given_logged_and_told_to_others_and_later_to_the_member(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("annabelle").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = masked(&ana).await;
    let case = mo.opens_case(&thread).await;
    let link = mo.reads(&case).await.attribute(&format!("a[href='{case}/unmask']"), "href").unwrap();
    mo.reads(&link).await.shows("It can't be undone").hides("annabelle");
    mo.fills(&link, &link, &[("what", " ")]).await.is(422).shows("Please give the reason");
    mo.fills(&link, &link, &[("what", &"x".repeat(1001))]).await.is(422).shows("too long").shows("xxx");
    mo.reads(&case).await.shows("an alias: whose it is stays with them").hides("annabelle");
    assert_eq!(world.number("select count(*) from decisions").await, 0);
    ana.reads(&link).await.is(404);

    let form = mo.reads(&link).await.form(&link);
    for _ in 0..2 {
        let fields = [("what", "The police asked with a court's paper.")];
        mo.posts_fields(&link, &crate::world::filled(form.clone(), &fields)).await.is(303);
    }
    assert_eq!(world.number("select count(*) from decisions").await, 1, "sent twice, looked up once");
    mo.reads(&case).await.shows("this alias is annabelle");
    mo.reads("/desk/log").await.shows("Looked up who an alias is").shows("a court's paper").hides("annabelle");
    world.delivers().await;
    ada.reads("/notices").await.shows("mo looked up who an alias is").shows("a court's paper").hides("annabelle");
    mo.reads("/notices").await.shows("Nothing yet");
    ana.reads("/notices").await.shows("Nothing yet");
    ana.reads(&format!("/e/{}/own", id_of(&thread))).await.hides("a court's paper");
    ana.reads(&format!("/e/{}/desk", id_of(&thread))).await.hides("a court's paper");

    world.pass(TimeDelta::days(7));
    world.delivers().await;
    ana.reads("/notices").await.shows("you wrote this under an alias").shows("a court's paper").hides(">mo<");
    assert_eq!(audit::verify(&mut world.db.acquire().await.unwrap()).await.unwrap().broken, None);
    world.guest().reads("/about/decisions").await.shows("Looked up who an alias is").hides("a court's paper");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn until_then_nothing_at_the_desk_says_who_an_alias_is(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("annabelle").await, world.moderator("mo").await);
    let open = ana.posts("nights", "Under my name", "a question").await;
    let case = mo.opens_case(&open).await;
    mo.decides(&case, "note", &[("note", "annabelle has a sister here")]).await.is(303);
    mo.decides(&case, "cover", &[]).await.is(303);
    world.told().await;
    let thread = masked(&ana).await;
    world.guest().reports(&thread, "spam", "").await;
    let case = mo.next_case().await;
    for path in [case.as_str(), "/desk", "/desk/log", &format!("{case}/spam"), &format!("{case}/crisis"), &format!("{case}/unmask")] {
        mo.reads(path).await.is(200).hides("annabelle").hides("Under my name");
    }
    mo.decides(&case, "note", &[("note", "a note on the alias")]).await.is(303);
    // And the other way round.
    let case = mo.opens_case(&open).await;
    mo.reads(&case).await.shows("annabelle has a sister here").hides("a note on the alias");
    mo.reads(&format!("{case}/unmask")).await.is(409).shows("nobody to look up");
}
