//! A time zone with all that a calendar needs to know of it (RFC 5545, 3.6.5), so that no program has
//! to recognise its name.

use super::clock_changes::{Change, changes, instant};
use super::entry::two_letters;
use super::lines::Lines;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// For so many years the changes of a zone are looked at: a rule that holds for all of them is taken
/// to hold for ever, and without one the changes themselves are listed.
const YEARS: i16 = 10;

/// A time zone as a calendar file writes it.
pub(super) struct ZoneLines {
    /// Its IANA name.
    pub name: String,
    observances: Vec<Observance>,
    /// Until when the file knows the zone; none where it knows it for ever.
    pub known_until: Option<Timestamp>,
}

/// All changes of one kind, with their rule if they have one.
struct Observance {
    changes: Vec<Change>,
    rule: Option<String>,
}

impl ZoneLines {
    /// The zone with this IANA name from a day on. UTC for a name that nobody knows.
    pub fn from_day(name: &str, day: Date) -> Self {
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let end = instant(&zone, day.saturating_add(i64::from(YEARS).years()));
        let goes_on = zone.following(end).next().is_some();
        let end_day = goes_on.then(|| zone.to_datetime(end).date());
        let observances = observances(changes(&zone, day, end), end_day);
        let is_listed = |observance: &Observance| {
            observance.rule.is_none() && goes_on_until(&observance.changes, end_day)
        };
        let known_until = observances.iter().any(is_listed).then_some(end);
        Self {
            name: name.to_owned(),
            observances,
            known_until,
        }
    }

    /// Writes the zone.
    pub fn write(&self, lines: &mut Lines) {
        lines.raw("BEGIN", "VTIMEZONE");
        lines.raw("TZID", &self.name);
        for observance in &self.observances {
            observance.write(lines);
        }
        lines.raw("END", "VTIMEZONE");
    }
}

/// Changes by their kinds. A rule has no end, so it is only for a kind that goes on until the day on
/// which the looking ends; without such a day, no change comes any more. And once one kind that goes
/// on has no rule, the rules of the others would outlive its list: then all of them are listed.
fn observances(changes: Vec<Change>, end: Option<Date>) -> Vec<Observance> {
    let mut kinds: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match kinds.iter_mut().find(|kind| kind[0].is_like(&change)) {
            Some(kind) => kind.push(change),
            None => kinds.push(vec![change]),
        }
    }
    let ruled = |kind: &[Change]| {
        goes_on_until(kind, end)
            .then(|| yearly_rule(kind))
            .flatten()
    };
    let all_ruled = kinds
        .iter()
        .all(|kind| !goes_on_until(kind, end) || ruled(kind).is_some());
    let observances = kinds.into_iter().map(|kind| Observance {
        rule: ruled(&kind).filter(|_| all_ruled),
        changes: kind,
    });
    observances.collect()
}

/// Whether a change of this kind falls into the last year before a day.
fn goes_on_until(kind: &[Change], end: Option<Date>) -> bool {
    let last = kind.iter().map(|change| change.at.date()).max();
    let last_year = end.map(|end| end.saturating_sub(1.year()));
    last_year.is_some_and(|start| last >= Some(start))
}

impl Observance {
    fn write(&self, lines: &mut Lines) {
        let [first, others @ ..] = self.changes.as_slice() else {
            return;
        };
        let component = if first.is_summer {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        lines.raw("BEGIN", component);
        lines.raw("DTSTART", &written(first.at));
        if let Some(rule) = &self.rule {
            lines.raw("RRULE", rule);
        } else if !others.is_empty() {
            let others: Vec<_> = others.iter().map(|change| written(change.at)).collect();
            lines.raw("RDATE", &others.join(","));
        }
        lines.raw("TZOFFSETFROM", &offset(first.from));
        lines.raw("TZOFFSETTO", &offset(first.to));
        lines.text("TZNAME", &first.name);
        lines.raw("END", component);
    }
}

/// The rule that all changes of a kind follow, such as the last Sunday of March; none where there is
/// no such rule, a year without one, or a single change.
fn yearly_rule(kind: &[Change]) -> Option<String> {
    let first = kind[0].at;
    if kind.len() == 1 {
        return None;
    }
    let is_like_first = |at: &DateTime| {
        at.month() == first.month() && at.weekday() == first.weekday() && at.time() == first.time()
    };
    let is_yearly = kind
        .windows(2)
        .all(|pair| pair[1].at.year() == pair[0].at.year() + 1);
    if !is_yearly || !kind.iter().all(|change| is_like_first(&change.at)) {
        return None;
    }
    let number = |at: DateTime| (at.day() - 1) / 7 + 1;
    let is_last = |at: DateTime| at.day() + 7 > at.days_in_month();
    let number = if kind.iter().all(|change| is_last(change.at)) {
        "-1".to_owned()
    } else if kind.iter().all(|change| number(change.at) == number(first)) {
        number(first).to_string()
    } else {
        return None;
    };
    Some(format!(
        "FREQ=YEARLY;BYMONTH={};BYDAY={number}{}",
        first.month(),
        two_letters(first.weekday())
    ))
}

fn written(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
