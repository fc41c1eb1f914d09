//! SQL of notices.

use sqlx::{PgConnection, Result};

use super::PAGE;
use crate::audit::{Action, Note};
use crate::clock::Moment;
use crate::ids::{self, AccountId, DecisionId, EntryId, NoticeId};

/// Tells of replies that can be read: those who wrote the entry above and the post, once each, but not the reply's own writer.
/// Gives back whom it told.
pub(super) async fn add_replies(conn: &mut PgConnection, replies: &[EntryId], now: Moment) -> Result<Vec<AccountId>> {
    let fresh = || replies.iter().map(|_| ids::fresh(now)).collect::<Vec<_>>();
    sqlx::query_scalar!(
        r#"insert into notices (id, account, kind, entry, created_at)
         select case when above.id = reply.thread then of_post else of_parent end, above.author, 'reply', reply.id, $4
         from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as told (entry, of_parent, of_post)
            join entries reply on reply.id = told.entry join entries above on above.id = any(array[reply.parent, reply.thread])
         where reply.state in ('published', 'covered') and above.author is not null and above.author is distinct from reply.author
            and (reply.author is null or not are_apart(above.author, reply.author, reply.voice, reply.thread))
            and not exists (select from thread_mutes where account = above.author and thread_mutes.thread = reply.thread)
            and not exists (select from accounts where accounts.id = above.author and memorial_at is not null)
         on conflict do nothing returning account as "account: AccountId""#,
        replies as &[EntryId],
        &fresh(),
        &fresh(),
        now,
    )
    .fetch_all(conn)
    .await
}

/// Whoever supports a board and knows of nobody who waits there, with the post that waits longest of those written before `before`.
pub(super) async fn who_could_answer(conn: &mut PgConnection, before: EntryId, told_before: Moment) -> Result<Vec<(AccountId, EntryId)>> {
    let rows = sqlx::query!(
        r#"select distinct on (roles.account) roles.account as "account: AccountId", waiting.id as "post: EntryId"
         from roles join accounts on accounts.id = roles.account and left_at is null and memorial_at is null
            join boards on closed_at is null and (roles.board is null or roles.board = boards.id)
            cross join lateral (
                select threads.id from threads join entries post on post.id = threads.id
                where threads.board = boards.id and threads.state in ('published', 'covered') and answer_count = 0 and locked_at is null and not imported
                    and threads.id < $1 and post.author is distinct from roles.account
                    and (post.author is null or not are_apart(roles.account, post.author, post.voice, post.thread))
                    and not exists (select from thread_mutes where thread_mutes.account = roles.account and thread_mutes.thread = threads.id)
                    and not exists (select from notices where notices.account = roles.account and notices.entry = threads.id and kind = 'waiting')
                order by threads.id limit 1) as waiting
         where ended_at is null and not exists (select from notices
            where notices.account = roles.account and kind = 'waiting' and (read_at is null or notices.created_at > $2))
         order by roles.account, waiting.id"#,
        before as EntryId,
        told_before,
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.account, row.post)).collect())
}

pub(super) async fn add_waiting(conn: &mut PgConnection, account: AccountId, post: EntryId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into notices (id, account, kind, entry, created_at) values ($1, $2, 'waiting', $3, $4) on conflict do nothing",
        NoticeId::fresh(now) as NoticeId,
        account as AccountId,
        post as EntryId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn add_export(conn: &mut PgConnection, account: AccountId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into notices (id, account, kind, created_at) values ($1, $2, 'export_ready', $3) on conflict do nothing",
        NoticeId::fresh(now) as NoticeId,
        account as AccountId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Tells an entry's writer of a decision; gives back who that is.
pub(super) async fn add_decision(
    conn: &mut PgConnection,
    id: NoticeId,
    entry: EntryId,
    decision: DecisionId,
    now: Moment,
) -> Result<Option<AccountId>> {
    sqlx::query_scalar!(
        r#"insert into notices (id, account, kind, entry, decision, created_at)
         select $1, account, 'decision', $2, $3, $4 from (
            select coalesce(author, (select account from appeals join decisions on decisions.id = $3
                where appeals.case_id = decisions.case_id and account is not null limit 1),
                (select cases.writer from decisions join cases on cases.id = case_id where decisions.id = $3)) as account from entries where id = $2) as writer
         where exists (select from accounts where accounts.id = writer.account and memorial_at is null) on conflict do nothing returning account as "account: AccountId""#,
        id as NoticeId,
        entry as EntryId,
        decision as DecisionId,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Whether there is an unread notice that is shown and of which no mail told, while all that a mail told of was read.
pub(super) async fn is_news(conn: &mut PgConnection, account: AccountId) -> Result<bool> {
    let news = sqlx::query_scalar!(
        r#"select exists (select from notices join entries on entries.id = notices.entry
                where notices.account = $1 and read_at is null and (told_at is null or notices.created_at > told_at)
                    and (notices.kind <> 'reply' or entries.state in ('published', 'covered')))
            and not exists (select from notices where notices.account = $1 and read_at is null and created_at <= told_at) as "is!"
         from mail_addresses where account = $1 and confirmed_at is not null"#,
        account as AccountId,
    );
    Ok(news.fetch_optional(conn).await?.unwrap_or(false))
}

/// Who asked to join is told what was decided.
pub(super) async fn add_decision_on_joining(conn: &mut PgConnection, id: NoticeId, decision: DecisionId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into notices (id, account, kind, decision, created_at)
         select $1, account, 'decision', decision, $3 from applications where decision = $2 on conflict do nothing",
        id as NoticeId,
        decision as DecisionId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The other moderators who could have looked learn that an alias was looked up: for each of them a second pair of eyes.
pub(super) async fn add_unmasking(conn: &mut PgConnection, decision: DecisionId, now: Moment) -> Result<()> {
    let others = sqlx::query_scalar!(
        r#"select distinct roles.account from decisions join roles on role in ('moderator', 'operator') and ended_at is null
            and (roles.board is null or roles.board = decisions.board) and roles.account is distinct from decisions.by
         where decisions.id = $1 and roles.account is distinct from (select author from entries where entries.id = decisions.entry)"#,
        decision as DecisionId,
    );
    for other in others.fetch_all(&mut *conn).await? {
        add_about(conn, other, "unmasking", decision, now).await?;
    }
    Ok(())
}

/// Whose alias it was learns it, too.
pub(super) async fn add_unmasked(conn: &mut PgConnection, decision: DecisionId, account: AccountId, now: Moment) -> Result<()> {
    add_about(conn, account, "unmasked", decision, now).await
}

/// Who had reported what was decided, or worried about its writer, when it was, gets an answer; but nobody about their own words.
pub(super) async fn add_answers(conn: &mut PgConnection, decision: DecisionId, read_at: Option<Moment>, now: Moment) -> Result<()> {
    let reporters = sqlx::query!(
        r#"select reporter as "reporter!: AccountId", bool_or(kind = 'worry') as "worried!" from reports join decisions on decisions.case_id = reports.case_id
         where decisions.id = $1 and reporter is not null and reports.at <= coalesce($2, decisions.at) and kind in ('report', 'worry')
            and reporter is distinct from (select author from entries where entries.id = decisions.entry)
         group by reporter"#,
        decision as DecisionId,
        read_at,
    );
    for reporter in reporters.fetch_all(&mut *conn).await? {
        let kind = if reporter.worried { "worry_answered" } else { "report_answered" };
        add_about(conn, reporter.reporter, kind, decision, now).await?;
    }
    Ok(())
}

async fn add_about(conn: &mut PgConnection, account: AccountId, kind: &str, decision: DecisionId, now: Moment) -> Result<()> {
    sqlx::query!(
        "insert into notices (id, account, kind, entry, decision, created_at)
         select $1, $2, $3, entry, $4, $5 from decisions
         where id = $4 and entry is not null and exists (select from accounts where accounts.id = $2 and memorial_at is null) on conflict do nothing",
        NoticeId::fresh(now) as NoticeId,
        account as AccountId,
        kind,
        decision as DecisionId,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A notice as its page shows it.
pub(super) struct Notice {
    pub id: NoticeId,
    pub entry: Option<EntryId>,
    pub created_at: Moment,
    pub is_new: bool,
    kind: String,
    /// Who decided it, for the other moderators.
    pub by: Option<String>,
    action: Option<String>,
    reason: Option<String>,
    message: Option<String>,
    decision: Option<DecisionId>,
    to_state: Option<String>,
    signed: Option<String>,
    passage: Option<String>,
    /// The title of the post, where the reader may see it.
    pub title: Option<String>,
    /// Whether the entry's own page shows it.
    pub is_there: bool,
    /// The reader's own words, for a decision about them.
    pub source: Option<String>,
    /// Whether the reply answers the reader's post, rather than a reply of theirs.
    pub answers_post: bool,
}

/// What else a notice can tell of.
pub(super) enum About {
    /// Another moderator looked up who an alias is.
    Unmasking,
    /// The reader's own alias was looked up.
    Unmasked,
    /// What the reader told the moderators was looked at: the sentence.
    Answer(&'static str),
    /// Somebody waits for a first answer.
    Waiting,
    /// The file of everything about the reader was made.
    Export,
}

impl Notice {
    /// What it tells of, where that is neither an answer nor a decision about the reader's words.
    pub(super) fn about(&self) -> Option<About> {
        let changed = !matches!(
            self.action.as_deref().and_then(Action::read),
            None | Some(Action::LetStand | Action::Publish | Action::Restore | Action::Uphold | Action::Grant)
        );
        match self.kind.as_str() {
            "unmasking" => Some(About::Unmasking),
            "unmasked" => Some(About::Unmasked),
            "report_answered" => Some(About::Answer(if changed { "answer-changed" } else { "answer-stands" })),
            "worry_answered" => Some(About::Answer("answer-worry")),
            "waiting" => Some(About::Waiting),
            "export_ready" => Some(About::Export),
            _ => None,
        }
    }

    /// The reason that was given, for those who are told of it.
    pub(super) fn why(&self) -> &str {
        self.message.as_deref().unwrap_or_default()
    }

    /// What a decision tells its writer.
    pub(super) fn note(&self) -> Option<Note> {
        if self.kind != "decision" {
            return None;
        }
        let action = Action::read(self.action.as_deref()?)?;
        let message = self.message.clone().unwrap_or_default();
        let note = Note::new(self.decision?, action, self.reason.as_deref(), message, self.to_state.as_deref(), self.created_at)?;
        Some(note.signed(self.signed.clone()).pointing(self.passage.clone()))
    }

    /// The words to hand back.
    pub(super) fn own_words(&self) -> Option<&str> {
        self.source.as_deref().filter(|source| !source.is_empty())
    }
}

/// The notices before that one, newest first, and one more if there are further ones. An answer that can no longer be read
/// is left out.
pub(super) async fn page(conn: &mut PgConnection, account: AccountId, before: Option<NoticeId>) -> Result<Vec<Notice>> {
    sqlx::query_as!(
        Notice,
        r#"select notices.id, notices.entry as "entry: EntryId", notices.created_at, read_at is null as "is_new!", notices.kind,
            case when notices.kind = 'unmasking' then (select name from accounts where accounts.id = decisions.by) end as by,
            decisions.action as "action?", decisions.reason as "reason?", decisions.message as "message?", notices.decision, decisions.to_state as "to_state?",
            (select signs_as from desk_care where desk_care.account = decisions.by) as signed,
            case when notices.kind = 'decision' then passage_of(notices.decision) end as passage,
            case when threads.state in ('published', 'covered') or post.author = $1 then threads.title end as "title?",
            coalesce(entries.state in ('published', 'covered'), false) as "is_there!",
            case when notices.kind = 'decision' and entries.author = $1 then entries.source end as "source?",
            coalesce(entries.parent = entries.thread and post.author = $1, false) as "answers_post!"
         from notices left join entries on entries.id = notices.entry left join threads on threads.id = entries.thread left join entries post on post.id = entries.thread
            left join decisions on decisions.id = notices.decision
         where notices.account = $1 and ($2::uuid is null or notices.id < $2)
            and (notices.kind <> 'reply' or entries.state in ('published', 'covered'))
            and (notices.kind <> 'waiting' or threads.state in ('published', 'covered') and answer_count = 0)
         order by notices.id desc limit $3"#,
        account as AccountId, before as Option<NoticeId>, PAGE + 1,
    )
    .fetch_all(conn)
    .await
}

/// What was shown is read, from that one on or all of it; also what lies between and is no longer there.
pub(super) async fn read(conn: &mut PgConnection, account: AccountId, from: Option<NoticeId>, now: Moment) -> Result<()> {
    sqlx::query!(
        "update notices set read_at = $3 where account = $1 and read_at is null and id >= coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)",
        account as AccountId, from as Option<NoticeId>, now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
