//! One run of a training.

mod command;
mod decide;
mod event;
mod participant;
mod state;

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use command::{Actor, Command, Refusal, Request};
pub use event::{Event, Record};
pub use participant::{Answer, Answered, Commitment, Participant};
pub use state::{Phase, Session};
