//! Who may reply is limited from the desk: its writer is told, it ends by itself or by hand, and it never shuts the writer up.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

impl Person<'_> {
    /// The form of a reply as it lay open before.
    async fn begins_reply(&self, thread: &str) -> (String, Vec<(String, String)>) {
        let path = format!("/e/{}/reply", id_of(thread));
        let form = self.reads(&path).await.form(&path);
        let name = if self.name.is_empty() { "passing by" } else { "" };
        (path, filled(form, &[("text", "my careful words"), ("guest_name", name), ("do", "send")]))
    }

    /// Limits the replies of a post from the desk.
    async fn limits(&self, thread: &str, how: &str) -> Answer {
        let case = self.opens_case(thread).await;
        self.decides(&case, "limit", &[("limit", how)]).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn only_supporters_reply_for_a_day_and_then_everybody(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let helper = world.with_role("helper", RoleKind::Supporter).await;
    let thread = ana.posts("nights", "Hello", "a question").await;
    mo.limits(&thread, "").await.is(422).shows("choose what to do");
    mo.limits(&thread, "supporters-1").await.is(303);
    ben.replies(&thread, "before it takes effect").await;
    let (reply, begun) = ben.begins_reply(&thread).await;
    world.told().await;
    ana.reads("/notices")
        .await
        .shows("only peer supporters, moderators and you can reply there")
        .shows("It ends by itself on 22 November 2026")
        .shows("Ask for another look")
        .hides(">mo<");
    let page = ben.reads(&thread).await;
    page.shows("only peer supporters, moderators and the writer can reply here");
    assert_eq!(page.count("form[action$='/reply']"), 0);
    ben.posts_fields(&reply, &begun).await.is(403).shows("my careful words").shows("limited who can reply");
    ben.reads(&reply).await.is(403);
    for person in [&ana, &helper, &mo] {
        person.replies(&thread, "still here").await;
    }
    world.guest().reads(&thread).await.shows("before it takes effect");
    world.pass(TimeDelta::days(1));
    ben.replies(&thread, "good morning").await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nobody_new_replies_until_it_is_taken_off(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    world.pass(TimeDelta::days(2));
    let new = world.member("new").await;
    let thread = new.posts("nights", "Hello", "a question").await;
    let guest = world.guest();
    let newer = world.member("newer").await;
    let begun = [guest.begins_reply(&thread).await, newer.begins_reply(&thread).await];
    mo.limits(&thread, "known").await.is(303);
    world.told().await;
    for (person, (reply, begun)) in [&guest, &newer].into_iter().zip(begun) {
        person.reads(&thread).await.shows("people who joined today can't reply here");
        person.posts_fields(&reply, &begun).await.is(403).shows("my careful words");
    }
    for person in [&ana, &ben, &new] {
        person.replies(&thread, "still here").await;
    }
    world.pass(TimeDelta::days(20));
    guest.reads(&format!("/e/{}/reply", id_of(&thread))).await.is(403);
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "unlimit", &[]).await.is(303);
    world.told().await;
    guest.replies(&thread, "now").await;
    new.reads("/notices").await.shows("Everybody can reply there again");
    mo.reads("/desk/log").await.shows("Replies closed to people who are new").shows("Open again for everybody's replies");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_limit_is_taken_back_in_time_and_is_for_posts(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    let reply = ben.replies(&thread, "an answer").await;
    mo.limits(&thread, "supporters").await.is(303);
    mo.undoes().await.is(200).shows("Taken back");
    world.told().await;
    ben.replies(&thread, "another").await;
    ana.reads("/notices").await.hides("can reply there");
    // A reply has no replies of its own to limit; and only what the form offers is taken.
    mo.limits(&reply, "supporters").await.is(409);
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "limit_supporters", &[]).await.is(422);
    assert_eq!(world.number("select count(*) from decisions").await, 0);
}
