//! What one screen is sent: first everything, then whatever has changed.

use super::clock::Clock;
use super::phones::PhoneRenderer;
use super::published::{Parts, Published, Sent};
use super::surroundings::{self, Surroundings};
use super::task::Handle;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
use crate::domain::views::Message;
use futures::Stream;
use futures::stream;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The room.
    Projector,
    /// A facilitator, by name.
    Console(String),
    /// A participant.
    Phone(ParticipantId),
}

struct Feed {
    screen: Screen,
    clock: Clock,
    phones: Arc<dyn PhoneRenderer>,
    published: watch::Receiver<Arc<Published>>,
    /// Newer than what is published during a burst: what somebody has just sent is never missing
    /// from their own screen.
    current: watch::Receiver<Arc<Session>>,
    leaps: watch::Receiver<()>,
    /// Around a console; no other screen shows anything but the session.
    surroundings: Option<Box<Surroundings>>,
    is_first: bool,
    sent: Sent,
    own: Own,
}

/// The parts that are only one participant's.
#[derive(Default)]
struct Own {
    /// For which revision they have been rendered last.
    revision: Option<u64>,
    /// Which parts there are. Shared ones of the same names are not for this participant.
    names: Vec<String>,
}

/// Messages for a screen, each with the revision of the session that it brings the screen to. The
/// latest wins: a slow reader skips what it has missed. Ends with the session's task.
pub fn feed(
    handle: &Handle,
    clock: &Clock,
    screen: Screen,
) -> impl Stream<Item = (u64, String)> + use<> {
    let surroundings = match &screen {
        Screen::Console(name) => Some(Box::new(Surroundings::of(handle, name))),
        Screen::Projector | Screen::Phone(_) => None,
    };
    let feed = Feed {
        screen,
        clock: clock.clone(),
        phones: handle.phones(),
        published: handle.published(),
        current: handle.news(),
        leaps: clock.leaps(),
        surroundings,
        is_first: true,
        sent: Sent::default(),
        own: Own::default(),
    };
    stream::unfold(feed, |mut feed| async move {
        let message = feed.next().await?;
        Some((message, feed))
    })
}

impl Feed {
    async fn next(&mut self) -> Option<(u64, String)> {
        loop {
            let mut has_leaped = false;
            if !self.is_first {
                tokio::select! {
                    // Always in this order, so that a simulation replays.
                    biased;
                    changed = self.published.changed() => changed.ok()?,
                    () = changed(self.surroundings.as_deref_mut()) => {}
                    leaped = self.leaps.changed() => {
                        leaped.ok()?;
                        has_leaped = true;
                    }
                }
            }
            let published = Arc::clone(&self.published.borrow_and_update());
            if let Some(message) = self.message(&published, has_leaped) {
                return Some(message);
            }
        }
    }

    /// None where nothing that this screen shows has changed.
    fn message(&mut self, published: &Published, has_leaped: bool) -> Option<(u64, String)> {
        let session = published.session.as_ref()?;
        let revision = session.sequence();
        let own = self.own_parts();
        let shared = self.shared(published).iter();
        let shared = shared.filter(|(name, _)| !self.own.names.iter().any(|own| own == name));
        let sent = &mut self.sent;
        let news: BTreeMap<_, _> = shared
            .chain(own.iter())
            .filter(|(name, part)| sent.note(name, part))
            .map(|(name, part)| (name, part.json()))
            .collect();
        if news.is_empty() && !has_leaped && !self.is_first {
            return None;
        }
        let message = Message {
            now: session.reading(self.clock.now()),
            parts: news,
        };
        let text = serde_json::to_string(&message).ok()?;
        self.is_first = false;
        Some((revision, text))
    }

    /// The parts that are not from the published views: a participant's own, empty where none of them
    /// can have changed; for the facilitator, what is not of the session.
    fn own_parts(&mut self) -> Parts {
        let id = match &self.screen {
            Screen::Projector => return Parts::default(),
            Screen::Console(_) => return self.surrounding_parts(),
            Screen::Phone(id) => id,
        };
        let session = Arc::clone(&self.current.borrow());
        let revision = session.own_revision(id);
        if self.own.revision == Some(revision) {
            return Parts::default();
        }
        let own = match self.phones.own(&session, id) {
            Ok(own) => own,
            Err(error) => {
                tracing::error!(%error, "a phone cannot be rendered");
                Parts::default()
            }
        };
        self.own = Own {
            revision: Some(revision),
            names: own.iter().map(|(name, _)| name.to_owned()).collect(),
        };
        own
    }

    fn surrounding_parts(&mut self) -> Parts {
        self.own.names = surroundings::PARTS.map(str::to_owned).to_vec();
        let surroundings = self.surroundings.as_ref();
        surroundings.map_or_else(Parts::default, |surroundings| surroundings.parts())
    }

    fn shared<'a>(&self, published: &'a Published) -> &'a Parts {
        match self.screen {
            Screen::Projector => &published.projector,
            Screen::Console(_) => &published.console,
            Screen::Phone(_) => &published.phone,
        }
    }
}

/// Done when what is around a console changes; never for another screen.
async fn changed(surroundings: Option<&mut Surroundings>) {
    match surroundings {
        Some(surroundings) => surroundings.changed().await,
        None => std::future::pending().await,
    }
}
