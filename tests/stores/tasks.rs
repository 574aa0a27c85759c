//! Two servers that run the same session, each with a task of its own.

use super::database::postgres;
use super::invariants::{check_same, check_whole};
use super::training::new_session;
use plenary::domain::ids::{CommandId, JoinCode, ParticipantId};
use plenary::domain::session::{Actor, Answer, Command, Event, Phase, Request, Session};
use plenary::domain::time::Span;
use plenary::domain::timer::{TimerAction, TimerPhase};
use plenary::live::{Clock, Directory, Handle, Parts, Renderer};
use plenary::store::{PostgresStore, Store};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tokio_postgres::NoTls;

/// Renders phones as text, where the server renders HTML.
struct Plain;

impl Renderer for Plain {
    fn shared(&self, _: &Session) -> serde_json::Result<Parts> {
        Parts::of(&BTreeMap::<&str, ()>::new())
    }

    fn own(&self, _: &Session, _: &ParticipantId) -> serde_json::Result<Parts> {
        Parts::of(&BTreeMap::<&str, ()>::new())
    }
}

struct Server {
    directory: Directory,
    store: PostgresStore,
    clock: Clock,
}

impl Server {
    async fn start(address: &str) -> Self {
        let store = PostgresStore::connect(address).await.expect("it runs");
        let clock = Clock::ahead_by(Span::ZERO);
        Self {
            directory: Directory::new(Arc::new(store.clone()), clock.clone(), Plain),
            store,
            clock,
        }
    }

    async fn session(&self, code: &JoinCode) -> Handle {
        self.directory.session(code).await.expect("it is there")
    }

    async fn new_session(&self) -> JoinCode {
        let new = new_session();
        self.directory.create(new).await.expect("it can be made")
    }
}

/// Two servers of one database, with a session.
async fn pair() -> (Server, Server, JoinCode) {
    let address = postgres().new_database();
    let (one, other) = (Server::start(&address).await, Server::start(&address).await);
    let code = one.new_session().await;
    (one, other, code)
}

fn request(id: &str, command: Command) -> Request {
    let id = CommandId::from(id);
    Request { id, command }
}

async fn join(at: &Handle, name: &str) {
    let command = Command::Join {
        name: name.to_owned(),
        key: name.into(),
    };
    let by = Actor::Participant(name.into());
    let joined = at.send(by, request(&format!("join-{name}"), command)).await;
    joined.unwrap_or_else(|error| panic!("{name}: {error}"));
}

async fn lead(at: &Handle, id: &str, command: Command) {
    let done = at.send(Actor::Facilitator, request(id, command)).await;
    done.unwrap_or_else(|error| panic!("{id}: {error}"));
}

/// Waits until a server shows it.
async fn until(at: &Handle, what: impl Fn(&Session) -> bool) {
    let mut news = at.news();
    let seen = timeout(
        Duration::from_secs(5),
        news.wait_for(|session| what(session)),
    )
    .await;
    seen.expect("in time").expect("the task goes on");
}

#[tokio::test]
async fn what_happens_at_one_server_shows_at_the_other() {
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    join(&here, "ana").await;
    until(&there, |session| session.present().len() == 1).await;
    join(&there, "raj").await;
    until(&here, |session| session.present().len() == 2).await;
    lead(&here, "begin", Command::Forward).await;
    until(&there, |session| session.phase() != Phase::Lobby).await;
}

#[tokio::test]
async fn who_is_behind_decides_again_by_what_it_has_missed() {
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    lead(&here, "lock", Command::SetLocked(true)).await;
    // It may not have heard of it yet.
    let command = Command::Join {
        name: "Ana".into(),
        key: "ana".into(),
    };
    let by = Actor::Participant("ana".into());
    let refused = there.send(by, request("join", command)).await;
    assert!(refused.is_err());

    // Both name somebody Kim: the second is told apart, whichever it is.
    lead(&here, "unlock", Command::SetLocked(false)).await;
    // What is refused by what is known there is looked at once more.
    join(&there, "Ana, let in").await;
    let kim = |id: &str| {
        let command = Command::Join {
            name: "Kim".into(),
            key: id.into(),
        };
        (Actor::Participant(id.into()), request(id, command))
    };
    for round in 0..10 {
        let (by, first) = kim(&format!("here {round}"));
        let (by_other, second) = kim(&format!("there {round}"));
        let (a, b) = tokio::join!(here.send(by, first), there.send(by_other, second));
        a.expect("they come in");
        b.expect("they come in");
    }
    until(&here, |session| session.present().len() == 21).await;
    let session = here.session();
    let names: std::collections::BTreeSet<_> = session
        .present()
        .iter()
        .map(|one| one.name.clone())
        .collect();
    assert_eq!(names.len(), 21, "{names:?}");
}

#[tokio::test]
async fn what_arrives_at_both_servers_has_the_effect_of_one() {
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    join(&here, "ana").await;
    lead(&here, "begin", Command::Forward).await;
    for round in 0..20 {
        let choice = if round % 2 == 0 { "one" } else { "two" };
        let answer = || {
            let command = Command::Answer {
                activity: "poll".into(),
                answer: Answer::Poll([choice.into()].into()),
            };
            let by = Actor::Participant("ana".into());
            (by, request(&format!("answer {round}"), command))
        };
        let ((by, first), (by_other, second)) = (answer(), answer());
        let (a, b) = tokio::join!(here.send(by, first), there.send(by_other, second));
        a.expect("it is kept");
        b.expect("it is kept");
    }
    let log = one.store.log(code).await.expect("it can be read");
    check_whole(&log);
    let answers = log
        .iter()
        .filter(|record| matches!(record.event, Event::Answered { .. }));
    assert_eq!(answers.count(), 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crowds_at_both_servers_are_all_kept_once_and_both_show_the_log() {
    const CROWD: usize = 60;
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    let mut joining = tokio::task::JoinSet::new();
    for number in 0..CROWD {
        let at = if number % 2 == 0 {
            here.clone()
        } else {
            there.clone()
        };
        joining.spawn(async move { join(&at, &format!("Person {number:02}")).await });
    }
    joining.join_all().await;
    let log = one.store.log(code).await.expect("it can be read");
    check_whole(&log);
    assert_eq!(log.len(), 1 + CROWD);
    for server in [&here, &there] {
        until(server, |session| session.sequence() == log.len() as u64).await;
        check_same(&server.session(), &log);
    }
}

/// Sends one answer after the other, and each as soon as the last is kept.
async fn hurry(at: Handle, name: String) {
    for number in 0.. {
        let choice = if number % 2 == 0 { "one" } else { "two" };
        let command = Command::Answer {
            activity: "poll".into(),
            answer: Answer::Poll([choice.into()].into()),
        };
        let by = Actor::Participant(name.as_str().into());
        let sent = at
            .send(by, request(&format!("{name} {number}"), command))
            .await;
        sent.expect("it is kept");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_appends_without_a_pause_leaves_others_their_turn() {
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    lead(&here, "begin", Command::Forward).await;
    const CROWD: u64 = 16;
    let mut crowd = tokio::task::JoinSet::new();
    for number in 0..CROWD {
        let name = format!("Person {number}");
        join(&here, &name).await;
        crowd.spawn(hurry(here.clone(), name));
    }
    // In turns of the others, so that it does not matter how fast the machine is.
    let mut most = 0;
    for number in 0..40 {
        let before = here.session().sequence();
        join(&there, &format!("late {number}")).await;
        most = most.max((there.session().sequence() - before).div_ceil(CROWD));
    }
    crowd.shutdown().await;
    assert!(most <= 8, "somebody waits for {most} turns of the others");
}

#[tokio::test]
async fn a_countdown_that_both_servers_see_end_ends_once() {
    let (one, other, code) = pair().await;
    let (here, there) = (one.session(&code).await, other.session(&code).await);
    lead(&here, "begin", Command::Forward).await;
    lead(
        &here,
        "drill",
        Command::GoTo {
            section: 0,
            slide: 1,
        },
    )
    .await;
    let start = Command::Timer {
        timer: "drill-pairs".into(),
        action: TimerAction::Start,
    };
    lead(&here, "start", start).await;
    until(&there, |session| session.next_deadline().is_some()).await;
    for server in [&one, &other] {
        server.clock.leap(Span::from_minutes(2));
    }
    for handle in [&here, &there] {
        until(handle, |session| {
            let timers = session.stage().timers;
            timers
                .iter()
                .any(|timer| matches!(timer.timer.phase, TimerPhase::Overtime { .. }))
        })
        .await;
    }
    let log = one.store.log(code).await.expect("it can be read");
    let by_time = log.iter().filter(|record| record.by == Actor::Time);
    assert_eq!(by_time.count(), 1);
}

#[tokio::test]
async fn a_session_that_is_deleted_at_one_server_ends_at_the_other() {
    let (one, other, code) = pair().await;
    let there = other.session(&code).await;
    one.directory.delete(&code).await.expect("it is there");
    let mut news = there.news();
    let ended = timeout(Duration::from_secs(5), async {
        while news.changed().await.is_ok() {}
    });
    ended.await.expect("its task ends");
    assert!(other.directory.session(&code).await.is_err());
}

#[tokio::test]
async fn who_finds_a_session_that_is_open_waits_for_nobody_who_opens_another() {
    let address = postgres().new_database();
    let server = Server::start(&address).await;
    let (known, another) = (server.new_session().await, server.new_session().await);
    server.session(&known).await;

    let (database, connection) = tokio_postgres::connect(&address, NoTls)
        .await
        .expect("it runs");
    tokio::spawn(connection);
    let lock = "BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE";
    database.batch_execute(lock).await.expect("it can be held");
    let directory = server.directory.clone();
    let opened = tokio::spawn(async move { directory.session(&another).await.map(drop) });
    let waits = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'events'::regclass";
    while database
        .query(waits, &[])
        .await
        .expect("it runs")
        .is_empty()
    {
        tokio::task::yield_now().await;
    }
    let found = timeout(Duration::from_secs(5), server.session(&known)).await;
    assert!(found.is_ok() && !opened.is_finished());

    database
        .batch_execute("ROLLBACK")
        .await
        .expect("it is held");
    opened.await.expect("it ends").expect("it is there");
}
