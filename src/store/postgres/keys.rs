//! Who may lead: sign-in links, each good for one use, and the keys that they are exchanged for.
//! Only digests are kept.

use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::time::Instant;
use crate::store::{FacilitatorRow, StoreError};
use deadpool_postgres::Object;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// One statement, so that of two who use the same link at the same time one is told that it is used.
const SIGN_IN: &str = "
    WITH used AS (
        DELETE FROM sign_in_links WHERE digest = $1 AND expires_at > $2
        RETURNING name, session, user_name
    )
    INSERT INTO facilitators (digest, name, session, user_name, expires_at)
    SELECT $3, name, session, user_name, $4 FROM used
    RETURNING name, session, user_name";

pub async fn add_link(
    connection: &Object,
    link: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    add(connection, "sign_in_links", link, whose, until).await
}

pub async fn add_facilitator(
    connection: &Object,
    key: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    add(connection, "facilitators", key, whose, until).await
}

async fn add(
    connection: &Object,
    table: &'static str,
    digest: &KeyDigest,
    whose: &FacilitatorRow,
    until: Instant,
) -> Result<(), StoreError> {
    let session = whose.session.as_ref().map(JoinCode::as_str);
    let values: [&(dyn ToSql + Sync); 5] = [
        &digest.as_str(),
        &whose.name,
        &session,
        &whose.user,
        &until.as_millis(),
    ];
    let insert = format!(
        "INSERT INTO {table} (digest, name, session, user_name, expires_at)
         VALUES ($1, $2, $3, $4, $5)"
    );
    connection.execute(&insert, &values).await?;
    Ok(())
}

pub async fn sign_in(
    connection: &Object,
    link: &KeyDigest,
    key: &KeyDigest,
    now: Instant,
    until: Instant,
) -> Result<Option<FacilitatorRow>, StoreError> {
    let values: [&(dyn ToSql + Sync); 4] = [
        &link.as_str(),
        &now.as_millis(),
        &key.as_str(),
        &until.as_millis(),
    ];
    let row = connection.query_opt(SIGN_IN, &values).await?;
    Ok(row.map(|row| facilitator(&row)))
}

pub async fn find(
    connection: &Object,
    table: &'static str,
    digest: &KeyDigest,
    now: Instant,
) -> Result<Option<FacilitatorRow>, StoreError> {
    let select = format!(
        "SELECT name, session, user_name FROM {table} WHERE digest = $1 AND expires_at > $2"
    );
    let select = connection.prepare_cached(&select).await?;
    let row = connection
        .query_opt(&select, &[&digest.as_str(), &now.as_millis()])
        .await?;
    Ok(row.map(|row| facilitator(&row)))
}

pub async fn sign_out(connection: &Object, key: &KeyDigest) -> Result<(), StoreError> {
    let delete = "DELETE FROM facilitators WHERE digest = $1";
    connection.execute(delete, &[&key.as_str()]).await?;
    Ok(())
}

fn facilitator(row: &Row) -> FacilitatorRow {
    FacilitatorRow {
        name: row.get(0),
        session: row.get::<_, Option<String>>(1).map(JoinCode::new),
        user: row.get(2),
    }
}
