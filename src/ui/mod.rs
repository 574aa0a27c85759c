//! The screens. Pages are rendered by the server; only what lives on a page is an island, and an
//! island is rendered first from the same view that its feed sends later.

#[cfg(feature = "views")]
pub mod activity;
#[cfg(any(feature = "hydrate", test))]
mod bounds;
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "views")]
pub mod clock;
#[cfg(any(feature = "ssr", feature = "console"))]
pub mod console;
pub mod countdown;
#[cfg(feature = "views")]
pub mod drawing;
#[cfg(feature = "views")]
pub mod driver;
#[cfg(feature = "views")]
pub mod entrance;
#[cfg(feature = "views")]
pub mod island;
#[cfg(feature = "views")]
pub mod keys;
#[cfg(feature = "views")]
pub mod live;
#[cfg(feature = "views")]
pub mod order;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "views")]
pub mod part;
pub mod phone;
#[cfg(any(feature = "ssr", feature = "desk"))]
pub mod pre_flight;
#[cfg(any(feature = "ssr", feature = "projector"))]
pub mod projector;
#[cfg(feature = "views")]
pub mod slide;
pub mod text;
#[cfg(any(feature = "ssr", feature = "desk"))]
pub mod time_zone;
#[cfg(any(feature = "drawn", test))]
pub mod wire;
