//! What phones show. They get HTML, which the server renders: so a phone needs no code to draw
//! anything, and shows the same with JavaScript as without.

use super::published::Parts;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;

/// Renders what phones show, in parts. The user interface has one; `live` needs none.
pub trait PhoneRenderer: Send + Sync + 'static {
    /// The parts that are the same on every phone.
    ///
    /// # Errors
    /// When a part cannot be serialised.
    fn shared(&self, session: &Session) -> serde_json::Result<Parts>;

    /// The parts that are only this participant's. A part with the name of a shared one replaces it.
    ///
    /// # Errors
    /// When a part cannot be serialised.
    fn own(&self, session: &Session, participant: &ParticipantId) -> serde_json::Result<Parts>;
}
