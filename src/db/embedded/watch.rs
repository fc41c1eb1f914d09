//! Starts Postgres again when it was killed (by the system when memory is short, or by mistake).

use std::sync::{Arc, Weak};
use std::time::Duration;

use super::Kept;

const LOOK: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Begins to watch; ends when the server was told to stop or nobody holds it any more.
pub(super) fn begin(kept: &Arc<Kept>) {
    tokio::spawn(watch(Arc::downgrade(kept)));
}

async fn watch(kept: Weak<Kept>) {
    let mut pause = LOOK;
    loop {
        tokio::time::sleep(pause).await;
        let Some(kept) = kept.upgrade() else { return };
        let mut postmaster = kept.postmaster.lock().await;
        if postmaster.told_to_stop() {
            return;
        }
        if postmaster.lives() {
            pause = LOOK;
            continue;
        }
        tracing::error!(pid = postmaster.pid(), "Postgres has ended without being asked; starting it again");
        match kept.cluster.serve().await {
            Ok(new) => *postmaster = new,
            Err(error) => {
                tracing::error!(%error, "Postgres does not start");
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}
