//! What is promised, whatever machines, disks and networks do. Every test of this folder holds the
//! log on disk against it.
//!
//! - **Whole.** The log of a session is numbered without a gap, and its times never go back.
//! - **Kept.** What was acknowledged is in the log: after a crash, after a power cut, on a full disk.
//! - **Once.** No command is in the log twice, however often it arrived.
//! - **Refused.** What was refused by the rules has left nothing.
//! - **Shown.** What any screen has shown is in the log: nobody sees what a crash could undo.
//! - **Same.** The running session is what its log says, no more and no less.
//! - **Through.** Once the trouble is over, everything that waits is answered, and every screen shows
//!   the present. (`simulation` alone can wait for that.)
//! - **Deleted.** Of a session that was deleted nothing comes back, at no server, nor is anything
//!   acknowledged that comes later, and no word of it is on the disk. (`simulation` looks for that.)
//! - **Gone.** Of what was erased and acknowledged as such, no byte is on the disk when the log is open.

use plenary::domain::ids::CommandId;
use plenary::domain::session::{Event, Record, Session};
use std::collections::HashMap;

/// What people have been told so far.
#[derive(Default)]
pub struct Ledger {
    acknowledged: Vec<CommandId>,
    refused: Vec<CommandId>,
    shown: u64,
}

impl Ledger {
    /// Somebody was told that a command is kept. Only for commands that have an effect.
    pub fn acknowledge(&mut self, command: CommandId) {
        self.acknowledged.push(command);
    }

    /// Somebody was told that the rules refuse a command, and it is on its way no more.
    pub fn refuse(&mut self, command: CommandId) {
        self.refused.push(command);
    }

    /// A screen has shown a session's revision.
    pub fn show(&mut self, revision: u64) {
        self.shown = self.shown.max(revision);
    }

    /// How many commands have been acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    /// Holds the log on disk against all that people have been told.
    pub fn check(&self, log: &[Record]) {
        check_whole(log);
        let mut found: HashMap<&CommandId, Vec<u64>> = HashMap::new();
        for record in log {
            // One command may have several events, one after the other.
            if let Some(command) = &record.command {
                found.entry(command).or_default().push(record.sequence);
            }
        }
        for command in &self.acknowledged {
            assert!(
                found.contains_key(command),
                "Kept: {command} was acknowledged and is not in the log"
            );
        }
        for command in &self.refused {
            assert!(
                !found.contains_key(command),
                "Refused: {command} is in the log"
            );
        }
        for (command, places) in found {
            assert_eq!(
                places.len(),
                1,
                "Once: {command} is in the log at {places:?}"
            );
        }
        assert!(
            self.shown <= log.len() as u64,
            "Shown: revision {} was on a screen, and {} is the last in the log",
            self.shown,
            log.len()
        );
    }
}

/// Numbered without a gap, in the order of time.
pub fn check_whole(log: &[Record]) {
    let numbers: Vec<u64> = log.iter().map(|record| record.sequence).collect();
    let expected: Vec<u64> = (1..=log.len() as u64).collect();
    assert_eq!(numbers, expected, "Whole: the numbers of the log");
    assert!(
        log.is_sorted_by_key(|record| record.at),
        "Whole: the times of the log"
    );
}

/// The running session, of which there is a snapshot, is what its log says.
pub fn check_same(snapshot: &Session, log: &[Record]) {
    let replayed = Session::replay(log);
    let mut replayed = replayed.expect("Whole: it begins with its creation");
    assert!(
        replayed.snapshot() == *snapshot,
        "Same: the session is not its log"
    );
}

/// Each promise that was acknowledged is in the log once, word for word, and so many people are there.
/// Gives how often each is in it.
pub fn check_words<'a>(
    log: &'a [Record],
    acknowledged: &[String],
    people: usize,
) -> HashMap<&'a str, usize> {
    check_whole(log);
    let mut found: HashMap<&str, usize> = HashMap::new();
    for record in log {
        if let Event::Committed { fields, .. } = &record.event {
            let words = fields.get(&"document".into()).map_or("", String::as_str);
            *found.entry(words).or_default() += 1;
        }
    }
    for words in acknowledged {
        let times = found.get(words.as_str());
        assert_eq!(times, Some(&1), "Kept, once: {words}");
    }
    let session = Session::replay(log).expect("it begins with its creation");
    assert_eq!(session.present().len(), people);
    found
}
