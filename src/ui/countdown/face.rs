//! What a countdown shows at a moment.

use crate::domain::time::{Instant, Span};
use crate::domain::timer::{Timer, TimerPhase};
use crate::domain::views::TimerView;
use crate::ui::text;

/// What a countdown shows at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// By which it is drawn.
    pub state: &'static str,
    /// The remaining time.
    pub time: String,
    /// What the state means, since colour is never alone.
    pub word: &'static str,
    /// What a screen reader says of it.
    pub announcement: Option<String>,
    /// How much is left, in percent with one digit after the point.
    pub share: String,
}

impl Face {
    /// Of a timer, by the session's time.
    pub fn of(view: &TimerView, now: Instant) -> Self {
        let timer = &view.timer;
        let remaining = timer.remaining(now);
        let state = state(timer, remaining);
        let announcement = timer
            .is_ticking()
            .then(|| text::announcement(&view.label, remaining));
        Self {
            state,
            time: text::countdown(remaining),
            word: word(state),
            announcement: announcement.flatten(),
            share: share(timer, remaining),
        }
    }
}

/// When a timer's seconds turn over: at whole seconds before and after its zero.
pub fn zero(timer: &Timer) -> Option<Instant> {
    match timer.phase {
        TimerPhase::Running { ends_at } => Some(ends_at),
        TimerPhase::Overtime { since } => Some(since),
        TimerPhase::Idle | TimerPhase::Paused { .. } => None,
    }
}

fn state(timer: &Timer, left: Span) -> &'static str {
    match timer.phase {
        TimerPhase::Idle => "idle",
        TimerPhase::Paused { .. } => "paused",
        _ if left <= Span::ZERO => "over",
        _ if left.as_millis() * 20 <= timer.length.as_millis() => "urgent",
        _ if left.as_millis() * 5 <= timer.length.as_millis() => "soon",
        _ => "running",
    }
}

fn word(state: &str) -> &'static str {
    match state {
        "idle" => "ready",
        "paused" => "paused",
        "soon" => "nearly done",
        "urgent" => "last moments",
        "over" => "over time",
        _ => "",
    }
}

/// By whole numbers: what prints fractions would be a tenth of all that a phone loads.
fn share(timer: &Timer, remaining: Span) -> String {
    let length = timer.length.as_millis().max(1);
    let left = remaining.as_millis().clamp(0, length);
    let thousandths = (left * 1_000 + length / 2) / length;
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(phase: TimerPhase, now: i64) -> Face {
        let view = TimerView {
            id: "pairs".into(),
            label: "Pairs".into(),
            planned: Span::from_minutes(3),
            current: true,
            timer: Timer {
                length: Span::from_minutes(3),
                phase,
            },
        };
        Face::of(&view, Instant::from_millis(now))
    }

    #[test]
    fn a_countdown_says_how_much_is_left_and_what_that_means() {
        let ends_at = Instant::from_millis(180_000);
        let running = |now| face(TimerPhase::Running { ends_at }, now);
        let told = |face: Face| (face.state, face.time, face.share);
        assert_eq!(told(running(0)), ("running", "3:00".into(), "100.0".into()));
        assert_eq!(
            told(running(60_000)),
            ("running", "2:00".into(), "66.7".into())
        );
        assert_eq!(
            told(running(150_000)),
            ("soon", "0:30".into(), "16.7".into())
        );
        assert_eq!(
            told(running(172_000)),
            ("urgent", "0:08".into(), "4.4".into())
        );
        assert_eq!(
            told(running(192_000)),
            ("over", "+0:12".into(), "0.0".into())
        );
        let said = running(150_000).announcement;
        assert_eq!(said.as_deref(), Some("30 seconds left: Pairs"));
        let idle = face(TimerPhase::Idle, 500_000);
        assert_eq!((idle.word, idle.announcement.clone()), ("ready", None));
        assert_eq!(told(idle), ("idle", "3:00".into(), "100.0".into()));
    }
}
