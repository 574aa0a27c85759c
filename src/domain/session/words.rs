//! What of an event is somebody's words, and the event without them.

use super::event::Event;
use super::participant::Answer;
use crate::domain::check_in::Outcome;
use crate::domain::ids::{FieldId, ParticipantId};
use std::collections::BTreeMap;

impl Event {
    /// The same event without anybody's words, for a person who wants their data deleted: whoever
    /// did something and when stays, so that replay works and counts stay right. None where an
    /// event holds nobody's words.
    pub fn erased(&self) -> Option<Self> {
        match self.clone() {
            Self::Joined {
                participant, key, ..
            } => Some(Self::Joined {
                participant,
                name: String::new(),
                key,
            }),
            Self::Entered { participant, .. } => Some(Self::Entered {
                participant,
                name: String::new(),
            }),
            Self::Readmitted { participant, .. } => Some(Self::Readmitted {
                participant,
                name: String::new(),
            }),
            Self::Renamed { participant, .. } => Some(Self::Renamed {
                participant,
                name: String::new(),
            }),
            Self::Answered {
                participant,
                activity,
                answer: Answer::Drill(fields),
                elapsed,
            } => Some(Self::Answered {
                participant,
                activity,
                answer: Answer::Drill(without_words(&fields)),
                elapsed,
            }),
            Self::Committed {
                participant,
                kind,
                fields,
                due,
            } => Some(Self::Committed {
                participant,
                kind,
                fields: without_words(&fields).into(),
                due,
            }),
            Self::CheckedIn {
                participant,
                check_in,
                kind,
                outcome: Outcome::Dropped { .. },
            } => Some(Self::CheckedIn {
                participant,
                check_in,
                kind,
                outcome: Outcome::Dropped { why: String::new() },
            }),
            _ => None,
        }
    }

    /// Of whom it holds words, if of anybody.
    pub fn whose(&self) -> Option<&ParticipantId> {
        match self {
            Self::Joined { participant, .. }
            | Self::Entered { participant, .. }
            | Self::Renamed { participant, .. }
            | Self::Readmitted { participant, .. }
            | Self::Answered { participant, .. }
            | Self::Committed { participant, .. }
            | Self::CheckedIn { participant, .. } => Some(participant),
            _ => None,
        }
    }
}

/// The fields of a form, emptied.
pub(super) fn without_words(fields: &BTreeMap<FieldId, String>) -> BTreeMap<FieldId, String> {
    fields
        .keys()
        .map(|field| (field.clone(), String::new()))
        .collect()
}
