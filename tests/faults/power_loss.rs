//! The power goes in the middle of writing, again and again, and each time the log is opened anew.
//!
//! `PLENARY_POWER_SEEDS` says how many times from an empty disk.

use super::disk::{Disk, Trouble};
use super::invariants::check_whole;
use super::settings::{for_each_seed, number, seeds};
use super::training::training;
use fastrand::Rng;
use futures::future::join_all;
use jiff::civil::date;
use plenary::domain::ids::{CommandId, JoinCode, ParticipantId};
use plenary::domain::session::{Actor, Command, ERASED_NAME, Event, Record, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::store::{NewSessionRow, SqliteStore, Store, StoreError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// The power goes so many times before the disk is emptied.
const CUTS: usize = 12;

/// Logs that are written to at the same time, so that they share transactions.
const SESSIONS: usize = 3;

struct Figures {
    appended: usize,
    in_doubt: usize,
    in_doubt_kept: usize,
    erased: usize,
}

#[test]
fn what_was_acknowledged_survives_a_power_cut_and_what_was_erased_does_not() {
    let seeds = seeds("PLENARY_POWER_SEEDS", 60);
    let figures = for_each_seed(seeds, tools, |(disk, runtime), seed| {
        runtime.block_on(run(disk, seed, None))
    });
    let sum = |of: fn(&Figures) -> usize| figures.iter().map(of).sum::<usize>();
    println!(
        "{} power cuts: {} appends acknowledged, all there; {} were cut off before an answer, {} of \
         them are there as a whole and none in part; {} people erased, and not a byte of them left.",
        figures.len() * CUTS,
        sum(|one| one.appended),
        sum(|one| one.in_doubt),
        sum(|one| one.in_doubt_kept),
        sum(|one| one.erased),
    );
}

/// Otherwise the test above could not fail.
#[test]
fn on_a_disk_that_lies_about_syncing_the_test_finds_what_is_lost() {
    let disk = Disk::new("lying");
    let runtime = runtime();
    let found = (0..number("PLENARY_LYING_SEEDS", 10)).any(|seed| {
        let run = || runtime.block_on(run(&disk, seed, Some(Trouble::Lying)));
        catch_unwind(AssertUnwindSafe(run)).is_err()
    });
    assert!(found, "it has noticed nothing");
}

fn tools(thread: usize) -> (Disk, Runtime) {
    const NAMES: [&str; 4] = ["power-0", "power-1", "power-2", "power-3"];
    (Disk::new(NAMES[thread]), runtime())
}

pub fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build();
    runtime.expect("a runtime")
}

/// A session and its log as far as anybody knows.
struct Logged {
    code: JoinCode,
    log: Vec<Record>,
    /// What was being written when the power went.
    in_doubt: Vec<Record>,
    joined: usize,
    /// The names of those who were erased.
    gone: Vec<String>,
}

async fn run(disk: &Disk, seed: u64, trouble: Option<Trouble>) -> Figures {
    disk.reset(seed);
    let mut random = Rng::with_seed(seed);
    let mut figures = Figures {
        appended: 0,
        in_doubt: 0,
        in_doubt_kept: 0,
        erased: 0,
    };
    let mut sessions: Vec<Logged> = (0..SESSIONS).map(Logged::new).collect();
    for _ in 0..CUTS {
        disk.set_trouble(trouble);
        disk.cut_power_after(random.u32(1..80));
        if let Some(store) = open(disk) {
            for session in &mut sessions {
                session.compare(&store, disk, &mut figures).await;
            }
            while !disk.is_without_power() {
                let randoms: Vec<Rng> = sessions.iter().map(|_| random.fork()).collect();
                let writers = sessions.iter_mut().zip(randoms);
                let written = writers.map(|(session, random)| session.write(&store, random));
                figures.appended += join_all(written).await.into_iter().sum::<usize>();
            }
        }
        disk.cut_power();
    }
    disk.set_trouble(None);
    let store = open(disk).expect("the power is on");
    for session in &mut sessions {
        session.compare(&store, disk, &mut figures).await;
        figures.erased += session.gone.len();
    }
    figures
}

/// None where the power went while it was being opened.
fn open(disk: &Disk) -> Option<SqliteStore> {
    match SqliteStore::simulate(disk.name(), || Duration::ZERO) {
        Ok(store) => Some(store),
        Err(_) if disk.is_without_power() => None,
        Err(error) => panic!("Kept: the log cannot be opened any more: {error}"),
    }
}

impl Logged {
    fn new(number: usize) -> Self {
        Self {
            code: JoinCode::new(format!("ABC23{}", number + 4)),
            log: Vec::new(),
            in_doubt: Vec::new(),
            joined: 0,
            gone: Vec::new(),
        }
    }

    /// Holds what is on disk against what was acknowledged.
    async fn compare(&mut self, store: &SqliteStore, disk: &Disk, figures: &mut Figures) {
        let found = match store.log(self.code.clone()).await {
            Ok(found) => found,
            Err(_) if disk.is_without_power() => return,
            Err(error) => panic!("Kept: the log cannot be read any more: {error}"),
        };
        check_whole(&found);
        let in_doubt = std::mem::take(&mut self.in_doubt);
        if !in_doubt.is_empty() {
            figures.in_doubt += 1;
            let with_it = after(&self.log, &in_doubt);
            if found == with_it {
                figures.in_doubt_kept += 1;
                self.note_gone(&in_doubt);
                self.log = with_it;
            }
        }
        assert!(
            found == self.log,
            "Kept: {} records were acknowledged, {} are there, or others",
            self.log.len(),
            found.len()
        );
        let contents = disk.contents();
        for name in &self.gone {
            for (file, content) in &contents {
                let is_there = content
                    .windows(name.len())
                    .any(|part| part == name.as_bytes());
                assert!(!is_there, "Gone: {name} is still in {file}");
            }
        }
    }

    /// Appends something; how much was acknowledged.
    async fn write(&mut self, store: &SqliteStore, mut random: Rng) -> usize {
        let records = match Session::replay(&self.log) {
            None => vec![self.creation()],
            Some(session) => self.next(session, &mut random),
        };
        let written = match records[0].event {
            Event::Created { .. } => store.create(self.code.clone(), row(&records[0])).await,
            _ => {
                store
                    .append(self.code.clone(), records.clone().into())
                    .await
            }
        };
        match written {
            Ok(()) => {
                self.note_gone(&records);
                self.log = after(&self.log, &records);
                1
            }
            Err(StoreError::Disk) => {
                self.in_doubt = records;
                0
            }
            Err(error) => panic!("only the power has failed: {error:?}"),
        }
    }

    fn creation(&self) -> Record {
        Record {
            sequence: 1,
            at: Instant::from_millis(1_000),
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training: training(),
                title: "Lisbon".into(),
                code: self.code.clone(),
                date: date(2026, 11, 24),
                time_zone: "Europe/Lisbon".into(),
                utc_offset: Span::ZERO,
                expires: None,
                rehearsal: None,
            },
        }
    }

    /// Some people join, or one of them is erased.
    fn next(&mut self, mut session: Session, random: &mut Rng) -> Vec<Record> {
        let mut present = session.present();
        present.retain(|participant| participant.name != ERASED_NAME);
        if let Some(somebody) = random.choice(&present).filter(|_| random.u8(..6) == 0) {
            let participant = somebody.id.clone();
            let command = Command::Erase { participant };
            return ask(&mut session, Actor::Facilitator, command);
        }
        let mut records = Vec::new();
        for _ in 0..random.usize(1..4) {
            self.joined += 1;
            let id = ParticipantId::new(format!("person-{}", self.joined));
            let long = "x".repeat(random.usize(..50));
            let command = Command::Join {
                name: format!("({}of{}){long}", self.joined, self.code),
                key: id.as_str().into(),
            };
            records.extend(ask(&mut session, Actor::Participant(id), command));
        }
        records
    }

    fn note_gone(&mut self, records: &[Record]) {
        for record in records {
            if let Event::Erased { participant } = &record.event {
                let name = self.log.iter().find_map(|record| match &record.event {
                    Event::Joined {
                        participant: who,
                        name,
                        ..
                    } if who == participant => Some(name.clone()),
                    _ => None,
                });
                self.gone.extend(name);
            }
        }
    }
}

/// What a log holds after an append: of whoever is erased, the words no longer.
fn after(log: &[Record], records: &[Record]) -> Vec<Record> {
    let mut log = [log, records].concat();
    for record in records {
        if let Event::Erased { participant } = &record.event {
            for record in &mut log {
                if record.event.whose() == Some(participant) {
                    record.event = record
                        .event
                        .erased()
                        .unwrap_or_else(|| record.event.clone());
                }
            }
        }
    }
    log
}

fn ask(session: &mut Session, by: Actor, command: Command) -> Vec<Record> {
    let at = session.latest() + Span::from_millis(1);
    let request = Request {
        id: CommandId::new(format!("command-{}", session.sequence())),
        command,
    };
    let events = session
        .decide(at, &by, &request)
        .expect("the rules allow it");
    let records = session.record(at, &by, Some(&request), events);
    for record in &records {
        session.apply(record);
    }
    records
}

fn row(first: &Record) -> NewSessionRow {
    NewSessionRow {
        title: "Lisbon".into(),
        training: "Small".into(),
        date: "2026-11-24".into(),
        expires_at: Instant::from_millis(i64::MAX),
        is_rehearsal: false,
        owner: None,
        first: first.clone(),
    }
}
