//! What happens when machines, disks and networks do what they should not.
//!
//! What is promised is written down in `invariants.rs`, once. Each test takes a number from the
//! environment, to be run for as long as somebody likes; `make test` runs a short form of each.

#[path = "../http/support.rs"]
#[allow(dead_code)]
mod browser;
mod disk;
mod invariants;
mod kill_loop;
mod power_loss;
mod secrets;
#[allow(dead_code)]
mod server;
mod settings;
mod simulation;
mod storage;
mod training;
