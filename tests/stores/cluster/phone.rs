//! A phone that follows and submits, and gives up neither.

use crate::server::Room;
use axum::http::StatusCode;
use fastrand::Rng;
use plenary::simulation::Door;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::sleep;

/// A phone submits again so many milliseconds after it was answered.
const BETWEEN: std::ops::Range<u64> = 500..3_500;

/// As a browser's page does (`ui::browser::feed`): a lost connection is tried again after so many
/// milliseconds.
const RETRY: std::ops::Range<u64> = 700..1_400;

/// What all phones have been told.
#[derive(Clone, Default)]
pub struct Kept {
    words: Arc<Mutex<Vec<String>>>,
    pub retried: Arc<AtomicUsize>,
    pub is_over: Arc<AtomicBool>,
}

impl Kept {
    /// The words that a phone was told are kept; no two submissions have the same.
    pub fn words(&self) -> Vec<String> {
        std::mem::take(&mut self.words.lock().expect("nobody panics"))
    }
}

/// A phone; cheap to clone.
#[derive(Clone)]
pub struct Phone {
    room: Room,
    cookie: String,
    number: usize,
    /// The revision that it shows.
    shown: Arc<AtomicU64>,
    #[allow(dead_code, reason = "it is there to be dropped")]
    following: Arc<Following>,
}

/// Follows until it is dropped.
struct Following(AbortHandle);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Waits until all phones show a revision, and gives those that do not in time, with what they show.
pub async fn late(phones: &[Phone], revision: u64, patience: Duration) -> Vec<(usize, u64)> {
    let over = Instant::now() + patience;
    let shows = |phone: &Phone| phone.shown.load(Ordering::Relaxed) >= revision;
    loop {
        let late: Vec<_> = phones.iter().filter(|phone| !shows(phone)).collect();
        if late.is_empty() || Instant::now() > over {
            let shown = |phone: &&Phone| phone.shown.load(Ordering::Relaxed);
            return late
                .iter()
                .map(|phone| (phone.number, shown(phone)))
                .collect();
        }
        sleep(Duration::from_millis(5)).await;
    }
}

impl Phone {
    /// A phone of somebody who has joined. It follows from now on.
    pub fn follow(room: Room, address: String, cookie: String, number: usize) -> Self {
        let shown = Arc::default();
        let code = &room.code;
        // So that the end of the feed is the end of the connection, also behind a proxy.
        let request = format!(
            "GET /s/{code}/events/phone HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\
             Connection: close\r\n\r\n"
        );
        let following = tokio::spawn(follow(address, request, Arc::clone(&shown)));
        Self {
            room,
            cookie,
            number,
            shown,
            following: Arc::new(Following(following.abort_handle())),
        }
    }

    /// Submits one promise after the other, each until it is acknowledged.
    pub async fn submit(self, kept: Kept) {
        let mut random = Rng::with_seed(self.number as u64);
        for number in 0.. {
            sleep(Duration::from_millis(random.u64(BETWEEN))).await;
            if kept.is_over.load(Ordering::Relaxed) {
                return;
            }
            let words = format!("words {} {number}", self.number);
            while !self.is_kept(number, &words).await {
                kept.retried.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(random.u64(RETRY))).await;
            }
            kept.words.lock().expect("nobody panics").push(words);
        }
    }

    async fn is_kept(&self, number: usize, words: &str) -> bool {
        let promise = self.room.promise(&self.cookie, &number.to_string(), words);
        match self.room.network.ask(promise).await {
            Err(_) => false,
            Ok(answer) => match answer.status() {
                StatusCode::NO_CONTENT => true,
                status if status.is_server_error() => false,
                status => panic!("it is refused: {status}"),
            },
        }
    }
}

async fn follow(address: String, request: String, shown: Arc<AtomicU64>) {
    loop {
        // Whatever ends it, the page tries again.
        let _ = follow_once(&address, &request, &shown).await;
        sleep(Duration::from_millis(fastrand::u64(RETRY))).await;
    }
}

async fn follow_once(address: &str, request: &str, shown: &AtomicU64) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut text = String::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        text += &String::from_utf8_lossy(&buffer[..length]);
        while let Some((line, rest)) = text.split_once('\n') {
            if let Some(id) = line.strip_prefix("id: ") {
                shown.fetch_max(id.trim().parse().unwrap_or(0), Ordering::Relaxed);
            }
            text = rest.to_owned();
        }
    }
}
