//! A view that begins as the page was rendered and follows the server's messages.

use super::clock::ServerClock;
#[cfg(feature = "drawn")]
use super::wire::{Fields, FromWire, Json};
use crate::domain::rehearsal::Reading;
use crate::domain::views::{ConsoleUpdate, ConsoleView, ProjectorUpdate, ProjectorView};
use leptos::prelude::*;

/// A view that follows the server's messages.
pub struct Live<View: Send + Sync + 'static> {
    /// The view as it is now.
    pub view: RwSignal<View>,
    /// The server's clock.
    pub clock: ServerClock,
    /// Whether messages come; true until the first connection fails.
    pub connected: RwSignal<bool>,
}

/// A view with the updates that change it.
pub trait Follow: Clone + PartialEq + Send + Sync + 'static {
    /// Some of its parts.
    type Update: Decoded;
    /// Takes over the parts that have changed.
    fn follow(&mut self, update: Self::Update);
}

impl<View: Follow> Live<View> {
    /// Begins with what the page was rendered from, and follows the messages at `address`.
    pub fn new(view: View, rendered_at: Reading, address: String) -> Self {
        let live = Self {
            view: RwSignal::new(view),
            clock: ServerClock::standing_at(rendered_at),
            connected: RwSignal::new(true),
        };
        #[cfg(feature = "hydrate")]
        {
            let (view, connected) = (live.view, live.connected);
            let clock = live.clock.browser();
            let tell = move |is_connected| connected.set(is_connected);
            super::browser::follow_by(read, address, clock, tell, move |update| {
                view.update(|view| view.follow(update));
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = address;
        live
    }

    /// One part of the view; who reads it is told only when that part changes.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&View) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let view = self.view;
        Memo::new(move |_| view.with(&part))
    }
}

/// What the browser reads from a message.
#[cfg(feature = "drawn")]
pub trait Decoded: FromWire + 'static {}
#[cfg(feature = "drawn")]
impl<T: FromWire + 'static> Decoded for T {}

/// The server reads none.
#[cfg(not(feature = "drawn"))]
pub trait Decoded {}
#[cfg(not(feature = "drawn"))]
impl<T> Decoded for T {}

/// Takes a message apart.
#[cfg(feature = "drawn")]
fn read<Update: FromWire>(message: &str) -> Option<(Reading, Update)> {
    let mut message = Fields::of(Json::read(message)?)?;
    Some((message.take("now")?, message.take("parts")?))
}

impl Follow for ProjectorView {
    type Update = ProjectorUpdate;
    fn follow(&mut self, update: ProjectorUpdate) {
        self.merge(update);
    }
}

impl Follow for ConsoleView {
    type Update = ConsoleUpdate;
    fn follow(&mut self, update: ConsoleUpdate) {
        self.merge(update);
    }
}
