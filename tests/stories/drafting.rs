//! Drafts: what a member has not sent yet waits in their account, on every device, until it is sent or thrown away.

use chrono::TimeDelta;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

const WRITE: &str = "/b/nights/write";

impl Person<'_> {
    /// Saves a draft as the page's script does: with a form of theirs, the sequence the tab knows, and the tab.
    pub async fn keeps_draft(&self, place: &str, known: &str, tab: &str, text: &str) -> Answer {
        let form = self.reads(WRITE).await.form(WRITE).into_iter().filter(|(name, _)| name == "token").collect();
        let fields =
            filled(form, &[("known", known), ("tab", tab), ("title", "A title"), ("text", text), ("notes", "grief"), ("wish", "listen")]);
        self.posts_fields(&format!("/drafts/{place}"), &fields).await
    }
}

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.html).unwrap()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_draft_waits_on_every_device_until_it_is_sent(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    ana.reads(WRITE).await.is(200).hides("You began this");
    let kept = ana.keeps_draft("write-nights", "0", "one", "words that are not finished").await;
    assert_eq!(json(kept.is(200))["sequence"], 1);
    // On another device, without script: all of it stands in the form.
    ana.loses_cookies();
    ana.signs_in().await;
    let page = ana.reads(WRITE).await;
    page.shows("words that are not finished").shows("You began this");
    assert_eq!(page.attribute("#title", "value").unwrap(), "A title");
    assert_eq!(page.count("input[name=notes][value=grief][checked]") + page.count("input[name=wish][value=listen][checked]"), 2);
    ana.reads("/me/drafts").await.shows("words that are not finished").shows("A title");
    // It is nobody else's.
    ben.reads(WRITE).await.hides("words that are not finished");
    ben.reads("/drafts/write-nights").await.is(204);
    assert_eq!(ana.reads("/drafts/write-nights").await.is(200).header("cache-control"), "no-store");
    world.guest().reads("/drafts/write-nights").await.is(401);
    // Sent, it is a post, and no draft any more; what a slow save brings after that is not kept.
    let form = page.form(WRITE);
    let nonce = form.iter().find(|(name, _)| name == "nonce").unwrap().1.clone();
    ana.posts_fields(WRITE, &filled(form, &[("do", "send")])).await.is(303);
    assert_eq!(world.number("select count(*) from drafts").await, 0);
    let token = ana.reads(WRITE).await.form(WRITE).into_iter().filter(|(name, _)| name == "token").collect();
    let late = filled(token, &[("known", "0"), ("tab", "one"), ("text", "words that are not finished"), ("nonce", &nonce)]);
    ana.posts_fields("/drafts/write-nights", &late).await.is(204);
    ana.reads(WRITE).await.hides("words that are not finished");
    // A reply takes its own draft with it, and no other.
    let post = ben.posts("nights", "A post", "words").await;
    let under = format!("/e/{}/reply", id_of(&post));
    ana.keeps_draft(&format!("reply-{}", id_of(&post)), "0", "one", "half an answer").await.is(200);
    ana.keeps_draft("write-nights", "0", "one", "something else").await.is(200);
    let form = ana.reads(&under).await.shows("half an answer").form(&under);
    ana.posts_fields(&under, &filled(form, &[("do", "send")])).await.is(303);
    ana.reads(&under).await.hides("half an answer");
    ana.reads("/me/drafts").await.shows("something else");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn other_words_that_were_kept_elsewhere_outlive_what_is_sent(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let post = ana.posts("nights", "A post", "words").await;
    let under = format!("/e/{}/reply", id_of(&post));
    let form = ana.reads(&under).await.form(&under);
    ana.keeps_draft(&format!("reply-{}", id_of(&post)), "0", "phone", "words on the phone").await.is(200);
    ana.posts_fields(&under, &filled(form, &[("text", "words at the table"), ("do", "send")])).await.is(303);
    ana.reads("/me/drafts").await.shows("words on the phone");
    let form = ana.reads(WRITE).await.form(WRITE);
    ana.keeps_draft("write-nights", "0", "phone", "a post on the phone").await.is(200);
    ana.posts_fields(WRITE, &filled(form, &[("title", "Another"), ("text", "a post at the table"), ("do", "send")])).await.is(303);
    ana.reads("/me/drafts").await.shows("a post on the phone");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn two_tabs_never_overwrite_each_other_unseen(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let post = ana.posts("nights", "A post", "words").await;
    let place = format!("reply-{}", id_of(&post));
    assert_eq!(json(&ana.keeps_draft(&place, "0", "one", "first words").await)["sequence"], 1);
    // The other tab began from nothing: it is told what stands there, and nothing is lost.
    let told = ana.keeps_draft(&place, "0", "two", "second thoughts").await;
    assert_eq!(json(told.is(409))["words"]["text"], "first words");
    ana.reads(&format!("/e/{}/reply", id_of(&post))).await.shows("first words").hides("second thoughts");
    // Knowing it, it may save; then the first tab is the one that is told.
    assert_eq!(json(&ana.keeps_draft(&place, "1", "two", "second thoughts").await)["sequence"], 2);
    ana.keeps_draft(&place, "1", "one", "first words and more").await.is(409);
    // A tab that missed the answer to its own save is no stranger to it.
    assert_eq!(json(&ana.keeps_draft(&place, "1", "two", "second thoughts, longer").await)["sequence"], 3);
    // Emptied by a tab that does not know the last one, it stays; by the one that does, it goes.
    let empty = [("text", ""), ("title", "")];
    for (known, tab, left) in [("1", "one", 1), ("3", "two", 0)] {
        let form = ana.reads(WRITE).await.form(WRITE).into_iter().filter(|(name, _)| name == "token").collect();
        let form = filled(filled(form, &empty), &[("known", known), ("tab", tab)]);
        ana.posts_fields(&format!("/drafts/{place}"), &form).await.is(204);
        assert_eq!(world.number("select count(*) from drafts").await, left);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_draft_goes_with_its_entry_its_account_or_its_time(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let post = ana.posts("nights", "A post", "words").await;
    let (own, drafts) = (format!("/e/{}/own", id_of(&post)), "select count(*) from drafts");
    let place = format!("own-{}", id_of(&post));
    // Other words for a post, half written: they stand on its own page, and go when it is changed.
    ana.keeps_draft(&place, "0", "one", "better words, half written").await.is(200);
    ana.reads(&own).await.shows("better words, half written");
    ana.fills(&own, &own, &[("do", "save"), ("text", "better words")]).await.is(303);
    assert_eq!(world.number(drafts).await, 0);
    // They are gone with what they were for.
    ana.keeps_draft(&place, "0", "one", "words to erase").await.is(200);
    ana.reads(&own).await.shows("words to erase");
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    assert_eq!(world.number(drafts).await, 0);
    // Thrown away by hand; too old; with the account.
    ana.keeps_draft("write-nights", "0", "one", "some words").await.is(200);
    ana.fills("/me/drafts", "/drafts/write-nights/throw", &[("list", "yes")]).await.is(303);
    ana.reads("/me/drafts").await.hides("some words").shows("Nothing here");
    ana.keeps_draft("write-nights", "0", "one", "some words").await.is(200);
    world.pass(TimeDelta::days(80));
    ana.signs_in().await;
    ana.keeps_draft("write-days", "0", "one", "younger words").await.is(200);
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number(drafts).await, 2);
    world.pass(TimeDelta::days(11));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number(drafts).await, 1);
    ben.signs_in().await;
    ben.keeps_draft("write-nights", "0", "one", "words of ben").await.is(200);
    sqlx::query("delete from accounts where name = 'ben'").execute(&world.db).await.unwrap();
    assert_eq!(world.number(drafts).await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn other_words_for_an_entry_outlive_its_change_elsewhere(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let post = ana.posts("nights", "A post", "words").await;
    let own = format!("/e/{}/own", id_of(&post));
    let elsewhere = filled(ana.reads(&own).await.form(&own), &[("text", "changed on the laptop"), ("do", "save")]);
    ana.keeps_draft(&format!("own-{}", id_of(&post)), "0", "phone", "half of an hour's words").await.is(200);
    ana.posts_fields(&own, &elsewhere).await.is(303);
    // They are there, with what was saved meanwhile beside them.
    let page = ana.reads(&own).await;
    page.shows("half of an hour's words")
        .shows("changed in another tab meanwhile")
        .shows("As it stands now")
        .shows("changed on the laptop");
    ana.posts_fields(&own, &filled(page.form(&own), &[("do", "save")])).await.is(303);
    ana.reads(&post).await.shows("half of an hour's words");
    assert_eq!(world.number("select count(*) from entry_versions where source = 'changed on the laptop'").await, 1);
    assert_eq!(world.number("select count(*) from drafts").await, 0);
    // What another tab kept after this form was shown is not what the form saves.
    let form = filled(ana.reads(&own).await.form(&own), &[("text", "short"), ("do", "save")]);
    ana.keeps_draft(&format!("own-{}", id_of(&post)), "0", "phone", "newer than the form").await.is(200);
    ana.posts_fields(&own, &form).await.is(303);
    ana.reads(&own).await.shows("newer than the form");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_browser_is_told_once_which_draft_was_stored_and_by_no_address(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let told = || {
        let place = ana.has_cookie("stored");
        ana.loses_cookie("stored");
        place.unwrap_or_default()
    };
    let post = ana.posts("nights", "A post", "words").await;
    assert_eq!(told(), "write-nights");
    ana.replies(&post, "an answer").await;
    assert_eq!(told(), format!("reply-{}", id_of(&post)));
    let own = format!("/e/{}/own", id_of(&post));
    let saved = ana.fills(&own, &own, &[("do", "save"), ("text", "better words")]).await;
    assert_eq!(told(), format!("own-{}", id_of(&post)));
    // What is only looked at or pressed stores no words, and no address says that any were stored.
    ana.fills(&own, &own, &[("do", "preview"), ("text", "other words")]).await.is(200);
    ana.fills(&own, &own, &[("do", "reserve")]).await.is(303);
    for path in
        [saved.location(), format!("{own}?done=withdrawn"), format!("/e/{}/desk?sent=yes", id_of(&post)), "/sign-in?left=yes".into()]
    {
        ana.reads(&path).await;
    }
    assert_eq!(told(), "");
    ana.fills("/me", "/sign-out", &[]).await.is(303);
    assert_eq!(told(), "all");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_can_be_no_draft_is_refused(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    for place in ["write-", "own-x-1", "all", "reply-nothing"] {
        ana.keeps_draft(place, "0", "one", "words").await.is(404);
    }
    // More than may be sent is still kept; without end it is not.
    ana.keeps_draft("write-nights", "0", "one", &"x".repeat(90_000)).await.is(200);
    ana.keeps_draft("write-nights", "1", "one", &"x".repeat(130_000)).await.is(413);
    ana.posts_fields("/drafts/write-nights", &[("text", "without a token")]).await.is(409);
    sqlx::query("insert into drafts select account, 'write-' || n, 1, 'one', words, saved_at from drafts, generate_series(1, 199) n")
        .execute(&world.db)
        .await
        .unwrap();
    ana.keeps_draft("write-one-more", "0", "one", "words").await.is(204);
    ana.keeps_draft("write-nights", "1", "one", "the old one goes on").await.is(200);
}
