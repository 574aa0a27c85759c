//! The tables, and how an older file is brought up to date.

use crate::store::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};

/// The name of the file in its directory.
pub const FILE: &str = "plenary.sqlite3";

/// By which other programs can tell the file from those of others: “Plny”.
const APPLICATION: i32 = 0x506c_6e79;

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
    // None: whoever runs the server, who leads all sessions. So were all before.
    M::up(
        "ALTER TABLE sign_in_links ADD COLUMN session TEXT
             REFERENCES sessions(code) ON DELETE CASCADE;
         ALTER TABLE facilitators ADD COLUMN session TEXT
             REFERENCES sessions(code) ON DELETE CASCADE;",
    ),
    // None: whoever runs the server, who has made all sessions before.
    M::up(
        "CREATE TABLE users (
             name        TEXT PRIMARY KEY,
             is_admin    INTEGER NOT NULL,
             password    TEXT
         ) STRICT;
         ALTER TABLE sessions ADD COLUMN owner TEXT
             REFERENCES users(name) ON DELETE SET NULL;
         ALTER TABLE sign_in_links ADD COLUMN user_name TEXT
             REFERENCES users(name) ON DELETE CASCADE;
         ALTER TABLE facilitators ADD COLUMN user_name TEXT
             REFERENCES users(name) ON DELETE CASCADE;",
    ),
];

/// Opens the file in a directory, and makes both where they are missing.
pub fn open(directory: &Path) -> Result<Connection, StoreError> {
    make(directory).map_err(|source| StoreError::Directory {
        path: directory.to_owned(),
        source,
    })?;
    let path = directory.join(FILE);
    set_up(Connection::open(&path), path)
}

/// Opens the file on a disk that a test has made known to SQLite by a name.
pub fn open_on(disk: &str) -> Result<Connection, StoreError> {
    let opened = Connection::open_with_flags_and_vfs(FILE, OpenFlags::default(), disk);
    set_up(opened, FILE.into())
}

/// What people write is nobody else's on this machine.
fn make(directory: &Path) -> std::io::Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(directory)
}

fn set_up(opened: rusqlite::Result<Connection>, path: PathBuf) -> Result<Connection, StoreError> {
    let refused = |source| StoreError::Open {
        path: path.clone(),
        source,
    };
    let mut connection = opened.map_err(refused)?;
    let damage = examine(&connection).map_err(refused)?;
    if let Some(damage) = damage {
        return Err(StoreError::Corrupt { path, damage });
    }
    let migrations = Migrations::from_slice(MIGRATIONS);
    let newer = |source| StoreError::Migration {
        path: path.clone(),
        source,
    };
    if migrations.pending_migrations(&connection).map_err(newer)? >= 0 {
        configure(&connection).map_err(refused)?;
    }
    migrations.to_latest(&mut connection).map_err(newer)?;
    settle(&connection).map_err(refused)?;
    Ok(connection)
}

/// What is wrong with the file. Until it is known to be whole and of this release, even closing it
/// changes nothing in it.
fn examine(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match found {
        Ok(found) => Ok(Some(found).filter(|found| found != "ok")),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            Ok(Some(error.to_string()))
        }
        Err(error) => Err(error),
    }
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS a sync alone leaves everything in the memory of the disk; elsewhere this is nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, so that a person's words do not stay in free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    // `plenary export` and `plenary backup` read the file while the server writes to it.
    connection.busy_timeout(std::time::Duration::from_secs(5))
}

/// Moves the write-ahead log into the file and begins it anew. After a power cut it may hold again
/// what had been deleted; where another program reads the file, it is emptied later.
///
/// The commit matters: emptying alone is not synced. After a sync that failed, the disk may hold less
/// of the old log than was just read from the system's memory, and once the power is cut, that
/// remainder would put the file back into an older state. A commit begins the log with a new salt, so
/// that nothing of the old one counts any more.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        assert!(Migrations::from_slice(MIGRATIONS).validate().is_ok());
    }
}
