//! "I'm worried about this person": first in line, no accusation, nothing sent to anybody.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, id_of};

impl Person<'_> {
    pub async fn worries(&self, entry: &str, level: &str, note: &str) -> Answer {
        let path = format!("/e/{}/worried", id_of(entry));
        self.fills(&path, &path, &[("reason", level), ("note", note)]).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_worry_goes_first_and_neither_side_learns_of_the_other(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let (spam, low) = (ana.posts("nights", "Lamps", "buy them").await, ana.posts("nights", "Quiet evening", "all is grey").await);
    world.guest().reports(&spam, "spam", "").await;
    world.pass(TimeDelta::minutes(30));
    ben.worries(&low, "", "my note").await.is(422).shows("choose how worried").shows("my note");
    let thanks = ben.worries(&low, "talks", "since Monday").await;
    ben.follows(&thanks.location()).await.shows("It's not all on you").shows("Helplines are for worried friends as well");
    mo.reads("/desk").await.shows("due in 60 minutes").shows("2 cases are waiting");
    ben.worries(&low, "danger", "now I am sure").await.is(303);
    mo.reads("/desk").await.shows("due in 10 minutes");
    let case = mo.next_case().await;
    mo.reads(&case)
        .await
        .shows("Someone may be in danger")
        .shows("1 person is worried about the writer: They may be in danger right now")
        .shows("now I am sure")
        .hides("ben")
        .hides("Reported by");
    world.told().await;
    ana.reads("/notices").await.shows("Nothing yet");
    ana.reads(&low).await.hides("worried about you");
    mo.decides(&case, "let_stand", &[("message", "I read your words. How are you now?")]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("A volunteer wrote to you").shows("How are you now?").hides(">mo<");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_may_worry_too_and_a_hard_case_can_be_handed_back(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, ada) = (world.member("ana").await, world.moderator("mo").await, world.moderator("ada").await);
    let (one, two) = (ana.posts("nights", "One", "grey").await, ana.posts("nights", "Two", "grey").await);
    world.guest().worries(&one, "low", "").await.is(303);
    world.pass(TimeDelta::minutes(1));
    world.guest().worries(&two, "low", "").await.is(303);
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("in your hands for 10 minutes more");
    mo.decides(&case, "release", &[]).await.is(303);
    assert_ne!(mo.next_case().await, case, "not for me");
    assert_eq!(ada.next_case().await, case);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_worries_is_thanked_and_cared_for_and_calls_from_where_they_are(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let low = ana.posts("nights", "Quiet evening", "all is grey").await;
    let path = format!("/e/{}/worried", id_of(&low));
    // No country picked: no number, and none guessed.
    let form = ben.reads(&path).await;
    form.shows("They sound very low").shows("They talk about suicide").shows("They may be in danger right now");
    form.shows("They won't be told who you are").shows("call your local emergency number yourself");
    assert_eq!(form.count("main a[href^='tel:']"), 0);
    ben.reads("/help?country=gb").await.is(303);
    ben.reads(&path).await.shows("call 999 yourself").shows("Call 999");
    let thanks = ben.worries(&low, "danger", "").await;
    let thanks = ben.follows(&thanks.location()).await;
    thanks.shows("It's not all on you").shows("Helplines are for worried friends as well").shows("Samaritans").shows("Call 116 123");
    world.guest().reads(&thanks_of(&low)).await.shows("Where are you?").hides("116 123");
}

fn thanks_of(entry: &str) -> String {
    format!("/e/{}/worried?sent=yes", id_of(entry))
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn saying_it_again_and_again_about_one_person_is_slowed_and_nobody_is_punished(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cleo) = (world.member("ana").await, world.member("ben").await, world.member("cleo").await);
    let thread = ana.posts("nights", "Quiet evening", "all is grey").await;
    let mut entries = vec![thread.clone()];
    for text in ["one", "two", "three"] {
        entries.push(ana.replies(&thread, text).await);
    }
    for entry in &entries[..3] {
        ben.worries(entry, "low", "").await.is(303);
    }
    ben.worries(&entries[3], "low", "my note").await.is(429).shows("You have told us about this person already").shows("my note");
    // That they may be in danger now gets through, as does what others say, and what ben says of others or writes.
    ben.worries(&entries[3], "danger", "").await.is(303);
    cleo.worries(&entries[3], "low", "").await.is(303);
    let other = cleo.posts("nights", "Rain", "all day").await;
    ben.worries(&other, "low", "").await.is(303);
    ben.replies(&cleo.posts("nights", "Bread", "it rose").await, "well done").await;
    world.pass(TimeDelta::minutes(16));
    ben.worries(&entries[3], "low", "").await.is(303);
    assert_eq!(world.number("select count(*) from cases where state = 'open'").await, 5);
    ana.reads("/notices").await.hides("worried");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn that_somebody_may_be_in_danger_now_gets_through_however_much_came_from_there(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let mut entries = vec![ana.posts("nights", "Quiet evening", "all is grey").await];
    for text in ["one", "two", "three", "four"] {
        entries.push(ben.replies(&entries[0], text).await);
    }
    // A household, or a ward, is one address: others there worried about many already.
    let mut many = 0;
    while world.guest().worries(&entries[many % 5], "low", "").await.status == 303 {
        many += 1;
        assert!(many < 100, "never slowed down");
    }
    let top = "select count(*) from cases where priority = 0";
    assert_eq!(world.number(top).await, 0);
    for entry in &entries {
        let sent = world.guest().worries(entry, "danger", "he said goodbye").await;
        world.guest().follows(&sent.location()).await.shows("It's not all on you");
    }
    assert_eq!(world.number(top).await, 5);
    // Said a hundred times of the same entry it is thanked for, and the desk is not buried.
    let reports = "select count(*) from reports where reason = 'danger'";
    let before = world.number(reports).await;
    for _ in 0..10 {
        world.guest().worries(&entries[0], "danger", "he said goodbye").await.is(303);
    }
    assert_eq!(world.number(reports).await, before);
}
