//! What can go wrong with the embedded Postgres, each time with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// Why the embedded Postgres cannot be found, made, started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No usable programs in any of the usual places.
    #[error(
        "No Postgres 15 or later was found. Install it with: apt-get install postgresql (Debian, Ubuntu), \
         dnf install postgresql-server postgresql-contrib (Fedora), brew install postgresql@17 (macOS), \
         or set HOLDFAST_DATABASE_URL to use a server you already have."
    )]
    NoPrograms,
    /// The setting names a folder without usable programs.
    #[error(
        "{folder} is set as the folder of Postgres' programs, but no Postgres 15 or later runs from there. \
         Correct that setting, or remove it to let Holdfast look in the usual places."
    )]
    BadPrograms {
        /// The folder that the setting names.
        folder: PathBuf,
    },
    /// The cluster needs another major version than those found.
    #[error(
        "The database in {folder} was made by Postgres {made_by}, but here there is {found}. \
         Install Postgres {made_by} (Debian, Ubuntu: apt-get install postgresql-{made_by}). To move to another version, \
         save the board with Postgres {made_by} while it runs, and read that into a new data folder: docs/postgres.md says how."
    )]
    OtherVersion {
        /// The cluster's folder.
        folder: PathBuf,
        /// The major version that made it.
        made_by: u32,
        /// The versions found, in words.
        found: String,
    },
    /// There is something where the cluster should be, and it is none.
    #[error(
        "{folder} is there, but it holds no Postgres database (PG_VERSION is missing or unreadable). \
         Move it away, or choose another data folder with --data-dir."
    )]
    NotACluster {
        /// The folder in question.
        folder: PathBuf,
    },
    /// The cluster belongs to another system user.
    #[error(
        "{folder} belongs to the user \"{owner}\", but Holdfast runs as \"{user}\". \
         Run Holdfast as \"{owner}\", or, as root, give the folder away with: chown -R {user} {folder}"
    )]
    WrongOwner {
        /// The cluster's folder.
        folder: PathBuf,
        /// Who owns it.
        owner: String,
        /// Who we are.
        user: String,
    },
    /// A folder on the way is closed to the user Postgres runs as.
    #[error(
        "Postgres refuses to run as root, so it runs as the user \"{user}\", who cannot enter {folder}. \
         Choose another data folder (for example --data-dir /var/lib/holdfast), \
         or let other users pass through this one with: chmod o+x {folder}"
    )]
    CannotEnter {
        /// The first folder on the way that is closed.
        folder: PathBuf,
        /// Who Postgres runs as.
        user: String,
    },
    /// We are root and there is nobody to run Postgres as.
    #[error(
        "Postgres refuses to run as root, and this system has neither a user \"postgres\" nor \"nobody\". \
         Run Holdfast as another user, or make one with: useradd --system postgres"
    )]
    NoAccount,
    /// Another process of ours owns the data folder.
    #[error(
        "Another holdfast (process {pid}) is using {folder}. \
         Stop it first, or choose another data folder with --data-dir."
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// Its process id, or "unknown".
        pid: String,
    },
    /// A process that is not ours to command works in the cluster.
    #[error("Process {pid} is working in {folder} and cannot be taken over. Stop it, then start Holdfast again.")]
    Busy {
        /// The cluster's folder.
        folder: PathBuf,
        /// The process.
        pid: i32,
    },
    /// Every folder we could put the socket in has too long a name, or is not ours.
    #[error(
        "No folder for Postgres' socket: its path may be {limit} bytes long at most, and it must be ours alone. \
         Choose a data folder with a shorter path, or set TMPDIR to a short one."
    )]
    NoSocketFolder {
        /// The longest path allowed, in bytes.
        limit: usize,
    },
    /// A program could not be run at all.
    #[error("Could not run {program}: {source}")]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `initdb` ended with an error.
    #[error("Postgres could not make its database folder. initdb said:\n{said}")]
    Make {
        /// The words of `initdb`.
        said: String,
    },
    /// The server ended before it answered.
    #[error("Postgres ended while it was starting. The end of {log} says:\n{said}")]
    Ended {
        /// Its log file.
        log: PathBuf,
        /// The log's last lines.
        said: String,
    },
    /// The server lives but does not answer.
    #[error("Postgres is running but has not answered for {minutes} minutes. See {log}.")]
    Silent {
        /// How long we waited.
        minutes: u64,
        /// Its log file.
        log: PathBuf,
    },
    /// The server was told to stop and has not.
    #[error(
        "Postgres (process {pid}) was told to stop and has not within {minutes} minutes. \
         It is left to finish; the next start of Holdfast waits for it or takes it over."
    )]
    StillStopping {
        /// The server's process.
        pid: i32,
        /// How long we waited.
        minutes: u64,
    },
    /// The server answered with an error.
    #[error("The embedded Postgres refused: {0}")]
    Refused(#[from] sqlx::Error),
    /// A file or folder could not be used.
    #[error("Could not {what} {path}: {source}")]
    File {
        /// A verb: "make", "read", "lock" …
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Gives an input or output error its verb and its path.
    pub(super) fn file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { what, path, source }
    }
}
