//! A message that all phones get: what it costs, how long it takes, what an open connection holds.

use super::load::{Followers, Round, now};
use super::peers::{self, Peer};
use super::plenary::Stage;
use super::subject::Subject;
use serde::Serialize;
use std::time::Instant;
use tempfile::TempDir;

/// So many messages are passed on.
pub const MESSAGES: usize = 50;

/// What came of passing messages on.
#[derive(Clone, Debug, Serialize)]
pub struct Fanout {
    /// Whose.
    pub name: &'static str,
    /// To how many.
    pub phones: usize,
    /// Bytes of a delivery, with all that surrounds it.
    pub bytes: f64,
    /// Deliveries for each second that the server was on a processor.
    pub deliveries: f64,
    /// From the request of a change until half of the phones had it, in half of the changes, in
    /// milliseconds.
    pub median: f64,
    /// From the request of a change until the last phone had it, in the slowest of the changes, in
    /// milliseconds.
    pub last: f64,
    /// Memory for each connected phone, in bytes.
    pub memory: f64,
    /// Seconds in which all have connected.
    pub connected: f64,
}

/// Our own, with the views that phones get.
pub async fn ours(phones: usize) -> Fanout {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let mut stage = Stage::set(folder.path(), phones).await;
    let (mut followers, connected) = connect(&stage.subject, phones, &folder);
    let before = stage.subject.process.processor();
    let mut rounds = Vec::new();
    for _ in 0..MESSAGES {
        let since = now();
        stage.next_slide().await;
        rounds.push((since, followers.round()));
    }
    figures(
        "Plenary, SSE",
        &stage.subject,
        before,
        stage.empty,
        connected,
        phones,
        &rounds,
    )
}

/// A peer's, with messages of so many bytes; none where this machine does not have it.
pub fn theirs(peer: Peer, phones: usize, length: usize) -> Option<Fanout> {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let subject = peer.start(folder.path())?;
    let empty = subject.process.memory();
    let (mut followers, connected) = connect(&subject, phones, &folder);
    let before = subject.process.processor();
    let mut rounds = Vec::new();
    for _ in 0..MESSAGES {
        let since = now();
        peers::publish(&subject.address, length);
        rounds.push((since, followers.round()));
    }
    Some(figures(
        peer.name(),
        &subject,
        before,
        empty,
        connected,
        phones,
        &rounds,
    ))
}

fn connect(subject: &Subject, phones: usize, folder: &TempDir) -> (Followers, f64) {
    let began = Instant::now();
    let followers = subject.follow(phones, folder.path());
    (followers, began.elapsed().as_secs_f64())
}

fn figures(
    name: &'static str,
    subject: &Subject,
    before: u64,
    empty: u64,
    connected: f64,
    phones: usize,
    rounds: &[(u64, Round)],
) -> Fanout {
    let processor = subject.process.processor() - before;
    let memory = subject.process.memory().saturating_sub(empty);
    let deliveries = (phones * rounds.len()) as f64;
    let sorted = |of: fn(&Round) -> u64| {
        let mut delays: Vec<_> = rounds
            .iter()
            .map(|(since, round)| of(round).saturating_sub(*since) as f64 / 1e6)
            .collect();
        delays.sort_by(f64::total_cmp);
        delays
    };
    Fanout {
        name,
        phones,
        bytes: rounds.iter().map(|(_, round)| round.bytes).sum::<u64>() as f64 / deliveries,
        deliveries: deliveries / (processor as f64 / 1e9),
        median: sorted(|round| round.median)[rounds.len() / 2],
        last: sorted(|round| round.last)[rounds.len() - 1],
        memory: memory as f64 / phones as f64,
        connected,
    }
}
