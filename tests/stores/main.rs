//! What both stores promise, and what several servers do that share one.
//!
//! Postgres and nginx are Debian's, which `.ci/database` brings; the tests start them on free ports with
//! directories of their own. Each test of several servers takes a number from the environment, to be run
//! for as long as somebody likes; `make test` runs a short form of each.

mod cluster;
mod conformance;
#[allow(dead_code)]
mod database;
mod heads;
#[path = "../faults/invariants.rs"]
#[allow(dead_code)]
mod invariants;
mod operations;
#[allow(dead_code)]
mod proxy;
mod room;
#[path = "../faults/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "../faults/settings.rs"]
#[allow(dead_code)]
mod settings;
mod tasks;
#[path = "../faults/training.rs"]
mod training;
