//! A session beside earlier ones of the same training.

use super::report::SectionLine;
use crate::domain::session::Session;
use crate::domain::time::{Instant, Span};
use crate::domain::views::PromiseCount;
use jiff::civil::Date;

/// A session beside earlier ones of the same training.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The session itself, and after it the earlier ones as they were given.
    pub runs: Vec<Run>,
    /// The sections of the session itself, each with how it went in every run.
    pub sections: Vec<SectionRuns>,
}

/// What a session came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The code.
    pub code: String,
    /// The name of this run.
    pub title: String,
    /// Its day.
    pub date: Date,
    /// How many took part.
    pub participants: usize,
    /// How long it should have taken.
    pub planned: Span,
    /// How long it took.
    pub actual: Span,
    /// What was promised, and what is done.
    pub promises: PromiseCount,
}

/// A section in several runs.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionRuns {
    /// The section's name.
    pub title: String,
    /// Its time in each run; none where the training had no such section.
    pub times: Vec<Option<SectionLine>>,
}

impl Comparison {
    /// A session as it stands at a time, beside earlier ones. Sections are the same where they have
    /// the same name: a training may have changed from one run to the next.
    pub fn of(session: &Session, earlier: &[Session], now: Instant) -> Self {
        let all: Vec<_> = std::iter::once((session, now))
            .chain(earlier.iter().map(|past| (past, past.latest())))
            .map(|(session, at)| (session, SectionLine::all(session, at)))
            .collect();
        let sections = all.first().map(|(_, sections)| sections.as_slice());
        let sections = sections.unwrap_or_default().iter();
        Self {
            sections: sections
                .map(|section| SectionRuns {
                    title: section.title.clone(),
                    times: all
                        .iter()
                        .map(|(_, sections)| named(sections, &section.title).cloned())
                        .collect(),
                })
                .collect(),
            runs: all
                .iter()
                .map(|(session, sections)| run(session, sections))
                .collect(),
        }
    }
}

fn named<'a>(sections: &'a [SectionLine], title: &str) -> Option<&'a SectionLine> {
    sections.iter().find(|section| section.title == title)
}

fn run(session: &Session, sections: &[SectionLine]) -> Run {
    Run {
        code: session.code().to_string(),
        title: session.title().to_owned(),
        date: session.date(),
        participants: session.present().len(),
        planned: sections.iter().map(|section| section.planned).sum(),
        actual: sections.iter().map(|section| section.actual).sum(),
        promises: session.promise_count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, training};

    /// A session whose sections take so many minutes.
    fn session(minutes: [i64; 3]) -> Room {
        let mut room = Room::open();
        for (section, minutes) in minutes.into_iter().enumerate() {
            let command = Command::GoTo { section, slide: 0 };
            room.lead(command).expect("the slide is there");
            room.wait(Span::from_minutes(minutes));
        }
        room
    }

    fn ended(minutes: [i64; 3]) -> Session {
        let mut room = session(minutes);
        room.lead(Command::End).expect("it runs");
        room.wait(Span::from_minutes(60));
        room.session
    }

    /// A session of the same training, of which a section was called otherwise.
    fn before_the_renaming() -> Session {
        let mut old = training();
        old.sections[1].title = "Middle".into();
        Room::open_with(old).session
    }

    #[test]
    fn each_run_is_measured_against_its_own_plan() {
        let room = session([6, 15, 4]);
        let earlier = [ended([5, 12, 13]), before_the_renaming()];
        let comparison = Comparison::of(&room.session, &earlier, room.now);
        let minutes = |span: Span| span.whole_minutes();
        let totals: Vec<_> = comparison
            .runs
            .iter()
            .map(|run| (minutes(run.planned), minutes(run.actual)))
            .collect();
        assert_eq!(totals, [(30, 25), (30, 30), (30, 0)]);
        let sections: Vec<_> = comparison
            .sections
            .iter()
            .map(|section| {
                let times = section.times.iter().map(Option::as_ref);
                let over = times.map(|time| Some(minutes(time?.actual - time?.planned)));
                (section.title.as_str(), over.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            sections,
            [
                ("First", vec![Some(1), Some(0), Some(-5)]),
                ("Second", vec![Some(0), Some(-3), None]),
                ("Third", vec![Some(-6), Some(3), Some(-10)]),
            ]
        );
    }

    #[test]
    fn what_happens_after_the_end_makes_no_run_longer() {
        let past = ended([5, 15, 10]);
        let comparison = Comparison::of(&past, &[], past.latest() + Span::from_minutes(1_000));
        assert_eq!(comparison.runs.len(), 1);
        assert_eq!(comparison.runs[0].actual, Span::from_minutes(30));
    }
}
