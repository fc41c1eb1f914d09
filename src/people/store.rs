//! SQL of an account as operators see it.

use sqlx::{PgConnection, Result};

use crate::clock::Moment;
use crate::ids::AccountId;

/// An account, with how it came here. Nothing of what it wrote, and no other name of theirs.
pub(super) struct Person {
    pub id: AccountId,
    pub name: String,
    pub created_at: Moment,
    pub memorial_at: Option<Moment>,
    pub memorial_quiet: bool,
    /// Roles they have now.
    pub roles: Vec<String>,
    /// Who invited them, where it was by invitation and both are still here.
    pub invited_by: Option<String>,
    /// Whom they invited.
    pub invited: Vec<String>,
}

pub(super) async fn find(conn: &mut PgConnection, account: AccountId) -> Result<Option<Person>> {
    sqlx::query_as!(
        Person,
        r#"select id, name, created_at, memorial_at, memorial_quiet,
            array(select role from roles where account = accounts.id and ended_at is null order by role) as "roles!",
            (select them.name from invites join accounts them on them.id = invites.by where used_by = accounts.id) as invited_by,
            array(select them.name from invites join accounts them on them.id = invites.used_by where invites.by = accounts.id order by used_at) as "invited!"
         from accounts where id = $1 and left_at is null"#,
        account as AccountId,
    )
    .fetch_optional(conn)
    .await
}
