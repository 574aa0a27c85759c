//! Views that begin as the page was rendered and follow the server's messages, part by part.

use super::clock::ServerClock;
use super::part::Part;
#[cfg(feature = "drawn")]
use super::wire::{Fields, FromWire, Json};
use crate::domain::agenda::Forecast;
use crate::domain::recovery::CutView;
use crate::domain::rehearsal::Reading;
use crate::domain::session::HandCount;
use crate::domain::time::Span;
use crate::domain::views::{
    ActivityView, AddressView, AnswerRow, CommitmentRow, ConsoleView, Cue, FacilitatorView,
    OutlineSection, ProjectorModeView, ProjectorView, QuestionView, ReadingView, Responses,
    RosterRow, SlideView, Stage,
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::{Serialize, Serializer};
#[cfg(feature = "drawn")]
use std::cell::RefCell;

/// A view as the page is rendered from it.
pub struct First<View> {
    view: View,
    /// As it came, to be compared with what comes later: so no type needs to be compared by itself.
    #[cfg(feature = "drawn")]
    known: Json,
}

#[cfg(feature = "ssr")]
impl<View> From<View> for First<View> {
    fn from(view: View) -> Self {
        Self { view }
    }
}

#[cfg(feature = "ssr")]
impl<View: Serialize> Serialize for First<View> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(serializer)
    }
}

#[cfg(feature = "drawn")]
impl<View: FromWire> FromWire for First<View> {
    fn from_wire(json: Json) -> Option<Self> {
        let known = json.clone();
        let view = View::from_wire(json)?;
        Some(Self { view, known })
    }
}

/// What a page knows beside its view.
#[derive(Clone, Copy)]
pub struct Live {
    /// The server's clock.
    pub clock: ServerClock,
    /// Whether messages come; true until the first connection fails.
    pub connected: RwSignal<bool>,
}

/// Takes over a part by its name; none where it cannot be read.
#[cfg(feature = "drawn")]
type TakeOver = Box<dyn Fn(&str, Json) -> Option<()>>;

impl Live {
    /// Begins at the moment for which the page was rendered.
    fn new(rendered_at: Reading) -> Self {
        Self {
            clock: ServerClock::standing_at(rendered_at),
            connected: RwSignal::new(true),
        }
    }

    /// Follows the messages at an address. What is on the page already changes only where a message says
    /// something else: what stays as it is keeps the focus, and all that is open in it.
    #[cfg(feature = "drawn")]
    fn follow(self, address: String, known: Json, take_over: TakeOver) {
        let tell = move |is_connected| self.connected.set(is_connected);
        let known = RefCell::new(Fields::of(known));
        let update = move |parts: Fields| {
            for (name, part) in parts {
                let mut known = known.borrow_mut();
                let is_new = known.as_mut().is_none_or(|known| known.renew(&name, &part));
                drop(known);
                if is_new && take_over(&name, part).is_none() {
                    // The server has been replaced by another release.
                    super::browser::reload();
                }
            }
        };
        super::browser::follow_by(read, address, self.clock.browser(), tell, update);
    }
}

/// Takes a message apart.
#[cfg(feature = "drawn")]
fn read(message: &str) -> Option<(Reading, Fields)> {
    let mut message = Fields::of(Json::read(message)?)?;
    Some((message.take("now")?, message.take("parts")?))
}

/// Declares the parts of a view.
macro_rules! parts {
    ($(#[$doc:meta])* $parts:ident of $view:ident { $($part:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[allow(missing_docs)]
        pub struct $parts {
            pub live: Live,
            $(pub $part: Part<$type>,)+
        }

        impl $parts {
            /// Begins with what the page was rendered from, and follows the messages at `address`.
            pub fn follow(first: First<$view>, rendered_at: Reading, address: String) -> Self {
                let view = first.view;
                let parts = Self {
                    live: Live::new(rendered_at),
                    $($part: Part::new(view.$part),)+
                };
                #[cfg(feature = "drawn")]
                parts.live.follow(address, first.known, Box::new(move |name, part| {
                    match name {
                        $(stringify!($part) => parts.$part.set(FromWire::from_wire(part)?),)+
                        // A part that only another release has.
                        _ => {}
                    }
                    Some(())
                }));
                #[cfg(not(feature = "drawn"))]
                let _ = address;
                parts
            }
        }
    };
}

parts! {
    /// What the room sees.
    ProjectorParts of ProjectorView {
        stage: Stage,
        mode: ProjectorModeView,
        slide: Option<SlideView>,
        activity: Option<ActivityView>,
        responses: Option<Responses>,
        seating: Vec<Vec<String>>,
        question: Option<QuestionView>,
        reading: Option<ReadingView>,
        headcount: usize,
        address: AddressView,
    }
}

parts! {
    /// What the facilitator drives with.
    ConsoleParts of ConsoleView {
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
        address: AddressView,
    }
}
