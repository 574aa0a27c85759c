//! The servers, as processes of their own.

use crate::server::{Server, free_address};
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

/// Servers of one database.
pub struct Servers {
    database: String,
    running: Vec<(String, Option<Server>)>,
}

/// How a server goes.
#[derive(Clone, Copy)]
pub enum Ending {
    /// At once, in the middle of whatever it does (SIGKILL).
    Killed,
    /// As whoever runs services tells it to (SIGTERM).
    Told,
}

impl fmt::Display for Ending {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Killed => "killed",
            Self::Told => "told to end",
        })
    }
}

impl Servers {
    /// Starts so many, and gives the sign-in link of one.
    pub fn start(count: usize, database: &str) -> (Self, String) {
        let mut link = String::new();
        let running = (0..count).map(|_| {
            let address = free_address();
            let (server, its_link) = Server::start(&address, Path::new(database));
            link = its_link;
            (address, Some(server))
        });
        let servers = Self {
            database: database.to_owned(),
            running: running.collect(),
        };
        (servers, link)
    }

    /// Where they listen.
    pub fn addresses(&self) -> Vec<String> {
        let addresses = self.running.iter().map(|(address, _)| address.clone());
        addresses.collect()
    }

    /// The numbers of their processes.
    pub fn processes(&self) -> Vec<u32> {
        let running = self
            .running
            .iter()
            .filter_map(|(_, server)| server.as_ref());
        running.map(|server| server.0.id()).collect()
    }

    /// Ends one, and waits until it has ended.
    pub fn end(&mut self, which: usize, how: Ending) {
        let server = self.running[which].1.take();
        let mut server = server.expect("it runs");
        if let Ending::Told = how {
            let told = Instant::now();
            server.terminate();
            let ended = server.0.wait().expect("it ends");
            assert!(ended.success(), "{ended}");
            let took = told.elapsed();
            assert!(took < Duration::from_secs(2), "it takes {took:?} to end");
        }
    }

    /// Starts one again, at the same address.
    pub fn start_again(&mut self, which: usize) {
        let (address, server) = &mut self.running[which];
        *server = Some(Server::start(address, Path::new(&self.database)).0);
    }
}
