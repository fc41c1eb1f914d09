//! What a moderator may change in somebody's words: take a passage out (never put one in), and say what they are about.

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::{State, store};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::text::{self, RENDERER, Source};
use crate::threads::NOTES;

/// What stands where a passage was.
pub const CUT: &str = "[…]";
/// How long the words as they were are kept for moderators and the writer after a passage was taken out.
pub const ORIGINAL_KEPT: TimeDelta = TimeDelta::days(270);

/// Takes a passage out, wherever it stands; the words as they were are kept for a time.
///
/// # Errors
/// [`Error::Conflict`] where the passage is not in it (any more).
pub async fn trim(conn: &mut PgConnection, entry: EntryId, passage: &str, now: Moment) -> Result<()> {
    let state = store::lock_state(conn, entry).await?.ok_or(Error::NotFound)?;
    let source = sqlx::query_scalar!("select source from entries where id = $1", entry as EntryId).fetch_one(&mut *conn).await?;
    if state == State::Erased || passage.is_empty() || !source.contains(passage) {
        return Err(Error::Conflict("desk-passage-gone"));
    }
    sqlx::query!(
        "insert into entry_versions (entry, version, title, source, written_at, kept_until)
         select entries.id, 1 + coalesce((select max(version) from entry_versions where entry = $1), 0), null, source, coalesce(edited_at, created_at), $2
         from entries where id = $1",
        entry as EntryId,
        now + ORIGINAL_KEPT,
    )
    .execute(&mut *conn)
    .await?;
    write(conn, entry, &source.replace(passage, CUT), Some(now)).await
}

/// Puts back what stood there before the first passage was taken out, if it is still kept and its writer changed nothing since.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn untrim(conn: &mut PgConnection, entry: EntryId, now: Moment) -> Result<()> {
    store::lock_state(conn, entry).await?.ok_or(Error::NotFound)?;
    let original = sqlx::query_scalar!(
        "select entry_versions.source from entry_versions join entries on entries.id = entry
         where entry = $1 and kept_until > $2 and trimmed_at is not null and (edited_at is null or edited_at < trimmed_at)
            and written_at = coalesce(edited_at, created_at)
         order by version limit 1",
        entry as EntryId,
        now,
    );
    let original = original.fetch_optional(&mut *conn).await?.ok_or(Error::Conflict("desk-moved"))?;
    write(conn, entry, &original, None).await
}

async fn write(conn: &mut PgConnection, entry: EntryId, words: &str, trimmed_at: Option<Moment>) -> Result<()> {
    let (html, excerpt) = match Source::parse(words, usize::MAX) {
        Ok(source) => (text::render(&source), text::excerpt(&source, 220)),
        Err(_) => Default::default(),
    };
    sqlx::query!(
        "update entries set source = $2, html = $3, renderer = $4, trimmed_at = $5 where id = $1",
        entry as EntryId,
        words,
        html.as_str(),
        RENDERER,
        trimmed_at,
    )
    .execute(&mut *conn)
    .await?;
    // Spans found before point into words that are no longer there.
    sqlx::query!("update case_reasons set spans = '[]' where case_id in (select id from cases where entry = $1)", entry as EntryId)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update threads set excerpt = case when id = $1::uuid and notes = '{}' then $2 else excerpt end, version = version + 1
         where id = (select thread from entries where entries.id = $1)",
        entry as EntryId,
        excerpt,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sets the content notes of the fixed kinds; the writer's own words for it stay.
pub async fn set_notes(conn: &mut PgConnection, entry: EntryId, wanted: &[String]) -> Result<()> {
    let now =
        sqlx::query!("select source, notes from entries where id = $1 for no key update", entry as EntryId).fetch_one(&mut *conn).await?;
    let fixed = NOTES.iter().filter(|note| wanted.iter().any(|want| want == *note)).map(|note| (*note).to_owned());
    let own = now.notes.into_iter().filter(|note| !NOTES.contains(&note.as_str()));
    let notes: Vec<String> = fixed.chain(own).collect();
    sqlx::query!("update entries set notes = $2 where id = $1", entry as EntryId, &notes).execute(&mut *conn).await?;
    let excerpt = match Source::parse(&now.source, usize::MAX) {
        Ok(source) if notes.is_empty() => text::excerpt(&source, 220),
        _ => String::new(),
    };
    sqlx::query!(
        "update threads set notes = case when id = $1::uuid then $2 else notes end, excerpt = case when id = $1::uuid then $3 else excerpt end,
            version = version + 1 where id = (select thread from entries where entries.id = $1)",
        entry as EntryId,
        &notes,
        excerpt,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The words as they were before a passage was taken out, for moderators and the writer.
pub async fn original(conn: &mut PgConnection, entry: EntryId) -> Result<Option<String>> {
    let original = sqlx::query_scalar!(
        "select source from entry_versions where entry = $1 and kept_until is not null and source <> '' order by version limit 1",
        entry as EntryId,
    );
    Ok(original.fetch_optional(conn).await?)
}

/// Empties what was kept long enough.
pub(super) async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("update entry_versions set source = '', kept_until = null where kept_until < $1", now).execute(conn).await?;
    Ok(())
}
