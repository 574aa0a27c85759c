//! What of the training a session has left out.

use crate::domain::ids::ActivityId;
use crate::domain::recovery::CutName;
use crate::domain::session::Session;

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What it is part of: the section of a slide or an activity, the activity of a timer.
    pub within: String,
    /// What it is called.
    pub title: String,
}

impl Session {
    /// What the facilitator has cut to keep to the plan, by section.
    pub fn cuts_made(&self) -> Vec<Skipped> {
        let sections = self.training.sections.iter().enumerate();
        sections
            .flat_map(|(number, section)| {
                let cuts = section.cuts.iter().enumerate();
                let made = cuts.filter(move |(cut, _)| {
                    let (section, cut) = (number, *cut);
                    self.agenda.has_cut(CutName { section, cut })
                });
                made.map(|(_, cut)| Skipped {
                    within: section.title.clone(),
                    title: cut.what.clone(),
                })
            })
            .collect()
    }

    /// The slides that have never been shown, by section.
    pub fn skipped_slides(&self) -> Vec<Skipped> {
        let sections = self.training.sections.iter().enumerate();
        sections
            .flat_map(|(number, section)| {
                let slides = section.slides.iter().enumerate();
                let skipped =
                    slides.filter(move |(slide, _)| !self.shown_slides.contains(&(number, *slide)));
                skipped.map(|(_, slide)| Skipped {
                    within: section.title.clone(),
                    title: slide.title.clone(),
                })
            })
            .collect()
    }

    /// The activities that have never been opened.
    pub fn skipped_activities(&self) -> Vec<Skipped> {
        let activities = self.training.activities.iter();
        activities
            .filter(|activity| !self.has_shown(&activity.id))
            .map(|activity| Skipped {
                within: self.section_of(&activity.id),
                title: activity.title.clone(),
            })
            .collect()
    }

    /// The timers that have never been started, of the activities that were opened: where an activity
    /// was left out, so were its timers.
    pub fn skipped_timers(&self) -> Vec<Skipped> {
        let activities = self.training.activities.iter();
        activities
            .filter(|activity| self.has_shown(&activity.id))
            .flat_map(|activity| {
                let timers = activity.timers.iter();
                let idle = timers.filter(|timer| !self.started.contains(&timer.id));
                idle.map(|timer| Skipped {
                    within: activity.title.clone(),
                    title: timer.label.clone(),
                })
            })
            .collect()
    }

    /// The name of the section in which an activity is first.
    fn section_of(&self, id: &ActivityId) -> String {
        let mut sections = self.training.sections.iter();
        let section = sections.find(|section| {
            let mut slides = section.slides.iter();
            slides.any(|slide| slide.activity.as_ref() == Some(id))
        });
        section.map_or_else(String::new, |section| section.title.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::recovery::Cut;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, training};
    use crate::domain::time::Span;
    use crate::domain::timer::TimerAction;

    fn told(skipped: &[Skipped]) -> Vec<(&str, &str)> {
        let skipped = skipped.iter();
        skipped
            .map(|one| (one.within.as_str(), one.title.as_str()))
            .collect()
    }

    fn go_to(room: &mut Room, section: usize, slide: usize) {
        let command = Command::GoTo { section, slide };
        room.lead(command).expect("the slide is there");
    }

    #[test]
    fn before_the_beginning_everything_is_left_out_but_no_timer() {
        let session = Room::open().session;
        assert_eq!(session.skipped_slides().len(), 6);
        assert_eq!(session.skipped_activities().len(), 4);
        assert_eq!(session.skipped_timers(), []);
    }

    #[test]
    fn what_was_jumped_over_is_left_out_with_its_activity() {
        let mut room = Room::open();
        go_to(&mut room, 0, 0);
        go_to(&mut room, 1, 0);
        go_to(&mut room, 2, 1);
        let slides = room.session.skipped_slides();
        assert_eq!(
            told(&slides),
            [("First", "B"), ("Second", "D"), ("Third", "E")]
        );
        let activities = room.session.skipped_activities();
        assert_eq!(told(&activities), [("First", "Poll"), ("Third", "Vote")]);
        let timers = room.session.skipped_timers();
        assert_eq!(
            told(&timers),
            [("Drill", "drill-pairs"), ("Drill", "drill-writing")]
        );
    }

    #[test]
    fn a_cut_that_was_taken_back_is_none() {
        let mut training = training();
        training.sections[1].cuts = ["Skip D", "Trim the drill"]
            .map(|what| Cut {
                what: what.into(),
                saves: Span::from_minutes(2),
                slides: vec![],
            })
            .to_vec();
        let mut room = Room::open_with(training);
        go_to(&mut room, 0, 0);
        let [skip, trim] = [0, 1].map(|cut| CutName { section: 1, cut });
        let orders = [Command::MakeCuts(vec![skip, trim]), Command::UndoCut(skip)];
        for order in orders {
            room.lead(order).expect("the training has it");
        }
        room.lead(Command::End).expect("it runs");
        let cuts = room.session.cuts_made();
        assert_eq!(told(&cuts), [("Second", "Trim the drill")]);
    }

    #[test]
    fn a_timer_that_was_reset_has_been_started_all_the_same() {
        let mut room = Room::open();
        go_to(&mut room, 1, 0);
        for action in [TimerAction::Start, TimerAction::Reset] {
            let timer = "drill-pairs".into();
            room.lead(Command::Timer { timer, action })
                .expect("it is a timer of the training");
        }
        let timers = room.session.skipped_timers();
        assert_eq!(told(&timers), [("Drill", "drill-writing")]);
    }
}
