//! Several servers of one Postgres database behind nginx: how many submissions all of them keep in a
//! second, and who needs the processors for it.

use super::database::postgres;
use super::load::{Submitted, Submitters};
use super::plenary::{CLOSEOUT, submission};
use super::process::Process;
use super::proxy::{Hashed, Proxy};
use super::server::Room;
use super::servers::Servers;
use std::path::Path;
use std::time::Instant;

/// So many submit at the same time.
pub const SUBMITTERS: usize = 256;

/// For so many seconds each is measured.
const SECONDS: u64 = 5;

/// What several servers keep.
pub struct Kept {
    /// The submissions.
    pub submissions: Submitted,
    /// How many processors each kind of program was on, of those that there are.
    pub processors: Processors,
}

/// How many processors each kind of program was on.
pub struct Processors {
    /// All servers together.
    pub servers: f64,
    /// All processes of the database.
    pub postgres: f64,
    /// The proxy.
    pub nginx: f64,
}

/// Measures so many servers with so many sessions at once.
pub async fn measure(count: usize, sessions: usize, hashed: Hashed, folder: &Path) -> Kept {
    let database = postgres().new_database();
    let (servers, link) = Servers::start(count, &database);
    let proxy = Proxy::start(folder, &servers.addresses(), hashed);
    let mut requests = Vec::with_capacity(SUBMITTERS);
    let first = Room::open(&proxy.address, &link).await;
    for number in 0..sessions {
        let room = if number == 0 {
            first.clone()
        } else {
            first.another().await
        };
        room.order("closeout", CLOSEOUT).await;
        for person in 0..SUBMITTERS / sessions {
            let cookie = room.join(&format!("Person {person}")).await;
            requests.push(submission(&room.code, &proxy.address, &cookie));
        }
    }
    let each = servers.processes().into_iter().map(Process::new).collect();
    let kinds: [Vec<Process>; 3] = [
        each,
        vec![Process::new(postgres().process())],
        vec![Process::new(proxy.process())],
    ];
    let time = |kind: &Vec<Process>| kind.iter().map(Process::processor).sum::<u64>();
    let before = kinds.each_ref().map(time);
    let began = Instant::now();
    let submissions = Submitters::submit(&proxy.address, SECONDS, &requests, folder);
    let elapsed = began.elapsed().as_nanos() as f64;
    let after = kinds.each_ref().map(time);
    let processors = |kind: usize| (after[kind] - before[kind]) as f64 / elapsed;
    Kept {
        submissions,
        processors: Processors {
            servers: processors(0),
            postgres: processors(1),
            nginx: processors(2),
        },
    }
}
