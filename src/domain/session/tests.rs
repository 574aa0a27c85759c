//! The rules of a session, one by one.

use super::fixtures::{Room, drill_answer, entries, go_to};
use super::*;
use crate::domain::agenda::Position;
use crate::domain::ids::{CommandId, KeyDigest, ParticipantId};
use crate::domain::time::Span;
use crate::domain::timer::{TimerAction, TimerPhase};
use crate::domain::views::Results;
use jiff::civil::date;

fn vote(choice: &str) -> Command {
    Command::Answer {
        activity: "vote".into(),
        answer: Answer::Vote(choice.into()),
    }
}

fn write(question: &str) -> Command {
    Command::Answer {
        activity: "drill".into(),
        answer: drill_answer(question),
    }
}

fn promise(rep: &str) -> Command {
    Command::Commit {
        kind: "template".into(),
        fields: entries(&[("document", "The shared doc"), ("rep", rep)]),
        due: date(2026, 11, 27),
    }
}

fn start(timer: &str) -> Command {
    Command::Timer {
        timer: timer.into(),
        action: TimerAction::Start,
    }
}

#[test]
fn forward_from_the_lobby_begins_and_walks_to_the_last_slide() {
    let mut room = Room::open();
    assert_eq!(room.lead(Command::Forward), Ok(vec![Event::Began]));
    let mut moves = 0;
    while !room.lead(Command::Forward).expect("it runs").is_empty() {
        moves += 1;
    }
    assert_eq!(moves, 8, "five more slides and three steps");
    assert_eq!(
        Some(room.session.position),
        Position::last_of(room.session.training())
    );
}

#[test]
fn a_participant_cannot_lead() {
    let mut room = Room::open();
    room.join("ana");
    for command in [Command::Forward, Command::End, start("drill-pairs")] {
        assert_eq!(room.say("ana", command), Err(Refusal::NotTheFacilitator));
    }
}

#[test]
fn the_same_command_twice_has_the_effect_of_one() {
    let mut room = Room::open();
    let request = Request {
        id: CommandId::from("tap"),
        command: Command::Forward,
    };
    assert_eq!(
        room.send(Actor::Facilitator, &request),
        Ok(vec![Event::Began])
    );
    assert_eq!(room.send(Actor::Facilitator, &request), Ok(vec![]));
    assert_eq!(room.session.position, Position::default());
}

#[test]
fn joining_again_with_the_same_key_is_the_same_person() {
    let mut room = Room::open();
    room.join("ana");
    let again = Command::Join {
        name: "Ana Maria".into(),
        key: KeyDigest::from("ana"),
    };
    assert_eq!(room.say("somebody-else", again), Ok(vec![]));
    assert_eq!(room.session.present().len(), 1);
}

#[test]
fn two_people_of_one_name_are_told_apart() {
    let mut room = Room::open();
    for (id, name) in [("1", "Ana"), ("2", " Ana "), ("3", "Ana")] {
        let command = Command::Join {
            name: name.into(),
            key: id.into(),
        };
        room.say(id, command).expect("there is room");
    }
    let names: Vec<_> = room
        .session
        .present()
        .iter()
        .map(|who| who.name.clone())
        .collect();
    assert_eq!(names, ["Ana", "Ana (2)", "Ana (3)"]);
}

#[test]
fn somebody_who_was_sent_out_stays_out_and_no_longer_counts() {
    let mut room = Room::open();
    room.join("ana");
    room.join("raj");
    room.lead(go_to(0, 1)).expect("it exists");
    let participant = ParticipantId::from("ana");
    room.lead(Command::Remove { participant })
        .expect("she is there");
    assert_eq!(room.session.present().len(), 1);
    let again = Command::Join {
        name: "Ana".into(),
        key: "ana".into(),
    };
    assert_eq!(room.say("ana", again), Err(Refusal::Removed));
    assert_eq!(room.say("ana", promise("Kim")), Err(Refusal::Removed));
}

#[test]
fn an_activity_opens_with_its_slide_and_stays_open_for_phones_that_were_away() {
    let mut room = Room::open();
    room.join("ana");
    assert_eq!(room.say("ana", write("Why?")), Err(Refusal::NotOpenYet));
    room.lead(go_to(1, 0)).expect("it exists");
    room.lead(go_to(2, 0)).expect("it exists");
    assert!(room.say("ana", write("Why?")).is_ok());
    room.lead(Command::End).expect("it runs");
    assert_eq!(room.say("ana", write("Why not?")), Err(Refusal::Ended));
}

#[test]
fn a_vote_closes_when_it_is_revealed() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(2, 0)).expect("it exists");
    assert!(room.say("ana", vote("deal")).is_ok());
    room.lead(Command::Reveal {
        activity: "vote".into(),
    })
    .expect("it exists");
    assert_eq!(room.say("ana", vote("coaching")), Err(Refusal::Closed));
}

#[test]
fn an_answer_of_another_kind_or_to_a_choice_that_is_not_there_is_refused() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(2, 0)).expect("it exists");
    assert_eq!(room.say("ana", vote("weather")), Err(Refusal::WrongAnswer));
    let mixed = Command::Answer {
        activity: "vote".into(),
        answer: drill_answer("Why?"),
    };
    assert_eq!(room.say("ana", mixed), Err(Refusal::WrongAnswer));
}

#[test]
fn an_empty_field_is_named() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(2, 1)).expect("it exists");
    let refusal = room
        .say("ana", promise("  "))
        .expect_err("a field is empty");
    assert_eq!(
        refusal.to_string(),
        "“rep”: nothing is entered. Correct it and send again."
    );
}

#[test]
fn the_answer_of_a_vote_reaches_phones_and_projector_only_when_it_is_revealed() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(2, 0)).expect("it exists");
    let shown = |room: &Room| {
        let phone = room.session.phone_view();
        format!("{phone:?} {:?}", room.session.projector_view())
    };
    assert!(!shown(&room).contains("Both"));
    room.lead(Command::Reveal {
        activity: "vote".into(),
    })
    .expect("it exists");
    assert!(shown(&room).contains("Both"));
}

#[test]
fn what_somebody_wrote_never_reaches_the_projector_or_another_phone() {
    let mut room = Room::open();
    room.join("ana");
    room.join("raj");
    room.lead(go_to(1, 0)).expect("it exists");
    room.say("ana", write("What is hardest?"))
        .expect("it is open");
    room.lead(go_to(2, 1)).expect("it exists");
    room.say("ana", promise("Kimberley")).expect("it is open");
    for activity in ["drill", "promises"] {
        room.lead(Command::Reveal {
            activity: activity.into(),
        })
        .expect("it exists");
    }
    let public = |room: &Room| {
        let raj = (room.session.phone_view(), room.session.mine(&"raj".into()));
        format!("{raj:?} {:?}", room.session.projector_view())
    };
    assert!(!public(&room).contains("Kimberley"));
    room.lead(go_to(1, 0)).expect("it exists");
    assert!(!public(&room).contains("hardest"));
    let own = format!("{:?}", room.session.mine(&"ana".into()));
    assert!(own.contains("hardest") && own.contains("Kimberley"));
}

#[test]
fn the_writing_time_is_that_of_the_first_answer() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(1, 0)).expect("it exists");
    room.lead(start("drill-writing")).expect("it exists");
    room.wait(Span::from_seconds(250));
    room.say("ana", write("Why?")).expect("it is open");
    room.wait(Span::from_seconds(100));
    room.say("ana", write("Why now?")).expect("it is open");
    let drill = room
        .session
        .training()
        .activity(&"drill".into())
        .expect("it exists");
    let Some(Results::Drill {
        inside,
        limit,
        median,
        histogram,
    }) = room.session.responses(drill).results
    else {
        panic!("it is a drill");
    };
    assert_eq!((inside, limit), (1, Some(Span::from_minutes(5))));
    assert_eq!(median, Some(Span::from_seconds(250)));
    let counts: Vec<_> = histogram.iter().map(|bar| bar.count).collect();
    assert_eq!(counts, [0, 0, 0, 0, 1, 0], "4:10 is in 4–5");
}

#[test]
fn a_group_counts_once_and_with_what_it_chose_last() {
    let mut room = Room::open();
    for who in ["ana", "raj", "kim", "leo", "mia", "ned"] {
        room.join(who);
    }
    room.lead(go_to(2, 0)).expect("it exists");
    let form = Command::FormGroups {
        activity: "vote".into(),
        seed: 7,
    };
    room.lead(form).expect("people are there");
    let table = room.session.groups[&"vote".into()].groups()[0].clone();
    for (who, choice) in table.iter().zip(["deal", "deal", "coaching"]) {
        room.wait(Span::from_seconds(1));
        room.say(who.as_str(), vote(choice)).expect("it is open");
    }
    let activity = room
        .session
        .training()
        .activity(&"vote".into())
        .expect("it exists");
    let responses = room.session.responses(activity);
    assert_eq!(
        (responses.answered, responses.of, responses.by_group),
        (1, 2, true)
    );
    let Some(Results::Vote { tallies, .. }) = responses.results else {
        panic!("it is a vote");
    };
    let counts: Vec<_> = tallies.iter().map(|tally| tally.count).collect();
    assert_eq!(counts, [1, 0]);
}

#[test]
fn a_late_joiner_sits_in_the_smallest_group() {
    let mut room = Room::open();
    for who in ["ana", "raj", "kim", "leo"] {
        room.join(who);
    }
    let form = Command::FormGroups {
        activity: "drill".into(),
        seed: 1,
    };
    room.lead(form).expect("people are there");
    let gone = room.session.groups[&"drill".into()].groups()[1][0].clone();
    room.lead(Command::Remove { participant: gone })
        .expect("they are there");
    room.join("zoe");
    assert!(room.session.groups[&"drill".into()].groups()[1].contains(&"zoe".into()));
}

#[test]
fn a_timer_that_reaches_zero_goes_into_overtime_and_waits() {
    let mut room = Room::open();
    room.lead(start("vote-decide")).expect("it exists");
    let deadline = room.session.next_deadline().expect("it runs");
    assert_eq!(deadline, room.now + Span::from_minutes(5));
    room.wait(Span::from_minutes(7));
    let timer = room.session.timers[&"vote-decide".into()];
    assert_eq!(timer.phase, TimerPhase::Overtime { since: deadline });
    assert_eq!(room.session.next_deadline(), None);
}

#[test]
fn a_promise_starts_from_the_date_of_its_rule() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(2, 1)).expect("it exists");
    let mine = room.session.mine(&"ana".into()).expect("she has joined");
    assert_eq!(mine.commitments[0].due, "2026-11-27");
    assert_eq!(mine.commitments[0].due_text, "Friday 27 November 2026");
    assert!(!mine.commitments[0].made);
}

#[test]
fn the_end_stops_the_timers() {
    let mut room = Room::open();
    room.lead(Command::Forward).expect("it begins");
    room.lead(start("vote-decide")).expect("it exists");
    room.lead(Command::End).expect("it runs");
    assert_eq!(room.session.next_deadline(), None);
    assert_eq!(room.lead(Command::Forward), Err(Refusal::Ended));
}

#[test]
fn an_erased_event_keeps_who_and_when_and_loses_the_words() {
    let mut room = Room::open();
    room.join("Anastasia");
    room.lead(go_to(1, 0)).expect("it exists");
    room.say("Anastasia", write("What is hardest?"))
        .expect("it is open");
    room.lead(go_to(2, 1)).expect("it exists");
    room.say("Anastasia", promise("Kimberley"))
        .expect("it is open");
    let before = room.session.commitment_rows().len();
    for record in &mut room.log {
        if let Some(erased) = record.event.erased() {
            record.event = erased;
        }
    }
    let replayed = Session::replay(&room.log).expect("it is a log");
    assert_eq!(replayed.commitment_rows().len(), before);
    let text = format!(
        "{:?} {:?}",
        replayed.console_view(),
        replayed.commitment_rows()
    );
    assert!(!text.contains("Kimberley") && !text.contains("hardest"));
}

#[test]
fn a_started_timer_stays_in_sight_in_its_section_and_no_longer() {
    let mut room = Room::open();
    room.lead(go_to(1, 0)).expect("it exists");
    room.lead(start("drill-pairs")).expect("it exists");
    let shown = |room: &Room| {
        let timers = room.session.stage().timers.into_iter();
        timers.map(|view| view.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&room), ["drill-pairs", "drill-writing"]);
    room.lead(go_to(1, 1)).expect("it exists");
    assert_eq!(shown(&room), ["drill-pairs"]);
    room.lead(go_to(2, 1)).expect("it exists");
    assert!(shown(&room).is_empty());
}

#[test]
fn what_is_a_participants_own_changes_with_the_forms_and_not_with_what_the_room_sees() {
    let mut room = Room::open();
    room.join("ana");
    let own = |room: &Room| room.session.own_revision(&"ana".into());
    // A slide with a form, and the one after it, on which the form stays.
    for slide in [0, 1] {
        let before = own(&room);
        room.lead(go_to(1, slide)).expect("it exists");
        assert_ne!(own(&room), before);
    }
    let before = own(&room);
    room.lead(Command::SetBlack(true)).expect("it runs");
    room.lead(start("drill-pairs")).expect("it exists");
    assert_eq!(own(&room), before);
    assert_eq!(room.session.latest_own_revision(), before);
}

#[test]
fn a_name_of_a_command_that_no_store_could_keep_is_refused() {
    let mut room = Room::open();
    for id in ["a\0b", &"x".repeat(301)] {
        let request = Request {
            id: CommandId::from(id),
            command: Command::Forward,
        };
        assert!(room.send(Actor::Facilitator, &request).is_err());
    }
}
