//! How servers that share a database hear of each other.

use super::database::{name_of, postgres};
use super::room::{Room, code};
use plenary::store::{Head, PostgresStore, Store, StoreError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Two servers of one database, with a session.
async fn pair() -> (PostgresStore, PostgresStore, Room, String) {
    let address = postgres().new_database();
    let one = PostgresStore::connect(&address).await.expect("it runs");
    let other = PostgresStore::connect(&address).await.expect("it runs");
    let room = Room::open();
    let created = one.create(code(), room.row()).await;
    created.expect("the code is free");
    (one, other, room, address)
}

/// How long it takes until somebody hears of it.
async fn until_heard(head: &mut tokio::sync::watch::Receiver<Head>, what: Head) -> Duration {
    let began = Instant::now();
    let heard = timeout(
        Duration::from_secs(10),
        head.wait_for(|head| head.is_gone == what.is_gone && head.sequence >= what.sequence),
    )
    .await;
    heard.expect("in time").expect("the store is there");
    began.elapsed()
}

#[tokio::test]
async fn what_one_server_appends_another_hears_at_once() {
    let (one, other, mut room, _) = pair().await;
    let mut head = other.head(&code());
    until_heard(&mut head, Head::at(1)).await;
    for number in 0..10 {
        let records = room.join(&format!("person {number}"));
        let sequence = room.session.sequence();
        one.append(code(), records.into()).await.expect("it fits");
        let took = until_heard(&mut head, Head::at(sequence)).await;
        assert!(took < Duration::from_millis(500), "{took:?}");
    }
}

#[tokio::test]
async fn what_was_not_told_is_seen_within_a_second_or_two() {
    let (_one, other, room, address) = pair().await;
    let mut head = other.head(&code());
    until_heard(&mut head, Head::at(1)).await;
    // Written by somebody who tells nobody.
    let sql = "INSERT INTO events (session, sequence, record)
               SELECT session, 2, record FROM events";
    postgres().tell(name_of(&address), sql);
    let took = until_heard(&mut head, Head::at(2)).await;
    assert!(took < Duration::from_secs(2), "{took:?}");
    drop(room);
}

#[tokio::test]
async fn a_session_that_one_server_deletes_is_gone_for_the_other() {
    let (one, other, _room, _) = pair().await;
    let mut head = other.head(&code());
    until_heard(&mut head, Head::at(1)).await;
    one.delete(code()).await.expect("it is there");
    until_heard(&mut head, Head::gone()).await;
    // A new session may be given the same code.
    assert_eq!(*other.head(&code()).borrow(), Head::at(0));
}

#[tokio::test]
async fn a_connection_that_is_lost_is_made_anew() {
    let (one, other, mut room, address) = pair().await;
    let mut head = other.head(&code());
    until_heard(&mut head, Head::at(1)).await;
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    postgres().tell(name_of(&address), sql);
    let records: std::sync::Arc<[_]> = room.join("ana").into();
    let patience = Instant::now() + Duration::from_secs(10);
    loop {
        match one.append(code(), records.clone()).await {
            Ok(()) => break,
            Err(StoreError::Database { .. }) => assert!(Instant::now() < patience),
            Err(error) => panic!("{error}"),
        }
    }
    until_heard(&mut head, Head::at(2)).await;
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_refused_and_left_alone() {
    let address = postgres().new_database();
    drop(PostgresStore::connect(&address).await.expect("it runs"));
    let name = name_of(&address);
    let count = || postgres().tell(name, "SELECT count(*) FROM plenary_migrations");
    postgres().tell(name, "INSERT INTO plenary_migrations (number) VALUES (99)");
    let before = count();
    let refused = PostgresStore::connect(&address).await.err();
    assert!(matches!(refused, Some(StoreError::Newer)), "{refused:?}");
    assert_eq!(count(), before);
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_so() {
    let address = format!("{}_not_there", postgres().new_database());
    let refused = PostgresStore::connect(&address).await.err();
    let said = refused.expect("it is not there").to_string();
    assert!(said.contains("does not exist"), "{said}");
    assert!(said.contains("--data"), "{said}");
}

/// What the program says of a database that it is to reach by TLS, where these certificates are trusted.
fn listed(address: &str, trusted: &std::path::Path) -> std::process::Output {
    let address = address.replace("127.0.0.1", "localhost") + "?sslmode=require";
    let listed = std::process::Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["user", "list", "--data", &address])
        .env("SSL_CERT_FILE", trusted)
        .output();
    listed.expect("the program is there")
}

#[tokio::test]
async fn by_tls_only_a_database_is_reached_whose_certificate_is_trusted() {
    let address = postgres().new_database();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed_with_it = listed(&address, &root.join("tests/http/tls/certificate.pem"));
    let said = String::from_utf8_lossy(&listed_with_it.stderr);
    assert!(listed_with_it.status.success(), "{said}");

    let nobody = tempfile::NamedTempFile::new().expect("a scratch file");
    let refused = listed(&address, nobody.path());
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("certificate"), "{said}");
}

#[tokio::test]
async fn servers_that_start_at_the_same_time_make_the_tables_once() {
    let address = postgres().new_database();
    let starting = (0..8).map(|_| PostgresStore::connect(&address));
    for started in futures::future::join_all(starting).await {
        started.expect("each starts");
    }
}
