//! Whatever arrives is answered with what is wrong and what to do, as a page with help on it; nothing is half-written.

use axum::http::Method;
use sqlx::PgPool;

use crate::world::{World, filled, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn broken_requests_get_a_clear_page(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form = "application/x-www-form-urlencoded";
    for (kind, body, status, said) in [
        (form, b"text=%ff%fe&do=send".to_vec(), 400, "not Unicode"),
        (form, b"text=\xff\xfe".to_vec(), 400, "not Unicode"),
        ("application/json", b"{}".to_vec(), 400, "can't read"),
        ("", b"text=hi".to_vec(), 400, "can't read"),
        (form, vec![b'a'; 4 * 1024 * 1024 + 1], 413, "larger than we can take"),
        (form, b"version=many".to_vec(), 400, "missing or has a value"),
        (form, b"nonce=nothing".to_vec(), 400, "missing or has a value"),
    ] {
        let page = ana.asks(Method::POST, "/b/nights/write", kind, body).await;
        page.is(status).shows(said).shows("Get help now");
    }
    assert_eq!(world.number("select count(*) from entries").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn three_times_too_long_a_text_comes_back_whole(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form = ana.reads("/b/nights/write").await.form("/b/nights/write");
    // Each letter takes six bytes in the form.
    let long = "я".repeat(180_000);
    let page = ana.posts_fields("/b/nights/write", &filled(form, &[("title", "All of it"), ("text", &long), ("do", "send")])).await;
    page.is(422).shows("120000 characters too long").shows(&long);
    let post = ana.posts("nights", "A post", "words").await;
    let own = format!("/e/{}/own", id_of(&post));
    ana.fills(&own, &own, &[("text", &long), ("do", "save")]).await.is(422).shows("120000 characters too long").shows(&long);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn addresses_that_lead_nowhere(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    for path in [
        "/t/abc",
        "/t/0OIl",
        "/e/../../etc/passwd",
        "/b/none",
        "/b/NIGHTS",
        "/e/1111111111111111111111",
        "/help/zzz",
        "/desk/x",
        "/language/tlh",
        "/static/x/y",
        "/b/%00",
        "/t/%ff",
    ] {
        let page = ana.reads(path).await;
        assert!([400, 404].contains(&page.status.as_u16()), "{path}: {}", page.status);
        page.shows("Get help now");
    }
    for path in ["/b/nights?after=nonsense", "/waiting?after=nonsense", "/b/nights?after=99999999999999999999-abc", "/new?after=%00"] {
        ana.reads(path).await.is(400).shows("can't be read");
    }
    ana.asks(Method::DELETE, "/b/nights", "", "").await.is(405);
    ana.asks(Method::TRACE, "/", "", "").await.is(405);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn text_that_is_hard_to_take_is_taken(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "a\0b", "nul\0 and \u{1} and \u{202e} and é").await;
    ana.reads(&thread).await.is(200).shows("nul and and");
    for text in [
        ">".repeat(19_000) + " deep",
        "[".repeat(10_000),
        "[a](".repeat(4_000),
        "<script>alert(1)</script> kind words".into(),
        "&lt;b&gt; \"quotes\" 'single'".into(),
    ] {
        let path = format!("/e/{}/reply", id_of(&thread));
        ana.fills(&path, &path, &[("text", &text), ("do", "send")]).await.is(303);
    }
    let page = ana.reads(&thread).await;
    page.is(200).shows("<script>alert(1)</script> kind words").shows("\"quotes\" 'single'");
    assert_eq!(page.count("main script"), 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn forms_say_which_field_is_wrong_and_keep_the_rest(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form = ana.reads("/b/nights/write").await.form("/b/nights/write");
    for (field, value, said) in [
        ("title", "  ", "give it a title"),
        ("title", &*"t".repeat(151), "up to 150 characters"),
        ("text", "\u{200b} \n", "nothing to see"),
        ("note_own", &"n".repeat(41), "up to 40 characters"),
    ] {
        let fields = filled(form.clone(), &[("title", "A title"), ("text", "kept text"), ("wish", "celebrate"), ("do", "send")]);
        let page = ana.posts_fields("/b/nights/write", &filled(fields, &[(field, value)])).await;
        page.is(422).shows(said);
        assert_eq!(page.count("input[name=wish][value=celebrate][checked]"), 1);
    }
    ana.fills("/me", "/me/signature", &[("signature", &"s".repeat(201))]).await.is(422).shows("up to 200 characters");
    let own = ana.posts("nights", "Mine", "words").await;
    let own = format!("/e/{}/own", id_of(&own));
    ana.fills(&own, &own, &[("text", ""), ("do", "save")]).await.is(422).shows("nothing to see");
    ana.fills(&own, &own, &[("do", "put_back")]).await.is(403).shows("took back yourself");
}
