//! When somebody has died: nobody signs in as them, nothing is sent to them, their words stay; and it can be taken back.

use axum::http::Method;
use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use sqlx::PgPool;

use crate::mailbox::Mailbox;
use crate::world::{PASSPHRASE, Person, World, filled, id_of, path_of};

impl Person<'_> {
    /// Looks an account up and decides about it.
    async fn decides_about(&self, name: &str, fields: &[(&str, &str)]) -> crate::answer::Answer {
        let path = self.fills("/desk/people", "/desk/people", &[("name", name)]).await.location();
        assert!(!path.contains(name), "no name stands in an address");
        self.fills(&path, &path, fields).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_memorial_lets_nobody_in_and_sends_nothing_and_its_words_stay(db: PgPool) {
    let world = World::new(db).await;
    let (ben, ada) = (world.member("ben").await, world.with_role("ada", RoleKind::Operator).await);
    let ana = world.guest();
    let codes = ana.fills("/join", "/join", &[("name", "anouk"), ("passphrase", PASSPHRASE)]).await;
    let code = codes.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    let mut conn = world.db.acquire().await.unwrap();
    let account = holdfast::accounts::find(&mut conn, "anouk").await.unwrap().unwrap();
    let link = holdfast::accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    let named = ana.posts("nights", "Of anouk", "words of anouk").await;
    let answered = ben.posts("nights", "Of ben", "words of ben").await;
    let reply = ana.replies(&answered, "an answer of anouk").await;
    let write = "/b/nights/write";
    let form =
        filled(ana.reads(write).await.form(write), &[("title", "Quietly"), ("text", "other words"), ("as", "alias"), ("do", "send")]);
    let other = path_of(&ana.posts_fields(write, &form).await.location());
    ben.replies(&named, "are you there?").await;
    let told = "select count(*) from notices join accounts on accounts.id = account where name = 'anouk'";
    world.told().await;
    let before = world.number(told).await;

    ada.fills("/desk/people", "/desk/people", &[("name", "nobody")]).await.is(422).shows("Nobody here has that name");
    ada.decides_about("anouk", &[("do", "memorial"), ("note", "x")]).await.is(422).shows("choose whether people can still answer");
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "quiet"), ("note", " ")]).await.is(422).shows("say why");
    ada.decides_about("ada", &[("do", "memorial"), ("answers", "open"), ("note", "x")]).await.is(403);
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "quiet"), ("note", "A friend of many years told us.")]).await.is(303);

    // Every door is shut, also to what was opened before.
    ana.reads("/me").await.is(401);
    let visitor = world.guest();
    visitor.fills("/sign-in", "/sign-in", &[("name", "anouk"), ("passphrase", PASSPHRASE)]).await.is(403).shows("closed to everybody");
    let recovery = [("name", "anouk"), ("code", &*code), ("passphrase", "another lamp in a window")];
    visitor.fills("/sign-in/recover", "/sign-in/recover", &recovery).await.is(403);
    let path = format!("/sign-in/link/{link}");
    visitor.fills(&path, &path, &[("passphrase", "another lamp in a window")]).await.is(403);
    assert_eq!(world.number("select count(*) from sessions join accounts on accounts.id = account where name = 'anouk'").await, 0);

    // The words stay. What was written under the name can't be answered; what was written under another says nothing of it.
    let page = ben.reads(&named).await;
    page.is(200).shows("words of anouk").shows("in memory");
    assert_eq!(page.count("form[action$='/reply']"), 0);
    ben.reads("/waiting").await.hides("Of anouk");
    ben.reads(&format!("/e/{}/reply", id_of(&reply))).await.is(403).shows("has died");
    assert_eq!(ben.reads(&answered).await.count(&format!("a[href='{reply}/reply']")), 0);
    ben.reads(&other).await.is(200).hides("in memory");
    ben.replies(&other, "with you").await;
    ben.replies(&answered, "going on").await;
    world.told().await;
    assert_eq!(world.number(told).await, before, "nothing is told to them");
    ada.reads("/desk/log").await.shows("An account made a memorial").shows("A friend of many years").hides("anouk");
    world.guest().reads("/about/decisions").await.hides("memorial");

    // Taken back, all is as before.
    ada.decides_about("anouk", &[("do", "lift"), ("note", "It was a mistake.")]).await.is(303);
    ada.decides_about("anouk", &[("do", "lift"), ("note", "Twice.")]).await.is(409);
    ana.signs_in_as("anouk").await;
    ana.reads("/me").await.is(200);
    ben.reads(&named).await.hides("in memory");
    ben.replies(&named, "you are here").await;
    world.told().await;
    assert!(world.number(told).await > before);
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(holdfast::audit::verify(&mut conn).await.unwrap().broken, None);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_memorial_gets_no_mail_also_none_that_was_on_its_way(db: PgPool) {
    let mailbox = Mailbox::open().await;
    let world = World::with_mail(db, &mailbox).await;
    let (ben, mo, ada) = (world.member("ben").await, world.moderator("mo").await, world.with_role("ada", RoleKind::Operator).await);
    let anouk = world.member("anouk").await;
    anouk.takes_mail(&mailbox, "anouk@example.org").await;
    anouk.wants(&[("tells", "replies"), ("tells", "decisions")]).await;
    let (first, second) = (anouk.posts("nights", "One", "words").await, anouk.posts("nights", "Two", "words").await);
    // Mail reaches them; what is on its way when it becomes a memorial, of every kind, does not.
    ben.replies(&first, "with you").await;
    world.told().await;
    assert_eq!(mailbox.letter().to, "anouk@example.org");
    anouk.reads("/notices").await.is(200);
    world.pass(TimeDelta::minutes(1));
    ben.replies(&first, "still here").await;
    let recover = [("address", "anouk@example.org")];
    world.guest().fills("/sign-in/recover", "/sign-in/recover/mail", &recover).await.is(200);
    anouk.gives_address("other@example.org").await.is(303);
    for _ in 0..2 {
        while holdfast::worker::deliver(&world.app).await.unwrap() {}
    }
    assert!(world.number("select count(*) from outbox").await >= 3, "letters wait to be sent");
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "open"), ("note", "Their sister wrote to us.")]).await.is(303);
    world.told().await;
    // Nor does anything that comes after.
    ben.replies(&second, "we miss you").await;
    let case = mo.opens_case(&second).await;
    mo.decides(&case, "remove", &[("reason", "off_topic")]).await.is(303);
    world.guest().fills("/sign-in/recover", "/sign-in/recover/mail", &recover).await.is(200);
    world.told().await;
    world.pass(TimeDelta::days(1));
    world.told().await;
    assert!(mailbox.letters().is_empty());
    assert_eq!(mailbox.asked(), 2, "two letters came, both before");

    ada.decides_about("anouk", &[("do", "lift"), ("note", "It was a mistake.")]).await.is(303);
    anouk.signs_in().await;
    anouk.reads("/notices").await.is(200);
    ben.replies(&first, "you are here").await;
    world.told().await;
    assert_eq!(mailbox.letter().to, "anouk@example.org");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_people_may_still_answer_they_can_and_a_lock_of_before_stays(db: PgPool) {
    let world = World::new(db).await;
    let (ben, mo, ada) = (world.member("ben").await, world.moderator("mo").await, world.with_role("ada", RoleKind::Operator).await);
    let anouk = world.with_role("anouk", RoleKind::Moderator).await;
    anouk.reads("/desk").await.is(200);
    let (open, locked) = (anouk.posts("nights", "Open", "words").await, anouk.posts("nights", "Locked", "words").await);
    let form = filled(mo.reads(&locked).await.form("/order"), &[("do", "lock")]);
    mo.posts_fields(&format!("{locked}/order"), &form).await.is(303);
    world.pass(TimeDelta::minutes(1));
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "open"), ("note", "Their sister wrote to us.")]).await.is(303);
    ben.replies(&open, "we miss you").await;
    ben.reads(&open).await.shows("in memory").hides(">moderator<");
    ada.decides_about("anouk", &[("do", "lift"), ("note", "Again.")]).await.is(303);
    let path = format!("/e/{}/reply", id_of(&open));
    let begun = filled(ben.reads(&path).await.form(&path), &[("text", "words begun before"), ("do", "send")]);
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "quiet"), ("note", "Once more.")]).await.is(303);
    ben.posts_fields(&path, &begun).await.is(403).shows("words begun before");
    ada.decides_about("anouk", &[("do", "lift"), ("note", "Back.")]).await.is(303);
    ben.replies(&open, "again").await;
    ben.reads(&locked).await.shows("closed for replies");
    assert_eq!(
        world.number("select count(*) from roles join accounts on accounts.id = account where name = 'anouk' and ended_at is null").await,
        0
    );
    // Nobody else finds the page.
    for person in [&ben, &mo] {
        person.reads("/desk/people").await.is(404);
        let form = person.reads("/me").await.form("/sign-out");
        person.posts_fields("/desk/people", &filled(form, &[("name", "ben")])).await.is(404);
    }
    world.guest().asks(Method::GET, "/desk/people", "", "").await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_second_step_leaves_no_door_of_a_memorial_open(db: PgPool) {
    let world = World::new(db).await;
    let (ada, anouk) = (world.with_role("ada", RoleKind::Operator).await, world.guest());
    let sheet = anouk.fills("/join", "/join", &[("name", "anouk"), ("passphrase", PASSPHRASE)]).await;
    let code = sheet.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    let mut conn = world.db.acquire().await.unwrap();
    let account = holdfast::accounts::find(&mut conn, "anouk").await.unwrap().unwrap();
    let link = holdfast::accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    sqlx::query("update accounts set second_step_at = now() where name = 'anouk'").execute(&world.db).await.unwrap();
    ada.decides_about("anouk", &[("do", "memorial"), ("answers", "open"), ("note", "Their sister wrote to us.")]).await.is(303);
    let kept = "select count(*) from credentials where used_at is null and kind <> 'totp'";
    let before = world.number(kept).await;
    let secret = "select secret from credentials join accounts on accounts.id = account where name = 'anouk' and kind = 'passphrase'";
    let passphrase: String = sqlx::query_scalar(secret).fetch_one(&world.db).await.unwrap();
    let visitor = world.guest();
    visitor.fills("/sign-in", "/sign-in", &[("name", "anouk"), ("passphrase", PASSPHRASE)]).await.is(403).shows("closed to everybody");
    let recovery = [("name", "anouk"), ("code", &*code), ("passphrase", "another lamp in a window")];
    visitor.fills("/sign-in/recover", "/sign-in/recover", &recovery).await.is(403).shows("closed to everybody");
    let path = format!("/sign-in/link/{link}");
    visitor.fills(&path, &path, &[("passphrase", "another lamp in a window")]).await.is(403).shows("closed to everybody");
    assert_eq!(sqlx::query_scalar::<_, String>(secret).fetch_one(&world.db).await.unwrap(), passphrase, "nobody set another");
    assert_eq!(world.number(kept).await, before, "and nothing was used up");
}
