//! What the facilitator drives with: everything.

use super::activity::{ActivityView, Responses};
use super::address::AddressView;
use super::commitments::CommitmentRow;
use super::projector_mode::ProjectorModeView;
use super::stage::{SlideView, Stage};
use super::view;
use crate::domain::agenda::{Forecast, Position, SectionClock};
use crate::domain::ids::{ActivityId, ParticipantId};
use crate::domain::recovery::CutView;
use crate::domain::session::{Answer, HandCount, Participant, Phase, Session};
use crate::domain::time::Span;
use crate::domain::training::{Activity, ActivityKind};
use serde::{Deserialize, Serialize};

view! {
    /// What the facilitator drives with.
    ConsoleView / ConsoleUpdate {
        /// Where the session stands, and its clocks.
        stage: Stage,
        /// How the projector shows it.
        mode: ProjectorModeView,
        /// What is needed to say when the session ends; none while it does not run.
        forecast: Option<Forecast>,
        /// What can be cut when time is short, and what has been.
        cuts: Vec<CutView>,
        /// Which question of the training's list shows on the projector.
        question: Option<usize>,
        /// The slide that is shown, with what to say.
        cue: Option<Cue>,
        /// What comes when the facilitator goes forward.
        next: Option<SlideView>,
        /// All sections with their slides.
        outline: Vec<OutlineSection>,
        /// The activity of the slide, or else the one before it in this section.
        activity: Option<ActivityView>,
        /// How many have answered, and what.
        responses: Option<Responses>,
        /// What each participant answered to the activity.
        answers: Vec<AnswerRow>,
        /// Hands that were counted by eye for the activity, as they were typed in.
        hands: Option<HandCount>,
        /// Who works with whom, by name.
        seating: Vec<Vec<String>>,
        /// Who has joined.
        roster: Vec<RosterRow>,
        /// Who has been sent out.
        removed: Vec<RosterRow>,
        /// All promises, in the order of the tables where they are read aloud.
        commitments: Vec<CommitmentRow>,
        /// What the session's time zone adds to UTC.
        utc_offset: Span,
        /// What is wrong with the trainings, each with its file and line, while somebody writes on
        /// them. It is no part of a session: whoever sends the view puts it in.
        problems: Vec<String>,
        /// The facilitators who have a console open; no part of the session either.
        facilitators: Vec<FacilitatorView>,
        /// Where people come in.
        address: AddressView,
    }
}

/// A facilitator who has a console open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilitatorView {
    /// As the sign-in link calls them.
    pub name: String,
    /// Whether they gave the latest order.
    pub drives: bool,
}

/// A slide with what to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// The slide.
    pub slide: SlideView,
    /// Presenter notes.
    pub notes_html: String,
}

/// A section with its slides, to jump to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlineSection {
    /// The section's name.
    pub title: String,
    /// The section's time.
    pub clock: SectionClock,
    /// The headings of its slides.
    pub slides: Vec<String>,
}

/// What a participant answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// Who.
    pub name: String,
    /// Labels with what was entered.
    pub entries: Vec<(String, String)>,
    /// How long the writing took.
    pub elapsed: Option<Span>,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RosterRow {
    /// Unique in all sessions.
    pub id: ParticipantId,
    /// As the room sees it.
    pub name: String,
    /// Whether the activity has been answered.
    pub answered: bool,
    /// How many promises have been made.
    pub commitments: usize,
    /// Whether they hold a phone; the facilitator has entered those who do not.
    pub has_phone: bool,
    /// Whether nothing of theirs is projected.
    pub hidden: bool,
}

impl Session {
    /// What the facilitator drives with.
    pub fn console_view(&self) -> ConsoleView {
        let activity = self.latest_activity();
        ConsoleView {
            stage: self.stage(),
            mode: self.projector_mode_view(),
            forecast: self.forecast(),
            cuts: self.cut_views(),
            question: self.question,
            cue: self.cue(),
            next: self.next_slide(),
            outline: self.outline(),
            activity: activity.map(|activity| self.whole_activity(activity)),
            responses: activity.map(|activity| self.responses(activity)),
            answers: activity
                .map(|activity| self.answer_rows(activity))
                .unwrap_or_default(),
            hands: activity.and_then(|activity| self.hands.get(&activity.id).cloned()),
            seating: activity
                .map(|activity| self.seating(&activity.id))
                .unwrap_or_default(),
            roster: roster(&self.present(), activity),
            removed: roster(&self.removed(), activity),
            commitments: self.commitment_rows(),
            utc_offset: self.utc_offset,
            problems: Vec::new(),
            facilitators: Vec::new(),
            address: AddressView::default(),
        }
    }

    /// The names of those who work together in an activity, group by group.
    fn seating(&self, activity: &ActivityId) -> Vec<Vec<String>> {
        self.seating_by(activity, |participant| participant.name.clone())
    }

    /// Those who work together in an activity, group by group, each as something.
    pub(super) fn seating_by(
        &self,
        activity: &ActivityId,
        text: impl Fn(&Participant) -> String,
    ) -> Vec<Vec<String>> {
        self.groups_of(activity)
            .iter()
            .map(|members| {
                let members = members.iter().filter_map(|id| self.participant(id));
                members.map(&text).collect()
            })
            .collect()
    }

    fn forecast(&self) -> Option<Forecast> {
        match self.phase {
            Phase::Running { began_at } => {
                let section = self.position.section;
                self.agenda.forecast(&self.training, section, began_at)
            }
            _ => None,
        }
    }

    fn cue(&self) -> Option<Cue> {
        Some(Cue {
            slide: self.slide_view()?,
            notes_html: self.slide()?.notes_html.clone(),
        })
    }

    fn next_slide(&self) -> Option<SlideView> {
        let next = match self.phase {
            Phase::Lobby => Position::default(),
            Phase::Running { .. } => self.next_position()?,
            Phase::Ended { .. } => return None,
        };
        self.slide_at(next)
    }

    /// All sections with their slides and their time.
    pub fn outline(&self) -> Vec<OutlineSection> {
        let sections = self.training.sections.iter().enumerate();
        sections
            .map(|(index, section)| OutlineSection {
                title: section.title.clone(),
                clock: self.agenda.clock(index, section),
                slides: section
                    .slides
                    .iter()
                    .map(|slide| slide.title.clone())
                    .collect(),
            })
            .collect()
    }

    fn answer_rows(&self, activity: &Activity) -> Vec<AnswerRow> {
        let rows = self.present().into_iter().filter_map(|participant| {
            let answered = participant.answers.get(&activity.id)?;
            Some(AnswerRow {
                name: participant.name.clone(),
                entries: entries(activity, &answered.answer)?,
                elapsed: answered.elapsed,
            })
        });
        rows.collect()
    }
}

fn roster(people: &[&Participant], activity: Option<&Activity>) -> Vec<RosterRow> {
    let rows = people.iter().map(|participant| RosterRow {
        id: participant.id.clone(),
        name: participant.name.clone(),
        answered: activity.is_some_and(|activity| participant.answers.contains_key(&activity.id)),
        commitments: participant.commitments.len(),
        has_phone: participant.has_phone(),
        hidden: participant.hidden,
    });
    rows.collect()
}

/// What a person answered, with labels. A poll is anonymous, so it has none.
pub(super) fn entries(activity: &Activity, answer: &Answer) -> Option<Vec<(String, String)>> {
    match (&activity.kind, answer) {
        (ActivityKind::Drill(drill), Answer::Drill(fields)) => {
            let entries = drill
                .fields
                .iter()
                .filter_map(|field| Some((field.label.clone(), fields.get(&field.id)?.clone())));
            Some(entries.collect())
        }
        (ActivityKind::Vote(vote), Answer::Vote(choice)) => {
            let choice = vote.choices.iter().find(|known| known.id == *choice)?;
            Some(vec![(vote.question.clone(), choice.label.clone())])
        }
        _ => None,
    }
}
