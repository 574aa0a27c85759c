//! The promises, one row each, with what became of them.

use super::{Cell, Column, ColumnKind, Table, TableName};
use crate::domain::ids::FieldId;
use crate::domain::training::Repeat;
use crate::export::commitment_lines::CommitmentLine;
use crate::export::source::Source;
use std::collections::BTreeSet;

const SESSION: [(&str, &str, ColumnKind); 6] = [
    ("session_code", "Session code", ColumnKind::Text),
    ("session", "Session", ColumnKind::Text),
    ("training", "Training", ColumnKind::Text),
    ("session_date", "Session date", ColumnKind::Date),
    ("participant", "Participant", ColumnKind::Text),
    ("kind", "Commitment", ColumnKind::Text),
];
const DATES: [(&str, &str, ColumnKind); 3] = [
    ("due", "Due", ColumnKind::Date),
    ("repeats", "Repeats", ColumnKind::Text),
    ("committed_at", "Committed at", ColumnKind::Time),
];
const FATE: [(&str, &str, ColumnKind); 2] = [
    ("now_due", "Now due", ColumnKind::Date),
    ("reason", "Reason", ColumnKind::Text),
];

/// The columns of the fields and of the check-ins are those of the training.
pub(super) fn table(source: &Source, lines: &[CommitmentLine]) -> Table {
    let fields = fields(source);
    let own = [&SESSION[..], &DATES, &FATE].concat();
    let mut names = Names(own.iter().map(|(name, ..)| (*name).to_owned()).collect());
    let own = |(name, title, kind): &(&str, &str, _)| Column::new(*name, *title, *kind);
    let mut columns: Vec<_> = SESSION.iter().map(own).collect();
    columns.extend(fields.iter().map(|(field, label)| {
        Column::new(names.free(field.as_str()), label.clone(), ColumnKind::Text)
    }));
    columns.extend(DATES.iter().map(own));
    columns.extend(source.session.training().check_ins.iter().map(|plan| {
        let name = names.free(plan.id.as_str());
        Column::new(name, plan.title.clone(), ColumnKind::Text)
    }));
    columns.extend(FATE.iter().map(own));
    Table {
        name: TableName::Commitments,
        columns,
        rows: lines
            .iter()
            .map(|line| row(source, &fields, line))
            .collect(),
    }
}

fn row(source: &Source, fields: &[(FieldId, String)], line: &CommitmentLine) -> Vec<Cell> {
    let session = source.session;
    let entry = |field: &FieldId| {
        let entry = line.entries.iter().find(|entry| entry.field == *field);
        Cell::from(entry.map(|entry| entry.text.as_str()))
    };
    let repeats = line.repeat.map(|repeat| match repeat {
        Repeat::Weekly => "weekly",
        Repeat::Monthly => "monthly",
    });
    let mut row = vec![
        Cell::text(session.code().as_str()),
        Cell::text(session.title()),
        Cell::text(&session.training().title),
        Cell::Date(session.date()),
        Cell::text(&line.participant),
        Cell::text(&line.kind),
    ];
    row.extend(fields.iter().map(|(field, _)| entry(field)));
    row.push(Cell::Date(line.due));
    row.push(repeats.into());
    row.push(Cell::Time(line.committed_at.clone()));
    row.extend(line.check_ins.iter().map(|said| said.word().into()));
    row.push(Cell::Date(line.now_due));
    row.push(line.reason.as_deref().into());
    row
}

/// The fields of all promises with their labels, in the order of the training, each once.
fn fields(source: &Source) -> Vec<(FieldId, String)> {
    let mut fields: Vec<(FieldId, String)> = Vec::new();
    for (_, kind) in source.session.commitment_kinds() {
        for field in &kind.fields {
            if !fields.iter().any(|(id, _)| *id == field.id) {
                fields.push((field.id.clone(), field.label.clone()));
            }
        }
    }
    fields
}

/// The names of columns that are taken.
struct Names(BTreeSet<String>);

impl Names {
    /// The name of a column that the training adds: its id, with a number where that is taken.
    fn free(&mut self, id: &str) -> String {
        let mut name = id.to_owned();
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{id}_{number}");
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check_in::Outcome;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use crate::export::Report;
    use jiff::civil::date;

    fn promised() -> Room {
        let mut room = Room::open();
        room.join("Ana");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", "The doc"), ("rep", "Kim")]),
            due: date(2026, 11, 27),
        };
        room.say("Ana", commit).expect("it is open");
        room
    }

    fn say(room: &mut Room, check_in: &str, outcome: Outcome) {
        let command = Command::CheckIn {
            check_in: check_in.into(),
            kind: "template".into(),
            outcome,
        };
        room.wait(crate::domain::time::Span::from_minutes(1));
        room.say("Ana", command).expect("it is asked");
    }

    fn fate(room: &Room) -> String {
        let report = Report::of(&room.session, room.now);
        let table = report.tables.get(TableName::Commitments);
        let fate = table.rows[0].iter().skip(11).map(Cell::plain);
        fate.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn the_columns_of_what_became_of_it_come_last() {
        let room = promised();
        let report = Report::of(&room.session, room.now);
        let columns = &report.tables.get(TableName::Commitments).columns;
        let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(
            names.join(","),
            "session_code,session,training,session_date,participant,kind,document,rep,due,repeats,\
             committed_at,day-7,week-3,now_due,reason"
        );
    }

    #[test]
    fn the_latest_date_and_reason_are_told() {
        let mut room = promised();
        assert_eq!(fate(&room), "no answer|no answer|2026-11-27|");
        let to = date(2026, 12, 4);
        say(&mut room, "day-7", Outcome::Moved { to });
        assert_eq!(fate(&room), "moved|no answer|2026-12-04|");
        let why = "No time.".to_owned();
        say(&mut room, "week-3", Outcome::Dropped { why });
        assert_eq!(fate(&room), "moved|dropped|2026-12-04|No time.");
        say(&mut room, "day-7", Outcome::Done);
        assert_eq!(fate(&room), "done|dropped|2026-11-27|No time.");
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let mut names = Names(["due".to_owned()].into());
        assert_eq!(names.free("due"), "due_2");
        assert_eq!(names.free("rep"), "rep");
        assert_eq!(names.free("rep"), "rep_2");
        assert_eq!(names.free("due"), "due_3");
    }
}
