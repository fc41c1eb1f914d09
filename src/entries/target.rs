//! Where a reply goes, and what is so there for the one who writes it.

use sqlx::PgConnection;

use super::store::Before;
use super::{State, careful};
use crate::accounts::Member;
use crate::accounts::restraints::{self, Restraint};
use crate::boards::Board;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, BoardId, EntryId, Nonce, ThreadId};
use crate::text::SafeHtml;
use crate::threads::{Limit, Wish};

/// Where a reply goes: the entry it answers, with its thread and board.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about this reply and its writer")]
pub struct Target {
    /// The entry answered.
    pub entry: EntryId,
    /// Its thread.
    pub thread: ThreadId,
    /// How deep it stands; 0 is the post.
    pub depth: i32,
    /// Where it stands.
    pub state: State,
    /// Its text.
    pub html: SafeHtml,
    /// Its content notes.
    pub notes: Vec<String>,
    /// Who wrote it.
    pub name: Option<String>,
    /// The thread's title.
    pub title: String,
    /// The wish of the post's writer.
    pub wish: Wish,
    /// Who wrote the post.
    pub post_name: Option<String>,
    /// Whether the post can be read by all.
    pub thread_state: State,
    /// The account that wrote the post.
    pub post_author: Option<AccountId>,
    /// Since when nobody can reply.
    pub locked_at: Option<Moment>,
    /// Since when only supporters, moderators and the post's writer can.
    pub reserved_at: Option<Moment>,
    /// Whose replies a moderator limited it to, while that holds.
    pub limited: Option<Limit>,
    /// This visitor is new, where nobody new may answer.
    pub is_new: bool,
    /// Whether replies here need care: the module `careful` says when.
    pub is_careful: bool,
    /// Whether a reply by this visitor is therefore read first.
    pub read_first: bool,
    /// Its writer died, and nobody is to answer what they wrote under their name.
    pub is_quiet: bool,
    /// Whether this visitor joined so short ago that the board reads first what they answer to others.
    pub is_early: bool,
    /// What a moderator keeps this visitor from.
    pub restraint: Option<Restraint>,
    /// Until when this visitor's replies take up their allowance; none where they wrote no reply.
    pub free_at: Option<Moment>,
    /// The board.
    pub board: Board,
    /// Whether the site's own rules look at what is written there.
    pub has_rules: bool,
    /// What the form that is sent now brought before.
    pub(super) before: Option<Before>,
}

impl Target {
    /// The entry that somebody may see, with what a reply to it needs: an account, or a guest by the hash they are counted as. With the
    /// form of the reply also whether that was sent before.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not there for them.
    pub async fn find(
        conn: &mut PgConnection,
        entry: EntryId,
        (account, who): (Option<AccountId>, &str),
        form: Option<Nonce>,
        now: Moment,
    ) -> Result<Self> {
        let (closed_since, made_before) = careful::since(now);
        let row = sqlx::query!(
            r#"select entries.id, entries.thread, entries.depth, entries.state, entries.html, entries.notes, coalesce(entries.name, accounts.name) as name,
                threads.title, threads.wish, threads.state as thread_state, locked_at, reserved_at,
                case when limited_until is null or limited_until > $6 then limited end as limited,
                case limited when 'known' then not is_known_there(threads.id, $2, $5) else false end as "is_new!",
                post.author as "post_author: AccountId", coalesce(post.name, post_writer.name) as post_name,
                care.is_needed as "is_careful!", (care.is_needed and not is_known_there(threads.id, $2, $5)) as "read_first!",
                case when reply_after_hours > 0 or reply_after_threads > 0 then is_early_there(threads.id, $2, $6) else false end as "is_early!", coalesce(entries.voice = 'member' and accounts.memorial_quiet, false) as "is_quiet!",
                (select free_at from allowances where allowances.who = $8 and action = 'reply') as free_at,
                restraints_on($2, $7, boards.id, $6) as "restraints!",
                exists (select from match_rules where ended_at is null and (match_rules.board is null or match_rules.board = boards.id)) as "has_rules!",
                boards.id as board, boards.slug, boards.name as board_name, boards.about, boards.readers, boards.guests, boards.newcomers, boards.links,
                before.id as "before?", before.thread as "before_thread?", before.source as "before_source?", before.state as "before_state?",
                before.notes as "before_notes?", before.voice as "before_voice?", before.name as before_name
             from entries join threads on threads.id = entries.thread join boards on boards.id = threads.board left join accounts on accounts.id = entries.author
                join entries post on post.id = threads.id left join accounts post_writer on post_writer.id = post.author
                left join entries before on before.nonce = $3
                cross join lateral (select needs_care(threads.id, $4) as is_needed offset 0) care
             where entries.id = $1 and boards.closed_at is null and (readers = 'everyone' or is_member($2))
                and (entries.state in ('published', 'covered') or entries.author = $2)
                and (threads.state in ('published', 'covered') or post.author = $2)
                and ($2::uuid is null or not exists (select from blocks where by = $2 or whom = $2) or not (are_apart($2, post.author, post.voice, post.thread)
                    or entries.id <> post.id and are_apart($2, entries.author, entries.voice, entries.thread)))"#,
            entry as EntryId, account as Option<AccountId>, form as Option<Nonce>, closed_since, made_before, now, account.is_none().then_some(who), who,
        )
        .fetch_optional(conn)
        .await?;
        let row = row.ok_or(Error::NotFound)?;
        Ok(Self {
            entry: row.id,
            thread: row.thread,
            depth: row.depth,
            state: row.state.into(),
            html: row.html,
            notes: row.notes,
            name: row.name,
            title: row.title,
            wish: Wish::read(&row.wish),
            post_name: row.post_name,
            thread_state: row.thread_state.into(),
            post_author: row.post_author,
            locked_at: row.locked_at,
            reserved_at: row.reserved_at,
            limited: row.limited.as_deref().and_then(Limit::read),
            is_new: row.is_new,
            is_careful: row.is_careful,
            read_first: row.read_first,
            is_early: row.is_early,
            is_quiet: row.is_quiet,
            restraint: restraints::strongest(&row.restraints),
            free_at: row.free_at,
            has_rules: row.has_rules,
            board: Board {
                id: row.board,
                slug: row.slug,
                name: row.board_name,
                about: row.about,
                readers: row.readers,
                guests: row.guests,
                newcomers: row.newcomers,
                links: row.links,
            },
            before: match (row.before, row.before_thread, row.before_state, row.before_source, row.before_notes, row.before_voice) {
                (Some(id), Some(thread), Some(state), Some(source), Some(notes), Some(voice)) => {
                    Some(Before { id, thread, state, source, notes, voice, name: row.before_name, title: None, wish: None })
                }
                _ => None,
            },
        })
    }

    /// # Errors
    /// [`Error::Refused`] where the thread is closed for this person's replies or the entry is not there to be answered.
    pub fn admit(&self, who: Option<&Member>) -> Result<()> {
        if self.locked_at.is_some() {
            Err(Error::Refused("refused-locked"))
        } else if self.reserved_at.is_some() && !may_answer_reserved(who, self.board.id, self.post_author) {
            Err(Error::Refused("refused-reserved"))
        } else if is_kept_out(self.limited, self.is_new, who, self.board.id, self.post_author) {
            Err(Error::Refused("refused-limited"))
        } else if self.is_quiet {
            Err(Error::Refused("refused-memorial"))
        } else if !self.state.is_readable() || !self.thread_state.is_readable() {
            Err(Error::Refused("refused-gone"))
        } else {
            Ok(())
        }
    }
}

/// Whether somebody may answer where the post's writer asked for supporters only.
pub(super) fn may_answer_reserved(who: Option<&Member>, board: BoardId, post_author: Option<AccountId>) -> bool {
    who.is_some_and(|member| member.supports(board) || post_author == Some(member.id))
}

/// Whether a moderator's limit keeps somebody from answering.
pub(super) fn is_kept_out(
    limited: Option<Limit>,
    is_new: bool,
    who: Option<&Member>,
    board: BoardId,
    post_author: Option<AccountId>,
) -> bool {
    match limited {
        Some(Limit::Supporters) => !may_answer_reserved(who, board, post_author),
        Some(Limit::Known) => is_new,
        None => false,
    }
}
