//! How the projector shows the session: a menu of what is on and off.

use crate::domain::session::{Phase, TimerDisplay};
use crate::domain::views::{ProjectorModeView, Stage};
use crate::ui::drawing::{Shown, attribute, click, is_so, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// Names the menu to the button that opens it.
const MENU: &str = "projector-menu";

/// A button with the menu that it opens. The browser closes it by Esc or a click beside it, and gives
/// the focus back.
#[component]
pub fn ProjectorMenu(
    /// Where the session stands.
    stage: Part<Stage>,
    /// How the projector shows it.
    mode: Part<ProjectorModeView>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let has_ended = move || matches!(stage.read().phase, Phase::Ended { .. });
    let is_frozen = Memo::new(move |_| mode.read().is_frozen());
    let join_is_large = Memo::new(move |_| mode.read().join_large);
    let join_is_shown = Memo::new(move |_| stage.read().join_shown);
    let chimes = Memo::new(move |_| mode.read().chime);
    let label = move || {
        let label = if is_frozen.get() {
            "Projector: frozen"
        } else {
            "Projector"
        };
        label.to_owned()
    };
    let displays: Vec<_> = TimerDisplay::ALL
        .into_iter()
        .map(|display| {
            let is_on = move || mode.read().timer_display == display;
            view! {
                <button type="button" aria-pressed=attribute(move || is_on().to_string())
                    on:click=click(move |_| driver.order(Order::SetTimerDisplay(display)))>{name(display)}</button>
            }
        })
        .collect();
    view! {
        <button type="button" class="control-projector" popovertarget=MENU disabled=is_so(has_ended)>{words(label)}</button>
        <div class="projector-menu" id=MENU popover="auto" role="group" aria-label="Projector">
            <Toggle label="Freeze" key="Z" is_on=is_frozen command=Order::SetFrozen driver/>
            <Toggle label="Join code, full size" key="J" is_on=join_is_large command=Order::SetJoinLarge driver/>
            <Toggle label="Join code in the corner" key="" is_on=join_is_shown command=Order::SetJoinShown driver/>
            <div class="projector-menu-timers" role="group" aria-labelledby="projector-menu-timers">
                <p id="projector-menu-timers">"Timers "<kbd aria-hidden="true">"M"</kbd></p>
                {displays}
            </div>
            <Toggle label="Chime at zero" key="" is_on=chimes command=Order::SetChime driver/>
            <Shown when=move || chimes.get()>
                <p class="projector-menu-hint">"Click once into the projector’s window: before that, the browser lets it make no sound."</p>
            </Shown>
        </div>
    }
}

/// What a way to show timers is called.
fn name(display: TimerDisplay) -> &'static str {
    match display {
        TimerDisplay::Full => "Large",
        TimerDisplay::Bar => "Thin bar",
        TimerDisplay::Hidden => "Hidden",
    }
}

/// Something that is on or off.
#[component]
fn Toggle(
    /// What it is.
    label: &'static str,
    /// The key that does the same; may be empty.
    key: &'static str,
    /// Whether it is on.
    is_on: Memo<bool>,
    /// Turns it on or off.
    command: fn(bool) -> Order,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let key = (!key.is_empty()).then(|| view! { <kbd aria-hidden="true">{key}</kbd> });
    view! {
        <button type="button" aria-pressed=attribute(move || is_on.get().to_string())
            on:click=click(move |_| driver.order(command(!is_on.get_untracked())))>
            <span>{label}</span>{key}
        </button>
    }
}
