//! A time zone with all that a calendar needs to know of it (RFC 5545, 3.6.5), so that no program has
//! to recognise its name.

use super::entry::two_letters;
use super::lines::Lines;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// For so many years the changes of a zone are looked at: a rule that holds for all of them is taken
/// to hold for ever, and without one the changes themselves are listed.
const YEARS: i16 = 10;

/// A change of the clocks.
#[derive(Clone, Debug)]
struct Change {
    /// When, by the clocks before the change.
    at: DateTime,
    from: Offset,
    to: Offset,
    is_summer: bool,
    name: String,
}

impl Change {
    /// Whether two changes differ in nothing but their day.
    fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, self.is_summer, &self.name)
            == (other.from, other.to, other.is_summer, &other.name)
    }
}

/// Writes a zone under its name, with what holds from a day on.
pub(super) fn write(lines: &mut Lines, name: &str, zone: &TimeZone, day: Date) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", name);
    let mut changes = changes(zone, day);
    if changes.is_empty() {
        changes.push(standing_still(zone, day));
    }
    write_changes(lines, changes);
    lines.raw("END", "VTIMEZONE");
}

/// Writes changes by their kinds: each kind by its rule, if all of them have one.
fn write_changes(lines: &mut Lines, changes: Vec<Change>) {
    let mut kinds: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match kinds.iter_mut().find(|kind| kind[0].is_like(&change)) {
            Some(kind) => kind.push(change),
            None => kinds.push(vec![change]),
        }
    }
    let rules: Option<Vec<_>> = kinds.iter().map(|kind| yearly_rule(kind)).collect();
    for (index, kind) in kinds.iter().enumerate() {
        let rule = rules.as_ref().map(|rules| rules[index].as_str());
        write_kind(lines, kind, rule.filter(|_| kind.len() > 1));
    }
}

fn write_kind(lines: &mut Lines, kind: &[Change], rule: Option<&str>) {
    let first = &kind[0];
    let component = if first.is_summer {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    lines.raw("BEGIN", component);
    lines.raw("DTSTART", &written(first.at));
    match rule {
        Some(rule) => lines.raw("RRULE", rule),
        None if kind.len() > 1 => {
            let others: Vec<_> = kind[1..].iter().map(|change| written(change.at)).collect();
            lines.raw("RDATE", &others.join(","));
        }
        None => {}
    }
    lines.raw("TZOFFSETFROM", &offset(first.from));
    lines.raw("TZOFFSETTO", &offset(first.to));
    lines.text("TZNAME", &first.name);
    lines.raw("END", component);
}

/// The change before a day, so that the day itself is covered, and those of the years after it. None
/// where there are no changes any more.
fn changes(zone: &TimeZone, day: Date) -> Vec<Change> {
    let start = instant(zone, day);
    let end = day.saturating_add(i64::from(YEARS).years());
    let end = instant(zone, end);
    let mut following = zone
        .following(start)
        .take_while(|next| next.timestamp() < end);
    let Some(first) = following.next() else {
        return Vec::new();
    };
    // From the change before: two of them in a year go on as the later ones do.
    let before = zone.preceding(start).next();
    let all = before.into_iter().chain([first]).chain(following);
    all.map(|change| {
        let before = change.timestamp() - 1.second();
        let from = zone.to_offset(before);
        Change {
            at: from.to_datetime(change.timestamp()),
            from,
            to: change.offset(),
            is_summer: change.dst().is_dst(),
            name: change.abbreviation().to_owned(),
        }
    })
    .collect()
}

/// What holds where the clocks are never changed.
fn standing_still(zone: &TimeZone, day: Date) -> Change {
    let info = zone.to_offset_info(instant(zone, day));
    Change {
        at: DateTime::constant(1970, 1, 1, 0, 0, 0, 0),
        from: info.offset(),
        to: info.offset(),
        is_summer: false,
        name: info.abbreviation().to_owned(),
    }
}

fn instant(zone: &TimeZone, day: Date) -> Timestamp {
    let start = day.to_zoned_datetime(zone.clone());
    start.map_or(Timestamp::MAX, |start| start.timestamp())
}

/// The rule that all changes of a kind follow, such as the last Sunday of March; none where there is
/// no such rule, or a year without one.
fn yearly_rule(kind: &[Change]) -> Option<String> {
    let first = kind[0].at;
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rules(name: &str) -> Vec<String> {
        let zone = TimeZone::get(name).expect("it is a zone");
        let mut lines = Lines::default();
        write(&mut lines, name, &zone, date(2026, 11, 24));
        let wanted = ["BEGIN:", "RRULE:", "TZOFFSETTO:", "DTSTART:"];
        let file = lines.finish();
        let kept = file
            .split_terminator("\r\n")
            .skip(2)
            .filter(|line| wanted.iter().any(|start| line.starts_with(start)));
        kept.map(str::to_owned).collect()
    }

    #[test]
    fn a_zone_with_summer_time_has_two_yearly_rules() {
        assert_eq!(
            rules("Europe/Berlin"),
            [
                "BEGIN:STANDARD",
                "DTSTART:20261025T030000",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                "TZOFFSETTO:+0100",
                "BEGIN:DAYLIGHT",
                "DTSTART:20270328T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                "TZOFFSETTO:+0200",
            ]
        );
        assert_eq!(
            rules("America/New_York"),
            [
                "BEGIN:STANDARD",
                "DTSTART:20261101T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
                "TZOFFSETTO:-0500",
                "BEGIN:DAYLIGHT",
                "DTSTART:20270314T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
                "TZOFFSETTO:-0400",
            ]
        );
    }

    #[test]
    fn in_the_south_summer_time_holds_over_the_new_year() {
        assert_eq!(
            rules("Australia/Sydney"),
            [
                "BEGIN:DAYLIGHT",
                "DTSTART:20261004T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
                "TZOFFSETTO:+1100",
                "BEGIN:STANDARD",
                "DTSTART:20270404T030000",
                "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
                "TZOFFSETTO:+1000",
            ]
        );
    }

    #[test]
    fn a_zone_that_never_changes_stands_still() {
        assert_eq!(
            rules("Asia/Kolkata"),
            [
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETTO:+0530"
            ]
        );
    }

    /// As in Morocco, whose clocks go by the moon.
    #[test]
    fn changes_that_follow_no_rule_are_listed() {
        let change = |at: Date, summer| Change {
            at: at.at(2, 0, 0, 0),
            from: Offset::constant(if summer { 0 } else { 1 }),
            to: Offset::constant(if summer { 1 } else { 0 }),
            is_summer: summer,
            name: "+01".to_owned(),
        };
        let mut lines = Lines::default();
        let changes = vec![
            change(date(2026, 2, 15), false),
            change(date(2026, 3, 22), true),
            change(date(2027, 2, 7), false),
            change(date(2027, 3, 14), true),
        ];
        write_changes(&mut lines, changes);
        let file = lines.finish();
        assert!(!file.contains("RRULE"), "{file}");
        for line in [
            "DTSTART:20260215T020000\r\nRDATE:20270207T020000\r\n",
            "DTSTART:20260322T020000\r\nRDATE:20270314T020000\r\n",
        ] {
            assert!(file.contains(line), "{file}");
        }
    }
}
