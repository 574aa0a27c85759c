//! Several servers of one database behind nginx, of which one after the other is killed while phones
//! submit and follow.
//!
//! `PLENARY_SERVERS`, `PLENARY_PHONES` and `PLENARY_CLUSTER_SECONDS` say how many, and for how long.

mod phone;
#[allow(dead_code)]
mod servers;

use super::database::{name_of, postgres};
use super::invariants::check_words;
use super::proxy::{Hashed, Proxy};
use super::server::Room;
use super::settings::number;
use phone::{Kept, Phone};
use plenary::domain::ids::JoinCode;
use plenary::store::{PostgresStore, Store};
use servers::{Ending, Servers};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::{sleep, sleep_until};

/// Between one server that is killed and the next.
const PAUSE: Duration = Duration::from_secs(5);

/// A server that was killed is there again after so long.
const ABSENCE: Duration = Duration::from_millis(1_500);

/// By then each phone shows what is.
const RIGHT: Duration = Duration::from_secs(3);

/// So many join at the same time.
const AT_ONCE: usize = 32;

/// The slide of the commitments.
const CLOSEOUT: (usize, usize) = (5, 1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_two_servers_no_kill_loses_or_doubles_anything() {
    withstand(2, Hashed::ByPhone, Ending::Killed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_three_servers_no_kill_loses_or_doubles_anything() {
    withstand(3, Hashed::ByPhone, Ending::Killed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_loses_nothing_and_needs_no_draining() {
    withstand(2, Hashed::BySession, Ending::Told).await;
}

async fn withstand(count: usize, hashed: Hashed, ending: Ending) {
    let phones: usize = number("PLENARY_PHONES", 40);
    let time = Duration::from_secs(number("PLENARY_CLUSTER_SECONDS", 10));
    rlimit::increase_nofile_limit(u64::MAX).expect("it may be asked for");
    let folder = tempfile::tempdir().expect("a scratch directory");
    let database = postgres().new_database();
    let (mut servers, link) = Servers::start(count, &database);
    let proxy = Proxy::start(folder.path(), &servers.addresses(), hashed);
    let room = Room::open(&proxy.address, &link).await;
    let mut facilitator = Facilitator::new(&room, &database);
    facilitator.show(CLOSEOUT).await;

    let kept = Kept::default();
    let crowd = join(&room, &proxy.address, phones).await;
    let mut submitting = JoinSet::new();
    for phone in &crowd {
        submitting.spawn(phone.clone().submit(kept.clone()));
    }
    let (mut ended, mut slowest) = (0, Duration::ZERO);
    let over = Instant::now() + time;
    while Instant::now() < over {
        let began = tokio::time::Instant::now();
        servers.end(ended % count, ending);
        ended += 1;
        // The truth changes while the server is away.
        let sequence = facilitator.show((4, ended % 2)).await;
        facilitator.show(CLOSEOUT).await;
        let late = phone::late(&crowd, sequence, RIGHT.saturating_sub(began.elapsed())).await;
        assert!(
            late.is_empty(),
            "after {RIGHT:?} {late:?} do not show {sequence}; {}",
            proxy.problems()
        );
        slowest = slowest.max(began.elapsed());
        sleep_until(began + ABSENCE).await;
        servers.start_again((ended - 1) % count);
        sleep_until(began + PAUSE).await;
    }
    kept.is_over.store(true, Ordering::Relaxed);
    submitting.join_all().await;
    let acknowledged = kept.words();
    let retried = kept.retried.load(Ordering::Relaxed);
    check(&database, &room.code, &acknowledged, phones).await;
    println!(
        "{count} servers, {ended} of them {ending} in {time:?}, {phones} phones: {} submissions \
         acknowledged, each in the log once; {retried} were sent again. Each phone showed what is \
         {slowest:?} after a server went, at most.",
        acknowledged.len(),
    );
}

async fn join(room: &Room, address: &str, phones: usize) -> Vec<Phone> {
    let mut joining = JoinSet::new();
    let mut crowd = Vec::with_capacity(phones);
    for number in 0..phones {
        if joining.len() >= AT_ONCE
            && let Some(joined) = joining.join_next().await
        {
            crowd.push(joined.expect("nobody panics"));
        }
        let (room, address) = (room.clone(), address.to_owned());
        joining.spawn(async move {
            let cookie = room.join(&format!("Person {number}")).await;
            Phone::follow(room, address, cookie, number)
        });
    }
    crowd.extend(joining.join_all().await);
    crowd
}

/// Whoever leads, through the proxy as everybody else.
struct Facilitator {
    room: Room,
    database: String,
    orders: usize,
}

impl Facilitator {
    fn new(room: &Room, database: &str) -> Self {
        Self {
            room: room.clone(),
            database: database.to_owned(),
            orders: 0,
        }
    }

    /// Shows a slide, and gives the number of the event that does so.
    async fn show(&mut self, (section, slide): (usize, usize)) -> u64 {
        self.orders += 1;
        let id = format!("lead-{}", self.orders);
        let command = format!(r#"{{"go-to":{{"section":{section},"slide":{slide}}}}}"#);
        while !self.room.is_done(&id, &command).await {
            sleep(Duration::from_millis(50)).await;
        }
        let sql = format!(
            "SELECT max(sequence) FROM events WHERE command = '{id}' AND session = '{}'",
            self.room.code
        );
        let sequence = postgres().tell(name_of(&self.database), &sql);
        sequence.parse().expect("what was acknowledged is there")
    }
}

/// Each is in the log once, word for word.
async fn check(database: &str, code: &str, acknowledged: &[String], phones: usize) {
    let store = PostgresStore::connect(database).await.expect("it runs");
    let log = store.log(JoinCode::from(code)).await.expect("it is whole");
    let found = check_words(&log, acknowledged, phones);
    assert!(found.values().all(|times| *times == 1), "Once");
}
