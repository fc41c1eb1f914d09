//! Everything about one person as one zip: JSON lines for programs, a page for people.

use std::io::{Cursor, Write};

use askama::Template;
use sqlx::PgConnection;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::store::{self, Entry};
use crate::entries::State;
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::letters;
use crate::web::Page;

/// The page in the zip.
#[derive(Template)]
#[template(path = "leaving/export.html")]
struct Readable<'a> {
    page: &'a Page,
    name: &'a str,
    entries: &'a [Entry],
    files: &'a [String],
}

/// The whole file. It is packed away from the threads that answer pages.
pub(super) async fn of(conn: &mut PgConnection, account: AccountId, name: &str, page: &Page) -> Result<Vec<u8>> {
    let entries = store::entries(conn, account).await?;
    let rest = store::rest(conn, account).await?;
    let mut files = vec![("entries.jsonl".to_owned(), lines(&entries)?)];
    for (name, rows) in &rest {
        files.push((format!("{name}.jsonl"), lines(rows)?));
    }
    files.push(("mail_addresses.jsonl".to_owned(), lines(&letters::exported(conn, &page.app, account).await?)?));
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    files.insert(0, ("index.html".to_owned(), Readable { page, name, entries: &entries, files: &names }.render()?));
    tokio::task::spawn_blocking(move || pack(&files)).await.map_err(Error::internal)?.map_err(Error::internal)
}

fn lines(rows: &[impl serde::Serialize]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text += &serde_json::to_string(row).map_err(Error::internal)?;
        text.push('\n');
    }
    Ok(text)
}

fn pack(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
