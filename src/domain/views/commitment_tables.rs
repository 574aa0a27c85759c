//! The promises of the room, table by table, with those who have made none.

use super::commitments::CommitmentRow;
use crate::domain::check_in::Outcome;
use crate::domain::session::{Participant, Session};
use jiff::civil::Date;

/// A table with the promises of those who sit at it.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentTable {
    /// Counts from 1; none for those who sit at no table.
    pub number: Option<usize>,
    /// Who sits there, in the order of joining.
    pub people: Vec<TablePerson>,
}

/// Somebody at a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TablePerson {
    /// As the room knows them.
    pub name: String,
    /// What they promised, in the order of the training.
    pub promises: Vec<TablePromise>,
    /// The kinds of promises that they have not made.
    pub missing: Vec<String>,
}

/// A promise with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TablePromise {
    /// The promise.
    pub row: CommitmentRow,
    /// For when it was promised.
    pub due: Date,
    /// What was said about it last.
    pub outcome: Option<Outcome>,
}

impl Session {
    /// Everybody with their promises: the tables by their numbers, and last those without one. A
    /// table that everybody has left is not among them; the others keep their numbers.
    pub fn commitment_tables(&self) -> Vec<CommitmentTable> {
        let seating = self.tables();
        let numbers = (1..=seating.len()).map(Some).chain([None]);
        let mut people = vec![Vec::new(); seating.len() + 1];
        for participant in self.present() {
            let table = seating
                .iter()
                .position(|members| members.contains(&participant.id));
            let number = table.map(|index| index + 1);
            let person = self.table_person(participant, number);
            people[table.unwrap_or(seating.len())].push(person);
        }
        let tables = numbers.zip(people);
        tables
            .filter(|(_, people)| !people.is_empty())
            .map(|(number, people)| CommitmentTable { number, people })
            .collect()
    }

    fn table_person(&self, participant: &Participant, table: Option<usize>) -> TablePerson {
        let mut person = TablePerson {
            name: participant.name.clone(),
            promises: Vec::new(),
            missing: Vec::new(),
        };
        for (_, kind) in self.commitment_kinds() {
            match participant.commitments.get(&kind.id) {
                Some(made) => person.promises.push(TablePromise {
                    row: self.commitment_row(participant, kind, made, table),
                    due: made.due,
                    outcome: participant.latest_outcome(&kind.id).cloned(),
                }),
                None => person.missing.push(kind.title.clone()),
            }
        }
        person
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use jiff::civil::date;

    fn go_to(room: &mut Room, section: usize, slide: usize) {
        let command = Command::GoTo { section, slide };
        room.lead(command).expect("the slide is there");
    }

    fn form(room: &mut Room, activity: &str) {
        let (activity, seed) = (activity.into(), 1);
        room.lead(Command::FormGroups { activity, seed })
            .expect("the activity has groups");
    }

    fn room_of(names: &[&str]) -> Room {
        let mut room = Room::open();
        for name in names {
            room.join(name);
        }
        room
    }

    #[test]
    fn before_anybody_is_seated_all_are_without_a_table() {
        let mut room = room_of(&["Ana", "Ben"]);
        go_to(&mut room, 2, 1);
        let promise = Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", "The doc"), ("rep", "Kim")]),
            due: date(2026, 11, 27),
        };
        room.say("Ben", promise).expect("it is open");
        let tables = room.session.commitment_tables();
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].number, None);
        let made: Vec<_> = tables[0]
            .people
            .iter()
            .map(|person| (person.name.as_str(), person.promises.len(), &person.missing))
            .collect();
        assert_eq!(
            made,
            [
                ("Ana", 0, &vec!["Template".to_owned()]),
                ("Ben", 1, &vec![])
            ]
        );
    }

    #[test]
    fn people_sit_at_the_tables_also_when_pairs_are_formed_afterwards() {
        let names = ["Ana", "Ben", "Chloé", "Dan", "Eve", "Fay"];
        let mut room = room_of(&names);
        go_to(&mut room, 1, 0);
        go_to(&mut room, 2, 0);
        form(&mut room, "vote");
        form(&mut room, "drill");
        room.join("Gus");
        let tables = room.session.commitment_tables();
        let sizes: Vec<_> = tables
            .iter()
            .map(|table| (table.number, table.people.len()))
            .collect();
        assert_eq!(sizes.len(), 2, "{sizes:?}");
        assert_eq!(sizes[0].0, Some(1));
        assert_eq!(sizes[1].0, Some(2));
        assert_eq!(sizes[0].1 + sizes[1].1, 7, "late joiners get a seat");

        for name in tables[0].people.iter().map(|person| person.name.as_str()) {
            let participant = name.into();
            room.lead(Command::Remove { participant })
                .expect("they are there");
        }
        let left = room.session.commitment_tables();
        let numbers: Vec<_> = left.iter().map(|table| table.number).collect();
        assert_eq!(numbers, [Some(2)], "a table keeps its number");
    }
}
