//! Somebody who has come in twice: with another browser, after the network has changed, or first without
//! a phone.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::participant::{Answer, Answered, CommitmentName, Participant};
use super::state::Session;
use crate::domain::ids::{ActivityId, ParticipantId};
use crate::domain::time::{Instant, Span};
use imbl::OrdMap;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

impl Session {
    /// Both have to be on the list, so that the facilitator sees whom they mean.
    pub(super) fn merge(&self, id: &ParticipantId, into: &ParticipantId) -> Decision {
        let both = [self.on_the_list(id)?, self.on_the_list(into)?];
        if id == into || both.iter().any(|one| one.erased) {
            return Err(Refusal::unknown("participant"));
        }
        Ok(vec![Event::Merged {
            participant: id.clone(),
            into: into.clone(),
        }])
    }

    /// By which id somebody is on the list now, also by the one that they had when they came in a second
    /// time.
    pub fn id_on_the_list<'a>(&'a self, id: &'a ParticipantId) -> &'a ParticipantId {
        self.merged.get(id).unwrap_or(id)
    }

    /// Who somebody is on the list by that.
    pub(in crate::domain) fn known(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participant(self.id_on_the_list(id))
    }

    /// By which ids the log knows somebody, their own at the end.
    pub(super) fn ids_of(&self, id: &ParticipantId) -> Vec<ParticipantId> {
        let mut ids = leading_to(&self.merged, id);
        ids.push(id.clone());
        ids
    }

    /// Whoever holds a key or a link of the one is the other from now on. In groups they take the
    /// seat of whichever was changed last, by the phone or by the facilitator: mostly that is the live one.
    pub(super) fn apply_merge(&mut self, id: &ParticipantId, into: &ParticipantId) {
        let (Some(second), Some(first)) = (self.participant(id), self.participant(into)) else {
            return;
        };
        if id == into {
            return;
        }
        let is_second_live = second.changed > first.changed;
        let apart = self.activities_apart(id, into);
        let mut second = second.clone();
        self.participants.remove(id);
        if !second.removed {
            self.free_name(&second.name);
        }
        self.stop_reading(id);
        for seating in self.groups.values_mut() {
            let seating = Arc::make_mut(seating);
            match seating.group_of(id).map(|(group, _)| group) {
                Some(group) if is_second_live => seating.seat(into, group),
                _ => {}
            }
            seating.leave(id);
        }
        lead_on(&mut self.by_key, id, into);
        lead_on(&mut self.by_return_key, id, into);
        lead_on(&mut self.merged, id, into);
        self.merged.insert(id.clone(), into.clone());
        let read = self.read.iter().filter(|name| name.participant == *id);
        let read: Vec<_> = read.map(|name| name.kind.clone()).collect();
        self.read
            .extend(read.into_iter().map(|kind| CommitmentName {
                participant: into.clone(),
                kind,
            }));
        self.change(into, |participant| {
            // A vote is that of the group in which they no longer sit.
            let left = match is_second_live {
                true => &mut participant.answers,
                false => &mut second.answers,
            };
            left.retain(|activity, answered| {
                !(matches!(answered.answer, Answer::Vote(_)) && apart.contains(activity))
            });
            participant.take_over(&second);
        });
    }

    /// The activities in which two sit in different groups.
    fn activities_apart(&self, one: &ParticipantId, other: &ParticipantId) -> Vec<ActivityId> {
        let are_apart = |activity: &&ActivityId| {
            let (one, other) = (self.group_of(activity, one), self.group_of(activity, other));
            let groups = one.zip(other);
            groups.is_some_and(|((one, _), (other, _))| one != other)
        };
        self.groups.keys().filter(are_apart).cloned().collect()
    }
}

impl Participant {
    /// Becomes what both are together: of two answers the later one counts. Votes go by the seat instead, and
    /// have been chosen before.
    fn take_over(&mut self, second: &Self) {
        self.key = self.key.take().or_else(|| second.key.clone());
        self.joined_at = self.joined_at.min(second.joined_at);
        self.hidden |= second.hidden;
        if !second.commitments.is_empty() {
            // What was promised under either name is shown only by who let both be seen.
            self.shares_with_buddies &= second.shares_with_buddies;
        }
        self.changes = self.changes.saturating_add(second.changes);
        let answers = second.answers.iter();
        let elapsed = answers.filter_map(|(activity, answered)| {
            let own = self.answers.get(activity)?;
            Some((activity.clone(), first_elapsed(own, answered)))
        });
        let elapsed: Vec<_> = elapsed.collect();
        take_later(&mut self.answers, &second.answers, |answered| answered.at);
        for (activity, elapsed) in elapsed {
            if let Some(answered) = self.answers.get_mut(&activity) {
                answered.elapsed = elapsed;
            }
        }
        take_later(&mut self.commitments, &second.commitments, |made| made.at);
        take_later(&mut self.check_ins, &second.check_ins, |said| said.at);
    }
}

/// The keys, links or ids that lead to somebody.
pub(super) fn leading_to<Name: Ord + Clone>(
    leads: &OrdMap<Name, ParticipantId>,
    id: &ParticipantId,
) -> Vec<Name> {
    let theirs = leads.iter().filter(|(_, holder)| *holder == id);
    theirs.map(|(name, _)| name.clone()).collect()
}

/// What has led to one person leads to another.
fn lead_on<Name: Ord + Clone>(
    leads: &mut OrdMap<Name, ParticipantId>,
    from: &ParticipantId,
    to: &ParticipantId,
) {
    for name in leading_to(leads, from) {
        leads.insert(name, to.clone());
    }
}

/// A correction makes nobody slower: whichever came first, as far as it is known.
fn first_elapsed(one: &Answered, other: &Answered) -> Option<Span> {
    match (one.elapsed, other.elapsed) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn take_later<Name: Ord + Clone, Said: Clone>(
    own: &mut BTreeMap<Name, Said>,
    others: &BTreeMap<Name, Said>,
    at: impl Fn(&Said) -> Instant,
) {
    for (name, said) in others {
        match own.entry(name.clone()) {
            Entry::Occupied(mut known) if at(known.get()) <= at(said) => {
                known.insert(said.clone());
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => {
                place.insert(said.clone());
            }
        }
    }
}
