//! The desk: reports fold, a removal hands back, the second is told, held is nowhere, everything leaves a record.

use axum::http::Method;
use chrono::TimeDelta;
use holdfast::accounts::{Role, RoleKind};
use holdfast::{audit, boards};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

impl Person<'_> {
    /// Reports an entry with a reason and a note.
    pub async fn reports(&self, entry: &str, reason: &str, note: &str) -> Answer {
        let path = format!("/e/{}/report", id_of(entry));
        self.fills(&path, &path, &[("reason", reason), ("note", note)]).await
    }

    /// Asks for the next case: its address, or `/desk` where nothing waits.
    pub async fn next_case(&self) -> String {
        self.fills("/desk", "/desk/next", &[]).await.location()
    }

    /// Opens a case about an entry that nobody reported: its address.
    pub async fn opens_case(&self, entry: &str) -> String {
        let form = self.reads("/desk").await.form("/desk/next");
        self.posts_fields(&format!("/desk/entry/{}", id_of(entry)), &form).await.location()
    }

    /// Reads a case and presses a button on it.
    pub async fn decides(&self, case: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = filled(self.reads(case).await.form(case), &[("action", action)]);
        self.posts_fields(case, &filled(form, fields)).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn reports_fold_into_one_case_and_a_dismissed_one_leaves_a_record(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Night shift", "awake again").await;
    for person in [&ben, &ben, &world.guest()] {
        let sent = person.reports(&thread, "cruel", "it hurt").await;
        person.follows(&sent.location()).await.shows("Thank you for telling us");
    }
    assert_eq!(world.number("select count(*) from cases").await, 1);
    assert_eq!(world.number("select count(*) from reports").await, 2, "one of ben, one of a guest");
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("Reported by 2 people: Cruel or harassing (2)").shows("it hurt").hides("ben");
    assert_eq!(mo.decides(&case, "let_stand", &[]).await.location(), "/desk?done=yes");
    assert_eq!(mo.next_case().await, "/desk", "nothing is left");
    world.told().await;
    mo.reads("/desk/log").await.shows("Left as it is").shows("mo");
    world.guest().reads("/about/decisions").await.is(200).hides(">mo<");
    world.told().await;
    ana.reads("/notices").await.shows("Nothing yet");
    ana.reads(&thread).await.shows("awake again");
    assert_eq!(world.number("select count(*) from reports").await, 2);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_report_says_what_is_missing_and_keeps_what_was_typed(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Hello", "words").await;
    ben.reports(&thread, "made-up", "my careful note").await.is(422).shows("choose what is wrong").shows("my careful note");
    ben.reports(&thread, "spam", &"n".repeat(2001)).await.is(422).shows("up to 2,000 characters");
    for n in 0..15 {
        let entry = ana.replies(&thread, &format!("reply {n}")).await;
        let answer = ben.reports(&entry, "spam", "kept note").await;
        if n > 10 {
            answer.is(429).shows("kept note").shows("local emergency number");
        }
    }
    ben.reads("/e/1111111111111111111111/report").await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_removal_hands_text_and_reason_back_and_can_be_undone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Lamps", "buy my <b>lamps</b>").await;
    let case = mo.opens_case(&thread).await;
    assert_eq!(mo.opens_case(&thread).await, case, "one case");
    mo.reads(&case).await.shows("A moderator opened it").shows("Everyone can read it").shows("It can be put back");
    mo.decides(&case, "remove", &[("message", "kind words")]).await.is(422).shows("choose a rule").shows("kind words");
    mo.decides(&case, "remove", &[("reason", "other")]).await.is(422).shows("write to the writer why");
    mo.decides(&case, "remove", &[("reason", "spam"), ("message", "kind words")]).await.is(303);
    let guest = world.guest();
    world.told().await;
    guest.reads(&thread).await.is(404);
    guest.reads("/new").await.hides("Lamps");
    world.told().await;
    let notices = ana.reads("/notices").await;
    notices.shows("We had to take down").shows("advertisement").shows("kind words").shows("buy my <b>lamps</b>").hides(">mo<");
    assert_eq!(notices.count("main a.help[href='/help']"), 1);
    guest.reads("/about/decisions").await.shows("Taken down").shows("Spam");

    world.pass(TimeDelta::minutes(1));
    let again = mo.opens_case(&thread).await;
    mo.decides(&again, "publish", &[]).await.is(409);
    mo.decides(&again, "restore", &[]).await.is(303);
    world.told().await;
    guest.reads(&thread).await.shows("lamps");
    ana.reads("/notices").await.shows("We got it wrong");
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(audit::verify(&mut conn).await.unwrap(), audit::Walk { sound: 2, broken: None });
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_reason_points_at_the_part_it_is_about_while_that_stands(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Lamps", "Long nights here.\n\nÜberaus helle Lampen, cheap.\n\nSleep well.").await;
    let case = mo.opens_case(&thread).await;
    let spam = |about| [("reason", "spam"), ("about", about)];
    mo.decides(&case, "remove", &spam("not in it")).await.is(409).shows("not in the text").shows("not in it");
    mo.decides(&case, "remove", &spam("Überaus helle Lampen, cheap.")).await.is(303);
    let undone = mo.undoes().await;
    assert!(undone.is(200).html.contains("data-passage>Überaus helle Lampen, cheap.</textarea>"), "what was typed is still there");
    mo.decides(&case, "remove", &spam("Überaus helle Lampen, cheap.")).await.is(303);
    world.told().await;
    let own = format!("/e/{}/own", id_of(&thread));
    for path in ["/notices", own.as_str()] {
        ana.reads(path).await.shows("It is about this part");
    }
    let kept = "select count(*) from decisions where message || decisions::text like '%Lampen%'";
    assert_eq!(world.number(kept).await, 0, "where it stands is kept, never the words");

    // Once the words are others, nothing is pointed at; and where it stood is forgotten with the case.
    ana.fills(&own, &own, &[("title", "Lamps"), ("text", "A short text."), ("do", "save")]).await;
    ana.reads("/notices").await.hides("It is about this part");
    world.pass(TimeDelta::days(i64::from(world.app.settings.case_days) + 1));
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from decision_passages").await, 0);
    assert_eq!(world.number("select count(*) from decisions").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn reports_on_reports_stay_questions_of_words_and_never_of_who_asked(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, cy, mo) = (world.member("ana").await, world.member("ben").await, world.member("cy").await, world.moderator("mo").await);
    let post = ana.posts("nights", "A quarrel", "You never answer me, ben.").await;
    let reply = ben.replies(&post, "Because of how you write.").await;
    // Each reports the other, and a third reports both, with a note about the one who reported.
    ana.reports(&reply, "cruel", "he reports me to silence me").await;
    ben.reports(&post, "cruel", "she reports me to silence me").await;
    cy.reports(&post, "cruel", "ben reports everybody").await;
    assert_eq!(world.number("select count(*) from cases").await, 2, "one for each text");
    let (of_post, of_reply) = (mo.opens_case(&post).await, mo.opens_case(&reply).await);
    mo.reads(&of_post).await.shows("Reported by 2 people").shows("ben reports everybody").hides("Reported by cy").hides(">cy<");
    mo.decides(&of_post, "let_stand", &[]).await.is(303);
    world.told().await;
    // The other case is what it was, and who reported is neither stopped nor marked.
    mo.reads(&of_reply).await.shows("he reports me to silence me");
    assert_eq!(world.number("select count(*) from restraints").await, 0);
    // Who disagrees may say so again: it is a case again, and it shows what was decided.
    ben.reports(&post, "cruel", "please look once more").await;
    let again = mo.opens_case(&post).await;
    assert_ne!(again, of_post);
    mo.reads(&again).await.shows("please look once more");
    mo.reads("/desk/log").await.shows("Left as it is");
    for person in [&ana, &ben, &cy] {
        person.reads("/notices").await.hides("silence").hides("reports everybody");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_was_covered_goes_back_under_its_cover(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Hello", "hard words").await;
    for (action, reason) in [("cover", ""), ("remove", "methods"), ("restore", "")] {
        let case = mo.opens_case(&thread).await;
        mo.decides(&case, action, &[("reason", reason)]).await.is(303);
        world.told().await;
    }
    assert_eq!(world.number("select count(*) from entries where state = 'covered'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_second_of_two_moderators_is_told_and_loses_nothing(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    let thread = ana.posts("nights", "Hello", "a question").await;
    world.guest().reports(&thread, "spam", "").await;
    let case = ada.reads("/desk").await.attribute(".cases a", "href").unwrap();
    let (first, second) = (ada.reads(&case).await.form(&case), bo.reads(&case).await.form(&case));
    let cover = filled(first, &[("action", "cover")]);
    ada.posts_fields(&case, &cover).await.is(303);
    let told = bo.posts_fields(&case, &filled(second, &[("action", "remove"), ("reason", "cruel"), ("message", "my careful words")])).await;
    told.is(409).shows("ada has decided this case").shows("my careful words");
    assert_eq!(ada.posts_fields(&case, &cover).await.location(), "/desk?done=yes", "a button pressed twice counts once");
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 1);

    // Something new while one reads: told too.
    world.guest().reports(&thread, "spam", "").await;
    let case = ada.next_case().await;
    let form = ada.reads(&case).await.form(&case);
    world.guest().reports(&thread, "private", "an address").await;
    ada.posts_fields(&case, &filled(form, &[("action", "let_stand")])).await.is(409).shows("something was added").shows("an address");

    // And who holds a case is not overtaken, until they let it lie.
    bo.reads(&case).await.shows("ada has this case in hand");
    assert_eq!(bo.reads(&case).await.count("button[name=action]"), 0);
    assert_eq!(bo.next_case().await, "/desk");
    world.pass(TimeDelta::minutes(11));
    assert_eq!(bo.next_case().await, case);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_note_is_seen_before_anything_is_decided(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    let case = ada.opens_case(&ana.posts("nights", "Hello", "a question").await).await;
    let form = bo.reads(&case).await.form(&case);
    ada.decides(&case, "note", &[("note", "She wrote to me: it is a song")]).await.is(303);
    bo.posts_fields(&case, &filled(form, &[("action", "cover")])).await.is(409).shows("something was added").shows("it is a song");
    // Written while a decision waits: the decision stands, and the case stays for whoever reads the note.
    bo.decides(&case, "cover", &[]).await.is(303);
    let note = filled(ada.reads("/desk").await.form("/desk/next"), &[("version", "1"), ("action", "note"), ("note", "And one thing more")]);
    ada.posts_fields(&case, &note).await.is(303);
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 1);
    assert_eq!(ada.next_case().await, case);
    ada.reads(&case).await.shows("And one thing more");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn held_is_nowhere_until_a_moderator_shows_it(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, guest) = (world.member("ana").await, world.moderator("mo").await, world.guest());
    let post = ana.posts("quiet", "Newcomers title", "newcomers words").await;
    for path in [post.as_str(), "/", "/new", "/waiting", "/b/quiet"] {
        guest.reads(path).await.hides("Newcomers title").hides("newcomers words");
    }
    guest.reads(&format!("/e/{}/report", id_of(&post))).await.is(404);
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("the first thing its writer wrote here").shows("Held: only its writer and moderators");
    mo.decides(&case, "publish", &[]).await.is(303);
    guest.reads(&post).await.is(404);
    world.told().await;
    guest.reads(&post).await.shows("newcomers words");
    world.told().await;
    ana.reads("/notices").await.shows("everyone can read it now");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_reply_that_is_held_again_is_taken_back_from_notices_and_told_once(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let post = ana.posts("nights", "Hello", "a question").await;
    let reply = ben.replies(&post, "here").await;
    world.told().await;
    ana.reads("/notices").await.shows("Someone answered your post");
    ben.reads("/notices").await.shows("Nothing yet");
    let case = mo.opens_case(&reply).await;
    mo.decides(&case, "hold", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.hides(&reply);
    ben.reads("/notices").await.shows("waiting for a volunteer").shows("You are not in trouble").shows("here");
    let case = mo.opens_case(&reply).await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows_once("Someone answered your post");
    ben.reads("/notices").await.shows("everyone can read it now");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guest_finds_the_decision_behind_their_private_link(db: PgPool) {
    let world = World::new(db).await;
    let (guest, mo) = (world.guest(), world.moderator("mo").await);
    let path = "/b/nights/write";
    let sent = guest
        .fills(path, path, &[("title", "Hello"), ("text", "my own words"), ("guest_name", "passing by"), ("do", "send")])
        .await
        .location();
    let case = mo.opens_case(&sent).await;
    mo.decides(&case, "remove", &[("reason", "private"), ("message", "your street was in it")]).await.is(303);
    world.told().await;
    guest.follows(&sent).await.shows("We had to take down").shows("your street was in it").shows("my own words");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_wrong_number_is_a_case_of_the_whole_site(db: PgPool) {
    let world = World::new(db).await;
    let mo = world.moderator("mo").await;
    let path = "/help/gb/wrong/gb-samaritans";
    world.guest().fills(path, path, &[("what", "it rang and rang")]).await.is(200);
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("gb-samaritans").shows("it rang and rang").shows("1 person says that it is wrong");
    mo.decides(&case, "remove", &[("reason", "spam")]).await.is(409);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    mo.reads("/desk/log").await.shows("gb-samaritans");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_desk_is_for_moderators_and_for_their_own_boards(db: PgPool) {
    let world = World::new(db).await;
    let (ana, bo, mo) = (world.member("ana").await, world.member("bo").await, world.moderator("mo").await);
    let mut conn = world.db.acquire().await.unwrap();
    let quiet = boards::find(&mut conn, "quiet", true).await.unwrap().unwrap().id;
    world.gives(&bo, Role { kind: RoleKind::Moderator, board: Some(quiet) }).await;
    let thread = ana.posts("nights", "Hello", "a question").await;
    let case = mo.opens_case(&thread).await;
    for path in ["/desk", "/desk/log", &case] {
        ana.reads(path).await.is(404);
        world.guest().reads(path).await.is(401);
    }
    bo.reads("/desk").await.shows("Nothing is waiting").hides("Hello");
    assert_eq!(bo.next_case().await, "/desk");
    bo.reads(&case).await.is(404);
    let form =
        filled(mo.reads(&case).await.form(&case), &[("action", "cover"), ("token", &bo.reads("/desk").await.form("/desk/next")[0].1)]);
    bo.posts_fields(&case, &form).await.is(404);
    mo.decides(&case, "cover", &[]).await.is(303);
    bo.reads("/desk/log").await.shows("Nothing was decided yet");
    mo.asks(Method::GET, "/desk/log?before=x", "", "").await.is(400);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn of_two_who_press_at_the_same_moment_one_decides(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ada, bo) = (world.member("ana").await, world.moderator("ada").await, world.moderator("bo").await);
    for round in 0..5 {
        world.pass(TimeDelta::minutes(20));
        let thread = ana.posts("nights", &format!("Round {round}"), "a question").await;
        let case = ada.opens_case(&thread).await;
        let (first, second) = (ada.reads(&case).await.form(&case), bo.reads(&case).await.form(&case));
        let (cover, remove) = (filled(first, &[("action", "cover")]), filled(second, &[("action", "remove"), ("reason", "cruel")]));
        let (one, two) = tokio::join!(ada.posts_fields(&case, &cover), bo.posts_fields(&case, &remove));
        let mut answers = [one.status.as_u16(), two.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
    }
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 5);
    assert_eq!(world.number("select count(*) from cases where state = 'closed'").await, 5);
}
