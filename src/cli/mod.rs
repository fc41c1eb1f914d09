//! The command line: a file for each command.

mod admin;
mod board;
mod checks;
mod import;
mod lines;
mod place;
mod screen;
mod seed;
mod serve;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::settings::{Given, Settings, SettingsError};

pub use serve::wordless;

/// A peer-support board: posts, replies, moderation, and help that is always one click away.
#[derive(Parser)]
#[command(name = "holdfast", version, propagate_version = true, disable_help_subcommand = true)]
struct Line {
    /// Folder of the embedded Postgres [default: holdfast-data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A Postgres server of your own, instead of the embedded one (also: `HOLDFAST_DATABASE_URL`)
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Settings file [default: holdfast.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the board
    #[command(after_help = "Example: holdfast serve --listen 127.0.0.1:8470 --demo")]
    Serve {
        /// Address and port to listen on
        #[arg(long, value_name = "ADDR:PORT")]
        listen: Option<SocketAddr>,
        /// Fill an empty board with a few gentle posts
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database to today's schema
    #[command(after_help = "Example: holdfast migrate --database-url postgres://holdfast@db.example.org/holdfast")]
    Migrate,
    /// Fill an empty board with a few gentle posts
    #[command(after_help = "Example: holdfast seed")]
    Seed,
    /// Make a board, or change who may write there
    #[command(subcommand)]
    Board(board::BoardCommand),
    /// Make people who run the place
    #[command(subcommand)]
    Admin(admin::AdminCommand),
    /// Bring in what people wrote elsewhere
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Read JSON lines with texts, print how the screen reads them
    #[command(
        after_help = "Example: echo '{\"id\":1,\"text\":\"a long day\"}' | holdfast screen\n          holdfast screen --explain \"a long day\"\n          holdfast screen check labelled.jsonl"
    )]
    Screen(screen::ScreenLine),
    /// Crisis lines
    #[command(subcommand)]
    Lines(lines::LinesCommand),
    /// The log of decisions
    #[command(subcommand)]
    Audit(checks::AuditCommand),
    /// Render every entry anew that an older renderer made
    #[command(after_help = "Example: holdfast rerender")]
    Rerender,
    /// Say how this installation is
    #[command(after_help = "Example: holdfast doctor")]
    Doctor,
}

/// A command did not succeed: what to tell the person who ran it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Settings(#[from] SettingsError),
    #[error("{0}")]
    Postgres(#[from] crate::db::embedded::Error),
    #[error("the database says: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the schema could not be brought up to date: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Said(String),
}

impl From<crate::error::Error> for Failure {
    fn from(error: crate::error::Error) -> Self {
        let sentence = crate::words::english().t(error.problem().sentence);
        match error {
            crate::error::Error::Internal(cause) | crate::error::Error::Unavailable(cause) => Self::Said(cause.to_string()),
            _ => Self::Said(sentence.to_owned()),
        }
    }
}

/// Runs what the command line asks for. Exit status: 0 done, 1 failed, 2 used wrongly.
pub fn run() -> ExitCode {
    crate::error::panics_tell_the_place();
    let line = Line::parse();
    let listen = if let Command::Serve { listen, .. } = &line.command { *listen } else { None };
    let given = Given { config: line.config, data_dir: line.data_dir, database_url: line.database_url, listen };
    let settings = match Settings::load(given).map_err(Failure::from).and_then(with_phrases).map(place::at_home) {
        Ok(settings) => settings,
        Err(failure) => {
            eprintln!("holdfast: {failure}");
            return ExitCode::from(2);
        }
    };
    let done = match line.command {
        Command::Screen(asked) => screen::answer(asked).map_err(|error| Failure::Said(error.to_string())),
        command => with_runtime(settings, command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("holdfast: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Takes in the operator's own phrases, where the settings name a file of them.
fn with_phrases(settings: Settings) -> Result<Settings, Failure> {
    if let Some(file) = &settings.phrases {
        let said = |why: String| Failure::Said(format!("HOLDFAST_PHRASES: {}: {why}", file.display()));
        let phrases = std::fs::read_to_string(file).map_err(|why| said(why.to_string()))?;
        crate::screen::take_in(&phrases).map_err(said)?;
    }
    Ok(settings)
}

fn with_runtime(settings: Settings, command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match command {
            Command::Serve { demo, .. } => serve::serve(settings, demo).await,
            Command::Migrate => {
                place::with_new_database(settings, async |_| {
                    println!("The schema is up to date.");
                    Ok(())
                })
                .await
            }
            Command::Seed => place::with_new_database(settings, async |place| seed::seed(&place).await).await,
            Command::Board(command) => place::with_database(settings, async |place| board::run(&place, command).await).await,
            Command::Admin(command) => place::with_database(settings, async |place| admin::run(&place, command).await).await,
            Command::Import(command) => place::with_database(settings, async |place| import::run(&place, command).await).await,
            Command::Audit(command) => place::with_database(settings, async |place| checks::audit(&place, &command).await).await,
            Command::Rerender => place::with_database(settings, async |place| checks::rerender(&place).await).await,
            Command::Doctor => checks::doctor(settings).await,
            Command::Lines(command) => lines::run(settings, command).await,
            Command::Screen(_) => Ok(()),
        }
    })
}
