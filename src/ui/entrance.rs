//! What people are told who come in to a session.

use crate::domain::ids::JoinCode;
use crate::domain::rehearsal::Rehearsal;
use serde::{Deserialize, Serialize};

/// What people are told who come in; the same for the whole session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entrance {
    /// The name of this run.
    pub session: String,
    /// The name of the training.
    pub training: String,
    /// The language of its words.
    pub language: String,
    /// The code.
    pub code: JoinCode,
    /// How the session is rehearsed; none for a real one.
    #[serde(default)]
    pub rehearsal: Option<Rehearsal>,
}
