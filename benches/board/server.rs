//! The measured program: started, looked at from outside, stopped.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

/// A temporary data folder.
pub struct Ground(TempDir);

impl Ground {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("a folder that Postgres' user may enter");
        Self(folder)
    }

    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Starts the board as people do, except that everybody comes from one address and writes without pause.
    pub fn serve(&self) -> Server {
        let began = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(self.data())
            .current_dir(self.0.path())
            .envs([
                ("HOLDFAST_REQUESTS_PER_SECOND", "1000000"),
                ("HOLDFAST_REQUESTS_BURST", "1000000"),
                ("HOLDFAST_POSTS_PER_HOUR", "70000"),
                ("HOLDFAST_REPLIES_PER_HOUR", "3600000"),
                ("RUST_LOG", "warn"),
            ])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its words")).lines();
        let address = said
            .find_map(|line| line.ok()?.strip_prefix("The board is at http://").map(str::to_owned))
            .expect("the board says where it is");
        std::thread::spawn(move || said.for_each(drop));
        Server { child, data: self.data(), address, took: began.elapsed() }
    }
}

/// A running board.
pub struct Server {
    child: Child,
    data: PathBuf,
    /// Host and port.
    pub address: String,
    /// From the start to the moment it said where it is.
    pub took: Duration,
}

impl Server {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Memory of the program itself (resident) and of its Postgres (each page counted once), in MiB.
    pub fn memory(&self) -> (f64, f64) {
        let own = field(&format!("/proc/{}/status", self.child.id()), "VmRSS:");
        let postgres: f64 = postmaster(&self.data)
            .into_iter()
            .chain(postmaster(&self.data).into_iter().flat_map(children))
            .map(|pid| field(&format!("/proc/{pid}/smaps_rollup"), "Pss:"))
            .sum();
        (own / 1024.0, postgres / 1024.0)
    }

    /// Processor time so far, of the program and of its Postgres, in seconds.
    pub fn processor(&self) -> (f64, f64) {
        let postgres = postmaster(&self.data).into_iter().chain(postmaster(&self.data).into_iter().flat_map(children)).map(worked).sum();
        (worked(self.child.id().cast_signed()), postgres)
    }

    pub fn stop(mut self) {
        let _ = kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGTERM);
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
            if let Some(pid) = postmaster(&self.data) {
                let _ = kill(Pid::from_raw(pid), Signal::SIGINT);
            }
        }
    }
}

fn postmaster(data: &std::path::Path) -> Option<i32> {
    fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?.lines().next()?.parse().ok()
}

fn children(parent: i32) -> Vec<i32> {
    let listed = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    listed.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}

/// A process's time on a processor, in seconds: the kernel counts hundredths.
fn worked(pid: i32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A number of KiB from one of the kernel's tables.
fn field(file: &str, name: &str) -> f64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok()).unwrap_or(0.0)
}
