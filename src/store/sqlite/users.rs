//! Users, and which sessions are theirs.

use crate::domain::ids::{JoinCode, KeyDigest};
use crate::store::{StoreError, UserRow};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub fn put(connection: &Connection, name: &str, is_admin: bool) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO users (name, is_admin) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET is_admin = excluded.is_admin",
        params![name, is_admin],
    )?;
    Ok(())
}

pub fn all(connection: &Connection) -> Result<Vec<UserRow>, StoreError> {
    let select = "SELECT name, is_admin, password FROM users ORDER BY name";
    let mut select = connection.prepare_cached(select)?;
    let rows = select.query_map([], user)?;
    rows.map(|row| Ok(row?)).collect()
}

pub fn find(connection: &Connection, name: &str) -> Result<Option<UserRow>, StoreError> {
    let select = "SELECT name, is_admin, password FROM users WHERE name = ?";
    let mut select = connection.prepare_cached(select)?;
    Ok(select.query_row([name], user).optional()?)
}

pub fn set_password(
    connection: &Connection,
    name: &str,
    password: &str,
    keep: &KeyDigest,
) -> Result<(), StoreError> {
    let update = "UPDATE users SET password = ? WHERE name = ?";
    if connection.execute(update, params![password, name])? == 0 {
        return Err(StoreError::Conflict);
    }
    let delete = "DELETE FROM facilitators WHERE user_name = ? AND digest <> ?";
    connection.execute(delete, params![name, keep.as_str()])?;
    connection.execute("DELETE FROM sign_in_links WHERE user_name = ?", [name])?;
    Ok(())
}

pub fn remove(connection: &Connection, name: &str) -> Result<bool, StoreError> {
    Ok(connection.execute("DELETE FROM users WHERE name = ?", [name])? > 0)
}

pub fn owner(connection: &Connection, code: &JoinCode) -> Result<Option<String>, StoreError> {
    let mut select = connection.prepare_cached("SELECT owner FROM sessions WHERE code = ?")?;
    let owner = select.query_row([code.as_str()], |row| row.get(0));
    Ok(owner.optional()?.flatten())
}

fn user(row: &Row<'_>) -> rusqlite::Result<UserRow> {
    Ok(UserRow {
        name: row.get(0)?,
        is_admin: row.get(1)?,
        password: row.get(2)?,
    })
}
