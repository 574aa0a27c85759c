use super::*;
use crate::domain::ids::JoinCode;
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
        owner: None,
        first: first.clone(),
    }
}

/// A store with a session that has just been made, as a room drives it.
pub async fn stored() -> (tempfile::TempDir, SqliteStore, Room) {
    let directory = tempfile::tempdir().expect("a scratch directory");
    let store = SqliteStore::open(directory.path()).expect("it can be written");
    let room = Room::open();
    store
        .create(code(), new_row(&room.log[0]))
        .await
        .expect("the code is free");
    (directory, store, room)
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().expect("a scratch directory");
    let file = directory.path().join("plenary.sqlite3");
    std::fs::write(&file, "These are the notes of somebody.").expect("it can be written");
    assert!(matches!(
        SqliteStore::open(directory.path()),
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
        SqliteStore::open(directory.path()),
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
    store
        .append(code(), kept.clone().into())
        .await
        .expect("it fits");
    assert!(holds(directory.path(), "Anastasia"));
    for number in 0..60 {
        let participant = format!("Participant {number}").as_str().into();
        room.lead(Command::Erase { participant })
            .expect("they have joined");
        let last = room.log.last().expect("it is there").clone();
        store.append(code(), [last].into()).await.expect("it fits");
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
    store.append(code(), kept.into()).await.expect("it fits");
    assert_eq!(store.purge(NOW).await.expect("it can be done"), []);
    assert!(holds(directory.path(), "Anastasia"));
    assert_eq!(store.purge(LATER).await.expect("it can be done"), [code()]);
    assert!(!holds(directory.path(), "Anastasia"));
    assert!(!holds(directory.path(), "Lisbon"));
}
