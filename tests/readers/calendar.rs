//! The calendar files of participants, on days and in time zones where dates go wrong.

use super::calendar_room::Room;
use super::expectation::Expectation;
use super::python;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use plenary::domain::check_in::Outcome;
use plenary::export::participant_calendar;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const LINK: &str = "https://plenary.example/c/ABC234/0123456789abcdef0123456789abcdef01234567";
const ZONES: [&str; 4] = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Sydney",
];

const TEMPLATE: &str = "pre-read-template";
const MEETING: &str = "deal-review-meeting";
const CAREER: &str = "career-conversation";

/// A day of a session with the days that follow from it, by a paper calendar.
struct Day {
    name: &'static str,
    session: Date,
    template: Date,
    meeting: Date,
    career: Date,
    /// Of day 7, week 3, week 4 and month 3.
    check_ins: [Date; 4],
}

const DAYS: [Day; 4] = [
    Day {
        name: "friday",
        session: date(2026, 11, 27),
        template: date(2026, 12, 4),
        meeting: date(2026, 11, 30),
        career: date(2026, 12, 25),
        check_ins: [
            date(2026, 12, 4),
            date(2026, 12, 18),
            date(2026, 12, 25),
            date(2027, 2, 27),
        ],
    },
    Day {
        name: "last-monday",
        session: date(2026, 11, 30),
        template: date(2026, 12, 4),
        meeting: date(2026, 12, 7),
        career: date(2026, 12, 28),
        check_ins: [
            date(2026, 12, 7),
            date(2026, 12, 21),
            date(2026, 12, 28),
            date(2027, 2, 28),
        ],
    },
    // Eight Mondays over all changes of the autumn, which is Sydney's spring.
    Day {
        name: "september",
        session: date(2026, 9, 23),
        template: date(2026, 9, 25),
        meeting: date(2026, 9, 28),
        career: date(2026, 9, 30),
        check_ins: [
            date(2026, 9, 30),
            date(2026, 10, 14),
            date(2026, 10, 21),
            date(2026, 12, 23),
        ],
    },
    // And over those of the spring. The 24th is the last Wednesday of its month.
    Day {
        name: "february",
        session: date(2027, 2, 24),
        template: date(2027, 2, 26),
        meeting: date(2027, 3, 1),
        career: date(2027, 3, 31),
        check_ins: [
            date(2027, 3, 3),
            date(2027, 3, 17),
            date(2027, 3, 24),
            date(2027, 5, 24),
        ],
    },
];

fn write(folder: &Path, name: &str, room: &Room, expected: &Expectation) {
    let calendar = participant_calendar(&room.session, room.ana(), LINK, room.now);
    let path = folder.join(name);
    fs::write(path.with_extension("ics"), calendar).expect("it can be written");
    fs::write(path.with_extension("json"), expected.json()).expect("it can be written");
}

/// A session in which Ana has promised everything, with what is to be found in her calendar.
fn promised(day: &Day, zone: &str) -> (Room, Expectation) {
    let mut room = Room::open(day.session, zone);
    room.promise_all();
    let mut expected = Expectation::nothing(&room, true);
    for (kind, first) in [
        (TEMPLATE, day.template),
        (MEETING, day.meeting),
        (CAREER, day.career),
    ] {
        expected.promise(&room, &room.kind(kind), first, LINK);
    }
    check_ins(&mut expected, &room, day.check_ins);
    (room, expected)
}

fn check_ins(expected: &mut Expectation, room: &Room, days: [Date; 4]) {
    let all = [TEMPLATE, MEETING, CAREER];
    for (id, day, kinds) in [
        ("day-7", days[0], all.as_slice()),
        ("pre-read-works", days[1], &[TEMPLATE]),
        ("wall-stands", days[2], &[MEETING]),
        ("career-talk-is-natural", days[3], &[CAREER]),
    ] {
        expected.check_in(room, id, day, kinds, LINK);
    }
}

#[test]
fn other_programs_find_each_entry_on_its_day_at_its_time() {
    let folder = TempDir::new().expect("a scratch directory");
    for day in &DAYS {
        for zone in ZONES {
            let (room, expected) = promised(day, zone);
            let name = format!("{}-{}", day.name, zone.replace('/', "-"));
            write(folder.path(), &name, &room, &expected);
        }
    }
    python::read("calendar_check.py", folder.path());
}

/// Nine o'clock on eight Mondays, counted by hand: what the files are compared with is right itself.
#[test]
fn the_expected_instants_are_those_that_a_person_counts() {
    let september = [
        "09-28", "10-05", "10-12", "10-19", "10-26", "11-02", "11-09", "11-16",
    ];
    let sundays_of_september = [
        "09-27", "10-04", "10-11", "10-18", "10-25", "11-01", "11-08", "11-15",
    ];
    let february = [
        "03-01", "03-08", "03-15", "03-22", "03-29", "04-05", "04-12", "04-19",
    ];
    let sundays_of_february = [
        "02-28", "03-07", "03-14", "03-21", "03-28", "04-04", "04-11", "04-18",
    ];
    // The hour in UTC before and after the change, and how many Mondays come before it.
    for (day, zone, year, days, before, after, count) in [
        (2, "Europe/Berlin", 2026, september, "07:00", "08:00", 4),
        (2, "America/New_York", 2026, september, "13:00", "14:00", 5),
        (2, "Asia/Kolkata", 2026, september, "03:30", "03:30", 8),
        (
            2,
            "Australia/Sydney",
            2026,
            sundays_of_september,
            "23:00",
            "22:00",
            1,
        ),
        (3, "Europe/Berlin", 2027, february, "08:00", "07:00", 4),
        (3, "America/New_York", 2027, february, "14:00", "13:00", 2),
        (3, "Asia/Kolkata", 2027, february, "03:30", "03:30", 8),
        (
            3,
            "Australia/Sydney",
            2027,
            sundays_of_february,
            "22:00",
            "23:00",
            5,
        ),
    ] {
        let by_hand: Vec<_> = (0..)
            .zip(days)
            .map(|(index, day)| {
                let hour = if index < count { before } else { after };
                format!("{year}-{day}T{hour}:00Z")
            })
            .collect();
        let (_, expected) = promised(&DAYS[day], zone);
        assert_eq!(expected.instants(MEETING)[..8], by_hand, "{zone}");
    }
}

#[test]
fn other_programs_find_what_has_been_moved_dropped_and_deleted() {
    let folder = TempDir::new().expect("a scratch directory");
    let (mut room, mut expected) = promised(&DAYS[1], "Europe/Berlin");
    let to = date(2027, 3, 23);
    room.check_in(MEETING, Outcome::Moved { to });
    expected.promise(&room, &room.kind(MEETING), to, LINK);
    let why = "No time".to_owned();
    room.check_in(TEMPLATE, Outcome::Dropped { why });
    expected.cancel(TEMPLATE);
    write(folder.path(), "moved-and-dropped", &room, &expected);
    room.erase();
    let nothing = Expectation::nothing(&room, true);
    write(folder.path(), "deleted", &room, &nothing);
    python::read("calendar_check.py", folder.path());
}

/// Before the session, at a midnight at which clocks change, over changes that follow the moon and are
/// known for ten years (both long ago: what is to come changes with each year's data), with changes of
/// half an hour, and with a winter time that is the exception.
#[test]
fn other_programs_know_the_hour_also_where_clocks_are_odd() {
    let folder = TempDir::new().expect("a scratch directory");
    for (name, zone, session, first, end) in [
        (
            "early",
            "Europe/Berlin",
            date(2026, 11, 24),
            date(2026, 10, 19),
            None,
        ),
        (
            "midnight",
            "America/Havana",
            date(2014, 3, 9),
            date(2014, 3, 9),
            None,
        ),
        (
            "moon",
            "Africa/Casablanca",
            date(2012, 11, 26),
            date(2012, 12, 3),
            Some(date(2022, 12, 3)),
        ),
        (
            "half-an-hour",
            "Australia/Lord_Howe",
            date(2027, 2, 24),
            date(2027, 3, 1),
            None,
        ),
        (
            "winter-time",
            "Europe/Dublin",
            date(2026, 9, 23),
            date(2026, 9, 28),
            None,
        ),
    ] {
        let mut room = Room::open(session, zone);
        let meeting = room.kind(MEETING);
        room.promise(&meeting, first);
        let mut expected = Expectation::nothing(&room, false);
        expected.promise(&room, &meeting, first, LINK);
        if let Some(end) = end {
            expected.end(MEETING, end);
        }
        for (id, day) in [
            ("day-7", session + 1.week()),
            ("wall-stands", session + 4.weeks()),
        ] {
            expected.check_in(&room, id, day, &[MEETING], LINK);
        }
        write(folder.path(), name, &room, &expected);
    }
    python::read("calendar_check.py", folder.path());
}
