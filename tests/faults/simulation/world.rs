//! What all in a simulated world share: the server, the network, the time and what has happened.

use super::super::disk::Disk;
use super::super::invariants::{Ledger, check_same};
use super::super::training::new_session;
use super::shared::SharedStore;
use fastrand::Rng;
use plenary::domain::ids::{JoinCode, ParticipantId};
use plenary::domain::session::{Actor, Request, Session};
use plenary::domain::time::{Instant, Span};
use plenary::live::{Clock, Directory, Handle, LiveError, Parts, Renderer};
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
    /// Those that run and share a store; none while all are gone.
    servers: watch::Sender<Vec<Server>>,
    /// How many there are when all run.
    count: usize,
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
    pub directory: Directory,
    pub store: SharedStore,
    pub clock: Clock,
    is_up: watch::Sender<bool>,
}

/// How much has happened.
#[derive(Default)]
pub struct Figures {
    pub servers: usize,
    pub acknowledged: usize,
    pub refused: usize,
    pub kills: usize,
    pub kills_of_one: usize,
    pub power_cuts: usize,
    pub disk_troubles: usize,
    pub lost_requests: usize,
    pub lost_answers: usize,
    pub doubled: usize,
    pub deleted: usize,
}

/// The server is gone, and with it the connection.
pub struct Disconnected;

/// Renders phones as text, where the server renders HTML.
struct Plain;

impl Renderer for Plain {
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
    /// A world in which so many servers run and a session has been made.
    pub async fn begin(disk: Disk, seed: u64, count: usize) -> Self {
        let world = Self(Rc::new(Shared {
            disk,
            clock: Clock::of_runtime(BEGINNING),
            servers: watch::Sender::default(),
            count,
            code: RefCell::new(JoinCode::from("")),
            random: RefCell::new(Rng::with_seed(seed)),
            is_troubled: Cell::new(false),
            ledger: RefCell::default(),
            figures: RefCell::default(),
            trace: RefCell::default(),
            is_shown: std::env::var("PLENARY_SEED").is_ok(),
        }));
        world.start().await;
        world.figures.borrow_mut().servers = count;
        let server = world.server().await;
        let new = new_session();
        let code = server.directory.create(new).await;
        *world.code.borrow_mut() = code.expect("nothing is wrong yet");
        world.is_troubled.set(true);
        world
    }

    /// Starts the servers, and holds what they find against what people have been told.
    pub async fn start(&self) {
        let mut random = self.random();
        let latency = move || Duration::from_millis(random.u64(..25));
        let store = SqliteStore::simulate(self.disk.name(), latency);
        let store = store.expect("Kept: the log can be opened");
        let store = SharedStore::new(store, self.random());
        let code = self.code.borrow().clone();
        if !code.as_str().is_empty() {
            let log = store.log(code).await;
            let log = log.expect("Kept: the log can be read");
            self.ledger.borrow().check(&log);
        }
        self.note("servers", "start");
        let servers = (0..self.count).map(|_| self.new_server(store.another()));
        self.servers.send_replace(servers.collect());
    }

    /// A server whose clock is nearly right.
    fn new_server(&self, store: SharedStore) -> Server {
        let clock = self.clock.clone();
        let skew = Span::from_millis(self.random().i64(-200..200));
        let clock = match self.count {
            1 => clock,
            _ => Clock::of_runtime(clock.now() + skew),
        };
        Server {
            directory: Directory::new(Arc::new(store.clone()), clock.clone(), Plain),
            store,
            clock,
            is_up: watch::Sender::new(true),
        }
    }

    /// One server goes, and another takes its place; the others go on. False where there are no others.
    pub fn replace_one(&self) -> bool {
        if self.count == 1 || self.servers.borrow().is_empty() {
            return false;
        }
        let which = self.random().usize(..self.count);
        self.note("server", format_args!("{which} is gone"));
        let server = self.new_server(self.servers.borrow()[which].store.another());
        self.servers.send_modify(|servers| {
            let gone = std::mem::replace(&mut servers[which], server);
            gone.is_up.send_replace(false);
        });
        true
    }

    /// All that the servers have begun is cut off.
    pub fn stop(&self) {
        self.note("servers", "are gone");
        for gone in self.servers.send_replace(Vec::new()) {
            gone.is_up.send_replace(false);
        }
    }

    /// The servers are told to end, and answer what waits.
    pub async fn close(&self) {
        self.note("servers", "are told to end");
        let servers = self.servers.borrow().clone();
        for server in &servers {
            server.directory.close();
        }
        sleep(Duration::from_secs(1)).await;
        self.stop();
    }

    /// The session's.
    pub fn code(&self) -> JoinCode {
        self.code.borrow().clone()
    }

    /// All that run, once some do.
    pub async fn servers(&self) -> Vec<Server> {
        let mut servers = self.servers.subscribe();
        let running = servers.wait_for(|servers| !servers.is_empty()).await;
        running.expect("the world holds the sender").clone()
    }

    /// One of those that run: in each moment the same for all, so that it does not matter who asks first.
    async fn server(&self) -> Server {
        let running = self.servers().await;
        let millis = (self.clock.now() - BEGINNING).as_millis();
        let which = usize::try_from(millis).unwrap_or(0) % running.len();
        running[which].clone()
    }

    /// Does something with the session, unless the server goes meanwhile.
    pub async fn with<T, F: Future<Output = T>>(
        &self,
        work: impl FnOnce(Result<Handle, LiveError>, Clock) -> F,
    ) -> Result<T, Disconnected> {
        let server = self.server().await;
        let mut is_up = server.is_up.subscribe();
        let code = self.code();
        let work = async {
            let handle = server.directory.session(&code).await;
            work(handle, server.clock.clone()).await
        };
        tokio::select! {
            biased;
            _ = is_up.wait_for(|is_up| !is_up) => Err(Disconnected),
            done = work => Ok(done),
        }
    }

    /// Whether somebody is there under this id.
    pub async fn is_on_the_list(&self, id: &ParticipantId) -> bool {
        let found = self.with(|handle, _| async {
            handle.is_ok_and(|handle| handle.session().participant(id).is_some())
        });
        found.await.unwrap_or(false)
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

    /// The log is whole and has all that people were told, and the session is what it says, at each server.
    pub async fn audit(&self) {
        for server in self.servers().await {
            let code = self.code();
            let log = server.store.log(code.clone()).await;
            let log = log.expect("Kept: the log can be read");
            self.ledger.borrow().check(&log);
            let handle = server.directory.session(&code).await;
            let handle =
                handle.unwrap_or_else(|error| panic!("Kept: the session is there: {error}"));
            check_same(&handle.session(), &log);
        }
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
            servers: self.servers + other.servers,
            kills: self.kills + other.kills,
            kills_of_one: self.kills_of_one + other.kills_of_one,
            power_cuts: self.power_cuts + other.power_cuts,
            disk_troubles: self.disk_troubles + other.disk_troubles,
            lost_requests: self.lost_requests + other.lost_requests,
            lost_answers: self.lost_answers + other.lost_answers,
            doubled: self.doubled + other.doubled,
            deleted: self.deleted + other.deleted,
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} servers, {} submissions acknowledged and all there once, {} refused and none there; {} \
             kills of all servers and {} of one of several, {} power cuts, {} times a disk that was full, read-only or failing; {} requests and {} \
             answers lost, {} requests doubled; {} sessions deleted while people wrote, of which nothing is left",
            self.servers,
            self.acknowledged,
            self.refused,
            self.kills,
            self.kills_of_one,
            self.power_cuts,
            self.disk_troubles,
            self.lost_requests,
            self.lost_answers,
            self.doubled,
            self.deleted
        )
    }
}
