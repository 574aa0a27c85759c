//! Many phones, some of which behave badly, and a server that is told to end in the middle of it.
//!
//! `PLENARY_PHONES` says how many.

#[path = "../faults/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "../faults/settings.rs"]
#[allow(dead_code)]
mod settings;

use axum::http::Request;
use server::{Room, Server, free_address};
use settings::number;
use std::process::ExitStatus;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Mutex, MutexGuard, mpsc};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The slide of the commitments.
const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;

/// Slides that are shown one after the other, again and again.
const SLIDES: [&str; 2] = [
    r#"{"go-to":{"section":0,"slide":1}}"#,
    r#"{"go-to":{"section":0,"slide":2}}"#,
];

/// These tests measure time, so they take turns; and they are a program of their own, so that no other
/// test runs beside them.
static TURN: Mutex<()> = Mutex::const_new(());

struct Stage {
    _turn: MutexGuard<'static, ()>,
    server: Server,
    address: String,
    room: Room,
    folder: TempDir,
}

impl Stage {
    async fn set() -> Self {
        let turn = TURN.lock().await;
        rlimit::increase_nofile_limit(u64::MAX).expect("files can be opened");
        let folder = tempfile::tempdir().expect("a scratch directory");
        let address = free_address();
        let (server, link) = Server::start(&address, folder.path());
        let room = Room::open(&address, &link).await;
        Self {
            _turn: turn,
            server,
            address,
            room,
            folder,
        }
    }

    /// A feed that has been asked for.
    async fn follow(&self, cookie: &str) -> TcpStream {
        let head = format!("GET /s/{}/events/phone HTTP/1.1", self.room.code);
        self.send(&head, cookie, "").await
    }

    /// A submission that the server has begun to read, and what is still to be sent of it.
    async fn begin(&self, form: &Request<String>, cookie: &str) -> (TcpStream, String) {
        let head = format!("POST {} HTTP/1.1", form.uri());
        let rest = format!(
            "Accept: text/plain\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Connection: close\r\nExpect: 100-continue\r\nContent-Length: {}\r\n",
            form.body().len()
        );
        let mut stream = self.send(&head, cookie, &rest).await;
        let mut answer = [0; 25];
        stream.read_exact(&mut answer).await.expect("it goes on");
        assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
        (stream, form.body().clone())
    }

    async fn send(&self, head: &str, cookie: &str, rest: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).await.expect("it listens");
        let request = format!(
            "{head}\r\nHost: {}\r\nCookie: {cookie}\r\n{rest}\r\n",
            self.address
        );
        let sent = stream.write_all(request.as_bytes()).await;
        sent.expect("it reads");
        stream
    }
}

/// Tells when a message comes; ends with the feed.
async fn listen(mut stream: TcpStream, news: mpsc::UnboundedSender<Instant>) {
    // Each message begins with its number, which two reads can divide.
    let mark = b"\nid:";
    let mut buffer = vec![0; 64 * 1024];
    let mut held = 0;
    loop {
        match stream.read(&mut buffer[held..]).await {
            Ok(0) | Err(_) => return,
            Ok(length) => {
                let now = Instant::now();
                let end = held + length;
                let messages = buffer[..end].windows(mark.len());
                let messages = messages.filter(|part| part == mark).count();
                held = end.min(mark.len() - 1);
                buffer.copy_within(end - held..end, 0);
                for _ in 0..messages {
                    if news.send(now).is_err() {
                        return;
                    }
                }
            }
        }
    }
}

/// Each of so many screens gets a message; gives how long after a moment.
async fn arrivals(
    news: &mut mpsc::UnboundedReceiver<Instant>,
    screens: usize,
    since: Instant,
) -> Vec<Duration> {
    let mut delays = Vec::new();
    while delays.len() < screens {
        let arrived = timeout(Duration::from_secs(30), news.recv()).await;
        let arrived = arrived
            .expect("everybody gets the news")
            .expect("somebody listens");
        delays.push(arrived.saturating_duration_since(since));
    }
    delays
}

/// The delay that 99 of 100 do not exceed, over some changes of the slide.
async fn p99(
    room: &Room,
    news: &mut mpsc::UnboundedReceiver<Instant>,
    screens: usize,
    changes: usize,
    ids: &mut u32,
) -> Duration {
    let mut delays = Vec::new();
    for _ in 0..changes {
        *ids += 1;
        let since = Instant::now();
        room.order(&ids.to_string(), SLIDES[*ids as usize % 2])
            .await;
        delays.extend(arrivals(news, screens, since).await);
    }
    delays.sort();
    delays[delays.len() * 99 / 100]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn phones_that_stop_reading_neither_slow_the_others_nor_grow_the_memory() {
    let phones = number("PLENARY_PHONES", 200);
    let stalled = phones / 20;
    let stage = Stage::set().await;
    let (sender, mut news) = mpsc::unbounded_channel();
    let mut ids = 0;
    for person in 0..phones - stalled {
        let cookie = stage.room.join(&format!("Person {person}")).await;
        tokio::spawn(listen(stage.follow(&cookie).await, sender.clone()));
    }
    let idle = stage.room.join("Idle").await;
    // What comes of joining is over.
    sleep(Duration::from_secs(1)).await;
    while news.try_recv().is_ok() {}
    let screens = phones - stalled;
    let changes = number("PLENARY_CHANGES", 15);
    p99(&stage.room, &mut news, screens, changes, &mut ids).await;

    let mut lost = Vec::new();
    let (mut without, mut with) = (Vec::new(), Vec::new());
    let before = stage.server.memory();
    // In turns, so that whatever else the machine does concerns both.
    for _ in 0..5 {
        without.push(p99(&stage.room, &mut news, screens, changes, &mut ids).await);
        let mut streams = Vec::new();
        for _ in 0..stalled {
            streams.push(stage.follow(&idle).await);
        }
        with.push(p99(&stage.room, &mut news, screens, changes, &mut ids).await);
        lost = streams;
    }
    without.sort();
    with.sort();
    let (without, with) = (without[2], with[2]);
    let grown = stage.server.memory().saturating_sub(before);
    println!(
        "{screens} phones read and {} do not: p99 {with:?}, {without:?} where all read; the memory \
         has grown by {grown} KiB over {ids} changes.",
        lost.len()
    );
    assert!(with <= without.mul_f64(1.2) + Duration::from_millis(3));
    assert!(grown < 16 * 1024, "{grown} KiB");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_hundred_phones_behind_one_address_are_in_within_a_minute() {
    let stage = Stage::set().await;
    let began = Instant::now();
    let mut phones = JoinSet::new();
    let (sender, mut news) = mpsc::unbounded_channel();
    for person in 0..300 {
        let room = stage.room.clone();
        phones.spawn(async move { room.join(&format!("Person {person}")).await });
    }
    while let Some(cookie) = phones.join_next().await {
        let stream = stage.follow(&cookie.expect("it comes in")).await;
        tokio::spawn(listen(stream, sender.clone()));
    }
    arrivals(&mut news, 300, began).await;
    let took = began.elapsed();
    println!("300 phones are in and follow after {took:?}.");
    assert!(took < Duration::from_secs(60));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_end_the_server_answers_what_waits_closes_all_feeds_and_is_gone_within_a_second() {
    let streams: usize = number("PLENARY_STREAMS", 1_000);
    let mut stage = Stage::set().await;
    stage.room.order("1", CLOSEOUT).await;
    let mut cookies = Vec::new();
    for person in 0..40 {
        cookies.push(stage.room.join(&format!("Person {person}")).await);
    }
    let (sender, mut news) = mpsc::unbounded_channel();
    let mut feeds = JoinSet::new();
    for number in 0..streams {
        let stream = stage.follow(&cookies[number % cookies.len()]).await;
        feeds.spawn(listen(stream, sender.clone()));
    }
    arrivals(&mut news, streams, Instant::now()).await;

    let mut waiting = Vec::new();
    for (number, cookie) in cookies.iter().enumerate() {
        let promise = stage.room.promise(cookie, "1", &format!("words {number}"));
        waiting.push(stage.begin(&promise, cookie).await);
    }
    // Half of them are through before the server is told, and half have only begun.
    let (before, after) = waiting.split_at_mut(cookies.len() / 2);
    for (stream, body) in before {
        stream.write_all(body.as_bytes()).await.expect("it reads");
    }
    let told = Instant::now();
    stage.server.terminate();
    for (stream, body) in after {
        stream.write_all(body.as_bytes()).await.expect("it reads");
    }
    let mut kept = 0;
    for (mut stream, _) in waiting {
        let mut answer = String::new();
        let read = stream.read_to_string(&mut answer).await;
        read.expect("it is answered");
        let is_kept = answer.starts_with("HTTP/1.1 204");
        assert!(is_kept || answer.starts_with("HTTP/1.1 503"), "{answer:?}");
        kept += usize::from(is_kept);
    }
    while let Some(feed) = feeds.join_next().await {
        feed.expect("it is closed");
    }
    let status = exit(&mut stage.server).await;
    let took = told.elapsed();
    println!(
        "{streams} feeds closed, {} waiting submissions answered ({kept} kept), gone after {took:?}.",
        cookies.len()
    );
    assert!(status.success(), "{status}");
    assert!(took < Duration::from_secs(1), "{took:?}");
    let store = plenary::store::SqliteStore::open(stage.folder.path()).expect("it is whole");
    let log = plenary::store::Store::log(&store, stage.room.code.as_str().into()).await;
    let promises = log.expect("it is whole").into_iter().filter(|record| {
        matches!(
            record.event,
            plenary::domain::session::Event::Committed { .. }
        )
    });
    assert_eq!(
        promises.count(),
        kept,
        "what was acknowledged, and nothing else"
    );
}

async fn exit(server: &mut Server) -> ExitStatus {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(status) = server.0.try_wait().expect("it was started") {
            return status;
        }
        assert!(Instant::now() < patience, "it does not end");
        sleep(Duration::from_millis(5)).await;
    }
}
