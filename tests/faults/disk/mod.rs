//! A disk in memory, as SQLite sees it: it can lose its power, fill up, or refuse.
//!
//! What was written and not synced survives a power cut in part, in any mixture: whole, not at all,
//! or cut off in the middle. What was synced survives.

mod vfs;

use fastrand::Rng;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::sync::{Arc, Mutex, MutexGuard};

/// The disk; cheap to clone.
#[derive(Clone)]
pub struct Disk {
    name: &'static str,
    state: Arc<Mutex<State>>,
}

/// What is wrong with the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing more fits.
    Full,
    /// It takes nothing, as after an error that made the system mount it anew.
    ReadOnly,
    /// It takes everything, and fails when it is asked to keep it.
    Unreliable,
    /// It says that it has kept what it has not.
    Lying,
}

struct State {
    files: BTreeMap<String, File>,
    wal_index: BTreeMap<(String, u32), [u8; 32_768]>,
    trouble: Option<Trouble>,
    /// How many times the power went. Handles from before are dead.
    cuts: u64,
    /// The power goes after so many more changes.
    changes_left: Option<u32>,
    random: Rng,
    temporary: u64,
}

#[derive(Default)]
struct File {
    /// What a power cut leaves; none where not even the file is left.
    kept: Option<Vec<u8>>,
    /// What is read.
    now: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write { offset: usize, data: Vec<u8> },
    Length(usize),
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { offset, data } => {
                let end = offset + data.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(data);
            }
            Self::Length(length) => file.resize(*length, 0),
        }
    }

    /// What is left of it when the power goes.
    fn remains(self, random: &mut Rng) -> Option<Self> {
        match (random.u8(..3), self) {
            (0, _) => None,
            (1, Self::Write { offset, mut data }) => {
                data.truncate(random.usize(..=data.len()));
                Some(Self::Write { offset, data })
            }
            (_, whole) => Some(whole),
        }
    }
}

impl Disk {
    /// An empty disk that SQLite knows by a name.
    pub fn new(name: &'static str) -> Self {
        let disk = Self {
            name,
            state: Arc::new(Mutex::new(State {
                files: BTreeMap::new(),
                wal_index: BTreeMap::new(),
                trouble: None,
                cuts: 0,
                changes_left: None,
                random: Rng::with_seed(0),
                temporary: 0,
            })),
        };
        sqlite_vfs::register(name, disk.clone(), false).expect("the name is free");
        disk
    }

    /// By which SQLite knows it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Empties it, for another run.
    pub fn reset(&self, seed: u64) {
        let mut state = self.state();
        *state = State {
            files: BTreeMap::new(),
            wal_index: BTreeMap::new(),
            trouble: None,
            cuts: state.cuts + 1,
            changes_left: None,
            random: Rng::with_seed(seed),
            temporary: 0,
        };
    }

    /// From now on.
    pub fn set_trouble(&self, trouble: Option<Trouble>) {
        self.state().trouble = trouble;
    }

    /// The power goes after so many more changes, in the middle of the last.
    pub fn cut_power_after(&self, changes: u32) {
        self.state().changes_left = Some(changes);
    }

    /// Whether the power has gone since it was last said when.
    pub fn is_without_power(&self) -> bool {
        self.state().changes_left == Some(0)
    }

    /// The power goes, if it has not gone already, and comes back.
    pub fn cut_power(&self) {
        let mut state = self.state();
        let state = &mut *state;
        state.turn_off();
        // Often nothing or all of it survives, which a mixture seldom comes to.
        let survives = state.random.u8(..3);
        state.files.retain(|_, file| {
            for change in std::mem::take(&mut file.unsynced) {
                let remains = match survives {
                    0 => None,
                    1 => Some(change),
                    _ => change.remains(&mut state.random),
                };
                // Of a file whose making was not synced, a later part does not make a whole.
                if let (Some(change), Some(kept)) = (remains, &mut file.kept) {
                    change.apply(kept);
                }
            }
            file.now = file.kept.clone().unwrap_or_default();
            file.kept.is_some()
        });
    }

    /// The program ends and the machine goes on: what was written is there, whoever wrote it is dead.
    pub fn kill(&self) {
        self.state().turn_off();
    }

    /// All files, byte by byte.
    pub fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.state();
        let files = files.files.iter();
        files
            .map(|(name, file)| (name.clone(), file.now.clone()))
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}

impl State {
    fn turn_off(&mut self) {
        self.cuts += 1;
        self.changes_left = None;
        self.wal_index.clear();
    }

    /// Counts a change; an error where the power is off, and true where it goes now.
    fn count(&mut self) -> Result<bool> {
        match &mut self.changes_left {
            None => Ok(false),
            Some(0) => Err(no_power()),
            Some(left) => {
                *left -= 1;
                Ok(*left == 0)
            }
        }
    }

    /// Writes all, or as much as the power or the room is left for.
    fn write(&mut self, name: &str, offset: usize, data: &[u8]) -> Result<()> {
        if self.trouble == Some(Trouble::ReadOnly) {
            return Err(ErrorKind::ReadOnlyFilesystem.into());
        }
        let is_last = self.count()?;
        let file = self.files.entry(name.to_owned()).or_default();
        let mut data = data.to_vec();
        let mut failure = None;
        if self.trouble == Some(Trouble::Full) && offset + data.len() > file.now.len() {
            let half = data.len() / 2;
            data.truncate(half.min(file.now.len().saturating_sub(offset)));
            failure = Some(ErrorKind::WriteZero.into());
        }
        if is_last {
            data.truncate(self.random.usize(..=data.len()));
            failure = Some(no_power());
        }
        let change = Change::Write { offset, data };
        change.apply(&mut file.now);
        file.unsynced.push(change);
        failure.map_or(Ok(()), Err)
    }

    fn truncate(&mut self, name: &str, length: usize) -> Result<()> {
        if self.trouble == Some(Trouble::ReadOnly) {
            return Err(ErrorKind::ReadOnlyFilesystem.into());
        }
        if self.count()? {
            return Err(no_power());
        }
        let file = self.files.entry(name.to_owned()).or_default();
        let change = Change::Length(length);
        change.apply(&mut file.now);
        file.unsynced.push(change);
        Ok(())
    }

    fn sync(&mut self, name: &str) -> Result<()> {
        let is_last = self.count()?;
        if is_last && self.random.bool() {
            return Err(no_power());
        }
        let file = self.files.entry(name.to_owned()).or_default();
        match self.trouble {
            Some(Trouble::Lying) => return Ok(()),
            Some(Trouble::Unreliable) => {
                // As Linux does: the error is told once, and the pages count as clean from then on.
                file.unsynced.clear();
                return Err(ErrorKind::Other.into());
            }
            _ => {}
        }
        let kept = file.kept.get_or_insert_default();
        for change in file.unsynced.drain(..) {
            change.apply(kept);
        }
        // It may have been kept and the answer cut off.
        if is_last { Err(no_power()) } else { Ok(()) }
    }
}

fn no_power() -> Error {
    Error::other("the power is off")
}
