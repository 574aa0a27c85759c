//! Who is in the room: joining, being entered, names, being sent out and let back in.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::participant::Participant;
use super::state::{Phase, Session};
use crate::domain::groups;
use crate::domain::ids::{KeyDigest, ParticipantId};
use crate::domain::text::{self, LONGEST_NAME};

/// How many people can join one session.
pub const MOST_PARTICIPANTS: usize = 5_000;

/// How often something of one person can change before their phone is listened to no more. Nobody gets
/// there by hand, and a program at one phone fills neither the disk nor the memory.
pub const MOST_CHANGES: usize = 5_000;

impl Session {
    pub(super) fn join(&self, id: &ParticipantId, name: &str, key: &KeyDigest) -> Decision {
        if let Some(known) = self.holder(key).or_else(|| self.known(id)) {
            return if known.removed {
                Err(Refusal::Removed)
            } else {
                Ok(Vec::new())
            };
        }
        if matches!(self.phase, Phase::Ended { .. }) {
            return Err(Refusal::Ended);
        }
        if self.locked {
            return Err(Refusal::Locked);
        }
        self.check_room()?;
        let joined = Event::Joined {
            participant: id.clone(),
            name: self.name_told_apart(None, name)?,
            key: key.clone(),
        };
        Ok(self.with_seats(joined, id))
    }

    /// Somebody without a phone, whom the facilitator writes down. A locked door is no obstacle: it
    /// is the facilitator's own.
    pub(super) fn enter(&self, id: &ParticipantId, name: &str) -> Decision {
        if let Some(known) = self.known(id) {
            return self.on_the_list(&known.id).map(|_| Vec::new());
        }
        self.check_room()?;
        let entered = Event::Entered {
            participant: id.clone(),
            name: self.name_told_apart(None, name)?,
        };
        Ok(self.with_seats(entered, id))
    }

    fn check_room(&self) -> Result<(), Refusal> {
        if self.participants.len() >= MOST_PARTICIPANTS {
            return Err(Refusal::Full {
                limit: MOST_PARTICIPANTS,
            });
        }
        Ok(())
    }

    /// Whoever comes in late sits down in every seating that there is.
    fn with_seats(&self, comes_in: Event, id: &ParticipantId) -> Vec<Event> {
        let seated = self.groups.iter().filter_map(|(activity, seating)| {
            Some(Event::Seated {
                activity: activity.clone(),
                participant: id.clone(),
                group: groups::smallest(seating.groups())?,
            })
        });
        std::iter::once(comes_in).chain(seated).collect()
    }

    pub(super) fn rename(&self, id: &ParticipantId, name: &str) -> Decision {
        let participant = self.on_the_list(id)?;
        let name = self.name_told_apart(Some(id), name)?;
        let renamed = Event::Renamed {
            participant: id.clone(),
            name: name.clone(),
        };
        Ok(self.when(name != participant.name, renamed))
    }

    pub(super) fn remove(&self, id: &ParticipantId) -> Decision {
        let participant = self.known_participant(id)?;
        let removed = Event::Removed {
            participant: id.clone(),
        };
        Ok(self.when(!participant.removed, removed))
    }

    /// Their name may have been taken in the meantime, and their seats are gone.
    pub(super) fn readmit(&self, id: &ParticipantId) -> Decision {
        let participant = self.known_participant(id)?;
        if !participant.removed {
            return Ok(Vec::new());
        }
        let readmitted = Event::Readmitted {
            participant: id.clone(),
            name: self.told_apart(Some(id), &participant.name),
        };
        Ok(self.with_seats(readmitted, id))
    }

    pub(super) fn set_hidden(&self, id: &ParticipantId, hidden: bool) -> Decision {
        let participant = self.known_participant(id)?;
        let set = Event::HiddenSet {
            participant: id.clone(),
            hidden,
        };
        Ok(self.when(participant.hidden != hidden, set))
    }

    /// This is asked after the session too, when people think of each other's promises.
    pub(super) fn share_with_buddies(&self, participant: &Participant, share: bool) -> Vec<Event> {
        let shared = Event::BuddiesShared {
            participant: participant.id.clone(),
            share,
        };
        self.when(participant.shares_with_buddies != share, shared)
    }

    /// The name as the room sees it.
    fn name_told_apart(&self, own: Option<&ParticipantId>, name: &str) -> Result<String, Refusal> {
        let name =
            text::line(name, LONGEST_NAME).map_err(|problem| Refusal::entry("Name", problem))?;
        Ok(self.told_apart(own, &name))
    }

    /// Two people of one name are told apart by a number; those whose name was erased have none.
    fn told_apart(&self, own: Option<&ParticipantId>, name: &str) -> String {
        let own = own.and_then(|id| self.participant(id));
        let own = own.filter(|own| !own.removed).map(|own| own.name.as_str());
        let is_free = |name: &str| {
            let others = self.names.get(name).copied().unwrap_or(0);
            others == usize::from(own == Some(name))
        };
        let mut free = name.to_owned();
        let mut number = 1;
        while !name.is_empty() && !is_free(&free) {
            number += 1;
            free = format!("{name} ({number})");
        }
        free
    }

    /// Takes note of a name that somebody has on the list from now on.
    pub(super) fn take_name(&mut self, name: &str) {
        if let Some(count) = self.names.get_mut(name) {
            *count += 1;
        } else {
            self.names.insert(name.to_owned(), 1);
        }
    }

    /// Takes note of the names of all who are on the list, and of no others.
    pub(super) fn name_everybody(&mut self) {
        let listed = self.participants.values().filter(|one| !one.removed);
        let names: Vec<_> = listed.map(|one| one.name.clone()).collect();
        self.names.clear();
        for name in names {
            self.take_name(&name);
        }
    }

    /// Gives a name free that somebody has no longer.
    pub(super) fn free_name(&mut self, name: &str) {
        if let Some(count) = self.names.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.names.remove(name);
            }
        }
    }
}
