//! The event logs, and what is kept beside them: in one SQLite file, or in a Postgres database that any
//! number of servers share.
//!
//! Both promise the same, which tests/stores holds them to. An answer is given only after the commit, so
//! acknowledged means kept. Whoever appends says which numbers its records have: where another server has
//! been faster, the numbers are taken, and the log stays as it is.

mod error;
mod head;
mod location;
mod postgres;
mod rows;
mod sqlite;
mod text;

pub use error::{StoreError, described};
pub use head::Head;
pub use location::Location;
pub use postgres::PostgresStore;
pub use rows::{FacilitatorRow, NewSessionRow, SessionRow, UserRow};
pub use sqlite::{BackedUp, BackupError, SqliteStore, back_up};

use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::session::Record;
use crate::domain::time::Instant;
use async_trait::async_trait;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch;

/// Keeps event logs. Whoever runs out of patience and drops what it waits for does not know whether it has
/// happened.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Makes a session.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the code is taken.
    async fn create(&self, code: JoinCode, row: NewSessionRow) -> Result<(), StoreError>;

    /// Appends to a session's log: all of the records, or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the log is not where the first record goes on, a command is in it
    /// already, or the session has been deleted.
    async fn append(&self, code: JoinCode, records: Arc<[Record]>) -> Result<(), StoreError>;

    /// A session's log from its beginning; empty where there is no such session.
    async fn log(&self, code: JoinCode) -> Result<Vec<Record>, StoreError> {
        self.log_after(code, 0).await
    }

    /// What a session's log holds after a sequence number.
    async fn log_after(&self, code: JoinCode, sequence: u64) -> Result<Vec<Record>, StoreError>;

    /// What others do to a session's log, from now on.
    fn head(&self, code: &JoinCode) -> watch::Receiver<Head>;

    /// Tells the others that an append here has come too late.
    fn be_late(&self, _code: &JoinCode) {}

    /// Whether others append too, so that what is not known here may have happened all the same.
    fn is_shared(&self) -> bool {
        false
    }

    /// All sessions, the newest first.
    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError>;

    /// Deletes a session with all that anybody wrote in it.
    async fn delete(&self, code: JoinCode) -> Result<(), StoreError>;

    /// Deletes all sessions whose time is over, with all that anybody wrote in them, and gives their
    /// codes. Links and keys whose time is over go too.
    async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError>;

    /// Makes a sign-in link good for one use until a time, for somebody.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where their session or user is gone.
    async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError>;

    /// Whose a sign-in link is; none where it is unknown, used or too old.
    async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError>;

    /// Exchanges a sign-in link for a facilitator's key, and says whose; none where the link is
    /// unknown, used or too old.
    async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError>;

    /// The facilitator with a key; none where the key is nobody's.
    async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError>;

    /// Gives a facilitator a key until a time.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where their session or user is gone.
    async fn add_facilitator(
        &self,
        key: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError>;

    /// Forgets a facilitator's key.
    async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError>;

    /// Adds a user, or changes whether one leads the sessions of all.
    async fn put_user(&self, name: String, is_admin: bool) -> Result<(), StoreError>;

    /// All users, by name.
    async fn users(&self) -> Result<Vec<UserRow>, StoreError>;

    /// A user; none where there is none of that name.
    async fn user(&self, name: String) -> Result<Option<UserRow>, StoreError>;

    /// Gives a user another password. All their keys but one stop working, and all their links.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the user is gone.
    async fn set_password(
        &self,
        name: String,
        password: String,
        keep: KeyDigest,
    ) -> Result<(), StoreError>;

    /// Removes a user with their keys; false where there is none. Their sessions stay, and are those of
    /// whoever runs the server.
    async fn remove_user(&self, name: String) -> Result<bool, StoreError>;

    /// The user who made a session; none where whoever runs the server did, and where it is gone.
    async fn owner(&self, code: JoinCode) -> Result<Option<String>, StoreError>;

    /// Whether it would keep what it is given now.
    ///
    /// # Errors
    /// When it would not.
    async fn check(&self) -> Result<(), StoreError>;

    /// Where it is on this machine's disk; none where another machine has it.
    fn directory(&self) -> Option<&Path>;
}
