//! What is kept and for how long: the table, the page made from it, and the jobs that go by it.

use chrono::TimeDelta;
use holdfast::{retention, worker};
use sqlx::PgPool;

use crate::world::World;

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_table_says_how_long_it_keeps_what_it_keeps(db: PgPool) {
    let world = World::new(db).await;
    let rules = retention::rules(&world.app.settings);
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'").fetch_all(&world.db).await.unwrap();
    for table in tables {
        let named = rules.iter().filter(|rule| rule.tables.contains(&table.as_str())).count();
        assert_eq!(named, 1, "{table} stands in {named} rules of src/retention: say how long it keeps what it keeps, and why");
    }
    for (language, title, days) in
        [("en", "What is kept", "180 days"), ("es", "Qué se guarda", "180 días"), ("de", "Was gespeichert wird", "180 Tage")]
    {
        let mut reader = world.guest();
        reader.language = language;
        let page = reader.reads("/about/privacy").await;
        page.hides("kept-");
        page.is(200).shows(title).shows(days);
        assert_eq!(page.count("main .rows li"), rules.len());
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn jobs_throw_away_what_is_over_and_only_that(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A title", "words that stay").await;
    let reply = ben.replies(&thread, "words taken down").await;
    world.told().await;
    ana.reads("/notices").await.is(200);
    let case = mo.opens_case(&reply).await;
    mo.decides(&case, "remove", &[("reason", "off_topic")]).await.is(303);
    world.pass(TimeDelta::minutes(1));
    world.told().await;
    let removed = "select count(*) from entries where source = 'words taken down'";
    let cases = "select count(*) from cases";
    let read = "select count(*) from notices where read_at is not null";
    retention::run(&world.app).await.unwrap();
    assert_eq!([world.number(removed).await, world.number(cases).await, world.number(read).await], [1, 1, 1]);
    world.pass(TimeDelta::days(179));
    retention::run(&world.app).await.unwrap();
    assert_eq!([world.number(removed).await, world.number(cases).await, world.number(read).await], [1, 1, 1]);
    world.pass(TimeDelta::days(2));
    retention::run(&world.app).await.unwrap();
    assert_eq!([world.number(removed).await, world.number(cases).await, world.number(read).await], [1, 0, 0]);
    assert_eq!(world.number("select count(*) from sessions").await, 0, "nobody was here for a month");
    world.pass(TimeDelta::days(100));
    retention::run(&world.app).await.unwrap();
    assert_eq!(world.number(removed).await, 0);
    world.guest().reads(&thread).await.shows("words that stay");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_job_that_fails_keeps_no_other_back(db: PgPool) {
    let world = World::new(db).await;
    sqlx::query("alter table notices rename read_at to read_then").execute(&world.db).await.unwrap();
    worker::recur(&world.app).await.unwrap_err();
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(retention::late(&mut conn, world.app.clock.now()).await.unwrap(), ["notices"], "what comes after it was done");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_job_that_was_not_done_is_noticed(db: PgPool) {
    let world = World::new(db).await;
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(retention::late(&mut conn, world.app.clock.now()).await.unwrap().len(), retention::Job::ALL.len());
    worker::recur(&world.app).await.unwrap();
    assert!(retention::late(&mut conn, world.app.clock.now()).await.unwrap().is_empty());
    world.pass(TimeDelta::hours(4));
    assert!(retention::late(&mut conn, world.app.clock.now()).await.unwrap().contains(&"cases"));
}
