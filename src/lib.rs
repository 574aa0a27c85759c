//! Plenary runs a live training: a facilitator on a projector, participants on their phones, one
//! binary in between.
//!
//! Dependencies point inward. [`domain`] holds the rules and knows nothing of the rest; around it
//! are [`content`] (reads trainings), [`export`] (what is taken home), [`store`] (the log on disk),
//! [`live`] (the running sessions), [`ui`] (the screens) and [`server`] (the web). The library is
//! compiled twice: with the feature `ssr` for the server, with `hydrate` to wasm for the browser,
//! which gets only `domain` and `ui`.

#[cfg(feature = "ssr")]
pub mod content;
pub mod domain;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;

/// Called by the page once the wasm half is loaded, before its islands are.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
