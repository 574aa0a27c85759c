//! The parts that activities are made of: timers, choices and fields.

use crate::content::collected::Taken;
use crate::content::fields::{Form, Table};
use crate::content::problem::Reporter;
use crate::domain::ids::{ChoiceId, FieldId, TimerId};
use crate::domain::time::Span;
use crate::domain::training::{Choice, Field, FieldInput, TimerPlan};
use std::collections::HashMap;

const TIMER: Form = Form {
    name: "`[[timer]]`",
    keys: &["id", "label", "minutes"],
};

const CHOICE: Form = Form {
    name: "`[[choice]]`",
    keys: &["id", "label"],
};

const FIELD_KEYS: &[&str] = &[
    "id",
    "label",
    "help",
    "input",
    "initial",
    "link",
    "options",
    "directives",
];

const INPUTS: [(&str, FieldInput); 4] = [
    ("line", FieldInput::Line),
    ("paragraph", FieldInput::Paragraph),
    ("time", FieldInput::Time),
    ("question", FieldInput::Question),
];

/// The timers of an activity. Their ids are made unique by the activity's id.
pub(super) fn timers(
    table: &Table<'_>,
    activity_id: &str,
    taken: &mut Taken,
    report: Reporter<'_>,
) -> Vec<TimerPlan> {
    let mut siblings = HashMap::new();
    let mut timers = Vec::new();
    for timer in table.tables("timer", TIMER, 0) {
        let known = siblings.len();
        let id = timer.id_among(&mut siblings);
        let full = format!("{activity_id}-{id}");
        if siblings.len() > known {
            taken.claim(&full, &timer, report);
        }
        timers.push(TimerPlan {
            id: TimerId::new(full),
            label: timer.text("label"),
            planned: Span::from_minutes(timer.minutes("minutes")),
        });
    }
    timers
}

/// The choices of a poll or a vote.
pub(super) fn choices(table: &Table<'_>) -> Vec<Choice> {
    let mut siblings = HashMap::new();
    table
        .tables("choice", CHOICE, 2)
        .iter()
        .map(|choice| Choice {
            id: ChoiceId::new(choice.id_among(&mut siblings)),
            label: choice.text("label"),
        })
        .collect()
}

/// The fields of a form.
pub(super) fn form_fields(table: &Table<'_>, name: &'static str, at_least: usize) -> Vec<Field> {
    let form = Form {
        name,
        keys: FIELD_KEYS,
    };
    let mut siblings = HashMap::new();
    table
        .tables("field", form, at_least)
        .iter()
        .map(|field| Field {
            id: FieldId::new(field.id_among(&mut siblings)),
            label: field.text("label"),
            help: field.text_or_blank("help"),
            input: field.word("input", &INPUTS).unwrap_or_default(),
            initial: initial(field),
            asks_link: field.flag("link"),
            options: options(field),
            directives: directives(field),
        })
        .collect()
}

fn initial(field: &Table<'_>) -> String {
    let initial = field.text_or_blank("initial");
    let is_time = field.written("input") == "time";
    if is_time && !initial.is_empty() && !is_time_of_day(&initial) {
        field.problem(
            field.line_of("initial"),
            format!(
                "`initial` is \"{initial}\", but the field takes a time; write hours and \
                 minutes, as in \"09:30\"."
            ),
        );
    }
    initial
}

fn options(field: &Table<'_>) -> Vec<String> {
    let options = field.optional_texts("options");
    if !options.is_empty() && field.written("input") == "time" {
        field.problem_if_whole(
            field.line_of("options"),
            "`options` are kinds of entry to pick from, but the field takes a time; delete them, \
             or write `input = \"line\"`.",
        );
    }
    options
}

fn directives(field: &Table<'_>) -> Vec<String> {
    let directives = field.optional_texts("directives");
    let input = field.written("input");
    let is_other = field.lacks("input") || ["line", "paragraph", "time"].contains(&input);
    if !directives.is_empty() && is_other {
        field.problem_if_whole(
            field.line_of("directives"),
            "`directives` are openings that make a question an instruction, but the field takes \
             no question; write `input = \"question\"` too, or delete them.",
        );
    }
    directives
}

fn is_time_of_day(text: &str) -> bool {
    let two_digits = |part: &str, below: u8| {
        part.len() == 2
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|number| number < below)
    };
    text.split_once(':')
        .is_some_and(|(hours, minutes)| two_digits(hours, 24) && two_digits(minutes, 60))
}
