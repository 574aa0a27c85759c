//! Our own server, as it is measured: sessions, participants and what they are shown.

use super::load::{NUMBER, Protocol};
use super::process::Process;
use super::server::{Room, Server, free_address};
use super::subject::{Connections, Keeper, Subject};
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::task::JoinSet;

/// Slides of the shipped training that follow one another, as a facilitator shows them: with words, with
/// an activity, with a countdown.
const SLIDES: [(usize, usize); 12] = [
    (0, 0),
    (0, 1),
    (0, 2),
    (1, 0),
    (1, 1),
    (1, 2),
    (2, 0),
    (2, 1),
    (3, 0),
    (3, 1),
    (4, 0),
    (5, 0),
];

/// Shows the slide of the commitments.
pub const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;

/// So many join at the same time.
const AT_ONCE: usize = 64;

/// A server with a session.
pub struct Stage {
    /// What is measured.
    pub subject: Subject,
    /// The session that it began with.
    pub room: Room,
    /// Those of the participants.
    pub cookies: Vec<String>,
    /// Memory before anybody has joined, in bytes.
    pub empty: u64,
    orders: usize,
}

impl Stage {
    /// Starts a server, makes a session, and lets so many join.
    pub async fn set(data: &Path, phones: usize) -> Self {
        Self::set_through(Command::new("env"), data, phones).await
    }

    /// As [`Stage::set`]; the server is started by another program, which is told what to run.
    pub async fn set_through(other: Command, data: &Path, phones: usize) -> Self {
        let address = free_address();
        let log = Stdio::inherit();
        let (server, link) = Server::start_through(other, &address, data, "warn", log);
        let process = Process::new(server.0.id());
        let room = Room::open(&address, &link).await;
        let empty = process.memory();
        let cookies = join(&room, phones).await;
        let requests = cookies
            .iter()
            .map(|cookie| follow_request(&room, &address, cookie));
        Self {
            subject: Subject {
                process,
                keeper: Keeper::Ours(server),
                protocol: Protocol::Events,
                connections: Connections::Greeted(requests.collect()),
                address,
            },
            room,
            cookies,
            empty,
            orders: 0,
        }
    }

    /// Shows the next slide.
    pub async fn next_slide(&mut self) {
        self.orders += 1;
        let (section, slide) = SLIDES[self.orders % SLIDES.len()];
        let command = format!(r#"{{"go-to":{{"section":{section},"slide":{slide}}}}}"#);
        self.room.order(&self.orders.to_string(), &command).await;
    }
}

/// Lets people join, and gives their cookies.
pub async fn join(room: &Room, people: usize) -> Vec<String> {
    let mut joining = JoinSet::new();
    let mut cookies = Vec::with_capacity(people);
    for number in 0..people {
        if joining.len() >= AT_ONCE {
            cookies.extend(
                joining
                    .join_next()
                    .await
                    .map(|joined| joined.expect("nobody panics")),
            );
        }
        let room = room.clone();
        joining.spawn(async move { room.join(&format!("Person {number}")).await });
    }
    cookies.extend(joining.join_all().await);
    cookies
}

/// What a phone asks for to follow.
pub fn follow_request(room: &Room, address: &str, cookie: &str) -> String {
    let code = &room.code;
    format!("GET /s/{code}/events/phone HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n")
}

/// A promise, as a phone sends it.
pub fn submission(code: &str, address: &str, cookie: &str) -> String {
    let body = format!(
        "command=c{NUMBER}&kind=pre-read-template&field-document=Document+{NUMBER}\
         &field-rep=Kim&due=2026-11-27"
    );
    format!(
        "POST /s/{code}/commit HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nAccept: text/plain\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
