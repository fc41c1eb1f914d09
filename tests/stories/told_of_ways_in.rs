//! Who wants it is told by mail that somebody set a passphrase with one of their recovery codes.

use sqlx::PgPool;

use crate::mailbox::Mailbox;
use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_passphrase_set_with_a_code_is_told_to_who_wants_to_know(db: PgPool) {
    let mailbox = Mailbox::open().await;
    let world = World::with_mail(db, &mailbox).await;
    let ana = world.guest();
    let joined = ana.fills("/join", "/join", &[("name", "Anouk"), ("passphrase", PASSPHRASE)]).await.text();
    let codes: Vec<&str> = joined.split_whitespace().filter(|word| word.len() == 14 && word.matches('-').count() == 2).collect();
    ana.takes_mail(&mailbox, "anouk@mail.example").await;
    let sets = async |code: &str| {
        let fields = [("name", "Anouk"), ("code", code), ("passphrase", "two lamps in the window")];
        world.guest().fills("/sign-in/recover", "/sign-in/recover", &fields).await.is(303);
        world.delivers().await;
        mailbox.letters()
    };
    // Nobody is told who did not choose so.
    assert!(sets(codes[0]).await.is_empty());
    ana.fills("/sign-in", "/sign-in", &[("name", "Anouk"), ("passphrase", "two lamps in the window")]).await.is(303);
    ana.wants(&[("tells", "recovered")]).await;
    let letters = sets(codes[1]).await;
    assert_eq!(letters.len(), 1);
    let whole = letters[0].whole();
    assert!(whole.contains("/sign-in/recover") && !whole.contains("Anouk") && !whole.contains(codes[1]), "{whole}");
}
