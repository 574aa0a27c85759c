//! What the rules cost: one command, decided and applied, in rooms of growing size; and a whole log.

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use plenary::domain::ids::CommandId;
use plenary::domain::session::{
    Actor, Answer, Command, Event, MOST_CHANGES, Record, Request, Session,
};
use plenary::domain::time::{Instant, Span};
use plenary::server::Trainings;
use std::cell::{Cell, RefCell};
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BEGINNING: Instant = Instant::from_millis(1_800_000_000_000);
/// As in the table of `docs/performance.md`.
const SIZES: [usize; 4] = [10, 100, 1_000, 5_000];

/// After so many changes by each of its people a room is replaced: nobody is listened to without end. Well
/// below that limit, since what is measured is made some hundred changes ahead.
const WORN: usize = MOST_CHANGES / 2;

/// A session and all that has happened in it.
struct Room {
    session: Session,
    log: Vec<Record>,
}

impl Room {
    fn open() -> Self {
        let trainings = Trainings::embedded().expect("they are whole");
        let training = trainings.get("sales-manager-1-1-reboot");
        let first = Record {
            sequence: 1,
            at: BEGINNING,
            by: Actor::Facilitator,
            command: None,
            event: Event::Created {
                training: training.expect("it is shipped"),
                title: "Lisbon".into(),
                code: "ABC234".into(),
                date: date(2027, 1, 15),
                time_zone: "Europe/Lisbon".into(),
                utc_offset: Span::ZERO,
                expires: None,
                rehearsal: None,
            },
        };
        Self {
            session: Session::begin(&first).expect("it begins with its creation"),
            log: vec![first],
        }
    }

    /// With so many people, who have been shown the poll and are on the slide where they promise.
    fn with(people: usize) -> Self {
        let mut room = Self::open();
        for number in 0..people {
            room.send(&participant(number), &join(number));
        }
        room.send(&Actor::Facilitator, &request("begin", Command::Forward));
        for (section, slide) in [(0, 3), (5, 1)] {
            let command = Command::GoTo { section, slide };
            let id = format!("{section}-{slide}");
            room.send(&Actor::Facilitator, &request(&id, command));
        }
        room
    }

    fn send(&mut self, by: &Actor, request: &Request) {
        let records = carry_out(&mut self.session, by, request);
        self.log.extend(records);
    }
}

/// What the task of a session does with a request, but for the disk.
fn carry_out(session: &mut Session, by: &Actor, request: &Request) -> Vec<Record> {
    let now = session.latest() + Span::from_millis(1);
    let events = session.decide(now, by, request).expect("it is allowed");
    let records = session.record(now, by, Some(request), events);
    for record in &records {
        session.apply(record);
    }
    records
}

fn request(id: &str, command: Command) -> Request {
    Request {
        id: CommandId::from(id),
        command,
    }
}

fn participant(number: usize) -> Actor {
    Actor::Participant(format!("participant-{number:05}").as_str().into())
}

/// As different from each other as digests of keys are.
fn digest(number: usize) -> String {
    let mut random = fastrand::Rng::with_seed(number as u64);
    (0..4).map(|_| format!("{:016x}", random.u64(..))).collect()
}

fn join(number: usize) -> Request {
    let command = Command::Join {
        name: format!("Person {number}"),
        key: digest(number).as_str().into(),
    };
    request(&format!("join-{number}"), command)
}

fn promise(number: usize, count: usize) -> Request {
    let words = format!("The shared document about deal number {count}, in its newest form");
    let fields = [("document", words.as_str()), ("rep", "Kim")];
    let fields = fields.map(|(id, text)| (id.into(), text.to_owned()));
    let command = Command::Commit {
        kind: "pre-read-template".into(),
        fields: fields.into_iter().collect(),
        due: date(2027, 1, 22),
    };
    request(&format!("promise-{number}-{count}"), command)
}

fn poll(number: usize, count: usize) -> Request {
    let command = Command::Answer {
        activity: "symptom-check".into(),
        answer: Answer::Poll(
            [if count.is_multiple_of(2) {
                "cancelled"
            } else {
                "no-notes"
            }
            .into()]
            .into(),
        ),
    };
    request(&format!("poll-{number}-{count}"), command)
}

/// Somebody who sends something, for the `count`th time.
type Sending = fn(usize, usize) -> (Actor, Request);

fn commands(criterion: &mut Criterion) {
    let kinds: [(&str, Sending); 3] = [
        ("commit", |number, count| {
            (participant(number), promise(number, count))
        }),
        ("answer", |number, count| {
            (participant(number), poll(number, count))
        }),
        ("go-to", |_, count| {
            let slide = count % 5;
            let command = Command::GoTo { section: 1, slide };
            (Actor::Facilitator, request(&format!("go-{count}"), command))
        }),
    ];
    for (name, sending) in kinds {
        let mut group = criterion.benchmark_group(name);
        for size in SIZES {
            let room = RefCell::new(Room::with(size).session);
            let count = Cell::new(0_usize);
            let next = || {
                let number = count.replace(count.get() + 1);
                if number > 0 && number.is_multiple_of(size * WORN) {
                    *room.borrow_mut() = Room::with(size).session;
                }
                sending(number % size, number)
            };
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter_batched_ref(
                    next,
                    |(by, request)| carry_out(&mut room.borrow_mut(), by, request),
                    BatchSize::SmallInput,
                );
            });
        }
        group.finish();
    }
}

/// Each joins a room of its own, of which the last seat is free.
fn joins(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("join");
    for size in SIZES {
        let mut room = Room::with(size - 1).session;
        let (by, request) = (participant(size), join(size));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter_batched_ref(
                || room.snapshot(),
                |room| carry_out(room, &by, &request),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// A thousand people and twenty thousand events.
fn replay(criterion: &mut Criterion) {
    let mut room = Room::with(1_000);
    let mut count = 0;
    while room.log.len() < 20_000 {
        room.send(&participant(count % 1_000), &promise(count % 1_000, count));
        count += 1;
    }
    criterion.bench_function("replay", |bencher| {
        bencher.iter_with_large_drop(|| Session::replay(black_box(&room.log)));
    });
}

criterion_group! {
    name = core;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2));
    targets = commands, joins, replay
}
criterion_main!(core);
