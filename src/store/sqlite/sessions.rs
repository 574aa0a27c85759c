//! Sessions and their logs.

use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::session::{Event, Record};
use crate::domain::time::Instant;
use crate::store::text::{record_of, text_of, without_words_of};
use crate::store::{NewSessionRow, SessionRow, StoreError};
use rusqlite::{Connection, params};

pub fn create(
    connection: &Connection,
    code: &JoinCode,
    row: &NewSessionRow,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO sessions
                 (code, title, training, date, expires_at, is_rehearsal, owner, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            code.as_str(),
            row.title,
            row.training,
            row.date,
            row.expires_at.as_millis(),
            row.is_rehearsal,
            row.owner,
            row.first.at.as_millis()
        ])?;
    append(connection, code, std::slice::from_ref(&row.first), &[])
}

pub fn append(
    connection: &Connection,
    code: &JoinCode,
    records: &[Record],
    erased: &[ParticipantId],
) -> Result<(), StoreError> {
    if let Some(first) = records.first().filter(|first| first.sequence > 1) {
        let before = "SELECT 1 FROM events WHERE session = ? AND sequence = ?";
        let mut before = connection.prepare_cached(before)?;
        if !before.exists(params![code.as_str(), first.sequence - 1])? {
            return Err(StoreError::Conflict);
        }
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (session, sequence, command, record) VALUES (?, ?, ?, ?)",
    )?;
    for record in records {
        let text = text_of(code, record)?;
        let command = record.command.as_ref().map(|command| command.as_str());
        insert.execute(params![code.as_str(), record.sequence, command, text])?;
        if record.event == Event::Ended {
            connection.execute(
                "UPDATE sessions SET ended_at = ? WHERE code = ?",
                params![record.at.as_millis(), code.as_str()],
            )?;
        }
    }
    erased
        .iter()
        .try_for_each(|participant| erase(connection, code, participant))
}

/// Rewrites what a log holds of somebody's words.
fn erase(
    connection: &Connection,
    code: &JoinCode,
    participant: &ParticipantId,
) -> Result<(), StoreError> {
    let mut update = connection
        .prepare_cached("UPDATE events SET record = ? WHERE session = ? AND sequence = ?")?;
    let log = log_after(connection, code, 0)?.into_iter();
    for record in log.filter_map(|record| without_words_of(participant, record)) {
        let text = text_of(code, &record)?;
        update.execute(params![text, code.as_str(), record.sequence])?;
    }
    Ok(())
}

pub fn log_after(
    connection: &Connection,
    code: &JoinCode,
    sequence: u64,
) -> Result<Vec<Record>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT sequence, record FROM events WHERE session = ? AND sequence > ? ORDER BY sequence",
    )?;
    let rows = select.query_map(params![code.as_str(), sequence], |row| {
        Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (sequence, text) = row?;
        record_of(code, sequence, &text)
    })
    .collect()
}

pub fn delete(connection: &Connection, code: &JoinCode) -> Result<(), StoreError> {
    connection.execute("DELETE FROM sessions WHERE code = ?", [code.as_str()])?;
    Ok(())
}

pub fn purge(connection: &Connection, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
    for table in ["sign_in_links", "facilitators"] {
        let delete = format!("DELETE FROM {table} WHERE expires_at <= ?");
        connection.execute(&delete, [now.as_millis()])?;
    }
    let mut delete =
        connection.prepare_cached("DELETE FROM sessions WHERE expires_at <= ? RETURNING code")?;
    let codes = delete.query_map([now.as_millis()], |row| row.get::<_, String>(0))?;
    codes.map(|code| Ok(JoinCode::new(code?))).collect()
}

pub fn sessions(connection: &Connection) -> Result<Vec<SessionRow>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT code, title, training, date, created_at, ended_at, is_rehearsal, owner
         FROM sessions
         ORDER BY created_at DESC, code",
    )?;
    let rows = select.query_map([], |row| {
        Ok(SessionRow {
            code: JoinCode::new(row.get::<_, String>(0)?),
            title: row.get(1)?,
            training: row.get(2)?,
            date: row.get(3)?,
            created_at: Instant::from_millis(row.get(4)?),
            ended_at: row.get::<_, Option<i64>>(5)?.map(Instant::from_millis),
            is_rehearsal: row.get(6)?,
            owner: row.get(7)?,
        })
    })?;
    rows.map(|row| Ok(row?)).collect()
}
