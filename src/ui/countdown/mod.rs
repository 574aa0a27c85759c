//! A countdown on a screen.

mod face;

#[cfg(feature = "hydrate")]
pub use face::Face;
#[cfg(feature = "hydrate")]
pub use face::zero;

#[cfg(feature = "views")]
mod view;
#[cfg(feature = "views")]
pub use view::{Countdown, Countdowns, one};
