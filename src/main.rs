//! The command line.

mod command_line;

use clap::Parser;
use command_line::{Arguments, Task};
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Thousands of small requests allocate and free on all processors: docs/performance.md has figures.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Serve(serve) => serve.run(),
        Task::Backup(backup) => backup.run(),
        Task::Check(check) => check.run(),
        Task::Export(export) => export.run(),
        Task::New(new) => new.run(),
        Task::Simulate(simulate) => simulate.run(),
        Task::User(user) => user.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
