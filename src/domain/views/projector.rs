//! What the room sees: names and counts, and what somebody wrote only while it is read aloud.

use super::activity::{ActivityView, Responses};
use super::address::AddressView;
use super::commitments::ReadingView;
use super::projector_mode::ProjectorModeView;
use super::stage::{SlideView, Stage};
use super::view;
use crate::domain::session::{Participant, Session};
use serde::{Deserialize, Serialize};

view! {
    /// What the room sees.
    ProjectorView / ProjectorUpdate {
        /// Where the session stands, and its clocks.
        stage: Stage,
        /// How it is shown.
        mode: ProjectorModeView,
        /// The slide that is shown.
        slide: Option<SlideView>,
        /// The activity of the slide.
        activity: Option<ActivityView>,
        /// How many have answered, and once revealed, what.
        responses: Option<Responses>,
        /// Who works with whom, by name; "…" for somebody who is hidden.
        seating: Vec<Vec<String>>,
        /// The question that shows with its answer.
        question: Option<QuestionView>,
        /// The promise that is being read aloud.
        reading: Option<ReadingView>,
        /// How many have joined.
        headcount: usize,
        /// Where people come in.
        address: AddressView,
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer_html: String,
}

impl Session {
    fn question_view(&self) -> Option<QuestionView> {
        let shown = self.training.faq.get(self.question?)?;
        Some(QuestionView {
            question: shown.question.clone(),
            answer_html: shown.answer_html.clone(),
        })
    }

    /// What the room sees.
    pub fn projector_view(&self) -> ProjectorView {
        let shown = self.as_projected();
        let activity = shown.slide_activity();
        ProjectorView {
            stage: shown.stage(),
            mode: self.projector_mode_view(),
            slide: shown.slide_view(),
            activity: activity.map(|activity| shown.public_activity(activity)),
            responses: activity.map(|activity| shown.public_responses(activity)),
            seating: activity
                .map(|activity| shown.seating_by(&activity.id, public_name))
                .unwrap_or_default(),
            question: shown.question_view(),
            reading: shown.reading_view(),
            headcount: self.present().len(),
            address: AddressView::default(),
        }
    }
}

/// A name as the room may see it.
fn public_name(participant: &Participant) -> String {
    if participant.hidden || participant.erased {
        "…".to_owned()
    } else {
        participant.name.clone()
    }
}
