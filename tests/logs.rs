//! What is logged holds no word anybody wrote, no name and no secret: the whole board over a real socket, everything it and its
//! libraries have to say at the most talkative level, on good days and on bad ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::IntoResponse;
use axum::routing::any;
use holdfast::boards::{self, Policy};
use holdfast::cli::wordless;
use holdfast::clock::Clock;
use holdfast::error::{self, panics_tell_the_place};
use holdfast::outbox::Lane;
use holdfast::settings::{Secret, Settings};
use holdfast::state::App;
use holdfast::{router, worker};
use reqwest::{Client, Response, redirect};
use sqlx::PgPool;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tracing_subscriber::fmt::MakeWriter;

use mailbox::Mailbox;

#[path = "stories/mailbox.rs"]
#[expect(dead_code, reason = "the stories read what arrives")]
mod mailbox;

/// Words that stand nowhere else in the program.
const SECRETS: [&str; 10] = [
    "zanzibarheavy",
    "xylophonetitle",
    "quincewriter",
    "marmaladepass",
    "gooseberrynote",
    "kumquatguest",
    "persimmonreply",
    "tangerinesearch",
    "mulberrypost",
    "damsonkey",
];

/// Everything that was logged.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Somebody at a browser.
struct Person {
    client: Client,
    url: String,
}

impl Person {
    fn new(url: &str) -> Self {
        // The program brings its own way of TLS where it needs one; a client of the tests takes what the process has.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().cookie_store(true).redirect(redirect::Policy::limited(5)).build().unwrap();
        Self { client, url: url.to_owned() }
    }

    async fn posts(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> Response {
        let html = self.client.get(format!("{}{page}", self.url)).send().await.unwrap().text().await.unwrap();
        let value = |name: &str| {
            html.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned()
        };
        let (token, nonce) = (value("token"), value("nonce"));
        let mut form = vec![("token", token.as_str()), ("nonce", nonce.as_str())];
        form.extend_from_slice(fields);
        self.client.post(format!("{}{to}", self.url)).form(&form).send().await.unwrap()
    }
}

/// As a bug would: it cuts a text in the middle of a letter.
fn cut(text: &str) {
    assert!(text[1..].is_empty());
}

async fn stumble(text: String) {
    cut(&text);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_word_name_or_secret_is_ever_logged(db: PgPool) {
    let heard = Heard::default();
    let filter = wordless("trace".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(heard.clone()).with_ansi(false).init();
    panics_tell_the_place();
    let mailbox = Mailbox::open().await;
    // As real servers do, it names in its answer whom it was asked to write to.
    mailbox.refuses(Some("550 no such person"));
    let settings =
        Settings { key: Some(Secret::new("damsonkey, long enough to be one of a program")), ..mailbox.settings(Settings::defaults()) };
    let app = App::new(db.clone(), Clock::System, settings);
    app.open().await.unwrap();
    let mut conn = db.acquire().await.unwrap();
    let board = boards::create(&mut conn, "nights", "Nights", "A room.", app.clock.now()).await.unwrap();
    boards::set_policy(&mut conn, board, &Policy { guests: Some("welcome".into()), ..Policy::default() }).await.unwrap();
    drop(conn);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let url = format!("http://{address}");
    let serving = tokio::spawn(axum::serve(listener, router::service(app.clone())).into_future());

    let ana = Person::new(&url);
    ana.posts("/join", "/join", &[("name", "quincewriter"), ("passphrase", "marmaladepass and a lamp")]).await;
    let write = "/b/nights/write";
    let post = [("title", "xylophonetitle"), ("text", "I want to die, zanzibarheavy"), ("note_own", "gooseberrynote"), ("as", "member")];
    assert_eq!(ana.posts(write, "/care", &post).await.status(), 200, "while writing");
    assert_eq!(ana.posts(write, write, &[&post[..], &[("do", "preview")]].concat()).await.status(), 200);
    let thread = ana.posts(write, write, &[&post[..], &[("do", "send")]].concat()).await.url().path().to_owned();
    let entry = thread.replace("/t/", "/e/");
    let guest = Person::new(&url);
    let reply = [("text", "Just kill yourself, persimmonreply"), ("guest_name", "kumquatguest"), ("as", "guest"), ("do", "send")];
    let sent = guest.posts(&thread, &format!("{entry}/reply"), &reply).await;
    assert!(sent.url().path().contains("/own/"), "{}", sent.url());
    // The last part of a private link opens the entry to whoever has it.
    let link = sent.url().path().rsplit('/').next().unwrap().to_owned();
    guest.posts(&format!("{entry}/worried"), &format!("{entry}/worried"), &[("reason", "danger"), ("note", "gooseberrynote")]).await;
    assert_eq!(ana.posts("/sign-in", "/sign-in", &[("name", "quincewriter"), ("passphrase", "marmaladepass wrong")]).await.status(), 422);
    let address = ("address", "mulberrypost@example.org");
    ana.posts("/me/mail", "/me/mail", &[address, ("passphrase", "marmaladepass and a lamp")]).await;
    assert_eq!(ana.posts("/sign-in/recover", "/sign-in/recover/mail", &[address]).await.status(), 200);
    while worker::deliver(&app).await.unwrap() {}
    while worker::send(&app, Lane::Mail).await.unwrap() {}
    assert_eq!(mailbox.asked(), 1, "and it was refused");
    // Bad days: a form that is too large, one that can't be read, a table that is not as it should be, no database at all.
    let long = format!("zanzibarheavy {}", "word ".repeat(15_000));
    assert_eq!(ana.posts(write, "/care", &[("text", &long)]).await.status(), 413);
    assert_eq!(ana.posts(write, write, &[("version", "persimmonreply"), ("text", "zanzibarheavy")]).await.status(), 400);
    sqlx::query("alter table threads rename column excerpt to excerpted").execute(&db).await.unwrap();
    assert_eq!(ana.posts("/me", write, &[&post[..], &[("do", "send")]].concat()).await.status(), 500);
    let ready = ana.posts("/me", "/care", &post).await;
    // A handler that stumbles over what somebody wrote, and work beside it.
    let stumbles = Router::new().route("/", any(stumble)).layer(CatchPanicLayer::custom(router::panicked));
    assert_eq!(stumbles.oneshot(Request::post("/").body(Body::from("ä zanzibarheavy")).unwrap()).await.unwrap().status(), 500);
    let aside = error::aside(|| cut("ä zanzibarheavy")).await.unwrap_err();
    assert_eq!(aside.into_response().status(), 500);
    db.close().await;
    assert_eq!(ready.status(), 200);
    assert_eq!(ana.posts("/help", write, &[&post[..], &[("do", "send")]].concat()).await.status(), 503);
    serving.abort();

    let heard = String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    for kind in ["ERROR", "WARN", "sqlx::query", "hyper", "panicked place=tests/logs.rs", "a handler panicked", "a task panicked"] {
        assert!(heard.contains(kind), "the test listens: {kind} should be among\n{}", &heard[..heard.len().min(2000)]);
    }
    for secret in SECRETS.iter().copied().chain([link.as_str()]) {
        let at = heard.lines().find(|line| line.contains(secret));
        assert!(at.is_none(), "logged: {}", at.unwrap_or(""));
    }
}
