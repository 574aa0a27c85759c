//! What a participant holds: the one thing that matters now, and what is theirs.
//!
//! A phone gets HTML in parts, which the server renders: first as a page, then by the feed whatever
//! has changed. All forms are plain HTML that the browser can send by itself. A small
//! program without a framework runs the countdowns, puts new parts in place, sends the forms without
//! leaving the page, and keeps what is typed on the device until the server has it. So a phone loads
//! little, and whatever works, works without JavaScript too.

mod advice;
mod carried;
mod status;

#[cfg(feature = "ssr")]
mod activity;
#[cfg(feature = "ssr")]
mod buddies;
#[cfg(feature = "ssr")]
mod commitments;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod keep;
#[cfg(feature = "ssr")]
mod live;
#[cfg(feature = "ssr")]
mod now;
#[cfg(feature = "ssr")]
mod part_name;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod return_link;

#[cfg(feature = "hydrate")]
pub use advice::{Wishes, advice};
#[cfg(feature = "ssr")]
pub use buddies::shared_promises;
pub use carried::{Carried, LIVE};
#[cfg(feature = "ssr")]
pub use fields::{FieldEntry, option_picker};
#[cfg(feature = "ssr")]
pub use form::{Problem, Sender};
#[cfg(feature = "ssr")]
pub use keep::KeepPage;
#[cfg(feature = "ssr")]
pub use live::{CopyAndPrint, Phone};
#[cfg(feature = "ssr")]
pub use part_name::PartName;
#[cfg(feature = "ssr")]
pub use parts::{PhonePage, own_parts, own_timers, shared_parts};
pub use status::FormState;
