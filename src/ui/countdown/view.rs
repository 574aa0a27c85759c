//! A countdown as a component.

use super::face::{Face, zero};
use crate::domain::ids::TimerId;
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
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
        <section class="countdown" data-state=move || face.read().state data-timer=move || timer.read().id.to_string()>
            <p class="countdown-label">{move || timer.read().label.clone()}</p>
            <p class="countdown-time" role="timer">{move || face.read().time.clone()}</p>
            <p class="countdown-word">{move || face.read().word}</p>
            <p class="visually-hidden" role="status">{move || face.read().announcement.clone()}</p>
            <progress class="countdown-bar" max="100" value=move || face.read().share.clone() aria-hidden="true"></progress>
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
pub fn one(timers: Signal<Vec<TimerView>>, id: TimerId) -> Memo<Option<TimerView>> {
    Memo::new(move |_| timers.read().iter().find(|timer| timer.id == id).cloned())
}
