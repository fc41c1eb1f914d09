//! Each past schema, with rows in it, takes the next step.

use holdfast::MIGRATOR;
use sqlx::migrate::Migrate;
use sqlx::{Executor, PgPool};

/// Rows for the schema after a step, by its version; each must survive everything that comes after.
const ROWS: &[(i64, &str)] = &[
    (20_260_101_000_000, "insert into accounts (id, name, name_key, created_at) values ('00000000-0000-7000-8000-000000000001', 'Wren', 'wren', now())"),
    (20_260_101_000_100, "insert into boards (id, slug, name, created_at) values ('00000000-0000-7000-8000-000000000002', 'nights', 'Nights', now())"),
    (
        20_260_101_000_200,
        "begin;
         insert into entries (id, thread, author, source, html, renderer, state, created_at)
            values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', 'awake', '<p>awake</p>', 1, 'published', now());
         insert into threads (id, board, title, state, created_at, last_entry_at)
            values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'Awake', 'published', now(), now());
         commit",
    ),
    (20_260_101_000_300, "insert into cases (id, entry, priority, opened_at) values ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 4, now())"),
    (
        20_260_101_000_100,
        "insert into roles (id, account, role, granted_at) values ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000001', 'supporter', now())",
    ),
    (
        20_260_102_000_540,
        "insert into accounts (id, name, name_key, created_at) values ('00000000-0000-7000-8000-000000000006', 'Heron', 'heron', now());
         insert into aliases (thread, account, name, created_at)
            values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000006', 'Slow Kestrel', now());
         insert into blocks (id, by, whom, kind, name, created_at)
            select gen_random_uuid(), '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000006', 'block', name, now()
            from unnest(array['Slow Kestrel', 'Heron', '']) as name;
         update accounts set away = jsonb_build_object('people', array['00000000-0000-7000-8000-000000000006']) where name = 'Wren'",
    ),
    (20_260_102_000_300, "insert into reply_tips (thread, wanted, by, at) values ('00000000-0000-7000-8000-000000000003', true, '00000000-0000-7000-8000-000000000001', now())"),
];

#[sqlx::test(migrations = false)]
async fn every_past_schema_with_rows_in_it_takes_the_next_step(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    conn.ensure_migrations_table(&MIGRATOR.table_name).await.unwrap();
    for step in MIGRATOR.iter() {
        conn.apply(&MIGRATOR.table_name, step).await.unwrap();
        for (_, rows) in ROWS.iter().filter(|(version, _)| *version == step.version) {
            conn.execute(*rows).await.unwrap();
        }
    }
    drop(conn);
    // What was stored at each step is still there, and the whole is what a fresh start makes.
    let told: String = sqlx::query_scalar(
        "select title || ' by ' || accounts.name from threads join entries on entries.id = threads.id join accounts on accounts.id = author",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(told, "Awake by Wren");
    let helpers: i64 = sqlx::query_scalar("select count(*) from accounts where helps_as = '{supporter}'").fetch_one(&db).await.unwrap();
    assert_eq!(helpers, 1, "who had a role before still helps");
    let faces: String = sqlx::query_scalar(
        "select string_agg(name || (case when thread is null then '' else ' there' end), ', ' order by name) from blocks",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(faces, "Heron, Slow Kestrel there", "a block of before is one at the name it carries");
    let summed: i64 =
        sqlx::query_scalar("select count(*) from accounts where jsonb_array_length(away -> 'people') = 1 and away -> 'aliases' -> 0 ->> 1 = away -> 'people' ->> 0")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(summed, 1);
    MIGRATOR.run(&db).await.unwrap();
    MIGRATOR.run(&db).await.unwrap();
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn erased_rows_hold_nothing_and_decisions_stay(db: PgPool) {
    let insert = "insert into decisions (seq, id, action, at, previous, hash) values (1, gen_random_uuid(), 'let_stand', now(), '', '')";
    db.execute(insert).await.unwrap();
    for change in ["update decisions set action = 'remove', reason = 'spam'", "delete from decisions", "truncate decisions"] {
        assert!(db.execute(change).await.is_err(), "{change}");
    }
    db.execute(ROWS[0].1).await.unwrap();
    db.execute(ROWS[1].1).await.unwrap();
    db.execute(ROWS[2].1).await.unwrap();
    assert!(db.execute("update entries set state = 'erased'").await.is_err(), "an erased entry keeps no words");
}
