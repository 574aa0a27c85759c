//! What holds for every sequence of commands.

use super::fixtures::{Room, drill_answer, entries};
use super::*;
use crate::domain::check_in::Outcome;
use crate::domain::ids::{CommandId, KindId, ParticipantId};
use crate::domain::recovery::CutName;
use crate::domain::time::Span;
use crate::domain::timer::TimerAction;
use crate::domain::views::Results;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [&str; 5] = ["ana", "raj", "kim", "leo", "mia"];
const ACTIVITIES: [&str; 5] = ["poll", "drill", "vote", "promises", "unknown"];
const TIMERS: [&str; 4] = ["drill-pairs", "drill-writing", "vote-decide", "unknown"];

/// Something that happens in a room: time passes, and somebody asks for something, perhaps again.
#[derive(Clone, Debug)]
struct Happening {
    wait: i64,
    by: Actor,
    request: Request,
}

fn person() -> impl Strategy<Value = ParticipantId> {
    proptest::sample::select(&PEOPLE[..]).prop_map(ParticipantId::from)
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(Actor::Facilitator),
        person().prop_map(Actor::Participant)
    ]
}

fn activity() -> impl Strategy<Value = crate::domain::ids::ActivityId> {
    proptest::sample::select(&ACTIVITIES[..]).prop_map(Into::into)
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        proptest::collection::btree_set(
            proptest::sample::select(vec!["one", "two", "three"]),
            0..3
        )
        .prop_map(|hands| Answer::Poll(hands.into_iter().map(Into::into).collect())),
        proptest::sample::select(vec!["coaching", "deal", "weather"])
            .prop_map(|choice| Answer::Vote(choice.into())),
        "[a-z ?]{0,12}".prop_map(|question| drill_answer(&question)),
    ]
}

fn timer_action() -> impl Strategy<Value = TimerAction> {
    prop_oneof![
        Just(TimerAction::Start),
        Just(TimerAction::Pause),
        Just(TimerAction::Reset),
        any::<i64>().prop_map(|millis| TimerAction::Extend(Span::from_millis(millis))),
        (-3i64..4).prop_map(|minutes| TimerAction::Extend(Span::from_minutes(minutes))),
    ]
}

fn hands() -> impl Strategy<Value = Command> {
    let choice = proptest::sample::select(vec!["one", "two", "three"]);
    let counts = proptest::collection::btree_map(choice, 0usize..12, 0..3);
    (activity(), 0usize..1_005, counts).prop_map(|(activity, of, counts)| Command::CountHands {
        activity,
        of,
        counts: counts
            .into_iter()
            .map(|(choice, count)| (choice.into(), count))
            .collect(),
    })
}

fn kind() -> impl Strategy<Value = KindId> {
    proptest::sample::select(vec!["template", "unknown"]).prop_map(KindId::from)
}

fn read_aloud() -> impl Strategy<Value = Command> {
    let name =
        (person(), kind()).prop_map(|(participant, kind)| CommitmentName { participant, kind });
    proptest::option::of(name).prop_map(Command::ReadAloud)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Done),
        (1i8..28).prop_map(|day| Outcome::Moved {
            to: date(2026, 12, day)
        }),
        "[a-z ]{0,5}".prop_map(|why| Outcome::Dropped { why }),
    ]
}

/// What the facilitator alone can do with people and activities.
fn lead() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => activity().prop_map(|activity| Command::Reveal { activity }),
        1 => activity().prop_map(|activity| Command::Conceal { activity }),
        1 => activity().prop_map(|activity| Command::Close { activity }),
        1 => activity().prop_map(|activity| Command::Reopen { activity }),
        2 => hands(),
        2 => (activity(), any::<u64>())
            .prop_map(|(activity, seed)| Command::FormGroups { activity, seed }),
        1 => Just(Command::Pause),
        1 => Just(Command::Resume),
        1 => (0usize..4, 0usize..2)
            .prop_map(|(section, cut)| Command::MakeCuts(vec![CutName { section, cut }])),
        1 => (0usize..4, 0usize..2)
            .prop_map(|(section, cut)| Command::UndoCut(CutName { section, cut })),
        1 => proptest::option::of(0usize..3).prop_map(Command::ShowQuestion),
        1 => any::<bool>().prop_map(Command::SetBlack),
        1 => any::<bool>().prop_map(Command::SetJoinShown),
        1 => any::<bool>().prop_map(Command::SetJoinLarge),
        1 => any::<bool>().prop_map(Command::SetFrozen),
        1 => proptest::sample::select(&TimerDisplay::ALL[..]).prop_map(Command::SetTimerDisplay),
        1 => any::<bool>().prop_map(Command::SetChime),
        1 => any::<bool>().prop_map(Command::SetLocked),
        3 => read_aloud(),
        1 => (person(), ".{0,90}")
            .prop_map(|(participant, name)| Command::Rename { participant, name }),
        1 => (person(), ".{0,90}")
            .prop_map(|(participant, name)| Command::Enter { participant, name }),
        1 => person().prop_map(|participant| Command::Remove { participant }),
        1 => person().prop_map(|participant| Command::Readmit { participant }),
        1 => (person(), person()).prop_map(|(participant, into)| Command::Merge { participant, into }),
        1 => (person(), any::<bool>())
            .prop_map(|(participant, hidden)| Command::SetHidden { participant, hidden }),
        1 => ".{0,90}".prop_map(Command::TakeNotes),
        1 => (person(), "[a-z]{1,3}").prop_map(|(participant, key)| Command::MakeReturnLinks {
            keys: [(participant, key.as_str().into())].into(),
        }),
        3 => (person(), kind(), "[a-z]{0,5}", 1i8..28).prop_map(|(participant, kind, rep, day)| {
            Command::CommitFor {
                participant,
                kind,
                fields: entries(&[("document", "doc"), ("rep", &rep)]),
                due: date(2026, 12, day),
            }
        }),
    ]
}

/// What a participant alone can do.
fn say() -> impl Strategy<Value = Command> {
    prop_oneof![
        5 => (".{0,90}", person())
            .prop_map(|(name, key)| Command::Join { name, key: key.as_str().into() }),
        5 => (activity(), answer())
            .prop_map(|(activity, answer)| Command::Answer { activity, answer }),
        3 => ("[a-z]{0,5}", 1i8..28).prop_map(|(rep, day)| Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", "doc"), ("rep", &rep)]),
            due: date(2026, 12, day),
        }),
        1 => ("[a-z]{0,5}", 1i8..28).prop_map(|(rep, day)| Command::Amend {
            kind: "template".into(),
            fields: entries(&[("document", "doc"), ("rep", &rep)]),
            due: date(2026, 12, day),
        }),
        2 => (proptest::sample::select(vec!["day-7", "week-3", "never"]), kind(), outcome())
            .prop_map(|(check_in, kind, outcome)| Command::CheckIn {
                check_in: check_in.into(),
                kind,
                outcome,
            }),
        1 => "[a-z]{1,3}".prop_map(|key| Command::MakeReturnLink { key: key.as_str().into() }),
        1 => any::<bool>().prop_map(Command::ShareWithBuddies),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => Just(Command::Forward),
        2 => Just(Command::Backward),
        3 => (0usize..4, 0usize..3).prop_map(|(section, slide)| Command::GoTo { section, slide }),
        5 => (proptest::sample::select(&TIMERS[..]), timer_action())
            .prop_map(|(timer, action)| Command::Timer { timer: timer.into(), action }),
        18 => lead(),
        14 => say(),
        1 => person().prop_map(|participant| Command::Erase { participant }),
    ]
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let happening =
        (0i64..400_000, actor(), 0u8..40, command()).prop_map(|(wait, by, id, command)| {
            Happening {
                wait,
                by,
                request: Request {
                    id: CommandId::new(format!("{id}")),
                    command,
                },
            }
        });
    proptest::collection::vec(happening, 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn replaying_the_log_gives_the_same_session(happenings in happenings()) {
        let mut room = Room::open();
        for happening in &happenings {
            room.wait(Span::from_millis(happening.wait));
            let before = room.session.clone();
            let decided = room.send(happening.by.clone(), &happening.request);
            if decided.is_err() || before.has_seen(&happening.request.id) {
                prop_assert_eq!(&room.session, &before);
            }
            let after = room.session.clone();
            let again = room.send(happening.by.clone(), &happening.request);
            if decided.is_ok_and(|events| !events.is_empty()) {
                prop_assert_eq!(again, Ok(vec![]), "twice is once");
                prop_assert_eq!(&room.session, &after);
            }
        }
        let mut replayed = Session::replay(&room.log).expect("it begins with its creation");
        prop_assert_eq!(&replayed, &room.session);
        prop_assert_eq!(replayed.snapshot().console_view(), room.session.console_view());
    }

    #[test]
    fn a_log_without_the_words_of_those_who_are_erased_gives_the_same_session(
        happenings in happenings()
    ) {
        let mut room = Room::open();
        let mut erased = BTreeSet::new();
        let mut known = room.log.len();
        for happening in &happenings {
            room.wait(Span::from_millis(happening.wait));
            let _ = room.send(happening.by.clone(), &happening.request);
            let news: Vec<_> = room.log[known..].iter().map(|record| record.event.clone()).collect();
            known = room.log.len();
            for event in &news {
                let Event::Erased { participant } = event else {
                    continue;
                };
                erased.insert(participant.clone());
                for record in &mut room.log {
                    if record.event.whose() == Some(participant) {
                        record.event = record.event.erased().unwrap_or_else(|| record.event.clone());
                    }
                }
            }
        }
        let replayed = Session::replay(&room.log).expect("it begins with its creation");
        prop_assert_eq!(&replayed, &room.session);
        for (id, participant) in &room.session.participants {
            prop_assert_eq!(participant.erased, erased.contains(id));
        }
    }

    #[test]
    fn nobody_does_what_is_for_others_to_do(
        happenings in happenings(),
        lead in lead(),
        say in say(),
    ) {
        let mut room = Room::open();
        for happening in &happenings {
            room.wait(Span::from_millis(happening.wait));
            let _ = room.send(happening.by.clone(), &happening.request);
        }
        for who in PEOPLE {
            prop_assert_eq!(room.say(who, lead.clone()), Err(Refusal::NotTheFacilitator));
        }
        prop_assert_eq!(room.ask(Actor::Time, lead), Err(Refusal::NotTheFacilitator));
        prop_assert_eq!(room.lead(say.clone()), Err(Refusal::NotJoined));
        prop_assert_eq!(room.ask(Actor::Time, say), Err(Refusal::NotJoined));
    }

    #[test]
    fn a_log_survives_being_written_and_read(happenings in happenings()) {
        let mut room = Room::open();
        for happening in &happenings {
            room.wait(Span::from_millis(happening.wait));
            let _ = room.send(happening.by.clone(), &happening.request);
        }
        let sequences: Vec<u64> = room.log.iter().map(|record| record.sequence).collect();
        prop_assert_eq!(sequences, (1..=room.log.len() as u64).collect::<Vec<_>>());
        prop_assert!(room.log.is_sorted_by_key(|record| record.at));
        #[cfg(feature = "ui")]
        for record in &room.log {
            let text = serde_json::to_string(record).expect("it can be written");
            let read: Record = serde_json::from_str(&text).expect("it can be read");
            prop_assert_eq!(&read, record);
        }
    }

    #[test]
    fn counts_never_exceed_the_people(happenings in happenings()) {
        let mut room = Room::open();
        let mut own = BTreeMap::new();
        for happening in &happenings {
            room.wait(Span::from_millis(happening.wait));
            let _ = room.send(happening.by.clone(), &happening.request);
            let present = room.session.present().len();
            for activity in &room.session.training().activities {
                let responses = room.session.responses(activity);
                prop_assert!(responses.answered <= responses.of);
                let by_eye = room.session.hands.get(&activity.id).map_or(0, |hands| hands.of);
                prop_assert!(responses.of <= present + by_eye);
                if let Some(Results::Poll(tallies)) = &responses.results {
                    for tally in tallies {
                        prop_assert!(tally.count <= responses.answered);
                    }
                }
            }
            for seating in room.session.groups.values() {
                let groups = seating.groups();
                let mut seated: Vec<_> = groups.iter().flatten().collect();
                seated.sort();
                seated.dedup();
                prop_assert_eq!(seated.len(), groups.iter().map(Vec::len).sum::<usize>());
            }
            for who in PEOPLE {
                let revision = room.session.own_revision(&who.into());
                prop_assert!(revision <= room.session.latest_own_revision());
                let mine = (room.session.mine(&who.into()), room.session.forms_view());
                let before = own.insert(who, (revision, mine.clone()));
                if let Some((_, before)) = before.filter(|(before, _)| *before == revision) {
                    prop_assert_eq!(before, mine, "the revision says that nothing has changed");
                }
                room.session.buddy_promises(&who.into());
            }
            room.session.phone_view();
            let projected = room.session.projector_view();
            if projected.reading.is_some() && !projected.mode.is_frozen() {
                let rows = room.session.console_view().commitments;
                let reading = rows.iter().filter(|row| row.reading).collect::<Vec<_>>();
                prop_assert_eq!(reading.len(), 1);
                prop_assert!(reading.iter().all(|row| row.read && !row.hidden));
            }
        }
    }
}
