use std::collections::HashSet;

use chrono::DateTime;
use sqlx::PgPool;

use super::*;
use crate::accounts::{self, Name};

fn at(minute: i64) -> Moment {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(minute)
}

async fn person(conn: &mut PgConnection, name: &str) -> AccountId {
    accounts::create(conn, None, &Name::parse(name).unwrap(), at(0)).await.unwrap().unwrap()
}

fn line(name: &str) -> Subject {
    Subject::Line(name.to_owned())
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn what_is_told_before_a_decision_is_carried_out_keeps_the_case_open(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let (ana, ben) = (person(&mut conn, "ana").await, person(&mut conn, "ben").await);
    let case = open(&mut conn, &line("x"), None, Priority::Report, &[], at(0)).await.unwrap();
    plan(&mut conn, case, 1, ana, at(1), Some(at(2))).await.unwrap();
    assert_eq!(
        (next(&mut conn, None, &[], false, ben, at(1)).await.unwrap(), waiting(&mut conn, None, ben).await.unwrap().1),
        (None, 0),
        "decided"
    );
    assert!(plan(&mut conn, case, 2, ben, at(1), Some(at(2))).await.is_err(), "no second decision");
    assert_eq!(report(&mut conn, &line("x"), None, Told::WrongNumber, "", None, at(1)).await.unwrap(), case);
    settle(&mut conn, case, ana, 2, at(2)).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ben, at(2)).await.unwrap(), Some(case));
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn who_turns_away_frees_it_soon_and_who_comes_back_keeps_it(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let (ana, ben) = (person(&mut conn, "ana").await, person(&mut conn, "ben").await);
    let case = open(&mut conn, &line("x"), None, Priority::Report, &[], at(0)).await.unwrap();
    assert!(claim(&mut conn, case, ana, at(0)).await.unwrap() && !claim(&mut conn, case, ben, at(0)).await.unwrap());
    loosen(&mut conn, case, ana, at(0) + LEASE, at(0)).await.unwrap();
    renew(&mut conn, case, ana, at(0)).await.unwrap();
    assert!(!claim(&mut conn, case, ben, at(1)).await.unwrap(), "its page was only loaded again");
    renew(&mut conn, case, ana, at(1)).await.unwrap();
    loosen(&mut conn, case, ana, at(0) + LEASE, at(1)).await.unwrap();
    assert!(!claim(&mut conn, case, ben, at(2)).await.unwrap(), "what is left is the page before");
    loosen(&mut conn, case, ana, at(1) + LEASE, at(1)).await.unwrap();
    assert!(claim(&mut conn, case, ben, at(2)).await.unwrap());
    free_all(&mut conn, ben).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ana, at(2)).await.unwrap(), Some(case));
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn reports_fold_into_one_case_and_count_once_a_person(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let (ana, ben) = (person(&mut conn, "ana").await, person(&mut conn, "ben").await);
    let subject = line("gb-one");
    let first = report(&mut conn, &subject, None, Told::Report(Rule::Spam), "", Some(ana), at(0)).await.unwrap();
    for who in [Some(ana), Some(ben), None] {
        assert_eq!(report(&mut conn, &subject, None, Told::Report(Rule::Cruel), "it hurts", who, at(1)).await.unwrap(), first);
    }
    let reports = reports(&mut conn, first).await.unwrap();
    assert_eq!(reports.iter().map(|report| report.reason.as_str()).collect::<Vec<_>>(), ["spam", "cruel", "cruel"]);
    let case = find(&mut conn, first).await.unwrap().unwrap();
    assert_eq!((case.priority(), case.version, case.due_at), (Priority::Report, 3, None));

    // A worry is of its own kind, gets a clock, and goes on top; being more worried later is heard.
    report(&mut conn, &subject, None, Told::Worry(Worry::Low), "", Some(ana), at(2)).await.unwrap();
    report(&mut conn, &subject, None, Told::Worry(Worry::Danger), "", Some(ana), at(3)).await.unwrap();
    report(&mut conn, &subject, None, Told::Worry(Worry::Low), "", Some(ana), at(4)).await.unwrap();
    let case = find(&mut conn, first).await.unwrap().unwrap();
    assert_eq!((case.priority(), case.version, case.due_at), (Priority::Danger, 5, Some(at(13))));
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_closed_subject_reported_again_is_a_new_case(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = person(&mut conn, "ana").await;
    let old = report(&mut conn, &line("x"), None, Told::WrongNumber, "nobody answers", None, at(0)).await.unwrap();
    close(&mut conn, old, 1, ana, at(1)).await.unwrap();
    let new = report(&mut conn, &line("x"), None, Told::WrongNumber, "", None, at(2)).await.unwrap();
    assert_ne!(old, new);
    assert_eq!(reports(&mut conn, new).await.unwrap().len(), 1);
    assert_eq!(reports(&mut conn, old).await.unwrap().len(), 1, "what was told stays with its case");
    sweep(&mut conn, at(0)).await.unwrap();
    assert!(find(&mut conn, old).await.unwrap().is_some());
    sweep(&mut conn, at(2)).await.unwrap();
    assert!(find(&mut conn, old).await.unwrap().is_none() && find(&mut conn, new).await.unwrap().is_some());
    assert!(reports(&mut conn, old).await.unwrap().is_empty(), "and goes with it");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn the_most_urgent_is_dealt_first_then_the_oldest(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = person(&mut conn, "ana").await;
    let held = open(&mut conn, &line("held"), None, Priority::Held, &[Because::rule("guest")], at(0)).await.unwrap();
    let late = open(&mut conn, &line("late"), None, Priority::Report, &[], at(2)).await.unwrap();
    let early = open(&mut conn, &line("early"), None, Priority::Report, &[], at(1)).await.unwrap();
    let worried = report(&mut conn, &line("worried"), None, Told::Worry(Worry::Talks), "", None, at(3)).await.unwrap();
    let (list, count) = waiting(&mut conn, None, ana).await.unwrap();
    assert_eq!(list.iter().map(|case| case.id).collect::<Vec<_>>(), [worried, early, late, held]);
    assert_eq!((count, list[0].due_at, list[3].rule.as_deref()), (4, Some(at(63)), Some("guest")));
    for expected in [worried, early, late, held] {
        let dealt = next(&mut conn, None, &[], false, ana, at(4)).await.unwrap().unwrap();
        assert_eq!(dealt, expected);
        let case = find(&mut conn, dealt).await.unwrap().unwrap();
        close(&mut conn, dealt, case.version, ana, at(4)).await.unwrap();
    }
    assert_eq!(next(&mut conn, None, &[], false, ana, at(5)).await.unwrap(), None);
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_lease_is_respected_then_runs_out(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let (ana, ben) = (person(&mut conn, "ana").await, person(&mut conn, "ben").await);
    let case = open(&mut conn, &line("x"), None, Priority::Report, &[], at(0)).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ana, at(0)).await.unwrap(), Some(case));
    assert_eq!(next(&mut conn, None, &[], false, ben, at(9)).await.unwrap(), None);
    let seen = find(&mut conn, case).await.unwrap().unwrap();
    assert_eq!(seen.held_by_other(ben, at(9)), Some("ana"));
    assert!(matches!(close(&mut conn, case, seen.version, ben, at(9)).await, Err(Error::Conflict(_))));
    renew(&mut conn, case, ana, at(9)).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ben, at(18)).await.unwrap(), None);
    assert_eq!(next(&mut conn, None, &[], false, ben, at(19)).await.unwrap(), Some(case), "taken over");
    assert!(matches!(close(&mut conn, case, seen.version, ana, at(19)).await, Err(Error::Conflict(_))));
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn not_for_me_frees_it_for_others(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let (ana, ben) = (person(&mut conn, "ana").await, person(&mut conn, "ben").await);
    let hard = open(&mut conn, &line("hard"), None, Priority::Danger, &[], at(0)).await.unwrap();
    let other = open(&mut conn, &line("other"), None, Priority::Held, &[], at(0)).await.unwrap();
    next(&mut conn, None, &[], false, ana, at(0)).await.unwrap();
    let version = find(&mut conn, hard).await.unwrap().unwrap().version;
    release(&mut conn, hard, version, ana, at(1)).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ana, at(1)).await.unwrap(), Some(other));
    assert_eq!(next(&mut conn, None, &[], false, ben, at(1)).await.unwrap(), Some(hard));
    let version = find(&mut conn, hard).await.unwrap().unwrap().version;
    release(&mut conn, hard, version, ben, at(1)).await.unwrap();
    let version = find(&mut conn, other).await.unwrap().unwrap().version;
    close(&mut conn, other, version, ana, at(2)).await.unwrap();
    assert_eq!(next(&mut conn, None, &[], false, ana, at(2)).await.unwrap(), Some(hard), "when nothing else waits");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn fifty_moderators_at_once_never_get_the_same_case(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let mut moderators = Vec::new();
    for n in 0..50 {
        open(&mut conn, &line(&format!("line-{n}")), None, Priority::Report, &[], at(n)).await.unwrap();
        moderators.push(person(&mut conn, &format!("moderator {n}")).await);
    }
    let asking = moderators.into_iter().map(|moderator| {
        let db = db.clone();
        tokio::spawn(async move {
            let mut tx = db.begin().await.unwrap();
            let case = next(&mut tx, None, &[], false, moderator, at(20)).await.unwrap();
            tx.commit().await.unwrap();
            case
        })
    });
    let dealt: Vec<_> = futures::future::join_all(asking).await.into_iter().map(Result::unwrap).map(Option::unwrap).collect();
    assert_eq!(dealt.iter().collect::<HashSet<_>>().len(), 50, "{dealt:?}");
}
