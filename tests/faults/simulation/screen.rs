//! Screens: they follow their feeds, and come back when those end.

use super::PHONES;
use super::phone::id;
use super::world::World;
use plenary::domain::views::Message;
use plenary::live::{Feed, Screen};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

type Shown = BTreeMap<String, Value>;

/// A screen that somebody looks at.
pub struct Watched {
    screen: Screen,
    shown: Rc<RefCell<Shown>>,
    following: JoinHandle<()>,
}

/// One of each kind, and all phones.
pub fn all(world: &World) -> impl Iterator<Item = (World, Screen)> {
    let phones = (0..PHONES).map(|number| Screen::Phone(id(number)));
    let others = [Screen::Projector, Screen::Console("Ana".into())];
    let world = world.clone();
    others
        .into_iter()
        .chain(phones)
        .map(move |screen| (world.clone(), screen))
}

impl Watched {
    /// Begins to follow.
    pub fn begin((world, screen): (World, Screen)) -> Self {
        let shown = Rc::new(RefCell::new(Shown::new()));
        let following = follow(world, screen.clone(), Rc::clone(&shown));
        Self {
            following: tokio::task::spawn_local(following),
            screen,
            shown,
        }
    }

    /// It shows what a screen shows that has just been opened.
    pub async fn check(self, world: &World) {
        self.following.abort();
        if let Err(error) = self.following.await
            && error.is_panic()
        {
            std::panic::resume_unwind(error.into_panic());
        }
        let screen = self.screen.clone();
        if let Screen::Phone(id) = &screen
            && !world.is_on_the_list(id).await
        {
            // They are somebody else by now, and have another page.
            return;
        }
        let fresh = world.with(|handle, clock| async move {
            let handle = handle.expect("Kept: the session is there");
            Feed::new(&handle, &clock, screen).next().await
        });
        let Ok(Some(fresh)) = fresh.await else {
            panic!("Through: nothing comes to a new screen");
        };
        let mut expected = Shown::new();
        put(fresh.data(), &mut expected);
        let mut shown = self.shown.take();
        // Who else is at a console has changed by looking.
        for parts in [&mut expected, &mut shown] {
            parts.remove("facilitators");
        }
        assert!(
            shown == expected,
            "Through: {:?} shows\n{shown:#?}\nand not\n{expected:#?}",
            self.screen
        );
    }
}

async fn follow(world: World, screen: Screen, shown: Rc<RefCell<Shown>>) {
    loop {
        let followed = world.with(|handle, clock| {
            let (world, screen, shown) = (world.clone(), screen.clone(), Rc::clone(&shown));
            async move {
                let Ok(handle) = handle else { return };
                let mut latest = 0;
                let mut messages = Feed::new(&handle, &clock, screen.clone());
                while let Some(frame) = messages.next().await {
                    assert!(frame.revision() >= latest, "{screen:?} goes back");
                    latest = frame.revision();
                    world.ledger.borrow_mut().show(latest);
                    put(frame.data(), &mut shown.borrow_mut());
                }
                if messages.has_lost_seat() {
                    // A phone asks for its page again.
                    shown.borrow_mut().clear();
                }
            }
        });
        // Whether it has ended or was cut off: browsers come back.
        let _ = followed.await;
        sleep(Duration::from_millis(1_000)).await;
    }
}

fn put(text: &str, shown: &mut Shown) {
    let message: Message<Shown> = serde_json::from_str(text).expect("it can be read");
    shown.extend(message.parts);
}
