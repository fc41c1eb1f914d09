//! Lists of threads: their order, their pages, what stands on top, and what is not in them.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::clock::Clock;
use holdfast::import::{self, Args};
use holdfast::worker;
use scraper::{Html, Selector};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{World, filled, id_of};

impl Answer {
    /// The titles of a list, as they stand in it.
    fn titles(&self) -> Vec<String> {
        let link = Selector::parse("main .posts h2 a, main .posts h3 a").unwrap();
        Html::parse_document(&self.html).select(&link).map(|link| link.text().collect::<String>().trim().to_owned()).collect()
    }
}

/// A thread a minute on that board: 120 of that member, numbered from 1, the oldest first.
const MANY: [&str; 2] = [
    "insert into threads (id, board, title, excerpt, state, created_at, last_entry_at)
        select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, boards.id, 'Number ' || n, 'words', 'published',
            '2026-01-01'::timestamptz + n * interval '1 minute', '2026-01-01'::timestamptz + n * interval '1 minute'
        from boards, generate_series(1, 120) n where slug = 'nights'",
    "insert into entries (id, thread, author, source, html, renderer, state, created_at)
        select threads.id, threads.id, accounts.id, 'words', '<p>words</p>', 1, 'published', threads.created_at from threads, accounts
        where accounts.name = 'ana'",
];

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn pages_of_a_list_repeat_nothing_and_leave_nothing_out(db: PgPool) {
    let world = World::new(db).await;
    world.member("ana").await;
    for sql in MANY {
        sqlx::query(sql).execute(&world.db).await.unwrap();
    }
    let guest = world.guest();
    let newest_first: Vec<String> = (1..=120).rev().map(|n| format!("Number {n}")).collect();
    let longest_first: Vec<String> = (1..=120).map(|n| format!("Number {n}")).collect();
    for (start, expected) in
        [("/b/nights", &newest_first), ("/new", &newest_first), ("/waiting", &longest_first), ("/b/nights?order=waiting", &longest_first)]
    {
        let mut seen = Vec::new();
        let mut path = Some(start.to_owned());
        while let Some(here) = path {
            let page = guest.reads(&here).await;
            seen.extend(page.is(200).titles());
            path = page.attribute("p.gap a.button", "href");
        }
        assert_eq!(&seen, expected, "{start}");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_pinned_thread_stands_on_top_until_it_is_taken_down(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let first = ana.posts("nights", "First", "words").await;
    world.pass(TimeDelta::minutes(1));
    ana.posts("nights", "Second", "words").await;
    assert_eq!(ana.reads("/b/nights").await.titles(), ["Second", "First"]);
    let order = format!("/t/{}/order", id_of(&first));
    let form = filled(mo.reads(&first).await.form(&order), &[("do", "pin")]);
    ana.posts_fields(&order, &filled(ana.reads("/b/nights/write").await.form("/b/nights/write"), &[("do", "pin")])).await.is(404);
    mo.posts_fields(&order, &form).await.is(303);
    assert_eq!(ana.reads("/b/nights").await.titles(), ["First", "Second"]);
    mo.posts_fields(&order, &filled(form.clone(), &[("do", "lock")])).await.is(303);
    ana.reads(&first).await.hides("Write a reply");
    mo.posts_fields(&order, &filled(form.clone(), &[("do", "unlock")])).await.is(303);
    mo.posts_fields(&order, &filled(form, &[("do", "unpin")])).await.is(303);
    assert_eq!(ana.reads("/b/nights").await.titles(), ["Second", "First"]);
    world.pass(TimeDelta::minutes(1));
    ana.replies(&first, "there again").await;
    assert_eq!(ana.reads("/b/nights").await.titles(), ["First", "Second"], "the last written in first");
    // No more than ten, or what was put up first would be nowhere.
    for n in 0..11 {
        world.pass(TimeDelta::minutes(30));
        let thread = ana.posts("nights", &format!("Post {n}"), "words").await;
        let order = format!("/t/{}/order", id_of(&thread));
        let form = filled(mo.reads(&thread).await.form(&order), &[("do", "pin")]);
        let answer = mo.posts_fields(&order, &form).await;
        if n < 10 {
            answer.is(303)
        } else {
            answer.is(403).shows("ten posts at the top")
        };
    }
    assert_eq!(ana.reads("/b/nights").await.titles().len(), 13);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_old_diary_hides_nobody_who_waits(db: PgPool) {
    let world = World::new(db).await;
    let (ana, sue) = (world.member("ana").await, world.with_role("sue", RoleKind::Supporter).await);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    std::fs::write(&file, include_str!("../fixtures/wxr/diary.xml")).unwrap();
    let args = Args { file, board: "nights".into(), zone: chrono_tz::UTC, apply: true, report: None, quiet: true };
    import::run(&world.db, &Clock::set_to(world.app.clock.now()), &args).await.unwrap();
    ana.posts("nights", "Tonight", "is anybody there").await;
    let guest = world.guest();
    assert!(guest.reads("/b/nights").await.titles().len() > 1, "the diary is there to be read");
    for path in ["/waiting", "/b/nights?order=waiting"] {
        assert_eq!(guest.reads(path).await.titles(), ["Tonight"], "{path}");
    }
    world.pass(TimeDelta::hours(3));
    worker::recur(&world.app).await.unwrap();
    sue.reads("/notices").await.shows("Tonight");
    assert_eq!(world.number("select count(*) from notices where kind = 'waiting'").await, 1);
    // Whoever joins under the name of the diary's writer is not taken for them.
    let old = guest.reads("/b/nights").await.titles().into_iter().find(|title| title != "Tonight").unwrap();
    let at = guest.reads("/b/nights").await;
    let link = Html::parse_document(&at.html)
        .select(&Selector::parse("main .posts a").unwrap())
        .find(|link| link.text().collect::<String>().trim() == old)
        .and_then(|link| link.value().attr("href").map(str::to_owned))
        .unwrap();
    guest.reads(&link).await.shows("from the earlier site");
}
