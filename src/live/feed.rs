//! What one screen is sent: first everything, then whatever has changed.

use super::clock::Clock;
use super::published::{Parts, Published};
use super::task::Handle;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
use crate::domain::views::Message;
use futures::Stream;
use futures::stream;
use serde_json::value::{RawValue, to_raw_value};
use std::sync::Arc;
use tokio::sync::watch;

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The room.
    Projector,
    /// The facilitator.
    Console,
    /// A participant.
    Phone(ParticipantId),
}

struct Feed {
    screen: Screen,
    clock: Clock,
    published: watch::Receiver<Arc<Published>>,
    /// Newer than what is published during a burst: what somebody has just sent is never missing
    /// from their own screen.
    current: watch::Receiver<Arc<Session>>,
    leaps: watch::Receiver<()>,
    /// The revision that has been sent; none before the first message.
    sent: Option<u64>,
    /// What has been sent of this participant's own part.
    mine: Option<Box<RawValue>>,
}

/// Messages for a screen, each with the revision of the session that it brings the screen to. The
/// latest wins: a slow reader skips what it has missed. Ends with the session's task.
pub fn feed(
    handle: &Handle,
    clock: &Clock,
    screen: Screen,
) -> impl Stream<Item = (u64, String)> + use<> {
    let feed = Feed {
        screen,
        clock: clock.clone(),
        published: handle.published(),
        current: handle.current(),
        leaps: clock.leaps(),
        sent: None,
        mine: None,
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
            if self.sent.is_some() {
                tokio::select! {
                    changed = self.published.changed() => changed.ok()?,
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
        let mut parts = self.shared(published).since(self.sent);
        let mine = match &self.screen {
            Screen::Phone(id) => {
                let mine = self.current.borrow().mine(id);
                mine.and_then(|mine| to_raw_value(&mine).ok())
            }
            Screen::Projector | Screen::Console => None,
        };
        let is_news = mine.as_deref().map(RawValue::get) != self.mine.as_deref().map(RawValue::get);
        if let (Some(mine), true) = (&mine, is_news) {
            parts.insert("mine", mine);
        }
        if parts.is_empty() && !has_leaped && self.sent.is_some() {
            return None;
        }
        let message = Message {
            now: self.clock.now(),
            parts,
        };
        let text = serde_json::to_string(&message).ok()?;
        self.sent = Some(session.sequence());
        self.mine = mine;
        Some((session.sequence(), text))
    }

    fn shared<'a>(&self, published: &'a Published) -> &'a Parts {
        match self.screen {
            Screen::Projector => &published.projector,
            Screen::Console => &published.console,
            Screen::Phone(_) => &published.phone,
        }
    }
}
