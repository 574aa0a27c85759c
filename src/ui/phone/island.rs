//! What lives on a phone's page.

// `#[island]` makes a struct of the props that cannot be documented.
#![allow(missing_docs)]

use crate::domain::ids::JoinCode;
use crate::domain::rehearsal::Reading;
use crate::domain::training::Phrases;
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
use crate::ui::countdown::Countdowns;
use leptos::html;
use leptos::prelude::*;

/// The countdowns, and around the parts of the page what keeps them current and sends their forms.
#[island]
pub fn Phone(
    /// The session.
    code: JoinCode,
    /// What the clock showed when the page was rendered.
    now: Reading,
    /// The countdowns to show first.
    timers: Vec<TimerView>,
    /// What would better not be said.
    phrases: Vec<Phrases>,
    /// The parts.
    children: Children,
) -> impl IntoView {
    let clock = ServerClock::standing_at(now);
    let connected = RwSignal::new(true);
    let timers = RwSignal::new(timers);
    let parts = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(parts) = parts.get() {
            crate::ui::browser::phone::live(
                &code,
                &phrases,
                parts.into(),
                timers,
                clock,
                connected,
            );
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (code, phrases);
    view! {
        <p class="phone-connection" class:shown=move || !connected.get() role="status">
            {move || if connected.get() { "" } else { "No connection. What you write is kept on this phone." }}
        </p>
        <div class="phone-timers"><Countdowns timers clock/></div>
        <div class="phone-parts" node_ref=parts>{children()}</div>
    }
}

/// Copies or prints a part of a page; there as soon as the page lives.
#[island]
pub fn CopyAndPrint(
    /// The id of the element with what is copied.
    what: String,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    let copied = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| alive.set(true));
    #[cfg(feature = "hydrate")]
    let (copy, print) = (
        move |_| copied.set(crate::ui::browser::copy(&what)),
        move |_| crate::ui::browser::print(),
    );
    #[cfg(not(feature = "hydrate"))]
    let (copy, print) = {
        let _ = what;
        (|_| {}, |_| {})
    };
    view! {
        <button type="button" hidden=move || !alive.get() on:click=copy>
            {move || if copied.get() { "Copied" } else { "Copy all" }}
        </button>
        <button type="button" hidden=move || !alive.get() on:click=print>"Print"</button>
    }
}
