//! The screens. Pages are rendered by the server; only what lives on a page is an island, and an
//! island is rendered first from the same view that its feed sends later.

#[cfg(feature = "views")]
mod activity;
#[cfg(any(feature = "hydrate", test))]
mod bounds;
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "views")]
mod clock;
#[cfg(feature = "views")]
pub mod console;
mod countdown;
#[cfg(feature = "views")]
pub mod driver;
#[cfg(feature = "views")]
pub mod keys;
#[cfg(feature = "views")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod phone;
#[cfg(feature = "views")]
pub mod pre_flight;
#[cfg(feature = "views")]
pub mod projector;
#[cfg(feature = "views")]
mod slide;
pub mod text;
#[cfg(feature = "views")]
mod time_zone;
