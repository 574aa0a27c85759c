//! What all handlers share.

use super::links::Links;
use super::trainings::Trainings;
use crate::live::Directory;
use crate::store::Store;

/// What all handlers share; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// All sessions.
    pub directory: Directory,
    /// The log on disk, for sign-in.
    pub store: Store,
    /// The trainings that can be run.
    pub trainings: Trainings,
    /// The addresses under which people reach the server.
    pub links: Links,
    /// What was asked for at the start.
    pub options: Options,
}

/// What was asked for at the start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How long everything about a session is kept after its day, in days.
    pub keep_days: u16,
    /// Whether a test may move the clock.
    pub test_clock: bool,
}
