//! Zones as they are written.

use super::lines::Lines;
use super::time_zone::ZoneLines;
use jiff::civil::{Date, date};

fn file(name: &str, day: Date) -> String {
    let mut lines = Lines::default();
    ZoneLines::from_day(name, day).write(&mut lines);
    lines.finish().replace("\r\n ", "")
}

fn rules(name: &str) -> Vec<String> {
    let wanted = ["BEGIN:", "RRULE:", "TZOFFSETTO:", "DTSTART:"];
    let file = file(name, date(2026, 11, 24));
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

/// History, since what is to come changes with each year's data: Morocco's clocks went by the moon.
#[test]
fn changes_that_follow_no_rule_are_listed_as_far_as_they_are_known() {
    let day = date(2012, 11, 24);
    let written = file("Africa/Casablanca", day);
    assert!(!written.contains("RRULE"), "{written}");
    for line in [
        "DTSTART:20120930T030000\r\nRDATE:",
        "20130707T030000",
        "20130810T020000",
        "20210411T030000",
        "20210516T020000",
    ] {
        assert!(written.contains(line), "{line} in {written}");
    }
    let known_until = ZoneLines::from_day("Africa/Casablanca", day).known_until;
    assert_eq!(
        known_until.map(|until| until.to_string()).as_deref(),
        Some("2022-11-23T23:00:00Z")
    );
}

#[test]
fn a_rule_that_has_been_given_up_is_none() {
    let day = date(2003, 6, 1);
    let written = file("Europe/Moscow", day);
    assert!(!written.contains("RRULE"), "{written}");
    assert!(written.contains("20101031T030000"), "{written}");
    assert!(written.contains("DTSTART:20110327T020000"), "{written}");
    assert_eq!(ZoneLines::from_day("Europe/Moscow", day).known_until, None);
}

#[test]
fn clocks_that_change_at_midnight_of_the_first_day_are_covered() {
    let written = file("America/Havana", date(2025, 3, 9));
    let change = "BEGIN:DAYLIGHT\r\nDTSTART:20250309T000000\r\n";
    assert!(written.contains(change), "{written}");
}
