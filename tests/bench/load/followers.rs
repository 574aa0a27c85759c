//! Connections that stay open and get messages.

use super::messages::{Counter, Protocol};
use super::{Client, now};
use mio::event::Event;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::{fs, io};

/// So many may wait for their answer while others connect; more would overflow the queue of a listener.
const MOST_WAITING: usize = 100;

/// When a message had come to all followers, in nanoseconds since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Round {
    /// To half of them.
    pub median: u64,
    /// To 99 of 100.
    pub p99: u64,
    /// To the last.
    pub last: u64,
    /// How many bytes all have read since the round before.
    pub bytes: u64,
}

/// Followers that have connected.
pub struct Followers(Client);

impl Followers {
    /// Connects one follower for each request, and waits until each has been answered, and has got its
    /// first message where `is_greeted`.
    pub fn connect(
        address: &str,
        protocol: Protocol,
        requests: &[String],
        folder: &Path,
        is_greeted: bool,
    ) -> Self {
        let file = folder.join("requests.json");
        let requests = serde_json::to_vec(&(is_greeted, requests)).expect("they are text");
        fs::write(&file, requests).expect("a file");
        let file = file.to_str().expect("a plain path");
        let mut client = Client::start(&["follow", address, protocol.name(), file]);
        let _: Round = client.next();
        Self(client)
    }

    /// Waits until each has got one more message.
    pub fn round(&mut self) -> Round {
        self.0.next()
    }
}

struct Follower {
    stream: TcpStream,
    counter: Counter,
    messages: usize,
}

struct Crowd {
    poll: Poll,
    followers: Vec<Follower>,
    /// How many messages each is to have got before the next round begins.
    due: usize,
    arrivals: Vec<u64>,
    bytes: u64,
    buffer: Vec<u8>,
}

/// Follows until it is killed, and says each round.
pub fn follow(address: &str, protocol: &str, requests: &str) {
    rlimit::increase_nofile_limit(u64::MAX).expect("files can be opened");
    let address: SocketAddr = address.parse().expect("an address");
    let protocol: Protocol = protocol.parse().expect("a protocol");
    let requests = fs::read(requests).expect("they are written");
    let (is_greeted, requests): (bool, Vec<String>) =
        serde_json::from_slice(&requests).expect("requests");
    let mut crowd = Crowd {
        poll: Poll::new().expect("the system can wait"),
        followers: Vec::new(),
        due: usize::from(is_greeted),
        arrivals: Vec::new(),
        bytes: 0,
        buffer: vec![0; 256 * 1024],
    };
    let mut events = Events::with_capacity(1_024);
    for request in &requests {
        crowd.connect(address, protocol, request);
        while crowd.waiting() > MOST_WAITING {
            crowd.wait(&mut events);
        }
    }
    while crowd.waiting() > 0 {
        crowd.wait(&mut events);
    }
    crowd.say();
    loop {
        crowd.due += 1;
        while crowd.waiting() > 0 {
            crowd.wait(&mut events);
        }
        crowd.say();
    }
}

impl Crowd {
    fn connect(&mut self, address: SocketAddr, protocol: Protocol, request: &str) {
        let mut stream = std::net::TcpStream::connect(address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream.set_nonblocking(true).expect("a setting");
        let mut stream = TcpStream::from_std(stream);
        let token = Token(self.followers.len());
        let registry = self.poll.registry();
        let registered = registry.register(&mut stream, token, Interest::READABLE);
        registered.expect("the system can wait for it");
        self.followers.push(Follower {
            stream,
            counter: Counter::new(protocol),
            messages: 0,
        });
    }

    /// How many have not got what is due.
    fn waiting(&self) -> usize {
        self.followers.len() - self.arrivals.len()
    }

    fn wait(&mut self, events: &mut Events) {
        match self.poll.poll(events, None) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return,
            polled => polled.expect("the system can wait"),
        }
        for event in events.iter() {
            self.read(event).expect("a connection stays");
        }
    }

    fn read(&mut self, event: &Event) -> io::Result<()> {
        let follower = &mut self.followers[event.token().0];
        loop {
            match follower.stream.read(&mut self.buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(length) => {
                    let bytes = &self.buffer[..length];
                    let was_open = follower.counter.is_open();
                    let is_agreed = [&b"HTTP/1.1 200"[..], b"HTTP/1.1 101"]
                        .iter()
                        .any(|agreed| bytes.starts_with(agreed));
                    assert!(
                        was_open || is_agreed,
                        "refused: {}",
                        String::from_utf8_lossy(bytes)
                    );
                    self.bytes += length as u64;
                    let before = follower.messages;
                    follower.messages += follower.counter.count(bytes);
                    let is_new = if self.due == 0 {
                        !was_open && follower.counter.is_open()
                    } else {
                        before < self.due && follower.messages >= self.due
                    };
                    // No server sends more than one message in a round.
                    assert!(follower.messages <= self.due, "a message too many");
                    if is_new {
                        self.arrivals.push(now());
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    fn say(&mut self) {
        self.arrivals.sort_unstable();
        let of = |percent: usize| {
            self.arrivals[(self.arrivals.len() * percent).div_ceil(100).max(1) - 1]
        };
        let round = Round {
            median: of(50),
            p99: of(99),
            last: of(100),
            bytes: self.bytes,
        };
        self.arrivals.clear();
        self.bytes = 0;
        println!("{}", serde_json::to_string(&round).expect("numbers"));
    }
}
