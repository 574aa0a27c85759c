//! What people ask of a session, and why it may be refused.

use super::participant::{Answer, CommitmentName};
use super::projector_mode::TimerDisplay;
use crate::domain::check_in::Outcome;
use crate::domain::ids::{
    ActivityId, CheckInId, ChoiceId, CommandId, FieldId, KeyDigest, KindId, ParticipantId, TimerId,
};
use crate::domain::recovery::CutName;
use crate::domain::text::TextProblem;
use crate::domain::timer::TimerAction;
use crate::domain::training::Training;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Whoever runs the session.
    Facilitator,
    /// Somebody who has joined, or is about to.
    Participant(ParticipantId),
    /// Nobody: time alone.
    Time,
}

/// A command with its sender's name for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Made by the sender; a second request with the same id has no further effect.
    pub id: CommandId,
    /// What is asked.
    pub command: Command,
}

/// What is asked of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Command {
    /// The next step, slide or section; from the lobby, the beginning.
    Forward,
    /// The step, slide or section before.
    Backward,
    /// The beginning of a slide, both counted from 0.
    GoTo {
        /// Which section.
        section: usize,
        /// Which slide of the section.
        slide: usize,
    },
    /// The session and its countdowns stand still, for questions or a break.
    Pause,
    /// It goes on.
    Resume,
    /// Something of the plan is left out, to save time.
    MakeCuts(Vec<CutName>),
    /// It is done after all.
    UndoCut(CutName),
    /// A countdown is started, paused, extended or reset.
    Timer {
        /// Which one.
        timer: TimerId,
        /// What is done with it.
        action: TimerAction,
    },
    /// The results of an activity show on the projector. A vote is closed by it.
    Reveal {
        /// Which activity.
        activity: ActivityId,
    },
    /// The results of an activity are hidden again.
    Conceal {
        /// Which activity.
        activity: ActivityId,
    },
    /// An activity takes no more answers.
    Close {
        /// Which activity.
        activity: ActivityId,
    },
    /// An activity takes answers again. A vote whose answer shows stays closed.
    Reopen {
        /// Which activity.
        activity: ActivityId,
    },
    /// Hands were counted by eye, where people have no phones; replaces an earlier count.
    CountHands {
        /// Which poll.
        activity: ActivityId,
        /// Of how many people; none takes the count away.
        of: usize,
        /// How many for each choice.
        counts: BTreeMap<ChoiceId, usize>,
    },
    /// Everybody who is present is put into groups for an activity; earlier groups are dissolved.
    FormGroups {
        /// Which activity.
        activity: ActivityId,
        /// Makes the seating; any number.
        seed: u64,
    },
    /// The projector goes black, or comes back.
    SetBlack(bool),
    /// How to join is shown in a corner of the projector, or not.
    SetJoinShown(bool),
    /// How to join fills the projector, or no longer.
    SetJoinLarge(bool),
    /// The projector shows its countdowns in another way.
    SetTimerDisplay(TimerDisplay),
    /// The projector keeps what it shows, or shows the present again.
    SetFrozen(bool),
    /// The projector's page sounds when a countdown reaches zero, or does not.
    SetChime(bool),
    /// Nobody new may join, or again everybody.
    SetLocked(bool),
    /// A question of the training's list shows on the projector with its answer, counted from 0; or
    /// none does any longer.
    ShowQuestion(Option<usize>),
    /// A promise shows on the projector while it is read aloud, or none does any longer.
    ReadAloud(Option<CommitmentName>),
    /// The session is over.
    End,
    /// The author of the training has changed it. No screen can ask for this.
    #[serde(skip)]
    ReplaceTraining(Arc<Training>),
    /// The facilitator writes somebody down who has no phone.
    Enter {
        /// Who: an id that nobody has yet.
        participant: ParticipantId,
        /// The name by which the room knows them.
        name: String,
    },
    /// The facilitator notes the promise of somebody else.
    CommitFor {
        /// Whose.
        participant: ParticipantId,
        /// Which promise.
        kind: KindId,
        /// What is entered.
        fields: BTreeMap<FieldId, String>,
        /// For when.
        due: Date,
    },
    /// Somebody comes in.
    Join {
        /// The name by which the room knows them.
        name: String,
        /// Recognises them from now on.
        key: KeyDigest,
    },
    /// A participant gets another name.
    Rename {
        /// Who.
        participant: ParticipantId,
        /// The new name.
        name: String,
    },
    /// A participant is sent out; what they wrote no longer counts.
    Remove {
        /// Who.
        participant: ParticipantId,
    },
    /// A participant who was sent out may come back.
    Readmit {
        /// Who.
        participant: ParticipantId,
    },
    /// Two on the list are one person, who has come in twice: what both did counts for the one, and who
    /// holds the other's phone is the one from now on.
    Merge {
        /// Who is no longer on the list.
        participant: ParticipantId,
        /// Who has all that both did.
        into: ParticipantId,
    },
    /// Nothing of a participant is projected, not even the name; or again everything.
    SetHidden {
        /// Who.
        participant: ParticipantId,
        /// Whether they are hidden.
        hidden: bool,
    },
    /// The facilitator notes what to change next time; replaces the earlier notes.
    TakeNotes(String),
    /// Participants can come back by links of their own; earlier links stay good.
    MakeReturnLinks {
        /// By what each is recognised.
        keys: BTreeMap<ParticipantId, KeyDigest>,
    },
    /// What a participant wrote is deleted, and their name. They can ask that themselves.
    Erase {
        /// Who.
        participant: ParticipantId,
    },
    /// A participant lets their buddies see their promises, or no longer.
    ShareWithBuddies(bool),
    /// A participant can come back by a link of their own; earlier links stay good.
    MakeReturnLink {
        /// By what they are recognised.
        key: KeyDigest,
    },
    /// A participant changes a promise after the session, or makes it then.
    Amend {
        /// Which promise.
        kind: KindId,
        /// What is entered.
        fields: BTreeMap<FieldId, String>,
        /// For when.
        due: Date,
    },
    /// A participant says what became of a promise, or something else than before.
    CheckIn {
        /// When they were asked.
        check_in: CheckInId,
        /// Which promise.
        kind: KindId,
        /// What became of it.
        outcome: Outcome,
    },
    /// A participant answers an activity, or changes the answer.
    Answer {
        /// Which activity.
        activity: ActivityId,
        /// The answer.
        answer: Answer,
    },
    /// A participant makes a promise, or changes it.
    Commit {
        /// Which promise.
        kind: KindId,
        /// What is entered.
        fields: BTreeMap<FieldId, String>,
        /// For when.
        due: Date,
    },
}

/// Why a command has no effect, in a sentence that its sender can read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
#[allow(missing_docs)]
pub enum Refusal {
    #[error("Only the facilitator can do that.")]
    NotTheFacilitator,
    #[error("Join the session first: go back to the join page and enter your name.")]
    NotJoined,
    #[error("The facilitator has taken you off the list. Ask them if you would like to come back.")]
    Removed,
    #[error(
        "This session is over, so this is not taken any more. What you had sent before is kept."
    )]
    Ended,
    #[error("This session is full: {limit} people have joined. Ask the facilitator.")]
    Full { limit: usize },
    #[error(
        "You have made too many changes, so this one is not kept. Ask the facilitator for help."
    )]
    TooManyChanges,
    #[error("The training has no such slide.")]
    NoSuchSlide,
    #[error("This session has no such {what}. Reload the page.")]
    Unknown { what: String },
    #[error("This has not started yet. Wait for the facilitator.")]
    NotOpenYet,
    #[error("The facilitator has closed this. What you sent before that counts.")]
    Closed,
    #[error("This answer does not fit the question. Reload the page and answer again.")]
    WrongAnswer,
    #[error("“{label}”: {problem}. Correct it and send again.")]
    Entry { label: String, problem: String },
    #[error("There is nobody to put into groups yet.")]
    NobodyHere,
    #[error("The participants do not work in groups here.")]
    NoGroups,
    #[error("The facilitator has closed the door to latecomers. Ask them to let you in.")]
    Locked,
    #[error("Hands can only be counted for a poll.")]
    NoPoll,
    #[error("“{label}” has {count} hands, but only {of} people were asked. Correct the numbers.")]
    TooManyHands {
        label: String,
        count: usize,
        of: usize,
    },
    #[error("Hands can be counted of {limit} people at most. Correct the number.")]
    TooManyPeople { limit: usize },
    #[error("This promise has not been made yet.")]
    NotPromised,
    #[error("A promise can be moved to a day after the session. Choose a later one.")]
    MovedBack,
    #[error("{name} is off the list. Let them back in first.")]
    OffTheList { name: String },
    #[error("{name} is hidden from the projector. Show them again first.")]
    Hidden { name: String },
}

impl Refusal {
    pub(super) fn unknown(what: &str) -> Self {
        Self::Unknown {
            what: what.to_owned(),
        }
    }

    pub(super) fn entry(label: &str, problem: TextProblem) -> Self {
        Self::Entry {
            label: label.to_owned(),
            problem: problem.to_string(),
        }
    }
}
