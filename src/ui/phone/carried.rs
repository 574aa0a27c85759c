//! What a phone's page carries for the program that makes it live.

use crate::domain::ids::JoinCode;
use crate::domain::rehearsal::Reading;
use crate::domain::training::Phrases;
use crate::domain::views::TimerView;
use serde::{Deserialize, Serialize};

/// The id of the element that carries it, in `data-carried`.
pub const LIVE: &str = "live";

/// What the program begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Carried {
    /// The session.
    pub code: JoinCode,
    /// What the clock showed when the page was rendered.
    pub now: Reading,
    /// The countdowns to show first.
    pub timers: Vec<TimerView>,
    /// What would better not be said.
    pub phrases: Vec<Phrases>,
}
