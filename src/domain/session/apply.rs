//! How events change the state of a session.

use super::event::{Concern, Event, Record};
use super::merging::leading_to;
use super::participant::{Answer, Answered, Commitment, ERASED_NAME, HandCount, Participant};
use super::people::MOST_PARTICIPANTS;
use super::state::{Phase, Session};
use super::words::without_words;
use crate::domain::agenda::Position;
use crate::domain::check_in::{CheckIn, Outcome};
use crate::domain::ids::{ActivityId, ChoiceId, KeyDigest, ParticipantId};
use crate::domain::seating::Seating;
use crate::domain::time::Instant;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// Takes in what has happened. Total: whatever [`Session::decide`] has ever made can be applied, and
    /// what it would never have made, as a damaged log may hold it, is passed over.
    pub fn apply(&mut self, record: &Record) {
        self.sequence = record.sequence;
        self.latest = self.latest.max(record.at);
        if let Some(command) = &record.command {
            self.commands.insert(command.clone());
        }
        let at = record.at;
        match &record.event {
            Event::Created { .. } => {}
            Event::TrainingReplaced { training } => self.take_training(training, at),
            Event::Began => {
                self.phase = Phase::Running { began_at: at };
                self.agenda.enter(self.position.section, at);
                self.projector_mode.move_on();
                self.open_activity();
            }
            Event::Moved { to } if !to.exists_in(&self.training) => {}
            Event::Moved { to } => {
                let open = self.what_is_open();
                let is_same_slide =
                    (self.position.section, self.position.slide) == (to.section, to.slide);
                self.question = None;
                self.projector_mode.move_on();
                if !is_same_slide {
                    self.reading = None;
                }
                self.position = *to;
                if self.paused_at.is_none() {
                    self.agenda.enter(to.section, at);
                }
                self.open_activity();
                if self.what_is_open() != open {
                    self.note_change_for_all(record.sequence);
                }
            }
            Event::Paused => self.pause(at),
            Event::Resumed => self.resume(at),
            Event::CutSet { name, made } => self.agenda.set_cut(*name, *made),
            Event::TimerChanged { timer, to } => {
                self.timers.insert(timer.clone(), *to);
                if to.is_started() {
                    self.started.insert(timer.clone());
                }
            }
            Event::Revealed { activity } => {
                self.revealed.insert(activity.clone());
            }
            Event::Concealed { activity } => {
                self.revealed.remove(activity);
            }
            Event::Closed { activity } => {
                self.closed.insert(activity.clone());
            }
            Event::Reopened { activity } => {
                self.closed.remove(activity);
            }
            Event::HandsCounted {
                activity,
                of,
                counts,
            } => self.take_hands(activity, *of, counts),
            Event::GroupsFormed {
                activity, groups, ..
            } => {
                self.formed.retain(|earlier| earlier != activity);
                self.formed.push(activity.clone());
                let seating = Arc::new(Seating::of(groups.clone()));
                self.groups.insert(activity.clone(), seating);
            }
            Event::Seated {
                activity,
                participant,
                group,
            } => {
                if let Some(seating) = self.groups.get_mut(activity) {
                    Arc::make_mut(seating).seat(participant, *group);
                }
            }
            Event::BlackSet(on) => self.black = *on,
            Event::JoinShownSet(on) => self.join_shown = *on,
            Event::JoinLargeSet(on) => self.projector_mode.join_large = *on,
            Event::TimerDisplaySet(display) => self.projector_mode.timer_display = *display,
            Event::FrozenSet(on) => self.projector_mode.frozen = on.then(|| self.picture()),
            Event::ChimeSet(on) => self.projector_mode.chime = *on,
            Event::LockedSet(on) => self.locked = *on,
            Event::QuestionShown(question) => self.question = *question,
            Event::ReadAloudSet(name) => {
                self.question = None;
                self.reading.clone_from(name);
                self.read.extend(name.clone());
            }
            Event::Ended => {
                self.projector_mode.end();
                self.reading = None;
                self.question = None;
                let began_at = match self.phase {
                    Phase::Running { began_at } => began_at,
                    _ => at,
                };
                self.resume(at);
                self.agenda.leave(at);
                self.phase = Phase::Ended { began_at, at };
            }
            Event::Joined {
                participant,
                name,
                key,
            } => self.let_in(participant, name, Some(key), at),
            Event::Entered { participant, name } => self.let_in(participant, name, None, at),
            Event::Renamed { participant, name } => self.change_entry(participant, |participant| {
                participant.name.clone_from(name);
            }),
            Event::Removed { participant } => {
                self.change_entry(participant, |participant| participant.removed = true);
                self.stop_reading(participant);
                for seating in self.groups.values_mut() {
                    Arc::make_mut(seating).leave(participant);
                }
            }
            Event::Readmitted { participant, name } => {
                self.change_entry(participant, |participant| {
                    participant.removed = false;
                    participant.name.clone_from(name);
                });
            }
            Event::Merged { participant, into } => self.apply_merge(participant, into),
            Event::HiddenSet {
                participant,
                hidden,
            } => {
                self.change(participant, |participant| participant.hidden = *hidden);
                self.stop_reading(participant);
            }
            Event::BuddiesShared { participant, share } => {
                self.change(participant, |participant| {
                    participant.shares_with_buddies = *share;
                });
            }
            Event::Answered {
                participant,
                activity,
                answer,
                elapsed,
            } => self.change(participant, |participant| {
                let first = participant.answers.get(activity);
                let elapsed = first.map_or(*elapsed, |first| first.elapsed);
                let answered = Answered {
                    answer: answer.clone(),
                    at,
                    elapsed,
                };
                participant.answers.insert(activity.clone(), answered);
            }),
            Event::Committed {
                participant,
                kind,
                fields,
                due,
            } => self.change(participant, |participant| {
                let commitment = Commitment {
                    fields: Arc::clone(fields),
                    due: *due,
                    at,
                };
                participant.commitments.insert(kind.clone(), commitment);
            }),
            Event::NotesTaken(notes) => self.notes.clone_from(notes),
            Event::ReturnLinkMade { participant, key } => {
                self.by_return_key.insert(key.clone(), participant.clone());
                self.change(participant, |_| {});
            }
            Event::CheckedIn {
                participant,
                check_in,
                kind,
                outcome,
            } => self.change(participant, |participant| {
                let name = (check_in.clone(), kind.clone());
                let outcome = outcome.clone();
                participant.check_ins.insert(name, CheckIn { outcome, at });
            }),
            Event::Erased { participant } => self.erase(participant),
        }
        self.note_change(record);
    }

    fn note_change(&mut self, record: &Record) {
        match record.event.concern() {
            Concern::Everybody => self.note_change_for_all(record.sequence),
            Concern::One(_) => self.anybody_changed = record.sequence,
            Concern::Nobody => {}
        }
    }

    fn note_change_for_all(&mut self, sequence: u64) {
        self.everybody_changed = sequence;
        self.anybody_changed = sequence;
    }

    /// What the forms on phones go by: the activity, whether its slide shows, and how many activities
    /// have been opened. Most slides change nothing of it.
    fn what_is_open(&self) -> (Option<ActivityId>, bool, usize) {
        let activity = self.latest_activity();
        let activity = activity.map(|activity| activity.id.clone());
        let on_slide = self.slide().and_then(|slide| slide.activity.as_ref());
        let is_current = activity.as_ref() == on_slide;
        (activity, is_current, self.shown.len())
    }

    fn take_hands(&mut self, activity: &ActivityId, of: usize, counts: &BTreeMap<ChoiceId, usize>) {
        let is_more = |count: &usize| *count > of;
        if of > MOST_PARTICIPANTS || counts.values().any(is_more) {
            return;
        }
        if of == 0 {
            self.hands.remove(activity);
        } else {
            let counts = counts.clone();
            self.hands
                .insert(activity.clone(), HandCount { of, counts });
        }
    }

    /// Whoever is sent out or hidden is no longer read aloud, also when they come back.
    pub(super) fn stop_reading(&mut self, id: &ParticipantId) {
        self.reading.take_if(|reading| reading.participant == *id);
        self.projector_mode.stop_reading(id);
    }

    /// Nobody has their keys any more: whoever comes in on the same phone is somebody new.
    fn erase(&mut self, id: &ParticipantId) {
        self.stop_reading(id);
        for holders in [&mut self.by_key, &mut self.by_return_key] {
            for key in leading_to(holders, id) {
                holders.remove(&key);
            }
        }
        self.change_entry(id, |participant| {
            participant.name = ERASED_NAME.to_owned();
            participant.shares_with_buddies = false;
            participant.erased = true;
            for answered in participant.answers.values_mut() {
                if let Answer::Drill(fields) = &mut answered.answer {
                    *fields = without_words(fields);
                }
            }
            for commitment in participant.commitments.values_mut() {
                commitment.fields = without_words(&commitment.fields).into();
            }
            for check_in in participant.check_ins.values_mut() {
                if let Outcome::Dropped { why } = &mut check_in.outcome {
                    why.clear();
                }
            }
        });
    }

    pub(super) fn open_activity(&mut self) {
        let Position { section, slide, .. } = self.position;
        self.shown_slides.insert((section, slide));
        if let Some(activity) = self.slide().and_then(|slide| slide.activity.clone()) {
            self.shown.insert(activity);
        }
    }

    fn let_in(&mut self, id: &ParticipantId, name: &str, key: Option<&KeyDigest>, at: Instant) {
        let participant = Participant {
            id: id.clone(),
            name: name.to_owned(),
            key: key.cloned(),
            joined_at: at,
            changed: self.sequence,
            changes: 0,
            removed: false,
            hidden: false,
            shares_with_buddies: false,
            answers: BTreeMap::new(),
            commitments: BTreeMap::new(),
            check_ins: BTreeMap::new(),
            erased: false,
        };
        let earlier = self.participants.insert(id.clone(), Arc::new(participant));
        if let Some(earlier) = earlier.filter(|one| !one.removed) {
            self.free_name(&earlier.name);
        }
        self.take_name(name);
        if let Some(key) = key {
            self.by_key.insert(key.clone(), id.clone());
        }
    }

    /// A change of how somebody is on the list: by what name, or no more.
    fn change_entry(&mut self, id: &ParticipantId, change: impl FnOnce(&mut Participant)) {
        let before = self.participant(id).filter(|one| !one.removed);
        if let Some(name) = before.map(|one| one.name.clone()) {
            self.free_name(&name);
        }
        self.change(id, change);
        let after = self.participant(id).filter(|one| !one.removed);
        if let Some(name) = after.map(|one| one.name.clone()) {
            self.take_name(&name);
        }
    }

    pub(super) fn change(&mut self, id: &ParticipantId, change: impl FnOnce(&mut Participant)) {
        if let Some(participant) = self.participants.get_mut(id) {
            let participant = Arc::make_mut(participant);
            participant.changed = self.sequence;
            participant.changes = participant.changes.saturating_add(1);
            self.anybody_changed = self.sequence;
            change(participant);
        }
    }
}
