//! The server's clock, as a screen knows it.
//!
//! On the server, and until a browser has heard from it, it stands at the moment for which the page
//! was rendered, so that both render the same text. Then it goes by `performance.now()`, which
//! nobody sets, plus an offset.

use crate::domain::time::Instant;
use leptos::prelude::*;

/// The server's clock, as a screen knows it.
#[derive(Clone, Copy)]
pub struct ServerClock {
    rendered_at: Instant,
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    estimate: RwSignal<Option<Estimate>>,
}

/// How far the server's clock is ahead of `performance.now()`, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
struct Estimate {
    offset: f64,
    /// The truth is within half of this; infinite where only a lower bound is known.
    round_trip: f64,
}

/// More than a delayed message explains, in milliseconds: the laptop has slept, or the server's
/// clock has been set.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
const LEAP: f64 = 1_000.0;

impl ServerClock {
    /// A clock that stands at the moment for which the page was rendered.
    pub fn standing_at(rendered_at: Instant) -> Self {
        Self {
            rendered_at,
            estimate: RwSignal::new(None),
        }
    }

    /// The server's time, renewed whenever what counts to or from `zero` shows another second. It
    /// sleeps until that moment and does not poll.
    pub fn ticking(self, zero: impl Fn() -> Option<Instant> + 'static) -> RwSignal<Instant> {
        let now = RwSignal::new(self.rendered_at);
        #[cfg(feature = "hydrate")]
        self.tick(now, zero);
        #[cfg(not(feature = "hydrate"))]
        let _ = zero;
        now
    }
}

#[cfg(feature = "hydrate")]
mod ticking {
    use super::*;
    use crate::ui::browser::performance_now;
    use gloo_timers::callback::Timeout;

    impl ServerClock {
        pub(super) fn tick(
            self,
            now: RwSignal<Instant>,
            zero: impl Fn() -> Option<Instant> + 'static,
        ) {
            let wake = RwSignal::new(());
            let sleeping = StoredValue::new_local(None::<Timeout>);
            Effect::new(move |_| {
                wake.track();
                self.estimate.track();
                let shown = self.now();
                now.set(shown);
                let timeout = zero().map(|zero| {
                    let until_edge = (zero - shown).as_millis().rem_euclid(1_000);
                    let until_edge = if until_edge == 0 { 1_000 } else { until_edge };
                    Timeout::new(until_edge as u32, move || wake.set(()))
                });
                sleeping.set_value(timeout);
            });
        }

        /// The server's time now.
        fn now(self) -> Instant {
            match self.estimate.get_untracked() {
                Some(estimate) => {
                    Instant::from_millis((performance_now() + estimate.offset).floor() as i64)
                }
                None => self.rendered_at,
            }
        }

        /// Takes in what the server's clock showed when it sent a message that has just arrived.
        /// Since the message took some time, this bounds the offset from below. True where the clock
        /// seems to have leapt, so that it has to be asked.
        pub fn hear(self, server: Instant) -> bool {
            let bound = server.as_millis() as f64 - performance_now();
            let known = self.estimate.get_untracked();
            if known.is_none_or(|known| bound > known.offset) {
                self.estimate.set(Some(Estimate {
                    offset: bound,
                    round_trip: f64::INFINITY,
                }));
            }
            known.is_none_or(|known| (bound - known.offset).abs() > LEAP)
        }

        /// Takes in an answer of the server's clock to a question sent at one `performance.now()` and
        /// answered at another. The best round trip wins, unless it cannot be true any more.
        pub fn sample(self, asked: f64, server: Instant, answered: f64) {
            let round_trip = answered - asked;
            let offset = server.as_millis() as f64 - (asked + answered) / 2.0;
            let is_better = self.estimate.get_untracked().is_none_or(|known| {
                round_trip < known.round_trip || (known.offset - offset).abs() > round_trip
            });
            if is_better {
                self.estimate.set(Some(Estimate { offset, round_trip }));
            }
        }
    }
}
