//! The server is killed at random moments while phones submit, and started again.
//!
//! `PLENARY_KILLS` says how often; there are at least fifty acknowledged submissions for each kill.

use super::server::{Room, Server, free_address};
use super::settings::number;
use axum::http::StatusCode;
use fastrand::Rng;
use plenary::domain::ids::JoinCode;
use plenary::simulation::Door;
use plenary::store::{SqliteStore, Store};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::time::sleep;

const PHONES: usize = 8;
const FOR_EACH_KILL: usize = 50;
/// The slide of the commitments.
const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;

/// The words that a phone was told are kept; no two submissions have the same.
type Acknowledged = Arc<Mutex<Vec<String>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_any_number_of_kills_each_acknowledged_submission_is_there_once() {
    let kills: usize = number("PLENARY_KILLS", 12);
    let seed = number("PLENARY_SEED", fastrand::u64(..));
    println!("seed {seed}");
    let mut random = Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a scratch directory");
    let address = free_address();
    let (server, link) = Server::start(&address, folder.path());
    let mut server = Some(server);
    let room = Room::open(&address, &link).await;
    room.order("1", CLOSEOUT).await;

    let acknowledged = Acknowledged::default();
    let is_over = Arc::new(AtomicBool::new(false));
    let attempts = Arc::new(AtomicUsize::new(0));
    let mut phones = tokio::task::JoinSet::new();
    for number in 0..PHONES {
        let phone = Phone {
            cookie: room.join(&format!("Person {number}")).await,
            room: room.clone(),
            number,
        };
        phones.spawn(phone.submit(
            Arc::clone(&acknowledged),
            Arc::clone(&is_over),
            Arc::clone(&attempts),
        ));
    }
    let began = Instant::now();
    let count = || acknowledged.lock().expect("nobody panics").len();
    let mut killed = 0;
    while killed < kills || count() < kills * FOR_EACH_KILL {
        sleep(Duration::from_millis(random.u64(10..400))).await;
        drop(server.take());
        killed += 1;
        server = Some(Server::start(&address, folder.path()).0);
    }
    is_over.store(true, Ordering::Relaxed);
    while let Some(phone) = phones.join_next().await {
        phone.expect("a phone does not panic");
    }
    drop(server);
    let acknowledged = std::mem::take(&mut *acknowledged.lock().expect("nobody panics"));
    compare(folder.path(), &room.code, &acknowledged).await;
    println!(
        "{killed} kills in {:?}: {} submissions acknowledged, each in the log once with its words; \
         {} attempts.",
        began.elapsed(),
        acknowledged.len(),
        attempts.load(Ordering::Relaxed)
    );
}

/// Each is in the log once, word for word.
async fn compare(data: &Path, code: &str, acknowledged: &[String]) {
    let store = SqliteStore::open(data).expect("it is whole");
    let log = store.log(JoinCode::from(code)).await.expect("it is whole");
    super::invariants::check_words(&log, acknowledged, PHONES);
}

struct Phone {
    room: Room,
    cookie: String,
    number: usize,
}

impl Phone {
    /// Submits one promise after the other, each until it is acknowledged.
    async fn submit(
        self,
        acknowledged: Acknowledged,
        is_over: Arc<AtomicBool>,
        attempts: Arc<AtomicUsize>,
    ) {
        for number in 0.. {
            if is_over.load(Ordering::Relaxed) {
                return;
            }
            let words = format!("words {} {number}", self.number);
            while !self.is_kept(number, &words).await {
                attempts.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(5)).await;
            }
            attempts.fetch_add(1, Ordering::Relaxed);
            let mut acknowledged = acknowledged.lock().expect("nobody panics");
            acknowledged.push(words);
        }
    }

    async fn is_kept(&self, number: usize, words: &str) -> bool {
        let promise = self.room.promise(&self.cookie, &number.to_string(), words);
        match self.room.network.ask(promise).await {
            Err(_) => false,
            Ok(answer) => match answer.status() {
                StatusCode::NO_CONTENT => true,
                StatusCode::SERVICE_UNAVAILABLE => false,
                status => panic!("it is refused: {status}"),
            },
        }
    }
}
