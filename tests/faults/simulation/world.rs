//! What all in a simulated world share: the server, the network, the time and what has happened.

use super::super::disk::Disk;
use super::super::invariants::{Ledger, check_same};
use super::super::training::training;
use fastrand::Rng;
use jiff::civil::date;
use plenary::domain::ids::{JoinCode, ParticipantId};
use plenary::domain::session::{Actor, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::live::{Clock, Directory, Handle, LiveError, NewSession, Parts, PhoneRenderer};
use plenary::store::{SqliteStore, Store};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// The time at which every world begins.
const BEGINNING: Instant = Instant::from_millis(1_800_000_000_000);

/// The world; cheap to clone.
#[derive(Clone)]
pub struct World(Rc<Shared>);

pub struct Shared {
    pub disk: Disk,
    clock: Clock,
    server: watch::Sender<Option<Server>>,
    code: RefCell<JoinCode>,
    random: RefCell<Rng>,
    /// Whether the network loses and doubles.
    pub is_troubled: Cell<bool>,
    pub ledger: RefCell<Ledger>,
    pub figures: RefCell<Figures>,
    trace: RefCell<Vec<String>>,
    is_shown: bool,
}

/// A server that runs.
#[derive(Clone)]
pub struct Server {
    directory: Directory,
    store: SqliteStore,
}

/// How much has happened.
#[derive(Default)]
pub struct Figures {
    pub acknowledged: usize,
    pub refused: usize,
    pub kills: usize,
    pub power_cuts: usize,
    pub disk_troubles: usize,
    pub lost_requests: usize,
    pub lost_answers: usize,
    pub doubled: usize,
}

/// The server is gone, and with it the connection.
pub struct Disconnected;

/// Renders phones as text, where the server renders HTML.
struct Plain;

impl PhoneRenderer for Plain {
    fn shared(&self, session: &Session) -> serde_json::Result<Parts> {
        let view = format!("{:?}", session.phone_view());
        Parts::of(&BTreeMap::from([("view", view)]))
    }

    fn own(&self, session: &Session, participant: &ParticipantId) -> serde_json::Result<Parts> {
        let mine = format!("{:?}", session.mine(participant));
        Parts::of(&BTreeMap::from([("mine", mine)]))
    }
}

impl World {
    /// A world in which a server runs and a session has been made.
    pub async fn begin(disk: Disk, seed: u64) -> Self {
        let world = Self(Rc::new(Shared {
            disk,
            clock: Clock::of_runtime(BEGINNING),
            server: watch::Sender::new(None),
            code: RefCell::new(JoinCode::from("")),
            random: RefCell::new(Rng::with_seed(seed)),
            is_troubled: Cell::new(false),
            ledger: RefCell::default(),
            figures: RefCell::default(),
            trace: RefCell::default(),
            is_shown: std::env::var("PLENARY_SEED").is_ok(),
        }));
        world.start().await;
        let server = world.server().await;
        let new = NewSession {
            training: training(),
            title: "Lisbon".into(),
            date: date(2027, 1, 15),
            time_zone: "Europe/Lisbon".into(),
            utc_offset: Span::ZERO,
            expires: date(2027, 7, 14),
            rehearsal: None,
            owner: None,
        };
        let code = server.directory.create(new).await;
        *world.code.borrow_mut() = code.expect("nothing is wrong yet");
        world.is_troubled.set(true);
        world
    }

    /// Starts the server, and holds what it finds against what people have been told.
    pub async fn start(&self) {
        let mut random = self.random();
        let latency = move || Duration::from_millis(random.u64(..25));
        let store = SqliteStore::simulate(self.disk.name(), latency);
        let store = store.expect("Kept: the log can be opened");
        let directory = Directory::new(Arc::new(store.clone()), self.clock.clone(), Plain);
        let code = self.code.borrow().clone();
        if !code.as_str().is_empty() {
            let log = store.log(code).await;
            let log = log.expect("Kept: the log can be read");
            self.ledger.borrow().check(&log);
        }
        self.note("server", "starts");
        self.server.send_replace(Some(Server { directory, store }));
    }

    /// All that the server has begun is cut off.
    pub fn stop(&self) {
        self.note("server", "is gone");
        self.server.send_replace(None);
    }

    /// The server is told to end, and answers what waits.
    pub async fn close(&self) {
        self.note("server", "is told to end");
        let server = self.server().await;
        server.directory.close();
        sleep(Duration::from_secs(1)).await;
        self.server.send_replace(None);
    }

    async fn server(&self) -> Server {
        let mut servers = self.server.subscribe();
        let running = servers.wait_for(Option::is_some).await;
        let running = running.expect("the world holds the sender").clone();
        running.expect("it was waited for")
    }

    /// Does something with the session, unless the server goes meanwhile.
    pub async fn with<T, F: Future<Output = T>>(
        &self,
        work: impl FnOnce(Result<Handle, LiveError>, Clock) -> F,
    ) -> Result<T, Disconnected> {
        let server = self.server().await;
        let mut servers = self.server.subscribe();
        let code = self.code.borrow().clone();
        let work = async {
            let handle = server.directory.session(&code).await;
            work(handle, self.clock.clone()).await
        };
        tokio::select! {
            biased;
            _ = servers.changed() => Err(Disconnected),
            done = work => Ok(done),
        }
    }

    /// Sends a request once, as it gets there.
    pub async fn deliver(
        &self,
        by: Actor,
        request: Request,
    ) -> Result<Result<(), LiveError>, Disconnected> {
        self.with(|handle, _| async { handle?.send(by, request).await })
            .await
    }

    /// The log is whole and has all that people were told, and the session is what it says.
    pub async fn audit(&self) {
        let server = self.server().await;
        let code = self.code.borrow().clone();
        let log = server.store.log(code.clone()).await;
        let log = log.expect("Kept: the log can be read");
        self.ledger.borrow().check(&log);
        let handle = server.directory.session(&code).await;
        let handle = handle.unwrap_or_else(|error| panic!("Kept: the session is there: {error}"));
        check_same(&handle.session(), &log);
    }

    /// Somebody's own randomness.
    pub fn random(&self) -> Rng {
        self.random.borrow_mut().fork()
    }

    /// Writes down what happens.
    pub fn note(&self, who: &str, what: impl fmt::Display) {
        let millis = (self.clock.now() - BEGINNING).as_millis();
        let line = format!("{millis:>8} {who}: {what}");
        if self.is_shown {
            println!("{line}");
        }
        self.trace.borrow_mut().push(line);
    }

    /// What has happened.
    pub fn end(self) -> (Vec<String>, Figures) {
        let mut figures = self.figures.take();
        figures.acknowledged = self.ledger.borrow().acknowledged();
        (self.trace.take(), figures)
    }
}

impl std::ops::Deref for World {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Figures {
    /// All together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            acknowledged: self.acknowledged + other.acknowledged,
            refused: self.refused + other.refused,
            kills: self.kills + other.kills,
            power_cuts: self.power_cuts + other.power_cuts,
            disk_troubles: self.disk_troubles + other.disk_troubles,
            lost_requests: self.lost_requests + other.lost_requests,
            lost_answers: self.lost_answers + other.lost_answers,
            doubled: self.doubled + other.doubled,
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} submissions acknowledged and all there once, {} refused and none there; {} kills, \
             {} power cuts, {} times a disk that was full, read-only or failing; {} requests and {} \
             answers lost, {} requests doubled",
            self.acknowledged,
            self.refused,
            self.kills,
            self.power_cuts,
            self.disk_troubles,
            self.lost_requests,
            self.lost_answers,
            self.doubled
        )
    }
}
