//! The calendar of a small session.

use super::participant_calendar;
use crate::domain::check_in::Outcome;
use crate::domain::session::fixtures::{Room, entries, training};
use crate::domain::session::{Command, Session};
use crate::domain::training::{ActivityKind, FieldInput, Repeat};
use jiff::civil::date;

const LINK: &str = "https://plenary.test/c/ABC234/0123456789abcdef0123456789abcdef01234567";

/// A session whose promise is a weekly meeting at a time.
fn room() -> Room {
    let mut training = training();
    if let ActivityKind::Commitments(commitments) = &mut training.activities[3].kind {
        let kind = &mut commitments.kinds[0];
        kind.repeat = Some(Repeat::Weekly);
        kind.fields[1].input = FieldInput::Time;
    }
    let mut room = Room::open_with(training);
    room.join("ana");
    let slide = Command::GoTo {
        section: 2,
        slide: 1,
    };
    room.lead(slide).expect("it exists");
    let commit = Command::Commit {
        kind: "template".into(),
        fields: entries(&[("document", "One, two; \"three\""), ("rep", "08:30")]),
        due: date(2026, 11, 30),
    };
    room.say("ana", commit).expect("it is open");
    room
}

fn calendar(room: &Room) -> String {
    let session: &Session = &room.session;
    let ana = session.participant(&"ana".into()).expect("she is there");
    participant_calendar(session, ana, LINK, room.now).replace("\r\n ", "")
}

#[test]
fn a_day_that_no_calendar_has_is_left_out() {
    for (due, is_there) in [
        (date(-44, 3, 15), false),
        (date(1, 1, 1), true),
        (date(9998, 12, 31), true),
        (date(9999, 12, 31), false),
    ] {
        let mut room = room();
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", "One"), ("rep", "Kim")]),
            due,
        };
        room.say("ana", commit).expect("it is open");
        let calendar = calendar(&room);
        assert_eq!(calendar.contains("-template@plenary"), is_there, "{due}");
    }
}

fn say(room: &mut Room, outcome: Outcome) {
    let check_in = Command::CheckIn {
        check_in: "day-7".into(),
        kind: "template".into(),
        outcome,
    };
    room.say("ana", check_in).expect("she has promised it");
}

#[test]
fn a_meeting_has_its_time_zone_and_rule_and_says_what_was_promised() {
    let calendar = calendar(&room());
    for line in [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Lisbon",
        "UID:ABC234-ana-template@plenary",
        "DTSTART;TZID=Europe/Lisbon:20261130T083000",
        "DURATION:PT30M",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "SUMMARY:Template",
        "DTSTAMP:20261124T060000Z",
    ] {
        assert!(
            calendar.contains(&format!("{line}\r\n")),
            "{line} in {calendar}"
        );
    }
    let description = format!(
        "DESCRIPTION:I ship it.\\ndocument: One\\, two\\; \"three\"\\nrep: 08:30\\n{LINK}\r\n"
    );
    assert!(calendar.contains(&description), "{calendar}");
}

#[test]
fn the_zone_is_known_from_the_first_meeting_on_even_before_the_session() {
    let mut room = room();
    let commit = Command::Commit {
        kind: "template".into(),
        fields: entries(&[("document", "The doc"), ("rep", "08:30")]),
        due: date(2026, 10, 19),
    };
    room.say("ana", commit).expect("it is open");
    let calendar = calendar(&room);
    assert!(
        calendar.contains("DTSTART:20260329T010000\r\n"),
        "{calendar}"
    );
}

#[test]
fn each_check_in_that_asks_about_a_promise_has_its_day() {
    let calendar = calendar(&room());
    for (uid, day) in [("day-7", "20261201"), ("week-3", "20261215")] {
        let start = format!("UID:ABC234-ana-check-in-{uid}@plenary\r\n");
        let (_, entry) = calendar.split_once(&start).expect("it is there");
        assert!(
            entry.contains(&format!("DTSTART;VALUE=DATE:{day}\r\nDTEND;VALUE=DATE:")),
            "{entry}"
        );
        assert!(entry.contains(&format!("URL:{LINK}\r\n")), "{entry}");
    }
}

#[test]
fn importing_again_moves_or_drops_what_has_been_moved_or_dropped() {
    let mut room = room();
    let sequence = |calendar: &str| -> u64 {
        let (_, rest) = calendar.split_once("SEQUENCE:").expect("it is there");
        let (number, _) = rest.split_once("\r\n").expect("it ends");
        number.parse().expect("it is a number")
    };
    let first = sequence(&calendar(&room));
    let to = date(2026, 12, 8);
    say(&mut room, Outcome::Moved { to });
    let moved = calendar(&room);
    assert!(moved.contains(":20261208T083000\r\n"), "{moved}");
    assert!(moved.contains("RRULE:FREQ=WEEKLY;BYDAY=TU\r\n"));
    assert!(sequence(&moved) > first);
    let why = "No time".to_owned();
    say(&mut room, Outcome::Dropped { why });
    let dropped = calendar(&room);
    assert!(dropped.contains("STATUS:CANCELLED\r\n"), "{dropped}");
    assert!(sequence(&dropped) > sequence(&moved));
}

#[test]
fn of_whoever_is_gone_nothing_stands_in_it() {
    let mut room = room();
    let participant = "ana".into();
    room.lead(Command::Erase { participant }).expect("known");
    let calendar = calendar(&room);
    assert!(!calendar.contains("VEVENT"), "{calendar}");
    // A calendar without any component would not be one.
    assert!(calendar.contains("BEGIN:VTIMEZONE"), "{calendar}");
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
}
