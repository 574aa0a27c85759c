//! What all screens share: where the session stands, and its clocks.

use crate::domain::agenda::{Position, SectionClock};
use crate::domain::ids::{ActivityId, TimerId};
use crate::domain::session::{Phase, Session};
use crate::domain::time::{Instant, Span};
use crate::domain::timer::Timer;
use crate::domain::training::{Layout, Slide};
use serde::{Deserialize, Serialize};

/// Where the session stands, and its clocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// How far the session has come.
    pub phase: Phase,
    /// The section that is on.
    pub section: SectionView,
    /// The countdowns of the slide's activity, and all others that have been started.
    pub timers: Vec<TimerView>,
    /// Whether the projector is black.
    pub black: bool,
    /// Whether the projector shows in a corner how to join.
    pub join_shown: bool,
    /// Whether nobody new may join.
    pub locked: bool,
    /// Since when the session pauses, if it does.
    #[serde(default)]
    pub paused_at: Option<Instant>,
}

/// The section that is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionView {
    /// Counts from 1.
    pub number: usize,
    /// How many sections there are.
    pub count: usize,
    /// The section's name.
    pub title: String,
    /// How many slides it has.
    pub slides: usize,
    /// The section's time.
    pub clock: SectionClock,
}

/// A countdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimerView {
    /// Unique in the training.
    pub id: TimerId,
    /// What people see.
    pub label: String,
    /// The length that it was planned with.
    pub planned: Span,
    /// What it does now.
    pub timer: Timer,
    /// Whether it belongs to the slide that is shown.
    pub current: bool,
}

/// A slide, as far as it has been revealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlideView {
    /// Where it stands.
    pub position: Position,
    /// Counts from 1 through the whole training.
    pub number: usize,
    /// How many slides the training has.
    pub count: usize,
    /// How it is laid out.
    pub layout: Layout,
    /// The heading without markup.
    pub title: String,
    /// The body; what has not been revealed yet carries the attribute `data-unrevealed`.
    pub html: String,
    /// How many steps it has.
    pub steps: u16,
    /// The activity that it runs.
    pub activity: Option<ActivityId>,
}

impl Session {
    /// Where the session stands, and its clocks.
    pub fn stage(&self) -> Stage {
        Stage {
            phase: self.phase,
            section: self.section_view(),
            timers: self.timer_views(),
            black: self.black,
            join_shown: self.join_shown,
            locked: self.locked,
            paused_at: self.paused_at,
        }
    }

    /// The slide that is shown; none in the lobby.
    pub fn slide_view(&self) -> Option<SlideView> {
        if self.phase == Phase::Lobby {
            return None;
        }
        self.slide_at(self.position)
    }

    /// A slide of the training with the steps of its position revealed.
    pub(super) fn slide_at(&self, position: Position) -> Option<SlideView> {
        let sections = &self.training.sections;
        let slide = sections.get(position.section)?.slides.get(position.slide)?;
        let before: usize = sections
            .iter()
            .take(position.section)
            .map(|section| section.slides.len())
            .sum();
        Some(SlideView {
            position,
            number: before + position.slide + 1,
            count: sections.iter().map(|section| section.slides.len()).sum(),
            layout: slide.layout,
            title: slide.title.clone(),
            html: revealed(slide, position.step),
            steps: slide.steps,
            activity: slide.activity.clone(),
        })
    }

    fn section_view(&self) -> SectionView {
        let index = self.position.section;
        let section = self.training.sections.get(index);
        SectionView {
            number: index + 1,
            count: self.training.sections.len(),
            title: section
                .map(|section| section.title.clone())
                .unwrap_or_default(),
            slides: section.map_or(0, |section| section.slides.len()),
            clock: section.map_or(
                SectionClock {
                    planned: Span::ZERO,
                    spent_before: Span::ZERO,
                    entered_at: None,
                    cut: Span::ZERO,
                },
                |section| self.agenda.clock(index, section),
            ),
        }
    }

    /// A timer that was started stays in sight until its section is left: somebody who shows
    /// another slide in the meantime does not lose it, and an old one does not follow for an hour. Nothing
    /// counts after the end.
    fn timer_views(&self) -> Vec<TimerView> {
        if matches!(self.phase, Phase::Ended { .. }) {
            return Vec::new();
        }
        let current = self.slide_activity();
        let section = self.training.sections.get(self.position.section);
        let ids = section.map(|section| {
            let slides = section.slides.iter();
            slides
                .filter_map(|slide| slide.activity.as_ref())
                .collect::<Vec<_>>()
        });
        let ids = ids.unwrap_or_default();
        let activities = self.training.activities.iter();
        let views = activities
            .filter(|activity| ids.contains(&&activity.id))
            .flat_map(|activity| {
                let is_current = current.is_some_and(|current| current.id == activity.id);
                activity.timers.iter().filter_map(move |plan| {
                    let timer = *self.timers.get(&plan.id)?;
                    Some(TimerView {
                        id: plan.id.clone(),
                        label: plan.label.clone(),
                        planned: plan.planned,
                        timer,
                        current: is_current,
                    })
                })
            });
        views
            .filter(|view| view.current || view.timer.is_started())
            .collect()
    }
}

/// Marks what is still to come. It stays in the page so that nothing jumps when it is revealed.
fn revealed(slide: &Slide, step: u16) -> String {
    const ATTRIBUTE: &str = "data-step=\"";
    let mut html = String::with_capacity(slide.html.len());
    let mut rest = slide.html.as_str();
    while let Some((before, after)) = rest.split_once(ATTRIBUTE) {
        html.push_str(before);
        // In a text that is about HTML the same words mean nothing.
        let is_in_tag = html
            .rfind(['<', '>'])
            .is_some_and(|at| html[at..].starts_with('<'));
        html.push_str(ATTRIBUTE);
        rest = after;
        if let Some((number, after)) = after.split_once('"')
            && is_in_tag
            && number.parse().is_ok_and(|number: u16| number > step)
        {
            html.push_str(number);
            html.push_str("\" data-unrevealed");
            rest = after;
        }
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::fixtures::training;

    fn slide(html: &str) -> Slide {
        let mut slide = training().sections.remove(0).slides.remove(0);
        slide.html = html.to_owned();
        slide.steps = u16::MAX;
        slide
    }

    #[test]
    fn what_is_still_to_come_is_marked_and_nothing_else() {
        let html = "<p data-step=\"1\">a</p><li data-step=\"2\">b</li><i data-step=\"10\">c</i>";
        assert_eq!(
            revealed(&slide(html), 1),
            "<p data-step=\"1\">a</p><li data-step=\"2\" data-unrevealed>b</li>\
             <i data-step=\"10\" data-unrevealed>c</i>"
        );
        assert_eq!(revealed(&slide(html), u16::MAX), html);
    }

    #[test]
    fn a_text_about_steps_is_no_step() {
        for html in [
            "<p>data-step=\"1\"</p>",
            "data-step=\"1\"",
            "<p data-step=\"",
            "<p data-step=\"x\">",
        ] {
            assert_eq!(revealed(&slide(html), 0), html);
        }
    }
}
