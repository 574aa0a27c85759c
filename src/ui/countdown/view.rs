//! A countdown as a component.

use super::face::{Face, zero};
use crate::domain::ids::TimerId;
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
use crate::ui::drawing::{attribute, each, words};
use leptos::prelude::*;

/// A timer with its label, its remaining time, and a bar that empties.
#[component]
pub fn Countdown(
    /// The timer. Follows it: the same component stays while the timer changes.
    timer: Signal<TimerView>,
    /// The server's clock.
    clock: ServerClock,
) -> impl IntoView {
    let now = clock.ticking(move || zero(&timer.read().timer));
    let face = Memo::new(move |_| Face::of(&timer.read(), now.get()));
    view! {
        <section class="countdown" data-state=attribute(move || face.read().state.to_owned()) data-timer=attribute(move || timer.read().id.to_string())>
            <p class="countdown-label">{words(move || timer.read().label.clone())}</p>
            <p class="countdown-time" role="timer">{words(move || face.read().time.clone())}</p>
            <p class="countdown-word">{words(move || face.read().word.to_owned())}</p>
            <p class="visually-hidden" role="status">{words(move || face.read().announcement.clone().unwrap_or_default())}</p>
            <progress class="countdown-bar" max="100" value=attribute(move || face.read().share.clone()) aria-hidden="true"></progress>
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
    let ids = move || {
        let timers = timers.read();
        timers.iter().map(|timer| timer.id.clone()).collect()
    };
    let countdown = move |id| {
        let timer = one(timers, id);
        let countdown = timer.get_untracked().map(|first| {
            let timer = Signal::derive(move || timer.get().unwrap_or_else(|| first.clone()));
            view! { <Countdown timer clock/> }
        });
        countdown.into_any()
    };
    each(ids, TimerId::to_string, countdown)
}

/// One of several timers, by its id.
pub fn one(timers: Signal<Vec<TimerView>>, id: TimerId) -> Memo<Option<TimerView>> {
    Memo::new(move |_| timers.read().iter().find(|timer| timer.id == id).cloned())
}
