//! Why something that was sent to a session had no effect.

use crate::domain::session::Refusal;
use crate::store::StoreError;
use thiserror::Error;

/// Why something that was sent to a session had no effect.
#[derive(Debug, Error)]
pub enum LiveError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be kept, so it was not done.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such session.
    #[error("There is no session with the code {0}. Check the code on the projector.")]
    NoSession(String),
    /// The session's task has ended while it was asked; the next request starts it again.
    #[error("The session was interrupted. Send again.")]
    Interrupted,
    /// The session's log does not begin with its creation.
    #[error("The log of session {0} is damaged: it does not begin with its creation.")]
    Damaged(String),
    /// The operating system gives no random bytes.
    #[error("No random number can be had from the operating system. Send again.")]
    Random,
}
