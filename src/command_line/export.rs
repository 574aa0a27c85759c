//! `plenary export`

use super::Done;
use clap::{Args, ValueEnum};
use plenary::domain::join_code;
use plenary::domain::session::Session;
use plenary::export::{Report, commitments_csv};
use plenary::store::Store;
use std::io::Write;
use std::path::PathBuf;

/// Write what a session came to.
#[derive(Args)]
pub struct Export {
    /// The session's code.
    code: String,
    /// In which format.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Where to; standard output unless said otherwise.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where the data is.
    #[arg(long, env = "PLENARY_DATA", default_value = "data")]
    data: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The commitments, one row each.
    Csv,
}

impl Export {
    /// Reads the log and writes the export. Works while the server runs.
    #[tokio::main(flavor = "current_thread")]
    pub async fn run(self) -> Done {
        let no_session = || {
            format!(
                "There is no session with the code {} in {}.",
                self.code,
                self.data.display()
            )
        };
        if !self.data.is_dir() {
            return Err(no_session().into());
        }
        let code = join_code::from_typed(&self.code).ok_or_else(no_session)?;
        let log = Store::open(&self.data)?.log(code).await?;
        let session = Session::replay(&log).ok_or_else(no_session)?;
        let report = Report::of(&session, session.latest());
        let bytes = match self.format {
            Format::Csv => commitments_csv(&report)?,
        };
        match self.out {
            Some(path) => std::fs::write(&path, bytes)
                .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?,
            None => std::io::stdout().write_all(&bytes)?,
        }
        Ok(())
    }
}
