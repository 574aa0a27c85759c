//! Who took part, and in what.

use crate::domain::training::ActivityKind;
use crate::domain::views::{ActivityView, Participation, Responses, Results};
use crate::ui::pages::wide::Wide;
use crate::ui::text;
use leptos::prelude::*;

/// How many came in and how, and how many of them answered each activity. The kinds of promises follow
/// the activity that asks for them.
#[component]
pub fn ParticipationPanel(
    /// How people took part.
    participation: Participation,
    /// The activities that have been shown.
    activities: Vec<(ActivityView, Responses)>,
) -> impl IntoView {
    let Participation {
        joined,
        with_phone,
        by_hand,
        removed,
    } = participation;
    let removed = (removed > 0).then(|| figure(removed, "taken off the list"));
    let rows: Vec<_> = activities
        .iter()
        .flat_map(|(activity, responses)| rows(activity, responses))
        .map(table_row)
        .collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Wide label="Answers to each activity">
                <table class="numbers">
                    <caption class="visually-hidden">"How many answered each activity"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Activity"</th>
                            <th scope="col">"Answered"</th>
                            <th scope="col">"Of"</th>
                            <th scope="col">"Share"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
        }
    });
    view! {
        <section class="panel">
            <h2>"Participation"</h2>
            <dl class="figures">
                {figure(joined, "joined")}
                {figure(with_phone, "with a phone")}
                {figure(by_hand, "entered by hand")}
                {removed}
            </dl>
            {table}
        </section>
    }
}

fn figure(number: usize, of_what: &'static str) -> impl IntoView {
    view! { <div><dt>{of_what}</dt><dd>{number}</dd></div> }
}

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    title: String,
    answered: usize,
    of: usize,
    /// Who answers, one and many.
    who: (&'static str, &'static str),
    /// Whether it is a part of the line above.
    is_part: bool,
}

fn rows(activity: &ActivityView, responses: &Responses) -> Vec<Line> {
    let of = responses.of;
    let who = if responses.by_group {
        ("table", "tables")
    } else {
        ("person", "people")
    };
    let title = &activity.activity.title;
    let title = match &activity.activity.kind {
        ActivityKind::Commitments(commitments) if commitments.kinds.len() > 1 => {
            format!("{title}: all {}", commitments.kinds.len())
        }
        _ => title.clone(),
    };
    let mut lines = vec![Line {
        title,
        answered: responses.answered,
        of,
        who,
        is_part: false,
    }];
    if let Some(Results::Commitments(tallies)) = &responses.results {
        lines.extend(tallies.iter().map(|tally| Line {
            title: tally.label.clone(),
            answered: tally.count,
            of,
            who,
            is_part: true,
        }));
    }
    lines
}

fn table_row(line: Line) -> impl IntoView {
    let (one, many) = line.who;
    view! {
        <tr class:part=line.is_part>
            <th scope="row">{line.title}</th>
            <td>{line.answered}</td>
            <td>{text::count(line.of, one, many)}</td>
            <td>{text::share(line.answered, line.of)}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries, training};
    use crate::domain::training::CommitmentKind;
    use jiff::civil::date;

    /// The lines of the promises of a training with some kinds, of which one of two people has made
    /// the first.
    fn lines(kinds: &[&str]) -> Vec<(String, usize, usize, bool)> {
        let mut training = training();
        for activity in &mut training.activities {
            if let ActivityKind::Commitments(commitments) = &mut activity.kind {
                let kind = commitments.kinds[0].clone();
                let named = kinds.iter().map(|id| CommitmentKind {
                    id: (*id).into(),
                    title: (*id).to_owned(),
                    ..kind.clone()
                });
                commitments.kinds = named.collect();
            }
        }
        let mut room = Room::open_with(training);
        room.join("Ana");
        room.join("Ben");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let promise = Command::Commit {
            kind: kinds[0].into(),
            fields: entries(&[("document", "The doc"), ("rep", "Kim")]),
            due: date(2026, 11, 27),
        };
        room.say("Ben", promise).expect("it is open");
        let shown = room.session.shown_activities();
        let rows = shown
            .iter()
            .flat_map(|(activity, responses)| rows(activity, responses));
        rows.map(|line| (line.title, line.answered, line.of, line.is_part))
            .collect()
    }

    #[test]
    fn each_kind_of_promise_follows_the_line_of_all() {
        assert_eq!(
            lines(&["template", "meeting"]),
            [
                ("Promises: all 2".to_owned(), 0, 2, false),
                ("template".to_owned(), 1, 2, true),
                ("meeting".to_owned(), 0, 2, true)
            ]
        );
    }

    #[test]
    fn where_there_is_one_kind_all_is_not_counted() {
        assert_eq!(
            lines(&["template"])[0],
            ("Promises".to_owned(), 1, 2, false)
        );
    }
}
