//! The screens. Pages are rendered by the server; only what lives on a page is an island, and an
//! island is rendered first from the same view that its feed sends later.

#[cfg(any(feature = "screens", feature = "ssr"))]
mod activity;
#[cfg(feature = "hydrate")]
mod browser;
mod clock;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod console;
mod countdown;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod driver;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod keys;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod phone;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod pre_flight;
#[cfg(any(feature = "screens", feature = "ssr"))]
pub mod projector;
#[cfg(any(feature = "screens", feature = "ssr"))]
mod slide;
pub mod text;
#[cfg(any(feature = "screens", feature = "ssr"))]
mod time_zone;
