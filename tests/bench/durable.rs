//! Submissions that are on disk before they are answered, beside what the disk itself can do.

use super::load::{NUMBER, Submitters};
use super::plenary::Stage;
use serde::Serialize;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many submit at the same time.
pub const SUBMITTERS: usize = 256;

/// For so many seconds each is measured.
const SECONDS: u64 = 5;

/// The slide of the commitments.
const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;

/// What the disk can do, and what we make of it.
#[derive(Clone, Debug, Serialize)]
pub struct Durable {
    /// fdatasync after a page of 4 KiB, one after the other, each second.
    pub syncs: f64,
    /// The slowest of 100 syncs, in milliseconds.
    pub sync_p99: f64,
    /// Submissions acknowledged each second.
    pub submissions: f64,
    /// From a submission to its answer, in half of the cases, in milliseconds.
    pub median: f64,
    /// In 99 of 100.
    pub p99: f64,
}

/// Measures the disk under a folder, and then our server in it.
pub async fn measure(folder: &Path) -> Durable {
    let (syncs, sync_p99) = disk(folder);
    let stage = Stage::set(folder, SUBMITTERS).await;
    stage.room.order("closeout", CLOSEOUT).await;
    let requests: Vec<_> = stage
        .cookies
        .iter()
        .map(|cookie| stage.submission(cookie))
        .collect();
    let submitted = Submitters::submit(&stage.subject.address, SECONDS, &requests, folder);
    Durable {
        syncs,
        sync_p99,
        submissions: submitted.count as f64 / (submitted.elapsed as f64 / 1e9),
        median: submitted.median as f64 / 1e6,
        p99: submitted.p99 as f64 / 1e6,
    }
}

fn disk(folder: &Path) -> (f64, f64) {
    let mut file = File::create(folder.join("syncs")).expect("a file");
    let page = [0; 4_096];
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let mut delays = Vec::new();
    while Instant::now() < until {
        let since = Instant::now();
        file.write_all(&page).expect("there is room");
        file.sync_data().expect("the disk works");
        delays.push(since.elapsed().as_secs_f64());
    }
    let rate = delays.len() as f64 / delays.iter().sum::<f64>();
    delays.sort_by(f64::total_cmp);
    let p99 = delays[(delays.len() * 99).div_ceil(100) - 1];
    (rate, p99 * 1e3)
}

impl Stage {
    /// A promise, as a phone sends it.
    fn submission(&self, cookie: &str) -> String {
        let body = format!(
            "command=c{NUMBER}&kind=pre-read-template&field-document=Document+{NUMBER}\
             &field-rep=Kim&due=2026-11-27"
        );
        format!(
            "POST /s/{}/commit HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nAccept: text/plain\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.room.code,
            self.subject.address,
            body.len()
        )
    }
}
