//! Whoever reads a log or a data directory cannot come in with what they read.

use super::server::{Room, Server, ask, free_address, plain_form};
use axum::http::header;
use std::fs::{self, File};

/// The value of a cookie.
fn value(cookie: &str) -> String {
    cookie.split_once('=').expect("a cookie").1.to_owned()
}

#[tokio::test]
async fn no_key_is_in_the_log_or_on_the_disk() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let log = folder.path().join("log");
    let data = folder.path().join("data");
    let address = free_address();
    let written = File::create(&log).expect("it can be written");
    let (server, link) = Server::start_with_log(&address, &data, "trace", written.into());
    let room = Room::open(&address, &link).await;
    let phone = room.join("Ana").await;
    let path = format!("/s/{}/return-link", room.code);
    let made = ask(&room.network, plain_form(&path, &phone, "")).await;
    let to = made.headers()[header::LOCATION].to_str().expect("text");
    let return_key = to.rsplit('/').next().expect("a key").to_owned();
    // A miss is logged no more than a hit.
    let wrong = "0123456789abcdef0123456789abcdef01234567";
    let missed = plain_form(&format!("/sign-in/{wrong}"), "", "");
    assert_eq!(ask(&room.network, missed).await.status(), 403);
    drop(server);

    let said = fs::read_to_string(&log).expect("it is text");
    assert!(said.contains("TRACE"), "everything is logged: {said}");
    let sign_in_key = link.trim_start_matches("/sign-in/").to_owned();
    let keys = [
        sign_in_key,
        value(&room.facilitator),
        value(&phone),
        return_key,
        wrong.to_owned(),
    ];
    for key in &keys {
        assert_eq!(key.len(), 40, "160 bits");
        assert!(!said.contains(key), "a key is in the log");
        for file in fs::read_dir(&data).expect("it is there") {
            let path = file.expect("it is there").path();
            let content = fs::read(&path).expect("it can be read");
            let is_there = content
                .windows(key.len())
                .any(|part| part == key.as_bytes());
            assert!(!is_there, "a key is in {}", path.display());
        }
    }
    assert!(
        keys.iter()
            .all(|key| keys.iter().filter(|other| *other == key).count() == 1)
    );
}

#[cfg(unix)]
#[test]
fn the_data_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a scratch directory");
    let data = folder.path().join("deep/data");
    plenary::store::SqliteStore::open(&data).expect("it can be made");
    let mode = fs::metadata(&data)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}
