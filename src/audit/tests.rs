use chrono::{DateTime, TimeDelta};
use sqlx::{Connection, PgPool};

use super::*;
use crate::accounts::{self, Name};

fn at(minute: i64) -> Moment {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(minute)
}

fn about(line: &str, by: AccountId) -> Deed<'_> {
    Deed {
        case: None,
        entry: None,
        line: Some(line),
        board: None,
        by: Some(by),
        action: Action::LetStand,
        reason: None,
        message: "",
        from: None,
        to: None,
    }
}

async fn chain_of_three(conn: &mut PgConnection) -> AccountId {
    let ana = accounts::create(conn, None, &Name::parse("ana").unwrap(), at(0)).await.unwrap().unwrap();
    let deed = about("gb-one", ana);
    append(conn, &deed, at(1)).await.unwrap();
    append(conn, &Deed { action: Action::Remove, reason: Some(Rule::Spam), message: "two shops", ..deed.clone() }, at(2)).await.unwrap();
    append(conn, &Deed { action: Action::Restore, ..deed }, at(3)).await.unwrap();
    ana
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_changed_row_is_found_and_cannot_be_made_by_accident(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    chain_of_three(&mut conn).await;
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 3, broken: None });
    for change in ["update decisions set message = 'x' where seq = 2", "delete from decisions where seq = 2", "truncate decisions"] {
        assert!(sqlx::query(change).execute(&mut *conn).await.is_err(), "{change}");
    }
    sqlx::query("alter table decisions disable trigger decisions_append_only").execute(&mut *conn).await.unwrap();
    sqlx::query("update decisions set message = 'another' where seq = 2").execute(&mut *conn).await.unwrap();
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 1, broken: Some(2) });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_missing_row_is_found(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    chain_of_three(&mut conn).await;
    sqlx::query("alter table decisions disable trigger decisions_append_only").execute(&mut *conn).await.unwrap();
    sqlx::query("delete from decisions where seq = 1").execute(&mut *conn).await.unwrap();
    assert_eq!(verify(&mut conn).await.unwrap().broken, Some(1));
}

/// What somebody with the database's own password could do, each on a sound chain of three, and the first decision that does not fit.
#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn what_is_taken_off_the_end_reordered_or_put_in_anothers_name_is_found(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    chain_of_three(&mut conn).await;
    accounts::create(&mut conn, None, &Name::parse("ben").unwrap(), at(0)).await.unwrap().unwrap();
    sqlx::query("alter table decisions disable trigger user").execute(&mut *conn).await.unwrap();
    for (tampered, broken) in [
        (&["delete from decisions where seq = 3"][..], 3),
        (&["delete from decisions"], 1),
        (&["update decisions set by = (select id from accounts where name = 'ben') where seq = 2"], 2),
        (&["update decisions set by_hash = null where seq = 2"], 2),
        (
            &[
                "update decisions set seq = -2 where seq = 2",
                "update decisions set seq = 2 where seq = 3",
                "update decisions set seq = 3 where seq = -2",
            ],
            2,
        ),
        (&["delete from decisions_head"], 1),
        (&["update decisions_head set seq = 2, hash = (select hash from decisions where seq = 2)"], 3),
    ] {
        let mut tx = conn.begin().await.unwrap();
        for sql in tampered {
            sqlx::query(*sql).execute(&mut *tx).await.unwrap();
        }
        assert_eq!(verify(&mut tx).await.unwrap().broken, Some(broken), "{tampered:?}");
        tx.rollback().await.unwrap();
    }
    // A name that is taken off is nobody's, and still sealed.
    sqlx::query("update decisions set by = null where seq = 2").execute(&mut *conn).await.unwrap();
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 3, broken: None });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn decisions_sealed_before_names_were_stay_sound(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = chain_of_three(&mut conn).await;
    sqlx::query("alter table decisions disable trigger user").execute(&mut *conn).await.unwrap();
    // As a version before this one wrote them.
    let mut seal = Vec::new();
    for seq in 1..=3 {
        let id =
            sqlx::query_scalar!(r#"select id as "id: DecisionId" from decisions where seq = $1"#, seq).fetch_one(&mut *conn).await.unwrap();
        let mut old = find(&mut conn, id).await.unwrap().unwrap();
        (old.by_hash, old.previous) = (None, seal);
        seal = old.seal();
        sqlx::query!("update decisions set by_hash = null, previous = $2, hash = $3 where seq = $1", seq, old.previous, seal)
            .execute(&mut *conn)
            .await
            .unwrap();
    }
    sqlx::query!("update decisions_head set hash = $1", seal).execute(&mut *conn).await.unwrap();
    let deed = about("x", ana);
    append(&mut conn, &deed, at(9)).await.unwrap();
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 4, broken: None });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_moderator_who_leaves_takes_their_name_off_and_the_chain_holds(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = chain_of_three(&mut conn).await;
    sqlx::query("delete from accounts where id = $1").bind(ana).execute(&mut *conn).await.unwrap();
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 3, broken: None });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_removal_names_a_rule_and_counts_carry_no_names(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = chain_of_three(&mut conn).await;
    let bare = Deed {
        case: None,
        entry: None,
        line: Some("x"),
        board: None,
        by: Some(ana),
        action: Action::Remove,
        reason: None,
        message: "",
        from: None,
        to: None,
    };
    assert!(matches!(append(&mut conn, &bare, at(4)).await, Err(Error::Refused(_))));
    let counts = counts(&mut conn, at(2)).await.unwrap();
    let spam = Count { action: "remove".into(), reason: Some("spam".into()), times: 1 };
    assert_eq!(counts, [spam, Count { action: "restore".into(), reason: None, times: 1 }]);
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn decisions_made_at_once_form_one_chain(db: PgPool) {
    let mut conn = db.acquire().await.unwrap();
    let ana = chain_of_three(&mut conn).await;
    let deciding = (0..8).map(|n| {
        let db = db.clone();
        tokio::spawn(async move {
            let line = format!("line-{n}");
            let deed = Deed {
                case: None,
                entry: None,
                line: Some(&line),
                board: None,
                by: Some(ana),
                action: Action::LetStand,
                reason: None,
                message: "",
                from: None,
                to: None,
            };
            let mut tx = db.begin().await.unwrap();
            append(&mut tx, &deed, at(5)).await.unwrap();
            tx.commit().await.unwrap();
        })
    });
    for one in futures::future::join_all(deciding).await {
        one.unwrap();
    }
    assert_eq!(verify(&mut conn).await.unwrap(), Walk { sound: 11, broken: None });
}
