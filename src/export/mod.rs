//! What is taken home: one report, from which every format is made.

mod calendar;
mod comparison;
mod csv;
mod handout;
mod keep;
mod mail_merge;
mod markdown;
mod report;

pub use self::csv::commitments_csv;
pub use calendar::participant_calendar;
pub use comparison::{Comparison, Run, SectionRuns};
pub use handout::{Handout, LeftOut};
pub use keep::keep_markdown;
pub use mail_merge::mail_merge_csv;
pub use report::{CommitmentLine, Entry, Report, SectionLine};
