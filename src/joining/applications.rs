//! What somebody answered who asks to join, and what was decided. Until then, and where they are not taken in, they may do what a
//! guest may, under their name: nobody is kept from asking for help.

use sqlx::PgConnection;

use crate::audit::Action;
use crate::cases::{self, Because, Priority, Subject};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId, DecisionId};

/// Characters in an answer, at most.
pub const ANSWER_CHARS: usize = 2000;

/// What somebody answered, and how it stands.
#[derive(Debug, Clone)]
pub struct Application {
    /// Who.
    pub name: String,
    /// What they were asked.
    pub question: String,
    /// What they answered.
    pub answer: String,
    /// When.
    pub asked_at: Moment,
    outcome: Option<String>,
}

impl Application {
    /// Nobody decided yet.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// They were not taken in, and can answer once more.
    pub fn is_declined(&self) -> bool {
        self.outcome.as_deref() == Some("declined")
    }
}

/// What an account answered, if it was asked and it is still known.
pub async fn of(conn: &mut PgConnection, account: AccountId) -> Result<Option<Application>> {
    let found = sqlx::query_as!(
        Application,
        "select name, question, answer, asked_at, outcome from applications join accounts on accounts.id = account where account = $1",
        account as AccountId,
    );
    Ok(found.fetch_optional(conn).await?)
}

/// Somebody asks to join, or asks once more after they were not taken in: it comes to the desk.
///
/// # Errors
/// [`Error::Conflict`] where a volunteer still reads what they answered before.
pub(super) async fn ask(conn: &mut PgConnection, account: AccountId, question: &str, answer: &str, now: Moment) -> Result<()> {
    let asked = sqlx::query!(
        "insert into applications (id, account, question, answer, asked_at) values ($1, $2, $3, $4, $5)
         on conflict (account) do update set question = $3, answer = $4, asked_at = $5, outcome = null, decided_at = null, decision = null
         where applications.outcome = 'declined'",
        ids::fresh(now),
        account as AccountId,
        question,
        answer,
        now,
    );
    if asked.execute(&mut *conn).await?.rows_affected() == 0 {
        return Err(Error::Conflict("joining-asked"));
    }
    sqlx::query!("update accounts set waiting_since = coalesce(waiting_since, $2) where id = $1", account as AccountId, now)
        .execute(&mut *conn)
        .await?;
    cases::open(conn, &Subject::Account(account), None, Priority::Application, &[Because::rule("application")], now).await?;
    Ok(())
}

/// Writes down what was decided: they are a member from now on, or are not taken in for now.
///
/// # Errors
/// [`Error::Conflict`] where it was decided already, or they are gone.
pub async fn decide(conn: &mut PgConnection, account: AccountId, action: Action, decision: DecisionId, now: Moment) -> Result<()> {
    let outcome = match action {
        Action::Accept => "accepted",
        Action::Decline => "declined",
        _ => return Err(Error::Conflict("desk-moved")),
    };
    let decided = sqlx::query!(
        "update applications set outcome = $2, decided_at = $3, decision = $4 where account = $1 and outcome is null",
        account as AccountId,
        outcome,
        now,
        decision as DecisionId,
    );
    if decided.execute(&mut *conn).await?.rows_affected() == 0 {
        return Err(Error::Conflict("desk-moved"));
    }
    if action == Action::Accept {
        sqlx::query!("update accounts set waiting_since = null where id = $1", account as AccountId).execute(conn).await?;
    }
    Ok(())
}

/// Takes what an account answered away, with its case: they leave.
pub async fn forget(conn: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!("delete from cases where account = $1", account as AccountId).execute(&mut *conn).await?;
    sqlx::query!("delete from applications where account = $1", account as AccountId).execute(conn).await?;
    Ok(())
}

pub(super) async fn sweep(conn: &mut PgConnection, before: Moment) -> Result<()> {
    sqlx::query!("delete from applications where decided_at < $1", before).execute(conn).await?;
    Ok(())
}
