//! What was acknowledged stays, whatever dies: a real `holdfast serve` on an embedded Postgres with its real settings, guests who
//! write through the real forms, and kills in between. Needs installed Postgres programs.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop where it is")]

use std::collections::HashMap;
use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::future::join_all;
use holdfast::ids::{EntryId, Nonce};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reqwest::header::LOCATION;
use reqwest::{Client, StatusCode};
use sqlx::{ConnectOptions, PgConnection};
use tempfile::TempDir;

/// How often the server is killed while people write.
const KILLS: usize = 20;
/// How many write at once.
const WRITERS: usize = 200;

/// A data folder, and where the server's words go.
struct Ground {
    folder: TempDir,
}

impl Ground {
    /// A folder that the user Postgres runs as may enter.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts the board and waits until it says where it is.
    fn serve(&self) -> Server {
        let began = Instant::now();
        let mut child = self.begin("127.0.0.1:0");
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = said.find_map(|line| line.ok()?.strip_prefix("The board is at ").map(str::to_owned));
        let address = address.unwrap_or_else(|| panic!("the board did not start: {}", self.errors()));
        // Read on, so that the server never waits for us.
        std::thread::spawn(move || said.for_each(drop));
        Server { child, address, data: self.data(), took: began.elapsed() }
    }

    /// Starts the board, and waits for nothing.
    fn begin(&self, listen: &str) -> Child {
        let errors = File::options().create(true).append(true).open(self.folder.path().join("errors")).unwrap();
        Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(["serve", "--listen", listen, "--data-dir"])
            .arg(self.data())
            .current_dir(self.folder.path())
            // Everybody here comes from one address.
            .envs([
                ("HOLDFAST_REQUESTS_PER_SECOND", "100000"),
                ("HOLDFAST_REQUESTS_BURST", "100000"),
                ("HOLDFAST_POSTS_PER_HOUR", "50000"),
                ("HOLDFAST_REPLIES_PER_HOUR", "50000"),
                ("HOLDFAST_TRIES_PER_HOUR", "50000"),
                // As many as wait at once below, on any machine.
                ("HOLDFAST_DATABASE_CONNECTIONS", "16"),
            ])
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap()
    }

    fn errors(&self) -> String {
        fs::read_to_string(self.folder.path().join("errors")).unwrap_or_default()
    }

    /// A session with the database beside the running board's.
    async fn session(&self) -> PgConnection {
        let options = holdfast::db::embedded::running(&self.data()).await.unwrap().expect("a running Postgres");
        options.connect().await.unwrap()
    }
}

/// A running board; killed with its Postgres where a test ends early.
struct Server {
    child: Child,
    address: String,
    data: PathBuf,
    /// From the start to the moment it said where it is.
    took: Duration,
}

impl Server {
    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().try_into().unwrap()), signal).unwrap();
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, and waits for its good end.
    fn stop(&mut self) {
        self.stop_by(Signal::SIGTERM);
    }

    fn stop_by(&mut self, signal: Signal) {
        self.signal(signal);
        assert!(self.child.wait().unwrap().success());
        assert_eq!(postmaster(&self.data), None, "Postgres was stopped too");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
            if let Some(postmaster) = postmaster(&self.data) {
                let _ = kill(postmaster, Signal::SIGQUIT);
            }
        }
    }
}

/// The Postgres of a data folder, if one runs.
fn postmaster(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?;
    text.lines().next()?.parse().ok().map(Pid::from_raw)
}

fn client() -> Client {
    // The program brings its own way of TLS where it needs one; a client of the tests takes what the process has.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(30)).build().unwrap()
}

/// A filled-in form of a guest.
#[derive(Clone)]
struct Sheet {
    path: String,
    fields: HashMap<&'static str, String>,
}

impl Sheet {
    /// Opens the form at `path` as a browser would, and fills it in.
    async fn open(http: &Client, server: &str, path: &str, words: &str) -> Self {
        let page = http.get(format!("{server}{path}")).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        let page = page.text().await.unwrap();
        let hidden = |name: &str| {
            let from = page.split_once(&format!(r#"name="{name}" value=""#)).expect(name).1;
            from.split_once('"').unwrap().0.to_owned()
        };
        let fields = [
            ("token", hidden("token")),
            ("nonce", hidden("nonce")),
            ("as", "guest".into()),
            ("guest_name", "Wanderer".into()),
            ("do", "send".into()),
            ("title", words.into()),
            ("text", words.into()),
            ("wish", "listen".into()),
        ];
        Self { path: path.to_owned(), fields: fields.into() }
    }

    fn nonce(&self) -> Nonce {
        self.fields["nonce"].parse().unwrap()
    }

    /// Sends it: where the answer leads, or nothing where none came or the board asks to try again.
    async fn send(&self, http: &Client, server: &str) -> Option<String> {
        let answer = http.post(format!("{server}{}", self.path)).form(&self.fields).send().await.ok()?;
        match answer.status() {
            StatusCode::SEE_OTHER => Some(answer.headers()[LOCATION].to_str().unwrap().to_owned()),
            StatusCode::SERVICE_UNAVAILABLE => None,
            other => panic!("{other} for {}: {}", self.path, answer.text().await.unwrap_or_default()),
        }
    }

    /// Sends it until it is acknowledged, as somebody does who presses the button again.
    async fn insist(&self, http: &Client, server: &str) -> String {
        for _ in 0..100 {
            if let Some(led) = self.send(http, server).await {
                return led;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("not acknowledged in a hundred tries: {}", self.path);
    }
}

/// The entry that an answer to a guest leads to.
fn entry(led: &str) -> EntryId {
    led.strip_prefix("/e/")
        .and_then(|rest| rest.split('/').next())
        .and_then(|id| id.parse().ok())
        .unwrap_or_else(|| panic!("{led} leads to no entry"))
}

/// Everything that was sent, and what of it was acknowledged how.
#[derive(Default)]
struct Book {
    sent: Vec<Sheet>,
    acknowledged: HashMap<Nonce, EntryId>,
}

impl Book {
    fn acknowledge(&mut self, sheet: &Sheet, led: &str) {
        let before = self.acknowledged.insert(sheet.nonce(), entry(led));
        assert!(before.is_none_or(|before| before == entry(led)), "the same form led to two entries");
    }

    /// Every entry acknowledged is there once and is the one named, nothing else is there, and counters are right.
    async fn check(&self, db: &mut PgConnection) {
        assert_eq!(self.acknowledged.len(), self.sent.len(), "everything was acknowledged in the end");
        let stored: Vec<(uuid::Uuid, uuid::Uuid)> =
            sqlx::query_as("select nonce, id from entries where nonce is not null").fetch_all(&mut *db).await.unwrap();
        assert_eq!(stored.len(), self.sent.len(), "what is stored is what was sent, each once");
        for (nonce, id) in stored {
            assert_eq!(self.acknowledged.get(&Nonce(nonce)), Some(&EntryId(id)));
        }
        let wrong: i64 = sqlx::query_scalar(
            "select count(*) from threads left join lateral (
                select count(*) as replies, max(created_at) as last from entries where thread = threads.id and parent is not null and state in ('published', 'covered')) as counted on true
             where reply_count <> replies or answer_count <> replies or last_entry_at <> greatest(last, created_at)",
        )
        .fetch_one(&mut *db)
        .await
        .unwrap();
        assert_eq!(wrong, 0, "counters equal what is there");
    }
}

/// The addresses of forms: the board's own, and those under the first few posts.
fn places(posts: &[EntryId]) -> Vec<String> {
    let replies = posts.iter().map(|post| format!("/e/{post}/reply"));
    std::iter::repeat_n("/b/everyone/write".to_owned(), posts.len().max(1)).chain(replies).collect()
}

async fn open_all(http: &Client, server: &str, posts: &[EntryId], round: usize) -> Vec<Sheet> {
    let places = places(posts);
    let words: Vec<String> = (0..WRITERS).map(|n| format!("A quiet evening, number {n} of round {round}.")).collect();
    join_all(words.iter().enumerate().map(|(n, words)| Sheet::open(http, server, &places[n % places.len()], words))).await
}

/// Sends all at once; the server is killed as soon as `enough` were acknowledged. Answers as they came.
async fn send_until_killed(
    http: &Client,
    server: &mut Server,
    sheets: &[Sheet],
    enough: usize,
    with_postgres: bool,
) -> Vec<Option<String>> {
    let (count, address) = (Arc::new(AtomicUsize::new(0)), server.address.clone());
    let sends = sheets.iter().cloned().map(|sheet| {
        let (http, address, count) = (http.clone(), address.clone(), Arc::clone(&count));
        tokio::spawn(async move {
            let led = sheet.send(&http, &address).await;
            count.fetch_add(usize::from(led.is_some()), Ordering::SeqCst);
            led
        })
    });
    let sends: Vec<_> = sends.collect();
    let waited = Instant::now();
    while count.load(Ordering::SeqCst) < enough && waited.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_micros(500)).await;
    }
    if with_postgres {
        kill(postmaster(&server.data).unwrap(), Signal::SIGKILL).unwrap();
    }
    server.kill();
    join_all(sends).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_lose_and_double_nothing() {
    let (ground, http, mut book) = (Ground::new(), client(), Book::default());
    let (mut open, mut posts, mut starts) = (Vec::<Sheet>::new(), Vec::new(), Vec::new());
    for round in 0..KILLS {
        let mut server = ground.serve();
        starts.push(server.took);
        // Those who got no answer press the button again, and some who got one do so too.
        let again = book.sent.iter().rev().filter(|sheet| book.acknowledged.contains_key(&sheet.nonce())).take(10).cloned();
        let again: Vec<Sheet> = open.drain(..).chain(again).collect();
        let led = join_all(again.iter().map(|sheet| sheet.insist(&http, &server.address))).await;
        again.iter().zip(&led).for_each(|(sheet, led)| book.acknowledge(sheet, led));

        let sheets = open_all(&http, &server.address, &posts, round).await;
        let enough = rand::random_range(0..WRITERS * 9 / 10);
        let with_postgres = round % 5 == 4;
        let led = send_until_killed(&http, &mut server, &sheets, enough, with_postgres).await;
        for (sheet, led) in sheets.iter().zip(led) {
            match led {
                Some(led) => book.acknowledge(sheet, &led),
                None => open.push(sheet.clone()),
            }
        }
        if posts.is_empty() {
            posts = book.acknowledged.values().copied().take(5).collect();
        }
        book.sent.extend(sheets);
        let too = if with_postgres { ", Postgres with it" } else { "" };
        println!(
            "round {round}: killed after {enough} of {WRITERS}{too}; {} without an answer; start took {:.2?}",
            open.len(),
            starts[round]
        );
    }
    let mut server = ground.serve();
    let led = join_all(open.iter().map(|sheet| sheet.insist(&http, &server.address))).await;
    open.iter().zip(&led).for_each(|(sheet, led)| book.acknowledge(sheet, led));
    book.check(&mut ground.session().await).await;
    for path in ["/", "/b/everyone", "/waiting", "/help"] {
        assert_eq!(http.get(format!("{}{path}", server.address)).send().await.unwrap().status(), StatusCode::OK, "{path}");
    }
    server.stop();
    println!("{} entries; starts after a kill took {:.2?} at most", book.sent.len(), starts[1..].iter().max().unwrap());
    assert!(starts[1..].iter().all(|took| *took < Duration::from_secs(30)));
}

/// Waits for a thing that takes a moment.
async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    for _ in 0..1000 {
        if done().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain for {what}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_to_stop_lets_what_is_under_way_finish() {
    let (ground, http, mut book) = (Ground::new(), client(), Book::default());
    let mut server = ground.serve();
    let sheets = join_all((0..8).map(|_| Sheet::open(&http, &server.address, "/b/everyone/write", "The rain has stopped."))).await;
    // Nobody can store anything for a moment, so that all eight are surely under way when the signal comes.
    let mut beside = ground.session().await;
    sqlx::raw_sql("begin; lock table entries in exclusive mode").execute(&mut beside).await.unwrap();
    let sends: Vec<_> = sheets
        .iter()
        .cloned()
        .map(|sheet| {
            let (http, address) = (http.clone(), server.address.clone());
            tokio::spawn(async move { sheet.send(&http, &address).await })
        })
        .collect();
    until("eight who wait", async || {
        sqlx::query_scalar::<_, i64>("select count(*) from pg_locks where not granted").fetch_one(&mut beside).await.unwrap() >= 8
    })
    .await;
    server.signal(Signal::SIGTERM);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(server.child.try_wait().unwrap().is_none(), "it waits for what is under way");
    sqlx::raw_sql("rollback").execute(&mut beside).await.unwrap();
    drop(beside);
    for (sheet, sent) in sheets.iter().zip(join_all(sends).await) {
        book.acknowledge(sheet, &sent.unwrap().expect("an answer, though the server stops"));
    }
    assert!(server.child.wait().unwrap().success());
    assert_eq!(postmaster(&ground.data()), None, "Postgres was stopped too");
    book.sent = sheets;

    let first = server.took;
    let mut server = ground.serve();
    println!("first start {first:.2?}, second start {:.2?}", server.took);
    assert!(server.took < Duration::from_secs(20));
    book.check(&mut ground.session().await).await;
    server.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn help_answers_before_postgres_has_started() {
    let (ground, http) = (Ground::new(), client());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut child = ground.begin(&free.to_string());
    let said = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_up = Arc::new(AtomicBool::new(false));
    let told = is_up.clone();
    std::thread::spawn(move || {
        for line in said.map_while(Result::ok) {
            told.fetch_or(line.starts_with("The board is at "), Ordering::SeqCst);
        }
    });
    let mut server = Server { child, address: format!("http://{free}"), data: ground.data(), took: Duration::ZERO };
    until(
        "help",
        async || matches!(http.get(format!("{}/help", server.address)).send().await, Ok(answer) if answer.status() == StatusCode::OK),
    )
    .await;
    assert!(!is_up.load(Ordering::SeqCst), "help was there first");
    let page = http.get(format!("{}/", server.address)).send().await.unwrap();
    assert!(is_up.load(Ordering::SeqCst) || page.status() == StatusCode::SERVICE_UNAVAILABLE, "other pages say that they can't: {page:?}");
    until("the board", async || is_up.load(Ordering::SeqCst)).await;
    assert_eq!(http.get(format!("{}/", server.address)).send().await.unwrap().status(), StatusCode::OK);
    server.stop_by(Signal::SIGINT);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_postgres_comes_back_under_the_running_board() {
    let (ground, http, mut book) = (Ground::new(), client(), Book::default());
    let mut server = ground.serve();
    book.sent = join_all((0..48).map(|_| Sheet::open(&http, &server.address, "/b/everyone/write", "The kettle is on."))).await;
    let sends: Vec<_> = book
        .sent
        .iter()
        .enumerate()
        .map(|(n, sheet)| {
            let (http, address, sheet) = (http.clone(), server.address.clone(), sheet.clone());
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(n as u64 * 10)).await;
                sheet.insist(&http, &address).await
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let began = Instant::now();
    kill(postmaster(&ground.data()).unwrap(), Signal::SIGKILL).unwrap();
    assert_eq!(http.get(format!("{}/help", server.address)).send().await.unwrap().status(), StatusCode::OK, "help answers all the while");
    let led = join_all(sends).await;
    println!("every form was acknowledged {:.2?} after the kill of Postgres", began.elapsed());
    let sent = book.sent.clone();
    sent.iter().zip(led).for_each(|(sheet, led)| book.acknowledge(sheet, &led.unwrap()));
    assert!(server.child.try_wait().unwrap().is_none(), "the board itself went on");
    book.check(&mut ground.session().await).await;
    server.stop();
}
