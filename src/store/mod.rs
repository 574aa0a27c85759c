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
pub use keys::FacilitatorRow;
pub use sessions::{NewSessionRow, SessionRow};

use queue::Queue;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

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

    /// Opens the log on a disk that a test has made known to SQLite by a name (a VFS), where it has
    /// no directory.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_on(disk: &str) -> Result<Self, StoreError> {
        Ok(Self {
            queue: Queue::start(schema::open_on(disk)?)?,
            directory: Path::new("").into(),
        })
    }

    /// As [`Store::open_on`], within a runtime whose time is simulated: writing and answering take as
    /// long as `latency` says, and no thread decides the order of anything.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn simulate(
        disk: &str,
        latency: impl FnMut() -> Duration + Send + 'static,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            queue: Queue::simulate(schema::open_on(disk)?, latency),
            directory: Path::new("").into(),
        })
    }

    /// Where the log is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}
