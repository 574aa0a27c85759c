//! A session, driven by hand and kept on disk.

use jiff::civil::date;
use plenary::domain::ids::{CommandId, ParticipantId};
use plenary::domain::session::{Actor, Command, Event, Record, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::domain::training::Training;
use plenary::server::Trainings;
use plenary::store::{NewSessionRow, SqliteStore, Store};
use std::path::Path;
use std::sync::Arc;

/// A session with its log.
pub struct Room {
    pub session: Session,
    log: Vec<Record>,
    now: Instant,
}

impl Room {
    /// A session of the shipped training, after a change of it.
    pub fn open(title: &str, change: impl FnOnce(&mut Training)) -> Self {
        let trainings = Trainings::embedded().expect("they are right");
        let mut training = (*trainings
            .get("sales-manager-1-1-reboot")
            .expect("it is there"))
        .clone();
        change(&mut training);
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
                date: date(2026, 11, 24),
                time_zone: "Asia/Kathmandu".into(),
                utc_offset: Span::from_minutes(5 * 60 + 45),
                expires: None,
                rehearsal: None,
            },
        };
        Self {
            session: Session::begin(&first).expect("it is created"),
            log: vec![first],
            now,
        }
    }

    /// The facilitator asks.
    pub fn lead(&mut self, command: Command) {
        self.ask(Actor::Facilitator, command);
    }

    /// A participant asks.
    pub fn say(&mut self, who: &str, command: Command) {
        self.ask(Actor::Participant(ParticipantId::from(who)), command);
    }

    fn ask(&mut self, by: Actor, command: Command) {
        // Time passes, so that the order of joining is that of asking.
        self.now += Span::from_millis(1_700);
        let id = CommandId::new(format!("command-{}", self.log.len()));
        let request = Request { id, command };
        let events = self.session.decide(self.now, &by, &request);
        let events = events.expect("it is allowed");
        for record in self.session.record(self.now, &by, Some(&request), events) {
            self.session.apply(&record);
            self.log.push(record);
        }
    }

    /// Writes the log where the server would.
    pub async fn keep(&self, data: &Path) {
        std::fs::create_dir_all(data).expect("it can be made");
        let store = SqliteStore::open(data).expect("it can be written");
        let row = NewSessionRow {
            title: self.session.title().to_owned(),
            training: self.session.training().title.clone(),
            date: self.session.date().to_string(),
            expires_at: self.now + Span::from_minutes(1_000_000),
            is_rehearsal: false,
            owner: None,
            first: self.log[0].clone(),
        };
        let code = self.session.code().clone();
        store.create(code.clone(), row).await.expect("it is new");
        let rest = self.log[1..].to_vec();
        store.append(code, rest.into()).await.expect("it goes on");
    }
}
