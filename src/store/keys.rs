//! Who may lead: sign-in links, each good for one use, and the keys that they are exchanged for.
//! Only digests are kept.

use super::Store;
use super::error::StoreError;
use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::time::Instant;
use rusqlite::{OptionalExtension, Row, params};

/// Who leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilitatorRow {
    /// By which other facilitators know them; empty for whoever uses the terminal's link.
    pub name: String,
    /// The one session that they lead; none where they lead all.
    pub session: Option<JoinCode>,
}

impl Store {
    /// Makes a sign-in link good for one use until a time, for somebody.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where their session is gone.
    pub async fn add_sign_in_link(
        &self,
        link: KeyDigest,
        whose: FacilitatorRow,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.queue
            .run(move |connection| {
                let session = whose.session.as_ref().map(JoinCode::as_str);
                connection.execute(
                    "INSERT INTO sign_in_links (digest, name, session, expires_at)
                     VALUES (?, ?, ?, ?)",
                    params![link.as_str(), whose.name, session, until.as_millis()],
                )?;
                Ok(())
            })
            .await
    }

    /// Whose a sign-in link is; none where it is unknown, used or too old.
    pub async fn sign_in_link(
        &self,
        link: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.find("sign_in_links", link, now).await
    }

    /// Exchanges a sign-in link for a facilitator's key, and says whose; none where the link is
    /// unknown, used or too old.
    pub async fn sign_in(
        &self,
        link: KeyDigest,
        key: KeyDigest,
        now: Instant,
        until: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.queue
            .run(move |connection| {
                let mut use_up = connection.prepare_cached(
                    "DELETE FROM sign_in_links WHERE digest = ? AND expires_at > ?
                     RETURNING name, session",
                )?;
                let found = params![link.as_str(), now.as_millis()];
                let Some(whose) = use_up.query_row(found, facilitator).optional()? else {
                    return Ok(None);
                };
                let session = whose.session.as_ref().map(JoinCode::as_str);
                connection.execute(
                    "INSERT INTO facilitators (digest, name, session, expires_at)
                     VALUES (?, ?, ?, ?)",
                    params![key.as_str(), whose.name, session, until.as_millis()],
                )?;
                Ok(Some(whose))
            })
            .await
    }

    /// The facilitator with a key; none where the key is nobody's.
    pub async fn facilitator(
        &self,
        key: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.find("facilitators", key, now).await
    }

    async fn find(
        &self,
        table: &'static str,
        digest: KeyDigest,
        now: Instant,
    ) -> Result<Option<FacilitatorRow>, StoreError> {
        self.queue
            .run(move |connection| {
                let mut select = connection.prepare_cached(&format!(
                    "SELECT name, session FROM {table} WHERE digest = ? AND expires_at > ?"
                ))?;
                let found = params![digest.as_str(), now.as_millis()];
                Ok(select.query_row(found, facilitator).optional()?)
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

fn facilitator(row: &Row<'_>) -> rusqlite::Result<FacilitatorRow> {
    Ok(FacilitatorRow {
        name: row.get(0)?,
        session: row.get::<_, Option<String>>(1)?.map(JoinCode::new),
    })
}
