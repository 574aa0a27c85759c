//! How far a log has come, for whoever follows it.

/// How far a session's log has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// At least so far: to this sequence number.
    At(u64),
    /// The session has been deleted.
    Gone,
}
