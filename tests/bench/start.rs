//! How long a server takes until it serves, with what it has kept of earlier sessions.

use super::plenary;
use super::server::{Room, Server, free_address};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Instant;

/// So many past sessions.
pub const SESSIONS: usize = 100;

/// So many came to each.
const PARTICIPANTS: usize = 24;

/// Milliseconds from the start of the program to the first answer, the median of five starts.
pub async fn measure(folder: &Path) -> f64 {
    let address = free_address();
    let (server, link) = Server::start(&address, folder);
    let mut room = Room::open(&address, &link).await;
    for _ in 0..SESSIONS {
        room = room.another().await;
        plenary::join(&room, PARTICIPANTS).await;
        room.order("1", r#""forward""#).await;
        room.order("2", r#""end""#).await;
    }
    drop(server);
    let mut times: Vec<_> = (0..5).map(|_| first_answer(folder)).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn first_answer(folder: &Path) -> f64 {
    let address = free_address();
    let began = Instant::now();
    let (_server, _) = Server::start(&address, folder);
    let mut stream = TcpStream::connect(&address).expect("it listens");
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    began.elapsed().as_secs_f64() * 1e3
}
