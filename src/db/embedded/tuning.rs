//! How Postgres is set up, at each start: what always holds, and memory by the size of the machine or of our share of it.

use std::path::Path;
use std::process::Command;

const MIB: u64 = 1024 * 1024;

/// What we assume where the system does not tell: a small server.
const UNKNOWN: u64 = 1024 * MIB;

/// For tests only: losing them in a crash costs nothing.
const FAST: [&str; 3] = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

/// What holds for every embedded Postgres, set at each start over whatever the cluster's own files say.
const ALWAYS: [&str; 9] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "timezone=UTC",
    "jit=off",
    // The log tells what the server does. Failed statements are ours to log, without people's words in them.
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_checkpoints=off",
];
const DURABLE: [&str; 3] = ["fsync=on", "full_page_writes=on", "synchronous_commit=on"];

/// All settings, as `name=value`.
pub(super) fn settings(fast: bool) -> impl Iterator<Item = String> {
    let how_safe = if fast { FAST } else { DURABLE };
    ALWAYS.into_iter().chain(how_safe).map(str::to_owned).chain(memory(total() / MIB))
}

/// Moderate on purpose: a board's hot rows are few, and the machine does other work. Shared buffers cost nothing until
/// they are used, so a quiet board stays small.
fn memory(mib: u64) -> [String; 4] {
    [
        format!("shared_buffers={}MB", (mib / 8).clamp(128, 1024)),
        format!("effective_cache_size={}MB", (mib / 2).max(256)),
        format!("work_mem={}MB", (mib / 256).clamp(4, 32)),
        format!("maintenance_work_mem={}MB", (mib / 16).clamp(64, 256)),
    ]
}

/// The machine's memory in bytes, or our control group's limit where that is less.
fn total() -> u64 {
    let machine = linux().or_else(macos).unwrap_or(UNKNOWN);
    share().map_or(machine, |share| share.min(machine))
}

fn linux() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

fn macos() -> Option<u64> {
    let answer = Command::new("/usr/sbin/sysctl").args(["-n", "hw.memsize"]).output().ok()?;
    String::from_utf8_lossy(&answer.stdout).trim().parse().ok()
}

/// The limit of our control group (a container, or a service of systemd), if it has one.
fn share() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let ours = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let limit = Path::new("/sys/fs/cgroup").join(ours).join("memory.max");
    std::fs::read_to_string(limit).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_machines_get_little_and_large_ones_a_moderate_share() {
        assert_eq!(memory(512)[0], "shared_buffers=128MB");
        assert_eq!(memory(4096)[0], "shared_buffers=512MB");
        assert_eq!(memory(65_536)[0], "shared_buffers=1024MB");
        assert_eq!(memory(65_536)[2], "work_mem=32MB");
    }

    #[test]
    fn this_machine_tells_its_size() {
        assert!(total() > 64 * MIB);
    }
}
