//! Plenary runs a live training: a facilitator on a projector, participants on their phones, one
//! binary in between.
//!
//! Dependencies point inward. [`domain`] holds the rules and knows nothing of the rest; around it
//! are [`content`] (reads trainings), [`export`] (what is taken home), [`store`] (the log on disk),
//! [`live`] (the running sessions), [`ui`] (the screens) and [`server`] (the web). [`simulation`] is
//! on the other side of the web: participants who are not there.
//!
//! The library is compiled five times: with the feature `ssr` for the server, and to wasm for the
//! browser, which gets only `domain` and `ui`: with `hydrate` what a phone needs, with `projector`,
//! `console` or `desk` what that screen needs instead. These three are islands, which draw views; a
//! phone gets HTML and a small program without a framework, so that it loads little and shows the same
//! without JavaScript.

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
pub mod simulation;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;

/// Called by the page once the wasm half is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    #[cfg(feature = "projector")]
    ui::island::wake::<ui::projector::Projector>();
    #[cfg(feature = "console")]
    ui::island::wake::<ui::console::Console>();
    #[cfg(feature = "desk")]
    {
        ui::island::wake::<ui::pre_flight::PreFlight>();
        ui::island::wake::<ui::time_zone::DayAndTimeZone>();
    }
    #[cfg(not(feature = "views"))]
    ui::browser::phone::begin();
}
