//! What a screen shows that is no part of the session: where people come in, and at a console what is
//! wrong with the trainings while somebody writes on them, and who else is at one.

use super::crew::{Changes, Crew, Seat};
use super::handle::Handle;
use super::published::Parts;
use super::renderer::Renderer;
use super::waiting::changed;
use crate::domain::ids::JoinCode;
use serde_json::{Map, json};
use std::sync::Arc;
use tokio::sync::watch;

const ADDRESS: &str = "address";
const PROBLEMS: &str = "problems";
const FACILITATORS: &str = "facilitators";

/// What is around one screen.
pub struct Surroundings {
    code: JoinCode,
    renderer: Arc<dyn Renderer>,
    moves: watch::Receiver<Arc<str>>,
    console: Option<AroundConsole>,
    /// As they were when something had changed last.
    parts: Option<Parts>,
}

struct AroundConsole {
    problems: watch::Receiver<Arc<[String]>>,
    crew: Crew,
    changes: Changes,
    /// Held for as long as the console follows.
    _seat: Seat,
}

impl Surroundings {
    /// Around the projector.
    pub fn of_projector(handle: &Handle) -> Self {
        let renderer = handle.renderer();
        Self {
            code: handle.session().code().clone(),
            moves: renderer.moves(),
            renderer,
            console: None,
            parts: None,
        }
    }

    /// Around the console of a facilitator, by name.
    pub fn of_console(handle: &Handle, facilitator: &str) -> Self {
        let crew = handle.crew().clone();
        let console = AroundConsole {
            problems: handle.problems(),
            changes: crew.changes(),
            _seat: crew.take_seat(facilitator),
            crew,
        };
        Self {
            console: Some(console),
            ..Self::of_projector(handle)
        }
    }

    /// Done at the next change.
    pub async fn changed(&mut self) {
        let console = async {
            match &mut self.console {
                Some(console) => console.changed().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = changed(&mut self.moves) => {}
            () = console => {}
        }
        self.parts = None;
    }

    /// As it is now.
    pub fn parts(&mut self) -> Parts {
        let parts = self.parts.take().unwrap_or_else(|| self.rendered());
        self.parts.insert(parts).clone()
    }

    fn rendered(&self) -> Parts {
        let mut parts = Map::new();
        let address = self.renderer.address(&self.code);
        parts.insert(ADDRESS.to_owned(), json!(address));
        if let Some(console) = &self.console {
            let problems = Arc::clone(&console.problems.borrow());
            parts.insert(PROBLEMS.to_owned(), json!(*problems));
            parts.insert(FACILITATORS.to_owned(), json!(console.crew.views()));
        }
        Parts::of(&parts).unwrap_or_default()
    }
}

impl AroundConsole {
    async fn changed(&mut self) {
        tokio::select! {
            biased;
            () = changed(&mut self.problems) => {}
            () = self.changes.next() => {}
        }
    }
}
