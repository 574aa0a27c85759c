//! What stands in a participant's calendar, and on which days.

use crate::domain::check_in::CheckInPlan;
use crate::domain::session::{Commitment, Participant, Session};
use crate::domain::time::Span;
use crate::domain::training::{CommitmentKind, FieldInput, Repeat};
use jiff::civil::{Date, Time, Weekday};

/// How long a meeting takes whose training does not say.
const MEETING: Span = Span::from_minutes(30);

/// An entry of a calendar.
pub(super) struct Entry {
    /// Names the entry among all calendars of the world.
    pub uid: String,
    /// Grows with each change of whoever promised.
    pub sequence: u64,
    /// The first day.
    pub day: Date,
    /// When it begins in the session's time zone and how long it takes; none for a whole day.
    pub time: Option<(Time, Span)>,
    /// How it repeats, as RFC 5545 writes it (3.3.10).
    pub rule: Option<String>,
    pub title: String,
    pub description: String,
    pub link: String,
    /// Whether it is given up, so that calendars drop it.
    pub is_cancelled: bool,
    /// Whether it asks for an answer, and should be noticed.
    pub asks: bool,
}

/// The promises that somebody has made, and the check-ins that ask about them; nothing for whoever is
/// off the list or has deleted their words.
pub(super) fn entries(session: &Session, participant: &Participant, link: &str) -> Vec<Entry> {
    if participant.removed || participant.erased {
        return Vec::new();
    }
    let kinds = session.commitment_kinds();
    let made: Vec<_> = kinds
        .filter_map(|(_, kind)| Some((kind, participant.commitments.get(&kind.id)?)))
        .collect();
    let promises = made
        .iter()
        .map(|(kind, commitment)| promise(session, participant, kind, commitment, link));
    let plans = session.training().check_ins.iter();
    let check_ins = plans.filter_map(|plan| check_in(session, participant, plan, &made, link));
    let entries = promises.chain(check_ins);
    entries.filter(|entry| can_be_written(entry.day)).collect()
}

/// A year has four digits (RFC 5545, 3.3.4), and a whole day ends on the next. People can promise
/// something for any day that there is.
fn can_be_written(day: Date) -> bool {
    (1..9_999).contains(&day.year())
}

fn promise(
    session: &Session,
    participant: &Participant,
    kind: &CommitmentKind,
    commitment: &Commitment,
    link: &str,
) -> Entry {
    let day = participant.due_now(&kind.id).unwrap_or(commitment.due);
    let fields = kind.fields.iter().filter_map(|field| {
        let entry = commitment.fields.get(&field.id)?;
        Some(format!("{}: {entry}", field.label))
    });
    let lines: Vec<_> = std::iter::once(kind.promise.clone())
        .chain(fields)
        .chain([link.to_owned()])
        .collect();
    Entry {
        uid: uid(session, participant, kind.id.as_str()),
        sequence: participant.changed,
        day,
        time: time_of(kind, commitment).map(|time| (time, kind.meeting.unwrap_or(MEETING))),
        rule: kind.repeat.map(|repeat| rule(repeat, day)),
        title: kind.title.clone(),
        description: lines.join("\n"),
        link: link.to_owned(),
        is_cancelled: participant.has_given_up(&kind.id),
        asks: false,
    }
}

fn check_in(
    session: &Session,
    participant: &Participant,
    plan: &CheckInPlan,
    made: &[(&CommitmentKind, &Commitment)],
    link: &str,
) -> Option<Entry> {
    let asked = made.iter().filter(|(kind, _)| plan.asks_about(&kind.id));
    let promises: Vec<_> = asked
        .map(|(kind, _)| format!("- {}", kind.promise))
        .collect();
    if promises.is_empty() {
        return None;
    }
    Some(Entry {
        uid: uid(session, participant, &format!("check-in-{}", plan.id)),
        sequence: participant.changed,
        day: plan.date(session.date())?,
        time: None,
        rule: None,
        title: format!("{}: {}", session.training().title, plan.title),
        description: format!("{}\n{}\n{link}", plan.question, promises.join("\n")),
        link: link.to_owned(),
        is_cancelled: false,
        asks: true,
    })
}

/// A code and ids are letters, digits and hyphens, so nothing needs to be escaped.
fn uid(session: &Session, participant: &Participant, what: &str) -> String {
    format!("{}-{}-{what}@plenary", session.code(), participant.id)
}

fn time_of(kind: &CommitmentKind, commitment: &Commitment) -> Option<Time> {
    let field = kind
        .fields
        .iter()
        .find(|field| field.input == FieldInput::Time)?;
    commitment.fields.get(&field.id)?.parse().ok()
}

/// A weekly meeting keeps the weekday of its first day. So does a monthly one, which is the last such
/// weekday of each month if the first one is, and otherwise has the same number in each month.
fn rule(repeat: Repeat, first: Date) -> String {
    let weekday = two_letters(first.weekday());
    match repeat {
        Repeat::Weekly => format!("FREQ=WEEKLY;BYDAY={weekday}"),
        Repeat::Monthly if first.day() + 7 > first.days_in_month() => {
            format!("FREQ=MONTHLY;BYDAY=-1{weekday}")
        }
        Repeat::Monthly => {
            let number = (first.day() - 1) / 7 + 1;
            format!("FREQ=MONTHLY;BYDAY={number}{weekday}")
        }
    }
}

/// A weekday as RFC 5545 writes it.
pub(super) fn two_letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_monthly_meeting_on_a_last_weekday_stays_on_the_last() {
        let monthly = |day| rule(Repeat::Monthly, day);
        assert_eq!(monthly(date(2026, 12, 29)), "FREQ=MONTHLY;BYDAY=-1TU");
        assert_eq!(monthly(date(2026, 11, 24)), "FREQ=MONTHLY;BYDAY=-1TU");
        assert_eq!(monthly(date(2026, 11, 17)), "FREQ=MONTHLY;BYDAY=3TU");
        assert_eq!(monthly(date(2027, 2, 22)), "FREQ=MONTHLY;BYDAY=-1MO");
        assert_eq!(monthly(date(2026, 12, 1)), "FREQ=MONTHLY;BYDAY=1TU");
    }
}
