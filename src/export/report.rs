//! The report of a session: the one structure that every export is made of.

use crate::domain::ids::{FieldId, JoinCode};
use crate::domain::session::Session;
use crate::domain::time::{Instant, Span};
use crate::domain::training::Repeat;
use crate::domain::views::{ActivityView, Responses};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// The report of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Names the session to people.
    pub code: JoinCode,
    /// The name of this run.
    pub session: String,
    /// The name of the training.
    pub training: String,
    /// The day of the session.
    pub date: Date,
    /// The same, as people read it.
    pub day: String,
    /// How many took part.
    pub participants: usize,
    /// The sections with their time.
    pub sections: Vec<SectionLine>,
    /// The activities that have been shown, with what was answered.
    pub activities: Vec<(ActivityView, Responses)>,
    /// The fields of all promises, in the order of the training, each once.
    pub fields: Vec<FieldId>,
    /// All promises, in the order of joining.
    pub commitments: Vec<CommitmentLine>,
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
}

/// A promise.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentLine {
    /// Who.
    pub participant: String,
    /// What kind.
    pub kind: String,
    /// What was entered.
    pub entries: Vec<Entry>,
    /// For when.
    pub due: Date,
    /// How often it repeats.
    pub repeat: Option<Repeat>,
    /// When it was made, or changed last, in the session's time zone.
    pub committed_at: ZonedDateTime,
}

/// What was entered into a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which field.
    pub field: FieldId,
    /// Its label.
    pub label: String,
    /// What was entered.
    pub text: String,
}

impl Report {
    /// The report of a session as it stands at a time.
    pub fn of(session: &Session, now: Instant) -> Self {
        let mut fields = Vec::new();
        for (_, kind) in session.commitment_kinds() {
            for field in &kind.fields {
                if !fields.contains(&field.id) {
                    fields.push(field.id.clone());
                }
            }
        }
        Self {
            code: session.code().clone(),
            session: session.title().to_owned(),
            training: session.training().title.clone(),
            date: session.date(),
            day: session.date().strftime("%A %-d %B %Y").to_string(),
            participants: session.present().len(),
            sections: SectionLine::all(session, now),
            activities: session.shown_activities(),
            fields,
            commitments: commitment_lines(session),
        }
    }
}

impl SectionLine {
    /// The sections of a session with their time as it stands.
    pub(super) fn all(session: &Session, now: Instant) -> Vec<Self> {
        let sections = session.outline().into_iter().map(|section| Self {
            title: section.title,
            planned: section.clock.planned,
            actual: section.clock.spent(now),
        });
        sections.collect()
    }
}

fn commitment_lines(session: &Session) -> Vec<CommitmentLine> {
    let time_zone = TimeZone::get(session.time_zone()).unwrap_or(TimeZone::UTC);
    let zoned = |at: Instant| {
        Timestamp::from_millisecond(at.as_millis())
            .unwrap_or_default()
            .to_zoned_datetime(time_zone.clone())
    };
    let zoned = &zoned;
    let lines = session.present().into_iter().flat_map(|participant| {
        session.commitment_kinds().filter_map(move |(_, kind)| {
            let commitment = participant.commitments.get(&kind.id)?;
            let entries = kind.fields.iter().filter_map(|field| {
                Some(Entry {
                    field: field.id.clone(),
                    label: field.label.clone(),
                    text: commitment.fields.get(&field.id)?.clone(),
                })
            });
            Some(CommitmentLine {
                participant: participant.name.clone(),
                kind: kind.title.clone(),
                entries: entries.collect(),
                due: commitment.due,
                repeat: kind.repeat,
                committed_at: zoned(commitment.at),
            })
        })
    });
    lines.collect()
}
