//! Keeping to the plan: pauses, and what is left out when time is short.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::state::{Phase, Session};
use crate::domain::agenda::Position;
use crate::domain::ids::TimerId;
use crate::domain::recovery::{Cut, CutName, CutView};
use crate::domain::time::{Instant, Span};
use crate::domain::timer::TimerAction;

impl Session {
    /// The session stands still, and with it every countdown that runs.
    pub(super) fn paused(&self, at: Instant) -> Vec<Event> {
        let is_running = matches!(self.phase, Phase::Running { .. });
        if !is_running || self.paused_at.is_some() {
            return Vec::new();
        }
        std::iter::once(Event::Paused)
            .chain(self.stopped_timers(at))
            .collect()
    }

    /// What stood still goes on. Whatever the facilitator has done with a countdown meanwhile stays.
    pub(super) fn resumed(&self, at: Instant) -> Vec<Event> {
        if self.paused_at.is_none() {
            return Vec::new();
        }
        let restarted = self.held_timers.iter().filter_map(|id| {
            let timer = self.timers.get(id)?;
            let to = timer.after(TimerAction::Start, timer.length, at);
            (timer.is_started() && to != *timer).then(|| Event::TimerChanged {
                timer: id.clone(),
                to,
            })
        });
        std::iter::once(Event::Resumed).chain(restarted).collect()
    }

    pub(super) fn pause(&mut self, at: Instant) {
        self.paused_at = Some(at);
        self.agenda.leave(at);
        let timers = self.timers.iter();
        self.held_timers = timers
            .filter(|(_, timer)| timer.is_ticking())
            .map(|(id, _): (&TimerId, _)| id.clone())
            .collect();
    }

    pub(super) fn resume(&mut self, at: Instant) {
        if let Some(since) = self.paused_at.take() {
            self.paused += at - since;
            self.held_timers.clear();
            self.agenda.enter(self.position.section, at);
        }
    }

    /// How long the session has paused by a time.
    pub fn time_paused(&self, now: Instant) -> Span {
        let current = self.paused_at.map_or(Span::ZERO, |since| now - since);
        self.paused + current
    }

    pub(super) fn make_cuts(&self, names: &[CutName]) -> Decision {
        let mut events = Vec::new();
        for name in names {
            self.known_cut(*name)?;
            if !self.agenda.has_cut(*name) {
                events.push(Event::CutSet {
                    name: *name,
                    made: true,
                });
            }
        }
        Ok(events)
    }

    pub(super) fn undo_cut(&self, name: CutName) -> Decision {
        self.known_cut(name)?;
        let undone = Event::CutSet { name, made: false };
        Ok(self.when(self.agenda.has_cut(name), undone))
    }

    fn known_cut(&self, name: CutName) -> Result<&Cut, Refusal> {
        let section = self.training.sections.get(name.section);
        let cut = section.and_then(|section| section.cuts.get(name.cut));
        cut.ok_or_else(|| Refusal::unknown("cut"))
    }

    /// What can still be cut: all that has not been shown yet. And what has been cut.
    pub fn cut_views(&self) -> Vec<CutView> {
        if matches!(self.phase, Phase::Ended { .. }) {
            return Vec::new();
        }
        let sections = self.training.sections.iter().enumerate();
        let cuts = sections.flat_map(|(section, content)| {
            let cuts = content.cuts.iter().enumerate();
            cuts.map(move |(index, cut)| {
                let name = CutName {
                    section,
                    cut: index,
                };
                (name, cut)
            })
        });
        cuts.filter(|(name, cut)| self.agenda.has_cut(*name) || self.is_ahead(*name, cut))
            .map(|(name, cut)| CutView {
                name,
                what: cut.what.clone(),
                saves: cut.saves,
                is_made: self.agenda.has_cut(name),
            })
            .collect()
    }

    /// Whether what a cut leaves out is still to come.
    fn is_ahead(&self, name: CutName, cut: &Cut) -> bool {
        let here = self.position;
        let is_later = name.section > here.section;
        let is_now = name.section == here.section;
        is_later || (is_now && cut.slides.iter().all(|slide| *slide > here.slide))
    }

    /// The place after this one, past whatever has been cut.
    pub fn next_position(&self) -> Option<Position> {
        let mut next = self.position.forward(&self.training)?;
        while self.is_cut(next) {
            // A cut slide is left out with all its steps.
            let last_step = self.training.sections[next.section].slides[next.slide].steps;
            next.step = last_step;
            next = next.forward(&self.training)?;
        }
        Some(next)
    }

    fn is_cut(&self, position: Position) -> bool {
        let section = self.training.sections.get(position.section);
        let cuts = section.into_iter().flat_map(|section| &section.cuts);
        position.step == 0
            && cuts.enumerate().any(|(index, cut)| {
                let name = CutName {
                    section: position.section,
                    cut: index,
                };
                cut.slides.contains(&position.slide) && self.agenda.has_cut(name)
            })
    }
}
