use super::schema::FILE;
use super::tests::{code, stored};
use super::*;
use crate::domain::session::fixtures::Room;
use crate::domain::session::{Command, Session};

async fn append_all(store: &SqliteStore, room: &mut Room, number: usize) {
    let from = room.log.len();
    room.join(&format!("person {number}"));
    let appended = store.append(code(), room.log[from..].into()).await;
    appended.expect("it fits");
}

#[tokio::test]
async fn what_is_restored_from_a_backup_is_what_was_there() {
    let (folder, store, mut room) = stored().await;
    for number in 0..20 {
        append_all(&store, &mut room, number).await;
    }
    let from = room.log.len();
    room.lead(Command::Forward).expect("it begins");
    let begun = store.append(code(), room.log[from..].into()).await;
    begun.expect("it fits");

    let elsewhere = tempfile::tempdir().expect("a scratch directory");
    let file = elsewhere.path().join(FILE);
    let backed_up = back_up(folder.path(), &file).expect("it can be written");
    assert_eq!(backed_up.sessions, 1);
    assert_eq!(backed_up.events, room.log.len());

    let restored = SqliteStore::open(elsewhere.path()).expect("it is there");
    let log = restored.log(code()).await.expect("it can be read");
    assert_eq!(log, room.log);
    assert_eq!(Session::replay(&log).as_ref(), Some(&room.session));
}

#[tokio::test]
async fn a_backup_that_is_made_while_people_join_holds_a_whole_beginning_of_the_log() {
    let (folder, store, mut room) = stored().await;
    let elsewhere = tempfile::tempdir().expect("a scratch directory");
    let mut copies = Vec::new();
    for number in 0..30 {
        let (from, file) = (
            folder.path().to_owned(),
            elsewhere.path().join(number.to_string()),
        );
        let copying = tokio::task::spawn_blocking(move || {
            let copied = back_up(&from, &file).expect("it can be written");
            (file, copied.events)
        });
        let known = room.log.len();
        append_all(&store, &mut room, number).await;
        let (file, events) = copying.await.expect("it ends");
        assert!((known..=known + 1).contains(&events), "{known}: {events}");
        copies.push((file, events));
    }
    for (file, events) in copies {
        let back = tempfile::tempdir().expect("a scratch directory");
        std::fs::rename(&file, back.path().join(FILE)).expect("it can be moved");
        let restored = SqliteStore::open(back.path()).expect("it is there");
        let log = restored.log(code()).await.expect("it can be read");
        assert_eq!(log, room.log[..events]);
    }
}

#[tokio::test]
async fn nothing_is_overwritten_by_a_backup_and_nothing_half_made_is_left() {
    let (folder, _store, _room) = stored().await;
    let elsewhere = tempfile::tempdir().expect("a scratch directory");
    let file = elsewhere.path().join("kept");
    std::fs::write(&file, "something else").expect("it can be written");
    let refused = back_up(folder.path(), &file);
    assert!(matches!(refused, Err(BackupError::Taken(_))), "{refused:?}");
    let kept = std::fs::read_to_string(&file).expect("it is there");
    assert_eq!(kept, "something else");

    let nothing = back_up(elsewhere.path(), &elsewhere.path().join("new"));
    assert!(matches!(nothing, Err(BackupError::Nothing(_))));
    let nowhere = back_up(folder.path(), Path::new("/no/such/folder/file"));
    assert!(nowhere.is_err());
    let left = std::fs::read_dir(elsewhere.path()).expect("it is there");
    assert_eq!(left.count(), 1);
}
