//! A rehearsal: a session in which only the facilitator is real, and time may run faster.
//!
//! The clock keeps its pace; what runs faster is the session's own time, from when it begins until
//! it ends. So every rule and every screen works as in the real session.

use super::session::{Phase, Session};
use super::time::{Instant, Span};
use serde::{Deserialize, Serialize};

/// How a session is rehearsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// How many times as fast as the clock it runs.
    pub speed: Speed,
    /// How many simulated participants come.
    pub participants: u16,
}

/// How many times as fast as the clock: 1 to 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Speed(u8);

/// How the time of a session follows from the clock's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tempo {
    /// What the clock showed at some moment.
    clock: Instant,
    /// The session's time at that moment.
    session: Instant,
    /// How many times as fast the session's time has run since.
    speed: Speed,
}

/// What the clock shows, with what makes a session's time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What the clock shows.
    pub clock: Instant,
    /// None where the session goes by the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tempo: Option<Tempo>,
}

impl Speed {
    /// As fast as the clock.
    pub const REAL: Self = Self(1);
    /// No rehearsal runs faster.
    pub const FASTEST: Self = Self(20);

    /// None where it is not from 1 to 20.
    pub fn new(times: u8) -> Option<Self> {
        (Self::REAL.0..=Self::FASTEST.0)
            .contains(&times)
            .then_some(Self(times))
    }

    /// How many times as fast as the clock.
    pub const fn times(self) -> u8 {
        self.0
    }

    /// How long a span of the session takes by the clock.
    pub fn by_the_clock(self, span: Span) -> Span {
        span / i64::from(self.0)
    }

    fn of_session(self, span: Span) -> Span {
        Span::from_millis(span.as_millis().saturating_mul(i64::from(self.0)))
    }
}

/// The nearest speed that there is: a log that is damaged may say another.
impl From<u8> for Speed {
    fn from(times: u8) -> Self {
        Self(times.clamp(Self::REAL.0, Self::FASTEST.0))
    }
}

impl From<Speed> for u8 {
    fn from(speed: Speed) -> Self {
        speed.0
    }
}

impl Tempo {
    /// From a moment on, at which the clock and the session's own time showed these.
    pub const fn new(clock: Instant, session: Instant, speed: Speed) -> Self {
        Self {
            clock,
            session,
            speed,
        }
    }

    /// The session's time when the clock shows `clock`.
    pub fn at(self, clock: Instant) -> Instant {
        self.session + self.speed.of_session(clock - self.clock)
    }

    /// How many times as fast as the clock the session runs.
    pub const fn speed(self) -> Speed {
        self.speed
    }
}

impl Reading {
    /// The session's time.
    pub fn time(self) -> Instant {
        self.tempo.map_or(self.clock, |tempo| tempo.at(self.clock))
    }
}

impl Session {
    /// How the session is rehearsed; none for a real one.
    pub fn rehearsal(&self) -> Option<Rehearsal> {
        self.rehearsal
    }

    /// How the session's time follows from the clock's; none where it goes by the clock.
    pub fn tempo(&self) -> Option<Tempo> {
        let speed = self.rehearsal?.speed;
        Some(match self.phase {
            Phase::Lobby => return None,
            Phase::Running { began_at } => Tempo {
                clock: began_at,
                session: began_at,
                speed,
            },
            Phase::Ended { began_at, at } => Tempo {
                clock: began_at + speed.by_the_clock(at - began_at),
                session: at,
                speed: Speed::REAL,
            },
        })
    }

    /// The session's time when the clock shows `clock`.
    pub fn time_at(&self, clock: Instant) -> Instant {
        self.reading(clock).time()
    }

    /// What the clock shows, with what makes the session's time of it.
    pub fn reading(&self, clock: Instant) -> Reading {
        Reading {
            clock,
            tempo: self.tempo(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::session::Command;
    use super::super::session::fixtures::Room;
    use super::*;

    fn rehearsed_at(times: u8) -> Room {
        Room::rehearse(Rehearsal {
            speed: Speed::new(times).expect("a speed"),
            participants: 30,
        })
    }

    #[test]
    fn a_real_session_goes_by_the_clock() {
        let mut room = Room::open();
        let later = room.now + Span::from_minutes(7);
        assert_eq!(room.session.time_at(later), later);
        room.lead(Command::Forward).expect("it begins");
        assert_eq!(room.session.tempo(), None);
        assert_eq!(room.session.time_at(later), later);
    }

    #[test]
    fn a_rehearsal_runs_faster_only_between_its_beginning_and_its_end() {
        let mut room = rehearsed_at(20);
        let began_at = room.now;
        assert_eq!(room.session.time_at(began_at), began_at);
        room.lead(Command::Forward).expect("it begins");

        let minute = Span::from_minutes(1);
        let third_minute = began_at + minute + minute + minute;
        let hour = Span::from_minutes(60);
        assert_eq!(room.session.time_at(third_minute), began_at + hour);

        room.wait(hour);
        room.lead(Command::End).expect("it ends");
        assert_eq!(room.session.time_at(third_minute), began_at + hour);
        assert_eq!(
            room.session.time_at(third_minute + minute),
            began_at + hour + minute
        );
    }

    #[test]
    fn a_rehearsal_that_is_ended_in_the_lobby_goes_by_the_clock() {
        let mut room = rehearsed_at(20);
        room.lead(Command::End).expect("it ends");
        let later = room.now + Span::from_minutes(1);
        assert_eq!(room.session.time_at(later), later);
    }

    #[test]
    fn a_speed_is_from_1_to_20() {
        assert_eq!(Speed::new(0), None);
        assert_eq!(Speed::new(1), Some(Speed::REAL));
        assert_eq!(Speed::new(20), Some(Speed::FASTEST));
        assert_eq!(Speed::new(21), None);
    }
}
