//! Old diaries come in: every promise of the WordPress importer, each on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fmt::Write as _;
use std::path::PathBuf;

use holdfast::clock::Clock;
use holdfast::import::{Args, ImportError, Summary, run};
use serde_json::Value;
use sqlx::PgPool;

const DIARY: &str = include_str!("fixtures/wxr/diary.xml");

/// A database with one board, and a folder for files.
struct Import {
    db: PgPool,
    clock: Clock,
    folder: tempfile::TempDir,
    zone: chrono_tz::Tz,
}

/// An entry as it was stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct Stored {
    source_id: String,
    parent: Option<String>,
    depth: i32,
    name: String,
    source: String,
    html: String,
    state: String,
    at: String,
}

impl Import {
    async fn new(db: PgPool) -> Self {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        sqlx::query("insert into boards (id, slug, name, created_at) values ($1, 'diary', 'Diary', $2)")
            .bind(holdfast::ids::fresh(now))
            .bind(now)
            .execute(&db)
            .await
            .unwrap();
        Self { db, clock: Clock::set_to(now), folder: tempfile::tempdir().unwrap(), zone: chrono_tz::UTC }
    }

    fn args(&self, file: PathBuf, apply: bool) -> Args {
        Args { file, board: "diary".into(), zone: self.zone, apply, report: Some(self.folder.path().join("report.json")), quiet: true }
    }

    async fn run(&self, export: impl AsRef<[u8]>, apply: bool) -> Result<Summary, ImportError> {
        let file = self.folder.path().join("export.xml");
        std::fs::write(&file, export).unwrap();
        run(&self.db, &self.clock, &self.args(file, apply)).await
    }

    async fn apply(&self, export: impl AsRef<[u8]>) -> Summary {
        self.run(export, true).await.unwrap()
    }

    fn report(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.folder.path().join("report.json")).unwrap()).unwrap()
    }

    async fn stored(&self) -> Vec<Stored> {
        let sql = "select i.source_id, p.source_id as parent, e.depth, e.name, e.source, e.html, e.state,
            to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as at
            from entries e join imported_entries i on i.entry = e.id left join imported_entries p on p.entry = e.parent order by e.id";
        sqlx::query_as(sql).fetch_all(&self.db).await.unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.db).await.unwrap()
    }

    /// What must hold after every import.
    async fn is_in_order(&self) {
        let wrong = self.count(
            "select count(*) from threads t join entries p on p.id = t.id where
                reply_count <> (select count(*) from entries where thread = t.id and parent is not null and state in ('published', 'covered'))
                or answer_count <> (select count(*) from entries e where thread = t.id and parent is not null and state in ('published', 'covered') and e.name <> p.name)
                or last_entry_at <> (select max(created_at) from (select created_at from entries where thread = t.id and parent is not null and state in ('published', 'covered') union all select p.created_at) as x)
                or t.state <> p.state or t.created_at <> p.created_at or p.parent is not null or p.thread <> t.id",
        );
        assert_eq!(wrong.await, 0);
        assert_eq!(self.count("select count(*) from entries c join entries p on p.id = c.parent where c.depth <> p.depth + 1 or c.thread <> p.thread or c.id < p.id").await, 0);
        assert_eq!(self.count("select count(*) from entries where voice <> 'imported' or author is not null or html = ''").await, 0);
        assert_eq!(self.count("select count(*) from entries where (state = 'held') <> exists (select from cases where entry = entries.id and state = 'open' and priority = 5)").await, 0);
        assert_eq!(self.count("select count(*) from outbox").await + self.count("select count(*) from notices").await, 0);
    }
}

/// An export with these items.
fn export(items: &str) -> String {
    export_of("http://wordpress.org/export/1.2/", items)
}

fn export_of(vocabulary: &str, items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:excerpt=\"{vocabulary}excerpt/\" xmlns:wp=\"{vocabulary}\">\n<channel>\n<title>Slow mornings</title>\n<link>https://slow.example.org</link>\n\
         <wp:base_blog_url>https://slow.example.org</wp:base_blog_url>\n{items}\n</channel>\n</rss>\n"
    )
}

/// A post with something of its own, `more` put last so that it wins.
fn post(id: u32, more: &str) -> String {
    format!(
        "<item><title>Day {id}</title><dc:creator>Marion</dc:creator><content:encoded><![CDATA[Words of day {id}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2011-06-18 08:15:00</wp:post_date><wp:post_date_gmt>2011-06-18 07:15:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <wp:post_password></wp:post_password>\n{more}\n</item>\n"
    )
}

/// A comment, an hour after the post for each of its numbers; `more` put last so that it wins.
fn comment(id: u32, parent: u32, more: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Gwen</wp:comment_author><wp:comment_author_email>gwen@example.org</wp:comment_author_email>\
         <wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_date_gmt>2011-06-19 {:02}:00:00</wp:comment_date_gmt><wp:comment_content>Love {id}</wp:comment_content>\
         <wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>{more}</wp:comment>\n",
        id % 24
    )
}

fn parents(stored: &[Stored]) -> Vec<(String, String)> {
    let short = |id: &str| id.trim_start_matches("slow.example.org ").to_owned();
    stored.iter().filter_map(|entry| Some((short(&entry.source_id), short(entry.parent.as_deref()?)))).collect()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_diary_post_with_one_comment_is_a_thread_with_one_reply(db: PgPool) {
    let import = Import::new(db).await;
    let summary = import.apply(DIARY).await;
    assert_eq!((summary.posts.new, summary.replies.new), (1, 1));
    let stored = import.stored().await;
    assert_eq!(
        stored,
        [
            Stored {
                source_id: "slow.example.org post 41".into(), parent: None, depth: 0, name: "Marion".into(), state: "published".into(), at: "2011-06-18 07:15:00".into(),
                source: "I slept badly, and then I went as far as the bridge.\n\nIt was *cold* \\& bright. I cried a little on the way home.".into(),
                html: "<p>I slept badly, and then I went as far as the bridge.</p>\n<p>It was <em>cold</em> &amp; bright. I cried a little on the way home.</p>\n".into(),
            },
            Stored {
                source_id: "slow.example.org comment 7".into(), parent: Some("slow.example.org post 41".into()), depth: 1, name: "Gwen".into(), state: "published".into(),
                at: "2011-06-18 20:40:12".into(), source: "Sending you love. The bridge is far.".into(), html: "<p>Sending you love. The bridge is far.</p>\n".into(),
            },
        ]
    );
    let (title, excerpt, replies, answers): (String, String, i32, i32) =
        sqlx::query_as("select title, excerpt, reply_count, answer_count from threads").fetch_one(&import.db).await.unwrap();
    assert_eq!((title.as_str(), replies, answers), ("The first walk since spring", 1, 1));
    assert!(excerpt.starts_with("I slept badly") && excerpt.ends_with("home."), "{excerpt}");
    let of_2011 = import.count("select count(*) from entries where id::text like '0130a%'").await;
    assert_eq!(of_2011, 2, "ids are made from the time of writing");
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn without_apply_nothing_is_stored(db: PgPool) {
    let import = Import::new(db).await;
    let dry = import.run(DIARY, false).await.unwrap();
    assert!(!dry.applied && dry.to_string().contains("Nothing was stored"));
    for table in [
        "select count(*) from entries",
        "select count(*) from threads",
        "select count(*) from imports",
        "select count(*) from imported_entries",
    ] {
        assert_eq!(import.count(table).await, 0, "{table}");
    }
    let applied = import.apply(DIARY).await;
    assert_eq!((dry.posts, dry.replies, dry.skipped, dry.changed), (applied.posts, applied.replies, applied.skipped, applied.changed));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn addresses_networks_and_browsers_are_nowhere(db: PgPool) {
    let import = Import::new(db).await;
    import.apply(DIARY.replace("Gwen]]", "gwen@example.org]]")).await;
    let everything: String = sqlx::query_scalar(
        "select coalesce(string_agg(e::text, ' '), '') || (select string_agg(t::text, ' ') from threads t) from entries e",
    )
    .fetch_one(&import.db)
    .await
    .unwrap();
    let report = import.report().to_string();
    for secret in ["gwen", "marion@", "192.0.2.7", "OldBrowser", "marion77"] {
        assert!(!everything.contains(secret) && !report.contains(secret), "{secret} in {everything} {report}");
    }
    assert_eq!(import.stored().await[1].name, "Anonymous");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_vocabulary_by_its_address_not_its_prefix(db: PgPool) {
    let import = Import::new(db).await;
    let mut id = 0;
    for scheme in ["http", "https"] {
        for version in ["1.0", "1.1", "1.2"] {
            id += 1;
            let text = export_of(&format!("{scheme}://wordpress.org/export/{version}/"), &post(id, &comment(id, 0, "")));
            let renamed = text
                .replace("wp:", "old:")
                .replace("xmlns:wp=", "xmlns:old=")
                .replace("content:encoded", "c:encoded")
                .replace("xmlns:content=", "xmlns:c=");
            let summary = import.apply(if id % 2 == 0 { text } else { renamed }).await;
            assert_eq!((summary.posts.new, summary.replies.new), (1, 1), "{scheme} {version}");
        }
    }
    assert!(import.stored().await.iter().filter(|entry| entry.depth == 0).all(|entry| entry.source.starts_with("Words of day")));
    for wrong in [
        export_of("http://wordpress.org/export/9.0/", &post(90, "")),
        "<rss><channel><item/></channel></rss>".to_owned(),
        "<html></html>".to_owned(),
        "words".to_owned(),
        String::new(),
    ] {
        assert!(matches!(import.run(&wrong, true).await, Err(ImportError::Broken { .. })), "{wrong}");
    }
    assert_eq!(import.stored().await.len(), 12);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn split_cdata_entities_and_line_ends(db: PgPool) {
    let import = Import::new(db).await;
    let words = "<title>Tom &amp;amp; me &#x2014; <![CDATA[an <i>hour</i>]]></title><content:encoded><![CDATA[One ]]]]><![CDATA[> two &hellip;]]> three &amp;lt; &nbsp;four & five</content:encoded>";
    let summary = import.apply(export(&post(1, words)).replace('\n', "\r\n")).await;
    import.apply(export(&post(2, "<content:encoded>One\r\nline\r\n\r\nTwo</content:encoded>"))).await;
    let mut stored = import.stored().await;
    stored.sort_by(|a, b| a.source_id.cmp(&b.source_id));
    assert_eq!(stored[0].html, "<p>One ]]&gt; two … three &lt; four &amp; five</p>\n");
    assert_eq!(stored[1].html, "<p>One<br>\nline</p>\n<p>Two</p>\n");
    assert_eq!(summary.changed("entity"), 1);
    let title: String =
        sqlx::query_scalar("select title from threads join imported_entries on entry = threads.id where source_id like '% post 1'")
            .fetch_one(&import.db)
            .await
            .unwrap();
    assert_eq!(title, "Tom & me — an hour");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn dates_zero_missing_local_and_to_come(db: PgPool) {
    let mut import = Import::new(db).await;
    import.zone = chrono_tz::Europe::London;
    let zero = "<wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>";
    let comments = [
        comment(1, 0, &format!("{zero}<wp:comment_date>2011-06-20 10:30:00</wp:comment_date>")),
        comment(2, 0, &format!("{zero}<wp:comment_date>0000-00-00 00:00:00</wp:comment_date>")),
        comment(3, 0, "<wp:comment_date_gmt>2031-01-01 00:00:00</wp:comment_date_gmt>"),
        comment(4, 0, "<wp:comment_date_gmt>2011-06-01 00:00:00</wp:comment_date_gmt>"),
    ];
    let timeless = "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date></wp:post_date>";
    let by_feed = format!("{timeless}<pubDate>Sun, 19 Jun 2011 07:15:00 +0000</pubDate>");
    let summary = import.apply(export(&[post(1, &comments.concat()), post(2, timeless), post(3, &by_feed)].concat())).await;
    let mut stored = import.stored().await;
    stored.sort_by(|a, b| a.source_id.cmp(&b.source_id));
    let dates: Vec<_> = stored.iter().map(|entry| entry.at.as_str()).collect();
    assert_eq!(
        dates,
        [
            "2011-06-20 09:30:00",
            "2011-06-20 09:30:00",
            "2026-03-01 12:00:00",
            "2011-06-01 00:00:00",
            "2011-06-18 07:15:00",
            "2011-06-18 07:15:00",
            "2011-06-19 07:15:00"
        ]
    );
    assert_eq!((summary.changed("date-zone"), summary.changed("date-missing"), summary.changed("date-future")), (1, 2, 1));
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn children_before_parents_circles_and_strangers(db: PgPool) {
    let import = Import::new(db).await;
    let spam = "<wp:comment_approved>spam</wp:comment_approved>";
    let comments = [
        comment(3, 2, ""),
        comment(2, 1, ""),
        comment(1, 0, ""),
        comment(10, 11, ""),
        comment(11, 12, ""),
        comment(12, 10, ""),
        comment(13, 13, ""),
        comment(20, 999, ""),
        comment(21, 51, ""),
        comment(16, 1, spam),
        comment(17, 16, spam),
        comment(18, 17, ""),
    ];
    let summary = import.apply(export(&[post(1, &comments.concat()), post(2, &comment(51, 0, ""))].concat())).await;
    let stored = import.stored().await;
    let mut found = parents(&stored);
    found.sort();
    let expected = [
        ("comment 1", "post 1"),
        ("comment 10", "post 1"),
        ("comment 11", "comment 12"),
        ("comment 12", "comment 10"),
        ("comment 13", "post 1"),
        ("comment 18", "comment 1"),
        ("comment 2", "comment 1"),
        ("comment 20", "post 1"),
        ("comment 21", "post 1"),
        ("comment 3", "comment 2"),
        ("comment 51", "post 2"),
    ];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(
        (summary.changed("circle"), summary.changed("parent-missing"), summary.changed("parent-skipped"), summary.skipped("spam")),
        (2, 2, 1, 2)
    );
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_doctype_is_refused(db: PgPool) {
    let import = Import::new(db).await;
    let with = export(&post(1, ""))
        .replacen("<rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<rss", 1)
        .replace("Day 1", "&x;");
    let error = import.run(with, true).await.unwrap_err().to_string();
    assert!(error.contains("doctype") && error.contains("line 2"), "{error}");
    assert_eq!(import.count("select count(*) from entries").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_cut_file_is_an_error_with_its_place_and_stores_nothing(db: PgPool) {
    let import = Import::new(db).await;
    let whole = DIARY.replace("cold", "côld");
    let end = whole.trim_end().len();
    for cut in (0..end).step_by(97).chain([end - 1]) {
        for apply in [true, false] {
            match import.run(&whole.as_bytes()[..cut], apply).await {
                Err(ImportError::Broken { broken, .. }) => assert!(broken.byte <= cut as u64 && broken.line >= 1, "{cut}: {broken}"),
                other => panic!("{cut}: {other:?}"),
            }
        }
        assert!(import.report()["error"].as_str().unwrap().contains("nothing was imported"));
    }
    let at = end - 40;
    let error = import.run(&whole.as_bytes()[..at], true).await.unwrap_err().to_string();
    let line = whole[..=at].lines().count();
    assert!(error.contains(&format!("line {line}, byte {at}")) && error.contains("cut"), "{error}");
    assert_eq!(import.count("select count(*) from imports").await + import.count("select count(*) from entries").await, 0);
    import.apply(&whole.as_bytes()[..end]).await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn twice_is_once_and_a_newer_export_adds_what_is_new(db: PgPool) {
    let import = Import::new(db).await;
    let old = export(&post(1, &[comment(1, 0, "<wp:comment_author></wp:comment_author>"), comment(2, 1, "")].concat()));
    import.apply(&old).await;
    let before = import.stored().await;
    let again = import.apply(&old).await;
    assert_eq!((again.posts.new, again.posts.known, again.replies.new, again.replies.known), (0, 1, 0, 2));
    assert!(again.skipped.is_empty() && again.changed.is_empty());
    assert_eq!(import.stored().await, before);
    let newer = export(
        &[
            post(
                1,
                &[comment(2, 1, ""), comment(3, 2, ""), comment(4, 1, ""), comment(5, 0, "<wp:comment_author>Marion</wp:comment_author>")]
                    .concat(),
            ),
            post(2, ""),
        ]
        .concat(),
    );
    let added = import.apply(newer.replace("https://slow", "http://slow")).await;
    assert_eq!((added.posts.new, added.replies.new, added.replies.known), (1, 3, 1));
    let stored = import.stored().await;
    assert!(
        parents(&stored).contains(&("comment 4".into(), "comment 1".into())),
        "a parent that is gone from the newer file is still known"
    );
    assert_eq!((stored.len(), import.count("select count(*) from threads").await), (7, 2));
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn killed_halfway_and_repeated_gives_the_same_rows(db: PgPool) {
    let import = Import::new(db).await;
    let items: String = (1..40).map(|id| post(id, &[comment(id * 10, 0, ""), comment(id * 10 + 1, id * 10, "")].concat())).collect();
    let file = import.folder.path().join("half.xml");
    std::fs::write(&file, export(&items)).unwrap();
    let args = import.args(file, true);
    for millis in [20, 60, 110] {
        let _ = tokio::time::timeout(std::time::Duration::from_millis(millis), run(&import.db, &import.clock, &args)).await;
    }
    run(&import.db, &import.clock, &args).await.unwrap();
    assert_eq!((import.stored().await.len(), import.count("select count(*) from threads").await), (117, 39));
    assert_eq!(import.count("select count(*) from entries").await, 117);
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn held_stays_held_and_what_was_never_public_stays_out(db: PgPool) {
    let import = Import::new(db).await;
    let with_status = |id, status: &str| post(id, &format!("<wp:status>{status}</wp:status>{}", comment(id, 0, "")));
    let items = [
        post(1, &comment(1, 0, "<wp:comment_approved>0</wp:comment_approved>")),
        with_status(2, "pending"),
        with_status(3, "private"),
        with_status(4, "draft"),
        with_status(5, "auto-draft"),
        with_status(6, "trash"),
        with_status(7, "future"),
        with_status(8, "secret-club"),
        post(9, "<wp:post_password>plum</wp:post_password>"),
        post(10, "<wp:post_password> </wp:post_password>"),
        post(11, "<wp:post_type>attachment</wp:post_type>"),
        post(12, "<wp:post_type>page</wp:post_type>"),
        post(
            13,
            &[
                comment(100, 0, "<wp:comment_approved>spam</wp:comment_approved>"),
                comment(101, 0, "<wp:comment_approved>trash</wp:comment_approved>"),
                comment(102, 0, "<wp:comment_approved>post-trashed</wp:comment_approved>"),
                comment(103, 0, "<wp:comment_type>pingback</wp:comment_type>"),
                comment(104, 0, "<wp:comment_type>trackback</wp:comment_type>"),
                comment(105, 0, "<wp:comment_type>order_note</wp:comment_type>"),
            ]
            .concat(),
        ),
    ];
    let summary = import.apply(export(&items.concat())).await;
    let states: Vec<_> =
        import.stored().await.into_iter().map(|entry| (entry.source_id.replace("slow.example.org ", ""), entry.state)).collect();
    for held in ["comment 1", "post 2", "post 7"] {
        assert!(states.contains(&(held.into(), "held".into())), "{held} in {states:?}");
    }
    assert_eq!(states.iter().filter(|(id, _)| id.starts_with("post")).count(), 5, "{states:?}");
    for (what, count) in [
        ("private", 1),
        ("draft", 2),
        ("trash", 3),
        ("status", 1),
        ("password", 2),
        ("type", 1),
        ("spam", 1),
        ("pingback", 2),
        ("comment-type", 1),
        ("under-skipped", 5),
    ] {
        assert_eq!(summary.skipped(what), count, "{what}");
    }
    assert_eq!((summary.posts.held, summary.replies.held), (2, 1));
    let (replies,): (i32,) =
        sqlx::query_as("select reply_count from threads join imported_entries on entry = threads.id where source_id like '% post 1'")
            .fetch_one(&import.db)
            .await
            .unwrap();
    assert_eq!(replies, 0, "held is not counted");
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn long_and_empty_texts_titles_and_names(db: PgPool) {
    let import = Import::new(db).await;
    let (long_title, long_name) = ("word ".repeat(60), "Name ".repeat(20));
    let items = [
        post(1, "<title></title>"),
        post(2, &format!("<title>{long_title}</title>")),
        post(3, &format!("<content:encoded>{}</content:encoded>", "w ".repeat(30_100)))
            + &post(4, &format!("<content:encoded>{}</content:encoded>", "ü".repeat(60_000))),
        post(5, "<content:encoded><![CDATA[<img src='https://slow.example.org/gull.jpg'>]]></content:encoded>"),
        post(6, "<content:encoded></content:encoded><title> </title>"),
        post(
            7,
            &[
                comment(1, 0, "<wp:comment_author></wp:comment_author>"),
                comment(2, 0, &format!("<wp:comment_author>{long_name}</wp:comment_author>")),
                comment(3, 0, "<wp:comment_content>💚</wp:comment_content>"),
                comment(4, 0, "<wp:comment_content> </wp:comment_content>"),
                comment(5, 0, &format!("<wp:comment_content>{}</wp:comment_content>", "ü".repeat(20_001))),
                comment(6, 0, &format!("<wp:comment_content>{}</wp:comment_content>", "ü".repeat(60_001))),
                comment(7, 0, "<wp:comment_author>Zo&amp;euml; &#8212; O&amp;#039;Hara</wp:comment_author>"),
            ]
            .concat(),
        ),
    ];
    let summary = import.apply(export(&items.concat())).await;
    for (what, count) in [("title-empty", 1), ("title-long", 1), ("picture", 1), ("name-empty", 1), ("name-long", 1), ("long-reply", 1)] {
        assert_eq!(summary.changed(what), count, "{what} {summary:?}");
    }
    assert_eq!((summary.skipped("too-long"), summary.skipped("empty"), summary.posts.new, summary.replies.new), (2, 2, 5, 5));
    let titles: Vec<String> =
        sqlx::query_scalar("select title from threads join imported_entries on entry = threads.id order by source_id")
            .fetch_all(&import.db)
            .await
            .unwrap();
    assert_eq!(titles[0], "Words of day 1");
    assert!(titles[1].chars().count() <= 150 && titles[1].ends_with('…'));
    let stored = import.stored().await;
    let find = |id: &str| stored.iter().find(|entry| entry.source_id.ends_with(id)).unwrap();
    assert!(find("post 2").source.starts_with(long_title.trim()) && find("post 2").source.ends_with("Words of day 2"));
    assert_eq!((find("post 5").source.as_str(), find("post 5").html.contains("img")), ("Day 5", false));
    assert_eq!(
        (find("comment 1").name.as_str(), find("comment 7").name.as_str(), find("comment 3").source.as_str()),
        ("Anonymous", "Zoë — O'Hara", "💚")
    );
    assert!(find("comment 2").name.chars().count() <= 40);
    import.is_in_order().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_report_has_a_row_for_each_loss_with_its_line(db: PgPool) {
    let import = Import::new(db).await;
    let text = export(
        &[
            post(1, &comment(1, 0, "<wp:comment_approved>spam</wp:comment_approved>")),
            post(
                2,
                "<content:encoded><![CDATA[[gallery ids=\"1\"] <img src=\"https://slow.example.org/a.jpg\"> hello]]></content:encoded>",
            ),
        ]
        .concat(),
    );
    import.apply(&text).await;
    let report = import.report();
    let losses = report["losses"].as_array().unwrap();
    let whats: Vec<_> = losses.iter().map(|loss| (loss["what"].as_str().unwrap(), loss["outcome"].as_str().unwrap())).collect();
    assert_eq!(whats, [("spam", "skipped"), ("shortcode", "changed"), ("picture", "changed")]);
    let line = text.lines().position(|line| line.starts_with("<wp:comment>")).unwrap() + 1;
    assert_eq!(
        (losses[0]["line"].as_u64().unwrap(), losses[0]["kind"].as_str().unwrap(), losses[0]["source_id"].as_str().unwrap()),
        (line as u64, "reply", "slow.example.org comment 1")
    );
    assert_eq!(
        (&report["summary"]["posts"]["new"], &report["summary"]["skipped"]["spam"], &report["error"]),
        (&2.into(), &1.into(), &Value::Null)
    );
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn bytes_that_are_not_text(db: PgPool) {
    let import = Import::new(db).await;
    let mut broken = export(&post(1, "")).into_bytes();
    let at = broken.windows(5).position(|five| five == b"Words").unwrap();
    broken[at] = 0xFF;
    let error = import.run(&broken, true).await.unwrap_err().to_string();
    assert!(error.contains("UTF-8") && error.contains("line 7"), "{error}");
    let error = import.run(export(&post(1, "")).replace("\"UTF-8\"", "\"ISO-8859-1\""), true).await.unwrap_err().to_string();
    assert!(error.contains("iconv") && error.contains("line 1"), "{error}");
    assert!(import.run([0xFF, 0xFE, b'<', 0], true).await.is_err());
    assert_eq!(import.count("select count(*) from entries").await, 0);
    let summary = import.apply(export(&post(1, "<content:encoded>a\u{8}b\0c</content:encoded>"))).await;
    assert_eq!((summary.changed("control-characters"), import.stored().await[0].source.as_str()), (1, "abc"));
    import.apply(format!("\u{FEFF}{}", export(&post(2, "")))).await;
    assert_eq!(import.stored().await.len(), 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn wrong_use_is_told(db: PgPool) {
    let import = Import::new(db).await;
    let file = import.folder.path().join("export.xml");
    let missing = run(&import.db, &import.clock, &import.args(file.clone(), true)).await.unwrap_err();
    assert!(matches!(missing, ImportError::File { .. }), "{missing}");
    std::fs::write(&file, DIARY).unwrap();
    let no_board = run(&import.db, &import.clock, &Args { board: "garden".into(), ..import.args(file.clone(), true) }).await.unwrap_err();
    assert!(no_board.to_string().contains("holdfast board create garden"), "{no_board}");
    let over = run(&import.db, &import.clock, &Args { report: Some(file.clone()), ..import.args(file.clone(), true) }).await.unwrap_err();
    assert!(over.to_string().contains("the export itself") && std::fs::read_to_string(&file).unwrap() == DIARY, "{over}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_thread_of_ten_thousand_answers_to_answers(db: PgPool) {
    let import = Import::new(db).await;
    let comments = (1..=10_000).fold(String::new(), |mut text, id| {
        let _ = write!(text, "{}", comment(id, id - 1, ""));
        text
    });
    import.apply(export(&post(1, &comments))).await;
    assert_eq!(import.count("select max(depth)::bigint from entries").await, 10_000);
    import.is_in_order().await;
}
