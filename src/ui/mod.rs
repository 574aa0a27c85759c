//! The screens. Pages are rendered by the server; only what lives on a page is an island, and an
//! island is rendered first from the same view that its feed sends later.

mod activity;
#[cfg(feature = "hydrate")]
mod browser;
mod clock;
pub mod console;
mod countdown;
pub mod driver;
pub mod keys;
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod phone;
pub mod projector;
mod slide;
mod text;
mod time_zone;
