//! The whole report as a workbook for spreadsheets (Office Open XML): a sheet for each table.

use super::formula::looks_like_formula;
use super::report::Report;
use super::tables::{Cell, Column, ColumnKind, Table};
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// The longest text of a cell, in UTF-16 units ("Excel specifications and limits").
const LONGEST_TEXT: usize = 32_767;
/// The narrowest and the widest column, in characters. What is longer is wrapped.
const WIDTHS: (usize, usize) = (8, 60);
/// What a heading needs beside its words: the button of the filter.
const FILTER_BUTTON: usize = 3;

/// The whole report. Days and times are real ones; times are those that the clocks of the session
/// showed, since a spreadsheet knows no time zones. Text is always text and never a formula.
///
/// # Errors
/// When a table has more rows or columns than a sheet.
pub fn report_xlsx(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(&report.session);
    // Else the moment of writing would be noted, by a clock of the crate's own.
    if let Ok(as_of) = time(report.as_of.datetime()) {
        properties = properties.set_creation_datetime(&as_of);
    }
    workbook.set_properties(&properties);
    let formats = Formats::new();
    for table in report.tables.all() {
        write_table(workbook.add_worksheet(), table, &formats)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    heading: Format,
    text: Format,
    /// Marks a cell as text also for whoever edits it later, as a typed apostrophe would.
    no_formula: Format,
    date: Format,
    time: Format,
    other: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        let text = cell().set_text_wrap();
        Self {
            heading: cell().set_bold(),
            no_formula: text.clone().set_quote_prefix(),
            text,
            date: cell().set_num_format("yyyy-mm-dd"),
            time: cell().set_num_format("yyyy-mm-dd hh:mm:ss"),
            other: cell(),
        }
    }
}

fn write_table(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(table.name.title())?;
    for (index, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, index, fitting(&column.title), &formats.heading)?;
        let cells = table
            .rows
            .iter()
            .filter_map(|row| row.get(usize::from(index)));
        sheet.set_column_width(index, width(column, cells))?;
    }
    for (number, row) in (1..).zip(&table.rows) {
        for (index, cell) in (0..).zip(row) {
            write_cell(sheet, (number, index), cell, formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(table.columns.len().saturating_sub(1));
    let last_row = u32::try_from(table.rows.len());
    sheet.autofilter(
        0,
        0,
        last_row.map_err(|_| XlsxError::RowColumnLimitError)?,
        last_column.map_err(|_| XlsxError::RowColumnLimitError)?,
    )?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let dated = match cell {
        Cell::Date(date) => Some((day(*date), &formats.date)),
        Cell::Time(at) => Some((time(at.datetime()), &formats.time)),
        _ => None,
    };
    match (cell, dated) {
        (Cell::Empty, _) => {}
        (Cell::Number(number), _) => {
            // Counts and seconds are far from where a float is no longer exact.
            sheet.write_number_with_format(row, column, *number as f64, &formats.other)?;
        }
        (Cell::YesNo(yes), _) => {
            sheet.write_boolean_with_format(row, column, *yes, &formats.other)?;
        }
        (_, Some((Ok(date), format))) => {
            sheet.write_datetime_with_format(row, column, &date, format)?;
        }
        // Words, and days before 1900, which a spreadsheet does not know.
        (Cell::Text(_) | Cell::Date(_) | Cell::Time(_), _) => {
            let text = fitting(&cell.plain());
            let format = if looks_like_formula(&text) {
                &formats.no_formula
            } else {
                &formats.text
            };
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}

fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let number = |part: i8| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, number(date.month()), number(date.day()))
}

/// To the second, as in the other formats.
fn time(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let number = |part: i8| u8::try_from(part).unwrap_or_default();
    day(at.date())?.and_hms(
        u16::from(number(at.hour())),
        number(at.minute()),
        number(at.second()),
    )
}

/// The text, cut where a cell is full.
fn fitting(text: &str) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST_TEXT
    };
    text.chars().take_while(fits).collect()
}

/// As wide as the longest line of a column, within reason.
fn width<'a>(column: &Column, cells: impl Iterator<Item = &'a Cell>) -> f64 {
    let longest = match column.kind {
        ColumnKind::Date => "2026-11-24".len(),
        ColumnKind::Time => "2026-11-24 09:00:00".len(),
        ColumnKind::Number | ColumnKind::YesNo => 0,
        ColumnKind::Text => {
            let lines = cells.map(|cell| longest_line(&cell.plain()));
            lines.max().unwrap_or_default()
        }
    };
    let heading = longest_line(&column.title) + FILTER_BUTTON;
    let width = (longest + 1).max(heading).clamp(WIDTHS.0, WIDTHS.1);
    width as f64
}

fn longest_line(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count());
    lines.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use jiff::civil::date;
    use std::io::Read;

    fn part(workbook: &[u8], name: &str) -> String {
        let reader = std::io::Cursor::new(workbook);
        let mut archive = zip::ZipArchive::new(reader).expect("it is an archive");
        let mut text = String::new();
        let mut part = archive.by_name(name).expect("the part is there");
        part.read_to_string(&mut text).expect("it is text");
        text
    }

    fn workbook(document: &str, due: Date) -> Vec<u8> {
        let mut room = Room::open();
        room.join("Ana");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", document), ("rep", "Kim")]),
            due,
        };
        room.say("Ana", commit).expect("it is open");
        report_xlsx(&Report::of(&room.session, room.now)).expect("it can be written")
    }

    #[test]
    fn text_is_no_formula_and_days_are_days() {
        let workbook = workbook("=HYPERLINK(\"https://a.test\")", date(2026, 11, 27));
        let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains("state=\"frozen\""), "{sheet}");
        assert!(sheet.contains("<autoFilter ref=\"A1:O2\"/>"), "{sheet}");
        // Days since the end of 1899.
        assert!(sheet.contains("<v>46353</v>"), "{sheet}");
        let texts = part(&workbook, "xl/sharedStrings.xml");
        assert!(texts.contains("=HYPERLINK("), "{texts}");
        let styles = part(&workbook, "xl/styles.xml");
        assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
        let names = part(&workbook, "xl/workbook.xml");
        for name in [
            "Commitments",
            "Participants",
            "Responses",
            "Timing",
            "Check-ins",
        ] {
            assert!(names.contains(&format!("name=\"{name}\"")), "{names}");
        }
    }

    #[test]
    fn a_day_that_spreadsheets_do_not_know_is_text() {
        let workbook = workbook("The doc", date(1, 1, 1));
        let texts = part(&workbook, "xl/sharedStrings.xml");
        assert!(texts.contains("<t>0001-01-01</t>"), "{texts}");
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        let due = date(2026, 11, 27);
        assert_eq!(workbook("The doc", due), workbook("The doc", due));
    }

    #[test]
    fn what_is_too_long_for_a_cell_is_cut_between_characters() {
        let long = "👩".repeat(20_000);
        let cut = fitting(&long);
        assert_eq!(cut.encode_utf16().count(), LONGEST_TEXT - 1);
        assert_eq!(fitting("short"), "short");
    }
}
