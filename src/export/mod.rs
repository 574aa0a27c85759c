//! What is taken home: one report, from which every format is made.

mod calendar;
mod commitment_lines;
mod comparison;
mod csv;
mod format;
mod formula;
mod handout;
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
pub use comparison::{Comparison, Run, SectionRuns};
pub use format::{ExportError, Format};
pub use handout::{Handout, LeftOut};
pub use keep::keep_markdown;
pub use mail_merge::mail_merge_csv;
pub use report::{Report, SectionLine};
pub use tables::{Cell, Column, ColumnKind, Table, TableName, Tables};
