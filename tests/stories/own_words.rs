//! Your words stay yours: change, take back, put up again, take the name off, erase.

use sqlx::PgPool;

use crate::world::{World, filled, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn an_edit_keeps_what_was_said_before(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Title", "first words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("title", "New title"), ("text", "second words"), ("notes", "grief"), ("do", "save")]).await.is(303);
    ben.reads(&thread).await.shows("New title").shows("second words").shows("changed since").hides("first words");
    ben.reads("/b/nights").await.shows("New title").shows("Opens behind its note").hides("second words");
    assert_eq!(world.number("select count(*) from entry_versions where source = 'first words' and title = 'Title'").await, 1);
    ben.reads(&own).await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn two_tabs_do_not_overwrite_each_other_unseen(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Title", "first words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    let (one, two) = (ana.reads(&own).await.form(&own), ana.reads(&own).await.form(&own));
    ana.posts_fields(&own, &filled(one, &[("text", "from tab one"), ("do", "save")])).await.is(303);
    let conflict = ana.posts_fields(&own, &filled(two, &[("text", "from tab two"), ("do", "save")])).await;
    conflict.is(409).shows("another tab").shows("from tab two").shows("As it stands now").shows("from tab one");
    ana.posts_fields(&own, &filled(conflict.form(&own), &[("do", "save")])).await.is(303);
    ana.reads(&thread).await.shows("from tab two");
    assert_eq!(world.number("select count(*) from entry_versions where source = 'from tab one'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_button_pressed_on_an_old_page_shows_the_words_as_they_stand(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Title", "the words that stand").await;
    let own = format!("/e/{}/own", id_of(&thread));
    let token = ana.reads(&own).await.form(&own).into_iter().find(|(name, _)| name == "token").unwrap();
    world.pass(chrono::TimeDelta::days(3));
    for act in ["withdraw", "reserve", "listen", "nameless", "erase"] {
        let page = ana.posts_fields(&own, &[token.clone(), ("do".to_owned(), act.to_owned())]).await;
        page.is(422).shows("press the button once more").shows("the words that stand");
        assert_eq!((page.attribute("#title", "value").as_deref(), page.count("form[data-filled]")), (Some("Title"), 0), "{act}");
    }
    world.guest().reads(&thread).await.shows("the words that stand").shows("ana");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn taken_back_and_put_up_again(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Back and forth", "words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "withdraw")]).await.is(303);
    ben.reads(&thread).await.is(404);
    ben.reads("/b/nights").await.hides("Back and forth");
    ana.reads(&thread).await.is(200).shows("You took this back");
    ana.fills(&own, &own, &[("do", "put_back")]).await.is(303);
    ben.reads(&thread).await.shows("words");
    // What waited before it was taken back waits again: taking back is no way around a look.
    let held = ana.posts("quiet", "Held", "held words").await;
    sqlx::query("update entries set state = 'held' where source = 'held words'").execute(&world.db).await.unwrap();
    let own = format!("/e/{}/own", id_of(&held));
    ana.fills(&own, &own, &[("do", "withdraw")]).await.is(303);
    ana.fills(&own, &own, &[("do", "put_back")]).await.is(303);
    assert_eq!(world.number("select count(*) from entries where state = 'held'").await, 1);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn erased_is_gone_and_what_others_answered_stays(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Secret title", "secret words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("text", "secret words, later"), ("do", "save")]).await.is(303);
    let reply = ben.replies(&thread, "ben stays").await;
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    let page = ben.reads(&thread).await;
    page.is(200).shows("A post that is not here any more").shows("erased by its writer").shows("ben stays").hides("ecret").hides(">ana<");
    for list in ["/", "/b/nights", "/new", "/waiting"] {
        ben.reads(list).await.hides("ecret title");
    }
    let left: i64 = world
        .number(
            "select count(*) from entries where source like '%secret%' or html like '%secret%' or name is not null and state = 'erased'",
        )
        .await;
    assert_eq!(
        left + world.number("select count(*) from entry_versions").await
            + world.number("select count(*) from threads where title <> ''").await,
        0
    );
    // A reply with no answer leaves no shell.
    let own = format!("{reply}/own");
    ben.fills(&own, &own, &[("do", "erase")]).await.is(303);
    ben.reads(&thread).await.is(404);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_name_can_be_taken_off(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Whose", "words stay").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "nameless")]).await.is(303);
    ben.reads(&thread).await.shows("words stay").shows("Somebody").hides(">ana<");
    assert_eq!(world.number("select count(*) from entries where author is not null").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn ones_own_list_has_everything_whatever_its_state(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "Seen by all", "words").await;
    ana.replies(&thread, "my own reply").await;
    ana.posts("quiet", "Second", "second").await;
    ana.reads("/me/entries").await.shows("Seen by all").shows("my own reply").shows("Second");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn taking_back_and_editing_is_no_way_around_a_look(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "Hidden title", "words").await;
    let own = format!("/e/{}/own", id_of(&thread));
    for (state, after) in [("held", "held"), ("covered", "covered")] {
        sqlx::query("update entries set state = $1").bind(state).execute(&world.db).await.unwrap();
        sqlx::query("update threads set state = $1").bind(state).execute(&world.db).await.unwrap();
        ana.fills(&own, &own, &[("do", "withdraw")]).await.is(303);
        ana.fills(&own, &own, &[("text", "other words"), ("do", "save")]).await.is(303);
        ben.reads(&thread).await.is(404);
        ana.fills(&own, &own, &[("do", "put_back")]).await.is(303);
        assert_eq!(sqlx::query_scalar::<_, String>("select state from entries").fetch_one(&world.db).await.unwrap(), after);
    }
    sqlx::query("update cases set state = 'closed', closed_at = now()").execute(&world.db).await.unwrap();
    sqlx::query("update entries set state = 'held'").execute(&world.db).await.unwrap();
    ana.fills(&own, &own, &[("text", "once more"), ("do", "save")]).await.is(303);
    assert_eq!(world.number("select count(*) from cases where state <> 'closed'").await, 1, "whatever waits has a case");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn the_title_of_what_was_taken_back_is_nowhere(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ana.posts("nights", "A telling title", "words").await;
    ben.replies(&thread, "an answer").await;
    let own = format!("/e/{}/own", id_of(&thread));
    ana.fills(&own, &own, &[("do", "withdraw")]).await.is(303);
    ben.reads(&thread).await.is(200).shows("an answer").hides("telling");
    ben.reads("/me/entries").await.shows("an answer").hides("telling");
    for path in ["/", "/new", "/b/nights"] {
        world.guest().reads(path).await.hides("telling");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn new_words_in_an_erased_entrys_form_are_not_taken_for_stored(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let form = filled(ana.reads("/b/nights/write").await.form("/b/nights/write"), &[("title", "T"), ("text", "first"), ("do", "send")]);
    let sent = ana.posts_fields("/b/nights/write", &form).await;
    let own = format!("/e/{}/own", id_of(&sent.location()));
    ana.fills(&own, &own, &[("do", "erase")]).await.is(303);
    ana.posts_fields("/b/nights/write", &filled(form, &[("text", "written anew")])).await.is(409).shows("written anew");
}
