//! What can be asked for on the command line.

mod backup;
mod check;
mod export;
mod new;
mod serve;
mod simulate;
mod user;

use clap::{Parser, Subcommand};
use std::error::Error;

/// What goes wrong is a sentence for the terminal.
type Done = Result<(), Box<dyn Error>>;

/// Runs live trainings: slides and timers on a projector, activities and commitments on phones.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    #[command(subcommand)]
    pub task: Task,
}

/// What is to be done.
#[derive(Subcommand)]
pub enum Task {
    /// Serve sessions, and print the facilitator's sign-in link.
    Serve(Box<serve::Serve>),
    /// List what is wrong with trainings, with file and line.
    Check(check::Check),
    /// Copy everything that is kept to a file.
    Backup(backup::Backup),
    /// Write what a session came to.
    Export(export::Export),
    /// Make a new training.
    New(new::New),
    /// Send simulated phones to a session.
    Simulate(simulate::Simulate),
    /// Facilitators with a sign-in of their own, on a server that several share.
    User(user::User),
}
