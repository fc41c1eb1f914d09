//! SQL of appeals.

use sqlx::{PgConnection, Result};
use uuid::Uuid;

use crate::audit::{Action, Rule};
use crate::clock::Moment;
use crate::ids::{AccountId, CaseId, DecisionId, EntryId};

/// What a writer asked, as they see it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// When.
    pub at: Moment,
    /// Their words, or none.
    pub words: String,
    /// `granted`, `upheld`, or not decided yet.
    pub outcome: Option<String>,
}

/// What waits for an answer, as the desk sees it.
#[derive(Debug, Clone)]
pub struct Open {
    /// The writer's words, or none.
    pub words: String,
    /// When they asked.
    pub at: Moment,
    pub(super) action: String,
    pub(super) reason: Option<String>,
    /// What the writer was told then.
    pub message: String,
    /// Who decided, unless they left.
    pub by: Option<AccountId>,
    /// Their name.
    pub name: Option<String>,
    /// Whether anybody else could decide this.
    pub has_others: bool,
    /// The decision that is asked about.
    pub decision: DecisionId,
    /// Whether it keeps somebody from writing.
    pub restrains: bool,
    /// On the whole site.
    pub is_everywhere: bool,
}

impl Open {
    /// What was decided then.
    pub fn action(&self) -> Option<Action> {
        Action::read(&self.action)
    }

    /// For which rule.
    pub fn rule(&self) -> Option<Rule> {
        self.reason.as_deref().and_then(Rule::read)
    }

    /// Whether this moderator is not the one to look at it: it holds on the whole site and they do not moderate `everywhere`, or they decided
    /// it the first time and somebody else can look now.
    pub fn bars(&self, moderator: AccountId, everywhere: bool) -> bool {
        self.is_everywhere && !everywhere || self.has_others && self.by == Some(moderator)
    }
}

pub(super) async fn asked(conn: &mut PgConnection, decision: DecisionId) -> Result<Option<Asked>> {
    sqlx::query_as!(Asked, "select at, words, outcome from appeals where decision = $1", decision as DecisionId).fetch_optional(conn).await
}

#[expect(clippy::too_many_arguments, reason = "one for each column")]
pub(super) async fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    decision: DecisionId,
    entry: EntryId,
    case: CaseId,
    account: Option<AccountId>,
    words: &str,
    now: Moment,
) -> Result<()> {
    sqlx::query!(
        "insert into appeals (id, decision, entry, case_id, account, words, at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (decision) do nothing",
        id,
        decision as DecisionId,
        entry as EntryId,
        case as CaseId,
        account as Option<AccountId>,
        words,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn open_in(conn: &mut PgConnection, case: CaseId) -> Result<Vec<Open>> {
    sqlx::query_as!(
        Open,
        r#"select words, appeals.decision, restraints.id is not null as "restrains!",
            appeals.at, action, reason, message, decisions.by, accounts.name as "name?",
            (restraints.id is not null and restraints.board is null) as "is_everywhere!",
            can_be_decided_by_another(appeals.decision, appeals.case_id) as "has_others!"
         from appeals join decisions on decisions.id = appeals.decision left join accounts on accounts.id = decisions.by
            left join restraints on restraints.decision = appeals.decision
         where appeals.case_id = $1 and outcome is null order by appeals.at"#,
        case as CaseId,
    )
    .fetch_all(conn)
    .await
}

/// The words of what was answered before that moment go; so does the appeal, once nobody could ask again.
pub(super) async fn forget(conn: &mut PgConnection, answered_before: Moment, decided_before: Moment) -> Result<()> {
    sqlx::query!("update appeals set words = '' where decided_at < $1 and words <> ''", answered_before).execute(&mut *conn).await?;
    sqlx::query!(
        "delete from appeals using decisions where decisions.id = decision and decided_at < $1 and decisions.at < $2",
        answered_before,
        decided_before,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn answer(conn: &mut PgConnection, decision: DecisionId, outcome: &str, now: Moment) -> Result<()> {
    sqlx::query!(
        "update appeals set outcome = $2, decided_at = $3 where decision = $1 and outcome is null",
        decision as DecisionId,
        outcome,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
