//! What all handlers share.

use super::guessing::Guesses;
use super::links::Links;
use super::oidc::Provider;
use super::pre_flight::Reached;
use super::rehearsals::Rehearsals;
use super::trainings::Trainings;
use crate::domain::rehearsal::Reading;
use crate::domain::session::Session;
use crate::domain::time::Instant;
use crate::live::Directory;
use crate::store::Store;
use std::ops::Deref;
use std::sync::Arc;

/// What all handlers share; cheap to clone, which each request does some times.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What is shared.
pub struct Shared {
    /// All sessions.
    pub directory: Directory,
    /// What is kept, for sign-in.
    pub store: Arc<dyn Store>,
    /// The trainings that can be run.
    pub trainings: Trainings,
    /// The addresses under which people reach the server.
    pub links: Links,
    /// What was asked for at the start.
    pub options: Options,
    /// The rehearsals to which simulated participants have come.
    pub rehearsals: Rehearsals,
    /// The phones that have opened a test link.
    pub reached: Reached,
    /// The codes and keys that were tried.
    pub guesses: Guesses,
    /// Who else knows users, where somebody does.
    pub provider: Option<Provider>,
}

/// What was asked for at the start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How long everything about a session is kept after its day, in days.
    pub keep_days: u16,
    /// Whether a test may move the clock.
    pub test_clock: bool,
    /// How many reverse proxies stand in front, each of which says from where a request comes.
    pub trusted_proxies: usize,
}

impl From<Shared> for App {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// The time of a session now.
    pub(super) fn time_of(&self, session: &Session) -> Instant {
        session.time_at(self.directory.clock().now())
    }

    /// What the clock shows now, for a screen of a session.
    pub(super) fn reading_for(&self, session: &Session) -> Reading {
        session.reading(self.directory.clock().now())
    }
}
