//! A small training and a session of it, for tests.

use super::command::{Actor, Command, Refusal, Request};
use super::event::{Event, Record};
use super::participant::Answer;
use super::state::Session;
use crate::domain::check_in::{After, CheckInPlan};
use crate::domain::ids::{CommandId, FieldId, KeyDigest, ParticipantId};
use crate::domain::rehearsal::Rehearsal;
use crate::domain::time::{Instant, Span};
use crate::domain::training::*;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Three sections of 5, 15 and 10 minutes with one activity of each kind.
pub fn training() -> Training {
    let field = |id: &str| Field {
        id: id.into(),
        label: id.to_owned(),
        help: String::new(),
        input: FieldInput::Line,
        initial: String::new(),
        asks_link: false,
        options: Vec::new(),
        directives: Vec::new(),
    };
    let choice = |id: &str| Choice {
        id: id.into(),
        label: id.to_owned(),
    };
    let timer = |id: &str, minutes| TimerPlan {
        id: id.into(),
        label: id.to_owned(),
        planned: Span::from_minutes(minutes),
    };
    let activities = vec![
        Activity {
            id: "poll".into(),
            title: "Poll".into(),
            kind: ActivityKind::Poll(Poll {
                question: "Which?".into(),
                choices: vec![choice("one"), choice("two")],
                line_percent: Some(70),
                line_label: None,
            }),
            timers: vec![],
            group_size: None,
        },
        Activity {
            id: "drill".into(),
            title: "Drill".into(),
            kind: ActivityKind::Drill(Drill {
                instructions: "Write.".into(),
                fields: vec![
                    field("observation"),
                    Field {
                        input: FieldInput::Question,
                        ..field("question")
                    },
                ],
                writing_timer: Some("drill-writing".into()),
            }),
            timers: vec![timer("drill-pairs", 10), timer("drill-writing", 5)],
            group_size: Some(2),
        },
        Activity {
            id: "vote".into(),
            title: "Vote".into(),
            kind: ActivityKind::Vote(Vote {
                statement: "It slips.".into(),
                question: "Which is it?".into(),
                choices: vec![choice("coaching"), choice("deal")],
                answer: "Both".into(),
                reasons: vec!["One.".into(), "Two.".into()],
            }),
            timers: vec![timer("vote-decide", 5)],
            group_size: Some(3),
        },
        Activity {
            id: "promises".into(),
            title: "Promises".into(),
            kind: ActivityKind::Commitments(Commitments {
                instructions: "Promise.".into(),
                kinds: vec![CommitmentKind {
                    id: "template".into(),
                    title: "Template".into(),
                    promise: "I ship it.".into(),
                    due_label: "Deadline".into(),
                    due: DueRule::Next(Weekday::Friday),
                    fields: vec![field("document"), field("rep")],
                    repeat: None,
                    meeting: None,
                }],
            }),
            timers: vec![],
            group_size: None,
        },
    ];
    let check_in = |id: &str, after, kinds: &[&str]| CheckInPlan {
        id: id.into(),
        title: id.to_owned(),
        question: "What became of it?".into(),
        after,
        kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
    };
    let slide = |title: &str, steps: u16, activity: Option<&str>| Slide {
        layout: Layout::Plain,
        title: title.to_owned(),
        html: (1..=steps)
            .map(|step| format!("<p data-step=\"{step}\">{step}</p>"))
            .collect(),
        steps,
        notes_html: String::new(),
        activity: activity.map(Into::into),
    };
    let section = |title: &str, minutes, slides| Section {
        title: title.to_owned(),
        planned: Span::from_minutes(minutes),
        slides,
        cuts: vec![],
    };
    Training {
        slug: "small".into(),
        title: "Small".into(),
        summary: "For tests.".into(),
        language: "en".into(),
        accent: None,
        sections: vec![
            section(
                "First",
                5,
                vec![slide("A", 0, None), slide("B", 2, Some("poll"))],
            ),
            section(
                "Second",
                15,
                vec![slide("C", 0, Some("drill")), slide("D", 1, None)],
            ),
            section(
                "Third",
                10,
                vec![slide("E", 0, Some("vote")), slide("F", 0, Some("promises"))],
            ),
        ],
        activities,
        scripts: Arc::default(),
        phrases: Arc::default(),
        takeaways: Arc::default(),
        check_ins: vec![
            check_in("day-7", After::Days(7), &[]),
            check_in("week-3", After::Weeks(3), &["template"]),
        ],
        faq: vec![],
        sources: vec![],
    }
}

/// A session with its log, driven by hand.
pub struct Room {
    /// The session.
    pub session: Session,
    /// Everything that has happened.
    pub log: Vec<Record>,
    /// The time of the next command.
    pub now: Instant,
    commands: u64,
}

impl Room {
    /// A session in its lobby, on a Tuesday.
    pub fn open() -> Self {
        Self::open_with(training())
    }

    /// The same with another training.
    pub fn open_with(training: Training) -> Self {
        Self::created(training, None)
    }

    /// The same session, rehearsed.
    pub fn rehearse(rehearsal: Rehearsal) -> Self {
        Self::created(training(), Some(rehearsal))
    }

    fn created(training: Training, rehearsal: Option<Rehearsal>) -> Self {
        let now = Instant::from_millis(1_795_500_000_000);
        let first = Record {
            sequence: 1,
            at: now,
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training: Arc::new(training),
                title: "Lisbon".into(),
                code: "ABC234".into(),
                date: date(2026, 11, 24),
                time_zone: "Europe/Lisbon".into(),
                utc_offset: Span::ZERO,
                expires: Some(date(2027, 5, 23)),
                rehearsal,
            },
        };
        Self {
            session: Session::begin(&first).expect("it is created"),
            log: vec![first],
            now,
            commands: 0,
        }
    }

    /// Asks with a fresh command id.
    pub fn ask(&mut self, by: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        self.commands += 1;
        let id = CommandId::new(format!("command-{}", self.commands));
        self.send(by, &Request { id, command })
    }

    /// Asks with a command id of one's own.
    pub fn send(&mut self, by: Actor, request: &Request) -> Result<Vec<Event>, Refusal> {
        let events = self.session.decide(self.now, &by, request)?;
        self.take(by, Some(request), events.clone());
        Ok(events)
    }

    /// The facilitator asks.
    pub fn lead(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Facilitator, command)
    }

    /// A participant asks.
    pub fn say(&mut self, who: &str, command: Command) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Participant(ParticipantId::from(who)), command)
    }

    /// Somebody joins whose id, name and key are the same word.
    pub fn join(&mut self, who: &str) {
        let command = Command::Join {
            name: who.to_owned(),
            key: KeyDigest::from(who),
        };
        self.say(who, command).expect("there is room");
    }

    /// Time passes, and what is due happens.
    pub fn wait(&mut self, span: Span) {
        self.now += span;
        let events = self.session.due(self.now);
        self.take(Actor::Time, None, events);
    }

    fn take(&mut self, by: Actor, request: Option<&Request>, events: Vec<Event>) {
        for record in self.session.record(self.now, &by, request, events) {
            self.session.apply(&record);
            self.log.push(record);
        }
    }
}

/// Entries of a form.
pub fn entries(pairs: &[(&str, &str)]) -> BTreeMap<FieldId, String> {
    pairs
        .iter()
        .map(|(field, entry)| (FieldId::from(*field), (*entry).to_owned()))
        .collect()
}

/// The facilitator shows a slide.
pub fn go_to(section: usize, slide: usize) -> Command {
    Command::GoTo { section, slide }
}

/// A promise of the small training, to a rep.
pub fn promise(rep: &str) -> Command {
    Command::Commit {
        kind: "template".into(),
        fields: entries(&[("document", "The shared doc"), ("rep", rep)]),
        due: date(2026, 11, 27),
    }
}

/// The answer to the drill of the small training.
pub fn drill_answer(question: &str) -> Answer {
    Answer::Drill(entries(&[
        ("observation", "In the call of Monday"),
        ("question", question),
    ]))
}
