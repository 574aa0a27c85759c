//! What was answered, activity by activity.

use crate::domain::ids::ActivityId;
use crate::domain::training::ActivityKind;
use crate::domain::views::{ActivityView, CountedHands, Responses, Results};
use crate::ui::activity::{Outcome, Progress};
use crate::ui::text;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What was answered to the activities that have been shown.
#[component]
pub fn ResponsesPanel(
    /// The activities with what was answered.
    activities: Vec<(ActivityView, Responses)>,
    /// The hands that were counted by eye.
    hands: BTreeMap<ActivityId, CountedHands>,
) -> impl IntoView {
    let none = activities
        .is_empty()
        .then(|| view! { <p class="empty">"No activity has been opened."</p> });
    let activities: Vec<_> = activities
        .into_iter()
        .map(|(activity, responses)| {
            let by_eye = hands.get(&activity.activity.id).map(by_eye);
            let remarks = [by_eye, untimed(&responses), unrevealed(&activity)];
            let remarks: Vec<_> = remarks
                .into_iter()
                .flatten()
                .map(|remark| view! { <p class="outcome-detail">{remark}</p> })
                .collect();
            let title = activity.activity.title.clone();
            let question = question(&activity)
                .map(|question| view! { <p class="report-question">{question}</p> });
            // Who reads the report may know the answer, also where the room has not been told.
            let told = ActivityView {
                revealed: true,
                ..activity.clone()
            };
            view! {
                <section class="report-activity">
                    <h3>{title}</h3>
                    {question}
                    <Progress activity responses=responses.clone()/>
                    <Outcome activity=told responses/>
                    {remarks}
                </section>
            }
        })
        .collect();
    view! { <section class="panel"><h2>"Responses"</h2>{none}{activities}</section> }
}

/// What was asked, where the title alone does not say it.
fn question(activity: &ActivityView) -> Option<String> {
    match &activity.activity.kind {
        ActivityKind::Poll(poll) => Some(poll.question.clone()),
        ActivityKind::Vote(vote) => Some(format!("“{}” {}", vote.statement, vote.question)),
        ActivityKind::Drill(_) | ActivityKind::Commitments(_) => None,
    }
}

fn by_eye(hands: &CountedHands) -> String {
    let people = text::count(hands.of, "person", "people");
    let choices: Vec<_> = hands
        .tallies
        .iter()
        .map(|tally| format!("{}: {}", tally.label, tally.count))
        .collect();
    format!(
        "Includes hands of {people} that were counted by eye: {}.",
        choices.join("; ")
    )
}

/// Who wrote while no timer ran is neither inside the time nor over it.
fn untimed(responses: &Responses) -> Option<String> {
    let Some(Results::Drill { histogram, .. }) = &responses.results else {
        return None;
    };
    let timed: usize = histogram.iter().map(|bar| bar.count).sum();
    let untimed = responses.answered.checked_sub(timed)?;
    let is_told = !histogram.is_empty() && untimed > 0;
    is_told.then(|| format!("{untimed} handed in while the timer had not been started."))
}

fn unrevealed(activity: &ActivityView) -> Option<String> {
    let is_hidden = matches!(activity.activity.kind, ActivityKind::Vote(_)) && !activity.revealed;
    is_hidden.then(|| "The room has not been shown the answer.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::views::{HistogramBar, Tally};

    fn drill(answered: usize, counts: &[usize]) -> Responses {
        let histogram = counts.iter().map(|count| HistogramBar {
            label: String::new(),
            count: *count,
        });
        Responses {
            answered,
            of: 24,
            by_group: false,
            results: Some(Results::Drill {
                inside: 0,
                limit: None,
                median: None,
                histogram: histogram.collect(),
            }),
        }
    }

    #[test]
    fn who_wrote_without_a_timer_is_told_of() {
        let told = untimed(&drill(7, &[2, 3]));
        assert_eq!(
            told.as_deref(),
            Some("2 handed in while the timer had not been started.")
        );
        assert_eq!(untimed(&drill(5, &[2, 3])), None);
        assert_eq!(untimed(&drill(5, &[])), None, "there is no timer at all");
    }

    #[test]
    fn hands_that_were_counted_by_eye_are_told_choice_by_choice() {
        let tally = |label: &str, count| Tally {
            label: label.to_owned(),
            count,
        };
        let hands = CountedHands {
            of: 9,
            tallies: vec![tally("One", 0), tally("Two", 7)],
        };
        let told = "Includes hands of 9 people that were counted by eye: One: 0; Two: 7.";
        assert_eq!(by_eye(&hands), told);
    }
}
