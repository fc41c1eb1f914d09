//! What pages cost the database, on a board with 100,000 entries: a thread page makes three queries at most, and no page's query grows
//! with the board. The plans are Postgres' own (`auto_explain`), taken while real pages are asked for, so that no SQL stands here twice.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop where it is")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use chrono::{DateTime, Utc};
use holdfast::clock::Clock;
use holdfast::ids::{CaseId, EntryId, Nonce, ThreadId};
use holdfast::outbox::{self, Event};
use holdfast::settings::Settings;
use holdfast::state::App;
use holdfast::{db, router, worker};
use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgPool, Row};
use tower::ServiceExt;
use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use uuid::Uuid;

/// Rows that one query may look at.
const ROWS_MOST: f64 = 2000.0;
/// Tables whose size is the board's size, or the crowd's.
const LARGE: [&str; 9] = ["threads", "entries", "kindnesses", "cases", "reports", "notices", "decisions", "accounts", "sessions"];

/// What Postgres and sqlx say while a page is made.
#[derive(Clone, Default)]
struct Ear {
    statements: Arc<Mutex<Vec<String>>>,
    plans: Arc<Mutex<Vec<Value>>>,
}

impl Ear {
    /// Listens on this thread, where the test's tasks run too.
    fn listen(&self) -> DefaultGuard {
        tracing::subscriber::set_default(tracing_subscriber::registry().with(self.clone()))
    }

    fn forget(&self) {
        self.statements.lock().unwrap().clear();
        self.plans.lock().unwrap().clear();
    }
}

impl<S: tracing::Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut said = Said::default();
        event.record(&mut said);
        match event.metadata().target() {
            "sqlx::query" => self.statements.lock().unwrap().push(said.statement),
            "sqlx::postgres::notice" => {
                let plan = said.message.find('{').and_then(|from| serde_json::from_str(&said.message[from..]).ok());
                self.plans.lock().unwrap().extend(plan);
            }
            _ => {}
        }
    }
}

/// The fields of an event that matter here.
#[derive(Default)]
struct Said {
    message: String,
    statement: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "message" => value.clone_into(&mut self.message),
            "summary" => self.statement.insert_str(0, value),
            "db.statement" => self.statement.push_str(value),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}

/// A board whose one connection tells its plans.
struct Board {
    app: App,
    router: Router,
    pool: PgPool,
    ear: Ear,
}

impl Board {
    async fn open(options: &PgConnectOptions) -> Self {
        let options = options.clone().options([
            ("session_preload_libraries", "auto_explain"),
            ("auto_explain.log_min_duration", "0"),
            ("auto_explain.log_analyze", "on"),
            ("auto_explain.log_buffers", "on"),
            ("auto_explain.log_timing", "off"),
            ("auto_explain.log_format", "json"),
            ("client_min_messages", "log"),
            ("log_min_messages", "panic"),
        ]);
        let pool = db::pool(options, 1);
        let settings = Settings { requests_burst: 100_000, second_step_after_days: 36_500, ..Settings::defaults() };
        let app = App::new(pool.clone(), Clock::System, settings);
        app.open().await.unwrap();
        Self { router: router::router(app.clone()), app, pool, ear: Ear::default() }
    }

    /// Asks for a page as the person with that cookie.
    async fn get(&self, path: &str, cookie: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        read(self.ask(request).await).await
    }

    async fn ask(&self, mut request: Request<Body>) -> Response<Body> {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The statements and plans of one page. What is asked for before and after it makes the connection ready and brings the last plan.
    async fn listen(&self, asked: impl AsyncFnOnce()) -> (Vec<String>, Vec<Value>) {
        let _listening = self.ear.listen();
        sqlx::query("select 'ready'").execute(&self.pool).await.unwrap();
        self.ear.forget();
        asked().await;
        let statements = self.ear.statements.lock().unwrap().clone();
        sqlx::query("select 'done'").execute(&self.pool).await.unwrap();
        let mut plans = self.ear.plans.lock().unwrap().clone();
        plans.retain(|plan| !["select 'ready'", "select 'done'"].contains(&plan["Query Text"].as_str().unwrap()));
        (statements, plans)
    }
}

async fn read(response: Response<Body>) -> (StatusCode, String) {
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// How many rows a plan looked at, and the large tables it read from end to end.
fn walk(node: &Value, rows: &mut f64, whole: &mut Vec<String>) {
    let number = |name: &str| node[name].as_f64().unwrap_or(0.0);
    if let Some(table) = node["Relation Name"].as_str() {
        let removed = number("Rows Removed by Filter") + number("Rows Removed by Index Recheck");
        *rows += (number("Actual Rows") + removed) * number("Actual Loops");
        if node["Node Type"] == "Seq Scan" && LARGE.contains(&table) {
            whole.push(table.to_owned());
        }
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        walk(below, rows, whole);
    }
}

fn examine(page: &str, plan: &Value) -> Vec<String> {
    let (mut rows, mut whole) = (0.0, Vec::new());
    walk(&plan["Plan"], &mut rows, &mut whole);
    let blocks = plan["Plan"]["Shared Hit Blocks"].as_f64().unwrap_or(0.0) + plan["Plan"]["Shared Read Blocks"].as_f64().unwrap_or(0.0);
    println!(
        "{page}: {rows:.0} rows, {blocks:.0} blocks: {}",
        plan["Query Text"].as_str().unwrap().split_whitespace().take(9).collect::<Vec<_>>().join(" ")
    );
    let mut wrong = Vec::new();
    if rows >= ROWS_MOST {
        wrong.push(format!("{page} looks at {rows} rows: {plan:#}"));
    }
    if !whole.is_empty() {
        wrong.push(format!("{page} reads all of {whole:?}: {plan:#}"));
    }
    wrong
}

/// 100,000 entries: one board with 10,000 threads, one thread with 5,000 replies, one with 50; boards that only members see, or nobody,
/// with the newest threads of all; a reader with thousands of notices and hundreds of kindnesses, who works at the desk.
async fn fill(pool: &PgPool) {
    sqlx::raw_sql(include_str!("query_costs.sql")).execute(pool).await.unwrap();
    let entries: i64 = sqlx::query_scalar("select count(*) from entries").fetch_one(pool).await.unwrap();
    assert_eq!(entries, 100_000);
}

async fn one(pool: &PgPool, sql: &'static str) -> Uuid {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

const MEMBER: &str = "holdfast=reader";
const NEWCOMER: &str = "holdfast=other 1000";

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn pages_cost_the_same_on_a_large_board(_: PgPoolOptions, options: PgConnectOptions) {
    let filler = PgPool::connect_with(options.clone()).await.unwrap();
    fill(&filler).await;
    thread_pages_make_three_queries(&filler, &options).await;
    let pages = pages(&filler).await;
    let mut wrong = Vec::new();
    let board = Board::open(&options).await;
    for (page, cookie) in pages.iter().flat_map(|page| [(page, "none=0"), (page, MEMBER)]) {
        let who = if cookie == MEMBER { "member" } else { "stranger" };
        let mut status = StatusCode::OK;
        let (statements, plans) = board.listen(async || status = board.get(page, cookie).await.0).await;
        assert!(
            status.is_success() || status.is_redirection() || (cookie != MEMBER && status.is_client_error()),
            "{page} for a {who}: {status}"
        );
        assert_eq!(statements.len(), plans.len(), "{page}: a plan for each of {statements:#?}");
        wrong.extend(plans.iter().flat_map(|plan| examine(&format!("{page} for a {who}"), plan)));
    }
    wrong.extend(next_case(&board).await);
    wrong.extend(reply(&board, &filler).await);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

async fn thread_pages_make_three_queries(filler: &PgPool, options: &PgConnectOptions) {
    let board = Board::open(options).await;
    for thread in ["select id from threads where reply_count = 50", "select id from threads where reply_count = 5000"] {
        let id = ThreadId(one(filler, thread).await);
        let mid = EntryId(
            sqlx::query_scalar("select id from entries where thread = $1 order by id offset 20 limit 1")
                .bind(id.0)
                .fetch_one(filler)
                .await
                .unwrap(),
        );
        for path in [format!("/t/{id}"), format!("/t/{id}?after={mid}")] {
            for cookie in ["none=0", MEMBER] {
                let mut shown = String::new();
                let (statements, _) = board.listen(async || shown = board.get(&path, cookie).await.1).await;
                assert!(shown.contains("Kind words, number"), "the page shows replies");
                let most = if cookie == MEMBER { 3 } else { 2 };
                assert!(statements.len() <= most, "{path} as {cookie}: {statements:#?}");
            }
        }
    }
    // A newcomer, where it counts how many threads they opened.
    sqlx::query("update boards set reply_after_threads = 20").execute(filler).await.unwrap();
    let path = format!("/t/{}", ThreadId(one(filler, "select id from threads where reply_count = 50").await));
    let (statements, _) = board.listen(async || drop(board.get(&path, NEWCOMER).await)).await;
    assert!(statements.len() <= 3, "{path} as a newcomer: {statements:#?}");
    let opened = sqlx::query_scalar::<_, i64>("select count(*) from accounts where threads_opened = 1").fetch_one(filler).await.unwrap();
    assert_eq!(opened, 1, "it was counted");
    sqlx::query("update boards set reply_after_threads = 0").execute(filler).await.unwrap();
}

/// The pages that ask the database, at their beginning and in their midst.
async fn pages(pool: &PgPool) -> Vec<String> {
    let (big, fifty) = (
        ThreadId(one(pool, "select id from threads where reply_count = 5000").await),
        ThreadId(one(pool, "select id from threads where reply_count = 50").await),
    );
    let reply = EntryId(
        one(
            pool,
            "select id from entries where thread = (select id from threads where reply_count = 5000) order by id offset 2500 limit 1",
        )
        .await,
    );
    let wait = ThreadId(one(pool, "select threads.id from threads join boards on boards.id = board where slug = 'large' and answer_count = 0 and state = 'published' order by id offset 2000 limit 1").await);
    let new = ThreadId(one(pool, "select id from threads where state = 'published' order by id offset 9000 limit 1").await);
    let case = CaseId(one(pool, "select id from cases where state = 'open' order by id offset 20 limit 1").await);
    let recent = sqlx::query("select last_entry_at, threads.id from threads join boards on boards.id = board where slug = 'large' order by last_entry_at offset 5000 limit 1").fetch_one(pool).await.unwrap();
    let recent = format!("{}-{}", recent.get::<DateTime<Utc>, _>(0).timestamp_micros(), ThreadId(recent.get(1)));
    let plain = [
        "/",
        "/b/large",
        "/b/large?order=waiting",
        "/b/quiet",
        "/b/quiet?order=waiting",
        "/new",
        "/waiting",
        "/me",
        "/me/entries",
        "/notices",
        "/desk",
        "/desk/log",
        "/about/decisions",
        "/b/large/write",
    ];
    let deep = [
        format!("/b/large?after={recent}"),
        format!("/b/large?order=waiting&after={wait}"),
        format!("/waiting?after={wait}"),
        format!("/new?after={new}"),
        format!("/t/{big}"),
        format!("/t/{big}?after={reply}"),
        format!("/t/{fifty}"),
        format!("/e/{reply}"),
        format!("/e/{reply}/reply"),
        format!("/e/{reply}/report"),
        format!("/desk/{case}"),
    ];
    plain.into_iter().map(str::to_owned).chain(deep).collect()
}

/// A moderator is dealt the next case.
async fn next_case(board: &Board) -> Vec<String> {
    let desk = board.get("/desk", MEMBER).await.1;
    let token = desk.split_once(r#"name="token" value=""#).expect("a form").1.split_once('"').unwrap().0.to_owned();
    let mut status = StatusCode::OK;
    let (_, plans) = board
        .listen(async || {
            let form = Request::post("/desk/next")
                .header(header::COOKIE, MEMBER)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            status = board.ask(form.body(Body::from(format!("token={token}"))).unwrap()).await.status();
        })
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "a case was dealt");
    plans.iter().flat_map(|plan| examine("the next case", plan)).collect()
}

/// A reply asks three times: who writes, what is answered, and that it is stored.
async fn reply(board: &Board, filler: &PgPool) -> Vec<String> {
    let path = format!("/e/{}/reply", EntryId(one(filler, "select id from threads where reply_count = 50").await));
    let form = board.get(&path, MEMBER).await.1;
    let token = form.split_once(r#"name="token" value=""#).expect("a form").1.split_once('"').unwrap().0.to_owned();
    let mut status = StatusCode::OK;
    let (statements, plans) = board
        .listen(async || {
            let sent =
                Request::post(&path).header(header::COOKIE, MEMBER).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let body = format!("token={token}&nonce={}&as=member&text=Sending+you+love&do=send", Nonce::random());
            status = board.ask(sent.body(Body::from(body)).unwrap()).await.status();
        })
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "a reply was stored");
    assert!(statements.len() <= 3, "{statements:#?}");
    plans.iter().flat_map(|plan| examine("a reply", plan)).collect()
}

/// The outbox is empty most of the time, so Postgres expects it to be; what is planned then must serve when much waits.
#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn events_that_wait_are_each_looked_at_once(_: PgPoolOptions, options: PgConnectOptions) {
    let filler = PgPool::connect_with(options.clone()).await.unwrap();
    sqlx::raw_sql("vacuum analyze outbox").execute(&filler).await.unwrap();
    let board = Board::open(&options).await;
    assert!(!worker::deliver(&board.app).await.unwrap(), "nothing waits");
    let now = board.app.clock.now();
    let mut tx = filler.begin().await.unwrap();
    for _ in 0..1000 {
        outbox::put(&mut tx, &Event::Replied { entry: EntryId::fresh(now) }, now).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (_, plans) = board.listen(async || assert!(worker::deliver(&board.app).await.unwrap())).await;
    let taking = plans.iter().find(|plan| plan["Query Text"].as_str().unwrap().starts_with("delete from outbox")).expect("they are taken");
    let (mut rows, mut whole) = (0.0, Vec::new());
    walk(&taking["Plan"], &mut rows, &mut whole);
    // To find a hundred it sorts what is due; it goes to each of them once more, and never through all for each.
    assert!(rows <= 1300.0, "{rows} rows: {taking:#}");
    let left: i64 = sqlx::query_scalar("select count(*) from outbox").fetch_one(&filler).await.unwrap();
    assert_eq!(left, 900, "a hundred at a time");
}

/// Postgres plans a function in plain SQL anew in every statement that calls it, which takes longer than answering it.
#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn functions_that_pages_ask_are_planned_once_a_connection(db: PgPool) {
    let functions: Vec<(String, String)> = sqlx::query_as(
        "select proname::text, lanname::text from pg_proc join pg_language on pg_language.oid = prolang where pronamespace = 'public'::regnamespace",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert!(functions.iter().any(|(name, _)| name == "needs_care"), "the board's functions are found: {functions:?}");
    let planned_anew: Vec<&String> = functions.iter().filter(|(_, language)| language == "sql").map(|(name, _)| name).collect();
    assert!(planned_anew.is_empty(), "write these in plpgsql: {planned_anew:?}");
}
