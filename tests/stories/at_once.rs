//! What a moderator does from a thread's own page, at once: it is one decision however often the button is pressed, and never about oneself.

use sqlx::PgPool;

use crate::world::{World, filled};

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn closing_or_pinning_a_thread_is_one_decision_and_never_about_ones_own(db: PgPool) {
    let world = World::new(db).await;
    let (ana, mo) = (world.member("ana").await, world.moderator("mo").await);
    let thread = ana.posts("nights", "Closing", "soon").await;
    let form = mo.reads(&thread).await.form("/order");
    for action in ["lock", "pin"] {
        for _ in 0..2 {
            mo.posts_fields(&format!("{thread}/order"), &filled(form.clone(), &[("do", action)])).await.is(303);
        }
    }
    world.told().await;
    assert_eq!(world.number("select count(*) from decisions").await, 2, "one for each, however often it was pressed");
    assert_eq!(world.number("select count(*) from notices").await, 1);

    let own = mo.posts("nights", "Of the desk", "tired words").await;
    for action in ["lock", "pin"] {
        mo.posts_fields(&format!("{own}/order"), &filled(form.clone(), &[("do", action)])).await.is(403).shows("your own words");
    }
    assert_eq!(world.number("select count(*) from threads where locked_at is not null or pinned_at is not null").await, 1);

    // As at the desk: first they read what is theirs and what is not.
    sqlx::query("update desk_care set limits_accepted_at = null").execute(&world.db).await.unwrap();
    let unlock = mo.posts_fields(&format!("{thread}/order"), &filled(form, &[("do", "unlock")])).await;
    assert_eq!(unlock.location(), "/desk");
    assert_eq!(mo.reads("/desk/log").await.location(), "/desk");
    assert_eq!(world.number("select count(*) from threads where locked_at is not null").await, 1);
}
