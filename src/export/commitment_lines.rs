//! The promises of a session with what became of them.

use super::source::Source;
use crate::domain::check_in::{CheckInPlan, Outcome};
use crate::domain::ids::FieldId;
use crate::domain::session::{Commitment, Participant};
use crate::domain::training::{CommitmentKind, Repeat};
use jiff::ZonedDateTime;
use jiff::civil::Date;

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
    /// What was said at each check-in of the training.
    pub check_ins: Vec<Said>,
    /// The day to which it was moved last, or else the one that was promised; what came later holds.
    pub now_due: Date,
    /// Why it was given up, where it ever was.
    pub reason: Option<String>,
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

/// What was said at a check-in about a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is not about such promises.
    NotAsked,
    /// Nothing yet.
    Nothing,
    /// It is kept.
    Done,
    /// It has a new date.
    Moved,
    /// It is given up.
    Dropped,
}

impl Said {
    /// What somebody said at a check-in about a promise of a kind.
    pub(super) fn of(person: &Participant, plan: &CheckInPlan, kind: &CommitmentKind) -> Self {
        if !plan.asks_about(&kind.id) {
            return Self::NotAsked;
        }
        let name = (plan.id.clone(), kind.id.clone());
        match person.check_ins.get(&name).map(|said| &said.outcome) {
            None => Self::Nothing,
            Some(Outcome::Done) => Self::Done,
            Some(Outcome::Moved { .. }) => Self::Moved,
            Some(Outcome::Dropped { .. }) => Self::Dropped,
        }
    }

    /// The word for it; none where nothing was asked.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::NotAsked => None,
            Self::Nothing => Some("no answer"),
            Self::Done => Some("done"),
            Self::Moved => Some("moved"),
            Self::Dropped => Some("dropped"),
        }
    }
}

/// All promises, in the order of joining.
pub(super) fn commitment_lines(source: &Source) -> Vec<CommitmentLine> {
    let people = source.session.present().into_iter();
    let lines = people.flat_map(|person| {
        source
            .session
            .commitment_kinds()
            .filter_map(move |(_, kind)| {
                let made = person.commitments.get(&kind.id)?;
                Some(line(source, person, kind, made))
            })
    });
    lines.collect()
}

fn line(
    source: &Source,
    person: &Participant,
    kind: &CommitmentKind,
    made: &Commitment,
) -> CommitmentLine {
    let entries = kind.fields.iter().filter_map(|field| {
        Some(Entry {
            field: field.id.clone(),
            label: field.label.clone(),
            text: made.fields.get(&field.id)?.clone(),
        })
    });
    let plans = source.session.training().check_ins.iter();
    CommitmentLine {
        participant: person.name.clone(),
        kind: kind.title.clone(),
        entries: entries.collect(),
        due: made.due,
        repeat: kind.repeat,
        committed_at: source.local(made.at),
        check_ins: plans.map(|plan| Said::of(person, plan, kind)).collect(),
        now_due: person.due_now(&kind.id).unwrap_or(made.due),
        reason: latest(person, kind, |outcome| match outcome {
            Outcome::Dropped { why } => Some(why.clone()),
            Outcome::Done | Outcome::Moved { .. } => None,
        }),
    }
}

/// What the latest of somebody's outcomes gives that gives something.
fn latest<T>(
    person: &Participant,
    kind: &CommitmentKind,
    part: impl Fn(&Outcome) -> Option<T>,
) -> Option<T> {
    let said = person.check_ins.iter();
    let about_it = said.filter(|((_, of), _)| *of == kind.id);
    let parts = about_it.filter_map(|(_, said)| Some((said.at, part(&said.outcome)?)));
    parts.max_by_key(|(at, _)| *at).map(|(_, part)| part)
}
