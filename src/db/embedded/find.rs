//! Where Postgres' programs are.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Error;

/// The oldest major version that will do.
pub const OLDEST: u32 = 15;

/// Parent folder, how a child's name begins, and what follows below it.
const USUAL_PLACES: [(&str, &str, &str); 7] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr/local/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ("/usr/libexec", "postgresql", ""),
];

/// A set of Postgres' programs that runs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The major version: 15, 16, 17 …
    pub major: u32,
    /// The minor version, 0 for a preview.
    pub minor: u32,
    /// The folder with `postgres`, `initdb`, `pg_dump` …
    pub folder: PathBuf,
}

impl Found {
    /// The path of one of the programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Postgres {}.{} in {}", self.major, self.minor, self.folder.display())
    }
}

/// The programs to use: those in `programs` if it is set, else the newest in the usual places.
///
/// # Errors
/// [`Error::NoPrograms`] or [`Error::BadPrograms`] where nothing runs.
pub fn find(programs: Option<&Path>) -> Result<Found, Error> {
    newest(all(programs)?).ok_or(Error::NoPrograms)
}

/// The programs for a cluster that major version `made_by` has made.
///
/// # Errors
/// As [`find`], and [`Error::OtherVersion`] where only others are installed.
pub(super) fn find_for(programs: Option<&Path>, cluster: &Path, made_by: u32) -> Result<Found, Error> {
    let (fitting, others): (Vec<_>, Vec<_>) = all(programs)?.into_iter().partition(|found| found.major == made_by);
    newest(fitting).ok_or_else(|| Error::OtherVersion {
        folder: cluster.to_owned(),
        made_by,
        found: others.iter().map(Found::to_string).collect::<Vec<_>>().join(" and "),
    })
}

/// Every set of programs that runs, at least one.
fn all(programs: Option<&Path>) -> Result<Vec<Found>, Error> {
    let candidates = programs.map_or_else(usual_places, |set| vec![set.to_owned(), set.join("bin")]);
    let found: Vec<_> = candidates.iter().filter_map(|folder| ask(folder)).collect();
    match programs {
        _ if !found.is_empty() => Ok(found),
        Some(folder) => Err(Error::BadPrograms { folder: folder.to_owned() }),
        None => Err(Error::NoPrograms),
    }
}

/// The highest version; among equals the first, because `PATH` comes before the rest.
fn newest(found: Vec<Found>) -> Option<Found> {
    found.into_iter().rev().max_by_key(|one| (one.major, one.minor))
}

/// The folders of `PATH`, then the places where systems put Postgres.
fn usual_places() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    on_path.chain(USUAL_PLACES.iter().flat_map(|(parent, start, end)| below(parent, start, end))).collect()
}

/// The folders `parent/start*/end`.
fn below(parent: &str, start: &str, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(start)).map(|entry| entry.path().join(end)).collect()
}

/// Asks the `postgres` in this folder for its version; a broken or old one counts as none. A link is followed, since
/// all the other programs stand where it leads.
fn ask(folder: &Path) -> Option<Found> {
    let program = folder.join("postgres").canonicalize().ok()?;
    let folder = program.parent()?.to_owned();
    if !folder.join("initdb").is_file() {
        return None;
    }
    let answer = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    let (major, minor) = version(&String::from_utf8_lossy(&answer.stdout))?;
    let fits = answer.status.success() && major >= OLDEST;
    fits.then_some(Found { major, minor, folder })
}

/// Reads `postgres (PostgreSQL) 15.14 (Debian …)` or `… 19beta1`.
fn version(answer: &str) -> Option<(u32, u32)> {
    let number = answer.split_whitespace().nth(2)?;
    let (major, rest) = leading_number(number)?;
    let minor = rest.strip_prefix('.').and_then(leading_number).map_or(0, |(minor, _)| minor);
    Some((major, minor))
}

/// The number a text begins with, and what follows it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_postgres_prints_them() {
        assert_eq!(version("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some((15, 14)));
        assert_eq!(version("postgres (PostgreSQL) 17.2\n"), Some((17, 2)));
        assert_eq!(version("postgres (PostgreSQL) 19beta1\n"), Some((19, 0)));
        assert_eq!(version("postgres: command failed\n"), None);
        assert_eq!(version(""), None);
    }

    #[test]
    fn the_highest_version_wins_and_the_first_among_equals() {
        let one = |major, minor, folder: &str| Found { major, minor, folder: folder.into() };
        let chosen = newest(vec![one(15, 9, "/a"), one(17, 2, "/b"), one(17, 2, "/c"), one(16, 11, "/d")]);
        assert_eq!(chosen, Some(one(17, 2, "/b")));
    }
}
