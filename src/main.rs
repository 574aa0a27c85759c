//! The command line.

mod command_line;

use clap::Parser;
use command_line::{Arguments, Task};
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Serve(serve) => serve.run(),
        Task::Backup(backup) => backup.run(),
        Task::Check(check) => check.run(),
        Task::Export(export) => export.run(),
        Task::New(new) => new.run(),
        Task::Simulate(simulate) => simulate.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
