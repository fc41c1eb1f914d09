//! The data folder: what lies where in it, and who owns it.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, DirBuilder, File, Permissions, TryLockError};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Error;
use super::account::Account;

/// The longest path of a socket: Linux takes 107 bytes, macOS 103.
const SOCKET_BYTES: usize = 103;

/// What Postgres calls its socket at [`super::PORT`].
const SOCKET_NAME: &str = ".s.PGSQL.5432";

/// A log longer than this is set aside at the next start, over the one set aside before.
const LOG_BYTES: u64 = 1024 * 1024;

/// The data folder, by its true path.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder if it is missing. As root others may pass through it, or Postgres could not reach its own part;
    /// they may not list it.
    pub(super) fn open(data_dir: &Path) -> Result<Self, Error> {
        if !data_dir.is_dir() {
            let mode = if nix::unistd::geteuid().is_root() { 0o711 } else { 0o700 };
            let builder = DirBuilder::new().recursive(true).mode(mode).create(data_dir);
            builder.map_err(Error::file("make", data_dir))?;
        }
        data_dir.canonicalize().map(Self).map_err(Error::file("find", data_dir))
    }

    /// The folder if it is there already.
    pub(super) fn find(data_dir: &Path) -> Option<Self> {
        data_dir.canonicalize().ok().map(Self)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn cluster(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// Postgres' own log. It holds what the server says of itself, never a statement or a value.
    pub(super) fn log(&self) -> PathBuf {
        self.0.join("postgres.log")
    }

    /// How the names of half-made clusters begin.
    pub(super) const SIDE: &str = "postgres.new-";

    /// Opens the log for writing at its end; a long one starts afresh.
    pub(super) fn open_log(&self) -> Result<File, Error> {
        let log = self.log();
        if log.metadata().is_ok_and(|found| found.len() > LOG_BYTES) {
            fs::rename(&log, log.with_extension("log.1")).map_err(Error::file("set aside", &log))?;
        }
        self.open_own(&log)
    }

    /// Opens one of our files for reading and appending. As root it goes to the folder's owner, who may come back without us.
    fn open_own(&self, path: &Path) -> Result<File, Error> {
        let file = File::options().read(true).append(true).create(true).mode(0o600).open(path);
        let file = file.map_err(Error::file("open", path))?;
        if nix::unistd::geteuid().is_root() {
            let owner = self.0.metadata().map_err(Error::file("look at", &self.0))?;
            chown(path, Some(owner.uid()), Some(owner.gid())).map_err(Error::file("change the owner of", path))?;
        }
        Ok(file)
    }

    /// A folder for the socket that only the account may enter: in the data folder, or, where that path is too long for
    /// a socket, in a folder for temporary files.
    pub(super) fn socket_folder(&self, account: &Account) -> Result<PathBuf, Error> {
        let at_home = self.0.join("run");
        if fits(&at_home) {
            if !at_home.is_dir() {
                make_private(&at_home, account)?;
            }
            account.own(&at_home)?;
            return close(&at_home).map(|()| at_home);
        }
        // Root's runtime folder is closed to the user we step down to.
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|_| !account.steps_down());
        let parents = [runtime.map(PathBuf::from), Some(std::env::temp_dir()), Some("/tmp".into())];
        let mut choices = parents.iter().flatten().flat_map(|parent| self.names_in(parent)).filter(|path| fits(path));
        choices.find(|path| claim(path, account)).ok_or(Error::NoSocketFolder { limit: SOCKET_BYTES })
    }

    /// Names for this data folder in a shared folder. Several, since anyone may have taken the first to spite us.
    fn names_in(&self, parent: &Path) -> Vec<PathBuf> {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        let name = hasher.finish();
        (0..16).map(|n| parent.join(format!("holdfast-{name:016x}-{n}"))).collect()
    }

    /// Takes away what a server that is no more left of its socket. Postgres would do so itself, but not where another
    /// process has been given the old one's number.
    pub(super) fn clear_socket(socket_folder: &Path) {
        let _ = fs::remove_file(socket_folder.join(SOCKET_NAME));
        let _ = fs::remove_file(socket_folder.join(format!("{SOCKET_NAME}.lock")));
    }

    /// Takes a socket folder in a shared place away again. What is in use stays, because it is not empty.
    pub(super) fn leave_socket_folder(&self, socket_folder: &Path) {
        if !socket_folder.starts_with(&self.0) {
            let _ = fs::remove_dir(socket_folder);
        }
    }
}

/// Whether a socket in this folder has a path the kernel takes and Postgres' settings and pid file can hold.
fn fits(folder: &Path) -> bool {
    let path = folder.join(SOCKET_NAME);
    let short = path.as_os_str().len() <= SOCKET_BYTES;
    short && folder.is_absolute() && folder.to_str().is_some_and(|path| !path.contains(['"', '\n']))
}

/// Makes the folder ours, or finds that it is.
fn claim(folder: &Path, account: &Account) -> bool {
    let _ = make_private(folder, account);
    account.owns_alone(folder)
}

/// One process per data folder. The system frees the lock when we end, however we end; Postgres does not inherit it.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock. Tries for a second, because [`Lock::is_held`] holds it for a moment.
    pub(super) async fn take(folder: &Folder) -> Result<Self, Error> {
        let path = Self::path(folder);
        let mut file = folder.open_own(&path)?;
        for _ in 0..20 {
            match file.try_lock() {
                Ok(()) => {
                    let written = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
                    written.map_err(Error::file("write", &path))?;
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(source)) => return Err(Error::file("lock", &path)(source)),
                Err(TryLockError::WouldBlock) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        Err(Self::in_use(folder))
    }

    /// Whether a process holds the lock.
    pub(super) fn is_held(folder: &Folder) -> Result<bool, Error> {
        let path = Self::path(folder);
        let file = match File::open(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            opened => opened.map_err(Error::file("open", &path))?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(source)) => Err(Error::file("lock", &path)(source)),
        }
    }

    /// The error that names the process holding the lock.
    pub(super) fn in_use(folder: &Folder) -> Error {
        let pid = fs::read_to_string(Self::path(folder)).unwrap_or_default();
        let pid = if pid.is_empty() { "unknown".to_owned() } else { pid };
        Error::InUse { folder: folder.0.clone(), pid }
    }

    fn path(folder: &Folder) -> PathBuf {
        folder.0.join("holdfast.lock")
    }
}

/// Makes a folder that only the account may enter.
pub(super) fn make_private(folder: &Path, account: &Account) -> Result<(), Error> {
    DirBuilder::new().mode(0o700).create(folder).map_err(Error::file("make", folder))?;
    account.own(folder)
}

/// Closes a folder to everyone but its owner.
pub(super) fn close(folder: &Path) -> Result<(), Error> {
    fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(Error::file("close", folder))
}
