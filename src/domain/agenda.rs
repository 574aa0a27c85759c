//! Where a session stands in its training, and how its time compares with the plan.

use super::recovery::CutName;
use super::time::{Instant, Span};
use super::training::{Section, Training};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A place in a training; all parts count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Which section.
    pub section: usize,
    /// Which slide of the section.
    pub slide: usize,
    /// How many of the slide's steps have been revealed.
    pub step: u16,
}

/// How long each section has been on, and which one is on now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    spent: Vec<Span>,
    current: Option<(usize, Instant)>,
    cuts: BTreeSet<CutName>,
}

/// A section's time, from which every screen derives what it shows at any moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionClock {
    /// How long the section should take.
    pub planned: Span,
    /// How long it had been on before it was entered last.
    pub spent_before: Span,
    /// When it was entered last; none when it is not on, or the session pauses.
    pub entered_at: Option<Instant>,
    /// How much of the plan has been cut.
    #[serde(default)]
    pub cut: Span,
}

/// What is needed to say when a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// When the session should end: its beginning plus all planned time.
    pub planned_end: Instant,
    /// The section that is on.
    pub current: SectionClock,
    /// What the other sections still need.
    pub later: Span,
}

impl Position {
    /// The place after this one: the next step, else the next slide, else the next section.
    pub fn forward(self, training: &Training) -> Option<Self> {
        let section = training.sections.get(self.section)?;
        let slide = section.slides.get(self.slide)?;
        if self.step < slide.steps {
            return Some(Self {
                step: self.step + 1,
                ..self
            });
        }
        let next = if self.slide + 1 < section.slides.len() {
            Self::start_of(self.section, self.slide + 1)
        } else {
            Self::start_of(self.section + 1, 0)
        };
        next.exists_in(training).then_some(next)
    }

    /// The place before this one, with all its steps revealed.
    pub fn backward(self, training: &Training) -> Option<Self> {
        if self.step > 0 {
            return Some(Self {
                step: self.step - 1,
                ..self
            });
        }
        let (section, slide) = if self.slide > 0 {
            (self.section, self.slide - 1)
        } else {
            let section = self.section.checked_sub(1)?;
            (
                section,
                training
                    .sections
                    .get(section)?
                    .slides
                    .len()
                    .checked_sub(1)?,
            )
        };
        let step = training.sections.get(section)?.slides.get(slide)?.steps;
        Some(Self {
            section,
            slide,
            step,
        })
    }

    /// The beginning of a slide.
    pub const fn start_of(section: usize, slide: usize) -> Self {
        Self {
            section,
            slide,
            step: 0,
        }
    }

    /// The last slide of a training.
    pub fn last_of(training: &Training) -> Option<Self> {
        let section = training.sections.len().checked_sub(1)?;
        let slide = training
            .sections
            .get(section)?
            .slides
            .len()
            .checked_sub(1)?;
        Some(Self::start_of(section, slide))
    }

    /// Whether the training has such a slide with so many steps.
    pub fn exists_in(self, training: &Training) -> bool {
        training
            .sections
            .get(self.section)
            .and_then(|section| section.slides.get(self.slide))
            .is_some_and(|slide| self.step <= slide.steps)
    }

    /// This place, or where the training has no such place, the nearest one before it.
    pub fn nearest_in(self, training: &Training) -> Self {
        let last_section = training.sections.len().saturating_sub(1);
        let (section, slide) = if self.section > last_section {
            (last_section, usize::MAX)
        } else {
            (self.section, self.slide)
        };
        let slides = training.sections.get(section).map(|one| &one.slides);
        let last_slide = slides.map_or(0, |slides| slides.len().saturating_sub(1));
        if slide > last_slide {
            return Self::start_of(section, last_slide);
        }
        let steps = slides.and_then(|slides| Some(slides.get(slide)?.steps));
        Self {
            section,
            slide,
            step: self.step.min(steps.unwrap_or(0)),
        }
    }
}

impl Agenda {
    /// Enters a section, or goes on with it; time before that counts for the section before.
    pub fn enter(&mut self, section: usize, now: Instant) {
        if self.current.is_some_and(|(current, _)| current == section) {
            return;
        }
        self.leave(now);
        self.current = Some((section, now));
    }

    /// Leaves the section that is on.
    pub fn leave(&mut self, now: Instant) {
        if let Some((section, since)) = self.current.take() {
            if self.spent.len() <= section {
                self.spent.resize(section + 1, Span::ZERO);
            }
            self.spent[section] += now - since;
        }
    }

    /// Makes a cut, or takes it back.
    pub fn set_cut(&mut self, name: CutName, made: bool) {
        if made {
            self.cuts.insert(name);
        } else {
            self.cuts.remove(&name);
        }
    }

    /// Whether a cut has been made.
    pub fn has_cut(&self, name: CutName) -> bool {
        self.cuts.contains(&name)
    }

    fn cut_of(&self, index: usize, section: &Section) -> Span {
        let cuts = section.cuts.iter().enumerate();
        let made = cuts.filter(|(cut, _)| {
            self.has_cut(CutName {
                section: index,
                cut: *cut,
            })
        });
        made.map(|(_, cut)| cut.saves).sum()
    }

    /// The time of one section.
    pub fn clock(&self, index: usize, section: &Section) -> SectionClock {
        SectionClock {
            planned: section.planned,
            spent_before: self.spent.get(index).copied().unwrap_or_default(),
            entered_at: self
                .current
                .and_then(|(current, since)| (current == index).then_some(since)),
            cut: self.cut_of(index, section),
        }
    }

    /// What is needed to say when the session ends, while it stands in a section. While it pauses, its
    /// end moves on with the clock.
    pub fn forecast(
        &self,
        training: &Training,
        index: usize,
        began_at: Instant,
    ) -> Option<Forecast> {
        let section = training.sections.get(index)?;
        let later = training
            .sections
            .iter()
            .enumerate()
            .skip(index + 1)
            .map(|(later, section)| self.clock(later, section).left_of_plan())
            .sum();
        Some(Forecast {
            planned_end: began_at + training.planned(),
            current: self.clock(index, section),
            later,
        })
    }
}

impl SectionClock {
    /// How long the section has been on in all.
    pub fn spent(&self, now: Instant) -> Span {
        let current = self.entered_at.map_or(Span::ZERO, |since| now - since);
        self.spent_before + current
    }

    /// What is left of the plan; below zero when the section takes longer.
    pub fn remaining(&self, now: Instant) -> Span {
        self.planned - self.cut - self.spent(now)
    }

    fn left_of_plan(&self) -> Span {
        (self.planned - self.cut - self.spent_before).max(Span::ZERO)
    }
}

impl Forecast {
    /// When the session ends if the current section takes its planned time, or is left now when it
    /// has taken longer. Time that a section has not used yet does not make the session early.
    pub fn end(&self, now: Instant) -> Instant {
        now + self.current.remaining(now).max(Span::ZERO) + self.later
    }

    /// How much later than planned the session ends; below zero when it is early.
    pub fn delay(&self, now: Instant) -> Span {
        self.end(now) - self.planned_end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::fixtures::training;

    fn minute(minutes: i64) -> Instant {
        Instant::from_millis(0) + Span::from_minutes(minutes)
    }

    #[test]
    fn forward_and_backward_walk_the_same_places() {
        let training = training();
        let mut places = vec![Position::default()];
        while let Some(next) = places[places.len() - 1].forward(&training) {
            places.push(next);
        }
        for pair in places.windows(2) {
            assert_eq!(pair[1].backward(&training), Some(pair[0]));
        }
        assert_eq!(Position::default().backward(&training), None);
        assert_eq!(
            places.last().map(|last| (last.section, last.slide)),
            Position::last_of(&training).map(|last| (last.section, last.slide))
        );
    }

    #[test]
    fn unspent_time_of_the_current_section_does_not_look_early() {
        let training = training();
        let mut agenda = Agenda::default();
        agenda.enter(0, minute(0));
        let forecast = agenda
            .forecast(&training, 0, minute(0))
            .expect("a section is on");
        assert_eq!(forecast.delay(minute(1)), Span::ZERO);
        assert_eq!(forecast.delay(minute(5)), Span::ZERO);
        assert_eq!(forecast.delay(minute(7)), Span::from_minutes(2));
    }

    #[test]
    fn leaving_a_section_before_its_time_makes_the_session_early() {
        let training = training();
        let mut agenda = Agenda::default();
        agenda.enter(0, minute(0));
        agenda.enter(1, minute(3));
        let forecast = agenda
            .forecast(&training, 1, minute(0))
            .expect("a section is on");
        assert_eq!(forecast.delay(minute(3)), Span::from_minutes(-2));
    }

    #[test]
    fn going_back_to_a_section_goes_on_with_its_time() {
        let training = training();
        let mut agenda = Agenda::default();
        agenda.enter(0, minute(0));
        agenda.enter(1, minute(4));
        agenda.enter(0, minute(6));
        let clock = agenda.clock(0, &training.sections[0]);
        assert_eq!(clock.spent(minute(7)), Span::from_minutes(5));
        agenda.leave(minute(8));
        let clock = agenda.clock(0, &training.sections[0]);
        assert_eq!(clock.spent(minute(60)), Span::from_minutes(6));
    }
}
