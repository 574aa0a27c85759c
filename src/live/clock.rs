//! The wall clock, which a test may move forward.

use crate::domain::time::{Instant, Span};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The wall clock, plus what a test has added to it.
#[derive(Clone)]
pub struct Clock {
    face: Face,
    ahead: Arc<AtomicI64>,
    leaps: watch::Sender<()>,
}

/// What a clock is read from.
#[derive(Clone, Copy)]
enum Face {
    Machine,
    /// A runtime, whose time may be simulated: what the clock showed at one of its moments.
    Runtime(Instant, tokio::time::Instant),
}

impl Clock {
    /// A clock that is ahead of the machine's: by nothing, outside tests.
    pub fn ahead_by(span: Span) -> Self {
        Self {
            face: Face::Machine,
            ahead: Arc::new(AtomicI64::new(span.as_millis())),
            leaps: watch::Sender::new(()),
        }
    }

    /// A clock that goes by the time of this runtime, which a simulation makes, and shows `now`.
    pub fn of_runtime(now: Instant) -> Self {
        Self {
            face: Face::Runtime(now, tokio::time::Instant::now()),
            ..Self::ahead_by(Span::ZERO)
        }
    }

    /// What the clock shows.
    pub fn now(&self) -> Instant {
        self.face.now() + self.ahead()
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

impl Face {
    fn now(self) -> Instant {
        match self {
            Self::Machine => {
                let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
                Instant::from_millis(0) + span(since_epoch.unwrap_or(Duration::ZERO))
            }
            Self::Runtime(shown, at) => shown + span(at.elapsed()),
        }
    }
}

fn span(duration: Duration) -> Span {
    Span::from_millis(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}
