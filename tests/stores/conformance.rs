//! What both stores promise. Each test runs on each of them.

use super::database::postgres;
use super::room::{BEGINNING, Room, code};
use plenary::domain::ids::{JoinCode, KeyDigest};
use plenary::domain::session::{Command, Record, Session};
use plenary::domain::time::{Instant, Span};
use plenary::store::{FacilitatorRow, Location, Store, StoreError};
use std::sync::Arc;

/// Where a store keeps its data: it can be opened again, also while it is open.
struct Place {
    location: Location,
    #[allow(dead_code, reason = "it is there to be dropped")]
    folder: Option<tempfile::TempDir>,
}

impl Place {
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a scratch directory");
        Self {
            location: Location::Directory(folder.path().to_owned()),
            folder: Some(folder),
        }
    }

    fn postgres() -> Self {
        Self {
            location: Location::Postgres(postgres().new_database()),
            folder: None,
        }
    }

    async fn open(&self) -> Arc<dyn Store> {
        self.location.open().await.expect("it can be opened")
    }

    /// With a session that has just been made.
    async fn with_session(&self) -> (Arc<dyn Store>, Room) {
        let store = self.open().await;
        let room = Room::open();
        let created = store.create(code(), room.row()).await;
        created.expect("the code is free");
        (store, room)
    }
}

macro_rules! on_both_stores {
    ($($promise:ident)+) => {
        mod sqlite {
            use super::Place;
            $(#[tokio::test] async fn $promise() { super::$promise(Place::sqlite()).await; })+
        }
        mod postgres {
            use super::Place;
            $(#[tokio::test] async fn $promise() { super::$promise(Place::postgres()).await; })+
        }
    };
}

on_both_stores! {
    a_log_comes_back_as_it_was_after_a_restart
    what_is_missing_can_be_read_alone
    a_code_that_is_taken_is_a_conflict_and_leaves_its_session_alone
    a_number_that_is_taken_is_a_conflict_and_leaves_nothing_half_written
    of_two_who_append_at_the_same_time_one_is_told
    a_log_has_no_gap
    a_command_cannot_be_in_a_log_twice
    a_command_can_be_in_two_logs
    a_deleted_session_takes_its_log_with_it_and_cannot_be_continued
    the_list_says_which_sessions_have_ended
    sessions_whose_time_is_over_are_gone
    of_whoever_is_erased_the_log_holds_no_word
    every_character_that_can_be_typed_is_kept
    a_sign_in_link_works_once_and_not_for_ever
    of_two_who_use_a_link_at_the_same_time_one_comes_in
    whoever_leads_one_session_goes_with_it
    a_user_is_who_was_added_last_by_that_name
    a_new_password_signs_all_others_out
    a_user_who_is_removed_is_signed_out_and_leaves_the_sessions
}

async fn append(store: &Arc<dyn Store>, records: &[Record]) -> Result<(), StoreError> {
    store.append(code(), records.into()).await
}

async fn log(store: &Arc<dyn Store>) -> Vec<Record> {
    store.log(code()).await.expect("it can be read")
}

#[track_caller]
fn assert_conflict(outcome: Result<(), StoreError>) {
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
}

async fn a_log_comes_back_as_it_was_after_a_restart(place: Place) {
    let (store, mut room) = place.with_session().await;
    room.join("ana");
    room.lead(Command::Forward);
    append(&store, &room.log[1..]).await.expect("it fits");
    drop(store);

    let log = log(&place.open().await).await;
    assert_eq!(log, room.log);
    assert_eq!(Session::replay(&log).as_ref(), Some(&room.session));
}

async fn what_is_missing_can_be_read_alone(place: Place) {
    let (store, mut room) = place.with_session().await;
    room.join("ana");
    room.lead(Command::Forward);
    append(&store, &room.log[1..]).await.expect("it fits");
    for known in 0..=room.log.len() {
        let missing = store.log_after(code(), known as u64).await;
        assert_eq!(missing.expect("it can be read"), room.log[known..]);
    }
    let nothing = store.log_after(JoinCode::from("ZZZZZZ"), 0).await;
    assert_eq!(nothing.expect("it can be read"), []);
}

async fn a_code_that_is_taken_is_a_conflict_and_leaves_its_session_alone(place: Place) {
    let (store, mut room) = place.with_session().await;
    append(&store, &room.join("ana")).await.expect("it fits");
    assert_conflict(store.create(code(), room.row()).await);
    assert_eq!(log(&store).await, room.log);
}

async fn a_number_that_is_taken_is_a_conflict_and_leaves_nothing_half_written(place: Place) {
    let (store, mut room) = place.with_session().await;
    let ana = room.join("ana");
    let raj = room.join("raj");
    append(&store, &ana).await.expect("it fits");
    assert_conflict(append(&store, &[raj, ana].concat()).await);
    assert_eq!(log(&store).await, room.log[..2]);
}

async fn of_two_who_append_at_the_same_time_one_is_told(place: Place) {
    let (one, mut room) = place.with_session().await;
    let other = place.open().await;
    for number in 0..20 {
        let known = room.log.clone();
        let by_one = room.join(&format!("ana {number}"));
        let mut behind = Room::open();
        behind.session = Session::replay(&known).expect("it begins with its creation");
        behind.log = known;
        let by_other = behind.join(&format!("raj {number}"));
        let outcomes = tokio::join!(append(&one, &by_one), append(&other, &by_other));
        match outcomes {
            (Ok(()), conflict) => assert_conflict(conflict),
            (conflict, Ok(())) => {
                assert_conflict(conflict);
                room = behind;
            }
            neither => panic!("{neither:?}"),
        }
        assert_eq!(log(&one).await, room.log);
        assert_eq!(log(&other).await, room.log);
    }
}

async fn a_log_has_no_gap(place: Place) {
    let (store, mut room) = place.with_session().await;
    room.join("ana");
    let raj = room.join("raj");
    assert_conflict(append(&store, &raj).await);
    assert_eq!(log(&store).await, room.log[..1]);
}

async fn a_command_cannot_be_in_a_log_twice(place: Place) {
    let (store, mut room) = place.with_session().await;
    let ana = room.join("ana");
    append(&store, &ana).await.expect("it fits");
    let mut again = ana[0].clone();
    again.sequence += 1;
    assert_conflict(append(&store, &[again]).await);
}

async fn a_command_can_be_in_two_logs(place: Place) {
    let (store, mut room) = place.with_session().await;
    let other = JoinCode::from("DEF567");
    let created = store.create(other.clone(), room.row()).await;
    created.expect("the code is free");
    let ana: Arc<[Record]> = room.join("ana").into();
    for code in [code(), other] {
        let appended = store.append(code, Arc::clone(&ana)).await;
        appended.expect("it fits");
    }
}

async fn a_deleted_session_takes_its_log_with_it_and_cannot_be_continued(place: Place) {
    let (store, mut room) = place.with_session().await;
    store.delete(code()).await.expect("it is there");
    assert_eq!(log(&store).await, []);
    assert_eq!(store.sessions().await.expect("they can be read"), []);
    assert_conflict(append(&store, &room.join("ana")).await);
}

async fn the_list_says_which_sessions_have_ended(place: Place) {
    let (store, mut room) = place.with_session().await;
    let ended_at = async || {
        let sessions = store.sessions().await.expect("they can be read");
        assert_eq!(sessions.len(), 1);
        sessions[0].ended_at
    };
    assert_eq!(ended_at().await, None);
    append(&store, &room.lead(Command::End))
        .await
        .expect("it fits");
    assert_eq!(ended_at().await, Some(room.session.latest()));
}

async fn sessions_whose_time_is_over_are_gone(place: Place) {
    let (store, room) = place.with_session().await;
    let expires_at = room.row().expires_at;
    let purge = async |now| store.purge(now).await.expect("it can be done");
    assert_eq!(purge(expires_at - Span::from_millis(1)).await, []);
    assert_eq!(log(&store).await, room.log);
    assert_eq!(purge(expires_at).await, [code()]);
    assert_eq!(log(&store).await, []);
}

async fn of_whoever_is_erased_the_log_holds_no_word(place: Place) {
    let (store, mut room) = place.with_session().await;
    for name in ["anastasia", "raj"] {
        append(&store, &room.join(name)).await.expect("it fits");
    }
    let participant = "anastasia".into();
    let erased = room.lead(Command::Erase { participant });
    append(&store, &erased).await.expect("it fits");
    let log = log(&store).await;
    assert_eq!(Session::replay(&log).as_ref(), Some(&room.session));
    let names = |log: &[Record]| {
        let events = log.iter().map(|record| format!("{:?}", record.event));
        events
            .filter(|event| event.contains("name: \"anastasia\""))
            .count()
    };
    assert_eq!((names(&room.log), names(&log)), (1, 0));
}

async fn every_character_that_can_be_typed_is_kept(place: Place) {
    let (store, mut room) = place.with_session().await;
    let mut odd = room.join("ana").remove(0);
    let plenary::domain::session::Event::Joined { name, .. } = &mut odd.event else {
        panic!("somebody has joined");
    };
    *name = "\0 \\u0000 ' \" \u{1f600} \u{e000} \r\n".to_owned();
    append(&store, std::slice::from_ref(&odd))
        .await
        .expect("it fits");
    assert_eq!(log(&store).await[1], odd);
}

const NOW: Instant = BEGINNING;

fn later() -> Instant {
    NOW + Span::from_minutes(1)
}

fn named(name: &str, session: Option<JoinCode>) -> FacilitatorRow {
    FacilitatorRow {
        name: name.to_owned(),
        session,
        user: None,
    }
}

async fn a_sign_in_link_works_once_and_not_for_ever(place: Place) {
    let (store, _room) = place.with_session().await;
    let [link, old, key] = ["link", "old", "key"].map(KeyDigest::from);
    let raj = named("Raj", Some(code()));
    for (link, whose, until) in [(&link, raj.clone(), later()), (&old, named("", None), NOW)] {
        let added = store.add_sign_in_link(link.clone(), whose, until).await;
        added.expect("it can be written");
    }
    let exchange = async |link: &KeyDigest| {
        let exchanged = store.sign_in(link.clone(), key.clone(), NOW, later()).await;
        exchanged.expect("it can be read")
    };
    let facilitator = async |now| {
        let found = store.facilitator(key.clone(), now).await;
        found.expect("it can be read")
    };
    let whose = async |link: &KeyDigest| {
        let found = store.sign_in_link(link.clone(), NOW).await;
        found.expect("it can be read")
    };
    assert_eq!(exchange(&old).await, None);
    assert_eq!(facilitator(NOW).await, None);
    assert_eq!(whose(&link).await, Some(raj.clone()));
    assert_eq!(exchange(&link).await, Some(raj.clone()));
    assert_eq!(facilitator(NOW).await, Some(raj.clone()));
    assert_eq!(whose(&link).await, None);
    assert_eq!(exchange(&link).await, None);
    assert_eq!(facilitator(NOW).await, Some(raj));
    assert_eq!(facilitator(later()).await, None);
    store
        .sign_out(key.clone())
        .await
        .expect("it can be written");
    assert_eq!(facilitator(NOW).await, None);
}

async fn of_two_who_use_a_link_at_the_same_time_one_comes_in(place: Place) {
    let (one, other) = (place.open().await, place.open().await);
    for number in 0..20 {
        let link = KeyDigest::new(format!("link {number}"));
        let added = one
            .add_sign_in_link(link.clone(), named("", None), later())
            .await;
        added.expect("it can be written");
        let key = |whose: &str| KeyDigest::new(format!("key {number} of {whose}"));
        let (by_one, by_other) = tokio::join!(
            one.sign_in(link.clone(), key("one"), NOW, later()),
            other.sign_in(link.clone(), key("other"), NOW, later()),
        );
        let come_in = [by_one, by_other].map(|outcome| outcome.expect("it can be read"));
        assert_eq!(come_in.iter().flatten().count(), 1);
    }
}

async fn whoever_leads_one_session_goes_with_it(place: Place) {
    let (store, _room) = place.with_session().await;
    let [used, unused, key] = ["used", "unused", "key"].map(KeyDigest::from);
    let raj = || named("Raj", Some(code()));
    for link in [&used, &unused] {
        let added = store.add_sign_in_link(link.clone(), raj(), later()).await;
        added.expect("it can be written");
    }
    let signed_in = store.sign_in(used, key.clone(), NOW, later()).await;
    assert!(signed_in.expect("it can be read").is_some());
    store.delete(code()).await.expect("it is there");
    let facilitator = store.facilitator(key.clone(), NOW).await;
    assert_eq!(facilitator.expect("it can be read"), None);
    let signed_in = store.sign_in(unused.clone(), key, NOW, later()).await;
    assert_eq!(signed_in.expect("it can be read"), None);
    assert_conflict(store.add_sign_in_link(unused, raj(), later()).await);
}

/// Gives somebody a key, and says whether it works.
async fn signed_in(store: &Arc<dyn Store>, key: &str, user: &str) -> KeyDigest {
    let key = KeyDigest::from(key);
    let whose = FacilitatorRow {
        user: Some(user.to_owned()),
        ..named(user, None)
    };
    let added = store.add_facilitator(key.clone(), whose, later()).await;
    added.expect("the user is there");
    assert!(is_signed_in(store, &key).await);
    key
}

async fn is_signed_in(store: &Arc<dyn Store>, key: &KeyDigest) -> bool {
    let found = store.facilitator(key.clone(), NOW).await;
    found.expect("it can be read").is_some()
}

async fn put(store: &Arc<dyn Store>, name: &str, is_admin: bool) {
    let put = store.put_user(name.to_owned(), is_admin).await;
    put.expect("it can be written");
}

async fn a_user_is_who_was_added_last_by_that_name(place: Place) {
    let store = place.open().await;
    for (name, is_admin) in [("raj", false), ("ana", false), ("raj", true)] {
        put(&store, name, is_admin).await;
    }
    let users = store.users().await.expect("they can be read");
    let users: Vec<_> = users
        .iter()
        .map(|user| (user.name.as_str(), user.is_admin))
        .collect();
    assert_eq!(users, [("ana", false), ("raj", true)]);
    let nobody = store.user("kim".to_owned()).await;
    assert_eq!(nobody.expect("it can be read"), None);
    let key = KeyDigest::from("key");
    let whose = FacilitatorRow {
        user: Some("kim".to_owned()),
        ..named("kim", None)
    };
    assert_conflict(store.add_facilitator(key, whose, later()).await);
}

async fn a_new_password_signs_all_others_out(place: Place) {
    let store = place.open().await;
    put(&store, "ana", false).await;
    put(&store, "raj", false).await;
    let this = signed_in(&store, "this", "ana").await;
    let other = signed_in(&store, "other", "ana").await;
    let rajs = signed_in(&store, "of raj", "raj").await;
    let set = store.set_password("ana".into(), "digest".into(), this.clone());
    set.await.expect("she is there");
    let ana = store.user("ana".to_owned()).await.expect("it can be read");
    assert_eq!(ana.and_then(|ana| ana.password).as_deref(), Some("digest"));
    assert!(is_signed_in(&store, &this).await);
    assert!(!is_signed_in(&store, &other).await);
    assert!(is_signed_in(&store, &rajs).await);
    // Who is added again keeps it.
    put(&store, "ana", true).await;
    let ana = store.user("ana".to_owned()).await.expect("it can be read");
    assert!(ana.is_some_and(|ana| ana.password.is_some()));
    assert_conflict(
        store
            .set_password("kim".into(), "digest".into(), this)
            .await,
    );
}

async fn a_user_who_is_removed_is_signed_out_and_leaves_the_sessions(place: Place) {
    let store = place.open().await;
    put(&store, "ana", false).await;
    let key = signed_in(&store, "key", "ana").await;
    let row = plenary::store::NewSessionRow {
        owner: Some("ana".to_owned()),
        ..Room::open().row()
    };
    store.create(code(), row).await.expect("the code is free");
    let owner = async || store.owner(code()).await.expect("it can be read");
    let listed = async || {
        store
            .sessions()
            .await
            .expect("they can be read")
            .remove(0)
            .owner
    };
    assert_eq!(owner().await.as_deref(), Some("ana"));
    assert_eq!(listed().await.as_deref(), Some("ana"));
    let remove = async || store.remove_user("ana".to_owned()).await;
    assert!(remove().await.expect("it can be written"));
    assert!(!remove().await.expect("it can be written"));
    assert!(!is_signed_in(&store, &key).await);
    assert_eq!(owner().await, None);
    assert_eq!(listed().await, None);
}
