//! From a command to events, or to a refusal.

use super::command::{Actor, Command, Refusal, Request};
use super::event::{Event, Record};
use super::participant::{Answer, Participant};
use super::state::{Phase, Session};
use crate::domain::agenda::Position;
use crate::domain::groups;
use crate::domain::ids::{
    ActivityId, ChoiceId, FieldId, KeyDigest, KindId, ParticipantId, TimerId,
};
use crate::domain::text::{self, LONGEST_ENTRY, LONGEST_NAME};
use crate::domain::time::{Instant, Span};
use crate::domain::timer::TimerAction;
use crate::domain::training::{
    Activity, ActivityKind, Choice, CommitmentKind, Drill, Field, FieldInput,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many people can join one session.
pub const MOST_PARTICIPANTS: usize = 1_000;

type Decision = Result<Vec<Event>, Refusal>;

impl Session {
    /// What a request makes happen at a time, or why it has no effect.
    ///
    /// A request whose id has been seen gives no events: its effect is there already.
    pub fn decide(&self, at: Instant, by: &Actor, request: &Request) -> Decision {
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
            (Command::Join { .. } | Command::Answer { .. } | Command::Commit { .. }, _) => {
                Err(Refusal::NotJoined)
            }
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
        (self.sequence() + 1..)
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

    fn lead(&self, at: Instant, command: &Command) -> Decision {
        match command {
            Command::Rename { participant, name } => return self.rename(participant, name),
            Command::Remove { participant } => return self.remove(participant),
            Command::Reveal { activity } => return self.reveal(activity),
            Command::Conceal { activity } => return self.conceal(activity),
            Command::SetBlack(on) => return Ok(self.when(self.black != *on, Event::BlackSet(*on))),
            Command::SetJoinShown(on) => {
                return Ok(self.when(self.join_shown != *on, Event::JoinShownSet(*on)));
            }
            _ => {}
        }
        if matches!(self.phase, Phase::Ended { .. }) {
            return Err(Refusal::Ended);
        }
        match command {
            Command::Forward if self.phase == Phase::Lobby => Ok(vec![Event::Began]),
            Command::Forward => Ok(self.move_to(self.position.forward(&self.training))),
            Command::Backward => Ok(self.move_to(self.position.backward(&self.training))),
            Command::GoTo { section, slide } => self.go_to(Position::start_of(*section, *slide)),
            Command::Timer { timer, action } => self.timer(at, timer, *action),
            Command::FormGroups { activity, seed } => self.form_groups(activity, *seed),
            Command::End => Ok(self.stopped_timers(at).chain([Event::Ended]).collect()),
            _ => Err(Refusal::NotJoined),
        }
    }

    fn when(&self, changes: bool, event: Event) -> Vec<Event> {
        if changes { vec![event] } else { Vec::new() }
    }

    fn move_to(&self, position: Option<Position>) -> Vec<Event> {
        match (self.phase, position) {
            (Phase::Running { .. }, Some(to)) => vec![Event::Moved { to }],
            _ => Vec::new(),
        }
    }

    fn go_to(&self, to: Position) -> Decision {
        if !to.exists_in(&self.training) {
            return Err(Refusal::NoSuchSlide);
        }
        let began = self.when(self.phase == Phase::Lobby, Event::Began);
        let moved = self.when(self.position != to, Event::Moved { to });
        Ok([began, moved].concat())
    }

    fn timer(&self, at: Instant, id: &TimerId, action: TimerAction) -> Decision {
        let plan = self.training.timers().find(|plan| plan.id == *id);
        let (Some(plan), Some(timer)) = (plan, self.timers.get(id)) else {
            return Err(Refusal::unknown("timer"));
        };
        let to = timer.after(action, plan.planned, at);
        let changed = Event::TimerChanged {
            timer: id.clone(),
            to,
        };
        Ok(self.when(to != *timer, changed))
    }

    /// A timer that ran on after the end would wake the server for a session that is over.
    fn stopped_timers(&self, at: Instant) -> impl Iterator<Item = Event> {
        self.timers
            .iter()
            .filter(|(_, timer)| timer.is_ticking())
            .map(move |(id, timer)| Event::TimerChanged {
                timer: id.clone(),
                to: timer.after(TimerAction::Pause, timer.length, at),
            })
    }

    fn reveal(&self, id: &ActivityId) -> Decision {
        let activity = self.known_activity(id)?;
        let revealed = Event::Revealed {
            activity: activity.id.clone(),
        };
        Ok(self.when(!self.revealed.contains(id), revealed))
    }

    fn conceal(&self, id: &ActivityId) -> Decision {
        let activity = self.known_activity(id)?;
        let concealed = Event::Concealed {
            activity: activity.id.clone(),
        };
        Ok(self.when(self.revealed.contains(id), concealed))
    }

    fn form_groups(&self, id: &ActivityId, seed: u64) -> Decision {
        let size = self
            .known_activity(id)?
            .group_size
            .ok_or(Refusal::NoGroups)?;
        let present: Vec<_> = self
            .present()
            .iter()
            .map(|member| member.id.clone())
            .collect();
        if present.is_empty() {
            return Err(Refusal::NobodyHere);
        }
        Ok(vec![Event::GroupsFormed {
            activity: id.clone(),
            seed,
            groups: groups::form(&present, usize::from(size), seed),
        }])
    }

    fn join(&self, id: &ParticipantId, name: &str, key: &KeyDigest) -> Decision {
        if let Some(known) = self.holder(key).or_else(|| self.participant(id)) {
            return if known.removed {
                Err(Refusal::Removed)
            } else {
                Ok(Vec::new())
            };
        }
        if matches!(self.phase, Phase::Ended { .. }) {
            return Err(Refusal::Ended);
        }
        if self.participants.len() >= MOST_PARTICIPANTS {
            return Err(Refusal::Full {
                limit: MOST_PARTICIPANTS,
            });
        }
        let joined = Event::Joined {
            participant: id.clone(),
            name: self.free_name(None, name)?,
            key: key.clone(),
        };
        let seated = self.groups.iter().filter_map(|(activity, groups)| {
            Some(Event::Seated {
                activity: activity.clone(),
                participant: id.clone(),
                group: groups::smallest(groups)?,
            })
        });
        Ok(std::iter::once(joined).chain(seated).collect())
    }

    fn rename(&self, id: &ParticipantId, name: &str) -> Decision {
        let participant = self.joined(id)?;
        let name = self.free_name(Some(id), name)?;
        let renamed = Event::Renamed {
            participant: id.clone(),
            name: name.clone(),
        };
        Ok(self.when(name != participant.name, renamed))
    }

    fn remove(&self, id: &ParticipantId) -> Decision {
        let participant = self
            .participant(id)
            .ok_or_else(|| Refusal::unknown("participant"))?;
        let removed = Event::Removed {
            participant: id.clone(),
        };
        Ok(self.when(!participant.removed, removed))
    }

    fn answer(
        &self,
        at: Instant,
        participant: &Participant,
        id: &ActivityId,
        answer: &Answer,
    ) -> Decision {
        let activity = self.known_activity(id)?;
        self.check_open(id)?;
        let mut elapsed = None;
        let answer = match (&activity.kind, answer) {
            (ActivityKind::Poll(poll), Answer::Poll(hands)) => {
                if !hands.iter().all(|hand| has_choice(&poll.choices, hand)) {
                    return Err(Refusal::WrongAnswer);
                }
                answer.clone()
            }
            (ActivityKind::Vote(_), Answer::Vote(_)) if self.revealed.contains(id) => {
                return Err(Refusal::Closed);
            }
            (ActivityKind::Vote(vote), Answer::Vote(choice)) => {
                if !has_choice(&vote.choices, choice) {
                    return Err(Refusal::WrongAnswer);
                }
                answer.clone()
            }
            (ActivityKind::Drill(drill), Answer::Drill(entries)) => {
                elapsed = self.writing_time(drill, at);
                Answer::Drill(checked_entries(&drill.fields, entries)?)
            }
            _ => return Err(Refusal::WrongAnswer),
        };
        let before = participant.answers.get(id);
        let changes = before.is_none_or(|before| before.answer != answer);
        let answered = Event::Answered {
            participant: participant.id.clone(),
            activity: id.clone(),
            answer,
            elapsed,
        };
        Ok(self.when(changes, answered))
    }

    fn commit(
        &self,
        participant: &Participant,
        id: &KindId,
        entries: &BTreeMap<FieldId, String>,
        due: Date,
    ) -> Decision {
        let (activity, kind) = self
            .commitment_kinds()
            .find(|(_, kind)| kind.id == *id)
            .ok_or_else(|| Refusal::unknown("promise"))?;
        self.check_open(&activity.id)?;
        let fields = checked_entries(&kind.fields, entries)?;
        let before = participant.commitments.get(id);
        let changes = before.is_none_or(|before| before.fields != fields || before.due != due);
        let committed = Event::Committed {
            participant: participant.id.clone(),
            kind: id.clone(),
            fields,
            due,
        };
        Ok(self.when(changes, committed))
    }

    /// All promises that the training asks for, with the activity that asks.
    pub fn commitment_kinds(&self) -> impl Iterator<Item = (&Activity, &CommitmentKind)> {
        self.training.activities.iter().flat_map(|activity| {
            let kinds = match &activity.kind {
                ActivityKind::Commitments(commitments) => commitments.kinds.as_slice(),
                _ => &[],
            };
            kinds.iter().map(move |kind| (activity, kind))
        })
    }

    fn known_activity(&self, id: &ActivityId) -> Result<&Activity, Refusal> {
        self.training
            .activity(id)
            .ok_or_else(|| Refusal::unknown("activity"))
    }

    fn joined(&self, id: &ParticipantId) -> Result<&Participant, Refusal> {
        match self.participant(id) {
            None => Err(Refusal::NotJoined),
            Some(participant) if participant.removed => Err(Refusal::Removed),
            Some(participant) => Ok(participant),
        }
    }

    /// An activity opens when its slide is shown first and stays open until the end, so that a
    /// phone that was out of reach can still deliver.
    fn check_open(&self, id: &ActivityId) -> Result<(), Refusal> {
        match self.phase {
            Phase::Ended { .. } => Err(Refusal::Ended),
            Phase::Running { .. } if self.has_shown(id) => Ok(()),
            _ => Err(Refusal::NotOpenYet),
        }
    }

    /// Whether the slide of an activity has been shown.
    pub fn has_shown(&self, id: &ActivityId) -> bool {
        self.shown.contains(id)
    }

    fn writing_time(&self, drill: &Drill, at: Instant) -> Option<Span> {
        let timer = self.timers.get(drill.writing_timer.as_ref()?)?;
        timer.is_started().then(|| timer.elapsed(at))
    }

    /// The name as the room sees it: two people of one name are told apart by a number.
    fn free_name(&self, own: Option<&ParticipantId>, name: &str) -> Result<String, Refusal> {
        let name =
            text::line(name, LONGEST_NAME).map_err(|problem| Refusal::entry("Name", problem))?;
        let is_free = |name: &str| {
            !self
                .participants
                .values()
                .any(|other| Some(&other.id) != own && !other.removed && other.name == name)
        };
        let mut free = name.clone();
        let mut number = 1;
        while !is_free(&free) {
            number += 1;
            free = format!("{name} ({number})");
        }
        Ok(free)
    }
}

fn has_choice(choices: &[Choice], id: &ChoiceId) -> bool {
    choices.iter().any(|choice| choice.id == *id)
}

/// What was entered, cleaned; every field of the form has to be filled in.
fn checked_entries(
    fields: &[Field],
    entries: &BTreeMap<FieldId, String>,
) -> Result<BTreeMap<FieldId, String>, Refusal> {
    let checked = fields.iter().map(|field| {
        let entered = entries.get(&field.id).map_or("", String::as_str);
        let cleaned = match field.input {
            FieldInput::Paragraph => text::paragraph(entered, LONGEST_ENTRY),
            FieldInput::Line | FieldInput::Time => text::line(entered, LONGEST_ENTRY),
        };
        let cleaned = cleaned.map_err(|problem| Refusal::entry(&field.label, problem))?;
        Ok((field.id.clone(), cleaned))
    });
    checked.collect()
}
