//! What serde writes is what is read.

use super::{Fields, FromWire, Json};
use crate::domain::rehearsal::{Reading, Speed, Tempo};
use crate::domain::session::fixtures::{Room, drill_answer, entries};
use crate::domain::session::{Answer, Command, CommitmentName, TimerDisplay};
use crate::domain::time::Span;
use crate::domain::timer::TimerAction;
use crate::domain::views::ConsoleView;
use jiff::civil::date;
use serde::Serialize;
use std::fmt::Debug;

fn is_read<T: Serialize + FromWire + PartialEq + Debug>(view: &T) {
    let text = serde_json::to_string(view).expect("it has a text");
    let read = Json::read(&text).and_then(T::from_wire);
    assert_eq!(read.as_ref(), Some(view), "{text}");
}

fn is_all_read(room: &Room) {
    let (console, projector) = (room.session.console_view(), room.session.projector_view());
    is_read(&console);
    is_read(&projector);
    is_read(&room.session.scripts());
    is_read(&room.session.slide_texts());
}

#[test]
fn every_view_of_a_session_is_read_as_it_was_written() {
    let mut room = Room::open();
    is_all_read(&room);
    for who in ["ana", "raj", "kim"] {
        room.join(who);
    }
    let sections = room.session.outline();
    for (section, content) in sections.iter().enumerate() {
        for slide in 0..content.slides.len() {
            room.lead(Command::GoTo { section, slide })
                .expect("it exists");
            // What the slide does not have is refused, and leaves the view as it is.
            let _ = room.say(
                "ana",
                Command::Answer {
                    activity: "drill".into(),
                    answer: drill_answer("Why?"),
                },
            );
            let _ = room.say(
                "ana",
                Command::Answer {
                    activity: "poll".into(),
                    answer: Answer::Poll(["one".into()].into()),
                },
            );
            let _ = room.say(
                "raj",
                Command::Commit {
                    kind: "template".into(),
                    fields: entries(&[("document", "The shared doc"), ("rep", "Kim")]),
                    due: date(2026, 11, 27),
                },
            );
            for activity in ["poll", "drill", "vote", "promises"] {
                let activity = || activity.into();
                let _ = room.lead(Command::FormGroups {
                    activity: activity(),
                    seed: 7,
                });
                is_all_read(&room);
                let _ = room.lead(Command::Reveal {
                    activity: activity(),
                });
                let _ = room.lead(Command::CountHands {
                    activity: activity(),
                    of: 20,
                    counts: [("one".into(), 12)].into(),
                });
                is_all_read(&room);
            }
            for timer in ["drill-writing", "vote-decide"] {
                for action in [TimerAction::Start, TimerAction::Pause, TimerAction::Start] {
                    let timer = timer.into();
                    let _ = room.lead(Command::Timer { timer, action });
                    is_all_read(&room);
                }
            }
            room.wait(Span::from_minutes(6));
            is_all_read(&room);
        }
    }
    let name = CommitmentName {
        participant: "raj".into(),
        kind: "template".into(),
    };
    room.lead(Command::ReadAloud(Some(name)))
        .expect("it is there");
    for command in [
        Command::SetFrozen(true),
        Command::SetTimerDisplay(TimerDisplay::Bar),
        Command::Pause,
        Command::Remove {
            participant: "kim".into(),
        },
        Command::End,
    ] {
        room.lead(command).expect("it is allowed");
        is_all_read(&room);
    }
}

#[test]
fn a_rehearsals_clock_is_read() {
    let room = Room::open();
    let tempo = Tempo::new(room.now, room.now + Span::from_minutes(5), Speed::FASTEST);
    for tempo in [None, Some(tempo)] {
        let clock = room.now;
        is_read(&Reading { clock, tempo });
    }
}

#[test]
fn a_part_is_new_once() {
    let read = |text: &str| Json::read(text).expect("it is JSON");
    let mut known = Fields::of(read(r#"{"cue":{"a":[1]},"next":null}"#)).expect("it has fields");
    assert!(!known.renew("cue", &read(r#"{ "a": [1] }"#)));
    assert!(!known.renew("next", &Json::Null));
    assert!(known.renew("cue", &Json::Null));
    assert!(!known.renew("cue", &Json::Null));
    assert!(known.renew("later", &Json::Bool(true)));
    assert!(!known.renew("later", &Json::Bool(true)));
}

#[test]
fn texts_are_read_with_all_that_is_escaped_in_them() {
    let texts = [
        "",
        "plain",
        "\"quoted\" \\ / \n\r\t\u{8}\u{c}\u{1}",
        "Zoë, 世界, 🙂",
    ];
    let written = serde_json::to_string(&texts).expect("it has a text");
    let read = Json::read(&written).and_then(Vec::<String>::from_wire);
    assert_eq!(read.expect("they are texts"), texts);
    let numbers = r#" [ "\u00e9\/\ud83d\ude42" , "x" ] "#;
    let read = Json::read(numbers).and_then(Vec::<String>::from_wire);
    assert_eq!(read.expect("they are texts"), ["é/🙂", "x"]);
}

#[test]
fn numbers_are_whole_and_have_their_sign() {
    let read = |text: &str| Json::read(text).and_then(Vec::<i64>::from_wire);
    assert_eq!(
        read("[0,-5,1795500000000]"),
        Some(vec![0, -5, 1_795_500_000_000])
    );
    assert_eq!(read("[]"), Some(Vec::new()));
    assert_eq!(Json::read("-1").and_then(usize::from_wire), None);
    assert_eq!(Json::read("256").and_then(u8::from_wire), None);
}

#[test]
fn what_is_no_json_is_not_read() {
    for text in [
        "nul",
        "tru",
        "1.5",
        "1e3",
        "--1",
        "[1,]",
        "[1",
        "{\"a\"}",
        "{\"a\":1,}",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "[] []",
        "{a:1}",
    ] {
        assert_eq!(Json::read(text), None, "{text}");
    }
}

#[test]
fn what_is_no_view_is_not_read() {
    for text in ["", "[]", r#"{"now":1.5}"#, r#"{"stage":"lobby"}"#] {
        assert_eq!(Json::read(text).and_then(ConsoleView::from_wire), None);
    }
    assert_eq!(Json::read("{}").and_then(Reading::from_wire), None);
}
