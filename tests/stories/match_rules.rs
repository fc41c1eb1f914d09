//! The site's own rules: tried before they are taken, they cover, hold and flag, tell how often they were right, and never touch
//! whoever is hurting.

use chrono::TimeDelta;
use holdfast::accounts::RoleKind;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{Person, World, filled, id_of};

const PAGE: &str = "/desk/rules";

impl Person<'_> {
    /// Tries a rule, and takes it as it was tried.
    async fn makes_rule(&self, kind: &str, what: &str, outcome: &str) -> Answer {
        let number = if what.parse::<u32>().is_ok() { what } else { "" };
        let fields = [("name", "Lamps"), ("kind", kind), ("what", what), ("number", number), ("outcome", outcome), ("do", "try")];
        let tried = self.fills(PAGE, PAGE, &fields).await;
        assert_eq!(tried.status, 200, "{}", tried.text());
        self.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save")])).await.is(303);
        tried
    }
}

/// Writes a post, no faster than anybody may.
async fn writes(ana: &Person<'_>, title: &str, text: &str) -> String {
    ana.world.pass(TimeDelta::minutes(7));
    ana.posts("nights", title, text).await
}

/// The fields of the rule's form on a page that also has forms to switch rules off.
fn in_form(page: &Answer) -> Vec<(String, String)> {
    page.form(PAGE)
}

/// Where the last entry stands.
async fn state(world: &World) -> String {
    sqlx::query_scalar("select state from entries order by id desc limit 1").fetch_one(&world.db).await.unwrap()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_rule_is_tried_taken_counted_and_switched_off(db: PgPool) {
    let world = World::new(db).await;
    let (ana, op, mo) = (world.member("ana").await, world.with_role("op", RoleKind::Operator).await, world.moderator("mo").await);
    writes(&ana, "Shop", "I sell cheap lamps").await;
    writes(&ana, "Hello", "no lampshade here").await;
    mo.reads(PAGE).await.is(404);
    op.reads(PAGE).await.shows("There is no rule yet");
    op.fills(PAGE, PAGE, &[("name", "Lamps"), ("kind", "pattern"), ("what", "(lamps"), ("outcome", "hold"), ("do", "try")])
        .await
        .is(422)
        .shows("can't be read")
        .shows("(lamps");
    // Nothing is taken that was not tried as it is.
    let fields = [("name", "Lamps"), ("kind", "words"), ("what", "cheap lamps"), ("outcome", "hold"), ("do", "save")];
    let tried = op.fills(PAGE, PAGE, &fields).await;
    tried.is(200).shows("It would have found 1 entry").shows("2 entries of the last 30 days").hides("sound as if");
    op.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save"), ("what", "lamps")])).await.is(200).shows("would have found 1 entry");
    assert_eq!(world.number("select count(*) from match_rules").await, 0);
    op.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save")])).await.is(303);

    writes(&ana, "Shop", "Cheap  LAMPS again").await;
    assert_eq!(state(&world).await, "held");
    let case = mo.next_case().await;
    mo.reads(&case).await.shows("One of the site's own rules found something: Lamps").shows("It rests on: Cheap LAMPS");
    mo.decides(&case, "remove", &[("reason", "spam")]).await.is(303);
    writes(&ana, "Shop", "cheap lamps I once loved").await;
    world.told().await;
    let case = mo.next_case().await;
    mo.decides(&case, "publish", &[]).await.is(303);
    world.told().await;
    writes(&ana, "Shop", "cheap lamps, still").await;
    op.reads(PAGE).await.shows("Found something in 3 cases.").shows("2 of them were decided.").shows("In 1 of these, moderators agreed.");

    // Changed is a new rule in the old one's place; switched off, it finds nothing more.
    let from = op.reads(PAGE).await.attribute("a[href^='/desk/rules?from=']", "href").unwrap();
    let changed = op.reads(&from).await;
    let tried = op.posts_fields(PAGE, &filled(in_form(&changed), &[("outcome", "flag"), ("do", "try")])).await;
    op.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save")])).await.is(303);
    op.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save")])).await.is(409);
    assert_eq!(world.number("select count(*) from match_rules where ended_at is null and outcome = 'flag'").await, 1);
    writes(&ana, "Shop", "cheap lamps for all").await;
    assert_eq!(state(&world).await, "published");
    let end = op.reads(PAGE).await.attribute("form[action$='/end']", "action").unwrap();
    let form = op.reads(PAGE).await.form(&end);
    op.posts_fields(&end, &form).await.is(303);
    let cases = world.number("select count(*) from cases").await;
    writes(&ana, "Shop", "cheap lamps for everybody").await;
    assert_eq!(world.number("select count(*) from cases").await, cases);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_is_hurting_is_only_pointed_out_and_the_operator_is_warned(db: PgPool) {
    let world = World::new(db).await;
    let (ana, op, mo) = (world.member("ana").await, world.with_role("op", RoleKind::Operator).await, world.moderator("mo").await);
    for n in 0..3 {
        writes(&ana, &format!("Night {n}"), "I want to die, I can't go on").await;
    }
    writes(&ana, "A film", "the hero wants to die of laughing").await;
    let tried = op.makes_rule("pattern", "wants? to die", "hold").await;
    tried
        .shows("It would have found 4 entries")
        .shows("3 of them sound as if somebody were hurting")
        .shows("mostly finds people who are hurting");
    writes(&ana, "Tonight", "I want to die, I can't go on").await;
    assert_eq!(state(&world).await, "published", "never held for it");
    let said = "select count(*) from case_reasons where rule like 'match:%'";
    assert_eq!(world.number(said).await, 1);
    let thread = writes(&ana, "Bread", "we baked bread").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("text", "it was to die for, she wants to die laughing"), ("do", "save")]).await.is(303);
    assert_eq!(state(&world).await, "held", "an edit goes the same way");
    assert_ne!(mo.next_case().await, "/desk");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn links_new_accounts_floods_and_the_same_text_are_seen(db: PgPool) {
    let world = World::new(db).await;
    let op = world.with_role("op", RoleKind::Operator).await;
    op.makes_rule("link", "lamps.example", "cover").await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Look", "see [this](https://shop.lamps.example/a)").await;
    assert_eq!(state(&world).await, "covered");
    world.guest().reads("/new").await.shows("Look");
    ana.posts("nights", "Look", "see [this](https://example.org/lamps.example)").await;
    assert_eq!(state(&world).await, "published");

    op.makes_rule("duplicate", "2", "hold").await;
    let text = "Come to my wonderful page, all of you";
    for (nth, stands) in ["published", "published", "held"].into_iter().enumerate() {
        world.guest().at("203.0.113.9:50000").replies(&thread, text).await;
        assert_eq!(state(&world).await, stands, "{nth}");
        ana.replies(&thread, "Sending you love").await;
        assert_eq!(state(&world).await, "published", "a few kind words are said often");
    }
    op.makes_rule("flood", "5", "flag").await;
    let before = world.number("select count(*) from cases").await;
    let ben = world.member("ben").await;
    for n in 0..6 {
        ben.replies(&thread, &format!("number {n}")).await;
    }
    assert_eq!(world.number("select count(*) from cases").await, before + 1, "the sixth");

    op.makes_rule("new_account", "24", "hold").await;
    ben.replies(&thread, "one day old").await;
    assert_eq!(state(&world).await, "held");
    world.pass(TimeDelta::hours(25));
    ben.replies(&thread, "two days old").await;
    assert_eq!(state(&world).await, "published");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn to_look_up_an_alias_is_not_to_agree_with_a_rule(db: PgPool) {
    let world = World::new(db).await;
    let (ana, op, mo) = (world.member("ana").await, world.with_role("op", RoleKind::Operator).await, world.moderator("mo").await);
    let fields = [("name", "Lamps"), ("kind", "words"), ("what", "cheap lamps"), ("outcome", "flag"), ("do", "save")];
    let tried = op.fills(PAGE, PAGE, &fields).await;
    op.posts_fields(PAGE, &filled(in_form(&tried), &[("do", "save")])).await.is(303);
    let path = "/b/nights/write";
    ana.fills(path, path, &[("title", "Shop"), ("text", "cheap lamps"), ("as", "alias"), ("do", "send")]).await.is(303);
    let case = mo.next_case().await;
    let unmask = format!("{case}/unmask");
    mo.fills(&unmask, &unmask, &[("what", "A court asked.")]).await.is(303);
    mo.decides(&case, "let_stand", &[]).await.is(303);
    world.told().await;
    op.reads(PAGE).await.shows("1 of them was decided.").shows("In 0 of these, moderators agreed.");
}
