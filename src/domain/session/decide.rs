//! From a command to events, or to a refusal: who may ask for what. The rules themselves are in
//! `lead` (what the facilitator does), `people` (who is in the room), `answers` and `follow_up` (what
//! comes after).

use super::command::{Actor, Command, Refusal, Request};
use super::event::{Event, Record};
use super::participant::Participant;
use super::people::MOST_CHANGES;
use super::state::Session;
use crate::domain::ids::{ActivityId, CommandId, ParticipantId};
use crate::domain::time::Instant;
use crate::domain::training::Activity;

pub(super) type Decision = Result<Vec<Event>, Refusal>;

impl Session {
    /// What a request makes happen at a time, or why it has no effect.
    ///
    /// A request whose id has been seen gives no events: its effect is there already.
    pub fn decide(&self, at: Instant, by: &Actor, request: &Request) -> Decision {
        if !is_fit(&request.id) {
            return Err(Refusal::unknown("command"));
        }
        if self.has_seen(&request.id) {
            return Ok(Vec::new());
        }
        match (&request.command, by) {
            (Command::Join { name, key }, Actor::Participant(id)) => self.join(id, name, key),
            (Command::Answer { activity, answer }, Actor::Participant(id)) => {
                self.answer(at, self.joined(id)?, activity, answer)
            }
            (Command::Commit { kind, fields, due }, Actor::Participant(id)) => {
                self.commit(self.joined(id)?, kind, fields, *due)
            }
            (Command::ShareWithBuddies(share), Actor::Participant(id)) => {
                Ok(self.share_with_buddies(self.joined(id)?, *share))
            }
            (Command::MakeReturnLink { key }, Actor::Participant(id)) => {
                Ok(self.return_link(self.joined(id)?, key))
            }
            (Command::Amend { kind, fields, due }, Actor::Participant(id)) => {
                self.amend(self.joined(id)?, kind, fields, *due)
            }
            (
                Command::CheckIn {
                    check_in,
                    kind,
                    outcome,
                },
                Actor::Participant(id),
            ) => self.check_in(self.joined(id)?, check_in, kind, outcome),
            (Command::Erase { participant }, Actor::Participant(id)) if participant == id => {
                self.erase_words(id)
            }
            (
                Command::Join { .. }
                | Command::Answer { .. }
                | Command::Commit { .. }
                | Command::ShareWithBuddies(_)
                | Command::MakeReturnLink { .. }
                | Command::Amend { .. }
                | Command::CheckIn { .. },
                _,
            ) => Err(Refusal::NotJoined),
            (command, Actor::Facilitator) => self.lead(at, command),
            _ => Err(Refusal::NotTheFacilitator),
        }
    }

    /// What time alone makes happen: countdowns that have reached zero go into overtime. Nothing
    /// advances by itself.
    pub fn due(&self, now: Instant) -> Vec<Event> {
        self.timers
            .iter()
            .filter(|(_, timer)| timer.deadline().is_some_and(|deadline| deadline <= now))
            .map(|(id, timer)| Event::TimerChanged {
                timer: id.clone(),
                to: timer.ran_out(),
            })
            .collect()
    }

    /// When [`Session::due`] gives something next.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.timers
            .values()
            .filter_map(|timer| timer.deadline())
            .min()
    }

    /// Numbers events, so that they can be written to the log and applied.
    pub fn record(
        &self,
        at: Instant,
        by: &Actor,
        request: Option<&Request>,
        events: Vec<Event>,
    ) -> Vec<Record> {
        let mut command = request.map(|request| request.id.clone());
        // A damaged log may have come to the last number that there is.
        (self.sequence().saturating_add(1)..=u64::MAX)
            .zip(events)
            .map(|(sequence, event)| Record {
                sequence,
                at,
                by: by.clone(),
                command: command.take(),
                event,
            })
            .collect()
    }

    pub(super) fn when(&self, changes: bool, event: Event) -> Vec<Event> {
        if changes { vec![event] } else { Vec::new() }
    }

    pub(super) fn known_activity(&self, id: &ActivityId) -> Result<&Activity, Refusal> {
        self.training
            .activity(id)
            .ok_or_else(|| Refusal::unknown("activity"))
    }

    /// Somebody who asks with a phone or a link of their own, perhaps from before they were found to be
    /// somebody else on the list.
    fn joined(&self, id: &ParticipantId) -> Result<&Participant, Refusal> {
        match self.known(id) {
            Some(participant) if participant.removed => Err(Refusal::Removed),
            Some(participant) if participant.erased => Err(Refusal::NotJoined),
            Some(participant) if participant.changes >= MOST_CHANGES => {
                Err(Refusal::TooManyChanges)
            }
            Some(participant)
                if participant.has_phone() || self.has_return_link(&participant.id) =>
            {
                Ok(participant)
            }
            _ => Err(Refusal::NotJoined),
        }
    }

    /// Somebody of whom the facilitator asks something.
    pub(super) fn on_the_list(&self, id: &ParticipantId) -> Result<&Participant, Refusal> {
        let participant = self.known_participant(id)?;
        if participant.removed {
            return Err(Refusal::OffTheList {
                name: participant.name.clone(),
            });
        }
        Ok(participant)
    }

    /// Somebody for whom the facilitator writes, perhaps on a page that is older than what is known of
    /// them.
    pub(super) fn entered(&self, id: &ParticipantId) -> Result<&Participant, Refusal> {
        self.on_the_list(self.id_on_the_list(id))
    }

    /// Somebody who has ever come in, sent out or not.
    pub(super) fn known_participant(&self, id: &ParticipantId) -> Result<&Participant, Refusal> {
        self.participant(id)
            .ok_or_else(|| Refusal::unknown("participant"))
    }
}

/// The longest id of a command, in bytes: it is a key of the log.
const LONGEST_ID: usize = 300;

/// Whether every store can keep a command's id.
fn is_fit(id: &CommandId) -> bool {
    id.as_str().len() <= LONGEST_ID && !id.as_str().contains(char::is_control)
}
