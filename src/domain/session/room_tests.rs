//! The rules for closing, hiding, reading aloud, people without phones and buddies.

use super::fixtures::{Room, drill_answer, entries, go_to, promise};
use super::*;
use crate::domain::ids::ParticipantId;
use jiff::civil::date;

fn read_aloud(who: &str) -> Command {
    Command::ReadAloud(Some(CommitmentName {
        participant: who.into(),
        kind: "template".into(),
    }))
}

fn form(activity: &str) -> Command {
    Command::FormGroups {
        activity: activity.into(),
        seed: 7,
    }
}

fn hide(who: &str, hidden: bool) -> Command {
    Command::SetHidden {
        participant: who.into(),
        hidden,
    }
}

/// Ana and Raj have promised something, and its slide is shown.
fn room_of_promises() -> Room {
    let mut room = Room::open();
    room.lead(go_to(2, 1)).expect("it exists");
    for who in ["ana", "raj"] {
        room.join(who);
        room.say(who, promise("Kimberley")).expect("it is open");
    }
    room
}

#[test]
fn a_closed_activity_takes_no_answers_until_it_is_opened_again() {
    let mut room = room_of_promises();
    let close = |activity: &str| Command::Close {
        activity: activity.into(),
    };
    room.lead(close("promises")).expect("it exists");
    assert!(room.session.shown_activities()[0].0.closed);
    assert_eq!(room.say("ana", promise("Leo")), Err(Refusal::Closed));
    assert_eq!(room.lead(close("promises")), Ok(vec![]));
    let reopen = Command::Reopen {
        activity: "promises".into(),
    };
    room.lead(reopen).expect("it exists");
    assert!(room.say("ana", promise("Leo")).is_ok());
    assert_eq!(
        room.lead(close("nothing")),
        Err(Refusal::unknown("activity"))
    );
}

#[test]
fn a_question_ends_with_a_question_mark() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(go_to(1, 0)).expect("it exists");
    let write = |question: &str| Command::Answer {
        activity: "drill".into(),
        answer: drill_answer(question),
    };
    let refusal = room.say("ana", write("Call them.")).expect_err("no mark");
    assert_eq!(
        refusal.to_string(),
        "“question”: end with a question mark, and ask something that you don’t know yet. Correct \
         it and send again."
    );
    assert!(room.say("ana", write("“What is hardest?” ")).is_ok());
}

#[test]
fn a_promise_shows_while_it_is_read_aloud_and_is_then_marked_as_read() {
    let mut room = room_of_promises();
    assert_eq!(room.session.projector_view().reading, None);
    room.lead(read_aloud("ana")).expect("she has promised");
    let reading = room.session.projector_view().reading.expect("it is read");
    assert_eq!(
        (reading.name.as_str(), reading.kind.as_str()),
        ("ana", "Template")
    );
    assert_eq!(
        reading.entries[1],
        ("rep".to_owned(), "Kimberley".to_owned())
    );
    assert_eq!(reading.due_text, "Friday 27 November 2026");
    room.lead(Command::Backward).expect("it runs");
    assert_eq!(room.session.projector_view().reading, None);
    let rows = room.session.commitment_rows();
    let marks: Vec<_> = rows.iter().map(|row| (row.read, row.reading)).collect();
    assert_eq!(marks, [(true, false), (false, false)]);
}

#[test]
fn only_a_promise_of_somebody_who_is_here_and_not_hidden_is_read_aloud() {
    let mut room = room_of_promises();
    room.join("kim");
    assert_eq!(room.lead(read_aloud("kim")), Err(Refusal::NotPromised));
    assert_eq!(
        room.lead(read_aloud("zoe")),
        Err(Refusal::unknown("participant"))
    );
    room.lead(read_aloud("ana")).expect("she has promised");
    room.lead(hide("ana", true)).expect("she is there");
    assert_eq!(room.session.projector_view().reading, None);
    let hidden = Err(Refusal::Hidden { name: "ana".into() });
    assert_eq!(room.lead(read_aloud("ana")), hidden);
    room.lead(hide("ana", false)).expect("she is there");
    assert_eq!(room.session.projector_view().reading, None);
    let participant = ParticipantId::from("ana");
    room.lead(Command::Remove { participant })
        .expect("she is there");
    let gone = Err(Refusal::OffTheList { name: "ana".into() });
    assert_eq!(room.lead(read_aloud("ana")), gone);
}

#[test]
fn what_is_erased_is_no_longer_read_aloud() {
    let mut room = room_of_promises();
    room.lead(read_aloud("ana")).expect("she has promised");
    let participant = "ana".into();
    room.lead(Command::Erase { participant }).expect("known");
    assert_eq!(room.session.projector_view().reading, None);
    room.lead(read_aloud("ana"))
        .expect_err("nothing is left to read");
    let rows = room.session.commitment_rows();
    assert!(rows.iter().all(|row| row.participant != "ana".into()));
}

#[test]
fn promises_are_listed_table_by_table() {
    let mut room = Room::open();
    room.lead(go_to(2, 1)).expect("it exists");
    let people = ["ana", "raj", "kim", "leo", "mia", "ned"];
    for who in people {
        room.join(who);
        room.say(who, promise("Kimberley")).expect("it is open");
    }
    room.lead(form("vote")).expect("people are there");
    room.lead(form("drill")).expect("people are there");
    let rows = room.session.commitment_rows();
    let groups: Vec<_> = rows.iter().map(|row| row.group).collect();
    let expected = [1, 1, 1, 2, 2, 2].map(Some);
    assert_eq!(groups, expected, "pairs are no tables");
    let first = &room.session.groups[&"vote".into()].groups()[0];
    assert!(rows[..3].iter().all(|row| first.contains(&row.participant)));
}

#[test]
fn a_locked_door_keeps_out_only_who_is_new() {
    let mut room = Room::open();
    room.join("ana");
    room.lead(Command::SetLocked(true)).expect("it can be");
    assert!(room.session.projector_view().stage.locked);
    let join = |who: &str| Command::Join {
        name: who.into(),
        key: who.into(),
    };
    assert_eq!(room.say("raj", join("raj")), Err(Refusal::Locked));
    assert_eq!(room.say("ana", join("ana")), Ok(vec![]));
    room.lead(Command::SetLocked(false)).expect("it can be");
    assert!(room.say("raj", join("raj")).is_ok());
}

#[test]
fn a_hidden_name_is_not_projected() {
    let mut room = Room::open();
    room.join("Anastasia");
    room.join("raj");
    room.lead(form("drill")).expect("people are there");
    room.lead(go_to(1, 0)).expect("it exists");
    room.lead(hide("Anastasia", true)).expect("she is there");
    let projected = room.session.projector_view();
    assert!(projected.seating[0].contains(&"…".to_owned()));
    assert!(!format!("{projected:?}").contains("Anastasia"));
    assert_eq!(projected.headcount, 2);
    let console = room.session.console_view();
    assert!(console.seating[0].contains(&"Anastasia".to_owned()));
    assert!(console.roster[0].hidden);
}

#[test]
fn somebody_who_was_sent_out_can_come_back() {
    let mut room = room_of_promises();
    room.lead(form("vote")).expect("people are there");
    let participant = ParticipantId::from("ana");
    room.lead(Command::Remove {
        participant: participant.clone(),
    })
    .expect("she is there");
    let removed = room.session.console_view().removed;
    assert_eq!(removed[0].id, participant);
    let other = Command::Join {
        name: "ana".into(),
        key: "other".into(),
    };
    room.say("other", other).expect("there is room");
    room.lead(Command::Readmit { participant })
        .expect("she is known");
    let view = room.session.console_view();
    assert!(view.removed.is_empty());
    assert_eq!(view.roster[0].name, "ana (2)");
    assert!(room.session.groups[&"vote".into()].groups()[0].contains(&"ana".into()));
    assert!(room.say("ana", promise("Leo")).is_ok());
}

#[test]
fn somebody_without_a_phone_is_seated_and_promises_through_the_facilitator() {
    let mut room = room_of_promises();
    room.lead(form("vote")).expect("people are there");
    room.lead(Command::SetLocked(true)).expect("it can be");
    let enter = Command::Enter {
        participant: "kim".into(),
        name: "ana".into(),
    };
    room.lead(enter).expect("it is the facilitator's door");
    let commit = |rep: &str| Command::CommitFor {
        participant: "kim".into(),
        kind: "template".into(),
        fields: entries(&[("document", "The doc"), ("rep", rep)]),
        due: date(2026, 11, 27),
    };
    assert!(room.lead(commit("")).is_err(), "a field is empty");
    room.lead(commit("Leo")).expect("it is open");
    let view = room.session.console_view();
    let row = view.roster.iter().find(|row| row.id == "kim".into());
    let row = row.expect("she is there");
    assert_eq!(
        (row.name.as_str(), row.has_phone, row.commitments),
        ("ana (2)", false, 1)
    );
    assert!(room.session.groups[&"vote".into()].groups()[0].contains(&"kim".into()));
    assert_eq!(room.say("kim", promise("Leo")), Err(Refusal::NotJoined));
}

#[test]
fn buddies_see_promises_only_when_both_share() {
    let mut room = room_of_promises();
    assert!(room.session.buddy_promises(&"ana".into()).is_empty());
    room.lead(form("drill")).expect("people are there");
    let promises = |room: &Room, who: &str| {
        let mut buddies = room.session.buddy_promises(&who.into());
        assert_eq!(buddies.len(), 1);
        buddies.remove(0).promises
    };
    room.say("ana", Command::ShareWithBuddies(true))
        .expect("she is there");
    assert_eq!(promises(&room, "ana"), None);
    assert_eq!(promises(&room, "raj"), None);
    room.lead(Command::End).expect("it runs");
    room.say("raj", Command::ShareWithBuddies(true))
        .expect("he is there");
    for who in ["ana", "raj"] {
        let promises = promises(&room, who).expect("both share");
        assert_eq!(promises[0].entries[1].1, "Kimberley");
    }
    room.say("ana", Command::ShareWithBuddies(false))
        .expect("she is there");
    assert_eq!(promises(&room, "raj"), None);
}

#[cfg(feature = "ui")]
#[test]
fn a_training_that_was_written_before_the_new_keys_is_read() {
    let training = super::fixtures::training();
    let mut json = serde_json::to_value(&training).expect("it can be written");
    fn forget(json: &mut serde_json::Value) {
        match json {
            serde_json::Value::Object(object) => {
                for key in ["takeaways", "asks_link", "options", "directives"] {
                    object.remove(key);
                }
                object.values_mut().for_each(forget);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(forget),
            _ => {}
        }
    }
    forget(&mut json);
    let read: crate::domain::training::Training =
        serde_json::from_value(json).expect("it can be read");
    assert_eq!(read, training);
}

#[test]
fn who_changes_things_without_end_is_listened_to_no_more() {
    let mut room = Room::open();
    room.lead(go_to(2, 1)).expect("it exists");
    room.join("ana");
    room.join("raj");
    for change in 0..MOST_CHANGES {
        let said = room.say("ana", promise(&format!("Kim {change}")));
        assert_eq!(said.map(|events| events.len()), Ok(1), "change {change}");
    }
    let one_more = room.say("ana", promise("Kimberley"));
    assert_eq!(one_more, Err(Refusal::TooManyChanges));
    let kept = &room.session.commitment_rows()[0];
    assert!(format!("{kept:?}").contains(&format!("Kim {}", MOST_CHANGES - 1)));

    assert!(room.say("raj", promise("Kimberley")).is_ok());
    let Command::Commit { kind, fields, due } = promise("Kimberley") else {
        unreachable!("it is a promise");
    };
    let participant: ParticipantId = "ana".into();
    let entered = Command::CommitFor {
        participant: participant.clone(),
        kind,
        fields,
        due,
    };
    assert!(room.lead(entered).is_ok());
    assert!(room.say("ana", Command::Erase { participant }).is_ok());
}
