//! What a console shows that is no part of the session: what is wrong with the trainings while somebody
//! writes on them, and who else is at a console.

use super::crew::{Changes, Crew, Seat};
use super::handle::Handle;
use super::published::Parts;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::watch;

const PROBLEMS: &str = "problems";
const FACILITATORS: &str = "facilitators";

/// What is around one console.
pub struct Surroundings {
    problems: watch::Receiver<Arc<[String]>>,
    crew: Crew,
    changes: Changes,
    /// Held for as long as the console follows.
    _seat: Seat,
}

impl Surroundings {
    /// Around the console of a facilitator, by name.
    pub fn of(handle: &Handle, facilitator: &str) -> Self {
        let crew = handle.crew().clone();
        Self {
            problems: handle.problems(),
            changes: crew.changes(),
            _seat: crew.take_seat(facilitator),
            crew,
        }
    }

    /// Done at the next change.
    pub async fn changed(&mut self) {
        tokio::select! {
            biased;
            Ok(()) = self.problems.changed() => {}
            () = self.changes.next() => {}
        }
    }

    /// As it is now.
    pub fn parts(&self) -> Parts {
        let problems = Arc::clone(&self.problems.borrow());
        let parts = json!({ PROBLEMS: *problems, FACILITATORS: self.crew.views() });
        Parts::of(&parts).unwrap_or_default()
    }
}
