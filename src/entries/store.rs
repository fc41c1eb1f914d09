//! SQL of entries: writing and moving them. A stored reply, its thread's counters and its event are one statement.

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use super::{State, Voice, Writing, Written};
use crate::accounts::Pace;
use crate::boards::Board;
use crate::clock::Moment;
use crate::drafts;
use crate::ids::{self, AccountId, BoardId, EntryId, Nonce, ThreadId};
use crate::outbox::Event;
use crate::text::{RENDERER, SafeHtml};
use crate::threads::Wish;

pub(super) struct New<'a> {
    pub id: EntryId,
    pub thread: ThreadId,
    pub parent: Option<EntryId>,
    pub depth: i32,
    pub state: State,
    pub html: &'a SafeHtml,
    pub writing: &'a Writing<'a>,
    pub name: Option<String>,
}

impl New<'_> {
    fn guest_key(&self) -> Option<&[u8]> {
        if let Voice::Guest(_, key) = &self.writing.voice { Some(key) } else { None }
    }
}

/// What a form brought that was sent before.
pub(super) struct Before {
    pub id: EntryId,
    pub thread: ThreadId,
    pub state: String,
    pub source: String,
    pub notes: Vec<String>,
    pub voice: String,
    /// The name a guest typed, or the made-up one.
    pub name: Option<String>,
    /// A post's.
    pub title: Option<String>,
    /// A post's.
    pub wish: Option<String>,
}

impl Before {
    /// The same words under the same kind of name are one entry. Whatever differs is not to be lost: above all, whoever chose another
    /// name meanwhile must not be told that it is up under that one. Of erased words nobody can say that they are the same.
    pub(super) fn compare(&self, writing: &Writing<'_>, post: Option<(&str, Wish)>) -> Written {
        let same_name = match writing.voice {
            Voice::Guest(name, _) => self.name.as_deref() == Some(name),
            _ => true,
        };
        let same_post =
            post.is_none_or(|(title, wish)| self.title.as_deref() == Some(title) && self.wish.as_deref() == Some(wish.as_str()));
        if self.source == writing.source.as_str()
            && self.notes == writing.notes
            && self.voice == writing.voice.as_str()
            && same_name
            && same_post
        {
            Written::Stored { entry: self.id, thread: self.thread, state: State::from(self.state.clone()) }
        } else {
            Written::Differs(self.id)
        }
    }
}

pub(super) async fn by_nonce(conn: &mut PgConnection, nonce: Nonce) -> Result<Option<Before>> {
    let before = sqlx::query_as!(
        Before,
        r#"select entries.id, thread, entries.state, source, entries.notes, voice, name, case when parent is null then title end as title,
            case when parent is null then wish end as wish
         from entries join threads on threads.id = thread where nonce = $1"#,
        nonce as Nonce
    );
    before.fetch_optional(conn).await
}

/// False where the nonce was there first.
pub(super) async fn insert_post(
    conn: &mut PgConnection,
    new: &New<'_>,
    board: &Board,
    title: &str,
    wish: &str,
    excerpt: &str,
    now: Moment,
) -> Result<bool> {
    let stored = sqlx::query_scalar!(
        "with stored as (
            insert into entries (id, thread, author, name, voice, source, html, renderer, notes, state, nonce, guest_key, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (nonce) where nonce is not null do nothing returning id),
         -- What was kept while it was being written is gone in the moment it is stored.
         sent as (delete from drafts using stored where account = $3 and place = $18 and (sequence = $19 or tab = $20))
         insert into threads (id, board, title, wish, notes, excerpt, state, created_at, last_entry_at)
         select id, $14, $15, $16, $9, $17, $10, $13, $13 from stored returning id",
        new.id as EntryId,
        new.thread as ThreadId,
        new.writing.voice.account() as Option<AccountId>,
        new.name,
        new.writing.voice.as_str(),
        new.writing.source.as_str(),
        new.html.as_str(),
        RENDERER,
        &new.writing.notes,
        new.state.as_str(),
        new.writing.nonce as Nonce,
        new.guest_key(),
        now,
        board.id as BoardId,
        title,
        wish,
        excerpt,
        drafts::Place::Board(board.slug.clone()).to_string(),
        new.writing.draft.0,
        new.writing.draft.1,
    );
    Ok(stored.fetch_optional(conn).await?.is_some())
}

/// What became of a reply.
pub(super) enum Stored {
    Now,
    /// The nonce was there first, or the thread was closed meanwhile.
    Otherwise,
    /// Its writer sent as many as this lets them.
    TooMany(Pace),
}

/// Spends one of its writer's allowance and stores a reply.
pub(super) async fn insert_reply(conn: &mut PgConnection, new: &New<'_>, now: Moment) -> Result<Stored> {
    let event = Json(Event::Replied { entry: new.id });
    let who = new.writing.allowance.as_ref().map(|allowance| allowance.who.as_str());
    let pace = Pace::of(new.writing.allowance.as_ref().map_or(0, |allowance| allowance.hourly));
    let row = sqlx::query!(
        "with spent as materialized (select spend_allowance($19, 'reply', $15, $20, $21) as is_left),
         stored as (
            insert into entries (id, thread, parent, depth, author, name, voice, source, html, renderer, notes, state, nonce, guest_key, created_at)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
            from threads cross join spent where is_left and threads.id = $2 and locked_at is null and state in ('published', 'covered')
            on conflict (nonce) where nonce is not null do nothing returning id),
         counted as (
            update threads set reply_count = reply_count + 1, version = version + 1, last_entry_at = greatest(last_entry_at, $15),
                answer_count = answer_count + (select case when post.author = $5 and post.voice = $7 then 0 else 1 end from entries post where post.id = $2)
            from stored where threads.id = $2 and $16 returning threads.id),
         told as (insert into outbox (event, due_at) select $17, $15 from counted),
         sent as (delete from drafts using stored where account = $5 and place = $18 and (sequence = $22 or tab = $23))
         select is_left as \"is_left!\", exists (select from stored) as \"is_stored!\" from spent",
        new.id as EntryId, new.thread as ThreadId, new.parent as Option<EntryId>, new.depth, new.writing.voice.account() as Option<AccountId>, new.name,
        new.writing.voice.as_str(), new.writing.source.as_str(), new.html.as_str(), RENDERER, &new.writing.notes, new.state.as_str(),
        new.writing.nonce as Nonce, new.guest_key(), now, new.state.is_readable(), event as _,
        new.parent.map(|parent| drafts::Place::Under(parent).to_string()), who, pace.each.as_seconds_f64(), pace.at_once.as_seconds_f64(),
        new.writing.draft.0, new.writing.draft.1,
    );
    let row = row.fetch_one(conn).await?;
    Ok(match (row.is_left, row.is_stored) {
        (false, _) => Stored::TooMany(pace),
        (_, true) => Stored::Now,
        (_, false) => Stored::Otherwise,
    })
}

pub(super) async fn set_name(conn: &mut PgConnection, entry: EntryId, name: &str) -> Result<()> {
    sqlx::query!("update entries set name = $2 where id = $1", entry as EntryId, name).execute(conn).await?;
    Ok(())
}

pub(super) async fn was_published(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    let known = sqlx::query_scalar!(
        "select exists (select from entries where author = $1 and state in ('published', 'covered')) as \"known!\"",
        account as AccountId
    );
    known.fetch_one(conn).await
}

/// The entry's state, with its row locked until the transaction ends.
pub(super) async fn lock_state(conn: &mut PgConnection, entry: EntryId) -> Result<Option<State>> {
    let state =
        sqlx::query_scalar!("select state from entries where id = $1 for no key update", entry as EntryId).fetch_optional(conn).await?;
    Ok(state.map(State::from))
}

pub(super) async fn set_state(
    conn: &mut PgConnection,
    entry: EntryId,
    from: State,
    to: State,
    by: Option<AccountId>,
    now: Moment,
) -> Result<()> {
    sqlx::query!("update entries set state = $2 where id = $1", entry as EntryId, to.as_str()).execute(&mut *conn).await?;
    note_move(conn, entry, from, to, by, now).await
}

/// Who moved an entry, from where to where.
pub(super) async fn note_move(
    conn: &mut PgConnection,
    entry: EntryId,
    from: State,
    to: State,
    by: Option<AccountId>,
    now: Moment,
) -> Result<()> {
    sqlx::query!(
        "insert into entry_moves (id, entry, from_state, to_state, by, at) values ($1, $2, $3, $4, $5, $6)",
        ids::fresh(now),
        entry as EntryId,
        from.as_str(),
        to.as_str(),
        by as Option<AccountId>,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts the event of a reply that can now be read on its way; a post has nobody to tell.
pub(super) async fn tell_of_reply(conn: &mut PgConnection, entry: EntryId, now: Moment) -> Result<()> {
    let event = Json(Event::Replied { entry });
    sqlx::query!(
        "insert into outbox (event, due_at) select $2, $3 from entries where id = $1 and parent is not null",
        entry as EntryId,
        event as _,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The next entries after that one, by which renderer each was made and, where that is an older one, from what.
pub(super) async fn rendered_after(
    conn: &mut PgConnection,
    after: EntryId,
    renderer: i16,
    most: i64,
) -> Result<Vec<(EntryId, i16, Option<String>)>> {
    let rows = sqlx::query!(
        "select id, renderer, case when renderer < $2 then source end as source from entries where id > $1 and state <> 'erased'
         order by id limit $3 for no key update",
        after as EntryId,
        renderer,
        most
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.renderer, row.source)).collect())
}

pub(super) async fn set_html(conn: &mut PgConnection, entry: EntryId, html: &SafeHtml) -> Result<()> {
    sqlx::query!(
        "with shown as (update entries set html = $2, renderer = $3 where id = $1 returning thread)
         update threads set version = version + 1 from shown where threads.id = shown.thread",
        entry as EntryId,
        html.as_str(),
        RENDERER
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn removed_before(conn: &mut PgConnection, before: Moment, most: i64) -> Result<Vec<EntryId>> {
    sqlx::query_scalar!(
        "select id from entries where state = 'removed' and (select max(at) from entry_moves where entry = entries.id) < $1
         order by id limit $2 for no key update",
        before,
        most,
    )
    .fetch_all(conn)
    .await
}
