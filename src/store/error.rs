//! What can go wrong with what is kept, in sentences that a facilitator can act on.

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
    /// The file is damaged.
    #[error(
        "{path} is damaged ({damage}). It has been left as it is; put a backup in its place, or choose another directory with --data."
    )]
    Corrupt {
        /// Which file.
        path: PathBuf,
        /// What SQLite says about it.
        damage: String,
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
    /// The file may not be written.
    #[error("The data directory cannot be written. Check its permissions, then send again.")]
    ReadOnly,
    /// The disk does not do what it is asked.
    #[error("The disk cannot be read or written just now. Look after it, then send again.")]
    Disk,
    /// Another program keeps the file to itself.
    #[error("Another program holds the data file. Send again in a moment.")]
    Busy,
    /// What is in the file is no longer what was written.
    #[error(
        "The data file is damaged, so nothing more is written to it. Stop the server, keep the file, and go on from a backup."
    )]
    Damaged,
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
    /// The database cannot be reached when the server starts.
    #[error("The database cannot be reached: {reason}. Check the address that --data gives.")]
    Connect {
        /// Why not.
        reason: String,
    },
    /// The database was made by a newer release.
    #[error(
        "The database does not fit this release. It has been left as it is; use the release that made it, or choose another one with --data."
    )]
    Newer,
    /// The database does not do what it is asked.
    #[error("The database does not answer just now. Send again in a moment.")]
    Database {
        /// Why not, for the log: people at a phone can do nothing about it.
        reason: String,
    },
    /// Something else.
    #[error("The data cannot be read or written: {0}.")]
    Sqlite(rusqlite::Error),
    /// The thread that writes is gone.
    #[error("The server is shutting down. Send again in a moment.")]
    Closed,
}

impl StoreError {
    /// The same failure for somebody else: all who wait for a transaction are told why it is undone.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Full => Self::Full,
            Self::ReadOnly => Self::ReadOnly,
            Self::Disk => Self::Disk,
            Self::Busy => Self::Busy,
            Self::Damaged => Self::Damaged,
            Self::Conflict => Self::Conflict,
            Self::Database { reason } => Self::Database {
                reason: reason.clone(),
            },
            Self::Sqlite(rusqlite::Error::SqliteFailure(code, message)) => {
                Self::Sqlite(rusqlite::Error::SqliteFailure(*code, message.clone()))
            }
            _ => Self::Closed,
        }
    }
}

/// An error with all that caused it: the first often says least.
pub fn described(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}
