//! Signing in with who one is elsewhere (OpenID Connect), and those who try to get in by it.

use chrono::TimeDelta;
use holdfast::accounts::{self, Role, RoleKind};
use holdfast::settings::{InvitesBy, Join, Secret, Settings};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::issuer::{Asked, CLIENT, Issuer, SECRET};
use crate::world::{PASSPHRASE, Person, World, filled};

fn with(issuer: &Issuer) -> Settings {
    Settings {
        requests_per_second: 10_000,
        requests_burst: 100_000,
        oidc_issuer: Some(issuer.url.clone()),
        oidc_client_id: Some(CLIENT.to_owned()),
        oidc_client_secret: Some(Secret::new(SECRET)),
        oidc_name: Some("Lighthouse".to_owned()),
        ..Settings::defaults()
    }
}

impl Person<'_> {
    /// Goes to the issuer: what it is asked.
    async fn goes_to(&self, issuer: &Issuer) -> Asked {
        let page = self.reads("/sign-in?back=/waiting").await;
        page.shows("Sign in with Lighthouse");
        let link = page.attribute("a[href^='/sign-in/with']", "href").unwrap();
        let answer = self.reads(&link).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        issuer.asked(&answer.location())
    }

    /// Goes there and comes back with an honest proof.
    async fn comes_by(&self, issuer: &Issuer, subject: &str) -> Answer {
        let asked = self.goes_to(issuer).await;
        let proof = issuer.signs(&issuer.claims(&asked, subject, self.world.app.clock.now().timestamp()));
        self.reads(&issuer.sends_back(&asked, proof)).await
    }

    async fn picks(&self, page: &Answer, name: &str) -> Answer {
        self.posts_fields("/join", &filled(page.form("/join"), &[("name", name)])).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_first_time_one_picks_a_name_and_then_is_in_and_nothing_but_the_subject_is_kept(db: PgPool) {
    let issuer = Issuer::new().await;
    let world = World::with(db, with(&issuer)).await;
    // Somebody who has the very name and address that the issuer will say of another.
    let ana = world.member("ana").await;
    let wren = world.guest();
    let asked = wren.goes_to(&issuer).await;
    for (name, value) in [("response_type", "code"), ("client_id", CLIENT), ("code_challenge_method", "S256"), ("scope", "openid")] {
        assert_eq!(asked.at(name), value, "{name}");
    }
    assert_eq!(asked.at("redirect_uri"), format!("{}/sign-in/with/back", world.app.settings.own_url()));
    let first = wren.comes_by(&issuer, "subject-of-wren").await;
    first.is(200).shows("Pick a name").hides("ana").hides("Realname");
    assert_eq!(first.count("input[name=passphrase]"), 0);
    wren.reads("/me").await.is(401);
    wren.picks(&first, "ana").await.is(422).shows("Somebody here has that name");
    let codes = wren.picks(&first, "Wren").await;
    codes.is(200).shows("You are in").shows("Write these codes down");
    wren.reads("/me").await.shows("Wren").shows("no passphrase here");
    let ticket = first.attribute("input[name=ticket]", "value").unwrap();
    let thief = world.guest();
    let form = thief.reads("/join").await.form("/join");
    thief.posts_fields("/join", &filled(form, &[("name", "Wren Again"), ("ticket", &ticket)])).await.is(403).shows("was used before");
    // The next time, from another browser, straight in; and ana is still only ana.
    let phone = world.guest();
    assert_eq!(phone.comes_by(&issuer, "subject-of-wren").await.location(), "/waiting");
    phone.reads("/me").await.shows("Wren");
    ana.reads("/me").await.shows("ana");
    assert_eq!(world.number("select count(*) from accounts").await, 2);
    for table in ["accounts", "identities", "credentials", "sessions", "departures", "arrivals"] {
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select row_to_json(t)::text from {table} t")))
            .fetch_all(&world.db)
            .await
            .unwrap();
        for row in rows {
            assert!(!row.contains("mail.example") && !row.contains("Realname") && !row.contains("access-token"), "{row}");
        }
    }
    assert_eq!(world.number("select count(*) from identities").await, 1);
    // With a recovery code they set a passphrase of their own, and can leave; then nobody comes in by that way as them.
    let code = codes.text().split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2).unwrap().to_owned();
    wren.fills("/sign-in/recover", "/sign-in/recover", &[("name", "Wren"), ("code", &code), ("passphrase", PASSPHRASE)]).await.is(303);
    wren.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", "named")]).await.is(200);
    assert_eq!(world.number("select count(*) from identities").await, 0);
    world.guest().comes_by(&issuer, "subject-of-wren").await.is(200).shows("Pick a name");
}

fn set(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

/// Bends an honest proof.
type Bent = fn(&Issuer, &Issuer, Value) -> String;

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_proof_that_is_not_for_this_sign_in_lets_nobody_in(db: PgPool) {
    let (issuer, other) = (Issuer::new().await, Issuer::new().await);
    let world = World::with(db, with(&issuer)).await;
    let wren = world.guest();
    let first = wren.comes_by(&issuer, "wren").await;
    wren.picks(&first, "Wren").await.is(200);
    let bent: [(&str, Bent); 12] = [
        ("another nonce", |issuer, _, claims| issuer.signs(&set(claims, "nonce", json!("of another sign-in")))),
        ("no nonce", |issuer, _, claims| issuer.signs(&set(claims, "nonce", Value::Null))),
        ("another issuer's name", |issuer, other, claims| issuer.signs(&set(claims, "iss", json!(other.url)))),
        ("another issuer's proof", |_, other, claims| other.signs(&set(claims, "iss", json!(other.url)))),
        ("another issuer's seal", |_, other, claims| other.signs(&claims)),
        ("a forged seal", |issuer, _, claims| issuer.forged().signs(&claims)),
        ("another board's proof", |issuer, _, claims| issuer.signs(&set(claims, "aud", json!("another-board")))),
        ("a proof for others too", |issuer, _, claims| issuer.signs(&set(claims, "aud", json!([CLIENT, "another-board"])))),
        ("an old proof", |issuer, _, claims| {
            let exp = claims["iat"].as_i64().unwrap() - 1;
            issuer.signs(&set(claims, "exp", json!(exp)))
        }),
        ("no seal", |_, _, claims| Issuer::unsigned(&claims, "none")),
        ("a seal with the shared secret", |_, _, claims| Issuer::unsigned(&claims, "HS256")),
        ("no subject", |issuer, _, claims| issuer.signs(&set(claims, "sub", json!("")))),
    ];
    for (what, bend) in bent {
        let mallory = world.guest();
        let asked = mallory.goes_to(&issuer).await;
        let proof = bend(&issuer, &other, issuer.claims(&asked, "wren", world.app.clock.now().timestamp()));
        let answer = mallory.reads(&issuer.sends_back(&asked, proof)).await;
        assert_eq!(answer.status.as_u16(), 403, "{what}: {}", answer.text());
        answer.shows("did not work");
        mallory.reads("/me").await.is(401);
    }
    assert_eq!(
        world.number("select (select count(*) from identities) + (select count(*) from sessions) + (select count(*) from arrivals)").await,
        2
    );
    // The honest one still is in.
    assert_eq!(world.guest().comes_by(&issuer, "wren").await.location(), "/waiting");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_one_browser_began_no_other_ends_and_nothing_is_used_twice(db: PgPool) {
    let (issuer, other) = (Issuer::new().await, Issuer::new().await);
    let world = World::with(db.clone(), with(&issuer)).await;
    let (wren, mallory) = (world.guest(), world.guest());
    let proof = |asked: &Asked, subject: &str| issuer.signs(&issuer.claims(asked, subject, world.app.clock.now().timestamp()));
    // Mallory sends wren an address that would sign wren in as mallory: wren's browser did not begin it.
    let asked = mallory.goes_to(&issuer).await;
    let planted = issuer.sends_back(&asked, proof(&asked, "mallory"));
    wren.reads(&planted).await.is(403).shows("too long, or was used before");
    wren.goes_to(&issuer).await;
    wren.reads(&planted).await.is(403);
    assert_eq!(issuer.codes_left(), 1, "the code was not even shown to the issuer");
    // Nor does a code that was caught on its way serve another sign-in: its verifier is another.
    let asked = wren.goes_to(&issuer).await;
    let caught = issuer.sends_back(&asked, proof(&asked, "wren"));
    let own = mallory.goes_to(&issuer).await;
    let code = caught.split("code=").nth(1).unwrap().split('&').next().unwrap();
    mallory.reads(&format!("/sign-in/with/back?code={code}&state={}", own.at("state"))).await.is(403).shows("did not work");
    // Made-up and missing states, another issuer's name in the address, too late, twice.
    let came = async |address: &dyn Fn(&Asked) -> String| {
        let person = world.guest();
        let asked = person.goes_to(&issuer).await;
        person.reads(&address(&asked)).await
    };
    came(&|asked| issuer.sends_back(asked, proof(asked, "wren")).replace(asked.at("state"), "made-up")).await.is(403);
    came(&|asked| issuer.sends_back(asked, proof(asked, "wren")).replace("&state=", "&stat=")).await.is(403);
    came(&|asked| format!("{}&iss={}", issuer.sends_back(asked, proof(asked, "wren")), other.url)).await.is(403);
    came(&|asked| format!("{}&iss={}", issuer.sends_back(asked, proof(asked, "wren")), issuer.url)).await.is(200).shows("Pick a name");
    assert_eq!(came(&|asked| format!("/sign-in/with/back?error=access_denied&state={}", asked.at("state"))).await.location(), "/sign-in");
    let late = world.guest();
    let asked = late.goes_to(&issuer).await;
    let address = issuer.sends_back(&asked, proof(&asked, "wren"));
    let twice = world.guest();
    let asked = twice.goes_to(&issuer).await;
    let replayed = issuer.sends_back(&asked, proof(&asked, "wren"));
    let first = twice.reads(&replayed).await;
    first.is(200).shows("Pick a name");
    twice.reads(&replayed).await.is(403);
    world.pass(TimeDelta::minutes(16));
    late.reads(&address).await.is(403).shows("too long");
    // Two who are the same there and pick a name at once are one account.
    let again = world.guest();
    let second = again.comes_by(&issuer, "wren").await;
    twice.picks(&first, "Wren").await.is(200);
    again.picks(&second, "Wren Too").await.is(403);
    assert_eq!(world.number("select count(*) from accounts").await, 1);
    // The same subject elsewhere is somebody else.
    let moved = World::with_boards_of(db, with(&other)).await;
    moved.guest().comes_by(&other, "wren").await.is(200).shows("Pick a name");
    world.pass(TimeDelta::hours(2));
    accounts::sweep(&mut world.db.acquire().await.unwrap(), world.app.clock.now()).await.unwrap();
    assert_eq!(world.number("select (select count(*) from departures) + (select count(*) from arrivals)").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn doors_that_are_shut_stay_shut_by_this_way_too(db: PgPool) {
    let issuer = Issuer::new().await;
    let world = World::with(db.clone(), with(&issuer)).await;
    let mo = world.guest();
    let first = mo.comes_by(&issuer, "mo").await;
    mo.picks(&first, "mo").await.is(200);
    world.guest().comes_by(&issuer, "mo").await.is(303);
    // Who has a second step is asked for it.
    let mut conn = world.db.acquire().await.unwrap();
    let account = accounts::find(&mut conn, "mo").await.unwrap().unwrap();
    accounts::grant(&mut conn, account, Role { kind: RoleKind::Moderator, board: None }, None, world.app.clock.now()).await.unwrap();
    for sql in [
        "insert into credentials (id, account, kind, secret, created_at) values (gen_random_uuid(), $1, 'totp', $2, now())",
        "update accounts set second_step_at = now() where id = $1 and $2 <> ''",
    ] {
        sqlx::query(sql).bind(account).bind(crate::world::SECRET).execute(&world.db).await.unwrap();
    }
    let phone = world.guest();
    phone.comes_by(&issuer, "mo").await.is(200).shows("One more step");
    phone.reads("/me").await.is(401);
    // A memorial lets nobody in.
    sqlx::query("update accounts set memorial_at = now() where name = 'mo'").execute(&world.db).await.unwrap();
    sqlx::query("update accounts set second_step_at = null").execute(&world.db).await.unwrap();
    world.guest().comes_by(&issuer, "mo").await.is(403).shows("closed to everybody");
    // Whoever is new joins as everybody does: asked, or not now.
    for (join, words) in [(Join::Closed, "Nobody can join right now"), (Join::Invite, "By invitation")] {
        let door = World::with_boards_of(db.clone(), Settings { join, ..with(&issuer) }).await;
        door.guest().comes_by(&issuer, "new").await.is(200).shows(words);
    }
    let settings =
        Settings { join: Join::Question, join_question: Some("What brings you here?".into()), minimum_age: Some(16), ..with(&issuer) };
    let door = World::with_boards_of(db.clone(), settings).await;
    let kim = door.guest();
    let page = kim.comes_by(&issuer, "kim").await;
    page.is(200).shows("What brings you here?").shows("aged 16 and over");
    let fields = [("name", "Kim"), ("text", "My brother."), ("old_enough", "no")];
    kim.posts_fields("/join", &filled(page.form("/join"), &fields)).await.is(200).shows("Thank you for being honest");
    let fields = [("name", "Kim"), ("text", "My brother."), ("old_enough", "yes")];
    kim.posts_fields("/join", &filled(page.form("/join"), &fields)).await.is(200).shows("Your account is made");
    assert_eq!(world.number("select count(*) from applications").await, 1);
    // An issuer that is away says so, and everything else works.
    let away = Settings { oidc_issuer: Some("http://127.0.0.1:9".into()), ..with(&issuer) };
    let lost = World::with_boards_of(db, away).await;
    lost.guest().reads("/sign-in/with").await.is(403).shows("did not work");
    lost.guest().reads("/sign-in").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_has_no_passphrase_signs_in_once_more_before_what_cannot_be_undone(db: PgPool) {
    let issuer = Issuer::new().await;
    let world = World::with(db, with(&issuer)).await;
    let wren = world.guest();
    let first = wren.comes_by(&issuer, "wren").await;
    wren.picks(&first, "Wren").await.is(200);
    wren.posts("nights", "Of wren", "words of wren").await;
    wren.reads("/me/leaving").await.shows("You signed in just now").hides("type=\"password\"");
    wren.fills("/me/leaving", "/me/export", &[]).await.is(200);
    let asks: [(&str, &[(&str, &str)]); 7] = [
        ("/me/export", &[]),
        ("/me/entries/erase", &[("do", "erase")]),
        ("/me/leaving", &[("keep", "nothing")]),
        ("/me/codes", &[]),
        ("/me/passphrase", &[("passphrase", PASSPHRASE)]),
        ("/me/second-step", &[("do", "begin")]),
        ("/me/export", &[("passphrase", PASSPHRASE)]),
    ];
    let refused = async || {
        let form = wren.reads("/me").await.form("/sign-out");
        for (action, fields) in asks {
            wren.posts_fields(action, &filled(form.clone(), fields)).await.is(403).shows("please sign in once more");
        }
        assert_eq!(world.number("select count(*) from entries where source = 'words of wren'").await, 1);
    };
    // Whoever finds the browser later does none of it.
    world.pass(TimeDelta::minutes(11));
    refused().await;
    let again = wren.reads("/me/leaving").await.attribute("a[href*='again=yes']", "href").unwrap();
    let there = async |subject: &str| {
        let asked = issuer.asked(&wren.reads(&again).await.location());
        assert_eq!(asked.at("prompt"), "login");
        let proof = issuer.signs(&issuer.claims(&asked, subject, world.app.clock.now().timestamp()));
        wren.reads(&issuer.sends_back(&asked, proof)).await
    };
    // Nor who can show that they are somebody else there.
    there("mallory").await.is(200).shows("Pick a name");
    refused().await;
    assert_eq!(there("wren").await.location(), "/me/leaving");
    wren.fills("/me/leaving", "/me/export", &[]).await.is(200);
    wren.fills("/me", "/me/codes", &[]).await.is(200).shows("Write these codes down");
    // With a passphrase it is the passphrase that counts, however short ago it was.
    wren.fills("/me", "/me/passphrase", &[("passphrase", PASSPHRASE)]).await.is(303);
    wren.fills("/me/leaving", "/me/export", &[]).await.is(422).shows("not your passphrase");
    wren.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", "nothing")]).await.is(200);
    assert_eq!(world.number("select (select count(*) from accounts) + (select count(*) from identities)").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_invitation_is_not_lost_by_signing_in_from_elsewhere(db: PgPool) {
    let issuer = Issuer::new().await;
    let settings = Settings { join: Join::Invite, invites_by: InvitesBy::Everyone, ..with(&issuer) };
    let ana = World::with(db.clone(), with(&issuer)).await.member("ana").await.has_cookie("holdfast").unwrap();
    let door = World::with_boards_of(db, settings).await;
    let host = door.guest();
    host.takes_cookie("holdfast", &ana);
    let made = host.fills("/me/invites", "/me/invites", &[]).await;
    let link = made.text().split_whitespace().find_map(|word| Some(word.split_once("/join/by/")?.1.to_owned())).unwrap();
    let invited = format!("/join/by/{link}");
    let goes = async |person: &Person<'_>, link: &str, subject: &str| {
        let asked = issuer.asked(&person.reads(link).await.location());
        let proof = issuer.signs(&issuer.claims(&asked, subject, door.app.clock.now().timestamp()));
        person.reads(&issuer.sends_back(&asked, proof)).await
    };
    let (kim, eve) = (door.guest(), door.guest());
    let away = kim.reads(&invited).await.attribute("a[href^='/sign-in/with']", "href").unwrap();
    let page = goes(&kim, &away, "kim").await;
    page.is(200).shows("Pick a name");
    // A made-up invitation is none.
    goes(&eve, "/sign-in/with?back=%2Fjoin%2Fby%2Fmade-up", "eve").await.is(200).shows("By invitation");
    kim.posts_fields(&invited, &filled(page.form(&invited), &[("name", "Kim")])).await.is(200).shows("You are in");
    assert_eq!(door.number("select count(*) from invites where used_by is not null").await, 1);
    // It brought one person along, and no other.
    goes(&eve, &away, "eve").await.is(200).shows("By invitation");
}
