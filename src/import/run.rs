//! One import from beginning to end.

use std::fs::File;
use std::io::{BufReader, Seek};
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use sqlx::PgPool;

use super::progress::Progress;
use super::report::{Report, Summary};
use super::wordpress::Wordpress;
use super::{Broken, Export, ImportError, Item, plan, store};
use crate::clock::{Clock, Moment};
use crate::ids::BoardId;

/// Bytes read from the disk at one go.
const GULP: usize = 256 * 1024;
/// At most so many ids are looked up at once.
const LOOK_UP: usize = 10_000;

/// What to import, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The export: the XML file that WordPress gives under Tools, Export, All content
    pub file: PathBuf,
    /// The board it goes to, by its name in addresses
    #[arg(long, value_name = "SLUG")]
    pub board: String,
    /// The old site's time zone, for rows that have no UTC date
    #[arg(long, default_value = "UTC")]
    pub zone: Tz,
    /// Store it; without this, only tell what would happen
    #[arg(long)]
    pub apply: bool,
    /// Write a row for each loss to this file, as JSON
    #[arg(long, value_name = "OUT.json")]
    pub report: Option<PathBuf>,
    /// Show no progress
    #[arg(long)]
    pub quiet: bool,
}

/// Imports a WordPress export, or only tells what would happen. To apply, the file is first read through to its end:
/// a broken one stores nothing. Then each conversation is stored whole, one transaction each, so that a run that was
/// killed is finished by the same run again.
pub async fn run(db: &PgPool, clock: &Clock, args: &Args) -> Result<Summary, ImportError> {
    let file = open(&args.file)?;
    spare(args)?;
    let board = store::board(db, &args.board).await?.ok_or_else(|| ImportError::NoBoard(args.board.clone()))?;
    let now = clock.now();
    let mut report = Report::begin(args.report.as_deref(), Wordpress::<BufReader<File>>::SOURCE, &args.board, args.apply)
        .map_err(|cause| no_report(args, cause))?;
    let outcome = Importing { db, args, board, now }.go(file, &mut report).await;
    let error = outcome.as_ref().err().map(ToString::to_string);
    let summary = report.end(error.as_deref()).map_err(|cause| no_report(args, cause));
    outcome?;
    summary
}

struct Importing<'a> {
    db: &'a PgPool,
    args: &'a Args,
    board: BoardId,
    now: Moment,
}

impl Importing<'_> {
    async fn go(&self, mut file: File, report: &mut Report) -> Result<(), ImportError> {
        let bytes = file.metadata().map_err(|cause| unread(&self.args.file, cause))?.len();
        if self.args.apply {
            let progress = Progress::begin("checking", bytes, self.args.quiet);
            let mut export = self.export(&file);
            export.check(|read| progress.at(read)).map_err(|broken| self.broken(broken))?;
            file.rewind().map_err(|cause| unread(&self.args.file, cause))?;
        }
        let progress = Progress::begin(if self.args.apply { "importing" } else { "reading" }, bytes, self.args.quiet);
        let mut export = self.export(&file);
        let import = if self.args.apply {
            Some(store::begin(self.db, Wordpress::<BufReader<File>>::SOURCE, self.board, self.now).await?)
        } else {
            None
        };
        while let Some(item) = export.next().map_err(|broken| self.late(broken))? {
            self.item(item, import, report).await?;
            progress.at(export.bytes());
        }
        if let Some(import) = import {
            store::finish(self.db, import, self.now).await?;
        }
        Ok(())
    }

    fn export<'f>(&self, file: &'f File) -> Wordpress<BufReader<&'f File>> {
        Wordpress::new(BufReader::with_capacity(GULP, file), self.args.zone, self.now)
    }

    async fn item(&self, item: Item, import: Option<uuid::Uuid>, report: &mut Report) -> Result<(), ImportError> {
        let source = Wordpress::<BufReader<File>>::SOURCE;
        let ids = plan::ids(&item);
        let mut tx = self.db.begin().await?;
        if import.is_some() {
            store::one_at_a_time(&mut tx).await?;
        }
        let mut known = plan::Known::default();
        for some in ids.chunks(LOOK_UP) {
            store::known(&mut tx, source, some, &mut known).await?;
        }
        let plan = plan::plan(item, &known);
        for loss in &plan.losses {
            report.row(loss).map_err(|cause| no_report(self.args, cause))?;
        }
        if let Some(import) = import {
            store::apply(&mut tx, source, import, self.board, &plan, self.now).await?;
            tx.commit().await?;
        }
        plan.count(&mut report.summary);
        Ok(())
    }

    fn broken(&self, broken: Broken) -> ImportError {
        ImportError::Broken { file: self.args.file.clone(), broken }
    }

    fn late(&self, broken: Broken) -> ImportError {
        if self.args.apply { ImportError::Changed(broken) } else { self.broken(broken) }
    }
}

fn open(file: &Path) -> Result<File, ImportError> {
    let opened = File::open(file).map_err(|cause| unread(file, cause))?;
    let is_file = opened.metadata().map_err(|cause| unread(file, cause))?.is_file();
    if is_file {
        Ok(opened)
    } else {
        Err(unread(file, std::io::Error::other("it is not an ordinary file; save the export to a file first")))
    }
}

/// A report over the export would be the end of the export.
fn spare(args: &Args) -> Result<(), ImportError> {
    let Some(report) = &args.report else { return Ok(()) };
    let is_export = report.canonicalize().is_ok_and(|report| args.file.canonicalize().is_ok_and(|file| file == report));
    if is_export { Err(no_report(args, std::io::Error::other("it is the export itself; choose another name"))) } else { Ok(()) }
}

fn unread(file: &Path, cause: std::io::Error) -> ImportError {
    ImportError::File { file: file.to_owned(), cause }
}

fn no_report(args: &Args, cause: std::io::Error) -> ImportError {
    ImportError::Report { file: args.report.clone().unwrap_or_default(), cause }
}
