//! The sessions that somebody has asked for since the server started.

use super::handle::Handle;
use crate::domain::ids::JoinCode;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync;

/// Two sessions whose codes meet in one turn wait for each other; the more turns, the fewer do.
const TURNS: u64 = 64;

/// Sessions with a task. To look at them waits for nobody; only who opens or deletes the same session
/// waits for each other, so that it never has two tasks, nor one after it is gone.
pub(super) struct OpenSessions {
    handles: Mutex<HashMap<JoinCode, Handle>>,
    turns: Vec<sync::Mutex<()>>,
}

impl Default for OpenSessions {
    fn default() -> Self {
        Self {
            handles: Mutex::default(),
            turns: (0..TURNS).map(|_| sync::Mutex::default()).collect(),
        }
    }
}

impl OpenSessions {
    /// The session with this code, if its task runs.
    pub fn get(&self, code: &JoinCode) -> Option<Handle> {
        let handles = self.handles();
        let running = handles.get(code).filter(|handle| !handle.has_ended());
        running.cloned()
    }

    /// All sessions whose tasks run.
    pub fn all(&self) -> Vec<Handle> {
        let handles = self.handles();
        let running = handles.values().filter(|handle| !handle.has_ended());
        running.cloned().collect()
    }

    /// The right to open or delete a session, until it is dropped.
    pub async fn turn(&self, code: &JoinCode) -> sync::MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        code.hash(&mut hasher);
        // Less than the number of turns, which an address can count.
        let turn = (hasher.finish() % TURNS) as usize;
        self.turns[turn].lock().await
    }

    /// Keeps the handle of a session that has been opened.
    pub fn insert(&self, code: JoinCode, handle: Handle) {
        self.handles().insert(code, handle);
    }

    /// Ends the task of a session that is gone.
    pub fn remove(&self, code: &JoinCode) {
        if let Some(handle) = self.handles().remove(code) {
            handle.stop();
        }
    }

    /// Forgets the sessions whose tasks have ended, with what they knew.
    pub fn forget_ended(&self) {
        self.handles().retain(|_, handle| !handle.has_ended());
    }

    fn handles(&self) -> MutexGuard<'_, HashMap<JoinCode, Handle>> {
        self.handles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
