//! How many took part, in which way, and how many promised and kept what.

use super::activity::{Tally, tally};
use crate::domain::check_in::Outcome;
use crate::domain::session::Session;
use crate::domain::training::{Activity, ActivityKind};

/// How people took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Everybody who came in and is still on the list.
    pub joined: usize,
    /// Those of them who hold a phone.
    pub with_phone: usize,
    /// Those of them whom the facilitator has entered.
    pub by_hand: usize,
    /// Those who are no longer on the list.
    pub removed: usize,
}

/// Hands that were counted by eye.
#[derive(Clone, Debug, PartialEq)]
pub struct CountedHands {
    /// How many people were asked.
    pub of: usize,
    /// How many hands went up for each choice.
    pub tallies: Vec<Tally>,
}

/// How many have promised, and how much of it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseCount {
    /// How many kinds of promises are asked of everybody.
    pub kinds: usize,
    /// How many people were there.
    pub people: usize,
    /// How many of them have made a promise of each kind.
    pub complete: usize,
    /// How many promises were made.
    pub promised: usize,
    /// How many of them are done, by what was said about each last.
    pub shipped: usize,
}

impl Session {
    /// How people took part.
    pub fn participation(&self) -> Participation {
        let present = self.present();
        let with_phone = present.iter().filter(|person| person.has_phone()).count();
        Participation {
            joined: present.len(),
            with_phone,
            by_hand: present.len() - with_phone,
            removed: self.removed().len(),
        }
    }

    /// The hands that were counted by eye for an activity; none where nobody counted.
    pub fn counted_hands(&self, activity: &Activity) -> Option<CountedHands> {
        let ActivityKind::Poll(poll) = &activity.kind else {
            return None;
        };
        let counted = self.hands.get(&activity.id)?;
        Some(CountedHands {
            of: counted.of,
            tallies: tally(&poll.choices, |choice| {
                counted.counts.get(choice).copied().unwrap_or_default()
            }),
        })
    }

    /// How many have promised, and how much of it is done.
    pub fn promise_count(&self) -> PromiseCount {
        let kinds: Vec<_> = self.commitment_kinds().map(|(_, kind)| kind).collect();
        let mut count = PromiseCount {
            kinds: kinds.len(),
            people: 0,
            complete: 0,
            promised: 0,
            shipped: 0,
        };
        for person in self.present() {
            let made = kinds
                .iter()
                .filter(|kind| person.commitments.contains_key(&kind.id));
            let made: Vec<_> = made.collect();
            let done = made
                .iter()
                .filter(|kind| person.latest_outcome(&kind.id) == Some(&Outcome::Done));
            count.people += 1;
            count.complete += usize::from(made.len() == kinds.len());
            count.promised += made.len();
            count.shipped += done.count();
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use crate::domain::time::Span;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    const FORTNIGHT: Span = Span::from_minutes(14 * 24 * 60);

    #[test]
    fn people_are_told_apart_by_how_they_came_in() {
        let mut room = Room::open();
        for name in ["Ana", "Ben", "Chloé"] {
            room.join(name);
        }
        let dan = Command::Enter {
            participant: "dan".into(),
            name: "Dan".into(),
        };
        room.lead(dan).expect("there is room");
        let participant = "Ben".into();
        room.lead(Command::Remove { participant })
            .expect("he is there");
        let expected = Participation {
            joined: 3,
            with_phone: 2,
            by_hand: 1,
            removed: 1,
        };
        assert_eq!(room.session.participation(), expected);
    }

    #[test]
    fn hands_are_counted_by_eye_for_a_poll_only() {
        let mut room = Room::open();
        let slide = Command::GoTo {
            section: 0,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let [poll, drill] = ["poll", "drill"].map(|id| {
            let activity = room.session.training().activity(&id.into());
            activity.expect("it exists").clone()
        });
        assert_eq!(room.session.counted_hands(&poll), None);
        let count = Command::CountHands {
            activity: "poll".into(),
            of: 9,
            counts: BTreeMap::from([("two".into(), 7)]),
        };
        room.lead(count).expect("it is a poll");
        let hands = room.session.counted_hands(&poll).expect("they are counted");
        let counts: Vec<_> = hands.tallies.iter().map(|tally| tally.count).collect();
        assert_eq!((hands.of, counts.as_slice()), (9, [0, 7].as_slice()));
        assert_eq!(room.session.counted_hands(&drill), None);
    }

    #[test]
    fn only_what_is_done_by_the_latest_word_is_shipped() {
        let mut room = Room::open();
        for name in ["Ana", "Ben", "Chloé"] {
            room.join(name);
        }
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        for name in ["Ana", "Ben"] {
            let promise = Command::Commit {
                kind: "template".into(),
                fields: entries(&[("document", "The doc"), ("rep", "Kim")]),
                due: date(2026, 11, 27),
            };
            room.say(name, promise).expect("it is open");
        }
        room.lead(Command::End).expect("it runs");
        room.wait(FORTNIGHT);
        let check_in = |check_in: &str, outcome| Command::CheckIn {
            check_in: check_in.into(),
            kind: "template".into(),
            outcome,
        };
        let to = date(2027, 1, 15);
        let said = [
            ("Ana", "day-7", Outcome::Moved { to }),
            ("Ben", "day-7", Outcome::Done),
            ("Ana", "week-3", Outcome::Done),
            ("Ben", "week-3", Outcome::Moved { to }),
        ];
        for (name, id, outcome) in said {
            room.wait(Span::from_minutes(1));
            room.say(name, check_in(id, outcome))
                .expect("it was promised");
        }
        let expected = PromiseCount {
            kinds: 1,
            people: 3,
            complete: 2,
            promised: 2,
            shipped: 1,
        };
        assert_eq!(room.session.promise_count(), expected);
    }
}
