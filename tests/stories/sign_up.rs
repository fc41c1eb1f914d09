//! Joining where not everybody simply can: a question first, an invitation, or nobody. Asking for help is never part of it.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::settings::{InvitesBy, Join, Settings};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{PASSPHRASE, Person, World, filled, id_of};

const QUESTION: &str = "What brings you here?";

/// The same rooms and people behind a door that is shut in some way.
async fn behind(db: &PgPool, join: Join) -> World {
    let settings = Settings { join, join_question: Some(QUESTION.to_owned()), ..World::settings() };
    World::with_boards_of(db.clone(), settings).await
}

impl Person<'_> {
    async fn joins(&self, door: &str, name: &str, answer: &str) -> Answer {
        self.fills(door, door, &[("name", name), ("passphrase", PASSPHRASE), ("text", answer)]).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_asks_to_join_may_do_what_a_guest_may_until_they_are_taken_in(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Question).await);
    let (ben, mo) = (world.member("ben").await, world.moderator("mo").await);
    let ana = door.guest();
    ana.reads("/join").await.is(200).shows(QUESTION);
    ana.joins("/join", "ana", "  ").await.is(422).shows("write a few words");
    let long = "x".repeat(2001);
    let kept = ana.joins("/join", "ana", &long).await;
    kept.is(422).shows("too long").shows(&long);
    assert_eq!(world.number("select count(*) from accounts where name = 'ana'").await, 0);
    ana.joins("/join", "ana", "My brother, and the nights since.").await.is(200).shows("Your account is made").hides("You are in");
    ana.reads("/me").await.shows("How it stands");
    ana.reads("/me/joining").await.is(200).shows(QUESTION).shows("My brother").shows("A volunteer reads your answer");

    // As a guest: at once where guests are welcome, read first where they are, not at all where they can't write or read.
    ana.reads("/help").await.is(200);
    let asked = ana.posts("nights", "Help me", "I can't sleep and I am scared").await;
    world.guest().reads(&asked).await.is(200).shows("ana");
    let held = ana.posts("quiet", "Quietly", "words that wait").await;
    ana.reads(&held).await.shows("has not read your answer yet");
    world.guest().reads(&held).await.is(404);
    let inside = ben.posts("members", "Among us", "words for members").await;
    for path in ["/b/members".to_owned(), "/b/members/write".to_owned(), inside.clone(), format!("/e/{}/reply", id_of(&inside))] {
        ana.reads(&path).await.is(404);
    }
    ana.reads("/new").await.hides("Among us");
    sqlx::query("update boards set guests = 'none' where slug = 'nights'").execute(&db).await.unwrap();
    ana.reads("/b/nights/write").await.is(403).shows("wherever guests can");
    let form = ana.reads("/b/quiet/write").await.form("/b/quiet/write");
    let sent = ana.posts_fields("/b/nights/write", &filled(form, &[("title", "Again"), ("text", "kept words"), ("do", "send")])).await;
    sent.is(403).shows("This is for members").shows("kept words");
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    assert_eq!(ana.reads(&bens).await.count("form[action$='/kindness'], form[action$='/reply']"), 0);
    let form = ana.reads("/me").await.form("/sign-out");
    ana.posts_fields(&format!("/e/{}/kindness", id_of(&bens)), &filled(form, &[("kind", "love")])).await.is(403);

    // The desk deals it after everything that may be urgent, and a volunteer takes them in.
    let mut case = mo.next_case().await;
    assert!(!mo.reads(&case).await.text().contains("My brother"), "words that wait come before");
    mo.decides(&case, "publish", &[]).await.is(303);
    case = mo.next_case().await;
    let page = mo.reads(&case).await;
    page.shows("Asks to join").shows(QUESTION).shows("My brother, and the nights since.").shows("ana");
    assert_eq!(page.count("button[name=action][value=accept]"), 1);
    assert_eq!(page.count("button[name=action][value=let_stand], button[name=action][value=write]"), 0);
    mo.decides(&case, "accept", &[]).await.is(303);
    ana.reads("/b/members").await.is(404);
    world.told().await;
    ana.reads("/notices").await.shows("you are a member now");
    ana.reads("/b/members").await.is(200).shows("Among us");
    ana.replies(&inside, "an answer of ana").await;
    ana.reads("/me/joining").await.shows("You are a member here");
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_waits_to_be_taken_in_is_known_no_more_than_a_guest_however_long_they_wait(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Question).await);
    let ben = world.member("ben").await;
    let ana = door.guest();
    ana.joins("/join", "ana", "My brother, and the nights since.").await.is(200);
    world.pass(TimeDelta::days(20));
    door.pass(TimeDelta::days(20));
    let heavy = ben.posts("nights", "Tonight", "I want to die").await;
    let sent = ana.replies(&heavy, "I am with you").await;
    assert_eq!(world.number("select count(*) from entries where source = 'I am with you' and state = 'held'").await, 1, "{sent}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_is_not_taken_in_reads_why_and_can_answer_once_more(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Question).await);
    let (mo, bo) = (world.moderator("mo").await, world.moderator("bo").await);
    let ana = door.guest();
    ana.joins("/join", "Tansy", "I sell lamps.").await.is(200);
    let case = mo.next_case().await;
    assert_eq!(bo.next_case().await, "/desk", "two never have the same");
    mo.decides(&case, "decline", &[]).await.is(422).shows("say why");
    mo.decides(&case, "", &[("words", "decline")]).await.is(200).shows("Hi Tansy. Thank you for telling us");
    mo.decides(&case, "decline", &[("message", "because {part}")]).await.is(422);
    for wrong in ["let_stand", "remove", "publish", "ban", "write"] {
        let status = mo.decides(&case, wrong, &[("reason", "spam"), ("message", "x")]).await.status.as_u16();
        assert!([409, 422].contains(&status), "{wrong}: {status}");
    }
    // Taken back within the moment, nobody ever saw it.
    mo.decides(&case, "decline", &[("message", "We don't sell here.")]).await.is(303);
    mo.undoes().await.is(200).shows("I sell lamps.").shows("We don't sell here.");
    world.told().await;
    ana.reads("/notices").await.hides("sell here");
    mo.decides(&case, "decline", &[("message", "We don't sell here.")]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("can't take you in").shows("We don't sell here.").shows("Answer once more").hides(">mo<");
    ana.reads("/me/joining").await.shows("have not taken you in for now");
    let again = ana.fills("/me/joining", "/me/joining", &[("text", "I sold lamps. My father died.")]).await;
    assert_eq!(again.location(), "/me/joining");
    let form = filled(ana.reads("/me").await.form("/sign-out"), &[("text", "and again")]);
    ana.posts_fields("/me/joining", &form).await.is(409).shows("asked already");
    let next = bo.next_case().await;
    bo.reads(&next).await.shows("My father died.").hides("I sell lamps.");
    bo.decides(&next, "accept", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.shows("you are a member now");
    let mut conn = world.db.acquire().await.unwrap();
    assert_eq!(holdfast::audit::verify(&mut conn).await.unwrap().broken, None);
    mo.reads("/desk/log").await.shows("Not taken in for now").shows("Taken in as a member").hides("lamps").hides("Tansy");

    // What was answered is kept no longer than a case.
    for app in [&world.app, &door.app] {
        app.clock.pass(TimeDelta::days(181));
    }
    holdfast::retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select (select count(*) from applications) + (select count(*) from cases)").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_application_goes_with_the_account_also_while_a_volunteer_reads_it(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Question).await);
    let mo = world.moderator("mo").await;
    for keep in ["named", "nothing"] {
        let ana = door.guest();
        ana.joins("/join", &format!("ana {keep}"), "secret answer").await.is(200);
        let case = mo.next_case().await;
        mo.decides(&case, "accept", &[]).await.is(303);
        ana.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", keep)]).await.is(200);
        world.told().await;
        mo.reads(&case).await.is(404);
    }
    assert_eq!(world.number("select count(*) from applications").await, 0);
    assert_eq!(world.number("select count(*) from decisions").await, 0, "there was nothing left to decide");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_invitation_brings_one_person_within_a_week(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Invite).await);
    for (name, role) in [("cora", Some(RoleKind::Supporter)), ("ben", None)] {
        let person = world.member(name).await;
        if let Some(kind) = role {
            world.gives(&person, holdfast::accounts::Role { kind, board: None }).await;
        }
    }
    let (cora, ben, stranger) = (door.guest(), door.guest(), door.guest());
    cora.signs_in_as("cora").await;
    ben.signs_in_as("ben").await;
    stranger.reads("/join").await.is(200).shows("By invitation").shows("people you can talk to");
    let form = filled(stranger.reads("/sign-in").await.form("/sign-in"), &[("name", "Evangeline"), ("passphrase", PASSPHRASE)]);
    stranger.posts_fields("/join", &form).await.is(403);
    stranger.posts_fields("/join/by/made-up", &form).await.is(403);
    stranger.posts("nights", "Help me", "I can't sleep").await;
    ben.reads("/me").await.hides("/me/invites");
    ben.reads("/me/invites").await.is(404);
    let form = ben.reads("/me").await.form("/sign-out");
    ben.posts_fields("/me/invites", &form).await.is(404);
    let mut links = Vec::new();
    for _ in 0..3 {
        let made = cora.fills("/me/invites", "/me/invites", &[]).await;
        let text = made.text();
        let link = text.split_whitespace().find(|word| word.contains("/join/by/")).unwrap();
        links.push(format!("/join/by/{}", link.rsplit('/').next().unwrap()));
        cora.reads("/me/invites").await.hides(link);
    }
    let (dora, eve) = (door.guest(), door.guest());
    dora.reads(&links[0]).await.is(200);
    dora.joins(&links[0], "x", "").await.is(422).shows("2 to 40 characters");
    // Two who come by one link at once: one of them is in.
    let (one, other) = tokio::join!(dora.joins(&links[0], "Dorabella", ""), eve.joins(&links[0], "Evangeline", ""));
    let mut told = [one.status.as_u16(), other.status.as_u16()];
    told.sort_unstable();
    assert_eq!(told, [200, 403]);
    assert_eq!(world.number("select count(*) from accounts where name in ('Dorabella', 'Evangeline')").await, 1);
    eve.reads(&links[0]).await.is(if eve.has_cookie("holdfast").is_some() { 303 } else { 403 });
    // Who made it sees that it was used, and by nobody's name.
    cora.reads("/me/invites").await.shows("Used").hides("Dorabella").hides("Evangeline");
    let list = cora.reads("/me/invites").await;
    let end = list.attribute("input[name=end]", "value").unwrap();
    cora.posts_fields("/me/invites", &filled(list.form("/me/invites"), &[("end", &end)])).await.is(303);
    assert_eq!(world.number("select count(*) from invites").await, 2);
    // Whose account was made a memorial brings nobody along.
    let remembers = async |sql: &'static str| sqlx::query(sql).execute(&world.db).await.unwrap().rows_affected();
    let flora = door.guest();
    let form = filled(flora.reads(&links[1]).await.form(&links[1]), &[("name", "Florentine"), ("passphrase", PASSPHRASE)]);
    remembers("update accounts set memorial_at = now() where name = 'cora'").await;
    flora.reads(&links[1]).await.is(403);
    flora.posts_fields(&links[1], &form).await.is(403);
    remembers("update accounts set memorial_at = null").await;
    door.pass(TimeDelta::days(8));
    for link in &links {
        door.guest().reads(link).await.is(403).shows("too old");
    }
    assert_eq!(world.number("select count(*) from invites where used_by is not null").await, 1);
    // Those who run the place see who brought whom.
    let ada = world.with_role("ada", RoleKind::Operator).await;
    for (name, words) in [("cora", "Invited:"), (if one.status.as_u16() == 200 { "Dorabella" } else { "Evangeline" }, "Invited by cora")] {
        let person = ada.fills("/desk/people", "/desk/people", &[("name", name)]).await.location();
        ada.reads(&person).await.is(200).shows(words);
        cora.reads(&person).await.is(404);
    }
    // Where every member may invite, ben may.
    let settings = Settings { invites_by: InvitesBy::Everyone, ..door.app.settings.clone() };
    let wide = World::with_boards_of(db.clone(), settings).await;
    let ben = wide.guest();
    ben.signs_in_as("ben").await;
    ben.reads("/me/invites").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_nobody_can_join_there_is_a_kind_page_with_help(db: PgPool) {
    let (world, door) = (World::new(db.clone()).await, behind(&db, Join::Closed).await);
    world.member("ben").await;
    let ana = door.guest();
    ana.reads("/join").await.is(200).shows("Nobody can join right now").shows("nothing to do with you");
    ana.takes_cookie("country", "gb");
    let page = ana.reads("/join").await;
    page.shows("Samaritans");
    assert!(page.count("a[href^='tel:']") > 0);
    let form = filled(ana.reads("/sign-in").await.form("/sign-in"), &[("name", "ana"), ("passphrase", PASSPHRASE)]);
    ana.posts_fields("/join", &form).await.is(403).shows("Samaritans");
    assert_eq!(world.number("select count(*) from accounts").await, 1);
    ana.posts("nights", "Help me", "I can't sleep").await;
    let ben = door.guest();
    ben.signs_in_as("ben").await;
    ben.reads("/me").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_minimum_age_is_asked_as_yes_or_no_and_a_no_leaves_nothing_behind(db: PgPool) {
    let world = World::new(db.clone()).await;
    assert_eq!(world.guest().reads("/join").await.count("input[name=old_enough]"), 0, "nobody is asked unless the operator says so");
    let door = World::with_boards_of(db.clone(), Settings { minimum_age: Some(16), ..Settings::defaults() }).await;
    let count = async || {
        let mut rows = 0;
        for table in sqlx::query_scalar::<_, String>("select tablename::text from pg_tables where schemaname = 'public'")
            .fetch_all(&db)
            .await
            .unwrap()
        {
            rows +=
                sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&db).await.unwrap();
        }
        rows
    };
    let before = count().await;
    let kim = door.guest();
    kim.reads("/join").await.shows("aged 16 and over");
    kim.joins("/join", "kim", "").await.is(422).shows("whether you are old enough");
    let no = kim.fills("/join", "/join", &[("old_enough", "no"), ("name", "kim"), ("passphrase", PASSPHRASE)]).await;
    no.is(200).shows("Thank you for being honest").shows("Choose your country").hides("kim");
    assert_eq!(no.count("a[href^='tel:']"), 0, "no country is guessed");
    let lines = kim.posts_fields("/join", &filled(no.form("/join"), &[("country", "gb")])).await;
    lines.is(200).shows("Childline").hides("Samaritans");
    assert_eq!(kim.has_cookie("country").as_deref(), Some("gb"));
    assert_eq!(kim.has_cookie("holdfast"), None);
    assert_eq!(count().await, before, "nothing is stored");
    // With the country picked before, the lines are there at once; a country without such lines has those for anyone.
    let again = kim.fills("/join", "/join", &[("old_enough", "no")]).await;
    again.shows("Childline");
    kim.fills("/join", "/join", &[("old_enough", "yes"), ("name", "kim"), ("passphrase", PASSPHRASE)]).await.is(200).shows("You are in");
    assert!(
        sqlx::query_scalar::<_, String>("select row_to_json(accounts)::text from accounts").fetch_one(&db).await.unwrap().contains("kim")
    );
    assert_eq!(
        world
            .number(
                "select count(*) from information_schema.columns where column_name ~ 'birth|born|(^|_)age$' and table_schema = 'public'"
            )
            .await,
        0
    );
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn in_the_first_hours_answers_to_others_are_read_first_and_asking_for_help_never_waits(db: PgPool) {
    let world = World::new(db).await;
    let (ben, cora, mo) = (world.member("ben").await, world.with_role("cora", RoleKind::Supporter).await, world.moderator("mo").await);
    sqlx::query("update boards set reply_after_hours = 24 where slug = 'nights'").execute(&world.db).await.unwrap();
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    world.guest().reads(&bens).await.is(200);
    world.pass(TimeDelta::hours(25));
    let ana = world.member("ana").await;
    let anas = ana.posts("nights", "Help me", "I can't sleep").await;
    ana.replies(&anas, "and it gets worse").await;
    world.guest().reads(&anas).await.is(200).shows("it gets worse");
    let early = ana.replies(&bens, "an early answer").await;
    ana.follows(&early).await.shows("You joined a short while ago");
    world.guest().reads(&bens).await.hides("an early answer");
    ana.replies(&ben.posts("quiet", "Elsewhere", "words").await, "another answer").await;
    cora.replies(&bens, "an answer of a supporter").await;
    ben.replies(&anas, "an answer of ben").await;
    world.guest().reads(&bens).await.shows("an answer of a supporter");
    world.guest().reads(&anas).await.shows("an answer of ben");
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("new people answer to others");
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    world.guest().reads(&bens).await.shows("an early answer");
    // Changed into something else within these hours it is read again; after them it is not.
    let own = format!("{early}/own");
    ana.fills(&own, &own, &[("text", "other words"), ("do", "save")]).await.is(303);
    world.guest().reads(&bens).await.hides("other words");
    world.pass(TimeDelta::hours(24));
    ana.replies(&bens, "a late answer").await;
    world.guest().reads(&bens).await.shows("a late answer").hides("other words");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn until_they_have_read_a_little_answers_to_others_are_read_first_and_asking_for_help_never_waits(db: PgPool) {
    let world = World::new(db).await;
    let opened = "select coalesce(threads_opened, -1)::bigint from accounts where name = 'ana'";
    let (ben, cora) = (world.member("ben").await, world.with_role("cora", RoleKind::Supporter).await);
    sqlx::query("update accounts set threads_opened = null where name = 'ben'").execute(&world.db).await.unwrap();
    sqlx::query("update boards set reply_after_threads = 3 where slug = 'nights'").execute(&world.db).await.unwrap();
    let (bens, second) = (ben.posts("nights", "Of ben", "words of ben").await, ben.posts("nights", "Of ben, 2", "words of ben").await);
    let elsewhere = ben.posts("members", "Elsewhere", "words").await;
    let ana = world.member("ana").await;
    // What she posts, and what she writes under it, is there at once; her own threads and those of other rooms do not count.
    let anas = ana.posts("nights", "Help me", "I can't sleep").await;
    ana.replies(&anas, "and it gets worse").await;
    world.guest().reads(&anas).await.is(200).shows("it gets worse");
    ana.reads(&anas).await.is(200);
    ana.reads(&elsewhere).await.is(200);
    ana.replies(&elsewhere, "an answer where nobody asks").await;
    ben.reads(&elsewhere).await.shows("an answer where nobody asks");
    assert_eq!(world.number(opened).await, 0);
    ana.reads(&bens).await.is(200);
    let early = ana.replies(&bens, "an early answer").await;
    world.guest().reads(&bens).await.hides("an early answer");
    ana.follows(&early).await.shows("You joined a short while ago");
    cora.replies(&bens, "an answer of a supporter").await;
    ben.replies(&anas, "an answer of ben").await;
    world.guest().reads(&bens).await.shows("an answer of a supporter");
    world.guest().reads(&anas).await.shows("an answer of ben");
    assert_eq!(world.number(opened).await, 2);
    assert!(ana.exports().await["account.jsonl"].replace(": ", ":").contains("\"threads_opened\":2"));
    // The third is enough: what she answers is there at once, and nothing is counted any more.
    ana.reads(&second).await.is(200);
    assert_eq!(world.number(opened).await, -1);
    ana.replies(&bens, "a later answer").await;
    world.guest().reads(&bens).await.shows("a later answer");
    ana.reads(&second).await.is(200);
    assert_eq!(world.number(opened).await, -1);
    // Nobody stays new for longer than a month, and then the number is gone.
    let kim = world.member("kim").await;
    kim.replies(&bens, "an answer of kim").await;
    world.guest().reads(&bens).await.hides("an answer of kim");
    world.pass(TimeDelta::days(31));
    kim.signs_in().await;
    kim.replies(&bens, "an answer a month later").await;
    world.guest().reads(&bens).await.shows("an answer a month later");
    holdfast::accounts::sweep(&mut world.db.acquire().await.unwrap(), world.app.clock.now()).await.unwrap();
    assert_eq!(world.number("select count(threads_opened) from accounts").await, 0);
}
