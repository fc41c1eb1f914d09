//! What ties an account to words goes with the words, or the name on them, and is not made by looking.

use sqlx::PgPool;

use crate::world::{PASSPHRASE, World, filled, id_of, path_of};

/// As the worker leaves it where somebody has very many entries.
const FILE: &str = "with made as (insert into exports (account, asked_at, made_at, bytes) select id, now(), now(), 1 from accounts where name = 'ana' returning account)
    insert into notices (id, account, kind, created_at) select gen_random_uuid(), account, 'export_ready', now() from made";

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_guests_private_link_ties_no_account_to_their_words(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo, guest) = (world.member("ana").await, world.moderator("mo").await, world.guest());
    let write = "/b/nights/write";
    let fields = [("title", "Of a guest"), ("text", "words of a guest"), ("guest_name", "passing by"), ("do", "send")];
    let link = path_of(&guest.fills(write, write, &fields).await.location());
    // A guest who joined since, or a friend they showed the link to, opens it while signed in.
    for r#do in ["withdraw", "put_back"] {
        ana.fills(&link, &link, &[("do", r#do)]).await.is(303);
    }
    assert_eq!(world.number("select count(*) from entry_moves where by is not null").await, 0);
    let entry = id_of(&link);
    let case = mo.opens_case(&format!("/t/{entry}")).await;
    mo.decides(&case, "remove", &[("reason", "private"), ("message", "That street can be found.")]).await.is(303);
    world.told().await;
    let appeal = ana.reads(&link).await.attribute("a[href^='/appeal/']", "href").unwrap();
    ana.fills(&appeal, &appeal, &[("text", "It is the sea.")]).await.is(303);
    assert_eq!(world.number("select count(*) from appeals where words <> ''").await, 1);
    assert_eq!(world.number("select count(*) from appeals where account is not null").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn with_the_name_goes_what_else_said_whose_the_words_were(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, eve) = (world.member("ana").await, world.member("ben").await, world.member("eve").await);
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    let path = format!("/e/{}/reply", id_of(&bens));
    let fields = [("text", "words of ana"), ("as", "alias"), ("do", "send")];
    let reply = path_of(&ana.fills(&path, &path, &fields).await.location());
    let (own, away) = (format!("/e/{}/own", id_of(&reply)), format!("/e/{}/away", id_of(&reply)));
    eve.fills(&away, &away, &[("do", "mute")]).await.is(303);
    let token: Vec<_> = ana.reads(&own).await.form(&own).into_iter().filter(|(name, _)| name == "token").collect();
    let draft = filled(token, &[("known", "0"), ("tab", "one"), ("text", "better words of ana")]);
    ana.posts_fields(&format!("/drafts/own-{}", id_of(&reply)), &draft).await.is(200);
    sqlx::raw_sql(FILE).execute(&world.db).await.unwrap();
    ana.fills(&own, &own, &[("do", "nameless")]).await.is(303);
    for left in ["drafts", "exports", "blocks", "aliases where account is not null", "notices where kind = 'export_ready'"] {
        let sql = format!("select count(*) from {left}");
        assert_eq!(sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(&world.db).await.unwrap(), 0, "{left}");
    }
    // The next one there is another, and nothing in what becomes of it says that it is the same person.
    let before: String = sqlx::query_scalar("select name from aliases").fetch_one(&world.db).await.unwrap();
    let again =
        path_of(&ana.fills(&path, &path, &[("text", "back again"), ("as", "alias"), ("alias", &before), ("do", "send")]).await.location());
    eve.reads(&bens).await.shows("back again").hides(&before);
    eve.reads(&format!("/e/{}/away", id_of(&again))).await.is(200);
    // Leaving with the name kept takes the file along, too.
    sqlx::raw_sql(FILE).execute(&world.db).await.unwrap();
    ana.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", "named")]).await.is(200);
    assert_eq!(world.number("select count(*) from exports").await, 0);
}
