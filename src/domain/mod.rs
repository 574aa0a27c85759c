//! The rules of Plenary: pure and synchronous, with neither clock, randomness nor I/O.
//!
//! A session is a log of events. [`session::Session::decide`] turns a command into events or a
//! refusal, [`session::Session::apply`] turns an event into state, and the views are derived from
//! that state. Time and ids are always arguments, so that the same log gives the same state.

pub mod accent;
pub mod agenda;
pub mod check_in;
pub mod commitment;
pub mod groups;
pub mod guessing;
pub mod ids;
pub mod join_code;
pub mod recovery;
pub mod rehearsal;
pub mod seating;
pub mod session;
pub mod slide_search;
pub mod text;
pub mod time;
pub mod timer;
pub mod training;
pub mod views;
pub mod wording;
