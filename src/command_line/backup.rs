//! `plenary backup`

use super::Done;
use clap::Args;
use plenary::store::back_up;
use std::path::PathBuf;

/// Copy everything that is kept to a file, also while the server runs.
#[derive(Args)]
pub struct Backup {
    /// The file; it must not be there yet.
    file: PathBuf,
    /// Where the data is.
    #[arg(long, env = "PLENARY_DATA", default_value = "data")]
    data: PathBuf,
}

impl Backup {
    /// Writes the copy, and says how to go back to it.
    pub fn run(self) -> Done {
        let backed_up = back_up(&self.data, &self.file)?;
        println!(
            "{} sessions with {} events are in {}. To go back to them, stop the server and put the file \
             into an empty data directory as plenary.sqlite3.",
            backed_up.sessions,
            backed_up.events,
            self.file.display()
        );
        Ok(())
    }
}
