//! What is fuzzed, and what has to hold whatever comes in.
//!
//! Each target is a function of some bytes that panics where one of its promises is broken.
//! cargo-fuzz runs them for hours (`make fuzz`), each in a program of its own; `tests/fuzz_corpus.rs`
//! runs all of them for some seconds, on the same corpus and on changes of it.

// Each program runs one of them, and only the test changes inputs.
#![allow(dead_code, unused_imports)]

#[path = "targets/calendar.rs"]
mod calendar;
#[path = "targets/calendar_file.rs"]
mod calendar_file;
#[path = "targets/event_log.rs"]
mod event_log;
#[path = "targets/forms.rs"]
mod forms;
#[path = "targets/marks.rs"]
mod marks;
#[path = "targets/mutation.rs"]
pub mod mutation;
#[path = "targets/room.rs"]
mod room;
#[path = "targets/small.rs"]
mod small;
#[path = "targets/tables.rs"]
mod tables;
#[path = "targets/training_parser.rs"]
mod training_parser;
#[path = "targets/views.rs"]
mod views;
#[path = "targets/words.rs"]
mod words;
#[path = "targets/world.rs"]
mod world;

pub use calendar::calendar;
pub use event_log::event_log;
pub use forms::forms;
pub use tables::tables;
pub use training_parser::training_parser;
