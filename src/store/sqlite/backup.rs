//! A copy of the log, made while a server may be writing to it.

use super::schema::FILE;
use crate::store::StoreError;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;
use thiserror::Error;

/// How much a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// How many sessions.
    pub sessions: usize,
    /// How many events.
    pub events: usize,
}

/// Why there is no backup.
#[derive(Debug, Error)]
pub enum BackupError {
    /// There is nothing to copy.
    #[error("{0} holds no data. Say where it is with --data.")]
    Nothing(PathBuf),
    /// A file of that name is there.
    #[error("{0} is there already, and has been left as it is. Choose another name.")]
    Taken(PathBuf),
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}.")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The copy is not sound.
    #[error("The copy is damaged: {0}. It has been deleted; look after the disk.")]
    Damaged(String),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Copies the log in `directory` to `file`, as it is at one moment. Whoever writes to it meanwhile
/// goes on. The file has its name only once it is whole, checked and on the disk.
///
/// # Errors
/// Where there is nothing to copy, the name is taken, or the copy cannot be written.
pub fn back_up(directory: &Path, file: &Path) -> Result<BackedUp, BackupError> {
    let original = directory.join(FILE);
    if !original.is_file() {
        return Err(BackupError::Nothing(directory.to_owned()));
    }
    if file.exists() {
        return Err(BackupError::Taken(file.to_owned()));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let cannot = |source| BackupError::File {
        path: file.to_owned(),
        source,
    };
    let copied = copy(&original, &part).and_then(|backed_up| {
        let written = std::fs::File::open(&part).and_then(|file| file.sync_all());
        written.map_err(cannot)?;
        std::fs::rename(&part, file).map_err(cannot)?;
        Ok(backed_up)
    });
    if copied.is_err() {
        // It may not have been made at all.
        let _ = std::fs::remove_file(&part);
    }
    copied
}

fn copy(original: &Path, part: &Path) -> Result<BackedUp, BackupError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(original, flags)?;
    source.busy_timeout(Duration::from_secs(5))?;
    let mut copy = Connection::open(part)?;
    {
        let backup = Backup::new(&source, &mut copy)?;
        // All pages in one step: a copy that another program writes to between two steps begins anew.
        while backup.step(-1)? != StepResult::Done {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    // One file, without a write-ahead log beside it that somebody could forget to keep.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    let found: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(BackupError::Damaged(found));
    }
    let count = |table: &str| {
        copy.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
    };
    Ok(BackedUp {
        sessions: count("sessions")?,
        events: count("events")?,
    })
}
