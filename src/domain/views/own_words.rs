//! What somebody has written, for themselves to keep.

use super::commitments::entries_of;
use super::console::entries;
use super::phone::day_text;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
use crate::domain::training::{Activity, ActivityKind, CommitmentKind};

/// A heading with lines below it: what somebody wrote in a drill, or promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// What it belongs to.
    pub title: String,
    /// Labels with what was entered.
    pub entries: Vec<(String, String)>,
}

impl Session {
    /// What somebody has written, in the order of the training.
    pub fn own_words(&self, id: &ParticipantId) -> Vec<OwnWords> {
        let activities = self.training.activities.iter();
        activities
            .flat_map(|activity| match &activity.kind {
                ActivityKind::Drill(_) => self.written(id, activity).into_iter().collect(),
                ActivityKind::Commitments(commitments) => {
                    let kinds = commitments.kinds.iter();
                    kinds.filter_map(|kind| self.promised(id, kind)).collect()
                }
                ActivityKind::Poll(_) | ActivityKind::Vote(_) => Vec::new(),
            })
            .collect()
    }

    fn written(&self, id: &ParticipantId, activity: &Activity) -> Option<OwnWords> {
        let answered = self.participant(id)?.answers.get(&activity.id)?;
        Some(OwnWords {
            title: activity.title.clone(),
            entries: entries(activity, &answered.answer)?,
        })
    }

    fn promised(&self, id: &ParticipantId, kind: &CommitmentKind) -> Option<OwnWords> {
        let commitment = self.participant(id)?.commitments.get(&kind.id)?;
        let due = (kind.due_label.clone(), day_text(commitment.due));
        Some(OwnWords {
            title: kind.title.clone(),
            entries: entries_of(kind, commitment)
                .into_iter()
                .chain([due])
                .collect(),
        })
    }
}
