//! The account of somebody who died: a memorial. Nobody signs in, nothing is sent, no role is held; what they wrote stays. It can be
//! taken back, and then they, or whoever it was, sign in as before.

use sqlx::PgConnection;

use super::sessions;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId, DecisionId};

/// Makes an account a memorial from now on; `quiet`: nobody answers what they wrote under their name.
///
/// # Errors
/// [`Error::Conflict`] where it is one, or they left.
pub async fn begin(conn: &mut PgConnection, account: AccountId, quiet: bool, decision: DecisionId, now: Moment) -> Result<()> {
    let begun = sqlx::query!(
        "update accounts set memorial_at = $2, memorial_quiet = $3 where id = $1 and left_at is null and memorial_at is null",
        account as AccountId,
        now,
        quiet,
    );
    if begun.execute(&mut *conn).await?.rows_affected() == 0 {
        return Err(Error::Conflict("memorial-changed"));
    }
    sqlx::query!(
        "insert into memorials (id, account, quiet, since, decision) values ($1, $2, $3, $4, $5)",
        ids::fresh(now),
        account as AccountId,
        quiet,
        now,
        decision as DecisionId,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update roles set ended_at = $2 where account = $1 and ended_at is null", account as AccountId, now)
        .execute(&mut *conn)
        .await?;
    if quiet {
        // The moment says later which of them were closed for this.
        sqlx::query!(
            "update threads set locked_at = $2, version = version + 1 where locked_at is null
                and id in (select id from entries where author = $1 and parent is null and voice = 'member')",
            account as AccountId,
            now,
        )
        .execute(&mut *conn)
        .await?;
    }
    sessions::end_all(conn, account).await
}

/// It is a memorial no longer: threads that were closed for it are open again. Roles are given anew where they are wanted.
///
/// # Errors
/// [`Error::Conflict`] where it is none.
pub async fn lift(conn: &mut PgConnection, account: AccountId, decision: DecisionId, now: Moment) -> Result<()> {
    let since = sqlx::query_scalar!(
        "update memorials set lifted_at = $2, lift_decision = $3 where account = $1 and lifted_at is null returning since",
        account as AccountId,
        now,
        decision as DecisionId,
    );
    let since = since.fetch_optional(&mut *conn).await?.ok_or(Error::Conflict("memorial-changed"))?;
    sqlx::query!(
        "update threads set locked_at = null, version = version + 1 where locked_at = $2
            and id in (select id from entries where author = $1 and parent is null)",
        account as AccountId,
        since,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update accounts set memorial_at = null, memorial_quiet = false where id = $1", account as AccountId)
        .execute(conn)
        .await?;
    Ok(())
}
