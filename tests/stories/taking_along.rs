//! Taking everything along where it is little in number and much to read.

use sqlx::PgPool;

use crate::world::{PASSPHRASE, World, id_of};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_few_hundred_very_long_posts_are_packed_later_too(db: PgPool) {
    let world = World::new(db).await;
    let ana = world.member("ana").await;
    let thread = ana.posts("nights", "A diary", "words of ana").await;
    ana.fills("/me/leaving", "/me/export", &[("passphrase", PASSPHRASE)]).await.is(200);
    // Somebody who writes much: each as long as a post may be, in letters of three bytes.
    let many = "insert into entries (id, thread, parent, depth, author, voice, source, html, renderer, notes, state, nonce, created_at)
        select gen_random_uuid(), thread, id, 1, author, voice, repeat('€', 60000), '', renderer, notes, state, gen_random_uuid(), created_at
        from entries, generate_series(1, 100) where id = $1";
    let post: holdfast::ids::EntryId = id_of(&thread).parse().unwrap();
    sqlx::query(many).bind(post).execute(&world.db).await.unwrap();
    assert_eq!(ana.fills("/me/leaving", "/me/export", &[("passphrase", PASSPHRASE)]).await.location(), "/me/leaving#file");
}
