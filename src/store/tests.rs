use super::*;
use crate::domain::ids::{JoinCode, KeyDigest};
use crate::domain::session::fixtures::Room;
use crate::domain::session::{Command, Record, Session};
use crate::domain::time::Instant;

const NOW: Instant = Instant::from_millis(1_000);
const LATER: Instant = Instant::from_millis(2_000);

pub fn code() -> JoinCode {
    JoinCode::from("ABC234")
}

fn new_row(first: &Record) -> NewSessionRow {
    NewSessionRow {
        title: "Lisbon".into(),
        training: "Small".into(),
        date: "2026-11-24".into(),
        expires_at: LATER,
        is_rehearsal: false,
        first: first.clone(),
    }
}

/// A store with a session that has just been made, as a room drives it.
pub async fn stored() -> (tempfile::TempDir, Store, Room) {
    let directory = tempfile::tempdir().expect("a scratch directory");
    let store = Store::open(directory.path()).expect("it can be written");
    let room = Room::open();
    store
        .create(code(), new_row(&room.log[0]))
        .await
        .expect("the code is free");
    (directory, store, room)
}

#[tokio::test]
async fn a_log_comes_back_as_it_was_after_a_restart() {
    let (directory, store, mut room) = stored().await;
    room.join("ana");
    room.lead(Command::Forward).expect("it begins");
    store
        .append(code(), room.log[1..].to_vec())
        .await
        .expect("it fits");
    drop(store);

    let store = Store::open(directory.path()).expect("it is there");
    let log = store.log(code()).await.expect("it can be read");
    assert_eq!(log, room.log);
    assert_eq!(Session::replay(&log).as_ref(), Some(&room.session));
}

#[tokio::test]
async fn a_number_that_is_taken_is_a_conflict_and_leaves_nothing_half_written() {
    let (_directory, store, mut room) = stored().await;
    room.join("ana");
    room.join("raj");
    let ana = room.log[1].clone();
    store
        .append(code(), vec![ana.clone()])
        .await
        .expect("it fits");
    let raj_and_ana_again = vec![room.log[2].clone(), ana];
    let conflict = store.append(code(), raj_and_ana_again).await;
    assert!(
        matches!(conflict, Err(StoreError::Conflict)),
        "{conflict:?}"
    );
    assert_eq!(store.log(code()).await.expect("it can be read").len(), 2);
}

#[tokio::test]
async fn a_command_cannot_be_in_a_log_twice() {
    let (_directory, store, mut room) = stored().await;
    room.join("ana");
    let mut again = room.log[1].clone();
    again.sequence = 3;
    store
        .append(code(), vec![room.log[1].clone()])
        .await
        .expect("it fits");
    let conflict = store.append(code(), vec![again]).await;
    assert!(
        matches!(conflict, Err(StoreError::Conflict)),
        "{conflict:?}"
    );
}

#[tokio::test]
async fn a_deleted_session_takes_its_log_with_it_and_cannot_be_continued() {
    let (_directory, store, mut room) = stored().await;
    store.delete(code()).await.expect("it is there");
    assert!(store.log(code()).await.expect("it can be read").is_empty());
    assert!(store.sessions().await.expect("they can be read").is_empty());
    room.join("ana");
    let conflict = store.append(code(), room.log[1..].to_vec()).await;
    assert!(
        matches!(conflict, Err(StoreError::Conflict)),
        "{conflict:?}"
    );
}

#[tokio::test]
async fn the_list_says_which_sessions_have_ended() {
    let (_directory, store, mut room) = stored().await;
    room.lead(Command::End).expect("it is open");
    assert_eq!(
        store.sessions().await.expect("they can be read")[0].ended_at,
        None
    );
    store
        .append(code(), room.log[1..].to_vec())
        .await
        .expect("it fits");
    assert_eq!(
        store.sessions().await.expect("they can be read")[0].ended_at,
        Some(room.now)
    );
}

fn named(name: &str, session: Option<JoinCode>) -> FacilitatorRow {
    FacilitatorRow {
        name: name.to_owned(),
        session,
    }
}

#[tokio::test]
async fn a_sign_in_link_works_once_and_not_for_ever() {
    let (_directory, store, _room) = stored().await;
    let (link, old, key) = (
        KeyDigest::from("link"),
        KeyDigest::from("old"),
        KeyDigest::from("key"),
    );
    let raj = named("Raj", Some(code()));
    for (link, whose, until) in [(&link, raj.clone(), LATER), (&old, named("", None), NOW)] {
        let added = store.add_sign_in_link(link.clone(), whose, until).await;
        added.expect("it can be written");
    }
    let exchange = async |link: &KeyDigest| {
        let exchanged = store.sign_in(link.clone(), key.clone(), NOW, LATER).await;
        exchanged.expect("it can be read")
    };
    let facilitator = async |now| {
        let found = store.facilitator(key.clone(), now).await;
        found.expect("it can be read")
    };
    assert_eq!(exchange(&old).await, None);
    assert_eq!(facilitator(NOW).await, None);
    assert_eq!(exchange(&link).await, Some(raj.clone()));
    assert_eq!(facilitator(NOW).await, Some(raj.clone()));
    assert_eq!(exchange(&link).await, None);
    assert_eq!(facilitator(NOW).await, Some(raj));
    assert_eq!(facilitator(LATER).await, None);
    store
        .sign_out(key.clone())
        .await
        .expect("it can be written");
    assert_eq!(facilitator(NOW).await, None);
}

#[tokio::test]
async fn whoever_leads_one_session_goes_with_it() {
    let (_directory, store, _room) = stored().await;
    let (used, unused, key) = (
        KeyDigest::from("used"),
        KeyDigest::from("unused"),
        KeyDigest::from("key"),
    );
    for link in [&used, &unused] {
        let raj = named("Raj", Some(code()));
        let added = store.add_sign_in_link(link.clone(), raj, LATER).await;
        added.expect("it can be written");
    }
    let signed_in = store.sign_in(used, key.clone(), NOW, LATER).await;
    assert!(signed_in.expect("it can be read").is_some());
    store.delete(code()).await.expect("it is there");
    let facilitator = store.facilitator(key.clone(), NOW).await;
    assert_eq!(facilitator.expect("it can be read"), None);
    let signed_in = store.sign_in(unused.clone(), key, NOW, LATER).await;
    assert_eq!(signed_in.expect("it can be read"), None);
    let late = store.add_sign_in_link(unused, named("Raj", Some(code())), LATER);
    assert!(matches!(late.await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().expect("a scratch directory");
    let file = directory.path().join("plenary.sqlite3");
    std::fs::write(&file, "These are the notes of somebody.").expect("it can be written");
    assert!(matches!(
        Store::open(directory.path()),
        Err(StoreError::Open { .. })
    ));
    assert_eq!(
        std::fs::read(&file).expect("it is there"),
        b"These are the notes of somebody."
    );
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_refused() {
    let (directory, store, _room) = stored().await;
    drop(store);
    let file = directory.path().join("plenary.sqlite3");
    let connection = rusqlite::Connection::open(file).expect("it is there");
    connection
        .pragma_update(None, "user_version", 99)
        .expect("it can be written");
    assert!(matches!(
        Store::open(directory.path()),
        Err(StoreError::Migration { .. })
    ));
}

/// Whether a text is anywhere in the files of a directory.
fn holds(directory: &std::path::Path, text: &str) -> bool {
    let files = std::fs::read_dir(directory).expect("it is there");
    files
        .map(|file| std::fs::read(file.expect("it is there").path()).expect("it can be read"))
        .any(|bytes| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        })
}

/// Joins and writes enough that pages split and merge.
fn crowded(room: &mut Room) {
    for number in 0..60 {
        let name = format!("Participant {number}");
        room.join(&name);
        let rename = Command::Rename {
            participant: name.as_str().into(),
            name: format!(
                "Anastasia the {number}th {}",
                "of Lisbon ".repeat(number % 5)
            ),
        };
        room.lead(rename).expect("they have joined");
    }
}

#[tokio::test]
async fn of_whoever_is_erased_no_byte_of_the_name_stays_in_the_directory() {
    let (directory, store, mut room) = stored().await;
    crowded(&mut room);
    let kept = room.log[1..].to_vec();
    store.append(code(), kept.clone()).await.expect("it fits");
    assert!(holds(directory.path(), "Anastasia"));
    for number in 0..60 {
        let participant = format!("Participant {number}").as_str().into();
        room.lead(Command::Erase { participant })
            .expect("they have joined");
        let last = room.log.last().expect("it is there").clone();
        store.append(code(), vec![last]).await.expect("it fits");
    }
    assert!(!holds(directory.path(), "Anastasia"));
    let log = store.log(code()).await.expect("it can be read");
    assert_eq!(Session::replay(&log).as_ref(), Some(&room.session));
}

#[tokio::test]
async fn after_its_time_no_byte_of_a_session_stays_in_the_directory() {
    let (directory, store, mut room) = stored().await;
    crowded(&mut room);
    let kept = room.log[1..].to_vec();
    store.append(code(), kept).await.expect("it fits");
    assert_eq!(store.purge(NOW).await.expect("it can be done"), []);
    assert!(holds(directory.path(), "Anastasia"));
    assert_eq!(store.purge(LATER).await.expect("it can be done"), [code()]);
    assert!(!holds(directory.path(), "Anastasia"));
    assert!(!holds(directory.path(), "Lisbon"));
}
