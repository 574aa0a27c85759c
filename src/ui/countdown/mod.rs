//! A countdown on a screen.

mod face;
#[cfg(feature = "views")]
mod view;

#[cfg(all(feature = "hydrate", not(feature = "views")))]
pub use face::{Face, zero};
#[cfg(feature = "ssr")]
pub use view::Countdown;
#[cfg(feature = "views")]
pub use view::{Countdowns, one};
