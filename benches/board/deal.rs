//! How long the database takes to deal the next of 10,000 open cases, as Postgres' own `explain analyze` counts it.

use std::sync::{Arc, Mutex};

use holdfast::cases;
use holdfast::clock::Clock;
use holdfast::ids::AccountId;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tracing::field::{Field, Visit};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

/// How often it is dealt; each is taken back, so that all of them deal from 10,000.
const TIMES: usize = 50;

/// What was found.
pub struct Dealt {
    /// Milliseconds, the least first.
    pub times: Vec<f64>,
    /// The plan of the last one.
    pub plan: String,
}

/// Fills the desk and deals from it.
pub async fn next(options: &PgConnectOptions) -> Dealt {
    let mut db = options.clone().connect().await.expect("a connection");
    sqlx::raw_sql(include_str!("deal.sql")).execute(&mut db).await.expect("cases");
    let moderator: AccountId =
        sqlx::query_scalar("select id from accounts where name = 'Wanderer 9'").fetch_one(&mut db).await.expect("somebody");
    // Only who made the database may load what explains.
    let explained = options.clone().username("postgres").options([
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_analyze", "on"),
        ("client_min_messages", "log"),
    ]);
    let ear = Ear::default();
    let _listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(ear.clone()));
    let mut db = explained.connect().await.expect("a connection that explains");
    let mut times = Vec::new();
    let mut plan = String::new();
    for _ in 0..TIMES {
        let mut tx = db.begin().await.expect("a transaction");
        ear.0.lock().expect("nobody panicked").clear();
        cases::next(&mut tx, None, &[], false, moderator, Clock::System.now()).await.expect("an answer").expect("a case");
        tx.rollback().await.expect("taken back");
        let said = ear.0.lock().expect("nobody panicked").clone();
        times.push(said.iter().filter_map(|text| text.strip_prefix("duration: ")?.split(' ').next()?.parse::<f64>().ok()).sum());
        assert!(!said.is_empty(), "Postgres explains nothing");
        plan = said.into_iter().find(|text| text.contains("limit 1 for update")).unwrap_or_default();
    }
    times.sort_by(f64::total_cmp);
    Dealt { times, plan: plan.split_once("\nUpdate on cases").map_or_else(String::new, |(_, rest)| format!("Update on cases{rest}")) }
}

/// What Postgres says besides its answers.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Vec<String>>>);

impl<S: tracing::Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::postgres::notice" {
            let mut said = Message(String::new());
            event.record(&mut said);
            self.0.lock().expect("nobody panicked").push(said.0);
        }
    }
}

struct Message(String);

impl Visit for Message {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
