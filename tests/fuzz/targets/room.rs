//! A session, driven by hand.

use jiff::civil::{Date, date};
use plenary::domain::ids::{CommandId, ParticipantId};
use plenary::domain::session::{Actor, Command, Event, Record, Refusal, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::domain::training::Training;
use std::sync::Arc;

/// The days before and after which no session is.
pub const DAY: Date = date(2026, 11, 24);

/// A session with the time of its next command.
pub struct Room {
    pub session: Session,
    pub now: Instant,
    commands: u64,
}

impl Room {
    /// In its lobby.
    pub fn open(training: Training) -> Self {
        Self::open_on(training, "Lisbon", DAY, "Europe/Lisbon")
    }

    /// With a name of its own, on a day in a time zone.
    pub fn open_on(training: Training, title: &str, day: Date, time_zone: &str) -> Self {
        let now = Instant::from_millis(1_795_500_000_000);
        let first = Record {
            sequence: 1,
            at: now,
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training: Arc::new(training),
                title: title.to_owned(),
                code: "ABC234".into(),
                date: day,
                time_zone: time_zone.to_owned(),
                utc_offset: Span::ZERO,
                expires: None,
                rehearsal: None,
            },
        };
        Self {
            session: Session::begin(&first).expect("it is created"),
            now,
            commands: 0,
        }
    }

    /// The facilitator asks. Whether anything has happened.
    pub fn lead(&mut self, command: Command) -> Result<bool, Refusal> {
        self.ask(Actor::Facilitator, command)
    }

    /// A participant asks.
    pub fn say(&mut self, who: &str, command: Command) -> Result<bool, Refusal> {
        self.ask(Actor::Participant(ParticipantId::from(who)), command)
    }

    /// Somebody comes in.
    pub fn join(&mut self, who: &str, name: &str) -> Result<bool, Refusal> {
        let (name, key) = (name.to_owned(), who.into());
        self.say(who, Command::Join { name, key })
    }

    /// Shows all slides, so that everything can be answered.
    pub fn show_all(&mut self) {
        let sections = self.session.training().sections.iter();
        let slides: Vec<_> = sections.map(|section| section.slides.len()).collect();
        for (section, slides) in slides.into_iter().enumerate() {
            for slide in 0..slides {
                let shown = self.lead(Command::GoTo { section, slide });
                shown.expect("the slide is there");
            }
        }
    }

    fn ask(&mut self, by: Actor, command: Command) -> Result<bool, Refusal> {
        self.now += Span::from_millis(1_700);
        self.commands += 1;
        let id = CommandId::new(self.commands.to_string());
        let request = Request { id, command };
        let events = self.session.decide(self.now, &by, &request)?;
        let has_happened = !events.is_empty();
        for record in self.session.record(self.now, &by, Some(&request), events) {
            self.session.apply(&record);
        }
        Ok(has_happened)
    }
}
