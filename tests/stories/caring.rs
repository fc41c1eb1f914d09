//! Help beside the words: while writing, on preview, after posting; in every language, and never in the way.

use axum::http::Method;
use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use holdfast::care::AT_ONCE;
use holdfast::settings::Settings;
use holdfast::words::{self, Words};
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of, path_of};

const FORM: &str = "application/x-www-form-urlencoded";
/// A text of each level, with the sentence at the head of its panel.
const LEVELS: [(&str, &str); 3] = [
    ("I feel so hopeless and alone", "care-heavy-title"),
    ("I want to die", "care-thoughts-title"),
    ("goodbye everyone, I will kill myself tonight", "care-danger-title"),
];

impl Person<'_> {
    /// What the page's script sends while somebody writes.
    async fn writes(&self, text: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs([("title", ""), ("text", text)]).finish();
        self.asks(Method::POST, "/care", FORM, body).await
    }

    async fn previews(&self, text: &str) -> Answer {
        let path = "/b/nights/write";
        self.fills(path, path, &[("title", "Tonight"), ("text", text), ("guest_name", "passing by"), ("do", "preview")]).await
    }
}

/// The choices that a panel of that level offers, in the order in which they are read.
fn choices(words: &Words, level: usize) -> Vec<&str> {
    let serious = ["care-trust", "care-small", "help-call-what", "care-keep-writing"];
    let sentences: &[&str] = if level == 0 { &["care-small", "help-call-what", "care-just-write"] } else { &serious };
    sentences.iter().map(|id| words.t(id)).collect()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn each_level_has_its_panel_in_every_language_and_posting_goes_through(db: PgPool) {
    let settings = Settings { posts_per_hour: 1000, requests_per_second: 1000, requests_burst: 1000, ..Settings::defaults() };
    let world = World::with(db, settings).await;
    let ana = world.member("ana").await;
    ana.reads("/help?country=gb").await.is(303);
    let mut posted = 0;
    for words in words::all() {
        ana.reads(&format!("/language/{}", words.code)).await.is(303);
        for (level, (text, title)) in LEVELS.iter().enumerate() {
            for page in [ana.previews(text).await, ana.writes(text).await] {
                page.is(200).shows(words.t(title)).shows(words.t("care-hide")).shows("Samaritans");
                let seen = page.text();
                let found: Vec<_> = choices(words, level).iter().map(|choice| seen.find(choice)).collect();
                assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{}: {found:?} in {seen}", words.code);
                assert_eq!(page.attribute("[data-level]", "data-level"), Some((level + 1).to_string()));
                // Danger begins with the number for emergencies; the rest with the lines.
                let first = page.attribute("[data-level] a[href^='tel:']", "href").unwrap();
                assert_eq!(first, if level == 2 { "tel:999" } else { "tel:116123" });
                assert_eq!(seen.contains(words.t("care-methods")), level > 0);
                assert_eq!(page.count("[data-level] [autofocus]") + page.count("dialog"), 0, "never over the text, never with the focus");
            }
            ana.posts("nights", "Tonight", text).await;
            posted += 1;
        }
    }
    assert_eq!(world.number("select count(*) from entries where state = 'published'").await, posted);
    ana.writes("We baked bread and the cat watched.").await.is(204);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_worries_about_somebody_else_is_told_how_to_be_with_them(db: PgPool) {
    let world = World::new(db).await;
    let panel = world.guest().writes("I am so worried about my sister, she says she wants to kill herself").await;
    panel.is(200).shows("If you are worried about a friend").shows("Are you thinking about suicide?");
    world.guest().writes("I want to die").await.is(200).hides("If you are worried about a friend");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_country_is_chosen_within_the_panel_and_no_word_is_lost(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    let page = guest.previews("I want to die").await;
    page.shows("Choose your country");
    assert_eq!(page.count("main a[href^='tel:']"), 0, "nothing is guessed");
    let form = filled(page.form("/b/nights/write"), &[("country", "gb"), ("do", "country"), ("guest_name", "")]);
    let chosen = guest.posts_fields("/b/nights/write", &form).await;
    chosen.is(200).shows("Call 116 123").shows("I want to die").hides("How it will look");
    assert_eq!(guest.has_cookie("country").as_deref(), Some("gb"));
    guest.previews("I want to die").await.shows("Call 116 123");
    // A country nobody knows changes nothing.
    let form = filled(page.form("/b/nights/write"), &[("country", "xx"), ("do", "country")]);
    guest.posts_fields("/b/nights/write", &form).await.is(200).shows("Call 116 123");
    assert_eq!(guest.has_cookie("country").as_deref(), Some("gb"));
    assert_eq!(world.number("select count(*) from entries").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_draft_is_read_from_memory_and_the_asking_is_limited(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    // The page says what is sent, where the script sends it.
    guest.reads("/b/nights/write").await.shows("this board's own server and nowhere else");
    let elsewhere = axum::http::Request::post("/care")
        .header("host", "board.test")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", FORM)
        .body("text=I+want+to+die".into())
        .unwrap();
    guest.sends_request(elsewhere).await.is(403);
    let long = guest.writes(&"word ".repeat(12_001)).await;
    long.is(413);
    // Without a database there is still a panel.
    world.db.close().await;
    let panel = guest.writes("I want to die").await;
    panel.is(200).shows("Thank you for saying it");
    assert_eq!(panel.header("cache-control"), "no-store");
    // Somewhat more often than the limit, for a slow machine: it gives some back meanwhile.
    let mut asked = 0;
    while guest.writes("so").await.status != 429 {
        asked += 1;
        assert!(asked < 4 * AT_ONCE, "never slowed down");
    }
    guest.reads("/help").await.is(200);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn help_while_writing_is_switched_off_by_a_person_and_by_the_operator(db: PgPool) {
    let world = World::new(db.clone()).await;
    let (ana, guest) = (world.member("ana").await, world.guest());
    let is_on = async |person: &Person<'_>| person.reads("/b/nights/write").await.count("[data-care-switch] input[checked]") == 1;
    let choose = async |person: &Person<'_>, on: &str| {
        let token = person.reads("/b/nights/write").await.form("/b/nights/write").into_iter().find(|(name, _)| name == "token").unwrap().1;
        person.posts_fields("/me/care", &[("token", token.as_str()), ("on", on)]).await.status.as_u16()
    };
    assert!(is_on(&ana).await && is_on(&guest).await);
    ana.reads("/me").await.shows("Help while you write").shows("It is on.");
    assert_eq!(choose(&ana, "no").await, 303);
    assert_eq!(choose(&guest, "no").await, 204);
    assert!(!is_on(&ana).await && !is_on(&guest).await);
    ana.reads("/me").await.shows("It is off.");
    // A member's choice is theirs on every device; a guest's is a cookie and nothing else.
    let elsewhere = world.guest();
    elsewhere.fills("/sign-in", "/sign-in", &[("name", "ana"), ("passphrase", crate::world::PASSPHRASE)]).await.is(303);
    assert!(!is_on(&elsewhere).await);
    guest.loses_cookies();
    assert!(is_on(&guest).await);
    assert_eq!(choose(&ana, "yes").await, 303);
    assert!(is_on(&ana).await);
    // The preview's panel needs no asking while typing, and stays.
    choose(&ana, "no").await;
    ana.previews("I want to die").await.shows("Thank you for saying it");
    let off = World::with_boards_of(db, Settings { care_while_writing: false, ..Settings::defaults() }).await;
    let ben = off.guest();
    ben.reads("/b/nights/write").await.hides("data-care-switch").hides("own server");
    ben.writes("I want to die").await.is(404);
    ben.previews("I want to die").await.shows("Thank you for saying it");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_posting_the_writer_limits_replies_asks_for_listening_and_edits(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let sue = world.with_role("sue", RoleKind::Supporter).await;
    let path = "/b/nights/write";
    let sent = ana.fills(path, path, &[("title", "Low"), ("text", "so low"), ("wish", "advice"), ("do", "send")]).await;
    let own = format!("/e/{}/own", id_of(&sent.location()));
    let page = ana.reads(&sent.location()).await;
    page.shows("Your post is up").shows("Let only peer supporters reply").shows("Ask people just to listen").shows("Change or take back");
    let buttons = page.form(&own);
    let thread = path_of(&sent.location());
    // Just listen.
    let done = ana.posts_fields(&own, &filled(buttons.clone(), &[("do", "listen")])).await;
    ana.reads(&done.location()).await.shows("People are now asked just to listen");
    ben.reads(&thread).await.shows("ana asked for listening");
    // Supporters only: others keep their words and learn why; supporters and the writer go on.
    let reply = format!("/e/{}/reply", id_of(&thread));
    let begun = filled(ben.reads(&reply).await.form("/reply"), &[("text", "with you"), ("do", "send")]);
    ana.posts_fields(&own, &filled(buttons.clone(), &[("do", "reserve")])).await.is(303);
    ben.posts_fields(&reply, &begun).await.is(403).shows("only peer supporters and moderators reply here for now").shows("with you");
    let seen = ben.reads(&thread).await;
    seen.shows("only peer supporters and moderators reply here");
    assert_eq!(seen.count("form[action$='/reply']"), 0);
    sue.replies(&thread, "I am here").await;
    ana.replies(&thread, "thank you").await;
    world.guest().reads(&thread).await.shows("I am here").shows("thank you").hides("Sign in to reply");
    // Nobody else decides about it.
    let theirs = ben.reads("/b/nights/write").await.form(path);
    ben.posts_fields(&own, &filled(theirs, &[("do", "open")])).await.is(404);
    ana.posts_fields(&own, &filled(buttons, &[("do", "open")])).await.is(303);
    ben.replies(&thread, "with you").await;
    assert_eq!(world.number("select count(*) from entries where parent is not null and state = 'published'").await, 3);
    // A guest does the same by the private link, where it is said too.
    let guest = world.guest();
    let sent = guest
        .fills(path, path, &[("title", "Low too"), ("text", "so low"), ("guest_name", "passing by"), ("wish", "advice"), ("do", "send")])
        .await;
    let link = path_of(&sent.location());
    let buttons = guest.reads(&sent.location()).await.form(&link);
    guest.posts_fields(&link, &filled(buttons.clone(), &[("do", "reserve")])).await.is(303);
    guest.posts_fields(&link, &filled(buttons, &[("do", "listen")])).await.is(303);
    assert_eq!(world.number("select count(*) from threads where reserved_at is not null and wish = 'listen'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn words_about_how_are_covered_and_pushing_is_held_each_with_its_reason(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let path = "/b/nights/write";
    let sent = ana.fills(path, path, &[("title", "A question"), ("text", "Is there a painless way?"), ("do", "send")]).await;
    ana.reads(&sent.location())
        .await
        .shows("we're glad you told us")
        .shows("your words may go into details of how")
        .shows("All you feel is welcome");
    let thread = path_of(&sent.location());
    let seen = ben.reads(&thread).await;
    seen.shows("A volunteer will look at this soon");
    assert_eq!(seen.count("details.cover:not([open])"), 1);
    // Until a moderator looked.
    let case = mo.next_case().await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    assert_eq!(ben.reads(&thread).await.count("details.cover"), 0);
    let low = ana.posts("nights", "Low", "so low").await;
    let said = ben.replies_raw(&low, "Just kill yourself, nobody would miss you.").await;
    let told = ben.follows(&said.location()).await;
    told.shows("may sound like pushing someone to hurt themselves").shows("a person will read it").hides("Your reply is up");
    ana.reads(&low).await.hides("miss you");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn once_a_volunteer_looked_a_cover_says_so(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, mo) = (world.member("ana").await, world.member("ben").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "A question", "Is there a painless way?").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ben.reads(&thread).await.shows("A volunteer will look at this soon");
    ana.reads(&own).await.shows("A volunteer will look soon");
    let case = mo.next_case().await;
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    ben.reads(&thread).await.shows("A volunteer looked at this and left this note").hides("will look at this soon");
    ana.reads(&own).await.shows("A volunteer looked at your words and left it so").hides("will look soon");
    // Other words are looked at again.
    world.pass(TimeDelta::minutes(1));
    ana.fills(&own, &own, &[("text", "Is there another painless way?"), ("do", "save")]).await.is(303);
    ben.reads(&thread).await.shows("A volunteer will look at this soon");
    // A moderator's own cover was looked at from the start.
    let low = ana.posts("nights", "Low", "so low").await;
    let case = mo.opens_case(&low).await;
    mo.decides(&case, "cover", &[]).await.is(303);
    world.told().await;
    ben.reads(&low).await.shows("A volunteer looked at this and left this note").hides("will look at this soon");
}
