//! What only a browser has: a feed, a clock, chance.

mod feed;
mod form;
mod storage;

pub use feed::follow;
pub use form::{Sent, send_form};
pub use storage::Drafts;

use crate::domain::ids::CommandId;
use wasm_bindgen::JsCast;

/// Milliseconds since the page was opened, by a clock that nobody sets.
pub fn performance_now() -> f64 {
    leptos::prelude::window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// An id that no other command has. It is no secret, so `Math.random` serves; `randomUUID` is not
/// there on a page that came without TLS.
pub fn command_id() -> CommandId {
    let random = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    CommandId::new(format!(
        "{:08x}{:08x}{:08x}{:08x}",
        random(),
        random(),
        random(),
        random()
    ))
}

/// Whether somebody is typing, so that keys are letters and no orders.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element
            .closest("input, textarea, select, [contenteditable]")
            .is_ok_and(|found| found.is_some())
    })
}
