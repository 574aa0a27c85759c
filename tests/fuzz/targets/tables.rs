//! Tables give back what was entered, in every format, and nothing in them is computed.

use super::marks::assert_is_markdown_of_tables;
use super::room::{DAY, Room};
use super::small;
use super::words::Words;
use plenary::domain::check_in::Outcome;
use plenary::domain::ids::{CheckInId, KindId};
use plenary::domain::session::{Answer, Command};
use plenary::domain::text;
use plenary::domain::training::{Activity, ActivityKind, Training};
use plenary::export::{Cell, Format, Report, Table, keep_markdown, mail_merge_csv};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Who is in the room, with a phone.
const PEOPLE: [&str; 3] = ["ana", "raj", "kim"];

const MARK: &str = "\u{feff}";

/// The data is words: the names of the session, of the training and of people, and what these write.
pub fn tables(data: &[u8]) {
    let mut words = Words::of(data);
    let training = named(&mut words);
    let title = text::line(&words.word(), 80).unwrap_or_default();
    let mut room = Room::open_on(training, &title, DAY, "Asia/Kathmandu");
    room.show_all();
    fill(&mut room, &mut words);
    let report = Report::of(&room.session, room.now);
    for format in Format::ALL {
        let written = format.write(&report).expect("it fits into the format");
        match format {
            Format::Csv(table) => assert_is_csv(report.tables.get(table), &written),
            Format::Json => assert_is_json(&report, &written),
            Format::Markdown => {
                assert_is_markdown_of_tables(&written, report.tables.all());
            }
            // A zip, which other programs read in tests/readers.
            Format::Xlsx => assert!(written.starts_with(b"PK")),
        }
    }
    let present = room.session.present();
    for participant in &present {
        let page = keep_markdown(&room.session, participant);
        assert_is_markdown_of_tables(page.as_bytes(), &[]);
    }
    let links: BTreeMap<_, _> = present
        .iter()
        .map(|person| (person.id.clone(), "https://a.test".to_owned()))
        .collect();
    let csv = mail_merge_csv(&room.session, &links).expect("it can be written");
    let records = records(&csv);
    assert_eq!(records.len(), present.len() + 1);
    for field in records.iter().flatten() {
        assert_is_no_formula(field);
    }
}

/// The small training with other names. Those of kinds and check-ins name columns, too.
fn named(words: &mut Words<'_>) -> Training {
    let mut training = small::training();
    training.title = words.word();
    for section in &mut training.sections {
        section.title = words.word();
    }
    let mut taken = BTreeSet::new();
    for plan in &mut training.check_ins {
        plan.title = words.word();
        plan.id = CheckInId::new(id(&words.word(), &mut taken));
        plan.kinds.clear();
    }
    for activity in &mut training.activities {
        activity.title = words.word();
        if let ActivityKind::Commitments(commitments) = &mut activity.kind {
            for kind in &mut commitments.kinds {
                kind.title = words.word();
                kind.promise = words.word();
                kind.id = KindId::new(id(&words.word(), &mut taken));
                for field in &mut kind.fields {
                    field.label = words.word();
                }
            }
        }
    }
    training
}

/// What the parser takes for an id, made of a word.
fn id(word: &str, taken: &mut BTreeSet<String>) -> String {
    let is_of_id = |letter: &char| letter.is_ascii_lowercase() || "-0123456789".contains(*letter);
    let mut id: String = word.chars().filter(is_of_id).collect();
    while id.is_empty() || !taken.insert(id.clone()) {
        id.push('x');
    }
    id
}

/// Everybody comes in and answers everything, as far as they are let.
fn fill(room: &mut Room, words: &mut Words<'_>) {
    let training = room.session.training().clone();
    for who in PEOPLE {
        let _ = room.join(who, &words.word());
    }
    let _ = room.lead(Command::Enter {
        participant: "leo".into(),
        name: words.word(),
    });
    for activity in &training.activities {
        let id = activity.id.clone();
        let seed = words.word().len() as u64;
        let _ = room.lead(Command::FormGroups { activity: id, seed });
        for who in PEOPLE {
            answer(room, who, activity, words);
        }
    }
    for plan in &training.check_ins {
        for who in PEOPLE {
            for (_, kind) in room.session.clone().commitment_kinds() {
                let outcome = match words.word().len() % 3 {
                    0 => Outcome::Done,
                    1 => Outcome::Moved { to: words.day(DAY) },
                    _ => Outcome::Dropped { why: words.word() },
                };
                let check_in = plan.id.clone();
                let kind = kind.id.clone();
                let said = Command::CheckIn {
                    check_in,
                    kind,
                    outcome,
                };
                let _ = room.say(who, said);
            }
        }
    }
    let _ = room.lead(Command::TakeNotes(words.word()));
}

fn answer(room: &mut Room, who: &str, activity: &Activity, words: &mut Words<'_>) {
    let answer = match &activity.kind {
        ActivityKind::Poll(poll) => Answer::Poll([poll.choices[0].id.clone()].into()),
        ActivityKind::Vote(vote) => Answer::Vote(vote.choices[1].id.clone()),
        ActivityKind::Drill(drill) => Answer::Drill(words.entries(&drill.fields)),
        ActivityKind::Commitments(commitments) => {
            for kind in &commitments.kinds {
                let commit = Command::Commit {
                    kind: kind.id.clone(),
                    fields: words.entries(&kind.fields),
                    due: words.day(DAY),
                };
                let _ = room.say(who, commit);
            }
            return;
        }
    };
    let activity = activity.id.clone();
    let _ = room.say(who, Command::Answer { activity, answer });
}

fn records(csv: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(csv).expect("it is UTF-8");
    let text = text.strip_prefix(MARK).expect("it says so");
    // Without `flexible` a row of another length than the first is an error.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| {
        let record = record.expect("all rows are as long as the first");
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

fn assert_is_csv(table: &Table, csv: &[u8]) {
    let records = records(csv);
    let columns: Vec<_> = table.columns.iter().map(|column| &column.name).collect();
    let names: BTreeSet<_> = columns.iter().collect();
    assert_eq!(
        names.len(),
        columns.len(),
        "the columns differ: {columns:?}"
    );
    let (header, rows) = records.split_first().expect("it has a header");
    assert_eq!(rows.len(), table.rows.len());
    for (field, name) in header.iter().zip(columns) {
        assert_gives_back(field, name);
    }
    for (row, cells) in rows.iter().zip(&table.rows) {
        assert_eq!(row.len(), cells.len());
        for (field, cell) in row.iter().zip(cells) {
            match cell {
                Cell::Text(text) => assert_gives_back(field, text),
                other => assert_eq!(*field, other.plain()),
            }
        }
    }
}

/// The field stands for the text, and no spreadsheet computes it.
fn assert_gives_back(field: &str, text: &str) {
    assert_is_no_formula(field);
    if field != text {
        let guarded = field.strip_prefix('\'');
        assert_eq!(guarded, Some(text));
        let bare = text.trim_start_matches('\'');
        assert_ne!(
            bare,
            bare.trim_start_matches(FORMULA),
            "{text:?} needs no guard"
        );
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn assert_is_no_formula(field: &str) {
    assert!(!field.starts_with(FORMULA), "{field:?} would be computed");
}

fn assert_is_json(report: &Report, json: &[u8]) {
    let value: Value = serde_json::from_slice(json).expect("it is JSON");
    assert_eq!(value["session"]["title"], report.session.as_str());
    assert_eq!(value["session"]["training"], report.training.as_str());
    assert_eq!(value["notes"], report.notes.as_str());
    for table in report.tables.all() {
        let rows = value["tables"][table.name.key()].as_array();
        let rows = rows.expect("the table is there");
        assert_eq!(rows.len(), table.rows.len());
        for (row, cells) in rows.iter().zip(&table.rows) {
            for (column, cell) in table.columns.iter().zip(cells) {
                let expected = match cell {
                    Cell::Empty => Value::Null,
                    Cell::Number(number) => (*number).into(),
                    Cell::YesNo(yes) => (*yes).into(),
                    other => other.plain().into(),
                };
                assert_eq!(row[&column.name], expected);
            }
        }
    }
}
