//! Many of one person's entries at once: erased, or their name taken off. However many there are, it is a handful of statements.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::careful;
use crate::accounts;
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::drafts;
use crate::error::Result;
use crate::ids::{self, AccountId, BoardId, EntryId, ThreadId};

/// Characters in a quoted line from which on it is taken for a quote of somebody, rather than for the same few words.
const QUOTE_CHARS: usize = 16;

/// Which of somebody's entries.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// On this board only.
    pub board: Option<BoardId>,
    /// Posts only, or replies only.
    pub posts: Option<bool>,
    /// Written on this day or later.
    pub from: Option<NaiveDate>,
    /// Written on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// The entries of an account that are meant; their rows stay locked until the transaction ends.
pub async fn of(conn: &mut PgConnection, account: AccountId, which: &Which) -> Result<Vec<EntryId>> {
    let ids = sqlx::query_scalar!(
        "select id from entries where author = $1 and ($2::bool is null or (parent is null) = $2)
            and ($3::uuid is null or thread in (select threads.id from threads where board = $3))
            and ($4::date is null or created_at >= $4::date::timestamp at time zone 'UTC')
            and ($5::date is null or created_at < ($5::date + 1)::timestamp at time zone 'UTC')
         order by id for no key update",
        account as AccountId,
        which.posts,
        which.board as Option<BoardId>,
        which.from,
        which.to,
    );
    Ok(ids.fetch_all(conn).await?)
}

/// Erases the words, the earlier versions and the name, at once and for good. What others answered stays; where they quoted
/// what is gone, a moderator looks.
pub async fn erase(conn: &mut PgConnection, entries: &[EntryId], now: Moment) -> Result<()> {
    let quoting = quoting(conn, entries).await?;
    let moves: Vec<_> = entries.iter().map(|_| ids::fresh(now)).collect();
    sqlx::query!(
        "insert into entry_moves (id, entry, from_state, to_state, at)
         select move, entries.id, state, 'erased', $3 from unnest($1::uuid[], $2::uuid[]) as erased (entry, move) join entries on entries.id = entry",
        entries as &[EntryId],
        &moves,
        now,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from entry_versions where entry = any($1)", entries as &[EntryId]).execute(&mut *conn).await?;
    sqlx::query!("delete from kindnesses where entry = any($1)", entries as &[EntryId]).execute(&mut *conn).await?;
    // Spans point into words that are gone. An event that waits to tell of them finds nothing to tell.
    let reasons = sqlx::query!(
        "update case_reasons set spans = '[]' where case_id in (select id from cases where entry = any($1))",
        entries as &[EntryId]
    );
    reasons.execute(&mut *conn).await?;
    sqlx::query!("update appeals set words = '' where entry = any($1)", entries as &[EntryId]).execute(&mut *conn).await?;
    sqlx::query!("delete from desk_messages where entry = any($1)", entries as &[EntryId]).execute(&mut *conn).await?;
    cut_ties(conn, entries, now).await?;
    sqlx::query!(
        "update entries set state = 'erased', source = '', html = '', name = null, author = null, voice = 'nameless', notes = '{}', guest_key = null, trimmed_at = null
         where id = any($1)",
        entries as &[EntryId],
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update threads set title = '', excerpt = '', notes = '{}' where id = any($1)", entries as &[EntryId])
        .execute(&mut *conn)
        .await?;
    careful::forget(conn, entries).await?;
    recount(conn, entries).await?;
    for (entry, board) in quoting {
        cases::open(conn, &Subject::Entry(entry), Some(board), Priority::Report, &[Because::rule("quote")], now).await?;
    }
    Ok(())
}

/// Takes the writer's name off. It can't be undone: the entries are nobody's from then on.
pub async fn take_name_off(conn: &mut PgConnection, entries: &[EntryId], now: Moment) -> Result<()> {
    cut_ties(conn, entries, now).await?;
    sqlx::query!(
        "update entries set author = null, name = null, voice = 'nameless', guest_key = null where id = any($1)",
        entries as &[EntryId]
    )
    .execute(&mut *conn)
    .await?;
    touch(conn, entries).await
}

/// What else would still say whose they were. Only a case that is open keeps the account, so that nobody gets out of its way by erasing.
async fn cut_ties(conn: &mut PgConnection, entries: &[EntryId], now: Moment) -> Result<()> {
    forget_beside(conn, entries, now).await?;
    sqlx::query!(
        "update cases set writer = author from entries where entries.id = entry and entry = any($1) and author is not null and cases.state <> 'closed'",
        entries as &[EntryId]
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update entry_moves set by = null from entries where entries.id = entry and entry = any($1) and by = author",
        entries as &[EntryId]
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update appeals set account = null where entry = any($1)", entries as &[EntryId]).execute(&mut *conn).await?;
    // One that still holds goes on, and says for what it was given for as long as it does.
    sqlx::query!(
        "delete from restraints using decisions where decisions.id = decision and decisions.entry = any($1)
            and (lifted_at is not null or until < $2)",
        entries as &[EntryId],
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from notices using entries where entries.id = notices.entry and notices.entry = any($1) and (kind = 'reply' or account = author)",
        entries as &[EntryId],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was made of them for their writer alone, and would still say whose they were: words begun to change them, a file of everything
/// (one that is being made is begun again), and the name in a thread where nothing is left under it. It stays taken there.
async fn forget_beside(conn: &mut PgConnection, entries: &[EntryId], now: Moment) -> Result<()> {
    drafts::forget_edits(conn, entries).await?;
    sqlx::query!(
        "update exports set asked_at = $2 where made_at is null and account in (select author from entries where id = any($1))",
        entries as &[EntryId],
        now
    )
    .execute(&mut *conn)
    .await?;
    let files = sqlx::query!(
        "with gone as (delete from exports where made_at is not null and account in (select author from entries where id = any($1)) returning account)
         delete from notices using gone where notices.account = gone.account and kind = 'export_ready'",
        entries as &[EntryId]
    );
    files.execute(&mut *conn).await?;
    // Who kept away from that name keeps away from no other, and whom it kept away sees the next one: or it could be told whose that is.
    let kept_away = sqlx::query_scalar!(
        r#"with left_behind as (
            update aliases set account = null
                from (select distinct thread, author from entries where id = any($1) and voice = 'alias') as mine
                where aliases.thread = mine.thread and aliases.account = mine.author
                    and not exists (select from entries rest where rest.thread = mine.thread and rest.author = mine.author and rest.voice = 'alias'
                        and rest.id <> all($1))
                returning mine.thread, mine.author),
         lifted as (delete from blocks using left_behind where whom = left_behind.author and blocks.thread = left_behind.thread returning by, whom),
         turned as (update blocks set kind = 'mute', by_thread = null from left_behind
            where by = left_behind.author and by_thread = left_behind.thread returning by, whom)
         select unnest(array[by, whom]) as "both!: AccountId" from (table lifted union all table turned) as changed"#,
        entries as &[EntryId],
    );
    let kept_away: Vec<AccountId> = kept_away.fetch_all(&mut *conn).await?;
    accounts::settle_away(conn, &kept_away).await
}

async fn touch(conn: &mut PgConnection, entries: &[EntryId]) -> Result<()> {
    sqlx::query!(
        "update threads set version = version + 1 where id in (select thread from entries where entries.id = any($1))",
        entries as &[EntryId]
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts the threads of these entries anew. Reads those threads only. Imported people have no account: replies under the
/// post's own name of old are its writer's.
pub(super) async fn recount(conn: &mut PgConnection, entries: &[EntryId]) -> Result<()> {
    // In a statement of its own: the count then sees what everybody who had the threads before has written.
    let threads: Vec<ThreadId> = sqlx::query_scalar!(
        "select id from threads where id in (select thread from entries where entries.id = any($1)) order by id for no key update",
        entries as &[EntryId],
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!(
        "with post as (
            select id, author, voice, case voice when 'imported' then name end as old_name, state, created_at from entries where id = any($1)),
         counted as (
            select post.id, count(reply.id) as replies, max(reply.created_at) as last,
                count(reply.id) filter (where ((reply.author, reply.voice) = (post.author, post.voice)
                    or (reply.voice = 'imported' and reply.name = post.old_name)) is not true) as answers
            from post left join entries reply on reply.thread = post.id and reply.parent is not null and reply.state in ('published', 'covered')
            group by post.id)
         update threads set state = post.state, reply_count = replies, answer_count = answers,
            last_entry_at = greatest(coalesce(last, post.created_at), post.created_at), version = version + 1
         from counted join post using (id) where threads.id = post.id",
        &threads as &[ThreadId],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What others wrote in the same threads that quotes these entries, as they are or were, with its board.
async fn quoting(conn: &mut PgConnection, entries: &[EntryId]) -> Result<Vec<(EntryId, BoardId)>> {
    let others = sqlx::query!(
        "select other.id, other.thread, other.source, board from entries other join threads on threads.id = other.thread
         where other.thread in (select thread from entries where entries.id = any($1)) and other.id <> all($1)
            and other.state in ('published', 'covered', 'held') and other.source like '%>%'",
        entries as &[EntryId],
    );
    let others = others.fetch_all(&mut *conn).await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let threads: Vec<ThreadId> = others.iter().map(|other| other.thread).collect();
    let rows = sqlx::query!(
        r#"select thread as "thread!: ThreadId", source as "source!" from entries where entries.id = any($1) and thread = any($2)
         union all select thread, entry_versions.source from entry_versions join entries on entries.id = entry
            where entry = any($1) and thread = any($2)"#,
        entries as &[EntryId],
        &threads as &[ThreadId],
    );
    let mut mine: HashMap<ThreadId, Vec<String>> = HashMap::new();
    for own in rows.fetch_all(conn).await? {
        mine.entry(own.thread).or_default().push(fold(&own.source));
    }
    let quotes = |thread: &ThreadId, source: &str| mine.get(thread).is_some_and(|words| are_quoted(words, source));
    Ok(others.into_iter().filter(|other| quotes(&other.thread, &other.source)).map(|other| (other.id, other.board)).collect())
}

/// Whether a text quotes any of these, which are folded: a line that begins with `>` and stands in one of them.
fn are_quoted(words: &[String], text: &str) -> bool {
    let quoted = text.lines().filter_map(|line| line.trim_start().strip_prefix('>')).map(fold);
    quoted.filter(|line| line.chars().count() >= QUOTE_CHARS).any(|line| words.iter().any(|words| words.contains(&line)))
}

fn fold(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.trim_start_matches('>')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{are_quoted, fold};

    #[test]
    fn a_quote_is_found_and_a_few_common_words_are_not_one() {
        let words = [fold("Something else."), fold("The ferry left\nwithout me, and I laughed.")];
        let is_quoted = |text: &str| are_quoted(&words, text);
        assert!(is_quoted("> the ferry left without me\n\nOh no."));
        assert!(is_quoted("Hm.\n>> The ferry  left without"));
        for other in ["> the ferry", "the ferry left without me", "> the tram left without me", ""] {
            assert!(!is_quoted(other), "{other}");
        }
    }
}
