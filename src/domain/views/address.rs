//! Where people come in.

use serde::{Deserialize, Serialize};

/// The address under which people reach a session. It is no part of the session, and can change while one
/// is under way: whoever sends a view puts it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressView {
    /// The server's address, as people type it.
    pub typed: String,
    /// The join link as a QR code.
    pub qr_svg: String,
}
