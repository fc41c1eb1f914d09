//! A name for one thread only leads nobody to whoever is behind it: not by what a page says, not by what it lacks, not by how it is made.

use holdfast::accounts::{Role, RoleKind};
use regex::Regex;
use sqlx::PgPool;

use crate::answer::Answer;
use crate::world::{PASSPHRASE, Person, World, filled, id_of, path_of};

impl Person<'_> {
    /// Posts under a name for the thread only; gives back the thread and that name.
    async fn posts_as_another(&self, title: &str, text: &str) -> (String, String) {
        let write = "/b/nights/write";
        let form = filled(self.reads(write).await.form(write), &[("title", title), ("text", text), ("as", "alias"), ("do", "send")]);
        let alias = form.iter().find(|(name, _)| name == "alias").unwrap().1.clone();
        (path_of(&self.posts_fields(write, &form).await.location()), alias)
    }

    async fn answers_as_another(&self, to: &str, text: &str) -> String {
        let path = format!("/e/{}/reply", id_of(to));
        path_of(&self.fills(&path, &path, &[("text", text), ("as", "alias"), ("do", "send")]).await.location())
    }
}

/// A page with everything taken out that differs between any two threads: what is left must be the same, whoever wrote.
fn plain(answer: &Answer, own: &[(&str, &str)]) -> String {
    let mut html = format!("{} {:?}\n{}", answer.status, answer.headers, answer.html);
    for (what, blank) in own {
        html = html.replace(what, blank);
    }
    for (what, blank) in [
        (r#"name="(token|nonce|alias)" value="[^"]*""#, r#"name="$1""#),
        (r"<em data-alias>[^<]*</em>", "<em data-alias></em>"),
        (r#""content-length": "\d+""#, ""),
        (r#"(class="leaf" aria-hidden="true">)."#, "$1"),
    ] {
        html = Regex::new(what).unwrap().replace_all(&html, blank).into_owned();
    }
    html
}

/// The desk's page of a case, with what differs between any two taken out.
async fn at_desk(mo: &Person<'_>, (thread, alias): &(String, String)) -> String {
    let case = mo.opens_case(thread).await;
    let page = plain(mo.reads(&case).await.is(200), &[(&id_of(thread), "POST"), (alias, "ALIAS"), (&id_of(&case), "CASE")]);
    page.split("<section class=\"case\">").nth(1).unwrap().to_owned()
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn not_even_the_desk_tells_who_is_behind_a_name_before_it_is_looked_up(db: PgPool) {
    let world = World::new(db).await;
    // Three people as unlike as can be: paused under their own name and reading in German; a colleague; somebody new.
    let (ana, cleo, ben, mo) =
        (world.member("ana").await, world.moderator("cleo").await, world.member("ben").await, world.moderator("mo").await);
    let anas = ana.posts("nights", "Under a name", "words with a name").await;
    let named = ben.posts("nights", "Under a name", "words with a name").await;
    let mut threads = Vec::new();
    for who in [&ana, &cleo, &ben] {
        threads.push(who.posts_as_another("Quietly", "words without a name").await);
    }
    sqlx::query("update accounts set locale = 'de' where name = 'ana'").execute(&world.db).await.unwrap();
    let restrains = async |case: &str, how: &str| {
        mo.decides(case, "restrain", &[("restrain", how), ("reason", "cruel")]).await.is(303);
        world.told().await;
    };
    let case = mo.opens_case(&anas).await;
    mo.reads(&case).await.shows("1 entry");
    restrains(&case, "pause-3").await;
    mo.reads(&case).await.shows("paused, or read first");
    let (one, two, three) = (at_desk(&mo, &threads[0]).await, at_desk(&mo, &threads[1]).await, at_desk(&mo, &threads[2]).await);
    assert_eq!(one, three, "paused or not, in whatever language");
    assert_eq!(two, three, "a colleague or not");

    // What is put for words under that name shows there, is ended there, and nowhere else; a colleague is not paused, and nothing says why.
    for (at, how) in [(1, "ban"), (2, "pause-3")] {
        let case = mo.opens_case(&threads[at].0).await;
        restrains(&case, how).await;
    }
    assert_eq!(world.number("select count(*) from restraints").await, 2, "ana's and ben's");
    let case = mo.opens_case(&threads[1].0).await;
    mo.reads(&case).await.shows("somebody else had changed something").hides("paused, or read first").hides("colleague");
    let bens = mo.opens_case(&threads[2].0).await;
    mo.reads(&bens).await.shows("paused, or read first");
    let named = mo.opens_case(&named).await;
    let page = mo.reads(&named).await;
    assert_eq!(page.hides("paused, or read first").count("button[value=lift]"), 0);
    mo.decides(&named, "lift", &[]).await.is(409);
    mo.decides(&bens, "lift", &[]).await.is(303);
    world.told().await;
    ben.replies(&anas, "here again").await;

    // Read first for what was under their own name: under another one nothing says that it is for that.
    let case = mo.opens_case(&anas).await;
    mo.decides(&case, "lift", &[]).await.is(303);
    restrains(&case, "hold-30").await;
    let held = ana.posts_as_another("Again", "more words without a name").await;
    let case = mo.opens_case(&held.0).await;
    mo.reads(&case).await.shows("The software put it here").hides("read first for a time").hides("paused, or read first");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn nothing_tells_who_is_behind_a_name_for_one_thread(db: PgPool) {
    let world = World::new(db).await;
    // Two people as unlike as can be: one here for long, trusted, with a signature, paused once, blocked by somebody; one new.
    let ana = world.member("Anastasia").await;
    world.gives(&ana, Role { kind: RoleKind::Supporter, board: None }).await;
    ana.fills("/me", "/me/signature", &[("signature", "Only on Thursdays")]).await.is(303);
    world.pass(chrono::TimeDelta::days(20));
    let (ben, eve, mo) = (world.member("Benedict").await, world.member("eve").await, world.moderator("mo").await);
    let anas = ana.posts("nights", "Under a name", "words with a name").await;
    ben.posts("nights", "Under another name", "words with a name").await;
    let mut threads = Vec::new();
    for who in [&ana, &ben] {
        let (thread, alias) = who.posts_as_another("Quietly", "words without a name").await;
        assert!(world.guest().reads(&thread).await.text().contains(&alias));
        let own = format!("/e/{}/own", id_of(&thread));
        who.fills(&own, &own, &[("text", "words without a name, changed"), ("do", "save")]).await.is(303);
        let asked = eve.replies(&thread, "a question").await;
        let answer = who.answers_as_another(&asked, "an answer").await;
        eve.follows(&answer).await.is(200);
        threads.push((thread, alias, asked, answer));
    }
    // What becomes of one under their name is seen there and nowhere else.
    let case = mo.opens_case(&anas).await;
    mo.decides(&case, "restrain", &[("restrain", "pause-3"), ("reason", "cruel")]).await.is(303);
    mo.decides(&case, "remove", &[("reason", "cruel")]).await.is(303);
    world.told().await;
    for (thread, _, asked, _) in &threads {
        for (entry, kind) in [(thread, "love"), (asked, "hear")] {
            let path = format!("/e/{}/kindness", id_of(entry));
            let form = filled(mo.reads(thread).await.form(&path), &[("kind", kind)]);
            mo.posts_fields(&path, &form).await.is(303);
        }
    }
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (thread, alias, asked, answer) in &threads {
        let ids = [id_of(thread), id_of(asked), id_of(answer)];
        let own = [(ids[0].as_str(), "POST"), (ids[1].as_str(), "ASKED"), (ids[2].as_str(), "ANSWER"), (alias.as_str(), "ALIAS")];
        let mut pages = Vec::new();
        for reader in [&world.guest(), &eve] {
            for path in [thread.clone(), path_of(answer)].into_iter().chain(
                ["reply", "report", "worried", "own", "away"]
                    .iter()
                    .flat_map(|end| ids.iter().step_by(2).map(move |id| format!("/e/{id}/{end}"))),
            ) {
                let page = reader.reads(&path).await;
                for secret in ["Anastasia", "Benedict", "Thursdays", "peer supporter"] {
                    page.hides(secret);
                }
                pages.push(plain(&page, &own));
            }
        }
        seen.push(pages);
    }
    for (one, other) in seen[0].iter().zip(&seen[1]) {
        assert_eq!(one, other, "it can be told who wrote");
    }
    // In lists they stand by time, and alike.
    for reader in [&world.guest(), &eve] {
        for path in ["/", "/new", "/b/nights", "/b/nights?order=waiting", "/waiting"] {
            let page = reader.reads(path).await;
            page.hides("Thursdays");
            let mut items = threads.iter().map(|(thread, alias, ..)| {
                let html = page.html.split("<li>").find(|item| item.contains(thread.as_str())).unwrap_or_default();
                html.replace(&id_of(thread), "POST").replace(alias, "ALIAS")
            });
            let (one, other) = (items.next().unwrap(), items.next().unwrap());
            assert_eq!(one.split("</li>").next(), other.split("</li>").next(), "{path}");
        }
    }
    // No account stands in any page by its id, in whatever spelling.
    let accounts: Vec<uuid::Uuid> = sqlx::query_scalar("select id from accounts").fetch_all(&world.db).await.unwrap();
    for page in seen.iter().flatten() {
        for account in &accounts {
            for spelled in [account.to_string(), account.simple().to_string(), holdfast::ids::AccountId(*account).to_string()] {
                assert!(!page.contains(&spelled));
            }
        }
    }
    // Who left with their name kept left behind the other name, too, what everybody else has there.
    let before = plain(&eve.reads(&threads[1].0).await, &[]);
    ben.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", "named")]).await.is(200);
    assert_eq!(plain(&eve.reads(&threads[1].0).await, &[]), before);
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_name_in_a_thread_is_never_anybody_elses_there(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben) = (world.member("ana").await, world.member("ben").await);
    let (thread, alias) = ana.posts_as_another("Quietly", "words of ana").await;
    let own = format!("/e/{}/own", id_of(&thread));
    let list = ana.reads("/me/names").await;
    list.shows(&alias).shows("Quietly").shows("Two things can't be hidden");
    assert_eq!(list.attribute("main .rows a[href$='/own']", "href").as_deref(), Some(&*own));
    ben.reads("/me/names").await.is(200).hides(&alias);
    world.guest().reads("/me/names").await.is(401);
    // The name comes off at any time, also much later; what is left is nobody's.
    let wants = async |who: &Person<'_>| {
        let path = format!("/e/{}/reply", id_of(&thread));
        let form = filled(who.reads(&path).await.form(&path), &[("text", "me too"), ("as", "alias"), ("alias", &alias), ("do", "send")]);
        who.posts_fields(&path, &form).await.is(303);
        sqlx::query_scalar::<_, String>("select name from entries where source = 'me too' order by id desc limit 1")
            .fetch_one(&world.db)
            .await
            .unwrap()
    };
    assert_ne!(wants(&ben).await, alias);
    world.pass(chrono::TimeDelta::days(400));
    ana.signs_in().await;
    ana.fills(&own, &own, &[("do", "nameless")]).await.is(303);
    world.guest().reads(&thread).await.shows("words of ana").hides(&alias);
    let cora = world.member("cora").await;
    assert_ne!(wants(&cora).await, alias);
    ana.fills("/me/leaving", "/me/leaving", &[("passphrase", PASSPHRASE), ("keep", "nothing")]).await.is(200);
    let dora = world.member("dora").await;
    assert_ne!(wants(&dora).await, alias, "not even after they left and erased everything");
    assert_eq!(world.number("select count(*) from aliases where account is null").await, 1);
    // Nor does a guest or somebody who joins pass for one of these.
    let path = format!("/e/{}/reply", id_of(&thread));
    let guest = world.guest();
    let sent = guest.fills(&path, &path, &[("text", "it is me"), ("guest_name", &alias.to_lowercase()), ("do", "send")]).await;
    sent.is(422).shows("we make up for single threads").shows("it is me");
    guest.fills("/join", "/join", &[("name", &alias), ("passphrase", PASSPHRASE)]).await.is(422).shows("we make up");
}

/// What of these words stands on which page, and how each page answers.
async fn seen<'a>(reader: &Person<'_>, pages: &'a [String], words: &[&'a str]) -> Vec<(&'a str, u16, Vec<&'a str>)> {
    let mut seen = Vec::new();
    for path in pages {
        let page = reader.reads(path).await;
        seen.push((path.as_str(), page.status.as_u16(), words.iter().copied().filter(|word| page.html.contains(word)).collect()));
    }
    seen
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn whoever_blocks_a_name_and_compares_with_a_stranger_learns_of_no_other(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, eve, sol) = (world.member("ana").await, world.member("ben").await, world.member("eve").await, world.member("sol").await);
    let (bens, eves) = (ben.posts("nights", "Of ben", "words of ben").await, eve.posts("nights", "Of eve", "words of eve").await);
    let named = ana.posts("nights", "By a name", "named-post").await;
    let hidden = ana.posts_as_another("Quietly", "alias-post").await.0;
    let entries = [
        ("named-post", named.clone()),
        ("alias-post", hidden.clone()),
        ("named-reply", ana.replies(&bens, "named-reply").await),
        ("alias-reply", ana.answers_as_another(&bens, "alias-reply").await),
        ("named-answer", ana.replies(&eves, "named-answer").await),
        ("alias-answer", ana.answers_as_another(&eves, "alias-answer").await),
    ];
    world.told().await;
    let words = entries.each_ref().map(|(word, _)| *word);
    let pages: Vec<String> = ["/", "/new", "/b/nights", "/b/nights?order=waiting", "/waiting", &named, &hidden, &bens, &eves]
        .into_iter()
        .map(str::to_owned)
        .chain(entries.iter().flat_map(|(_, entry)| ["reply", "report", "worried", "away"].map(|end| format!("/e/{}/{end}", id_of(entry)))))
        .collect();
    let strangers = seen(&sol, &pages, &words).await;
    let told = "select count(*) from notices join entries on entries.id = entry where voice = 'alias' and account = (select id from accounts where name = 'eve')";
    let faces: [&[&str]; 4] = [&["named-post", "named-reply", "named-answer"], &["alias-post"], &["alias-reply"], &["alias-answer"]];
    for face in faces {
        let of_face = |path: &str| entries.iter().any(|(word, entry)| face.contains(word) && path.contains(&id_of(entry)));
        for (how, word) in ["block", "mute"].into_iter().flat_map(|how| face.iter().map(move |word| (how, word))) {
            let away = format!("/e/{}/away", id_of(&entries.iter().find(|(known, _)| known == word).unwrap().1));
            eve.fills(&away, &away, &[("do", how)]).await.is(303);
            for (before, now) in strangers.iter().zip(seen(&eve, &pages, &words).await) {
                let rest = before.2.iter().copied().filter(|word| !face.contains(word)).collect::<Vec<_>>();
                let own = of_face(now.0) && now.1 == 404 && now.2.is_empty();
                assert!(
                    own || (now.0, now.1, &now.2) == (before.0, before.1, &rest),
                    "{how} at {word} is felt elsewhere: {now:?}, not {before:?}"
                );
            }
            assert_eq!(world.number(told).await, i64::from(!face.contains(&"alias-answer")), "{how} at {word}");
            eve.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
        }
    }
    assert_eq!(seen(&eve, &pages, &words).await, strangers);
    // Nor is a notice missing of another name than the muted one.
    let away = format!("/e/{}/away", id_of(&named));
    eve.fills(&away, &away, &[("do", "mute")]).await.is(303);
    let before = world.number(told).await;
    ana.answers_as_another(&eves, "another answer").await;
    world.told().await;
    assert_eq!(world.number(told).await, before + 1);
    eve.fills("/me/away", "/me/away", &[("do", "person")]).await.is(303);
    // Whoever is blocked from behind a name misses that name, and no other of the same person.
    let behind = eve.answers_as_another(&bens, "eve-alias").await;
    eve.fills(&away.replace(&id_of(&named), &id_of(&entries[2].1)), &format!("/e/{}/away", id_of(&entries[2].1)), &[("do", "block")])
        .await
        .is(303);
    ana.reads(&bens).await.is(200).hides("eve-alias");
    ana.reads(&format!("/e/{}/reply", id_of(&behind))).await.is(404);
    ana.reads(&eves).await.is(200).shows("words of eve");
    ana.reads("/new").await.shows("Of eve");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn no_limit_on_what_is_said_of_one_name_is_felt_at_another_name_of_theirs(db: PgPool) {
    let world = World::new(db).await;
    let (ana, ben, sol) = (world.member("ana").await, world.member("ben").await, world.member("sol").await);
    let (bens, sols) = (ben.posts("nights", "Of ben", "words of ben").await, sol.posts("nights", "Of sol", "words of sol").await);
    // Three faces of ana, four entries each: her name in two threads, and the name she has in either of them only.
    let mut faces = vec![Vec::new(); 3];
    for text in ["one", "two", "three", "four"] {
        faces[0].push(ana.writes_as(if text == "one" { &bens } else { &sols }, text, "member").await);
        faces[1].push(ana.answers_as_another(&bens, text).await);
        faces[2].push(ana.answers_as_another(&sols, text).await);
    }
    for (at, face) in faces.iter().enumerate() {
        for other in faces.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, face)| face) {
            let eve = world.member(&format!("eve {}", world.number("select count(*) from accounts").await)).await;
            for entry in &face[..3] {
                eve.worries(entry, "low", "").await.is(303);
            }
            eve.worries(&face[3], "low", "").await.is(429).shows("You have told us about this person already");
            // What is said of another name of hers is as new as what is said of ben.
            eve.worries(&other[0], "low", "").await.is(303);
            for entry in [&other[1], &bens] {
                eve.reports(entry, "other", "").await.is(303);
            }
        }
    }
}
