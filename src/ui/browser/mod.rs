//! What only a browser has: a feed, a clock, chance, sound, screens.

#[cfg(feature = "desk")]
mod asking;
#[cfg(feature = "views")]
mod chime;
mod clock;
mod feed;
// A phone has a bundle of its own.
#[cfg(not(feature = "views"))]
pub mod phone;
#[cfg(feature = "views")]
mod posting;
#[cfg(feature = "console")]
mod second_screen;
mod wake_lock;

#[cfg(feature = "desk")]
pub use asking::{foreign_resources, keep_asking};
#[cfg(feature = "views")]
pub use chime::Chime;
pub use clock::BrowserClock;
#[cfg(not(feature = "views"))]
pub use feed::follow;
#[cfg(feature = "views")]
pub use feed::{follow_by, reload};
#[cfg(feature = "views")]
pub use posting::post_json;
#[cfg(feature = "console")]
pub use second_screen::open_on_second_screen;
pub use wake_lock::keep_awake;

use crate::domain::ids::CommandId;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// The window that the page is in.
pub fn window() -> web_sys::Window {
    // This code is loaded by pages only, never by a worker.
    web_sys::window().expect("a page has a window")
}

/// The page.
pub fn document() -> web_sys::Document {
    // As above: a window without a page runs no code.
    window().document().expect("a window has a page")
}

/// Milliseconds since the page was opened, by a clock that nobody sets.
pub fn performance_now() -> f64 {
    window()
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

/// Hears of an event for as long as the page is open.
pub fn listen(target: &EventTarget, event: &str, listener: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(listener).into_js_value();
    let _: Result<(), JsValue> =
        target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Copies the text of an element; false where the browser forbids it. The newer clipboard is not
/// there on a page that came without TLS.
pub fn copy(id: &str) -> bool {
    let document = document();
    let Some(element) = document.get_element_by_id(id) else {
        return false;
    };
    let selection = window().get_selection().ok().flatten();
    let is_selected =
        selection.is_some_and(|selection| selection.select_all_children(&element).is_ok());
    let page = document.dyn_into::<web_sys::HtmlDocument>();
    is_selected && page.is_ok_and(|page| page.exec_command("copy").unwrap_or(false))
}

/// Opens the browser's own dialogue for printing.
pub fn print() {
    let _ = window().print();
}

/// A property that this browser may or may not have.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
