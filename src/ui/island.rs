//! What lives on a page. The server draws it, and says what it was drawn from; the browser draws it
//! anew from the same, at once and in the same place, and goes on from there. To take over what is
//! there already (hydration) would be a second way to make each element, and a fifth of all code that
//! the page loads.

#[cfg(feature = "drawn")]
use super::wire::{FromWire, Json};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::Serialize;
#[cfg(feature = "drawn")]
use wasm_bindgen::JsCast;

/// A view that lives.
pub trait Island: Carried + 'static {
    /// By which the browser finds it on the page.
    const NAME: &str;

    /// Draws it, as it is first.
    fn draw(self) -> impl IntoView + 'static;
}

/// What the server writes into the page.
#[cfg(feature = "ssr")]
pub trait Carried: Serialize {}
#[cfg(feature = "ssr")]
impl<T: Serialize> Carried for T {}

/// What the browser reads there.
#[cfg(feature = "drawn")]
pub trait Carried: FromWire {}
#[cfg(feature = "drawn")]
impl<T: FromWire> Carried for T {}

/// An island as the server draws it, with what the browser draws it from.
#[cfg(feature = "ssr")]
pub fn island<I: Island>(island: I) -> impl IntoView {
    let carried = serde_json::to_string(&island).unwrap_or_default();
    view! { <plenary-island data-name=I::NAME data-carried=carried>{island.draw()}</plenary-island> }
}

/// Brings the islands of one kind to life, wherever the page has them.
#[cfg(feature = "drawn")]
pub fn wake<I: Island>() {
    let selector = format!("plenary-island[data-name={}]", I::NAME);
    let found = document().query_selector_all(&selector).ok();
    let length = found.as_ref().map_or(0, |found| found.length());
    for index in 0..length {
        if let Some(place) = found.as_ref().and_then(|found| found.item(index)) {
            begin::<I>(place.unchecked_into());
        }
    }
}

#[cfg(feature = "drawn")]
fn begin<I: Island>(place: web_sys::HtmlElement) {
    let carried = place.get_attribute("data-carried").unwrap_or_default();
    if let Some(island) = Json::read(&carried).and_then(I::from_wire) {
        place.set_inner_html("");
        leptos::mount::mount_to(place, || island.draw()).forget();
    }
}
