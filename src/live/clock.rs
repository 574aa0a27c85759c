//! The wall clock, which a test may move forward.

use crate::domain::time::{Instant, Span};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The wall clock, plus what a test has added to it.
#[derive(Clone)]
pub struct Clock {
    ahead: Arc<AtomicI64>,
    leaps: watch::Sender<()>,
}

impl Clock {
    /// A clock that is ahead of the machine's: by nothing, outside tests.
    pub fn ahead_by(span: Span) -> Self {
        Self {
            ahead: Arc::new(AtomicI64::new(span.as_millis())),
            leaps: watch::Sender::new(()),
        }
    }

    /// What the clock shows.
    pub fn now(&self) -> Instant {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO);
        let millis = i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX);
        Instant::from_millis(millis) + Span::from_millis(self.ahead.load(Ordering::Relaxed))
    }

    /// Moves the clock forward, and wakes whoever sleeps until a time.
    pub fn leap(&self, span: Span) {
        self.ahead.fetch_add(span.as_millis(), Ordering::Relaxed);
        self.leaps.send_replace(());
    }

    /// How far it is ahead of the machine's clock.
    pub fn ahead(&self) -> Span {
        Span::from_millis(self.ahead.load(Ordering::Relaxed))
    }

    /// Tells whenever the clock is moved.
    pub fn leaps(&self) -> watch::Receiver<()> {
        self.leaps.subscribe()
    }
}
