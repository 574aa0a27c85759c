//! A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read names right.

use super::formula::neutral;
use super::tables::{Cell, Table};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table with the names of its columns in the first row.
///
/// # Errors
/// Never, as long as all rows of the table have as many cells as it has columns.
pub fn table_csv(table: &Table) -> csv::Result<Vec<u8>> {
    let mut writer = writer();
    writer.write_record(table.columns.iter().map(|column| neutral(&column.name)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => neutral(text),
            // A number below zero is a number and no formula.
            other => other.plain(),
        }))?;
    }
    finished(writer)
}

/// A writer with the byte order mark and the line ends of all files.
pub(super) fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec())
}

/// What has been written.
pub(super) fn finished(writer: csv::Writer<Vec<u8>>) -> csv::Result<Vec<u8>> {
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use crate::export::{Report, TableName};
    use jiff::civil::date;

    fn rows(entered: &[(&str, &str)]) -> Vec<Vec<String>> {
        let mut room = Room::open();
        room.join("Łukasz");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(entered),
            due: date(2026, 11, 27),
        };
        room.say("Łukasz", commit).expect("it is open");
        let report = Report::of(&room.session, room.now);
        let csv = table_csv(report.tables.get(TableName::Commitments)).expect("it can be written");
        let text = String::from_utf8(csv).expect("it is UTF-8");
        let text = text.strip_prefix(BYTE_ORDER_MARK).expect("it has its mark");
        assert_eq!(text.matches("\r\n").count(), 2, "{text}");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        reader
            .records()
            .map(|record| {
                let record = record.expect("it can be read");
                record.iter().map(str::to_owned).collect()
            })
            .collect()
    }

    #[test]
    fn a_row_holds_everything_that_was_promised() {
        let rows = rows(&[("document", "The shared doc"), ("rep", "Kim")]);
        assert_eq!(
            rows[1].join("|"),
            "ABC234|Lisbon|Small|2026-11-24|Łukasz|Template|The shared doc|Kim|2026-11-27||\
             2026-11-24T06:00:00+00:00|no answer|no answer|2026-11-27|"
        );
    }

    #[test]
    fn a_formula_is_text_and_quotes_and_commas_come_back() {
        let rows = rows(&[("document", "=1+1"), ("rep", "\"Kim\", the, second")]);
        assert_eq!(rows[1][6], "'=1+1");
        assert_eq!(rows[1][7], "\"Kim\", the, second");
    }

    #[test]
    fn a_number_below_zero_stays_a_number() {
        let mut room = Room::open();
        room.lead(Command::Forward).expect("it begins");
        let report = Report::of(&room.session, room.now);
        let csv = table_csv(report.tables.get(TableName::Timing)).expect("it can be written");
        let csv = String::from_utf8(csv).expect("it is UTF-8");
        assert!(csv.contains("First,300,0,-300,1,2\r\n"), "{csv}");
    }
}
