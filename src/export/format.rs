//! The formats in which a report is taken home.

use super::csv::table_csv;
use super::json::report_json;
use super::report::Report;
use super::report_markdown::report_markdown;
use super::tables::TableName;
use super::xlsx::report_xlsx;
use thiserror::Error;

/// A format, with what of the report it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One table, for any program.
    Csv(TableName),
    /// The whole report, for spreadsheets.
    Xlsx,
    /// The whole report, for programs.
    Json,
    /// The whole report, for a wiki.
    Markdown,
}

/// Why a file cannot be made.
#[derive(Debug, Error)]
pub enum ExportError {
    /// Of a rehearsal.
    #[error(
        "This session is a rehearsal: nothing of it is exported. Its report is on its own page."
    )]
    Rehearsal,
    /// As CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// As a workbook.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Format {
    /// All files that can be had of a session.
    pub const ALL: [Self; 8] = [
        Self::Xlsx,
        Self::Csv(TableName::Commitments),
        Self::Csv(TableName::Participants),
        Self::Csv(TableName::Responses),
        Self::Csv(TableName::Timing),
        Self::Csv(TableName::CheckIns),
        Self::Json,
        Self::Markdown,
    ];

    /// The format of a file of this name, for example `check-ins.csv`.
    pub fn of_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file() == name)
    }

    /// The name of its file. Where it holds the whole report it is named by what comes first.
    pub fn file(self) -> String {
        let table = match self {
            Self::Csv(table) => table,
            Self::Xlsx | Self::Json | Self::Markdown => TableName::Commitments,
        };
        format!("{}.{}", table.file_stem(), self.extension())
    }

    /// What its file is called where people keep files of many sessions.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Csv(table) => table.file_stem(),
            Self::Xlsx | Self::Json | Self::Markdown => "report",
        }
    }

    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv(_) => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }

    /// Its media type as IANA registers it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv(_) => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Rehearsal`] for a session whose participants are simulated; others when a
    /// table is too large for the format.
    pub fn write(self, report: &Report) -> Result<Vec<u8>, ExportError> {
        if report.rehearsal.is_some() {
            return Err(ExportError::Rehearsal);
        }
        Ok(match self {
            Self::Csv(table) => table_csv(report.tables.get(table))?,
            Self::Xlsx => report_xlsx(report)?,
            Self::Json => report_json(report)?,
            Self::Markdown => report_markdown(report).into_bytes(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rehearsal::{Rehearsal, Speed};
    use crate::domain::session::fixtures::Room;
    use std::collections::BTreeSet;

    #[test]
    fn nothing_of_a_rehearsal_is_exported() {
        let room = Room::rehearse(Rehearsal {
            speed: Speed::REAL,
            participants: 3,
        });
        let report = Report::of(&room.session, room.now);
        for format in Format::ALL {
            let written = format.write(&report);
            assert!(matches!(written, Err(ExportError::Rehearsal)), "{format:?}");
        }
    }

    #[test]
    fn each_file_leads_back_to_its_format() {
        let files: BTreeSet<_> = Format::ALL.into_iter().map(Format::file).collect();
        assert_eq!(files.len(), Format::ALL.len());
        for format in Format::ALL {
            assert_eq!(Format::of_file(&format.file()), Some(format));
        }
        assert_eq!(
            Format::of_file("check-ins.csv"),
            Some(Format::Csv(TableName::CheckIns))
        );
        for unknown in [
            "timing.json",
            "commitments",
            "commitments.CSV",
            "check_ins.csv",
            "",
        ] {
            assert_eq!(Format::of_file(unknown), None, "{unknown}");
        }
    }
}
