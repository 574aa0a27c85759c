//! What of a phone's page lives. It is no island: a phone loads no framework. The server draws all of
//! it, and a small program in the browser keeps what is drawn current (`ui::browser::phone`).

use super::carried::{Carried, LIVE};
use crate::domain::time::Span;
use crate::domain::timer::{Timer, TimerPhase};
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
use crate::ui::countdown::{Countdown, Countdowns};
use leptos::prelude::*;

/// The countdowns and the parts of the page.
#[component]
pub fn Phone(
    /// What the program begins with.
    carried: Carried,
    /// The parts.
    children: Children,
) -> impl IntoView {
    let clock = ServerClock::standing_at(carried.now);
    let timers = Signal::stored(carried.timers.clone());
    let live = serde_json::to_string(&carried).unwrap_or_default();
    let blank = Signal::stored(blank());
    view! {
        <div id=LIVE class="phone-live" data-carried=live>
            <p class="phone-connection" role="status"></p>
            <div class="phone-timers"><Countdowns timers clock/></div>
            <template class="phone-timer"><Countdown timer=blank clock/></template>
            <div class="phone-parts">{children()}</div>
        </div>
    }
}

/// What a countdown that comes later is copied from.
fn blank() -> TimerView {
    TimerView {
        id: "".into(),
        label: String::new(),
        planned: Span::ZERO,
        current: false,
        timer: Timer {
            length: Span::ZERO,
            phase: TimerPhase::Idle,
        },
    }
}

/// Copies or prints a part of a page; there as soon as the page lives.
#[component]
pub fn CopyAndPrint(
    /// The id of the element with what is copied.
    what: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" hidden data-copies=what>"Copy all"</button>
        <button type="button" hidden data-prints>"Print"</button>
    }
}
