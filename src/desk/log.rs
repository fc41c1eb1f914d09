//! The log: what was decided, newest first, with who did it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use sqlx::PgConnection;

use super::PAGE;
use super::limits::AtDesk;
use crate::accounts::Visitor;
use crate::audit::{self, Action, Rule};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, BoardId, CaseId, EntryId};
use crate::state::App;
use crate::web::{Nav, Page, Query, show};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/log", get(log))
}

/// A line of the log.
struct Logged {
    seq: i64,
    case_id: Option<CaseId>,
    entry: Option<EntryId>,
    line: Option<String>,
    board_name: Option<String>,
    /// Who decided; nobody once they left.
    by: Option<String>,
    action: String,
    reason: Option<String>,
    message: String,
    at: Moment,
    /// As spam, with others by the same decision.
    is_together: bool,
}

impl Logged {
    fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    fn is_boards_own(&self) -> bool {
        audit::is_boards_own(self.reason.as_deref())
    }

    fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }
}

/// The decisions before that place in the chain, newest first, and one more if there are further ones. What a moderator was not told of
/// their own words, since nothing came of it, this does not tell them either.
async fn find(conn: &mut PgConnection, boards: Option<&[BoardId]>, moderator: AccountId, before: i64) -> sqlx::Result<Vec<Logged>> {
    sqlx::query_as!(
        Logged,
        r#"select seq, case_id, entry, line, boards.name as "board_name?", accounts.name as "by?", action, reason, message, at,
            coalesce(action = 'remove' and reason = 'spam' and exists (select from decisions other where other.at = decisions.at and other.by = decisions.by
                and other.action = 'remove' and other.seq <> decisions.seq), false) as "is_together!"
         from decisions left join boards on boards.id = board left join accounts on accounts.id = by
         where seq < $2 and ($1::uuid[] is null or board = any($1))
            and not (action = 'let_stand' and message = '' and coalesce(by <> $4, true)
                and exists (select from entries where entries.id = entry and author = $4))
         order by seq desc limit $3"#,
        boards as Option<&[BoardId]>,
        before,
        PAGE + 1,
        moderator as AccountId,
    )
    .fetch_all(conn)
    .await
}

#[derive(Template)]
#[template(path = "desk/log.html")]
struct LogPage {
    page: Page,
    decisions: Vec<Logged>,
    more: Option<i64>,
}

#[derive(Deserialize)]
struct Before {
    before: Option<i64>,
}

/// `GET /desk/log`: what was decided, newest first, with who did it.
async fn log(
    State(app): State<App>,
    visitor: Visitor,
    AtDesk(moderator): AtDesk,
    Query(Before { before }): Query<Before>,
) -> Result<Response> {
    let boards = moderator.0.moderated_boards();
    let mut decisions = find(&mut *app.db.acquire().await?, boards.as_deref(), moderator.0.id, before.unwrap_or(i64::MAX)).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let full = decisions.len() > most;
    decisions.truncate(most);
    let more = decisions.last().filter(|_| full).map(|last| last.seq);
    show(&LogPage { page: visitor.page(Nav::Desk), decisions, more })
}
