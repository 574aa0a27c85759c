//! Screens whose place changes: the computer has another address, or whoever holds a phone is somebody else
//! on the list.

use super::*;
use crate::domain::views::ConsoleUpdate;

#[tokio::test]
async fn another_address_reaches_the_facilitators_screens_and_no_phone() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let network = watch::Sender::new("hotel".into());
    let (directory, handle) = opened_in(directory_with(&folder, Plain(network.clone()))).await;
    let (by, request) = join("ana");
    handle.send(by, request).await.expect("there is room");
    let follow = |screen| Feed::new(&handle, directory.clock(), screen);
    let mut projector = follow(Screen::Projector);
    let mut console = follow(Screen::Console("Ana".into()));
    let mut phone = follow(Screen::Phone("ana".into()));
    for feed in [&mut projector, &mut console, &mut phone] {
        feed.next().await.expect("it begins");
    }
    network.send_replace("hotspot".into());
    let frame = projector.next().await.expect("it goes on");
    let shown: Message<ProjectorUpdate> = serde_json::from_str(frame.data()).expect("it is read");
    let is_hotspot =
        |address: Option<AddressView>| address.is_some_and(|one| one.typed == "hotspot");
    assert!(is_hotspot(shown.parts.address));
    let frame = console.next().await.expect("it goes on");
    let shown: Message<ConsoleUpdate> = serde_json::from_str(frame.data()).expect("it is read");
    assert!(is_hotspot(shown.parts.address));
    assert_eq!(shown.parts.roster, None, "nothing else has changed");
    assert!(futures::FutureExt::now_or_never(phone.next()).is_none());
}

#[tokio::test]
async fn the_phone_of_somebody_who_is_found_to_be_another_asks_for_its_page_again() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (directory, handle) = opened(&folder).await;
    for who in ["ana", "ana-again"] {
        let (by, request) = join(who);
        handle.send(by, request).await.expect("there is room");
    }
    let follow = |who: &str| Feed::new(&handle, directory.clock(), Screen::Phone(who.into()));
    let (mut first, mut second) = (follow("ana"), follow("ana-again"));
    for feed in [&mut first, &mut second] {
        feed.next().await.expect("it begins");
    }
    let merge = Command::Merge {
        participant: "ana-again".into(),
        into: "ana".into(),
    };
    let merged = handle.ask(Actor::Facilitator, merge).await;
    merged.expect("both are there");
    assert!(second.next().await.is_none() && second.has_lost_seat());
    assert!(first.next().await.is_some() && !first.has_lost_seat());
    let mut late = follow("ana-again");
    assert!(late.next().await.is_none() && late.has_lost_seat());
}
