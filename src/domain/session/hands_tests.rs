//! The rules for a show of hands, on phones and counted by eye.

use super::fixtures::{Room, go_to};
use super::*;
use crate::domain::views::{Responses, Results};

fn raise(hands: &[&str]) -> Command {
    Command::Answer {
        activity: "poll".into(),
        answer: Answer::Poll(hands.iter().map(|hand| (*hand).into()).collect()),
    }
}

fn count(activity: &str, of: usize, counts: &[(&str, usize)]) -> Command {
    Command::CountHands {
        activity: activity.into(),
        of,
        counts: counts
            .iter()
            .map(|(choice, count)| ((*choice).into(), *count))
            .collect(),
    }
}

fn responses(room: &Room, activity: &str) -> Responses {
    let activity = room.session.training().activity(&activity.into());
    room.session.responses(activity.expect("it exists"))
}

fn tallies(responses: &Responses) -> Vec<usize> {
    match &responses.results {
        Some(Results::Poll(tallies)) => tallies.iter().map(|tally| tally.count).collect(),
        other => panic!("no poll: {other:?}"),
    }
}

#[test]
fn hands_that_were_counted_add_to_those_on_phones() {
    let mut room = Room::open();
    room.join("ana");
    room.join("raj");
    room.lead(go_to(0, 1)).expect("it exists");
    room.say("ana", raise(&["one"])).expect("it is open");
    room.lead(count("poll", 10, &[("one", 9)]))
        .expect("it fits");
    room.lead(count("poll", 20, &[("one", 8), ("two", 5)]))
        .expect("it fits");
    let both = responses(&room, "poll");
    assert_eq!((both.answered, both.of), (21, 22));
    assert_eq!(tallies(&both), [9, 5]);
    let entered = room.session.console_view().hands.expect("it is typed in");
    assert_eq!((entered.of, entered.counts.len()), (20, 2));
    room.lead(count("poll", 0, &[])).expect("it fits");
    assert_eq!(tallies(&responses(&room, "poll")), [1, 0]);
    assert_eq!(room.session.console_view().hands, None);
}

#[test]
fn people_without_phones_are_among_the_hands_that_were_counted() {
    let mut room = Room::open();
    room.join("ana");
    let enter = Command::Enter {
        participant: "kim".into(),
        name: "Kim".into(),
    };
    room.lead(enter).expect("there is room");
    assert_eq!(responses(&room, "poll").of, 2);
    room.lead(count("poll", 1, &[("one", 1)])).expect("it fits");
    assert_eq!(responses(&room, "poll").of, 2);
}

#[test]
fn a_count_that_cannot_be_is_refused() {
    let mut room = Room::open();
    let refused = |room: &mut Room, command| room.lead(command).expect_err("it cannot be");
    assert_eq!(
        refused(&mut room, count("vote", 3, &[("deal", 1)])),
        Refusal::NoPoll
    );
    assert_eq!(
        refused(&mut room, count("poll", 3, &[("ten", 1)])),
        Refusal::unknown("choice")
    );
    assert_eq!(
        refused(&mut room, count("poll", MOST_PARTICIPANTS + 1, &[])),
        Refusal::TooManyPeople {
            limit: MOST_PARTICIPANTS
        }
    );
    assert_eq!(
        refused(&mut room, count("poll", 3, &[("one", 4)])).to_string(),
        "“one” has 4 hands, but only 3 people were asked. Correct the numbers."
    );
}

#[test]
fn no_screen_tells_who_raised_which_hand() {
    let mut room = Room::open();
    room.join("ana");
    room.join("raj");
    room.lead(go_to(0, 1)).expect("it exists");
    room.say("ana", raise(&["two"])).expect("it is open");
    assert!(room.session.console_view().answers.is_empty());
    let views = |room: &Room| {
        let raj = (room.session.phone_view(), room.session.mine(&"raj".into()));
        format!("{:?} {raj:?}", room.session.projector_view())
    };
    assert!(!views(&room).contains("ana"));
}
