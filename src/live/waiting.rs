//! Waiting for what may never happen.

use std::future::pending;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

/// Until a time; for ever where there is none.
pub(super) async fn at(instant: Option<Instant>) {
    match instant {
        Some(instant) => sleep_until(instant).await,
        None => pending().await,
    }
}

/// For a time; for ever where there is none.
pub(super) async fn after(duration: Option<Duration>) {
    match duration {
        Some(duration) => sleep(duration).await,
        None => pending().await,
    }
}

/// Until the next change; for ever where nobody is left who could change it.
pub(super) async fn changed<T>(what: &mut watch::Receiver<T>) {
    if what.changed().await.is_err() {
        pending().await
    }
}
