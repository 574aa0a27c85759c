//! People who enter what breaks files.

use super::exports_room::Room;
use jiff::civil::date;
use plenary::domain::check_in::Outcome;
use plenary::domain::ids::{ActivityId, FieldId, KindId};
use plenary::domain::session::{Answer, Command};
use plenary::domain::training::{ActivityKind, Field, FieldInput, Training};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What people are called, and what else they enter in one line.
const LINES: &[&str] = &[
    "=HYPERLINK(\"https://a.test\",\"x\")",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "'=1+1",
    "'plain",
    "O’Brien, \"Bo\"; 'x'",
    "a|b \\| c\\",
    "`tick` ``` and <script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](z) <https://a.test>",
    "*bold* _it_ ~~no~~ # &lt;b&gt; &#124; &amp;",
    "1. one",
    "| --- | --- |",
    "_x0041_ and _x000D_",
    "שרה כהן (תל אביב)",
    "عَلِي حسن، ١٢٣",
    "می‌خواهم",
    "👩‍👧‍👦 Ana 👍🏽 🏳️‍🌈",
    "Łukasz Żółć 李小龍 ﷽",
    "https://a.test/x?a=b&c=d www.b.test a@b.test",
    "true",
    "0012",
    "2026-11-24",
    "1e5",
];

/// What they enter where lines may follow each other.
const PARAGRAPHS: &[&str] = &[
    "one\ntwo\n\n- three\n    four",
    "=1+1\n=2+2",
    "a\tb\t|\tc",
    "```\ncode | here\n```\n<div>\n# x",
    "שלום\nعالم",
    "\"quoted\"\n'=1'",
];

struct Person {
    id: String,
    name: String,
}

/// A session with all of them, and what they entered.
pub fn session() -> (Room, Value) {
    let title = "Łódź | \"=Q4\" <b>";
    let mut room = Room::open(title, |training| {
        training.title = "=Training | `x`".to_owned();
        training.sections[0].title = "-Opening | <i>".to_owned();
    });
    let people = join(&mut room);
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    let training = room.session.training().clone();
    show_all_but_the_last_section_but_one(&mut room, &training);
    let written = write(&mut room, &training, &people);
    let (hands, votes) = vote(&mut room, &training, &people);
    let promised = promise(&mut room, &training, &people);
    let check_ins = check_in(&mut room, &training, &people);
    let notes = "= Notes |\n\n# shorter\n- `more` <script>";
    room.lead(Command::TakeNotes(notes.to_owned()));
    room.lead(Command::End);
    let sections = training.sections.iter().map(|section| &section.title);
    let expected = json!({
        "session": { "code": "ABC234", "title": title, "training": training.title },
        "names": names,
        "sections": sections.collect::<Vec<_>>(),
        "skipped_section": training.sections[4].title,
        "skipped_slides": training.sections[4].slides.len(),
        "written": written,
        "hands": hands,
        "votes": votes,
        "promised": promised,
        "check_ins": check_ins,
        "notes": notes,
    });
    (room, expected)
}

fn join(room: &mut Room) -> Vec<Person> {
    let longest = "Ł".repeat(80);
    let names = LINES.iter().copied().chain([longest.as_str()]);
    let people: Vec<_> = (0..)
        .zip(names)
        .map(|(number, name): (u32, _)| Person {
            id: format!("person-{number}"),
            name: name.to_owned(),
        })
        .collect();
    for person in &people {
        let (name, key) = (person.name.clone(), person.id.as_str().into());
        room.say(&person.id, Command::Join { name, key });
    }
    people
}

fn show_all_but_the_last_section_but_one(room: &mut Room, training: &Training) {
    for (section, of) in training.sections.iter().enumerate() {
        for slide in 0..of.slides.len() {
            if section != 4 {
                room.lead(Command::GoTo { section, slide });
            }
        }
    }
    for activity in &training.activities {
        if activity.group_size.is_some() {
            let activity = activity.id.clone();
            room.lead(Command::FormGroups { activity, seed: 7 });
        }
    }
}

/// An entry that the field takes, whatever is asked.
fn entry(field: &Field, number: usize) -> String {
    let line = LINES[number % LINES.len()];
    let paragraph = PARAGRAPHS[number % PARAGRAPHS.len()];
    let long = |length: usize, text: &str| text.chars().cycle().take(length).collect::<String>();
    match (field.input, number % 8) {
        (FieldInput::Line | FieldInput::Time, 6) => long(200, "x|y z"),
        (FieldInput::Line | FieldInput::Time, _) => line.to_owned(),
        (FieldInput::Question, 6) => format!("{}?", long(1_998, "=é|\n")),
        (FieldInput::Question, _) => format!("{paragraph}\n{line}?"),
        (FieldInput::Paragraph, 6) => long(1_999, "👩‍👧|`\t") + "x",
        (FieldInput::Paragraph, _) => format!("{line}\n{paragraph}"),
    }
}

/// Entries for a form, each another.
fn entries(fields: &[Field], number: usize) -> BTreeMap<FieldId, String> {
    let numbered = fields.iter().zip(number..);
    numbered
        .map(|(field, number)| (field.id.clone(), entry(field, number)))
        .collect()
}

fn answer(room: &mut Room, person: &Person, activity: &ActivityId, answer: Answer) {
    let activity = activity.clone();
    room.say(&person.id, Command::Answer { activity, answer });
}

fn write(room: &mut Room, training: &Training, people: &[Person]) -> Vec<Value> {
    let mut written = Vec::new();
    for activity in &training.activities {
        let ActivityKind::Drill(drill) = &activity.kind else {
            continue;
        };
        for (number, person) in people.iter().enumerate() {
            let entries = entries(&drill.fields, number);
            for field in &drill.fields {
                written.push(json!({
                    "activity": activity.title,
                    "participant": person.name,
                    "item": field.label,
                    "answer": entries[&field.id],
                }));
            }
            answer(room, person, &activity.id, Answer::Drill(entries));
        }
    }
    written
}

fn vote(room: &mut Room, training: &Training, people: &[Person]) -> (Vec<Value>, Vec<Value>) {
    let (mut hands, mut votes) = (Vec::new(), Vec::new());
    for activity in &training.activities {
        match &activity.kind {
            ActivityKind::Poll(poll) => {
                // The first raises no hand, the second one, the third two, and so on.
                for (number, person) in people.iter().enumerate().take(4) {
                    let raised = poll.choices.iter().take(number);
                    let raised = raised.map(|choice| choice.id.clone()).collect();
                    answer(room, person, &activity.id, Answer::Poll(raised));
                }
                let first = &poll.choices[0];
                room.lead(Command::CountHands {
                    activity: activity.id.clone(),
                    of: 5,
                    counts: [(first.id.clone(), 2)].into(),
                });
                hands.push(json!({"item": first.label, "on phones": [3, 4], "by eye": [2, 5]}));
            }
            ActivityKind::Vote(vote) => {
                for (person, choice) in people.iter().zip(vote.choices.iter().cycle()) {
                    answer(room, person, &activity.id, Answer::Vote(choice.id.clone()));
                    votes.push(json!({"participant": person.name, "answer": choice.label}));
                }
            }
            ActivityKind::Drill(_) | ActivityKind::Commitments(_) => {}
        }
    }
    (hands, votes)
}

fn kinds(training: &Training) -> Vec<(KindId, String, Vec<Field>)> {
    let kinds = training.activities.iter().flat_map(|activity| {
        let ActivityKind::Commitments(commitments) = &activity.kind else {
            return [].as_slice();
        };
        commitments.kinds.as_slice()
    });
    kinds
        .map(|kind| (kind.id.clone(), kind.title.clone(), kind.fields.clone()))
        .collect()
}

fn promise(room: &mut Room, training: &Training, people: &[Person]) -> Vec<Value> {
    let mut promised = Vec::new();
    for (number, person) in people.iter().enumerate() {
        for (kind, title, fields) in kinds(training) {
            let entries = entries(&fields, number + 3);
            promised.push(json!({
                "participant": person.name,
                "kind": title,
                "entries": entries,
                "due": "2026-11-27",
            }));
            room.say(
                &person.id,
                Command::Commit {
                    kind,
                    fields: entries,
                    due: date(2026, 11, 27),
                },
            );
        }
    }
    promised
}

fn check_in(room: &mut Room, training: &Training, people: &[Person]) -> Vec<Value> {
    let plan = &training.check_ins[0];
    let (kind, title, _) = &kinds(training)[0];
    let mut said = Vec::new();
    for (number, person) in people.iter().enumerate() {
        let why = PARAGRAPHS[number % PARAGRAPHS.len()];
        let (outcome, told) = match number % 4 {
            0 => (Outcome::Done, json!(["done", null, null])),
            1 => (
                Outcome::Moved {
                    to: date(2026, 12, 4),
                },
                json!(["moved", "2026-12-04", null]),
            ),
            2 => (
                Outcome::Dropped { why: why.into() },
                json!(["dropped", null, why]),
            ),
            _ => {
                said.push(json!([
                    person.name,
                    title,
                    plan.title,
                    "no answer",
                    null,
                    null
                ]));
                continue;
            }
        };
        said.push(json!([
            person.name,
            title,
            plan.title,
            told[0],
            told[1],
            told[2]
        ]));
        let (check_in, kind) = (plan.id.clone(), kind.clone());
        room.say(
            &person.id,
            Command::CheckIn {
                check_in,
                kind,
                outcome,
            },
        );
    }
    said
}
