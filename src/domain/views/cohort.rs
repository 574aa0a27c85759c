//! What became of the promises of the whole room: promised against shipped.

use super::phone::day_text;
use super::returning::said;
use crate::domain::check_in::{CheckInPlan, Outcome};
use crate::domain::ids::ParticipantId;
use crate::domain::session::{Participant, Session};
use crate::domain::training::CommitmentKind;
use jiff::civil::Date;

/// What became of the promises of the whole room.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// The check-ins of the training, in the order of their days.
    pub check_ins: Vec<CohortCheckIn>,
    /// The kinds of promises, as people see them.
    pub kinds: Vec<String>,
    /// Everybody with what became of each kind, in the order of joining.
    pub people: Vec<CohortPerson>,
}

/// What was answered at a check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortCheckIn {
    /// What people see.
    pub title: String,
    /// The day on which it is asked, as people read it.
    pub day: String,
    /// Whether that day has come.
    pub is_due: bool,
    /// The kinds of promises that it asks about.
    pub kinds: Vec<KindTally>,
    /// Those who have promised something that it asks about, and have not answered about all of it.
    pub waiting_for: Vec<String>,
}

/// What became of the promises of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindTally {
    /// The kind, as people see it.
    pub kind: String,
    /// How many have promised it.
    pub promised: usize,
    /// How many have kept it.
    pub done: usize,
    /// How many have moved it.
    pub moved: usize,
    /// How many have given it up.
    pub dropped: usize,
}

impl KindTally {
    /// How many have not said what became of it.
    pub fn unanswered(&self) -> usize {
        self.promised - self.done - self.moved - self.dropped
    }
}

/// A participant with their promises.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortPerson {
    /// Who.
    pub id: ParticipantId,
    /// As the room knew them.
    pub name: String,
    /// For each kind what was promised and what became of it last; none where nothing was promised.
    pub promises: Vec<Option<CohortPromise>>,
}

/// A promise with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortPromise {
    /// The day that was promised, or the one to which it has been moved.
    pub due: Date,
    /// What was said about it last.
    pub outcome: Option<Outcome>,
}

impl Session {
    /// What has become of the promises by a day.
    pub fn cohort(&self, today: Date) -> Cohort {
        let people = self.present();
        let mut plans: Vec<_> = self.training.check_ins.iter().collect();
        plans.sort_by_key(|plan| plan.date(self.date));
        let kinds: Vec<_> = self.commitment_kinds().map(|(_, kind)| kind).collect();
        Cohort {
            check_ins: plans
                .into_iter()
                .filter_map(|plan| self.cohort_check_in(plan, &kinds, &people, today))
                .collect(),
            people: people
                .iter()
                .map(|person| CohortPerson {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    promises: kinds
                        .iter()
                        .map(|kind| self.cohort_promise(person, kind))
                        .collect(),
                })
                .collect(),
            kinds: kinds.iter().map(|kind| kind.title.clone()).collect(),
        }
    }

    fn cohort_check_in(
        &self,
        plan: &CheckInPlan,
        kinds: &[&CommitmentKind],
        people: &[&Participant],
        today: Date,
    ) -> Option<CohortCheckIn> {
        let day = plan.date(self.date)?;
        let asked = kinds.iter().filter(|kind| plan.asks_about(&kind.id));
        let asked: Vec<_> = asked.collect();
        let is_unanswered = |person: &&&Participant| {
            asked.iter().any(|kind| {
                person.commitments.contains_key(&kind.id) && said(person, plan, &kind.id).is_none()
            })
        };
        Some(CohortCheckIn {
            title: plan.title.clone(),
            day: day_text(day),
            is_due: day <= today,
            kinds: asked.iter().map(|kind| tally(plan, kind, people)).collect(),
            waiting_for: people
                .iter()
                .filter(|person| !person.erased)
                .filter(is_unanswered)
                .map(|person| person.name.clone())
                .collect(),
        })
    }

    fn cohort_promise(&self, person: &Participant, kind: &CommitmentKind) -> Option<CohortPromise> {
        Some(CohortPromise {
            due: person.due_now(&kind.id)?,
            outcome: person.latest_outcome(&kind.id).cloned(),
        })
    }
}

fn tally(plan: &CheckInPlan, kind: &CommitmentKind, people: &[&Participant]) -> KindTally {
    let mut tally = KindTally {
        kind: kind.title.clone(),
        ..KindTally::default()
    };
    for person in people {
        if !person.commitments.contains_key(&kind.id) {
            continue;
        }
        tally.promised += 1;
        match said(person, plan, &kind.id) {
            Some(Outcome::Done) => tally.done += 1,
            Some(Outcome::Moved { .. }) => tally.moved += 1,
            Some(Outcome::Dropped { .. }) => tally.dropped += 1,
            None => {}
        }
    }
    tally
}
