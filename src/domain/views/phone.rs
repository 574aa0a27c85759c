//! What a participant holds: the one thing that matters now, and what is theirs.

use super::activity::{ActivityView, Responses};
use super::stage::Stage;
use super::view;
use crate::domain::commitment::due_date;
use crate::domain::ids::{ActivityId, ChoiceId, FieldId, ParticipantId};
use crate::domain::session::{Answer, Participant, Session};
use crate::domain::training::CommitmentKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

view! {
    /// What a participant holds.
    PhoneView / PhoneUpdate {
        /// Where the session stands, and its clocks.
        stage: Stage,
        /// The heading of the slide that is shown.
        slide_title: String,
        /// The activity of the slide, or else the one before it in this section.
        activity: Option<ActivityView>,
        /// How many have answered, and once revealed, what.
        responses: Option<Responses>,
        /// What is only this participant's.
        mine: Mine,
    }
}

/// What is only one participant's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mine {
    /// As the room sees it.
    pub name: String,
    /// Whether the facilitator has sent them out.
    pub removed: bool,
    /// With whom they work in the activity.
    pub group: Option<MyGroup>,
    /// Their answer to the activity.
    pub answer: Option<Answer>,
    /// All promises that the training has asked for by now, made or not.
    pub commitments: Vec<MyCommitment>,
}

/// With whom somebody works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyGroup {
    /// Counts from 1.
    pub number: usize,
    /// How many people are asked to work together.
    pub size: usize,
    /// The names of the others.
    pub with: Vec<String>,
    /// What the group has chosen, and who chose it.
    pub choice: Option<(ChoiceId, String)>,
}

/// A promise, made or still to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyCommitment {
    /// What is promised.
    pub kind: CommitmentKind,
    /// What has been entered, or what stands there before.
    pub fields: BTreeMap<FieldId, String>,
    /// For when, as ISO 8601: the participant's date, or the one that the rule gives.
    pub due: String,
    /// The same date, as people read it.
    pub due_text: String,
    /// Whether the promise has been made.
    pub made: bool,
}

impl Session {
    /// What a participant holds; none for somebody who has never joined.
    pub fn phone_view(&self, id: &ParticipantId) -> Option<PhoneView> {
        let mut view = PhoneView {
            stage: self.stage(),
            slide_title: String::new(),
            activity: None,
            responses: None,
            mine: self.mine(id)?,
        };
        view.merge(self.phone_update());
        Some(view)
    }

    /// The parts that are the same on every phone.
    pub fn phone_update(&self) -> PhoneUpdate {
        let activity = self.latest_activity();
        PhoneUpdate {
            stage: Some(self.stage()),
            slide_title: Some(
                self.slide_view()
                    .map(|slide| slide.title)
                    .unwrap_or_default(),
            ),
            activity: Some(activity.map(|activity| self.public_activity(activity))),
            responses: Some(activity.map(|activity| self.public_responses(activity))),
            mine: None,
        }
    }

    /// What is only one participant's; none for somebody who has never joined.
    pub fn mine(&self, id: &ParticipantId) -> Option<Mine> {
        let participant = self.participant(id)?;
        let activity = self.latest_activity();
        Some(Mine {
            name: participant.name.clone(),
            removed: participant.removed,
            group: activity.and_then(|activity| {
                let size = usize::from(activity.group_size?);
                self.my_group(&activity.id, size, id)
            }),
            answer: activity
                .and_then(|activity| participant.answers.get(&activity.id))
                .map(|answered| answered.answer.clone()),
            commitments: self.my_commitments(participant),
        })
    }

    fn my_group(&self, activity: &ActivityId, size: usize, id: &ParticipantId) -> Option<MyGroup> {
        let groups = self.groups.get(activity)?;
        let index = groups.iter().position(|members| members.contains(id))?;
        let members = groups.get(index)?;
        let others = members
            .iter()
            .filter(|member| *member != id)
            .filter_map(|member| self.participant(member));
        Some(MyGroup {
            number: index + 1,
            size,
            with: others.map(|other| other.name.clone()).collect(),
            choice: self
                .group_choice(activity, members)
                .map(|(choice, by)| (choice, by.name.clone())),
        })
    }

    fn my_commitments(&self, participant: &Participant) -> Vec<MyCommitment> {
        let asked = self.commitment_kinds().filter(|(activity, kind)| {
            self.has_shown(&activity.id) || participant.commitments.contains_key(&kind.id)
        });
        asked
            .map(|(_, kind)| {
                let made = participant.commitments.get(&kind.id);
                let due = made.map_or_else(
                    || due_date(kind.due, self.date).unwrap_or(self.date),
                    |made| made.due,
                );
                let initial = || {
                    let fields = kind.fields.iter();
                    fields
                        .map(|field| (field.id.clone(), field.initial.clone()))
                        .collect()
                };
                MyCommitment {
                    kind: kind.clone(),
                    fields: made.map_or_else(initial, |made| made.fields.clone()),
                    due: due.to_string(),
                    due_text: day_text(due),
                    made: made.is_some(),
                }
            })
            .collect()
    }
}

/// A day as people read it, for example "Friday 27 November 2026".
pub(super) fn day_text(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}
