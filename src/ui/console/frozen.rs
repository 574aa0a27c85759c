//! Says that the room does not see what the console shows.

use crate::domain::session::Command;
use crate::domain::views::{FrozenOn, ProjectorModeView};
use crate::ui::drawing::{Shown, words};
use crate::ui::driver::Driver;
use leptos::prelude::*;

/// On what the projector is frozen, and a way back.
#[component]
pub fn FrozenNotice(
    /// How the projector shows the session.
    mode: Memo<ProjectorModeView>,
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
        <div class="console-frozen" class:shown=is_frozen>
            <p role="status">{words(move || sentence().unwrap_or_default())}</p>
            <Shown when=is_frozen>
                <button type="button" class="unfreeze" on:click=move |_| driver.order(Command::SetFrozen(false))>"Unfreeze"</button>
            </Shown>
        </div>
    }
}
