//! What is taken home: one report, from which every format is made.

mod csv;
mod report;

pub use self::csv::commitments_csv;
pub use report::{CommitmentLine, Entry, Report, SectionLine};
