//! What a participant sees who comes back after the session: their promises, and what became of them.

use super::buddies::BuddyView;
use super::phone::{MyCommitment, day_text};
use crate::domain::check_in::{CheckInPlan, Outcome};
use crate::domain::ids::{CheckInId, KindId, ParticipantId};
use crate::domain::session::{Participant, Phase, Session};
use jiff::civil::Date;

/// What a participant sees who comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnView {
    /// As the room knew them.
    pub name: String,
    /// Whether the facilitator has sent them out: then they can only have their words deleted.
    pub removed: bool,
    /// Whether the session is still on, so that the phone is the better place.
    pub is_running: bool,
    /// All promises that the training has asked for, made or not.
    pub promises: Vec<ReturnPromise>,
    /// Those who wrote with them, with their promises where both share them.
    pub buddies: Vec<BuddyView>,
    /// Whether they share their own promises.
    pub shares_with_buddies: bool,
    /// The day on which everything is deleted, as people read it.
    pub expires: Option<String>,
}

/// A promise with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnPromise {
    /// What was promised, or is still to be promised.
    pub commitment: MyCommitment,
    /// The check-in that can be answered now; none before the promise is made.
    pub open: Option<OpenCheckIn>,
    /// What was said at earlier check-ins, the earliest first.
    pub earlier: Vec<(String, Outcome)>,
}

/// A check-in that can be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCheckIn {
    /// Which one.
    pub id: CheckInId,
    /// What people see.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// The day on which it is asked, as people read it.
    pub day: String,
    /// Whether that day has come.
    pub is_due: bool,
    /// What was answered.
    pub outcome: Option<Outcome>,
}

impl Session {
    /// What a participant sees who comes back on a day; none for somebody who has never joined.
    pub fn return_view(&self, id: &ParticipantId, today: Date) -> Option<ReturnView> {
        let participant = self.known(id)?;
        let id = &participant.id;
        let commitments = self.my_commitments(participant).into_iter();
        Some(ReturnView {
            name: participant.name.clone(),
            removed: participant.removed,
            is_running: !matches!(self.phase, Phase::Ended { .. }),
            promises: commitments
                .map(|commitment| self.return_promise(participant, commitment, today))
                .collect(),
            buddies: self.buddy_promises(id),
            shares_with_buddies: participant.shares_with_buddies,
            expires: self.expires.map(day_text),
        })
    }

    fn return_promise(
        &self,
        participant: &Participant,
        commitment: MyCommitment,
        today: Date,
    ) -> ReturnPromise {
        let kind = &commitment.kind.id;
        let open = self.open_check_in(kind, today);
        let open = open.filter(|_| commitment.made);
        let outcome_of = |plan: &CheckInPlan| said(participant, plan, kind);
        let plans = self.check_ins_of(kind).into_iter();
        let earlier = plans.filter(|(plan, _)| open.is_none_or(|(open, _)| open.id != plan.id));
        ReturnPromise {
            earlier: earlier
                .filter_map(|(plan, _)| Some((plan.title.clone(), outcome_of(plan)?)))
                .collect(),
            open: open.map(|(plan, day)| OpenCheckIn {
                id: plan.id.clone(),
                title: plan.title.clone(),
                question: plan.question.clone(),
                day: day_text(day),
                is_due: day <= today,
                outcome: outcome_of(plan),
            }),
            commitment,
        }
    }

    /// The check-in that a promise of this kind is at: the latest whose day has come, or else the
    /// first, since somebody may be early.
    pub fn open_check_in(&self, kind: &KindId, today: Date) -> Option<(&CheckInPlan, Date)> {
        let plans = self.check_ins_of(kind);
        let due = plans.iter().rev().find(|(_, day)| *day <= today);
        due.or(plans.first()).copied()
    }
}

/// What somebody has said at a check-in about a promise.
pub(super) fn said(
    participant: &Participant,
    plan: &CheckInPlan,
    kind: &KindId,
) -> Option<Outcome> {
    let name = (plan.id.clone(), kind.clone());
    let check_in = participant.check_ins.get(&name)?;
    Some(check_in.outcome.clone())
}
