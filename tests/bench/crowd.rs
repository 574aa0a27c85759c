//! Ten thousand phones at one server.

use super::load::{Followers, Protocol, now};
use super::plenary::{self, Stage};
use std::time::Instant;

/// So many phones; a session takes half of them.
pub const PHONES: usize = 10_000;

/// What came of it.
pub struct Crowd {
    /// How many follow.
    pub connected: usize,
    /// From the request of a change of slide until the last phone of the first session had it, in
    /// milliseconds, while the others follow too.
    pub last: f64,
    /// Memory for each phone, in bytes.
    pub memory: f64,
    /// Seconds until all had connected.
    pub seconds: f64,
}

/// Lets them come, and shows a slide to half of them.
pub async fn measure() -> Crowd {
    let folders = [tempfile::tempdir(), tempfile::tempdir()];
    let [folder, other] = folders.map(|folder| folder.expect("a scratch directory"));
    let mut stage = Stage::set(folder.path(), PHONES / 2).await;
    let second = stage.room.another().await;
    let cookies = plenary::join(&second, PHONES / 2).await;
    let address = stage.subject.address.clone();
    let requests: Vec<_> = cookies
        .iter()
        .map(|cookie| plenary::follow_request(&second, &address, cookie))
        .collect();
    let began = Instant::now();
    let mut first = stage.subject.follow(PHONES / 2, folder.path());
    let _second = Followers::connect(&address, Protocol::Events, &requests, other.path(), true);
    let seconds = began.elapsed().as_secs_f64();
    let mut last: f64 = 0.0;
    for _ in 0..5 {
        let since = now();
        stage.next_slide().await;
        last = last.max((first.round().last - since) as f64 / 1e6);
    }
    Crowd {
        connected: PHONES,
        last,
        memory: (stage.subject.process.memory() - stage.empty) as f64 / PHONES as f64,
        seconds,
    }
}
