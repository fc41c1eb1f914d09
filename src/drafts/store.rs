//! SQL of drafts.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::{Draft, MOST, Place, Words};
use crate::clock::Moment;
use crate::ids::{AccountId, EntryId, Nonce};

/// A member's draft for a place.
pub async fn find(conn: &mut PgConnection, account: AccountId, place: &Place) -> Result<Option<Draft>> {
    let draft = sqlx::query_as!(
        Draft,
        r#"select words as "words: Json<Words>", sequence, tab, saved_at from drafts where account = $1 and place = $2"#,
        account as AccountId,
        place.to_string(),
    );
    draft.fetch_optional(conn).await
}

/// Saves a draft and gives its new sequence; none where somebody else saved after `known`, the form was sent, or there are too many.
pub(super) async fn save(
    conn: &mut PgConnection,
    account: AccountId,
    place: &Place,
    words: &Words,
    (known, tab): (i64, &str),
    form: Option<Nonce>,
    now: Moment,
) -> Result<Option<i64>> {
    let saved = sqlx::query_scalar!(
        "insert into drafts (account, place, sequence, tab, words, saved_at)
         select $1, $2, $3::bigint + 1, $4, $5, $6
         where ((select count(*) from drafts where account = $1) < $7 or exists (select from drafts where account = $1 and place = $2))
            and not exists (select from entries where nonce = $8)
         on conflict (account, place) do update set sequence = drafts.sequence + 1, tab = $4, words = $5, saved_at = $6
            where drafts.sequence = $3 or drafts.tab = $4
         returning sequence",
        account as AccountId,
        place.to_string(),
        known,
        tab,
        Json(words) as _,
        now,
        MOST,
        form as Option<Nonce>,
    );
    saved.fetch_optional(conn).await
}

/// Throws a draft away, if nobody else saved it after `known`; without one, whatever it is.
pub async fn forget(conn: &mut PgConnection, account: AccountId, place: &Place, known: Option<(i64, &str)>) -> Result<()> {
    let (sequence, tab) = known.unzip();
    sqlx::query!(
        "delete from drafts where account = $1 and place = $2 and ($3::bigint is null or sequence = $3 or tab = $4)",
        account as AccountId,
        place.to_string(),
        sequence,
        tab,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Throws away what somebody was changing about entries that are gone.
pub async fn forget_edits(conn: &mut PgConnection, entries: &[EntryId]) -> Result<()> {
    let places: Vec<String> = entries.iter().map(|entry| Place::Own(*entry).to_string()).collect();
    sqlx::query!(
        "delete from drafts using entries where entries.id = any($1) and drafts.account = entries.author and place = any($2)",
        entries as &[EntryId],
        &places,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn forget_before(conn: &mut PgConnection, before: Moment) -> Result<()> {
    sqlx::query!("delete from drafts where saved_at < $1", before).execute(conn).await?;
    Ok(())
}

/// A draft in its writer's own list.
pub(super) struct Listed {
    pub place: String,
    pub words: Json<Words>,
    pub saved_at: Moment,
}

/// A member's drafts, the last one first.
pub(super) async fn list(conn: &mut PgConnection, account: AccountId) -> Result<Vec<Listed>> {
    let drafts = sqlx::query_as!(
        Listed,
        r#"select place, words as "words: Json<Words>", saved_at from drafts where account = $1 order by saved_at desc limit $2"#,
        account as AccountId,
        MOST,
    );
    drafts.fetch_all(conn).await
}
