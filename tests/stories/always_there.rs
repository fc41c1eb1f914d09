//! Help answers while nothing else does: no connection is left, too many come at once, the database is away.

use futures::future::join_all;
use holdfast::settings::Settings;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use crate::world::{World, filled};

const HELP: [&str; 5] = ["/help", "/help/gb", "/help/jp", "/help/gb/sheet", "/api/v1/lines?country=gb"];

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn help_answers_while_no_connection_is_left(db: PgPool) {
    let options = (*db.connect_options()).clone();
    let few = PgPoolOptions::new().max_connections(2).acquire_timeout(std::time::Duration::from_millis(50)).connect_lazy_with(options);
    let world = World::new(few.clone()).await;
    let all = [few.acquire().await.unwrap(), few.acquire().await.unwrap()];
    let guest = world.guest();
    guest.reads("/b/nights").await.is(503).shows("can't reach its database");
    for path in HELP {
        guest.reads(path).await.is(200);
    }
    drop(all);
    guest.reads("/b/nights").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn at_four_times_what_there_is_room_for_pages_say_so_and_help_answers(db: PgPool) {
    const ROOM: usize = 3;
    let room = u32::try_from(ROOM).unwrap();
    let settings = Settings { requests_per_second: 10_000, requests_burst: 100_000, requests_at_once: room, ..Settings::defaults() };
    let world = World::with(db.clone(), settings).await;
    let ana = world.member("ana").await;
    ana.reads("/help?country=gb").await.is(303);
    let form = filled(
        ana.reads("/b/nights/write").await.form("/b/nights/write"),
        &[("title", "T"), ("text", "words in the crowd"), ("do", "send")],
    );
    // As many as there is room for wait for the database, which is kept busy.
    let mut busy = db.begin().await.unwrap();
    sqlx::query("lock table boards in access exclusive mode").execute(&mut *busy).await.unwrap();
    let waiting = join_all((0..ROOM).map(|_| ana.reads("/b/nights")));
    let crowd = async {
        for page in join_all((0..4 * ROOM).map(|_| ana.reads("/b/nights"))).await {
            page.is(503).shows("Very many people are here").shows("Call 999").shows("Call 116 123");
            assert_eq!(page.header("retry-after"), "5");
        }
        let kept = ana.posts_fields("/b/nights/write", &form).await;
        kept.is(503).shows("words in the crowd").shows("Send it again").shows("Call 999");
        for help in join_all(HELP.iter().cycle().take(4 * ROOM).map(|path| ana.reads(path))).await {
            help.is(200);
        }
        busy.rollback().await.unwrap();
    };
    let (served, ()) = tokio::join!(waiting, crowd);
    for page in served {
        page.is(200).shows("NIGHTS");
    }
    // There is room again, and the words go through, once.
    ana.posts_fields("/b/nights/write", &form).await.is(303);
    assert_eq!(world.number("select count(*) from entries").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_worker_that_keeps_help_is_there_and_bound_by_the_same_rules(db: PgPool) {
    let world = World::new(db).await;
    world.db.close().await;
    let guest = world.guest();
    let worker = guest.reads("/offline.js").await;
    worker.is(200);
    assert!(worker.header("content-type").starts_with("text/javascript") && worker.header("cache-control") == "no-cache");
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
    // Only a chosen country's page asks to be kept, and not with the lines we are not sure of.
    for (path, times) in [("/help", 0), ("/help/gb", 1), ("/help/it?all=1", 0), ("/help/gb/sheet", 0)] {
        assert_eq!(guest.reads(path).await.count("[data-kept-here]"), times, "{path}");
    }
}
