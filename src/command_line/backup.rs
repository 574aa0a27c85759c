//! `plenary backup`

use super::Done;
use clap::Args;
use plenary::store::{Location, back_up};
use plenary::ui::text::count;
use std::path::PathBuf;

/// Copy everything that is kept to a file, also while the server runs.
#[derive(Args)]
pub struct Backup {
    /// The file; it must not be there yet.
    file: PathBuf,
    /// The directory where the data is. A Postgres database has programs of its own for this.
    #[arg(
        long,
        env = "PLENARY_DATA",
        default_value = "data",
        hide_env_values = true
    )]
    data: Location,
}

impl Backup {
    /// Writes the copy, and says how to go back to it.
    pub fn run(self) -> Done {
        let Some(data) = self.data.directory() else {
            return Err("A Postgres database is copied by pg_dump; see docs/deploy.md.".into());
        };
        let backed_up = back_up(data, &self.file)?;
        println!(
            "{} with {} copied to {}. To go back to them, stop the server and put the file into an empty \
             data directory as plenary.sqlite3.",
            count(backed_up.sessions, "session", "sessions"),
            count(backed_up.events, "event", "events"),
            self.file.display()
        );
        Ok(())
    }
}
