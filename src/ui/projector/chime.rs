//! A chime when a countdown reaches zero: once for each zero that this page has seen coming.

#[cfg(any(feature = "hydrate", test))]
use crate::domain::time::{Instant, Span};
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
use leptos::prelude::*;

/// A page that hears of a zero later than this, since it slept or had no network, says nothing.
#[cfg(any(feature = "hydrate", test))]
const LATEST: Span = Span::from_seconds(5);

/// Sounds when a countdown reaches zero, while the chime is turned on.
pub fn chime_at_zero(timers: Memo<Vec<TimerView>>, is_on: Memo<bool>, clock: ServerClock) {
    let now = clock.ticking(move || timers.read().iter().find_map(|view| view.timer.deadline()));
    #[cfg(feature = "hydrate")]
    {
        let chime = crate::ui::browser::Chime::ready_while(is_on);
        Effect::new(move |before: Option<Vec<TimerView>>| {
            let timers = timers.get();
            // A page that has just been opened has seen nothing before.
            let has_seen =
                |before: Vec<TimerView>| reached_zero(&before, &timers, now.get_untracked());
            if before.is_some_and(has_seen) && is_on.get_untracked() {
                chime.sound();
            }
            timers
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (now, is_on);
}

/// Whether a countdown has just reached zero: it ran, and is in overtime.
#[cfg(any(feature = "hydrate", test))]
fn reached_zero(before: &[TimerView], after: &[TimerView], now: Instant) -> bool {
    use crate::domain::timer::TimerPhase;
    after.iter().any(|view| match view.timer.phase {
        TimerPhase::Overtime { since } => {
            let mut before = before.iter();
            let earlier = before.find(|earlier| earlier.id == view.id);
            let ran = earlier.is_some_and(|earlier| earlier.timer.deadline().is_some());
            ran && now - since < LATEST
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timer::{Timer, TimerAction};

    fn views(timer: Timer) -> Vec<TimerView> {
        vec![TimerView {
            id: "writing".into(),
            label: "Writing".into(),
            planned: timer.length,
            timer,
            current: true,
        }]
    }

    #[test]
    fn a_zero_is_heard_once_and_not_by_a_page_that_opens_after_it() {
        let five = Span::from_minutes(5);
        let begin = Instant::from_millis(1_000_000);
        let running = Timer::idle(five).after(TimerAction::Start, five, begin);
        let over = running.ran_out();
        let (zero, late) = (begin + five, begin + five + Span::from_minutes(1));
        let (running, over) = (views(running), views(over));
        assert!(reached_zero(&running, &over, zero));
        assert!(!reached_zero(&over, &over, zero));
        assert!(!reached_zero(&[], &over, zero));
        assert!(!reached_zero(&running, &running, zero));
        assert!(!reached_zero(&running, &over, late));
    }
}
