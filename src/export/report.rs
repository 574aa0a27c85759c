//! The report of a session: the one structure that every export is made of.

use super::commitment_lines::{CommitmentLine, commitment_lines};
use super::source::Source;
use super::tables::Tables;
use crate::domain::ids::JoinCode;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::session::{Phase, Session};
use crate::domain::time::{Instant, Span};
use crate::domain::views::{ActivityView, Responses, Skipped, day_text};
use jiff::ZonedDateTime;
use jiff::civil::Date;

/// The report of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Names the session to people.
    pub code: JoinCode,
    /// The name of this run.
    pub session: String,
    /// The name of the training.
    pub training: String,
    /// How it was rehearsed; none for a real session.
    pub rehearsal: Option<Rehearsal>,
    /// The day of the session.
    pub date: Date,
    /// The same, as people read it.
    pub day: String,
    /// An IANA name. All times of the report are in this time zone.
    pub time_zone: String,
    /// When it began; none for a session that never did.
    pub began_at: Option<ZonedDateTime>,
    /// When it ended; none for a session that runs.
    pub ended_at: Option<ZonedDateTime>,
    /// The time as of which all this holds.
    pub as_of: ZonedDateTime,
    /// How many took part.
    pub participants: usize,
    /// The sections with their time.
    pub sections: Vec<SectionLine>,
    /// The slides that were never shown.
    pub skipped: Vec<Skipped>,
    /// The activities that have been shown, with what was answered.
    pub activities: Vec<(ActivityView, Responses)>,
    /// All promises, in the order of joining.
    pub commitments: Vec<CommitmentLine>,
    /// What the facilitator would change next time.
    pub notes: String,
    /// What is exported.
    pub tables: Tables,
}

/// A section with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionLine {
    /// The section's name.
    pub title: String,
    /// How long it should have taken.
    pub planned: Span,
    /// How long it took.
    pub actual: Span,
    /// How many of its slides were shown.
    pub slides_shown: usize,
    /// How many slides it has.
    pub slides: usize,
}

impl Report {
    /// The report of a session as it stands at a time.
    pub fn of(session: &Session, now: Instant) -> Self {
        let source = Source::new(session);
        let mut sections = SectionLine::all(session, now);
        sections.extend(SectionLine::pauses(session, now));
        let commitments = commitment_lines(&source);
        let (began_at, ended_at) = match session.phase() {
            Phase::Lobby => (None, None),
            Phase::Running { began_at } => (Some(began_at), None),
            Phase::Ended { began_at, at } => (Some(began_at), Some(at)),
        };
        Self {
            code: session.code().clone(),
            session: session.title().to_owned(),
            training: session.training().title.clone(),
            rehearsal: session.rehearsal(),
            date: session.date(),
            day: day_text(session.date()),
            time_zone: session.time_zone().to_owned(),
            began_at: began_at.map(|at| source.local(at)),
            ended_at: ended_at.map(|at| source.local(at)),
            as_of: source.local(now),
            participants: session.present().len(),
            tables: Tables::of(&source, &sections, &commitments),
            sections,
            skipped: session.skipped_slides(),
            activities: session.shown_activities(),
            commitments,
            notes: session.notes().to_owned(),
        }
    }
}

impl SectionLine {
    /// The time that the session stood still, which counts for no section; none where it never did.
    fn pauses(session: &Session, now: Instant) -> Option<Self> {
        let paused = session.time_paused(now);
        (paused > Span::ZERO).then(|| Self {
            title: "Pauses".to_owned(),
            planned: Span::ZERO,
            actual: paused,
            slides_shown: 0,
            slides: 0,
        })
    }

    /// The sections of a session with their time as it stands.
    pub(super) fn all(session: &Session, now: Instant) -> Vec<Self> {
        let shown = session.shown_slides();
        let sections = session.outline().into_iter().enumerate();
        let lines = sections.map(|(index, section)| Self {
            title: section.title,
            planned: section.clock.planned,
            actual: section.clock.spent(now),
            slides_shown: shown.iter().filter(|(of, _)| *of == index).count(),
            slides: section.slides.len(),
        });
        lines.collect()
    }
}
