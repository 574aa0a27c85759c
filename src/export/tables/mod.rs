//! The tables of a report. Every format is made of these, so that a new column appears in each.

mod check_ins;
mod commitments;
mod participants;
mod responses;
mod timing;

use super::commitment_lines::CommitmentLine;
use super::report::SectionLine;
use super::source::Source;
use jiff::ZonedDateTime;
use jiff::civil::Date;

/// A table of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Which one.
    pub name: TableName,
    /// Its columns, whose names differ.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// Names a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableName {
    /// The promises, with what became of them.
    Commitments,
    /// The people.
    Participants,
    /// What was answered to polls, drills and votes.
    Responses,
    /// The sections with their time.
    Timing,
    /// What was said about each promise at each check-in.
    CheckIns,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What programs know it by; it stays the same from release to release.
    pub name: String,
    /// What people see.
    pub title: String,
    /// What stands in its cells, where they are not empty.
    pub kind: ColumnKind,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Whole numbers.
    Number,
    /// Yes or no.
    YesNo,
    /// Days.
    Date,
    /// Points in time.
    Time,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number. Spans of time are seconds, and the column's name says so.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(Date),
    /// A point in time, in the session's time zone.
    Time(ZonedDateTime),
}

/// All tables of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables([Table; TableName::ALL.len()]);

impl TableName {
    /// All tables, the commitments first.
    pub const ALL: [Self; 5] = [
        Self::Commitments,
        Self::Participants,
        Self::Responses,
        Self::Timing,
        Self::CheckIns,
    ];

    /// What programs know it by.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Commitments => "commitments",
            Self::Participants => "participants",
            Self::Responses => "responses",
            Self::Timing => "timing",
            Self::CheckIns => "check_ins",
        }
    }

    /// The name of its file, without an ending.
    pub const fn file_stem(self) -> &'static str {
        match self {
            Self::CheckIns => "check-ins",
            other => other.key(),
        }
    }

    /// What people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Commitments => "Commitments",
            Self::Participants => "Participants",
            Self::Responses => "Responses",
            Self::Timing => "Timing",
            Self::CheckIns => "Check-ins",
        }
    }
}

impl Tables {
    pub(super) fn of(
        source: &Source,
        sections: &[SectionLine],
        commitments: &[CommitmentLine],
    ) -> Self {
        Self(TableName::ALL.map(|name| match name {
            TableName::Commitments => commitments::table(source, commitments),
            TableName::Participants => participants::table(source),
            TableName::Responses => responses::table(source),
            TableName::Timing => timing::table(sections),
            TableName::CheckIns => check_ins::table(source),
        }))
    }

    /// All tables, the commitments first.
    pub fn all(&self) -> &[Table] {
        &self.0
    }

    /// One table.
    pub fn get(&self, name: TableName) -> &Table {
        // They were made from the list in which the variants are declared.
        &self.0[name as usize]
    }
}

impl Column {
    fn new(name: impl Into<String>, title: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            kind,
        }
    }
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The cell as a text that any program understands: days and times as ISO 8601, times with what
    /// their zone adds to UTC.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::fixtures::Room;
    use crate::export::Report;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_is_found_by_its_name_and_has_columns_of_different_names() {
        let room = Room::open();
        let report = Report::of(&room.session, room.now);
        for name in TableName::ALL {
            let table = report.tables.get(name);
            assert_eq!(table.name, name);
            let names: BTreeSet<_> = table.columns.iter().map(|column| &column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{name:?}");
        }
    }
}
