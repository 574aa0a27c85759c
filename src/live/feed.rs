//! What one screen is sent: first everything, then whatever has changed.

use super::clock::Clock;
use super::frame::Frame;
use super::handle::Handle;
use super::published::{Audience, Following, Names, Parts, Published, Sent};
use super::renderer::Renderer;
use super::surroundings::Surroundings;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
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

/// What one screen is sent.
pub struct Feed {
    screen: Screen,
    clock: Clock,
    renderer: Arc<dyn Renderer>,
    published: watch::Receiver<Arc<Published>>,
    /// Newer than what is published during a burst: what somebody has just sent is never missing
    /// from their own screen.
    current: watch::Receiver<Arc<Session>>,
    /// Around the facilitator's screens; a phone shows nothing but the session.
    surroundings: Option<Box<Surroundings>>,
    is_first: bool,
    /// How often the clock had been moved when something was sent last.
    leaps: u64,
    /// How often screens had been told that they follow, then.
    beats: u64,
    sent: Arc<Sent>,
    own: Own,
}

/// The parts that are only one screen's.
#[derive(Default)]
struct Own {
    /// For which revision of the room they have been looked at last.
    looked_at: Option<u64>,
    /// For which revision of theirs they have been rendered last.
    rendered: Option<u64>,
    /// Which there are. Shared ones of the same names are not for this screen.
    names: Arc<Names>,
    has_lost_seat: bool,
}

impl Feed {
    /// What is sent to a screen of a session, from now on.
    pub fn new(handle: &Handle, clock: &Clock, screen: Screen) -> Self {
        let surroundings = match &screen {
            Screen::Projector => Some(Surroundings::of_projector(handle)),
            Screen::Console(name) => Some(Surroundings::of_console(handle, name)),
            Screen::Phone(_) => None,
        };
        Self {
            screen,
            clock: clock.clone(),
            renderer: handle.renderer(),
            published: handle.published(),
            current: handle.news(),
            surroundings: surroundings.map(Box::new),
            is_first: true,
            leaps: 0,
            beats: 0,
            sent: Arc::default(),
            own: Own::default(),
        }
    }

    /// Who looks.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Whether whoever looks is somebody else on the list by now, for whom there is another page.
    pub fn has_lost_seat(&self) -> bool {
        self.own.has_lost_seat
    }

    /// The next message; the first is there at once. The latest wins: a slow reader skips what it has
    /// missed. None when the session's task has ended, or the seat is lost. Nothing is lost when the caller
    /// stops waiting.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            if !self.is_first {
                self.changed().await?;
            }
            let published = Arc::clone(&self.published.borrow_and_update());
            let frame = self.frame(&published);
            if self.own.has_lost_seat {
                return None;
            }
            if frame.is_some() {
                return frame;
            }
        }
    }

    /// Done when there may be something new for this screen; none when there will be nothing any more.
    async fn changed(&mut self) -> Option<()> {
        let Some(surroundings) = &mut self.surroundings else {
            return self.published.changed().await.ok();
        };
        tokio::select! {
            // Always in this order, so that a simulation replays.
            biased;
            changed = self.published.changed() => changed.ok(),
            () = surroundings.changed() => Some(()),
        }
    }

    /// None where nothing that this screen shows has changed, and it has been told not long ago that it
    /// follows.
    fn frame(&mut self, published: &Published) -> Option<Frame> {
        let own = self.own_parts();
        if let Some(own) = &own {
            self.own.names = own.names();
        }
        let step = published.step(&Following {
            audience: self.screen.audience(),
            sent: &self.sent,
            own_names: &self.own.names,
            own: own.as_ref(),
        });
        self.sent = step.sent;
        let has_beat = std::mem::replace(&mut self.beats, published.beats()) != published.beats();
        let is_clock_right = !self.is_first && self.leaps == published.leaps();
        if is_clock_right {
            return step.frame.or_else(|| has_beat.then(|| published.beat()));
        }
        // What was published may be old by now; the clock must not be.
        self.is_first = false;
        self.leaps = published.leaps();
        let session = published.session();
        let now = session.reading(self.clock.now());
        Some(Frame::of(session.sequence(), now, &step.news))
    }

    /// The parts that are only this screen's: a participant's own, none where they cannot have changed;
    /// on the facilitator's screens, what is not of the session.
    fn own_parts(&mut self) -> Option<Parts> {
        let Screen::Phone(id) = &self.screen else {
            let surroundings = self.surroundings.as_mut();
            return surroundings.map(|surroundings| surroundings.parts());
        };
        let session = self.current.borrow();
        let looked_at = Some(session.latest_own_revision());
        if self.own.looked_at == looked_at {
            return None;
        }
        self.own.looked_at = looked_at;
        self.own.has_lost_seat = session.participant(id).is_none();
        let revision = Some(session.own_revision(id));
        if self.own.rendered == revision {
            return None;
        }
        self.own.rendered = revision;
        let session = Arc::clone(&session);
        let own = self.renderer.own(&session, id).unwrap_or_else(|error| {
            tracing::error!(%error, "a phone cannot be rendered");
            Parts::default()
        });
        Some(own)
    }
}

impl Screen {
    fn audience(&self) -> Audience {
        match self {
            Self::Projector => Audience::Projector,
            Self::Console(_) => Audience::Console,
            Self::Phone(_) => Audience::Phones,
        }
    }
}
