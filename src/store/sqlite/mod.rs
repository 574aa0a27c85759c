//! One SQLite file, one thread that writes to it.
//!
//! Whatever waits in the queue goes into one transaction, so that hundreds of phones that submit in
//! the same second share a few commits. SQLite runs with `synchronous=FULL`: acknowledged means on disk.

mod backup;
mod error;
mod keys;
mod queue;
mod schema;
mod sessions;
mod users;

#[cfg(test)]
mod backup_tests;
#[cfg(test)]
mod tests;

pub use backup::{BackedUp, BackupError, back_up};

use super::text;
use super::{FacilitatorRow, Head, NewSessionRow, SessionRow, Store, StoreError, UserRow};
use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::session::Record;
use crate::domain::time::Instant;
use async_trait::async_trait;
use queue::Queue;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Event logs in one SQLite file; cheap to clone.
#[derive(Clone)]
pub struct SqliteStore {
    queue: Queue,
    directory: Arc<Path>,
    /// Nobody else brings a log on.
    head: watch::Sender<Head>,
}

impl SqliteStore {
    /// Opens the log in a directory, and makes both where they are missing.
    ///
    /// # Errors
    /// When the directory cannot be written, or the file was made by a newer release or is not a
    /// database; it is left as it is then.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let queue = Queue::start(schema::open(directory)?)?;
        Ok(Self::of(queue, directory))
    }

    /// Opens the log on a disk that a test has made known to SQLite by a name (a VFS), where it has
    /// no directory.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_on(disk: &str) -> Result<Self, StoreError> {
        let queue = Queue::start(schema::open_on(disk)?)?;
        Ok(Self::of(queue, Path::new("")))
    }

    /// As [`SqliteStore::open_on`], within a runtime whose time is simulated: writing and answering take
    /// as long as `latency` says, and no thread decides the order of anything.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn simulate(
        disk: &str,
        latency: impl FnMut() -> Duration + Send + 'static,
    ) -> Result<Self, StoreError> {
        let queue = Queue::simulate(schema::open_on(disk)?, latency);
        Ok(Self::of(queue, Path::new("")))
    }

    fn of(queue: Queue, directory: &Path) -> Self {
        Self {
            queue,
            directory: directory.into(),
            head: watch::Sender::default(),
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn create(&self, code: JoinCode, row: NewSessionRow) -> Result<(), StoreError> {
        let create = move |connection: &_| sessions::create(connection, &code, &row);
        self.queue.run(create).await
    }

    async fn append(&self, code: JoinCode, records: Arc<[Record]>) -> Result<(), StoreError> {
        let erased = text::erased_participants(&records);
        let leaves_traces = !erased.is_empty();
        let append = move |connection: &_| sessions::append(connection, &code, &records, &erased);
        if leaves_traces {
            self.queue.erase(append).await
        } else {
            self.queue.run(append).await
        }
    }

    async fn log_after(&self, code: JoinCode, sequence: u64) -> Result<Vec<Record>, StoreError> {
        let log = move |connection: &_| sessions::log_after(connection, &code, sequence);
        self.queue.run(log).await
    }

    fn head(&self, _: &JoinCode) -> watch::Receiver<Head> {
        self.head.subscribe()
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        self.queue.run(sessions::sessions).await
    }

    async fn delete(&self, code: JoinCode) -> Result<(), StoreError> {
        let delete = move |connection: &_| sessions::delete(connection, &code);
        self.queue.erase(delete).await
    }

    async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
        let purge = move |connection: &_| sessions::purge(connection, now);
        self.queue.erase(purge).await
    }

    async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        let add = move |connection: &_| keys::add_link(connection, &link, &whose, until);
        self.queue.run(add).await
    }

    async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        let find = move |connection: &_| keys::find(connection, "sign_in_links", &link, now);
        self.queue.run(find).await
    }

    async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        let sign_in = move |connection: &_| keys::sign_in(connection, &link, &key, now, until);
        self.queue.run(sign_in).await
    }

    async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        let find = move |connection: &_| keys::find(connection, "facilitators", &key, now);
        self.queue.run(find).await
    }

    async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError> {
        let sign_out = move |connection: &_| keys::sign_out(connection, &key);
        self.queue.run(sign_out).await
    }

    async fn add_facilitator(
        &self,
        key: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        let add = move |connection: &_| keys::add_facilitator(connection, &key, &whose, until);
        self.queue.run(add).await
    }

    async fn put_user(&self, name: String, is_admin: bool) -> Result<(), StoreError> {
        let put = move |connection: &_| users::put(connection, &name, is_admin);
        self.queue.run(put).await
    }

    async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        self.queue.run(users::all).await
    }

    async fn user(&self, name: String) -> Result<Option<UserRow>, StoreError> {
        self.queue
            .run(move |connection| users::find(connection, &name))
            .await
    }

    async fn set_password(
        &self,
        name: String,
        password: String,
        keep: KeyDigest,
    ) -> Result<(), StoreError> {
        let set = move |connection: &_| users::set_password(connection, &name, &password, &keep);
        self.queue.run(set).await
    }

    async fn remove_user(&self, name: String) -> Result<bool, StoreError> {
        self.queue
            .run(move |connection| users::remove(connection, &name))
            .await
    }

    async fn owner(&self, code: JoinCode) -> Result<Option<String>, StoreError> {
        self.queue
            .run(move |connection| users::owner(connection, &code))
            .await
    }

    /// The thread that writes is there, and nobody else holds the file.
    async fn check(&self) -> Result<(), StoreError> {
        self.queue.run(|_| Ok(())).await
    }

    fn directory(&self) -> Option<&Path> {
        Some(&self.directory)
    }
}
