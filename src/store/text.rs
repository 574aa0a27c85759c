//! A record as it is kept: JSON.

use super::error::StoreError;
use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::session::{Event, Record};

/// A record as it is written.
pub fn text_of(code: &JoinCode, record: &Record) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(|source| unreadable(code, record.sequence, source))
}

/// A record as it was written.
pub fn record_of(code: &JoinCode, sequence: u64, text: &str) -> Result<Record, StoreError> {
    serde_json::from_str(text).map_err(|source| unreadable(code, sequence, source))
}

/// Those whose words are to be deleted.
pub fn erased_participants(records: &[Record]) -> Vec<ParticipantId> {
    let erased = records.iter().filter_map(|record| match &record.event {
        Event::Erased { participant } => Some(participant.clone()),
        _ => None,
    });
    erased.collect()
}

/// A record without somebody's words; none where it has none of theirs.
pub fn without_words_of(participant: &ParticipantId, record: Record) -> Option<Record> {
    if record.event.whose() != Some(participant) {
        return None;
    }
    let event = record.event.erased()?;
    Some(Record { event, ..record })
}

fn unreadable(code: &JoinCode, sequence: u64, source: serde_json::Error) -> StoreError {
    StoreError::Event {
        session: code.to_string(),
        sequence,
        source,
    }
}
