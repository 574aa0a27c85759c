//! The disk as SQLite's VFS: https://sqlite.org/vfs.html

use super::{Disk, File, State, Trouble, no_power};
use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs};
use std::borrow::Cow;
use std::io::{ErrorKind, Result};
use std::ops::Range;
use std::sync::MutexGuard;
use std::time::Duration;

/// An open file.
pub struct Handle {
    disk: Disk,
    name: String,
    cuts: u64,
    lock: LockKind,
}

impl Handle {
    fn state(&self) -> Result<MutexGuard<'_, State>> {
        let state = self.disk.state();
        let is_alive = state.cuts == self.cuts && state.changes_left != Some(0);
        if is_alive { Ok(state) } else { Err(no_power()) }
    }
}

impl Vfs for Disk {
    type Handle = Handle;

    fn open(&self, name: &str, options: OpenOptions) -> Result<Handle> {
        let mut state = self.state();
        let is_there = state.files.contains_key(name);
        match options.access {
            OpenAccess::Read | OpenAccess::Write if !is_there => {
                return Err(ErrorKind::NotFound.into());
            }
            OpenAccess::CreateNew if is_there => return Err(ErrorKind::AlreadyExists.into()),
            OpenAccess::Create | OpenAccess::CreateNew if !is_there => {
                if state.trouble == Some(Trouble::ReadOnly) {
                    return Err(ErrorKind::ReadOnlyFilesystem.into());
                }
                state.files.insert(name.to_owned(), File::default());
            }
            _ => {}
        }
        Ok(Handle {
            disk: self.clone(),
            name: name.to_owned(),
            cuts: state.cuts,
            lock: LockKind::None,
        })
    }

    /// SQLite syncs the directory after what must not come back, so it does not.
    fn delete(&self, name: &str) -> Result<()> {
        let mut state = self.state();
        if state.changes_left == Some(0) {
            return Err(no_power());
        }
        let removed = state.files.remove(name);
        removed.map(drop).ok_or(ErrorKind::NotFound.into())
    }

    fn exists(&self, name: &str) -> Result<bool> {
        Ok(self.state().files.contains_key(name))
    }

    fn temporary_name(&self) -> String {
        let mut state = self.state();
        state.temporary += 1;
        format!("temporary-{}", state.temporary)
    }

    fn random(&self, buffer: &mut [i8]) {
        let mut state = self.state();
        buffer.fill_with(|| state.random.i8(..));
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }

    fn full_pathname<'a>(&self, name: &'a str) -> Result<Cow<'a, str>> {
        Ok(name.into())
    }
}

impl DatabaseHandle for Handle {
    type WalIndex = Index;

    fn size(&self) -> Result<u64> {
        let state = self.state()?;
        let file = state.files.get(&self.name);
        Ok(file.map_or(0, |file| file.now.len() as u64))
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> Result<()> {
        let state = self.state()?;
        let file = state.files.get(&self.name);
        let content = file.map_or(&[][..], |file| &file.now);
        let content = content.get(offset as usize..).unwrap_or_default();
        let length = content.len().min(buffer.len());
        buffer[..length].copy_from_slice(&content[..length]);
        buffer[length..].fill(0);
        if length < buffer.len() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    fn write_all_at(&mut self, data: &[u8], offset: u64) -> Result<()> {
        self.state()?.write(&self.name, offset as usize, data)
    }

    fn sync(&mut self, _data_only: bool) -> Result<()> {
        self.state()?.sync(&self.name)
    }

    fn set_len(&mut self, size: u64) -> Result<()> {
        self.state()?.truncate(&self.name, size as usize)
    }

    /// There is one connection, so nobody is in its way. A dead one locks nothing, so that it does
    /// not tidy up either.
    fn lock(&mut self, lock: LockKind) -> Result<bool> {
        if lock != LockKind::None {
            drop(self.state()?);
        }
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> Result<bool> {
        Ok(matches!(
            self.lock,
            LockKind::Reserved | LockKind::Pending | LockKind::Exclusive
        ))
    }

    fn current_lock(&self) -> Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _readonly: bool) -> Result<Index> {
        Ok(Index {
            disk: self.disk.clone(),
            name: self.name.clone(),
            cuts: self.cuts,
        })
    }
}

/// What SQLite remembers of a write-ahead log, in memory that several connections could share.
pub struct Index {
    disk: Disk,
    name: String,
    cuts: u64,
}

impl Index {
    fn state(&self) -> Result<MutexGuard<'_, State>> {
        let state = self.disk.state();
        if state.cuts == self.cuts {
            Ok(state)
        } else {
            Err(no_power())
        }
    }
}

impl WalIndex for Index {
    fn map(&mut self, region: u32) -> Result<[u8; 32_768]> {
        let key = (self.name.clone(), region);
        let mut state = self.state()?;
        Ok(*state.wal_index.entry(key).or_insert([0; 32_768]))
    }

    fn lock(&mut self, _locks: Range<u8>, _lock: WalIndexLock) -> Result<bool> {
        self.state().map(|_| true)
    }

    fn delete(self) -> Result<()> {
        let mut state = self.state()?;
        state.wal_index.retain(|(name, _), _| *name != self.name);
        Ok(())
    }

    fn pull(&mut self, region: u32, data: &mut [u8; 32_768]) -> Result<()> {
        *data = self.map(region)?;
        Ok(())
    }

    fn push(&mut self, region: u32, data: &[u8; 32_768]) -> Result<()> {
        let key = (self.name.clone(), region);
        self.state()?.wal_index.insert(key, *data);
        Ok(())
    }
}
