//! What each screen shows, derived from a session.
//!
//! A view is made of parts. The first message to a screen carries all parts, a later one only those
//! that changed, each whole: so whatever a screen misses, the next message makes it right again.

mod activity;
mod address;
mod buddies;
mod cohort;
mod commitment_tables;
mod commitments;
mod console;
mod drill;
mod own_words;
mod participation;
mod phone;
mod projector;
mod projector_mode;
mod returning;
mod scripts;
mod skipped;
mod slide_texts;
mod stage;

pub use activity::{ActivityView, GroupResult, HistogramBar, Responses, Results, Tally};
pub use address::AddressView;
pub use buddies::{BuddyPromise, BuddyView};
pub use cohort::{Cohort, CohortCheckIn, CohortPerson, CohortPromise, KindTally};
pub use commitment_tables::{CommitmentTable, TablePerson, TablePromise};
pub use commitments::{CommitmentRow, ReadingView};
pub use console::{
    AnswerRow, ConsoleUpdate, ConsoleView, Cue, FacilitatorView, OutlineSection, RosterRow,
};
pub use own_words::OwnWords;
pub use participation::{CountedHands, Participation, PromiseCount};
pub use phone::{FormsView, Mine, MyCommitment, MyGroup, PhoneView, day_text};
pub use projector::{ProjectorUpdate, ProjectorView, QuestionView};
pub use projector_mode::{FrozenOn, ProjectorModeView};
pub use returning::{OpenCheckIn, ReturnPromise, ReturnView};
pub use scripts::ScriptView;
pub use skipped::Skipped;
pub use slide_texts::SlideText;
pub use stage::{SectionView, SlideView, Stage, TimerView};

use super::rehearsal::Reading;
use serde::{Deserialize, Deserializer, Serialize};

/// What the server sends: some parts of a view, and what its clock showed when it sent them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message<Update> {
    /// What the server's clock showed when the message was sent.
    pub now: Reading,
    /// The parts that have changed.
    pub parts: Update,
}

/// A part that is there, even when it is null: a missing part has not changed, a null part is gone.
fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Declares a view with its parts, and the update that carries some of them.
macro_rules! view {
    (
        $(#[$view_doc:meta])*
        $view:ident / $update:ident {
            $($(#[$part_doc:meta])* $part:ident: $type:ty,)+
        }
    ) => {
        $(#[$view_doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $view {
            $($(#[$part_doc])* pub $part: $type,)+
        }

        /// The parts of the view that have changed.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $update {
            $(
                $(#[$part_doc])*
                #[serde(
                    default,
                    deserialize_with = "super::present",
                    skip_serializing_if = "Option::is_none"
                )]
                pub $part: Option<$type>,
            )+
        }
    };
}
pub(crate) use view;
