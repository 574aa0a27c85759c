//! Submissions that are on disk before they are answered, beside what the disk itself can do.

use super::load::{Submitted, Submitters};
use super::plenary::{CLOSEOUT, Stage, submission};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// So many submit at the same time.
pub const SUBMITTERS: usize = 256;

/// For so many seconds each is measured.
const SECONDS: u64 = 5;

/// So much longer each sync takes on a slow disk, in microseconds: then it makes some 230 in a second, as
/// disks of laptops and small servers do. Told so from the beginning, the system stops a program at syncs
/// only, and all else of it is as fast as ever.
const DELAY: &str = "inject=fdatasync:delay_exit=4000";

/// The disk on which is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// This machine's.
    Real,
    /// The same, with each sync made slow by strace.
    Slow,
}

/// What the disk can do, and what we make of it.
pub struct Durable {
    /// The disk alone, synced after each page of 4 KiB.
    pub disk: Submitted,
    /// Our server on it.
    pub submissions: Submitted,
}

/// Measures a disk, and then our server on it; none where it cannot be had.
pub async fn measure(disk: Disk, folder: &Path) -> Option<Durable> {
    let syncs = Submitters::sync(disk.command()?, SECONDS, folder);
    let stage = Stage::set_through(disk.command()?, folder, SUBMITTERS).await;
    stage.room.order("closeout", CLOSEOUT).await;
    let (code, address) = (&stage.room.code, &stage.subject.address);
    let cookies = stage.cookies.iter();
    let requests = cookies.map(|cookie| submission(code, address, cookie));
    let requests: Vec<_> = requests.collect();
    let submissions = Submitters::submit(&stage.subject.address, SECONDS, &requests, folder);
    stage.subject.process.tell_to_end();
    Some(Durable {
        disk: syncs,
        submissions,
    })
}

impl Disk {
    /// A program that runs another on this disk; none where it is not there.
    fn command(self) -> Option<Command> {
        if self == Self::Real {
            return Some(Command::new("env"));
        }
        let mut strace = Command::new("strace");
        let is_there = strace.arg("--version").stdout(Stdio::null()).status();
        is_there.ok().filter(ExitStatus::success)?;
        let mut strace = Command::new("strace");
        strace.args(["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"]);
        strace.args(["-e", "trace=fdatasync", "-e", DELAY]);
        Some(strace)
    }
}
