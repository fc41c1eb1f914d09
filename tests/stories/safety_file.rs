//! The safety file: everything is counted in it, and nobody is in it.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use serde_json::Value;
use sqlx::PgPool;

use crate::world::{World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn it_counts_reports_times_decisions_and_reviews_and_names_nobody(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("annabelle").await, world.member("benedict").await);
    let (mo, op) = (world.moderator("morwenna").await, world.with_role("oswald", RoleKind::Operator).await);
    let cruel = ana.posts("nights", "Plankton", "lantern words").await;
    ben.reports(&cruel, "cruel", "a note on the lantern").await;
    let worried = ana.posts("nights", "Grey", "all is grey").await;
    ben.worries(&worried, "danger", "").await.is(303);
    world.pass(TimeDelta::minutes(8));
    let case = mo.next_case().await;
    let crisis = format!("{case}/crisis");
    mo.fills(&crisis, &crisis, &[("step", "told"), ("note", "lantern")]).await.is(303);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    world.pass(TimeDelta::hours(3));
    let case = mo.next_case().await;
    mo.decides(&case, "remove", &[("reason", "cruel"), ("message", "lantern")]).await.is(303);
    world.told().await;
    let appeal = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&appeal, &appeal, &[("text", "my lantern")]).await.is(303);
    let case = op.next_case().await;
    op.decides(&case, "restore", &[]).await.is(303);
    world.told().await;

    let page = op.reads("/desk/safety").await;
    page.shows("Cruel or harassing 1")
        .shows("They may be in danger right now 1")
        .shows("Someone may be in danger 1 1 8 minutes 8 minutes 1")
        .shows("Something was reported 1 1 3 hours 3 hours –")
        .shows("Taken down Cruel or harassing 1")
        .shows("Asked 1 Changed 1 Kept 0")
        .shows("All 3 entries of the log are as they were written");
    let file = op.reads("/desk/safety/file?days=30").await;
    assert!(file.header("content-disposition").contains("safety-2026-11-21.json"));
    let json: Value = serde_json::from_str(&file.html).unwrap();
    assert_eq!((&json["appeals"]["granted"], &json["cases"][0]["median_seconds"].as_i64().map(|n| n / 60)), (&1.into(), &Some(8)));
    assert_eq!(json["decisions"].as_array().unwrap().len(), 3);
    for text in [&page.text(), &file.html] {
        for word in ["annabelle", "benedict", "morwenna", "oswald", "lantern", "plankton", &id_of(&cruel)] {
            assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{word} in {text}");
        }
    }
    for other in [&ana, &mo] {
        other.reads("/desk/safety").await.is(404);
        other.reads("/desk/safety/file").await.is(404);
    }

    // What was changed in the log is said.
    sqlx::raw_sql("alter table decisions disable trigger decisions_append_only; update decisions set message = 'x' where seq = 2")
        .execute(&world.db)
        .await
        .unwrap();
    op.reads("/desk/safety").await.shows("Entry 2 of the log is missing or was changed");
}
