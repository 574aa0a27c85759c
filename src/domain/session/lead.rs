//! What the facilitator does: moves, timers, activities, groups, reading aloud.

use super::command::{Command, Refusal};
use super::decide::Decision;
use super::event::Event;
use super::participant::{CommitmentName, HandCount};
use super::people::MOST_PARTICIPANTS;
use super::state::{Phase, Session};
use crate::domain::agenda::Position;
use crate::domain::groups;
use crate::domain::ids::{ActivityId, ChoiceId, TimerId};
use crate::domain::time::Instant;
use crate::domain::timer::TimerAction;
use crate::domain::training::ActivityKind;
use std::collections::BTreeMap;

impl Session {
    pub(super) fn lead(&self, at: Instant, command: &Command) -> Decision {
        match command {
            Command::Rename { participant, name } => return self.rename(participant, name),
            Command::Remove { participant } => return self.remove(participant),
            Command::Readmit { participant } => return self.readmit(participant),
            Command::Merge { participant, into } => return self.merge(participant, into),
            Command::SetHidden {
                participant,
                hidden,
            } => return self.set_hidden(participant, *hidden),
            Command::Reveal { activity } => return self.reveal(activity),
            Command::Conceal { activity } => return self.conceal(activity),
            Command::TakeNotes(notes) => return self.take_notes(notes),
            Command::MakeReturnLinks { keys } => return self.return_links(keys),
            Command::Erase { participant } => return self.erase_words(participant),
            Command::SetBlack(on) => return Ok(self.when(self.black != *on, Event::BlackSet(*on))),
            Command::SetJoinShown(on) => {
                return Ok(self.when(self.join_shown != *on, Event::JoinShownSet(*on)));
            }
            Command::SetLocked(on) => {
                return Ok(self.when(self.locked != *on, Event::LockedSet(*on)));
            }
            _ => {}
        }
        if matches!(self.phase, Phase::Ended { .. }) {
            return Err(Refusal::Ended);
        }
        match command {
            Command::Forward if self.phase == Phase::Lobby => Ok(vec![Event::Began]),
            Command::Forward => Ok(self.move_to(self.next_position())),
            Command::Backward => Ok(self.move_to(self.position.backward(&self.training))),
            Command::GoTo { section, slide } => self.go_to(Position::start_of(*section, *slide)),
            Command::Pause => Ok(self.paused(at)),
            Command::Resume => Ok(self.resumed(at)),
            Command::MakeCuts(cuts) => self.make_cuts(cuts),
            Command::UndoCut(name) => self.undo_cut(*name),
            Command::Timer { timer, action } => self.timer(at, timer, *action),
            Command::FormGroups { activity, seed } => self.form_groups(activity, *seed),
            Command::Close { activity } => self.close(activity),
            Command::Reopen { activity } => self.reopen(activity),
            Command::CountHands {
                activity,
                of,
                counts,
            } => self.count_hands(activity, *of, counts),
            Command::ReplaceTraining(training) => self.replace_training(training),
            Command::ShowQuestion(question) => self.show_question(*question),
            Command::ReadAloud(name) => self.read_aloud(name.as_ref()),
            Command::SetJoinLarge(_)
            | Command::SetTimerDisplay(_)
            | Command::SetFrozen(_)
            | Command::SetChime(_) => Ok(self.set_projector_mode(command)),
            Command::Enter { participant, name } => self.enter(participant, name),
            Command::CommitFor {
                participant,
                kind,
                fields,
                due,
            } => self.commit(self.entered(participant)?, kind, fields, *due),
            Command::End => Ok(self.stopped_timers(at).chain([Event::Ended]).collect()),
            _ => Err(Refusal::NotJoined),
        }
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
    pub(super) fn stopped_timers(&self, at: Instant) -> impl Iterator<Item = Event> {
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

    fn close(&self, id: &ActivityId) -> Decision {
        let activity = self.known_activity(id)?;
        let closed = Event::Closed {
            activity: activity.id.clone(),
        };
        Ok(self.when(!self.closed.contains(id), closed))
    }

    fn reopen(&self, id: &ActivityId) -> Decision {
        let activity = self.known_activity(id)?;
        let reopened = Event::Reopened {
            activity: activity.id.clone(),
        };
        Ok(self.when(self.closed.contains(id), reopened))
    }

    /// Hands that were counted by eye, where people have no phones.
    fn count_hands(
        &self,
        id: &ActivityId,
        of: usize,
        counts: &BTreeMap<ChoiceId, usize>,
    ) -> Decision {
        let ActivityKind::Poll(poll) = &self.known_activity(id)?.kind else {
            return Err(Refusal::NoPoll);
        };
        if of > MOST_PARTICIPANTS {
            return Err(Refusal::TooManyPeople {
                limit: MOST_PARTICIPANTS,
            });
        }
        for (choice, &count) in counts {
            let known = poll.choices.iter().find(|known| known.id == *choice);
            let label = &known.ok_or_else(|| Refusal::unknown("choice"))?.label;
            if count > of {
                return Err(Refusal::TooManyHands {
                    label: label.clone(),
                    count,
                    of,
                });
            }
        }
        let counted = (of > 0).then(|| HandCount {
            of,
            counts: counts.clone(),
        });
        let event = Event::HandsCounted {
            activity: id.clone(),
            of,
            counts: counts.clone(),
        };
        Ok(self.when(self.hands.get(id) != counted.as_ref(), event))
    }

    fn read_aloud(&self, name: Option<&CommitmentName>) -> Decision {
        if let Some(CommitmentName { participant, kind }) = name {
            let participant = self.on_the_list(participant)?;
            if participant.hidden {
                return Err(Refusal::Hidden {
                    name: participant.name.clone(),
                });
            }
            if participant.erased || !participant.commitments.contains_key(kind) {
                return Err(Refusal::NotPromised);
            }
        }
        let set = Event::ReadAloudSet(name.cloned());
        Ok(self.when(self.reading.as_ref() != name, set))
    }

    fn show_question(&self, question: Option<usize>) -> Decision {
        if question.is_some_and(|index| index >= self.training.faq.len()) {
            return Err(Refusal::unknown("question"));
        }
        let shown = Event::QuestionShown(question);
        Ok(self.when(self.question != question, shown))
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
}
