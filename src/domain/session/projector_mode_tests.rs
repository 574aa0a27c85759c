//! What the room sees in each mode of the projector.

use super::fixtures::{Room, entries, training};
use super::*;
use crate::domain::ids::ParticipantId;
use crate::domain::time::Span;
use crate::domain::timer::TimerAction;
use crate::domain::training::Question;
use crate::domain::views::{FrozenOn, ProjectorView};
use jiff::civil::date;

/// A room at a slide.
fn room_at(section: usize, slide: usize) -> Room {
    let mut training = training();
    training.faq = vec![Question {
        question: "Why?".into(),
        answer_html: "<p>So.</p>".into(),
    }];
    let mut room = Room::open_with(training);
    room.join("ana");
    lead(&mut room, Command::GoTo { section, slide });
    room
}

fn lead(room: &mut Room, command: Command) -> Vec<Event> {
    room.lead(command).expect("it is allowed")
}

/// A room whose projector is frozen on the third slide, while the facilitator is at the fifth.
fn frozen_on_an_earlier_slide() -> Room {
    let mut room = room_at(1, 0);
    lead(&mut room, Command::SetFrozen(true));
    let ahead = Command::GoTo {
        section: 2,
        slide: 0,
    };
    lead(&mut room, ahead);
    room
}

fn start(timer: &str) -> Command {
    Command::Timer {
        timer: timer.into(),
        action: TimerAction::Start,
    }
}

fn promise(room: &mut Room) -> CommitmentName {
    let commit = Command::Commit {
        kind: "template".into(),
        fields: entries(&[("document", "doc"), ("rep", "Kim")]),
        due: date(2026, 11, 27),
    };
    room.say("ana", commit).expect("it is open");
    CommitmentName {
        participant: "ana".into(),
        kind: "template".into(),
    }
}

/// The title of the slide that the room sees.
fn title(view: &ProjectorView) -> Option<&str> {
    view.slide.as_ref().map(|slide| slide.title.as_str())
}

fn shown_timers(room: &Room) -> Vec<String> {
    let timers = room.session.projector_view().stage.timers.into_iter();
    timers.map(|timer| timer.id.to_string()).collect()
}

#[test]
fn a_frozen_projector_keeps_slide_step_and_section_while_the_facilitator_moves_on() {
    let mut room = room_at(0, 1);
    lead(&mut room, Command::Forward);
    let before = room.session.projector_view();
    assert_eq!(
        lead(&mut room, Command::SetFrozen(true)),
        [Event::FrozenSet(true)]
    );
    for _ in 0..3 {
        lead(&mut room, Command::Forward);
    }
    let frozen = room.session.projector_view();
    assert_eq!(frozen.slide, before.slide);
    assert_eq!(frozen.activity, before.activity);
    assert_eq!(frozen.stage.section.title, before.stage.section.title);
    let console = room.session.console_view();
    assert_eq!(console.stage.section.title, "Second");
    lead(&mut room, Command::SetFrozen(false));
    assert_eq!(title(&room.session.projector_view()), Some("D"));
}

#[test]
fn a_frozen_projector_keeps_its_question_and_what_is_read_aloud() {
    let mut room = room_at(2, 1);
    let named = promise(&mut room);
    lead(&mut room, Command::ReadAloud(Some(named)));
    lead(&mut room, Command::ShowQuestion(Some(0)));
    let before = room.session.projector_view();
    lead(&mut room, Command::SetFrozen(true));
    lead(&mut room, Command::Backward);
    let frozen = room.session.projector_view();
    assert_eq!(frozen.question, before.question);
    assert_eq!(frozen.reading, before.reading);
    assert!(frozen.reading.is_some() && frozen.question.is_some());
}

#[test]
fn what_is_shown_to_the_room_while_the_projector_is_frozen_appears_when_it_is_not() {
    let mut room = room_at(2, 0);
    lead(&mut room, Command::SetFrozen(true));
    lead(&mut room, Command::ShowQuestion(Some(0)));
    let reveal = Command::Reveal {
        activity: "vote".into(),
    };
    lead(&mut room, reveal);
    let frozen = room.session.projector_view();
    assert_eq!(frozen.question, None);
    assert!(!frozen.activity.expect("it is shown").revealed);
    lead(&mut room, Command::SetFrozen(false));
    let present = room.session.projector_view();
    assert!(present.question.is_some());
    assert!(present.activity.expect("it is shown").revealed);
}

#[test]
fn whoever_is_hidden_is_gone_from_a_frozen_projector_and_does_not_come_back() {
    let mut room = room_at(2, 1);
    let named = promise(&mut room);
    lead(&mut room, Command::ReadAloud(Some(named)));
    lead(&mut room, Command::SetFrozen(true));
    for hidden in [true, false] {
        let participant = ParticipantId::from("ana");
        lead(
            &mut room,
            Command::SetHidden {
                participant,
                hidden,
            },
        );
        assert_eq!(room.session.projector_view().reading, None);
    }
}

#[test]
fn time_and_the_count_of_answers_go_on_while_the_projector_is_frozen() {
    let mut room = room_at(0, 1);
    lead(&mut room, Command::SetFrozen(true));
    let answer = Command::Answer {
        activity: "poll".into(),
        answer: Answer::Poll(["one".into()].into()),
    };
    room.say("ana", answer).expect("it is open");
    let responses = room.session.projector_view().responses;
    assert_eq!(responses.expect("it is asked").answered, 1);

    let mut room = room_at(1, 0);
    lead(&mut room, start("drill-writing"));
    lead(&mut room, Command::SetFrozen(true));
    lead(
        &mut room,
        Command::GoTo {
            section: 2,
            slide: 0,
        },
    );
    room.wait(Span::from_minutes(6));
    lead(&mut room, start("vote-decide"));
    assert_eq!(shown_timers(&room), ["drill-pairs", "drill-writing"]);
    let timers = room.session.projector_view().stage.timers;
    assert!(timers[1].timer.remaining(room.now).is_negative());
}

#[test]
fn a_projector_that_is_frozen_before_the_beginning_shows_how_to_join() {
    let mut room = Room::open();
    lead(&mut room, Command::SetFrozen(true));
    lead(&mut room, Command::Forward);
    let view = room.session.projector_view();
    assert_eq!(view.stage.phase, Phase::Lobby);
    assert_eq!(view.slide, None);
    assert_eq!(view.mode.frozen_on, Some(FrozenOn::Lobby));
}

#[test]
fn the_console_says_on_which_slide_the_projector_is_frozen() {
    let room = frozen_on_an_earlier_slide();
    let frozen_on = FrozenOn::Slide {
        number: 3,
        title: "C".into(),
    };
    assert_eq!(room.session.console_view().mode.frozen_on, Some(frozen_on));
}

#[test]
fn the_end_thaws_the_projector_and_puts_the_code_away() {
    let mut room = room_at(1, 0);
    lead(&mut room, Command::SetJoinLarge(true));
    lead(&mut room, Command::SetFrozen(true));
    lead(&mut room, Command::End);
    let view = room.session.projector_view();
    assert!(matches!(view.stage.phase, Phase::Ended { .. }));
    assert!(!view.mode.is_frozen() && !view.mode.join_large);
    assert_eq!(room.lead(Command::SetFrozen(true)), Err(Refusal::Ended));
}

#[test]
fn the_large_code_goes_when_a_slide_is_shown_and_stays_on_a_frozen_projector() {
    let mut room = room_at(0, 0);
    let is_large = |room: &Room| room.session.projector_view().mode.join_large;
    lead(&mut room, Command::SetJoinLarge(true));
    assert!(is_large(&room));
    lead(&mut room, Command::Forward);
    assert!(!is_large(&room));
    lead(&mut room, Command::SetJoinLarge(true));
    lead(&mut room, Command::SetFrozen(true));
    lead(&mut room, Command::Forward);
    assert!(is_large(&room));
    lead(&mut room, Command::SetJoinLarge(false));
    assert!(!is_large(&room));
}

#[test]
fn one_key_goes_through_all_ways_to_show_a_timer() {
    let mut room = room_at(0, 0);
    let mut seen = vec![room.session.projector_view().mode.timer_display];
    for _ in TimerDisplay::ALL {
        let next = seen[seen.len() - 1].next();
        lead(&mut room, Command::SetTimerDisplay(next));
        seen.push(room.session.projector_view().mode.timer_display);
    }
    assert_eq!(seen[..3], TimerDisplay::ALL);
    assert_eq!(seen[3], TimerDisplay::Full);
}

#[test]
fn the_chime_is_off_until_the_facilitator_turns_it_on() {
    let mut room = room_at(0, 0);
    assert!(!room.session.projector_view().mode.chime);
    assert_eq!(
        lead(&mut room, Command::SetChime(true)),
        [Event::ChimeSet(true)]
    );
    assert_eq!(lead(&mut room, Command::SetChime(true)), []);
    assert!(room.session.projector_view().mode.chime);
}

#[test]
fn a_log_replays_to_the_same_frozen_projector() {
    let room = frozen_on_an_earlier_slide();
    let replayed = Session::replay(&room.log).expect("it begins with its creation");
    assert_eq!(replayed.projector_view(), room.session.projector_view());
    assert_eq!(title(&replayed.projector_view()), Some("C"));
}

#[test]
fn only_the_facilitator_sets_the_projector() {
    let mut room = room_at(0, 0);
    for command in [
        Command::SetFrozen(true),
        Command::SetJoinLarge(true),
        Command::SetTimerDisplay(TimerDisplay::Bar),
        Command::SetChime(true),
    ] {
        assert_eq!(room.say("ana", command), Err(Refusal::NotTheFacilitator));
    }
}
