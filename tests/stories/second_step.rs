//! The second step at sign-in: an app, recovery codes, and the desk that asks for it.

use chrono::TimeDelta;
use holdfast::accounts::{self, Role, RoleKind};
use holdfast::settings::Settings;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{PASSPHRASE, Person, SECRET, World, filled};

impl Person<'_> {
    /// Connects an app; gives back its secret and the page with new recovery codes.
    async fn connects_an_app(&self) -> (String, Answer) {
        let setup = self.fills("/me/second-step", "/me/second-step", &[("passphrase", PASSPHRASE), ("do", "begin")]).await;
        setup.is(200).shows("photograph this picture");
        let address = setup.attribute("a[href^='otpauth:']", "href").unwrap();
        let secret = address.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let form = setup.form("/me/second-step");
        let wrong = self.posts_fields("/me/second-step", &filled(form.clone(), &[("code", "000000"), ("do", "confirm")])).await;
        wrong.is(422).shows("not the right one");
        assert!(wrong.html.contains(&secret), "the same app can try again");
        let code = self.world.code(&secret);
        let codes = self.posts_fields("/me/second-step", &filled(form, &[("code", &code), ("do", "confirm")])).await;
        codes.is(200).shows("Recovery codes");
        (secret, codes)
    }

    /// Gives name and passphrase; what comes is the second step.
    async fn is_asked(&self, name: &str) -> Answer {
        let asked = self.fills("/sign-in?back=/waiting", "/sign-in", &[("name", name), ("passphrase", PASSPHRASE)]).await;
        asked.is(200).shows("Second step");
        self.reads("/me").await.is(401);
        asked
    }

    async fn answers(&self, asked: &Answer, code: &str) -> Answer {
        self.posts_fields("/sign-in/second-step", &filled(asked.form("/sign-in/second-step"), &[("code", code)])).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn with_an_app_a_passphrase_alone_lets_nobody_in(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let elsewhere = world.guest();
    elsewhere.signs_in_as("Ana").await;
    ana.fills("/me/second-step", "/me/second-step", &[("passphrase", "not the right one"), ("do", "begin")]).await.is(422);
    let before = ana.has_cookie("holdfast").unwrap();
    let (secret, codes) = ana.connects_an_app().await;
    assert_ne!(ana.has_cookie("holdfast").unwrap(), before);
    ana.reads("/me/second-step").await.is(200).shows("On since 21 November 2026").hides(&secret);
    elsewhere.reads("/me").await.is(401);
    // The code that connected the app is used up.
    let phone = world.guest();
    let asked = phone.is_asked("Ana").await;
    phone.answers(&asked, &world.code(&secret)).await.is(422).shows("not the right one");
    world.pass(TimeDelta::seconds(30));
    let code = world.code(&secret);
    let entered = phone.answers(&asked, &code).await;
    assert_eq!(entered.location(), "/waiting");
    phone.reads("/me").await.is(200);
    // The ticket is used up too, and so is the code.
    phone.loses_cookies();
    let thief = world.guest();
    let again = thief.is_asked("Ana").await;
    thief.answers(&again, &code).await.is(422);
    thief.answers(&asked, &world.code(&secret)).await.is(403).shows("start again");
    // A recovery code is for a lost phone; it works once.
    let code = codes.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    assert_eq!(thief.answers(&again, &code).await.location(), "/waiting");
    let late = world.guest();
    let asked = late.is_asked("Ana").await;
    late.answers(&asked, &code).await.is(422);
    world.pass(TimeDelta::minutes(11));
    late.answers(&asked, &world.code(&secret)).await.is(403).shows("took too long");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_other_way_in_goes_round_the_second_step(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let (_, codes) = ana.connects_an_app().await;
    let code = codes.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    let thief = world.guest();
    let fields = [("name", "Ana"), ("code", &*code), ("passphrase", "two lamps in the window")];
    thief.fills("/sign-in/recover", "/sign-in/recover", &fields).await.is(200).shows("Second step");
    thief.reads("/me").await.is(401);
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    let link = accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    let path = format!("/sign-in/link/{link}");
    let asked = thief.fills(&path, &path, &[("passphrase", PASSPHRASE)]).await;
    asked.is(200).shows("Second step").hides("Write these codes down");
    thief.reads("/me").await.is(401);
    // Nor does the form that lets people sign in where they write.
    let write = "/b/nights/write";
    let fields =
        [("title", "T"), ("text", "t"), ("as", "member"), ("sign_in_name", "Ana"), ("sign_in_passphrase", PASSPHRASE), ("do", "send")];
    thief.fills(write, write, &fields).await.is(401);
    assert_eq!(world.number("select count(*) from entries").await, 0);
    // Codes are as hard to guess as passphrases, however many are tried at once.
    let guesses = futures::future::join_all((0..30).map(|n| {
        let (thief, asked, code) = (&thief, &asked, format!("{n:06}"));
        async move { thief.answers(asked, &code).await }
    }));
    assert!(guesses.await.iter().filter(|answer| answer.status == 422).count() <= 3 + 15);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_second_step_ends_by_its_owner_or_by_who_runs_the_place(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let (secret, _) = ana.connects_an_app().await;
    world.pass(TimeDelta::seconds(30));
    ana.fills("/me/second-step", "/me/second-step", &[("passphrase", PASSPHRASE), ("code", "000000"), ("do", "off")]).await.is(422);
    let code = world.code(&secret);
    ana.fills("/me/second-step", "/me/second-step", &[("passphrase", PASSPHRASE), ("code", &code), ("do", "off")]).await.is(303);
    world.guest().signs_in_as("Ana").await;
    ana.connects_an_app().await;
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    accounts::second_step::end(&mut conn, account, world.app.clock.now()).await.unwrap();
    ana.reads("/me").await.is(401);
    ana.signs_in().await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nobody_works_at_the_desk_without_a_second_step(db: PgPool) {
    let settings = Settings { second_step_after_days: 7, ..Settings::defaults() };
    let world = World::with(db, settings).await;
    let (mo, ada) = (world.member("Mo").await, world.moderator("Ada").await);
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Mo").await.unwrap().unwrap();
    accounts::grant(&mut conn, account, Role { kind: RoleKind::Moderator, board: None }, None, world.app.clock.now()).await.unwrap();
    mo.signs_in().await;
    let thread = ada.posts("quiet", "Held title", "held words").await;
    sqlx::query("update entries set state = 'held'").execute(&world.db).await.unwrap();
    sqlx::query("update threads set state = 'held'").execute(&world.db).await.unwrap();
    mo.reads("/desk").await.is(200);
    mo.reads(&thread).await.is(200);
    world.pass(TimeDelta::days(8));
    mo.reads("/desk").await.is(403).shows("takes a second step");
    mo.reads(&thread).await.is(404);
    mo.reads("/me").await.shows("takes a second step");
    ada.reads("/desk").await.is(200);
    mo.connects_an_app().await;
    mo.reads("/desk").await.is(200);
    // And the app is asked for from the next sign-in on.
    world.pass(TimeDelta::seconds(30));
    let asked = ada.fills("/me", "/sign-out", &[]).await;
    asked.is(303);
    let asked = ada.is_asked("Ada").await;
    ada.answers(&asked, &world.code(SECRET)).await.is(303);
    ada.reads("/desk").await.is(200);
}
