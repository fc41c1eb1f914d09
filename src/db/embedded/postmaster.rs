//! Postgres' first process: found by its pid file, started by us or taken over, told to stop.

use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use super::Error;
use super::processes::{ask_to_stop, works_in};

/// How long a shutdown may take. Its last checkpoint writes all that is still in memory.
const STOP_MINUTES: u64 = 5;
const STOP_PAUSE: Duration = Duration::from_millis(20);

/// What `postmaster.pid` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    /// Nothing if the file was cut short, as by a full disk.
    pub(super) pid: Option<i32>,
    pub(super) socket_folder: PathBuf,
    /// The last words Postgres wrote: "starting", "ready", "stopping" …
    pub(super) status: String,
}

impl PidFile {
    pub(super) fn path(cluster: &Path) -> PathBuf {
        cluster.join("postmaster.pid")
    }

    pub(super) fn read(cluster: &Path) -> Result<Option<Self>, Error> {
        let path = Self::path(cluster);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(Self::parse(&String::from_utf8_lossy(&bytes)))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("read", &path)(error)),
        }
    }

    /// Lines: pid, folder, start time, port, socket folder, address, shared memory, status.
    fn parse(text: &str) -> Self {
        let line = |n| text.lines().nth(n).unwrap_or_default().trim();
        let pid = line(0).parse().ok().filter(|pid| *pid > 1);
        Self { pid, socket_folder: line(4).into(), status: line(7).to_owned() }
    }
}

/// A running Postgres. Dropped without [`Postmaster::stop`], it is asked to stop and left to finish alone.
#[derive(Debug)]
pub(super) struct Postmaster {
    pid: i32,
    /// Nothing if we took it over.
    child: Option<Child>,
    cluster: PathBuf,
    socket_folder: PathBuf,
    told_to_stop: bool,
}

impl Postmaster {
    pub(super) fn started(child: Child, cluster: PathBuf, socket_folder: PathBuf) -> Self {
        let pid = i32::try_from(child.id()).unwrap_or(i32::MAX);
        Self { pid, child: Some(child), cluster, socket_folder, told_to_stop: false }
    }

    pub(super) fn taken_over(pid: i32, cluster: PathBuf, socket_folder: PathBuf) -> Self {
        Self { pid, child: None, cluster, socket_folder, told_to_stop: false }
    }

    pub(super) fn pid(&self) -> i32 {
        self.pid
    }

    pub(super) fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    pub(super) fn told_to_stop(&self) -> bool {
        self.told_to_stop
    }

    /// Whether it still runs.
    pub(super) fn lives(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => works_in(self.pid, &self.cluster),
        }
    }

    /// Asks for a fast shutdown and waits for its end, however long the writing takes within [`STOP_MINUTES`].
    /// Never kills: a killed Postgres would have to recover.
    pub(super) fn stop(&mut self) -> Result<(), Error> {
        self.ask_to_stop();
        let pauses = STOP_MINUTES * 60_000 / 20;
        for _ in 0..pauses {
            if !self.lives() {
                return Ok(());
            }
            sleep(STOP_PAUSE);
        }
        Err(Error::StillStopping { pid: self.pid, minutes: STOP_MINUTES })
    }

    fn ask_to_stop(&mut self) {
        if !self.told_to_stop && self.lives() {
            ask_to_stop(self.pid);
        }
        self.told_to_stop = true;
    }
}

impl Drop for Postmaster {
    fn drop(&mut self) {
        self.ask_to_stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pid_file_is_read_line_by_line() {
        let text = "4711\n/srv/h/postgres\n1763000000\n5432\n/srv/h/run\n\n  262144  32\nready   \n";
        let read = PidFile::parse(text);
        assert_eq!(read, PidFile { pid: Some(4711), socket_folder: "/srv/h/run".into(), status: "ready".to_owned() });
    }

    #[test]
    fn a_pid_file_cut_short_names_no_process() {
        for text in ["", "\n", "47x", "0\n", "-1\n", "1\n"] {
            assert_eq!(PidFile::parse(text).pid, None, "{text:?}");
        }
    }
}
