//! Keeping away from a person, a thread, a content note.

use sqlx::PgPool;

use crate::world::{Person, World, id_of, path_of};

impl Person<'_> {
    async fn keeps_away(&self, entry: &str, how: &str) {
        let path = format!("/e/{}/away", id_of(entry));
        assert_eq!(self.fills(&path, &path, &[("do", how)]).await.location(), "/me/away");
    }

    async fn writes_as_another(&self, to: &str, text: &str) -> String {
        self.writes_as(to, text, "alias").await
    }

    pub async fn writes_as(&self, to: &str, text: &str, voice: &str) -> String {
        let path = format!("/e/{}/reply", id_of(to));
        let sent = self.fills(&path, &path, &[("text", text), ("as", voice), ("do", "send")]).await.location();
        path_of(&sent)
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_block_works_both_ways_between_the_names_it_was_made_at(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, eve) = (world.member("ana").await, world.member("ben").await, world.member("evelyn").await);
    let anas = ana.posts("nights", "Of ana", "words of ana").await;
    let evelyns = eve.posts("nights", "Of evelyn", "words of evelyn").await;
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    let veiled = eve.writes_as_another(&bens, "words behind another name").await;
    eve.replies(&anas, "an answer of evelyn").await;
    world.told().await;
    ana.reads("/notices").await.shows("Of ana");
    // Ana blocks whoever is behind the name in ben's thread, and learns nothing of who it is: of evelyn all stays.
    ana.keeps_away(&veiled, "block").await;
    ana.reads("/me/away").await.shows("blocked").hides("evelyn");
    ana.reads(&bens).await.is(200).hides("words behind another name");
    ben.reads(&bens).await.shows("words behind another name");
    ana.reads("/new").await.shows("Of evelyn");
    ana.reads(&evelyns).await.is(200);
    ana.reads("/notices").await.shows("Of ana");
    // Whoever is behind it can't read or answer ana under her name, by whichever of their own.
    eve.reads("/new").await.hides("Of ana");
    for (who, entry) in [(&eve, &anas), (&ana, &veiled)] {
        for page in ["reply", "away", "report", "worried"] {
            who.reads(&format!("/e/{}/{page}", id_of(entry))).await.is(404);
        }
    }
    ana.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
    eve.reads(&anas).await.is(200);
    // A block at a name is one of what was written under it.
    ana.keeps_away(&evelyns, "block").await;
    ana.reads("/me/away").await.shows("evelyn");
    for path in ["/", "/new", "/b/nights", "/waiting"] {
        ana.reads(path).await.hides("Of evelyn");
        eve.reads(path).await.hides("Of ana");
        ben.reads(path).await.is(200);
    }
    ana.reads(&evelyns).await.is(404);
    eve.reads(&anas).await.is(404);
    ana.reads(&bens).await.shows("words behind another name");
    ana.reads("/notices").await.hides("Of ana");
    for (who, entry) in [(&eve, &anas), (&ana, &evelyns)] {
        for page in ["reply", "away", "report", "worried"] {
            who.reads(&format!("/e/{}/{page}", id_of(entry))).await.is(404);
        }
    }
    let gone = ana.replies(&bens, "ana was here").await;
    eve.reads(&bens).await.hides("ana was here");
    eve.reads(&format!("/e/{}/reply", id_of(&gone))).await.is(404);
    // Taken back, all is as before.
    ana.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
    ana.reads(&evelyns).await.is(200);
    eve.reads(&anas).await.is(200).shows("words of ana");
    assert_eq!(world.number("select count(*) from accounts where away is not null").await, 0);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_mute_works_one_way_and_a_neutral_line_stands_where_others_answered(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, eve) = (world.member("ana").await, world.member("ben").await, world.member("evelyn").await);
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    let loud = eve.replies(&bens, "loud words").await;
    ben.replies(&loud, "an answer to them").await;
    eve.replies(&bens, "other loud words").await;
    ana.keeps_away(&loud, "mute").await;
    let page = ana.reads(&bens).await;
    page.shows("an answer to them").shows_once("Something you keep away from").hides("loud words").hides("evelyn");
    let anas = ana.posts("nights", "Of ana", "words of ana").await;
    eve.reads(&anas).await.is(200).shows("words of ana");
    eve.replies(&anas, "an answer of evelyn").await;
    world.told().await;
    ana.reads("/notices").await.hides("Of ana");
    assert_eq!(world.number("select count(*) from notices join accounts on accounts.id = account where name = 'ana'").await, 0);
    // Somebody else's list is nobody else's to change.
    let form = ana.reads("/me/away").await.form("/me/away");
    let person = form.iter().find(|(name, _)| name == "person").unwrap().1.clone();
    let token = eve.reads("/me").await.form("/sign-out");
    eve.posts_fields("/me/away", &crate::world::filled(token, &[("do", "person"), ("person", &person)])).await.is(303);
    ana.reads(&bens).await.hides("loud words");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_muted_thread_is_gone_from_lists_and_notices(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let thread = ben.posts("nights", "Of ben", "words of ben").await;
    let reply = ana.replies(&thread, "an answer of ana").await;
    ana.keeps_away(&thread, "thread").await;
    ana.reads("/me/away").await.shows("Of ben");
    ben.replies(&reply, "and another").await;
    world.told().await;
    assert_eq!(world.number("select count(*) from notices join accounts on accounts.id = account where name = 'ana'").await, 0);
    for path in ["/", "/new", "/b/nights"] {
        ana.reads(path).await.hides("Of ben");
        ben.reads(path).await.shows("Of ben");
    }
    ana.reads(&thread).await.is(200).shows("and another");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_content_note_is_shown_folded_or_hidden_as_its_reader_chose(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let write = "/b/nights/write";
    let fields = [("title", "Of grief"), ("text", "words of grief"), ("notes", "grief"), ("do", "send")];
    let thread = path_of(&ben.fills(write, write, &fields).await.location());
    ana.reads(&thread).await.is(200);
    assert_eq!(ana.reads(&thread).await.count("details.cover"), 1);
    for (choice, listed, folded) in [("grief:show", true, 0), ("grief:hide", false, 1), ("grief:fold", true, 1)] {
        let token: Vec<_> = ana.reads("/me").await.form("/sign-out");
        ana.posts_fields("/me/away", &crate::world::filled(token, &[("do", "notes"), ("note", choice)])).await.is(303);
        assert_eq!(ana.reads("/new").await.text().contains("Of grief"), listed, "{choice}");
        assert_eq!(ana.reads(&thread).await.count("details.cover"), folded, "{choice}");
    }
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn who_has_two_names_in_a_thread_says_by_which_they_block(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, eve) = (world.member("ana").await, world.member("ben").await, world.member("evelyn").await);
    let anas = ana.posts("nights", "Of ana", "words of ana").await;
    let bens = ben.posts("nights", "Of ben", "words of ben").await;
    ana.writes_as_another(&bens, "behind another name").await;
    ana.writes_as(&bens, "under her own name", "member").await;
    let eves = eve.replies(&bens, "words of evelyn").await;
    let away = format!("/e/{}/away", id_of(&eves));
    let page = ana.reads(&away).await;
    page.shows("You have two names in this thread").shows("By the other name they still read you");
    assert_eq!(page.attribute("input[name=as][checked]", "value").as_deref(), Some("member"), "as she wrote there last");
    let sees = async || {
        let page = eve.reads(&bens).await;
        let here = ["behind another name", "under her own name"].map(|words| page.text().contains(words));
        (here[0], here[1], eve.reads(&anas).await.status.as_u16())
    };
    let blocks = async |fields: &[(&str, &str)]| ana.fills(&away, &away, fields).await.is(303).status;
    blocks(&[("do", "block")]).await;
    assert_eq!(sees().await, (true, false, 404));
    ana.reads("/me/away").await.hides("by you as");
    // By the other one as well, one after the other.
    ana.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
    blocks(&[("do", "block"), ("as", "alias")]).await;
    assert_eq!(sees().await, (false, true, 200));
    ana.reads("/me/away").await.shows_once("by you as");
    ana.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
    for face in ["alias", "member"] {
        let form = crate::world::filled(ana.reads("/me").await.form("/sign-out"), &[("do", "block"), ("as", face)]);
        // The page is gone with the first block; what it would send is not.
        let sent = ana.posts_fields(&away, &form).await.status.as_u16();
        assert!([303, 404].contains(&sent), "{sent}");
    }
    // Who has one name there is asked nothing.
    ben.reads(&away).await.hides("two names in this thread");
}
