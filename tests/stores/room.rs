//! A session, as people drive it, and its log.

use super::training::training;
use jiff::civil::date;
use plenary::domain::ids::{CommandId, JoinCode};
use plenary::domain::session::{Actor, Command, Event, Record, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::store::NewSessionRow;

pub const BEGINNING: Instant = Instant::from_millis(1_800_000_000_000);

/// A session and all that has happened in it.
pub struct Room {
    pub session: Session,
    pub log: Vec<Record>,
}

impl Room {
    /// A session that has just been made.
    pub fn open() -> Self {
        let first = Record {
            sequence: 1,
            at: BEGINNING,
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training: training(),
                title: "Lisbon".into(),
                code: code(),
                date: date(2027, 1, 15),
                time_zone: "Europe/Lisbon".into(),
                utc_offset: Span::ZERO,
                expires: None,
                rehearsal: None,
            },
        };
        let session = Session::begin(&first).expect("it begins with its creation");
        let log = vec![first];
        Self { session, log }
    }

    /// Somebody comes in; gives what has happened.
    pub fn join(&mut self, name: &str) -> Vec<Record> {
        let command = Command::Join {
            name: name.to_owned(),
            key: name.into(),
        };
        self.send(
            &Actor::Participant(name.into()),
            &format!("join-{name}"),
            command,
        )
    }

    /// The facilitator does something; gives what has happened.
    pub fn lead(&mut self, command: Command) -> Vec<Record> {
        let id = format!("lead-{}", self.log.len());
        self.send(&Actor::Facilitator, &id, command)
    }

    fn send(&mut self, by: &Actor, id: &str, command: Command) -> Vec<Record> {
        let id = CommandId::from(id);
        let request = Request { id, command };
        let now = self.session.latest() + Span::from_millis(1);
        let events = self
            .session
            .decide(now, by, &request)
            .expect("it is allowed");
        let records = self.session.record(now, by, Some(&request), events);
        for record in &records {
            self.session.apply(record);
        }
        self.log.extend(records.clone());
        records
    }

    /// The session as a list shows it, and its first record.
    pub fn row(&self) -> NewSessionRow {
        NewSessionRow {
            title: "Lisbon".into(),
            training: "Small".into(),
            date: "2027-01-15".into(),
            expires_at: BEGINNING + Span::from_minutes(60),
            is_rehearsal: false,
            owner: None,
            first: self.log[0].clone(),
        }
    }
}

/// Of the session.
pub fn code() -> JoinCode {
    JoinCode::from("ABC234")
}
