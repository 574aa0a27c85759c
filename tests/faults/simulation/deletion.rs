//! The end of what is kept: a session is deleted, or its time is over, while people still write at some
//! servers.

use super::world::{Server, World};
use plenary::domain::ids::JoinCode;
use plenary::domain::session::{Actor, Command, Event};
use plenary::domain::time::Span;
use plenary::live::LiveError;
use plenary::store::Store;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// By then every server knows that the session is gone, whether or not it was told.
const KNOWN_BY: Duration = Duration::from_secs(3);

/// Until past the day on which everything about the session is deleted.
const YEAR: Span = Span::from_minutes(366 * 24 * 60);

/// Deletes the session, and holds against it what is left.
pub async fn delete(world: &World) {
    let code = world.code();
    let servers = world.servers().await;
    let log = servers[0].store.log(code.clone()).await;
    let log = log.expect("Kept: the log can be read");
    let words = log.iter().filter_map(|record| match &record.event {
        Event::Committed { fields, .. } => fields.values().next().cloned(),
        _ => None,
    });
    let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();

    let is_gone = Rc::new(Cell::new(false));
    let mut random = world.random();
    let mut writers = JoinSet::new();
    let mut shown = Vec::new();
    for (number, server) in servers.iter().enumerate() {
        let handle = server.directory.session(&code).await;
        let handle = handle.unwrap_or_else(|error| panic!("Kept: the session is there: {error}"));
        shown.push(handle.news());
        // Where nobody writes, a server has to find out by itself.
        if random.bool() {
            let writer = write(world.clone(), server.clone(), number, Rc::clone(&is_gone));
            writers.spawn_local(writer);
        }
    }
    sleep(Duration::from_millis(random.u64(..500))).await;
    let which = random.usize(..servers.len());
    if random.bool() {
        world.note("facilitator", format_args!("deletes at server {which}"));
        let deleted = servers[which].directory.delete(&code).await;
        deleted.expect("nothing is wrong with the disk");
    } else {
        world.note("time", format_args!("is over, says server {which}"));
        servers[which].clock.leap(YEAR);
        let purged = servers[which].directory.purge().await;
        purged.expect("nothing is wrong with the disk");
    }
    is_gone.set(true);
    world.figures.borrow_mut().deleted += 1;

    let all_know = timeout(KNOWN_BY, async {
        while let Some(done) = writers.join_next().await {
            done.expect("nobody panics");
        }
        for mut news in shown {
            while news.changed().await.is_ok() {}
        }
    });
    let all_know = all_know.await;
    assert!(all_know.is_ok(), "Deleted: a server goes on with it");
    check(world, &code, &words).await;
    // What people were told was kept until now.
    let ledger = world.ledger.take();
    world.stop();
    world.disk.kill();
    world.start().await;
    check(world, &code, &words).await;
    world.ledger.replace(ledger);
}

/// Writes at one server for as long as the session is there.
async fn write(world: World, server: Server, number: usize, is_gone: Rc<Cell<bool>>) {
    let code = world.code();
    let mut random = world.random();
    for note in 0.. {
        let was_gone = is_gone.get();
        let notes = Command::TakeNotes(format!("{number}-{note}"));
        let written = match server.directory.session(&code).await {
            Ok(handle) => handle.ask(Actor::Facilitator, notes).await,
            Err(error) => Err(error),
        };
        let result = match &written {
            Ok(()) => "is kept",
            // With the code, which no seed decides.
            Err(LiveError::NoSession(_)) => "finds no session",
            Err(_) => "is not kept",
        };
        world.note(&format!("writer-{number}"), format_args!("{note} {result}"));
        match written {
            Err(LiveError::NoSession(_)) => return,
            written => assert!(
                written.is_err() || !was_gone,
                "Deleted: something was kept after it"
            ),
        }
        sleep(Duration::from_millis(random.u64(..50))).await;
    }
}

async fn check(world: &World, code: &JoinCode, words: &[String]) {
    for server in world.servers().await {
        let log = server.store.log(code.clone()).await;
        let log = log.expect("it can be read");
        assert!(log.is_empty(), "Deleted: there is something in its log");
        let session = server.directory.session(code).await;
        assert!(
            matches!(session, Err(LiveError::NoSession(_))),
            "Deleted: a server has it still"
        );
    }
    let contents = world.disk.contents();
    for word in words {
        let is_in = |content: &Vec<u8>| {
            let mut parts = content.windows(word.len());
            parts.any(|part| part == word.as_bytes())
        };
        let file = contents.iter().find(|(_, content)| is_in(content));
        assert_eq!(file.map(|(name, _)| name), None, "Deleted: “{word}”");
    }
}
