//! Countdowns as deadlines: the remaining time is derived from the clock, never counted down, so a
//! restart of the server or a sleeping laptop leaves every timer right.

use super::time::{Instant, Span};
use serde::{Deserialize, Serialize};

/// A countdown of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// How long it runs in all: as planned, plus and minus what was added and taken since.
    pub length: Span,
    /// What it does now.
    pub phase: TimerPhase,
}

/// What a countdown does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimerPhase {
    /// It has not been started.
    Idle,
    /// It counts down.
    #[serde(rename_all = "snake_case")]
    Running {
        /// When it reaches zero.
        ends_at: Instant,
    },
    /// It stands still; below zero when it was paused in overtime.
    Paused {
        /// What is left.
        remaining: Span,
    },
    /// It has reached zero and counts up until the facilitator decides.
    Overtime {
        /// When it reached zero.
        since: Instant,
    },
}

/// What the facilitator does with a countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimerAction {
    /// Starts it from its full length, or goes on where it was paused.
    Start,
    /// Stands still.
    Pause,
    /// Adds time, or takes it away when below zero.
    Extend(Span),
    /// Back to the planned length, not running.
    Reset,
}

/// A timer is never set longer than this, whatever is added.
pub const LONGEST_TIMER: Span = Span::from_minutes(24 * 60);

impl Timer {
    /// A countdown that has not been started.
    pub const fn idle(length: Span) -> Self {
        Self {
            length,
            phase: TimerPhase::Idle,
        }
    }

    /// What is left; below zero in overtime.
    pub fn remaining(&self, now: Instant) -> Span {
        match self.phase {
            TimerPhase::Idle => self.length,
            TimerPhase::Running { ends_at } => ends_at - now,
            TimerPhase::Paused { remaining } => remaining,
            TimerPhase::Overtime { since } => since - now,
        }
    }

    /// How long it has run, without its pauses.
    pub fn elapsed(&self, now: Instant) -> Span {
        self.length - self.remaining(now)
    }

    /// Whether what it shows changes with time.
    pub fn is_ticking(&self) -> bool {
        matches!(
            self.phase,
            TimerPhase::Running { .. } | TimerPhase::Overtime { .. }
        )
    }

    /// Whether it has been started and not reset since.
    pub fn is_started(&self) -> bool {
        self.phase != TimerPhase::Idle
    }

    /// When time alone changes it.
    pub fn deadline(&self) -> Option<Instant> {
        match self.phase {
            TimerPhase::Running { ends_at } => Some(ends_at),
            _ => None,
        }
    }

    /// The timer after an action; the same timer where the action changes nothing.
    pub fn after(&self, action: TimerAction, planned: Span, now: Instant) -> Self {
        match action {
            TimerAction::Reset => Self::idle(planned),
            TimerAction::Start if self.is_ticking() => *self,
            TimerAction::Start => self.ticking(self.remaining(now), now),
            TimerAction::Pause if self.is_ticking() => Self {
                length: self.length,
                phase: TimerPhase::Paused {
                    remaining: self.remaining(now),
                },
            },
            TimerAction::Pause => *self,
            TimerAction::Extend(by) => self.extended(by, now),
        }
    }

    /// The timer once its deadline has passed.
    pub fn ran_out(&self) -> Self {
        match self.phase {
            TimerPhase::Running { ends_at } => Self {
                length: self.length,
                phase: TimerPhase::Overtime { since: ends_at },
            },
            _ => *self,
        }
    }

    fn extended(&self, by: Span, now: Instant) -> Self {
        let length = (self.length + by).clamp(Span::ZERO, LONGEST_TIMER);
        let by = length - self.length;
        let remaining = self.remaining(now) + by;
        let longer = Self { length, ..*self };
        match self.phase {
            TimerPhase::Idle => longer,
            TimerPhase::Paused { .. } => Self {
                phase: TimerPhase::Paused { remaining },
                ..longer
            },
            TimerPhase::Running { .. } | TimerPhase::Overtime { .. } => {
                longer.ticking(remaining, now)
            }
        }
    }

    fn ticking(&self, remaining: Span, now: Instant) -> Self {
        let zero_at = now + remaining;
        let phase = if remaining > Span::ZERO {
            TimerPhase::Running { ends_at: zero_at }
        } else {
            TimerPhase::Overtime { since: zero_at }
        };
        Self {
            length: self.length,
            phase,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLANNED: Span = Span::from_minutes(5);

    fn at(seconds: i64) -> Instant {
        Instant::from_millis(1_000_000) + Span::from_seconds(seconds)
    }

    #[test]
    fn a_pause_takes_no_time_away() {
        let timer = Timer::idle(PLANNED)
            .after(TimerAction::Start, PLANNED, at(0))
            .after(TimerAction::Pause, PLANNED, at(60))
            .after(TimerAction::Start, PLANNED, at(1_000));
        assert_eq!(timer.remaining(at(1_000)), Span::from_minutes(4));
    }

    #[test]
    fn a_minute_added_in_overtime_brings_the_timer_back() {
        let timer = Timer::idle(PLANNED)
            .after(TimerAction::Start, PLANNED, at(0))
            .ran_out();
        assert_eq!(timer.remaining(at(310)), Span::from_seconds(-10));
        let longer = timer.after(TimerAction::Extend(Span::from_minutes(1)), PLANNED, at(310));
        assert_eq!(longer.phase, TimerPhase::Running { ends_at: at(360) });
    }

    #[test]
    fn taking_more_than_is_left_goes_into_overtime() {
        let timer = Timer::idle(PLANNED).after(TimerAction::Start, PLANNED, at(0));
        let shorter = timer.after(
            TimerAction::Extend(Span::from_minutes(-1)),
            PLANNED,
            at(270),
        );
        assert_eq!(shorter.phase, TimerPhase::Overtime { since: at(240) });
    }

    fn action() -> impl Strategy<Value = TimerAction> {
        prop_oneof![
            Just(TimerAction::Start),
            Just(TimerAction::Pause),
            Just(TimerAction::Reset),
            (-10i64..10).prop_map(|minutes| TimerAction::Extend(Span::from_minutes(minutes))),
        ]
    }

    proptest! {
        /// The oracle adds up running time second by second, the way the timer itself must not.
        #[test]
        fn what_is_left_is_the_length_less_the_time_it_ran(
            steps in proptest::collection::vec((action(), 0i64..400), 0..40)
        ) {
            let mut timer = Timer::idle(PLANNED);
            let (mut now, mut ran, mut length, mut running) = (0, 0, PLANNED, false);
            for (action, wait) in steps {
                timer = timer.after(action, PLANNED, at(now));
                match action {
                    TimerAction::Start => running = true,
                    TimerAction::Pause => running = false,
                    TimerAction::Reset => (ran, length, running) = (0, PLANNED, false),
                    TimerAction::Extend(by) => {
                        length = (length + by).clamp(Span::ZERO, LONGEST_TIMER);
                    }
                }
                for _ in 0..wait {
                    now += 1;
                    ran += i64::from(running);
                    if timer.deadline().is_some_and(|deadline| deadline <= at(now)) {
                        timer = timer.ran_out();
                    }
                }
                prop_assert_eq!(timer.remaining(at(now)), length - Span::from_seconds(ran));
                prop_assert_eq!(timer.elapsed(at(now)), Span::from_seconds(ran));
            }
        }
    }
}
