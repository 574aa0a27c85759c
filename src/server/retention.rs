//! Deletes sessions whose time is over, while the server runs.

use crate::live::Directory;
use std::time::Duration;
use tokio::time::sleep;

/// How often it is looked for sessions whose time is over.
const INTERVAL: Duration = Duration::from_secs(15 * 60);

/// Never ends; whoever starts it stops it.
pub async fn keep_purging(directory: Directory) {
    let mut leaps = directory.clock().leaps();
    loop {
        if let Err(error) = directory.purge().await {
            tracing::error!(%error, "sessions whose time is over cannot be deleted");
        }
        tokio::select! {
            () = sleep(INTERVAL) => {}
            Ok(()) = leaps.changed() => {}
        }
    }
}
