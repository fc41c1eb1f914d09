//! `holdfast serve`: the board, up before its database and down after the last answer.

use std::time::Duration;

use axum_server::Handle;
use hyper_util::rt::TokioTimer;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use super::place::{self, Place};
use super::{Failure, seed};
use crate::accounts::{self, Name, Role, RoleKind};
use crate::clock::Clock;
use crate::outbox::Lane;
use crate::settings::Settings;
use crate::state::App;
use crate::{boards, db, lines, router, worker};

/// How long answers under way may take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long the head of a request may take to arrive, on a connection that is kept as on a new one.
const ASKED_WITHIN: Duration = Duration::from_secs(30);

pub async fn serve(settings: Settings, demo: bool) -> Result<(), Failure> {
    log();
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        Failure::Said(format!(
            "HOLDFAST_LISTEN (or --listen): {} can't be listened on: {error}. Choose another port, or stop what uses it.",
            settings.listen
        ))
    })?;
    let settings = Settings { listen: listener.local_addr()?, ..settings };
    let stopping = stop_signal()?;
    if settings.database_url.is_none() {
        println!("Starting Postgres in {} …", settings.data_dir.display());
    }
    let app = App::new(db::pool(db::nowhere(), settings.connections()), Clock::System, settings);
    lines::bring_back(&app).await;
    // Help answers from here on, however long Postgres takes to start or to recover.
    let answering = tokio::spawn(answer(listener, app.clone(), stopping.clone()));
    let found = place::find(&app.settings, true).await?;
    db::lead_to(&app.db, found.options.clone());
    app.day_key.keep_in(app.settings.day_key_folder());
    let preparing = tokio::spawn(prepare(app.clone(), found.options, demo));
    let working = tokio::spawn(worker::kept_up(app.clone(), stopping.clone(), worker::run));
    let listening = tokio::spawn(worker::kept_up(app.clone(), stopping.clone(), worker::listen));
    let carries =
        |lane| tokio::spawn(worker::kept_up(app.clone(), stopping.clone(), move |app, stopping| worker::carry(app, lane, stopping)));
    let (mailing, calling, packing) = (carries(Lane::Mail), carries(Lane::Hook), carries(Lane::File));
    answering.await.map_err(|error| Failure::Said(error.to_string()))??;
    preparing.abort();
    let _ = tokio::time::timeout(DRAIN, async { tokio::join!(working, listening, mailing, calling, packing) }).await;
    app.db.close().await;
    if let Some(embedded) = found.embedded {
        embedded.stop().await?;
    }
    println!("Stopped.");
    Ok(())
}

/// Answers until the signal, then until what is under way is done. Who sends their request too slowly is not waited for: a few such
/// could otherwise keep every connection.
async fn answer(listener: TcpListener, app: App, mut stopping: watch::Receiver<bool>) -> Result<(), Failure> {
    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener.into_std()?)?.handle(handle.clone()).http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(ASKED_WITHIN);
    tokio::spawn(async move {
        let _ = stopping.wait_for(|stop| *stop).await;
        handle.graceful_shutdown(Some(DRAIN));
    });
    Ok(server.serve(router::service(app)).await?)
}

fn log() {
    let filter = wordless(EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into()));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Whatever `RUST_LOG` asks for: the parser of HTML would tell the words themselves, so it tells nothing.
pub fn wordless(filter: EnvFilter) -> EnvFilter {
    ["html5ever=off", "markup5ever=off"].iter().filter_map(|quiet| quiet.parse().ok()).fold(filter, EnvFilter::add_directive)
}

fn stop_signal() -> Result<watch::Receiver<bool>, Failure> {
    let (tell, told) = watch::channel(false);
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn(async move {
        tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
        println!("Stopping …");
        let _ = tell.send(true);
        // Kept alive: a closed channel would read as a second signal.
        std::future::pending::<()>().await;
    });
    Ok(told)
}

/// Brings the database up to date as soon as it answers, and says where to go.
async fn prepare(app: App, options: PgConnectOptions, demo: bool) {
    loop {
        match try_prepare(&app, &options, demo).await {
            Ok(()) => return,
            Err(failure) => tracing::warn!(%failure, "the database is not ready; trying again in 2 s (the help page answers)"),
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

async fn try_prepare(app: &App, options: &PgConnectOptions, demo: bool) -> Result<(), Failure> {
    place::migrate(options).await?;
    app.open().await?;
    lines::refresh(app).await?;
    let place = Place { db: app.db.clone(), clock: app.clock.clone(), settings: app.settings.clone() };
    if demo {
        seed::seed(&place).await?;
    }
    first_board(app).await?;
    place::note_address(&app.settings);
    println!("\nThe board is at {}", app.settings.own_url());
    first_operator(app).await?;
    Ok(())
}

/// A board nobody set up yet gets one room, so that there is somewhere to write.
async fn first_board(app: &App) -> Result<(), Failure> {
    let mut tx = app.db.begin().await?;
    if boards::all(&mut tx, true).await?.is_empty() {
        let words = crate::words::english();
        let board = boards::create(&mut tx, "everyone", words.t("first-board-name"), words.t("first-board-about"), app.clock.now()).await?;
        let policy = boards::Policy { guests: Some("welcome".into()), ..boards::Policy::default() };
        boards::set_policy(&mut tx, board, &policy).await?;
        println!("Made a first room. For a look around with a few gentle posts, start in an empty folder with --demo.");
    }
    tx.commit().await?;
    Ok(())
}

/// Where nobody runs the place yet, or nobody who does has chosen a passphrase, prints a link to do so.
async fn first_operator(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let waiting = if let Some(waiting) = accounts::operators_without_passphrase(&mut tx).await? {
        waiting
    } else {
        let name = Name::parse_any("operator").map_err(|why| Failure::Said(why.into()))?;
        let made = accounts::create(&mut tx, app.keys.as_ref(), &name, now).await?;
        let account = match made {
            Some(account) => account,
            None => accounts::find(&mut tx, name.as_str()).await?.ok_or_else(|| Failure::Said("the name \"operator\" is taken".into()))?,
        };
        accounts::grant(&mut tx, account, Role { kind: RoleKind::Operator, board: None }, None, now).await?;
        vec![account]
    };
    for account in waiting {
        let link = accounts::sign_in_link(&mut tx, account, now).await?;
        println!("To run it, choose the operator's passphrase within 24 hours: {}/sign-in/link/{link}", app.settings.own_url());
    }
    tx.commit().await?;
    Ok(())
}
