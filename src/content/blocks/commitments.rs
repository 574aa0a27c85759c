//! The promises that participants make.

use super::activity::Context;
use super::check_in;
use super::due::due_rule;
use super::parts::form_fields;
use crate::content::fields::{Form, Table};
use crate::domain::ids::KindId;
use crate::domain::time::Span;
use crate::domain::training::{ActivityKind, CommitmentKind, Commitments, DueRule, Repeat};
use std::collections::HashMap;

pub(super) const FORM: Form = Form {
    name: "the block `commitments`",
    keys: &[
        "id",
        "title",
        "group_size",
        "timer",
        "instructions",
        "kind",
        "check_in",
    ],
};

const KIND: Form = Form {
    name: "`[[kind]]`",
    keys: &[
        "id",
        "title",
        "promise",
        "due",
        "due_label",
        "repeat",
        "meeting_minutes",
        "field",
    ],
};

const REPEATS: [(&str, Repeat); 2] = [("weekly", Repeat::Weekly), ("monthly", Repeat::Monthly)];

pub(super) fn read(table: &Table<'_>, context: Context<'_, '_>) -> ActivityKind {
    let mut siblings = HashMap::new();
    let mut kinds = Vec::new();
    for kind in table.tables("kind", KIND, 1) {
        let known = siblings.len();
        let id = kind.id_among(&mut siblings);
        if siblings.len() > known {
            context.collected.kind_ids.claim(&id, &kind, context.report);
        }
        kinds.push(CommitmentKind {
            id: KindId::new(id),
            title: kind.text("title"),
            promise: kind.text("promise"),
            due_label: kind.text("due_label"),
            due: due(&kind),
            fields: form_fields(&kind, "`[[kind.field]]`", 0),
            repeat: kind.word("repeat", &REPEATS),
            meeting: kind
                .optional_minutes("meeting_minutes")
                .map(Span::from_minutes),
        });
    }
    for plan in table.tables("check_in", check_in::FORM, 0) {
        let collected = &mut *context.collected;
        let plan = check_in::read(&plan, &kinds, &mut collected.check_in_ids, context.report);
        collected.check_ins.push(plan);
    }
    ActivityKind::Commitments(Commitments {
        instructions: table.text("instructions"),
        kinds,
    })
}

/// The rule for the date; some rule, if what is written is none.
fn due(kind: &Table<'_>) -> DueRule {
    let text = kind.text("due");
    let otherwise = DueRule::LastOfMonth(None);
    if text.is_empty() {
        return otherwise;
    }
    due_rule(&text).unwrap_or_else(|error| {
        kind.problem(kind.line_of("due"), error.to_string());
        otherwise
    })
}
