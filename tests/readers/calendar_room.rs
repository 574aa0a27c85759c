//! A session of the shipped training, led from outside the library.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use plenary::domain::check_in::Outcome;
use plenary::domain::commitment::due_date;
use plenary::domain::session::{Actor, Command, Event, Participant, Record, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::domain::training::{ActivityKind, CommitmentKind, Training};
use plenary::server::Trainings;

/// Her id, and her key.
const ANA: &str = "ana";

/// The documents that she promises: all that has to be escaped, two directions of writing, characters
/// of several code points, and more than fits into a line.
const DOCUMENT: &str = "Plan, „Entwurf“; C:\\new\\notes — תבנית, نموذج 👩🏽‍💻👨‍👩‍👧‍👦 \
    https://docs.example/a?b=c;d,e — ünïcödé ünïcödé ünïcödé ünïcödé ünïcödé ünïcödé 🏳️‍🌈";

/// A session with Ana.
pub struct Room {
    pub session: Session,
    /// The time of the next command.
    pub now: Instant,
    commands: u64,
}

impl Room {
    /// At nine in the morning of a day, at the slide on which promises are made.
    pub fn open(day: Date, zone: &str) -> Self {
        let trainings = Trainings::embedded().expect("they are right");
        let training = trainings.get("sales-manager-1-1-reboot");
        let training = training.expect("it is shipped");
        let slide = promises_slide(&training);
        let zone = TimeZone::get(zone).expect("a time zone");
        let nine = day.at(9, 0, 0, 0).to_zoned_datetime(zone.clone());
        let nine = nine.expect("a time of this age");
        let now = Instant::from_millis(nine.timestamp().as_millisecond());
        let first = Record {
            sequence: 1,
            at: now,
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training,
                title: "Lisbon".into(),
                code: "ABC234".into(),
                date: day,
                time_zone: zone.iana_name().expect("it has a name").to_owned(),
                utc_offset: Span::from_seconds(nine.offset().seconds().into()),
                expires: None,
                rehearsal: None,
            },
        };
        let mut room = Self {
            session: Session::begin(&first).expect("it is created"),
            now,
            commands: 0,
        };
        room.ask(Actor::Facilitator, slide);
        let join = Command::Join {
            name: "Ana".into(),
            key: ANA.into(),
        };
        room.ask(Actor::Participant(ANA.into()), join);
        room
    }

    /// Ana makes all promises of the training, for the days that her phone suggests.
    pub fn promise_all(&mut self) {
        let kinds: Vec<_> = self.kinds().into_iter().cloned().collect();
        for kind in kinds {
            let due = due_date(kind.due, self.session.date()).expect("there is a day");
            self.promise(&kind, due);
        }
    }

    /// Ana makes a promise for a day.
    pub fn promise(&mut self, kind: &CommitmentKind, due: Date) {
        let entries = kind.fields.iter().map(|field| {
            let entry = match field.id.as_str() {
                "document" => DOCUMENT,
                "time" => "09:00",
                _ => "Łukasz",
            };
            (field.id.clone(), entry.to_owned())
        });
        let commit = Command::Commit {
            kind: kind.id.clone(),
            fields: entries.collect(),
            due,
        };
        self.ask(Actor::Participant(ANA.into()), commit);
    }

    /// Ana says after a week what became of a promise.
    pub fn check_in(&mut self, kind: &str, outcome: Outcome) {
        let check_in = Command::CheckIn {
            check_in: "day-7".into(),
            kind: kind.into(),
            outcome,
        };
        self.ask(Actor::Participant(ANA.into()), check_in);
    }

    /// Ana deletes what she wrote.
    pub fn erase(&mut self) {
        let participant = ANA.into();
        self.ask(Actor::Facilitator, Command::Erase { participant });
    }

    /// The kinds of promise that the training asks for.
    pub fn kinds(&self) -> Vec<&CommitmentKind> {
        let kinds = self.session.commitment_kinds();
        kinds.map(|(_, kind)| kind).collect()
    }

    /// The kind with this id.
    pub fn kind(&self, id: &str) -> CommitmentKind {
        let kinds = self.kinds().into_iter();
        let mut found = kinds.filter(|kind| kind.id.as_str() == id);
        found.next().expect("the training has it").clone()
    }

    pub fn ana(&self) -> &Participant {
        let ana = self.session.participant(&ANA.into());
        ana.expect("she has joined")
    }

    fn ask(&mut self, by: Actor, command: Command) {
        self.commands += 1;
        let id = self.commands.to_string().as_str().into();
        let request = Request { id, command };
        let events = self.session.decide(self.now, &by, &request);
        let events = events.expect("it is not refused");
        for record in self.session.record(self.now, &by, Some(&request), events) {
            self.session.apply(&record);
        }
        self.now += Span::from_minutes(1);
    }
}

fn promises_slide(training: &Training) -> Command {
    let asks = |activity| {
        let activity = training.activity(activity);
        activity.is_some_and(|it| matches!(it.kind, ActivityKind::Commitments(_)))
    };
    for (section, slides) in training.sections.iter().map(|it| &it.slides).enumerate() {
        for (slide, shown) in slides.iter().enumerate() {
            if shown.activity.as_ref().is_some_and(asks) {
                return Command::GoTo { section, slide };
            }
        }
    }
    panic!("the training asks for promises");
}
