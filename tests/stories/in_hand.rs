//! Whoever has a case in hand may have left it open, or decided it before anybody said that somebody may be in danger: then those on
//! duty are told all the same.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::on_duty::{told, world};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn danger_is_told_where_the_case_was_in_somebodys_hands_before_it_was_said(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let ada = world.moderator("ada").await;
    mo.is_on("4").await;
    let thread = ana.posts("nights", "Grey", "all is grey").await;
    ben.reports(&thread, "cruel", "").await;
    let case = ada.next_case().await;
    world.pass(TimeDelta::minutes(1));
    ben.worries(&thread, "danger", "").await.is(303);
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["mo".to_owned()], 1), "she does not know of it yet");

    // The same in the seconds of a decision: it does not hold for what was said after it.
    let second = ana.posts("nights", "Greyer", "all is greyer").await;
    ben.reports(&second, "cruel", "").await;
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    let case = ada.next_case().await;
    ada.decides(&case, "let_stand", &[]).await.is(303);
    world.pass(TimeDelta::seconds(5));
    ben.worries(&second, "danger", "").await.is(303);
    world.delivers().await;
    world.told().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["mo".to_owned()], 1), "the case is open again");
    let letters = mailbox.letters();
    assert!(letters.is_empty());
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_took_it_knowing_and_lets_it_lie_leaves_it_to_those_on_duty(db: PgPool) {
    let (world, mailbox, program) = world(db).await;
    let (ana, ada) = (world.member("ana").await, world.moderator("ada").await);
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    mo.is_on("4").await;
    let thread = ana.posts("nights", "Grey", "all is grey").await;
    world.guest().worries(&thread, "danger", "").await.is(303);
    ada.next_case().await;
    world.delivers().await;
    assert!(told(&mailbox).is_empty() && program.heard(&world).is_empty(), "in hand");
    // Her computer is off; nobody looks at it again.
    world.pass(TimeDelta::minutes(11));
    world.delivers().await;
    assert_eq!((told(&mailbox), program.heard(&world).len()), (vec!["mo".to_owned()], 1), "not only the operators, and later");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_letter_counts_what_its_reader_can_take_and_goes_to_nobody_about_their_own_words(db: PgPool) {
    let (world, mailbox, _program) = world(db).await;
    let ana = world.member("ana").await;
    let mo = world.moderator("mo").await.with_address(&mailbox).await;
    let bo = world.moderator_of("bo", "quiet").await.with_address(&mailbox).await;
    mo.is_on("4").await;
    bo.is_on("4").await;
    let [elsewhere, own] = [ana.posts("nights", "Grey", "all is grey").await, mo.posts("quiet", "Mine", "tired").await];
    for thread in [&elsewhere, &own] {
        world.guest().worries(thread, "danger", "").await.is(303);
    }
    world.delivers().await;
    let letters = mailbox.letters();
    let mut read: Vec<(String, bool)> =
        letters.iter().map(|letter| (letter.to.clone(), letter.text().contains("Waiting now: 1"))).collect();
    read.sort();
    assert_eq!(read, [("bo@example.org".to_owned(), true), ("mo@example.org".to_owned(), true)]);
}
