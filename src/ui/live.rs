//! Views that begin as the page was rendered and follow the server's messages, part by part.

use super::clock::ServerClock;
use crate::domain::agenda::Forecast;
use crate::domain::recovery::CutView;
use crate::domain::rehearsal::Reading;
use crate::domain::session::HandCount;
use crate::domain::time::Span;
use crate::domain::views::{
    ActivityView, AnswerRow, CommitmentRow, ConsoleView, Cue, FacilitatorView, OutlineSection,
    ProjectorModeView, ProjectorView, QuestionView, ReadingView, Responses, RosterRow, SlideView,
    Stage,
};
#[cfg(feature = "drawn")]
use crate::domain::views::{ConsoleUpdate, ProjectorUpdate};
use leptos::prelude::*;

/// A part of a view. Who reads it is told when it changes, and not when another part does.
pub type Part<T> = RwSignal<T>;

/// What a page knows beside its view.
#[derive(Clone, Copy)]
pub struct Live {
    /// The server's clock.
    pub clock: ServerClock,
    /// Whether messages come; true until the first connection fails.
    pub connected: RwSignal<bool>,
}

impl Live {
    /// Begins at the moment for which the page was rendered.
    fn new(rendered_at: Reading) -> Self {
        Self {
            clock: ServerClock::standing_at(rendered_at),
            connected: RwSignal::new(true),
        }
    }

    /// Follows the messages at an address.
    #[cfg(feature = "drawn")]
    fn follow<Update: super::wire::FromWire + 'static>(
        self,
        address: String,
        take_over: impl Fn(Update) + 'static,
    ) {
        let tell = move |is_connected| self.connected.set(is_connected);
        super::browser::follow_by(read, address, self.clock.browser(), tell, take_over);
    }
}

/// Takes a message apart.
#[cfg(feature = "drawn")]
fn read<Update: super::wire::FromWire>(message: &str) -> Option<(Reading, Update)> {
    use super::wire::{Fields, Json};
    let mut message = Fields::of(Json::read(message)?)?;
    Some((message.take("now")?, message.take("parts")?))
}

/// A part that comes again as it is, as after a lost connection, changes nothing.
#[cfg(feature = "drawn")]
fn renew<T: PartialEq + Send + Sync + 'static>(part: Part<T>, new: Option<T>) {
    if let Some(new) = new
        && *part.read_untracked() != new
    {
        part.set(new);
    }
}

/// Declares the parts of a view.
macro_rules! parts {
    ($(#[$doc:meta])* $parts:ident of $view:ident, $update:ident { $($part:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[allow(missing_docs)]
        pub struct $parts {
            pub live: Live,
            $(pub $part: Part<$type>,)+
        }

        impl $parts {
            /// Begins with what the page was rendered from, and follows the messages at `address`.
            pub fn follow(view: $view, rendered_at: Reading, address: String) -> Self {
                let parts = Self {
                    live: Live::new(rendered_at),
                    $($part: Part::new(view.$part),)+
                };
                #[cfg(feature = "drawn")]
                parts.live.follow(address, move |update: $update| {
                    $(renew(parts.$part, update.$part);)+
                });
                #[cfg(not(feature = "drawn"))]
                let _ = address;
                parts
            }
        }
    };
}

parts! {
    /// What the room sees.
    ProjectorParts of ProjectorView, ProjectorUpdate {
        stage: Stage,
        mode: ProjectorModeView,
        slide: Option<SlideView>,
        activity: Option<ActivityView>,
        responses: Option<Responses>,
        seating: Vec<Vec<String>>,
        question: Option<QuestionView>,
        reading: Option<ReadingView>,
        headcount: usize,
    }
}

parts! {
    /// What the facilitator drives with.
    ConsoleParts of ConsoleView, ConsoleUpdate {
        stage: Stage,
        mode: ProjectorModeView,
        forecast: Option<Forecast>,
        cuts: Vec<CutView>,
        question: Option<usize>,
        cue: Option<Cue>,
        next: Option<SlideView>,
        outline: Vec<OutlineSection>,
        activity: Option<ActivityView>,
        responses: Option<Responses>,
        answers: Vec<AnswerRow>,
        hands: Option<HandCount>,
        seating: Vec<Vec<String>>,
        roster: Vec<RosterRow>,
        removed: Vec<RosterRow>,
        commitments: Vec<CommitmentRow>,
        utc_offset: Span,
        problems: Vec<String>,
        facilitators: Vec<FacilitatorView>,
    }
}
