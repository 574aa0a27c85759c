//! `plenary export`

use super::Done;
use clap::{Args, ValueEnum};
use plenary::domain::join_code;
use plenary::domain::session::Session;
use plenary::export::{Format, Report, TableName};
use plenary::store::Location;
use std::io::Write;
use std::path::PathBuf;

/// Write what a session came to.
#[derive(Args)]
pub struct Export {
    /// The session's code.
    code: String,
    /// In which format.
    #[arg(long, value_enum, default_value_t = FormatName::Csv)]
    format: FormatName,
    /// Which table, for CSV; the commitments unless said otherwise.
    #[arg(long, value_enum)]
    table: Option<Table>,
    /// Where to; standard output unless said otherwise.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where the data is: a directory, or the address of a Postgres database.
    #[arg(
        long,
        env = "PLENARY_DATA",
        default_value = "data",
        hide_env_values = true
    )]
    data: Location,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    /// One table.
    Csv,
    /// The whole report, for spreadsheets.
    Xlsx,
    /// The whole report, for programs.
    Json,
    /// The whole report, for a wiki.
    Md,
}

#[derive(Clone, Copy, ValueEnum)]
enum Table {
    /// The promises, with what became of them.
    Commitments,
    /// The people.
    Participants,
    /// What was answered to polls, drills and votes.
    Responses,
    /// The sections, plan against actual.
    Timing,
    /// What was said about each promise at each check-in.
    CheckIns,
}

impl Export {
    /// Reads the log and writes the export. Works while the server runs.
    #[tokio::main(flavor = "current_thread")]
    pub async fn run(self) -> Done {
        let format = self.format()?;
        let no_session = || {
            format!(
                "There is no session with the code {} in {}.",
                self.code, self.data
            )
        };
        let is_made = self
            .data
            .directory()
            .is_none_or(|directory| directory.is_dir());
        if !is_made {
            return Err(no_session().into());
        }
        let code = join_code::from_typed(&self.code).ok_or_else(no_session)?;
        let log = self.data.open().await?.log(code).await?;
        let session = Session::replay(&log).ok_or_else(no_session)?;
        let bytes = format.write(&Report::of(&session, session.latest()))?;
        match self.out {
            Some(path) => std::fs::write(&path, bytes)
                .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?,
            None => std::io::stdout().write_all(&bytes)?,
        }
        Ok(())
    }

    fn format(&self) -> Result<Format, &'static str> {
        let whole = match self.format {
            FormatName::Csv => {
                let table = self.table.unwrap_or(Table::Commitments);
                return Ok(Format::Csv(table.into()));
            }
            FormatName::Xlsx => Format::Xlsx,
            FormatName::Json => Format::Json,
            FormatName::Md => Format::Markdown,
        };
        match self.table {
            None => Ok(whole),
            Some(_) => Err("--table goes with --format csv; the other formats hold all tables."),
        }
    }
}

impl From<Table> for TableName {
    fn from(table: Table) -> Self {
        match table {
            Table::Commitments => Self::Commitments,
            Table::Participants => Self::Participants,
            Table::Responses => Self::Responses,
            Table::Timing => Self::Timing,
            Table::CheckIns => Self::CheckIns,
        }
    }
}
