//! What a participant holds: the one thing that matters now, and what is theirs.

use super::activity::{ActivityView, Responses};
use super::buddies::BuddyView;
use super::stage::{SlideView, Stage};
use crate::domain::commitment::due_date;
use crate::domain::ids::{ActivityId, ChoiceId, FieldId, ParticipantId};
use crate::domain::session::{Answer, Participant, Phase, Session};
use crate::domain::time::Span;
use crate::domain::training::{CommitmentKind, Phrases, Script, Takeaway};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is the same on every phone.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneView {
    /// Where the session stands, and its clocks.
    pub stage: Stage,
    /// The slide that is shown, to be read by whoever cannot see the projector.
    pub slide: Option<SlideView>,
    /// The language of the training's words.
    pub language: String,
    /// What the forms go by.
    pub forms: FormsView,
    /// What has been answered to the activity, once it is revealed.
    pub responses: Option<Responses>,
    /// Whether promises have been asked for, or it is all over: then participants get links to come
    /// back by.
    pub asks_for_return: bool,
    /// What participants keep of the training.
    pub takeaways: Arc<[Takeaway]>,
    /// The words of the training that participants keep.
    pub scripts: Arc<[Script]>,
}

/// What the forms of a phone go by, whoever fills them in. Each phone asks for it anew on every change,
/// so there is nothing in it that grows with the room.
#[derive(Clone, Debug, PartialEq)]
pub struct FormsView {
    /// Whether something can be sent. A form stays in sight after the end, since somebody may have
    /// written into it until then.
    pub running: bool,
    /// The activity of the slide, or else the one before it in this section.
    pub activity: Option<ActivityView>,
    /// What would better not be said.
    pub phrases: Arc<[Phrases]>,
}

/// What is only one participant's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mine {
    /// As the room sees it.
    pub name: String,
    /// Whether the facilitator has sent them out.
    pub removed: bool,
    /// With whom they work in the activity.
    pub group: Option<MyGroup>,
    /// Their answer to the activity.
    pub answer: Option<Answer>,
    /// How long the writing timer had run at that answer.
    pub elapsed: Option<Span>,
    /// Those who wrote with them, with their promises where both share them.
    pub buddies: Vec<BuddyView>,
    /// Whether they share their own promises.
    pub shares_with_buddies: bool,
    /// All promises that the training has asked for by now, made or not.
    pub commitments: Vec<MyCommitment>,
}

/// With whom somebody works.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Mine {
    /// Whether there is nothing in it that tells one participant from another, but the name.
    pub fn is_blank(&self) -> bool {
        let has_own = self.group.is_some() || self.answer.is_some() || !self.buddies.is_empty();
        !has_own && self.commitments.iter().all(|commitment| !commitment.made)
    }
}

impl Session {
    /// What is the same on every phone.
    pub fn phone_view(&self) -> PhoneView {
        let activity = self.latest_activity();
        PhoneView {
            stage: self.stage(),
            slide: self.slide_view(),
            language: self.training.language.clone(),
            forms: self.forms_view(),
            responses: activity
                .filter(|activity| self.revealed.contains(&activity.id))
                .map(|activity| self.public_responses(activity)),
            asks_for_return: matches!(self.phase, Phase::Ended { .. })
                || self
                    .commitment_kinds()
                    .any(|(activity, _)| self.has_shown(&activity.id)),
            takeaways: self.training.takeaways.clone(),
            scripts: self.training.scripts.clone(),
        }
    }

    /// What the forms of a phone go by, whoever fills them in.
    pub fn forms_view(&self) -> FormsView {
        let activity = self.latest_activity();
        FormsView {
            running: matches!(self.phase, Phase::Running { .. }),
            activity: activity.map(|activity| self.public_activity(activity)),
            phrases: self.training.phrases.clone(),
        }
    }

    /// The latest sequence number that may have changed what is only this participant's: as long as it
    /// stays the same, their [`Mine`] and the [`FormsView`] do, too.
    pub fn own_revision(&self, id: &ParticipantId) -> u64 {
        let activity = self.latest_activity();
        let group = activity.and_then(|activity| self.group_of(&activity.id, id));
        let members = group.into_iter().flat_map(|(_, members)| members);
        let others = members
            .filter_map(|member| self.participant(member))
            .chain(self.buddies(id));
        let own = self.participant(id).into_iter();
        let changes = own.chain(others).map(|participant| participant.changed);
        changes.fold(self.everybody_changed, u64::max)
    }

    /// The latest sequence number that may have changed what is only a participant's, whoever they are:
    /// as long as it stays the same, [`Session::own_revision`] does, too, for all.
    pub fn latest_own_revision(&self) -> u64 {
        self.anybody_changed
    }

    /// The latest sequence number that may have changed the [`FormsView`].
    pub fn forms_revision(&self) -> u64 {
        self.everybody_changed
    }

    /// What is only one participant's; none for somebody who has never joined.
    pub fn mine(&self, id: &ParticipantId) -> Option<Mine> {
        let participant = self.known(id)?;
        let id = &participant.id;
        let activity = self.latest_activity();
        let answered = activity.and_then(|activity| participant.answers.get(&activity.id));
        Some(Mine {
            name: participant.name.clone(),
            removed: participant.removed,
            group: activity.and_then(|activity| {
                let size = usize::from(activity.group_size?);
                self.my_group(&activity.id, size, id)
            }),
            answer: answered.map(|answered| answered.answer.clone()),
            elapsed: answered.and_then(|answered| answered.elapsed),
            buddies: self.buddy_promises(id),
            shares_with_buddies: participant.shares_with_buddies,
            commitments: self.my_commitments(participant),
        })
    }

    fn my_group(&self, activity: &ActivityId, size: usize, id: &ParticipantId) -> Option<MyGroup> {
        let (index, members) = self.group_of(activity, id)?;
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

    pub(super) fn my_commitments(&self, participant: &Participant) -> Vec<MyCommitment> {
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
                    fields: made.map_or_else(initial, |made| (*made.fields).clone()),
                    due: due.to_string(),
                    due_text: day_text(due),
                    made: made.is_some(),
                }
            })
            .collect()
    }
}

/// A day as people read it, for example "Friday 27 November 2026".
pub fn day_text(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}
