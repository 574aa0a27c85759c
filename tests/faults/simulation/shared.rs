//! A store that several servers share, as they share a database: what one appends, the others are told
//! after a while, or not at all; and they look once a second.

use async_trait::async_trait;
use fastrand::Rng;
use plenary::domain::ids::{JoinCode, KeyDigest};
use plenary::domain::session::Record;
use plenary::domain::time::Instant;
use plenary::store::{
    FacilitatorRow, Head, NewSessionRow, SessionRow, SqliteStore, Store, StoreError, UserRow,
};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// The store as one server has it.
#[derive(Clone)]
pub struct SharedStore {
    store: SqliteStore,
    /// How far the one session that there is has come, as far as this server knows.
    head: watch::Sender<Head>,
    told: Arc<Mutex<Told>>,
}

/// What all servers are told. Each has a channel of its own: which of several who wait at one is woken
/// first, no seed decides.
struct Told {
    heads: Vec<watch::Sender<Head>>,
    random: Rng,
}

/// So many of a hundred notifications get lost.
const LOST: u8 = 20;

const LOOK: Duration = Duration::from_secs(1);

impl SharedStore {
    pub fn new(store: SqliteStore, random: Rng) -> Self {
        let head = watch::Sender::new(Head::default());
        let heads = vec![head.clone()];
        let told = Arc::new(Mutex::new(Told { heads, random }));
        Self { store, head, told }
    }

    /// The same store, as another server has it.
    pub fn another(&self) -> Self {
        let head = watch::Sender::new(Head::default());
        self.told().heads.push(head.clone());
        let (store, told) = (self.store.clone(), Arc::clone(&self.told));
        Self { store, head, told }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().expect("nobody panics")
    }

    fn tell(&self, news: Head) {
        let mut told = self.told();
        if told.random.u8(..100) < LOST {
            return;
        }
        let after = Duration::from_millis(told.random.u64(..100));
        let heads = told.heads.clone();
        tokio::spawn(async move {
            sleep(after).await;
            heads.iter().for_each(|head| bring(head, news));
        });
    }

    /// Looks how far the log has come, for as long as somebody follows it.
    async fn look(self, code: JoinCode) {
        loop {
            sleep(LOOK).await;
            if self.head.receiver_count() == 0 {
                return;
            }
            // With the last one that is known: where not even that is there, nothing is.
            let before = self.head.borrow().sequence.saturating_sub(1);
            // A disk in trouble tells nothing.
            let Ok(news) = self.store.log_after(code.clone(), before).await else {
                continue;
            };
            let news = news.last().map(|last| Head::at(last.sequence));
            bring(&self.head, news.unwrap_or(Head::gone()));
        }
    }
}

fn bring(head: &watch::Sender<Head>, news: Head) {
    head.send_if_modified(|head| head.take_in(news));
}

#[async_trait]
impl Store for SharedStore {
    async fn create(&self, code: JoinCode, row: NewSessionRow) -> Result<(), StoreError> {
        self.store.create(code, row).await
    }

    async fn append(&self, code: JoinCode, records: Arc<[Record]>) -> Result<(), StoreError> {
        let last = records.last().map(|record| record.sequence);
        self.store.append(code, records).await?;
        last.into_iter().for_each(|last| self.tell(Head::at(last)));
        Ok(())
    }

    async fn log_after(&self, code: JoinCode, sequence: u64) -> Result<Vec<Record>, StoreError> {
        self.store.log_after(code, sequence).await
    }

    fn head(&self, code: &JoinCode) -> watch::Receiver<Head> {
        let is_first = self.head.receiver_count() == 0;
        let receiver = self.head.subscribe();
        if is_first {
            tokio::spawn(self.clone().look(code.clone()));
        }
        receiver
    }

    fn be_late(&self, _: &JoinCode) {
        self.tell(Head::late());
    }

    fn is_shared(&self) -> bool {
        true
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        self.store.sessions().await
    }

    async fn delete(&self, code: JoinCode) -> Result<(), StoreError> {
        self.store.delete(code).await?;
        self.tell(Head::gone());
        Ok(())
    }

    async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
        let codes = self.store.purge(now).await?;
        codes.iter().for_each(|_| self.tell(Head::gone()));
        Ok(codes)
    }

    async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.store.add_sign_in_link(link, whose, until).await
    }

    async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.store.sign_in_link(link, now).await
    }

    async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.store.sign_in(link, key, now, until).await
    }

    async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.store.facilitator(key, now).await
    }

    async fn add_facilitator(
        &self,
        key: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.store.add_facilitator(key, whose, until).await
    }

    async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError> {
        self.store.sign_out(key).await
    }

    async fn put_user(&self, name: String, is_admin: bool) -> Result<(), StoreError> {
        self.store.put_user(name, is_admin).await
    }

    async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        self.store.users().await
    }

    async fn user(&self, name: String) -> Result<Option<UserRow>, StoreError> {
        self.store.user(name).await
    }

    async fn set_password(
        &self,
        name: String,
        password: String,
        keep: KeyDigest,
    ) -> Result<(), StoreError> {
        self.store.set_password(name, password, keep).await
    }

    async fn remove_user(&self, name: String) -> Result<bool, StoreError> {
        self.store.remove_user(name).await
    }

    async fn owner(&self, code: JoinCode) -> Result<Option<String>, StoreError> {
        self.store.owner(code).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.store.check().await
    }

    fn directory(&self) -> Option<&Path> {
        None
    }
}
