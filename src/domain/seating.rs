//! Who sits with whom in an activity.

use super::ids::ParticipantId;
use std::collections::BTreeMap;

/// The groups of an activity. Everybody sits in one group at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seating {
    groups: Vec<Vec<ParticipantId>>,
    /// In which group each of them sits: every phone asks that on every change.
    seats: BTreeMap<ParticipantId, usize>,
}

impl Seating {
    /// Everybody sits down at once.
    pub fn of(groups: Vec<Vec<ParticipantId>>) -> Self {
        let seats = (0..).zip(&groups).flat_map(|(group, members)| {
            let members = members.iter().cloned();
            members.map(move |member| (member, group))
        });
        Self {
            seats: seats.collect(),
            groups,
        }
    }

    /// The groups, in their order. One that everybody has left keeps its place, so that the others
    /// keep their numbers.
    pub fn groups(&self) -> &[Vec<ParticipantId>] {
        &self.groups
    }

    /// The group in which somebody sits, with its index.
    pub fn group_of(&self, id: &ParticipantId) -> Option<(usize, &[ParticipantId])> {
        let index = *self.seats.get(id)?;
        Some((index, self.groups.get(index)?))
    }

    /// Seats somebody; a group that is not there seats nobody.
    pub fn seat(&mut self, id: &ParticipantId, group: usize) {
        self.leave(id);
        if let Some(members) = self.groups.get_mut(group) {
            members.push(id.clone());
            self.seats.insert(id.clone(), group);
        }
    }

    /// Somebody gets up, if they sit here.
    pub fn leave(&mut self, id: &ParticipantId) {
        let group = self.seats.remove(id);
        if let Some(members) = group.and_then(|group| self.groups.get_mut(group)) {
            members.retain(|member| member != id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<ParticipantId> {
        names.iter().map(|name| (*name).into()).collect()
    }

    #[test]
    fn everybody_sits_in_one_group_at_most() {
        let mut seating = Seating::of(vec![ids(&["ana", "raj"]), ids(&["kim"])]);
        let of = |seating: &Seating, who: &str| {
            let group = seating.group_of(&who.into());
            group.map(|(index, members)| (index, members.to_vec()))
        };
        assert_eq!(of(&seating, "raj"), Some((0, ids(&["ana", "raj"]))));
        seating.seat(&"raj".into(), 1);
        seating.seat(&"leo".into(), 7);
        assert_eq!(of(&seating, "raj"), Some((1, ids(&["kim", "raj"]))));
        assert_eq!(of(&seating, "leo"), None);
        seating.leave(&"ana".into());
        assert_eq!(of(&seating, "ana"), None);
        assert_eq!(seating.groups(), [ids(&[]), ids(&["kim", "raj"])]);
    }
}
