//! What screens show that is no data of a session. Phones get HTML, which the server renders: so a phone
//! needs no code to draw anything, and shows the same with JavaScript as without. And where people come
//! in, the network says.

use super::published::Parts;
use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::session::Session;
use crate::domain::views::AddressView;
use std::sync::Arc;
use tokio::sync::watch;

/// Renders what is more than data. The server has one; `live` needs none.
pub trait Renderer: Send + Sync + 'static {
    /// The parts that are the same on every phone.
    ///
    /// # Errors
    /// When a part cannot be serialised.
    fn shared(&self, session: &Session) -> serde_json::Result<Parts>;

    /// The parts of a phone that are only this participant's. A part with the name of a shared one
    /// replaces it.
    ///
    /// # Errors
    /// When a part cannot be serialised.
    fn own(&self, session: &Session, participant: &ParticipantId) -> serde_json::Result<Parts>;

    /// Where people come in to a session.
    fn address(&self, _code: &JoinCode) -> AddressView {
        AddressView::default()
    }

    /// Tells when that changes.
    fn moves(&self) -> watch::Receiver<Arc<str>> {
        watch::Sender::default().subscribe()
    }
}
