//! Who may lead: sign-in links, each good for one use, and the keys that they are exchanged for.
//! Only digests are kept.

use super::Store;
use super::error::StoreError;
use crate::domain::ids::KeyDigest;
use crate::domain::time::Instant;
use rusqlite::params;

impl Store {
    /// Makes a sign-in link good for one use until a time.
    pub async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.queue
            .run(move |connection| {
                connection.execute(
                    "INSERT INTO sign_in_links (digest, expires_at) VALUES (?, ?)",
                    params![link.as_str(), until.as_millis()],
                )?;
                Ok(())
            })
            .await
    }

    /// Exchanges a sign-in link for a facilitator's key; false where the link is unknown, used or
    /// too old.
    pub async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<bool, StoreError> {
        self.queue
            .run(move |connection| {
                let used = connection.execute(
                    "DELETE FROM sign_in_links WHERE digest = ? AND expires_at > ?",
                    params![link.as_str(), now.as_millis()],
                )?;
                if used == 1 {
                    connection.execute(
                        "INSERT INTO facilitators (digest, expires_at) VALUES (?, ?)",
                        params![key.as_str(), until.as_millis()],
                    )?;
                }
                Ok(used == 1)
            })
            .await
    }

    /// Whether a key is a facilitator's.
    pub async fn is_facilitator(&self, key: KeyDigest, now: Instant) -> Result<bool, StoreError> {
        self.queue
            .run(move |connection| {
                let mut select = connection.prepare_cached(
                    "SELECT 1 FROM facilitators WHERE digest = ? AND expires_at > ?",
                )?;
                Ok(select.exists(params![key.as_str(), now.as_millis()])?)
            })
            .await
    }

    /// Forgets a facilitator's key.
    pub async fn sign_out(&self, key: KeyDigest) -> Result<(), StoreError> {
        self.queue
            .run(move |connection| {
                connection.execute("DELETE FROM facilitators WHERE digest = ?", [key.as_str()])?;
                Ok(())
            })
            .await
    }
}
