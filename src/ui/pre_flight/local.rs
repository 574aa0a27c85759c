//! What only the browser can tell: the screen, the sound, and what a page needs.

use super::report::{Check, Verdict};
use leptos::prelude::*;

/// How large this window's screen is.
#[component]
pub fn ThisScreen() -> impl IntoView {
    let size = RwSignal::new(None::<(f64, f64)>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let window = window();
        let length = |value: Result<wasm_bindgen::JsValue, _>| value.ok()?.as_f64();
        let (width, height) = (length(window.inner_width()), length(window.inner_height()));
        size.set(width.zip(height));
    });
    let words = move || {
        size.get()
            .map(|(width, height)| format!("This window is {width} × {height} points large."))
    };
    view! { <p class="check-size">{words}</p> }
}

/// Plays the chime of the timers.
#[component]
pub fn Sound() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let chime = crate::ui::browser::Chime::default();
    let play = move |_| {
        #[cfg(feature = "hydrate")]
        chime.sound();
    };
    view! {
        <p>"If you want to hear the end of a timer, switch the chime on at the console. Does the room hear it?"</p>
        <p><button type="button" on:click=play>"Play the chime"</button></p>
    }
}

/// Whether everything on this page came from the server itself.
#[component]
pub fn Offline() -> impl IntoView {
    let foreign = RwSignal::new(None::<usize>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| foreign.set(crate::ui::browser::foreign_resources()));
    let verdict = Signal::derive(move || match foreign.get() {
        Some(0) => Verdict::Good,
        Some(_) => Verdict::Bad,
        None => Verdict::Waiting,
    });
    let found = Signal::derive(move || {
        match foreign.get() {
        Some(0) => "Everything on this page came from your own server: without the internet it works the same.".to_owned(),
        Some(count) => format!("{count} parts of this page came from elsewhere. A browser extension may have put them in."),
        None => String::new(),
    }
    });
    view! { <Check title="Without internet" verdict found/> }
}
