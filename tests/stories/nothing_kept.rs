//! Nothing of what the screen reads is kept with anybody: a heavy text leaves the same rows as a light one, but for its case, and
//! the case goes with all it recorded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use holdfast::retention;
use serde_json::Value;
use sqlx::PgPool;

use crate::world::{World, id_of};

const HEAVY: &str = "goodbye everyone, I will kill myself tonight";
const LIGHT: &str = "We baked bread and the cat watched us tonight.";
/// What the words themselves are kept in.
const WORDS: [&str; 5] = ["name", "name_key", "title", "source", "html"];
/// Where a case lives, and goes with it; and the way by which those on duty are told of it, for a quarter of an hour.
const CASE: [&str; 8] = ["cases", "case_reasons", "case_passes", "reports", "case_notes", "plans", "crisis_steps", "outbox"];

/// Every row of every table.
async fn everything(db: &PgPool) -> BTreeMap<String, Vec<Value>> {
    let tables: Vec<String> =
        sqlx::query_scalar("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
            .fetch_all(db)
            .await
            .unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let rows: Vec<Value> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select to_jsonb(t) from \"{table}\" t"))).fetch_all(db).await.unwrap();
        found.insert(table, rows);
    }
    found
}

/// A row with all that is chance or the words themselves left out.
fn bare(row: &Value) -> String {
    let fields = row.as_object().unwrap().iter().filter(|(column, _)| !WORDS.contains(&column.as_str()) && *column != "excerpt");
    let plain: BTreeMap<&String, String> = fields
        .map(|(column, value)| {
            let text = value.as_str().unwrap_or("");
            // Ids, hashes and keys; an account counted for a limit.
            let by_chance = uuid::Uuid::parse_str(text).is_ok()
                || column.as_str() == "who"
                || text.starts_with("\\x")
                || text.starts_with("$argon2")
                || text.len() == 64;
            (column, if by_chance { "by chance".to_owned() } else { value.to_string() })
        })
        .collect();
    format!("{plain:?}")
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_heavy_text_leaves_the_rows_of_a_light_one_but_for_its_case(db: PgPool) {
    let world = World::new(db).await;
    let mut left = Vec::new();
    // Who joins second from one address is counted there as the second.
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    for (person, text) in [(ana, HEAVY), (ben, LIGHT)] {
        let before = everything(&world.db).await;
        let path = "/b/nights/write";
        for step in ["preview", "send"] {
            person.fills(path, path, &[("title", "Now"), ("text", text), ("do", step)]).await;
        }
        let thread: uuid::Uuid =
            sqlx::query_scalar("select id from entries where source = $1").bind(text).fetch_one(&world.db).await.unwrap();
        let thread = format!("/t/{}", holdfast::ids::ThreadId(thread));
        person.reads(&thread).await.shows(text);
        let own = format!("/e/{}/own", id_of(&thread));
        person.fills(&own, &own, &[("notes", "grief"), ("do", "save")]).await.is(303);
        let after = everything(&world.db).await;
        let new: BTreeSet<(String, String)> = after
            .iter()
            .flat_map(|(table, rows)| {
                let known = &before[table];
                rows.iter().filter(|row| !known.contains(row)).map(|row| (table.clone(), bare(row))).collect::<Vec<_>>()
            })
            .collect();
        left.push(new);
    }
    let heavy: BTreeSet<_> = left[0].iter().filter(|(table, _)| !CASE.contains(&table.as_str())).collect();
    let light: BTreeSet<_> = left[1].iter().collect();
    assert_eq!(heavy, light, "what stands with accounts, entries and everything else does not tell them apart");
    assert!(left[0].iter().any(|(table, row)| table == "case_reasons" && row.contains("danger")), "the case knows why it is there");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_case_goes_with_everything_it_recorded(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Now", HEAVY).await;
    let path = format!("/e/{}/worried", id_of(&thread));
    ben.fills(&path, &path, &[("reason", "danger"), ("note", "since Monday")]).await.is(303);
    let spans = "select count(*) from case_reasons where jsonb_array_length(spans) > 0";
    assert!(world.number(spans).await > 0);
    let case = mo.next_case().await;
    let crisis = format!("{case}/crisis");
    mo.fills(&crisis, &crisis, &[("step", "told"), ("note", "in danger since Monday")]).await.is(303);
    mo.decides(&case, "note", &[("note", "thoughts of danger")]).await.is(303);
    assert_eq!(world.number("select count(*) from case_notes").await, 1);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    world.pass(TimeDelta::days(i64::from(world.app.settings.case_days) + 1));
    retention::run(&world.app).await.unwrap();
    let all = everything(&world.db).await;
    for table in CASE {
        assert!(all[table].is_empty(), "{table}: {:?}", all[table]);
    }
    // The words stay their writer's; what was thought of them is nowhere.
    for (table, rows) in &all {
        for row in rows {
            let text = bare(row).to_lowercase();
            for word in ["danger", "imminent", "ideation", "distress", "thoughts", "since monday", "\"spans\""] {
                assert!(!text.contains(word), "{table} still says {word}: {text}");
            }
        }
    }
}
