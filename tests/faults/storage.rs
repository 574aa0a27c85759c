//! Disks that are full, read-only, unreliable or damaged: what people are told, and that what they
//! sent is kept once there is room.

use super::browser::Browser;
use super::disk::{Disk, Trouble};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use plenary::domain::ids::JoinCode;
use plenary::store::{SqliteStore, Store, back_up};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The slide of the commitments.
const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;
const FORWARD: &str = "\"forward\"";

/// A form as the phone's page sends it.
async fn promise(phone: &mut Browser, code: &str, command: &str) -> (StatusCode, String) {
    let body = format!(
        "command={command}&kind=pre-read-template&field-document=The+doc&field-rep=Kim&due=2026-11-27"
    );
    let request = Request::post(format!("/s/{code}/commit"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/plain");
    let page = phone.ask(request, Body::from(body)).await;
    (page.status, page.body)
}

/// A disk with a session in which promises are made, its facilitator and a phone.
async fn room(name: &'static str) -> (Disk, SqliteStore, String, Browser, Browser) {
    let disk = Disk::new(name);
    let store = SqliteStore::open_on(name).expect("nothing is wrong yet");
    let mut facilitator = Browser::at(store.clone()).await;
    let code = facilitator.start().await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let mut phone = facilitator.another();
    phone.join(&code, "Ana").await;
    (disk, store, code, facilitator, phone)
}

#[tokio::test]
async fn on_a_disk_in_trouble_phone_and_console_say_so_and_nothing_is_lost() {
    for (name, trouble, status, sentence) in [
        (
            "full",
            Trouble::Full,
            StatusCode::INSUFFICIENT_STORAGE,
            "The disk is full. Make room, then send again.",
        ),
        (
            "read-only",
            Trouble::ReadOnly,
            StatusCode::SERVICE_UNAVAILABLE,
            "The disk cannot be read or written just now. Look after it, then send again.",
        ),
        (
            "unreliable",
            Trouble::Unreliable,
            StatusCode::SERVICE_UNAVAILABLE,
            "The disk cannot be read or written just now. Look after it, then send again.",
        ),
    ] {
        let (disk, store, code, mut facilitator, mut phone) = room(name).await;
        let session = JoinCode::from(code.as_str());
        let before = store.log(session.clone()).await.expect("it can be read");
        disk.set_trouble(Some(trouble));

        let refused = promise(&mut phone, &code, "a").await;
        assert_eq!(refused, (status, sentence.to_owned()), "{name}");
        let order = facilitator.order(&code, "2", FORWARD).await;
        assert_eq!(order.status, StatusCode::SERVICE_UNAVAILABLE, "{name}");
        assert!(order.body.contains(sentence), "{name}: {}", order.body);
        let page = facilitator.get(&format!("/s/{code}/console")).await;
        assert_eq!(page.status, StatusCode::OK, "{name}: what is kept is shown");
        let after = store.log(session.clone()).await.expect("it can be read");
        assert_eq!(after, before, "{name}: nothing is half-written");

        disk.set_trouble(None);
        let kept = promise(&mut phone, &code, "a").await;
        assert_eq!(kept, (StatusCode::NO_CONTENT, String::new()), "{name}");
        let again = promise(&mut phone, &code, "a").await;
        assert_eq!(again.0, StatusCode::NO_CONTENT, "{name}");
        let log = store.log(session.clone()).await.expect("it can be read");
        assert_eq!(log.len(), before.len() + 1, "{name}: once");

        disk.cut_power();
        let store = SqliteStore::open_on(name).expect("it is whole");
        let found = store.log(session).await.expect("it can be read");
        assert_eq!(found, log, "{name}: it is on the disk");
    }
}

#[tokio::test]
async fn a_page_without_javascript_says_it_too() {
    let (disk, _store, code, _facilitator, mut phone) = room("page").await;
    disk.set_trouble(Some(Trouble::Full));
    let form = [
        ("command", "a"),
        ("kind", "pre-read-template"),
        ("field-document", "The doc"),
        ("field-rep", "Kim"),
        ("due", "2026-11-27"),
    ];
    let page = phone.post(&format!("/s/{code}/commit"), &form).await;
    assert_eq!(page.status, StatusCode::INSUFFICIENT_STORAGE);
    assert!(page.body.contains("The disk is full."), "{}", page.body);
    assert!(page.body.contains(">The doc<"), "what was typed is there");
}

/// All files of a directory, byte by byte.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).expect("it is there");
    let files = files.map(|file| {
        let path = file.expect("it is there").path();
        let name = path.file_name().expect("it has a name").to_string_lossy();
        (name.into_owned(), fs::read(&path).expect("it can be read"))
    });
    files.collect()
}

/// What `plenary serve` says of a directory that it refuses; it must leave all as it is.
fn refusal(folder: &Path) -> String {
    let before = contents(folder);
    let mut output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let patience = Instant::now() + Duration::from_secs(30);
    while output.try_wait().expect("it runs").is_none() {
        if Instant::now() > patience {
            output.kill().expect("it runs");
            panic!("it has started");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = output.wait_with_output().expect("it has ended");
    assert!(!output.status.success(), "it must not start");
    assert!(contents(folder) == before, "it has changed something");
    String::from_utf8(output.stderr).expect("it is text")
}

/// A directory with a session, whose file nobody has open.
async fn closed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let store = SqliteStore::open(folder.path()).expect("it can be written");
    Browser::at(store).await.start().await;
    let elsewhere = tempfile::tempdir().expect("a scratch directory");
    let copy = elsewhere.path().join("plenary.sqlite3");
    back_up(folder.path(), &copy).expect("it can be written");
    elsewhere
}

#[tokio::test]
async fn a_damaged_database_is_refused_with_a_sentence_and_left_as_it_is() {
    let folder = closed().await;
    let file = folder.path().join("plenary.sqlite3");
    let whole = fs::read(&file).expect("it is there");
    // The head of each page.
    for place in (0..whole.len()).step_by(4096) {
        let mut damaged = whole.clone();
        let head = if place == 0 { 100 } else { place };
        damaged[head..head + 64].fill(0xa5);
        fs::write(&file, &damaged).expect("it can be written");
        let said = refusal(folder.path());
        assert!(said.contains("is damaged"), "{place}: {said}");
        assert!(said.contains("put a backup in its place"), "{said}");
    }
    fs::write(&file, whole).expect("it can be written");
    SqliteStore::open(folder.path()).expect("the backup is whole");
}

#[tokio::test]
async fn a_newer_database_is_refused_with_a_sentence_and_left_as_it_is() {
    let folder = closed().await;
    let file = folder.path().join("plenary.sqlite3");
    let mut newer = fs::read(&file).expect("it is there");
    // `user_version` is at 60, big-endian: https://sqlite.org/fileformat2.html#the_database_header
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, newer).expect("it can be written");
    let said = refusal(folder.path());
    assert!(said.contains("use the release that wrote it"), "{said}");
}

#[test]
fn a_file_that_is_no_database_is_refused_with_a_sentence_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let file = folder.path().join("plenary.sqlite3");
    fs::write(
        file,
        "The notes of somebody, longer than a header.".repeat(99),
    )
    .expect("written");
    let said = refusal(folder.path());
    assert!(said.contains("file is not a database"), "{said}");
}
