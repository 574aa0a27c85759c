//! Who may lead: sign-in links, each good for one use, and the keys that they are exchanged for.
//! Only digests are kept.

use super::Store;
use super::error::StoreError;
use crate::domain::ids::KeyDigest;
use crate::domain::time::Instant;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// Makes a sign-in link good for one use until a time. Whoever uses it goes by `name`.
    pub async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        name: String,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.queue
            .run(move |connection| {
                connection.execute(
                    "INSERT INTO sign_in_links (digest, name, expires_at) VALUES (?, ?, ?)",
                    params![link.as_str(), name, until.as_millis()],
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
                let mut use_up = connection.prepare_cached(
                    "DELETE FROM sign_in_links WHERE digest = ? AND expires_at > ? RETURNING name",
                )?;
                let name: Option<String> = use_up
                    .query_row(params![link.as_str(), now.as_millis()], |row| row.get(0))
                    .optional()?;
                let Some(name) = name else {
                    return Ok(false);
                };
                connection.execute(
                    "INSERT INTO facilitators (digest, name, expires_at) VALUES (?, ?, ?)",
                    params![key.as_str(), name, until.as_millis()],
                )?;
                Ok(true)
            })
            .await
    }

    /// The name of the facilitator with a key, empty where the link had none; none where the key is not
    /// a facilitator's.
    pub async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<String>, StoreError> {
        self.queue
            .run(move |connection| {
                let mut select = connection.prepare_cached(
                    "SELECT name FROM facilitators WHERE digest = ? AND expires_at > ?",
                )?;
                let found = params![key.as_str(), now.as_millis()];
                Ok(select.query_row(found, |row| row.get(0)).optional()?)
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
