//! What has happened in a session. The log of these is the session; everything else is derived.
//!
//! Variants and fields are only ever added, with `#[serde(default)]` on a new field, so that a log
//! written by an older release replays in a newer one.

use super::command::Actor;
use super::participant::{Answer, CommitmentName};
use super::projector_mode::TimerDisplay;
use crate::domain::agenda::Position;
use crate::domain::check_in::Outcome;
use crate::domain::ids::{
    ActivityId, CheckInId, ChoiceId, CommandId, FieldId, JoinCode, KeyDigest, KindId,
    ParticipantId, TimerId,
};
use crate::domain::recovery::CutName;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::time::{Instant, Span};
use crate::domain::timer::Timer;
use crate::domain::training::Training;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An event with its place in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Counts from 1 without a gap.
    pub sequence: u64,
    /// When it happened; never before the record that precedes it.
    pub at: Instant,
    /// Who caused it.
    pub by: Actor,
    /// The command that caused it; only the first event of a command carries its id.
    pub command: Option<CommandId>,
    /// What happened.
    pub event: Event,
}

/// Something that has happened in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Event {
    /// Always the first event. It holds the training as it was then, so that a later edit of the
    /// training does not change what a session was.
    Created {
        /// The material.
        training: Arc<Training>,
        /// The name of this run, for example "Lisbon, November".
        title: String,
        /// Names the session to people.
        code: JoinCode,
        /// The day of the session in its time zone; dates of promises start from it.
        date: Date,
        /// An IANA name, for example `Europe/Berlin`.
        time_zone: String,
        /// What the time zone adds to UTC on that day.
        utc_offset: Span,
        /// The day on which everything about the session is deleted; none in the first releases.
        #[serde(default)]
        expires: Option<Date>,
        /// How it is rehearsed; none for a real session.
        #[serde(default)]
        rehearsal: Option<Rehearsal>,
    },
    /// Its author has changed the training.
    TrainingReplaced {
        /// The material from now on.
        training: Arc<Training>,
    },
    /// The first slide is shown and the plan starts to run.
    Began,
    /// Another step, slide or section is shown.
    Moved {
        /// Where the session stands now.
        to: Position,
    },
    /// The session stands still.
    Paused,
    /// The session goes on.
    Resumed,
    /// Something of the plan is left out, or is done after all.
    CutSet {
        /// Which cut.
        name: CutName,
        /// Whether it is made.
        made: bool,
    },
    /// A countdown is started, paused, extended, reset or over.
    TimerChanged {
        /// Which one.
        timer: TimerId,
        /// What it does now.
        to: Timer,
    },
    /// The results of an activity show.
    Revealed {
        /// Which activity.
        activity: ActivityId,
    },
    /// The results of an activity no longer show.
    Concealed {
        /// Which activity.
        activity: ActivityId,
    },
    /// An activity takes no more answers.
    Closed {
        /// Which activity.
        activity: ActivityId,
    },
    /// An activity takes answers again.
    Reopened {
        /// Which activity.
        activity: ActivityId,
    },
    /// Hands were counted by eye; the latest count replaces the one before.
    HandsCounted {
        /// Which poll.
        activity: ActivityId,
        /// Of how many people; none takes the count away.
        of: usize,
        /// How many for each choice.
        counts: BTreeMap<ChoiceId, usize>,
    },
    /// Everybody who was present has a group for an activity.
    GroupsFormed {
        /// Which activity.
        activity: ActivityId,
        /// What the seating was made from.
        seed: u64,
        /// The seating.
        groups: Vec<Vec<ParticipantId>>,
    },
    /// A late joiner has a group.
    Seated {
        /// Which activity.
        activity: ActivityId,
        /// Who.
        participant: ParticipantId,
        /// Which group, from 0.
        group: usize,
    },
    /// The projector is black, or no longer.
    BlackSet(bool),
    /// How to join shows in a corner of the projector, or no longer.
    JoinShownSet(bool),
    /// How to join fills the projector, or no longer.
    JoinLargeSet(bool),
    /// The projector shows its countdowns in another way.
    TimerDisplaySet(TimerDisplay),
    /// The projector keeps what it shows, or shows the present again.
    FrozenSet(bool),
    /// The projector's page sounds when a countdown reaches zero, or does not.
    ChimeSet(bool),
    /// Nobody new may join, or again everybody.
    LockedSet(bool),
    /// A question shows with its answer, or none does any longer.
    QuestionShown(Option<usize>),
    /// A promise is shown while it is read aloud, or none is any longer.
    ReadAloudSet(Option<CommitmentName>),
    /// The session is over.
    Ended,
    /// Somebody came in.
    Joined {
        /// Who.
        participant: ParticipantId,
        /// As the room sees it: with a number where the same name was there already.
        name: String,
        /// Recognises them.
        key: KeyDigest,
    },
    /// The facilitator has entered somebody who has no phone.
    Entered {
        /// Who.
        participant: ParticipantId,
        /// As the room sees it: with a number where the same name was there already.
        name: String,
    },
    /// A participant has another name.
    Renamed {
        /// Who.
        participant: ParticipantId,
        /// The new name.
        name: String,
    },
    /// A participant has been sent out.
    Removed {
        /// Who.
        participant: ParticipantId,
    },
    /// A participant who had been sent out is back.
    Readmitted {
        /// Who.
        participant: ParticipantId,
        /// As the room sees it from now on: the earlier name may have been taken.
        name: String,
    },
    /// Two on the list are one person, who has come in twice.
    Merged {
        /// Who is no longer on the list.
        participant: ParticipantId,
        /// Who has all that both did.
        into: ParticipantId,
    },
    /// Nothing of a participant is projected, or again everything.
    HiddenSet {
        /// Who.
        participant: ParticipantId,
        /// Whether they are hidden.
        hidden: bool,
    },
    /// A participant lets their buddies see their promises, or no longer.
    BuddiesShared {
        /// Who.
        participant: ParticipantId,
        /// Whether they share.
        share: bool,
    },
    /// A participant has answered an activity, or changed the answer.
    Answered {
        /// Who.
        participant: ParticipantId,
        /// Which activity.
        activity: ActivityId,
        /// The answer.
        answer: Answer,
        /// How long the writing timer had run; only in a drill whose timer was started.
        elapsed: Option<Span>,
    },
    /// A participant has made a promise, or changed it.
    Committed {
        /// Who.
        participant: ParticipantId,
        /// Which promise.
        kind: KindId,
        /// What was entered; shared with the state that it becomes.
        fields: Arc<BTreeMap<FieldId, String>>,
        /// For when.
        due: Date,
    },
    /// What the facilitator would change next time; the latest replaces the one before.
    NotesTaken(String),
    /// A participant can come back by a link of their own.
    ReturnLinkMade {
        /// Who.
        participant: ParticipantId,
        /// Recognises them.
        key: KeyDigest,
    },
    /// A participant has said what became of a promise.
    CheckedIn {
        /// Who.
        participant: ParticipantId,
        /// When they were asked.
        check_in: CheckInId,
        /// Which promise.
        kind: KindId,
        /// What became of it.
        outcome: Outcome,
    },
    /// What a participant wrote is deleted. Whoever keeps the log rewrites what it holds of them by
    /// [`Event::erased`].
    Erased {
        /// Who.
        participant: ParticipantId,
    },
}

/// Whose own part of the screen an event may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern<'a> {
    /// That of everybody.
    Everybody,
    /// That of one participant, and of those who work with them.
    One(&'a ParticipantId),
    /// Nobody's: it shows only what is the same for all.
    Nobody,
}

impl Event {
    /// Whose own part of the screen this event may change.
    pub(super) fn concern(&self) -> Concern<'_> {
        match self {
            Self::Created { .. }
            | Self::Paused
            | Self::Resumed
            | Self::CutSet { .. }
            | Self::QuestionShown(_)
            | Self::TimerChanged { .. }
            | Self::BlackSet(_)
            | Self::JoinShownSet(_)
            | Self::JoinLargeSet(_)
            | Self::TimerDisplaySet(_)
            | Self::FrozenSet(_)
            | Self::ChimeSet(_)
            | Self::LockedSet(_)
            | Self::HandsCounted { .. }
            | Self::ReadAloudSet(_)
            | Self::NotesTaken(_)
            | Self::HiddenSet { .. }
            // Unless it opens something to fill in, which `apply` knows.
            | Self::Moved { .. } => Concern::Nobody,
            Self::Joined { participant, .. }
            | Self::Entered { participant, .. }
            | Self::Renamed { participant, .. }
            | Self::BuddiesShared { participant, .. }
            | Self::ReturnLinkMade { participant, .. }
            | Self::CheckedIn { participant, .. }
            | Self::Answered { participant, .. }
            | Self::Committed { participant, .. } => Concern::One(participant),
            Self::Began
            | Self::Revealed { .. }
            | Self::Concealed { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::GroupsFormed { .. }
            | Self::Seated { .. }
            | Self::Ended
            | Self::TrainingReplaced { .. }
            | Self::Removed { .. }
            | Self::Readmitted { .. }
            | Self::Merged { .. }
            | Self::Erased { .. } => Concern::Everybody,
        }
    }
}
