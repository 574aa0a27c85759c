//! The event log on disk: one SQLite file, one thread that writes to it.
//!
//! Whatever waits in the queue goes into one transaction, so that hundreds of phones that submit in
//! the same second share a few commits. An answer is given only after the commit, and SQLite runs
//! with `synchronous=FULL`: acknowledged means on disk.

mod backup;
mod error;
mod keys;
mod queue;
mod schema;
mod sessions;

#[cfg(test)]
mod backup_tests;
#[cfg(test)]
mod tests;

pub use backup::{BackedUp, BackupError, back_up};
pub use error::StoreError;
pub use sessions::{NewSessionRow, SessionRow};

use queue::Queue;
use std::path::Path;
use std::sync::Arc;

/// A handle to the event log; cheap to clone.
#[derive(Clone)]
pub struct Store {
    queue: Queue,
    directory: Arc<Path>,
}

impl Store {
    /// Opens the log in a directory, and makes both where they are missing.
    ///
    /// # Errors
    /// When the directory cannot be written, or the file was made by a newer release or is not a
    /// database; it is left as it is then.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let connection = schema::open(directory)?;
        Ok(Self {
            queue: Queue::start(connection)?,
            directory: directory.into(),
        })
    }

    /// Where the log is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}
