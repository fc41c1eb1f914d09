//! Who Postgres runs as. It refuses to run as root, so root steps down to another user.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Uid, User, geteuid};

use super::Error;

/// Users to step down to, the first that exists; macOS calls its own `_postgres`. `nobody` is the last resort, since
/// whatever else runs as `nobody` can then reach the socket.
const SERVERS: [&str; 3] = ["postgres", "_postgres", "nobody"];

/// What Postgres may see of our environment: enough to load its libraries, none of our secrets.
const KEPT: [&str; 3] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/// The system user Postgres runs as.
#[derive(Debug, Clone)]
pub(super) struct Account {
    uid: u32,
    gid: u32,
    name: String,
    /// We are root and step down.
    steps_down: bool,
}

impl Account {
    /// Ourselves; as root the owner of what is already there, else one of [`SERVERS`].
    pub(super) fn choose(data_dir: &Path, cluster: &Path) -> Result<Self, Error> {
        if !geteuid().is_root() {
            return Ok(Self::named(geteuid().as_raw(), nix::unistd::getegid().as_raw(), false));
        }
        let owners = [cluster, data_dir].into_iter().filter_map(|folder| folder.metadata().ok());
        if let Some(folder) = owners.into_iter().find(|folder| folder.uid() != 0) {
            return Ok(Self::named(folder.uid(), folder.gid(), true));
        }
        let server = SERVERS.iter().find_map(|name| User::from_name(name).ok().flatten());
        let server = server.filter(|user| !user.uid.is_root()).ok_or(Error::NoAccount)?;
        Ok(Self { uid: server.uid.as_raw(), gid: server.gid.as_raw(), name: server.name, steps_down: true })
    }

    fn named(uid: u32, gid: u32, steps_down: bool) -> Self {
        let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
        let gid = user.as_ref().map_or(gid, |user| user.gid.as_raw());
        Self { uid, gid, name: user.map_or_else(|| uid.to_string(), |user| user.name), steps_down }
    }

    /// Whether we are root and hand over to someone else.
    pub(super) fn steps_down(&self) -> bool {
        self.steps_down
    }

    /// A command that runs as this user, from `/`, without our secrets and without our terminal's signals.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(KEPT.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        // A valid, plain locale: messages we can read, and macOS needs one to start at all.
        command.env("LC_ALL", "C").current_dir("/").stdin(Stdio::null());
        // Control-C at the terminal is for us to hear; Postgres stops when we are done with it.
        command.process_group(0);
        if self.steps_down {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Gives a file or folder to this user.
    pub(super) fn own(&self, path: &Path) -> Result<(), Error> {
        if !self.steps_down {
            return Ok(());
        }
        chown(path, Some(self.uid), Some(self.gid)).map_err(Error::file("change the owner of", path))
    }

    /// Whether this user owns the path, and nobody else may look into it. Links are not followed.
    pub(super) fn owns_alone(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok_and(|found| found.is_dir() && found.uid() == self.uid && found.mode() & 0o777 == 0o700)
    }

    /// Says so if the folder is there and belongs to someone else.
    pub(super) fn check_owner(&self, folder: &Path) -> Result<(), Error> {
        match folder.metadata() {
            Ok(found) if found.uid() != self.uid => Err(Error::WrongOwner {
                folder: folder.to_owned(),
                owner: Self::named(found.uid(), 0, false).name,
                user: self.name.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// Where a file cannot be opened because the folder is someone else's, the owner's name helps more than the
    /// system's "permission denied".
    pub(super) fn name_owner(&self, error: Error, folder: &Path) -> Error {
        match error {
            Error::File { .. } if !self.steps_down => self.check_owner(folder).err().unwrap_or(error),
            other => other,
        }
    }

    /// Says which folder on the way is closed to this user, if one is. Asking the kernel, by trying, also honours
    /// access lists and read-only mounts.
    pub(super) fn check_entry(&self, folder: &Path) -> Result<(), Error> {
        if !self.steps_down || self.can_enter(folder)? {
            return Ok(());
        }
        let mut way: Vec<_> = folder.ancestors().collect();
        way.reverse();
        for step in way {
            if !self.can_enter(step)? {
                return Err(Error::CannotEnter { folder: step.to_owned(), user: self.name.clone() });
            }
        }
        Ok(())
    }

    fn can_enter(&self, folder: &Path) -> Result<bool, Error> {
        let shell = Path::new("/bin/sh");
        let mut attempt = self.command(shell);
        attempt.args(["-c", "cd \"$1\"", "sh"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
        let status = attempt.status().map_err(|source| Error::Run { program: shell.to_owned(), source })?;
        Ok(status.success())
    }
}
