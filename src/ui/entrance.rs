//! How people come in to a session.

use crate::domain::ids::JoinCode;
use crate::domain::rehearsal::Rehearsal;
use serde::{Deserialize, Serialize};

/// How people come in; the same for the whole session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entrance {
    /// The name of this run.
    pub session: String,
    /// The name of the training.
    pub training: String,
    /// The code.
    pub code: JoinCode,
    /// The server's address, as people type it.
    pub address: String,
    /// The join link as a QR code.
    pub qr_svg: String,
    /// How the session is rehearsed; none for a real one.
    #[serde(default)]
    pub rehearsal: Option<Rehearsal>,
}
