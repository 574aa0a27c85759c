//! A participant's calendar file: their promises on their days, and the days on which they are asked
//! what became of them (RFC 5545, with the name of RFC 7986).
//!
//! Everything comes from the training and from what was promised. The UIDs are stable and the sequence
//! grows with each change, so that importing the file again updates what is there.

mod entry;
mod lines;
mod time_zone;

#[cfg(test)]
mod tests;

use crate::domain::session::{Participant, Session};
use crate::domain::time::Instant;
use entry::{Entry, entries};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lines::Lines;

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
    if entries.iter().any(|entry| entry.time.is_some()) {
        let zone = TimeZone::get(session.time_zone()).unwrap_or(TimeZone::UTC);
        time_zone::write(&mut lines, session.time_zone(), &zone, session.date());
    }
    let stamp = Timestamp::from_millisecond(stamp.as_millis()).unwrap_or_default();
    let stamp = stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    for entry in &entries {
        write_entry(&mut lines, entry, session.time_zone(), &stamp);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn write_entry(lines: &mut Lines, entry: &Entry, zone: &str, stamp: &str) {
    lines.raw("BEGIN", "VEVENT");
    lines.raw("UID", &entry.uid);
    lines.raw("DTSTAMP", stamp);
    lines.raw("SEQUENCE", &entry.sequence.to_string());
    let day = entry.day.strftime("%Y%m%d").to_string();
    match entry.time {
        Some((time, length)) => {
            let start = format!("{day}T{}", time.strftime("%H%M%S"));
            lines.raw(&format!("DTSTART;TZID={zone}"), &start);
            lines.raw("DURATION", &format!("PT{}M", length.whole_minutes()));
        }
        None => {
            lines.raw("DTSTART;VALUE=DATE", &day);
            lines.raw("DURATION", "P1D");
            // A whole day that is marked does not make somebody busy.
            lines.raw("TRANSP", "TRANSPARENT");
        }
    }
    if let Some(rule) = &entry.rule {
        lines.raw("RRULE", rule);
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
