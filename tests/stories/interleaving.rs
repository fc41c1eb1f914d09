//! Up to four moderators and two writers act on the same few entries, many at the same moment and with forms that have lain about.
//! Whatever the order: no decision is lost or made twice, every state is one the tables allow, and the log replays to what is there.

use futures::future::join_all;
use holdfast::audit;
use holdfast::desk::by_state;
use holdfast::entries::State;
use holdfast::ids::CaseId;
use sqlx::PgPool;

use crate::world::{Person, World, filled, id_of};

/// Chance that can be had again: the same seed is the same story.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.throw(all.len() as u64)).unwrap()]
    }
}

/// What became of what was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Planned,
    TakenBack,
    Nothing,
}

type Form = Vec<(String, String)>;

/// The page of a case as it was read: the words on it, and its form.
#[derive(Clone)]
struct Read {
    words: String,
    form: Form,
}

async fn moderate(mo: &Person<'_>, case: &str, kept: Option<Read>, (action, restrain): (&str, &str)) -> (Outcome, Option<Read>) {
    let page = mo.reads(case).await;
    let read = kept.or_else(|| {
        (page.count(&format!("form[action='{case}']")) > 0).then(|| Read { words: page.words("[data-text]"), form: page.form(case) })
    });
    let Some(read) = read else { return (Outcome::Nothing, None) };
    let form = &read.form;
    let fields = [
        ("action", action),
        ("reason", "spam"),
        ("restrain", restrain),
        ("notes", "grief"),
        ("limit", "known-1"),
        ("passage", "middle"),
        ("message", "We read it."),
    ];
    // What is planned for the case already is answered as if the button was pressed twice.
    let is_planned: bool = sqlx::query_scalar(
        "select exists (select from plans join accounts on accounts.id = by where closes and name = $1 and case_id = $2)",
    )
    .bind(&mo.name)
    .bind(id_of(case).parse::<CaseId>().unwrap())
    .fetch_one(&mo.world.db)
    .await
    .unwrap();
    let status = mo.posts_fields(case, &filled(form.clone(), &fields)).await.status.as_u16();
    // 403: the writer asks about what this moderator decided; somebody else looks.
    assert!([303, 403, 409, 422].contains(&status), "{action}: {status}");
    let planned = status == 303 && !is_planned && !["release", "second", "take"].contains(&action);
    if planned {
        let sql = "insert into read_words (by, case_id, action, words) select id, $2, $3, $4 from accounts where name = $1";
        let (case, words) = (id_of(case).parse::<CaseId>().unwrap(), read.words.as_str());
        sqlx::query(sql).bind(&mo.name).bind(case).bind(action).bind(words).execute(&mo.world.db).await.unwrap();
    }
    (if planned { Outcome::Planned } else { Outcome::Nothing }, Some(read))
}

async fn undo(mo: &Person<'_>) -> Outcome {
    let page = mo.reads("/desk").await;
    let Some(plan) = page.attribute("button[name=plan]", "value") else { return Outcome::Nothing };
    let status = mo.posts_fields("/desk/undo", &filled(page.form("/desk/undo"), &[("plan", &plan)])).await.status.as_u16();
    assert!([200, 409].contains(&status), "undo: {status}");
    if status == 200 { Outcome::TakenBack } else { Outcome::Nothing }
}

/// Changed words are others each time.
async fn write(ana: &Person<'_>, entry: &str, what: &str, luck: u64) {
    let own = format!("/e/{}/own", id_of(entry));
    let page = ana.reads(&own).await;
    if page.status.as_u16() != 200 || page.count("main form") == 0 {
        return;
    }
    let text = format!("begin, middle, end, changed {luck}");
    let status = ana.posts_fields(&own, &filled(page.form(&own), &[("do", what), ("text", &text)])).await.status.as_u16();
    assert!([303, 403, 404, 409].contains(&status), "{what}: {status}");
}

/// A writer asks for another look at the newest decision they were told of.
async fn ask(ana: &Person<'_>) {
    let Some(path) = ana.reads("/notices").await.attribute("a[href^='/appeal/']", "href") else { return };
    let page = ana.reads(&path).await;
    if page.status.as_u16() != 200 || page.count("main form") == 0 {
        return;
    }
    let status = ana.posts_fields(&path, &filled(page.form(&path), &[("text", "Please look again.")])).await.status.as_u16();
    assert!([303, 403, 404].contains(&status), "ask: {status}");
}

/// What was decided is what the table allows of the state it found, and led where the action says.
fn is_legal(action: &str, from: &str, to: &str) {
    let by_state = by_state(State::from(from.to_owned()));
    let of_words = ["let_stand", "publish", "cover", "hold", "remove", "restore"];
    // A passage that was taken out is put back, too, where the words themselves were not taken down.
    let is_untrimmed = action == "restore" && from == to && from != "removed";
    if of_words.contains(&action) {
        assert!(is_untrimmed || by_state.iter().any(|legal| legal.as_str() == action), "{action} of what is {from}");
    } else {
        assert!(from == to || to.starts_with("until "), "{action} leaves the words as they are: {from}, {to}");
    }
    match action {
        "publish" => assert_eq!(to, "published"),
        "cover" => assert_eq!(to, "covered"),
        "hold" => assert_eq!(to, "held"),
        "remove" => assert_eq!(to, "removed"),
        "let_stand" => assert_eq!(to, from),
        _ => {}
    }
}

/// Twice the same sums, however it went.
async fn adds_up(world: &World, planned: i64, taken_back: i64) {
    let waiting = world.number("select count(*) from plans").await;
    let overtaken = world.number("select count(*) from case_reasons where rule = 'overtaken'").await;
    let decided = world.number("select count(*) from decisions").await;
    assert_eq!(
        planned,
        taken_back + waiting + overtaken + decided,
        "{taken_back} taken back, {waiting} wait, {overtaken} overtaken, {decided} decided"
    );
    let deeds: Vec<(String, String, String)> =
        sqlx::query_as("select action, from_state, to_state from decisions where from_state is not null")
            .fetch_all(&world.db)
            .await
            .unwrap();
    for (action, from, to) in deeds {
        is_legal(&action, &from, &to);
    }
    for wrong in [
        // A moderator holds one case at a time, and nobody holds what is decided.
        "select count(*) from (select 1 from cases where state = 'leased' and settles_at is null group by leased_by having count(*) > 1) as many",
        "select count(*) from cases where state = 'closed' and settles_at is not null",
        "select count(*) from cases where settles_at is not null and not exists (select from plans where case_id = cases.id and closes)",
        // Where an entry stands is where its last move led; each move by a moderator is a decision and the other way round.
        "select count(*) from entries where state <> coalesce((select to_state from entry_moves where entry = entries.id order by at desc, id desc limit 1), state)",
        "select abs((select count(*) from decisions where from_state <> to_state and to_state not like 'until%')
            - (select count(*) from entry_moves where by in (select account from roles)))",
        // Its moves, each from where it stood, lead from where it was published to where it stands.
        "select count(*) from entries cross join unnest(array['held', 'published', 'covered', 'removed', 'withdrawn', 'erased']) as one
            where (select count(*) filter (where to_state = one) - count(*) filter (where from_state = one) from entry_moves where entry = entries.id)
                <> (entries.state = one)::int - (one = 'published')::int",
        // The same question is answered once, and what is asked stays on the desk until it is.
        "select count(*) from appeals join cases on cases.id = case_id where outcome is null and cases.state = 'closed'",
        // A case is decided by one decision that closes it, each time it is closed.
        "select count(*) from (select 1 from decisions join cases on cases.id = case_id where state = 'closed' and action not in ('write', 'warn', 'pause', 'hold_all', 'ban', 'edit_out', 'lift')
            group by case_id having count(*) > 1 + (select count(*) from reports where reports.case_id = decisions.case_id)
                + (select count(*) from case_reasons where case_reasons.case_id = decisions.case_id)) as twice",
        "select count(*) from entries where state = 'erased' and source <> ''",
        // What judges the words is carried out about the words its moderator read, or about none that are left.
        "select count(*) from decided_words decided where action in ('let_stand', 'publish', 'cover', 'hold', 'remove', 'notes') and words <> ''
            and not exists (select from read_words read where (read.by, read.case_id, read.action, read.words) = (decided.by, decided.case_id, decided.action, decided.words))",
    ] {
        assert_eq!(world.number(wrong).await, 0, "{wrong}");
    }
    assert_eq!(audit::verify(&mut world.db.acquire().await.unwrap()).await.unwrap().broken, None);
}

/// Writes down with each decision what the words were, to be held beside what its moderator read.
async fn keep_words(world: &World) {
    for sql in [
        "create table read_words (by uuid, case_id uuid, action text, words text)",
        "create table decided_words as select by, case_id, action, message as words from decisions",
        "create function keep_words() returns trigger language plpgsql as $$ begin
            insert into decided_words select decisions.by, case_id, action, source from decisions join entries on entries.id = entry
                where decisions.id = new.id; return null; end $$",
        "create trigger words_kept after insert on decisions for each row execute function keep_words()",
    ] {
        sqlx::query(sql).execute(&world.db).await.unwrap();
    }
}

async fn play(db: PgPool, seed: u64) {
    let mut dice = Dice(seed);
    let world = World::new(db).await;
    keep_words(&world).await;
    let mut moderators = Vec::new();
    for name in ["ada", "bo", "cy", "di"] {
        moderators.push(world.moderator(name).await);
    }
    let writers = [world.member("ana").await, world.member("ben").await];
    let mut entries = Vec::new();
    for n in 0..4 {
        entries.push(writers[n % 2].posts("nights", &format!("Post {n}"), "begin, middle, end").await);
    }
    let (mut planned, mut taken_back, mut kept): (i64, i64, Vec<(String, Read)>) = (0, 0, Vec::new());
    // Forty rounds, and as many more as it takes until enough happened to say anything.
    for round in 0..400 {
        if round >= 40 && taken_back > 0 && world.number("select count(*) from decisions").await > 4 {
            break;
        }
        let mut cases = Vec::new();
        let round: Vec<(usize, u64, usize, u64)> =
            (0..=dice.throw(4)).map(|_| (0, dice.throw(15), usize::try_from(dice.throw(4)).unwrap(), dice.throw(1000))).collect();
        for (_, _, entry, _) in &round {
            cases.push(moderators[0].opens_case(&entries[*entry]).await);
        }
        let acts = round.iter().enumerate().map(|(at, (_, what, entry, luck))| {
            let (mo, case) = (&moderators[at], cases[at].as_str());
            let (writer, entry) = (&writers[*entry % 2], entries[*entry].as_str());
            let old = kept.iter().rev().find(|(of, _)| of == case && luck % 3 == 0).map(|(_, form)| form.clone());
            async move {
                match what {
                    0..=5 => {
                        let actions = [
                            "let_stand",
                            "cover",
                            "hold",
                            "remove",
                            "restore",
                            "publish",
                            "edit_out",
                            "write",
                            "restrain",
                            "release",
                            "take",
                            "second",
                            "limit",
                            "unlimit",
                            "notes",
                            "lock",
                            "unlock",
                            "lift",
                            "uphold",
                            "grant",
                        ];
                        let restraints = ["pause-1", "hold-30", "warn", "ban"];
                        let action = actions[usize::try_from(luck % 20).unwrap()];
                        let restrain = restraints[usize::try_from(luck / 20 % 4).unwrap()];
                        let (outcome, form) = moderate(mo, case, old, (action, restrain)).await;
                        (outcome, form.map(|form| (case.to_owned(), form)))
                    }
                    6..=8 => (undo(mo).await, None),
                    9 => {
                        mo.next_case().await;
                        (Outcome::Nothing, None)
                    }
                    10 => {
                        let form = format!("/e/{}/report", id_of(entry));
                        let page = mo.reads(&form).await;
                        if page.status.is_success() {
                            let status = mo.posts_fields(&form, &filled(page.form(&form), &[("reason", "cruel")])).await.status.as_u16();
                            assert!([200, 303, 404].contains(&status), "report: {status}");
                        }
                        (Outcome::Nothing, None)
                    }
                    11 => {
                        ask(writer).await;
                        (Outcome::Nothing, None)
                    }
                    _ => {
                        let what = ["withdraw", "put_back", "save", "save", "nothing", "erase"][usize::try_from(luck % 6).unwrap()];
                        write(writer, entry, if what == "erase" && luck % 5 != 0 { "withdraw" } else { what }, *luck).await;
                        (Outcome::Nothing, None)
                    }
                }
            }
        });
        for (outcome, form) in join_all(acts).await {
            planned += i64::from(outcome == Outcome::Planned);
            taken_back += i64::from(outcome == Outcome::TakenBack);
            kept.extend(form);
        }
        adds_up(&world, planned, taken_back).await;
        world.pass(chrono::TimeDelta::seconds(dice.one_of(&[1, 1, 5, 16, 40, 700])));
        world.delivers().await;
        adds_up(&world, planned, taken_back).await;
    }
    world.told().await;
    adds_up(&world, planned, taken_back).await;
    let decided = world.number("select count(*) from decisions").await;
    assert!(decided > 4 && taken_back > 0, "seed {seed}: only {decided} decided, {taken_back} taken back, of {planned}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_acts_in_whatever_order_nothing_is_lost_or_decided_twice(db: PgPool) {
    play(db, 0x5eed_0001).await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn and_in_another_order(db: PgPool) {
    play(db, 0x0bad_cafe).await;
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn and_in_a_third(db: PgPool) {
    play(db, 0xfeed_f00d).await;
}
