//! Everything about one person as one zip: JSON lines for programs, pages for people. However much it is, a piece of it is in memory at a time.

use std::io::{Seek, Write};

use askama::Template;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use super::store::{self, Entry};
use crate::clock::Moment;
use crate::entries::State;
use crate::error::{Error, Result};
use crate::ids::{AccountId, EntryId};
use crate::letters;
use crate::state::App;
use crate::words::Words;

/// Entries read at a time, and shown on one page.
const STEP: usize = 1000;
/// Pieces that wait to be packed.
const WAITING: usize = 2;

/// The sentence that names each file.
const CALLED: [(&str, &str); 22] = [
    ("account", "export-of-account"),
    ("roles", "export-of-roles"),
    ("sessions", "export-of-sessions"),
    ("sign_in", "export-of-sign_in"),
    ("known_elsewhere", "export-of-known_elsewhere"),
    ("names_in_threads", "export-of-names_in_threads"),
    ("asked_to_join", "export-of-asked_to_join"),
    ("invitations_made", "export-of-invitations_made"),
    ("kindnesses_sent", "export-of-kindnesses_sent"),
    ("people_kept_away_from", "export-of-people_kept_away_from"),
    ("threads_muted", "export-of-threads_muted"),
    ("content_notes", "export-of-content_notes"),
    ("drafts", "export-of-drafts"),
    ("notices", "export-of-notices"),
    ("reports_made", "export-of-reports_made"),
    ("work_at_the_desk", "export-of-work_at_the_desk"),
    ("written_to_the_moderators", "export-of-written_to_the_moderators"),
    ("appeals", "export-of-appeals"),
    ("pauses_and_bans", "export-of-pauses_and_bans"),
    ("threads_marked_for_care", "export-of-threads_marked_for_care"),
    ("help_lines_looked_after", "export-of-help_lines_looked_after"),
    ("mail_addresses", "export-of-mail_addresses"),
];

/// Whose file it is.
pub(super) struct Owner {
    pub account: AccountId,
    pub name: String,
    pub words: &'static Words,
    pub now: Moment,
}

/// A page in the zip.
#[derive(Template)]
#[template(path = "leaving/export.html")]
struct Readable<'a> {
    owner: &'a Owner,
    entries: &'a [Entry],
    /// The other files, on the first page.
    files: &'a [String],
    earlier: Option<String>,
    later: Option<String>,
}

/// What is kept about somebody besides what they wrote.
#[derive(Template)]
#[template(path = "leaving/beside.html")]
struct Beside<'a> {
    owner: &'a Owner,
    rest: &'a [(String, Vec<Value>)],
}

impl Beside<'_> {
    fn called<'f>(&'f self, file: &'f str) -> &'f str {
        CALLED.iter().find(|(name, _)| *name == file).map_or(file, |(_, sentence)| self.owner.words.t(sentence))
    }

    /// What there is to tell of a row, each with its name in the lines for programs. Times are days in the reader's language.
    fn fields(&self, row: &Value) -> Vec<(String, String)> {
        let told = |value: &Value| match value {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.parse().map_or_else(|_| text.clone(), |at: Moment| self.owner.words.day(&at))),
            other => Some(other.to_string()),
        };
        let fields = row.as_object().into_iter().flatten();
        fields.filter_map(|(name, value)| Some((name.replace('_', " "), told(value)?))).collect()
    }
}

/// Writes the whole file, as everything stands at one moment.
pub(super) async fn write<W: Write + Seek + Send + 'static>(app: &App, owner: &Owner, into: W) -> Result<W> {
    let mut tx = app.db.begin().await?;
    store::hold_still(&mut tx).await?;
    let packer = Packer::new(into);
    // Most people's entries are one step, which is read once.
    let first = step(&mut tx, owner.account, None).await?;
    let mut names = vec!["entries.jsonl".to_owned()];
    packer.begin(&names[0]).await;
    packer.add(lines(&first.0)?).await;
    let mut after = first.1;
    while after.is_some() {
        let (entries, next) = step(&mut tx, owner.account, after).await?;
        packer.add(lines(&entries)?).await;
        after = next;
    }
    let mut rest = store::rest(&mut tx, owner.account).await?;
    rest.push(("mail_addresses".to_owned(), letters::exported(&mut tx, app, owner.account).await?));
    for (name, rows) in &rest {
        names.push(format!("{name}.jsonl"));
        packer.begin(&names[names.len() - 1]).await;
        packer.add(lines(rows)?).await;
    }
    packer.begin("beside.html").await;
    packer.add(Beside { owner, rest: &rest }.render()?).await;
    let (mut number, mut here) = (1, first);
    loop {
        let (entries, next) = here;
        let files: &[String] = if number == 1 { &names } else { &[] };
        let (earlier, later) = ((number > 1).then(|| page(number - 1)), next.map(|_| page(number + 1)));
        packer.begin(&page(number)).await;
        packer.add(Readable { owner, entries: &entries, files, earlier, later }.render()?).await;
        if next.is_none() {
            break;
        }
        (number, here) = (number + 1, step(&mut tx, owner.account, next).await?);
    }
    packer.finish().await
}

/// The entries after that one, and the last of them where there are further ones.
async fn step(conn: &mut sqlx::PgConnection, account: AccountId, after: Option<EntryId>) -> Result<(Vec<Entry>, Option<EntryId>)> {
    let mut entries = store::entries(conn, account, after, STEP + 1).await?;
    let more = entries.len() > STEP;
    entries.truncate(STEP);
    let last = entries.last().filter(|_| more).map(|last| last.id);
    Ok((entries, last))
}

fn page(number: usize) -> String {
    if number == 1 { "index.html".to_owned() } else { format!("words-{number}.html") }
}

fn lines(rows: &[impl serde::Serialize]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text += &serde_json::to_string(row).map_err(Error::internal)?;
        text.push('\n');
    }
    Ok(text)
}

enum Piece {
    File(String),
    Text(String),
}

/// Packs piece after piece, away from the threads that answer pages.
struct Packer<W> {
    pieces: mpsc::Sender<Piece>,
    packed: JoinHandle<ZipResult<W>>,
}

impl<W: Write + Seek + Send + 'static> Packer<W> {
    fn new(into: W) -> Self {
        let (pieces, waiting) = mpsc::channel(WAITING);
        Self { pieces, packed: tokio::task::spawn_blocking(move || pack(waiting, into)) }
    }

    /// What comes next belongs to a file of that name.
    async fn begin(&self, name: &str) {
        self.hand_over(Piece::File(name.to_owned())).await;
    }

    async fn add(&self, text: String) {
        self.hand_over(Piece::Text(text)).await;
    }

    /// Nobody takes it any more where packing failed; [`Self::finish`] says why.
    async fn hand_over(&self, piece: Piece) {
        let _ = self.pieces.send(piece).await;
    }

    async fn finish(self) -> Result<W> {
        drop(self.pieces);
        self.packed.await.map_err(|_| Error::internal("packing panicked"))?.map_err(Error::internal)
    }
}

fn pack<W: Write + Seek>(mut pieces: mpsc::Receiver<Piece>, into: W) -> ZipResult<W> {
    let mut zip = ZipWriter::new(into);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::File(name) => zip.start_file(name, SimpleFileOptions::default())?,
            Piece::Text(text) => zip.write_all(text.as_bytes())?,
        }
    }
    zip.finish()
}
