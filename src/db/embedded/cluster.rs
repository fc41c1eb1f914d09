//! The cluster: Postgres' folder of databases, made once, then served.

use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use super::account::Account;
use super::database;
use super::find::{Found, find, find_for};
use super::folder::{Folder, close, make_private};
use super::postmaster::{PidFile, Postmaster};
use super::processes::{anyone_in, works_in};
use super::{Error, Settings, tuning};

/// How long the rest of a killed Postgres may take to notice and leave.
const LEAVE_SECONDS: u32 = 30;
/// How long a Postgres that is stopping already may take.
const STOPPING_SECONDS: u32 = 300;

/// A cluster and all it takes to serve it.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) folder: Folder,
    pub(super) programs: Found,
    account: Account,
    fast: bool,
}

impl Cluster {
    /// Finds the programs that fit and makes the cluster if it is missing. The caller holds the lock.
    pub(super) fn open(folder: Folder, account: Account, settings: &Settings) -> Result<Self, Error> {
        let cluster = folder.cluster();
        account.check_entry(folder.path())?;
        sweep(&folder);
        let made_by = made_by(&cluster)?;
        let programs = match made_by {
            Some(major) => find_for(settings.programs.as_deref(), &cluster, major)?,
            None => find(settings.programs.as_deref())?,
        };
        let opened = Self { folder, programs, account, fast: settings.fast };
        if made_by.is_none() {
            opened.make()?;
        }
        Ok(opened)
    }

    /// Lets `initdb` work in a side folder, then gives it its name: a killed first start leaves nothing half-made.
    fn make(&self) -> Result<(), Error> {
        let (side, cluster) = (side(&self.folder), self.folder.cluster());
        tracing::info!("Making a database in {} with {}", cluster.display(), self.programs);
        make_private(&side, &self.account)?;
        let made = self.initdb(&side)?;
        if !made.status.success() {
            let _ = fs::remove_dir_all(&side);
            return Err(Error::Make { said: String::from_utf8_lossy(&made.stderr).trim().to_owned() });
        }
        fs::rename(&side, &cluster).map_err(Error::file("rename to its place", &side))?;
        let parent = File::open(self.folder.path()).and_then(|folder| folder.sync_all());
        parent.map_err(Error::file("write down", self.folder.path()))
    }

    /// Local sessions are trusted: the socket stands in a folder that only the server's own user can enter, and there is
    /// no other way in.
    fn initdb(&self, side: &Path) -> Result<Output, Error> {
        let program = self.programs.program("initdb");
        let mut command = self.account.command(&program);
        command.arg("-D").arg(side).args(["-U", database::SUPERUSER, "--encoding=UTF8", "--data-checksums"]);
        command.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions"]);
        // macOS has no C.UTF-8.
        command.args(if cfg!(target_os = "macos") { &["--locale=C", "--lc-ctype=UTF-8"][..] } else { &["--locale=C.UTF-8"] });
        command.args(self.fast.then_some("--no-sync"));
        command.output().map_err(|source| Error::Run { program, source })
    }

    /// A Postgres that answers: the one that runs already if it is ours, else a new one.
    pub(super) async fn serve(&self) -> Result<Postmaster, Error> {
        while let Some(mut survivor) = self.survivor().await? {
            match database::wait(&mut survivor, &self.folder).await {
                Err(Error::Ended { .. }) => {} // it was on its way out
                answer => return answer.map(|()| survivor),
            }
        }
        let mut postmaster = self.start()?;
        database::wait(&mut postmaster, &self.folder).await?;
        Ok(postmaster)
    }

    /// After a `kill -9` of ours the old Postgres lives on; we take it over when its pid, folder and socket agree.
    async fn survivor(&self) -> Result<Option<Postmaster>, Error> {
        let cluster = self.folder.cluster();
        self.let_it_finish().await?;
        let Some(file) = PidFile::read(&cluster)? else {
            return self.wait_until_empty().await.map(|()| None);
        };
        let Some(pid) = file.pid.filter(|pid| works_in(*pid, &cluster)) else {
            return self.bury(&file).await.map(|()| None);
        };
        if !file.socket_folder.is_absolute() {
            return Err(Error::Busy { folder: cluster, pid });
        }
        tracing::info!(pid, "Taking over the Postgres that runs in {}", cluster.display());
        Ok(Some(Postmaster::taken_over(pid, cluster, file.socket_folder)))
    }

    /// Waits for a Postgres that is stopping.
    async fn let_it_finish(&self) -> Result<(), Error> {
        let cluster = self.folder.cluster();
        let stopping = || {
            let file = PidFile::read(&cluster).ok().flatten().filter(|file| file.status == "stopping")?;
            file.pid.filter(|pid| works_in(*pid, &cluster))
        };
        self.wait_while(stopping, STOPPING_SECONDS).await
    }

    /// Removes the pid file of a dead Postgres, once nobody works in its folder any more.
    async fn bury(&self, file: &PidFile) -> Result<(), Error> {
        self.wait_until_empty().await?;
        let path = PidFile::path(&self.folder.cluster());
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file("remove", &path)(error)),
            _ => {
                tracing::info!(pid = file.pid, "The last Postgres was killed; it will recover now");
                Ok(())
            }
        }
    }

    async fn wait_until_empty(&self) -> Result<(), Error> {
        let cluster = self.folder.cluster();
        self.wait_while(|| anyone_in(&cluster), LEAVE_SECONDS).await
    }

    async fn wait_while(&self, busy: impl Fn() -> Option<i32>, seconds: u32) -> Result<(), Error> {
        for _ in 0..seconds * 20 {
            if busy().is_none() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        busy().map_or(Ok(()), |pid| Err(Error::Busy { folder: self.folder.cluster(), pid }))
    }

    fn start(&self) -> Result<Postmaster, Error> {
        let cluster = self.folder.cluster();
        close(&cluster)?;
        let socket_folder = self.folder.socket_folder(&self.account)?;
        Folder::clear_socket(&socket_folder);
        let log = self.folder.open_log()?;
        let program = self.programs.program("postgres");
        let mut command = self.account.command(&program);
        command.arg("-D").arg(&cluster);
        let sockets = format!("unix_socket_directories=\"{}\"", socket_folder.display());
        for setting in tuning::settings(self.fast).chain([sockets]) {
            command.args(["-c", &setting]);
        }
        let copy = log.try_clone().map_err(Error::file("open", &self.folder.log()))?;
        let child = command.stdout(copy).stderr(log).spawn().map_err(|source| Error::Run { program, source })?;
        Ok(Postmaster::started(child, cluster, socket_folder))
    }
}

/// The major version that made the cluster, or nothing if there is none yet.
fn made_by(cluster: &Path) -> Result<Option<u32>, Error> {
    let empty = fs::read_dir(cluster).map_or(!cluster.exists(), |mut entries| entries.next().is_none());
    if empty {
        return Ok(None);
    }
    let written = fs::read_to_string(cluster.join("PG_VERSION")).unwrap_or_default();
    let major = written.trim().parse().map_err(|_| Error::NotACluster { folder: cluster.to_owned() })?;
    Ok(Some(major))
}

/// A name nobody had before, so that an `initdb` orphaned by a `kill -9` cannot write into the next one's folder.
fn side(folder: &Folder) -> PathBuf {
    let chance = RandomState::new().build_hasher().finish();
    folder.path().join(format!("{}{chance:016x}", Folder::SIDE))
}

/// Removes what killed first starts left; a later start tries again where that fails.
fn sweep(folder: &Folder) {
    let entries = fs::read_dir(folder.path()).into_iter().flatten().flatten();
    for left in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(Folder::SIDE)) {
        let _ = fs::remove_dir_all(left.path());
    }
}

/// The last lines of the log, for an error message.
pub(super) fn end_of_log(folder: &Folder) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut log = File::open(folder.log())?;
        log.seek(SeekFrom::Start(log.metadata()?.len().saturating_sub(1500)))?;
        let mut bytes = Vec::new();
        log.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let text = read().unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(8)..].join("\n")
}
