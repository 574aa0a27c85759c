//! Connections that submit one form after the other, each as soon as the last is answered.

use super::{Client, now};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// Stands for the number of a submission in a request, and is as long as one.
pub const NUMBER: &str = "%NUMBER%";

/// What has come of the submitters. Times in nanoseconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Submitted {
    /// How many submissions have been acknowledged.
    pub count: u64,
    /// From the first request to the last answer.
    pub elapsed: u64,
    /// From a request to its answer, in half of the cases.
    pub median: u64,
    /// In 99 of 100.
    pub p99: u64,
}

/// Submitters: one for each request, in which [`NUMBER`] stands for a number.
pub struct Submitters;

impl Submitters {
    /// Submits for some seconds.
    pub fn submit(address: &str, seconds: u64, requests: &[String], folder: &Path) -> Submitted {
        let file = folder.join("submissions.json");
        fs::write(&file, serde_json::to_vec(requests).expect("they are text")).expect("a file");
        let file = file.to_str().expect("a plain path");
        Client::start(&["submit", address, &seconds.to_string(), file]).next()
    }

    /// Writes and syncs one page after the other for some seconds, through another program, in this
    /// folder: what the disk alone can do.
    pub fn sync(other: Command, seconds: u64, folder: &Path) -> Submitted {
        let file = folder.join("syncs");
        let file = file.to_str().expect("a plain path");
        Client::start_through(other, &["sync", &seconds.to_string(), file]).next()
    }
}

struct Submitter {
    stream: TcpStream,
    request: String,
    since: u64,
}

/// Submits, and says what has come of it.
pub fn submit(address: &str, seconds: &str, requests: &str) {
    let address: SocketAddr = address.parse().expect("an address");
    let seconds: u64 = seconds.parse().expect("a number");
    let requests = fs::read(requests).expect("they are written");
    let requests: Vec<String> = serde_json::from_slice(&requests).expect("requests");
    let mut poll = Poll::new().expect("the system can wait");
    let mut submitters = Vec::new();
    for request in requests {
        let stream = std::net::TcpStream::connect(address).expect("it listens");
        stream.set_nodelay(true).expect("a setting");
        stream.set_nonblocking(true).expect("a setting");
        let mut stream = TcpStream::from_std(stream);
        let token = Token(submitters.len());
        let registered = poll
            .registry()
            .register(&mut stream, token, Interest::READABLE);
        registered.expect("the system can wait for it");
        submitters.push(Submitter {
            stream,
            request,
            since: 0,
        });
    }
    let mut number = 0;
    let began = now();
    for submitter in &mut submitters {
        submitter.send(&mut number);
    }
    let until = began + seconds * 1_000_000_000;
    let mut events = Events::with_capacity(1_024);
    let mut delays = Vec::new();
    let mut open = submitters.len();
    let mut buffer = vec![0; 16 * 1024];
    while open > 0 {
        match poll.poll(&mut events, None) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            polled => polled.expect("the system can wait"),
        }
        for event in &events {
            let submitter = &mut submitters[event.token().0];
            if !submitter.is_answered(&mut buffer) {
                continue;
            }
            let now = now();
            delays.push(now - submitter.since);
            if now < until {
                submitter.send(&mut number);
            } else {
                open -= 1;
            }
        }
    }
    say(delays, now() - began);
}

/// Syncs, and says what has come of it.
pub fn sync(seconds: &str, file: &str) {
    let seconds: u64 = seconds.parse().expect("a number");
    let mut file = File::create(file).expect("a file");
    let page = [0; 4_096];
    let began = now();
    let mut delays = Vec::new();
    while now() < began + seconds * 1_000_000_000 {
        let since = now();
        file.write_all(&page).expect("there is room");
        file.sync_data().expect("the disk works");
        delays.push(now() - since);
    }
    say(delays, now() - began);
}

fn say(mut delays: Vec<u64>, elapsed: u64) {
    delays.sort_unstable();
    let of = |percent: usize| delays[(delays.len() * percent).div_ceil(100) - 1];
    let submitted = Submitted {
        count: delays.len() as u64,
        elapsed,
        median: of(50),
        p99: of(99),
    };
    println!("{}", serde_json::to_string(&submitted).expect("numbers"));
}

impl Submitted {
    /// How many in a second.
    pub fn rate(&self) -> f64 {
        self.count as f64 / (self.elapsed as f64 / 1e9)
    }
}

impl Submitter {
    fn send(&mut self, number: &mut u32) {
        *number += 1;
        let request = self.request.replace(NUMBER, &format!("{number:08}"));
        self.since = now();
        let written = self.stream.write(request.as_bytes());
        assert_eq!(
            written.expect("it reads"),
            request.len(),
            "a form fits into a packet"
        );
    }

    /// The answer has no body, so that it ends with its head, and comes as one packet.
    fn is_answered(&mut self, buffer: &mut [u8]) -> bool {
        match self.stream.read(buffer) {
            Ok(length) => {
                let answer = &buffer[..length];
                let is_whole = answer.starts_with(b"HTTP/1.1 204") && answer.ends_with(b"\r\n\r\n");
                assert!(is_whole, "refused: {}", String::from_utf8_lossy(answer));
                true
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => false,
            Err(error) => panic!("a connection stays: {error}"),
        }
    }
}
