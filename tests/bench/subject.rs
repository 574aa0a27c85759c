//! A server as it is measured, ours or a peer's.

use super::load::{Followers, Protocol};
use super::process::{Process, Running};
use super::server::Server;
use std::path::Path;

/// A server that runs, and how it is followed.
pub struct Subject {
    /// What it needs.
    pub process: Process,
    /// What ends it.
    #[allow(dead_code, reason = "it is there to be dropped")]
    pub keeper: Keeper,
    /// Where it listens.
    pub address: String,
    /// How messages come.
    pub protocol: Protocol,
    /// What followers ask for.
    pub connections: Connections,
}

/// A server ends when this is dropped.
#[allow(dead_code, reason = "it is there to be dropped")]
pub enum Keeper {
    /// Ours.
    Ours(Server),
    /// A peer.
    Peer(Running),
}

/// What followers ask for.
pub enum Connections {
    /// All the same.
    Alike(String),
    /// Each their own, and each is sent something at once.
    Greeted(Vec<String>),
}

impl Subject {
    /// Connects so many followers.
    pub fn follow(&self, count: usize, folder: &Path) -> Followers {
        let (requests, is_greeted) = match &self.connections {
            Connections::Alike(request) => (vec![request.clone(); count], false),
            Connections::Greeted(requests) => (requests[..count].to_vec(), true),
        };
        Followers::connect(&self.address, self.protocol, &requests, folder, is_greeted)
    }
}
