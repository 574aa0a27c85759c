//! A server that is measured: its processes, their time on the processor and their memory, as Linux
//! tells them.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};

/// A process and all that it has started, looked at from outside.
#[derive(Clone, Copy, Debug)]
pub struct Process(u32);

/// A peer that runs. It is told to end when this is dropped.
pub struct Running(pub Child);

impl Running {
    /// What it needs.
    pub fn process(&self) -> Process {
        Process::new(self.0.id())
    }
}

impl Process {
    /// By its number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Nanoseconds on a processor, in all threads, since the beginning.
    pub fn processor(&self) -> u64 {
        let threads = self.family().into_iter().flat_map(|process| {
            let tasks = fs::read_dir(format!("/proc/{process}/task"));
            tasks.into_iter().flatten().flatten()
        });
        let times = threads.filter_map(|thread| {
            // A thread may end while it is looked at.
            let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        });
        times.sum()
    }

    /// Bytes of memory that would be free without it. What processes share is divided among them.
    pub fn memory(&self) -> u64 {
        let sizes = self.family().into_iter().filter_map(|process| {
            let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
            let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
            let kibibytes = line.trim().trim_end_matches(" kB").parse::<u64>().ok()?;
            Some(kibibytes * 1_024)
        });
        sizes.sum()
    }

    /// Tells all of it to end: strace would leave behind what it has started.
    pub fn tell_to_end(&self) {
        for process in self.family() {
            tell_to_end(process);
        }
    }

    fn family(&self) -> Vec<u32> {
        let mut family = vec![self.0];
        let mut next = 0;
        while let Some(process) = family.get(next) {
            let path = format!("/proc/{process}/task/{process}/children");
            let children = fs::read_to_string(Path::new(&path)).unwrap_or_default();
            family.extend(
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse::<u32>().ok()),
            );
            next += 1;
        }
        family
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A program that has children gets the chance to end them.
        if !tell_to_end(self.0.id()) {
            let _ = self.0.kill();
        }
        let _ = self.0.wait();
    }
}

fn tell_to_end(process: u32) -> bool {
    let told = Command::new("kill").arg(process.to_string()).status();
    told.is_ok_and(|told| told.success())
}
