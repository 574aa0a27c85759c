//! What the room sees: names and counts, never what somebody wrote.

use super::activity::{ActivityView, Responses};
use super::stage::{SlideView, Stage};
use super::view;
use crate::domain::session::Session;

view! {
    /// What the room sees.
    ProjectorView / ProjectorUpdate {
        /// Where the session stands, and its clocks.
        stage: Stage,
        /// The slide that is shown.
        slide: Option<SlideView>,
        /// The activity of the slide.
        activity: Option<ActivityView>,
        /// How many have answered, and once revealed, what.
        responses: Option<Responses>,
        /// Who works with whom, by name.
        seating: Vec<Vec<String>>,
        /// How many have joined.
        headcount: usize,
    }
}

impl Session {
    /// What the room sees.
    pub fn projector_view(&self) -> ProjectorView {
        let activity = self.slide_activity();
        ProjectorView {
            stage: self.stage(),
            slide: self.slide_view(),
            activity: activity.map(|activity| self.public_activity(activity)),
            responses: activity.map(|activity| self.public_responses(activity)),
            seating: activity
                .map(|activity| self.seating(&activity.id))
                .unwrap_or_default(),
            headcount: self.present().len(),
        }
    }
}
