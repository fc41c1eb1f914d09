//! What a moderator sees of the screen's reading: where it found something, in the title as in the text, and which rule did.

use sqlx::PgPool;

use crate::world::World;

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_begins_in_the_title_and_ends_in_the_text_is_read_as_one(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let (title, text) = ("I gave the dog to my sister", "I paid what I owed.");
    let path = "/b/nights/write";
    let fields = [("title", title), ("text", text), ("do", "preview")];
    ana.fills(path, path, &fields).await.shows("please get help now");
    let sent = ana.fills(path, path, &[("title", title), ("text", text), ("do", "send")]).await;
    ana.reads(&sent.location()).await.shows("we're glad you told us").shows("please get help now");
    assert_eq!(world.number("select count(*) from cases where priority = 0").await, 1);
    // The desk marks both, each where it stands.
    let case = mo.next_case().await;
    let seen = mo.reads(&case).await;
    seen.shows("gave the dog").shows("paid what I owed");
    assert_eq!(seen.count(".meta q mark"), 1, "in the title");
    assert_eq!(seen.count("[data-text] mark"), 1, "in the text");
    // An edit goes the same way.
    let plain = ana.posts("nights", "Everyone better off", "It rose.").await;
    let own = plain.replace("/t/", "/e/") + "/own";
    ana.fills(&own, &own, &[("text", "without me. Tonight."), ("do", "save")]).await.is(303);
    assert_eq!(world.number("select count(*) from cases").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn each_mark_says_which_rule_found_it_and_each_reason_has_its_own(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    ana.posts("nights", "A question", "Is there a painless way? The bread rose well. I want to die.").await;
    let case = mo.next_case().await;
    let seen = mo.reads(&case).await;
    seen.shows("painless way").shows("want to die").shows("The writer wants to die, be dead, or wishes they were");
    assert!(seen.attribute("[data-text] mark[title*='wants to die, be dead']", "title").is_some());
    // Each reason keeps the places it rests on and the rules' names, and no word of the text.
    let kept: Vec<(String, serde_json::Value)> =
        sqlx::query_as("select rule, spans from case_reasons order by rule").fetch_all(&world.db).await.unwrap();
    let of = |reason: &str| kept.iter().find(|(rule, _)| rule == reason).unwrap().1.to_string();
    assert!(of("thoughts").contains("en wants-to-die") && !of("method").contains("wants-to-die"), "{kept:?}");
    assert!(!of("method").contains("[]") && !of("thoughts").contains("painless"), "{kept:?}");
    // Where no rule did, that is said.
    ana.posts("nights", "Low", "The rope of days is long and I have no more strength to hold this end of it").await;
    sqlx::query("update case_reasons set spans = '[{\"start\": 0, \"end\": 3, \"rule\": \"learned\"}]'").execute(&world.db).await.unwrap();
    mo.reads(&case).await.shows("Read by the learned part, without a rule");
}
