//! What a log holds that no session has written: it is passed over, and nothing breaks.

use super::fixtures::Room;
use super::*;
use crate::domain::agenda::Position;
use crate::domain::time::Instant;

/// The room once this has happened, if it had.
fn after(mut room: Room, event: Event) -> Session {
    let events = vec![event];
    let records = room
        .session
        .record(room.now, &Actor::Facilitator, None, events);
    for record in records {
        room.session.apply(&record);
    }
    room.session
}

fn begun() -> Room {
    let mut room = Room::open();
    room.lead(Command::Forward).expect("it begins");
    room
}

#[test]
fn a_slide_that_is_not_there_is_not_shown() {
    let to = |section, slide, step| Position {
        section,
        slide,
        step,
    };
    for to in [
        to(usize::MAX, 0, 0),
        to(0, usize::MAX, 0),
        to(0, 0, u16::MAX),
    ] {
        let session = after(begun(), Event::Moved { to });
        let shown = session.slide_view().expect("the session runs");
        assert_eq!(shown.position, Position::default());
        assert_eq!(session.stage().section.number, 1);
        assert_eq!(session.sequence(), 3, "the log goes on after it");
    }
}

#[test]
fn after_the_last_number_that_there_is_nothing_breaks() {
    let mut room = begun();
    let paused = vec![Event::Paused];
    let mut records = room
        .session
        .record(room.now, &Actor::Facilitator, None, paused);
    records[0].sequence = u64::MAX;
    room.session.apply(&records[0]);
    let next = vec![Event::Resumed];
    let next = room
        .session
        .record(room.now, &Actor::Facilitator, None, next);
    assert_eq!(next.len(), 1);
}

#[test]
fn more_hands_than_a_room_can_have_are_not_counted() {
    let hands = |of, count| Event::HandsCounted {
        activity: "poll".into(),
        of,
        counts: [("one".into(), count)].into(),
    };
    for event in [hands(usize::MAX, 1), hands(2, usize::MAX)] {
        let session = after(begun(), event);
        assert_eq!(session.hands_of(&"poll".into()), None);
    }
    assert!(
        after(begun(), hands(2, 1))
            .hands_of(&"poll".into())
            .is_some()
    );
}

#[test]
fn the_day_of_a_time_beyond_all_calendars_is_that_of_the_session() {
    let session = Room::open().session;
    for millis in [i64::MIN, i64::MAX] {
        assert_eq!(session.day_of(Instant::from_millis(millis)), session.date());
    }
}

#[cfg(feature = "ui")]
#[test]
fn a_rehearsal_without_a_speed_has_the_nearest_one() {
    use crate::domain::rehearsal::Rehearsal;
    use crate::domain::time::Span;

    for (written, times) in [(0, 1), (1, 1), (20, 20), (255, 20)] {
        let text = format!("{{\"speed\":{written},\"participants\":3}}");
        let read: Rehearsal = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(read.speed.times(), times);
        let minutes = Span::from_minutes(times.into());
        assert_eq!(read.speed.by_the_clock(minutes), Span::from_minutes(1));
    }
}
