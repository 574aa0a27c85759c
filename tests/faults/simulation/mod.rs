//! Whole sessions in a simulated world: the running sessions, the log and the screens are the real
//! ones; the disk, the network, the people and the time are not. A seed decides everything, so a
//! seed that fails can be replayed.
//!
//! `PLENARY_SEEDS` says how many; `PLENARY_SEED` replays one and prints what happened.

mod chaos;
mod deletion;
mod facilitator;
mod phone;
mod screen;
mod shared;
mod world;

use super::disk::Disk;
use super::power_loss::runtime;
use super::settings::{for_each_seed, seeds};
use std::time::{Duration, Instant};
use tokio::task::LocalSet;
use world::{Figures, World};

/// Of the phones in a session.
const PHONES: usize = 5;

/// A seed has one server, two or three that share a store.
const MOST_SERVERS: u64 = 3;

/// For so long the world is full of trouble.
const TROUBLED: Duration = Duration::from_secs(90);

/// By then everybody has got through, once there is no trouble any more.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

#[test]
fn whatever_happens_to_servers_disks_and_networks_nothing_acknowledged_is_lost() {
    let began = Instant::now();
    let figures = for_each_seed(seeds("PLENARY_SEEDS", 120), disk, |disk, seed| {
        run(disk, seed).1
    });
    let runs = figures.len();
    let sum = figures.into_iter().fold(Figures::default(), Figures::plus);
    println!("{runs} seeds in {:?}: {sum}.", began.elapsed());
}

#[test]
fn a_seed_replays() {
    let mut disk = Disk::new("replayed");
    for seed in [7, 1_000_003] {
        let (first, _) = run(&mut disk, seed);
        let (second, _) = run(&mut disk, seed);
        let pairs = first.iter().zip(&second);
        let differs = pairs.enumerate().find(|(_, (one, other))| one != other);
        assert_eq!(differs, None, "seed {seed}");
        assert_eq!(first.len(), second.len(), "seed {seed}");
        assert!(first.len() > 100, "something has happened");
    }
}

fn disk(thread: usize) -> Disk {
    const NAMES: [&str; 4] = ["simulated-0", "simulated-1", "simulated-2", "simulated-3"];
    Disk::new(NAMES[thread])
}

/// Runs a world to its end, and gives what happened in it.
fn run(disk: &mut Disk, seed: u64) -> (Vec<String>, Figures) {
    disk.reset(seed);
    LocalSet::new().block_on(&runtime(), live(disk.clone(), seed))
}

async fn live(disk: Disk, seed: u64) -> (Vec<String>, Figures) {
    let servers = 1 + usize::try_from(seed % MOST_SERVERS).unwrap_or(0);
    let world = World::begin(disk, seed, servers).await;
    let screens: Vec<_> = screen::all(&world).map(screen::Watched::begin).collect();
    let mut people = tokio::task::JoinSet::new();
    for number in 0..PHONES {
        people.spawn_local(phone::live(world.clone(), number));
    }
    people.spawn_local(facilitator::live(world.clone()));
    chaos::rage(&world, TROUBLED).await;
    let all = async {
        while let Some(done) = people.join_next().await {
            done.expect("nobody panics");
        }
    };
    let through = tokio::time::timeout(PATIENCE, all).await;
    assert!(
        through.is_ok(),
        "Through: somebody still waits for an answer"
    );
    // What has just been sent is still on its way to the screens.
    tokio::time::sleep(Duration::from_secs(20)).await;
    world.audit().await;
    for screen in screens {
        screen.check(&world).await;
    }
    deletion::delete(&world).await;
    world.end()
}
