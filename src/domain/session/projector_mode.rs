//! How the projector shows the session: with which timers, frozen or not, with the code over the slide,
//! with a chime at zero.

use super::command::Command;
use super::event::Event;
use super::participant::CommitmentName;
use super::state::{Phase, Session};
use crate::domain::agenda::Position;
use crate::domain::ids::{ActivityId, ParticipantId, TimerId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How the projector shows countdowns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimerDisplay {
    /// Large, in a column of their own.
    #[default]
    Full,
    /// As a thin bar along the edge.
    Bar,
    /// Not at all; they run all the same.
    Hidden,
}

impl TimerDisplay {
    /// All of them, in the order in which one key goes through them.
    pub const ALL: [Self; 3] = [Self::Full, Self::Bar, Self::Hidden];

    /// The one after this; after the last, the first.
    pub const fn next(self) -> Self {
        match self {
            Self::Full => Self::Bar,
            Self::Bar => Self::Hidden,
            Self::Hidden => Self::Full,
        }
    }
}

/// What the facilitator has set of the projector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectorMode {
    pub(in crate::domain) timer_display: TimerDisplay,
    /// What the projector goes on to show while the facilitator moves on, if it is frozen.
    pub(in crate::domain) frozen: Option<Picture>,
    /// Whether how to join fills the projector.
    pub(in crate::domain) join_large: bool,
    /// Whether the projector's page sounds when a countdown reaches zero.
    pub(in crate::domain) chime: bool,
}

/// What the projector showed when it was frozen. It names what is shown and holds nobody's words: so
/// whoever is hidden or sent out meanwhile, or deletes their data, is gone from the projector at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub(in crate::domain) phase: Phase,
    pub(in crate::domain) position: Position,
    question: Option<usize>,
    reading: Option<CommitmentName>,
    revealed: BTreeSet<ActivityId>,
    /// The countdowns that could be seen. What they show goes on: time cannot be frozen.
    timers: BTreeSet<TimerId>,
}

impl ProjectorMode {
    /// A slide is shown: the code that fills the projector goes. A frozen projector keeps it.
    pub(super) fn move_on(&mut self) {
        if self.frozen.is_none() {
            self.join_large = false;
        }
    }

    /// The session is over: the projector shows its end.
    pub(super) fn end(&mut self) {
        self.frozen = None;
        self.join_large = false;
    }

    /// Nothing of somebody is read aloud any more.
    pub(super) fn stop_reading(&mut self, id: &ParticipantId) {
        if let Some(picture) = &mut self.frozen {
            picture
                .reading
                .take_if(|reading| reading.participant == *id);
        }
    }
}

impl Session {
    /// What follows from an order that sets the projector; nothing where it is so already.
    pub(super) fn set_projector_mode(&self, command: &Command) -> Vec<Event> {
        let mode = &self.projector_mode;
        match command {
            Command::SetTimerDisplay(display) => {
                let changes = mode.timer_display != *display;
                self.when(changes, Event::TimerDisplaySet(*display))
            }
            Command::SetFrozen(on) => {
                self.when(mode.frozen.is_some() != *on, Event::FrozenSet(*on))
            }
            Command::SetJoinLarge(on) => {
                self.when(mode.join_large != *on, Event::JoinLargeSet(*on))
            }
            Command::SetChime(on) => self.when(mode.chime != *on, Event::ChimeSet(*on)),
            _ => Vec::new(),
        }
    }

    /// What the projector shows now, to be kept.
    pub(super) fn picture(&self) -> Picture {
        let activity = self.slide().and_then(|slide| slide.activity.as_ref());
        let of_slide = activity.and_then(|id| self.training.activity(id));
        let plans = of_slide.map_or(&[][..], |activity| &activity.timers);
        let started = self.timers.iter().filter(|(_, timer)| timer.is_started());
        let started = started.map(|(id, _)| id.clone());
        Picture {
            phase: self.phase,
            position: self.position,
            question: self.question,
            reading: self.reading.clone(),
            revealed: self.revealed.clone(),
            timers: plans
                .iter()
                .map(|plan| plan.id.clone())
                .chain(started)
                .collect(),
        }
    }

    /// The session as the projector shows it: as it is, or with what was shown when it was frozen. How
    /// many have answered, and what the countdowns show, goes on in both.
    pub(in crate::domain) fn as_projected(&self) -> Cow<'_, Self> {
        let Some(picture) = &self.projector_mode.frozen else {
            return Cow::Borrowed(self);
        };
        let mut projected = self.clone();
        projected.phase = picture.phase;
        projected.position = picture.position;
        projected.question = picture.question;
        projected.reading.clone_from(&picture.reading);
        projected.revealed.clone_from(&picture.revealed);
        projected.timers.retain(|id, _| picture.timers.contains(id));
        Cow::Owned(projected)
    }
}
