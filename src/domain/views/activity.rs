//! The activity that is on, and what has come of it.

use super::drill::drill_results;
use crate::domain::ids::{ActivityId, ChoiceId, ParticipantId};
use crate::domain::session::{Answer, Participant, Phase, Session};
use crate::domain::time::Span;
use crate::domain::training::{Activity, ActivityKind, Choice, Drill};
use serde::{Deserialize, Serialize};

/// The activity that is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActivityView {
    /// What it is. The answer of a vote is left out until it is revealed.
    pub activity: Activity,
    /// Whether its results show.
    pub revealed: bool,
    /// Whether it takes no more answers; a vote that is revealed never does.
    pub closed: bool,
    /// Whether its slide is the one that is shown.
    pub current: bool,
}

/// How many have answered, and what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Responses {
    /// How many people, or groups, have answered.
    pub answered: usize,
    /// Of how many.
    pub of: usize,
    /// Whether groups answer rather than people.
    pub by_group: bool,
    /// What they answered; none where it is not shown.
    pub results: Option<Results>,
}

/// What has been answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Results {
    /// Hands for each choice.
    Poll(Vec<Tally>),
    /// How long the writing took.
    Drill {
        /// How many were inside the time.
        inside: usize,
        /// The time that was given.
        limit: Option<Span>,
        /// The median of the writing times.
        median: Option<Span>,
        /// How many needed how many minutes; empty where no time was given.
        histogram: Vec<HistogramBar>,
    },
    /// What each group, or person, decided.
    Vote {
        /// How many for each choice.
        tallies: Vec<Tally>,
        /// The choice of each group, in the order of the groups.
        groups: Vec<GroupResult>,
    },
    /// How many have made each promise.
    Commitments(Vec<Tally>),
}

/// A choice with the number of those who took it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// The choice.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// How many were about as fast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistogramBar {
    /// The minutes, for example "0–1" or "over 5".
    pub label: String,
    /// How many.
    pub count: usize,
}

/// A group with what it decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupResult {
    /// Counts from 1.
    pub number: usize,
    /// What it decided, if it has.
    pub choice: Option<String>,
}

impl Session {
    /// The activity of the slide that is shown.
    pub(super) fn slide_activity(&self) -> Option<&Activity> {
        if self.phase == Phase::Lobby {
            return None;
        }
        self.training.activity(self.slide()?.activity.as_ref()?)
    }

    /// The activity that people are busy with: that of the slide, or else the one before it in this
    /// section, which stays open so that nobody is cut off in the middle of a sentence.
    pub(in crate::domain) fn latest_activity(&self) -> Option<&Activity> {
        if self.phase == Phase::Lobby {
            return None;
        }
        let section = self.training.sections.get(self.position.section)?;
        let slides = section.slides.get(..=self.position.slide)?;
        let id = slides
            .iter()
            .rev()
            .find_map(|slide| slide.activity.as_ref())?;
        self.training.activity(id)
    }

    /// All activities that have been shown, with what was answered, as the facilitator sees them.
    pub fn shown_activities(&self) -> Vec<(ActivityView, Responses)> {
        let shown = self
            .training
            .activities
            .iter()
            .filter(|activity| self.has_shown(&activity.id));
        shown
            .map(|activity| (self.whole_activity(activity), self.responses(activity)))
            .collect()
    }

    /// An activity as the room may see it.
    pub(super) fn public_activity(&self, activity: &Activity) -> ActivityView {
        let mut view = self.whole_activity(activity);
        if let (ActivityKind::Vote(vote), false) = (&mut view.activity.kind, view.revealed) {
            vote.answer.clear();
            vote.reasons.clear();
        }
        view
    }

    /// An activity as the facilitator sees it.
    pub(super) fn whole_activity(&self, activity: &Activity) -> ActivityView {
        ActivityView {
            activity: activity.clone(),
            revealed: self.revealed.contains(&activity.id),
            closed: self.is_closed(activity),
            current: self
                .slide_activity()
                .is_some_and(|current| current.id == activity.id),
        }
    }

    /// The responses as the room may see them: numbers only, and what was answered once it is
    /// revealed. How many have made each promise is no secret.
    pub(super) fn public_responses(&self, activity: &Activity) -> Responses {
        let mut responses = self.responses(activity);
        let is_open = matches!(activity.kind, ActivityKind::Commitments(_));
        if !is_open && !self.revealed.contains(&activity.id) {
            responses.results = None;
        }
        responses
    }

    /// The responses as the facilitator sees them.
    pub fn responses(&self, activity: &Activity) -> Responses {
        let present = self.present();
        let answers = || {
            present.iter().filter_map(|participant| {
                let answered = participant.answers.get(&activity.id)?;
                Some((*participant, answered))
            })
        };
        let people = |answered: usize, results: Results| Responses {
            answered,
            of: present.len(),
            by_group: false,
            results: Some(results),
        };
        match &activity.kind {
            ActivityKind::Poll(poll) => self.poll_responses(&activity.id, &poll.choices, &present),
            ActivityKind::Drill(drill) => {
                let times: Vec<Span> = answers()
                    .filter_map(|(_, answered)| answered.elapsed)
                    .collect();
                people(
                    answers().count(),
                    drill_results(self.writing_limit(drill), times),
                )
            }
            ActivityKind::Vote(vote) => self.vote_responses(&activity.id, &vote.choices, &present),
            ActivityKind::Commitments(commitments) => {
                let tallies = commitments.kinds.iter().map(|kind| Tally {
                    label: kind.title.clone(),
                    count: present
                        .iter()
                        .filter(|participant| participant.commitments.contains_key(&kind.id))
                        .count(),
                });
                let complete = present.iter().filter(|participant| {
                    let mut kinds = commitments.kinds.iter();
                    kinds.all(|kind| participant.commitments.contains_key(&kind.id))
                });
                people(complete.count(), Results::Commitments(tallies.collect()))
            }
        }
    }

    /// Hands that were raised on phones, and hands that were counted by eye. Where some were, people
    /// without a phone are among those, and not counted once more.
    fn poll_responses(
        &self,
        id: &ActivityId,
        choices: &[Choice],
        present: &[&Participant],
    ) -> Responses {
        let counted = self.hands.get(id);
        let raised: Vec<_> = present
            .iter()
            .filter_map(|participant| match &participant.answers.get(id)?.answer {
                Answer::Poll(hands) => Some(hands),
                _ => None,
            })
            .collect();
        let asked = present
            .iter()
            .filter(|participant| counted.is_none() || participant.has_phone());
        let by_eye = counted.map_or(0, |counted| counted.of);
        let tallies = tally(choices, |choice| {
            let on_phones = raised.iter().filter(|hands| hands.contains(choice));
            let by_eye = counted.and_then(|counted| counted.counts.get(choice));
            on_phones.count() + by_eye.copied().unwrap_or_default()
        });
        Responses {
            answered: raised.len() + by_eye,
            of: asked.count() + by_eye,
            by_group: false,
            results: Some(Results::Poll(tallies)),
        }
    }

    fn writing_limit(&self, drill: &Drill) -> Option<Span> {
        let timer = drill.writing_timer.as_ref()?;
        let plan = self.training.timers().find(|plan| plan.id == *timer)?;
        Some(plan.planned)
    }

    /// A vote counts groups once they are formed: what the group's members chose last is its
    /// choice. Whoever is in no group counts alone.
    fn vote_responses(
        &self,
        id: &ActivityId,
        choices: &[Choice],
        present: &[&Participant],
    ) -> Responses {
        let seating = self.groups.get(id);
        // A group that everybody has left keeps its number, so that the others keep theirs.
        let groups: Vec<_> = (1..)
            .zip(self.groups_of(id))
            .filter(|(_, members)| !members.is_empty())
            .map(|(number, members)| {
                let choice = self.group_choice(id, members).map(|(choice, _)| choice);
                (number, choice)
            })
            .collect();
        let alone = present
            .iter()
            .filter(|participant| {
                seating.is_none_or(|seating| seating.group_of(&participant.id).is_none())
            })
            .map(|participant| choice_of(participant, id).map(|(choice, _)| choice));
        let by_groups = groups.iter().map(|(_, choice)| choice.clone());
        let decided: Vec<_> = by_groups.chain(alone).collect();
        let label = |choice: &Option<ChoiceId>| {
            let choice = choice.as_ref()?;
            let known = choices.iter().find(|known| known.id == *choice)?;
            Some(known.label.clone())
        };
        let results = Results::Vote {
            tallies: tally(choices, |choice| {
                decided
                    .iter()
                    .flatten()
                    .filter(|decided| *decided == choice)
                    .count()
            }),
            groups: groups
                .iter()
                .map(|(number, choice)| GroupResult {
                    number: *number,
                    choice: label(choice),
                })
                .collect(),
        };
        Responses {
            answered: decided.iter().flatten().count(),
            of: decided.len(),
            by_group: !groups.is_empty(),
            results: Some(results),
        }
    }

    /// What a group chose last, and who chose it.
    pub(super) fn group_choice(
        &self,
        activity: &ActivityId,
        members: &[ParticipantId],
    ) -> Option<(ChoiceId, &Participant)> {
        members
            .iter()
            .filter_map(|member| self.participant(member))
            .filter_map(|member| {
                choice_of(member, activity).map(|(choice, at)| (at, choice, member))
            })
            .max_by_key(|(at, _, _)| *at)
            .map(|(_, choice, member)| (choice, member))
    }
}

fn choice_of(
    participant: &Participant,
    activity: &ActivityId,
) -> Option<(ChoiceId, crate::domain::time::Instant)> {
    match participant.answers.get(activity) {
        Some(answered) => match &answered.answer {
            Answer::Vote(choice) => Some((choice.clone(), answered.at)),
            _ => None,
        },
        None => None,
    }
}

pub(super) fn tally(choices: &[Choice], count: impl Fn(&ChoiceId) -> usize) -> Vec<Tally> {
    choices
        .iter()
        .map(|choice| Tally {
            label: choice.label.clone(),
            count: count(&choice.id),
        })
        .collect()
}
