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
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Event logs in a Postgres database; cheap to clone.
#[derive(Clone)]
pub struct PostgresStore {
    pool: Pool,
    heads: Heads,
    #[allow(dead_code, reason = "it listens until it is dropped")]
    listening: Arc<Listening>,
}

/// A database that has not answered in this time may be gone. Whoever asked is told to ask again, which
/// does no harm where it has been done all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits as long as there is hope.
async fn within<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let late = |_| StoreError::Database {
        reason: format!("no answer within {PATIENCE:?}"),
    };
    timeout(PATIENCE, work).await.map_err(late)?
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
        within(async { sessions::create(&mut self.connection().await?, &code, &row).await }).await
    }

    async fn append(&self, code: JoinCode, records: Arc<[Record]>) -> Result<(), StoreError> {
        within(async {
            sessions::append(&mut self.connection().await?, &code, &records).await?;
            if let Some(last) = records.last() {
                self.heads.tell(&code, Head::at(last.sequence));
            }
            Ok(())
        })
        .await
    }

    async fn log_after(&self, code: JoinCode, sequence: u64) -> Result<Vec<Record>, StoreError> {
        within(async { sessions::log_after(&self.connection().await?, &code, sequence).await })
            .await
    }

    fn head(&self, code: &JoinCode) -> watch::Receiver<Head> {
        self.heads.follow(code)
    }

    fn be_late(&self, code: &JoinCode) {
        self.heads.tell(code, Head::late());
    }

    fn is_shared(&self) -> bool {
        true
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        within(async { sessions::sessions(&self.connection().await?).await }).await
    }

    async fn delete(&self, code: JoinCode) -> Result<(), StoreError> {
        within(async {
            sessions::delete(&self.connection().await?, &code).await?;
            self.heads.tell(&code, Head::gone());
            Ok(())
        })
        .await
    }

    async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
        within(async {
            let codes = sessions::purge(&self.connection().await?, now).await?;
            codes
                .iter()
                .for_each(|code| self.heads.tell(code, Head::gone()));
            Ok(codes)
        })
        .await
    }

    async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        within(async { keys::add_link(&self.connection().await?, &link, &whose, until).await })
            .await
    }

    async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        within(async { keys::find(&self.connection().await?, "sign_in_links", &link, now).await })
            .await
    }

    async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        within(async { keys::sign_in(&self.connection().await?, &link, &key, now, until).await })
            .await
    }

    async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        within(async { keys::find(&self.connection().await?, "facilitators", &key, now).await })
            .await
    }

    async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError> {
        within(async { keys::sign_out(&self.connection().await?, &key).await }).await
    }

    async fn add_facilitator(
        &self,
        key: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        within(async {
            keys::add_facilitator(&self.connection().await?, &key, &whose, until).await
        })
        .await
    }

    async fn put_user(&self, name: String, is_admin: bool) -> Result<(), StoreError> {
        within(async { users::put(&self.connection().await?, &name, is_admin).await }).await
    }

    async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        within(async { users::all(&self.connection().await?).await }).await
    }

    async fn user(&self, name: String) -> Result<Option<UserRow>, StoreError> {
        within(async { users::find(&self.connection().await?, &name).await }).await
    }

    async fn set_password(
        &self,
        name: String,
        password: String,
        keep: KeyDigest,
    ) -> Result<(), StoreError> {
        within(async {
            users::set_password(&mut self.connection().await?, &name, &password, &keep).await
        })
        .await
    }

    async fn remove_user(&self, name: String) -> Result<bool, StoreError> {
        within(async { users::remove(&self.connection().await?, &name).await }).await
    }

    async fn owner(&self, code: JoinCode) -> Result<Option<String>, StoreError> {
        within(async { users::owner(&self.connection().await?, &code).await }).await
    }

    /// It is reached, and is no standby that only reads.
    async fn check(&self) -> Result<(), StoreError> {
        within(async {
            let only_reads =
                "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool";
            let row = self.connection().await?.query_one(only_reads, &[]).await?;
            if row.get(0) {
                return Err(StoreError::ReadOnly);
            }
            Ok(())
        })
        .await
    }

    fn directory(&self) -> Option<&Path> {
        None
    }
}
