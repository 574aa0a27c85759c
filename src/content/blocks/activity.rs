//! What all activities have in common, and polls, drills and votes.

use super::Block;
use super::parts::{choices, form_fields, timers};
use crate::content::collected::Collected;
use crate::content::fields::{Form, Table};
use crate::content::nearest::did_you_mean;
use crate::content::problem::Reporter;
use crate::domain::ids::ActivityId;
use crate::domain::training::{Activity, ActivityKind, Drill, Poll, TimerPlan, Vote};

pub(super) const POLL: Form = Form {
    name: "the block `poll`",
    keys: &[
        "id",
        "title",
        "group_size",
        "timer",
        "question",
        "line_percent",
        "line_label",
        "choice",
    ],
};

pub(super) const DRILL: Form = Form {
    name: "the block `drill`",
    keys: &[
        "id",
        "title",
        "group_size",
        "timer",
        "instructions",
        "writing_timer",
        "field",
    ],
};

pub(super) const VOTE: Form = Form {
    name: "the block `vote`",
    keys: &[
        "id",
        "title",
        "group_size",
        "timer",
        "statement",
        "question",
        "answer",
        "reasons",
        "choice",
    ],
};

/// What a reader of one kind of activity can look at and add to.
pub(super) struct Context<'c, 'r> {
    pub activity_id: &'c str,
    pub timers: &'c [TimerPlan],
    pub collected: &'c mut Collected,
    pub report: Reporter<'r>,
}

/// Reads an activity; `read_kind` reads what only its kind has.
pub(super) fn read(
    table: &Table<'_>,
    read_kind: impl FnOnce(&Table<'_>, Context<'_, '_>) -> ActivityKind,
    collected: &mut Collected,
    report: Reporter<'_>,
) -> Block {
    let id = table.id();
    collected.activity_ids.claim(&id, table, report);
    let title = table.text("title");
    let group_size = table
        .number("group_size", 2..=10)
        .and_then(|size| u8::try_from(size).ok());
    let timers = timers(table, &id, &mut collected.timer_ids, report);
    let kind = read_kind(
        table,
        Context {
            activity_id: &id,
            timers: &timers,
            collected,
            report,
        },
    );
    let id = ActivityId::new(id);
    collected.activities.push(Activity {
        id: id.clone(),
        title: title.clone(),
        kind,
        timers,
        group_size,
    });
    Block {
        html: String::new(),
        title,
        activity: Some(id),
    }
}

pub(super) fn poll(table: &Table<'_>, _: Context<'_, '_>) -> ActivityKind {
    let line_percent = table.number("line_percent", 1..=100);
    let line_label = table.optional_text("line_label");
    if line_label.is_some() && table.lacks("line_percent") {
        table.problem_if_whole(
            table.line_of("line_label"),
            "`line_label` says what a line means, but there is none; write `line_percent = 70` \
             too, or delete the label.",
        );
    }
    ActivityKind::Poll(Poll {
        question: table.text("question"),
        choices: choices(table),
        line_percent: line_percent.and_then(|percent| u8::try_from(percent).ok()),
        line_label,
    })
}

pub(super) fn drill(table: &Table<'_>, context: Context<'_, '_>) -> ActivityKind {
    let prefix = format!("{}-", context.activity_id);
    let writing_timer = table.optional_text("writing_timer").and_then(|name| {
        let full = format!("{prefix}{name}");
        let timer = context
            .timers
            .iter()
            .find(|timer| timer.id.as_str() == full);
        if timer.is_none() {
            let names = context
                .timers
                .iter()
                .filter_map(|timer| timer.id.as_str().strip_prefix(&prefix));
            table.problem_if_whole(
                table.line_of("writing_timer"),
                format!(
                    "`writing_timer` names `{name}`, but no `[[timer]]` of this drill has that \
                     id{}",
                    did_you_mean(&name, names)
                ),
            );
        }
        timer.map(|timer| timer.id.clone())
    });
    ActivityKind::Drill(Drill {
        instructions: table.text("instructions"),
        fields: form_fields(table, "`[[field]]`", 1),
        writing_timer,
    })
}

pub(super) fn vote(table: &Table<'_>, _: Context<'_, '_>) -> ActivityKind {
    ActivityKind::Vote(Vote {
        statement: table.text("statement"),
        question: table.text("question"),
        choices: choices(table),
        answer: table.text("answer"),
        reasons: table.texts("reasons"),
    })
}
