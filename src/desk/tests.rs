//! The desk over HTTP: people report, moderators decide, writers are told.

mod people;

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use crate::accounts::{self, Role, RoleKind};
use crate::{audit, boards};
use people::Place;

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn reports_fold_and_a_dismissed_one_leaves_a_record_and_tells_nobody(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let entry = ana.posts("Night shift", "awake again").await;
    for person in [&ben, &ben, &place.guest()] {
        let sent = person.sends(&format!("/e/{entry}/report"), "reason=cruel&note=it+hurt").await;
        assert_eq!(sent.location, format!("/e/{entry}/report?sent=yes"));
        person.opens(&sent.location).await.shows("Thank you for telling us");
    }
    let case = mod_.next().await;
    mod_.opens(&case).await.shows("Reported by 2 people").shows("Cruel or harassing (2)").shows("it hurt").hides("ben");
    assert_eq!(mod_.decides(&case, "action=let_stand&message=").await.location, "/desk?done=yes");
    assert_eq!(mod_.next().await, "/desk", "nothing is left");
    mod_.opens("/desk/log").await.shows("Left as it is").shows("mo");
    place.tells().await;
    ana.opens("/notices").await.shows("Nothing yet");
    ana.opens("/desk").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_removal_hands_text_and_reason_back_and_can_be_undone(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, mod_) = (place.joins("ana").await, place.moderator("mo").await);
    let entry = ana.posts("Hello", "buy my <b>lamps</b>").await;
    let case = mod_.sends(&format!("/desk/entry/{entry}"), "").await.location;
    assert_eq!(mod_.sends(&format!("/desk/entry/{entry}"), "").await.location, case, "one case");
    mod_.opens(&case).await.shows("A moderator opened it").shows("Everyone can read it").shows("It can be put back").hides("<b>lamps");
    mod_.decides(&case, "action=remove&message=kind+words").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("choose a rule").shows("kind words");
    mod_.decides(&case, "action=remove&reason=spam&message=kind+words").await.is(StatusCode::SEE_OTHER);
    place.guest().opens(&format!("/e/{entry}/report")).await.is(StatusCode::NOT_FOUND);
    place.tells().await;
    ana.opens("/notices").await.shows("We had to take down").shows("advertisement").shows("kind words").shows("buy my &#60;b&#62;lamps").shows("/help").hides(">mo<");

    place.app.clock.pass(TimeDelta::minutes(1));
    let again = mod_.sends(&format!("/desk/entry/{entry}"), "").await.location;
    mod_.decides(&again, "action=publish&message=").await.is(StatusCode::CONFLICT);
    mod_.decides(&again, "action=restore&message=").await.is(StatusCode::SEE_OTHER);
    place.guest().opens(&format!("/e/{entry}/report")).await.is(StatusCode::OK);
    place.tells().await;
    ana.opens("/notices").await.shows("your words").shows("We got it wrong");
    let mut conn = place.app.db.acquire().await.unwrap();
    assert_eq!(audit::verify(&mut conn).await.unwrap(), audit::Walk { sound: 2, broken: None });
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn the_second_of_two_moderators_is_told_and_loses_nothing(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, one, two) = (place.joins("ana").await, place.moderator("ada").await, place.moderator("bo").await);
    let entry = ana.posts("Hello", "a question").await;
    place.guest().sends(&format!("/e/{entry}/report"), "reason=spam&note=").await;
    let desk = one.opens("/desk").await;
    let case = desk.text.split("<a href=\"").map(|part| part.split('"').next().unwrap()).find(|path| path.starts_with("/desk/") && *path != "/desk/log").unwrap().to_owned();
    let seen = two.opens(&case).await;
    let version = seen.text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let first = format!("version={version}&action=cover&message=");
    one.sends(&case, &first).await.is(StatusCode::SEE_OTHER);
    let told = two.sends(&case, &format!("version={version}&action=remove&reason=cruel&message=my+careful+words")).await;
    told.is(StatusCode::CONFLICT).shows("ada has decided this case").shows("my careful words");
    assert_eq!(one.sends(&case, &first).await.location, "/desk?done=yes", "a button pressed twice counts once");
    let mut conn = place.app.db.acquire().await.unwrap();
    assert_eq!(audit::of_entry(&mut conn, entry).await.unwrap().len(), 1);

    // And who holds a case is not overtaken.
    place.guest().sends(&format!("/e/{entry}/report"), "reason=spam&note=").await;
    let case = one.next().await;
    two.opens(&case).await.shows("ada has this case in hand").hides("name=\"action\"");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_worry_goes_first_and_is_no_accusation(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let (spam, low) = (ana.posts("Lamps", "buy them").await, ana.posts("Tired", "so tired").await);
    place.guest().sends(&format!("/e/{spam}/report"), "reason=spam&note=").await;
    ben.sends(&format!("/e/{low}/worried"), "note=").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("choose how worried");
    let sent = ben.sends(&format!("/e/{low}/worried"), "reason=danger&note=since+Monday").await;
    ben.opens(&sent.location).await.shows("It&#39;s not all on you").shows("/help");
    place.tells().await;
    ana.opens("/notices").await.shows("Nothing yet");
    mod_.opens("/desk").await.shows("due in 10 minutes").shows("2 cases are waiting");
    let case = mod_.next().await;
    mod_.opens(&case).await.shows("Someone may be in danger").shows("1 person is worried").shows("since Monday").hides("ben").hides("Reported by");
    mod_.decides(&case, "action=release&message=").await.is(StatusCode::SEE_OTHER);
    assert_ne!(mod_.next().await, case, "not for me");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn held_is_nowhere_until_a_moderator_shows_it_and_then_people_are_told(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, ben, mod_) = (place.joins("ana").await, place.joins("ben").await, place.moderator("mo").await);
    let post = ana.posts("Hello", "a question").await;
    let reply = ben.answers(post, "here").await;
    place.tells().await;
    ana.opens("/notices").await.shows("Someone answered your post").shows(&format!("/e/{reply}"));
    ben.opens("/notices").await.shows("Nothing yet");
    let case = mod_.sends(&format!("/desk/entry/{reply}"), "").await.location;
    mod_.decides(&case, "action=hold&message=").await.is(StatusCode::SEE_OTHER);
    ana.opens("/notices").await.hides(&format!("/e/{reply}"));
    ana.opens(&format!("/e/{reply}/report")).await.is(StatusCode::NOT_FOUND);
    place.tells().await;
    ben.opens("/notices").await.shows("waiting for a volunteer").shows("You are not in trouble").shows("here");
    let case = mod_.sends(&format!("/desk/entry/{reply}"), "").await.location;
    mod_.opens(&case).await.shows("Held: only its writer");
    mod_.decides(&case, "action=publish&message=").await.is(StatusCode::SEE_OTHER);
    place.tells().await;
    ana.opens("/notices").await.shows_once(&format!("/e/{reply}"));
    ben.opens("/notices").await.shows("everyone can read it now");
}

#[sqlx::test(migrator = "crate::MIGRATOR")]
async fn a_moderator_of_one_board_does_not_see_anothers_cases(db: PgPool) {
    let place = Place::new(db).await;
    let (ana, two) = (place.joins("ana").await, place.joins("bo").await);
    let mut conn = place.app.db.acquire().await.unwrap();
    let other = boards::create(&mut conn, "grief", "Grief", "", place.app.clock.now()).await.unwrap();
    let id = two.member().await.id;
    accounts::grant(&mut conn, id, Role { kind: RoleKind::Moderator, board: Some(other) }, None, place.app.clock.now()).await.unwrap();
    let entry = ana.posts("Hello", "a question").await;
    let all = place.moderator("mo").await;
    let case = all.sends(&format!("/desk/entry/{entry}"), "").await.location;
    two.opens("/desk").await.shows("Nothing is waiting").hides("Hello");
    assert_eq!(two.next().await, "/desk");
    two.opens(&case).await.is(StatusCode::NOT_FOUND);
    two.sends(&case, "version=1&action=cover&message=").await.is(StatusCode::NOT_FOUND);
    two.sends(&format!("/desk/entry/{entry}"), "").await.is(StatusCode::NOT_FOUND);
    all.decides(&case, "action=cover&message=").await.is(StatusCode::SEE_OTHER);
    two.opens("/desk/log").await.shows("Nothing was decided yet");
}
