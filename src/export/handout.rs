//! The report as a page that is printed and handed on: what happened, and what to do about it.

use super::comparison::Comparison;
use super::report::{Report, SectionLine};
use crate::domain::ids::ActivityId;
use crate::domain::session::{Phase, Session};
use crate::domain::time::{Instant, Span};
use crate::domain::views::{CommitmentTable, CountedHands, Participation, Skipped};
use std::collections::BTreeMap;

/// The report as a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Handout {
    /// What the exports are made of, too.
    pub report: Report,
    /// Whether the session has ended, so that nothing of this changes any more but check-ins.
    pub is_over: bool,
    /// The sections with their time. The report has the pauses among them, as a table does that is
    /// added up; in a chart they are no section.
    pub sections: Vec<SectionLine>,
    /// How long the session has paused, which is in no section.
    pub paused: Span,
    /// How people took part.
    pub participation: Participation,
    /// The hands that were counted by eye, for the activities where some were.
    pub hands: BTreeMap<ActivityId, CountedHands>,
    /// Everybody with their promises.
    pub tables: Vec<CommitmentTable>,
    /// What was left out.
    pub left_out: LeftOut,
    /// What the facilitator would change next time.
    pub notes: String,
    /// This session beside earlier ones.
    pub comparison: Comparison,
}

/// What of the training was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// What was cut to keep to the plan, by section.
    pub cuts: Vec<Skipped>,
    /// Slides that were never shown, by section.
    pub slides: Vec<Skipped>,
    /// Activities that were never opened, by section.
    pub activities: Vec<Skipped>,
    /// Timers that were never started, by activity.
    pub timers: Vec<Skipped>,
}

impl Handout {
    /// The report of a session as it stands at a time, beside earlier sessions of its training.
    pub fn of(session: &Session, earlier: &[Session], now: Instant) -> Self {
        let activities = session.training().activities.iter();
        let hands = activities
            .filter_map(|activity| Some((activity.id.clone(), session.counted_hands(activity)?)));
        Self {
            report: Report::of(session, now),
            is_over: matches!(session.phase(), Phase::Ended { .. }),
            sections: SectionLine::all(session, now),
            paused: session.time_paused(now),
            participation: session.participation(),
            hands: hands.collect(),
            tables: session.commitment_tables(),
            left_out: LeftOut {
                cuts: session.cuts_made(),
                slides: session.skipped_slides(),
                activities: session.skipped_activities(),
                timers: session.skipped_timers(),
            },
            notes: session.notes().to_owned(),
            comparison: Comparison::of(session, earlier, now),
        }
    }
}

impl LeftOut {
    /// Whether nothing was cut, and everything shown, opened and started.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
            && self.slides.is_empty()
            && self.activities.is_empty()
            && self.timers.is_empty()
    }
}
