//! Other servers that append to the same session, and giving way to them.

use super::waiting::at;
use std::time::Duration;
use tokio::time::Instant;

/// For so long after others have appended they are given way.
const PRESENT: Duration = Duration::from_secs(1);

/// In addition to what an append takes: by then whoever has lost has read what it missed.
const WAY: Duration = Duration::from_millis(1);

/// What a session's task knows of others.
#[derive(Default)]
pub(super) struct Company {
    /// How often others have been too late.
    late: u64,
    /// When others have last been found to append too.
    found_at: Option<Instant>,
    /// Until when others are given way.
    rest_until: Option<Instant>,
}

impl Company {
    /// Others have appended, or tried to.
    pub fn found(&mut self) {
        self.found_at = Some(Instant::now());
    }

    /// How often others have been too late, in all.
    pub fn note_late(&mut self, late: u64) {
        if std::mem::replace(&mut self.late, late) != late {
            self.found();
        }
    }

    /// Whoever has just won, with an append that took so long, would win again: the others must first read
    /// what they have missed. So it rests for about as long as that takes, while its next batch grows.
    pub fn give_way(&mut self, took: Duration) {
        let is_present = self.found_at.is_some_and(|at| at.elapsed() < PRESENT);
        self.rest_until = is_present.then(|| Instant::now() + took + WAY);
    }

    /// Whether others are given way just now.
    pub fn is_given_way(&self) -> bool {
        self.rest_until.is_some()
    }

    /// Ends the rest, once it is over; never where there is none.
    pub async fn has_passed(&mut self) {
        at(self.rest_until).await;
        self.rest_until = None;
    }
}
