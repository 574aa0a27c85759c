//! What was answered: a row for each field of each drill and for each vote of a person, and for each
//! choice of a poll. A poll is anonymous, as its participants were told, so its rows name nobody.

use super::{Cell, Column, ColumnKind, Table, TableName};
use crate::domain::ids::ChoiceId;
use crate::domain::session::{Answer, Answered, Participant};
use crate::domain::training::{Activity, ActivityKind, Drill, Poll, Vote};
use crate::export::source::Source;

pub(super) fn table(source: &Source) -> Table {
    let column = |name, title, kind| Column::new(name, title, kind);
    let activities = source.session.training().activities.iter();
    let rows = activities.flat_map(|activity| match &activity.kind {
        ActivityKind::Poll(poll) => poll_rows(source, activity, poll),
        ActivityKind::Drill(drill) => drill_rows(source, activity, drill),
        ActivityKind::Vote(vote) => vote_rows(source, activity, vote),
        ActivityKind::Commitments(_) => Vec::new(),
    });
    Table {
        name: TableName::Responses,
        rows: rows.map(Response::into_cells).collect(),
        columns: vec![
            column("activity", "Activity", ColumnKind::Text),
            column("activity_kind", "Kind", ColumnKind::Text),
            column("participant", "Participant", ColumnKind::Text),
            column("group", "Group", ColumnKind::Number),
            column("item", "Field or choice", ColumnKind::Text),
            column("answer", "Answer", ColumnKind::Text),
            column("hands", "Hands", ColumnKind::Number),
            column("hands_of", "Of", ColumnKind::Number),
            column("counted", "Counted", ColumnKind::Text),
            column(
                "writing_seconds",
                "Writing time (seconds)",
                ColumnKind::Number,
            ),
            column("answered_at", "Answered at", ColumnKind::Time),
        ],
    }
}

/// A row, before it is known which cells stay empty.
struct Response {
    activity: Cell,
    kind: Cell,
    participant: Cell,
    group: Cell,
    item: Cell,
    answer: Cell,
    hands: Cell,
    of: Cell,
    counted: Cell,
    writing: Cell,
    at: Cell,
}

impl Response {
    fn of(activity: &Activity, item: &str) -> Self {
        let kind = match activity.kind {
            ActivityKind::Poll(_) => "poll",
            ActivityKind::Drill(_) => "drill",
            ActivityKind::Vote(_) => "vote",
            ActivityKind::Commitments(_) => "commitments",
        };
        Self {
            activity: Cell::text(&activity.title),
            kind: kind.into(),
            participant: Cell::Empty,
            group: Cell::Empty,
            item: item.into(),
            answer: Cell::Empty,
            hands: Cell::Empty,
            of: Cell::Empty,
            counted: Cell::Empty,
            writing: Cell::Empty,
            at: Cell::Empty,
        }
    }

    fn by(self, source: &Source, activity: &Activity, person: &Participant, at: &Answered) -> Self {
        let group = source.session.group_number(&activity.id, &person.id);
        Self {
            participant: Cell::text(&person.name),
            group: group.map_or(Cell::Empty, Cell::count),
            writing: at.elapsed.map_or(Cell::Empty, |elapsed| {
                Cell::Number(elapsed.as_millis() / 1_000)
            }),
            at: Cell::Time(source.local(at.at)),
            ..self
        }
    }

    fn into_cells(self) -> Vec<Cell> {
        vec![
            self.activity,
            self.kind,
            self.participant,
            self.group,
            self.item,
            self.answer,
            self.hands,
            self.of,
            self.counted,
            self.writing,
            self.at,
        ]
    }
}

/// Those who are present and have answered.
fn answered<'a>(source: &Source<'a>, activity: &Activity) -> Vec<(&'a Participant, &'a Answered)> {
    let people = source.session.present().into_iter();
    people
        .filter_map(|person| Some((person, person.answers.get(&activity.id)?)))
        .collect()
}

/// Hands that went up on phones, and hands that were counted by eye: together they are all.
fn poll_rows(source: &Source, activity: &Activity, poll: &Poll) -> Vec<Response> {
    let answers = answered(source, activity);
    let raised: Vec<_> = answers
        .iter()
        .filter_map(|(_, answered)| match &answered.answer {
            Answer::Poll(hands) => Some(hands),
            Answer::Drill(_) | Answer::Vote(_) => None,
        })
        .collect();
    let rows = |counted: &'static str, of: usize, hands: &dyn Fn(&ChoiceId) -> usize| {
        let rows = poll.choices.iter().map(|choice| Response {
            hands: Cell::count(hands(&choice.id)),
            of: Cell::count(of),
            counted: counted.into(),
            ..Response::of(activity, &choice.label)
        });
        rows.collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    if !raised.is_empty() {
        all.extend(rows("on phones", raised.len(), &|choice| {
            raised.iter().filter(|hands| hands.contains(choice)).count()
        }));
    }
    if let Some(by_eye) = source.session.hands_of(&activity.id) {
        all.extend(rows("by eye", by_eye.of, &|choice| {
            by_eye.counts.get(choice).copied().unwrap_or_default()
        }));
    }
    all
}

fn drill_rows(source: &Source, activity: &Activity, drill: &Drill) -> Vec<Response> {
    let rows = answered(source, activity)
        .into_iter()
        .flat_map(|(person, answered)| {
            drill.fields.iter().filter_map(move |field| {
                let Answer::Drill(entries) = &answered.answer else {
                    return None;
                };
                let row = Response {
                    answer: Cell::text(entries.get(&field.id)?),
                    ..Response::of(activity, &field.label)
                };
                Some(row.by(source, activity, person, answered))
            })
        });
    rows.collect()
}

fn vote_rows(source: &Source, activity: &Activity, vote: &Vote) -> Vec<Response> {
    let rows = answered(source, activity)
        .into_iter()
        .filter_map(|(person, answered)| {
            let Answer::Vote(id) = &answered.answer else {
                return None;
            };
            let choice = vote.choices.iter().find(|choice| choice.id == *id)?;
            let row = Response {
                answer: Cell::text(&choice.label),
                ..Response::of(activity, &vote.question)
            };
            Some(row.by(source, activity, person, answered))
        });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, drill_answer};
    use crate::export::Report;

    fn answer(room: &mut Room, who: &str, activity: &str, answer: Answer) {
        let command = Command::Answer {
            activity: activity.into(),
            answer,
        };
        room.say(who, command).expect("it is open");
    }

    #[test]
    fn a_poll_names_nobody_and_the_others_name_everybody() {
        let mut room = Room::open();
        for name in ["Ana", "Raj"] {
            room.join(name);
        }
        for (section, slide) in [(0, 1), (1, 0), (2, 0)] {
            room.lead(Command::GoTo { section, slide })
                .expect("it exists");
        }
        answer(
            &mut room,
            "Ana",
            "poll",
            Answer::Poll(["one".into()].into()),
        );
        answer(&mut room, "Raj", "poll", Answer::Poll([].into()));
        answer(&mut room, "Ana", "drill", drill_answer("Why?"));
        answer(&mut room, "Raj", "vote", Answer::Vote("deal".into()));
        let count = Command::CountHands {
            activity: "poll".into(),
            of: 9,
            counts: [("two".into(), 4)].into(),
        };
        room.lead(count).expect("it is a poll");
        let report = Report::of(&room.session, room.now);
        let table = report.tables.get(TableName::Responses);
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.iter().map(Cell::plain).collect();
                cells.join("|")
            })
            .collect();
        let at = "2026-11-24T06:00:00+00:00";
        assert_eq!(
            rows,
            [
                "Poll|poll|||one||1|2|on phones||".to_owned(),
                "Poll|poll|||two||0|2|on phones||".to_owned(),
                "Poll|poll|||one||0|9|by eye||".to_owned(),
                "Poll|poll|||two||4|9|by eye||".to_owned(),
                format!("Drill|drill|Ana||observation|In the call of Monday|||||{at}"),
                format!("Drill|drill|Ana||question|Why?|||||{at}"),
                format!("Vote|vote|Raj||Which is it?|deal|||||{at}"),
            ]
        );
    }
}
