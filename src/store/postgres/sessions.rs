//! Sessions and their logs.

use crate::domain::ids::{CommandId, JoinCode, ParticipantId};
use crate::domain::session::{Event, Record};
use crate::domain::time::Instant;
use crate::store::text::{erased_participants, record_of, text_of, without_words_of};
use crate::store::{NewSessionRow, SessionRow, StoreError};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::types::ToSql;

const CREATE: &str = "
    INSERT INTO sessions (code, title, training, date, expires_at, is_rehearsal, owner, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Nothing where the record before the first one is missing.
const APPEND: &str = "
    INSERT INTO events (session, sequence, command, record)
    SELECT $1, entry.* FROM unnest($2::bigint[], $3::text[], $4::text[]) AS entry
    WHERE $5::bigint = 0 OR EXISTS (SELECT FROM events WHERE session = $1 AND sequence = $5::bigint)";

pub async fn create(
    connection: &mut Object,
    code: &JoinCode,
    row: &NewSessionRow,
) -> Result<(), StoreError> {
    let transaction = connection.transaction().await?;
    let values: [&(dyn ToSql + Sync); 8] = [
        &code.as_str(),
        &row.title,
        &row.training,
        &row.date,
        &row.expires_at.as_millis(),
        &row.is_rehearsal,
        &row.owner,
        &row.first.at.as_millis(),
    ];
    transaction.execute(CREATE, &values).await?;
    write(&transaction, code, std::slice::from_ref(&row.first)).await?;
    Ok(transaction.commit().await?)
}

pub async fn append(
    connection: &mut Object,
    code: &JoinCode,
    records: &[Record],
) -> Result<(), StoreError> {
    let end = records.iter().find(|record| record.event == Event::Ended);
    let erased = erased_participants(records);
    if end.is_none() && erased.is_empty() {
        // One statement is a transaction by itself, and one way there and back.
        return write(connection, code, records).await;
    }
    let transaction = connection.transaction().await?;
    write(&transaction, code, records).await?;
    if let Some(end) = end {
        let update = "UPDATE sessions SET ended_at = $2 WHERE code = $1";
        let values: [&(dyn ToSql + Sync); 2] = [&code.as_str(), &end.at.as_millis()];
        transaction.execute(update, &values).await?;
    }
    for participant in &erased {
        erase(&transaction, code, participant).await?;
    }
    Ok(transaction.commit().await?)
}

async fn write(
    client: &impl GenericClient,
    code: &JoinCode,
    records: &[Record],
) -> Result<(), StoreError> {
    let sequences: Vec<i64> = records
        .iter()
        .map(|record| number(record.sequence))
        .collect();
    let commands: Vec<Option<&str>> = records
        .iter()
        .map(|record| record.command.as_ref().map(CommandId::as_str))
        .collect();
    let texts = records.iter().map(|record| text_of(code, record));
    let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
    let append = client.prepare_cached(APPEND).await?;
    let before = sequences.first().map_or(0, |first| first - 1);
    let values: [&(dyn ToSql + Sync); 5] = [&code.as_str(), &sequences, &commands, &texts, &before];
    match client.execute(&append, &values).await? {
        0 if !records.is_empty() => Err(StoreError::Conflict),
        _ => Ok(()),
    }
}

/// Rewrites what a log holds of somebody's words.
async fn erase(
    client: &impl GenericClient,
    code: &JoinCode,
    participant: &ParticipantId,
) -> Result<(), StoreError> {
    let update = client
        .prepare_cached("UPDATE events SET record = $3 WHERE session = $1 AND sequence = $2")
        .await?;
    let log = log_after(client, code, 0).await?.into_iter();
    for record in log.filter_map(|record| without_words_of(participant, record)) {
        let text = text_of(code, &record)?;
        let values: [&(dyn ToSql + Sync); 3] = [&code.as_str(), &number(record.sequence), &text];
        client.execute(&update, &values).await?;
    }
    Ok(())
}

pub async fn log_after(
    client: &impl GenericClient,
    code: &JoinCode,
    sequence: u64,
) -> Result<Vec<Record>, StoreError> {
    let select = client
        .prepare_cached(
            "SELECT sequence, record FROM events WHERE session = $1 AND sequence > $2
             ORDER BY sequence",
        )
        .await?;
    let values: [&(dyn ToSql + Sync); 2] = [&code.as_str(), &number(sequence)];
    let rows = client.query(&select, &values).await?;
    rows.iter()
        .map(|row| {
            let sequence = u64::try_from(row.get::<_, i64>(0)).unwrap_or(0);
            record_of(code, sequence, row.get(1))
        })
        .collect()
}

pub async fn sessions(connection: &Object) -> Result<Vec<SessionRow>, StoreError> {
    let select = "SELECT code, title, training, date, created_at, ended_at, is_rehearsal, owner
                  FROM sessions ORDER BY created_at DESC, code COLLATE \"C\"";
    let rows = connection.query(select, &[]).await?;
    let rows = rows.iter().map(|row| SessionRow {
        code: JoinCode::new(row.get::<_, String>(0)),
        title: row.get(1),
        training: row.get(2),
        date: row.get(3),
        created_at: Instant::from_millis(row.get(4)),
        ended_at: row.get::<_, Option<i64>>(5).map(Instant::from_millis),
        is_rehearsal: row.get(6),
        owner: row.get(7),
    });
    Ok(rows.collect())
}

pub async fn delete(connection: &Object, code: &JoinCode) -> Result<(), StoreError> {
    let delete = "DELETE FROM sessions WHERE code = $1";
    connection.execute(delete, &[&code.as_str()]).await?;
    Ok(())
}

pub async fn purge(connection: &Object, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
    for table in ["sign_in_links", "facilitators"] {
        let delete = format!("DELETE FROM {table} WHERE expires_at <= $1");
        connection.execute(&delete, &[&now.as_millis()]).await?;
    }
    let delete = "DELETE FROM sessions WHERE expires_at <= $1 RETURNING code";
    let rows = connection.query(delete, &[&now.as_millis()]).await?;
    let codes = rows
        .iter()
        .map(|row| JoinCode::new(row.get::<_, String>(0)));
    Ok(codes.collect())
}

/// No log comes near the end of Postgres' numbers; one that is damaged gets a conflict there.
fn number(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}
