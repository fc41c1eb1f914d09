//! A Postgres of our own in the data folder, for those who have not set up a server: found, made, started, watched and
//! stopped by Holdfast. Production with more than one copy of Holdfast uses a real server by URL.
//!
//! In the data folder lie `postgres/` (the cluster), `run/` (the socket; elsewhere if the path is too long for one),
//! `postgres.log` (what the server says of itself; at 1 MiB it becomes `postgres.log.1` at the next start) and
//! `holdfast.lock`.

mod account;
mod cluster;
mod database;
mod error;
mod find;
mod folder;
mod postmaster;
mod processes;
mod tuning;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tokio::sync::Mutex;

use account::Account;
use cluster::Cluster;
use folder::{Folder, Lock};
use postmaster::{PidFile, Postmaster};

pub use error::Error;
pub use find::{Found, OLDEST, find};

/// Only the name of the socket depends on it: there is no TCP.
const PORT: u16 = 5432;

/// Where and how the embedded Postgres lives.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The data folder; made if missing.
    pub data_dir: PathBuf,
    /// The folder of Postgres' programs; without it they are looked for in the usual places.
    pub programs: Option<PathBuf>,
    /// For tests only: give up durability for speed.
    pub fast: bool,
}

/// A running Postgres that is ours until [`Embedded::stop`]. Restarted if it is killed; dropped without a stop, it is asked
/// to end and not waited for.
#[derive(Debug)]
pub struct Embedded {
    kept: Arc<Kept>,
    options: PgConnectOptions,
}

/// The server and the right to it, freed in this order.
#[derive(Debug)]
struct Kept {
    postmaster: Mutex<Postmaster>,
    cluster: Cluster,
    _lock: Lock,
}

impl Embedded {
    /// Finds the programs, makes the cluster if it is missing, starts it or takes a survivor over, waits until it
    /// answers, and makes the database `holdfast`.
    pub async fn start(settings: &Settings) -> Result<Self, Error> {
        let folder = Folder::open(&settings.data_dir)?;
        let account = Account::choose(folder.path(), &folder.cluster())?;
        account.check_owner(&folder.cluster())?;
        let lock = Lock::take(&folder).await.map_err(|error| account.name_owner(error, folder.path()))?;
        let wanted = settings.clone();
        let cluster = blocking(move || Cluster::open(folder, account, &wanted)).await?;
        let postmaster = cluster.serve().await?;
        database::prepare(postmaster.socket_folder()).await?;
        let options = database::options(postmaster.socket_folder(), database::NAME, database::NAME);
        let kept = Arc::new(Kept { postmaster: Mutex::new(postmaster), cluster, _lock: lock });
        watch::begin(&kept);
        Ok(Self { kept, options })
    }

    /// How to reach the database `holdfast`: socket folder, role, database.
    pub fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// The programs in use; `pg_dump` and `pg_restore` stand in the same folder.
    pub fn programs(&self) -> &Found {
        &self.kept.cluster.programs
    }

    /// Asks for a fast shutdown and waits for its end. Nothing skips the wait: if this future is dropped, the runtime
    /// still waits when it ends.
    pub async fn stop(self) -> Result<(), Error> {
        blocking(move || {
            let mut postmaster = self.kept.postmaster.blocking_lock();
            postmaster.stop()?;
            self.kept.cluster.folder.leave_socket_folder(postmaster.socket_folder());
            Ok(())
        })
        .await
    }
}

/// How to reach the Postgres that another Holdfast runs in this data folder, if one does: for commands beside a running
/// `serve`. Waits a little for one that is just starting.
pub async fn running(data_dir: &Path) -> Result<Option<PgConnectOptions>, Error> {
    let Some(folder) = Folder::find(data_dir) else {
        return Ok(None);
    };
    for _ in 0..100 {
        if !Lock::is_held(&folder)? {
            return Ok(None);
        }
        if let Some(file) = PidFile::read(&folder.cluster())? {
            let options = database::options(&file.socket_folder, database::NAME, database::NAME);
            if file.status == "ready" && database::answers(&options).await {
                return Ok(Some(options));
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Lock::in_use(&folder))
}

/// Runs work that waits for the system on a thread where it may.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(failed) => match failed.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => std::future::pending().await, // the runtime is ending, and this task with it
        },
    }
}
