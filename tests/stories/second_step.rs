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
        self.is_asked_after(name, PASSPHRASE).await
    }

    async fn is_asked_after(&self, name: &str, passphrase: &str) -> Answer {
        let asked = self.fills("/sign-in?back=/waiting", "/sign-in", &[("name", name), ("passphrase", passphrase)]).await;
        asked.is(200).shows("Second step");
        self.reads("/me").await.is(401);
        asked
    }

    /// Sets a passphrase with a recovery code.
    async fn recovers(&self, name: &str, code: &str, passphrase: &str) -> Answer {
        self.fills("/sign-in/recover", "/sign-in/recover", &[("name", name), ("code", code), ("passphrase", passphrase)]).await
    }

    async fn answers(&self, asked: &Answer, code: &str) -> Answer {
        self.posts_fields("/sign-in/second-step", &filled(asked.form("/sign-in/second-step"), &[("code", code)])).await
    }
}

/// The recovery codes that a page shows.
fn codes_on(page: &Answer) -> Vec<String> {
    page.text().split_whitespace().filter(|word| word.len() == 14 && word.matches('-').count() == 2).map(str::to_owned).collect()
}

const ANOTHER: &str = "two lamps in the window";

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_sheet_of_recovery_codes_is_never_both_steps(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let (secret, sheet) = ana.connects_an_app().await;
    let sheet = codes_on(&sheet);
    // Whoever found the sheet sets a passphrase with one code; no other is the second step, then or at a later sign-in.
    let finder = world.guest();
    let asked = finder.recovers("Ana", &sheet[0], ANOTHER).await;
    asked.is(200).shows("No other code of that sheet").hides("or one of your recovery codes");
    finder.answers(&asked, &sheet[1]).await.is(422);
    let asked = finder.is_asked_after("Ana", ANOTHER).await;
    finder.answers(&asked, &sheet[2]).await.is(422).shows("No other code of that sheet");
    finder.reads("/me").await.is(401);
    // The owner is in with the app, and from then on a code is there again for a lost phone.
    world.pass(TimeDelta::seconds(30));
    let owner = world.guest();
    let asked = owner.is_asked_after("Ana", ANOTHER).await;
    assert_eq!(owner.answers(&asked, &world.code(&secret)).await.location(), "/waiting");
    let later = world.guest();
    let asked = later.is_asked_after("Ana", ANOTHER).await;
    assert_eq!(later.answers(&asked, &sheet[3]).await.location(), "/waiting");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_sheet_alone_opens_no_desk(db: PgPool) {
    let world = World::new(db).await;
    let (mo, finder) = (world.guest(), world.guest());
    let sheet = codes_on(&mo.fills("/join", "/join", &[("name", "Mo"), ("passphrase", PASSPHRASE)]).await);
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Mo").await.unwrap().unwrap();
    accounts::grant(&mut conn, account, Role { kind: RoleKind::Moderator, board: None }, None, world.app.clock.now()).await.unwrap();
    finder.recovers("Mo", &sheet[0], ANOTHER).await.is(303);
    let begins =
        async |passphrase| finder.fills("/me/second-step", "/me/second-step", &[("passphrase", passphrase), ("do", "begin")]).await;
    begins(ANOTHER).await.is(422).shows("the sheet alone opens no desk");
    // Nor does it with a passphrase that was changed after, with new codes, or with a passkey.
    finder.fills("/me", "/me/passphrase", &[("old", ANOTHER), ("passphrase", "three lamps in the window")]).await.is(303);
    finder.fills("/me", "/me/codes", &[("passphrase", "three lamps in the window")]).await.is(200);
    begins("three lamps in the window").await.is(422).shows("the sheet alone opens no desk");
    let form = filled(finder.reads("/me").await.form("/sign-out"), &[("passphrase", "three lamps in the window")]);
    finder.posts_fields("/me/passkeys/begin", &form).await.is(403).shows("the sheet alone opens no desk");
    finder.reads("/desk").await.is(403);
    // A link of those who run the place does, and leads there at once.
    let link = accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    let path = format!("/sign-in/link/{link}");
    assert_eq!(mo.fills(&path, &path, &[("passphrase", PASSPHRASE)]).await.location(), "/me/second-step");
    mo.connects_an_app().await;
    mo.reads("/desk").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_browser_found_signed_in_changes_no_way_in(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let token = ana.reads("/me").await.form("/sign-out");
    ana.posts_fields("/me/codes", &token).await.is(422).shows("not your passphrase").hides("Write these codes down");
    ana.fills("/me", "/me/codes", &[("passphrase", PASSPHRASE)]).await.is(200).shows("Write these codes down");
    // Where signing in takes a second step, so does making codes, and throwing the last key away as much as the app.
    let (secret, sheet) = ana.connects_an_app().await;
    let sheet = codes_on(&sheet);
    ana.fills("/me", "/me/codes", &[("passphrase", PASSPHRASE), ("code", "000000")]).await.is(422).hides("Write these codes down");
    let passkey = "insert into credentials (id, account, kind, secret, created_at)
        select '00000000-0000-7000-8000-00000000000a', id, 'passkey', '{}', now() from accounts where name = 'Ana'";
    sqlx::query(passkey).execute(&world.db).await.unwrap();
    world.pass(TimeDelta::seconds(30));
    let code = world.code(&secret);
    ana.fills("/me/second-step", "/me/second-step", &[("passphrase", PASSPHRASE), ("code", &code), ("do", "off")]).await.is(303);
    let ends = async |code: &str| {
        let fields = [("passphrase", PASSPHRASE), ("code", code), ("passkey", "00000000-0000-7000-8000-00000000000a")];
        ana.posts_fields("/me/passkeys/end", &filled(ana.reads("/me").await.form("/sign-out"), &fields)).await
    };
    ends("").await.is(422);
    assert_eq!(world.number("select count(*) from accounts where second_step_at is not null").await, 1);
    ends(&sheet[0]).await.is(303);
    assert_eq!(world.number("select count(*) from accounts where second_step_at is not null").await, 0);
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

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn from_however_many_addresses_an_account_takes_only_so_many_codes(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let (secret, _) = ana.connects_an_app().await;
    // Somebody who knows the passphrase, and has a whole network to ask from.
    let mut looked = 0;
    for n in 1..=12 {
        let address: &'static str = format!("192.0.2.{n}:50000").leak();
        let thief = world.guest().at(address);
        let asked = thief.is_asked("Ana").await;
        for code in ["000000", "111111", "222222"] {
            looked += u32::from(thief.answers(&asked, code).await.status == 422);
        }
    }
    assert!(looked <= 7, "{looked} codes were looked at at once");
    // Her own browser is known and has codes of its own, also when she signs out.
    ana.fills("/me", "/sign-out", &[]).await.is(303);
    world.pass(TimeDelta::seconds(30));
    let asked = ana.is_asked("Ana").await;
    ana.answers(&asked, "333333").await.is(422);
    assert_eq!(ana.answers(&asked, &world.code(&secret)).await.location(), "/waiting");
    // It is slow, not shut.
    world.pass(TimeDelta::minutes(3));
    let phone = world.guest().at("198.51.100.4:50000");
    let asked = phone.is_asked("Ana").await;
    assert_eq!(phone.answers(&asked, &world.code(&secret)).await.location(), "/waiting");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_link_to_sign_in_ends_with_the_passphrase_it_was_made_beside(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "Ana").await.unwrap().unwrap();
    let link = accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    let path = format!("/sign-in/link/{link}");
    world.guest().reads(&path).await.is(200);
    ana.fills("/me", "/me/passphrase", &[("old", PASSPHRASE), ("passphrase", ANOTHER)]).await.is(303);
    world.guest().reads(&path).await.is(403);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn with_an_operators_key_no_app_is_read_from_the_database(db: PgPool) {
    let key = |key: &str| Settings { key: Some(holdfast::settings::Secret::new(key)), ..World::settings() };
    let world = World::with(db.clone(), key("a key of at least thirty-two letters")).await;
    let ana = world.member("Ana").await;
    let (secret, _) = ana.connects_an_app().await;
    let kept = async || sqlx::query_scalar::<_, String>("select secret from credentials where kind = 'totp'").fetch_one(&db).await.unwrap();
    assert!(kept().await.starts_with("sealed.") && !kept().await.contains(&secret));
    world.pass(TimeDelta::seconds(30));
    let phone = world.guest();
    let asked = phone.is_asked("Ana").await;
    assert_eq!(phone.answers(&asked, &world.code(&secret)).await.location(), "/waiting");
    // One that was kept as it is, before there was a key, is sealed with the next code.
    sqlx::query("update credentials set secret = $1, used_at = null where kind = 'totp'").bind(&secret).execute(&db).await.unwrap();
    let asked = world.guest().is_asked("Ana").await;
    world.guest().answers(&asked, &world.code(&secret)).await.is(303);
    assert!(kept().await.starts_with("sealed."));
    // With another key the app is as good as lost, and nobody is let in by it.
    let other = World::with_boards_of(db.clone(), key("another key of at least thirty-two letters")).await;
    other.pass(TimeDelta::minutes(1));
    let tablet = other.guest();
    let asked = tablet.is_asked("Ana").await;
    tablet.answers(&asked, &other.code(&secret)).await.is(422);
}
