//! What is kept, for how long and why: one table. The privacy page is made from it, and the jobs that throw things away go by it.

use chrono::TimeDelta;
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::entries::many;
use crate::error::Result;
use crate::settings::Settings;
use crate::state::App;
use crate::{accounts, appeals, audit, cases, drafts, entries, joining, leaving, letters, outbox, talks};

/// A job runs this often.
const EVERY: TimeDelta = TimeDelta::minutes(55);
/// A job that was not done for so long is worth a warning.
const LATE: TimeDelta = TimeDelta::hours(3);
/// Entries erased in one run; the next hour goes on.
const AT_ONCE: i64 = 1000;

/// Something that is kept.
pub struct Rule {
    /// The sentence that names it.
    pub what: &'static str,
    /// The sentence that says what it is for.
    pub why: &'static str,
    /// How long.
    pub lasts: Lasts,
    /// The tables it stands in; every table of the schema stands in one rule (a story compares).
    pub tables: &'static [&'static str],
    /// What throws it away, where time does.
    pub job: Option<Job>,
}

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// So many days.
    Days(u32),
    /// Until the one it is about takes it away.
    YourWord,
    /// Hours at most.
    Day,
    /// As long as the board.
    Board,
}

impl Lasts {
    /// The sentence; [`Lasts::Days`] has a blank for the number.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Days(_) => "kept-days",
            Self::YourWord => "kept-your-word",
            Self::Day => "kept-day",
            Self::Board => "kept-board",
        }
    }

    /// The number of days, where there is one.
    pub fn days(self) -> Option<u32> {
        if let Self::Days(days) = self { Some(days) } else { None }
    }
}

/// What throws things away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Sessions, links, tickets and tries whose time is over.
    SignIns,
    /// Text that a volunteer took down, and what its writer answered.
    Removed,
    /// Closed cases, with their reports and reasons, what was written to the desk, and what moderators said of threads and took out of texts.
    Cases,
    /// Notices that were read.
    Notices,
    /// Drafts that nobody went on with.
    Drafts,
    /// Files of everything about somebody that were not fetched.
    Exports,
    /// Events that could not be delivered.
    Outbox,
}

impl Job {
    /// Every job.
    pub const ALL: [Self; 7] = [Self::SignIns, Self::Removed, Self::Cases, Self::Notices, Self::Drafts, Self::Exports, Self::Outbox];

    /// As the database has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIns => "sign-ins",
            Self::Removed => "removed text",
            Self::Cases => "cases",
            Self::Notices => "notices",
            Self::Drafts => "drafts",
            Self::Exports => "exports",
            Self::Outbox => "outbox",
        }
    }

    async fn run(self, conn: &mut PgConnection, settings: &Settings, now: Moment) -> Result<()> {
        let before = |days: u32| now - TimeDelta::days(days.into());
        match self {
            Self::SignIns => {
                accounts::sweep(conn, now).await?;
                letters::sweep(conn, now).await
            }
            Self::Removed => {
                appeals::sweep(conn, before(settings.removed_text_days), now).await?;
                let old = entries::removed_before(conn, before(settings.removed_text_days), AT_ONCE).await?;
                many::erase(conn, &old, now).await
            }
            Self::Cases => {
                accounts::restraints::forget_ended(conn, before(settings.case_days)).await?;
                cases::sweep(conn, before(settings.case_days)).await?;
                talks::sweep(conn, before(settings.case_days)).await?;
                joining::sweep(conn, before(settings.case_days)).await?;
                audit::sweep(conn, before(settings.case_days)).await?;
                entries::sweep(conn, before(settings.case_days), now).await
            }
            Self::Notices => {
                sqlx::query!("delete from notices where read_at < $1", before(settings.notice_days)).execute(conn).await?;
                Ok(())
            }
            Self::Drafts => Ok(drafts::sweep(conn, settings.draft_days, now).await?),
            Self::Exports => leaving::sweep(conn, before(leaving::KEPT_DAYS)).await,
            Self::Outbox => {
                outbox::forget(conn, before(settings.outbox_days)).await?;
                Ok(())
            }
        }
    }
}

/// The table, with the settings in force.
pub fn rules(settings: &Settings) -> Vec<Rule> {
    let rule = |what, why, lasts, tables, job| Rule { what, why, lasts, tables, job };
    vec![
        rule("kept-words", "kept-words-why", Lasts::YourWord, &["threads", "entries", "entry_versions", "entry_moves", "kindnesses"], None),
        rule(
            "kept-account",
            "kept-account-why",
            Lasts::YourWord,
            &["accounts", "credentials", "identities", "aliases", "roles", "desk_keys", "desk_care", "duty", "duty_hours"],
            None,
        ),
        rule("kept-opened", "kept-opened-why", Lasts::Days(30), &[], Some(Job::SignIns)),
        rule("kept-drafts", "kept-drafts-why", Lasts::Days(settings.draft_days), &["drafts"], Some(Job::Drafts)),
        rule("kept-exports", "kept-exports-why", Lasts::Days(leaving::KEPT_DAYS), &["exports", "export_parts"], Some(Job::Exports)),
        rule("kept-mail", "kept-mail-why", Lasts::YourWord, &["mail_addresses", "mail_links"], Some(Job::SignIns)),
        rule("kept-away", "kept-away-why", Lasts::YourWord, &["blocks", "thread_mutes", "note_choices"], None),
        rule("kept-sessions", "kept-sessions-why", Lasts::Days(30), &["sessions"], Some(Job::SignIns)),
        rule("kept-tries", "kept-tries-why", Lasts::Day, &["allowances", "ceremonies", "departures", "arrivals"], Some(Job::SignIns)),
        rule("kept-marks", "kept-marks-why", Lasts::Day, &["guest_marks"], Some(Job::SignIns)),
        rule("kept-restraints", "kept-restraints-why", Lasts::Days(settings.case_days), &["restraints"], Some(Job::Cases)),
        rule("kept-removed", "kept-removed-why", Lasts::Days(settings.removed_text_days), &["appeals"], Some(Job::Removed)),
        rule(
            "kept-cases",
            "kept-cases-why",
            Lasts::Days(settings.case_days),
            &["cases", "case_reasons", "case_passes", "reports", "case_notes", "plans", "crisis_steps", "reply_tips", "decision_passages"],
            Some(Job::Cases),
        ),
        rule("kept-talks", "kept-talks-why", Lasts::Days(settings.case_days), &["desk_messages"], Some(Job::Cases)),
        rule("kept-applications", "kept-applications-why", Lasts::Days(settings.case_days), &["applications"], Some(Job::Cases)),
        rule("kept-invites", "kept-invites-why", Lasts::YourWord, &["invites"], Some(Job::Cases)),
        rule("kept-notices", "kept-notices-why", Lasts::Days(settings.notice_days), &["notices"], Some(Job::Notices)),
        rule("kept-outbox", "kept-outbox-why", Lasts::Days(settings.outbox_days), &["outbox"], Some(Job::Outbox)),
        rule("kept-decisions", "kept-decisions-why", Lasts::Board, &["decisions", "decisions_head"], None),
        rule("kept-memorials", "kept-memorials-why", Lasts::Board, &["memorials"], None),
        rule("kept-names", "kept-names-why", Lasts::Board, &["left_names"], None),
        rule(
            "kept-board-itself",
            "kept-board-itself-why",
            Lasts::Board,
            &["boards", "secrets", "imports", "imported_entries", "job_runs", "line_changes", "match_rules", "_sqlx_migrations"],
            None,
        ),
    ]
}

/// Runs the jobs that are due. Several processes share them: who begins one first does it. One that fails is left for the next round
/// and keeps no other back.
///
/// # Errors
/// The last of the failures.
pub async fn run(app: &App) -> Result<()> {
    let mut outcome = Ok(());
    for job in Job::ALL {
        if let Err(error) = run_due(app, job).await {
            tracing::warn!(job = job.name(), %error, "what is too old was not thrown away");
            outcome = Err(error);
        }
    }
    outcome
}

async fn run_due(app: &App, job: Job) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let begun = sqlx::query!(
        "insert into job_runs (name, begun_at) values ($1, $2)
             on conflict (name) do update set begun_at = $2 where job_runs.begun_at < $3 or job_runs.done_at is null",
        job.name(),
        now,
        now - EVERY,
    );
    if begun.execute(&mut *tx).await?.rows_affected() == 1 {
        job.run(&mut tx, &app.settings, now).await?;
        sqlx::query!("update job_runs set done_at = $2 where name = $1", job.name(), now).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The jobs that were not done lately, by name.
pub async fn late(conn: &mut PgConnection, now: Moment) -> Result<Vec<&'static str>> {
    let done = sqlx::query_scalar!("select name from job_runs where done_at > $1", now - LATE).fetch_all(conn).await?;
    Ok(Job::ALL.into_iter().map(Job::name).filter(|name| !done.iter().any(|one| one == name)).collect())
}
