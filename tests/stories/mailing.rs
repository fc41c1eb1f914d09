//! Mail: an address nobody needs, confirmed and sealed; getting back in by it; being told that there is something new, and no more.

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::settings::{Secret, Settings};
use holdfast::{retention, worker};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::mailbox::{Letter, Mailbox};
use crate::world::{PASSPHRASE, Person, World, id_of};

const NEW: &str = "another lamp, far off";

impl Person<'_> {
    /// Gives an address and opens the link that comes.
    pub async fn takes_mail(&self, mailbox: &Mailbox, address: &str) {
        self.gives_address(address).await.is(303);
        self.world.delivers().await;
        let letter = mailbox.letter();
        assert_eq!(letter.to, address);
        self.fills(&letter.link(), &letter.link(), &[]).await.is(200).shows("The address is confirmed");
    }

    pub async fn gives_address(&self, address: &str) -> Answer {
        self.fills("/me/mail", "/me/mail", &[("address", address), ("passphrase", PASSPHRASE)]).await
    }

    pub async fn wants(&self, tells: &[(&str, &str)]) {
        self.fills("/me/mail", "/me/mail/tells", tells).await.is(303);
    }

    async fn asks_for_link(&self, address: &str) -> Answer {
        self.fills("/sign-in/recover", "/sign-in/recover/mail", &[("address", address)]).await
    }
}

async fn world(db: PgPool) -> (World, Mailbox) {
    let mailbox = Mailbox::open().await;
    (World::with_mail(db, &mailbox).await, mailbox)
}

/// Nothing in it says what this is, who it is about or what was written.
#[track_caller]
fn is_neutral(letter: &Letter) {
    let whole = letter.whole().to_lowercase().replace(&letter.to.to_lowercase(), "");
    // Links end with chance, in which any word may stand.
    let whole = whole.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| piece.len() < 20).collect::<Vec<_>>().join(" ");
    for word in ["ana", "ben", "holdfast", "kettle", "sending", "love", "nights", "support", "suicide", "html", "img"] {
        assert!(!whole.contains(word), "{word} in {whole}");
    }
    assert_eq!(letter.header("From"), "post@board.test");
    assert!(letter.header("Content-Type").starts_with("text/plain"), "{whole}");
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_address_is_ones_own_once_the_link_in_it_was_opened(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.reads("/me").await.shows("Mail");
    for (address, passphrase, said) in [
        ("ana@example.org", "not her passphrase", "not your passphrase"),
        ("ana", PASSPHRASE, "does not look like an e-mail address"),
        ("ana@example.org\r\nBcc: all@example.org", PASSPHRASE, "does not look like an e-mail address"),
    ] {
        ana.fills("/me/mail", "/me/mail", &[("address", address), ("passphrase", passphrase)]).await.is(422).shows(said);
    }
    world.delivers().await;
    assert!(mailbox.letters().is_empty());

    ana.gives_address("Ana@Example.org").await.is(303);
    ana.reads("/me/mail").await.shows("on its way to A…@Example.org").hides("Tell me by mail");
    world.delivers().await;
    let letter = mailbox.letter();
    is_neutral(&letter);
    assert_eq!((letter.to.as_str(), letter.header("Subject")), ("Ana@Example.org", "A link for you"));
    let link = letter.link();
    // A program looks at the link first; then ana opens it where she is not signed in.
    let phone = world.guest();
    for _ in 0..2 {
        phone.reads(&link).await.is(200).shows("Confirm your address").hides("ana");
    }
    assert_eq!(world.number("select count(*) from mail_addresses where confirmed_at is not null").await, 0, "looking confirms nothing");
    phone.fills(&link, &link, &[]).await.is(200).shows("confirmed");
    phone.reads(&link).await.is(403).shows("used already");
    phone.posts_fields(&link, &phone.reads("/join").await.form("/join")).await.is(403);
    ana.reads("/me/mail").await.shows("Your address: A…@Example.org").shows("Tell me by mail");
    ana.fills("/me/mail", "/me/mail/remove", &[]).await.is(303);
    ana.reads("/me/mail").await.hides("Example.org").shows("Add an address");
    assert_eq!(world.number("select count(*) from mail_addresses").await + world.number("select count(*) from mail_links").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_link_is_over_after_an_hour_also_for_whoever_has_its_page_open(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    let guest = world.guest();
    guest.asks_for_link("ana@example.org").await.is(200);
    ana.gives_address("other@example.org").await.is(303);
    world.delivers().await;
    let mut links: Vec<String> = mailbox.letters().iter().map(Letter::link).collect();
    assert_eq!(links.len(), 2);
    links.sort();
    let mut forms = Vec::new();
    for link in &links {
        forms.push(guest.reads(link).await.form(link));
    }
    world.pass(TimeDelta::minutes(60));
    for (link, form) in links.iter().zip(forms) {
        let form = crate::world::filled(form, &[("passphrase", NEW)]);
        guest.posts_fields(link, &form).await.is(403).shows("too old");
        guest.reads(link).await.is(403).shows("too old");
    }
    ana.reads("/me/mail").await.shows("Your address: a…@example.org");
    // One that was not sent in time is not sent at all.
    guest.asks_for_link("ana@example.org").await.is(200);
    worker::deliver(&world.app).await.unwrap();
    world.pass(TimeDelta::minutes(61));
    world.delivers().await;
    assert!(mailbox.letters().is_empty());
    retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from mail_links").await, 0);
    world.pass(TimeDelta::hours(24));
    retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from mail_addresses").await, 1, "what nobody confirmed is forgotten");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_lost_everything_gets_back_in_by_mail_and_everybody_else_is_out(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    let phone = world.guest();
    phone.asks_for_link("ANA@example.org").await.is(200).shows("If an account here has that address");
    phone.asks_for_link("ana@example.org").await.is(200);
    world.delivers().await;
    let letters = mailbox.letters();
    assert_eq!(letters.len(), 2);
    is_neutral(&letters[0]);
    let (link, other) = (letters[0].link(), letters[1].link());
    phone.reads(&link).await.is(200).shows("Welcome, ana");
    phone.fills(&link, &link, &[("passphrase", "short")]).await.is(422).shows("at least 8 characters");
    assert_eq!(phone.fills(&link, &link, &[("passphrase", NEW)]).await.location(), "/me");
    phone.reads("/me").await.is(200).shows("ana");
    ana.reads("/me").await.is(401);
    for link in [&link, &other] {
        world.guest().reads(link).await.is(403);
    }
    ana.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", PASSPHRASE)]).await.is(422);
    ana.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", NEW)]).await.is(303);
    // A link that was sent before the passphrase was changed on one's own page is worth nothing, either.
    phone.asks_for_link("ana@example.org").await.is(200);
    world.delivers().await;
    let late = mailbox.letter().link();
    ana.fills("/me", "/me/passphrase", &[("old", NEW), ("passphrase", PASSPHRASE)]).await.is(303);
    phone.reads(&late).await.is(403);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn of_two_who_use_a_link_at_the_same_moment_one_gets_in(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    let (phone, thief) = (world.guest(), world.guest());
    phone.asks_for_link("ana@example.org").await.is(200);
    world.delivers().await;
    let link = mailbox.letter().link();
    let fields = [("passphrase", NEW)];
    let mine = crate::world::filled(phone.reads(&link).await.form(&link), &fields);
    let theirs = crate::world::filled(thief.reads(&link).await.form(&link), &fields);
    let (one, other) = tokio::join!(phone.posts_fields(&link, &mine), thief.posts_fields(&link, &theirs));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 403]);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn mail_is_no_way_around_the_second_step(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ada = world.with_role("ada", RoleKind::Operator).await;
    ada.takes_mail(&mailbox, "ada@example.org").await;
    let thief = world.guest();
    thief.asks_for_link("ada@example.org").await.is(200);
    world.delivers().await;
    let link = mailbox.letter().link();
    thief.fills(&link, &link, &[("passphrase", NEW)]).await.is(200).shows("Second step");
    thief.reads("/me").await.is(401);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_address_that_is_removed_or_replaced_takes_its_links_with_it(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.takes_mail(&mailbox, "old@example.org").await;
    let guest = world.guest();
    guest.asks_for_link("old@example.org").await.is(200);
    world.delivers().await;
    let to_old = mailbox.letter().link();
    ana.takes_mail(&mailbox, "new@example.org").await;
    guest.reads(&to_old).await.is(403);
    guest.asks_for_link("old@example.org").await.is(200);
    world.delivers().await;
    assert!(mailbox.letters().is_empty(), "the old address is nobody's");
    guest.asks_for_link("new@example.org").await.is(200);
    world.delivers().await;
    let to_new = mailbox.letter().link();
    ana.fills("/me/mail", "/me/mail/remove", &[]).await.is(303);
    guest.reads(&to_new).await.is(403);
    let form = crate::world::filled(guest.reads("/sign-in/recover").await.form("/sign-in/recover/mail"), &[("passphrase", NEW)]);
    guest.posts_fields(&to_new, &form).await.is(403);
    // And one that waits in the outbox goes nowhere.
    ana.gives_address("third@example.org").await.is(303);
    ana.fills("/me/mail", "/me/mail/remove", &[]).await.is(303);
    world.delivers().await;
    assert!(mailbox.letters().is_empty());
    ana.reads("/me").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nobody_learns_whether_an_address_is_known_here(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    ana.takes_mail(&mailbox, "ana@example.org").await;
    let mut answers = Vec::new();
    for (at, address) in [("203.0.113.1:1", "ana@example.org"), ("203.0.113.2:1", "nobody@example.org")] {
        let before = world.number("select count(*) from outbox").await;
        let asked = world.guest().at(at).asks_for_link(address).await;
        asked.is(200);
        // What the request does is the same: one event, which says nothing of who it is for.
        assert_eq!(world.number("select count(*) from outbox").await - before, 1);
        answers.push(asked.text());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(world.number("select count(distinct length(event::text)) from outbox").await, 1);
    // Adding the address somebody else has looks as it always does.
    ben.gives_address("ana@example.org").await.is(303);
    ben.reads("/me/mail").await.shows("on its way to a…@example.org");
    world.delivers().await;
    assert_eq!(mailbox.letters().iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["ana@example.org", "ana@example.org"]);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_mailbox_is_not_flooded_by_those_who_ask_for_links(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let ana = world.member("ana").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    let one = world.guest().at("203.0.113.1:1");
    for _ in 0..3 {
        one.asks_for_link("ana@example.org").await.is(200);
    }
    let slow = one.asks_for_link("ana@example.org").await;
    slow.is(429).shows("Please wait a while");
    assert_eq!(slow.attribute("#address", "value").as_deref(), Some("ana@example.org"));
    for at in ["203.0.113.2:1", "203.0.113.3:1", "203.0.113.4:1"] {
        world.guest().at(at).asks_for_link("ana@example.org").await.is(200);
    }
    world.delivers().await;
    assert_eq!(mailbox.letters().len(), 3, "from however many places");
    for _ in 0..2 {
        ana.gives_address("stranger@example.org").await.is(303);
    }
    ana.gives_address("stranger@example.org").await.is(422).shows("Please wait a while");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn news_is_told_to_who_wants_it_once_until_they_looked(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "The kettle", "words about the kettle").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    ben.replies(&thread, "Sending you love").await;
    world.told().await;
    assert!(mailbox.letters().is_empty(), "off unless chosen");

    ana.reads("/notices").await.is(200);
    ana.wants(&[("tells", "replies")]).await;
    ben.replies(&thread, "Sending you love again").await;
    world.told().await;
    let letter = mailbox.letter();
    is_neutral(&letter);
    assert_eq!(letter.header("Subject"), "You have a new message");
    assert_eq!(letter.link(), "/notices");
    ben.replies(&thread, "And again").await;
    world.told().await;
    assert!(mailbox.letters().is_empty(), "no other before she looked");
    ana.reads("/notices").await.shows("answered");
    ben.replies(&thread, "And once more").await;
    world.told().await;
    assert_ne!(mailbox.letter().header("Message-ID"), letter.header("Message-ID"));

    // What a volunteer decided was not asked for; now it is.
    ana.reads("/notices").await.is(200);
    for (tells, times) in [("replies", 0), ("decisions", 1)] {
        ana.wants(&[("tells", tells)]).await;
        let post = ana.posts("nights", "Another", tells).await;
        let case = mo.opens_case(&post).await;
        mo.decides(&case, "remove", &[("reason", "off_topic"), ("message", "kettle kettle")]).await.is(303);
        world.told().await;
        let letters = mailbox.letters();
        assert_eq!(letters.len(), times, "{tells}");
        letters.iter().for_each(is_neutral);
        ana.reads("/notices").await.is(200);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn what_is_held_erased_or_taken_away_is_not_told_by_mail(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    ana.takes_mail(&mailbox, "ana@example.org").await;
    ana.wants(&[("tells", "replies")]).await;
    let first = ana.posts("quiet", "The kettle", "words").await;
    let case = mo.opens_case(&first).await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    ana.reads("/notices").await.is(200);
    mailbox.letters();
    let held = ben.replies(&first, "Sending you love").await;
    world.told().await;
    assert!(mailbox.letters().is_empty(), "held");
    let case = mo.opens_case(&held).await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    mailbox.letter();
    ana.reads("/notices").await.is(200);

    // Erased, or read, while the mail waits to be sent.
    for way in ["erase", "read"] {
        let reply = ben.replies(&first, "Sending you more").await;
        worker::deliver(&world.app).await.unwrap();
        assert_eq!(world.number("select count(*) from outbox where lane = 'mail'").await, 1);
        if way == "erase" {
            let own = format!("/e/{}/own", id_of(&reply));
            ben.fills(&own, &own, &[("do", "erase")]).await.is(303);
        } else {
            ana.reads("/notices").await.is(200);
        }
        world.told().await;
        assert!(mailbox.letters().is_empty(), "{way}");
        ana.reads("/notices").await.is(200);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn one_click_ends_it_without_signing_in(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "A title", "words").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    for by_program in [true, false] {
        ana.wants(&[("tells", "replies")]).await;
        ben.replies(&thread, "hello").await;
        world.told().await;
        let letter = mailbox.letter();
        let stop = letter.header("List-Unsubscribe").trim_matches(['<', '>']).to_owned();
        assert!(letter.text().contains(&stop), "in the letter itself, too");
        let path = format!("/m/stop/{}", stop.rsplit('/').next().unwrap());
        assert_eq!(letter.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let guest = world.guest();
        guest.reads(&path).await.is(200).shows("Press the button");
        assert_eq!(world.number("select count(*) from mail_addresses where tells <> '{}'").await, 1, "looking ends nothing");
        if by_program {
            // As a mail program asks: no cookie, no page before, no form of ours.
            let request = Request::post(&path).header("content-type", "application/x-www-form-urlencoded");
            let request = request.body(Body::from("List-Unsubscribe=One-Click")).unwrap();
            guest.sends_request(request).await.is(200);
        } else {
            guest.fills(&path, &path, &[]).await.is(200).shows("No mail about something new will come");
        }
        ana.reads("/notices").await.is(200);
        ben.replies(&thread, "hello again").await;
        world.told().await;
        assert!(mailbox.letters().is_empty());
        ana.reads("/notices").await.is(200);
        let other = if path.ends_with('x') { "y" } else { "x" };
        guest.reads(&format!("{}{other}", &path[..path.len() - 1])).await.is(403);
    }
    // Getting back in still works.
    world.guest().asks_for_link("ana@example.org").await.is(200);
    world.delivers().await;
    mailbox.letter();
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_mail_server_that_is_away_keeps_nothing_else_back_and_is_asked_ever_more_seldom(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "A title", "words").await;
    ana.takes_mail(&mailbox, "ana@example.org").await;
    ana.wants(&[("tells", "replies")]).await;
    mailbox.refuses(Some("451 not now"));
    ben.replies(&thread, "hello").await;
    let before = mailbox.asked();
    world.told().await;
    assert_eq!(mailbox.asked() - before, 1);
    ana.reads("/me").await.is(200);
    // Notices go on.
    assert_eq!(world.number("select count(*) from notices where read_at is null").await, 1);
    world.delivers().await;
    assert_eq!(mailbox.asked() - before, 1, "not at once again");
    for (minutes, tries) in [(1, 2), (4, 2), (1, 3), (14, 3), (1, 4)] {
        world.pass(TimeDelta::minutes(minutes));
        world.delivers().await;
        assert_eq!(mailbox.asked() - before, tries, "{minutes} minutes later");
    }
    mailbox.refuses(None);
    world.pass(TimeDelta::hours(1));
    world.delivers().await;
    mailbox.letter();
    assert_eq!(world.number("select count(*) from outbox").await, 0);
    // One that can't be sent for a week is thrown away.
    ana.reads("/notices").await.is(200);
    world.pass(TimeDelta::minutes(1));
    mailbox.refuses(Some("550 never"));
    ben.replies(&thread, "hello again").await;
    for _ in 0..7 {
        assert!(world.number("select count(*) from outbox").await <= 1);
        world.delivers().await;
        retention::run(&world.app).await.unwrap();
        assert_eq!(world.number("select count(*) from outbox where tries > 0").await, 1);
        world.pass(TimeDelta::days(1));
    }
    world.pass(TimeDelta::minutes(1));
    retention::run(&world.app).await.unwrap();
    assert_eq!(world.number("select count(*) from outbox").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_mail_leaves_this_machine_in_the_clear(db: PgPool) {
    // The address stands for this machine, but does not say so: to the board it is somewhere else.
    let mailbox = Mailbox::open().await;
    let settings = Settings { requests_per_second: 10_000, requests_burst: 100_000, ..Settings::defaults() };
    let world = World::with(db, mailbox.at("0.0.0.0", settings)).await;
    let ana = world.member("ana").await;
    ana.gives_address("ana@example.org").await.is(303);
    world.delivers().await;
    assert_eq!(mailbox.asked(), 0, "without STARTTLS nothing is said");
    assert!(mailbox.letters().is_empty());
    assert_eq!(world.number("select count(*) from outbox where tries = 1").await, 1, "and it is not lost");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_address_stands_in_the_database_in_the_clear(db: PgPool) {
    let (world, mailbox) = world(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    ana.takes_mail(&mailbox, "mulberry@example.org").await;
    ben.gives_address("quince@example.org").await.is(303);
    world.guest().asks_for_link("mulberry@example.org").await.is(200);
    world.guest().asks_for_link("medlar@example.org").await.is(200);
    ana.wants(&[("tells", "replies")]).await;
    let mut rows = crate::rights::everything(&world).await;
    mailbox.refuses(Some("550 no such person"));
    world.delivers().await;
    rows.extend(crate::rights::everything(&world).await);
    assert!(rows.iter().any(|row| row.starts_with("mail_addresses ")) && rows.iter().any(|row| row.contains("recover")));
    let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    for row in &rows {
        let low = row.to_lowercase();
        for word in ["mulberry", "quince", "medlar", "example.org"] {
            assert!(!low.contains(word) && !low.contains(&hex(word)), "{word} in {row}");
        }
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_address_is_exported_and_goes_with_its_account(db: PgPool) {
    let (world, mailbox) = world(db).await;
    for keep in ["named", "nameless"] {
        let ana = world.member(&format!("ana {keep}")).await;
        let address = format!("{keep}@example.org");
        ana.takes_mail(&mailbox, &address).await;
        let files = ana.exports().await;
        assert!(files["mail_addresses.jsonl"].contains(&address), "{}", files["mail_addresses.jsonl"]);
        world.guest().asks_for_link(&address).await.is(200);
        world.delivers().await;
        let link = mailbox.letter().link();
        ana.leaves(keep).await.is(200);
        assert_eq!(world.number("select count(*) from mail_addresses").await, 0, "{keep}");
        world.guest().reads(&link).await.is(403);
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_no_mail_is_sent_none_is_offered(db: PgPool) {
    let world = World::new(db.clone()).await;
    let ana = world.member("ana").await;
    assert_eq!(ana.reads("/me").await.count("a[href='/me/mail']"), 0);
    ana.reads("/me/mail").await.is(200).shows("This board sends no mail");
    let token = ana.reads("/me").await.form("/sign-out");
    let form = crate::world::filled(token, &[("address", "ana@example.org"), ("passphrase", PASSPHRASE)]);
    ana.posts_fields("/me/mail", &form).await.is(422).shows("This board sends no mail");
    assert_eq!(world.guest().reads("/sign-in/recover").await.count("form[action='/sign-in/recover/mail']"), 0);
    // Nor without a key to seal addresses with; and with another key, what was sealed is as good as gone.
    let mailbox = Mailbox::open().await;
    let other = |key: Option<&str>| Settings { key: key.map(Secret::new), ..mailbox.settings(Settings::defaults()) };
    let keyed = World::with_boards_of(db.clone(), other(Some("a first key that a program made"))).await;
    let ben = keyed.member("ben").await;
    ben.takes_mail(&mailbox, "ben@example.org").await;
    let keyless = World::with_boards_of(db.clone(), other(None)).await;
    let cleo = keyless.member("cleo").await;
    cleo.reads("/me/mail").await.shows("This board sends no mail");
    let rekeyed = World::with_boards_of(db, other(Some("a second key that a program made"))).await;
    let again = rekeyed.guest();
    again.signs_in_as("ben").await;
    again.reads("/me/mail").await.is(200).hides("example.org").shows("Add an address");
    again.takes_mail(&mailbox, "ben@example.org").await;
}
