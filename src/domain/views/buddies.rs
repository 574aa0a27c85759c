//! Buddies: those who wrote together, and who may remind each other of what they promised.

use super::commitments::entries_of;
use super::phone::day_text;
use crate::domain::ids::ParticipantId;
use crate::domain::session::{Participant, Session};
use serde::{Deserialize, Serialize};

/// The size of the groups that make buddies.
const PAIR: u8 = 2;

/// A buddy, with their promises where both have agreed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BuddyView {
    /// As the room sees them.
    pub name: String,
    /// What they promised; none as long as one of the two has not agreed to share.
    pub promises: Option<Vec<BuddyPromise>>,
}

/// A promise of a buddy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BuddyPromise {
    /// What kind.
    pub kind: String,
    /// What exactly is promised.
    pub promise: String,
    /// Labels with what was entered.
    pub entries: Vec<(String, String)>,
    /// What the date is called.
    pub due_label: String,
    /// For when, as ISO 8601.
    pub due: String,
    /// The same date, as people read it.
    pub due_text: String,
}

impl Session {
    /// Those who are in somebody's group of the first activity in pairs: one, or two in a group of
    /// three; nobody before the pairs are formed.
    pub fn buddies(&self, id: &ParticipantId) -> Vec<&Participant> {
        let mut activities = self.training.activities.iter();
        let in_pairs = activities.find(|activity| activity.group_size == Some(PAIR));
        let own = in_pairs.and_then(|activity| self.group_of(&activity.id, id));
        own.into_iter()
            .flat_map(|(_, members)| members)
            .filter(|member| *member != id)
            .filter_map(|member| self.participant(member))
            .collect()
    }

    /// Whether somebody lets their buddies see their promises.
    pub fn shares_with_buddies(&self, id: &ParticipantId) -> bool {
        self.participant(id)
            .is_some_and(|participant| participant.shares_with_buddies)
    }

    /// The buddies of somebody. Promises are seen only where both let the other see theirs. Who has
    /// had their data deleted is not among them.
    pub fn buddy_promises(&self, id: &ParticipantId) -> Vec<BuddyView> {
        let shares = self.shares_with_buddies(id);
        let buddies = self.buddies(id).into_iter();
        buddies
            .filter(|buddy| !buddy.erased)
            .map(|buddy| BuddyView {
                name: buddy.name.clone(),
                promises: (shares && buddy.shares_with_buddies).then(|| self.promises_of(buddy)),
            })
            .collect()
    }

    fn promises_of(&self, participant: &Participant) -> Vec<BuddyPromise> {
        let kinds = self.commitment_kinds();
        let promises = kinds.filter_map(|(_, kind)| {
            let made = participant.commitments.get(&kind.id)?;
            Some(BuddyPromise {
                kind: kind.title.clone(),
                promise: kind.promise.clone(),
                entries: entries_of(kind, made),
                due_label: kind.due_label.clone(),
                due: made.due.to_string(),
                due_text: day_text(made.due),
            })
        });
        promises.collect()
    }
}
