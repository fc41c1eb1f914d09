//! What single pieces of work cost without a database: `cargo bench --bench parts`.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on should stop where it is")]

use std::hint::black_box;

use axum::body::Body;
use axum::http::Request;
use criterion::{Criterion, criterion_group, criterion_main};
use holdfast::clock::Clock;
use holdfast::settings::Settings;
use holdfast::state::App;
use holdfast::text::{POST_CHARS, Source, render};
use holdfast::{db, router, screen};
use sqlx::postgres::PgConnectOptions;
use tower::ServiceExt;

/// As people write: paragraphs, a list, a quote, some emphasis.
const WORDS: &str = "It rained all morning, and the house was *very* quiet.\nThe walk to the shop helps a little.\n\n- tea\n- the window\n\n> You said it gets easier.\n\nI am not so sure, **but** I am here.\n\n";

fn text(chars: usize) -> Source {
    let long: String = WORDS.chars().cycle().take(chars).collect();
    Source::parse(&long, POST_CHARS).expect("a text that fits")
}

fn words(criterion: &mut Criterion) {
    for chars in [500, POST_CHARS] {
        let source = text(chars);
        criterion.bench_function(&format!("render {chars} characters"), |bencher| bencher.iter(|| render(black_box(&source))));
        criterion.bench_function(&format!("screen {chars} characters"), |bencher| {
            bencher.iter(|| screen::read(black_box(source.as_str()), None));
        });
    }
}

/// A whole page through router, layers and template; the help page asks no database.
fn page(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let _inside = runtime.enter();
    let app = App::new(db::pool(PgConnectOptions::new_without_pgpass(), 1), Clock::System, Settings::defaults());
    let router = router::router(app);
    criterion.bench_function("help page", |bencher| {
        bencher.iter(|| {
            let asked = Request::get("/help").body(Body::empty()).expect("a request");
            let answer = runtime.block_on(router.clone().oneshot(asked)).expect("an answer");
            runtime.block_on(axum::body::to_bytes(answer.into_body(), usize::MAX)).expect("a page")
        });
    });
}

criterion_group!(parts, words, page);
criterion_main!(parts);
