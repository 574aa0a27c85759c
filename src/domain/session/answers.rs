//! What participants answer and promise, and when that can be done.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::participant::{Answer, Participant};
use super::state::{Phase, Session};
use crate::domain::ids::{ActivityId, ChoiceId, FieldId, KindId};
use crate::domain::text::{self, LONGEST_ENTRY, TextProblem};
use crate::domain::time::{Instant, Span};
use crate::domain::training::{
    Activity, ActivityKind, Choice, CommitmentKind, Drill, Field, FieldInput,
};
use crate::domain::wording;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Session {
    pub(super) fn answer(
        &self,
        at: Instant,
        participant: &Participant,
        id: &ActivityId,
        answer: &Answer,
    ) -> Decision {
        let activity = self.known_activity(id)?;
        self.check_open(activity)?;
        let mut elapsed = None;
        let answer = match (&activity.kind, answer) {
            (ActivityKind::Poll(poll), Answer::Poll(hands)) => {
                if !hands.iter().all(|hand| has_choice(&poll.choices, hand)) {
                    return Err(Refusal::WrongAnswer);
                }
                answer.clone()
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

    pub(super) fn commit(
        &self,
        participant: &Participant,
        id: &KindId,
        entries: &BTreeMap<FieldId, String>,
        due: Date,
    ) -> Decision {
        let (activity, kind) = self.known_kind(id)?;
        self.check_open(activity)?;
        self.promise(participant, kind, entries, due)
    }

    /// A promise as it is entered, whenever that may be.
    pub(super) fn promise(
        &self,
        participant: &Participant,
        kind: &CommitmentKind,
        entries: &BTreeMap<FieldId, String>,
        due: Date,
    ) -> Decision {
        let id = &kind.id;
        let fields = checked_entries(&kind.fields, entries)?;
        let before = participant.commitments.get(id);
        let changes = before.is_none_or(|before| *before.fields != fields || before.due != due);
        let committed = Event::Committed {
            participant: participant.id.clone(),
            kind: id.clone(),
            fields: fields.into(),
            due,
        };
        Ok(self.when(changes, committed))
    }

    /// A kind of promise of the training, with the activity that asks for it.
    pub(super) fn known_kind(&self, id: &KindId) -> Result<(&Activity, &CommitmentKind), Refusal> {
        let mut kinds = self.commitment_kinds();
        let known = kinds.find(|(_, kind)| kind.id == *id);
        known.ok_or_else(|| Refusal::unknown("promise"))
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

    /// An activity opens when its slide is shown first and stays open until the end, so that a
    /// phone that was out of reach can still deliver, unless the facilitator closes it.
    fn check_open(&self, activity: &Activity) -> Result<(), Refusal> {
        match self.phase {
            Phase::Ended { .. } => Err(Refusal::Ended),
            Phase::Running { .. } if !self.has_shown(&activity.id) => Err(Refusal::NotOpenYet),
            Phase::Running { .. } if self.is_closed(activity) => Err(Refusal::Closed),
            Phase::Running { .. } => Ok(()),
            Phase::Lobby => Err(Refusal::NotOpenYet),
        }
    }

    /// Whether the slide of an activity has been shown.
    pub fn has_shown(&self, id: &ActivityId) -> bool {
        self.shown.contains(id)
    }

    /// Whether an activity takes no more answers: the facilitator has closed it, or has revealed what
    /// a vote was about.
    pub fn is_closed(&self, activity: &Activity) -> bool {
        let is_vote = matches!(activity.kind, ActivityKind::Vote(_));
        self.closed.contains(&activity.id) || (is_vote && self.revealed.contains(&activity.id))
    }

    fn writing_time(&self, drill: &Drill, at: Instant) -> Option<Span> {
        let timer = self.timers.get(drill.writing_timer.as_ref()?)?;
        timer.is_started().then(|| timer.elapsed(at))
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
    let mut checked = BTreeMap::new();
    for field in fields {
        let entered = entries.get(&field.id).map_or("", String::as_str);
        let cleaned = checked_entry(field, entered)
            .map_err(|problem| Refusal::entry(&field.label, problem))?;
        checked.insert(field.id.clone(), cleaned);
    }
    Ok(checked)
}

fn checked_entry(field: &Field, entered: &str) -> Result<String, TextProblem> {
    let cleaned = match field.input {
        FieldInput::Paragraph | FieldInput::Question => text::paragraph(entered, LONGEST_ENTRY)?,
        FieldInput::Line | FieldInput::Time => text::line(entered, LONGEST_ENTRY)?,
    };
    let (_, written) = wording::split_option(&cleaned, &field.options);
    if written.is_empty() {
        return Err(TextProblem::Empty);
    }
    if field.input == FieldInput::Question && !wording::ends_with_question(written) {
        return Err(TextProblem::NoQuestion);
    }
    Ok(cleaned)
}
