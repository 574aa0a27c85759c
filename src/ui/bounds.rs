//! How far one clock is ahead of another, from what messages between them tell.
//!
//! A message that has taken some time gives a bound: what the server's clock showed when it was sent
//! had become more when it came in. A question with its answer bounds from both sides. The truth is
//! between the best bounds of either side, which is closer than the best single round trip: the fast
//! way there and the fast way back need not be of the same trip. (K. Marzullo and S. Owicki,
//! "Maintaining the time in a distributed system", 1983, intersect such intervals.)

/// Two clocks run apart by so much at most, in milliseconds for each millisecond: bounds grow old.
const DRIFT: f64 = 50e-6;

/// A message takes no longer, in milliseconds; where one does, asking once too often is no harm.
const LONGEST_DELAY: f64 = 1_000.0;

/// Bounds of an offset, in milliseconds. Times are those of this side's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    lower: Option<Bound>,
    upper: Option<Bound>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    offset: f64,
    since: f64,
}

impl Bounds {
    /// The offset that is known at a time; none before the first message.
    pub fn offset(&self, now: f64) -> Option<f64> {
        match (self.lower_at(now), self.upper_at(now)) {
            (Some(lower), Some(upper)) => Some(lower.midpoint(upper)),
            (Some(only), None) | (None, Some(only)) => Some(only),
            (None, None) => None,
        }
    }

    /// How far the truth may be from the offset; infinite where only one side is known.
    pub fn uncertainty(&self, now: f64) -> f64 {
        match (self.lower_at(now), self.upper_at(now)) {
            (Some(lower), Some(upper)) => (upper - lower) / 2.0,
            _ => f64::INFINITY,
        }
    }

    /// Whether a message of the server is later than any delay explains: then its clock may have been
    /// set back, and should be asked.
    pub fn is_doubtful(&self, server: f64, now: f64) -> bool {
        let lower = self.lower_at(now);
        lower.is_some_and(|lower| server - now < lower - LONGEST_DELAY)
    }

    /// Takes in a message that the server sent when its clock showed `server`, and that came in now.
    pub fn hear(&mut self, server: f64, now: f64) {
        self.raise(server - now, now);
    }

    /// Takes in an answer that the server gave when its clock showed `server`, between the question
    /// and its arrival.
    pub fn answer(&mut self, asked: f64, server: f64, answered: f64, now: f64) {
        self.raise(server - answered, now);
        self.reduce(server - asked, now);
    }

    fn raise(&mut self, offset: f64, now: f64) {
        let known = self.lower_at(now);
        if known.is_none_or(|known| offset > known) {
            self.lower = Some(Bound { offset, since: now });
        }
        // One of the clocks has been set, or has slept: what was known before is worth nothing.
        if self.upper_at(now).is_some_and(|upper| upper < offset) {
            self.upper = None;
        }
    }

    fn reduce(&mut self, offset: f64, now: f64) {
        let known = self.upper_at(now);
        if known.is_none_or(|known| offset < known) {
            self.upper = Some(Bound { offset, since: now });
        }
        if self.lower_at(now).is_some_and(|lower| lower > offset) {
            self.lower = None;
        }
    }

    fn lower_at(&self, now: f64) -> Option<f64> {
        self.lower
            .map(|bound| bound.offset - (now - bound.since) * DRIFT)
    }

    fn upper_at(&self, now: f64) -> Option<f64> {
        self.upper
            .map(|bound| bound.offset + (now - bound.since) * DRIFT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The server's clock is ahead by so much.
    const AHEAD: f64 = 90_000.0;

    fn ask(bounds: &mut Bounds, asked: f64, there: f64, back: f64) -> f64 {
        let now = asked + there + back;
        bounds.answer(asked, asked + there + AHEAD, now, now);
        now
    }

    #[test]
    fn the_fast_way_there_and_the_fast_way_back_together_are_close_to_the_truth() {
        let mut bounds = Bounds::default();
        assert_eq!(bounds.offset(0.0), None);
        ask(&mut bounds, 0.0, 20.0, 140.0);
        let now = ask(&mut bounds, 200.0, 150.0, 22.0);
        let offset = bounds.offset(now).unwrap_or_default();
        assert!((offset - AHEAD).abs() < 1.5, "{offset}");
        assert!(bounds.uncertainty(now) < 22.0);
    }

    #[test]
    fn a_late_answer_changes_nothing() {
        let mut bounds = Bounds::default();
        let now = ask(&mut bounds, 0.0, 5.0, 5.0);
        let before = bounds.offset(now);
        let now = ask(&mut bounds, 20.0, 900.0, 3_000.0);
        let after = bounds.offset(now).unwrap_or_default();
        assert!((after - before.unwrap_or_default()).abs() < 1.0, "{after}");
    }

    #[test]
    fn a_message_alone_bounds_from_below() {
        let mut bounds = Bounds::default();
        bounds.hear(1_000.0, 100.0);
        assert_eq!(bounds.offset(100.0), Some(900.0));
        assert!(bounds.uncertainty(100.0).is_infinite());
    }

    #[test]
    fn a_clock_that_leaps_is_followed_in_either_direction() {
        for leap in [60_000.0, -60_000.0] {
            let mut bounds = Bounds::default();
            let now = ask(&mut bounds, 0.0, 5.0, 5.0);
            let answered = now + 10.0;
            bounds.answer(now, now + 5.0 + AHEAD + leap, answered, answered);
            let offset = bounds.offset(now + 10.0).unwrap_or_default();
            assert!((offset - AHEAD - leap).abs() <= 5.0, "{leap}: {offset}");
        }
    }

    #[test]
    fn a_message_far_behind_raises_a_doubt() {
        let mut bounds = Bounds::default();
        let now = ask(&mut bounds, 0.0, 5.0, 5.0);
        assert!(!bounds.is_doubtful(now + AHEAD - 500.0, now));
        assert!(bounds.is_doubtful(now + AHEAD - 60_000.0, now));
    }

    #[test]
    fn bounds_grow_old() {
        let mut bounds = Bounds::default();
        let now = ask(&mut bounds, 0.0, 5.0, 5.0);
        let later = now + 3_600_000.0;
        assert!(bounds.uncertainty(later) > 150.0);
    }
}
