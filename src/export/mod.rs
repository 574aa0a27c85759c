//! What is taken home: one report, from which every format is made.

mod calendar;
mod commitment_lines;
mod csv;
mod format;
mod formula;
mod json;
mod keep;
mod mail_merge;
mod markdown;
mod report;
mod report_markdown;
mod source;
mod tables;
mod xlsx;

pub use calendar::participant_calendar;
pub use commitment_lines::{CommitmentLine, Entry, Said};
pub use format::{ExportError, Format};
pub use keep::keep_markdown;
pub use mail_merge::mail_merge_csv;
pub use report::{Report, SectionLine, SkippedSlide};
pub use tables::{Cell, Column, ColumnKind, Table, TableName, Tables};
