//! One run of a training.

mod answers;
mod apply;
mod command;
mod decide;
mod edit;
mod event;
mod follow_up;
mod lead;
mod merging;
#[cfg(test)]
mod merging_tests;
mod pace;
#[cfg(test)]
mod pace_tests;
mod participant;
mod people;
mod projector_mode;
#[cfg(test)]
mod projector_mode_tests;
mod state;
mod words;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod follow_up_tests;
#[cfg(test)]
mod hands_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod room_tests;
#[cfg(test)]
mod tests;

pub use command::{Actor, Command, Refusal, Request};
pub use event::{Event, Record};
pub use participant::{
    Answer, Answered, Commitment, CommitmentName, ERASED_NAME, HandCount, Participant,
};
pub use people::{MOST_CHANGES, MOST_PARTICIPANTS};
pub use projector_mode::{ProjectorMode, TimerDisplay};
pub use state::{Phase, Session};
