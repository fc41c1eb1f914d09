//! How fast the board is on this machine, beside what the machine can do at most: `cargo bench --bench board`, or `bin/bench`, which
//! sets up what it needs. `--seconds N` measures each thing so long (default 5); `--only TEXT` only what has that in its name.
#![expect(clippy::expect_used, clippy::cast_precision_loss, reason = "a measurement that cannot go on should stop where it is")]

mod deal;
mod erase;
mod load;
mod server;

use holdfast::db::embedded;
use holdfast::ids::ThreadId;
use load::{Speed, pgbench, wrk};
use server::{Ground, Server};
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;

const READER: &str = "holdfast=bench-9";

/// What the command line asks for.
struct Wanted {
    seconds: u64,
    only: String,
}

fn main() {
    let said: Vec<String> = std::env::args().collect();
    let after = |name: &str| said.iter().position(|word| word == name).and_then(|at| said.get(at + 1)).cloned();
    let wanted =
        Wanted { seconds: after("--seconds").and_then(|n| n.parse().ok()).unwrap_or(5), only: after("--only").unwrap_or_default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(measure(&wanted));
}

async fn measure(wanted: &Wanted) {
    let ground = Ground::new();
    let server = ground.serve();
    println!("first start: {:.2} s (makes the database)", server.took.as_secs_f64());
    server.stop();
    let server = ground.serve();
    println!("second start: {:.2} s", server.took.as_secs_f64());
    std::thread::sleep(std::time::Duration::from_secs(2));
    say_memory("idle", &server);

    let place = fill(&ground).await;
    let socket = ground.data().join("run");
    let program = embedded::find(None).expect("Postgres' programs").program("pgbench");
    let row =
        pgbench(&program, &socket, "\\set id random(1, 10000)\nselect source, html from bench_rows where id = :id;\n", wanted.seconds);
    println!("limit: reading one row with pgbench: {row:.0}/s");

    println!(
        "\n| what | a second | 99% within | processor, own + Postgres | same bytes, bare hyper | of that | one row, pgbench | of that |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    );
    for (what, path, cookie) in [
        ("thread, 50 replies, stranger", format!("/t/{}", place.fifty), "none=0"),
        ("thread, 500 replies, stranger", format!("/t/{}", place.five_hundred), "none=0"),
        ("thread, 50 replies, signed in", format!("/t/{}", place.fifty), READER),
        ("thread, 500 replies, signed in", format!("/t/{}", place.five_hundred), READER),
        ("board of 10,000 posts, stranger", "/b/bench".into(), "none=0"),
        ("board of 10,000 posts, signed in", "/b/bench".into(), READER),
        ("help page", "/help".into(), "none=0"),
    ] {
        if what.contains(&wanted.only) {
            let page = load::page(&server.address, &path, cookie);
            let bare = load::bare(page.clone().into()).await;
            wrk(&server.url(&path), cookie, 1);
            let (speed, work) = working(&server, || wrk(&server.url(&path), cookie, wanted.seconds));
            let limit = wrk(&format!("http://{bare}/"), cookie, wanted.seconds);
            let kib = page.len() / 1024;
            println!(
                "| {what} ({kib} KiB) | {} | {work} | {:.0} | {:.0}% | {row:.0} | {:.0}% |",
                shown(speed),
                limit.per_second,
                part(speed, limit.per_second),
                part(speed, row)
            );
        }
    }
    say_memory("after reading", &server);
    write(&program, &socket, &server, &place, wanted);
    say_memory("after writing", &server);
    others(&ground, &server, wanted).await;
    server.stop();
}

/// A load, and how long the processors worked for each answer: what stays the same when the machine has other work besides.
fn working(server: &Server, load: impl FnOnce() -> Speed) -> (Speed, String) {
    let before = server.processor();
    let speed = load();
    let after = server.processor();
    let each = |seconds: f64| seconds / speed.all * 1_000_000.0;
    (speed, format!("{:.0} + {:.0} µs", each(after.0 - before.0), each(after.1 - before.1)))
}

fn write(program: &std::path::Path, socket: &std::path::Path, server: &Server, place: &Filled, wanted: &Wanted) {
    let statement = "\\set thread random(1, 10000)\ninsert into bench_written (thread, source, html) select :thread, source, html from bench_rows where id = :thread;\n";
    println!(
        "\n| what | a second | 99% within | processor, own + Postgres | one row stored, pgbench | of that |\n|---|---:|---:|---:|---:|---:|"
    );
    for (what, threads) in [("reply, each writer in other threads", &place.many[..]), ("reply, all in one thread", &place.many[..1])] {
        if what.contains(&wanted.only) {
            let limit = pgbench(program, socket, statement, wanted.seconds);
            load::replies(&server.address, threads, 1);
            let (speed, work) = working(server, || load::replies(&server.address, threads, wanted.seconds));
            println!("| {what} | {} | {work} | {limit:.0} | {:.0}% |", shown(speed), part(speed, limit));
        }
    }
}

/// What is done once, and has to be done soon.
async fn others(ground: &Ground, server: &Server, wanted: &Wanted) {
    let options = connect(ground).await;
    if "deal".contains(&wanted.only) {
        let dealt = deal::next(&options).await;
        let (least, median) = (dealt.times[0], dealt.times[dealt.times.len() / 2]);
        println!(
            "\ndeal the next of 10,000 open cases: {least:.2} ms of database time at least, {median:.2} ms at the median of {}",
            dealt.times.len()
        );
        println!("{}", dealt.plan);
    }
    if "erase".contains(&wanted.only) {
        let mut db = options.connect().await.expect("a connection");
        let gone = erase::everything(&mut db, &server.address).await;
        println!(
            "\nerase everything of a member with {} entries: answered after {:.2} s; of {} pages on which they stood, the last asked for after {:.2} s, {} still showed something",
            gone.entries,
            gone.answered.as_secs_f64(),
            gone.pages,
            gone.read.as_secs_f64(),
            gone.left
        );
    }
}

fn shown(speed: Speed) -> String {
    format!("{:.0} | {:.1} ms", speed.per_second, speed.p99_ms)
}

fn part(speed: Speed, limit: f64) -> f64 {
    speed.per_second / limit * 100.0
}

fn say_memory(when: &str, server: &Server) {
    let (own, postgres) = server.memory();
    println!("memory {when}: {own:.0} MiB, and Postgres {postgres:.0} MiB");
}

/// Where to read and write.
struct Filled {
    fifty: ThreadId,
    five_hundred: ThreadId,
    many: Vec<String>,
}

async fn connect(ground: &Ground) -> PgConnectOptions {
    embedded::running(&ground.data()).await.expect("a readable data folder").expect("a running Postgres")
}

async fn fill(ground: &Ground) -> Filled {
    let mut db = connect(ground).await.connect().await.expect("a connection");
    sqlx::raw_sql(include_str!("fill.sql")).execute(&mut db).await.expect("a filled board");
    sqlx::raw_sql("vacuum analyze").execute(&mut db).await.expect("tidied");
    sqlx::raw_sql("checkpoint").execute(&mut db).await.ok();
    let with = |replies: i32| sqlx::query_scalar("select id from threads where reply_count = $1").bind(replies);
    let (fifty, five_hundred) =
        (with(50).fetch_one(&mut db).await.expect("a thread"), with(500).fetch_one(&mut db).await.expect("a thread"));
    let many: Vec<ThreadId> =
        sqlx::query_scalar("select id from threads where reply_count = 0 order by id limit 800").fetch_all(&mut db).await.expect("threads");
    Filled { fifty, five_hundred, many: many.iter().map(ToString::to_string).collect() }
}
