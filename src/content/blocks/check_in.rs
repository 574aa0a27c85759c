//! When participants are asked what became of their promises.

use crate::content::collected::Taken;
use crate::content::fields::{Form, Table};
use crate::content::nearest::did_you_mean;
use crate::content::problem::Reporter;
use crate::domain::check_in::{After, CheckInPlan};
use crate::domain::ids::{CheckInId, KindId};
use crate::domain::training::CommitmentKind;

pub(super) const FORM: Form = Form {
    name: "`[[check_in]]`",
    keys: &["id", "title", "question", "after", "kinds"],
};

/// Longer than the words of a session are kept anywhere.
const MOST: u16 = 365;

pub(super) fn read(
    table: &Table<'_>,
    kinds: &[CommitmentKind],
    taken: &mut Taken,
    report: Reporter<'_>,
) -> CheckInPlan {
    let id = table.id();
    taken.claim(&id, table, report);
    CheckInPlan {
        id: CheckInId::new(id),
        title: table.text("title"),
        question: table.text("question"),
        after: after(table),
        kinds: asked_about(table, kinds),
    }
}

fn asked_about(table: &Table<'_>, kinds: &[CommitmentKind]) -> Vec<KindId> {
    let named = table.optional_texts("kinds");
    for name in &named {
        let known = || kinds.iter().map(|kind| kind.id.as_str());
        if !name.is_empty() && !known().any(|id| id == name) {
            table.problem(
                table.line_of("kinds"),
                format!(
                    "`kinds` names `{name}`, which is no kind of this block{}",
                    did_you_mean(name, known())
                ),
            );
        }
    }
    named.into_iter().map(KindId::new).collect()
}

fn after(table: &Table<'_>) -> After {
    let text = table.text("after");
    let read = rule(&text);
    if read.is_none() && !text.is_empty() {
        table.problem(
            table.line_of("after"),
            format!(
                "`after` is \"{text}\"; write a number up to {MOST} with its unit, as in \
                 \"7 days\", \"3 weeks\" or \"3 months\"."
            ),
        );
    }
    read.unwrap_or(After::Days(7))
}

fn rule(text: &str) -> Option<After> {
    let (number, unit) = text.split_once(' ')?;
    let number = number
        .parse()
        .ok()
        .filter(|number| (1..=MOST).contains(number))?;
    match unit.trim() {
        "day" | "days" => Some(After::Days(number)),
        "week" | "weeks" => Some(After::Weeks(number)),
        "month" | "months" => Some(After::Months(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_while_is_a_number_with_its_unit() {
        assert_eq!(rule("7 days"), Some(After::Days(7)));
        assert_eq!(rule("1 week"), Some(After::Weeks(1)));
        assert_eq!(rule("3 months"), Some(After::Months(3)));
        for wrong in ["", "7", "days", "0 days", "400 days", "-1 days", "3 years"] {
            assert_eq!(rule(wrong), None, "{wrong}");
        }
    }
}
