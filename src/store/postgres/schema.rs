//! The tables, and how older ones are brought up to date.

use crate::store::StoreError;
use tokio_postgres::Client;

/// By which other programs that use locks of their own can tell ours: “Plny”.
const LOCK: i64 = 0x506c_6e79;

/// Migrations are only ever added, and only such that a server of the release before can go on while
/// another has them already: servers are replaced one after the other.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE users (
        name          text PRIMARY KEY,
        is_admin      boolean NOT NULL,
        password      text
    );

    CREATE TABLE sessions (
        code          text PRIMARY KEY,
        title         text NOT NULL,
        training      text NOT NULL,
        date          text NOT NULL,
        created_at    bigint NOT NULL,
        ended_at      bigint,
        expires_at    bigint NOT NULL,
        is_rehearsal  boolean NOT NULL,
        owner         text REFERENCES users(name) ON DELETE SET NULL
    );

    CREATE TABLE events (
        session       text NOT NULL REFERENCES sessions(code) ON DELETE CASCADE,
        sequence      bigint NOT NULL,
        command       text,
        record        text NOT NULL,
        PRIMARY KEY (session, sequence)
    );

    CREATE UNIQUE INDEX events_by_command ON events(session, command) WHERE command IS NOT NULL;

    CREATE TABLE sign_in_links (
        digest        text PRIMARY KEY,
        name          text NOT NULL,
        session       text REFERENCES sessions(code) ON DELETE CASCADE,
        user_name     text REFERENCES users(name) ON DELETE CASCADE,
        expires_at    bigint NOT NULL
    );

    CREATE TABLE facilitators (
        digest        text PRIMARY KEY,
        name          text NOT NULL,
        session       text REFERENCES sessions(code) ON DELETE CASCADE,
        user_name     text REFERENCES users(name) ON DELETE CASCADE,
        expires_at    bigint NOT NULL
    );
    "];

/// Makes what is missing.
///
/// # Errors
/// [`StoreError::Newer`] where a newer release has made more than this one knows.
pub async fn migrate(client: &mut Client) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    // Several servers may start at the same time.
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await?;
    transaction
        .batch_execute(
            "CREATE TABLE IF NOT EXISTS plenary_migrations (
                 number   bigint PRIMARY KEY,
                 made_at  timestamptz NOT NULL DEFAULT now()
             )",
        )
        .await?;
    let count = "SELECT count(*) FROM plenary_migrations";
    let made: i64 = transaction.query_one(count, &[]).await?.get(0);
    let made = usize::try_from(made).unwrap_or(usize::MAX);
    if made > MIGRATIONS.len() {
        return Err(StoreError::Newer);
    }
    for (migration, number) in MIGRATIONS.iter().zip(1i64..).skip(made) {
        transaction.batch_execute(migration).await?;
        let note = "INSERT INTO plenary_migrations (number) VALUES ($1)";
        transaction.execute(note, &[&number]).await?;
    }
    Ok(transaction.commit().await?)
}
