//! Pauses, and what is left out when time is short.

use super::fixtures::Room;
use super::*;
use crate::domain::agenda::Position;
use crate::domain::recovery::{Cut, CutName, offers};
use crate::domain::time::Span;
use crate::domain::timer::TimerAction;
use std::sync::Arc;

/// The small training; its second section can do without its second slide, its third can be shorter.
fn room() -> Room {
    let mut room = Room::open();
    let training = Arc::make_mut(&mut room.session.training);
    training.sections[1].cuts = vec![Cut {
        what: "Skip D".into(),
        saves: Span::from_minutes(2),
        slides: vec![1],
    }];
    training.sections[2].cuts = vec![Cut {
        what: "Trim the vote".into(),
        saves: Span::from_minutes(4),
        slides: vec![],
    }];
    room
}

fn delay(room: &Room) -> Span {
    let forecast = room.session.console_view().forecast;
    forecast.expect("it runs").delay(room.now)
}

fn go(room: &mut Room, section: usize) {
    let to = Command::GoTo { section, slide: 0 };
    room.lead(to).expect("it exists");
}

const SKIP: CutName = CutName { section: 1, cut: 0 };
const TRIM: CutName = CutName { section: 2, cut: 0 };

#[test]
fn what_is_offered_and_taken_brings_the_end_back_to_the_plan() {
    let mut room = room();
    room.lead(Command::Forward).expect("it begins");
    room.wait(Span::from_minutes(11));
    go(&mut room, 1);
    assert_eq!(delay(&room), Span::from_minutes(6));
    let offers = offers(&room.session.cut_views(), delay(&room));
    assert_eq!(offers[0].what, ["Skip D", "Trim the vote"]);
    room.lead(Command::MakeCuts(offers[0].cuts.clone()))
        .expect("they are known");
    assert_eq!(delay(&room), Span::ZERO);
    room.lead(Command::UndoCut(TRIM)).expect("it is known");
    assert_eq!(delay(&room), Span::from_minutes(4));
}

#[test]
fn going_forward_leaves_out_what_has_been_cut_and_jumping_does_not() {
    let mut room = room();
    go(&mut room, 1);
    room.lead(Command::MakeCuts(vec![SKIP])).expect("known");
    let next = room.session.next_position();
    assert_eq!(next, Some(Position::start_of(2, 0)));
    room.lead(Command::Forward).expect("it runs");
    assert_eq!(room.session.position, Position::start_of(2, 0));
    let to = Command::GoTo {
        section: 1,
        slide: 1,
    };
    room.lead(to).expect("it exists");
    assert_eq!(room.session.position, Position::start_of(1, 1));
}

#[test]
fn what_has_been_shown_cannot_be_cut_any_more() {
    let mut room = room();
    let open = |room: &Room| room.session.cut_views().len();
    assert_eq!(open(&room), 2);
    let to = Command::GoTo {
        section: 1,
        slide: 1,
    };
    room.lead(to).expect("it exists");
    assert_eq!(open(&room), 1);
}

#[test]
fn an_unknown_cut_is_refused() {
    let mut room = room();
    let nothing = CutName { section: 0, cut: 0 };
    let refused = room.lead(Command::MakeCuts(vec![SKIP, nothing]));
    assert_eq!(refused, Err(Refusal::unknown("cut")));
    assert!(room.session.cut_views().iter().all(|cut| !cut.is_made));
}

#[test]
fn a_pause_holds_section_and_countdowns_and_moves_the_end() {
    let mut room = room();
    go(&mut room, 1);
    let start = Command::Timer {
        timer: "drill-writing".into(),
        action: TimerAction::Start,
    };
    room.lead(start).expect("it is known");
    room.wait(Span::from_minutes(2));
    room.lead(Command::Pause).expect("it runs");
    let before = delay(&room);
    room.wait(Span::from_minutes(7));
    let clock = room.session.stage().section.clock;
    assert_eq!(clock.spent(room.now), Span::from_minutes(2));
    assert_eq!(delay(&room), before + Span::from_minutes(7));
    room.lead(Command::Resume).expect("it runs");
    room.wait(Span::from_minutes(1));
    let timer = room.session.timers[&"drill-writing".into()];
    assert_eq!(timer.remaining(room.now), Span::from_minutes(2));
    let clock = room.session.stage().section.clock;
    assert_eq!(clock.spent(room.now), Span::from_minutes(3));
    assert_eq!(room.session.time_paused(room.now), Span::from_minutes(7));
}

#[test]
fn whoever_moves_during_a_pause_goes_on_where_they_are() {
    let mut room = room();
    go(&mut room, 1);
    room.wait(Span::from_minutes(2));
    room.lead(Command::Pause).expect("it runs");
    go(&mut room, 2);
    room.wait(Span::from_minutes(5));
    room.lead(Command::Resume).expect("it runs");
    room.wait(Span::from_minutes(1));
    let spent = |index: usize| {
        let outline = room.session.outline();
        outline[index].clock.spent(room.now)
    };
    assert_eq!(spent(1), Span::from_minutes(2));
    assert_eq!(spent(2), Span::from_minutes(1));
}

#[test]
fn a_session_that_ends_while_it_pauses_is_over() {
    let mut room = room();
    go(&mut room, 1);
    room.lead(Command::Pause).expect("it runs");
    room.wait(Span::from_minutes(5));
    room.lead(Command::End).expect("it runs");
    assert_eq!(room.session.time_paused(room.now), Span::from_minutes(5));
    assert_eq!(room.session.paused_at, None);
    assert_eq!(room.lead(Command::Resume), Err(Refusal::Ended));
}

#[test]
fn a_question_shows_until_the_facilitator_moves_on() {
    let mut room = Room::open();
    let training = Arc::make_mut(&mut room.session.training);
    training.faq = vec![crate::domain::training::Question {
        question: "Remote?".into(),
        answer_html: "<p>Weekly.</p>".into(),
    }];
    go(&mut room, 0);
    room.lead(Command::ShowQuestion(Some(0))).expect("known");
    let shown = room.session.projector_view().question;
    assert_eq!(
        shown.map(|shown| shown.question).as_deref(),
        Some("Remote?")
    );
    room.lead(Command::Forward).expect("it runs");
    assert_eq!(room.session.projector_view().question, None);
    let unknown = room.lead(Command::ShowQuestion(Some(1)));
    assert_eq!(unknown, Err(Refusal::unknown("question")));
}
