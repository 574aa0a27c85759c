//! The sections, one row each: plan against actual. All spans are whole seconds.

use super::{Cell, Column, ColumnKind, Table, TableName};
use crate::domain::time::Span;
use crate::export::report::SectionLine;

pub(super) fn table(sections: &[SectionLine]) -> Table {
    let number = |name, title| Column::new(name, title, ColumnKind::Number);
    let rows = sections.iter().map(|section| {
        let (planned, actual) = (seconds(section.planned), seconds(section.actual));
        vec![
            Cell::text(&section.title),
            Cell::Number(planned),
            Cell::Number(actual),
            // Of whole seconds, so that it is what the two before it say.
            Cell::Number(actual - planned),
            Cell::count(section.slides_shown),
            Cell::count(section.slides),
        ]
    });
    Table {
        name: TableName::Timing,
        columns: vec![
            Column::new("section", "Section", ColumnKind::Text),
            number("planned_seconds", "Planned (seconds)"),
            number("actual_seconds", "Actual (seconds)"),
            number("difference_seconds", "Difference (seconds)"),
            number("slides_shown", "Slides shown"),
            number("slides", "Slides"),
        ],
        rows: rows.collect(),
    }
}

fn seconds(span: Span) -> i64 {
    span.as_millis() / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::Room;
    use crate::export::Report;

    #[test]
    fn the_difference_is_of_what_is_shown_and_slides_are_counted() {
        let mut room = Room::open();
        room.lead(Command::Forward).expect("it begins");
        room.wait(Span::from_millis(59_900));
        let later = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(later).expect("it exists");
        room.wait(Span::from_minutes(12));
        let report = Report::of(&room.session, room.now);
        let table = report.tables.get(TableName::Timing);
        let rows = table.rows.iter().map(|row| {
            let cells: Vec<_> = row.iter().map(Cell::plain).collect();
            cells.join("|")
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                "First|300|59|-241|1|2",
                "Second|900|0|-900|0|2",
                "Third|600|720|120|1|2",
            ]
        );
        let skipped: Vec<_> = report
            .skipped
            .iter()
            .map(|slide| slide.title.as_str())
            .collect();
        assert_eq!(skipped, ["B", "C", "D", "E"]);
    }
}
