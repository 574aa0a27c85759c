//! The rules for somebody who has come in twice.

use super::fixtures::{Room, drill_answer, go_to, promise};
use super::*;
use crate::domain::ids::{KeyDigest, ParticipantId};
use crate::domain::time::Span;

fn merge(who: &str, into: &str) -> Command {
    Command::Merge {
        participant: who.into(),
        into: into.into(),
    }
}

fn holder(room: &Room, key: &str) -> Option<ParticipantId> {
    let holder = room.session.holder(&KeyDigest::from(key));
    holder.map(|one| one.id.clone())
}

fn promised(room: &Room) -> Vec<String> {
    let rows = room.session.commitment_rows().into_iter();
    rows.map(|row| format!("{} {:?}", row.name, row.entries))
        .collect()
}

/// Ana is there twice: first with a browser that she has left.
fn room() -> Room {
    let mut room = Room::open();
    for who in ["ana", "raj", "ana-again"] {
        room.join(who);
    }
    room.lead(go_to(2, 1)).expect("it exists");
    room
}

#[test]
fn what_both_did_counts_once_and_the_later_of_two_answers() {
    let mut room = room();
    room.say("ana", promise("Kim")).expect("it is open");
    room.wait(Span::from_seconds(5));
    room.say("ana-again", promise("Leo")).expect("it is open");
    let drill = Command::Answer {
        activity: "drill".into(),
        answer: drill_answer("Why?"),
    };
    room.lead(go_to(1, 0)).expect("it exists");
    room.say("ana", drill).expect("it is open");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");

    assert_eq!(room.session.present().len(), 2);
    assert_eq!(room.session.removed().len(), 0);
    let promised = promised(&room);
    assert_eq!(promised.len(), 1);
    assert!(promised[0].starts_with("ana ") && promised[0].contains("Leo"));
    let ana = room
        .session
        .participant(&"ana".into())
        .expect("she is there");
    assert_eq!(ana.answers.len(), 1);
}

#[test]
fn an_earlier_answer_of_the_second_replaces_none() {
    let mut room = room();
    room.say("ana-again", promise("Leo")).expect("it is open");
    room.wait(Span::from_seconds(5));
    room.say("ana", promise("Kim")).expect("it is open");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    assert!(promised(&room)[0].contains("Kim"));
}

#[test]
fn both_phones_and_links_are_the_one_persons_from_then_on() {
    let mut room = room();
    let link = Command::MakeReturnLink { key: "link".into() };
    room.say("ana-again", link).expect("she has come in");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    for key in ["ana", "ana-again"] {
        assert_eq!(holder(&room, key), Some("ana".into()), "{key}");
    }
    let returning = room.session.returning(&"link".into());
    assert_eq!(returning.map(|one| one.name.as_str()), Some("ana"));
    let late = room.say("ana-again", promise("Kim"));
    assert!(late.is_ok(), "what was on its way counts");
    assert!(promised(&room)[0].starts_with("ana "));
    let back = Command::Join {
        name: "Ana".into(),
        key: "ana-again".into(),
    };
    for id in ["new-id", "ana-again"] {
        assert_eq!(room.say(id, back.clone()), Ok(vec![]), "she is in already");
    }
}

#[test]
fn somebody_who_was_entered_can_come_in_with_a_phone_later() {
    let mut room = room();
    let enter = Command::Enter {
        participant: "kim".into(),
        name: "Kim".into(),
    };
    room.lead(enter).expect("there is room");
    room.join("kims-phone");
    room.lead(merge("kims-phone", "kim"))
        .expect("both are there");
    assert_eq!(holder(&room, "kims-phone"), Some("kim".into()));
    assert!(room.say("kim", promise("Leo")).is_ok());
}

#[test]
fn the_second_leaves_every_group_and_what_is_read_aloud() {
    let mut room = room();
    room.say("ana-again", promise("Leo")).expect("it is open");
    let form = Command::FormGroups {
        activity: "drill".into(),
        seed: 7,
    };
    room.lead(form).expect("people are there");
    let read = Command::ReadAloud(Some(CommitmentName {
        participant: "ana-again".into(),
        kind: "template".into(),
    }));
    room.lead(read).expect("it is there");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    let groups = room.session.groups_of(&"drill".into()).concat();
    assert!(!groups.contains(&"ana-again".into()));
    assert_eq!(room.session.projector_view().reading, None);
    assert!(room.session.commitment_rows()[0].read, "it has been");
}

#[test]
fn the_name_is_free_again() {
    let mut room = room();
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    let rename = Command::Rename {
        participant: "raj".into(),
        name: "ana-again".into(),
    };
    room.lead(rename).expect("he is there");
    let raj = room
        .session
        .participant(&"raj".into())
        .expect("he is there");
    assert_eq!(raj.name, "ana-again");
}

#[test]
fn the_words_of_both_are_deleted_together() {
    let mut room = room();
    room.say("ana-again", promise("Leo")).expect("it is open");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    let participant: ParticipantId = "ana".into();
    let erased = room.say("ana", Command::Erase { participant });
    let of = |who: &str| Event::Erased {
        participant: who.into(),
    };
    assert_eq!(erased, Ok(vec![of("ana-again"), of("ana")]));
    assert!(!format!("{:?}", room.session.commitment_rows()).contains("Leo"));
    let rewritten = room.log.iter().map(|record| Record {
        event: record.event.erased().unwrap_or(record.event.clone()),
        ..record.clone()
    });
    let rewritten: Vec<_> = rewritten.collect();
    assert!(
        !serde_json::to_string(&rewritten)
            .expect("it is text")
            .contains("Leo")
    );
}

#[test]
fn only_two_who_are_on_the_list_are_one() {
    let mut room = room();
    let unknown = Err(Refusal::unknown("participant"));
    assert_eq!(room.lead(merge("ana", "ana")), unknown);
    assert_eq!(room.lead(merge("ana", "nobody")), unknown);
    assert_eq!(room.lead(merge("nobody", "ana")), unknown);
    let participant: ParticipantId = "raj".into();
    room.lead(Command::Remove { participant })
        .expect("he is there");
    assert!(matches!(
        room.lead(merge("ana", "raj")),
        Err(Refusal::OffTheList { .. })
    ));
    assert!(matches!(
        room.lead(merge("raj", "ana")),
        Err(Refusal::OffTheList { .. })
    ));
    let participant: ParticipantId = "ana-again".into();
    room.lead(Command::Erase { participant })
        .expect("she is there");
    assert_eq!(room.lead(merge("ana-again", "ana")), unknown);
    assert_eq!(
        room.say("ana", merge("ana-again", "ana")),
        Err(Refusal::NotTheFacilitator)
    );
}

fn vote(choice: &str) -> Command {
    Command::Answer {
        activity: "vote".into(),
        answer: Answer::Vote(choice.into()),
    }
}

fn group(room: &Room, who: &str) -> Option<usize> {
    room.session.group_number(&"vote".into(), &who.into())
}

/// Ana's second browser has voted for its group, and a second later her first for its own.
fn room_of_votes() -> Room {
    let mut room = room();
    for who in ["kim", "leo", "mia"] {
        room.join(who);
    }
    room.lead(go_to(2, 0)).expect("it exists");
    let mut seeds = 0..20;
    while group(&room, "ana") == group(&room, "ana-again") {
        let form = Command::FormGroups {
            activity: "vote".into(),
            seed: seeds.next().expect("one of them seats them apart"),
        };
        room.lead(form).expect("people are there");
    }
    room.say("ana-again", vote("deal")).expect("it is open");
    room.wait(Span::from_seconds(1));
    room.say("ana", vote("coaching")).expect("it is open");
    room
}

#[track_caller]
fn sits_and_votes(room: &Room, own: Option<usize>, choice: &str) {
    assert_eq!(group(room, "ana"), own);
    let ana = room.session.participant(&"ana".into());
    let ana = ana.expect("she is there");
    let voted = &ana.answers[&"vote".into()].answer;
    assert_eq!(*voted, Answer::Vote(choice.into()));
}

#[test]
fn who_has_two_seats_keeps_that_where_they_did_something_last_with_its_vote() {
    let mut room = room_of_votes();
    let own = group(&room, "ana");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    sits_and_votes(&room, own, "coaching");
}

#[test]
fn a_second_seat_that_is_the_live_one_is_taken_over_with_its_vote() {
    let mut room = room_of_votes();
    let live = group(&room, "ana-again");
    let share = Command::ShareWithBuddies(true);
    room.say("ana-again", share).expect("she may");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    sits_and_votes(&room, live, "deal");
}

#[test]
fn what_was_promised_under_one_name_is_seen_only_if_both_let_it_be() {
    let mut room = room();
    room.say("ana", Command::ShareWithBuddies(true))
        .expect("she may");
    room.say("ana-again", promise("Leo")).expect("it is open");
    room.lead(merge("ana-again", "ana"))
        .expect("both are there");
    let ana = room
        .session
        .participant(&"ana".into())
        .expect("she is there");
    assert!(!ana.shares_with_buddies);
}
