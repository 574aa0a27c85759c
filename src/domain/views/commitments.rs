//! The promises of the room, as the facilitator sees them, and the one that is read aloud.

use super::phone::day_text;
use crate::domain::ids::{KindId, ParticipantId};
use crate::domain::session::{Commitment, CommitmentName, Participant, Session};
use crate::domain::training::CommitmentKind;
use serde::{Deserialize, Serialize};

/// From this size on, a group is a table, where people read their promises aloud.
const TABLE: u8 = 3;

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CommitmentRow {
    /// Whose it is.
    pub participant: ParticipantId,
    /// Which one.
    pub kind_id: KindId,
    /// Who.
    pub name: String,
    /// What kind.
    pub kind: String,
    /// Labels with what was entered.
    pub entries: Vec<(String, String)>,
    /// What the date is called.
    pub due_label: String,
    /// For when, as people read it.
    pub due: String,
    /// The table at which they sit, from 1.
    pub group: Option<usize>,
    /// Whether it has been read aloud.
    pub read: bool,
    /// Whether it is being read aloud.
    pub reading: bool,
    /// Whether nothing of theirs is projected, so that it cannot be read aloud.
    pub hidden: bool,
}

/// A promise that is being read aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingView {
    /// Who reads.
    pub name: String,
    /// What kind.
    pub kind: String,
    /// What exactly is promised.
    pub promise: String,
    /// Labels with what was entered.
    pub entries: Vec<(String, String)>,
    /// What the date is called.
    pub due_label: String,
    /// For when, as people read it.
    pub due_text: String,
}

impl Session {
    /// All promises of all who are present and have not had them deleted, table by table, and at a table in the order of joining.
    pub fn commitment_rows(&self) -> Vec<CommitmentRow> {
        let tables = self.tables();
        let mut rows: Vec<_> = self
            .present()
            .into_iter()
            .filter(|participant| !participant.erased)
            .flat_map(|participant| {
                let table = tables
                    .iter()
                    .position(|members| members.contains(&participant.id));
                let group = table.map(|index| index + 1);
                self.commitment_kinds().filter_map(move |(_, kind)| {
                    let made = participant.commitments.get(&kind.id)?;
                    Some(self.commitment_row(participant, kind, made, group))
                })
            })
            .collect();
        rows.sort_by_key(|row| row.group.unwrap_or(usize::MAX));
        rows
    }

    pub(super) fn commitment_row(
        &self,
        participant: &Participant,
        kind: &CommitmentKind,
        made: &Commitment,
        group: Option<usize>,
    ) -> CommitmentRow {
        let named = CommitmentName {
            participant: participant.id.clone(),
            kind: kind.id.clone(),
        };
        CommitmentRow {
            read: self.read.contains(&named),
            reading: self.reading.as_ref() == Some(&named),
            participant: named.participant,
            kind_id: named.kind,
            name: participant.name.clone(),
            kind: kind.title.clone(),
            entries: entries_of(kind, made),
            due_label: kind.due_label.clone(),
            due: day_text(made.due),
            group,
            hidden: participant.hidden,
        }
    }

    /// The promise that is being read aloud. Whoever has been sent out, is hidden or has had their
    /// data deleted is not shown.
    pub(super) fn reading_view(&self) -> Option<ReadingView> {
        let named = self.reading.as_ref()?;
        let participant = self.participant(&named.participant)?;
        if participant.removed || participant.hidden || participant.erased {
            return None;
        }
        let made = participant.commitments.get(&named.kind)?;
        let (_, kind) = self
            .commitment_kinds()
            .find(|(_, kind)| kind.id == named.kind)?;
        Some(ReadingView {
            name: participant.name.clone(),
            kind: kind.title.clone(),
            promise: kind.promise.clone(),
            entries: entries_of(kind, made),
            due_label: kind.due_label.clone(),
            due_text: day_text(made.due),
        })
    }

    /// The groups in which people sit by now: the tables that were formed last, or else the groups
    /// of any size that were.
    pub(super) fn tables(&self) -> &[Vec<ParticipantId>] {
        let is_of_tables = |id: &&_| {
            let activity = self.training.activity(id);
            activity
                .and_then(|activity| activity.group_size)
                .is_some_and(|size| size >= TABLE)
        };
        let tables = self.formed.iter().rev().find(is_of_tables);
        tables
            .or(self.formed.last())
            .map(|activity| self.groups_of(activity))
            .unwrap_or_default()
    }
}

/// What was entered for a promise, with the labels of its fields.
pub(super) fn entries_of(kind: &CommitmentKind, made: &Commitment) -> Vec<(String, String)> {
    let entries = kind.fields.iter().filter_map(|field| {
        let entry = made.fields.get(&field.id)?;
        Some((field.label.clone(), entry.clone()))
    });
    entries.collect()
}
