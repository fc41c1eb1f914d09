//! Answering somebody who may be at risk: tips beside the box, words to start with, and replies of people nobody knows yet read
//! first. Never the post, never its writer; and all of it is known without keeping a grade of anybody.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::retention;
use sqlx::PgPool;

use crate::world::{Person, World, filled, id_of};

const TIPS: &str = "Kind and honest is enough.";
/// Only the tips say this; the box for every reply says the other.
const TIP: &str = "Asking does not put the idea in someone's head.";

impl Person<'_> {
    async fn has_tips(&self, thread: &str) -> bool {
        let page = self.reads(thread).await;
        let reply = self.reads(&format!("/e/{}/reply", id_of(thread))).await;
        assert_eq!(page.text().contains(TIP), reply.text().contains(TIP), "the same on the thread's page and on the reply's own");
        page.text().contains(TIP) && page.text().contains(TIPS)
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn tips_stand_where_the_note_the_screen_a_worry_or_a_moderator_says_so(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let plain = ana.posts("nights", "Bread", "it rose").await;
    assert!(!ben.has_tips(&plain).await);
    let write = "/b/nights/write";
    let noted = ana.fills(write, write, &[("title", "Grey"), ("text", "grey"), ("notes", "suicide"), ("do", "send")]).await.location();
    assert!(ben.has_tips(&noted).await, "the writer's note");
    let heavy = ana.posts("nights", "Tonight", "I want to die").await;
    assert!(ben.has_tips(&heavy).await, "the screen");
    assert!(!ana.has_tips(&heavy).await, "its writer needs none");
    let worried = world.member("cleo").await.posts("nights", "Quiet", "all is grey").await;
    let path = format!("/e/{}/worried", id_of(&worried));
    world.guest().fills(&path, &path, &[("reason", "low")]).await.is(303);
    assert!(ben.has_tips(&worried).await, "somebody is worried");
    // A moderator's word goes before all of these, both ways.
    for (thread, wanted) in [(&plain, "yes"), (&heavy, "no")] {
        let say = format!("{}/tips", crate::world::path_of(thread));
        let form = filled(mo.reads(thread).await.form("/order"), &[("wanted", wanted)]);
        mo.posts_fields(&say, &form).await.is(303);
        ben.posts_fields(&say, &filled(ben.reads(write).await.form(write), &[("wanted", "yes")])).await.is(404);
        assert_eq!(ben.has_tips(thread).await, wanted == "yes");
    }
    // A looked-at case keeps them for a week, then they are gone; what a moderator said is forgotten with the closed cases.
    for _ in 0..2 {
        let case = mo.next_case().await;
        mo.decides(&case, "let_stand", &[]).await.is(303);
        world.told().await;
    }
    world.told().await;
    assert!(ben.has_tips(&worried).await);
    world.pass(TimeDelta::days(7) + TimeDelta::hours(1));
    assert!(!ben.has_tips(&worried).await);
    assert!(ben.has_tips(&noted).await, "the writer's own note stays theirs");
    world.pass(TimeDelta::days(world.app.settings.case_days.into()));
    retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from reply_tips").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn words_to_start_with_come_without_script_too(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let heavy = ana.posts("nights", "Tonight", "I want to die").await;
    let path = format!("/e/{}/reply", id_of(&heavy));
    let page = ben.fills(&path, &path, &[("text", "Hello."), ("do", "start-glad")]).await;
    page.is(200).shows("Hello. I'm really glad you wrote this.").hides("How it will look");
    let sent = ben.posts_fields(&path, &filled(page.form(&path), &[("do", "start-here")])).await;
    sent.shows("Hello. I'm really glad you wrote this. I'm here and I'm listening.");
    assert_eq!(world.number("select count(*) from entries where parent is not null").await, 0, "nothing is sent by a tap");
    // Enter in a field still sends: the first button of the form is the one that does.
    assert_eq!(page.attribute("form[action$='/reply'] button", "name"), None);
    assert_eq!(page.attribute("form[action$='/reply'] button", "tabindex").as_deref(), Some("-1"));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn only_there_and_only_of_people_nobody_knows_yet_replies_are_read_first(db: PgPool) {
    let world = World::new(db).await;
    let (old, mo) = (world.member("old").await, world.moderator("mo").await);
    world.pass(TimeDelta::hours(25));
    let (ana, new) = (world.member("ana").await, world.member("new").await);
    let sue = world.with_role("sue", RoleKind::Supporter).await;
    let state = async |of: &str| -> String {
        sqlx::query_scalar("select state from entries where source = $1").bind(of).fetch_one(&world.db).await.unwrap()
    };
    // The post itself is never held, of whomever.
    let heavy = ana.posts("nights", "Tonight", "I want to die").await;
    let guests = world.guest().posts("nights", "Also", "I want to die too").await;
    for thread in [&heavy, &guests] {
        world.guest().reads(thread).await.is(200).shows("I want to die");
    }
    // They are told before they write, and after.
    new.reads(&heavy).await.shows("is read by a volunteer first");
    old.reads(&heavy).await.hides("is read by a volunteer first");
    let sent = new.replies_raw(&heavy, "from a new one").await;
    new.follows(&sent.location()).await.shows("wait for a volunteer").shows("somebody in this thread is having a very hard time");
    let sent = world.guest().replies_raw(&heavy, "from a guest").await;
    world.guest().follows(&sent.location()).await.shows("somebody in this thread is having a very hard time");
    old.replies(&heavy, "from an old one").await;
    sue.replies(&heavy, "from a supporter").await;
    ana.replies(&heavy, "from the writer").await;
    for (of, expected) in [
        ("from a new one", "held"),
        ("from a guest", "held"),
        ("from an old one", "published"),
        ("from a supporter", "published"),
        ("from the writer", "published"),
    ] {
        assert_eq!(state(of).await, expected, "{of}");
    }
    ana.reads(&heavy).await.hides("from a guest").hides("from a new one");
    // A moderator lets it through, and it is no different from any other.
    let case: uuid::Uuid =
        sqlx::query_scalar("select cases.id from cases join entries on entries.id = entry where source = 'from a guest'")
            .fetch_one(&world.db)
            .await
            .unwrap();
    mo.reads("/desk").await.shows("cases are waiting");
    let case = format!("/desk/{}", holdfast::ids::CaseId(case));
    mo.reads(&case).await.shows("its writer is a guest or new here");
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    ana.reads(&heavy).await.shows("from a guest");
    // Anywhere else nobody waits.
    let plain = ana.posts("nights", "Bread", "it rose").await;
    new.replies(&plain, "well done").await;
    world.guest().replies(&plain, "bravo").await;
    assert_eq!((state("well done").await, state("bravo").await), ("published".into(), "published".into()));
    // Changing a reply is no way around it.
    let own = new.replies(&plain, "a word").await;
    let say = format!("{plain}/tips");
    mo.posts_fields(&say, &filled(mo.reads(&plain).await.form("/order"), &[("wanted", "yes")])).await.is(303);
    let own = format!("{own}/own");
    new.fills(&own, &own, &[("text", "another word"), ("do", "save")]).await.is(303);
    assert_eq!(state("another word").await, "held");
    new.reads(&own).await.shows("somebody in this thread is having a very hard time");
}
