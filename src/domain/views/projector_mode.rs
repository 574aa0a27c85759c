//! How the projector shows the session, for the projector itself and for the console that sets it.

use crate::domain::session::{Phase, Session, TimerDisplay};
use serde::{Deserialize, Serialize};

/// What the facilitator has set of the projector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectorModeView {
    /// How it shows countdowns.
    pub timer_display: TimerDisplay,
    /// What it goes on to show, if it is frozen.
    pub frozen_on: Option<FrozenOn>,
    /// Whether how to join fills it.
    pub join_large: bool,
    /// Whether it sounds when a countdown reaches zero.
    pub chime: bool,
}

/// What a frozen projector goes on to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrozenOn {
    /// How to join, before the first slide.
    Lobby,
    /// A slide.
    Slide {
        /// Counts from 1 through the whole training.
        number: usize,
        /// The heading without markup.
        title: String,
    },
}

impl ProjectorModeView {
    /// Whether the projector keeps what it shows.
    pub fn is_frozen(&self) -> bool {
        self.frozen_on.is_some()
    }
}

impl Session {
    /// What the facilitator has set of the projector.
    pub fn projector_mode_view(&self) -> ProjectorModeView {
        let mode = &self.projector_mode;
        let frozen_on = mode.frozen.as_ref().map(|picture| {
            let shown = match picture.phase {
                Phase::Lobby => None,
                _ => self.slide_at(picture.position),
            };
            shown.map_or(FrozenOn::Lobby, |slide| FrozenOn::Slide {
                number: slide.number,
                title: slide.title,
            })
        });
        ProjectorModeView {
            timer_display: mode.timer_display,
            frozen_on,
            join_large: mode.join_large,
            chime: mode.chime,
        }
    }
}
