//! Runs a live training. See the modules.
#[cfg(feature = "ssr")]
pub mod content;
pub mod domain;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod store;
