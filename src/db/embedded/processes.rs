//! Which processes work in a folder, as far as the system tells.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Whether this process lives and works in the folder. A number that was given to another program since does not count.
pub(super) fn works_in(pid: i32, folder: &Path) -> bool {
    if !Path::new("/proc/self").exists() {
        return alive(pid) && command_line(pid).is_some_and(|line| names(&line, folder));
    }
    match fs::metadata(format!("/proc/{pid}/cwd")) {
        Ok(found) => same(&found, folder),
        // In some containers even root may not look; the command line is open to all, and empty for the dead.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| names(&line, folder))
        }
        Err(_) => false,
    }
}

/// A process that works in the folder, if one is known. Postgres' own processes all do, also after the first of them was
/// killed. Where the system does not tell (macOS), Postgres' check of its shared memory at start is what protects.
pub(super) fn anyone_in(folder: &Path) -> Option<i32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.find(|pid| works_in(*pid, folder))
}

/// Asks a Postgres for a fast shutdown: sessions are ended, everything is written down.
pub(super) fn ask_to_stop(pid: i32) {
    let _ = kill(Pid::from_raw(pid), Signal::SIGINT);
}

fn alive(pid: i32) -> bool {
    !matches!(kill(Pid::from_raw(pid), None), Err(nix::errno::Errno::ESRCH))
}

fn same(found: &fs::Metadata, folder: &Path) -> bool {
    folder.metadata().is_ok_and(|folder| (folder.dev(), folder.ino()) == (found.dev(), found.ino()))
}

/// Whether this is the command line of a server of this folder: we start it with `-D` and the folder.
fn names(command_line: &[u8], folder: &Path) -> bool {
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(['\0', '\n'], " ");
    let (line, folder) = (words(command_line), words(folder.as_os_str().as_bytes()));
    format!("{line} ").contains(&format!(" -D {folder} "))
}

fn command_line(pid: i32) -> Option<Vec<u8>> {
    let answer = Command::new("/bin/ps").args(["-o", "command=", "-p", &pid.to_string()]).output().ok()?;
    Some(answer.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_known_by_the_folder_it_was_started_with() {
        let folder = Path::new("/srv/h/postgres");
        assert!(names(b"/usr/bin/postgres\0-D\0/srv/h/postgres\0-c\0port=5432\0", folder));
        assert!(names(b"/usr/bin/postgres -D /srv/h/postgres\n", folder));
        assert!(!names(b"/usr/bin/postgres\0-D\0/srv/h/postgres2\0", folder));
        assert!(!names(b"/usr/bin/postgres\0-D\0/old/srv/h/postgres\0", folder));
        assert!(!names(b"", folder));
    }

    #[test]
    fn this_process_works_where_it_works() {
        let pid = i32::try_from(std::process::id()).unwrap_or_default();
        let here = std::env::current_dir().unwrap_or_default();
        if Path::new("/proc/self").exists() {
            assert!(works_in(pid, &here));
            assert!(anyone_in(&here).is_some());
        }
        assert!(!works_in(pid, Path::new("/usr")));
    }
}
