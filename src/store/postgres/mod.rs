//! A Postgres database, which any number of servers share.
//!
//! The unique key (session, sequence) makes each append a compare-and-set: of two servers that append at
//! the same time, one is told of the conflict, reads what it has missed and decides again. So there is no
//! protocol between servers, no leader, and nothing to set up but the database. See `heads` for how the
//! others hear of it.

mod connect;
mod error;
mod heads;
mod keys;
mod schema;
mod sessions;
mod users;

use super::{FacilitatorRow, Head, NewSessionRow, SessionRow, Store, StoreError, UserRow};
use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::session::Record;
use crate::domain::time::Instant;
use async_trait::async_trait;
use connect::Address;
use deadpool_postgres::{Object, Pool};
use heads::{Heads, Listening};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch;

/// Event logs in a Postgres database; cheap to clone.
#[derive(Clone)]
pub struct PostgresStore {
    pool: Pool,
    heads: Heads,
    #[allow(dead_code, reason = "it listens until it is dropped")]
    listening: Arc<Listening>,
}

impl PostgresStore {
    /// Connects to a database, and makes its tables where they are missing.
    ///
    /// # Errors
    /// When it cannot be reached, or its tables were made by a newer release; they are left as they are.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let address = Address::parse(url)?;
        let pool = address.pool()?;
        let mut connection = pool.get().await.map_err(connect::at_start)?;
        schema::migrate(&mut connection).await?;
        let heads = Heads::default();
        let listening = Listening::start(address, heads.clone());
        Ok(Self {
            pool,
            heads,
            listening: Arc::new(listening),
        })
    }

    async fn connection(&self) -> Result<Object, StoreError> {
        Ok(self.pool.get().await?)
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn create(&self, code: JoinCode, row: NewSessionRow) -> Result<(), StoreError> {
        sessions::create(&mut self.connection().await?, &code, &row).await
    }

    async fn append(&self, code: JoinCode, records: Arc<[Record]>) -> Result<(), StoreError> {
        sessions::append(&mut self.connection().await?, &code, &records).await
    }

    async fn log_after(&self, code: JoinCode, sequence: u64) -> Result<Vec<Record>, StoreError> {
        sessions::log_after(&self.connection().await?, &code, sequence).await
    }

    fn head(&self, code: &JoinCode) -> watch::Receiver<Head> {
        self.heads.follow(code)
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        sessions::sessions(&self.connection().await?).await
    }

    async fn delete(&self, code: JoinCode) -> Result<(), StoreError> {
        sessions::delete(&self.connection().await?, &code).await
    }

    async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
        sessions::purge(&self.connection().await?, now).await
    }

    async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        keys::add_link(&self.connection().await?, &link, &whose, until).await
    }

    async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        keys::find_link(&self.connection().await?, &link, now).await
    }

    async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        keys::sign_in(&self.connection().await?, &link, &key, now, until).await
    }

    async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        keys::find_facilitator(&self.connection().await?, &key, now).await
    }

    async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError> {
        keys::sign_out(&self.connection().await?, &key).await
    }

    async fn add_facilitator(
        &self,
        key: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        keys::add_facilitator(&self.connection().await?, &key, &whose, until).await
    }

    async fn put_user(&self, name: String, is_admin: bool) -> Result<(), StoreError> {
        users::put(&self.connection().await?, &name, is_admin).await
    }

    async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        users::all(&self.connection().await?).await
    }

    async fn user(&self, name: String) -> Result<Option<UserRow>, StoreError> {
        users::find(&self.connection().await?, &name).await
    }

    async fn set_password(
        &self,
        name: String,
        password: String,
        keep: KeyDigest,
    ) -> Result<(), StoreError> {
        users::set_password(&mut self.connection().await?, &name, &password, &keep).await
    }

    async fn remove_user(&self, name: String) -> Result<bool, StoreError> {
        users::remove(&self.connection().await?, &name).await
    }

    async fn owner(&self, code: JoinCode) -> Result<Option<String>, StoreError> {
        users::owner(&self.connection().await?, &code).await
    }

    /// It is reached, and is no standby that only reads.
    async fn check(&self) -> Result<(), StoreError> {
        let only_reads =
            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool";
        let row = self.connection().await?.query_one(only_reads, &[]).await?;
        if row.get(0) {
            return Err(StoreError::ReadOnly);
        }
        Ok(())
    }

    fn directory(&self) -> Option<&Path> {
        None
    }
}
