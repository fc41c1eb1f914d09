//! The names somebody has in single threads, all in one list: for themselves, and for nobody else.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use crate::accounts::{Member, Visitor};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{AccountId, EntryId, ThreadId};
use crate::state::App;
use crate::web::{Nav, Page, show};

/// Names on the page, the latest first.
const MOST: i64 = 500;

/// A name for one thread only.
struct Named {
    name: String,
    thread: ThreadId,
    /// The thread's title, where this person may see it.
    title: String,
    since: Moment,
    /// What they wrote under it and still is theirs, oldest first.
    entries: Vec<EntryId>,
}

async fn list(conn: &mut PgConnection, account: AccountId) -> sqlx::Result<Vec<Named>> {
    sqlx::query_as!(
        Named,
        r#"select aliases.name, aliases.thread, aliases.created_at as since,
            case when threads.state in ('published', 'covered') or post.author = $1 then title else '' end as "title!",
            array(select entries.id from entries where entries.thread = aliases.thread and entries.author = $1 and voice = 'alias' order by entries.id) as "entries!: Vec<EntryId>"
         from aliases join threads on threads.id = aliases.thread join entries post on post.id = threads.id
         where aliases.account = $1 order by aliases.created_at desc, aliases.thread limit $2"#,
        account as AccountId,
        MOST,
    )
    .fetch_all(conn)
    .await
}

#[derive(Template)]
#[template(path = "entries/names.html")]
struct NamesPage {
    page: Page,
    names: Vec<Named>,
}

/// `GET /me/names`
pub(super) async fn names(State(app): State<App>, visitor: Visitor, member: Member) -> Result<Response> {
    let names = list(&mut *app.db.acquire().await?, member.id).await?;
    show(&NamesPage { page: visitor.page(Nav::Me), names })
}
