//! The phones of a measurement, as a process of their own, so that what they cost is not charged to
//! the server: one thread that waits for thousands of connections and counts what comes.

mod followers;
mod messages;
mod submitters;

pub use followers::{Followers, Round};
pub use messages::Protocol;
pub use submitters::{NUMBER, Submitted, Submitters};

use serde::de::DeserializeOwned;
use std::env;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// A moment that two processes of one machine understand, in nanoseconds.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let since = since.expect("the clock is right to a century");
    u64::try_from(since.as_nanos()).expect("it is before the year 2500")
}

/// What this program does when it is called as a load client; false where it is called as itself.
pub fn is_client() -> bool {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["follow", address, protocol, requests] => {
            followers::follow(address, protocol, requests);
            true
        }
        ["submit", address, seconds, requests] => {
            submitters::submit(address, seconds, requests);
            true
        }
        ["sync", seconds, file] => {
            submitters::sync(seconds, file);
            true
        }
        _ => false,
    }
}

/// A load client that runs, and what it says, line by line.
struct Client {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Client {
    fn start(arguments: &[&str]) -> Self {
        Self::start_through(Command::new("env"), arguments)
    }

    /// By another program, which is told what to run.
    fn start_through(mut other: Command, arguments: &[&str]) -> Self {
        let own = env::current_exe().expect("this program is a file");
        let mut child = other
            .arg(own)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it can be started again");
        let said = child.stdout.take().expect("it is piped");
        Self {
            child,
            lines: BufReader::new(said).lines(),
        }
    }

    fn next<Said: DeserializeOwned>(&mut self) -> Said {
        let line = self.lines.next().expect("the load client goes on");
        serde_json::from_str(&line.expect("it is text")).expect("it is as agreed")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
