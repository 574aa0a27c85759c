//! A countdown on a screen.

use super::clock::ServerClock;
use super::text;
use crate::domain::time::{Instant, Span};
use crate::domain::timer::{Timer, TimerPhase};
use crate::domain::views::TimerView;
use leptos::prelude::*;

/// When a timer's seconds turn over: at whole seconds before and after its zero.
fn zero(timer: &Timer) -> Option<Instant> {
    match timer.phase {
        TimerPhase::Running { ends_at } => Some(ends_at),
        TimerPhase::Overtime { since } => Some(since),
        TimerPhase::Idle | TimerPhase::Paused { .. } => None,
    }
}

/// A timer with its label, its remaining time, and a bar that empties.
#[component]
pub fn Countdown(
    /// The timer. Follows it: the same component stays while the timer changes.
    timer: Signal<TimerView>,
    /// The server's clock.
    clock: ServerClock,
) -> impl IntoView {
    let now = clock.ticking(move || zero(&timer.read().timer));
    let remaining = move || timer.read().timer.remaining(now.get());
    let state = move || {
        let timer = timer.read().timer;
        let left = timer.remaining(now.get());
        match timer.phase {
            TimerPhase::Idle => "idle",
            TimerPhase::Paused { .. } => "paused",
            _ if left <= Span::ZERO => "over",
            _ if left.as_millis() * 20 <= timer.length.as_millis() => "urgent",
            _ if left.as_millis() * 5 <= timer.length.as_millis() => "soon",
            _ => "running",
        }
    };
    let word = move || match state() {
        "idle" => "ready",
        "paused" => "paused",
        "soon" => "nearly done",
        "urgent" => "last moments",
        "over" => "over time",
        _ => "",
    };
    let share = move || {
        let length = timer.read().timer.length.as_millis().max(1);
        let left = remaining().as_millis().clamp(0, length);
        format!("{:.1}", left as f64 * 100.0 / length as f64)
    };
    let announcement = Memo::new(move |_| {
        let timer = timer.read();
        timer
            .timer
            .is_ticking()
            .then(|| text::announcement(&timer.label, remaining()))
            .flatten()
    });
    view! {
        <section class="countdown" data-state=state data-timer=move || timer.read().id.to_string()>
            <p class="countdown-label">{move || timer.read().label.clone()}</p>
            <p class="countdown-time" role="timer">{move || text::countdown(remaining())}</p>
            <p class="countdown-word">{word}</p>
            <p class="visually-hidden" role="status">{announcement}</p>
            <progress class="countdown-bar" max="100" value=share aria-hidden="true"></progress>
        </section>
    }
}

/// All timers of a stage, each in a place of its own.
#[component]
pub fn Countdowns(
    /// The timers.
    #[prop(into)]
    timers: Signal<Vec<TimerView>>,
    /// The server's clock.
    clock: ServerClock,
) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let ids = timers.read();
        ids.iter().map(|timer| timer.id.clone()).collect::<Vec<_>>()
    });
    view! {
        <For each=move || ids.get() key=|id| id.clone() let(id)>
            {
                let timer = one(timers, id);
                timer.get_untracked().map(|first| {
                    let timer = Signal::derive(move || timer.get().unwrap_or_else(|| first.clone()));
                    view! { <Countdown timer clock/> }
                })
            }
        </For>
    }
}

/// One of several timers, by its id.
pub fn one(
    timers: Signal<Vec<TimerView>>,
    id: crate::domain::ids::TimerId,
) -> Memo<Option<TimerView>> {
    Memo::new(move |_| timers.read().iter().find(|timer| timer.id == id).cloned())
}
