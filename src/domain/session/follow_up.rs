//! What comes after a session: links to come back by, what became of the promises, the facilitator's
//! notes, and the deletion of what somebody wrote.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::participant::Participant;
use super::state::{Phase, Session};
use crate::domain::check_in::{CheckInPlan, Outcome};
use crate::domain::ids::{CheckInId, FieldId, KeyDigest, KindId, ParticipantId};
use crate::domain::text::{self, LONGEST_ENTRY, LONGEST_NOTES};
use crate::domain::time::Instant;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Session {
    pub(super) fn return_link(&self, participant: &Participant, key: &KeyDigest) -> Vec<Event> {
        let made = Event::ReturnLinkMade {
            participant: participant.id.clone(),
            key: key.clone(),
        };
        self.when(!self.by_return_key.contains_key(key), made)
    }

    /// Those who have deleted their words in the meantime, are off the list, or are somebody else on it, get
    /// none.
    pub(super) fn return_links(&self, keys: &BTreeMap<ParticipantId, KeyDigest>) -> Decision {
        let mut events = Vec::new();
        for (id, key) in keys {
            let Some(participant) = self.participant(id) else {
                continue;
            };
            if !participant.erased && !participant.removed {
                events.extend(self.return_link(participant, key));
            }
        }
        Ok(events)
    }

    /// A promise is changed in the room until the end, and from home afterwards.
    pub(super) fn amend(
        &self,
        participant: &Participant,
        id: &KindId,
        entries: &BTreeMap<FieldId, String>,
        due: Date,
    ) -> Decision {
        if !matches!(self.phase, Phase::Ended { .. }) {
            return self.commit(participant, id, entries, due);
        }
        let (_, kind) = self.known_kind(id)?;
        self.promise(participant, kind, entries, due)
    }

    pub(super) fn check_in(
        &self,
        participant: &Participant,
        id: &CheckInId,
        kind: &KindId,
        outcome: &Outcome,
    ) -> Decision {
        let plan = self.training.check_ins.iter().find(|plan| plan.id == *id);
        let plan = plan.ok_or_else(|| Refusal::unknown("check-in"))?;
        let (_, known) = self.known_kind(kind)?;
        if !plan.asks_about(kind) {
            return Err(Refusal::WrongAnswer);
        }
        if !participant.commitments.contains_key(kind) {
            return Err(Refusal::NotPromised);
        }
        let outcome = match outcome {
            Outcome::Done => Outcome::Done,
            Outcome::Moved { to } if *to <= self.date => return Err(Refusal::MovedBack),
            Outcome::Moved { to } => Outcome::Moved { to: *to },
            Outcome::Dropped { why } => {
                let why = text::paragraph(why, LONGEST_ENTRY)
                    .map_err(|problem| Refusal::entry(&format!("{}: why", known.title), problem))?;
                Outcome::Dropped { why }
            }
        };
        let before = participant.check_ins.get(&(id.clone(), kind.clone()));
        let changes = before.is_none_or(|before| before.outcome != outcome);
        let checked_in = Event::CheckedIn {
            participant: participant.id.clone(),
            check_in: id.clone(),
            kind: kind.clone(),
            outcome,
        };
        Ok(self.when(changes, checked_in))
    }

    /// The check-ins that ask about a kind of promise with their days, the earliest first.
    pub fn check_ins_of(&self, kind: &KindId) -> Vec<(&CheckInPlan, Date)> {
        let plans = self.training.check_ins.iter();
        let asking = plans.filter(|plan| plan.asks_about(kind));
        let mut dated: Vec<_> = asking
            .filter_map(|plan| Some((plan, plan.date(self.date)?)))
            .collect();
        dated.sort_by_key(|(_, date)| *date);
        dated
    }

    /// The day that it is in the session's time zone, by the offset of the session's own day: across
    /// a change of the clocks it is wrong for an hour at midnight, which no check-in notices.
    pub fn day_of(&self, now: Instant) -> Date {
        let local = now + self.utc_offset;
        let since_epoch = local.as_millis().div_euclid(24 * 60 * 60 * 1_000);
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = jiff::Span::new().try_days(since_epoch);
        let day = days.and_then(|days| epoch.checked_add(days));
        day.unwrap_or(self.date)
    }

    pub(super) fn take_notes(&self, notes: &str) -> Decision {
        let notes = if notes.trim().is_empty() {
            String::new()
        } else {
            text::paragraph(notes, LONGEST_NOTES)
                .map_err(|problem| Refusal::entry("Notes", problem))?
        };
        let changes = notes != self.notes;
        Ok(self.when(changes, Event::NotesTaken(notes)))
    }

    /// Also somebody who has been sent out can have their words deleted.
    pub(super) fn erase_words(&self, id: &ParticipantId) -> Decision {
        let participant = self.known_participant(id)?;
        if participant.erased {
            return Ok(Vec::new());
        }
        let ids = self.ids_of(id).into_iter();
        Ok(ids
            .map(|participant| Event::Erased { participant })
            .collect())
    }
}
