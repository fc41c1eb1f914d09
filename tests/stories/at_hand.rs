//! The numbers beside somebody's words: each with its date, something to call in every country, and after an edit as after a post.

use axum::http::Method;
use holdfast::words;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, id_of, path_of};

const WRITE: &str = "/b/nights/write";
const THOUGHTS: &str = "I want to die";
const DANGER: &str = "goodbye everyone, I will kill myself tonight";

impl Person<'_> {
    async fn previews_in(&self, country: &str, text: &str) -> Answer {
        self.reads(&format!("/help?country={country}")).await.is(303);
        self.fills(WRITE, WRITE, &[("title", "Now"), ("text", text), ("guest_name", "passing by"), ("do", "preview")]).await
    }

    /// What stands above the text once it is posted.
    async fn posts_and_reads(&self, text: &str) -> Answer {
        let sent = self.fills(WRITE, WRITE, &[("title", "Now"), ("text", text), ("guest_name", "passing by"), ("do", "send")]).await;
        self.reads(&sent.location()).await
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn every_number_has_its_date_wherever_it_stands(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    let panel = guest.previews_in("gb", THOUGHTS).await;
    panel.shows("Samaritans").shows("Not checked here yet; newest copy from");
    assert_eq!(panel.text().matches("Not checked here yet").count(), panel.count("[data-level] .line"));
    guest.reads("/help/gb/sheet").await.shows("Not checked here yet; newest copy from");
    let lost = guest.reads("/e/nothing").await;
    lost.is(404).shows("Call 116 123");
    assert_eq!(lost.text().matches("Not checked here yet").count(), lost.count(".line a") - 1, "each but the number for emergencies");
    // Once the operator checked it, the day of that.
    sqlx::query(
        "insert into line_changes (seq, line, kind, checked_on, why, at) values (1, 'gb-samaritans', 'check', '2026-11-20', '', now())",
    )
    .execute(&world.db)
    .await
    .unwrap();
    holdfast::lines::refresh(&world.app).await.unwrap();
    for page in [guest.previews_in("gb", THOUGHTS).await, guest.reads("/help/gb/sheet").await, guest.reads("/e/nothing").await] {
        page.shows("Last checked on 20 November 2026");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn where_no_line_is_for_everyone_there_is_still_somebody_to_call(db: PgPool) {
    let world = World::new(db).await;
    let guest = world.guest();
    for text in ["I feel so hopeless and alone", THOUGHTS, DANGER] {
        // No line at all.
        let panel = guest.previews_in("ec", text).await;
        panel.shows("We don't have a number we trust for Ecuador yet").shows("Find A Helpline");
        assert_eq!(panel.attribute("[data-level] a[href^='tel:']", "href").as_deref(), Some("tel:911"), "{text}");
        assert_eq!(panel.count("[data-level] a[href^='tel:']"), 1, "said once");
        assert!(panel.count("[data-level] a[href^='https://findahelpline.com']") > 0, "{text}");
        // One for young people only, and an emergency number we are not sure of.
        let panel = guest.previews_in("dz", text).await;
        panel.shows("Young people").shows("We are not sure of this number").shows("Find A Helpline");
        assert!(panel.count("[data-level] a[href^='tel:']") > 1, "{text}");
    }
    // Also where something went wrong.
    guest.reads("/e/nothing").await.shows("Young people").shows("We are not sure of this number");
    // Where there are lines for everyone they suffice.
    let panel = guest.previews_in("gb", THOUGHTS).await;
    panel.hides("tel:999").hides("findahelpline.com");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_line_that_only_chats_is_offered_by_its_chat(db: PgPool) {
    let world = World::new(db).await;
    let line = serde_json::json!({
        "id": "ec-chat", "country": "EC", "name": "Quiet Chat", "for": "anyone", "phone": null, "sms": null, "whatsapp": null,
        "chat_url": "https://chat.test/start", "url": null, "hours": null, "languages": ["es"], "note": null, "sources": [], "confidence": "high",
    });
    sqlx::query(
        "insert into line_changes (seq, line, kind, entry, checked_on, why, at) values (1, 'ec-chat', 'add', $1, '2026-11-20', '', now())",
    )
    .bind(line)
    .execute(&world.db)
    .await
    .unwrap();
    holdfast::lines::refresh(&world.app).await.unwrap();
    let panel = world.guest().previews_in("ec", THOUGHTS).await;
    panel.shows("Quiet Chat");
    assert_eq!(panel.attribute("[data-level] a[href^='https://chat.test']", "rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(panel.attribute("[data-level] a[href^='tel:']", "href").as_deref(), Some("tel:911"));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_chat_stands_beside_call_and_text_and_tells_the_service_nothing(db: PgPool) {
    let world = World::new(db).await;
    let panel = world.guest().previews_in("us", THOUGHTS).await;
    panel.shows("Call 988").shows("Text 988").shows("Chat (opens in a new tab)");
    let chat = "[data-level] a[href='https://988lifeline.org/chat/']";
    assert_eq!(panel.attribute(chat, "rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(panel.attribute(chat, "target").as_deref(), Some("_blank"), "the words stay where they are");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn after_posting_each_level_says_whom_to_call_and_what_if_it_grows(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    ana.reads("/help?country=gb").await.is(303);
    let heavy = ana.posts_and_reads("I feel so hopeless and alone").await;
    heavy.shows("See who you can talk to").shows("Samaritans").hides("tel:999");
    // “See who you can talk to” opens onto the lines.
    assert!(heavy.count("[data-level='1'] details:not([open]) > .lines a[href='tel:116123']") == 1);
    let thoughts = ana.posts_and_reads(THOUGHTS).await;
    thoughts.shows("If it gets harder").shows("If you or someone else is in danger right now: Call 999");
    let first = thoughts.attribute("[data-level='2'] a[href^='tel:']", "href");
    assert_eq!(first.as_deref(), Some("tel:116123"), "the lines first");
    let danger = ana.posts_and_reads(DANGER).await;
    danger.shows("we're glad you told us").shows("please get help now").shows("we can't send help");
    let first = danger.attribute("[data-level='3'] a[href^='tel:']", "href");
    assert_eq!(first.as_deref(), Some("tel:999"), "the number for emergencies first");
    assert_eq!(danger.text().matches("Call 999").count(), 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_edit_brings_the_same_help_as_a_post_to_its_writer_alone(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, guest) = (world.member("ana").await, world.member("ben").await, world.guest());
    ana.reads("/help?country=gb").await.is(303);
    guest.reads("/help?country=gb").await.is(303);
    let thread = ana.posts("nights", "Bread", "it rose").await;
    let reply = ben.replies(&thread, "well done").await;
    ben.reads("/help?country=gb").await.is(303);
    let sent =
        guest.fills(WRITE, WRITE, &[("title", "Bread too"), ("text", "it rose"), ("guest_name", "passing by"), ("do", "send")]).await;
    let link = path_of(&sent.location());
    for (person, own) in [(&ben, format!("{reply}/own")), (&guest, link), (&ana, format!("/e/{}/own", id_of(&thread)))] {
        let light = person.fills(&own, &own, &[("text", "it rose and fell"), ("do", "save")]).await;
        let light = person.reads(&light.location()).await;
        light.shows("Saved.");
        assert_eq!(light.count("[data-level]"), 0);
        let heavy = person.fills(&own, &own, &[("text", THOUGHTS), ("do", "save")]).await;
        let page = person.reads(&heavy.location()).await;
        page.shows("we're glad you told us").shows("You don't have to carry this on your own").shows("Call 116 123").shows("Call 999");
        // Another time the page is as it was.
        assert_eq!(person.reads(&own).await.count("[data-level]"), 0);
    }
    world.guest().reads(&thread).await.hides("glad you told us").hides("116 123");
    assert_eq!(world.number("select count(*) from entries where state = 'published'").await, 3);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn spanish_and_german_words_bring_the_panel_in_their_language(db: PgPool) {
    let world = World::new(db).await;
    for (lang, texts) in [
        ("es", ["Estoy sin esperanza y me siento muy sola", "Quiero morirme", "Adiós a todos, esta noche me voy a matar"]),
        ("de", ["Ich fühle mich so hoffnungslos und allein", "Ich will sterben", "Lebt wohl, heute Nacht bringe ich mich um"]),
    ] {
        let guest = world.guest();
        guest.reads(&format!("/language/{lang}")).await.is(303);
        let words = words::find(lang).unwrap();
        for (level, text) in texts.into_iter().enumerate() {
            let title = ["care-heavy-title", "care-thoughts-title", "care-danger-title"][level];
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("text", text).append_pair("country", "gb").finish();
            let typed = guest.asks(Method::POST, "/care", "application/x-www-form-urlencoded", body).await;
            for page in [typed, guest.previews_in("gb", text).await] {
                page.is(200).shows(words.t(title)).shows("116 123");
                assert_eq!(page.attribute("[data-level]", "data-level"), Some((level + 1).to_string()), "{text}");
            }
        }
    }
}
