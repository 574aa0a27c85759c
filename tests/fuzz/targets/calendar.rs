//! A calendar file is one (RFC 5545), and holds what was entered, whatever that is.

use super::calendar_file::{CalendarFile, Component};
use super::room::{DAY, Room};
use super::small;
use super::words::Words;
use jiff::tz::TimeZone;
use plenary::domain::check_in::Outcome;
use plenary::domain::session::{Command, Session};
use plenary::domain::training::{ActivityKind, CommitmentKind, Training};
use plenary::export::participant_calendar;

/// Time zones whose clocks follow each another rule, or none.
const ZONES: [&str; 14] = [
    "UTC",
    "Europe/Lisbon",
    "Europe/Dublin",
    "America/New_York",
    "America/Scoresbysund",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Kiritimati",
];

const LINK: &str = "https://plenary.test/c/ABC234/0123456789abcdef0123456789abcdef01234567";

/// The data is words: the names of the training, of the time zone and of days, and what somebody
/// promises.
pub fn calendar(data: &[u8]) {
    let mut words = Words::of(data);
    let training = named(&mut words);
    let zone = TimeZone::get(words.word().trim()).ok();
    let zone = zone.as_ref().and_then(TimeZone::iana_name);
    let zone = zone.map_or_else(|| words.one_of(&ZONES).to_owned(), str::to_owned);
    let day = words.day(DAY);
    let mut room = Room::open_on(training, "Lisbon", day, &zone);
    room.show_all();
    room.join("ana", "Ana").expect("there is room");
    for kind in kinds(room.session.training()) {
        promise(&mut room, &kind, &mut words);
    }
    let ana = room.session.participant(&"ana".into());
    let ana = ana.expect("she has joined");
    let text = participant_calendar(&room.session, ana, LINK, room.now);
    let file = CalendarFile::read(&text);
    assert_holds(&room.session, &file);
}

/// The small training with other names.
fn named(words: &mut Words<'_>) -> Training {
    let mut training = small::training();
    training.title = words.word();
    for plan in &mut training.check_ins {
        plan.title = words.word();
        plan.question = words.word();
    }
    for activity in &mut training.activities {
        if let ActivityKind::Commitments(commitments) = &mut activity.kind {
            for kind in &mut commitments.kinds {
                kind.title = words.word();
                kind.promise = words.word();
                for field in &mut kind.fields {
                    field.label = words.word();
                }
            }
        }
    }
    training
}

fn kinds(training: &Training) -> Vec<CommitmentKind> {
    let activities = training.activities.iter();
    let kinds = activities.filter_map(|activity| match &activity.kind {
        ActivityKind::Commitments(commitments) => Some(commitments.kinds.clone()),
        _ => None,
    });
    kinds.flatten().collect()
}

/// Ana promises something, and says what became of it. She may be refused either.
fn promise(room: &mut Room, kind: &CommitmentKind, words: &mut Words<'_>) {
    let commit = Command::Commit {
        kind: kind.id.clone(),
        fields: words.entries(&kind.fields),
        due: words.day(DAY),
    };
    let _ = room.say("ana", commit);
    let outcome = match words.word().len() % 4 {
        0 => return,
        1 => Outcome::Done,
        2 => Outcome::Moved { to: words.day(DAY) },
        _ => Outcome::Dropped { why: words.word() },
    };
    let check_in = Command::CheckIn {
        check_in: "day-7".into(),
        kind: kind.id.clone(),
        outcome,
    };
    let _ = room.say("ana", check_in);
}

/// All that Ana has promised is there as she wrote it, and the check-ins that ask about it.
fn assert_holds(session: &Session, file: &CalendarFile) {
    let training = session.training();
    assert_eq!(file.calendar.text("NAME"), visible(&training.title));
    let ana = session.participant(&"ana".into()).expect("she has joined");
    for kind in kinds(training) {
        let event = event(file, kind.id.as_str());
        let Some(made) = ana.commitments.get(&kind.id) else {
            assert!(event.is_none(), "nothing is promised");
            continue;
        };
        let Some(event) = event else {
            let due = ana.due_now(&kind.id).expect("it is promised");
            assert!(!(1..9_999).contains(&due.year()), "{due} is left out");
            continue;
        };
        let entries = kind.fields.iter().map(|field| {
            let entry = &made.fields[&field.id];
            format!("{}: {entry}", field.label)
        });
        let lines = [kind.promise.clone()].into_iter().chain(entries);
        let lines: Vec<_> = lines.chain([LINK.to_owned()]).collect();
        assert_eq!(event.text("SUMMARY"), visible(&kind.title));
        assert_eq!(event.text("DESCRIPTION"), visible(&lines.join("\n")));
        assert_eq!(event.value("URL"), LINK);
    }
    for plan in &training.check_ins {
        let Some(event) = event(file, &format!("check-in-{}", plan.id)) else {
            continue;
        };
        let summary = format!("{}: {}", training.title, plan.title);
        assert_eq!(event.text("SUMMARY"), visible(&summary));
        assert!(
            event
                .text("DESCRIPTION")
                .starts_with(&visible(&plan.question))
        );
    }
}

fn event<'f>(file: &'f CalendarFile, what: &str) -> Option<&'f Component> {
    let uid = format!("ABC234-ana-{what}@plenary");
    let mut events = file.components.iter();
    events.find(|one| one.name == "VEVENT" && one.value("UID") == uid)
}

/// A text as a calendar can hold it: no control stands in it but the tab and the end of a line.
fn visible(text: &str) -> String {
    let is_held = |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control();
    text.chars().filter(is_held).collect()
}
