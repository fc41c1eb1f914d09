//! A file that is too much to be made while its owner waits: made by the worker, kept for a week, and told of by a notice.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use axum::body::{Body, Bytes};
use chrono::TimeDelta;
use futures::stream;
use sqlx::PgConnection;

use super::export::{self, Owner};
use super::store;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::notices;
use crate::outbox::{self, Event};
use crate::state::App;
use crate::words;

/// Entries up to which the file is made at once.
pub(super) const AT_ONCE: i64 = 10_000;
/// Bytes of words, as written and as shown, up to which it is: it is in memory until it is fetched.
pub(super) const BYTES_AT_ONCE: i64 = 16 << 20;
/// How long it waits to be fetched.
pub const KEPT_DAYS: u32 = 7;
/// Bytes of the file in one row.
const PART: usize = 1 << 20;

/// A file that was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Later {
    /// When.
    pub asked_at: Moment,
    /// When it was ready; nothing while it is being made.
    pub made_at: Option<Moment>,
    /// How long it is.
    pub bytes: i64,
}

impl Later {
    /// The last day it can be fetched.
    pub fn until(&self) -> Option<Moment> {
        self.made_at.map(|made_at| made_at + TimeDelta::days(KEPT_DAYS.into()))
    }

    /// Its length for people, rounded up.
    pub fn mebibytes(&self) -> i64 {
        (self.bytes >> 20) + 1
    }
}

/// Has the file made. One that is being made already is not begun again; one that is there is thrown away for it.
pub(super) async fn ask(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    if store::ask(conn, account, now).await? {
        outbox::put(conn, &Event::Export { account }, now).await?;
    }
    Ok(())
}

/// Makes the file somebody asked for and tells them; nothing where they left meanwhile.
pub async fn make(app: &App, account: AccountId) -> Result<()> {
    loop {
        let mut conn = app.db.acquire().await?;
        let Some(Later { asked_at, made_at: None, .. }) = store::later(&mut conn, account).await? else { return Ok(()) };
        let (name, locale) = store::owner(&mut conn, account).await?;
        drop(conn);
        let words = locale.as_deref().and_then(words::find).unwrap_or_else(words::english);
        let owner = Owner { account, name, words, now: app.clock.now() };
        let file = export::write(app, &owner, tempfile::tempfile().map_err(Error::internal)?).await?;
        if keep(app, account, asked_at, file).await? {
            return Ok(());
        }
        // Something was erased meanwhile, and the file would still hold it.
    }
}

/// Keeps the file that was asked for then; false where it is not wanted any more.
async fn keep(app: &App, account: AccountId, asked_at: Moment, mut file: File) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !store::is_still_asked(&mut tx, account, asked_at).await? {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let mut bytes = 0;
    for number in 0.. {
        let mut part = Vec::with_capacity(PART);
        (&mut file).take(PART as u64).read_to_end(&mut part).map_err(Error::internal)?;
        if part.is_empty() {
            break;
        }
        bytes += i64::try_from(part.len()).unwrap_or_default();
        store::keep_part(&mut tx, account, number, &part).await?;
    }
    let now = app.clock.now();
    store::is_made(&mut tx, account, bytes, now).await?;
    notices::export_is_ready(&mut tx, account, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// The file, part by part.
pub(super) fn body(app: &App, account: AccountId) -> Body {
    let db = app.db.clone();
    Body::from_stream(stream::try_unfold(0, move |number| {
        let db = db.clone();
        async move {
            let part = store::part(&mut *db.acquire().await?, account, number).await?;
            Ok::<_, sqlx::Error>(part.map(|part| (Bytes::from(part), number + 1)))
        }
    }))
}

/// Throws away what nobody fetched.
pub async fn sweep(conn: &mut PgConnection, asked_before: Moment) -> Result<()> {
    Ok(store::forget_exports(conn, asked_before).await?)
}
