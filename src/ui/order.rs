//! What the facilitator asks for, as the browser sends it: those commands that a screen has a button or a
//! key for. A command itself can hold a whole training and people's dates, and the browser would load what
//! writes them.

use crate::domain::ids::{ActivityId, ChoiceId, ParticipantId, TimerId};
use crate::domain::recovery::CutName;
use crate::domain::session::{CommitmentName, TimerDisplay};
use crate::domain::timer::TimerAction;
use std::fmt::Write;

/// An order. Each is the command of the same name.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Order {
    Forward,
    Backward,
    GoTo {
        section: usize,
        slide: usize,
    },
    Pause,
    Resume,
    MakeCuts(Vec<CutName>),
    UndoCut(CutName),
    Timer {
        timer: TimerId,
        action: TimerAction,
    },
    Reveal {
        activity: ActivityId,
    },
    Conceal {
        activity: ActivityId,
    },
    Close {
        activity: ActivityId,
    },
    Reopen {
        activity: ActivityId,
    },
    CountHands {
        activity: ActivityId,
        of: usize,
        counts: Vec<(ChoiceId, usize)>,
    },
    FormGroups {
        activity: ActivityId,
        seed: u64,
    },
    SetBlack(bool),
    SetJoinShown(bool),
    SetJoinLarge(bool),
    SetTimerDisplay(TimerDisplay),
    SetFrozen(bool),
    SetChime(bool),
    SetLocked(bool),
    ShowQuestion(Option<usize>),
    ReadAloud(Option<CommitmentName>),
    End,
    Remove {
        participant: ParticipantId,
    },
    Readmit {
        participant: ParticipantId,
    },
    Rename {
        participant: ParticipantId,
        name: String,
    },
    Merge {
        participant: ParticipantId,
        into: ParticipantId,
    },
    SetHidden {
        participant: ParticipantId,
        hidden: bool,
    },
}

impl Order {
    /// The command as JSON.
    pub fn text(&self) -> String {
        let of_activity = |name, activity: &ActivityId| {
            of(name, &object(&[("activity", quoted(activity.as_str()))]))
        };
        let of_participant = |name, participant: &ParticipantId, field: Option<(&str, String)>| {
            let mut fields = vec![("participant", quoted(participant.as_str()))];
            fields.extend(field);
            of(name, &object(&fields))
        };
        let is = |name, is: &bool| of(name, &is.to_string());
        match self {
            Self::Forward => quoted("forward"),
            Self::Backward => quoted("backward"),
            Self::GoTo { section, slide } => {
                let place = [
                    ("section", section.to_string()),
                    ("slide", slide.to_string()),
                ];
                of("go-to", &object(&place))
            }
            Self::Pause => quoted("pause"),
            Self::Resume => quoted("resume"),
            Self::MakeCuts(cuts) => {
                let cuts: Vec<_> = cuts.iter().map(cut).collect();
                of("make-cuts", &format!("[{}]", cuts.join(",")))
            }
            Self::UndoCut(name) => of("undo-cut", &cut(name)),
            Self::Timer { timer, action } => {
                let action = match action {
                    TimerAction::Start => quoted("start"),
                    TimerAction::Pause => quoted("pause"),
                    TimerAction::Extend(span) => of("extend", &span.as_millis().to_string()),
                    TimerAction::Reset => quoted("reset"),
                };
                let fields = [("timer", quoted(timer.as_str())), ("action", action)];
                of("timer", &object(&fields))
            }
            Self::Reveal { activity } => of_activity("reveal", activity),
            Self::Conceal { activity } => of_activity("conceal", activity),
            Self::Close { activity } => of_activity("close", activity),
            Self::Reopen { activity } => of_activity("reopen", activity),
            Self::CountHands {
                activity,
                of: people,
                counts,
            } => {
                let counts = counts.iter();
                let counts: Vec<_> = counts
                    .map(|(choice, count)| (choice.as_str(), count.to_string()))
                    .collect();
                let fields = [
                    ("activity", quoted(activity.as_str())),
                    ("of", people.to_string()),
                    ("counts", object(&counts)),
                ];
                of("count-hands", &object(&fields))
            }
            Self::FormGroups { activity, seed } => {
                let fields = [
                    ("activity", quoted(activity.as_str())),
                    ("seed", seed.to_string()),
                ];
                of("form-groups", &object(&fields))
            }
            Self::SetBlack(black) => is("set-black", black),
            Self::SetJoinShown(shown) => is("set-join-shown", shown),
            Self::SetJoinLarge(large) => is("set-join-large", large),
            Self::SetTimerDisplay(display) => {
                let display = match display {
                    TimerDisplay::Full => "full",
                    TimerDisplay::Bar => "bar",
                    TimerDisplay::Hidden => "hidden",
                };
                of("set-timer-display", &quoted(display))
            }
            Self::SetFrozen(frozen) => is("set-frozen", frozen),
            Self::SetChime(chimes) => is("set-chime", chimes),
            Self::SetLocked(locked) => is("set-locked", locked),
            Self::ShowQuestion(question) => {
                let question = question.as_ref().map(usize::to_string);
                of("show-question", question.as_deref().unwrap_or("null"))
            }
            Self::ReadAloud(None) => of("read-aloud", "null"),
            Self::ReadAloud(Some(name)) => {
                let fields = [
                    ("participant", quoted(name.participant.as_str())),
                    ("kind", quoted(name.kind.as_str())),
                ];
                of("read-aloud", &object(&fields))
            }
            Self::End => quoted("end"),
            Self::Remove { participant } => of_participant("remove", participant, None),
            Self::Readmit { participant } => of_participant("readmit", participant, None),
            Self::Rename { participant, name } => {
                of_participant("rename", participant, Some(("name", quoted(name))))
            }
            Self::Merge { participant, into } => {
                let into = Some(("into", quoted(into.as_str())));
                of_participant("merge", participant, into)
            }
            Self::SetHidden {
                participant,
                hidden,
            } => {
                let hidden = Some(("hidden", hidden.to_string()));
                of_participant("set-hidden", participant, hidden)
            }
        }
    }
}

fn of(name: &str, what: &str) -> String {
    object(&[(name, what.to_owned())])
}

fn cut(name: &CutName) -> String {
    object(&[
        ("section", name.section.to_string()),
        ("cut", name.cut.to_string()),
    ])
}

/// An object of JSON; its values are JSON already.
pub fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{}:{value}", quoted(name)))
        .collect();
    format!("{{{}}}", fields.join(","))
}

/// A text of JSON.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // To write into a string never fails.
            ..' ' => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::time::Span;

    #[track_caller]
    fn is(order: Order, command: Command) {
        let read = serde_json::from_str::<Command>(&order.text());
        assert_eq!(read.expect("it is a command"), command);
    }

    #[test]
    fn every_order_is_the_command_of_its_name() {
        let activity = || ActivityId::from("poll");
        let participant = || ParticipantId::from("ana");
        let cut = |cut| CutName { section: 2, cut };
        let promise = CommitmentName {
            participant: "ana".into(),
            kind: "template".into(),
        };
        is(Order::Forward, Command::Forward);
        is(Order::Backward, Command::Backward);
        let (section, slide) = (3, 0);
        is(
            Order::GoTo { section, slide },
            Command::GoTo { section, slide },
        );
        is(Order::Pause, Command::Pause);
        is(Order::Resume, Command::Resume);
        let cuts = vec![cut(0), cut(1)];
        is(Order::MakeCuts(cuts.clone()), Command::MakeCuts(cuts));
        is(Order::UndoCut(cut(1)), Command::UndoCut(cut(1)));
        for action in [
            TimerAction::Start,
            TimerAction::Pause,
            TimerAction::Extend(Span::from_minutes(-1)),
            TimerAction::Reset,
        ] {
            let timer = || TimerId::from("drill-writing");
            is(
                Order::Timer {
                    timer: timer(),
                    action,
                },
                Command::Timer {
                    timer: timer(),
                    action,
                },
            );
        }
        let (one, other) = (activity(), activity());
        is(
            Order::Reveal { activity: one },
            Command::Reveal { activity: other },
        );
        let (one, other) = (activity(), activity());
        is(
            Order::Conceal { activity: one },
            Command::Conceal { activity: other },
        );
        let (one, other) = (activity(), activity());
        is(
            Order::Close { activity: one },
            Command::Close { activity: other },
        );
        let (one, other) = (activity(), activity());
        is(
            Order::Reopen { activity: one },
            Command::Reopen { activity: other },
        );
        let counts = [("one".into(), 5), ("two".into(), 0)];
        is(
            Order::CountHands {
                activity: activity(),
                of: 7,
                counts: counts.to_vec(),
            },
            Command::CountHands {
                activity: activity(),
                of: 7,
                counts: counts.into(),
            },
        );
        let seed = u64::MAX;
        is(
            Order::FormGroups {
                activity: activity(),
                seed,
            },
            Command::FormGroups {
                activity: activity(),
                seed,
            },
        );
        for on in [true, false] {
            is(Order::SetBlack(on), Command::SetBlack(on));
            is(Order::SetJoinShown(on), Command::SetJoinShown(on));
            is(Order::SetJoinLarge(on), Command::SetJoinLarge(on));
            is(Order::SetFrozen(on), Command::SetFrozen(on));
            is(Order::SetChime(on), Command::SetChime(on));
            is(Order::SetLocked(on), Command::SetLocked(on));
            is(
                Order::SetHidden {
                    participant: participant(),
                    hidden: on,
                },
                Command::SetHidden {
                    participant: participant(),
                    hidden: on,
                },
            );
        }
        for display in TimerDisplay::ALL {
            is(
                Order::SetTimerDisplay(display),
                Command::SetTimerDisplay(display),
            );
        }
        for question in [None, Some(4)] {
            is(
                Order::ShowQuestion(question),
                Command::ShowQuestion(question),
            );
        }
        for name in [None, Some(promise)] {
            is(Order::ReadAloud(name.clone()), Command::ReadAloud(name));
        }
        is(Order::End, Command::End);
        let (one, other) = (participant(), participant());
        is(
            Order::Remove { participant: one },
            Command::Remove { participant: other },
        );
        let (one, other) = (participant(), participant());
        is(
            Order::Readmit { participant: one },
            Command::Readmit { participant: other },
        );
        let (one, other) = (participant(), participant());
        is(
            Order::Merge {
                participant: one,
                into: "raj".into(),
            },
            Command::Merge {
                participant: other,
                into: "raj".into(),
            },
        );
        let name = "Zoë \"Z\" \\ O’Neill\n\u{1}";
        is(
            Order::Rename {
                participant: participant(),
                name: name.to_owned(),
            },
            Command::Rename {
                participant: participant(),
                name: name.to_owned(),
            },
        );
    }
}
