//! Joining, signing in and out, getting back in.

use axum::http::Method;
use chrono::TimeDelta;
use holdfast::settings::Settings;
use sqlx::PgPool;

use crate::world::{PASSPHRASE, World, filled};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_name_and_a_passphrase_are_enough(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.guest();
    let codes = ana.fills("/join?back=/waiting", "/join", &[("name", "Ana"), ("passphrase", PASSPHRASE)]).await;
    codes.is(200).shows("You are in").shows("Write these codes down");
    assert_eq!(codes.count(".codes code"), 8);
    assert_eq!(codes.attribute("main a.primary", "href").as_deref(), Some("/waiting"));
    assert_eq!(world.number("select count(*) from accounts where name = 'Ana'").await, 1);
    assert_eq!(world.number("select count(*) from credentials where secret like '$argon2id$v=19$m=19456,t=2,p=1$%'").await, 1);
    ana.reads("/me").await.is(200).shows("Ana");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_wrong_about_a_name_or_passphrase_is_said(db: PgPool) {
    let world = World::new(db).await;
    world.member("Wren").await;
    let ben = world.guest();
    for (name, passphrase, said) in [
        ("wrеn", PASSPHRASE, "Somebody here has that name"), // with a Cyrillic e
        ("W R E N", PASSPHRASE, "Somebody here has that name"),
        ("x", PASSPHRASE, "2 to 40 characters"),
        ("Moderator", PASSPHRASE, "sounds like the people who run this place"),
        ("Ben", "short", "at least 8 characters"),
        ("Benjamin B", "benjamin b", "the same as the name"),
    ] {
        let again = ben.fills("/join", "/join", &[("name", name), ("passphrase", passphrase)]).await;
        again.is(422).shows(said);
        assert_eq!(again.attribute("#name", "value").as_deref(), Some(name), "what was typed is kept");
    }
    assert_eq!(world.number("select count(*) from accounts").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn signing_in_and_out(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let out = ana.fills("/me", "/sign-out", &[]).await;
    assert_eq!(out.location(), "/sign-in?left=yes");
    assert!(out.header("clear-site-data").contains("storage"));
    assert_eq!(world.number("select count(*) from sessions").await, 0);
    ana.reads("/me").await.is(401).shows("signed in");
    for (name, passphrase) in [("Ana", "not her passphrase"), ("Nobody", PASSPHRASE)] {
        ana.fills("/sign-in", "/sign-in", &[("name", name), ("passphrase", passphrase)]).await.is(422).shows("do not belong together");
    }
    let back = ana.fills("/sign-in?back=/b/nights", "/sign-in", &[("name", " ana "), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(back.location(), "/b/nights");
    let elsewhere = world.guest();
    let back = elsewhere.fills("/sign-in?back=//evil.example", "/sign-in", &[("name", "Ana"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(back.location(), "/", "never to another site");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_recovery_code_works_once_and_ends_other_sessions(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.guest();
    let codes = ana.fills("/join", "/join", &[("name", "Ana"), ("passphrase", PASSPHRASE)]).await;
    let code = codes.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    let phone = world.guest();
    let fields = [("name", "Ana"), ("code", &*code), ("passphrase", "a new lamp in it")];
    assert_eq!(phone.fills("/sign-in/recover", "/sign-in/recover", &fields).await.location(), "/me");
    phone.reads("/me").await.is(200);
    ana.reads("/me").await.is(401);
    world.guest().fills("/sign-in/recover", "/sign-in/recover", &fields).await.is(422).shows("used before");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_shared_device_forgets_soon(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.guest();
    let joined = ana.fills("/join", "/join", &[("name", "Ana"), ("passphrase", PASSPHRASE), ("shared", "yes")]).await;
    assert!(!joined.header("set-cookie").contains("Max-Age"), "the cookie ends with the browser");
    world.pass(TimeDelta::minutes(14));
    ana.reads("/me").await.is(200);
    world.pass(TimeDelta::minutes(14));
    ana.reads("/me").await.is(200);
    world.pass(TimeDelta::minutes(16));
    ana.reads("/me").await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_first_operators_link_is_used_up_by_setting_a_passphrase_only(db: PgPool) {
    let world = World::new(db).await;
    let mut conn = world.db.acquire().await.unwrap();
    let name = holdfast::accounts::Name::parse_any("operator").unwrap();
    let account = holdfast::accounts::create(&mut conn, None, &name, world.app.clock.now()).await.unwrap().unwrap();
    let link = holdfast::accounts::sign_in_link(&mut conn, account, world.app.clock.now()).await.unwrap();
    let path = format!("/sign-in/link/{link}");
    let ada = world.guest();
    for _ in 0..2 {
        ada.reads(&path).await.is(200).shows("Welcome, operator");
    }
    ada.fills(&path, &path, &[("passphrase", "short")]).await.is(422);
    ada.fills(&path, &path, &[("passphrase", PASSPHRASE)]).await.is(200).shows("You are in");
    ada.reads("/me").await.is(200).shows("operator");
    world.guest().reads(&path).await.is(403).shows("used already");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn over_https_cookies_are_bound_to_the_host(db: PgPool) {
    let settings = Settings { public_url: Some("https://board.test".into()), ..Settings::defaults() };
    let world = World::with(db, settings).await;
    let ana = world.guest();
    let joined = ana.fills("/join", "/join", &[("name", "Ana"), ("passphrase", PASSPHRASE)]).await;
    let cookies: Vec<_> = joined.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-holdfast=")), "{cookies:?}");
    for cookie in cookies {
        for part in ["__Host-", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    assert!(joined.header("strict-transport-security").starts_with("max-age=31536000"));
    ana.reads("/me").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_form_from_another_site_changes_nothing(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("Ana").await;
    let fields = ana.reads("/me").await.form("/me/signature");
    let body = "signature=gotcha&token=".to_owned() + &fields.iter().find(|(name, _)| name == "token").unwrap().1;
    let cookie = format!("holdfast={}", ana.has_cookie("holdfast").unwrap());
    for (header, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("origin", "https://evil.example", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", "http://board.test", 303),
    ] {
        let request = axum::http::Request::builder()
            .method(Method::POST)
            .uri("/me/signature")
            .header("host", "board.test")
            .header("cookie", &cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header(header, value)
            .body(body.clone().into())
            .unwrap();
        world.guest().sends_request(request).await.is(status);
    }
    // And without a token of this browser's, a form of ours is not taken either.
    ana.posts_fields("/me/signature", &[("signature", "gotcha 2")]).await.is(422);
    assert_eq!(world.number("select count(*) from accounts where signature = 'gotcha 2'").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_account_is_made_without_the_passkey_that_was_asked_for(db: PgPool) {
    let settings = Settings { public_url: Some("http://localhost:8080".to_owned()), ..World::settings() };
    let world = World::with(db, settings).await;
    let mallory = world.guest();
    let form = mallory.reads("/join").await.form("/join");
    let asks = async |at: &str| {
        let asked = mallory.posts_fields(at, &filled(form.clone(), &[("name", "Mallory")])).await;
        let question: serde_json::Value = serde_json::from_str(&asked.is(200).html).unwrap();
        question["ticket"].as_str().unwrap().to_owned()
    };
    let answer = r#"{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"attestationObject":"AAAA","clientDataJSON":"AAAA"},"extensions":{}}"#;
    let joins = async |ticket: &str, answer: &str| {
        let fields = [("name", "Mallory"), ("passkey", ticket), ("answer", answer)];
        mallory.posts_fields("/join", &filled(form.clone(), &fields)).await.status.as_u16()
    };
    mallory.posts_fields("/join/passkey/begin", &filled(form.clone(), &[("name", "x")])).await.is(403);
    // A made-up ticket, one for signing in, an answer that is none, and one that fits nothing.
    for (ticket, answer, status) in [
        ("made up".to_owned(), answer, 403),
        (asks("/sign-in/passkey/begin").await, answer, 403),
        (asks("/join/passkey/begin").await, "", 400),
        (asks("/join/passkey/begin").await, "{}", 400),
        (asks("/join/passkey/begin").await, answer, 403),
    ] {
        assert_eq!(joins(&ticket, answer).await, status, "{answer}");
    }
    let ticket = asks("/join/passkey/begin").await;
    let fields = [("ticket", &*ticket), ("answer", answer)];
    mallory.posts_fields("/sign-in/passkey", &filled(form.clone(), &fields)).await;
    // Asking says nothing of who has which name.
    world.member("Ana").await;
    mallory.posts_fields("/join/passkey/begin", &filled(form.clone(), &[("name", "Ana")])).await.is(200);
    assert_eq!(world.number("select count(*) from accounts where name <> 'Ana'").await, 0);
}
