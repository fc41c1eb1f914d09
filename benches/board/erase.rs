//! How long until nothing is left of somebody who erases everything: the form is sent, then every page is asked for on which a word of
//! theirs stood.

use std::time::{Duration, Instant};

use holdfast::accounts::{self, Name, Passphrase};
use holdfast::clock::Clock;
use holdfast::ids::{EntryId, ThreadId};
use sqlx::PgConnection;

use crate::load::{self, CONNECTIONS, Connection};

const PASSPHRASE: &str = "a lamp in the window";
const COOKIE: &str = "holdfast=bench-leaver";
/// A word in each of their texts, and their name.
const WORD: &str = "lanternfish";

/// What was found.
pub struct Gone {
    /// Entries they had.
    pub entries: usize,
    /// Pages that were asked for.
    pub pages: usize,
    /// From sending the form to its answer.
    pub answered: Duration,
    /// From sending the form to the last of the pages.
    pub read: Duration,
    /// Pages that still showed something.
    pub left: usize,
}

/// Fills the board with them and erases them.
pub async fn everything(db: &mut PgConnection, address: &str) -> Gone {
    let name = Name::parse("Lanternfish").expect("a name");
    let secret = Passphrase::parse(PASSPHRASE, "Lanternfish").expect("a passphrase").hash().await.expect("its hash");
    accounts::join(db, None, &name, &secret, false, Clock::System.now()).await.expect("an account").expect("a free name");
    sqlx::raw_sql(include_str!("erase.sql")).execute(&mut *db).await.expect("what they wrote");
    let entries: Vec<(EntryId, ThreadId)> =
        sqlx::query_as("select entries.id, thread from entries join accounts on accounts.id = author where accounts.name = 'Lanternfish'")
            .fetch_all(db)
            .await
            .expect("their entries");
    let mut pages: Vec<String> = entries.iter().flat_map(|(entry, thread)| [format!("/t/{thread}"), format!("/e/{entry}")]).collect();
    pages.extend(["/", "/new", "/b/bench", "/waiting"].map(str::to_owned));
    pages.sort();
    pages.dedup();
    assert!(showing(address, &pages) > entries.len() / 2, "they are seen before");
    let begun = Instant::now();
    erase(address);
    let answered = begun.elapsed();
    let left = showing(address, &pages);
    Gone { entries: entries.len(), pages: pages.len(), answered, read: begun.elapsed(), left }
}

/// Ends the account, with all it wrote.
fn erase(address: &str) {
    let token = load::token(&load::page(address, "/me/leaving", COOKIE));
    let body = format!("token={token}&passphrase={}&keep=nothing", PASSPHRASE.replace(' ', "+"));
    let (status, answer) = Connection::open(address).send(address, "/me/leaving", COOKIE, &body);
    assert!(status == 200 && answer.contains("It is done"), "{status}: {answer}");
}

/// On how many of these pages their word stands.
fn showing(address: &str, pages: &[String]) -> usize {
    let readers = pages.chunks(pages.len().div_ceil(CONNECTIONS)).map(|part| {
        let (address, part) = (address.to_owned(), part.to_vec());
        std::thread::spawn(move || {
            let mut connection = Connection::open(&address);
            part.iter().filter(|path| connection.get(&address, path, "none=0").1.to_lowercase().contains(WORD)).count()
        })
    });
    // All of them are started before the first is waited for.
    let readers: Vec<_> = readers.collect();
    readers.into_iter().map(|reader| reader.join().expect("a reader")).sum()
}
