//! Participants who are not there: for rehearsals, and for load.
//!
//! A simulated phone comes in by the front door, follows its feed, and fills in the forms that the
//! server shows it, as fast as people read and write. It knows nothing of sessions but what a phone
//! is sent: what works for it works for a browser without JavaScript.

mod door;
mod events;
mod form;
mod person;
mod phone;

pub use door::{Door, DoorError, Network};

use crate::domain::rehearsal::Speed;
use phone::Phone;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::task::JoinSet;

/// People come in so far apart at most, in seconds of the session.
const ARRIVAL: u64 = 60;

/// Who comes, and to which session.
#[derive(Clone, Debug)]
pub struct Crowd {
    /// The session's code.
    pub code: String,
    /// How many come.
    pub participants: u16,
    /// How many times as fast as people they are.
    pub speed: Speed,
    /// Makes the people: the same seed gives the same ones, who come back as themselves.
    pub seed: String,
}

/// What has come of the phones so far.
#[derive(Debug, Default)]
pub struct Tally {
    joined: AtomicUsize,
    sent: AtomicUsize,
    refused: AtomicUsize,
    lost: AtomicUsize,
}

impl Tally {
    /// How many have joined.
    pub fn joined(&self) -> usize {
        self.joined.load(Ordering::Relaxed)
    }

    /// How many forms the server has taken.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    /// How many it has refused.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// How often a connection was lost or could not be had.
    pub fn lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }
}

/// Sends the phones of a crowd through a door. Each stays until its session is gone; all leave when
/// this is dropped.
pub async fn simulate(door: impl Door, crowd: &Crowd, tally: Arc<Tally>) {
    let mut phones = JoinSet::new();
    for number in 0..crowd.participants {
        let phone = Phone::new(door.clone(), crowd, number, Arc::clone(&tally));
        phones.spawn(phone.run());
    }
    while phones.join_next().await.is_some() {}
}
