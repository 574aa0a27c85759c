//! Says that the room does not see what the console shows.

use crate::domain::views::{FrozenOn, ProjectorModeView};
use crate::ui::drawing::{Shown, click, is_so, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// On what the projector is frozen, and a way back.
#[component]
pub fn FrozenNotice(
    /// How the projector shows the session.
    mode: Part<ProjectorModeView>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let is_frozen = move || mode.read().is_frozen();
    let sentence = move || {
        let mode = mode.read();
        let shown = match mode.frozen_on.as_ref()? {
            FrozenOn::Lobby => "on how to join".to_owned(),
            FrozenOn::Slide { number, title } => format!("on slide {number}, “{title}”"),
        };
        Some(format!(
            "The projector is frozen {shown}. Phones follow you."
        ))
    };
    view! {
        <div class="console-notice console-frozen" class:shown=is_so(is_frozen)>
            <p role="status">{words(move || sentence().unwrap_or_default())}</p>
            <Shown when=is_frozen>
                <button type="button" class="unfreeze" on:click=click(move |_| driver.order(Order::SetFrozen(false)))>"Unfreeze"</button>
            </Shown>
        </div>
    }
}
