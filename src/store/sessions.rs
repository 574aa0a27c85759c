//! Sessions and their logs.

use super::Store;
use super::error::StoreError;
use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::session::{Event, Record};
use crate::domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, params};

/// A session as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Names the session to people.
    pub code: JoinCode,
    /// The name of this run.
    pub title: String,
    /// The name of the training.
    pub training: String,
    /// The day of the session, ISO 8601.
    pub date: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it ended; none while it is open.
    pub ended_at: Option<Instant>,
    /// Whether only the facilitator was real.
    pub is_rehearsal: bool,
}

/// A session that is to be made.
#[derive(Clone, Debug)]
pub struct NewSessionRow {
    /// The name of this run.
    pub title: String,
    /// The name of the training.
    pub training: String,
    /// The day of the session, ISO 8601.
    pub date: String,
    /// From when on nothing about it is kept.
    pub expires_at: Instant,
    /// Whether only the facilitator is real.
    pub is_rehearsal: bool,
    /// Its first record, always [`Event::Created`].
    pub first: Record,
}

impl Store {
    /// Makes a session.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the code is taken.
    pub async fn create(&self, code: JoinCode, row: NewSessionRow) -> Result<(), StoreError> {
        self.queue
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO sessions
                         (code, title, training, date, expires_at, is_rehearsal, created_at)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                    )?
                    .execute(params![
                        code.as_str(),
                        row.title,
                        row.training,
                        row.date,
                        row.expires_at.as_millis(),
                        row.is_rehearsal,
                        row.first.at.as_millis()
                    ])?;
                append(connection, &code, std::slice::from_ref(&row.first))
            })
            .await
    }

    /// Appends to a session's log.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the log has gone on without the caller, or the session has been
    /// deleted.
    pub async fn append(&self, code: JoinCode, records: Vec<Record>) -> Result<(), StoreError> {
        let erased: Vec<_> = records.iter().filter_map(erased_participant).collect();
        if erased.is_empty() {
            let append = move |connection: &Connection| append(connection, &code, &records);
            return self.queue.run(append).await;
        }
        self.queue
            .erase(move |connection| {
                append(connection, &code, &records)?;
                erased
                    .iter()
                    .try_for_each(|participant| erase(connection, &code, participant))
            })
            .await
    }

    /// A session's log from its beginning; empty where there is no such session.
    pub async fn log(&self, code: JoinCode) -> Result<Vec<Record>, StoreError> {
        self.queue
            .run(move |connection| log(connection, &code))
            .await
    }

    /// All sessions, the newest first.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        self.queue.run(sessions).await
    }

    /// Deletes a session with all that anybody wrote in it.
    pub async fn delete(&self, code: JoinCode) -> Result<(), StoreError> {
        self.queue
            .erase(move |connection| {
                connection.execute("DELETE FROM sessions WHERE code = ?", [code.as_str()])?;
                Ok(())
            })
            .await
    }

    /// Deletes all sessions whose time is over, with all that anybody wrote in them, and gives their
    /// codes.
    pub async fn purge(&self, now: Instant) -> Result<Vec<JoinCode>, StoreError> {
        self.queue
            .erase(move |connection| {
                let mut delete = connection
                    .prepare_cached("DELETE FROM sessions WHERE expires_at <= ? RETURNING code")?;
                let codes = delete.query_map([now.as_millis()], |row| row.get::<_, String>(0))?;
                codes.map(|code| Ok(JoinCode::new(code?))).collect()
            })
            .await
    }
}

fn erased_participant(record: &Record) -> Option<ParticipantId> {
    match &record.event {
        Event::Erased { participant } => Some(participant.clone()),
        _ => None,
    }
}

/// Rewrites what a log holds of somebody's words.
fn erase(
    connection: &Connection,
    code: &JoinCode,
    participant: &ParticipantId,
) -> Result<(), StoreError> {
    let mut update = connection
        .prepare_cached("UPDATE events SET record = ? WHERE session = ? AND sequence = ?")?;
    for record in log(connection, code)? {
        if record.event.whose() != Some(participant) {
            continue;
        }
        if let Some(event) = record.event.erased() {
            let record = Record { event, ..record };
            let text = text_of(code, &record)?;
            update.execute(params![text, code.as_str(), record.sequence])?;
        }
    }
    Ok(())
}

fn text_of(code: &JoinCode, record: &Record) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(|source| StoreError::Event {
        session: code.to_string(),
        sequence: record.sequence,
        source,
    })
}

fn append(connection: &Connection, code: &JoinCode, records: &[Record]) -> Result<(), StoreError> {
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
    Ok(())
}

fn log(connection: &Connection, code: &JoinCode) -> Result<Vec<Record>, StoreError> {
    let exists: Option<i64> = connection
        .query_row(
            "SELECT 1 FROM sessions WHERE code = ?",
            [code.as_str()],
            |row| row.get(0),
        )
        .optional()?;
    if exists.is_none() {
        return Ok(Vec::new());
    }
    let mut select = connection.prepare_cached(
        "SELECT sequence, record FROM events WHERE session = ? ORDER BY sequence",
    )?;
    let rows = select.query_map([code.as_str()], |row| {
        Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (sequence, text) = row?;
        serde_json::from_str(&text).map_err(|source| StoreError::Event {
            session: code.to_string(),
            sequence,
            source,
        })
    })
    .collect()
}

fn sessions(connection: &Connection) -> Result<Vec<SessionRow>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT code, title, training, date, created_at, ended_at, is_rehearsal FROM sessions
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
        })
    })?;
    rows.map(|row| Ok(row?)).collect()
}
