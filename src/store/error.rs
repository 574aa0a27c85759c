//! What can go wrong with the log on disk, in sentences that a facilitator can act on.

use std::path::PathBuf;
use thiserror::Error;

/// What can go wrong with the log on disk.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The directory cannot be made.
    #[error("The data directory {path} cannot be made: {source}. Choose another one with --data.")]
    Directory {
        /// Which directory.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file cannot be opened.
    #[error("{path} cannot be opened: {source}. It has been left as it is.")]
    Open {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: rusqlite::Error,
    },
    /// The file's tables cannot be brought up to this release, or come from a newer one.
    #[error(
        "{path} does not fit this release: {source}. It has been left as it is; use the release that wrote it, or choose another directory with --data."
    )]
    Migration {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: rusqlite_migration::Error,
    },
    /// The disk is full.
    #[error("The disk is full. Make room, then send again.")]
    Full,
    /// The disk or the file cannot be written.
    #[error("The data directory cannot be written. Check its permissions, then send again.")]
    ReadOnly,
    /// The session has gone on, or is gone: what was to be appended no longer fits.
    #[error("The session has changed in the meantime. Send again.")]
    Conflict,
    /// An event cannot be read.
    #[error("Event {sequence} of session {session} cannot be read: {source}.")]
    Event {
        /// Which session.
        session: String,
        /// Which event.
        sequence: u64,
        /// Why not.
        source: serde_json::Error,
    },
    /// Something else.
    #[error("The data cannot be read or written: {0}.")]
    Sqlite(rusqlite::Error),
    /// The thread that writes is gone.
    #[error("The server is shutting down. Send again in a moment.")]
    Closed,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::ConstraintViolation) => Self::Conflict,
            _ => Self::Sqlite(error),
        }
    }
}
