//! The whole report as JSON, for programs.

use super::report::Report;
use super::tables::{Cell, Column, Table};
use crate::domain::views::Skipped;
use serde::ser::{Serialize, Serializer};

/// What tells the file from others.
const FORMAT: &str = "plenary-report";
/// Grows when something is taken away or changes its meaning; what is only added leaves it.
const VERSION: u32 = 1;

/// The whole report. Each row of a table is an object with all columns, in their order; what is empty
/// is null.
///
/// # Errors
/// Never, as long as memory lasts.
pub fn report_json(report: &Report) -> serde_json::Result<Vec<u8>> {
    let time = |at: &Option<jiff::ZonedDateTime>| at.clone().map_or(Cell::Empty, Cell::Time);
    let document = Document {
        format: FORMAT,
        version: VERSION,
        session: About {
            code: report.code.as_str(),
            title: &report.session,
            training: &report.training,
            date: Cell::Date(report.date),
            time_zone: &report.time_zone,
            began_at: time(&report.began_at),
            ended_at: time(&report.ended_at),
            as_of: Cell::Time(report.as_of.clone()),
            participants: report.participants,
        },
        tables: All(report.tables.all()),
        skipped_slides: report.skipped.iter().map(Slide::of).collect(),
        notes: &report.notes,
    };
    let mut json = serde_json::to_vec_pretty(&document)?;
    json.push(b'\n');
    Ok(json)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    session: About<'a>,
    tables: All<'a>,
    skipped_slides: Vec<Slide<'a>>,
    notes: &'a str,
}

#[derive(serde::Serialize)]
struct About<'a> {
    code: &'a str,
    title: &'a str,
    training: &'a str,
    date: Cell,
    time_zone: &'a str,
    began_at: Cell,
    ended_at: Cell,
    as_of: Cell,
    participants: usize,
}

#[derive(serde::Serialize)]
struct Slide<'a> {
    section: &'a str,
    title: &'a str,
}

impl<'a> Slide<'a> {
    fn of(skipped: &'a Skipped) -> Self {
        Self {
            section: &skipped.within,
            title: &skipped.title,
        }
    }
}

struct All<'a>(&'a [Table]);

impl Serialize for All<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tables = self.0.iter().map(|table| (table.name.key(), Rows(table)));
        serializer.collect_map(tables)
    }
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = &self.0.columns;
        let rows = self.0.rows.iter().map(|cells| Row { columns, cells });
        serializer.collect_seq(rows)
    }
}

struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.columns.iter().map(|column| &column.name);
        serializer.collect_map(names.zip(self.cells))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Text(_) | Self::Date(_) | Self::Time(_) => {
                serializer.serialize_str(&self.plain())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::Room;
    use serde_json::{Value, json};

    #[test]
    fn rows_are_objects_and_numbers_are_numbers() {
        let mut room = Room::open();
        room.join("=Ana");
        room.lead(Command::Forward).expect("it begins");
        room.lead(Command::TakeNotes("Shorter.\nMuch.".to_owned()))
            .expect("it is short");
        let json = report_json(&Report::of(&room.session, room.now)).expect("it can be written");
        let read: Value = serde_json::from_slice(&json).expect("it is JSON");
        assert_eq!(
            (&read["format"], &read["version"]),
            (&json!("plenary-report"), &json!(1))
        );
        assert_eq!(read["session"]["code"], json!("ABC234"));
        assert_eq!(read["session"]["ended_at"], Value::Null);
        assert_eq!(read["notes"], json!("Shorter.\nMuch."));
        let ana = &read["tables"]["participants"][0];
        assert_eq!(ana["name"], json!("=Ana"));
        assert_eq!(ana["has_phone"], json!(true));
        assert_eq!(ana["group_drill"], Value::Null);
        assert_eq!(
            read["tables"]["timing"][0]["difference_seconds"],
            json!(-300)
        );
        assert_eq!(read["tables"]["check_ins"], json!([]));
        assert_eq!(
            read["skipped_slides"][0],
            json!({"section": "First", "title": "B"})
        );
    }
}
