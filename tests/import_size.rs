//! A large export: memory stays flat. Run with
//! `cargo test --release --test import_size -- --ignored --nocapture`; `HOLDFAST_TEST_MEGABYTES` sets the size (500).

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use holdfast::clock::Clock;
use holdfast::import::{Args, run};
use sqlx::PgPool;

const HEAD: &str = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n\
    <channel><title>Slow mornings</title><wp:base_blog_url>https://slow.example.org</wp:base_blog_url>\n";
const DAY: &str =
    "I walked to the bridge & back, <em>slowly</em>. The gulls were loud and the tide was out, and for once nobody asked me anything.\n\n";

/// Posts of about 6 kB with about 20 comments each, until the file is large enough.
fn write(file: File, bytes: u64) -> std::io::Result<(u64, u64)> {
    let mut out = BufWriter::new(file);
    out.write_all(HEAD.as_bytes())?;
    let (mut written, mut posts, mut comments) = (0, 0_u64, 0_u64);
    while written < bytes {
        posts += 1;
        let mut item = format!(
            "<item><title>Day {posts}</title><dc:creator>marion</dc:creator><content:encoded><![CDATA[{}]]></content:encoded><wp:post_id>{posts}</wp:post_id>\
             <wp:post_date_gmt>2011-06-18 07:15:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>",
            DAY.repeat(45)
        );
        for number in 0..20 {
            comments += 1;
            let parent = if number % 3 == 0 { 0 } else { comments - 1 };
            let _ = writeln!(
                item,
                "<wp:comment><wp:comment_id>{comments}</wp:comment_id><wp:comment_author>Gwen</wp:comment_author><wp:comment_author_email>gwen@example.org</wp:comment_author_email>\
                 <wp:comment_date_gmt>2011-06-19 08:00:{number:02}</wp:comment_date_gmt><wp:comment_content><![CDATA[{DAY}]]></wp:comment_content>\
                 <wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
            );
        }
        item += "</item>\n";
        out.write_all(item.as_bytes())?;
        written += item.len() as u64;
    }
    out.write_all(b"</channel></rss>\n")?;
    out.flush()?;
    Ok((posts, comments))
}

/// The most memory this process ever held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
#[ignore = "writes a file of 500 MB to the temporary folder"]
async fn memory_stays_flat(db: PgPool) {
    let megabytes: u64 = std::env::var("HOLDFAST_TEST_MEGABYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(500);
    let now = "2026-03-01T12:00:00Z".parse().unwrap();
    sqlx::query("insert into boards (id, slug, name, created_at) values ($1, 'diary', 'Diary', $2)")
        .bind(holdfast::ids::fresh(now))
        .bind(now)
        .execute(&db)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    let (posts, comments) = write(File::create(&file).unwrap(), megabytes * 1_000_000).unwrap();
    let before = peak();
    let apply = std::env::var("HOLDFAST_TEST_APPLY").is_ok();
    let args =
        Args { file, board: "diary".into(), zone: chrono_tz::UTC, apply, report: Some(folder.path().join("report.json")), quiet: true };
    let start = Instant::now();
    let summary = run(&db, &Clock::set_to(now), &args).await.unwrap();
    println!(
        "{megabytes} MB, {posts} posts, {comments} comments, apply {apply}: {:.1} s, peak memory {before:?} KiB before, {:?} KiB after",
        start.elapsed().as_secs_f32(),
        peak()
    );
    assert_eq!((summary.posts.new, summary.replies.new), (posts, comments));
    if let Some(peak) = peak() {
        assert!(peak < 200 * 1024, "{peak} KiB");
    }
}
