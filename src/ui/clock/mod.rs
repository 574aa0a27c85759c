//! The time of a session, as a screen knows it by the server's clock.
//!
//! On the server, and until a browser has heard from it, the clock stands at the moment for which the
//! page was rendered, so that both render the same text. Then it goes by `performance.now()`, which
//! nobody sets, plus an offset. In a rehearsal the session's time runs faster than the clock.

#[cfg(any(feature = "hydrate", test))]
mod bounds;

use crate::domain::rehearsal::Reading;
#[cfg(feature = "hydrate")]
use crate::domain::rehearsal::Tempo;
use crate::domain::time::Instant;
use leptos::prelude::*;

/// The server's clock, as a screen knows it.
#[derive(Clone, Copy)]
pub struct ServerClock {
    rendered_at: Reading,
    #[cfg(feature = "hydrate")]
    tempo: RwSignal<Option<Tempo>>,
    /// How far the server's clock is ahead of `performance.now()`, in milliseconds.
    #[cfg(feature = "hydrate")]
    bounds: RwSignal<bounds::Bounds>,
}

impl ServerClock {
    /// A clock that stands at the moment for which the page was rendered.
    pub fn standing_at(rendered_at: Reading) -> Self {
        Self {
            rendered_at,
            #[cfg(feature = "hydrate")]
            tempo: RwSignal::new(rendered_at.tempo),
            #[cfg(feature = "hydrate")]
            bounds: RwSignal::default(),
        }
    }

    /// The session's time, renewed whenever what counts to or from `zero` shows another second. It
    /// sleeps until that moment and does not poll.
    pub fn ticking(self, zero: impl Fn() -> Option<Instant> + 'static) -> RwSignal<Instant> {
        let now = RwSignal::new(self.rendered_at.time());
        #[cfg(feature = "hydrate")]
        self.tick(now, zero);
        #[cfg(not(feature = "hydrate"))]
        let _ = zero;
        now
    }
}

#[cfg(feature = "hydrate")]
mod ticking {
    use super::bounds::Bounds;
    use super::*;
    use crate::domain::rehearsal::Speed;
    use crate::domain::time::Span;
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
                self.bounds.track();
                let tempo = self.tempo.get();
                let clock = self.now();
                let shown = Reading { clock, tempo }.time();
                now.set(shown);
                let timeout = zero().map(|zero| {
                    let until_edge = (zero - shown).as_millis().rem_euclid(1_000);
                    let until_edge = if until_edge == 0 { 1_000 } else { until_edge };
                    let speed = tempo.map_or(Speed::REAL, Tempo::speed);
                    let wait = speed
                        .by_the_clock(Span::from_millis(until_edge))
                        .as_millis();
                    // Rounded up: a timer that wakes before the edge would wake again at once.
                    Timeout::new(wait as u32 + u32::from(speed != Speed::REAL), move || {
                        wake.set(())
                    })
                });
                sleeping.set_value(timeout);
            });
        }

        /// What the server's clock shows now.
        fn now(self) -> Instant {
            let now = performance_now();
            let offset = self.bounds.with_untracked(|bounds| bounds.offset(now));
            offset.map_or(self.rendered_at.clock, |offset| {
                Instant::from_millis((now + offset).floor() as i64)
            })
        }

        /// Takes in what the server's clock showed when it sent a message that has just arrived. True
        /// where the clock is better asked.
        pub fn hear(self, server: Reading) -> bool {
            if self.tempo.get_untracked() != server.tempo {
                self.tempo.set(server.tempo);
            }
            let server = server.clock.as_millis() as f64;
            let mut is_doubtful = false;
            self.learn(|bounds, now| {
                is_doubtful = bounds.is_doubtful(server, now);
                bounds.hear(server, now);
            });
            // It is new, or has leapt.
            is_doubtful || self.uncertainty().is_infinite()
        }

        /// Takes in an answer of the server's clock; `asked` and `answered` are by
        /// `performance.now()`.
        pub fn answer(self, asked: f64, server: Instant, answered: f64) {
            let server = server.as_millis() as f64;
            self.learn(|bounds, now| bounds.answer(asked, server, answered, now));
        }

        /// How far the clock may be wrong, in milliseconds.
        pub fn uncertainty(self) -> f64 {
            let now = performance_now();
            self.bounds.with_untracked(|bounds| bounds.uncertainty(now))
        }

        /// Screens are drawn again only where something better is known.
        fn learn(self, learn: impl FnOnce(&mut Bounds, f64)) {
            let known = self.bounds.get_untracked();
            let mut better = known;
            learn(&mut better, performance_now());
            if better != known {
                self.bounds.set(better);
            }
        }
    }
}
