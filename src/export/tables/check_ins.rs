//! What was said about the promises: a row for each promise and each check-in that asks about it,
//! answered or not.

use super::{Cell, Column, ColumnKind, Table, TableName};
use crate::domain::check_in::{CheckInPlan, Outcome};
use crate::domain::session::Participant;
use crate::domain::training::CommitmentKind;
use crate::export::commitment_lines::Said;
use crate::export::source::Source;
use jiff::civil::Date;

pub(super) fn table(source: &Source) -> Table {
    let session = source.session;
    let people = session.present().into_iter();
    let rows = people.flat_map(|person| {
        let kinds = session.commitment_kinds().map(|(_, kind)| kind);
        let promised = kinds.filter(|kind| person.commitments.contains_key(&kind.id));
        promised.flat_map(move |kind| {
            let plans = session.check_ins_of(&kind.id).into_iter();
            plans.map(move |(plan, day)| row(source, person, kind, plan, day))
        })
    });
    Table {
        name: TableName::CheckIns,
        rows: rows.collect(),
        columns: vec![
            Column::new("participant", "Participant", ColumnKind::Text),
            Column::new("kind", "Commitment", ColumnKind::Text),
            Column::new("check_in", "Check-in", ColumnKind::Text),
            Column::new("asked_on", "Asked on", ColumnKind::Date),
            Column::new("outcome", "Outcome", ColumnKind::Text),
            Column::new("new_date", "New date", ColumnKind::Date),
            Column::new("reason", "Reason", ColumnKind::Text),
            Column::new("answered_at", "Answered at", ColumnKind::Time),
        ],
    }
}

fn row(
    source: &Source,
    person: &Participant,
    kind: &CommitmentKind,
    plan: &CheckInPlan,
    day: Date,
) -> Vec<Cell> {
    let name = (plan.id.clone(), kind.id.clone());
    let said = person.check_ins.get(&name);
    let (moved_to, why) = match said.map(|said| &said.outcome) {
        Some(Outcome::Moved { to }) => (Some(*to), None),
        Some(Outcome::Dropped { why }) => (None, Some(why.as_str())),
        Some(Outcome::Done) | None => (None, None),
    };
    vec![
        Cell::text(&person.name),
        Cell::text(&kind.title),
        Cell::text(&plan.title),
        Cell::Date(day),
        Said::of(person, plan, kind).word().into(),
        moved_to.into(),
        why.into(),
        said.map_or(Cell::Empty, |said| Cell::Time(source.local(said.at))),
    ]
}
