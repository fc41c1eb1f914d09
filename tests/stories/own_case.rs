//! A moderator is a member like all as far as their own words go: they learn of no report about them, and hold no such case.

use sqlx::PgPool;

use crate::world::{World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nobody_at_the_desk_learns_that_their_own_words_were_reported(db: PgPool) {
    let world = World::new(db).await;
    let (ben, mo, ada) = (world.member("ben").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = mo.posts("nights", "Of the desk", "tired words").await;
    let before = mo.reads("/desk").await.text();
    ben.worries(&thread, "talks", "since monday").await.is(303);
    ben.reports(&thread, "cruel", "").await;
    // Neither the list nor its count says so, and nothing is dealt.
    assert_eq!(mo.reads("/desk").await.text(), before);
    mo.reads("/desk/crisis").await.hides("Of the desk");
    assert_eq!(mo.next_case().await, "/desk");
    let case = ada.next_case().await;
    ada.reads("/desk").await.shows("1 case is waiting").shows("Of the desk");
    ada.decides(&case, "release", &[]).await.is(303);

    // Who has the address all the same finds nothing there, and can neither take it nor keep it from others.
    for path in [case.clone(), format!("{case}/crisis"), format!("{case}/unmask"), format!("{case}/spam")] {
        mo.reads(&path).await.is(404).hides("since monday");
    }
    let token = mo.reads("/desk").await.form("/desk/next");
    for action in ["take", "release", "second", "note", "let_stand"] {
        let mut form = token.clone();
        form.extend([("action", action), ("version", "1"), ("note", "mine")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        mo.posts_fields(&case, &form).await.is(404);
    }
    let mut form = token.clone();
    form.extend([("step", "told"), ("note", "mine")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    mo.posts_fields(&format!("{case}/crisis"), &form).await.is(404);
    let held = "select count(*) from cases join accounts on accounts.id = leased_by where name = 'mo'";
    assert_eq!(world.number(held).await, 0);
    assert_eq!(world.number("select (select count(*) from case_notes) + (select count(*) from crisis_steps)").await, 0);

    // From the thread it is refused whether there is a case or not, and none is made.
    let other = mo.posts("nights", "Unreported", "more words").await;
    for entry in [&thread, &other] {
        for to in ["", "crisis"] {
            let mut form = token.clone();
            form.push(("to".to_owned(), to.to_owned()));
            mo.posts_fields(&format!("/desk/entry/{}", id_of(entry)), &form).await.is(403).shows("This is about your own words");
        }
    }
    assert_eq!(world.number("select count(*) from cases").await, 1);
    assert_eq!(world.number(held).await, 0);

    // Also where the name is taken off, and when the case was decided.
    let own = format!("/e/{}/own", id_of(&thread));
    mo.fills(&own, &own, &[("do", "nameless")]).await.is(303);
    assert_eq!(mo.reads("/desk").await.text(), before);
    mo.reads(&case).await.is(404);
    assert_eq!(ada.next_case().await, case);
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    mo.reads(&case).await.is(404);
    mo.reads("/notices").await.shows("Nothing yet");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_log_does_not_say_to_a_moderator_that_a_report_about_them_came_to_nothing(db: PgPool) {
    let world = World::new(db).await;
    let (ben, mo, ada) = (world.member("ben").await, world.moderator("mo").await, world.moderator("ada").await);
    let thread = mo.posts("nights", "Of the desk", "tired words").await;
    ben.reports(&thread, "cruel", "").await;
    let case = ada.next_case().await;
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    ada.reads("/desk/log").await.shows("Left as it is");
    mo.reads("/desk/log").await.hides("Left as it is").hides(&id_of(&thread)).hides(&case);
}
