//! The tables, and how an older file is brought up to date.

use super::error::StoreError;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::path::Path;

/// The name of the file in its directory.
pub const FILE: &str = "plenary.sqlite3";

/// Migrations are only ever added. `user_version` says how many a file has; a file that has more
/// than this list is from a newer release and is refused.
const MIGRATIONS: &[M<'_>] = &[
    M::up(
        "
    CREATE TABLE sessions (
        code        TEXT PRIMARY KEY,
        title       TEXT NOT NULL,
        training    TEXT NOT NULL,
        date        TEXT NOT NULL,
        created_at  INTEGER NOT NULL,
        ended_at    INTEGER
    ) STRICT;

    CREATE TABLE events (
        session     TEXT NOT NULL REFERENCES sessions(code) ON DELETE CASCADE,
        sequence    INTEGER NOT NULL,
        command     TEXT,
        record      TEXT NOT NULL,
        PRIMARY KEY (session, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX events_by_command ON events(session, command) WHERE command IS NOT NULL;

    CREATE TABLE sign_in_links (
        digest      TEXT PRIMARY KEY,
        expires_at  INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE facilitators (
        digest      TEXT PRIMARY KEY,
        expires_at  INTEGER NOT NULL
    ) STRICT;
    ",
    ),
    // None: made by a release that kept sessions until somebody deleted them.
    M::up("ALTER TABLE sessions ADD COLUMN expires_at INTEGER;"),
    M::up("ALTER TABLE sessions ADD COLUMN is_rehearsal INTEGER NOT NULL DEFAULT 0;"),
    // Empty: whoever signed in by the terminal's link.
    M::up(
        "ALTER TABLE sign_in_links ADD COLUMN name TEXT NOT NULL DEFAULT '';
         ALTER TABLE facilitators ADD COLUMN name TEXT NOT NULL DEFAULT '';",
    ),
];

/// Opens the file in a directory, and makes both where they are missing.
pub fn open(directory: &Path) -> Result<Connection, StoreError> {
    std::fs::create_dir_all(directory).map_err(|source| StoreError::Directory {
        path: directory.to_owned(),
        source,
    })?;
    let path = directory.join(FILE);
    let mut connection = connect(&path).map_err(|source| StoreError::Open {
        path: path.clone(),
        source,
    })?;
    Migrations::from_slice(MIGRATIONS)
        .to_latest(&mut connection)
        .map_err(|source| StoreError::Migration { path, source })?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, so that a person's words do not stay in free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    // `plenary export` and `plenary backup` read the file while the server writes to it.
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        assert!(Migrations::from_slice(MIGRATIONS).validate().is_ok());
    }
}
