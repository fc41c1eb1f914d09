//! The day's key: what internet addresses are hashed with, so that what is counted of guests today says nothing of anybody tomorrow.

use std::fs;
use std::io::{self, Write};
use std::net::IpAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::ids;

/// What the files begin with; the day comes after it.
const NAME: &str = "day-key-";

/// A key that is another one from midnight (UTC) on. The one before is thrown away. In memory, until it is told of a folder.
#[derive(Default)]
pub struct DayKey(Mutex<Known>);

#[derive(Default)]
struct Known {
    day: NaiveDate,
    key: [u8; 32],
    folder: Option<PathBuf>,
}

impl DayKey {
    /// Keeps it in this folder from now on, outside of the database: a program that starts again goes on with it, and so do others
    /// that share the folder.
    pub fn keep_in(&self, folder: PathBuf) {
        *self.known() = Known { folder: Some(folder), ..Known::default() };
    }

    /// An address as a hash that is the same all day and worth nothing after it.
    pub fn hash(&self, address: IpAddr, today: NaiveDate) -> String {
        let hash = Sha256::new().chain_update(self.turn(today).key).chain_update(address.to_string()).finalize();
        bs58::encode(&hash[..12]).into_string()
    }

    /// Throws the key of another day away.
    pub fn forget(&self, today: NaiveDate) {
        drop(self.turn(today));
    }

    fn turn(&self, today: NaiveDate) -> MutexGuard<'_, Known> {
        let mut known = self.known();
        if known.day != today {
            let kept = known.folder.as_deref().map(|folder| kept(folder, today));
            known.key = kept
                .transpose()
                .unwrap_or_else(|error| {
                    tracing::warn!(%error, "the day's key can't be kept: limits for guests begin anew when the board starts again");
                    None
                })
                .unwrap_or_else(ids::chance);
            known.day = today;
        }
        known
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key of that day: the file's, or a fresh one that nobody else put there before. Other days' are thrown away.
fn kept(folder: &Path, day: NaiveDate) -> io::Result<[u8; 32]> {
    fs::create_dir_all(folder)?;
    let file = folder.join(format!("{NAME}{day}"));
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path != file && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NAME)) {
            // Another process may have been quicker.
            let _ = fs::remove_file(path);
        }
    }
    match whole(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        found => return found,
    }
    // Written whole under another name first: whoever finds the file finds all of it, and of two who make one the first wins.
    let key: [u8; 32] = ids::chance();
    let fresh = folder.join(format!("new-{NAME}{}", bs58::encode(ids::chance::<8>()).into_string()));
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?.write_all(&key)?;
    let made = fs::hard_link(&fresh, &file);
    fs::remove_file(&fresh)?;
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => whole(&file),
        made => made.map(|()| key),
    }
}

fn whole(file: &Path) -> io::Result<[u8; 32]> {
    fs::read(file)?.try_into().map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the day's key is not whole"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_outlives_the_program_and_not_the_day() {
        let folder = tempfile::tempdir().unwrap();
        let started = || {
            let key = DayKey::default();
            key.keep_in(folder.path().join("data"));
            key
        };
        let (address, today): (IpAddr, NaiveDate) = ("203.0.113.9".parse().unwrap(), "2026-11-21".parse().unwrap());
        let tomorrow = today.succ_opt().unwrap();
        let names = || {
            let files = fs::read_dir(folder.path().join("data")).unwrap().map(|entry| entry.unwrap());
            files
                .inspect(|file| assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600))
                .map(|file| file.file_name())
                .collect::<Vec<_>>()
        };
        let (first, second) = (started(), started());
        let hash = first.hash(address, today);
        assert_eq!(second.hash(address, today), hash, "others that share the folder");
        assert_eq!(started().hash(address, today), hash, "after a start");
        assert_ne!(started().hash("203.0.113.10".parse().unwrap(), today), hash);
        assert_ne!(DayKey::default().hash(address, today), hash, "elsewhere");
        assert_eq!(names(), ["day-key-2026-11-21"]);
        started().forget(tomorrow);
        assert_eq!(names(), ["day-key-2026-11-22"], "thrown away, also where nobody came");
        let later = first.hash(address, tomorrow);
        assert_ne!(later, hash);
        assert_eq!(second.hash(address, tomorrow), later);
    }

    #[test]
    fn where_no_file_can_be_written_it_is_in_memory() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let key = DayKey::default();
        key.keep_in(file.path().to_owned());
        let (address, today): (IpAddr, NaiveDate) = ("203.0.113.9".parse().unwrap(), "2026-11-21".parse().unwrap());
        assert_eq!(key.hash(address, today), key.hash(address, today));
    }
}
