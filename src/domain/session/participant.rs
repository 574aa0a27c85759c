//! People in a session, with what they answered and promised.

use crate::domain::check_in::{CheckIn, Outcome};
use crate::domain::ids::{
    ActivityId, CheckInId, ChoiceId, FieldId, KeyDigest, KindId, ParticipantId,
};
use crate::domain::time::{Instant, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Somebody who has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Unique in all sessions.
    pub id: ParticipantId,
    /// As the room sees it.
    pub name: String,
    /// Recognises them; none for somebody without a phone, whom the facilitator has entered.
    pub key: Option<KeyDigest>,
    /// When they came in.
    pub joined_at: Instant,
    /// The sequence number of the last change, theirs or the facilitator's.
    pub changed: u64,
    /// How often anything of theirs has changed.
    pub changes: usize,
    /// Whether the facilitator has sent them out.
    pub removed: bool,
    /// Whether nothing of theirs is projected, not even their name.
    pub hidden: bool,
    /// Whether their buddies may see their promises, if those let theirs be seen too.
    pub shares_with_buddies: bool,
    /// Their latest answers.
    pub answers: BTreeMap<ActivityId, Answered>,
    /// Their latest promises.
    pub commitments: BTreeMap<KindId, Commitment>,
    /// What they said later became of them.
    pub check_ins: BTreeMap<(CheckInId, KindId), CheckIn>,
    /// Whether their words have been deleted; that they were there still counts.
    pub erased: bool,
}

/// Stands where the name of somebody was who has deleted what they wrote.
pub const ERASED_NAME: &str = "(deleted)";

impl Participant {
    /// Whether they hold a phone and can answer themselves.
    pub fn has_phone(&self) -> bool {
        self.key.is_some()
    }

    /// The day for which a promise stands: the one to which it was moved last, unless the promise has
    /// been changed since. None where nothing is promised.
    pub fn due_now(&self, kind: &KindId) -> Option<Date> {
        let made = self.commitments.get(kind)?;
        let moved = self.said_since(kind, made.at).filter_map(|said| {
            let Outcome::Moved { to } = said.outcome else {
                return None;
            };
            Some((said.at, to))
        });
        let latest = moved.max_by_key(|(at, _)| *at);
        Some(latest.map_or(made.due, |(_, to)| to))
    }

    /// What they said last became of a promise.
    pub fn latest_outcome(&self, kind: &KindId) -> Option<&Outcome> {
        let said = self.check_ins.iter().filter(|((_, of), _)| of == kind);
        let latest = said.max_by_key(|(_, check_in)| check_in.at);
        latest.map(|(_, check_in)| &check_in.outcome)
    }

    /// Whether a promise has been given up, and not been changed since.
    pub fn has_given_up(&self, kind: &KindId) -> bool {
        let made = self.commitments.get(kind);
        let latest = made.and_then(|made| {
            let said = self.said_since(kind, made.at);
            said.max_by_key(|said| said.at)
        });
        latest.is_some_and(|said| matches!(said.outcome, Outcome::Dropped { .. }))
    }

    fn said_since(&self, kind: &KindId, at: Instant) -> impl Iterator<Item = &CheckIn> {
        let said = self.check_ins.iter();
        let about_it = said.filter(move |((_, of), said)| of == kind && said.at >= at);
        about_it.map(|(_, said)| said)
    }
}

/// What somebody answers to an activity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The choices for which the hand goes up; may be none.
    Poll(BTreeSet<ChoiceId>),
    /// What was written.
    Drill(BTreeMap<FieldId, String>),
    /// What the group decides.
    Vote(ChoiceId),
}

/// An answer with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The latest answer.
    pub answer: Answer,
    /// When it was given.
    pub at: Instant,
    /// How long the writing timer had run at the **first** answer: a correction afterwards does not
    /// make somebody slower.
    pub elapsed: Option<Span>,
}

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// What was entered.
    pub fields: Arc<BTreeMap<FieldId, String>>,
    /// For when.
    pub due: Date,
    /// When it was made, or changed last.
    pub at: Instant,
}

/// Names a promise: whose, and which.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CommitmentName {
    /// Who made it.
    pub participant: ParticipantId,
    /// Which one.
    pub kind: KindId,
}

/// Hands that were counted by eye, of people without phones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCount {
    /// How many people were asked.
    pub of: usize,
    /// How many hands went up for each choice; none where a choice is not there.
    pub counts: BTreeMap<ChoiceId, usize>,
}
