//! A participant's calendar file: their promises on their days, and the days on which they are asked
//! what became of them (RFC 5545, with the name of RFC 7986).
//!
//! Everything comes from the training and from what was promised. The UIDs are stable and the sequence
//! grows with each change, so that importing the file again updates what is there.

mod clock_changes;
mod entry;
mod lines;
mod time_zone;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod time_zone_tests;

use crate::domain::session::{Participant, Session};
use crate::domain::time::Instant;
use entry::{Entry, entries};
use jiff::{Timestamp, ToSpan};
use lines::Lines;
use time_zone::ZoneLines;

/// The calendar file of a participant. `link` is the address of their own page; `stamp` is when the
/// file is made.
pub fn participant_calendar(
    session: &Session,
    participant: &Participant,
    link: &str,
    stamp: Instant,
) -> String {
    let entries = entries(session, participant, link);
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Plenary//Commitments//EN");
    lines.raw("METHOD", "PUBLISH");
    let name = &session.training().title;
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    let timed = entries.iter().filter(|entry| entry.time.is_some());
    let first_day = timed.map(|entry| entry.day).min();
    let zone = ZoneLines::from_day(session.time_zone(), first_day.unwrap_or(session.date()));
    // A calendar must have a component (3.6): where there is no entry, it is the zone.
    if first_day.is_some() || entries.is_empty() {
        zone.write(&mut lines);
    }
    let stamp = Timestamp::from_millisecond(stamp.as_millis()).unwrap_or_default();
    for entry in &entries {
        write_entry(&mut lines, entry, &zone, stamp);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn write_entry(lines: &mut Lines, entry: &Entry, zone: &ZoneLines, stamp: Timestamp) {
    lines.raw("BEGIN", "VEVENT");
    lines.raw("UID", &entry.uid);
    lines.raw("DTSTAMP", &utc(stamp));
    lines.raw("SEQUENCE", &entry.sequence.to_string());
    let day = entry.day.strftime("%Y%m%d").to_string();
    match entry.time {
        Some((time, length)) => {
            let start = format!("{day}T{}", time.strftime("%H%M%S"));
            lines.raw(&format!("DTSTART;TZID={}", zone.name), &start);
            lines.raw("DURATION", &format!("PT{}M", length.whole_minutes()));
        }
        None => {
            lines.raw("DTSTART;VALUE=DATE", &day);
            let next = entry.day.saturating_add(1.day());
            lines.raw("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
            // A whole day that is marked does not make somebody busy.
            lines.raw("TRANSP", "TRANSPARENT");
        }
    }
    if let Some(rule) = &entry.rule {
        // Where the clocks follow no rule, a meeting would be at a wrong time once the file knows no
        // more of them.
        let until = zone.known_until.filter(|_| entry.time.is_some());
        let until = until.map_or(String::new(), |until| format!(";UNTIL={}", utc(until)));
        lines.raw("RRULE", &format!("{rule}{until}"));
    }
    lines.text("SUMMARY", &entry.title);
    lines.text("DESCRIPTION", &entry.description);
    lines.raw("URL", &entry.link);
    if entry.is_cancelled {
        lines.raw("STATUS", "CANCELLED");
    } else if entry.asks {
        // At nine in the morning of the day.
        lines.raw("BEGIN", "VALARM");
        lines.raw("ACTION", "DISPLAY");
        lines.raw("TRIGGER", "PT9H");
        lines.text("DESCRIPTION", &entry.title);
        lines.raw("END", "VALARM");
    }
    lines.raw("END", "VEVENT");
}

/// As RFC 5545 writes an instant (3.3.5, form 2).
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
