//! The people, one row each. Who has been sent out is not among them.

use super::{Cell, Column, ColumnKind, Table, TableName};
use crate::domain::training::Activity;
use crate::export::source::Source;

/// Each activity in groups has a column with the number of somebody's group.
pub(super) fn table(source: &Source) -> Table {
    let session = source.session;
    let in_groups = session.training().activities.iter();
    let in_groups: Vec<_> = in_groups
        .filter(|activity| activity.group_size.is_some())
        .collect();
    let mut columns = vec![
        Column::new("name", "Name", ColumnKind::Text),
        Column::new("joined_at", "Joined at", ColumnKind::Time),
        Column::new("has_phone", "Has a phone", ColumnKind::YesNo),
        Column::new("hidden", "Hidden", ColumnKind::YesNo),
    ];
    columns.extend(in_groups.iter().map(|activity| {
        let name = format!("group_{}", activity.id);
        let title = format!("Group: {}", activity.title);
        Column::new(name, title, ColumnKind::Number)
    }));
    columns.push(Column::new(
        "commitments_made",
        "Commitments made",
        ColumnKind::Number,
    ));
    columns.push(Column::new("buddies", "Buddies", ColumnKind::Text));
    let people = session.present().into_iter();
    let rows = people.map(|person| {
        let group = |activity: &&Activity| {
            let number = session.group_number(&activity.id, &person.id);
            number.map_or(Cell::Empty, Cell::count)
        };
        let buddies = session.buddies(&person.id).into_iter();
        let buddies: Vec<_> = buddies.map(|buddy| buddy.name.as_str()).collect();
        let mut row = vec![
            Cell::text(&person.name),
            Cell::Time(source.local(person.joined_at)),
            Cell::YesNo(person.has_phone()),
            Cell::YesNo(person.hidden),
        ];
        row.extend(in_groups.iter().map(group));
        row.push(Cell::count(person.commitments.len()));
        // A semicolon, since a comma may well stand in a name.
        row.push(
            (!buddies.is_empty())
                .then(|| Cell::text(buddies.join("; ")))
                .into(),
        );
        row
    });
    Table {
        name: TableName::Participants,
        rows: rows.collect(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::Room;
    use crate::export::Report;

    #[test]
    fn who_is_out_is_not_there_and_who_is_deleted_has_no_name() {
        let mut room = Room::open();
        for name in ["Ana", "Raj", "Kim"] {
            room.join(name);
        }
        room.lead(Command::Enter {
            participant: "Leo".into(),
            name: "Leo".into(),
        })
        .expect("there is room");
        let drill = Command::GoTo {
            section: 1,
            slide: 0,
        };
        room.lead(drill).expect("it exists");
        let participant = "Kim".into();
        room.lead(Command::Remove { participant })
            .expect("she is there");
        let form = Command::FormGroups {
            activity: "drill".into(),
            seed: 1,
        };
        room.lead(form).expect("people are there");
        let participant = "Raj".into();
        room.lead(Command::Erase { participant })
            .expect("he is there");
        let report = Report::of(&room.session, room.now);
        let table = report.tables.get(TableName::Participants);
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.iter().map(Cell::plain).collect();
                cells.join("|")
            })
            .collect();
        assert_eq!(
            rows,
            [
                "Ana|2026-11-24T06:00:00+00:00|yes|no|1||0|Leo; (deleted)",
                "Leo|2026-11-24T06:00:00+00:00|no|no|1||0|Ana; (deleted)",
                "(deleted)|2026-11-24T06:00:00+00:00|yes|no|1||0|Ana; Leo",
            ]
        );
    }
}
