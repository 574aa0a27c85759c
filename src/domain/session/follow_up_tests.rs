//! What comes after a session.

use super::fixtures::{Room, drill_answer, entries};
use super::*;
use crate::domain::check_in::Outcome;
use crate::domain::ids::ParticipantId;
use crate::domain::time::Span;
use jiff::civil::date;

fn entered() -> Vec<(&'static str, &'static str)> {
    vec![("document", "The shared doc"), ("rep", "Kim")]
}

fn commit() -> Command {
    Command::Commit {
        kind: "template".into(),
        fields: entries(&entered()),
        due: date(2026, 11, 27),
    }
}

fn check_in(id: &str, outcome: Outcome) -> Command {
    Command::CheckIn {
        check_in: id.into(),
        kind: "template".into(),
        outcome,
    }
}

/// A session that has ended, in which Ana has promised something and Raj has not.
fn ended() -> Room {
    let mut room = Room::open();
    room.join("ana");
    room.join("raj");
    let slide = Command::GoTo {
        section: 2,
        slide: 1,
    };
    room.lead(slide).expect("it exists");
    room.say("ana", commit()).expect("it is open");
    room.lead(Command::End).expect("it runs");
    room
}

fn who(room: &Room, id: &str) -> Participant {
    let found = room.session.participant(&ParticipantId::from(id));
    found.expect("they have joined").clone()
}

#[test]
fn a_promise_can_be_amended_after_the_end_but_not_from_the_room() {
    let mut room = ended();
    assert_eq!(room.say("ana", commit()), Err(Refusal::Ended));
    let amend = Command::Amend {
        kind: "template".into(),
        fields: entries(&[("document", "Another doc"), ("rep", "Kim")]),
        due: date(2026, 12, 4),
    };
    room.say("ana", amend.clone()).expect("it is after the end");
    let commitment = &who(&room, "ana").commitments[&"template".into()];
    assert_eq!(commitment.due, date(2026, 12, 4));
    assert_eq!(room.say("leo", amend), Err(Refusal::NotJoined));
}

#[test]
fn what_became_of_a_promise_can_be_said_again() {
    let mut room = ended();
    let dropped = Outcome::Dropped {
        why: " No time. ".into(),
    };
    let moved = Outcome::Moved {
        to: date(2026, 12, 11),
    };
    room.say("ana", check_in("day-7", dropped)).expect("open");
    room.say("ana", check_in("day-7", moved.clone()))
        .expect("open");
    assert_eq!(
        room.say("ana", check_in("day-7", moved.clone())),
        Ok(vec![])
    );
    let check_ins = who(&room, "ana").check_ins;
    let answer = &check_ins[&("day-7".into(), "template".into())];
    assert_eq!((check_ins.len(), &answer.outcome), (1, &moved));
}

#[test]
fn a_check_in_needs_a_promise_a_reason_and_a_day_to_come() {
    let mut room = ended();
    let done = || Outcome::Done;
    let refused = room.say("raj", check_in("day-7", done()));
    assert_eq!(refused, Err(Refusal::NotPromised));
    let refused = room.say("ana", check_in("day-8", done()));
    assert_eq!(refused, Err(Refusal::unknown("check-in")));
    let to = date(2026, 11, 24);
    let refused = room.say("ana", check_in("day-7", Outcome::Moved { to }));
    assert_eq!(refused, Err(Refusal::MovedBack));
    let why = " ".to_owned();
    let refused = room.say("ana", check_in("day-7", Outcome::Dropped { why }));
    assert!(matches!(refused, Err(Refusal::Entry { .. })));
}

#[test]
fn somebody_without_a_phone_comes_back_by_a_link() {
    let mut room = Room::open();
    let enter = Command::Enter {
        participant: "mia".into(),
        name: "Mia".into(),
    };
    room.lead(enter).expect("it is open");
    let slide = Command::GoTo {
        section: 2,
        slide: 1,
    };
    room.lead(slide).expect("it exists");
    assert_eq!(room.say("mia", commit()), Err(Refusal::NotJoined));
    let keys = [("mia".into(), "link".into())].into();
    room.lead(Command::MakeReturnLinks { keys }).expect("known");
    assert_eq!(room.say("mia", commit()).map(|events| events.len()), Ok(1));
    let found = room.session.returning(&"link".into());
    assert_eq!(found.map(|mia| mia.name.as_str()), Some("Mia"));
}

#[test]
fn earlier_links_stay_good() {
    let mut room = ended();
    for key in ["first", "second"] {
        let key = key.into();
        let made = room.say("ana", Command::MakeReturnLink { key });
        made.expect("she has joined");
    }
    for key in ["first", "second"] {
        assert!(room.session.returning(&key.into()).is_some());
    }
}

/// The log as it is kept once somebody's words have been deleted.
fn erased_log(room: &Room, id: &str) -> Vec<Record> {
    let id = ParticipantId::from(id);
    let records = room.log.iter().cloned();
    records
        .map(|record| {
            let is_theirs = record.event.whose() == Some(&id);
            let erased = record.event.erased().filter(|_| is_theirs);
            Record {
                event: erased.unwrap_or_else(|| record.event.clone()),
                ..record
            }
        })
        .collect()
}

#[test]
fn deleted_words_are_gone_and_the_counts_stay() {
    let mut room = Room::open();
    for name in ["Anastasia", "Rajesh"] {
        room.join(name);
    }
    let slide = Command::GoTo {
        section: 1,
        slide: 0,
    };
    room.lead(slide).expect("it exists");
    let answer = Command::Answer {
        activity: "drill".into(),
        answer: drill_answer("Anastasia wrote this?"),
    };
    room.say("Anastasia", answer).expect("it is open");
    let slide = Command::GoTo {
        section: 2,
        slide: 1,
    };
    room.lead(slide).expect("it exists");
    room.say("Anastasia", commit()).expect("it is open");
    let key = "link".into();
    room.say("Anastasia", Command::MakeReturnLink { key })
        .expect("she has joined");
    let why = "Anastasia had no time".to_owned();
    room.say("Anastasia", check_in("day-7", Outcome::Dropped { why }))
        .expect("she has promised it");

    let erase = Command::Erase {
        participant: "Anastasia".into(),
    };
    assert_eq!(
        room.say("Rajesh", erase.clone()),
        Err(Refusal::NotTheFacilitator)
    );
    room.say("Anastasia", erase).expect("it is her own");

    let kept = erased_log(&room, "Anastasia");
    let session = Session::replay(&kept).expect("it is whole");
    assert_eq!(session, room.session);
    let gone = who(&room, "Anastasia");
    assert_eq!(gone.name, ERASED_NAME);
    assert_eq!((gone.answers.len(), gone.commitments.len()), (1, 1));
    assert_eq!(gone.check_ins.len(), 1);
    assert!(session.returning(&"link".into()).is_none());
    for words in ["wrote this", "The shared doc", "no time"] {
        assert!(!format!("{kept:?}").contains(words), "{words}");
    }
}

#[test]
fn the_facilitator_notes_what_to_change() {
    let mut room = ended();
    let notes = "Fewer slides.\nMore time in pairs.";
    room.lead(Command::TakeNotes(notes.into())).expect("open");
    assert_eq!(room.session.notes(), notes);
    room.lead(Command::TakeNotes(" ".into())).expect("open");
    assert_eq!(room.session.notes(), "");
}

#[test]
fn check_ins_come_in_the_order_of_their_days() {
    let room = ended();
    let days: Vec<_> = room
        .session
        .check_ins_of(&"template".into())
        .into_iter()
        .map(|(plan, day)| (plan.id.to_string(), day))
        .collect();
    assert_eq!(
        days,
        [
            ("day-7".to_owned(), date(2026, 12, 1)),
            ("week-3".to_owned(), date(2026, 12, 15))
        ]
    );
}

#[test]
fn the_check_in_of_a_promise_is_the_latest_that_has_come_or_else_the_first() {
    let mut room = ended();
    let open = |day| {
        let open = room.session.open_check_in(&"template".into(), day);
        open.map(|(plan, _)| plan.id.to_string())
    };
    assert_eq!(open(date(2026, 11, 25)).as_deref(), Some("day-7"));
    assert_eq!(open(date(2026, 12, 14)).as_deref(), Some("day-7"));
    assert_eq!(open(date(2026, 12, 15)).as_deref(), Some("week-3"));

    room.say("ana", check_in("day-7", Outcome::Done))
        .expect("open");
    let view = room.session.return_view(&"ana".into(), date(2026, 12, 15));
    let promise = view.expect("she has joined").promises.remove(0);
    assert_eq!(promise.earlier, [("day-7".to_owned(), Outcome::Done)]);
    assert_eq!(promise.open.expect("it is due").outcome, None);
    let view = room.session.return_view(&"raj".into(), date(2026, 12, 15));
    let promise = view.expect("he has joined").promises.remove(0);
    assert_eq!(promise.open, None, "he has promised nothing");
}

#[test]
fn the_cohort_counts_what_was_promised_against_what_became_of_it() {
    let mut room = Room::open();
    for name in ["ana", "raj", "kim", "leo"] {
        room.join(name);
    }
    let slide = Command::GoTo {
        section: 2,
        slide: 1,
    };
    room.lead(slide).expect("it exists");
    for name in ["ana", "raj", "kim"] {
        room.say(name, commit()).expect("it is open");
    }
    room.lead(Command::End).expect("it runs");
    let to = date(2026, 12, 11);
    room.say("ana", check_in("day-7", Outcome::Done))
        .expect("open");
    room.say("raj", check_in("day-7", Outcome::Moved { to }))
        .expect("open");

    let cohort = room.session.cohort(date(2026, 12, 1));
    let [day_7, week_3] = &cohort.check_ins[..] else {
        panic!("two check-ins, not {cohort:?}");
    };
    assert_eq!((day_7.is_due, week_3.is_due), (true, false));
    let tally = &day_7.kinds[0];
    assert_eq!((tally.promised, tally.done, tally.moved), (3, 1, 1));
    assert_eq!((tally.dropped, tally.unanswered()), (0, 1));
    assert_eq!(day_7.waiting_for, ["kim"]);
    assert_eq!(week_3.waiting_for, ["ana", "kim", "raj"]);
    let dues: Vec<_> = cohort
        .people
        .iter()
        .map(|person| person.promises[0].as_ref().map(|promise| promise.due))
        .collect();
    let promised = Some(date(2026, 11, 27));
    assert_eq!(dues, [promised, promised, None, Some(to)]);
}

#[test]
fn of_a_new_date_and_a_changed_promise_the_later_holds() {
    let mut room = ended();
    let amend = |day| Command::Amend {
        kind: "template".into(),
        fields: entries(&entered()),
        due: day,
    };
    let kind = "template".into();
    let (moved, amended) = (date(2026, 12, 11), date(2026, 12, 18));
    room.now += Span::from_minutes(1);
    room.say("ana", check_in("day-7", Outcome::Moved { to: moved }))
        .expect("open");
    assert_eq!(who(&room, "ana").due_now(&kind), Some(moved));
    room.now += Span::from_minutes(1);
    room.say("ana", amend(amended))
        .expect("it is after the end");
    assert_eq!(who(&room, "ana").due_now(&kind), Some(amended));

    let why = "No time".to_owned();
    room.now += Span::from_minutes(1);
    room.say("ana", check_in("week-3", Outcome::Dropped { why }))
        .expect("open");
    assert!(who(&room, "ana").has_given_up(&kind));
    room.now += Span::from_minutes(1);
    room.say("ana", amend(moved)).expect("it is after the end");
    assert!(!who(&room, "ana").has_given_up(&kind));
    assert_eq!(who(&room, "raj").due_now(&kind), None);
}
