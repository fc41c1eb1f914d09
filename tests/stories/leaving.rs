//! Leaving, wholly or in part: the export, erasing many, ending the account. Done at once, everywhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::str::FromStr;

use chrono::TimeDelta;
use holdfast::ids::{EntryId, ThreadId};
use holdfast::settings::{Secret, Settings};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{PASSPHRASE, Person, World, id_of};

impl Person<'_> {
    pub async fn exports(&self) -> BTreeMap<String, String> {
        let answer = self.fills("/me/leaving", "/me/export", &[("passphrase", PASSPHRASE)]).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "application/zip");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-disposition").starts_with("attachment"));
        unpacked(&answer)
    }

    pub async fn leaves(&self, keep: &str) -> Answer {
        self.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", keep)]).await
    }
}

fn unpacked(answer: &Answer) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.bytes.clone())).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_export_is_everything_of_mine_and_nothing_of_anybody_else(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "The kettle", "first words of ana").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("title", "The kettle"), ("text", "later <b>words</b> of ana"), ("do", "save")]).await.is(303);
    let bens = ben.posts("nights", "A title of bens", "words of ben").await;
    ana.replies(&bens, "an answer of ana").await;
    ben.replies(&thread, "an answer of ben").await;
    let report = format!("/e/{}/report", id_of(&bens));
    ana.fills(&report, &report, &[("reason", "other"), ("note", "a note of ana")]).await;
    let case = mo.opens_case(&thread).await;
    mo.decides(&case, "remove", &[("reason", "off_topic"), ("message", "a word of the moderator")]).await.is(303);
    world.told().await;

    ana.fills("/me/leaving", "/me/export", &[("passphrase", "not the right one")]).await.is(422).shows("not your passphrase");
    world.guest().posts_fields("/me/export", &[("passphrase", PASSPHRASE)]).await.is(401);
    let files = ana.exports().await;
    for (file, words) in [
        ("account.jsonl", "\"name\":\"ana\""),
        ("entries.jsonl", "later <b>words</b> of ana"),
        ("entries.jsonl", "first words of ana"),
        ("entries.jsonl", "an answer of ana"),
        ("entries.jsonl", "a word of the moderator"),
        ("entries.jsonl", "off_topic"),
        ("reports_made.jsonl", "a note of ana"),
        ("notices.jsonl", "decision"),
        ("index.html", "an answer of ana"),
        ("index.html", "later &lt;b&gt;words&lt;/b&gt; of ana"),
        ("sessions.jsonl", "shared_device"),
    ] {
        assert!(files[file].replace("\": ", "\":").contains(words), "{file} lacks {words}: {}", files[file]);
    }
    // The same for people, in words: what was decided, earlier words, and whatever else is kept.
    for words in ["first words of ana", "a word of the moderator", "Taken down", "Belongs somewhere else"] {
        assert!(files["index.html"].contains(words), "the page lacks {words}");
    }
    for words in ["What you reported", "a note of ana", "Your notices", "Where you are signed in"] {
        assert!(files["beside.html"].contains(words), "the page lacks {words}");
    }
    let all = files.values().cloned().collect::<String>();
    for others in ["ben", "argon2", "mo\""] {
        assert!(!all.contains(others), "{others} is not for ana: {all}");
    }
    for line in files.iter().filter(|(name, _)| name.contains(".jsonl")).flat_map(|(_, text)| text.lines()) {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    assert!(!ben.exports().await.values().any(|text| text.contains("of ana")));
}

/// As many replies of that member as it takes, of that word.
const VERY_MANY: &str = "insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
    select gen_random_uuid(), threads.id, threads.id, 1, accounts.id, 'reply number ' || n, '<p>reply number ' || n || '</p>', 1, 'published', now()
    from threads, accounts, generate_series(1, 10000) n where title in ('Many words', '') and accounts.name = 'ana'";

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_wrote_very_much_gets_the_file_later_and_a_notice(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Many words", "the first of many").await;
    sqlx::query(VERY_MANY).execute(&world.db).await.unwrap();
    let form = crate::world::filled(ana.reads("/me/leaving").await.form("/me/export"), &[("passphrase", PASSPHRASE)]);
    let asks = async || ana.posts_fields("/me/export", &form).await;
    let fetches = async || ana.fills("/me/leaving", "/me/export/file", &[("passphrase", PASSPHRASE)]).await;

    assert_eq!(asks().await.is(303).location(), "/me/leaving#file");
    asks().await.is(303);
    assert_eq!(world.number("select count(*) from outbox where event ->> 'event' = 'export'").await, 1, "asked twice is once");
    assert_eq!(ana.reads("/me/leaving").await.count("form[action='/me/export']"), 0, "and need not be");
    ana.reads("/me/leaving").await.shows("takes a little longer").hides("Your file is ready");
    ana.reads("/notices").await.hides("is ready");
    world.delivers().await;
    ana.reads("/notices").await.shows("The file with everything about you is ready");
    ana.reads("/me/leaving").await.shows("Your file is ready");
    ana.fills("/me/leaving", "/me/export/file", &[("passphrase", "not the right one")]).await.is(422).shows("not your passphrase");
    let answer = fetches().await;
    answer.is(200);
    assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
    assert_eq!(answer.header("cache-control"), "no-store");
    let files = unpacked(&answer);
    assert_eq!(files["entries.jsonl"].lines().count(), 10_001);
    assert_eq!(files.keys().filter(|name| name.starts_with("words-")).count(), 10);
    let pages: String = files.iter().filter(|(name, _)| !name.contains(".json")).map(|(_, text)| text.as_str()).collect();
    assert_eq!(pages.matches("<article>").count(), 10_001);
    assert!(files["index.html"].contains("words-2.html") && files["words-2.html"].contains("words-3.html"));
    assert!(files["words-11.html"].contains("words-10.html") && !files["words-11.html"].contains("words-12.html"));

    // What is erased is in no file of before.
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    ana.reads("/me/leaving").await.hides("Your file is ready");
    ana.reads("/notices").await.hides("is ready");
    assert_eq!(world.number("select count(*) from export_parts").await, 0);

    // Nobody fetched it: after a week it is gone.
    world.pass(TimeDelta::hours(1));
    sqlx::query(VERY_MANY).execute(&world.db).await.unwrap();
    asks().await.is(303);
    world.delivers().await;
    assert!(world.number("select count(*) from export_parts").await > 0);
    world.pass(TimeDelta::days(8));
    holdfast::retention::run(&world.app).await.unwrap();
    ana.reads("/me/leaving").await.hides("Your file is ready");
    assert_eq!(world.number("select count(*) from export_parts").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn many_are_erased_by_board_kind_and_day(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let old = ana.posts("nights", "Old title", "old words").await;
    ben.replies(&old, "an answer that stays").await;
    world.pass(TimeDelta::days(2));
    let new = ana.posts("nights", "New title", "new words").await;
    let other = ana.posts("members", "Other title", "other words").await;
    let reply = ana.replies(&new, "reply words").await;
    let choose = async |fields: &[(&str, &str)]| ana.fills("/me/leaving", "/me/entries/erase", fields).await;
    choose(&[("from", "soon"), ("do", "look")]).await.is(422).shows("year-month-day");
    choose(&[("board", "quiet"), ("do", "look")]).await.is(200).shows("nothing that fits");
    choose(&[("do", "look")]).await.shows("4 entries fit");
    choose(&[("to", "2026-11-22"), ("do", "look")]).await.shows("One entry fits");
    choose(&[("what", "replies"), ("do", "look")]).await.shows("One entry fits");
    let sure = choose(&[("board", "nights"), ("what", "posts"), ("do", "look")]).await;
    sure.shows("2 entries fit").shows("can't be undone");
    assert_eq!(world.number("select count(*) from entries where state = 'erased'").await, 0, "looking changes nothing");
    let form = crate::world::filled(sure.form("/me/entries/erase"), &[("do", "erase"), ("passphrase", PASSPHRASE)]);
    let without = crate::world::filled(form.clone(), &[("passphrase", "not the right one")]);
    ana.posts_fields("/me/entries/erase", &without).await.is(422).shows("That is not your passphrase");
    assert_eq!(world.number("select count(*) from entries where state = 'erased'").await, 0, "a browser found signed in is not enough");
    ben.posts_fields("/me/entries/erase", &form).await.is(409);
    ana.posts_fields("/me/entries/erase", &form).await.is(200).shows("2 entries were erased");
    for path in [&old, &new, &other, &reply, "/", "/new", "/me/entries"] {
        ben.follows(path).await.hides("old words").hides("new words").hides("Old title").hides("New title");
    }
    ben.reads(&old).await.is(200).shows("an answer that stays");
    ben.reads(&other).await.is(200).shows("other words");
    ben.follows(&reply).await.shows("reply words");
    assert_eq!(world.number("select count(*) from entries where source in ('old words', 'new words')").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_leaves_chooses_what_becomes_of_their_words(db: PgPool) {
    let world = World::new(db).await;
    let reader = world.member("reader").await;
    for (name, keep, stays, named) in
        [("Marigold", "named", true, true), ("Tansy", "nameless", true, false), ("Yarrow", "nothing", false, false)]
    {
        let leaver = world.member(name).await;
        let words = format!("words of a {}", name.len());
        let thread = leaver.posts("nights", "A title", &words).await;
        reader.replies(&thread, "an answer").await;
        leaver.keeps_draft("write-nights", "0", "a", "words never sent").await.is(200);
        leaver.leaves("").await.is(422).shows("choose what is to become");
        let wrong = leaver.fills("/me/leaving", "/me/leaving", &[("passphrase", "not the right one"), ("keep", keep)]).await;
        wrong.is(422).shows("Nothing was changed");
        let gone = leaver.leaves(keep).await;
        gone.is(200).shows("It is done").shows("Your account is gone");
        assert!(gone.header("clear-site-data").contains("storage"));
        leaver.reads("/me").await.is(401);
        leaver.fills("/sign-in", "/sign-in", &[("name", name), ("passphrase", PASSPHRASE)]).await.is(422);
        let page = reader.reads(&thread).await;
        page.is(200).shows("an answer");
        assert_eq!(page.text().contains(&words), stays, "{keep}");
        assert_eq!(page.text().contains(name), named, "{keep}");
        // Nobody can pass for them, as a member or as a guest.
        let heir = world.guest();
        heir.fills("/join", "/join", &[("name", name), ("passphrase", PASSPHRASE)]).await.is(422).shows("Somebody here has that name");
        let write = "/b/nights/write";
        let fields = [("title", "T"), ("text", "t"), ("guest_name", name), ("do", "send")];
        heir.fills(write, write, &fields).await.is(422).shows("Somebody here has that name");
    }
    assert_eq!(world.number("select count(*) from accounts").await, 2);
    assert_eq!(world.number("select count(*) from drafts").await, 0, "what was not sent is gone, however they leave");
    assert_eq!(world.number("select count(*) from entries where source like 'words of%' and author is not null").await, 1);
    assert_eq!(world.number("select count(*) from sessions").await, 1);
}

/// 60 posts of that member, every other one answered by ben, and 240 replies to posts of ben, as years would bring them.
const YEARS: [&str; 4] = [
    "insert into threads (id, board, title, excerpt, state, created_at, last_entry_at, reply_count, answer_count)
        select gen_random_uuid(), boards.id, 'secret title ' || n, 'secret words', 'published', now(), now(), n % 2, n % 2
        from boards, generate_series(1, 60) n where slug = 'nights'",
    "insert into entries (id, thread, author, source, html, renderer, state, created_at)
        select threads.id, threads.id, accounts.id, 'secret words', '<p>secret words</p>', 1, 'published', now()
        from threads, accounts where title like 'secret%' and accounts.name = $1",
    "insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
        select gen_random_uuid(), threads.id, threads.id, 1, accounts.id, 'words of ben', '<p>words of ben</p>', 1, 'published', now()
        from threads, accounts where title like 'secret%' and reply_count = 1 and accounts.name = 'ben' and $1 <> ''",
    "insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
        select gen_random_uuid(), threads.id, threads.id, 1, accounts.id, 'secret words', '<p>secret words</p>', 1, 'published', now()
        from threads, accounts, generate_series(1, 80) where title like 'Of ben%' and accounts.name = $1",
];

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn everything_of_a_long_time_is_gone_everywhere_at_once(db: PgPool) {
    let world = World::new(db).await;
    let (ben, mo) = (world.member("ben").await, world.moderator("mo").await);
    let mut threads = Vec::new();
    for n in 1..=3 {
        threads.push(ben.posts("nights", &format!("Of ben, {n}"), "words of ben").await);
    }
    for (name, leaves) in [("Yarrow", true), ("Tansy", false)] {
        let leaver = world.member(name).await;
        for sql in YEARS {
            sqlx::query(sql).bind(name).execute(&world.db).await.unwrap();
        }
        leaver.replies(&threads[0], "secret words in answer").await;
        world.told().await;
        ben.reads("/notices").await.shows("answered your post");
        leaver.keeps_draft(&format!("reply-{}", id_of(&threads[1])), "0", "a", "secret words not sent").await.is(200);
        let theirs: Vec<(EntryId, ThreadId)> =
            sqlx::query_as("select entries.id, thread from entries join accounts on accounts.id = author where accounts.name = $1")
                .bind(name)
                .fetch_all(&world.db)
                .await
                .unwrap();
        assert_eq!(theirs.len(), 301);
        let mut pages: Vec<String> = theirs.iter().flat_map(|(entry, thread)| [format!("/e/{entry}"), format!("/t/{thread}")]).collect();
        pages.extend(["/", "/new", "/b/nights", "/waiting", "/notices", "/me/entries"].map(str::to_owned));
        pages.sort();
        pages.dedup();
        ben.reads("/waiting").await.shows("secret");
        ben.reads(&threads[1]).await.shows("secret");

        if leaves {
            leaver.leaves("nothing").await.is(200).shows("so is everything you wrote");
        } else {
            let sure = leaver.fills("/me/leaving", "/me/entries/erase", &[("do", "look")]).await;
            let form = crate::world::filled(
                sure.shows("301 entries fit").form("/me/entries/erase"),
                &[("do", "erase"), ("passphrase", PASSPHRASE)],
            );
            leaver.posts_fields("/me/entries/erase", &form).await.is(200).shows("301 entries were erased");
        }
        for path in &pages {
            let page = ben.reads(path).await;
            assert!(page.hides("secret").hides(name).status.as_u16() < 500, "{path}");
        }
        for path in ["/desk", "/desk/log"] {
            mo.reads(path).await.is(200).hides("secret").hides(name);
        }
        for (file, text) in ben.exports().await {
            assert!(!text.contains("secret") && !text.contains(name), "{file}: {text}");
        }
        ben.reads("/notices").await.hides("answered your post");
        ben.reads(&threads[1]).await.shows("No replies yet");
        let left = "select (select count(*) from entries where source like 'secret%' or html like '%secret%')
            + (select count(*) from threads where title like 'secret%' or excerpt like 'secret%')
            + (select count(*) from notices where kind = 'reply' and entry in (select id from entries where state = 'erased'))";
        assert_eq!(world.number(left).await, 0);
        let answers = "select sum(reply_count)::bigint from threads where title = ''";
        assert!([30, 60].contains(&world.number(answers).await), "what others answered stays");
    }
    assert_eq!(world.number("select count(*) from drafts").await, 1, "who stays keeps what they did not send");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_quote_of_erased_words_is_shown_to_a_moderator(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "The ferry", "The ferry left without me, and I laughed.").await;
    ben.replies(&thread, "> the ferry left without me\n\nThat happened to me too.").await;
    ben.replies(&thread, "> something else altogether\n\nHello.").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    assert_eq!(world.number("select count(*) from cases").await, 1);
    mo.follows("/desk/next").await;
    assert_eq!(world.number("select count(*) from cases join entries on entries.id = entry where source like '> the ferry%'").await, 1);
    ana.reads(&thread).await.shows("That happened to me too.");

    // Nor is a quote forgotten that is read first by a moderator, or of what stood there before it was changed.
    let thread = ana.posts("nights", "The tram", "The tram rang its bell for nobody at all.").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ben.replies(&thread, "> the tram rang its bell for nobody\n\nYes.").await;
    ana.fills(&own, &own, &[("title", "The tram"), ("text", "Something short."), ("do", "save")]).await.is(303);
    let held = ben.replies(&thread, "> the tram rang its bell for nobody\n\nHeld.").await;
    sqlx::query("update entries set state = 'held' where id = $1")
        .bind(EntryId::from_str(&id_of(&held)).unwrap())
        .execute(&world.db)
        .await
        .unwrap();
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    assert_eq!(world.number("select count(*) from cases join entries on entries.id = entry where source like '> the tram%'").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn words_erased_while_a_moderator_looks_at_them_stay_gone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A title", "words of ana").await;
    let case = mo.opens_case(&thread).await;
    mo.reads(&case).await.shows("words of ana");
    ana.leaves("nothing").await.is(200);
    mo.reads(&case).await.is(200).hides("words of ana").hides("ana");
    mo.decides(&case, "restore", &[]).await;
    mo.decides(&case, "publish", &[]).await;
    world.guest().reads(&thread).await.is(404).hides("words of ana");
    assert_eq!(world.number("select count(*) from entries where state = 'erased'").await, 1);
}

/// Columns that name an account and are in no file of the export, with the reason.
const NOT_EXPORTED: &[(&str, &str)] = &[
    ("entries", "what somebody wrote has a file of its own"),
    ("entry_moves", "told with each entry as its decisions"),
    ("cases", "what moderators work at, and whose an erased entry was; purged with the case"),
    ("plans", "waits for seconds"),
    ("case_passes", "which case a moderator left to others; purged with it"),
    ("case_notes", "moderators' notes; purged with the case"),
    ("crisis_steps", "steps taken for somebody in danger; purged with the case"),
    ("ceremonies", "waits for minutes"),
    ("desk_keys", "how a moderator's keyboard is laid out"),
    ("desk_care", "a moderator's breaks and limits"),
    ("duty", "a moderator's hours"),
    ("duty_hours", "a moderator's hours"),
    ("mail_addresses", "told by the feature that can unseal it"),
    ("mail_links", "waits for an hour"),
    ("match_rules", "the board's own rules"),
    ("memorials", "a memorial account signs in nowhere"),
    ("job_runs", "the board's own work"),
];

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whatever_names_an_account_is_exported_or_has_a_reason_not_to_be(db: PgPool) {
    let tables: Vec<String> = sqlx::query_scalar(
        "select distinct conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'accounts'::regclass order by 1",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert!(tables.len() > 20, "the tables that name accounts are found: {tables:?}");
    let export = include_str!("../../src/leaving/store.rs");
    let left_out: Vec<&String> = tables
        .iter()
        .filter(|table| !export.contains(&format!("from {table} ")) && !NOT_EXPORTED.iter().any(|(name, _)| name == table))
        .collect();
    assert!(left_out.is_empty(), "in no file of the export, and no reason is given: {left_out:?}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_name_of_somebody_who_left_is_nobody_elses_and_the_database_alone_does_not_tell_it(db: PgPool) {
    let world = World::with(db, Settings { key: Some(Secret::new("a key that a program made, for stories")), ..World::settings() }).await;
    world.member("Wren").await.leaves("nothing").await.is(200);
    let tried = "select count(*) from left_names where name_hash = sha256('wren')";
    assert_eq!(world.number("select count(*) from left_names").await, 1);
    assert_eq!(world.number(tried).await, 0, "nobody finds it by trying names out");
    // Who left before there was a key is known as before.
    sqlx::query("insert into left_names (name_hash, left_at) values (sha256('heron'), now())").execute(&world.db).await.unwrap();
    let guest = world.guest();
    for name in ["WREN", "Heron"] {
        let fields = [("name", name), ("passphrase", PASSPHRASE)];
        guest.fills("/join", "/join", &fields).await.is(422).shows("Somebody here has that name");
        let write = "/b/nights/write";
        let post = [("title", "T"), ("text", "words"), ("guest_name", name), ("do", "send")];
        guest.fills(write, write, &post).await.is(422).shows("Somebody here has that name");
    }
}
