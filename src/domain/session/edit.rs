//! The training is edited while a session runs: an author looks at what they write.

use super::command::Refusal;
use super::decide::Decision;
use super::event::Event;
use super::state::{Phase, Session};
use crate::domain::time::Instant;
use crate::domain::timer::Timer;
use crate::domain::training::Training;
use std::sync::Arc;

impl Session {
    /// The session goes on with another version of its training.
    pub(super) fn replace_training(&self, training: &Arc<Training>) -> Decision {
        if training.slug != self.training.slug {
            return Err(Refusal::unknown("training"));
        }
        let replaced = Event::TrainingReplaced {
            training: Arc::clone(training),
        };
        Ok(self.when(self.training != *training, replaced))
    }

    /// What still exists stays as it was; where the slide that was shown is gone, the nearest one
    /// before it shows.
    pub(super) fn take_training(&mut self, training: &Arc<Training>, at: Instant) {
        self.training = Arc::clone(training);
        let timers = training.timers().map(|plan| {
            let known = self.timers.get(&plan.id).copied();
            // Whoever has changed a plan looks for it in a timer that stands.
            let known = known.filter(Timer::is_started);
            (plan.id.clone(), known.unwrap_or(Timer::idle(plan.planned)))
        });
        self.timers = timers.collect();
        self.held_timers.retain(|id| self.timers.contains_key(id));
        self.position = self.position.nearest_in(training);
        if matches!(self.phase, Phase::Running { .. }) {
            if self.paused_at.is_none() {
                self.agenda.enter(self.position.section, at);
            }
            self.open_activity();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::Command;
    use super::super::fixtures::{Room, training};
    use super::*;
    use crate::domain::agenda::Position;
    use crate::domain::time::Span;
    use crate::domain::timer::TimerAction;

    fn replaced(room: &mut Room, change: impl FnOnce(&mut Training)) {
        let mut changed = training();
        change(&mut changed);
        let command = Command::ReplaceTraining(Arc::new(changed));
        room.lead(command).expect("it is the same training");
    }

    #[test]
    fn a_slide_that_is_edited_shows_at_once() {
        let mut room = Room::open();
        room.lead(Command::Forward).expect("it begins");
        replaced(&mut room, |training| {
            training.sections[0].slides[0].title = "A, better".into();
        });
        let title = room.session.slide().map(|slide| slide.title.clone());
        assert_eq!(title.as_deref(), Some("A, better"));
    }

    #[test]
    fn where_the_slide_is_gone_the_nearest_one_shows() {
        let mut room = Room::open();
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        replaced(&mut room, |training| {
            training.sections[2].slides.pop();
        });
        assert_eq!(room.session.position, Position::start_of(2, 0));
        replaced(&mut room, |training| {
            training.sections.pop();
        });
        assert_eq!(room.session.position, Position::start_of(1, 1));
        room.wait(Span::from_minutes(1));
        let clock = room.session.outline()[1].clock;
        assert_eq!(clock.spent(room.now), Span::from_minutes(1));
    }

    #[test]
    fn a_timer_that_runs_goes_on_and_one_that_stands_has_its_new_length() {
        let mut room = Room::open();
        let slide = Command::GoTo {
            section: 1,
            slide: 0,
        };
        room.lead(slide).expect("it exists");
        let start = Command::Timer {
            timer: "drill-pairs".into(),
            action: TimerAction::Start,
        };
        room.lead(start).expect("it is there");
        let running = room.session.timers[&"drill-pairs".into()];
        replaced(&mut room, |training| {
            for timer in &mut training.activities[1].timers {
                timer.planned = Span::from_minutes(7);
            }
        });
        let timers = &room.session.timers;
        assert_eq!(timers[&"drill-pairs".into()], running);
        let writing = timers[&"drill-writing".into()];
        assert_eq!(writing, Timer::idle(Span::from_minutes(7)));
    }

    #[test]
    fn another_training_and_the_same_again_change_nothing() {
        let mut room = Room::open();
        let mut other = training();
        other.slug = "other".into();
        let refused = room.lead(Command::ReplaceTraining(Arc::new(other)));
        assert!(refused.is_err());
        let same = room.lead(Command::ReplaceTraining(Arc::new(training())));
        assert_eq!(same, Ok(vec![]));
    }
}
