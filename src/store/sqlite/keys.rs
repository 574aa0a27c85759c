//! Who may lead: sign-in links, each good for one use, and the keys that they are exchanged for.
//! Only digests are kept.

use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::time::Instant;
use crate::store::{FacilitatorRow, StoreError};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub fn add_link(
    connection: &Connection,
    link: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    add(connection, "sign_in_links", link, whose, until)
}

pub fn add_facilitator(
    connection: &Connection,
    key: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    add(connection, "facilitators", key, whose, until)
}

pub fn sign_in(
    connection: &Connection,
    link: &KeyDigest,
    key: &KeyDigest,
    now: Instant,
    until: Instant,
) -> Result<Option<FacilitatorRow>, StoreError> {
    let mut use_up = connection.prepare_cached(
        "DELETE FROM sign_in_links WHERE digest = ? AND expires_at > ?
         RETURNING name, session, user_name",
    )?;
    let found = params![link.as_str(), now.as_millis()];
    let Some(whose) = use_up.query_row(found, facilitator).optional()? else {
        return Ok(None);
    };
    add_facilitator(connection, key, &whose, until)?;
    Ok(Some(whose))
}

fn add(
    connection: &Connection,
    table: &'static str,
    digest: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    let session = whose.session.as_ref().map(JoinCode::as_str);
    let mut insert = connection.prepare_cached(&format!(
        "INSERT INTO {table} (digest, name, session, user_name, expires_at) VALUES (?, ?, ?, ?, ?)"
    ))?;
    insert.execute(params![
        digest.as_str(),
        whose.name,
        session,
        whose.user,
        until.as_millis()
    ])?;
    Ok(())
}

pub fn find(
    connection: &Connection,
    table: &'static str,
    digest: &KeyDigest,
    now: Instant,
) -> Result<Option<FacilitatorRow>, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT name, session, user_name FROM {table} WHERE digest = ? AND expires_at > ?"
    ))?;
    let found = params![digest.as_str(), now.as_millis()];
    Ok(select.query_row(found, facilitator).optional()?)
}

pub fn sign_out(connection: &Connection, key: &KeyDigest) -> Result<(), StoreError> {
    connection.execute("DELETE FROM facilitators WHERE digest = ?", [key.as_str()])?;
    Ok(())
}

fn facilitator(row: &Row<'_>) -> rusqlite::Result<FacilitatorRow> {
    Ok(FacilitatorRow {
        name: row.get(0)?,
        session: row.get::<_, Option<String>>(1)?.map(JoinCode::new),
        user: row.get(2)?,
    })
}
