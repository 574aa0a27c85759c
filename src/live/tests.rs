mod places;

use super::*;
use crate::domain::ids::{CommandId, JoinCode, ParticipantId};
use crate::domain::rehearsal::{Rehearsal, Speed};
use crate::domain::session::Session;
use crate::domain::session::fixtures::training;
use crate::domain::session::{Actor, Command, Phase, Refusal, Request};
use crate::domain::time::Span;
use crate::domain::timer::{TimerAction, TimerPhase};
use crate::domain::views::{AddressView, ConsoleView, FacilitatorView, Message, ProjectorUpdate};
use crate::store::SqliteStore;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// The slide whose timer these tests start.
const VOTE: Command = Command::GoTo {
    section: 2,
    slide: 0,
};

/// Renders phones as data, where the server renders HTML, at an address that can change.
#[derive(Default)]
struct Plain(watch::Sender<Arc<str>>);

impl Renderer for Plain {
    fn shared(&self, session: &Session) -> serde_json::Result<Parts> {
        let headline = session.phone_view().slide.map(|slide| slide.title);
        Parts::of(&BTreeMap::from([
            ("now", headline),
            ("form", Some("blank".into())),
        ]))
    }

    fn own(&self, session: &Session, participant: &ParticipantId) -> serde_json::Result<Parts> {
        let mine = session.mine(participant);
        let name = mine.map(|mine| mine.name).unwrap_or_default();
        let form = format!("of {name}");
        Parts::of(&BTreeMap::from([("name", name), ("form", form)]))
    }

    fn address(&self, _: &JoinCode) -> AddressView {
        AddressView {
            typed: self.0.borrow().to_string(),
            ..AddressView::default()
        }
    }

    fn moves(&self) -> watch::Receiver<Arc<str>> {
        self.0.subscribe()
    }
}

fn new_session() -> NewSession {
    NewSession {
        training: Arc::new(training()),
        title: "Lisbon".into(),
        date: date(2026, 11, 24),
        time_zone: "Europe/Lisbon".into(),
        utc_offset: Span::ZERO,
        expires: date(2027, 5, 23),
        rehearsal: None,
        owner: None,
    }
}

fn directory(folder: &tempfile::TempDir) -> Directory {
    directory_with(folder, Plain::default())
}

fn directory_with(folder: &tempfile::TempDir, renderer: Plain) -> Directory {
    let store = SqliteStore::open(folder.path()).expect("it can be written");
    Directory::new(Arc::new(store), Clock::ahead_by(Span::ZERO), renderer)
}

fn request(id: &str, command: Command) -> Request {
    Request {
        id: CommandId::from(id),
        command,
    }
}

fn join(name: &str) -> (Actor, Request) {
    let command = Command::Join {
        name: name.into(),
        key: name.into(),
    };
    (Actor::Participant(name.into()), request(name, command))
}

async fn opened(folder: &tempfile::TempDir) -> (Directory, Handle) {
    opened_in(directory(folder)).await
}

async fn opened_in(directory: Directory) -> (Directory, Handle) {
    let code = directory
        .create(new_session())
        .await
        .expect("it can be written");
    let handle = directory.session(&code).await.expect("it is there");
    (directory, handle)
}

#[tokio::test]
async fn a_running_timer_survives_a_restart_to_the_millisecond() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let start = Command::Timer {
        timer: "vote-decide".into(),
        action: TimerAction::Start,
    };
    handle
        .send(Actor::Facilitator, request("1", VOTE))
        .await
        .expect("it begins");
    handle
        .send(Actor::Facilitator, request("2", start))
        .await
        .expect("it starts");
    let before = handle.session();
    directory.close();

    let restarted = self::directory(&folder);
    let after = restarted
        .session(before.code())
        .await
        .expect("it is there")
        .session();
    assert_eq!(after.stage(), before.stage());
    assert!(matches!(
        after.stage().timers[0].timer.phase,
        TimerPhase::Running { .. }
    ));
}

#[tokio::test]
async fn a_timer_runs_out_without_anybody_asking() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let start = Command::Timer {
        timer: "vote-decide".into(),
        action: TimerAction::Start,
    };
    handle
        .send(Actor::Facilitator, request("0", VOTE))
        .await
        .expect("it begins");
    handle
        .send(Actor::Facilitator, request("1", start))
        .await
        .expect("it starts");
    let mut messages = Feed::new(&handle, directory.clock(), Screen::Projector);
    messages.next().await.expect("the first message");
    directory.clock().leap(Span::from_minutes(6));
    loop {
        let next = tokio::time::timeout(std::time::Duration::from_secs(10), messages.next()).await;
        let frame = next.expect("the timer is over").expect("the feed goes on");
        let message: Message<ProjectorUpdate> =
            serde_json::from_str(frame.data()).expect("it can be read");
        let timers = message
            .parts
            .stage
            .map(|stage| stage.timers)
            .unwrap_or_default();
        let is_over = |phase| matches!(phase, TimerPhase::Overtime { .. });
        if timers.iter().any(|view| is_over(view.timer.phase)) {
            break;
        }
    }
}

#[tokio::test]
async fn the_first_message_carries_all_parts_and_the_next_only_what_changed() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let mut messages = Feed::new(&handle, directory.clock(), Screen::Console("Ana".into()));
    let first = messages.next().await.expect("the first message");
    let first: Message<ConsoleView> =
        serde_json::from_str(first.data()).expect("all parts are there");
    let ana = FacilitatorView {
        name: "Ana".into(),
        drives: false,
    };
    let expected = ConsoleView {
        facilitators: vec![ana],
        ..handle.session().console_view()
    };
    assert_eq!(first.parts, expected);

    let (by, join) = join("ana");
    handle.send(by, join).await.expect("there is room");
    let second = messages.next().await.expect("somebody joined");
    assert_eq!(second.revision(), 2);
    let second = second.data();
    assert!(
        second.contains("\"roster\"") && second.contains("ana"),
        "{second}"
    );
    assert!(!second.contains("\"outline\""), "{second}");
}

#[tokio::test]
async fn a_phone_is_sent_its_own_part_and_nobody_elses() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    for name in ["ana", "raj"] {
        let (by, join) = join(name);
        handle.send(by, join).await.expect("there is room");
    }
    let mut messages = Feed::new(&handle, directory.clock(), Screen::Phone("ana".into()));
    let first = messages.next().await.expect("the first message");
    let first: Message<BTreeMap<String, Option<String>>> =
        serde_json::from_str(first.data()).expect("it can be read");
    let expected = [
        ("form", Some("of ana")),
        ("name", Some("ana")),
        ("now", None),
    ];
    let parts = first.parts.iter();
    let parts: Vec<_> = parts
        .map(|(name, part)| (name.as_str(), part.as_deref()))
        .collect();
    assert_eq!(parts, expected, "a part of her own replaces the shared one");

    let forward = request("forward", Command::Forward);
    let begun = handle.send(Actor::Facilitator, forward).await;
    begun.expect("it begins");
    let second = messages.next().await.expect("the session has begun");
    let second = second.data();
    assert!(second.contains("\"now\""), "{second}");
    assert!(!second.contains("form"), "{second}");
}

#[tokio::test]
async fn many_who_join_at_once_are_all_there_and_each_once() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (_directory, handle) = opened(&folder).await;
    let names: Vec<String> = (0..300).map(|number| format!("person-{number}")).collect();
    let joins = names.iter().flat_map(|name| [join(name), join(name)]);
    let answers = joins.map(|(by, request)| handle.send(by, request));
    for answer in futures::future::join_all(answers).await {
        answer.expect("there is room");
    }
    assert_eq!(handle.session().present().len(), 300);
}

#[tokio::test]
async fn a_refusal_changes_nothing_on_disk() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (_directory, handle) = opened(&folder).await;
    let by = Actor::Participant("ana".into());
    let refused = handle.send(by, request("1", Command::Forward)).await;
    assert!(matches!(
        refused,
        Err(LiveError::Refused(Refusal::NotTheFacilitator))
    ));
    assert_eq!(handle.session().sequence(), 1);
}

#[tokio::test]
async fn a_deleted_session_ends_its_feeds_and_is_gone() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let code = handle.session().code().clone();
    let mut messages = Feed::new(&handle, directory.clock(), Screen::Projector);
    messages.next().await.expect("the first message");
    directory.delete(&code).await.expect("it is there");
    assert!(messages.next().await.is_none());
    assert!(matches!(
        directory.session(&code).await,
        Err(LiveError::NoSession(_))
    ));
}

#[tokio::test]
async fn a_session_whose_log_went_on_elsewhere_takes_that_in_and_decides_again() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (first, handle) = opened(&folder).await;
    let code = handle.session().code().clone();
    let second = directory(&folder);
    let other = second.session(&code).await.expect("it is there");
    other
        .send(Actor::Facilitator, request("1", Command::Forward))
        .await
        .expect("it begins");

    let (by, join) = join("ana");
    handle.send(by, join).await.expect("there is room");
    let session = handle.session();
    assert!(matches!(session.phase(), Phase::Running { .. }));
    assert_eq!(session.sequence(), 3);
    drop(first);
}

#[tokio::test]
async fn a_session_that_was_deleted_elsewhere_ends() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (first, handle) = opened(&folder).await;
    let code = handle.session().code().clone();
    let second = directory(&folder);
    second.delete(&code).await.expect("it is there");
    let (by, join) = join("ana");
    let interrupted = handle.send(by, join).await;
    assert!(matches!(interrupted, Err(LiveError::Interrupted)));
    let gone = first.session(&code).await;
    assert!(matches!(gone, Err(LiveError::NoSession(_))));
}

#[tokio::test]
async fn an_edit_of_the_training_and_its_problems_come_to_the_console() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let screen = Screen::Console("Ana".into());
    let mut messages = Feed::new(&handle, directory.clock(), screen);
    messages.next().await.expect("the first message");

    directory.set_problems(vec!["01-opening.md:3: A title is missing.".into()]);
    let news = messages.next().await.expect("there is news");
    let text = news.data();
    assert!(text.contains("01-opening.md:3"), "{text}");
    assert!(!text.contains("\"outline\""), "{text}");

    let mut edited = training();
    edited.sections[0].title = "First, edited".into();
    directory
        .replace_training(Arc::new(edited))
        .await
        .expect("it is kept");
    directory.set_problems(vec![]);
    let mut seen = String::new();
    while !(seen.contains("First, edited") && seen.contains("\"problems\":[]")) {
        let news = messages.next().await.expect("there is news");
        seen.push_str(news.data());
    }
    let again = directory.session(handle.session().code()).await;
    let again = again.expect("it is open").session();
    assert_eq!(again.training().sections[0].title, "First, edited");
}

#[tokio::test]
async fn a_rehearsal_runs_faster_than_the_clock_and_its_timers_with_it() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let directory = directory(&folder);
    let rehearsal = Some(Rehearsal {
        speed: Speed::FASTEST,
        participants: 0,
    });
    let new = NewSession {
        rehearsal,
        ..new_session()
    };
    let code = directory.create(new).await.expect("it is made");
    let handle = directory.session(&code).await.expect("it is there");
    let start = Command::Timer {
        timer: "vote-decide".into(),
        action: TimerAction::Start,
    };
    for (id, command) in [("0", VOTE), ("1", start)] {
        let sent = handle.send(Actor::Facilitator, request(id, command)).await;
        sent.expect("it is allowed");
    }
    // Five minutes, in fifteen seconds and one.
    directory.clock().leap(Span::from_seconds(16));
    let mut news = handle.news();
    let is_over = |session: &Arc<Session>| {
        let mut timers = session.stage().timers.into_iter();
        timers.any(|view| matches!(view.timer.phase, TimerPhase::Overtime { .. }))
    };
    let waiting = news.wait_for(is_over);
    let over = tokio::time::timeout(std::time::Duration::from_secs(10), waiting).await;
    assert!(over.expect("the timer is over").is_ok());
}

#[tokio::test]
async fn a_screen_without_news_is_told_that_it_follows() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    let mut messages = Feed::new(&handle, directory.clock(), Screen::Projector);
    let first = messages.next().await.expect("the first message");
    // Nobody waits for the disk any more.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let beat = messages.next().await.expect("the feed goes on");
    assert!(began.elapsed() <= std::time::Duration::from_secs(16));
    assert!(beat.data().ends_with("\"parts\":{}}"), "{}", beat.data());
    assert_eq!(beat.revision(), first.revision());
}
